package scope1_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func TestFugitiveMaterialBalance(t *testing.T) {
	// 100 − 80 + 50 − 10 − 40 = 20 kg SF6.
	q := units.MustParse
	a := scope1.FugitiveMaterialBalance{
		ID: "switchgear", Period: year, Gas: "SF6", StockStart: q("100 kg"), StockEnd: q("80 kg"), Bought: q("50 kg"), Sold: q("10 kg"), ChargeIncrease: q("40 kg"),
	}
	wantKg(t, one(t, basis(t), a), ghg.SF6, "20")
	// A charge that shrank by 5 kg: 100 − 80 + 50 − 10 + 5 = 65 kg. Units may differ: 0.05 t bought.
	a.ChargeIncrease, a.Bought = q("-5 kg"), q("0.05 t")
	wantKg(t, one(t, basis(t), a), ghg.SF6, "65")
	// A blend: 65 kg of R-410A are 32.5 kg of each of its components.
	a.Gas = "R-410A"
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.HFC32, "32.5")
	wantKg(t, r, ghg.HFC125, "32.5")

	refuses(t, a, []refusal[scope1.FugitiveMaterialBalance]{
		{"more sold than available", func(a *scope1.FugitiveMaterialBalance) { a.Sold = q("1000 kg") }, ghg.ErrNegative},
		{"closing stock too high", func(a *scope1.FugitiveMaterialBalance) { a.StockEnd = q("500 kg") }, ghg.ErrNegative},
	})
	a.Gas = "R-41OA"
	_, err := a.Calculate(basis(t))
	var unknown *ghg.UnknownGasError
	require.ErrorAs(t, err, &unknown)
}

func TestFugitiveSimplifiedBalance(t *testing.T) {
	// (105 − 100) + 12 + (60 − 50) = 27 kg.
	q := units.MustParse
	a := scope1.FugitiveSimplifiedBalance{
		ID: "chillers", Period: year, Gas: "HFC-134a", NewCharge: q("105 kg"), NewNameplate: q("100 kg"), Serviced: q("12 kg"), RetiredCharge: q("60 kg"), Recovered: q("50 kg"),
	}
	wantKg(t, one(t, basis(t), a), ghg.HFC134a, "27")
	a.Recovered = q("100 kg")
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrNegative)
}

func TestFugitiveScreening(t *testing.T) {
	// Stand-alone units with R-404A: installed 10 × 0.03 = 0.3; in use 200 × 0.15 × 1 = 30; disposed 20 × 0.8 × (1 − 0.7) = 4.8:
	// 35.1 kg, of which HFC-143a 52 % = 18.252, HFC-125 44 % = 15.444, HFC-134a 4 % = 1.404.
	q := units.MustParse
	a := scope1.FugitiveScreening{
		ID: "shops", Period: year, Gas: "R-404A", Equipment: "stand-alone-commercial", Installed: q("10 kg"), Operating: q("200 kg"), Disposed: q("20 kg"), Years: share("1"),
	}
	a, err := a.WithEPARates()
	require.NoError(t, err)
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.HFC143a, "18.252")
	wantKg(t, r, ghg.HFC125, "15.444")
	wantKg(t, r, ghg.HFC134a, "1.404")
	require.Len(t, r.Caveats, 1)
	assert.Equal(t, ghg.UncheckedTranscript, r.Caveats[0].Kind)

	// Vehicles in use for half a year: 100 × 0.2 × 0.5 = 10 kg; a second text confirms their rates.
	cars := scope1.FugitiveScreening{ID: "cars", Period: year, Gas: "HFC-134a", Equipment: "mobile-air-conditioning", Operating: q("100 kg"), Years: share("0.5")}
	cars, err = cars.WithEPARates()
	require.NoError(t, err)
	r = one(t, basis(t), cars)
	wantKg(t, r, ghg.HFC134a, "10")
	assert.Empty(t, r.Caveats)

	refuses(t, a, []refusal[scope1.FugitiveScreening]{
		{"no charge", func(a *scope1.FugitiveScreening) {
			a.Installed, a.Operating, a.Disposed = units.Quantity{}, units.Quantity{}, units.Quantity{}
		}, ghg.ErrMissing},
		{"no years", func(a *scope1.FugitiveScreening) { a.Years = nil }, ghg.ErrMissing},
	})
	_, err = scope1.FugitiveScreening{Equipment: "fridge"}.WithEPARates()
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.ErrorContains(t, err, "domestic-refrigeration")
}

// TestEquipment compares the rates with US EPA Climate Leadership guidance, Direct Fugitive Emissions from
// Refrigeration, Air Conditioning, Fire Suppression, and Industrial Gases, table 2 and section 2.1.2: k, x, y and z in per
// cent.
func TestEquipment(t *testing.T) {
	list, err := scope1.Equipment()
	require.NoError(t, err)
	var got []string
	for _, r := range list {
		row := []string{r.Equipment}
		for _, rate := range []*decimal.Decimal{r.InstallationLoss, r.AnnualLoss, r.Remaining, r.Recovered} {
			if rate == nil {
				row = append(row, "-")
				continue
			}
			row = append(row, rate.String())
		}
		got = append(got, strings.Join(row, " "))
		assert.NotEmpty(t, r.Source)
		assert.Equal(t, r.Equipment == "mobile-air-conditioning", r.Checked, r.Equipment)
	}
	assert.Equal(t, []string{
		"domestic-refrigeration 0.01 0.005 0.8 0.7", "stand-alone-commercial 0.03 0.15 0.8 0.7", "medium-and-large-commercial 0.03 0.35 1 0.7",
		"transport-refrigeration 0.01 0.5 0.5 0.7", "industrial-refrigeration 0.03 0.25 1 0.9", "chiller 0.01 0.15 1 0.95",
		"residential-and-commercial-air-conditioning 0.01 0.1 0.8 0.8", "mobile-air-conditioning 0.005 0.2 0.5 0.5",
		"fixed-fire-suppression - 0.035 - -", "portable-fire-suppression - 0.025 - -",
	}, got)
	list[0].Equipment = "changed"
	*list[0].AnnualLoss = number("1")
	again, err := scope1.Equipment()
	require.NoError(t, err)
	assert.Equal(t, "domestic-refrigeration", again[0].Equipment)
	assert.Equal(t, "0.005", again[0].AnnualLoss.String())
}

