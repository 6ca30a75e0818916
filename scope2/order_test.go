package scope2_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
)

// mixedRates returns four instruments whose rates and vintages differ, one of them bound to the purchase "hq".
func mixedRates() []scope2.Instrument {
	quarter := func(n int) ghg.Period {
		start := ghg.Date{Year: 2024, Month: time.Month(3*n - 2), Day: 1}
		return ghg.Period{Start: start, End: ghg.Date{Year: 2024 + n/4, Month: time.Month((3*n)%12 + 1), Day: 1}}
	}
	with := func(id, volume, rate string, vintage ghg.Period) scope2.Instrument {
		in := certificate(id, volume)
		in.Vintage = vintage
		if rate != "" {
			in.Rate = scope2.StatedRate(factors.MustSupplied(rate + "; contract " + id))
		}
		return in
	}
	bound := with("z-bound", "10 MWh", "100 kg CO2/MWh", quarter(4))
	bound.Purchase = "hq"
	return []scope2.Instrument{
		with("d", "30 MWh", "", quarter(4)), with("c", "40 MWh", "400 kg CO2/MWh", quarter(3)),
		with("b", "50 MWh", "", quarter(3)), bound,
	}
}

// permutations calls yield with every order of a list.
func permutations[T any](list []T, yield func([]T)) {
	if len(list) < 2 {
		yield(list)
		return
	}
	for i := range list {
		rest := append(append([]T(nil), list[:i]...), list[i+1:]...)
		permutations(rest, func(tail []T) { yield(append([]T{list[i]}, tail...)) })
	}
}

// Two instruments of 100 MWh, at 0 and at 400 kg/MWh, and a use of 100 MWh: 0 t or 40 t by the order of the list, unless
// a rule decides. Of one vintage, the id does.
func TestListOrderDecidesNothing(t *testing.T) {
	dirty := certificate("a-gas", "100 MWh")
	dirty.Rate = scope2.StatedRate(factors.MustSupplied("400 kg CO2/MWh; contract"))
	clean := certificate("b-wind", "100 MWh")
	for _, list := range [][]scope2.Instrument{{dirty, clean}, {clean, dirty}} {
		tonnes(t, "40", dual(t, purchase("100 MWh", list...), basis(t)).Market)
	}
	// The earlier end of the vintage comes before the id.
	clean.Vintage = ghg.Period{Start: year.Start, End: ghg.Date{Year: 2024, Month: 7, Day: 1}}
	for _, list := range [][]scope2.Instrument{{dirty, clean}, {clean, dirty}} {
		tonnes(t, "0", dual(t, purchase("100 MWh", list...), basis(t)).Market)
	}
	// A contract bound to the purchase comes before both.
	dirty.Purchase = "hq"
	for _, list := range [][]scope2.Instrument{{dirty, clean}, {clean, dirty}} {
		tonnes(t, "40", dual(t, purchase("100 MWh", list...), basis(t)).Market)
	}
}

// Any order of the instruments gives the same receipts, byte for byte.
func TestPermutingInstrumentsChangesNoByte(t *testing.T) {
	b := basis(t)
	for _, use := range []string{"5 MWh", "55 MWh", "75 MWh", "110 MWh", "200 MWh"} {
		var first []string
		permutations(mixedRates(), func(list []scope2.Instrument) {
			d := dual(t, purchase(use, list...), b)
			var receipts []string
			for _, r := range d.Results() {
				receipt, err := r.Receipt()
				require.NoError(t, err)
				receipts = append(receipts, string(receipt))
			}
			if first == nil {
				first = receipts
			}
			assert.Equal(t, first, receipts, "the order of the list must change nothing, %s", use)
		})
	}
	// 75 MWh: 10 bound at 100 kg, 50 of b at 0 and 15 of c at 400: 1 + 0 + 6 t.
	tonnes(t, "7", dual(t, purchase("75 MWh", mixedRates()...), b).Market)
}

func TestInstrumentOfAnotherPurchaseIsRefused(t *testing.T) {
	in := certificate("ppa", "10 MWh")
	in.Purchase = "works"
	refused(t, "bound to another purchase", purchase("10 MWh", in), ghg.ErrMixed, "works")
}
