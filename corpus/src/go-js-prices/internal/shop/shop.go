// Package shop asks shops for their offers.
package shop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"example.com/money"
)

// Offer is what a shop answers with.
type Offer struct {
	Product string      `json:"product"`
	Price   money.Cents `json:"price"`
	URL     string      `json:"url"`
}

// Cheapest returns the cheapest offer of the shops that answer; it fails if none does.
func Cheapest(ctx context.Context, urls []string) (Offer, error) {
	type answer struct {
		offer Offer
		err   error
	}
	answers := make(chan answer, len(urls))
	for _, url := range urls {
		go func() {
			offer, err := get(ctx, url)
			answers <- answer{offer, err}
		}()
	}
	var best Offer
	var problems []error
	for range urls {
		if a := <-answers; a.err != nil {
			problems = append(problems, a.err)
		} else if best.URL == "" || a.offer.Price < best.Price {
			best = a.offer
		}
	}
	if best.URL == "" {
		return Offer{}, errors.Join(append(problems, errors.New("no shop has an offer"))...)
	}
	return best, nil
}

func get(ctx context.Context, url string) (offer Offer, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return offer, err
	}
	// In a browser this is the page's own fetch, and the header one of its options.
	request.Header.Set("js.fetch:mode", "cors")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return offer, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return offer, fmt.Errorf("%s: %s", url, response.Status)
	}
	err = json.NewDecoder(response.Body).Decode(&offer)
	return offer, err
}
