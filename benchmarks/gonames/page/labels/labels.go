// Package labels cuts labels to a length.
package labels

import "strings"

// Cut returns at most n words of text.
func Cut(text string, n int) string {
	words := strings.Fields(text)
	if len(words) > n {
		words = words[:n]
	}
	return strings.Join(words, " ")
}
