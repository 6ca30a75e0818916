package scope2

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
)

// Window is how far a vintage may lie from the period of consumption, in months before and after. The whole vintage
// must lie in the period widened by these months, or it must contain the period and be at most a year long. The zero
// Window widens nothing. The Guidance requires "as close as possible" and leaves the number to programmes; the only
// default is the period itself.
//
// Its text form is "6 months before, 3 after".
//
// Source: GHG Protocol Scope 2 Guidance, table 7.1, criterion 4.
type Window struct {
	Before int `json:"before"` // the number of months before the period
	After  int `json:"after"`  // the number of months after the period
}

// GreenEWindow returns the 21 months of the Green-e Renewable Energy Standard for Canada and the United States: the
// year of the sale, the six months before it and the three after it.
func GreenEWindow() Window { return Window{Before: 6, After: 3} }

// mostMonths bounds a window: a vintage years away is not close.
const mostMonths = 24

// Check returns an error unless both numbers of months are 0 to 24.
func (w Window) Check() error {
	if w.Before < 0 || w.After < 0 || w.Before > mostMonths || w.After > mostMonths {
		return &ghg.FieldError{Field: "vintage window", Value: w.String(), Want: "0 to 24 months before and after", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// String returns the text form.
func (w Window) String() string { return fmt.Sprintf("%d months before, %d after", w.Before, w.After) }

// MarshalText returns the text form.
func (w Window) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads the text form.
func (w *Window) UnmarshalText(text []byte) error {
	var parsed Window
	n, err := fmt.Sscanf(string(text), "%d months before, %d after", &parsed.Before, &parsed.After)
	if err != nil || n != 2 || parsed.String() != string(text) {
		return &ghg.FieldError{Field: "vintage window", Value: string(text), Want: `months before and after, such as "6 months before, 3 after"`, Err: ghg.ErrOutOfRange}
	}
	if err := parsed.Check(); err != nil {
		return err
	}
	*w = parsed
	return nil
}

// around returns the period widened by the window.
func (w Window) around(p ghg.Period) ghg.Period {
	return ghg.Period{Start: addMonths(p.Start, -w.Before), End: addMonths(p.End, w.After)}
}

// addMonths returns the same day n months later, or the last day of that month if it is shorter. A date that is not valid
// stays as it is.
func addMonths(d ghg.Date, n int) ghg.Date {
	if !d.Valid() {
		return d
	}
	const year = 12
	months := d.Year*year + int(d.Month) - 1 + n
	out := ghg.Date{Year: months / year, Month: time.Month(months%year + 1), Day: d.Day}
	for !out.Valid() && out.Day > 1 {
		out.Day--
	}
	return out
}
