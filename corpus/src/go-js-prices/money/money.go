// Package money has prices as shops write them: "24.99".
package money

import (
	"fmt"
	"strconv"
	"strings"
)

// Cents is an amount in the smallest unit, so that sums are exact.
type Cents int64

func (c Cents) String() string {
	return fmt.Sprintf("%d.%02d", c/100, c%100)
}

// UnmarshalText makes encoding/json read an amount from a string.
func (c *Cents) UnmarshalText(text []byte) error {
	whole, part, _ := strings.Cut(string(text), ".")
	cents, err := strconv.ParseUint(whole+(part + "00")[:2], 10, 53)
	if err != nil || whole == "" || len(part) > 2 {
		return fmt.Errorf("%q is not a price", text)
	}
	*c = Cents(cents)
	return nil
}
