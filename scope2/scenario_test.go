package scope2_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope2"
)

// whatIf returns the results of an activity with another number for the input of a name, or factor of a part of it, by [ghg.Derivation.With], or why there are none.
func whatIf(t *testing.T, a method.Activity, name, value string) (ghg.Results, error) {
	t.Helper()
	changed := false
	results := calculate(t, basis(t), a)
	for i, r := range results {
		d, err := r.Derivation()
		require.NoError(t, err)
		var changes []ghg.Change
		for _, in := range d.Inputs() {
			if in.Name == name || strings.Contains(name, "/") && strings.Contains(in.Name, name) {
				changes = append(changes, ghg.Change{Input: in, Value: number(value), Source: "test"})
			}
		}
		if len(changes) == 0 {
			continue
		}
		changed = true
		if results[i], err = d.With(changes...); err != nil {
			return nil, err
		}
	}
	require.True(t, changed, "an input %s", name)
	return results, nil
}

// contract is power bought at a stated rate.
func contract(id, volume, rate string) scope2.Instrument {
	in := certificate(id, volume)
	in.Kind, in.AllRights, in.Rate = ghg.PhysicalPPA, true, scope2.StatedRate(factors.MustSupplied(rate+" kg CO2/MWh; contract 12"))
	return in
}

// shkPurchase is power by the system of Japan with certificates.
func shkPurchase(amount string, volumes ...string) scope2.SHKElectricity {
	a := scope2.SHKElectricity{
		ID: "plant", Period: ghg.FiscalYear(2024, time.April, ghg.LabelStartYear), Amount: energy(amount), Supplier: "acme", CorrectionRate: share("1.02"), CorrectionSource: "notice",
		AdjustedRate: factors.MustSupplied("0.4 kg CO2/kWh; list"), BasicRate: factors.MustSupplied("0.45 kg CO2/kWh; list"), AverageRate: factors.MustSupplied("0.43 kg CO2/kWh; list"),
	}
	for i, v := range volumes {
		in := certificate("nfc-"+string(rune('1'+i)), v)
		in.Kind, in.Market, in.Vintage = ghg.NonFossilCertificate, "JP", a.Period
		a.Certificates = append(a.Certificates, in)
	}
	return a
}

// A purchase with another consumption, volume or rate is, to the last digit and with its covers and claims, what the method
// calculates of it.
func TestChangedPurchaseIsThePurchase(t *testing.T) {
	for name, c := range map[string]struct {
		was          method.Activity
		input, value string
		is           method.Activity
	}{
		"consumption":            {purchase("1000 MWh", certificate("rec", "300 MWh"), contract("ppa", "200 MWh", "100")), "electricity", "1234.5", purchase("1234.5 MWh", certificate("rec", "300 MWh"), contract("ppa", "200 MWh", "100"))},
		"nothing covers it":      {purchase("1000 MWh"), "electricity", "999", purchase("999 MWh")},
		"volume":                 {purchase("1000 MWh", certificate("rec", "300 MWh"), contract("ppa", "200 MWh", "100")), "instrument rec", "350.25", purchase("1000 MWh", certificate("rec", "350.25 MWh"), contract("ppa", "200 MWh", "100"))},
		"volume in joules":       {purchase("36 GJ", certificate("rec", "1 MWh")), "instrument rec", "2", purchase("36 GJ", certificate("rec", "2 MWh"))},
		"rate":                   {purchase("1000 MWh", contract("ppa", "200 MWh", "100")), "instrument/ppa", "90", purchase("1000 MWh", contract("ppa", "200 MWh", "90"))},
		"volumes that are alike": {purchase("1000 MWh", certificate("a", "200 MWh"), certificate("b", "200 MWh")), "instrument b", "250", purchase("1000 MWh", certificate("a", "200 MWh"), certificate("b", "250 MWh"))},
		"half of it":             {purchase("400 MWh", certificate("a", "200 MWh")), "instrument a", "150", purchase("400 MWh", certificate("a", "150 MWh"))},
		"certificate of Japan":   {shkPurchase("500 MWh", "100 MWh", "50 MWh"), "certificate nfc-1", "120", shkPurchase("500 MWh", "120 MWh", "50 MWh")},
		"consumption in Japan":   {shkPurchase("500 MWh", "100 MWh"), "electricity", "450", shkPurchase("450 MWh", "100 MWh")},
	} {
		t.Run(name, func(t *testing.T) {
			want := calculate(t, basis(t), c.is)
			got, err := whatIf(t, c.was, c.input, c.value)
			require.NoError(t, err)
			require.Len(t, got, len(want))
			proved(t, got...)
			for i := range want {
				assert.Equal(t, want[i].CO2e.String(), got[i].CO2e.String())
				assert.Equal(t, coversOf(want[i]), coversOf(got[i]))
				assert.Equal(t, claimsOf(want[i]), claimsOf(got[i]))
			}
		})
	}
}

