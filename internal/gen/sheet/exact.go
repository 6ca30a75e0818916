package sheet

import (
	"fmt"

	"github.com/ghgkit/ghg/internal/dec"
)

// Times multiplies a printed number exactly and writes the product in plain notation.
func Times(printed, by string) (string, error) {
	n, err := dec.Parse(printed)
	if err != nil {
		return "", fmt.Errorf("printed number: %w", err)
	}
	k, err := dec.Parse(by)
	if err != nil {
		return "", err
	}
	return n.Mul(k).String(), nil
}
