package baseyear_test

import (
	"encoding"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

type word interface {
	encoding.TextMarshaler
	String() string
}

func TestWords(tb *testing.T) {
	var kind baseyear.Kind
	var per baseyear.Per
	var timing baseyear.Timing
	var status baseyear.Status
	for _, c := range []struct {
		word word
		to   encoding.TextUnmarshaler
		text string
	}{
		{baseyear.Divestment, &kind, "divestment"},
		{baseyear.RealFactorChange, &kind, "real change of factors"},
		{baseyear.PerScopeGroup, &per, "scope group"},
		{baseyear.ProRata, &timing, "pro-rata"},
		{baseyear.Recalculated, &status, "recalculated"},
	} {
		text, err := c.word.MarshalText()
		require.NoError(tb, err)
		assert.Equal(tb, c.text, string(text))
		assert.Equal(tb, c.text, c.word.String())
		require.NoError(tb, c.to.UnmarshalText(text))
	}
	for _, zero := range []word{baseyear.Kind(0), baseyear.Per(0), baseyear.Timing(0), baseyear.Status(0)} {
		_, err := zero.MarshalText()
		require.ErrorIs(tb, err, ghg.ErrMissing)
	}
}

func TestYearOfInventory(tb *testing.T) {
	goods := func(id string, c ghg.Category, kg string) activity.Activity {
		return scope3.Reported{ID: id, Period: ghg.CalendarYear(2021), Category: c, Amount: units.MustParse(kg + " kg CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"}
	}
	org := inventory.Organisation{
		Name: "Example plc", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2021),
		NotApplicable: map[ghg.Category]string{ghg.Franchises: "none"}, Excluded: []inventory.Exclusion{{Scope: ghg.Scope1, Reason: "no meters"}},
	}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, []activity.Activity{goods("goods", 1, "900"), goods("trips", 6, "50")})
	require.NoError(tb, err)
	y, err := baseyear.YearOf(inv, 2021, ghg.MarketBased)
	require.NoError(tb, err)
	require.Len(tb, y.Figures, 3, "categories 1 and 6, and 14, which does not apply")
	s := baseyear.Series{Version: first(), Years: []baseyear.Year{y}}
	total, err := s.Totals(2021)
	require.NoError(tb, err)
	sum, err := total.Scope(ghg.Scope3, ghg.MarketBased)
	require.NoError(tb, err)
	assert.Equal(tb, "950 kg CO2e", sum.String())
	_, err = total.Scope(ghg.Scope1, ghg.MarketBased)
	require.ErrorIs(tb, err, ghg.ErrMissing, "what the inventory lacks is not zero")
	_, err = total.Scope(ghg.Scope2, ghg.LocationBased)
	require.ErrorIs(tb, err, ghg.ErrMixed)
	b, err := s.Base(targets.Covered{Categories: []ghg.Category{6}})
	require.NoError(tb, err)
	assert.Equal(tb, "50 kg CO2e", b.Emissions.String())
	_, err = s.Totals(2022)
	require.ErrorIs(tb, err, ghg.ErrUnknown)
	_, err = baseyear.Series{}.Totals(2021)
	require.Error(tb, err)

	_, err = baseyear.YearOf(nil, 2021, ghg.MarketBased)
	require.ErrorIs(tb, err, ghg.ErrMissing)
	_, err = baseyear.YearOf(inv, 2021, 0)
	require.ErrorIs(tb, err, ghg.ErrMissing)
	_, err = baseyear.YearOf(new(inventory.Inventory), 2021, ghg.MarketBased)
	require.ErrorIs(tb, err, ghg.ErrMissing)
}

// FuzzRecalculate checks laws: the old series stays, the change of every year is the sum of what was added, pro-rata never adds
// more than all-year in the year of the change, and an assessment is the same for events in another order.
func FuzzRecalculate(f *testing.F) {
	f.Add(uint16(100), uint16(15), uint16(20), uint16(181), true)
	f.Add(uint16(1), uint16(0), uint16(65535), uint16(0), false)
	f.Add(uint16(7), uint16(3), uint16(9), uint16(364), true)
	f.Fuzz(func(tb *testing.T, base, first, later, day uint16, held bool) {
		kt := func(n uint16) string { return dec.Text(d("1").Add(decimalOf(n))) }
		old := series(kt(base), kt(base))
		c := event("C", baseyear.Acquisition, kt(first), kt(later))
		c.Effective = ghg.Date{Year: 2022, Month: 1, Day: 1}.AddDays(int(day % 365))
		c.InFigures = held
		all, err := baseyear.Recalculate(old, second(), baseyear.AllYear, 2022, c)
		require.NoError(tb, err)
		part, err := baseyear.Recalculate(old, second(), baseyear.ProRata, 2022, c)
		require.NoError(tb, err)
		for i := range all.Rows {
			assert.True(tb, all.Rows[i].Reported.Equal(old.Years[i].Figures[0].CO2e))
			assert.GreaterOrEqual(tb, all.Rows[i].Change.Cmp(part.Rows[i].Change), 0)
			assert.False(tb, part.Rows[i].Change.IsNegative())
		}
		assert.True(tb, all.Rows[0].Change.Equal(c.Deltas[0].CO2e), "all-year adds the whole delta to the base year")

		sold := event("D", baseyear.Divestment, "-0.5", "-0.5")
		p := policy(targets.NetOrAnySingle)
		x, err := p.Assess(old, 2022, c, sold)
		require.NoError(tb, err)
		y, err := p.Assess(old, 2022, sold, c)
		require.NoError(tb, err)
		assert.Equal(tb, x.Recalculate, y.Recalculate)
		assert.True(tb, x.Boundaries[0].Net.Equal(y.Boundaries[0].Net))
		assert.GreaterOrEqual(tb, x.Boundaries[0].Gross.Cmp(x.Boundaries[0].Largest), 0)
	})
}
