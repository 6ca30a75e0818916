package revision

import (
	"encoding"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/scope2"
)

// ErrNotInForce is the error of an edition that is used as today's rules for a period in which it was not in force.
var ErrNotInForce = errors.New("not in force")

// ErrInForce is the error of an edition that is used as a draft although it is in force.
var ErrInForce = errors.New("in force, not a draft")

// Edition is a set of rules for purchased electricity. Its fields are the whole of it: no rule depends on the name. The zero
// Edition is invalid.
type Edition struct {
	Name      string
	Document  string
	Published ghg.Date // of a draft, the day on which the consultation opened
	InForce   ghg.Date // the first day in force; zero for a draft

	Matching       scope2.Granularity // of contracts with load: annual or hourly
	Exemption      Clause             // from hourly matching, by consumption
	Legacy         Clause             // for contracts of an earlier date
	Boundary       Boundary           // within which a contract may be used
	PriceRatio     decimal.Decimal    // a contract from the next zone delivers in hours with price at the load < PriceRatio × price at generation; 0: never
	FirmRights     bool               // whether firm transmission rights deliver from any zone
	StandardSupply StandardSupply
	ResidualMix    ResidualRule
	Unmatched      []Fallback  // what load without a contract takes: the first that there is
	Location       []Precision // the order in which accessible location factors are compared; empty: today's grid average
}

// Clause is whether an edition has a clause. The zero Clause is invalid.
type Clause uint8

// The states of a clause.
const (
	NoClause   Clause = iota + 1 // there is none
	OpenClause                   // proposed, its threshold or date undecided: the caller states it
)

var clauses = vocabulary.New[Clause]("clause", "none", "open")

// String returns "none" or "open".
func (c Clause) String() string { return clauses.String(c) }

// MarshalText returns what String returns. The zero Clause is an error.
func (c Clause) MarshalText() ([]byte, error) { return clauses.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *Clause) UnmarshalText(text []byte) error { return clauses.Unmarshal(c, text) }

// Boundary is the area within which a contract may be used. The zero Boundary is invalid.
type Boundary uint8

// The boundaries.
const (
	SameMarket  Boundary = iota + 1 // the market of the instruments: criterion 5 of the Guidance
	Deliverable                     // the zone of the load, or another one from which it can be delivered; see [Zone]
)

var boundaries = vocabulary.New[Boundary]("market boundary", "same-market", "deliverable")

// String returns "same-market" or "deliverable".
func (b Boundary) String() string { return boundaries.String(b) }

// MarshalText returns what String returns. The zero Boundary is an error.
func (b Boundary) MarshalText() ([]byte, error) { return boundaries.Marshal(b) }

// UnmarshalText reads what String returns.
func (b *Boundary) UnmarshalText(text []byte) error { return boundaries.Unmarshal(b, text) }

// StandardSupply is how much of a standard supply service (SSS) a customer may claim: supply that is shared by all customers
// of a utility, such as publicly owned or mandated plants. The zero StandardSupply is invalid.
type StandardSupply uint8

// The rules for a standard supply service.
const (
	AsContracted StandardSupply = iota + 1 // as any other instrument
	ProRata                                // at most the customer's pro-rata share, and only where the service is delivered
)

var standardSupplies = vocabulary.New[StandardSupply]("standard supply service", "as-contracted", "pro-rata")

// String returns "as-contracted" or "pro-rata".
func (s StandardSupply) String() string { return standardSupplies.String(s) }

// MarshalText returns what String returns. The zero StandardSupply is an error.
func (s StandardSupply) MarshalText() ([]byte, error) { return standardSupplies.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *StandardSupply) UnmarshalText(text []byte) error { return standardSupplies.Unmarshal(s, text) }

// ResidualRule is which residual mix counts. The zero ResidualRule is invalid.
type ResidualRule uint8

// The rules for a residual mix.
const (
	AsPublished   ResidualRule = iota + 1 // that of the purchase or of the basis
	WithoutClaims                         // one without voluntary claims and standard supply: see [ResidualMix]
)

