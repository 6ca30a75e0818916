package inventory_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

var fy2023 = ghg.FiscalYear(2023, time.April, ghg.LabelStartYear)

// group is a group of calendar years with a Japanese company, whose year is April to March.
func group() inventory.Organisation {
	o := org()
	o.Years = map[string]ghg.Period{"Example KK": fy2023}
	return o
}

func goods(id, entity string, p ghg.Period, amount string) activity.Activity {
	return scope3.Reported{ID: id, Entity: entity, Period: p, Category: 1, Amount: units.MustParse(amount), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"}
}

// The days of an activity lie in the year of its entity, and in no other.
func TestYearsOfEntities(t *testing.T) {
	b := basis(t)
	q1 := ghg.Period{Start: ghg.Date{Year: 2023, Month: 4, Day: 1}, End: ghg.Date{Year: 2023, Month: 7, Day: 1}, Label: "Q1"}
	inv, err := inventory.Run(b, group(), append(lines(), goods("kk", "Example KK", q1, "2 t CO2e"), goods("kk-2", "Example KK", fy2023, "3 t CO2e")))
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	require.Len(t, p.Years, 1)
	y := p.Years[0]
	assert.Equal(t, 2, y.Results)
	assert.Equal(t, -275, y.Ends, "from 2025-01-01 back to 2024-04-01: 31+28 of 2025 are not in it; 366−91 days of 2024")
	assert.Equal(t, "5000", y.CO2e.Kg().String())
	// boiler 2.28 t; office 50 t; waste 0.3 + goods 7 + 5 t, stove 0.028 t
	assert.Equal(t, "Example plc, 2024, market-based\nscope 1: 2.308 t CO2e\nscope 2: 50 t CO2e\nscope 3: 12.3 t CO2e\ntotal: 64.608 t CO2e\n", p.String()[:len("Example plc, 2024, market-based\nscope 1: 2.308 t CO2e\nscope 2: 50 t CO2e\nscope 3: 12.3 t CO2e\ntotal: 64.608 t CO2e\n")])
	assert.Contains(t, p.String(), "year of Example KK: FY2023, 2023-04-01 to 2024-03-31, ends 275 days earlier: 5 t CO2e\n")
	assert.Equal(t, "no inventory", inventory.Partial{}.String())

	_, err = inventory.Run(b, org(), append(lines(), goods("kk", "Example KK", q1, "2 t CO2e")))
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "without a year of its own")
	_, err = inventory.Run(b, group(), append(lines(), goods("kk", "Example KK", year, "2 t CO2e")))
	require.ErrorContains(t, err, `want days within FY2023, the year of "Example KK"`)
	_, err = inventory.Run(b, group(), append(lines(), goods("ltd", "Example Ltd", q1, "2 t CO2e")))
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "another entity")
}

func TestYearsAreChecked(t *testing.T) {
	day := func(y int, m time.Month, d int) ghg.Date { return ghg.Date{Year: y, Month: m, Day: d} }
	for name, tt := range map[string]struct {
		entity string
		year   ghg.Period
		kind   error
	}{
		"no entity":        {"", fy2023, ghg.ErrMissing},
		"unknown entity":   {"Exampel KK", fy2023, ghg.ErrUnknown},
		"no period":        {"Example KK", ghg.Period{}, ghg.ErrMissing},
		"fifteen months":   {"Example KK", ghg.Period{Start: day(2024, 1, 1), End: day(2025, 4, 1)}, ghg.ErrOutOfRange},
		"of another group": {"Example KK", ghg.FiscalYear(2022, time.April, ghg.LabelStartYear), ghg.ErrOutOfRange},
	} {
		o := org()
		o.Entities, o.Years = []string{"Example KK"}, map[string]ghg.Period{tt.entity: tt.year}
		_, err := inventory.Of(o, nil)
		require.ErrorIs(t, err, tt.kind, name)
	}
	half := org()
	half.Period = ghg.Period{Start: day(2024, 1, 1), End: day(2024, 7, 1)}
	half.Years = map[string]ghg.Period{"kk": {Start: day(2023, 10, 1), End: day(2024, 4, 1)}, "52 weeks": {Start: day(2024, 1, 3), End: day(2024, 7, 3)}}
	_, err := inventory.Of(half, nil)
	require.NoError(t, err, "six months each; as many days")
	half.Years["kk"] = fy2023
	assert.Equal(t, half.Years["kk"], half.YearOf("kk"))
	assert.Equal(t, half.Period, half.YearOf("other"))
}
