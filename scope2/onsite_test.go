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
		{"no residual mix", change(func(a *scope2.OnSiteGeneration) { a.Region, a.CertificatesSold = "US-CAMX", energy("1 MWh") }), factors.ErrNoFactor, "residual-mix"},
	} {
		refused(t, c.name, c.a, c.err, c.text)
	}
}
