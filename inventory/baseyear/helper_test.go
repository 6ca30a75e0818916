package baseyear_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/targets"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func t(s string) ghg.CO2e {
	c, err := ghg.TonnesCO2e(d(s))
	if err != nil {
		panic(err)
	}
	return c
}

// first is the first version of a base year: year 2021.
func first() baseyear.Version {
	return baseyear.Version{
		ID: "first", Year: 2021, Period: ghg.CalendarYear(2021), Inventory: "report 2021", Created: ghg.Date{Year: 2022, Month: 3, Day: 1},
		GWP: "AR5", Approach: inventory.OperationalControl, Scope2: ghg.MarketBased,
	}
}

func second() baseyear.Version {
	v := first()
	v.ID, v.Reason, v.Created = "second", "acquisition of C", ghg.Date{Year: 2024, Month: 3, Day: 1}
	return v
}

func scope1(amount string) baseyear.Figure {
	return baseyear.Figure{Scope: ghg.Scope1, CO2e: t(amount)}
}

func scope2(amount string) baseyear.Figure {
	return baseyear.Figure{Scope: ghg.Scope2, Accounting: ghg.MarketBased, CO2e: t(amount)}
}

func whole3(amount string) baseyear.Figure {
	return baseyear.Figure{Scope: ghg.Scope3, CO2e: t(amount)}
}

func category(c ghg.Category, amount string) baseyear.Figure {
	return baseyear.Figure{Scope: ghg.Scope3, Category: c, CO2e: t(amount)}
}

// series returns the years from 2021 with scope 1 alone.
func series(amounts ...string) baseyear.Series {
	s := baseyear.Series{Version: first()}
	for i, amount := range amounts {
		s.Years = append(s.Years, baseyear.Year{Year: 2021 + i, Figures: []baseyear.Figure{scope1(amount)}, Status: baseyear.AsReported})
	}
	return s
}

// whole returns a base year with figures of its own.
func whole(figures ...baseyear.Figure) baseyear.Series {
	return baseyear.Series{Version: first(), Years: []baseyear.Year{{Year: 2021, Figures: figures, Status: baseyear.AsReported}}}
}

// event changes scope 1 in the years from 2021, at the start of 2023.
func event(id string, kind baseyear.Kind, amounts ...string) baseyear.Event {
	e := baseyear.Event{ID: id, Kind: kind, Effective: ghg.Date{Year: 2023, Month: 1, Day: 1}, InFigures: true}
	for i, amount := range amounts {
		if amount != "" {
			e.Deltas = append(e.Deltas, baseyear.Delta{Year: 2021 + i, Figure: scope1(amount)})
		}
	}
	return e
}

func moved(id string, kind baseyear.Kind, figures ...baseyear.Figure) baseyear.Event {
	e := event(id, kind)
	for _, f := range figures {
		e.Deltas = append(e.Deltas, baseyear.Delta{Year: 2021, Figure: f})
	}
	return e
}

// perTotal is 5 % of scope 1, the only target.
func policy(test targets.SignificanceTest) baseyear.Policy {
	p := baseyear.SBTiV1(baseyear.Boundary{Name: "scope 1", Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}})
	p.Trigger = test
	return p
}

// recalculates asserts the totals in tonnes of the recalculated series.
func recalculates(tb testing.TB, want []string, old baseyear.Series, timing baseyear.Timing, report int, events ...baseyear.Event) baseyear.Recalculation {
	tb.Helper()
	r, err := baseyear.Recalculate(old, second(), timing, report, events...)
	require.NoError(tb, err)
	var got []string
	for i, row := range r.Rows {
		got = append(got, dec.Text(row.Recalculated.Tonnes().Round(4)))
		assert.True(tb, row.Reported.Equal(old.Years[i].Figures[0].CO2e), "the series as reported stays")
		assert.True(tb, row.Reported.Add(row.Change).Equal(row.Recalculated))
	}
	assert.Equal(tb, want, got)
	return r
}

func decimalOf(n uint16) decimal.Decimal { return decimal.NewFromInt(int64(n)) }
