package pact_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/pact"
)

// resin is the footprint of an invented product: 12 litres, 30 kg CO2e without the uptake by plants and 26 with it.
const resin = `{
  "id": "d5cba999-6a4b-4cbe-9e0a-6d8f27d1d000", "specVersion": "3.0.0", "created": "2024-04-30T00:00:00Z", "status": "Active",
  "companyName": "Maker", "companyIds": ["urn:company:example:maker"], "productDescription": "", "productIds": ["urn:gtin:1"],
  "productNameCompany": "Resin", "comment": "other properties are ignored",
  "pcf": {
    "declaredUnitOfMeasurement": "liter", "declaredUnitAmount": "12", "productMassPerDeclaredUnit": "13.2",
    "referencePeriodStart": "2023-01-01T00:00:00Z", "referencePeriodEnd": "2024-01-01T00:00:00Z", "geographyCountry": "JP",
    "pcfExcludingBiogenicUptake": "30.0", "pcfIncludingBiogenicUptake": "26.0", "biogenicCO2Uptake": "-4", "fossilGhgEmissions": "30",
    "fossilCarbonContent": "0.4", "ipccCharacterizationFactors": ["AR6"], "crossSectoralStandards": ["ISO14067"],
    "exemptedEmissionsPercent": "0", "primaryDataShare": "80.2"
  }
}`

func TestReadPACT(t *testing.T) {
	for _, text := range []string{resin, `{"data": ` + resin + `}`} {
		f, err := pact.Read(strings.NewReader(text))
		require.NoError(t, err)
		assert.Equal(t, "JP", f.Region)
		assert.Equal(t, "80.2", f.PrimaryShare.String())
		assert.Equal(t, "2024-01-01", f.Valid.Start.String())
		assert.Equal(t, "2027-01-01", f.Valid.End.String())
		supplied, err := f.Supplied(ghg.CalendarYear(2025))
		require.NoError(t, err)
		assert.Equal(t, "2.5 kg CO2e/L AR6; PACT footprint d5cba999-6a4b-4cbe-9e0a-6d8f27d1d000 of Maker, Resin, 80.2 % primary data", supplied.String()) // 30 ÷ 12
		again, err := factors.ParseSupplied(supplied.String())
		require.NoError(t, err)
		assert.Equal(t, supplied.String(), again.String())
		_, err = f.Supplied(ghg.CalendarYear(2027))
		require.ErrorContains(t, err, "every day of 2027")
		factor, err := f.Factor("product/resin")
		require.NoError(t, err)
		assert.Equal(t, ghg.CradleToGate, factor.Boundary)
		assert.Equal(t, "Maker: Resin", factor.Label)
		_, err = f.Factor("")
		require.ErrorContains(t, err, "activity")
	}
}

func TestReadPACTValidity(t *testing.T) {
	stated := strings.Replace(resin, `"created"`, `"validityPeriodStart": "2024-01-01T00:00:00Z", "validityPeriodEnd": "2025-12-31T23:59:59Z", "created"`, 1)
	f, err := pact.Read(strings.NewReader(stated))
	require.NoError(t, err)
	assert.Equal(t, "2026-01-01", f.Valid.End.String())
	leap := strings.Replace(resin, `"2024-01-01T00:00:00Z", "geographyCountry": "JP"`, `"2024-02-29T09:00:00+09:00"`, 1)
	f, err = pact.Read(strings.NewReader(leap))
	require.NoError(t, err)
	assert.Equal(t, "2027-03-01", f.Valid.End.String())
	assert.Equal(t, "GLOBAL", f.Region)
}

