package scope2

import (
	"cmp"
	"fmt"
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
// country if it is part of one, or "".
func (c Claim) markets() (own, nation string) {
	own = cmp.Or(c.Market, c.Region)
	if nation, _, part := strings.Cut(own, "-"); part {
		return own, nation
	}
	return own, ""
}

// criterionNames holds short names of the criteria, in order.
var criterionNames = [criteria]string{
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
	met := in.meets(claim)
	out := make([]CriterionAnswer, len(met))
	for i, yes := range met {
		out[i] = CriterionAnswer{Number: i + 1, Name: criterionNames[i], Met: yes, Reason: in.reason(i+1, yes, claim)}
	}
	return out
}

// criteria is the number of the quality criteria.
const criteria = 8

// meets answers the criteria without reasons.
func (in *Instrument) meets(claim Claim) [criteria]Answer {
	own, nation := claim.markets()
	return [criteria]Answer{
		answer(in.Rate.Stated()),
		answer(in.SoleClaim),
		answer(in.Retirement != ""),
		answer(claim.holds(in.Vintage)),
		answer(in.Market != "" && (in.Market == own || in.Market == nation)),
		in.meetsDelivery(),
		in.meetsRights(),
		answer(claim.ResidualMix != 0),
	}
}

func answer(yes bool) Answer {
	if yes {
		return Met
	}
	return NotMet
}

// meetsDelivery answers criterion 6, which is for a supplier's rate.
func (in *Instrument) meetsDelivery() Answer {
	if in.Kind == ghg.SupplierMenu || in.Kind == ghg.GreenTariff {
		return answer(in.Delivered)
	}
	return NotApplicable
}

// meetsRights answers criterion 7, which is for a contract with a generator and own generation.
func (in *Instrument) meetsRights() Answer {
	switch in.Kind {
	case ghg.PhysicalPPA, ghg.VirtualPPA, ghg.BundledContract, ghg.SelfWheeling, ghg.OnSite:
		return answer(in.AllRights)
	default:
		return NotApplicable
	}
}

// reason gives the reason of an answer.
func (in *Instrument) reason(number int, met Answer, claim Claim) string {
	either := func(yes, no string) string {
		if met == Met {
			return yes
		}
		return no
	}
	switch number {
	case 1:
		return either(in.Rate.String(), "no rate is stated")
	case 2:
		return either("stated", "it is not stated to be the only claim")
	case 3:
		return either(in.Retirement, "no evidence of retirement is stated")
	case 4:
		return claim.vintageReason(in.Vintage)
	case 5:
		return either(in.Market, in.outsideMarket(claim))
	case 6:
		if met == NotApplicable {
			return "it is not a supplier's rate"
		}
		return either("stated", "the rate is not stated to be of delivered power that counts only what is retired for customers")
	case 7:
		if met == NotApplicable {
			return "it is neither a contract with a generator nor own generation"
		}
		return either("stated", "it is not stated that all claims to the energy go to the user")
	}
	if claim.ResidualMix == ResidualMixDisclosed {
		return "the result discloses the absence of a residual mix"
	}
	return either("a residual mix is published", "there is no residual mix, and its absence is not disclosed")
}

func (in *Instrument) outsideMarket(claim Claim) string {
	markets, nation := claim.markets()
	if nation != "" {
		markets += " or " + nation
	}
	if in.Market == "" {
		return "its market is not stated; the consumption is in " + markets
	}
	return "it is from " + in.Market + "; the consumption is in " + markets
}

// usable reports whether no criterion is answered "no".
func usable(met [criteria]Answer) bool { return unmetCount(met) == 0 }

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

// holds reports whether the claim's window holds a vintage, or the vintage is the year of the use.
func (c Claim) holds(vintage ghg.Period) bool {
	return vintage.Check() == nil && (c.Window.around(c.Period).Contains(vintage) || c.inYear(vintage))
}

// inYear reports whether a vintage is the year of the use.
func (c Claim) inYear(vintage ghg.Period) bool {
	const year = 366
	return vintage.Days() <= year && vintage.Contains(c.Period)
}

// vintageReason says why the claim's window holds a vintage, or why not.
func (c Claim) vintageReason(vintage ghg.Period) string {
	if vintage.Check() != nil {
		return "its vintage is not stated"
	}
	window := c.Window.around(c.Period)
	dates := vintage.Start.String() + "/" + vintage.End.String()
	switch {
	case window.Contains(vintage):
		return dates
	case c.inYear(vintage):
		return dates + ", the year of the use"
	}
	return fmt.Sprintf("generated in %s, want within %s/%s", dates, window.Start, window.End)
}
