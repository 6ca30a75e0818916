package scope3_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
)

// Every class that an edition computes has a method of the package, and no other PCAF method is without a class.
func TestPCAFEditions(t *testing.T) {
	names := map[ghg.Method]bool{}
	for _, m := range scope3.Methods() {
		names[m.Name()] = true
	}
	for n, e := range scope3.PCAFEditions() {
		require.Len(t, e.Classes, []int{7, 11}[n])
		for i, c := range e.Classes {
			assert.Equal(t, scope3.AssetClass(i+1), c.Class, "in order")
			got, err := e.Class(c.Class)
			if c.Standing == scope3.NotPublic {
				require.ErrorIs(t, err, scope3.ErrNotPublic)
				assert.Empty(t, c.Method)
				assert.Empty(t, c.Denominator)
				continue
			}
			require.NoError(t, err)
			assert.Equal(t, c, got)
			assert.True(t, names[c.Method], c.Method)
			of, err := e.OfMethod(c.Method)
			require.NoError(t, err)
			assert.Equal(t, c.Class, of.Class)
		}
		_, err := e.OfMethod("scope3.reported")
		require.ErrorIs(t, err, scope3.ErrNotInEdition)
		_, err = e.OfMethod("")
		require.ErrorIs(t, err, scope3.ErrNotInEdition)
		_, err = e.Class(0)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
}

// The classes of December 2025 are named: not in the second edition, and in the third one without a public formula.
func TestPCAFNewClasses(t *testing.T) {
	for _, c := range []scope3.AssetClass{scope3.UseOfProceeds, scope3.SecuritisedAndStructured, scope3.SubSovereignDebt, scope3.UndrawnCommitments} {
		_, err := scope3.PCAF2022().Class(c)
		require.ErrorIs(t, err, scope3.ErrNotInEdition)
		require.ErrorContains(t, err, c.String())
		_, err = scope3.PCAF2025().Class(c)
		require.ErrorIs(t, err, scope3.ErrNotPublic)
	}
	debt, err := scope3.PCAF2025().Class(scope3.SovereignDebt)
	require.NoError(t, err)
	assert.Equal(t, scope3.Unconfirmed, debt.Standing)
	listed, err := scope3.PCAF2025().Class(scope3.ListedEquityAndBonds)
	require.NoError(t, err)
	assert.Equal(t, scope3.SecondHand, listed.Standing)
}

func TestPCAFEditionCheck(t *testing.T) {
	day := ghg.Date{Year: 2025, Month: 12, Day: 1}
	require.NoError(t, scope3.PCAF2022().Check(day))
	require.ErrorIs(t, scope3.PCAF2025().Check(day), scope3.ErrNotPublished)
	require.NoError(t, scope3.PCAF2025().Check(day.AddDays(1)))
	require.ErrorIs(t, scope3.PCAFEdition{}.Check(day), ghg.ErrMissing)
	for c := scope3.ListedEquityAndBonds; c <= scope3.UndrawnCommitments; c++ {
		text, err := c.MarshalText()
		require.NoError(t, err)
		var read scope3.AssetClass
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, c, read)
	}
	for s := scope3.ReadInStandard; s <= scope3.NotPublic; s++ {
		text, err := s.MarshalText()
		require.NoError(t, err)
		var read scope3.Standing
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, s.String(), read.String())
	}
}

// A bank finds out which asset classes of the third edition it can compute.
func ExamplePCAFEdition_Class() {
	e := scope3.PCAF2025()
	for _, c := range []scope3.AssetClass{scope3.Mortgages, scope3.UndrawnCommitments} {
		class, err := e.Class(c)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s: outstanding ÷ %s (%s)\n", class.Class, class.Denominator, class.Standing)
	}
	// Output:
	// mortgages: outstanding ÷ property value at origination (second-hand)
	// asset class of Part A, 3rd ed. (2025) is not public ("undrawn commitments"): want a class whose formula is public
}
