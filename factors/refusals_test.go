package factors_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Each refusal of a set, a stack, a basis or a query has its kind, and names the field and what is wanted.
func TestRefusals(t *testing.T) {
	set := func(meta factors.Meta, f factors.Factor, p ...factors.Property) error {
		_, err := factors.NewSet(meta, []factors.Factor{f}, p)
		return err
	}
	factor := func(change func(f *factors.Factor)) error { return set(sheetMeta, made(change)) }
	property := func(change func(p *factors.Property)) error {
		p := density()
		change(&p)
		return set(sheetMeta, made(), p)
	}
	query := func(change func(q *factors.Query)) error {
		q := oil("L")
		change(&q)
		_, err := setOf(t, "p", made()).Find(q)
		return err
	}
	policy := func(older, newer int) error {
		return factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: older, NewerYears: newer}}.Check()
	}
	_, noSources := factors.NewStack()
	_, nilSource := factors.NewStack(nil)
	_, _, noFactors := factors.Basis{GWP: ghg.AR6()}.Find(oil("L"))
	_, noProperties := factors.Basis{GWP: ghg.AR6()}.Property(factors.PropertyQuery{Activity: "fuel/oil"})
	long := strings.Repeat("x", ghg.MaxText+1)
	for _, c := range []struct {
		err, kind error
		want      string
	}{
		{factors.Basis{}.Check(), ghg.ErrMissing, "GWP is not set: want a set, such as ghg.AR6()"},
		{policy(100, 100), nil, ""},
		{policy(101, 0), ghg.ErrOutOfRange, `years of the policy is out of range ("101 older, 0 newer"): want at most 100`},
		{policy(0, 101), ghg.ErrOutOfRange, `years of the policy is out of range ("0 older, 101 newer"): want at most 100`},
		{policy(-1, 0), ghg.ErrNegative, `("-1 older, 0 newer"): want at least 0`},
		{policy(0, -1), ghg.ErrNegative, `("0 older, -1 newer"): want at least 0`},
		{noFactors, ghg.ErrMissing, "factors of the basis is not set: want a set or a stack of sets"},
		{noProperties, ghg.ErrMissing, "factors of the basis is not set: want a set or a stack of sets"},
		{noSources, ghg.ErrMissing, "sources of the stack is not set: want at least one set"},
		{nilSource, ghg.ErrMissing, `source of the stack is not set ("nil"): want a set`},
		{set(factors.Meta{Publisher: "p"}, made()), ghg.ErrMissing, `publisher and edition of the set is not set ("p-"): want both`},
		{set(factors.Meta{Edition: "1"}, made()), ghg.ErrMissing, `publisher and edition of the set is not set ("-1"): want both`},
		{set(factors.Meta{Publisher: "p ", Edition: "1"}, made()), ghg.ErrOutOfRange, "publisher of the set"},
		{set(factors.Meta{Publisher: "p", Edition: "1\xff"}, made()), ghg.ErrOutOfRange, "edition of the set"},
		{set(factors.Meta{Publisher: "p", Edition: "1"}, made()), ghg.ErrMissing, "document is not set: want the document the factor comes from"},

		{factor(of("")), ghg.ErrMissing, "activity is not set: want a name of the vocabulary"},
		{factor(func(f *factors.Factor) { f.Unit = units.Unit{} }), ghg.ErrMissing, "unit is not set: want the unit the factor is per"},
		{factor(within(0)), ghg.ErrMissing, "boundary is not set: want what the factor covers"},
		{factor(func(f *factors.Factor) { f.PerUnit = ghg.Emissions{} }), ghg.ErrMissing, "gases is not set: want at least one gas, or CO2e with its GWP basis"},
		{factor(in("")), ghg.ErrMissing, "region is not set: want an ISO 3166 code"},
		{factor(in("XX")), ghg.ErrUnknown, `region is unknown ("XX"): want `},
		{factor(func(f *factors.Factor) { f.Published.Kg = dec.MustParse("-1") }), ghg.ErrNegative, "uncertainty or published CO2e"},
		{factor(carbonOnly("-0.1")), ghg.ErrNegative, `kg CO2/L is negative ("-0.1"): want a value of at least 0`},
		{factor(func(f *factors.Factor) { f.Label = "\xff" }), ghg.ErrOutOfRange, "label is out of range"},
		{factor(func(f *factors.Factor) { f.Reference.Row = long }), ghg.ErrOutOfRange, "row is out of range"},
		{factor(func(f *factors.Factor) { f.Reference.Table = " 1" }), ghg.ErrOutOfRange, "want a text without blanks at its ends"},
		{factor(per("USD")), ghg.ErrMissing, "price year is not set"},
		{factor(func(f *factors.Factor) { f.Price.Type = factors.UnstatedPrice }), ghg.ErrMissing, "caveat is not set"},
		{factor(func(f *factors.Factor) {
			f.Price, f.Caveat = factors.Price{Year: 2022, Type: factors.UnstatedPrice}, ghg.Caveat{Kind: ghg.StandIn, Detail: "x"}
		}), ghg.ErrMissing, "caveat is not set: want no price year, and a caveat that the publisher does not state one"},
		{factor(func(f *factors.Factor) {
			f.PerUnit = amounts(ghg.GasAmount{GWP: "AR5", Kg: dec.MustParse("1")}, ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("1")})
		}), ghg.ErrMixed, "want either the gases or CO2e alone: both would count twice"},

		{property(func(p *factors.Property) { p.Activity = "" }), ghg.ErrMissing, `activity, region or document of a property is not set (", GB"): want all three`},
		{property(func(p *factors.Property) { p.Region = "" }), ghg.ErrMissing, `("fuel/oil, "): want all three`},
		{property(func(p *factors.Property) { p.Reference.Document = "" }), ghg.ErrMissing, "want all three"},
		{property(func(p *factors.Property) { p.Region = "XX" }), ghg.ErrUnknown, `region is unknown ("XX")`},
		{property(func(p *factors.Property) { p.Rate = units.Rate{} }), ghg.ErrOutOfRange, "density of fuel/oil is out of range"},
		{property(func(p *factors.Property) { p.Rate.Value = dec.MustParse("0") }), ghg.ErrOutOfRange, "want a rate above 0"},
		{property(func(p *factors.Property) { p.Note = "a " }), ghg.ErrOutOfRange, "note is out of range"},
		{property(func(p *factors.Property) { p.Valid.End = p.Valid.Start }), ghg.ErrOutOfRange, "period"},

		{query(func(q *factors.Query) { q.Activity = "" }), ghg.ErrMissing, "activity of the query is not set: want a name of the vocabulary"},
		{query(func(q *factors.Query) { q.Region = "" }), ghg.ErrMissing, "region of the query is not set: want an ISO 3166 code"},
		{query(func(q *factors.Query) { q.Region = "XX" }), ghg.ErrUnknown, `region of the query is unknown ("XX")`},
		{query(func(q *factors.Query) { q.Unit = units.Unit{} }), ghg.ErrMissing, "unit of the query is not set: want a unit, such as kWh"},
		{query(func(q *factors.Query) { q.Boundary = 0 }), ghg.ErrMissing, "boundary of the query is not set: want what it covers"},
		{query(func(q *factors.Query) { q.Period = ghg.Period{} }), ghg.ErrMissing, "period"},
	} {
		if c.kind == nil {
			require.NoError(t, c.err)
			continue
		}
		require.ErrorIs(t, c.err, c.kind, c.want)
		require.ErrorContains(t, c.err, c.want)
	}
}

