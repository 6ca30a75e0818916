package pact_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
  "productNameCompany": "Resin", "comment": "invented", "extensions": [{"specVersion": "3.0.0", "dataSchema": "https://example.com/s.json", "data": {"a": [null, 1e9]}}],
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
		{"a long number", `"30.0"`, `"3` + strings.Repeat("0,", 40) + `"`, `,0…": want digits`},
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

// changed returns the resin with other properties in its carbon footprint; an empty value removes one.
func changed(t *testing.T, properties map[string]any) string {
	t.Helper()
	var tree map[string]any
	require.NoError(t, json.Unmarshal([]byte(resin), &tree))
	pcf, ok := tree["pcf"].(map[string]any)
	require.True(t, ok)
	for name, value := range properties {
		of := pcf
		if strings.HasPrefix(name, "validity") {
			of = tree
		}
		if of[name] = value; value == "" {
			delete(of, name)
		}
	}
	text, err := json.Marshal(tree)
	require.NoError(t, err)
	return string(text)
}

// Footprints whose parts contradict each other are refused; those whose parts agree within their rounding are not.
func TestContradictions(t *testing.T) {
	type with map[string]any
	const sum, part = "pcfExcludingBiogenicUptake", "landUseChangeGhgEmissions"
	for _, c := range []struct {
		name  string
		pcf   with
		field string // of the error; "" if it is read
	}{
		{"the total below its fossil part", with{"fossilGhgEmissions": "30.2"}, sum},
		{"below by the rounding", with{"fossilGhgEmissions": "30.06"}, sum},
		{"within the rounding", with{"fossilGhgEmissions": "30.05"}, ""}, // 0.05 + 0.005 of rounding
		{"parts above the total", with{"fossilGhgEmissions": "20", part: "12"}, sum},
		{"parts below the total, others unknown", with{"fossilGhgEmissions": "20", part: "3"}, ""},
		{"all parts below the total", with{"fossilGhgEmissions": "20", part: "3", "landManagementBiogenicCO2Emissions": "0", "biogenicNonCO2Emissions": "1"}, sum},
		{"all parts", with{"fossilGhgEmissions": "20", part: "6", "landManagementBiogenicCO2Emissions": "3", "biogenicNonCO2Emissions": "1"}, ""},
		{"all parts, with a removal", with{"fossilGhgEmissions": "20", part: "6", "landManagementBiogenicCO2Emissions": "5", "biogenicNonCO2Emissions": "1", "landManagementBiogenicCO2Removals": "-2"}, ""},
		{"the removal left out", with{"fossilGhgEmissions": "20.0", part: "6.0", "landManagementBiogenicCO2Emissions": "5.0", "biogenicNonCO2Emissions": "1.0"}, sum},
		{"capture and removal", with{"fossilGhgEmissions": "40", "ccsTechnologicalCO2Capture": "-7", "technologicalCO2Removals": "-3"}, ""},
		{"a removal above 0", with{"landManagementBiogenicCO2Removals": "1"}, "landManagementBiogenicCO2Removals"},
		{"a part below 0", with{part: "-1"}, part},
		// Example 4 of the specification adds landManagementFossilGhgEmissions: 0.17 + 0.2 + 0.05 + 0.001 = 0.421.
		{"example 4", with{
			"declaredUnitOfMeasurement": "kilogram", "declaredUnitAmount": "1", "productMassPerDeclaredUnit": "1", sum: "0.42",
			"pcfIncludingBiogenicUptake": "0.05", "fossilCarbonContent": "0", "biogenicCarbonContent": "0.1", "recycledCarbonContent": "0",
			"fossilGhgEmissions": "0.17", part: "0.2", "landManagementFossilGhgEmissions": "0.05", "landManagementBiogenicCO2Emissions": "0",
			"landManagementBiogenicCO2Removals": "0", "biogenicCO2Uptake": "-0.37", "biogenicNonCO2Emissions": "0.001", "aircraftGhgEmissions": "0",
			"packagingEmissionsIncluded": false, "outboundLogisticsGhgEmissions": "0.002",
		}, ""},
		{"including above excluding", with{"biogenicCO2Uptake": "", "pcfIncludingBiogenicUptake": "31"}, "pcfIncludingBiogenicUptake"},
		{"including below excluding", with{"biogenicCO2Uptake": ""}, ""},
		{"including without the uptake", with{"pcfIncludingBiogenicUptake": "30"}, "pcfIncludingBiogenicUptake"},
		{"uptake without carbon", with{"biogenicCarbonContent": "0"}, "biogenicCO2Uptake"},
		{"uptake in the packaging", with{"biogenicCarbonContent": "0", "packagingBiogenicCarbonContent": "1"}, ""},
		{"uptake in the product", with{"biogenicCarbonContent": "1.09"}, ""}, // 4 × 12 ÷ 44
		{"aircraft above all", with{"aircraftGhgEmissions": "30.2"}, "aircraftGhgEmissions"},
		{"aircraft, before a removal", with{"fossilGhgEmissions": "32", "landManagementBiogenicCO2Removals": "-2", "aircraftGhgEmissions": "31"}, ""},
		{"packaging above all", with{"packagingEmissionsIncluded": true, "packagingGhgEmissions": "31"}, "packagingGhgEmissions"},
		{"packaging", with{"packagingEmissionsIncluded": true, "packagingGhgEmissions": "3"}, ""},
		{"packaging not included", with{"packagingEmissionsIncluded": false, "packagingGhgEmissions": "3"}, "packagingGhgEmissions"},
		{"packaging not included, 0", with{"packagingEmissionsIncluded": false, "packagingGhgEmissions": "0"}, ""},
		{"capture not included", with{"fossilGhgEmissions": "33", "ccsTechnologicalCO2CaptureIncluded": false, "ccsTechnologicalCO2Capture": "-3"}, "ccsTechnologicalCO2Capture"},
		{"a kilogram of another mass", with{"declaredUnitOfMeasurement": "kilogram", "declaredUnitAmount": "1", "productMassPerDeclaredUnit": "13.2"}, "productMassPerDeclaredUnit"},
		{"a kilogram", with{"declaredUnitOfMeasurement": "kilogram", "declaredUnitAmount": "1", "productMassPerDeclaredUnit": "1.00"}, ""},
		{"more carbon than mass", with{"fossilCarbonContent": "8.0", "biogenicCarbonContent": "6.0"}, "fossilCarbonContent"},
		{"carbon of a product without a mass", with{"productMassPerDeclaredUnit": "0", "fossilCarbonContent": "8"}, ""},
		{"more recycled carbon than carbon", with{"biogenicCarbonContent": "1.1", "recycledCarbonContent": "1.7"}, "recycledCarbonContent"},
		{"valid before the data end", with{"validityPeriodStart": "2023-12-31T23:59:59Z", "validityPeriodEnd": "2025-01-01T00:00:00Z"}, "validityPeriodStart"},
		{"valid too long", with{"validityPeriodStart": "2024-01-01T00:00:00Z", "validityPeriodEnd": "2027-01-01T00:00:01Z"}, "validityPeriodEnd"},
		{"valid for three years", with{"validityPeriodStart": "2024-01-01T00:00:00Z", "validityPeriodEnd": "2027-01-01T00:00:00Z"}, ""},
		{"null", with{"biogenicCarbonContent": nil, "packagingEmissionsIncluded": nil}, ""}, // "deemed undefined", section Undefined Properties
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pact.Read(strings.NewReader(changed(t, c.pcf)))
			if c.field == "" {
				require.NoError(t, err)
				return
			}
			var refused *ghg.FieldError
			require.ErrorAs(t, err, &refused)
			assert.Equal(t, c.field, refused.Field)
			assert.True(t, errors.Is(err, pact.ErrContradicted) || errors.Is(err, ghg.ErrOutOfRange))
		})
	}
}

