package table_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// noted holds a slice, so that its values must not be shared.
type noted struct{ notes []string }

func (n *noted) UnmarshalText(text []byte) error {
	n.notes = strings.Split(string(text), "+")
	return nil
}

// decodeBy decodes a table with readings of the caller's.
func decodeBy[T any](t *testing.T, text string, readings ...table.Reading) (values []T, err error) {
	t.Helper()
	d, err := table.NewDecoder(reflect.TypeFor[T](), readings...)
	require.NoError(t, err)
	err = table.Read(strings.NewReader(text), table.Options{Name: "f.csv", Columns: d.Columns()}, func(r table.Row) error {
		var v T
		if err := d.Decode(r, reflect.ValueOf(&v).Elem()); err != nil {
			return err
		}
		values = append(values, v)
		return nil
	})
	return values, err
}

// What a column's texts were read as is remembered. More and longer texts than are remembered are read all the same, in
// fields of their own, and a bad text is refused each time, whatever was read before.
func TestRemembered(t *testing.T) {
	type row struct {
		Period  ghg.Period     `csv:"period"`
		Month   *ghg.Period    `csv:"month"`
		Quality ghg.Quality    `csv:"quality,omitempty"`
		Amount  units.Quantity `csv:"amount"`
		Rate    *units.Rate    `csv:"rate,omitempty"`
		Notes   noted          `csv:"notes"`
	}
	var text strings.Builder
	var want []row
	text.WriteString("period,month,quality,amount,rate,notes\n")
	for i := range 5000 {
		period := fmt.Sprintf("%d-01-01/%d-01-01 %s%d", 1900+i%2500, 1901+i%2500, strings.Repeat("y", i%70), i%3)
		unit := []string{"kg", "t.km", "count:shirt-" + strconv.Itoa(i%1500), "kWh(HHV)", "m³"}[i%5]
		amount, quality := fmt.Sprintf("%d.50 %s", i, unit), fmt.Sprintf("reliability %d", 1+i%4)
		fmt.Fprintf(&text, " %s,2024-%02d,%s,%s ,%d GJ/t,a+%d\n", period, 1+i%12, quality, amount, i%1500, i%7)

		p, err := ghg.ParsePeriod(period)
		require.NoError(t, err)
		m, err := ghg.ParsePeriod(fmt.Sprintf("2024-%02d", 1+i%12))
		require.NoError(t, err)
		q, err := units.Parse(amount)
		require.NoError(t, err)
		r, err := units.ParseRate(fmt.Sprintf("%d GJ/t", i%1500))
		require.NoError(t, err)
		want = append(want, row{p, &m, ghg.Quality{Reliability: 1 + i%4}, q, &r, noted{[]string{"a", strconv.Itoa(i % 7)}}})
	}
	for _, readings := range [][]table.Reading{nil, {table.Each(units.Parse), table.Once(units.ParseRate)}} {
		got, err := decodeBy[row](t, text.String(), readings...)
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i := range got {
			require.Equal(t, want[i], got[i])
			got[i].Month.Label, got[i].Notes.notes[0], got[i].Rate.Value = "changed", "changed", got[i].Amount.Value // which no other row may show
		}

		_, err = decodeBy[row](t, "period,month,quality,amount,rate,notes\n2024,2024,reliability 2,1 kg,1 GJ/t,\n2024,2O24,reliability 9,1 kgg,1 GJ/tt,\n2024,2024,reliability 2,l kg,1 GJ/t,\n2024,2O24,,2,1 GJ/tt,\n2024,2024,,3 kg,,\n", readings...)
		lines := strings.Split(err.Error(), "\n")
		for i, want := range []string{
			`f.csv:3: column "month": "2O24": `, `f.csv:3: column "quality": "reliability 9": `, `f.csv:3: column "amount": "1 kgg": quantity "1 kgg": `, `f.csv:3: column "rate": "1 GJ/tt": `,
			`f.csv:4: column "amount": quantity "l kg": "l" is not a number: `,
			`f.csv:5: column "month": "2O24": `, `f.csv:5: column "amount": "2": quantity "2": want a number, a space and a unit`, `f.csv:5: column "rate": "1 GJ/tt": `,
		} {
			assert.True(t, strings.HasPrefix(lines[i], want), lines[i])
		}
		assert.Len(t, lines, 8)
	}
}

