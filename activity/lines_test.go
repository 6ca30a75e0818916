package activity_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// rowsOf returns a sheet with many rows like that of a method's template, with other ids, places, texts and amounts.
func rowsOf(t *testing.T, m activity.Method) string {
	t.Helper()
	var sheet bytes.Buffer
	first, err := m.ExampleRow()
	require.NoError(t, err)
	var header []string
	for _, in := range m.Columns() {
		header = append(header, in.Name)
	}
	out := csv.NewWriter(&sheet)
	require.NoError(t, out.Write(header))
	for i := range 8 {
		row := slices.Clone(first)
		for j, name := range header {
			in := m.Columns()[j]
			number, unit, isAmount := strings.Cut(row[j], " ")
			switch {
			case name == "id":
				row[j] = " line " + strconv.Itoa(i)
			case name == "entity" || name == "site":
				row[j] = name + strconv.Itoa(i%2)
			case in.Kind == method.AmountInput && isAmount:
				old, err := decimal.NewFromString(number)
				require.NoError(t, err)
				row[j] = old.Mul(decimal.New(int64(1000-i*i), -3)).String() + " " + unit
			case in.Kind == method.TextInput && row[j] != "" && i > 4 && (name == "item" || name == "purchase" || name == "supplier"):
				row[j] += strconv.Itoa(i)
			}
		}
		require.NoError(t, out.Write(row))
	}
	out.Flush()
	return sheet.String()
}

// linesOf returns the receipts and errors of lines.
func linesOf(t *testing.T, lines iter.Seq2[activity.Line, error]) (receipts, errs []string) {
	t.Helper()
	for line, err := range lines {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		results, err := line.Results()
		require.NoError(t, err)
		require.Equal(t, results[0].ID, line.ID())
		receipts = append(receipts, receiptsOf(t, results)...)
	}
	return receipts, errs
}

// For every method that has a sheet: its lines are those of ReadSheet and Calculate.
func TestLinesOfEveryMethod(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	shared := 0
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			_, errs := linesOf(t, m.Lines(activity.NewDeriver(b), strings.NewReader(""), "s.csv"))
			assert.Len(t, errs, 1)
			assert.ErrorContains(t, errors.New(errs[0]), "has no sheet")
			continue
		}
		sheet := rowsOf(t, m)
		list, err := m.ReadLocated(strings.NewReader(sheet), "s.csv")
		require.NoError(t, err, m.Name())
		var want, wantErrs []string
		for _, a := range list {
			results, err := a.Calculate(b)
			if err != nil {
				wantErrs = append(wantErrs, err.Error())
				continue
			}
			want = append(want, receiptsOf(t, results)...)
		}
		d := activity.NewDeriver(b)
		got, errs := linesOf(t, m.Lines(d, strings.NewReader(sheet), "s.csv"))
		require.Equal(t, want, got, m.Name())
		require.Equal(t, wantErrs, errs, m.Name())
		shared += d.Stats().Shared
	}
	assert.Greater(t, shared, 200)
}

// What is nil or zero is an error, as in Outcomes.
func TestNilLines(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	d, none := activity.NewDeriver(b), (*activity.Deriver)(nil)
	mass := scope1.DirectRelease{ID: "a", Period: ghg.CalendarYear(2024), Gas: "SF6", Mass: units.MustParse("1 kg")}
	for _, a := range []activity.Activity{nil, (*scope1.DirectRelease)(nil)} {
		_, err := d.Line(a)
		require.ErrorIs(t, err, ghg.ErrMissing)
		assert.NotEmpty(t, d.Apart(a))
	}
	_, errs := linesOf(t, d.LinesOf(nil))
	assert.Len(t, errs, 1)
	_, errs = linesOf(t, d.LinesOf(slices.Values([]activity.Activity{mass, nil, &mass})))
	assert.Len(t, errs, 1)
	for _, err := range d.LinesOf(slices.Values([]activity.Activity{mass, mass})) {
		require.NoError(t, err)
		break
	}
	_, errs = linesOf(t, d.Lines(nil, strings.NewReader(""), "s.csv"))
	assert.Len(t, errs, 1)
	_, errs = linesOf(t, d.Lines(reflect.TypeFor[int](), strings.NewReader(""), "s.csv"))
	assert.Len(t, errs, 1)
	for _, unset := range []*activity.Deriver{none, {}} {
		_, err := unset.Line(mass)
		require.Error(t, err, "there is no basis")
		assert.Empty(t, unset.Apart(mass))
	}
	assert.Zero(t, none.Held())
	assert.Zero(t, none.Stats())
	assert.Empty(t, activity.Line{}.ID())
	assert.False(t, activity.Line{}.Shared())
	results, err := activity.Line{}.Results()
	require.NoError(t, err)
	assert.Empty(t, results)
	kind, _, results := activity.Line{}.Kind()
	assert.Nil(t, kind)
	assert.Empty(t, results)
}

