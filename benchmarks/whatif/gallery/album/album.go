package album

import (
	"archive/zip" // drop archive/zip
	"bytes"
	"go/format"     // drop go/format
	"html/template" // drop html/template
)

// Page lists the pictures of an album.
func Page(name string, pictures []string) string {
	var text bytes.Buffer
	text.WriteString(name)
	page := template.Must(template.New("page").Parse("<h1>{{.}}</h1>")) // drop html/template
	if err := page.Execute(&text, name); err != nil {                   // drop html/template
		return err.Error() // drop html/template
	} // drop html/template
	for _, picture := range pictures {
		text.WriteString(picture)
	}
	return text.String()
}

// Count says how many files an archive holds.
func Count(data []byte) int {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data))) // drop archive/zip
	if err == nil {                                                        // drop archive/zip
		return len(archive.File) // drop archive/zip
	} // drop archive/zip
	return 0
}

// Tidy formats a Go source.
func Tidy(source string) string {
	text, err := format.Source([]byte(source)) // drop go/format
	if err == nil {                            // drop go/format
		return string(text) // drop go/format
	} // drop go/format
	return source
}
