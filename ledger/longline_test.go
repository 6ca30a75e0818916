package ledger_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/ledger/seal"
)

// longFactors are factors of which the numbers are long.
func longFactors(t *testing.T) factors.Basis {
	t.Helper()
	set, err := factors.ReadCSV(strings.NewReader("activity,region,valid,unit,boundary,CO2,CH4,N2O,CO2-biogenic,other_gases\n"+
		"fuel/natural-gas,GB,2024,kWh(HHV),combustion,0."+strings.Repeat("12345678", 7)+",0.2,1e-40,0."+strings.Repeat("37", 20)+",SF6=0.1\n"),
		factors.Meta{Publisher: "example", Edition: "2024", Title: "Long numbers", Published: "2024-01-01", Valid: "2024", Licence: "none", Attribution: "a test"})
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

// TestLongNumbers writes lines with numbers of more than 77 digits as the library calculates them.
func TestLongNumbers(t *testing.T) {
	job := fuelJob(t)
	job.Basis = longFactors(t)
	job.Columns = ledger.Columns()
	job.Totals = []string{"site"}
	amount := strings.Repeat("9", 60) + ".7"
	long := "b,\"Leeds, UK\",2024,natural-gas,GB," + amount + " kWh(HHV)\n"
	short := "a,\"Leeds, UK\",2024,natural-gas,GB,1 kWh(HHV)\n"
	tiny := "c,York,2024,natural-gas,GB,1e-60 kWh(HHV)\n"
	var co2e, biogenic decimal.Decimal
	lines, rejects, totals, sum := run(t, job, fuelHead+short+long+tiny+long)
	require.Len(t, rejects, 1)
	assert.EqualValues(t, 4, sum.Lines)
	for i, record := range []string{short, long, tiny, long} {
		results, err := job.Results([]byte(fuelHead), []byte(record))
		require.NoError(t, err)
		cells := map[string]string{}
		for c, name := range lines[0] {
			cells[name] = lines[i+1][c]
		}
		assert.Equal(t, dec.Text(results[0].CO2e.Kg()), cells["co2e_kg"], record)
		var all []string
		for a := range results[0].Emissions.All() {
			all = append(all, string(a.Gas)+" "+dec.Text(a.Kg))
			switch a.Gas {
			case ghg.CO2:
				assert.Equal(t, dec.Text(a.Kg), cells["co2_kg"])
			case ghg.N2O:
				assert.Equal(t, dec.Text(a.Kg), cells["n2o_kg"])
			case ghg.CO2Biogenic:
				assert.Equal(t, dec.Text(a.Kg), cells["biogenic_co2_kg"])
				if i != 2 {
					biogenic = biogenic.Add(a.Kg)
				}
			case ghg.SF6:
				assert.Contains(t, cells["other_gases"], "SF6 "+dec.Text(a.Kg))
			}
		}
		assert.Equal(t, strings.Join(all, "; "), cells["emissions"])
		assert.Equal(t, results[0].Factors[0].ID, cells["factors"])
		assert.Equal(t, results[0].Site, cells["site"])
		if i != 2 {
			co2e = co2e.Add(results[0].CO2e.Kg())
		}
		if i == 1 {
			assert.Greater(t, len(cells["co2e_kg"]), 100)
		}
	}
	assert.Equal(t, []string{"Leeds, UK", "3", dec.Text(co2e), "0", dec.Text(biogenic)}, append(totals[1][:1:1], totals[1][5:]...))
}

// TestSealOfALongNumber requires that the seal commits to all digits.
func TestSealOfALongNumber(t *testing.T) {
	job := fuelJob(t)
	job.Basis = longFactors(t)
	job.Seal = true
	record := "b,Leeds,2024,natural-gas,GB," + strings.Repeat("9", 60) + " kWh(HHV)"
	var rejects bytes.Buffer
	sum, err := ledger.Run(context.Background(), job, strings.NewReader(fuelHead+record+"\n"), ledger.Output{Rejects: &rejects})
	require.NoError(t, err)
	results, err := job.Results([]byte(fuelHead), []byte(record))
	require.NoError(t, err)
	digest, err := seal.DerivationOf(results[0])
	require.NoError(t, err)
	leaf := seal.AppendResult(seal.AppendRecord([]byte{0}, []byte(record), 1), digest, []byte(dec.Text(results[0].CO2e.Kg())))
	assert.Equal(t, seal.Digest(sha256.Sum256(leaf)), sum.Statement.Root)
	assert.Equal(t, dec.Text(results[0].CO2e.Kg()), dec.Text(sum.Statement.Totals[0].CO2e.Kg()))
}
