// A browser program of several packages: the imports that cost are in packages of its own module.
package main

import (
	"strconv"
	"syscall/js"

	"example.com/gallery/album"
	"example.com/gallery/picture"
)

func main() {
	data := []byte(js.Global().Get("input").String())
	width, height := picture.Size(data)
	println(strconv.Itoa(width) + " by " + strconv.Itoa(height))
	println(album.Page("holiday", []string{"beach", "hills"}))
	println(album.Count(data))
	println(album.Tidy("package main"))
}
