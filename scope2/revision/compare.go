package revision

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Cause is a rule that makes a figure of the draft differ from today's. The zero Cause is invalid.
type Cause uint8

// The causes, in the order in which the rules are switched on. The fallback comes first, so that every later step has a factor
// for load that it uncovers. Hourly matching is switched on for all, and the exemption gives back its part; deliverability
// for all, and the legacy clause gives back its part.
const (
	OrderOfUse        Cause = iota + 1 // contracts cover sites in a fixed order, not by a [scope2.Ledger]; 0 unless it reallocates
	UnmatchedFallback                  // the factor of load that no contract covers
	StandardService                    // the limit of a standard supply service
	HourlyMatching                     // contracts of the same hour
	ExemptFromHours                    // the exemption from hourly matching
	Deliverability                     // the boundary within which a contract may be used
	LegacyContracts                    // the legacy clause
	LocationFactors                    // the hierarchy of location factors
)

var causes = vocabulary.New[Cause](
	"cause", "order of use", "unmatched fallback", "standard supply service", "hourly matching", "exemption", "deliverability",
	"legacy contracts", "location factor",
)

// String returns the cause in words: "hourly matching".
func (c Cause) String() string { return causes.String(c) }

// MarshalText returns what String returns. The zero Cause is an error.
func (c Cause) MarshalText() ([]byte, error) { return causes.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *Cause) UnmarshalText(text []byte) error { return causes.Unmarshal(c, text) }

// Causes returns the causes in the order in which the rules are switched on.
func Causes() []Cause {
	return []Cause{OrderOfUse, UnmatchedFallback, StandardService, HourlyMatching, ExemptFromHours, Deliverability, LegacyContracts, LocationFactors}
}

// adopt returns the edition with the rules of another that belong to a cause.
func (e Edition) adopt(c Cause, from Edition) Edition {
	switch c {
	case UnmatchedFallback:
		e.Unmatched, e.ResidualMix = from.Unmatched, from.ResidualMix
	case StandardService:
		e.StandardSupply = from.StandardSupply
	case HourlyMatching:
		e.Matching = from.Matching
	case ExemptFromHours:
		e.Exemption = from.Exemption
	case Deliverability:
		e.Boundary, e.PriceRatio, e.FirmRights = from.Boundary, from.PriceRatio, from.FirmRights
	case LegacyContracts:
		e.Legacy = from.Legacy
	case LocationFactors:
		e.Location = from.Location
	case OrderOfUse: // no rule: the first run by this package
	}
	return e
}

// Comparison is one portfolio under today's rules and under a draft.
type Comparison struct {
	Today   Edition  `json:"today"`
	Draft   Edition  `json:"draft"`
	Choices Choices  `json:"choices"`
	Lines   []Line   `json:"lines"`   // in order of site and id, each location-based and then market-based
	Totals  []Total  `json:"totals"`  // location-based and market-based; the two are never added
	Notices []Notice `json:"notices"` // what was chosen or assumed, of the whole and then by site and contract
}

// Line is a purchase by one method.
type Line struct {
	Purchase   string         `json:"purchase"`
	Site       string         `json:"site,omitempty"`
	Accounting ghg.Accounting `json:"accounting"`
	Today      ghg.CO2e       `json:"today"`
	Draft      Draft          `json:"draft"`
	Change     Draft          `json:"change"` // draft − today
	Causes     []Amount       `json:"causes"` // all of [Causes], in order; they sum to the change exactly

	Load      LoadKind       `json:"load"`
	Matched   units.Quantity `json:"matched,omitzero"` // by contracts under the draft; both in MWh and of market-based lines only
	Unmatched units.Quantity `json:"unmatched,omitzero"`
	Fallback  Fallback       `json:"fallback,omitzero"` // of the unmatched load; zero if all is matched
	Uses      []Use          `json:"uses,omitempty"`    // contracts under the draft, in the order of use, without zeros

	result ghg.Result // of the draft
}

// Explain returns the calculation of the draft figure in words, under a heading with its status.
func (l Line) Explain() string {
	if l.result.ID == "" {
		return l.Draft.String()
	}
	return fmt.Sprintf("%s\nno figure of a report\n%s", l.Draft, l.result.Explain())
}

// Amount is what one cause changes.
type Amount struct {
	Cause  Cause `json:"cause"`
	Change Draft `json:"change"`
}

// Use is the volume of a contract that a purchase uses under the draft.
type Use struct {
	Contract string         `json:"contract"`
	Volume   units.Quantity `json:"volume"` // in MWh
}

// Total is the sum of the lines of one method.
type Total struct {
	Accounting ghg.Accounting `json:"accounting"`
	Today      ghg.CO2e       `json:"today"`
	Draft      Draft          `json:"draft"`
	Change     Draft          `json:"change"`
	Causes     []Amount       `json:"causes"`
}

