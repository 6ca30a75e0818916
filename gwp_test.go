package ghg_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// house returns a caller-defined set with an invented potential of methane.
func house(t testing.TB, name, methane string) ghg.GWP {
	t.Helper()
	g, err := ghg.NewGWP(name, "an invented report", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d(methane)})
	require.NoError(t, err)
	return g
}

// leaked returns a result of one kilogram of methane under a set.
func leaked(t testing.TB, id string, g ghg.GWP) ghg.Result {
	t.Helper()
	c := lines.Begin(factors.Basis{GWP: g}, &line{ID: id, Period: ghg.CalendarYear(2024)})
	c.Release("leak", method.Of("methane", units.MustParse("1 kg")), "CH4")
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	return r
}

func TestGWPDigest(t *testing.T) {
	g := house(t, "house", "31")
	assert.Len(t, g.Digest(), 64)
	assert.Equal(t, g.Digest(), house(t, "house", "31.0").Digest(), "the same number")
	source, err := ghg.NewGWP("house", "another report", g.Values())
	require.NoError(t, err)
	gas, err := ghg.NewGWP("house", "an invented report", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4Fossil: d("31")})
	require.NoError(t, err)
	digests := []string{g.Digest(), source.Digest(), gas.Digest(), house(t, "house", "32").Digest(), house(t, "home", "31").Digest()}
	for set := range sets {
		digests = append(digests, set.Digest())
		assert.False(t, set.Own())
	}
	slices.Sort(digests)
	assert.Len(t, slices.Compact(digests), 11, "every set has its own digest")
	assert.True(t, g.Own())
	assert.Empty(t, ghg.GWP{}.Digest())
	assert.False(t, ghg.GWP{}.Own())
}

// sets yields the IPCC sets.
func sets(yield func(ghg.GWP) bool) {
	for _, g := range []ghg.GWP{ghg.SAR(), ghg.TAR(), ghg.AR4(), ghg.AR5(), ghg.AR5UNFCCC(), ghg.AR6()} {
		if !yield(g) {
			return
		}
	}
}

// 1 kg CH4 is 31 kg CO2e under one set and 32 kg under another of the same name: the two are never added.
func TestTotalOfTwoSetsOfOneName(t *testing.T) {
	a, b := leaked(t, "a", house(t, "house", "31")), leaked(t, "b", house(t, "house", "32"))
	_, err := ghg.Results{a, b}.CO2e(0)
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "GWP of result b")
	total, err := ghg.Results{a, leaked(t, "c", house(t, "house", "31"))}.CO2e(0)
	require.NoError(t, err)
	assert.Equal(t, "62 kg CO2e", total.String())

	// A set that only its name identifies is the same as none.
	a.GWPDigest, b.GWPDigest = "", ""
	_, err = ghg.Results{a, b}.CO2e(0)
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "digest of the GWP set house in result b")
	_, err = ghg.Results{a}.CO2e(0)
	require.NoError(t, err)
}

// The receipt of a result with a caller-defined set holds its digest; that of an IPCC set is as it was.
func TestReceiptOfGWPDigest(t *testing.T) {
	g := house(t, "house", "31")
	r := leaked(t, "a", g)
	receipt := receiptOf(t, r)
	assert.Contains(t, string(receipt), `"gwp":"house","gwp_digest":"`+g.Digest()+`","id":"a"`)
	back, err := ghg.Verify(receipt)
	require.NoError(t, err)
	assert.Equal(t, g.Digest(), back.GWPDigest)
	require.NoError(t, back.SameGWP(r))
	ipcc := leaked(t, "a", ghg.AR6())
	assert.NotContains(t, string(receiptOf(t, ipcc)), "gwp_digest")

	for name, digest := range map[string]string{"none": "", "a short one": "00", "upper case": strings.ToUpper(g.Digest()), "no number": strings.Repeat("x", 64)} {
		r.GWPDigest = digest
		require.ErrorIs(t, r.Check(), ghg.ErrTampered, name)
	}
	ipcc.GWPDigest = ghg.AR6().Digest()
	require.ErrorIs(t, ipcc.Check(), ghg.ErrTampered, "the name of an IPCC set tells its values")
	_, err = ghg.Verify(bytes.Replace(receipt, []byte(g.Digest()), []byte(ghg.AR6().Digest()), 1))
	require.ErrorIs(t, err, ghg.ErrTampered)
}
