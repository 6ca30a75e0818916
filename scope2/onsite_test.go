package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
)

func onSite() scope2.OnSiteGeneration {
	return scope2.OnSiteGeneration{ID: "roof", Period: year, Technology: "solar", Renewable: true, Generated: energy("100 MWh"), Region: "GB"}
}

func TestOnSiteGeneration(t *testing.T) {
	change := func(f func(*scope2.OnSiteGeneration)) scope2.OnSiteGeneration { return changed(onSite(), f) }
	for _, c := range []struct {
		name   string
		a      scope2.OnSiteGeneration
		market string
		used   string // MWh with their certificates
	}{
		{"all used", onSite(), "0", "100"},
		{"some exported", change(func(a *scope2.OnSiteGeneration) { a.Exported = energy("30000 kWh") }), "0", "70"},
		{"all exported", change(func(a *scope2.OnSiteGeneration) { a.Exported = energy("100 MWh") }), "0", "0"},
		// 40 MWh whose certificates are sold take the residual mix: 40 × 0.6.
		{"certificates sold", change(func(a *scope2.OnSiteGeneration) { a.Exported, a.CertificatesSold = energy("30 MWh"), energy("40 MWh") }), "24", "30"},
		{"own residual mix", change(func(a *scope2.OnSiteGeneration) {
			a.CertificatesSold, a.ResidualMix = energy("10 MWh"), factors.MustSupplied("0.7 kg CO2/kWh; own copy")
		}), "7", "90"},
		{"none sold", change(func(a *scope2.OnSiteGeneration) { a.CertificatesSold = energy("0 MWh") }), "0", "100"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := dual(t, c.a, basis(t))
			tonnes(t, "0", d.Location)
			tonnes(t, c.market, d.Market)
			own := d.Market.Covers[len(d.Market.Covers)-1]
			assert.Equal(t, ghg.ByOwnGeneration, own.Source)
			assert.True(t, own.Renewable)
			mwh, err := energy(own.Energy.String()).In(energy("1 MWh").Unit)
			require.NoError(t, err)
			assert.True(t, mwh.Value.Equal(number(c.used)), "The site uses %s with certificates, want %s MWh.", mwh, c.used)
		})
	}
	for _, c := range []struct {
		name string
		a    scope2.OnSiteGeneration
		err  error
		text string
	}{
		{"more exported than generated", change(func(a *scope2.OnSiteGeneration) { a.Exported = energy("101 MWh") }), ghg.ErrOutOfRange, "exported"},
		{"more sold than used", change(func(a *scope2.OnSiteGeneration) { a.Exported, a.CertificatesSold = energy("30 MWh"), energy("71 MWh") }), ghg.ErrOutOfRange, "certificates_sold"},
		{"replacement without a sale", change(func(a *scope2.OnSiteGeneration) { a.Instruments = []scope2.Instrument{certificate("rec", "1 MWh")} }), ghg.ErrMissing, "certificates_sold"},
		{"own power as a replacement", change(func(a *scope2.OnSiteGeneration) {
			a.CertificatesSold, a.Instruments = energy("1 MWh"), []scope2.Instrument{changed(certificate("rec", "1 MWh"), func(i *scope2.Instrument) { i.Kind = ghg.OnSite })}
		}), ghg.ErrOutOfRange, "kind"},
		{"no residual mix", change(func(a *scope2.OnSiteGeneration) { a.Region, a.CertificatesSold = "US-CAMX", energy("1 MWh") }), factors.ErrNoFactor, "residual-mix"},
	} {
		refused(t, c.name, c.a, c.err, c.text)
	}
}

// A site uses 1,000 MWh in 2024, 300 of them from its roof. The United Kingdom's average of 2024 is 0.20705 kg CO2e/kWh
// (DESNZ, UK Government GHG conversion factors 2024, UK electricity). By location, the roof has no Scope 2:
//
//	700 MWh × 207.05 kg = 144.935 t, not 1,000 MWh × 207.05 kg = 207.05 t
//
// By market, with a residual mix of 500 kg/MWh for the grid's power: 350 t. If the roof's certificates are sold, its 300
// MWh take the residual mix too: 150 t. If certificates of 120 MWh are bought in their place: (300 − 120) × 500 kg = 90 t.
func TestOnSitePowerByBothMethods(t *testing.T) {
	average, residual := factors.MustSupplied("0.20705 kg CO2e/kWh AR5; DESNZ 2024, UK electricity"), factors.MustSupplied("0.5 kg CO2e/kWh AR5; "+testSource)
	b := factors.Basis{GWP: ghg.AR5()}
	meter := scope2.Electricity{ID: "meter", Period: year, Amount: energy("700 MWh"), Region: "GB", GridFactor: average, ResidualMix: residual}
	roof := onSite()
	roof.Generated, roof.ResidualMix = energy("300 MWh"), residual
	site := func(roof scope2.OnSiteGeneration, location, market string) scope2.Dual {
		t.Helper()
		d, own := dual(t, meter, b), dual(t, roof, b)
		assert.Equal(t, location, d.Location.CO2e.Add(own.Location.CO2e).Tonnes().String(), "location-based")
		assert.Equal(t, market, d.Market.CO2e.Add(own.Market.CO2e).Tonnes().String(), "market-based")
		return own
	}
	site(roof, "144.935", "350")
	roof.CertificatesSold = energy("300 MWh")
	site(roof, "144.935", "500")
	replacement := certificate("rec", "120 MWh")
	replacement.Registry = "REGO"
	roof.Instruments = []scope2.Instrument{replacement}
	own := site(roof, "144.935", "440")
	require.Len(t, own.Market.Claims, 1)
	assert.Equal(t, "rec", own.Market.Claims[0].Instrument)
	assert.Equal(t, "REGO", own.Market.Claims[0].Registry)
	assert.Equal(t, "120 MWh", own.Market.Claims[0].Used.String())
	assert.Equal(t, "120 MWh", own.Market.Claims[0].Available().String())
	var sources []ghg.CoverSource
	for _, c := range own.Market.Covers {
		sources = append(sources, c.Source)
	}
	assert.Equal(t, []ghg.CoverSource{ghg.ByInstrument, ghg.ByResidualMix, ghg.ByOwnGeneration}, sources)

	// A replacement that fails a criterion covers nothing; more than is sold reduces nothing.
	roof.Instruments[0].Retirement = ""
	assert.Len(t, site(roof, "144.935", "500").Refused, 1)
	roof.Instruments = []scope2.Instrument{certificate("rec", "1000 MWh")}
	assert.Equal(t, []ghg.CaveatKind{ghg.InstrumentUnused}, kinds(site(roof, "144.935", "350").Market))
}

// On-site power as an instrument for purchased power would count at the grid's average by location: 207.05 t.
func TestOnSitePowerIsNoInstrument(t *testing.T) {
	roof := certificate("roof", "300 MWh")
	roof.Kind, roof.AllRights = ghg.OnSite, true
	refused(t, "electricity", purchase("1000 MWh", roof), ghg.ErrOutOfRange, "OnSiteGeneration")
	refused(t, "hourly electricity", scope2.HourlyElectricity{
		ID: "hq", Period: twoDays, Region: "GB", Load: series(t, "MWh", []string{"1"}, []string{"1"}), GridFactors: hourlyFactors(t, "0.2"),
		Instruments: []scope2.Instrument{roof},
	}, ghg.ErrOutOfRange, "OnSiteGeneration")
	_, err := scope2.NewLedger(scope2.Window{}, roof)
	require.ErrorContains(t, err, "OnSiteGeneration")
}
