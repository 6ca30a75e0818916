package assurance

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory"
)

// Materiality is from which amount on misstatements matter to a user of the inventory, for a group of scopes.
type Materiality struct {
	Group       inventory.ScopeGroup
	Threshold   decimal.Decimal // a share of the total, above 0 and at most 1: 0.05 is common
	Performance decimal.Decimal // a share of the threshold, 0.5 to 0.75, above which a verifier plans more work
}

// MisstatementKind is how a figure is wrong. The zero MisstatementKind is invalid.
type MisstatementKind uint8

// The kinds of misstatement.
const (
	WrongAmount   MisstatementKind = iota + 1 // an error in an amount that is there
	Omission                                  // emissions that are not there
	WrongCategory                             // emissions in the wrong scope or category
)

var kinds = vocabulary.New[MisstatementKind]("kind of misstatement", "error", "omission", "classification")

// String returns the kind in words.
func (k MisstatementKind) String() string { return kinds.String(k) }

// MarshalText returns what String returns. The zero MisstatementKind is an error.
func (k MisstatementKind) MarshalText() ([]byte, error) { return kinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *MisstatementKind) UnmarshalText(text []byte) error { return kinds.Unmarshal(k, text) }

// Misstatement is a difference between what is stated and what is right.
type Misstatement struct {
	Line      string // the id of the line, or what is left out
	Kind      MisstatementKind
	Delta     ghg.CO2e // stated − right: above zero if too much is stated; of an omission below zero
	Corrected bool     // the organisation has corrected it
	Detail    string
}

// MaterialityVerdict is what misstatements that are not corrected amount to. The zero MaterialityVerdict is invalid.
type MaterialityVerdict uint8

// The verdicts of materiality.
const (
	Below            MaterialityVerdict = iota + 1 // below performance materiality
	AbovePerformance                               // below the threshold, and at performance materiality or above
	ToAssess                                       // at the threshold or above only before they are netted: to be judged one by one
	Material                                       // at the threshold or above
)

var materialities = vocabulary.New[MaterialityVerdict]("materiality", "below", "below, above performance materiality", "to assess", "material")

// String returns the verdict in words.
func (v MaterialityVerdict) String() string { return materialities.String(v) }

// MarshalText returns what String returns. The zero MaterialityVerdict is an error.
func (v MaterialityVerdict) MarshalText() ([]byte, error) { return materialities.Marshal(v) }

// UnmarshalText reads what String returns.
func (v *MaterialityVerdict) UnmarshalText(text []byte) error {
	return materialities.Unmarshal(v, text)
}

// Evaluation is misstatements against a materiality. The sums are of those that are not corrected.
type Evaluation struct {
	Group       inventory.ScopeGroup
	Total       ghg.CO2e
	Threshold   ghg.CO2e
	Performance ghg.CO2e
	Net         ghg.CO2e // Σ of all but omissions
	Omitted     ghg.CO2e // Σ |omission|
	Gross       ghg.CO2e // Σ |misstatement|
	Uncorrected []Misstatement
	Corrected   []Misstatement
	Verdict     MaterialityVerdict
}

// Evaluate compares misstatements with the materiality of a total of the group of scopes. Those that are not corrected are
// material if |net| + omitted is at or above the threshold: omissions never offset anything. If only the gross sum is, they are
// to be assessed.
func (m Materiality) Evaluate(total ghg.CO2e, list ...Misstatement) (Evaluation, error) {
	if err := m.check(); err != nil {
		return Evaluation{}, err
	}
	if total.IsNegative() || total.IsZero() {
		return Evaluation{}, &ghg.FieldError{Field: "total of " + m.Group.String(), Value: total.String(), Want: "an amount above 0", Err: ghg.ErrOutOfRange}
	}
	e := Evaluation{Group: m.Group, Total: total}
	var err error
	if e.Threshold, err = total.Scale(m.Threshold); err == nil {
		e.Performance, err = e.Threshold.Scale(m.Performance)
	}
	if err != nil {
		return Evaluation{}, fmt.Errorf("materiality of %s: %w", m.Group, err)
	}
	for _, s := range list {
		if err := s.check(); err != nil {
			return Evaluation{}, err
		}
		if s.Corrected {
			e.Corrected = append(e.Corrected, s)
			continue
		}
		e.Uncorrected = append(e.Uncorrected, s)
		e.Gross = e.Gross.Add(abs(s.Delta))
		if s.Kind == Omission {
			e.Omitted = e.Omitted.Add(abs(s.Delta))
		} else {
			e.Net = e.Net.Add(s.Delta)
		}
	}
	switch {
	case abs(e.Net).Add(e.Omitted).Cmp(e.Threshold) >= 0:
		e.Verdict = Material
	case e.Gross.Cmp(e.Threshold) >= 0:
		e.Verdict = ToAssess
	case e.Gross.Cmp(e.Performance) >= 0:
		e.Verdict = AbovePerformance
	default:
		e.Verdict = Below
	}
	return e, nil
}

func abs(c ghg.CO2e) ghg.CO2e {
	if c.IsNegative() {
		return ghg.CO2e{}.Sub(c)
	}
	return c
}

func (m Materiality) check() error {
	if _, err := m.Group.MarshalText(); err != nil {
		return err
	}
	if dec.Check(m.Threshold) != nil || !m.Threshold.IsPositive() || m.Threshold.Cmp(decimal.New(1, 0)) > 0 {
		return &ghg.FieldError{Field: "threshold of materiality of " + m.Group.String(), Value: dec.Brief(m.Threshold), Want: "a share of the total above 0, at most 1", Err: ghg.ErrOutOfRange}
	}
	if dec.Check(m.Performance) != nil || m.Performance.Cmp(leastPerformance) < 0 || m.Performance.Cmp(mostPerformance) > 0 {
		return &ghg.FieldError{Field: "performance materiality of " + m.Group.String(), Value: dec.Brief(m.Performance), Want: "a share of the threshold from 0.5 to 0.75", Err: ghg.ErrOutOfRange}
	}
	return nil
}

var leastPerformance, mostPerformance = decimal.New(50, -2), decimal.New(75, -2) //nolint:mnd // see Materiality

func (s Misstatement) check() error {
	if s.Line == "" {
		return &ghg.FieldError{Field: "line of the misstatement", Want: "the id of a line, or what is left out", Err: ghg.ErrMissing}
	}
	if err := kinds.Check(s.Kind); err != nil {
		return err
	}
	if s.Kind == Omission && !s.Delta.IsNegative() {
		return &ghg.FieldError{Field: "omission " + input.Shorten(s.Line), Value: s.Delta.String(), Want: "an amount below 0: what is left out is not stated", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// String returns the amounts and the verdict, then every misstatement, in tonnes rounded half up to three places.
func (e Evaluation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\ntotal %s t CO2e, threshold %s, performance %s\n", e.Group, e.Verdict, tonnes(e.Total), tonnes(e.Threshold), tonnes(e.Performance))
	fmt.Fprintf(&b, "not corrected: net %s, omitted %s, gross %s\n", tonnes(e.Net), tonnes(e.Omitted), tonnes(e.Gross))
	for _, s := range slices.Concat(e.Uncorrected, e.Corrected) {
		state := "not corrected"
		if s.Corrected {
			state = "corrected"
		}
		fmt.Fprintf(&b, "%s: %s, %s t CO2e, %s\n", input.Shorten(s.Line), s.Kind, tonnes(s.Delta), state)
	}
	return b.String()
}

func tonnes(c ghg.CO2e) string {
	const places = 3
	return dec.Text(c.Tonnes().Round(places))
}
