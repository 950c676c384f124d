// A WASI command with a function for each thing it does.
package main

import (
	"bufio"         // drop bufio
	"bytes"         // drop compress/gzip
	"compress/gzip" // drop compress/gzip
	"crypto/sha256" // drop crypto/sha256
	"encoding/csv"  // drop encoding/csv
	"encoding/gob"  // drop encoding/gob
	"encoding/json" // drop encoding/json
	"encoding/xml"  // drop encoding/xml
	"errors"
	"log/slog"  // drop log/slog
	"math/big"  // drop math/big
	"net/netip" // drop net/netip
	"os"
	"path/filepath" // drop path/filepath
)

type entry struct {
	Account string
	Cents   int64
	Notes   map[string]string `xml:"-"`
}

var errEmpty = errors.New("no entries")

func readLines(path string) []string { // drop bufio
	file, err := os.Open(path) // drop bufio
	if err != nil {            // drop bufio
		return nil // drop bufio
	} // drop bufio
	defer file.Close()                // drop bufio
	var lines []string                // drop bufio
	scanner := bufio.NewScanner(file) // drop bufio
	for scanner.Scan() {              // drop bufio
		lines = append(lines, scanner.Text()) // drop bufio
	} // drop bufio
	return lines // drop bufio
} // drop bufio

func readTable(path string) ([][]string, error) { // drop encoding/csv
	file, err := os.Open(path) // drop encoding/csv
	if err != nil {            // drop encoding/csv
		return nil, err // drop encoding/csv
	} // drop encoding/csv
	defer file.Close()                   // drop encoding/csv
	return csv.NewReader(file).ReadAll() // drop encoding/csv
} // drop encoding/csv

func asXML(entries []entry) string { // drop encoding/xml
	text, err := xml.MarshalIndent(entries, "", " ") // drop encoding/xml
	if err != nil {                                  // drop encoding/xml
		return err.Error() // drop encoding/xml
	} // drop encoding/xml
	return string(text) // drop encoding/xml
} // drop encoding/xml

func asJSON(entries []entry) string { // drop encoding/json
	text, err := json.Marshal(entries) // drop encoding/json
	if err != nil {                    // drop encoding/json
		return err.Error() // drop encoding/json
	} // drop encoding/json
	return string(text) // drop encoding/json
} // drop encoding/json

func save(path string, entries []entry) error { // drop encoding/gob
	file, err := os.Create(path) // drop encoding/gob
	if err != nil {              // drop encoding/gob
		return err // drop encoding/gob
	} // drop encoding/gob
	defer file.Close()                          // drop encoding/gob
	return gob.NewEncoder(file).Encode(entries) // drop encoding/gob
} // drop encoding/gob

func packed(text []byte) int { // drop compress/gzip
	var out bytes.Buffer                          // drop compress/gzip
	writer := gzip.NewWriter(&out)                // drop compress/gzip
	if _, err := writer.Write(text); err != nil { // drop compress/gzip
		return 0 // drop compress/gzip
	} // drop compress/gzip
	writer.Close()   // drop compress/gzip
	return out.Len() // drop compress/gzip
} // drop compress/gzip

func seal(text []byte) byte { // drop crypto/sha256
	sum := sha256.Sum256(text) // drop crypto/sha256
	return sum[0]              // drop crypto/sha256
} // drop crypto/sha256

func compound(cents int64) string { // drop math/big
	value := big.NewInt(cents)                              // drop math/big
	value.Exp(value, big.NewInt(12), big.NewInt(1_000_003)) // drop math/big
	return value.String()                                   // drop math/big
} // drop math/big

func peer(text string) bool { // drop net/netip
	address, err := netip.ParseAddr(text)     // drop net/netip
	return err == nil && address.IsLoopback() // drop net/netip
} // drop net/netip

func total(entries []entry) (int64, error) {
	if len(entries) == 0 {
		return 0, errEmpty
	}
	sum := int64(0)
	for _, item := range entries {
		sum += item.Cents
	}
	return sum, nil
}

func main() {
	path := os.Args[len(os.Args)-1]
	var entries []entry
	for _, argument := range os.Args[1:] {
		entries = append(entries, entry{Account: argument, Cents: int64(len(argument))})
	}
	for _, line := range readLines(path) { // drop bufio
		entries = append(entries, entry{Account: line}) // drop bufio
	} // drop bufio
	if rows, err := readTable(path); err == nil { // drop encoding/csv
		println(len(rows)) // drop encoding/csv
	} // drop encoding/csv
	println(asXML(entries))                            // drop encoding/xml
	println(asJSON(entries))                           // drop encoding/json
	if err := save(path+".gob", entries); err != nil { // drop encoding/gob
		println(err.Error()) // drop encoding/gob
	} // drop encoding/gob
	println(packed([]byte(path)))             // drop compress/gzip
	println(seal([]byte(path)))               // drop crypto/sha256
	println(compound(int64(len(path))))       // drop math/big
	println(peer(path))                       // drop net/netip
	println(filepath.Join(path, "..", "new")) // drop path/filepath
	sum, err := total(entries)
	if err != nil {
		slog.Error("no total", "path", path, "error", err) // drop log/slog
		os.Exit(1)
	}
	println(sum)
}
