// Command wordcount prints how many words the file has that its argument names.
package main

import "os"

func main() {
	if len(os.Args) != 2 {
		println("usage: wordcount FILE")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
	println(count(text))
}

func count(text []byte) int {
	words, isInWord := 0, false
	for _, c := range text {
		isSpace := c == ' ' || c == '\n' || c == '\t' || c == '\r'
		if isInWord && isSpace || !isInWord && !isSpace {
			isInWord = !isInWord
			if isInWord {
				words++
			}
		}
	}
	return words
}
