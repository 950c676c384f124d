// Command register prints a few values as JSON: closures, methods, generic and inlined functions.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

type shape interface{ area() float64 }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

type circle struct{ radius float64 }

func (c *circle) area() float64 { return 3.14 * c.radius * c.radius }

func largest[T int | string](items []T) T {
	best := items[0]
	for _, item := range items {
		if item > best {
			best = item
		}
	}
	return best
}

func double(n int) int { return checked(n) * 2 }

func checked(n int) int {
	if n < 0 {
		panic("negative")
	}
	return n
}

func main() {
	defer func() {
		if problem := recover(); problem != nil {
			fmt.Println("recovered:", problem)
		}
	}()
	shapes := []shape{square{2}, &circle{1}}
	sort.Slice(shapes, func(i, j int) bool {
		return shapes[i].area() < shapes[j].area()
	})
	counts := map[string]any{
		"arguments": double(len(os.Args)),
		"name":      strings.ToUpper(largest([]string{"a", "b"})),
		"most":      largest([]int{1, 2}),
		"shapes":    shapes,
	}
	out, err := json.Marshal(counts)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(string(out))
}