var residualRules = vocabulary.New[ResidualRule]("residual mix", "as-published", "without-claims")

// String returns "as-published" or "without-claims".
func (r ResidualRule) String() string { return residualRules.String(r) }

// MarshalText returns what String returns. The zero ResidualRule is an error.
func (r ResidualRule) MarshalText() ([]byte, error) { return residualRules.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *ResidualRule) UnmarshalText(text []byte) error { return residualRules.Unmarshal(r, text) }

// Fallback is the factor of load that no contract covers. The zero Fallback is invalid.
type Fallback uint8

// The fallbacks.
const (
	ByResidualMix Fallback = iota + 1
	BySubstitute           // a regulator's substitute value
	ByGridAverage          // the grid average, only if the policy of the basis allows it
	ByFossilMix            // the mix of the fossil plants in the zone
	ByCoalOrOil            // coal or oil alone
)

var fallbacks = vocabulary.New[Fallback]("fallback", "residual-mix", "substitute", "grid-average", "fossil-mix", "coal-or-oil")

// String returns the fallback in words: "residual-mix".
func (f Fallback) String() string { return fallbacks.String(f) }

// MarshalText returns what String returns. The zero Fallback is an error.
func (f Fallback) MarshalText() ([]byte, error) { return fallbacks.Marshal(f) }

// UnmarshalText reads what String returns.
func (f *Fallback) UnmarshalText(text []byte) error { return fallbacks.Unmarshal(f, text) }

// Precision is an aspect by which one location factor is more precise than another. The zero Precision is invalid.
type Precision uint8

// The aspects of precision.
const (
	InSpace Precision = iota + 1 // local, then the operational grid, then the nation
	InTime                       // hourly, then annual
	InFlow                       // of consumption, then of production
)

var precisions = vocabulary.New[Precision]("precision", "space", "time", "flow")

// String returns "space", "time" or "flow".
func (p Precision) String() string { return precisions.String(p) }

// MarshalText returns what String returns. The zero Precision is an error.
func (p Precision) MarshalText() ([]byte, error) { return precisions.Marshal(p) }

// UnmarshalText reads what String returns.
func (p *Precision) UnmarshalText(text []byte) error { return precisions.Unmarshal(p, text) }

// Guidance2015 returns the rules in force: annual matching within the market of the instruments, residual mix for the rest.
//
// Source: GHG Protocol Scope 2 Guidance, 20 January 2015, tables 6.2, 6.3 and 7.1.
func Guidance2015() Edition {
	published := ghg.Date{Year: 2015, Month: time.January, Day: 20}
	return Edition{
		Name: "Scope 2 Guidance (2015)", Document: "GHG Protocol Scope 2 Guidance", Published: published, InForce: published,
		Matching: scope2.Annual, Exemption: NoClause, Legacy: NoClause, Boundary: SameMarket, StandardSupply: AsContracted,
		ResidualMix: AsPublished, Unmatched: []Fallback{ByResidualMix, BySubstitute, ByGridAverage},
	}
}

// Consultation2025 returns the draft of the revision: instruments of the same hour, deliverable to the load, a standard
// supply service at most pro rata, and no grid average for what is left. It is not in force.
//
// Source: GHG Protocol, Scope 2 public consultation, 20 October 2025, second-hand. Unconfirmed: the order of the aspects in
// Location, and that a legacy contract keeps today's market boundary as well as annual matching.
func Consultation2025() Edition {
	return Edition{
		Name: "Scope 2 revision, consultation draft", Document: "GHG Protocol Scope 2 public consultation",
		Published: ghg.Date{Year: 2025, Month: time.October, Day: 20},
		Matching:  scope2.Hourly, Exemption: OpenClause, Legacy: OpenClause, Boundary: Deliverable,
		PriceRatio: dec.MustParse("1.05"), FirmRights: true, StandardSupply: ProRata, ResidualMix: WithoutClaims,
		Unmatched: []Fallback{ByResidualMix, ByFossilMix, ByCoalOrOil}, Location: []Precision{InSpace, InTime, InFlow},
	}
}

