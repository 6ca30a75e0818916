package scope2

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Answer is the answer to a criterion.
type Answer uint8

// The answers. The zero Answer is not an answer.
const (
	Met           Answer = iota + 1 // yes
	NotMet                          // no, or not stated
	NotApplicable                   // the criterion does not cover this kind of instrument
)

var answers = vocabulary.New[Answer]("answer", "yes", "no", "not applicable")

// String returns "yes", "no" or "not applicable".
func (a Answer) String() string { return answers.String(a) }

// MarshalText returns what String returns. The zero Answer is an error.
func (a Answer) MarshalText() ([]byte, error) { return answers.Marshal(a) }

// UnmarshalText reads what String returns.
func (a *Answer) UnmarshalText(text []byte) error { return answers.Unmarshal(a, text) }

// CriterionAnswer is the answer to one of the Scope 2 Quality Criteria.
type CriterionAnswer struct {
	Number int    `json:"number"` // the number of the criterion, 1 to 8, as in table 7.1 of the Scope 2 Guidance
	Name   string `json:"name"`
	Met    Answer `json:"met"`
	Reason string `json:"reason"`
}

// String returns the answer on one line: "criterion 3, tracked and retired: no: …".
func (a CriterionAnswer) String() string {
	return fmt.Sprintf("criterion %d, %s: %s: %s", a.Number, a.Name, a.Met, a.Reason)
}

// ResidualMixStatus is how criterion 8 is met in a market.
type ResidualMixStatus uint8

// The two ways to meet criterion 8. The zero status does not meet it.
const (
	ResidualMixPublished ResidualMixStatus = iota + 1 // an adjusted residual mix is available
	ResidualMixDisclosed                              // the result discloses whether there is one
)

// Claim is the consumption that an instrument is meant to cover.
type Claim struct {
	Region      string     // grid of the consumption: "US-CAMX"
	Market      string     // of instruments, if it is not the region's country: "AIB"
	Period      ghg.Period // of the consumption
	Window      Window     // how far outside the period a vintage may lie
	ResidualMix ResidualMixStatus
}

// markets returns the markets that the consumption belongs to: the stated one or else that of the region, and its
// country if it is part of one.
func (c Claim) markets() []string {
	name := cmp.Or(c.Market, c.Region)
	if nation, _, part := strings.Cut(name, "-"); part {
		return []string{name, nation}
	}
	return []string{name}
}

// criterionNames holds short names of the criteria, in order.
var criterionNames = []string{
	"conveys the emission rate", "only claim to the rate", "tracked and retired", "vintage close to the use", "same market",
	"supplier's rate is of delivered power", "all claims go to the user", "residual mix published or its absence disclosed",
}

// Criteria answers the eight Scope 2 Quality Criteria for a claim, one by one and in order.
//
//	1 it conveys a direct emission rate        Rate is stated
//	2 no other instrument carries that rate    SoleClaim
//	3 tracked and redeemed or retired          Retirement names the evidence
//	4 vintage close to the use                 Window of the claim holds Vintage, see [Window]
//	5 from the market of the consumption       Market is the claim's market, its region or the region's country
//	6 supplier-specific rates only             Delivered
//	7 direct contracts, own generation only    AllRights
//	8 residual mix, or its absence disclosed   ResidualMix of the claim
//
// Source: GHG Protocol Scope 2 Guidance, table 7.1.
func (in *Instrument) Criteria(claim Claim) []CriterionAnswer {
	out := make([]CriterionAnswer, 0, len(criterionNames))
	answer := func(met bool, yes, no string) {
		a := CriterionAnswer{Number: len(out) + 1, Name: criterionNames[len(out)], Met: NotMet, Reason: no}
		if met {
			a.Met, a.Reason = Met, yes
		}
		out = append(out, a)
	}
	skip := func(reason string) {
		out = append(out, CriterionAnswer{Number: len(out) + 1, Name: criterionNames[len(out)], Met: NotApplicable, Reason: reason})
	}
	answer(in.Rate.Stated(), in.Rate.String(), "no rate is stated")
	answer(in.SoleClaim, "stated", "it is not stated to be the only claim")
	answer(in.Retirement != "", in.Retirement, "no evidence of retirement is stated")
	answer(claim.holds(in.Vintage))
	markets := strings.Join(claim.markets(), " or ")
	answer(in.Market != "" && slices.Contains(claim.markets(), in.Market), in.Market, in.outsideMarket(markets))
	if in.Kind == ghg.SupplierMenu || in.Kind == ghg.GreenTariff {
		answer(in.Delivered, "stated", "the rate is not stated to be of delivered power that counts only what is retired for customers")
	} else {
		skip("it is not a supplier's rate")
	}
	switch in.Kind {
	case ghg.PhysicalPPA, ghg.VirtualPPA, ghg.BundledContract, ghg.SelfWheeling, ghg.OnSite:
		answer(in.AllRights, "stated", "it is not stated that all claims to the energy go to the user")
	default:
		skip("it is neither a contract with a generator nor own generation")
	}
	reason := "a residual mix is published"
	if claim.ResidualMix == ResidualMixDisclosed {
		reason = "the result discloses the absence of a residual mix"
	}
	answer(claim.ResidualMix != 0, reason, "there is no residual mix, and its absence is not disclosed")
	return out
}

func (in *Instrument) outsideMarket(markets string) string {
	if in.Market == "" {
		return "its market is not stated; the consumption is in " + markets
	}
	return "it is from " + in.Market + "; the consumption is in " + markets
}

// usable reports whether no criterion is answered "no".
func usable(list []CriterionAnswer) bool {
	return !slices.ContainsFunc(list, func(a CriterionAnswer) bool { return a.Met == NotMet })
}

// reasons joins the answers that are "no".
func reasons(list []CriterionAnswer) string {
	var parts []string
	for _, a := range list {
		if a.Met == NotMet {
			parts = append(parts, fmt.Sprintf("criterion %d, %s: %s", a.Number, a.Name, a.Reason))
		}
	}
	return strings.Join(parts, "; ")
}

// holds reports whether the claim's window holds a vintage, and the reasons for yes and for no.
func (c Claim) holds(vintage ghg.Period) (met bool, yes, no string) {
	if vintage.Check() != nil {
		return false, "", "its vintage is not stated"
	}
	window := c.Window.around(c.Period)
	const year = 366
	dates := vintage.Start.String() + "/" + vintage.End.String()
	switch {
	case window.Contains(vintage):
		return true, dates, ""
	case vintage.Days() <= year && vintage.Contains(c.Period):
		return true, dates + ", the year of the use", ""
	}
	return false, "", fmt.Sprintf("generated in %s, want within %s/%s", dates, window.Start, window.End)
}
