// Command page gives names to JavaScript in all the ways there are.
package main

import (
	"syscall/js"

	"example.com/labels"
)

const cutName = "pageCut"

func cut(this js.Value, args []js.Value) any {
	return labels.Cut(args[0].String(), args[1].Int())
}

func register(name string, f func(js.Value, []js.Value) any) {
	js.Global().Set(name, js.FuncOf(f))
}

//go:noinline
func registerOn(object js.Value, name string) {
	object.Set(name, js.FuncOf(cut))
}

func main() {
	api := js.Global().Get("Object").New()
	api.Set("length", js.FuncOf(func(this js.Value, args []js.Value) any {
		return len(args[0].String())
	}))
	js.Global().Set("pageApi", api)
	js.Global().Set(cutName, js.FuncOf(cut))
	js.Global().Set("pageVersion", "1.2.3")
	js.Global().Get("module").Get("exports").Set("cut", js.FuncOf(cut))
	register("pageFirst", cut)
	register("pageSecond", cut)
	registerOn(js.Global(), "pageThird")
	options := js.Global().Get("Object").New()
	options.Set("method", "GET")
	js.Global().Call("fetch", "/page", options)
	select {}
}
