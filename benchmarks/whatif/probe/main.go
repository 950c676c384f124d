// A WASI command that looks at files, each kind with a function of its own in one table.
package main

import (
	"compress/bzip2" // drop compress/bzip2
	"crypto/x509"    // drop crypto/x509
	"database/sql"   // drop database/sql
	"encoding/asn1"  // drop encoding/asn1
	"encoding/json"  // drop encoding/json
	"encoding/pem"   // drop crypto/x509
	"errors"
	"fmt"           // drop fmt
	"html/template" // drop html/template
	"image/jpeg"    // drop image/jpeg
	"io"
	"math/rand" // drop math/rand
	"os"
	"regexp"       // drop regexp
	"sort"         // drop sort
	"strings"      // drop strings
	"text/scanner" // drop text/scanner
	"time"
)

var errUnknown = errors.New("no such kind")

var kinds = map[string]func(io.Reader) (int, error){
	"size":  size,
	"bzip2": unzipped,  // drop compress/bzip2
	"cert":  names,     // drop crypto/x509
	"der":   elements,  // drop encoding/asn1
	"json":  keys,      // drop encoding/json
	"html":  page,      // drop html/template
	"jpeg":  width,     // drop image/jpeg
	"words": words,     // drop regexp
	"go":    tokens,    // drop text/scanner
	"sql":   databases, // drop database/sql
}

func size(file io.Reader) (int, error) {
	text, err := io.ReadAll(file)
	return len(text), err
}

func unzipped(file io.Reader) (int, error) { // drop compress/bzip2
	return size(bzip2.NewReader(file)) // drop compress/bzip2
} // drop compress/bzip2

func names(file io.Reader) (int, error) { // drop crypto/x509
	text, err := io.ReadAll(file) // drop crypto/x509
	if err != nil {               // drop crypto/x509
		return 0, err // drop crypto/x509
	} // drop crypto/x509
	block, _ := pem.Decode(text) // drop crypto/x509
	if block == nil {            // drop crypto/x509
		return 0, errUnknown // drop crypto/x509
	} // drop crypto/x509
	found, err := x509.ParseCertificate(block.Bytes) // drop crypto/x509
	if err != nil {                                  // drop crypto/x509
		return 0, err // drop crypto/x509
	} // drop crypto/x509
	return len(found.DNSNames), nil // drop crypto/x509
} // drop crypto/x509

func elements(file io.Reader) (int, error) { // drop encoding/asn1
	text, err := io.ReadAll(file) // drop encoding/asn1
	if err != nil {               // drop encoding/asn1
		return 0, err // drop encoding/asn1
	} // drop encoding/asn1
	var found []int                       // drop encoding/asn1
	_, err = asn1.Unmarshal(text, &found) // drop encoding/asn1
	return len(found), err                // drop encoding/asn1
} // drop encoding/asn1

func keys(file io.Reader) (int, error) { // drop encoding/json
	var found map[string]any                    // drop encoding/json
	err := json.NewDecoder(file).Decode(&found) // drop encoding/json
	return len(found), err                      // drop encoding/json
} // drop encoding/json

func page(file io.Reader) (int, error) { // drop html/template
	text, err := io.ReadAll(file) // drop html/template
	if err != nil {               // drop html/template
		return 0, err // drop html/template
	} // drop html/template
	parsed, err := template.New("page").Parse(string(text)) // drop html/template
	if err != nil {                                         // drop html/template
		return 0, err // drop html/template
	} // drop html/template
	return len(text), parsed.Execute(os.Stdout, nil) // drop html/template
} // drop html/template

func width(file io.Reader) (int, error) { // drop image/jpeg
	config, err := jpeg.DecodeConfig(file) // drop image/jpeg
	return config.Width, err               // drop image/jpeg
} // drop image/jpeg

func words(file io.Reader) (int, error) { // drop regexp
	text, err := io.ReadAll(file) // drop regexp
	if err != nil {               // drop regexp
		return 0, err // drop regexp
	} // drop regexp
	return len(regexp.MustCompile(`\w+`).FindAll(text, -1)), nil // drop regexp
} // drop regexp

func tokens(file io.Reader) (int, error) { // drop text/scanner
	var reader scanner.Scanner         // drop text/scanner
	reader.Init(file)                  // drop text/scanner
	count := 0                         // drop text/scanner
	for reader.Scan() != scanner.EOF { // drop text/scanner
		count++ // drop text/scanner
	} // drop text/scanner
	return count, nil // drop text/scanner
} // drop text/scanner

func databases(file io.Reader) (int, error) { // drop database/sql
	database, err := sql.Open("none", "") // drop database/sql
	if err != nil {                       // drop database/sql
		return len(sql.Drivers()), err // drop database/sql
	} // drop database/sql
	return 0, database.Close() // drop database/sql
} // drop database/sql

func look(kind, path string) (int, error) {
	read, ok := kinds[kind]
	if !ok {
		return 0, errUnknown
	}
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return read(file)
}

func main() {
	begin := time.Now()
	paths := os.Args[1:]
	rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] }) // drop math/rand
	sort.Strings(paths)                                                                  // drop sort
	for _, path := range paths {
		kind := path
		kind = strings.TrimPrefix(kind, "./") // drop strings
		found, err := look(kind, path)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err) // drop fmt
			continue
		}
		println(path, found, int(time.Since(begin)))
	}
}
