package activity_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// TestRows splits and calculates rows one by one.
func TestRows(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	for name, c := range map[string]struct {
		kind     reflect.Type
		head     string
		lines    []string // the first two are of one kind
		splits   bool
		dateless bool
		short    bool
	}{
		"fuel": {
			reflect.TypeFor[scope1.StationaryCombustion](), "id,site,period,fuel,region,amount,biofuel_share\n",
			[]string{"a,Leeds,2024-10,natural-gas,GB,1 MWh(HHV),", "b,York,2024-11,natural-gas,GB,2.5 MWh(HHV),", "c,York,2024-11,natural-gas,GB,2.5 kWh(HHV),", "d,,2024,natural-gas,GB,1 GJ(HHV),"},
			true, true, true,
		},
		"texts": {
			reflect.TypeFor[scope3.PurchasedAverageData](), "id,period,category,item,product,region,amount,boundary,supplier,factor\n",
			[]string{
				"a,2024,1,sheets,steel,DE,1 t,cradle-to-gate,,2 kg CO2e/kg AR5; supplier", "b,2024,1,tubes,steel,DE,2.5 t,cradle-to-gate,,2 kg CO2e/kg AR5; supplier",
				"c,2024,1,tubes,steel,DE,2.5 t,cradle-to-gate,Works,2 kg CO2e/kg AR5; supplier", "d,2024,1,tubes,steel,DE,2.5 kg,cradle-to-gate,Works,2 kg CO2e/kg AR5; supplier",
			},
			true, true, true,
		},
		"two results": {
			reflect.TypeFor[scope2.Electricity](), "id,period,region,amount,supplier,supplier_rate\n",
			[]string{"a,2024-03,GB,1 MWh,Lights,0.1 kg CO2/kWh; the bill", "b,2024-03,GB,2 MWh,Lights,0.1 kg CO2/kWh; the bill", "c,2024-04,GB,2 kWh,Lights,0.1 kg CO2/kWh; the bill"},
			true, true, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := activity.NewDeriver(b).Rows(c.kind)
			require.NoError(t, err)
			columns := append([]table.Column{{Name: "extra"}}, rows.Columns()...)
			rows.In(columns)
			reader, ok, err := table.NewRows([]byte(c.head), 1, table.Options{Name: "x.csv", Columns: columns, Kept: true})
			require.NoError(t, err)
			require.True(t, ok)
			var keys []string
			var parts activity.Parts
			var kept []ghg.Results
			var receipts [][]string
			for i, line := range c.lines {
				row, ok, err := reader.Row([]byte(line+"\n"), i+2, table.Plain)
				require.NoError(t, err)
				require.True(t, ok)
				require.Equal(t, c.splits, rows.Split(row, &parts), line)
				keys = append(keys, string(parts.Key))
				require.NotEmpty(t, rows.Period(row))
				direct, err := rows.Direct(row)
				require.NoError(t, err)
				a, err := rows.Activity(row)
				require.NoError(t, err)
				want, err := a.Calculate(b)
				require.NoError(t, err)
				assert.Equal(t, receiptsOf(t, want), receiptsOf(t, direct))
				for _, short := range []bool{false, true} {
					recorded, err := rows.Record(row, short)
					require.NoError(t, err)
					assert.Equal(t, receiptsOf(t, want), receiptsOf(t, recorded.Results))
					assert.Equal(t, c.dateless, recorded.Dateless)
					if !recorded.Short.Given() {
						kept, receipts = append(kept, recorded.Results), append(receipts, receiptsOf(t, want))
					}
					if i == 0 {
						assert.Equal(t, short && c.short, recorded.Short.Given())
						assert.Equal(t, !short || !c.short, recorded.Kind != nil)
					}
				}
			}
			for i := range kept {
				assert.Equal(t, receipts[i], receiptsOf(t, kept[i]), "results of earlier rows stay as they are")
			}
			assert.Equal(t, keys[0], keys[1], "lines of one kind")
			assert.NotEqual(t, keys[0], keys[2], "another unit or period")
		})
	}
}