// listed has a list of its own type, hidden a field that is not exported, and given one of a type that cannot be compared.
type (
	listed struct {
		sharing
		Rest []listed
	}
	given struct {
		ID     string         `json:"id"`
		Period ghg.Period     `json:"period"`
		Mass   units.Quantity `json:"mass" input:"mass"`
		Tags   []string       `json:"tags,omitempty"`
	}
	scalar int
)

var gives = method.Declare[given](method.Declaration{Scope: ghg.Scope1, Shared: true})

func (a given) Calculate(b factors.Basis) (ghg.Results, error) {
	c := gives.Begin(b, &a)
	c.Emit("", method.Of("mass", a.Mass), ghg.CO2)
	return c.Results()
}

func (scalar) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

// Apart says why lines share no derivation, once it is known.
func TestApart(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	year, mass := ghg.CalendarYear(2024), units.MustParse("2 kg")
	own := sharing{ID: "a", Period: year, Mass: mass}
	for want, a := range map[string]activity.Activity{
		"":                                              own,
		"is not declared to share derivations":          silent(own),
		"the steps depend on the amounts":               looking(own),
		"is not one of package method":                  bare{ID: "a"},
		"it has a list of its own type":                 listed{sharing: own},
		"an input of a type that cannot be compared is": given{"a", year, mass, []string{"x"}},
		"the activity is no struct":                     scalar(1),
	} {
		d := activity.NewDeriver(b)
		for range 4 {
			_, err := d.Line(a)
			require.NoError(t, err)
		}
		assert.Equal(t, want == "", d.Stats().Shared > 0, want)
		if want == "" {
			assert.Empty(t, d.Apart(a))
		}
		assert.Contains(t, d.Apart(a), want)
	}
	d := activity.NewDeriver(b)
	for range 3 {
		_, err := d.Line(given{"a", year, mass, nil})
		require.NoError(t, err)
	}
	assert.Equal(t, 1, d.Stats().Shared, "a list that is not given is alike")
}

// Head holds the columns that sheets of one's own begin with.
type Head struct {
	ID     string     `json:"id" csv:"id"`
	Period ghg.Period `json:"period" csv:"period"`
}

// embedding is an activity whose columns are partly those of an embedded struct.
type embedding struct {
	Head
	Mass units.Quantity `json:"mass" csv:"mass"`
}

func (a embedding) Calculate(b factors.Basis) (ghg.Results, error) {
	return sharing{a.ID, a.Period, a.Mass}.Calculate(b)
}

// A sheet with columns of an embedded struct is read row by row, and nothing is shared.
func TestLinesOfEmbeddedColumns(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	receipts, errs := linesOf(t, activity.Lines[embedding](d, strings.NewReader("id,period,mass\na,2024,1 kg\nb,2024,2 kg\nc,2024,3 kg\n"), "s.csv"))
	assert.Empty(t, errs)
	assert.Len(t, receipts, 3)
	assert.Equal(t, activity.DeriverStats{Direct: 3}, d.Stats())
}

// Of amounts by which the method decides in more ways than a kind holds, the rest are calculated.
func TestWaysAreBounded(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	for i := range 200 {
		mass := decimal.New(int64(i%16), 0)
		line := sharing{ID: strconv.Itoa(i), Period: ghg.CalendarYear(2024), Mass: units.New(mass, units.MustUnit("kg"))}
		sameAsDirect(t, d, b, deciding(line))
	}
	assert.LessOrEqual(t, d.Stats().Kinds, 4)
	assert.Positive(t, d.Stats().Shared)
	assert.Greater(t, d.Stats().Direct, 50)
}

// deciding emits another number of steps for every kilogram.
type deciding sharing

var decides = method.Declare[deciding](method.Declaration{Scope: ghg.Scope1, Shared: true})

func (a deciding) Calculate(b factors.Basis) (ghg.Results, error) {
	c := decides.Begin(b, &a)
	mass := method.Of("mass", a.Mass)
	for n := int64(1); n < 16; n++ {
		more, err := c.Compare(mass, method.Of("limit", units.New(decimal.New(n, 0), units.MustUnit("kg"))))
		c.Fail(err)
		if more > 0 {
			c.Caveat(ghg.Assumption, c.Words("more than ", n, " kg"))
		}
	}
	c.Emit("", mass, ghg.CO2)
	return c.Results()
}
