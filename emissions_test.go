package ghg_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/oracle"
)

func emissions(t testing.TB, amounts ...ghg.GasAmount) ghg.Emissions {
	t.Helper()
	e, err := ghg.NewEmissions(amounts...)
	require.NoError(t, err)
	return e
}

func kg(gas ghg.Gas, amount string) ghg.GasAmount { return ghg.GasAmount{Gas: gas, Kg: d(amount)} }

func co2e(gas ghg.Gas, basis, amount string) ghg.GasAmount {
	return ghg.GasAmount{Gas: gas, GWP: basis, Kg: d(amount)}
}

func TestAbsentIsNotZero(t *testing.T) {
	e := emissions(t, kg(ghg.CO2, "0"))
	zero, known := e.Kg(ghg.CO2)
	assert.True(t, known)
	assert.True(t, zero.IsZero())
	_, known = e.Kg(ghg.CH4)
	assert.False(t, known)
	_, known = e.BiogenicCO2()
	assert.False(t, known)
	assert.False(t, e.Equal(ghg.Emissions{}), "a known zero must differ from no emissions")
	assert.Equal(t, 0, ghg.Emissions{}.Len())
	sum := e.Add(ghg.Emissions{})
	assert.True(t, sum.Equal(e))
	assert.True(t, ghg.Emissions{}.Add(e).Equal(e))
	assert.Equal(t, 0, emissions(t).Len())
}

func TestNewEmissionsRefuses(t *testing.T) {
	_, err := ghg.NewEmissions(ghg.GasAmount{Kg: d("1")})
	require.ErrorIs(t, err, ghg.ErrMissing)
	var unknown *ghg.UnknownGasError
	_, err = ghg.NewEmissions(kg("XYZ-9", "1"))
	require.ErrorAs(t, err, &unknown)
	_, err = ghg.NewEmissions(kg("methane", "1"))
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, []string{"CH4"}, unknown.Near)
	_, err = ghg.EmissionsOf([]ghg.Step{{Gas: "R-134a", Value: d("1")}})
	require.ErrorAs(t, err, &unknown)
	for _, gas := range []ghg.Gas{"", ghg.CH4} {
		_, err = ghg.NewEmissions(ghg.GasAmount{Gas: gas, GWP: "\xff", Kg: d("1")})
		require.ErrorIs(t, err, ghg.ErrOutOfRange, "the basis is not UTF-8")
	}
}

func TestEmissionsAreImmutable(t *testing.T) {
	list := []ghg.GasAmount{kg(ghg.N2O, "3"), kg(ghg.CO2, "1"), kg(ghg.CO2, "2")}
	e := emissions(t, list...)
	before := slices.Collect(e.All())
	assert.Equal(t, 2, e.Len())
	list[0] = kg(ghg.SF6, "9")
	for a := range e.All() {
		a.Kg = d("7")
		assert.True(t, a.Kg.Equal(d("7")))
	}
	at := e.At(0)
	at.Kg = d("7")
	assert.False(t, e.At(0).Kg.Equal(at.Kg))
	e.Add(emissions(t, kg(ghg.CO2, "5")))
	sure(e.Scale(d("2")))
	assert.Equal(t, before, slices.Collect(e.All()))
	got, _ := e.Kg(ghg.CO2)
	equal(t, "3", got)
	doubled, _ := sure(e.Scale(d("2"))).Kg(ghg.N2O)
	equal(t, "6", doubled)
}