// A footprint may be for a subdivision, and states neither the uptake by plants nor the share of primary data if its maker
// does not know them. What is read must be read to its end.
func TestReadPACTOptional(t *testing.T) {
	text := strings.NewReplacer(`"geographyCountry": "JP"`, `"geographyCountrySubdivision": "JP-13"`, `"biogenicCO2Uptake": "-4", `, "", `, "primaryDataShare": "80.2"`, "").Replace(resin)
	f, err := pact.Read(strings.NewReader(text))
	require.NoError(t, err)
	assert.Equal(t, "JP-13", f.Region)
	assert.Nil(t, f.PrimaryShare)
	assert.Equal(t, "26", f.Including.String(), "without an uptake there is no sum to check")
	supplied, err := f.Supplied(ghg.CalendarYear(2025))
	require.NoError(t, err)
	assert.Equal(t, "2.5 kg CO2e/L AR6; PACT footprint d5cba999-6a4b-4cbe-9e0a-6d8f27d1d000 of Maker, Resin", supplied.String())
	_, err = pact.Read(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(resin))))
	require.ErrorIs(t, err, iotest.ErrTimeout)
	_, err = pact.Footprint{ID: "f", Valid: ghg.CalendarYear(2025)}.Supplied(ghg.CalendarYear(2025))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestReadPACTRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, now, want string }{
		{"number without quotes", `"30.0"`, `30.0`, "30.0"},
		{"number with an exponent", `"30.0"`, `"3e1"`, "3e1"},
		{"a long number", `"30.0"`, `"3` + strings.Repeat("0,", 40) + `"`, `number "3` + strings.Repeat("0,", 19) + `…: want a string such as "1.85"`},
		{"many digits", `"30.0"`, `"` + strings.Repeat("9", 70) + `"`, "64 digits"},
		{"no figure", `"pcfExcludingBiogenicUptake"`, `"pcfExcludingBiogenic"`, "pcfExcludingBiogenicUptake"},
		{"no mass", `"productMassPerDeclaredUnit"`, `"mass"`, "productMassPerDeclaredUnit"},
		{"no unit", `"liter"`, `""`, "declaredUnitOfMeasurement"},
		{"unknown unit", `"liter"`, `"gallon"`, "cubic meter"},
		{"amount of zero", `"12"`, `"0"`, "above 0"},
		{"negative amount", `"12"`, `"-12"`, "declaredUnitAmount"},
		{"uptake above zero", `"-4"`, `"4"`, "biogenicCO2Uptake"},
		{"sums that differ", `"26.0"`, `"27.0"`, "pcfExcludingBiogenicUptake + biogenicCO2Uptake, 26"},
		{"another version", `"3.0.0"`, `"2.3.0"`, "3.x"},
		{"AR4", `["AR6"]`, `["AR4"]`, "AR5, AR6"},
		{"two sets", `["AR6"]`, `["AR5", "AR6"]`, "no single basis"},
		{"two geographies", `"geographyCountry": "JP"`, `"geographyCountry": "JP", "geographyCountrySubdivision": "JP-13"`, "one of region"},
		{"status", `"Active"`, `"Draft"`, "Active, Deprecated"},
		{"no company", `"Maker"`, `""`, "companyName"},
		{"no products", `["urn:gtin:1"]`, `[]`, "productIds"},
		{"no standards", `["ISO14067"]`, `[]`, "crossSectoralStandards"},
		{"no description", `"productDescription": ""`, `"description": ""`, "productDescription"},
		{"per cent", `"80.2"`, `"802"`, "at most 100"},
		{"no period", `"2023-01-01T00:00:00Z"`, `"2023"`, "referencePeriodStart"},
		{"no end", `"2024-01-01T00:00:00Z"`, `""`, "referencePeriodEnd"},
		{"end before start", `"2024-01-01T00:00:00Z"`, `"2022-01-01T00:00:00Z"`, "after"},
		{"half a validity", `"created"`, `"validityPeriodStart": "2024-01-01T00:00:00Z", "created"`, "validityPeriodEnd"},
		{"not JSON", `{`, `[`, "PACT footprint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, resin, c.old)
			_, err := pact.Read(strings.NewReader(strings.Replace(resin, c.old, c.now, 1)))
			require.ErrorContains(t, err, c.want)
		})
	}
	_, err := pact.Read(strings.NewReader(strings.Repeat(" ", 1<<20) + resin))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = pact.Footprint{}.Supplied(ghg.CalendarYear(2025))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestUnusableFootprints(t *testing.T) {
	f, err := pact.Read(strings.NewReader(strings.Replace(resin, `"Active"`, `"Deprecated"`, 1)))
	require.NoError(t, err)
	_, err = f.Supplied(ghg.CalendarYear(2025))
	require.ErrorContains(t, err, "Deprecated")
	f, err = pact.Read(strings.NewReader(strings.NewReplacer(`"30.0"`, `"-1"`, `"26.0"`, `"-5"`).Replace(resin)))
	require.NoError(t, err)
	_, err = f.Factor("product/resin")
	require.ErrorIs(t, err, ghg.ErrNegative)
}

// A supplier's footprint becomes the factor of a purchase.
func ExampleRead() {
	footprint, err := pact.Read(strings.NewReader(resin))
	if err != nil {
		fmt.Println(err)
		return
	}
	supplied, err := footprint.Supplied(ghg.CalendarYear(2025))
	fmt.Println(supplied, err)
	// Output:
	// 2.5 kg CO2e/L AR6; PACT footprint d5cba999-6a4b-4cbe-9e0a-6d8f27d1d000 of Maker, Resin, 80.2 % primary data <nil>
}

func FuzzRead(f *testing.F) {
	f.Add(resin)
	f.Fuzz(func(t *testing.T, text string) {
		footprint, err := pact.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		if supplied, err := footprint.Supplied(footprint.Valid); err == nil {
			require.Equal(t, 1, supplied.PerUnit.Len())
		}
	})
}
