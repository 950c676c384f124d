// Command greeting gives JavaScript one function, and takes it back when asked to.
package main

import "syscall/js"

func main() {
	done := make(chan struct{})
	greet := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 0 {
			close(done)
			return nil
		}
		return "hello, " + args[0].String()
	})
	defer greet.Release()
	js.Global().Set("greet", greet)
	<-done
}
