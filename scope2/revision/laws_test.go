package revision_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
)

// mixed returns two sites and contracts that differ in everything that decides: zone, date, rate, binding, vintage.
func mixed(t testing.TB) (revision.Portfolio, revision.Choices) {
	t.Helper()
	a, b := works("a", "24"), works("b", "36")
	a.StandardSupplyShare = ref("0.25")
	b.Zone, b.Load = "B", revision.Load{Profile: byHour(t, func(h int) string { return strconv.Itoa(h + 1) })}
	hydro, wind, gas, old := plant(t, "hydro", "12", always("1")), plant(t, "wind", "20", from(8, "3", "1")), plant(t, "gas", "9", sun), plant(t, "old", "7", sun)
	hydro.StandardSupply = "a"
	wind.Zone = "B"
	gas.Instrument.Rate, gas.Instrument.Purchase = scope2.StatedRate(supplied("400 kg CO2/MWh")), "b"
	old.ContractDate, old.Zone = ghg.Date{Year: 2020, Month: 1, Day: 1}, "C"
	c := revision.Choices{
		Exemption: revision.Exemption{SiteBelow: mwh("30")}, Legacy: revision.Legacy{Before: ghg.Date{Year: 2023, Month: 1, Day: 1}},
	}
	return revision.Portfolio{Sites: []revision.Site{a, b}, Contracts: []revision.Contract{hydro, wind, gas, old}, Zones: zones()}, c
}

// The order of the lists changes no byte.
func TestPermutationLaw(t *testing.T) {
	p, choices := mixed(t)
	want, err := json.Marshal(compare(t, p, choices))
	require.NoError(t, err)
	var permute func(n int)
	permute = func(n int) {
		if n == 1 {
			got, err := json.Marshal(compare(t, p, choices))
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
			return
		}
		for i := range n {
			permute(n - 1)
			j := i * ((n + 1) % 2)
			p.Contracts[j], p.Contracts[n-1] = p.Contracts[n-1], p.Contracts[j]
		}
	}
	permute(len(p.Contracts))
	slices.Reverse(p.Sites)
	slices.Reverse(p.Zones)
	permute(2)
}

// Twice the amounts and volumes are twice the emissions, and twice every cause. The hours are rounded to a milliwatt-hour, so
// that the law holds to a gram here.
func TestDoublingLaw(t *testing.T) {
	p, choices := mixed(t)
	once := compare(t, p, choices)
	two := number("2")
	for i := range p.Sites {
		p.Sites[i].Purchase.Amount.Value = p.Sites[i].Purchase.Amount.Value.Mul(two)
	}
	for i := range p.Contracts {
		p.Contracts[i].Instrument.Volume.Value = p.Contracts[i].Instrument.Volume.Value.Mul(two)
	}
	choices.Exemption.SiteBelow = mwh("60")
	twice := compare(t, p, choices)
	near := func(want, got decimal.Decimal, what string) {
		assert.True(t, want.Mul(two).Sub(got).Abs().LessThan(number("0.001")), "%s: twice %s is %s", what, want, got)
	}
	for i, l := range once.Lines {
		near(l.Today.Kg(), twice.Lines[i].Today.Kg(), "today")
		near(l.Draft.Kg(), twice.Lines[i].Draft.Kg(), "draft")
		for k, a := range l.Causes {
			near(a.Change.Kg(), twice.Lines[i].Causes[k].Change.Kg(), a.Cause.String())
		}
	}
}

