package uncertainty_test

import (
	"encoding"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/quality"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

func sigma(t testing.TB, u uncertainty.Uncertainty) float64 {
	t.Helper()
	s, known := u.Sigma()
	require.True(t, known)
	return s
}

// A given interval of 80 to 130: ln(130/80) ÷ (2 × 1.959964) and √(80 × 130). ± 10 % and ± 30 %: √ln(1 + (u/1.96)²).
func TestParameters(t *testing.T) {
	u := must(uncertainty.Interval95(dec.MustParse("80"), dec.MustParse("130")))
	near(t, 0.1238563, sigma(t, u), 5e-8, "interval")
	near(t, 101.9804, uncertainty.GeometricMean(dec.MustParse("80"), dec.MustParse("130")), 5e-5, "median")
	assert.True(t, math.IsNaN(uncertainty.GeometricMean(decimal.Decimal{}, dec.MustParse("130"))))
	near(t, 0.0509873, sigma(t, must(uncertainty.PlusMinus(dec.MustParse("0.1")))), 5e-8, "± 10 %")
	near(t, 0.15217595, sigma(t, must(uncertainty.PlusMinus(dec.MustParse("0.3")))), 5e-9, "± 30 %")
	near(t, 0, sigma(t, must(uncertainty.PlusMinus(decimal.Decimal{}))), 0, "± 0 is published and exact")
	near(t, 0, sigma(t, uncertainty.Exact()), 0, "exact")

	u = must(uncertainty.GSD2(1.5))
	near(t, math.Log(1.5)/2, sigma(t, u), 0, "½ ln GSD²")
	near(t, math.Hypot(math.Log(1.5)/2, math.Log(1.2)/2), sigma(t, u.And(must(uncertainty.GSD2(1.2)))), 1e-15, "and")
	assert.Equal(t, "GSD² 1.5 (stated)", u.String())
	assert.Equal(t, "unknown", u.And(uncertainty.Uncertainty{}).String())
	assert.Equal(t, "stated; exact, as stated", u.And(uncertainty.Exact()).Rule())
	assert.False(t, uncertainty.Uncertainty{}.Known(), "the zero Uncertainty is unknown and not exact")

	published := must(uncertainty.Published(factors.PublishedUncertainty(dec.MustParse("0.1"))))
	near(t, 0.0509873, sigma(t, published), 5e-8, "published")
	assert.Equal(t, "published: ± 10 %", published.Rule())
	assert.False(t, must(uncertainty.Published(factors.Uncertainty{})).Known())
}

func TestParametersRefuse(t *testing.T) {
	d := dec.MustParse
	for name, f := range map[string]func() (uncertainty.Uncertainty, error){
		"GSD² below 1":         func() (uncertainty.Uncertainty, error) { return uncertainty.GSD2(0.9) },
		"GSD² not a number":    func() (uncertainty.Uncertainty, error) { return uncertainty.GSD2(math.NaN()) },
		"GSD² without end":     func() (uncertainty.Uncertainty, error) { return uncertainty.GSD2(math.Inf(1)) },
		"interval from 0":      func() (uncertainty.Uncertainty, error) { return uncertainty.Interval95(d("0"), d("1")) },
		"interval upside down": func() (uncertainty.Uncertainty, error) { return uncertainty.Interval95(d("2"), d("1")) },
		"interval too wide":    func() (uncertainty.Uncertainty, error) { return uncertainty.Interval95(d("1e-9"), d("1e9")) },
		"± above 30 %":         func() (uncertainty.Uncertainty, error) { return uncertainty.PlusMinus(d("0.31")) },
		"± below 0":            func() (uncertainty.Uncertainty, error) { return uncertainty.PlusMinus(d("-0.1")) },
		"published above 30 %": func() (uncertainty.Uncertainty, error) {
			return uncertainty.Published(factors.PublishedUncertainty(d("0.5")))
		},
		"sample size of 6":        func() (uncertainty.Uncertainty, error) { return uncertainty.SampleSize(6) },
		"basic below 1":           func() (uncertainty.Uncertainty, error) { return uncertainty.Ecoinvent2.Of(graded(), 0.5) },
		"a grade there is not":    func() (uncertainty.Uncertainty, error) { return uncertainty.Ecoinvent2.Of(ghg.Quality{Time: 9}, 1) },
		"a number without bounds": func() (uncertainty.Uncertainty, error) { return uncertainty.PlusMinus(decimal.New(1, math.MaxInt32)) },
	} {
		u, err := f()
		assert.Error(t, err, name)
		if name != "a number without bounds" {
			assert.ErrorIs(t, err, ghg.ErrOutOfRange, name)
		}
		assert.False(t, u.Known(), name)
	}
	_, err := uncertainty.Ecoinvent2.Of(ghg.Quality{Time: 1}, 1)
	require.ErrorIs(t, err, ghg.ErrMissing, "what is not assessed is not very good")
	_, err = uncertainty.Ecoinvent2.Of(ghg.Quality{Scheme: ghg.Scope3StandardGrades, Time: 1}, 1)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = uncertainty.GHGProtocol.Of(graded(), 1)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = uncertainty.Pedigree(0).Of(graded(), 1)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, _, err = uncertainty.Range(kg("1"), kg("-1"))
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = uncertainty.Basic(0).Factor()
	require.Error(t, err)
	_, err = uncertainty.Empirical.Factor(0, 1)
	require.Error(t, err)
	_, err = uncertainty.Empirical.Factor(quality.Time, 6)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = uncertainty.Pedigree(9).Factor(quality.Time, 1)
	require.Error(t, err)
}

func graded() ghg.Quality {
	return ghg.Quality{Scheme: ghg.EcoinventGrades, Reliability: 2, Completeness: 3, Time: 3, Geography: 3, Technology: 3}
}

// Factors of 1.05, 1.05, 1.10, 1.02 and 1.20 with a basic one of 1.05: exp √(2·ln²1.05 + ln²1.10 + ln²1.02 + ln²1.20 +
// ln²1.05) = 1.250184.
func TestPedigree(t *testing.T) {
	for _, p := range []uncertainty.Pedigree{uncertainty.Ecoinvent2, uncertainty.Ecoinvent3} {
		gsd2, _ := must(p.Of(graded(), 1.05)).GSD2()
		near(t, 1.250184, gsd2, 5e-7, p.String())
	}
	basic := must(uncertainty.Electricity.Factor())
	gsd2, _ := must(uncertainty.Ecoinvent2.Of(graded(), basic)).GSD2()
	near(t, 1.250184, gsd2, 5e-7, "by the kind of basic uncertainty")
	assert.Equal(t, "ecoinvent-2: ecoinvent-5: technology 3, time 3, geography 3, completeness 3, reliability 2, basic 1.05", must(uncertainty.Ecoinvent2.Of(graded(), basic)).Rule())
	with := must(uncertainty.Ecoinvent2.Of(graded(), 1)).And(must(uncertainty.SampleSize(3)))
	gsd2, _ = with.GSD2()
	near(t, 1.250184, gsd2, 5e-7, "a sample size of grade 3 is 1.05 too")
}

// The tables, cell by cell, as printed.
func TestPedigreeTables(t *testing.T) {
	for p, rows := range map[uncertainty.Pedigree]map[quality.Indicator][]float64{
		uncertainty.GHGProtocol: {
			quality.Reliability: {1, 1.1, 1.2, 1.5}, quality.Completeness: {1, 1.05, 1.1, 1.2}, quality.Time: {1, 1.1, 1.2, 1.5},
			quality.Geography: {1, 1.02, 1.05, 1.1}, quality.Technology: {1, 1.2, 1.5, 2},
		},
		uncertainty.Ecoinvent2: {
			quality.Reliability: {1, 1.05, 1.1, 1.2, 1.5}, quality.Completeness: {1, 1.02, 1.05, 1.1, 1.2}, quality.Time: {1, 1.03, 1.1, 1.2, 1.5},
			quality.Geography: {1, 1.01, 1.02, 1.02, 1.1}, quality.Technology: {1, 1, 1.2, 1.5, 2},
		},
		uncertainty.Ecoinvent3: {quality.Geography: {1, 1.01, 1.02, 1.05, 1.1}, quality.Technology: {1, 1.05, 1.2, 1.5, 2}, quality.Reliability: {1, 1.05, 1.1, 1.2, 1.5}},
		uncertainty.Empirical: {
			quality.Reliability: {1, 1.54, 1.61, 1.69, 1.69}, quality.Completeness: {1, 1.03, 1.04, 1.08, 1.08}, quality.Time: {1, 1.03, 1.1, 1.19, 1.29},
			quality.Geography: {1, 1.04, 1.08, 1.11, 1.11}, quality.Technology: {1, 1.18, 1.65, 2.08, 2.8},
		},
		uncertainty.BilanCarbone: {
			quality.Reliability: {1, 1.05, 1.1, 1.2, 1.5}, quality.Completeness: {1, 1.02, 1.05, 1.1, 1.2}, quality.Time: {1, 1.03, 1.1, 1.2, 1.5},
			quality.Geography: {1, 1.01, 1.02, 1.05, 1.1}, quality.Technology: {1, 1.1, 1.2, 1.5, 2},
		},
	} {
		for i, row := range rows {
			for g, want := range row {
				assert.Equal(t, want, must(p.Factor(i, g+1)), "%s: %s %d", p, i, g+1)
			}
		}
	}
	for i, want := range []float64{1.05, 1.5, 1.2, 1.4, 1.05, 1.05, 1.05, 1.05, 1.05, 2, 3} {
		assert.Equal(t, want, must(uncertainty.Basic(i+1).Factor()), uncertainty.Basic(i+1).String())
	}
	// No quality at all, in the software of Bilan Carbone (uncertainty.test.ts, "worst standard deviation").
	gsd2, _ := must(uncertainty.BilanCarbone.Of(ghg.Quality{}, 1)).GSD2()
	near(t, 2.5163566012590954, gsd2, 1e-12, "nothing assessed is the worst")
	// Completeness 4, geography 3, reliability 2, technology 1 and time 5 of the same test, where 5 is the best.
	all := ghg.Quality{Completeness: 2, Geography: 3, Reliability: 4, Technology: 5, Time: 1}
	gsd2, _ = must(uncertainty.BilanCarbone.Of(all, 1)).GSD2()
	near(t, 2.0488353976695466, gsd2, 1e-12, "all assessed")
}

func TestVocabularies(t *testing.T) {
	type value interface {
		encoding.TextMarshaler
		fmt.Stringer
	}
	for _, c := range []struct {
		value value
		into  encoding.TextUnmarshaler
		want  string
		zero  value
	}{
		{uncertainty.Ecoinvent2, new(uncertainty.Pedigree), "ecoinvent-2", uncertainty.Pedigree(0)},
		{uncertainty.Transport, new(uncertainty.Basic), "transport services", uncertainty.Basic(0)},
		{uncertainty.FirstOrder, new(uncertainty.Rule), "first order, shared inputs", uncertainty.Rule(0)},
		{uncertainty.ModelUncertainty, new(uncertainty.AssumptionKind), "model", uncertainty.AssumptionKind(0)},
	} {
		assert.Equal(t, c.want, c.value.String())
		text, err := c.value.MarshalText()
		require.NoError(t, err)
		require.NoError(t, c.into.UnmarshalText(text))
		assert.Equal(t, c.want, c.into.(fmt.Stringer).String())
		_, err = c.zero.MarshalText()
		assert.Error(t, err)
		assert.Error(t, c.into.UnmarshalText([]byte("x")))
	}
}

var errRule = errors.New("a rule fails")