// Each refusal of a cell has the kind of what is wrong with it.
func TestKindsOfBadCells(t *testing.T) {
	for _, c := range []struct {
		columns, cells string
		kind           error
		want           string
	}{
		{"CH4,gases_in", "1,lb", ghg.ErrUnknown, `column "gases_in"`},
		{"CH4,gases_in,gwp", "1,kg CO2e,AR99", ghg.ErrUnknown, `column "gwp": `},
		{"CH4,CO2e,gwp", "1,28,", ghg.ErrUnknown, `column "gwp": `},
		{"other_gases", "SF6", ghg.ErrOutOfRange, "want NAME=AMOUNT"},
		{"CO2,other_gases", "1,SF6=1;SF6=2", ghg.ErrMixed, "want a gas that has no column, once"},
		{"other_gases", "CO2=1", ghg.ErrMixed, "want a gas that has no column, once"},
		{"CO2,price_type", "1,purchaser", ghg.ErrMissing, "want unstated, or empty without a price_year"},
		{"CO2,price_year,price_type", "1,2022,retail", ghg.ErrUnknown, "want purchaser, basic or producer"},
		{"CO2,valid_from,valid_to,valid", "1,2024-01-01,,2024", ghg.ErrMixed, "want either valid, or valid_from and valid_to"},
		{"CO2,valid_from,valid_to,valid", "1,,2024-12-31,2024", ghg.ErrMixed, "want either valid, or valid_from and valid_to"},
	} {
		columns, cells := c.columns, c.cells
		if !strings.Contains(columns, "valid") {
			columns, cells = columns+",valid", cells+",2024"
		}
		_, err := factors.ReadCSV(strings.NewReader("activity,region,unit,boundary,"+columns+"\nfuel/oil,GB,L,combustion,"+cells+"\n"), sheetMeta)
		require.ErrorIs(t, err, c.kind, c.cells)
		require.ErrorContains(t, err, c.want, c.cells)
	}
}