// coversOf returns covers as text: an amount may be written with other zeros.
func coversOf(r ghg.Result) (list []string) {
	for _, c := range r.Covers {
		list = append(list, c.Source.String()+" "+c.Instrument+" "+c.Energy.String())
	}
	return list
}

func claimsOf(r ghg.Result) (list []string) {
	for _, c := range r.Claims {
		list = append(list, c.Instrument+" "+c.Volume.String()+" "+c.Used.String()+" "+c.Refused)
	}
	return list
}

// Where the method would decide otherwise, it must run again.
func TestChangedPurchaseMustBeCalculatedAgain(t *testing.T) {
	whole := certificate("part", "100 MWh")
	whole.Whole = energy("120 MWh")
	plant := scope2.CHPPurchase{
		ID: "loop", Period: year, Carrier: "heat", Amount: energy("80 GJ"), Fuel: "natural-gas", FuelAmount: energy("200 GJ(HHV)"), Region: "GB",
		Factor: factors.MustSupplied("50 kg CO2/GJ(HHV); laboratory"), Heat: energy("80 GJ"), Power: energy("35 GJ"),
		HeatEfficiency: share("0.8"), PowerEfficiency: share("0.35"),
	}
	for name, c := range map[string]struct {
		was          method.Activity
		input, value string
		is           error
	}{
		"now it is covered whole":      {purchase("1000 MWh", certificate("rec", "300 MWh")), "electricity", "300", ghg.ErrOtherDerivation},
		"now some is unused":           {purchase("1000 MWh", certificate("rec", "300 MWh")), "instrument rec", "1100", ghg.ErrOtherDerivation},
		"it was covered whole":         {purchase("300 MWh", certificate("rec", "300 MWh")), "electricity", "301", ghg.ErrOtherDerivation},
		"less than the volume":         {purchase("300 MWh", certificate("rec", "300 MWh")), "electricity", "299", ghg.ErrOtherDerivation},
		"some was unused":              {purchase("300 MWh", certificate("rec", "500 MWh")), "electricity", "299", ghg.ErrOtherDerivation},
		"zero":                         {purchase("300 MWh"), "electricity", "0", ghg.ErrOtherDerivation},
		"more than the whole":          {purchase("300 MWh", whole), "instrument part", "121", ghg.ErrOutOfRange},
		"zero carbon is another right": {purchase("300 MWh", certificate("rec", "100 MWh")), "instrument/rec", "1", ghg.ErrOtherDerivation},
		"two amounts that were alike":  {plant, "bought", "60", ghg.ErrOtherDerivation},
		"more is deducted than is due": {shkPurchase("500 MWh", "100 MWh"), "certificate nfc-1", "600", ghg.ErrOtherDerivation},
	} {
		_, err := whatIf(t, c.was, c.input, c.value)
		require.ErrorIs(t, err, c.is, name)
	}
}
