package scope2_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// FuzzReadLedger checks that any sheet of instruments is either read or refused, and that no instrument that is read has an
// impossible volume.
func FuzzReadLedger(f *testing.F) {
	f.Add([]byte("id,kind,volume,rate,market,vintage,retirement_evidence,sole_claim\nrego-1,certificate,600 MWh,zero-carbon,GB,2024,statement,true\n"))
	f.Add([]byte("id,purchase,kind,volume,rate,market,vintage,serials\nppa,hq,physical-ppa,1 MWh,0.1 kg CO2/kWh; contract,GB,2024,GB0001..GB0002\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := scope2.ReadLedger(bytes.NewReader(text), "ledger.csv", scope2.Window{})
		byPurchase, err2 := scope2.ReadInstruments(bytes.NewReader(text), "instruments.csv")
		if err != nil && err2 != nil {
			return
		}
		for purchase, list := range byPurchase {
			assert.NotEmpty(t, purchase)
			for _, in := range list {
				assert.Positive(t, in.Volume.Value.Sign(), "instrument %q", in.ID)
			}
		}
	})
}

// FuzzReadSeries checks that any sheet of hours is either refused or read as every hour of the period, once.
func FuzzReadSeries(f *testing.F) {
	day, err := ghg.ParsePeriod("2024-06-01/2024-06-02")
	require.NoError(f, err)
	var load, rate, share bytes.Buffer
	load.WriteString("hour,amount\n")
	rate.WriteString("hour,kg_co2e\n")
	share.WriteString("hour,carbon_free_share\n")
	for h := range 24 {
		hour := "2024-06-01T" + string(rune('0'+h/10)) + string(rune('0'+h%10))
		load.WriteString(hour + ",2\n")
		rate.WriteString(hour + ",0.2\n")
		share.WriteString(hour + ",0.5\n")
	}
	f.Add(load.Bytes())
	f.Add(rate.Bytes())
	f.Add(share.Bytes())
	f.Fuzz(func(t *testing.T, text []byte) {
		series, err := scope2.ReadSeries(bytes.NewReader(text), "load.csv", day, units.MustUnit("MWh"))
		assert.Equal(t, err == nil, series.Given())
		rates, err := scope2.ReadFactorSeries(bytes.NewReader(text), "rates.csv", day, units.MustUnit("kWh"), "AR5", "operator")
		assert.Equal(t, err == nil, rates.Given())
		shares, err := scope2.ReadCarbonFreeSeries(bytes.NewReader(text), "cfe.csv", day, "operator")
		assert.Equal(t, err == nil, shares.Given())
	})
}
