package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e { return sure(ghg.TonnesCO2e(d(s))) }

// plan is NEC's target with a base of 100 t: −50 % by FY2030 and −90 % by FY2040, both from FY2020.
func plan() targets.Absolute {
	return targets.Absolute{
		Name: "Scope 1+2",
		Base: targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased},
		Milestones: []targets.Milestone{
			{Year: 2030, Reduction: d("0.5")},
			{Year: 2040, Reduction: d("0.9")},
		},
	}
}

func actual(year int, t string) targets.Actual {
	return targets.Actual{Year: year, Emissions: tonnes(t), Accounting: ghg.MarketBased}
}

func fiveYears() []targets.Actual {
	return []targets.Actual{actual(2021, "98"), actual(2022, "95"), actual(2023, "90"), actual(2024, "86"), actual(2025, "82")}
}

// track returns the progress of a target that must be accepted.
func track(t *testing.T, a targets.Absolute, actuals ...targets.Actual) targets.Progress {
	t.Helper()
	p, err := a.Track(actuals)
	require.NoError(t, err)
	return p
}

// refuses fails the test unless tracking returns a field error of the given kind that states what is wanted.
func refuses(t *testing.T, kind error, a targets.Absolute, actuals ...targets.Actual) {
	t.Helper()
	_, err := a.Track(actuals)
	require.ErrorIs(t, err, kind)
	var field *ghg.FieldError
	require.ErrorAs(t, err, &field)
	assert.NotEmpty(t, field.Want, "The error does not state what is wanted.")
}

// equal compares a figure with want exactly.
func equal(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	assert.True(t, d(want).Equal(got), "%s is %s, want %s.", what, got, want)
}

// rounded compares a figure with want, rounded half away from zero to the decimal places of want.
func rounded(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	w := d(want)
	assert.True(t, w.Equal(got.Round(-w.Exponent())), "%s is %s, want %s.", what, got, want)
}

// equalTonnes compares an amount with a number of tonnes exactly.
func equalTonnes(t *testing.T, want string, got ghg.CO2e, what string) {
	t.Helper()
	assert.True(t, tonnes(want).Equal(got), "%s is %s t, want %s t.", what, got.Tonnes(), want)
}

// must returns a value that must be defined.
func must[T any](t *testing.T, o targets.Optional[T]) T {
	t.Helper()
	v, ok := o.Get()
	require.True(t, ok, "The value is %s, want a defined value.", o)
	return v
}

// undefined fails the test unless a value is undefined for the given reason.
func undefined[T any](t *testing.T, reason string, o targets.Optional[T], what string) {
	t.Helper()
	assert.False(t, o.Defined(), "%s is %s, want an undefined value.", what, o)
	assert.Equal(t, reason, o.Reason(), "%s is undefined for another reason.", what)
}

func second[T any](_ T, err error) error { return err }

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
