// Command parcels is the browser half of a parcel tracker.
//
// It is the module of wasmlint's README, and it has the faults that such programs have when they
// are shipped for the first time; they are meant. The credentials are those of AWS's documentation.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"
	"time"
	"unsafe"
)

const (
	apiURL    = "http://localhost:8080/api/parcels?key="
	accessKey = "AKIAIOSFODNN7EXAMPLE"
	secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)

// Copied from a WASI program: wasm_exec.js has no clock of this name.
//
//go:wasmimport wasi_snapshot_preview1 clock_time_get
func clockTimeGet(clock uint32, precision uint64, nanoseconds unsafe.Pointer) uint32

// Meant for a page that asks for totals often and cheaply.
//
//go:wasmexport parcels_total_weight
func totalWeight() int64 {
	var grams int64
	for _, parcel := range parcels {
		grams += parcel.Grams
	}
	return grams
}

var (
	parcels []Parcel
	secret  = secretKey
)

// Parcel is one parcel as the server describes it.
type Parcel struct {
	ID      string    `json:"id"`
	Status  string    `json:"status"`
	Grams   int64     `json:"grams"`
	Arrives time.Time `json:"arrives"`
}

func main() {
	js.Global().Set("loadParcels", js.FuncOf(load))
	js.Global().Set("onParcel", js.FuncOf(watch))
	select {}
}

func load(_ js.Value, _ []js.Value) any {
	started := monotonic()
	request := js.Global().Call("fetch", apiURL+accessKey, map[string]any{
		"headers": map[string]any{"x-secret": secret},
	})
	body := request.Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return args[0].Call("text")
	}))
	return body.Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if err := json.Unmarshal([]byte(args[0].String()), &parcels); err != nil {
			return fmt.Sprintf("parcels: %v", err)
		}
		return fmt.Sprintf("%d parcels in %d ns", len(parcels), monotonic()-started)
	}))
}

func monotonic() (nanoseconds uint64) {
	clockTimeGet(1, 1, unsafe.Pointer(&nanoseconds))
	return nanoseconds
}

func watch(_ js.Value, args []js.Value) any {
	for _, parcel := range parcels {
		label := fmt.Sprintf("%s (%s)", parcel.ID, parcel.Status)
		args[0].Call("addEventListener", "click", js.FuncOf(func(js.Value, []js.Value) any {
			js.Global().Get("console").Call("log", label)
			return nil
		}))
	}
	return nil
}
