package assurance

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory"
)

// Level is how much assurance a statement gives. The zero Level is invalid.
type Level uint8

// The levels of assurance.
const (
	NoAssurance Level = iota + 1
	Limited
	Reasonable
)

var levels = vocabulary.New[Level]("level of assurance", "none", "limited", "reasonable")

// String returns the level in words.
func (l Level) String() string { return levels.String(l) }

// MarshalText returns what String returns. The zero Level is an error.
func (l Level) MarshalText() ([]byte, error) { return levels.Marshal(l) }

// UnmarshalText reads what String returns.
func (l *Level) UnmarshalText(text []byte) error { return levels.Unmarshal(l, text) }

// Standard is by which an inventory was assured. The zero Standard is invalid.
type Standard uint8

// The standards of assurance.
const (
	ISO14064Part3 Standard = iota + 1 // ISO 14064-3:2019
	ISAE3410
	ISSA5000
)

var standards = vocabulary.New[Standard]("standard of assurance", "ISO 14064-3:2019", "ISAE 3410", "ISSA 5000")

// String returns the name of the standard.
func (s Standard) String() string { return standards.String(s) }

// MarshalText returns what String returns. The zero Standard is an error.
func (s Standard) MarshalText() ([]byte, error) { return standards.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Standard) UnmarshalText(text []byte) error { return standards.Unmarshal(s, text) }

// Engagement is who assured what, to which level and by which standard.
type Engagement struct {
	Level    Level
	Standard Standard // zero without assurance
	Assurer  string   // "" without assurance
	Groups   []inventory.ScopeGroup
	Period   ghg.Period
	Signed   ghg.Date // the day of the statement; zero if it is not signed yet
}

// Check returns an error unless the engagement names its level, period and scopes and, if there is assurance, the standard and
// who gave it.
func (e Engagement) Check() error {
	if err := levels.Check(e.Level); err != nil {
		return err
	}
	if err := e.Period.Check(); err != nil {
		return err
	}
	if len(e.Groups) == 0 {
		return &ghg.FieldError{Field: "scopes of the assurance", Want: "at least one group of scopes", Err: ghg.ErrMissing}
	}
	for i, g := range e.Groups {
		if _, err := g.MarshalText(); err != nil {
			return err
		}
		if slices.Contains(e.Groups[:i], g) {
			return &ghg.FieldError{Field: "scopes of the assurance", Value: g.String(), Want: "each group once", Err: ghg.ErrMixed}
		}
	}
	if !e.Signed.IsZero() && !e.Signed.Valid() {
		return &ghg.FieldError{Field: "day of the assurance statement", Value: e.Signed.String(), Want: "a day of the calendar", Err: ghg.ErrOutOfRange}
	}
	if e.Level == NoAssurance {
		if e.Standard != 0 || e.Assurer != "" || !e.Signed.IsZero() {
			return &ghg.FieldError{Field: "level of assurance", Value: e.Level.String(), Want: "limited or reasonable, since a standard, an assurer or a statement is given", Err: ghg.ErrMixed}
		}
		return nil
	}
	if e.Assurer == "" {
		return &ghg.FieldError{Field: "assurer", Want: "who gave the assurance", Err: ghg.ErrMissing}
	}
	return standards.Check(e.Standard)
}

// String returns the engagement on one line.
func (e Engagement) String() string {
	groups := make([]string, len(e.Groups))
	for i, g := range e.Groups {
		groups[i] = g.String()
	}
	text := strings.Join(groups, "; ") + ", " + e.Period.String() + ": "
	if e.Level == NoAssurance {
		return text + "no assurance"
	}
	return text + e.Level.String() + " assurance by " + e.Assurer + ", " + e.Standard.String()
}
