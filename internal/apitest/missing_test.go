package apitest_test

import (
	"bytes"
	"io"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/pact"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

// TestNilIsMissing: a nil pointer in an interface is as missing as nil.
func TestNilIsMissing(t *testing.T) {
	org := inventory.Organisation{Name: "x", Approach: inventory.EquityShare, Period: ghg.CalendarYear(2024)}
	query := factors.Query{Activity: "fuel/diesel", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("L"), Boundary: ghg.Combustion}
	for _, source := range []factors.Source{nil, (*factors.Set)(nil), (*factors.Lock)(nil), (*factors.Stack)(nil)} {
		b := factors.Basis{GWP: ghg.AR6(), Factors: source}
		_, _, find := b.Find(query)
		_, _, _, lookup := b.Lookup(query)
		for _, err := range []error{
			find, lookup, second(b.Explain(query)), second(factors.NewStack(source)), second(factors.NewReferences(source)),
			second(factors.NewLock(source, func(func(ghg.Result) bool) {})), second(factors.ExplainAbsence(source, query)),
			factors.WriteCSV(&bytes.Buffer{}, source, false), factors.WriteJSON(&bytes.Buffer{}, source),
		} {
			require.ErrorIs(t, err, ghg.ErrMissing, "%T", source)
		}
		assert.Empty(t, factors.Diff(source, source))
		assert.Empty(t, factors.Search(source, "diesel", factors.Filter{}))
		assert.NotEmpty(t, factors.Validate(source))
		assert.NotEmpty(t, factors.Mapping{}.Check(source))
	}
	for _, a := range []activity.Activity{nil, (*scope1.StationaryCombustion)(nil)} {
		b := factors.Basis{GWP: ghg.AR6()}
		require.ErrorIs(t, second(inventory.Run(b, org, []activity.Activity{a})), ghg.ErrMissing)
		_, _, err := activity.FuelAndEnergy(b, activity.DESNZRules(), []activity.Activity{a})
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	require.ErrorIs(t, second(ghg.Total(nil, 0)), ghg.ErrMissing)
	require.ErrorIs(t, second(ghg.Total(activity.Outcomes(factors.Basis{}, nil), 0)), ghg.ErrMissing)
	require.ErrorIs(t, second(activity.NewTable(nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(activity.NewTable(&method.Method{})), ghg.ErrMissing)
	require.ErrorIs(t, second((&method.Calc{}).Results()), ghg.ErrMissing)
	require.ErrorIs(t, second((*method.Calc)(nil).Results()), ghg.ErrMissing)
	require.ErrorIs(t, second(method.Declared[scope1.StationaryCombustion]{}.Begin(factors.Basis{}, nil).Results()), ghg.ErrMissing)
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, second((*inventory.Inventory)(nil).Total(ghg.LocationBased)), &incomplete)
}

// TestNilReadersAndWriters: nil, and a nil pointer, are refused by everything that reads or writes.
func TestNilReadersAndWriters(t *testing.T) {
	set, err := scope1.CarbonateFactors()
	require.NoError(t, err)
	combustion, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	var lock factors.Lock
	var buffer *bytes.Buffer
	for _, err := range []error{
		second(activity.ReadJSON(buffer)), second(combustion.ReadSheet(buffer, "a")), second(factors.ReadCSV(buffer, factors.Meta{})),
		second(factors.ReadJSON(buffer, factors.Meta{})), second(factors.ReadLock(buffer)), second(rates.ReadCSV(buffer, "a")), second(pact.Read(buffer)),
		second(activity.ReadJSON(nil)), second(combustion.ReadSheet(nil, "a")), second(factors.ReadCSV(nil, factors.Meta{})), second(pact.Read(nil)),
	} {
		require.ErrorIs(t, err, input.ErrNoReader)
	}
	for _, err := range []error{
		combustion.WriteTemplate(buffer), factors.WriteCSV(buffer, set, false), factors.WriteJSON(buffer, set), lock.Write(buffer), rates.WriteCSV(buffer, rates.Rates{}, false),
		combustion.WriteTemplate(nil), factors.WriteCSV(nil, set, false), factors.WriteJSON(nil, set), lock.Write(nil),
	} {
		require.ErrorIs(t, err, input.ErrNoWriter)
	}
}

// TestFilesEnd: a set is not read from a file without an end.
func TestFilesEnd(t *testing.T) {
	require.ErrorIs(t, second(factors.Load(folder{&reader{again: "x"}}, "a")), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(factors.Load(folder{&reader{}}, "a")), io.ErrNoProgress)
	require.ErrorIs(t, second(factors.Load(folder{}, "a")), input.ErrNoReader)
	require.ErrorIs(t, second(factors.Load(nil, "a")), ghg.ErrMissing)
}

// TestDivisionByZero: what would divide by zero is an error, or undefined.
func TestDivisionByZero(t *testing.T) {
	one, zero := dec.MustParse("1"), decimal.Decimal{}
	co2e, err := ghg.KgCO2e(one)
	require.NoError(t, err)
	for what, err := range map[string]error{
		"Quo":           second(dec.Quo(one, zero)),
		"Ratio":         second(co2e.Ratio(ghg.CO2e{})),
		"Weight.Apply":  second(ghg.Weight{GWP: one}.Apply(one)),
		"Step.Evaluate": second((&ghg.Step{Op: ghg.Product, Terms: []ghg.Term{{Value: one}, {Value: zero, Divides: true}}}).Evaluate()),
		"ApplyInverse":  second(units.MustRate("0 kg/m3").ApplyInverse(units.MustParse("3 kg"))),
	} {
		require.ErrorIs(t, err, dec.ErrDivisionByZero, what)
	}
	for what, err := range map[string]error{
		"Rebase":        second(targets.Pathway{{Year: 2020}, {Year: 2030, Value: one}}.Rebase(2020, one)),
		"CDPOther":      second(targets.CDPOther(one, one, one)),
		"KgPer":         second(targets.Intensity{Emissions: co2e, Per: "t"}.KgPer()),
		"Share":         second(targets.Renewables{}.Share()),
		"WeightedScore": second(scope3.WeightedScore([]scope3.Holding{{Outstanding: units.MustParse("0 JPY"), Score: 1}})),
	} {
		require.Error(t, err, what)
	}
	_, defined := targets.TrendLine{Year: 2021}.YearAt(co2e).Get()
	assert.False(t, defined)
}

// TestCounts: a count below zero or beyond all memory is refused.
func TestCounts(t *testing.T) {
	for _, c := range [][3]int{{-1, 1, 1}, {10, -1, 1}, {10, 2, -1}, {0, 0, 0}, {math.MaxInt, math.MaxInt, 1}, {math.MinInt, math.MinInt, math.MinInt}} {
		require.ErrorIs(t, second(scope3.SystematicSample(c[0], c[1], c[2])), ghg.ErrOutOfRange, c)
	}
	co2e, err := ghg.KgCO2e(dec.MustParse("1"))
	require.NoError(t, err)
	for _, n := range []int{-1, 0, 301, math.MaxInt, math.MinInt} {
		require.ErrorIs(t, second(targets.Decay(co2e, co2e, n, 1)), ghg.ErrOutOfRange, n)
	}
	require.ErrorIs(t, (factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: -1}}).Check(), ghg.ErrNegative)
	require.ErrorIs(t, (factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{NewerYears: math.MaxInt}}).Check(), ghg.ErrOutOfRange)
}