// IsDraft reports whether the edition is not in force.
func (e Edition) IsDraft() bool { return e.InForce.IsZero() }

// String returns the name with the status: "…, as of the consultation of 20 Oct 2025".
func (e Edition) String() string {
	if e.IsDraft() {
		return input.Shorten(e.Name) + ", " + asOf(e.Published)
	}
	return input.Shorten(e.Name) + ", in force since " + day(e.InForce)
}

func asOf(d ghg.Date) string { return "as of the consultation of " + day(d) }

// day returns a date in the form "20 Oct 2025".
func day(d ghg.Date) string {
	if !d.Valid() {
		return "no date"
	}
	const letters = 3
	return fmt.Sprintf("%d %s %d", d.Day, d.Month.String()[:letters], d.Year)
}

// Check returns an error for an edition that cannot be calculated with.
func (e Edition) Check() error {
	switch {
	case e.Name == "" || e.Document == "":
		return &ghg.FieldError{Field: "edition", Want: "a name and a document", Err: ghg.ErrMissing}
	case input.TooLong(e.Name) || input.TooLong(e.Document):
		return &ghg.FieldError{Field: "edition", Value: input.Shorten(e.Name), Want: "texts of " + input.WantText, Err: ghg.ErrOutOfRange}
	case !e.Published.Valid():
		return &ghg.FieldError{Field: "publication of edition " + input.Shorten(e.Name), Value: e.Published.String(), Want: "a date", Err: ghg.ErrMissing}
	case !e.IsDraft() && !e.InForce.Valid():
		return &ghg.FieldError{Field: "first day in force of edition " + input.Shorten(e.Name), Value: e.InForce.String(), Want: "a date, or none for a draft", Err: ghg.ErrOutOfRange}
	case e.Matching != scope2.Annual && e.Matching != scope2.Hourly:
		return &ghg.FieldError{Field: "matching of edition " + input.Shorten(e.Name), Value: e.Matching.String(), Want: "annual or hourly", Err: ghg.ErrOutOfRange}
	case len(e.Unmatched) == 0:
		return &ghg.FieldError{Field: "fallbacks of edition " + input.Shorten(e.Name), Want: "at least one", Err: ghg.ErrMissing}
	case len(e.Unmatched) > fallbackCount || len(e.Location) > precisionCount:
		return &ghg.FieldError{Field: "lists of edition " + input.Shorten(e.Name), Want: "each fallback and each precision once", Err: ghg.ErrOutOfRange}
	}
	if err := dec.Check(e.PriceRatio); err != nil {
		return fmt.Errorf("price ratio: %w", err)
	}
	if e.PriceRatio.IsNegative() {
		return &ghg.FieldError{Field: "price ratio of edition " + input.Shorten(e.Name), Value: dec.Text(e.PriceRatio), Want: "at least 0", Err: ghg.ErrNegative}
	}
	return e.checkWords()
}

const (
	fallbackCount  = int(ByCoalOrOil)
	precisionCount = int(InFlow)
)

// checkWords returns an error for a value outside its vocabulary.
func (e Edition) checkWords() error {
	words := make([]encoding.TextMarshaler, 0, 5+fallbackCount+precisionCount)
	words = append(words, e.Exemption, e.Legacy, e.Boundary, e.StandardSupply, e.ResidualMix)
	for _, f := range e.Unmatched {
		words = append(words, f)
	}
	for _, p := range e.Location {
		words = append(words, p)
	}
	for _, w := range words {
		if _, err := w.MarshalText(); err != nil {
			return fmt.Errorf("edition %s: %w", input.Quote(e.Name), err)
		}
	}
	return nil
}

// clone returns a copy that shares no list.
func (e Edition) clone() Edition {
	e.Unmatched, e.Location = slices.Clone(e.Unmatched), slices.Clone(e.Location)
	return e
}