// Rows are decoded only when asked for, in files with different columns, and the error of a cell is that of Decode.
func TestDecoder(t *testing.T) {
	type row struct {
		Site   string         `csv:"site"`
		Amount units.Quantity `csv:"amount"`
		Note   string         `csv:"note,omitempty"`
	}
	d, err := table.NewDecoder(reflect.TypeFor[row]())
	require.NoError(t, err)
	d.Columns()[0].Name = "changed"
	o := table.Options{Name: "f.csv", Columns: d.Columns()}
	for text, places := range map[string][]int{
		"site,amount\nx,1 kg\ny,bad\nz,2 kg\n":                      {0, 1, -1},
		"note,amount,site\n,1 kg,x\n,bad,y\n\"a,\nb\",2 kg,\"z\"\n": {2, 1, 0},
	} {
		var sites []string
		var last row
		err := table.Read(strings.NewReader(text), o, func(r table.Row) error {
			assert.Equal(t, places, r.Places())
			sites = append(sites, string(r.Bytes(places[0])))
			assert.Equal(t, sites[len(sites)-1], r.Cells()[places[0]])
			if sites[len(sites)-1] == "x" {
				return nil
			}
			last = row{}
			return d.Decode(r, reflect.ValueOf(&last).Elem())
		})
		assert.ErrorContains(t, err, `f.csv:3: column "amount": "bad": quantity "bad": want a number`)
		assert.Equal(t, []string{"x", "y", "z"}, sites)
		assert.Equal(t, "2 kg", last.Amount.String())
		assert.Equal(t, places[2] >= 0, last.Note == "a,\nb")
	}

	_, err = table.NewDecoder(reflect.TypeFor[int]())
	assert.EqualError(t, err, "decode into int: want a struct with csv tags")
}

// A row of which nothing is kept is read without an allocation; one that is decoded needs one for its texts, and two for
// each number.
func TestRowsAllocateLittle(t *testing.T) {
	type row struct {
		ID     string         `csv:"id"`
		Period ghg.Period     `csv:"period"`
		Amount units.Quantity `csv:"amount"`
	}
	d, err := table.NewDecoder(reflect.TypeFor[row](), table.Each(units.Parse))
	require.NoError(t, err)
	const n = 2000
	text := "id,period,amount\n" + strings.Repeat("boiler,2024,125.5 MWh(HHV)\n", n)
	run := func(each func(table.Row) error) float64 {
		return testing.AllocsPerRun(3, func() {
			assert.NoError(t, table.Read(strings.NewReader(text), table.Options{Columns: d.Columns()}, each))
		}) / n
	}
	length := 0
	assert.Less(t, run(func(r table.Row) error { length += len(r.Bytes(0)) + r.Line(); return nil }), 0.1)
	var into row
	assert.Less(t, run(func(r table.Row) error {
		into = row{}
		return d.Decode(r, reflect.ValueOf(&into).Elem())
	}), 3.2)
}

// The same holds of a row with quoted cells, also of a long one, and of one whose units are in a column of their own.
func TestRowsInOtherFormsAllocateLittle(t *testing.T) {
	const n = 2000
	wide := strings.Repeat(`,"a ""cell"", quoted"`, 100)
	for name, text := range map[string]string{
		"quoted": "id,amount,unit\n" + strings.Repeat(`"boiler, ""1""","125.5","kWh"`+"\r\n", n),
		"wide":   "id,amount,unit" + strings.Repeat(",note", 100) + "\n" + strings.Repeat(`boiler,125.5,kWh`+wide+"\n", n),
		"units":  "id,amount,unit\n" + strings.Repeat("boiler,125.5,kWh\n", n),
	} {
		o := table.Options{Columns: []table.Column{{Name: "id", Required: true}, {Name: "amount", Amount: true}}, Kept: true}
		assert.Less(t, testing.AllocsPerRun(3, func() {
			assert.NoError(t, table.Read(strings.NewReader(text), o, func(r table.Row) error {
				if string(r.Bytes(r.Places()[1])) != "125.5 kWh" {
					return r.Error("amount", "125.5 kWh", nil)
				}
				return nil
			}))
		})/n, 0.1, name)
	}
}