func TestKgOfCO2e(t *testing.T) {
	e := emissions(t, kg(ghg.CH4, "1"), co2e(ghg.CH4, "AR4", "50"), co2e(ghg.CH4, "AR5", "28"))
	got, known := e.Kg(ghg.CH4)
	assert.True(t, known)
	equal(t, "4", got, "1 + 50 ÷ 25 + 28 ÷ 28")
	for _, a := range []ghg.GasAmount{co2e(ghg.CH4, "house", "1"), co2e("HFO-1234yf", "AR5", "1")} {
		_, known := emissions(t, a).Kg(a.Gas)
		assert.False(t, known, "a basis without a potential for the gas must leave the mass unknown")
	}
	zero, err := ghg.NewGWP("none", "test", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: {}})
	require.NoError(t, err)
	_, err = emissions(t, co2e(ghg.CH4, "AR5", "1")).ToCO2e(zero)
	require.NoError(t, err)
}

func TestToCO2e(t *testing.T) {
	for _, tt := range []struct {
		name            string
		amounts         []ghg.GasAmount
		set             ghg.GWP
		co2e, nonKyoto  string
		mixed           []string
		unvalued        []ghg.Gas
		weights, within int
	}{
		{name: "no amounts", set: ghg.AR6(), co2e: "0", nonKyoto: "0"},
		// 100 + 2 × 29.8 + 3 × 27.0 + 1 × 273
		{name: "gases", amounts: []ghg.GasAmount{kg(ghg.CO2, "100"), kg(ghg.CH4Fossil, "2"), kg(ghg.CH4Biogenic, "3"), kg(ghg.N2O, "1")}, set: ghg.AR6(), co2e: "513.6", nonKyoto: "0", weights: 4},
		{name: "biogenic CO2 is excluded", amounts: []ghg.GasAmount{kg(ghg.CO2Biogenic, "1000"), kg(ghg.CO2, "1")}, set: ghg.AR5(), co2e: "1", nonKyoto: "0", weights: 1},
		// HCFC-22 has 1760 in AR5
		{name: "outside the basket", amounts: []ghg.GasAmount{kg("HCFC-22", "2"), kg(ghg.HFC32, "1")}, set: ghg.AR5(), co2e: "677", nonKyoto: "3520", weights: 2},
		{name: "without a potential", amounts: []ghg.GasAmount{kg("HFO-1234yf", "2"), kg(ghg.CO2, "1")}, set: ghg.AR5(), co2e: "1", nonKyoto: "0", weights: 1, unvalued: []ghg.Gas{"HFO-1234yf"}},
		{name: "CO2e on the same basis", amounts: []ghg.GasAmount{co2e("", "AR5", "12.5")}, set: ghg.AR5(), co2e: "12.5", nonKyoto: "0", weights: 1},
		{name: "CO2e on other bases", amounts: []ghg.GasAmount{co2e("", "AR5", "12.5"), co2e("", ghg.UnstatedGWP, "1")}, set: ghg.AR6(), co2e: "13.5", nonKyoto: "0", weights: 2, mixed: []string{"AR5", "unstated"}},
		// 56 ÷ 28 × 25 = 50, exactly; 30 kg CO2e of N2O on AR4 ÷ 298 × 265 is not finite
		{name: "CO2e of a known gas is converted again", amounts: []ghg.GasAmount{co2e(ghg.CH4, "AR5", "56")}, set: ghg.AR4(), co2e: "50", nonKyoto: "0", weights: 1},
		{name: "CO2e of a known gas on the set's own basis", amounts: []ghg.GasAmount{co2e(ghg.CH4, "AR4", "56")}, set: ghg.AR4(), co2e: "56", nonKyoto: "0", weights: 1},
		{name: "rounded once, to 34 digits, half to even", amounts: []ghg.GasAmount{co2e(ghg.N2O, "AR4", "30")}, set: ghg.AR5(), co2e: "26.67785234899328859060402684563758", nonKyoto: "0", weights: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, err := emissions(t, tt.amounts...).ToCO2e(tt.set)
			require.NoError(t, err)
			equal(t, tt.co2e, w.CO2e.Kg())
			equal(t, tt.nonKyoto, w.NonKyoto.Kg())
			assert.Equal(t, tt.mixed, w.Mixed)
			assert.Equal(t, tt.unvalued, w.Unvalued)
			assert.Len(t, w.Weights, tt.weights)
		})
	}
}