// A footprint is read as strictly as an activity.
func TestReadIsStrict(t *testing.T) {
	for _, c := range []struct{ name, old, now, want string }{
		{"unknown property", `"comment"`, `"coment"`, `coment is an unknown key: want "comment"`},
		{"unknown property of the pcf", `"pcf": {`, `"pcf": {"note": "x", `, `pcf.note is an unknown key`},
		{"other case", `"fossilGhgEmissions"`, `"fossilGHGEmissions"`, `pcf.fossilGHGEmissions is an unknown key: want "fossilGhgEmissions"`},
		{"twice", `"fossilGhgEmissions"`, `"fossilGhgEmissions": "1", "fossilGhgEmissions"`, `fossilGhgEmissions is a repeated key`},
		{"twice in an extension", `{"a": [null`, `{"a": 1, "a": [null`, `a is a repeated key`},
		{"null figure", `"30.0"`, `null`, "the property pcfExcludingBiogenicUptake"},
		{"lone surrogate", `"Resin"`, `"\ud800"`, "UTF-8"},
		{"not UTF-8", `"Resin"`, "\"\xff\"", "UTF-8"},
		{"long name", `"Resin"`, `"` + strings.Repeat("x", 1001) + `"`, "productNameCompany is out of range"},
		{"deep", `[null, 1e9]`, strings.Repeat("[", 1<<19), "within each other"},
		{"text after it", `"80.2"`, `"80.2"}}}`, "there is more after the value"},
		{"a list", `{
  "id"`, `[{
  "id"`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, resin, c.old)
			for _, text := range []string{resin, `{"data": ` + resin + `}`} {
				_, err := pact.Read(strings.NewReader(strings.Replace(text, c.old, c.now, 1)))
				require.ErrorContains(t, err, c.want)
				assert.Less(t, len(err.Error()), 3000)
			}
		})
	}
	_, err := pact.Read(strings.NewReader(`{"data": ` + resin + `, "more": 1}`))
	require.ErrorContains(t, err, `more is an unknown key`)
	_, err = pact.Read(still{})
	require.ErrorIs(t, err, io.ErrNoProgress)
}

// still returns neither bytes nor an error.
type still struct{}

func (still) Read([]byte) (int, error) { return 0, nil }

func TestUnusableFootprints(t *testing.T) {
	f, err := pact.Read(strings.NewReader(strings.Replace(resin, `"Active"`, `"Deprecated"`, 1)))
	require.NoError(t, err)
	_, err = f.Supplied(ghg.CalendarYear(2025))
	require.ErrorContains(t, err, "Deprecated")
	f, err = pact.Read(strings.NewReader(strings.NewReplacer(`"30.0"`, `"-1", "landManagementBiogenicCO2Removals": "-31"`, `"26.0"`, `"-5"`).Replace(resin)))
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
