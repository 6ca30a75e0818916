package scope3_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
)

var year = ghg.CalendarYear(2024)

func share(s string) *decimal.Decimal {
	d := dec.MustParse(s)
	return &d
}

// ar5 returns a basis without factors.
func ar5() factors.Basis { return factors.Basis{GWP: ghg.AR5()} }

// basisOf returns a basis with the factors of a sheet.
func basisOf(t testing.TB, sheet string, set ghg.GWP) factors.Basis {
	t.Helper()
	of, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: "1", Title: "factors for tests", Licence: "none"})
	require.NoError(t, err)
	return factors.Basis{Factors: of, GWP: set}
}

// calculate returns the results of activities, which prove themselves.
func calculate(t testing.TB, b factors.Basis, of ...method.Activity) ghg.Results {
	t.Helper()
	var all ghg.Results
	for _, a := range of {
		rs, err := a.Calculate(b)
		require.NoError(t, err)
		for _, r := range rs {
			require.NoError(t, r.Check())
			receipt, err := r.Receipt()
			require.NoError(t, err)
			_, err = ghg.Verify(receipt)
			require.NoError(t, err)
		}
		all = append(all, rs...)
	}
	return all
}

// kg returns the CO2e of all results in kilograms.
func kg(rs ghg.Results) decimal.Decimal {
	sum := decimal.Decimal{}
	for _, r := range rs {
		sum = sum.Add(r.CO2e.Kg())
	}
	return sum
}

// partKg returns the CO2e of the results of a part in kilograms.
func partKg(rs ghg.Results, part string) decimal.Decimal {
	return kg(slices.DeleteFunc(slices.Clone(rs), func(r ghg.Result) bool { return r.Part != part }))
}

// counted returns the results that are in totals.
func counted(rs ghg.Results) ghg.Results {
	return slices.DeleteFunc(slices.Clone(rs), func(r ghg.Result) bool { return !r.Counts() })
}

// byHand is an activity and its emissions, worked out by hand.
type byHand struct {
	name string
	of   method.Activity
	kg   []string // CO2e in kilograms of each result
}

// compare calculates activities and compares the results with the sums done by hand.
func compare(t *testing.T, b factors.Basis, list []byHand) {
	t.Helper()
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			rs := calculate(t, b, c.of)
			require.Len(t, rs, len(c.kg))
			for i, r := range rs {
				assert.True(t, dec.MustParse(c.kg[i]).Equal(r.CO2e.Kg()), "The part %q of %T emits %s kg CO2e, want %s.", r.Part, c.of, r.CO2e.Kg(), c.kg[i])
			}
		})
	}
}

// sample returns the sample of a type, the first or that of a name.
func sample[T method.Activity](t testing.TB, name ...string) T {
	t.Helper()
	for _, s := range slices.Concat(purchaseSamples(), transportSamples(), soldSamples()) {
		if a, ok := s.of.(T); ok && (len(name) == 0 || name[0] == s.name) {
			return a
		}
	}
	var none T
	require.Fail(t, fmt.Sprintf("There is no sample %s of %T.", strings.Join(name, ""), none))
	return none
}

// with returns a copy of an activity with a change.
func with[T method.Activity](a T, change func(*T)) T {
	change(&a)
	return a
}

// changed returns a sample with a change.
func changed[T method.Activity](t testing.TB, change func(*T), name ...string) T {
	t.Helper()
	return with(sample[T](t, name...), change)
}

// refusal is an activity that must be refused, with the error and a text that it contains.
type refusal struct {
	name string
	of   method.Activity
	is   error // nil for any
	want string
}

// refuse calculates activities that must be refused.
func refuse(t *testing.T, b factors.Basis, list []refusal) {
	t.Helper()
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.of.Calculate(b)
			require.Error(t, err, "%T must be refused.", c.of)
			if c.is != nil {
				require.ErrorIs(t, err, c.is, "%T must be refused with this error.", c.of)
			}
			assert.ErrorContains(t, err, c.want, "The error must tell what is wrong.")
			var of *ghg.ActivityError
			require.ErrorAs(t, err, &of, "The error must name the activity.")
			assert.NotEmpty(t, of.ID, "The error must name the activity.")
		})
	}
}

// show prints every result of an activity: its part, kilograms of CO2e, and whether it is a memo item.
func show(rs ghg.Results, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		line := r.CO2e.String()
		if r.Part != "" {
			line = r.Part + ": " + line
		}
		if !r.Counts() {
			line += " (memo item)"
		}
		fmt.Println(line)
	}
}

// explain prints the explanation of the result of an activity.
func explain(rs ghg.Results, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0].Explain())
}

// fieldOf returns the field that an error refuses. The error must tell what is wanted, and the value unless it is missing.
func fieldOf(t testing.TB, err error) string {
	t.Helper()
	var refused *ghg.FieldError
	require.ErrorAs(t, err, &refused)
	assert.NotEmpty(t, refused.Want, "%v", err)
	assert.Equal(t, errors.Is(err, ghg.ErrMissing), refused.Value == "", "%v", err)
	return refused.Field
}
