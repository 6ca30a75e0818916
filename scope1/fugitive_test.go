package scope1_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
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

	for name, c := range map[string]struct {
		change func(*scope1.FugitiveMaterialBalance)
		is     error
	}{
		"more sold than available": {func(a *scope1.FugitiveMaterialBalance) { a.Sold = q("1000 kg") }, ghg.ErrNegative},
		"negative stock":           {func(a *scope1.FugitiveMaterialBalance) { a.StockStart = q("-1 kg") }, ghg.ErrNegative},
		"increase as energy":       {func(a *scope1.FugitiveMaterialBalance) { a.ChargeIncrease = q("-1 GJ") }, ghg.ErrDimension},
		"volume":                   {func(a *scope1.FugitiveMaterialBalance) { a.Bought = q("1 m3") }, ghg.ErrDimension},
		"increase not given":       {func(a *scope1.FugitiveMaterialBalance) { a.ChargeIncrease = units.Quantity{} }, ghg.ErrMissing},
		"bought not given":         {func(a *scope1.FugitiveMaterialBalance) { a.Bought = units.Quantity{} }, ghg.ErrMissing},
		"closing stock too high":   {func(a *scope1.FugitiveMaterialBalance) { a.StockEnd = q("500 kg") }, ghg.ErrNegative},
	} {
		bad := a
		c.change(&bad)
		_, err := bad.Calculate(basis(t))
		require.ErrorIs(t, err, c.is, name)
	}
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
	a.Recovered = q("1 L")
	_, err = a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrDimension)
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

	for name, c := range map[string]struct {
		change func(*scope1.FugitiveScreening)
		is     error
	}{
		"no charge": {func(a *scope1.FugitiveScreening) {
			a.Installed, a.Operating, a.Disposed = units.Quantity{}, units.Quantity{}, units.Quantity{}
		}, ghg.ErrMissing},
		"no years":           {func(a *scope1.FugitiveScreening) { a.Years = nil }, ghg.ErrMissing},
		"years below zero":   {func(a *scope1.FugitiveScreening) { a.Years = share("-1") }, ghg.ErrNegative},
		"loss above 1":       {func(a *scope1.FugitiveScreening) { a.AnnualLoss = share("1.5") }, ghg.ErrOutOfRange},
		"installation as 3%": {func(a *scope1.FugitiveScreening) { a.InstallationLoss = share("3") }, ghg.ErrOutOfRange},
		"recovered below 0":  {func(a *scope1.FugitiveScreening) { a.Recovered = share("-0.1") }, ghg.ErrOutOfRange},
		"charge in litres":   {func(a *scope1.FugitiveScreening) { a.Disposed = q("1 L") }, ghg.ErrDimension},
	} {
		bad := a
		c.change(&bad)
		_, err := bad.Calculate(basis(t))
		require.ErrorIs(t, err, c.is, name)
	}
	_, err = scope1.FugitiveScreening{Equipment: "fridge"}.WithEPARates()
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.ErrorContains(t, err, "domestic-refrigeration")
}

// TestEquipment compares the rates with US EPA Climate Leadership guidance, Direct Fugitive Emissions from
// Refrigeration, Air Conditioning, Fire Suppression, and Industrial Gases, table 2: k, x, y and z in per cent.
func TestEquipment(t *testing.T) {
	list, err := scope1.Equipment()
	require.NoError(t, err)
	var got []string
	for _, r := range list {
		got = append(got, r.Equipment+" "+r.InstallationLoss.String()+" "+r.AnnualLoss.String()+" "+r.Remaining.String()+" "+r.Recovered.String())
		assert.NotEmpty(t, r.Source)
		assert.Equal(t, r.Equipment == "mobile-air-conditioning", r.Checked, r.Equipment)
	}
	assert.Equal(t, []string{
		"domestic-refrigeration 0.01 0.005 0.8 0.7", "stand-alone-commercial 0.03 0.15 0.8 0.7", "medium-and-large-commercial 0.03 0.35 1 0.7",
		"transport-refrigeration 0.01 0.5 0.5 0.7", "industrial-refrigeration 0.03 0.25 1 0.9", "chiller 0.01 0.15 1 0.95",
		"residential-and-commercial-air-conditioning 0.01 0.1 0.8 0.8", "mobile-air-conditioning 0.005 0.2 0.5 0.5",
	}, got)
	list[0].Equipment = "changed"
	again, err := scope1.Equipment()
	require.NoError(t, err)
	assert.Equal(t, "domestic-refrigeration", again[0].Equipment)
}

func TestDirectRelease(t *testing.T) {
	// 4 kg of R-410A: 2 kg HFC-32 × 677 + 2 kg HFC-125 × 3170 = 1354 + 6340 = 7694 kg CO2e (AR5, WG I table 8.A.1).
	a := scope1.DirectRelease{ID: "leak", Period: year, Gas: "R-410A", Mass: units.MustParse("4 kg")}
	b := factors.Basis{GWP: ghg.AR5()}
	r := one(t, b, a)
	assert.True(t, number(t, "7694").Equal(r.CO2e.Kg()))
	// An extinguisher: 5 kg CO2. HCFC-22 is outside the Kyoto basket, so it is in no total.
	a.Gas, a.Mass = "CO2", units.MustParse("5 kg")
	assert.True(t, number(t, "5").Equal(one(t, b, a).CO2e.Kg()))
	a.Gas = "R-22"
	r = one(t, b, a)
	assert.True(t, r.CO2e.IsZero())
	assert.True(t, r.NonKyoto.Kg().IsPositive())
	assert.Equal(t, ghg.OutsideKyoto, r.Caveats[0].Kind)
	for name, c := range map[string]struct {
		change func(*scope1.DirectRelease)
		is     error
	}{
		"negative": {func(a *scope1.DirectRelease) { a.Mass = units.MustParse("-1 kg") }, ghg.ErrNegative},
		"volume":   {func(a *scope1.DirectRelease) { a.Mass = units.MustParse("1 L") }, ghg.ErrDimension},
	} {
		bad := a
		c.change(&bad)
		_, err := bad.Calculate(b)
		require.ErrorIs(t, err, c.is, name)
	}
}

// TestBlendsAddUp releases a kilogram of every blend; its components must add up to a kilogram.
func TestBlendsAddUp(t *testing.T) {
	for blend := range ghg.Blends() {
		r := one(t, factors.Basis{GWP: ghg.AR6()}, scope1.DirectRelease{ID: "a", Period: year, Gas: blend.Name(), Mass: units.MustParse("1 kg")})
		sum := number(t, "0")
		for a := range r.Emissions.All() {
			sum = sum.Add(a.Kg)
		}
		assert.True(t, number(t, "1").Equal(sum), "%s: the components are %s kg", blend.Name(), sum)
	}
}