// The EPA's rates of fire suppression (section 2.1.2 of its guidance) are of operation only.
func TestFireSuppression(t *testing.T) {
	// 200 kg of HFC-227ea in fixed systems × 3.5 % × 1 year = 7 kg; in portable ones × 2.5 % = 5 kg.
	for equipment, want := range map[string]string{"fixed-fire-suppression": "7", "portable-fire-suppression": "5"} {
		a, err := scope1.FugitiveScreening{
			ID: "halls", Period: year, Gas: "HFC-227ea", Equipment: equipment, Operating: units.MustParse("200 kg"), Years: share("1"),
		}.WithEPARates()
		require.NoError(t, err)
		r := one(t, ar5(), a)
		wantKg(t, r, "HFC-227ea", want)
		assert.Equal(t, ghg.UncheckedTranscript, r.Caveats[0].Kind)
		assert.Contains(t, a.Source, "section 2.1.2")

		a.Disposed = units.MustParse("20 kg") // the EPA has no rate for it, and none is assumed
		_, err = a.Calculate(ar5())
		require.ErrorIs(t, err, ghg.ErrMissing)
		a.Remaining, a.Recovered = share("1"), share("0.9")
		a, err = a.WithEPARates()
		require.NoError(t, err)
		wantKg(t, one(t, ar5(), a), "HFC-227ea", number(want).Add(number("2")).String())
	}
}

func TestDirectRelease(t *testing.T) {
	// 4 kg of R-410A: 2 kg HFC-32 × 677 + 2 kg HFC-125 × 3170 = 1354 + 6340 = 7694 kg CO2e (AR5, WG I table 8.A.1).
	a := scope1.DirectRelease{ID: "leak", Period: year, Gas: "R-410A", Mass: units.MustParse("4 kg")}
	r := one(t, ar5(), a)
	wantCO2e(t, r, "7694")
	// An extinguisher: 5 kg CO2. HCFC-22 is outside the Kyoto basket, so it is in no total.
	a.Gas, a.Mass = "CO2", units.MustParse("5 kg")
	wantCO2e(t, one(t, ar5(), a), "5")
	a.Gas = "R-22"
	r = one(t, ar5(), a)
	assert.True(t, r.CO2e.IsZero())
	assert.True(t, r.NonKyoto.Kg().IsPositive())
	assert.Equal(t, ghg.OutsideKyoto, r.Caveats[0].Kind)
}

// TestBlendsAddUp releases a kilogram of every blend; its components must add up to a kilogram.
func TestBlendsAddUp(t *testing.T) {
	for blend := range ghg.Blends() {
		r := one(t, factors.Basis{GWP: ghg.AR6()}, scope1.DirectRelease{ID: "a", Period: year, Gas: blend.Name(), Mass: units.MustParse("1 kg")})
		sum := number("0")
		for a := range r.Emissions.All() {
			sum = sum.Add(a.Kg)
		}
		assert.True(t, number("1").Equal(sum), "A kilogram of %s releases %s kg of its components.", blend.Name(), sum)
	}
}

// A publisher's rounded potential of a blend is a choice that the activity names: 10 kg of R-407C are 17740 kg CO2e by
// table 12 of the EPA hub 2023 (1774), and 17738.5 by the components: 0.23 × 675 + 0.25 × 3500 + 0.52 × 1430 = 1773.85.
func TestBlendByItsPublisher(t *testing.T) {
	hub := factors.MustSupplied("1774 kg CO2e/kg AR4; EPA hub 2023, table 12")
	b := factors.Basis{GWP: ghg.AR4()}
	ten, none := units.MustParse("10 kg"), units.MustParse("0 kg")
	for _, f := range []factors.Supplied{hub, {}} {
		want := "17740"
		if !f.Given() {
			want = "17738.5"
		}
		for _, a := range []method.Activity{
			scope1.DirectRelease{ID: "leak", Period: year, Gas: "R-407C", Mass: ten, Factor: f},
			scope1.FugitiveMaterialBalance{ID: "stock", Period: year, Gas: "R-407C", StockStart: ten, StockEnd: none, Bought: none, Sold: none, ChargeIncrease: none, Factor: f},
			scope1.FugitiveSimplifiedBalance{ID: "service", Period: year, Gas: "R-407C", NewCharge: none, NewNameplate: none, Serviced: ten, RetiredCharge: none, Recovered: none, Factor: f},
			scope1.FugitiveScreening{ID: "screen", Period: year, Gas: "R-407C", Equipment: "chiller", Operating: units.MustParse("100 kg"), Source: "own records", AnnualLoss: share("0.1"), Years: share("1"), Factor: f},
		} {
			wantCO2e(t, one(t, b, a), want)
		}
	}
}