// TestRowsThatAreNotSplit leaves what it cannot split to the method.
func TestRowsThatAreNotSplit(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rows, err := activity.NewDeriver(b).Rows(reflect.TypeFor[scope1.StationaryCombustion]())
	require.NoError(t, err)
	reader, _, err := table.NewRows([]byte("id,period,fuel,region,amount\n"), 1, table.Options{Name: "x.csv", Columns: rows.Columns(), Kept: true})
	require.NoError(t, err)
	var parts activity.Parts
	for _, line := range []string{
		",2024,natural-gas,GB,1 kWh(HHV)", "a,2024,natural-gas,GB,1", "a,2024,natural-gas,GB,1  kWh(HHV) ", "a,2024,natural-gas,GB,1e3 kWh(HHV)", "a,2024,natural-gas,GB,12345678901234567890123 kWh(HHV)",
	} {
		row, ok, err := reader.Row([]byte(line), 2, table.Plain)
		require.NoError(t, err)
		require.True(t, ok)
		assert.False(t, rows.Split(row, &parts), line)
	}
	row, _, err := reader.Row([]byte("a,20x4,natural-gas,GB,"), 2, table.Plain)
	require.NoError(t, err)
	assert.True(t, rows.Split(row, &parts))
	assert.Zero(t, parts.Days)
	assert.False(t, rows.Split(row, nil))
	_, err = rows.Record(row, true)
	require.Error(t, err)
	_, err = rows.Direct(row)
	require.Error(t, err)
	row, _, err = reader.Row([]byte("a,2024,natural-gaz,GB,1 kWh(HHV)"), 2, table.Plain)
	require.NoError(t, err)
	_, err = rows.Record(row, true)
	require.Error(t, err)
	_, err = activity.NewDeriver(b).Rows(nil)
	require.Error(t, err)
	_, err = activity.NewDeriver(b).Rows(reflect.TypeFor[int]())
	require.Error(t, err)
}

// TestRowsRefuse requires that rows of nothing, and nothing of rows, are refused.
func TestRowsRefuse(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	good, err := activity.NewDeriver(b).Rows(reflect.TypeFor[scope1.StationaryCombustion]())
	require.NoError(t, err)
	reader, _, err := table.NewRows([]byte("id,period,fuel,region,amount\n"), 1, table.Options{Name: "x.csv", Columns: good.Columns(), Kept: true})
	require.NoError(t, err)
	row, _, err := reader.Row([]byte("a,2024,natural-gas,GB,1 kWh(HHV)"), 2, table.Plain)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		rows *activity.Rows
		row  table.Row
	}{"nil": {nil, row}, "zero": {&activity.Rows{}, row}, "no row": {good, table.Row{}}} {
		c.rows.In(nil)
		assert.False(t, c.rows.Split(c.row, &activity.Parts{}), name)
		assert.Empty(t, c.rows.Period(c.row), name)
		_, err := c.rows.Record(c.row, true)
		require.Error(t, err, name)
		_, err = c.rows.Direct(c.row)
		require.Error(t, err, name)
		_, err = c.rows.Activity(c.row)
		require.Error(t, err, name)
	}
}

type rowOwn struct {
	ID     string         `json:"id" csv:"id"`
	Period ghg.Period     `json:"period" csv:"period"`
	Mass   units.Quantity `json:"mass" csv:"mass" input:"mass"`
}

// rowSharing is a method of one's own whose lines share derivations, and rowLooking one that only says so.
type (
	rowSharing rowOwn
	rowLooking rowOwn
)

var (
	rowShares = method.Declare[rowSharing](method.Declaration{Scope: ghg.Scope1, Shared: true})
	rowLooks  = method.Declare[rowLooking](method.Declaration{Scope: ghg.Scope1, Shared: true})
)

func (a rowSharing) Calculate(b factors.Basis) (ghg.Results, error) {
	c := rowShares.Begin(b, &a)
	c.Emit("", method.Of("mass", a.Mass), ghg.CO2)
	return c.Results()
}

func (a rowLooking) Calculate(b factors.Basis) (ghg.Results, error) {
	c := rowLooks.Begin(b, &a)
	c.Emit("", method.Of("mass", units.New(a.Mass.Value.Mul(a.Mass.Value), a.Mass.Unit)), ghg.CO2)
	return c.Results()
}