// Compare calculates a portfolio under the edition in force and under a draft, and attributes the difference of every line to
// the rules that cause it.
//
//	change = Σ over causes of (figure with the rules up to the cause − figure with the rules before it)
//
// Today's figures are those of [scope2.Ledger.Allocate] and [scope2.Allocation.Dual].
//
// It fails if today's edition has other rules than [Guidance2015] or was not in force on the first day of the period
// ([ErrNotInForce]), if the other one is in force ([ErrInForce]), if a choice that the draft leaves open is not stated, if an
// input of the portfolio is missing, and where package scope2 refuses a purchase or an instrument.
func Compare(p Portfolio, today, draft Edition, choices Choices, b factors.Basis) (Comparison, error) {
	if err := checkEditions(&today, &draft); err != nil {
		return Comparison{}, err
	}
	if err := choices.check(&draft); err != nil {
		return Comparison{}, err
	}
	j, err := newJob(p, choices)
	if err != nil {
		return Comparison{}, err
	}
	if j.period.Start.Before(today.InForce) {
		return Comparison{}, &ghg.FieldError{Field: "edition " + input.Shorten(today.Name), Value: j.period.String(), Want: "a period from " + today.InForce.String() + ", when it came into force", Err: ErrNotInForce}
	}
	steps := make([][]figures, 0, len(Causes())+1)
	first, err := j.today(b)
	if err != nil {
		return Comparison{}, err
	}
	steps = append(steps, first)
	e, m := today.clone(), (*match)(nil)
	for _, cause := range Causes() {
		e = e.adopt(cause, draft)
		e.Name = today.Name + " with " + cause.String()
		var now []figures
		if now, m, err = j.run(&e, b); err != nil {
			return Comparison{}, err
		}
		steps = append(steps, now)
	}
	out := Comparison{Today: today.clone(), Draft: draft.clone(), Choices: choices, Notices: j.notices(&draft, choices, steps[len(steps)-1])}
	for k := range j.sites {
		for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
			out.Lines = append(out.Lines, m.line(k, a, steps, draft.Published))
		}
	}
	out.Totals = totals(out.Lines, draft.Published)
	return out, nil
}

