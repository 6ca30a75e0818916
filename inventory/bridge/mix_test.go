package bridge_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/bridge"
)

func output(amount, kgPerUnit string) bridge.Output {
	o := bridge.Output{Amount: d(amount)}
	if kgPerUnit != "" {
		kg := d(kgPerUnit)
		o.KgPerUnit = &kg
	}
	return o
}

// whole asserts that the effects of the group and of each product sum to their difference exactly.
func whole(t testing.TB, m bridge.Mix) {
	t.Helper()
	var sum bridge.MixPart
	for _, p := range append(m.Products, m.MixPart) {
		assert.True(t, p.From.Add(p.Activity).Add(p.Mix).Add(p.Factor).Equal(p.To), p.Name)
		if p.Name != "" {
			sum.Activity, sum.Mix, sum.Factor = sum.Activity.Add(p.Activity), sum.Mix.Add(p.Mix), sum.Factor.Add(p.Factor)
		}
	}
	assert.True(t, sum.Activity.Equal(m.Activity) && sum.Mix.Equal(m.Mix) && sum.Factor.Equal(m.Factor))
}

// By hand: 60 t × 2 + 40 t × 5 = 320 kg become 30 t × 1.5 + 90 t × 6 = 585 kg. From 100 to 120 t, shares 0.6 and 0.4 become
// 0.25 and 0.75.
//
//	activity  20 × (0.6 × 2 + 0.4 × 5) = 20 × 3.2 = 64:   of scrap 24, of ore 40
//	mix       120 × (−0.35 × 2 + 0.35 × 5)        = 126:  of scrap −84, of ore 210
//	factor    30 × (1.5 − 2) + 90 × (6 − 5)       = 75:   of scrap −15, of ore 90
//	in all    64 + 126 + 75 = 265 = 585 − 320
func TestMixEffects(t *testing.T) {
	m, err := bridge.MixEffects("t", bridge.MixProduct{Name: "scrap", From: output("60", "2"), To: output("30", "1.5")}, bridge.MixProduct{Name: "ore", From: output("40", "5"), To: output("90", "6")})
	require.NoError(t, err)
	whole(t, m)
	kg := func(p bridge.MixPart) (list []string) {
		for _, c := range []ghg.CO2e{p.From, p.Activity, p.Mix, p.Factor, p.To} {
			list = append(list, dec.Text(c.Kg()))
		}
		return list
	}
	assert.Equal(t, []string{"320", "64", "126", "75", "585"}, kg(m.MixPart))
	assert.Equal(t, []string{"120", "24", "-84", "-15", "45"}, kg(m.Products[0]))
	assert.Equal(t, []string{"200", "40", "210", "90", "540"}, kg(m.Products[1]))
	assert.Contains(t, m.String(), "all products  0.32  0.064     0.126   0.075   0.585")

	// A product that ends needs no factor in B; one that is new has the factor that it would have had in A. By hand: 3 t × 1
	// become 1 t × 4 at a factor of 6: activity −2 × 1 = −2, mix 1 × (−1 × 1 + 1 × 6) = 5, factor 1 × (4 − 6) = −2, in all 1.
	m, err = bridge.MixEffects("t", bridge.MixProduct{Name: "old", From: output("3", "1"), To: output("0", "")}, bridge.MixProduct{Name: "new", From: output("0", "6"), To: output("1", "4")})
	require.NoError(t, err)
	whole(t, m)
	assert.Equal(t, []string{"3", "-2", "5", "-2", "4"}, kg(m.MixPart))

	// A third of 3 t: 4 ÷ 3 does not terminate, and the sums are exact.
	m, err = bridge.MixEffects("t", bridge.MixProduct{Name: "a", From: output("1", "1"), To: output("2", "1")}, bridge.MixProduct{Name: "b", From: output("2", "0.7"), To: output("5", "0.9")})
	require.NoError(t, err)
	whole(t, m)
	assert.True(t, strings.HasPrefix(dec.Text(m.Products[0].Activity.Kg()), "1.3333333333333333333333"))
}

func TestMixEffectsRefuses(t *testing.T) {
	good := bridge.MixProduct{Name: "ore", From: output("40", "5"), To: output("90", "6")}
	with := func(change func(*bridge.MixProduct)) bridge.MixProduct {
		p := good
		change(&p)
		return p
	}
	huge := decimal.New(1, 1<<30)
	for name, c := range map[string]struct {
		product bridge.MixProduct
		want    error
	}{
		"no name":        {with(func(p *bridge.MixProduct) { p.Name = "" }), ghg.ErrMissing},
		"no factor in A": {with(func(p *bridge.MixProduct) { p.From = output("0", "") }), ghg.ErrMissing},
		"no factor in B": {with(func(p *bridge.MixProduct) { p.To = output("1", "") }), ghg.ErrMissing},
		"below 0":        {with(func(p *bridge.MixProduct) { p.To = output("-1", "1") }), ghg.ErrOutOfRange},
		"factor below 0": {with(func(p *bridge.MixProduct) { p.From = output("1", "-1") }), ghg.ErrOutOfRange},
		"too large":      {with(func(p *bridge.MixProduct) { p.To.KgPerUnit = &huge }), ghg.ErrOutOfRange},
		"in neither":     {with(func(p *bridge.MixProduct) { p.From, p.To = output("0", "1"), output("0", "1") }), ghg.ErrOutOfRange},
		"nothing in A":   {with(func(p *bridge.MixProduct) { p.From = output("0", "1") }), ghg.ErrOutOfRange},
		"nothing in B":   {with(func(p *bridge.MixProduct) { p.To = output("0", "") }), ghg.ErrOutOfRange},
	} {
		_, err := bridge.MixEffects("t", c.product)
		require.ErrorIs(t, err, c.want, name)
	}
	_, err := bridge.MixEffects("t", good, good)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = bridge.MixEffects("", good)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = bridge.MixEffects("t")
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// FuzzMixEffects checks that the effects sum exactly, that an unchanged mix has no effect but for the rounding of the activity,
// and that the mix is that of the formula.
func FuzzMixEffects(f *testing.F) {
	f.Add(uint32(60), uint32(40), uint32(30), uint32(90), uint16(2000), uint16(5000), uint16(1500), uint16(6000))
	f.Add(uint32(1), uint32(2), uint32(5), uint32(2), uint16(1), uint16(7), uint16(0), uint16(9))
	f.Fuzz(func(t *testing.T, a, b, x, y uint32, p, q, r, s uint16) {
		of := func(amount uint32, factor uint16) bridge.Output {
			kg := decimal.New(int64(factor), -3)
			return bridge.Output{Amount: decimal.NewFromInt(int64(amount) + 1), KgPerUnit: &kg}
		}
		m, err := bridge.MixEffects("t", bridge.MixProduct{Name: "1", From: of(a, p), To: of(x, r)}, bridge.MixProduct{Name: "2", From: of(b, q), To: of(y, s)})
		require.NoError(t, err)
		whole(t, m)
		// A_A × mix = Σ (a_B,i × A_A − A_B × a_A,i) × F_A,i, without a division.
		n := func(v uint32) decimal.Decimal { return decimal.NewFromInt(int64(v) + 1) }
		before, after := n(a).Add(n(b)), n(x).Add(n(y))
		want := n(x).Mul(before).Sub(after.Mul(n(a))).Mul(decimal.New(int64(p), -3)).Add(n(y).Mul(before).Sub(after.Mul(n(b))).Mul(decimal.New(int64(q), -3)))
		assert.True(t, m.Mix.Kg().Mul(before).Sub(want).Abs().LessThan(decimal.New(1, -10)))
	})
}