// A JSON array of bad objects is read no further than the thousandth, and each is named by its number.
func TestReadJSONStops(t *testing.T) {
	const bad = `{"CO2e ": "1"}`
	_, err := factors.ReadJSON(strings.NewReader("["+bad+strings.Repeat(","+bad, 998)+"]"), sheetMeta)
	require.ErrorContains(t, err, "factors[0]: ")
	require.NotContains(t, err.Error(), "stopped")
	var joined *ghg.JoinedError
	require.ErrorAs(t, err, &joined)
	assert.Len(t, joined.First, 100)
	most := &rowsOf{header: "[" + bad, row: func(int) string { return "," + bad }, rows: 1 << 20}
	_, err = factors.ReadJSON(most, sheetMeta)
	require.ErrorAs(t, err, &joined)
	assert.Less(t, most.next, 2000, "the rest is not read")
	assert.ErrorContains(t, err, "more")
}

// Factors for the activity are ranked by what differs: the gases before the price, the region, the unit and the boundary,
// and of two that differ in the period alone, the nearer.
func TestRankOfDifferences(t *testing.T) {
	priced := func(n int, options ...func(f *factors.Factor)) factors.Factor {
		return made(append([]func(*factors.Factor){per("USD"), func(f *factors.Factor) { f.Price = factors.Price{Year: n, Type: "purchaser"} }}, options...)...)
	}
	methane := func(f *factors.Factor) {
		f.PerUnit, f.Price.Type = amounts(ghg.GasAmount{Gas: ghg.CH4, Kg: dec.MustParse("0.5")}), "basic"
	}
	s := setOf(t, "p", priced(2022, within(ghg.WellToTank)), made(func(f *factors.Factor) { f.Price = factors.Price{Year: 2022, Type: "purchaser"} }),
		priced(2022, in("FR")), priced(2021), priced(2022, methane), priced(2022, year(2000)), priced(2022, year(2019)), priced(2022, year(2021)))
	q := oil("USD")
	q.Price.Year = 2022
	q.Period = ghg.CalendarYear(2023)
	q.Region = "GB"
	e, err := factors.Basis{Factors: s, GWP: ghg.AR6()}.Explain(q)
	require.NoError(t, err)
	var ids []string
	for _, c := range e.Candidates {
		ids = append(ids, strings.TrimPrefix(c.ID, "p/fuel/oil@"))
	}
	assert.Equal(t, []string{
		"purchaser-2022/GB/2021/USD", "basic-2022/GB/2024/USD", "purchaser-2022/GB/2019/USD", "purchaser-2022/GB/2000/USD", "purchaser-2021/GB/2024/USD",
		"purchaser-2022/FR/2024/USD", "purchaser-2022/GB/2024/L", "wtt@purchaser-2022/GB/2024/USD",
	}, ids)
}

// An absence is narrowed step by step: a factor for another boundary does not make up for the region of the only one for
// the boundary that was asked for.
func TestAbsenceNarrows(t *testing.T) {
	s := setOf(t, "p", made(within(ghg.WellToTank)), made(in("FR"), per("t")), made(in("DE"), year(2023)))
	absence, err := factors.ExplainAbsence(s, oil("L"))
	require.NoError(t, err)
	assert.Equal(t, factors.Absence{Kind: factors.OtherRegion, Source: "p-1", Has: []string{"DE", "FR"}}, absence)
	q := oil("L")
	q.Region = "FR"
	absence, err = factors.ExplainAbsence(s, q)
	require.NoError(t, err)
	assert.Equal(t, factors.Absence{Kind: factors.OtherUnit, Source: "p-1", Has: []string{"t"}}, absence)
	q.Region = "DE"
	absence, err = factors.ExplainAbsence(s, q)
	require.NoError(t, err)
	assert.Equal(t, factors.Absence{Kind: factors.OtherPeriod, Source: "p-1", Has: []string{"2023"}}, absence)
}

// A file that lacks a required column is refused by its header, whatever its rows hold; the other columns may be left out.
func TestRequiredColumns(t *testing.T) {
	without := func(columns []string, drop string) string {
		var kept []string
		for _, c := range columns {
			if c != drop {
				kept = append(kept, c)
			}
		}
		return strings.Join(kept, ",") + "\n"
	}
	sheet := []string{"activity", "region", "unit", "boundary"}
	for _, c := range sheet {
		_, err := factors.ReadCSV(strings.NewReader(without(sheet, c)), sheetMeta)
		require.ErrorContains(t, err, `column "`+c+`" is missing`)
	}
	_, err := factors.ReadCSV(strings.NewReader(without(sheet, "")), sheetMeta)
	require.NoError(t, err)
	properties := []string{"activity", "property", "rate", "region"}
	for _, c := range properties {
		_, err := factors.ReadPropertiesCSV(strings.NewReader(without(properties, c)), sheetMeta)
		require.ErrorContains(t, err, `column "`+c+`" is missing`)
	}
	_, err = factors.ReadPropertiesCSV(strings.NewReader(without(properties, "")), sheetMeta)
	require.NoError(t, err)
	for _, c := range []string{"code", "activity"} {
		_, err := factors.ReadMapping(strings.NewReader(without([]string{"code", "activity"}, c)), "m.csv")
		require.ErrorContains(t, err, `column "`+c+`" is missing`)
	}
}
