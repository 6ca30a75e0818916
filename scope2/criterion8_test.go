package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
)

// A purchase answers criterion 8 by what the basis holds: a residual mix that is published, or its absence, which the
// result then discloses (Scope 2 Guidance, table 7.1, criterion 8).
func TestCriterion8FollowsTheBasis(t *testing.T) {
	b := basis(t)
	unretired := certificate("unretired", "1 MWh")
	unretired.Retirement = "" // refused, so that the answers are returned
	p := purchase("2 MWh", unretired, certificate("good", "1 MWh"))
	p.GridFactor = factors.MustSupplied("0.2 kg CO2/kWh; grid operator")
	p.SupplierRate = factors.MustSupplied("0.3 kg CO2/kWh; bill")
	for _, c := range []struct {
		name      string
		change    func(p *scope2.Electricity)
		reason    string
		disclosed bool
	}{
		{"published", func(*scope2.Electricity) {}, "a residual mix is published", false},
		{"not published", func(p *scope2.Electricity) { p.Region, p.Market = "FR", "GB" }, "the result discloses the absence of a residual mix", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := p
			c.change(&p)
			d := dual(t, p, b)
			require.Len(t, d.Refused, 1)
			eighth := d.Refused[0].Answers[7]
			assert.Equal(t, 8, eighth.Number)
			assert.Equal(t, scope2.Met, eighth.Met)
			assert.Equal(t, c.reason, eighth.Reason)
			var missing bool
			for _, caveat := range d.Market.Caveats {
				missing = missing || caveat.Kind == ghg.ResidualMixMissing
			}
			assert.Equal(t, c.disclosed, missing, "the absence of a residual mix is a caveat on the result")
		})
	}
}