// TestRowsOfOnesOwn tries a method of one's own with other amounts before its lines share a derivation, which never holds for
// other periods.
func TestRowsOfOnesOwn(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	for kind, shared := range map[reflect.Type]bool{reflect.TypeFor[rowSharing](): true, reflect.TypeFor[rowLooking](): false} {
		rows, err := activity.NewDeriver(b).Rows(kind)
		require.NoError(t, err)
		reader, _, err := table.NewRows([]byte("id,period,mass\n"), 1, table.Options{Name: "x.csv", Columns: rows.Columns(), Kept: true})
		require.NoError(t, err)
		row, _, err := reader.Row([]byte("a,2024-03,3 kg"), 2, table.Plain)
		require.NoError(t, err)
		require.True(t, rows.Split(row, &activity.Parts{}))
		recorded, err := rows.Record(row, true)
		require.NoError(t, err)
		require.Len(t, recorded.Results, 1)
		assert.Equal(t, shared, recorded.Kind != nil, kind)
		assert.False(t, recorded.Short.Given())
		assert.False(t, recorded.Dateless)
	}
}

// rowKeeping is a method of one's own that has another one calculate, and keeps the results.
type rowKeeping struct {
	ID     string         `json:"id" csv:"id"`
	Period ghg.Period     `json:"period" csv:"period"`
	Fuel   string         `json:"fuel" csv:"fuel"`
	Region string         `json:"region" csv:"region"`
	Amount units.Quantity `json:"amount" csv:"amount" input:"fuel"`
}

var keptByRows []ghg.Results

func (a rowKeeping) Calculate(b factors.Basis) (ghg.Results, error) {
	list, err := scope1.StationaryCombustion{ID: a.ID, Period: a.Period, Fuel: a.Fuel, Region: a.Region, Amount: a.Amount}.Calculate(b)
	keptByRows = append(keptByRows, list)
	return list, err
}

var _ = method.Declare[rowKeeping](method.Declaration{Scope: ghg.Scope1, Shared: true})

// TestRowsLeaveResultsToTheirOwners requires that results which a method of one's own keeps stay as they are.
func TestRowsLeaveResultsToTheirOwners(t *testing.T) {
	keptByRows = nil
	b, err := example.Basis()
	require.NoError(t, err)
	rows, err := activity.NewDeriver(b).Rows(reflect.TypeFor[rowKeeping]())
	require.NoError(t, err)
	reader, _, err := table.NewRows([]byte("id,period,fuel,region,amount\n"), 1, table.Options{Name: "x.csv", Columns: rows.Columns(), Kept: true})
	require.NoError(t, err)
	var want []string
	for i, line := range []string{"a,2024-10,natural-gas,GB,1 MWh(HHV)", "b,2024-10,natural-gas,GB,2 MWh(HHV)"} {
		row, _, err := reader.Row([]byte(line), i+2, table.Plain)
		require.NoError(t, err)
		recorded, err := rows.Record(row, true)
		require.NoError(t, err)
		require.True(t, recorded.Short.Given(), "as that of a method of this module")
		want = append(want, receiptsOf(t, recorded.Results)...)
	}
	require.Len(t, keptByRows, 2)
	assert.Equal(t, want, receiptsOf(t, slices.Concat(keptByRows...)))
}

// TestRowsForgetEarlierOnes requires that a derivation which depends on its period leaves nothing of that to the next one, which
// uses its memory.
func TestRowsForgetEarlierOnes(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rows, err := activity.NewDeriver(b).Rows(reflect.TypeFor[scope3.SpendBased]())
	require.NoError(t, err)
	const head = "id,period,category,item,spend,tax,price_year,price_year_reason,price_type,activity,region,factor_year,factor_price_type,factor\n"
	const rest = "purchaser,spend/naics/334111,US,2022,purchaser,0.06 kg CO2e/USD AR5; model"
	reader, _, err := table.NewRows([]byte(head), 1, table.Options{Name: "x.csv", Columns: rows.Columns(), Kept: true})
	require.NoError(t, err)
	for i, line := range []string{"a,2024,1,monitors,500 USD,excluded,2022,the contract," + rest, "b,2022,1,monitors,500 USD,excluded,2022,," + rest} {
		row, _, err := reader.Row([]byte(line), i+2, table.Plain)
		require.NoError(t, err)
		recorded, err := rows.Record(row, true)
		require.NoError(t, err)
		require.True(t, recorded.Short.Given())
		assert.Equal(t, i == 1, recorded.Dateless, "the caveat of the first states the period")
	}
}