func checkEditions(today, draft *Edition) error {
	for _, e := range []*Edition{today, draft} {
		if err := e.Check(); err != nil {
			return err
		}
	}
	switch {
	case today.IsDraft():
		return &ghg.FieldError{Field: "edition of today", Value: today.String(), Want: "one that is in force", Err: ErrNotInForce}
	case !draft.IsDraft():
		return &ghg.FieldError{Field: "edition of the draft", Value: draft.String(), Want: "one that is not in force", Err: ErrInForce}
	case !today.calculatedByScope2():
		return &ghg.FieldError{Field: "edition of today", Value: today.String(), Want: "the rules of Guidance2015, by which package scope2 calculates", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// calculatedByScope2 reports whether the rules are those of package scope2, whatever the edition's name and dates.
func (e *Edition) calculatedByScope2() bool {
	g := Guidance2015()
	return e.Matching == g.Matching && e.Exemption == g.Exemption && e.Legacy == g.Legacy && e.Boundary == g.Boundary &&
		e.StandardSupply == g.StandardSupply && e.ResidualMix == g.ResidualMix && slices.Equal(e.Unmatched, g.Unmatched) && len(e.Location) == 0
}

// line makes the line of a site from its figures after every step.
func (m *match) line(k int, a ghg.Accounting, steps [][]figures, asOf ghg.Date) Line {
	result := func(step int) *ghg.Result {
		f := &steps[step][k]
		if a == ghg.LocationBased {
			return &f.location
		}
		return &f.market
	}
	s, last := m.sites[k], len(steps)-1
	today, draft := result(0).CO2e, result(last)
	l := Line{
		Purchase: s.id(), Site: s.Purchase.Site, Accounting: a, Today: today, Draft: Draft{draft.CO2e, asOf},
		Change: Draft{draft.CO2e.Sub(today), asOf}, Load: s.kind, result: draft.Clone(),
	}
	for i, c := range Causes() {
		l.Causes = append(l.Causes, Amount{c, Draft{result(i + 1).CO2e.Sub(result(i).CO2e), asOf}})
	}
	if a == ghg.LocationBased {
		return l
	}
	l.Matched, l.Unmatched, l.Fallback = energy(s.own-m.left[k]), energy(m.left[k]), steps[last][k].fallback
	for i, c := range m.contracts {
		if n := m.used[i][k]; n > 0 {
			l.Uses = append(l.Uses, Use{c.Instrument.ID, energy(n)})
		}
	}
	return l
}

// totals sums the lines of each method.
func totals(lines []Line, asOf ghg.Date) []Total {
	out := []Total{{Accounting: ghg.LocationBased}, {Accounting: ghg.MarketBased}}
	for i := range out {
		t := &out[i]
		t.Draft, t.Change = Draft{asOf: asOf}, Draft{asOf: asOf}
		for _, c := range Causes() {
			t.Causes = append(t.Causes, Amount{c, Draft{asOf: asOf}})
		}
		for _, l := range lines {
			if l.Accounting != t.Accounting {
				continue
			}
			t.Today = t.Today.Add(l.Today)
			t.Draft.co2e, t.Change.co2e = t.Draft.co2e.Add(l.Draft.co2e), t.Change.co2e.Add(l.Change.co2e)
			for k := range l.Causes {
				t.Causes[k].Change.co2e = t.Causes[k].Change.co2e.Add(l.Causes[k].Change.co2e)
			}
		}
	}
	return out
}

// NoticeKind is what a [Notice] is about. The zero NoticeKind is invalid.
type NoticeKind uint8

// The kinds of notice.
const (
	ExemptionChosen     NoticeKind = iota + 1 // the threshold of the exemption is the caller's
	LegacyChosen                              // the legacy date is the caller's
	SiteExempt                                // a site is matched by the year
	ResidualNotAdjusted                       // a residual mix is not stated to leave out voluntary claims and standard supply
	VintageOutside                            // a contract whose vintage is not within the period covers nothing by the hour
)

var noticeKinds = vocabulary.New[NoticeKind](
	"kind of notice", "exemption chosen", "legacy date chosen", "site exempt", "residual mix not adjusted", "vintage outside the period",
)

// String returns the kind in words: "site exempt".
func (k NoticeKind) String() string { return noticeKinds.String(k) }

// MarshalText returns what String returns. The zero NoticeKind is an error.
func (k NoticeKind) MarshalText() ([]byte, error) { return noticeKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *NoticeKind) UnmarshalText(text []byte) error { return noticeKinds.Unmarshal(k, text) }

// Notice is something that a reader of a comparison must know.
type Notice struct {
	Kind     NoticeKind `json:"kind"`
	Purchase string     `json:"purchase,omitempty"` // of a site
	Contract string     `json:"contract,omitempty"`
	Detail   string     `json:"detail"`
}

// String returns the notice on one line.
func (n Notice) String() string {
	if about := cmp.Or(n.Purchase, n.Contract); about != "" {
		return n.Kind.String() + ", " + input.Shorten(about) + ": " + n.Detail
	}
	return n.Kind.String() + ": " + n.Detail
}

// notices returns what was chosen or assumed.
func (j *job) notices(draft *Edition, c Choices, last []figures) []Notice {
	var list []Notice
	if draft.Exemption == OpenClause {
		list = append(list, Notice{Kind: ExemptionChosen, Detail: c.Exemption.String() + "; undecided " + asOf(draft.Published)})
	}
	if draft.Legacy == OpenClause {
		list = append(list, Notice{Kind: LegacyChosen, Detail: c.Legacy.String() + "; undecided " + asOf(draft.Published)})
	}
	for k, s := range j.sites {
		if draft.Exemption == OpenClause && s.exempt {
			list = append(list, Notice{Kind: SiteExempt, Purchase: s.id(), Detail: energy(s.own).String() + " is below the threshold; it is matched by the year"})
		}
		adjusted := s.Residual.WithoutVoluntaryClaims && s.Residual.WithoutStandardSupply
		if draft.ResidualMix == WithoutClaims && last[k].fallback == ByResidualMix && !adjusted {
			list = append(list, Notice{Kind: ResidualNotAdjusted, Purchase: s.id(), Detail: "it is not stated that the mix leaves out voluntary claims and standard supply service"})
		}
	}
	for _, k := range j.contracts {
		if draft.Matching == scope2.Hourly && k.hours == nil {
			list = append(list, Notice{Kind: VintageOutside, Contract: k.Instrument.ID, Detail: "its vintage is not within " + j.period.String() + "; it covers nothing by the hour"})
		}
	}
	return slices.Clip(list)
}

// String returns the choice in words: "sites below 10 MWh".
func (x Exemption) String() string {
	text := ""
	if x.SiteBelow.Given() {
		text = "sites below " + input.Shorten(x.SiteBelow)
	}
	if x.OrganisationBelow.Given() {
		if text != "" {
			text += ", "
		}
		text += "organisations below " + input.Shorten(x.OrganisationBelow)
	}
	return cmp.Or(text, map[bool]string{true: "none", false: "not stated"}[x.None])
}

// String returns the choice in words: "contracts before 2026-01-01".
func (l Legacy) String() string {
	switch {
	case !l.Before.IsZero():
		return "contracts before " + l.Before.String()
	case l.None:
		return "none"
	}
	return "not stated"
}
