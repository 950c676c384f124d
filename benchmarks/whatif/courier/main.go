// A browser program that does everything in two functions, as small programs do.
package main

import (
	"encoding/json" // drop encoding/json
	"fmt"           // drop fmt
	"net/http"      // drop net/http
	"regexp"        // drop regexp
	"strings"       // drop strings
	"syscall/js"
	"text/template" // drop text/template
	"time"          // drop time
)

type parcel struct {
	Number string
	Weight float64
	Tags   []string
}

func track(number string) parcel {
	found := parcel{Number: number}
	if !regexp.MustCompile(`^[A-Z]{2}[0-9]{9}$`).MatchString(number) { // drop regexp
		found.Tags = append(found.Tags, "odd") // drop regexp
	} // drop regexp
	answer, err := http.Get("/parcels/" + number) // drop net/http
	if err != nil {                               // drop net/http
		found.Tags = append(found.Tags, err.Error()) // drop net/http
	} else { // drop net/http
		found.Tags = append(found.Tags, answer.Status) // drop net/http
		answer.Body.Close()                            // drop net/http
	} // drop net/http
	stored := js.Global().Get("localStorage").Call("getItem", number).String()
	if err := json.Unmarshal([]byte(stored), &found); err != nil { // drop encoding/json
		found.Tags = append(found.Tags, err.Error()) // drop encoding/json
	} // drop encoding/json
	for _, tag := range strings.Fields(stored) { // drop strings
		found.Tags = append(found.Tags, strings.ToUpper(tag)) // drop strings
	} // drop strings
	return found
}

func main() {
	found := track(js.Global().Get("location").Get("hash").String())
	page := template.Must(template.New("page").Parse("<b>{{.Number}}</b>")) // drop text/template
	var text textBuffer                                                     // drop text/template
	if err := page.Execute(&text, found); err != nil {                      // drop text/template
		println(err.Error()) // drop text/template
	} // drop text/template
	fmt.Println(found.Number, found.Weight, len(found.Tags)) // drop fmt
	println(time.Now().Format(time.RFC3339))                 // drop time
	println(found.Number, len(found.Tags))
}

type textBuffer []byte

func (t *textBuffer) Write(p []byte) (int, error) {
	*t = append(*t, p...)
	return len(p), nil
}
