// Command prices is the browser half of a price watcher. It gives a page one function:
//
//	const stop = watchPrice(["https://shop.example/offers/kettle"], 24.99, offer => { ... })
package main

import (
	"context"
	"errors"
	"math"
	"syscall/js"
	"time"

	"example.com/money"
	"example.com/prices/internal/shop"
)

const interval = time.Minute

func main() {
	// The page may call it for as long as it is open, so it is never released.
	js.Global().Set("watchPrice", js.FuncOf(watchPrice))
	select {}
}

// watchPrice starts to watch and returns the function that ends it. As JavaScript waits for it,
// all that takes time happens in a goroutine.
func watchPrice(_ js.Value, args []js.Value) any {
	urls := make([]string, args[0].Length())
	for i := range urls {
		urls[i] = args[0].Index(i).String()
	}
	limit := money.Cents(math.Round(args[1].Float() * 100))
	ctx, cancel := context.WithCancel(context.Background())
	go watch(ctx, urls, limit, args[2])

	var stop js.Func
	stop = js.FuncOf(func(js.Value, []js.Value) any {
		cancel()
		stop.Release()
		return nil
	})
	return stop
}

// watch calls back with each offer below the limit that is not the one it told before.
func watch(ctx context.Context, urls []string, limit money.Cents, callback js.Value) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	var told shop.Offer
	for {
		offer, err := shop.Cheapest(ctx, urls)
		switch {
		case errors.Is(err, context.Canceled):
			return
		case err != nil:
			js.Global().Get("console").Call("warn", err.Error())
		case offer.Price < limit && offer != told:
			told = offer
			callback.Invoke(map[string]any{
				"product": offer.Product,
				"price":   offer.Price.String(),
				"url":     offer.URL,
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