func TestToCO2eRefuses(t *testing.T) {
	_, err := emissions(t, kg(ghg.CO2, "1")).ToCO2e(ghg.GWP{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = emissions(t, kg(ghg.Carbon, "1")).ToCO2e(ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrDimension)
	_, err = emissions(t, kg(ghg.NF3, "1")).ToCO2e(ghg.SAR())
	require.ErrorIs(t, err, ghg.ErrNoGWP, "a gas of the basket without a potential must not count as zero")
	_, err = emissions(t, co2e(ghg.CH4, ghg.UnstatedGWP, "1")).ToCO2e(ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrUnknown, "CO2e of a gas on an unknown basis cannot be converted again")
	_, err = emissions(t, co2e(ghg.NF3, "SAR", "1")).ToCO2e(ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrNoGWP)
	none, err := ghg.NewGWP("none", "test", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1")})
	require.NoError(t, err)
	_, err = emissions(t, kg(ghg.CH4Fossil, "1")).ToCO2e(none)
	require.ErrorIs(t, err, ghg.ErrNoGWP)
	_, err = ghg.Weight{GWP: d("1")}.Apply(d("1"))
	require.Error(t, err, "a published potential of zero must be refused")
}

func TestAmountUnits(t *testing.T) {
	assert.Equal(t, "kg CO2", kg(ghg.CO2, "1").Unit())
	assert.Equal(t, "kg HFC-32", kg(ghg.HFC32, "1").Unit())
	assert.Equal(t, "kg CO2e", co2e(ghg.CH4, "AR5", "1").Unit())
}

func TestCO2e(t *testing.T) {
	a, b := sure(ghg.KgCO2e(d("1500"))), sure(ghg.TonnesCO2e(d("0.5")))
	equal(t, "2000", a.Add(b).Kg())
	equal(t, "1000", a.Sub(b).Kg())
	equal(t, "1.5", a.Tonnes())
	equal(t, "0.0015", a.Kilotonnes())
	equal(t, "375", sure(a.Scale(d("0.25"))).Kg())
	assert.Equal(t, 1, a.Cmp(b))
	assert.Equal(t, 0, a.Cmp(sure(ghg.TonnesCO2e(d("1.500")))))
	assert.True(t, a.Equal(sure(ghg.TonnesCO2e(d("1.5")))))
	assert.True(t, ghg.CO2e{}.IsZero())
	assert.True(t, b.Sub(a).IsNegative())
	ratio, err := b.Ratio(a)
	require.NoError(t, err)
	assert.Equal(t, "0.3333333333333333333333333333333333", ratio.String())
	_, err = a.Ratio(ghg.CO2e{})
	require.Error(t, err)
	assert.Equal(t, "1500 kg CO2e", a.String())
}

func TestParseCO2e(t *testing.T) {
	for text, want := range map[string]string{
		"1 g CO2e": "0.001", "1.5 kg CO2e": "1.5", "20.5 t CO2e": "20500", "20.5 kt CO2e": "20500000", "1e-3 Mt CO2e": "1000000",
		"-2 kg CO2e": "-2", "0 kg CO2e": "0",
	} {
		c, err := ghg.ParseCO2e(text)
		require.NoError(t, err, text)
		equal(t, want, c.Kg(), text)
		back, err := c.MarshalText()
		require.NoError(t, err)
		var again ghg.CO2e
		require.NoError(t, again.UnmarshalText(back))
		assert.True(t, again.Equal(c))
	}
	for _, text := range []string{"", "5", "5 t", "5 kg CO2", "5 kg  CO2e", "5t CO2e", "1,5 t CO2e", " 5 t CO2e", "5 t CO2e ", "1e99 t CO2e", "5 kgCO2e"} {
		var c ghg.CO2e
		require.Error(t, c.UnmarshalText([]byte(text)), text)
	}
	// An exact product can be longer than a number that Parse accepts from a person; it is still read back.
	long := sure(ghg.KgCO2e(d("1.000000000000000000000000000000001").Mul(d("1e-60"))))
	again, err := ghg.ParseCO2e(long.String())
	require.NoError(t, err)
	assert.True(t, again.Equal(long))
}

// The sum of amounts does not depend on their order or grouping.
func FuzzSumOrder(f *testing.F) {
	f.Add(uint64(1), int64(5), int32(-2), int64(7), int32(3))
	f.Add(uint64(9), int64(-1), int32(0), int64(1<<62), int32(-30))
	gases := []ghg.Gas{ghg.CO2, ghg.CH4, ghg.N2O, ghg.SF6, "HCFC-22"}
	f.Fuzz(func(t *testing.T, seed uint64, a int64, ae int32, b int64, be int32) {
		rng := rand.New(rand.NewPCG(seed, 1))
		amounts := make([]ghg.GasAmount, 0, 12)
		for range cap(amounts) {
			n := decimal.New(rng.Int64N(2_000_001)-1_000_000, int32(rng.IntN(13)-6))
			amounts = append(amounts, ghg.GasAmount{Gas: gases[rng.IntN(len(gases))], Kg: n})
		}
		amounts = append(amounts, ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.New(a, ae%40)}, ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.New(b, be%40)})
		whole := emissions(t, amounts...)
		rng.Shuffle(len(amounts), func(i, j int) { amounts[i], amounts[j] = amounts[j], amounts[i] })
		cut := rng.IntN(len(amounts))
		left, right := emissions(t, amounts[:cut]...), emissions(t, amounts[cut:]...)
		assert.True(t, whole.Equal(left.Add(right)))
		assert.True(t, whole.Equal(right.Add(left)))
		w, err := whole.ToCO2e(ghg.AR6())
		require.NoError(t, err)

		// Independent check: the same sum in fractions.
		counted, nonKyoto := new(big.Rat), new(big.Rat)
		for _, a := range amounts {
			v, err := ghg.AR6().Of(a.Gas)
			require.NoError(t, err)
			term := new(big.Rat).Mul(rat(a.Kg), rat(v))
			if a.Gas.Kyoto() {
				counted.Add(counted, term)
			} else {
				nonKyoto.Add(nonKyoto, term)
			}
		}
		assert.Zero(t, counted.Cmp(rat(w.CO2e.Kg())))
		assert.Zero(t, nonKyoto.Cmp(rat(w.NonKyoto.Kg())))
	})
}

// rat returns a decimal as a fraction.
func rat(x decimal.Decimal) *big.Rat {
	r := new(big.Rat).SetInt(x.Coefficient())
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(x.Exponent(), -x.Exponent()))), nil)
	if x.Exponent() < 0 {
		return r.Quo(r, new(big.Rat).SetInt(scale))
	}
	return r.Mul(r, new(big.Rat).SetInt(scale))
}

// TestPublishedSum repeats the sum of a published test of a battery's footprint, where binary floats give
// 0.6000000000000001.
func TestPublishedSum(t *testing.T) {
	examples := oracle.Read(t, "numerics")
	require.Len(t, examples, 1)
	o := examples[0]
	part := sure(sure(ghg.KgCO2e(o.Number(t, "a"))).Scale(o.Number(t, "n")))
	o.Answer().Exactly(t, part.Add(part).Kg())
}

// There is no i-th amount beyond the last: the zero GasAmount, which no function takes.
func TestAmountsByIndex(t *testing.T) {
	e := emissions(t, kg(ghg.CH4, "1"))
	assert.Equal(t, ghg.CH4, e.At(0).Gas)
	for _, i := range []int{-1, 1, math.MinInt} {
		assert.Zero(t, e.At(i))
		_, err := ghg.NewEmissions(e.At(i))
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	assert.Zero(t, ghg.Emissions{}.At(0))
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
