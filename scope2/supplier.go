package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// supply is a supplier's rate for the consumption that no instrument covers, and the facts about it that the quality
// criteria require. It is an instrument like a green tariff: the contract carries the rate of all energy that it
// delivers.
type supply struct {
	name       string // of the supplier, whose rate the basis holds
	rate       factors.Supplied
	vintage    ghg.Period
	retirement string
	soleClaim  bool
	delivered  bool
}

func (s supply) given() bool { return s.rate.Given() || s.name != "" }

// assessed reports whether any fact about the rate is stated.
func (s supply) assessed() bool {
	return s.retirement != "" || s.soleClaim || s.delivered || !s.vintage.IsZero()
}

// instrument returns the rate as an instrument over an amount of energy. Its market is that of the consumption if the
// rate is of power delivered there.
func (s supply) instrument(f factors.Factor, claim Claim, volume units.Quantity) Instrument {
	in := Instrument{
		ID: f.Activity, Kind: ghg.SupplierMenu, Volume: volume, Vintage: s.vintage, Retirement: s.retirement, SoleClaim: s.soleClaim,
		Rate: StatedRate(factors.Supplied{PerUnit: f.PerUnit, Unit: f.Unit, Source: f.Reference.Document}), Delivered: s.delivered,
	}
	if s.delivered {
		in.Market, _ = claim.markets()
	}
	return in
}

// accepts reports whether a supplier's rate may be used. If facts about it are stated, it must meet the quality
// criteria. If none is, it is used with a caveat, unless it is zero, which only retired certificates can make it.
func (m *market) accepts(c *method.Calc, s supply, f factors.Factor, claim Claim, rest method.Flow) bool {
	if !s.assessed() && !emitsNothing(f.PerUnit) {
		c.Caveat(ghg.CriteriaNotAssessed, f.Activity+": the facts that the quality criteria require are not stated")
		return true
	}
	in := s.instrument(f, claim, c.Quantity(rest))
	ok, _ := m.judge(c, criteriaOf+in.ID, &in, claim)
	return ok
}

// emitsNothing reports whether every amount but biogenic CO2 is zero.
func emitsNothing(e ghg.Emissions) bool {
	for a := range e.All() {
		if a.Gas != ghg.CO2Biogenic && !a.Kg.IsZero() {
			return false
		}
	}
	return true
}
