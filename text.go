package ghg

import (
	"strconv"

	"github.com/ghgkit/ghg/internal/input"
)

// MaxText is the maximum number of characters of a text that a user gives: an id, a name, a label, a note, a source. Every
// reader and every method refuses a longer one.
const MaxText = 1000

// MaxLabel is the maximum number of characters of the label of a [Period], which stands beside most numbers.
const MaxLabel = 80

// checkLabel returns an error for a label of a period that is too long.
func checkLabel(label string) error {
	if len(label) <= MaxLabel || input.Shorten(label) == label {
		return nil
	}
	return &FieldError{Field: "label of the period", Value: label, Want: "at most " + strconv.Itoa(MaxLabel) + " characters", Err: ErrOutOfRange}
}