// Where every contract is deliverable to every site and nothing is exempt, the match by the hour is that of scope2.MatchSupply.
func TestMatchIsThatOfPackageScope2(t *testing.T) {
	load := func(h int) string { return strconv.Itoa((h*7)%5 + 1) }
	sum := 0
	for h := range 24 {
		sum += (h*7)%5 + 1
	}
	s := works("a", strconv.Itoa(sum))
	s.Load = revision.Load{Meter: byHour(t, load)}
	var contracts []revision.Contract
	var supplies []scope2.Supply
	for i, profile := range []func(int) string{sun, always("1"), from(8, "2", "0")} {
		total := decimal.Decimal{}
		for h := range 24 {
			total = total.Add(number(profile(h)))
		}
		k := plant(t, fmt.Sprint("plant", i), total.String(), profile)
		contracts = append(contracts, k)
		supplies = append(supplies, scope2.Supply{Instrument: k.Instrument, Series: k.Profile.Series})
	}
	want, err := scope2.MatchSupply(scope2.Hourly, []scope2.Consumption{{Purchase: "a", Region: "GB", Series: byHour(t, load)}}, supplies)
	require.NoError(t, err)
	l := market(t, compare(t, portfolio(s, contracts...), nothing()), "a")
	assert.True(t, l.Matched.Value.Equal(want.Covered.Value), "%s, want %s", l.Matched, want.Covered)
	require.Len(t, l.Uses, len(want.Uses))
	for i, u := range want.Uses {
		assert.Equal(t, u.Instrument, l.Uses[i].Contract)
		assert.True(t, u.Volume.Value.Equal(l.Uses[i].Volume.Value), "%s uses %s, want %s", u.Instrument, l.Uses[i].Volume, u.Volume)
	}
}

// The causes of every line sum exactly to its difference, and those of the lines to those of the totals; no load is covered
// twice and no contract used beyond its volume.
func FuzzCausesSum(f *testing.F) {
	f.Add(uint32(24_000), uint32(36_000), uint32(20_000), uint32(9_000), uint8(3), uint8(12), uint8(0), uint8(0))
	f.Add(uint32(1), uint32(7), uint32(1_000_003), uint32(13), uint8(1), uint8(0), uint8(7), uint8(1))
	f.Add(uint32(0), uint32(333_333), uint32(77_777), uint32(111_111), uint8(23), uint8(5), uint8(200), uint8(255))
	f.Fuzz(func(t *testing.T, a, b, wind, gas uint32, shape, turn, share, flags uint8) {
		p, choices := mixed(t)
		kWh := func(n uint32) string { return decimal.New(int64(n), -3).String() }
		p.Sites[0].Purchase.Amount, p.Sites[1].Purchase.Amount = mwh(kWh(a)), mwh(kWh(b))
		p.Contracts[1].Instrument.Volume, p.Contracts[2].Instrument.Volume = mwh(kWh(wind)), mwh(kWh(gas))
		p.Contracts[1].Profile.Series = byHour(t, func(h int) string { return strconv.Itoa((h*int(shape))%24 + 1) })
		p.Zones[1].Prices = prices(from(int(turn%25), "100", strconv.Itoa(int(shape))))
		*p.Sites[0].StandardSupplyShare = decimal.New(int64(share), -3)
		set := func(bit int) bool { return flags&(1<<bit) != 0 }
		if set(0) {
			choices = nothing()
		}
		if set(1) {
			p.Contracts[1].FirmRights = []string{"A"}
		}
		if set(2) {
			p.Contracts[0].Instrument.Purchase = "b"
		}
		if set(3) {
			p.Contracts[2].Instrument.Purchase = ""
		}
		c := compare(t, p, choices)
		volume := map[string]decimal.Decimal{}
		for _, k := range p.Contracts {
			volume[k.Instrument.ID] = k.Instrument.Volume.Value
		}
		for _, l := range c.Lines {
			if l.Accounting != ghg.MarketBased {
				continue
			}
			used := decimal.Decimal{}
			for _, u := range l.Uses {
				used = used.Add(u.Volume.Value)
				volume[u.Contract] = volume[u.Contract].Sub(u.Volume.Value)
				require.False(t, volume[u.Contract].IsNegative(), "%s is used beyond its volume", u.Contract)
			}
			require.True(t, used.Equal(l.Matched.Value), "%s: %s is used, %s matched", l.Purchase, used, l.Matched)
			require.False(t, l.Unmatched.IsNegative())
		}
	})
}
