package scope2_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func TestDisclosure(t *testing.T) {
	b := basis(t)
	young, old := certificate("young", "300 MWh"), certificate("old", "200 MWh")
	old.Commissioned = ghg.Date{Year: 1990, Month: time.May, Day: 1}
	nfc := certificate("nfc", "100 MWh")
	nfc.Kind, nfc.Market, nfc.Renewable = ghg.NonFossilCertificate, "JP", false
	japan := at("t", "tokyo", "JP", "250 MWh")
	japan.Instruments = []scope2.Instrument{nfc}
	var results []ghg.Result
	for _, p := range []scope2.Electricity{purchase("650 MWh", young, old), japan} {
		d, err := p.Dual(b)
		require.NoError(t, err)
		results = append(results, d.Results()...)
	}
	roof, err := onSite().Dual(b)
	require.NoError(t, err)
	d, err := scope2.Disclose(append(results, roof.Results()...))
	require.NoError(t, err)

	// 650 + 250 + 100 = 1000 MWh. Certificates 500, NFC 100, residual mix 150 × 0.6, substitute 150 × 0.45, own 100.
	assert.Equal(t, "1000 MWh", d.Energy.String())
	type row struct{ name, energy, share, renewable, kg string }
	var rows []row
	for _, r := range d.Rows {
		rows = append(rows, row{r.Name(), r.Energy.String(), r.Share.String(), r.Renewable.String(), r.CO2e.Kg().String()})
	}
	assert.Equal(t, []row{
		{"certificate", "500 MWh", "0.5", "500 MWh", "0"},
		{"non-fossil-certificate", "100 MWh", "0.1", "0 MWh", "0"},
		{"residual-mix", "150 MWh", "0.15", "0 MWh", "90000"},
		{"substitute", "150 MWh", "0.15", "0 MWh", "67500"},
		{"own-generation", "100 MWh", "0.1", "100 MWh", "0"},
	}, rows)
	assert.True(t, d.Location.Tonnes().Equal(number("425")), "650 × 0.5 + 250 × 0.4")
	assert.True(t, d.Market.Tonnes().Equal(number("157.5")))
	assert.Equal(t, "0.6", d.Renewable.String())           // 500 + 100
	assert.Equal(t, "0.4", d.RE100.String())               // 300 + 100
	assert.Equal(t, "0.55", d.RE100WithAllowance.String()) // plus 150 of the old plant's 200
	assert.Equal(t, "0.15", d.WithoutResidualMix.String())

	_, err = scope2.Disclose(nil)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	b.GWP = ghg.AR6()
	other, err := purchase("1 MWh").Dual(b)
	require.NoError(t, err)
	_, err = scope2.Disclose(append(results, other.Results()...))
	require.ErrorIs(t, err, ghg.ErrMixed)
}

// Two caller-defined sets of one name are two sets.
func TestDiscloseTwoSetsOfOneName(t *testing.T) {
	var results []ghg.Result
	for i, methane := range []int64{31, 32} {
		g, err := ghg.NewGWP("house", "an invented report", map[ghg.Gas]decimal.Decimal{ghg.CO2: decimal.New(1, 0), ghg.CH4: decimal.New(methane, 0)})
		require.NoError(t, err)
		rs, err := scope2.Electricity{
			ID: strconv.Itoa(i), Period: ghg.CalendarYear(2024), Region: "GB", Amount: units.MustParse("1 MWh"),
			GridFactor: factors.MustSupplied("0.2 kg CO2/kWh; grid"), ResidualMix: factors.MustSupplied("0.3 kg CO2/kWh; issuing body"),
		}.Calculate(factors.Basis{GWP: g})
		require.NoError(t, err)
		results = append(results, rs...)
	}
	_, err := scope2.Disclose(results[:2])
	require.NoError(t, err)
	_, err = scope2.Disclose(results)
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "GWP of result 1")
}
