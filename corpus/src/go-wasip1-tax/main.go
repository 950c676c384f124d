// Package main is a reactor: its host calls `gross` and gives it the rate.
package main

//go:wasmimport shop rate_percent
func ratePercent(country uint32) uint32

//go:wasmexport gross
func gross(net int64, country uint32) int64 {
	return net + net*int64(ratePercent(country))/100
}

func main() {}
