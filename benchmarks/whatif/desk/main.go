// A browser program in which types of its own stand between main and what costs.
package main

import (
	"archive/tar" // drop archive/tar
	"bytes"
	"context"
	"crypto/ed25519" // drop crypto/ed25519
	"encoding/hex"   // drop encoding/hex
	"flag"           // drop flag
	"go/parser"      // drop go/parser
	"go/token"       // drop go/parser
	"io"
	"log"            // drop log
	"mime/multipart" // drop mime/multipart
	"net/mail"       // drop net/mail
	"net/url"        // drop net/url
	"strconv"
	"syscall/js"
	"text/tabwriter" // drop text/tabwriter
)

type task interface {
	run(ctx context.Context, input []byte) (string, error)
}

type unpack struct{ limit int } // drop archive/tar

func (u unpack) run(ctx context.Context, input []byte) (string, error) { // drop archive/tar
	reader := tar.NewReader(bytes.NewReader(input)) // drop archive/tar
	header, err := reader.Next()                    // drop archive/tar
	if err != nil {                                 // drop archive/tar
		return "", err // drop archive/tar
	} // drop archive/tar
	return header.Name, nil // drop archive/tar
} // drop archive/tar

type sign struct{ key ed25519.PrivateKey } // drop crypto/ed25519

func (s sign) run(ctx context.Context, input []byte) (string, error) { // drop crypto/ed25519
	return string(ed25519.Sign(s.key, input)), ctx.Err() // drop crypto/ed25519
} // drop crypto/ed25519

type dump struct{} // drop encoding/hex

func (dump) run(ctx context.Context, input []byte) (string, error) { // drop encoding/hex
	return hex.Dump(input), nil // drop encoding/hex
} // drop encoding/hex

type check struct{} // drop go/parser

func (check) run(ctx context.Context, input []byte) (string, error) { // drop go/parser
	file, err := parser.ParseFile(token.NewFileSet(), "input.go", input, 0) // drop go/parser
	if err != nil {                                                         // drop go/parser
		return "", err // drop go/parser
	} // drop go/parser
	return file.Name.Name, nil // drop go/parser
} // drop go/parser

type address struct{} // drop net/mail

func (address) run(ctx context.Context, input []byte) (string, error) { // drop net/mail
	found, err := mail.ParseAddress(string(input)) // drop net/mail
	if err != nil {                                // drop net/mail
		return "", err // drop net/mail
	} // drop net/mail
	return found.Address, nil // drop net/mail
} // drop net/mail

type link struct{} // drop net/url

func (link) run(ctx context.Context, input []byte) (string, error) { // drop net/url
	found, err := url.Parse(string(input)) // drop net/url
	if err != nil {                        // drop net/url
		return "", err // drop net/url
	} // drop net/url
	return found.Query().Encode(), nil // drop net/url
} // drop net/url

type columns struct{} // drop text/tabwriter

func (columns) run(ctx context.Context, input []byte) (string, error) { // drop text/tabwriter
	var text bytes.Buffer                                 // drop text/tabwriter
	writer := tabwriter.NewWriter(&text, 0, 8, 1, ' ', 0) // drop text/tabwriter
	if _, err := writer.Write(input); err != nil {        // drop text/tabwriter
		return "", err // drop text/tabwriter
	} // drop text/tabwriter
	return text.String(), writer.Flush() // drop text/tabwriter
} // drop text/tabwriter

type form struct{} // drop mime/multipart

func (form) run(ctx context.Context, input []byte) (string, error) { // drop mime/multipart
	reader := multipart.NewReader(bytes.NewReader(input), "part") // drop mime/multipart
	part, err := reader.NextPart()                                // drop mime/multipart
	if err != nil {                                               // drop mime/multipart
		return "", err // drop mime/multipart
	} // drop mime/multipart
	text, err := io.ReadAll(part) // drop mime/multipart
	return string(text), err      // drop mime/multipart
} // drop mime/multipart

type count struct{}

func (count) run(ctx context.Context, input []byte) (string, error) {
	return strconv.Itoa(len(input)), ctx.Err()
}

func main() {
	tasks := map[string]task{
		"count":   count{},
		"unpack":  unpack{limit: 10},                       // drop archive/tar
		"sign":    sign{key: make(ed25519.PrivateKey, 64)}, // drop crypto/ed25519
		"dump":    dump{},                                  // drop encoding/hex
		"check":   check{},                                 // drop go/parser
		"address": address{},                               // drop net/mail
		"link":    link{},                                  // drop net/url
		"columns": columns{},                               // drop text/tabwriter
		"form":    form{},                                  // drop mime/multipart
	}
	name := js.Global().Get("location").Get("hash").String()
	quiet := flag.Bool("quiet", false, "say less") // drop flag
	flag.Parse()                                   // drop flag
	if *quiet {                                    // drop flag
		name = "count" // drop flag
	} // drop flag
	chosen, ok := tasks[name]
	if !ok {
		return
	}
	text, err := chosen.run(context.Background(), []byte(name))
	if err != nil {
		log.Print("failed: ", err) // drop log
		println(err.Error())
	}
	_, _ = io.WriteString(io.Discard, text)
	println(bytes.Count([]byte(text), []byte("a")), text)
}
