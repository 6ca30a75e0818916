package epa_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/units"
)

// sets lists what each edition holds.
var sets = []struct {
	edition, gwp        string
	factors, properties int
}{
	{epa.Edition2021, "AR4", 541, 58},
	{epa.Edition2023, "AR4", 546, 58},
	{epa.Edition2024, "AR5", 551, 58},
	{epa.Edition2025, "AR5", 554, 58},
}

func load(t testing.TB, edition string) *factors.Set {
	t.Helper()
	set, err := epa.Load(edition)
	require.NoError(t, err)
	return set
}

func TestSets(t *testing.T) {
	for _, s := range sets {
		t.Run(s.edition, func(t *testing.T) {
			set := load(t, s.edition)
			assert.Equal(t, "epa-"+s.edition, set.Name())
			assert.True(t, strings.HasPrefix(set.Meta().GWP, s.gwp+" "), set.Meta().GWP)
			assert.Equal(t, s.factors, set.Len())
			n := 0
			for range set.Properties() {
				n++
			}
			assert.Equal(t, s.properties, n)
			again := load(t, s.edition)
			assert.Equal(t, set.Digest(), again.Digest())
		})
	}
}

func TestLoadUnknownEdition(t *testing.T) {
	_, err := epa.Load("2022")
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.Contains(t, err.Error(), `"2022"`)
	assert.Contains(t, err.Error(), "2021, 2023, 2024, 2025")
}

// Every factor is complete, in the unit and with the boundary of its table, and valid in the edition's year.
func TestEveryFactor(t *testing.T) {
	unitsOf := map[string]string{
		"Table 1": "mmBtu(HHV) short-ton scf gal(US)", "Table 2": "gal(US) scf", "Table 3": "mile", "Table 4": "mile", "Table 5": "gal(US)",
		"Table 7": "mmBtu", "Table 8": "mile short-ton·mile", "Table 9": "short-ton", "Table 10": "mile passenger·mile",
		"Table 12": "kg",
	}
	boundaryOf := map[string]ghg.Boundary{"Table 7": ghg.Generation, "Table 9": ghg.Treatment, "Table 12": ghg.DirectEmission}
	for _, s := range sets {
		for f := range load(t, s.edition).All() {
			table := f.Reference.Table
			assert.Contains(t, strings.Fields(unitsOf[table]), f.Unit.Symbol(), f.ID)
			want := ghg.Combustion
			if b, ok := boundaryOf[table]; ok {
				want = b
			}
			assert.Equal(t, want, f.Boundary, f.ID)
			assert.Equal(t, "US", f.Region, f.ID)
			assert.Equal(t, s.edition, f.Valid.Label, f.ID)
			assert.Regexp(t, `^US EPA GHG Emission Factors Hub 20`, f.Reference.Document, f.ID)
			assert.Regexp(t, `^row [1-9]\d*$`, f.Reference.Row, f.ID)
			assert.Equal(t, "public domain (17 USC 105)", f.Licence, f.ID)
			assert.NotEmpty(t, f.Label, f.ID)
			assert.Regexp(t, `^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)+$|^refrigerant/R-[45][0-9]{2}[A-Z]?$`, f.Activity)
			for a := range f.PerUnit.All() {
				assert.False(t, a.Kg.IsNegative(), f.ID)
			}
			// EPA's groups in table 1 determine which CO2 is biogenic.
			if table == "Table 1" {
				_, biogenic := f.PerUnit.BiogenicCO2()
				assert.Equal(t, strings.HasPrefix(f.Label, "Biomass Fuels"), biogenic, f.ID)
				_, other := f.PerUnit.Kg(ghg.CO2)
				assert.Equal(t, !biogenic, other, f.ID)
				_, fossil := f.PerUnit.Kg(ghg.CH4Combustion)
				assert.False(t, biogenic && fossil, f.ID)
			}
		}
	}
}

// Every record of the original is in a set, converted exactly to kilograms, or is left out with a reason; nothing else
// is in the sets.
func TestEveryRecordIsAccountedFor(t *testing.T) {
	scale := map[string]*big.Rat{"kg": big.NewRat(1, 1), "g": big.NewRat(1, 1000), "t": big.NewRat(1000, 1), "kg CO2e": big.NewRat(1, 1)}
	symbols := map[string]string{
		"mmBtu": "mmBtu(HHV)", "gallon": "gal(US)", "short ton": "short-ton", "scf": "scf", "vehicle-mile": "mile",
		"passenger-mile": "passenger·mile", "kg": "kg", "short ton-mile": "short-ton·mile", "ton-mile": "short-ton·mile",
	}
	type key struct{ edition, table, row, label, unit, gas string }
	held := map[key]decimal.Decimal{}
	for _, s := range sets {
		set := load(t, s.edition)
		for f := range set.All() {
			for a := range f.PerUnit.All() {
				gas := strings.TrimSuffix(strings.TrimSuffix(string(a.Gas), "-combustion"), "-biogenic")
				if gas == "" {
					gas = "CO2e"
					basis := "AR4" // EPA WARM, and the potentials of blends until 2023
					if f.Reference.Table == "Table 12" && s.edition >= epa.Edition2024 {
						basis = "AR5"
					}
					assert.Equal(t, basis, a.GWP, f.ID)
				}
				label := f.Label
				if f.Reference.Table == "Table 7" {
					label = f.Activity
				}
				k := key{s.edition, f.Reference.Table, f.Reference.Row, label, f.Unit.Symbol(), gas}
				assert.NotContains(t, held, k)
				held[k] = a.Kg
			}
		}
		for p := range set.Properties() {
			held[key{s.edition, p.Reference.Table, p.Reference.Row, "", p.Rate.Den.Symbol(), p.Name}] = p.Rate.Value
			assert.Equal(t, "mmBtu(HHV)", p.Rate.Num.Symbol())
		}
	}
	omitted := map[string]bool{}
	for _, o := range readCSV(t, "data/omitted.csv") {
		assert.NotEmpty(t, o["why"])
		assert.False(t, omitted[o["line"]], "line %s is left out twice", o["line"])
		omitted[o["line"]] = true
	}
	records := original(t)
	require.Len(t, records, 5109) // the transcription's own count
	used := 0
	take := func(k key, want *big.Rat) {
		got, ok := held[k]
		if assert.True(t, ok, "%v is not in the set", k) {
			assert.Zero(t, want.Cmp(got.Rat()), "%v is %s", k, got)
			delete(held, k)
		}
	}
	for i, r := range records {
		if omitted[decimal.NewFromInt(int64(i+2)).String()] {
			assert.Contains(t, []string{"6", "11"}, r["table"])
			continue
		}
		used++
		printed, ok := new(big.Rat).SetString(r["value"])
		require.True(t, ok, r["value"])
		mass, per, _ := strings.Cut(r["unit"], "/")
		k := key{r["edition"], "Table " + r["table"], "row " + r["source_row"], "", symbols[per], r["gas"]}
		switch {
		case r["gas"] == "heat_content_HHV":
			k.gas = "heating value"
			take(k, printed)
			continue
		case r["table"] == "12":
			k.gas = "CO2e"
		case r["table"] == "7":
			k.unit = "mmBtu"
			for _, k.label = range []string{"steam/default", "heat/default"} {
				take(k, new(big.Rat).Mul(printed, scale[mass]))
			}
			continue
		}
		var label []string
		for _, part := range []string{r["group"], strings.Replace(r["item"], "AircraftC", "Aircraft", 1), r["detail"]} {
			if part != "" {
				label = append(label, part)
			}
		}
		k.label = strings.Join(label, ", ")
		take(k, new(big.Rat).Mul(printed, scale[mass]))
	}
	assert.Empty(t, held, "the sets must hold nothing that is not in the original")
	assert.Equal(t, len(records), used+len(omitted))
	// 672 records of table 6 and 27 losses, 126 of table 11.
	assert.Len(t, omitted, 672+27+126)
}

func TestSpotValues(t *testing.T) {
	kg := func(gas, amount string) map[string]string { return map[string]string{gas: amount} }
	cases := []struct {
		edition, activity, unit string
		boundary                ghg.Boundary
		table, row              string
		want                    map[string]string
	}{
		// 53.06 kg CO2, 1.0 g CH4, 0.10 g N2O per mmBtu
		{epa.Edition2024, "fuel/natural-gas", "mmBtu(HHV)", ghg.Combustion, "Table 1", "row 40", map[string]string{"CO2": "53.06", "CH4-combustion": "0.001", "N2O": "0.0001"}},
		// 2,602 kg CO2, 276 g CH4, 40 g N2O per short ton
		{epa.Edition2021, "fuel/coal/anthracite", "short-ton", ghg.Combustion, "Table 1", "row 17", map[string]string{"CO2": "2602", "CH4-combustion": "0.276", "N2O": "0.04"}},
		// 1,640 kg CO2, 126 g CH4, 63 g N2O per short ton, biomass
		{epa.Edition2025, "fuel/wood", "short-ton", ghg.Combustion, "Table 1", "", map[string]string{"CO2-biogenic": "1640", "CH4-biogenic": "0.126", "N2O": "0.063"}},
		// 0.025254 kg CO2, 0.001552 g CH4, 0.000306 g N2O per scf
		{epa.Edition2021, "fuel/landfill-gas", "scf", ghg.Combustion, "Table 1", "row 45", map[string]string{"CO2-biogenic": "0.025254", "CH4-biogenic": "0.000001552", "N2O": "0.000000306"}},
		{epa.Edition2023, "fuel/municipal-solid-waste", "short-ton", ghg.Combustion, "Table 1", "", map[string]string{"CO2": "902", "CH4-combustion": "0.318", "N2O": "0.042"}},
		{epa.Edition2024, "fuel/gasoline/mobile", "gal(US)", ghg.Combustion, "Table 2", "", kg("CO2", "8.78")},
		{epa.Edition2024, "fuel/bioethanol/mobile", "gal(US)", ghg.Combustion, "Table 2", "", kg("CO2-biogenic", "5.75")},
		{epa.Edition2021, "fuel/lng/mobile", "gal(US)", ghg.Combustion, "Table 2", "row 104", kg("CO2", "4.5005492")},
		{epa.Edition2023, "fuel/lng/mobile", "gal(US)", ghg.Combustion, "Table 2", "", kg("CO2", "4.5")},
		// 4.2 g CH4, 0.043 g N2O per mile; in later editions LNG has 0.001 and biodiesel 0.043
		{epa.Edition2021, "vehicle/medium-duty-truck/lng", "mile", ghg.Combustion, "Table 4", "row 245", map[string]string{"CH4-combustion": "0.0042", "N2O": "0.000043"}},
		{epa.Edition2023, "vehicle/medium-duty-truck/biodiesel", "mile", ghg.Combustion, "Table 4", "row 256", map[string]string{"CH4-biogenic": "0.000009", "N2O": "0.000043"}},
		{epa.Edition2025, "vehicle/aircraft/jet-fuel", "gal(US)", ghg.Combustion, "Table 5", "", map[string]string{"CH4-combustion": "0", "N2O": "0.0003"}},
		// 1.93 and 1.2 g per gallon
		{epa.Edition2025, "vehicle/agricultural-equipment/gasoline-4-stroke", "gal(US)", ghg.Combustion, "Table 5", "", map[string]string{"CH4-combustion": "0.00193", "N2O": "0.0012"}},
		// 66.33 kg CO2, 1.250 g CH4, 0.125 g N2O per mmBtu
		{epa.Edition2024, "steam/default", "mmBtu", ghg.Generation, "Table 7", "", map[string]string{"CO2": "66.33", "CH4-combustion": "0.00125", "N2O": "0.000125"}},
		// 1.298 kg, 0.0115 g, 0.0376 g per vehicle-mile; 0.186 kg, 0.0016 g, 0.0054 g per short ton-mile
		{epa.Edition2025, "freight/road/medium-and-heavy-duty-truck", "mile", ghg.Combustion, "Table 8", "", map[string]string{"CO2": "1.298", "CH4-combustion": "0.0000115", "N2O": "0.0000376"}},
		{epa.Edition2025, "freight/road/medium-and-heavy-duty-truck", "short-ton·mile", ghg.Combustion, "Table 8", "", map[string]string{"CO2": "0.186", "CH4-combustion": "0.0000016", "N2O": "0.0000054"}},
		{epa.Edition2021, "freight/air", "short-ton·mile", ghg.Combustion, "Table 8", "", map[string]string{"CO2": "1.16", "CH4-combustion": "0", "N2O": "0.0000357"}},
		{epa.Edition2025, "waste/mixed-msw/landfill", "short-ton", ghg.Treatment, "Table 9", "", kg("", "580")},                  // 0.58 t CO2e
		{epa.Edition2021, "waste/mixed-plastics/incineration", "short-ton", ghg.Treatment, "Table 9", "row 437", kg("", "2340")}, // 2.34 t CO2e
		{epa.Edition2021, "waste/beef/anaerobic-digestion/dry-digestate-with-curing", "short-ton", ghg.Treatment, "Table 9", "row 423", kg("", "140")},
		// 0.129 kg, 0.0006 g, 0.0041 g per passenger-mile
		{epa.Edition2023, "travel/air/medium-haul", "passenger·mile", ghg.Combustion, "Table 10", "", map[string]string{"CO2": "0.129", "CH4-combustion": "0.0000006", "N2O": "0.0000041"}},
		// the revised edition; the first release printed 0.175 kg
		{epa.Edition2024, "travel/road/passenger-car", "mile", ghg.Combustion, "Table 10", "", map[string]string{"CO2": "0.306131007296821", "CH4-combustion": "0.00000898623309090473", "N2O": "0.00000601342893630355"}},
	}
	for _, c := range cases {
		t.Run(c.edition+" "+c.activity+" "+c.unit, func(t *testing.T) {
			f := find(t, c.edition, c.activity, c.unit, c.boundary)
			assert.Equal(t, c.table, f.Reference.Table)
			if c.row != "" {
				assert.Equal(t, c.row, f.Reference.Row)
			}
			got := map[string]string{}
			for a := range f.PerUnit.All() {
				got[string(a.Gas)] = a.Kg.String()
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func find(t testing.TB, edition, activity, unit string, boundary ghg.Boundary) factors.Factor {
	t.Helper()
	year := map[string]int{epa.Edition2021: 2021, epa.Edition2023: 2023, epa.Edition2024: 2024, epa.Edition2025: 2025}[edition]
	f, err := load(t, edition).Find(factors.Query{Activity: activity, Region: "US", Period: ghg.CalendarYear(year), Unit: units.MustUnit(unit), Boundary: boundary, Complement: true})
	require.NoError(t, err)
	return f
}

// A set is valid in its own year only; another year needs a policy and leaves a caveat.
func TestOtherYearsNeedAPolicy(t *testing.T) {
	q := factors.Query{Activity: "fuel/natural-gas", Region: "US", Period: ghg.CalendarYear(2022), Unit: units.MustUnit("scf"), Boundary: ghg.Combustion}
	basis := factors.Basis{Factors: load(t, epa.Edition2021), GWP: ghg.AR5()}
	_, _, err := basis.Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	basis.Policy.OlderYears = 1
	f, caveats, err := basis.Find(q)
	require.NoError(t, err)
	assert.Equal(t, "epa/fuel/natural-gas/US/2021/scf", f.ID)
	require.Len(t, caveats, 1)
	assert.Equal(t, ghg.OlderFactor, caveats[0].Kind)
}

// Misprints are kept and noted.
func TestMisprintsAreNoted(t *testing.T) {
	for _, activity := range []string{"vehicle/medium-duty-truck/lng", "vehicle/medium-duty-truck/biodiesel"} {
		f := find(t, epa.Edition2021, activity, "mile", ghg.Combustion)
		assert.Equal(t, ghg.AsPrinted, f.Caveat.Kind)
		assert.Contains(t, f.Caveat.Detail, "the other way round")
	}
	f := find(t, epa.Edition2023, "freight/rail", "short-ton·mile", ghg.Combustion)
	assert.Contains(t, f.Note, "ton-mile")
}

// Three values that the original has and other editions do not: cells with the result of a calculation, and a model year
// between two lines.
func TestUnusualPrintsAreExplained(t *testing.T) {
	lng := find(t, epa.Edition2021, "fuel/lng/mobile", "gal(US)", ghg.Combustion)
	kg, _ := lng.PerUnit.Kg(ghg.CO2)
	assert.Equal(t, "4.5005492", kg.String()) // table 2, row 104
	assert.Equal(t, "the workbook's cell is not rounded; later editions have 4.5", lng.Note)
	for _, edition := range []string{epa.Edition2024, epa.Edition2025} {
		asphalt := find(t, edition, "waste/asphalt/recycling", "short-ton", ghg.Treatment)
		assert.Equal(t, "3.52053849546667", asphalt.PerUnit.At(0).Kg.String()) // table 9: 0.00352053849546667 t
		assert.Contains(t, asphalt.Note, "the workbook's cell is not rounded; the editions of 2021 and 2023 have 0")
	}
	for _, years := range []string{"to-1980", "1982-1984"} {
		f := find(t, epa.Edition2021, "vehicle/heavy-duty-vehicle/gasoline/"+years, "mile", ghg.Combustion)
		assert.Contains(t, f.Note, "the edition has no line for 1981")
	}
	rounded := find(t, epa.Edition2025, "fuel/lng/mobile", "gal(US)", ghg.Combustion)
	assert.Empty(t, rounded.Note)
}

// The CO2 of peat is biogenic by EPA and fossil by the IPCC 2006 Guidelines (volume 2, table 1.1); EPA's CO2 of municipal waste
// and tires is of both origins. Every edition says so in a caveat.
func TestOriginOfCarbonIsTheCaveat(t *testing.T) {
	for _, edition := range []string{epa.Edition2021, epa.Edition2023, epa.Edition2024, epa.Edition2025} {
		for activity, want := range map[string]string{
			"fuel/peat": "EPA lists peat with biomass", "fuel/municipal-solid-waste": "fossil and biogenic origin", "fuel/tires": "fossil and biogenic origin",
		} {
			for _, unit := range []string{"mmBtu(HHV)", "short-ton"} {
				f := find(t, edition, activity, unit, ghg.Combustion)
				assert.Equal(t, ghg.CarbonOrigin, f.Caveat.Kind, "%s of %s has another caveat.", activity, edition)
				assert.Contains(t, f.Caveat.Detail, want)
			}
		}
		assert.Zero(t, find(t, edition, "fuel/wood", "short-ton", ghg.Combustion).Caveat)
	}
}

// A set returns copies: writing into them does not change it.
func TestReturnsCopies(t *testing.T) {
	set := load(t, epa.Edition2025)
	before := set.Digest()
	for f := range set.All() {
		f.Activity, f.Region, f.ID, f.PerUnit = "x", "y", "z", ghg.Emissions{}
		f.Reference.Table = ""
	}
	for p := range set.Properties() {
		p.Rate = units.Rate{}
		p.Activity = ""
	}
	f, ok := set.Factor("epa/fuel/natural-gas/US/2025/scf")
	require.True(t, ok)
	f.PerUnit = ghg.Emissions{}
	// A set rebuilt from the contents has the same digest, so the digest was not merely cached.
	var all []factors.Factor
	for f := range set.All() {
		all = append(all, f)
	}
	var properties []factors.Property
	for p := range set.Properties() {
		properties = append(properties, p)
	}
	again, err := factors.NewSet(set.Meta(), all, properties)
	require.NoError(t, err)
	assert.Equal(t, before, again.Digest())
}

func TestVehicle(t *testing.T) {
	cases := []struct {
		edition, class, fuel string
		year                 int
		want                 string
	}{
		{epa.Edition2024, "passenger-car", "gasoline", 2012, "vehicle/passenger-car/gasoline/2012"},
		{epa.Edition2021, "passenger-car", "gasoline", 1974, "vehicle/passenger-car/gasoline/1973-1974"}, // printed 1973-74
		{epa.Edition2023, "passenger-car", "gasoline", 1974, "vehicle/passenger-car/gasoline/1973-1974"},
		{epa.Edition2021, "heavy-duty-vehicle", "gasoline", 1960, "vehicle/heavy-duty-vehicle/gasoline/to-1980"}, // printed <1981
		{epa.Edition2025, "heavy-duty-vehicle", "gasoline", 1980, "vehicle/heavy-duty-vehicle/gasoline/to-1980"}, // printed ≤1980
		{epa.Edition2023, "heavy-duty-vehicle", "gasoline", 1981, "vehicle/heavy-duty-vehicle/gasoline/1981-1984"},
		{epa.Edition2024, "light-duty-truck", "diesel", 2012, "vehicle/light-duty-truck/diesel/2007-2021"},
		{epa.Edition2025, "medium-and-heavy-duty-vehicle", "diesel", 2006, "vehicle/medium-and-heavy-duty-vehicle/diesel/1960-2006"},
		{epa.Edition2025, "motorcycle", "gasoline", 2022, "vehicle/motorcycle/gasoline/2006-2022"},
		{epa.Edition2025, "bus", "cng", 1900, "vehicle/bus/cng"}, // no model years
	}
	for _, c := range cases {
		got, err := epa.Vehicle(c.edition, c.class, c.fuel, c.year)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
		f := find(t, c.edition, got, "mile", ghg.Combustion)
		_, hasCO2 := f.PerUnit.Kg(ghg.CO2)
		assert.False(t, hasCO2, "CO2 is in table 2, by fuel")
	}
}

func TestVehicleRefuses(t *testing.T) {
	cases := []struct {
		edition, class, fuel string
		year                 int
		want                 string
	}{
		{"2020", "bus", "cng", 2012, "2021, 2023, 2024, 2025"},
		{epa.Edition2025, "passenger-car", "petrol", 2012, "tables 3 and 4"},
		{epa.Edition2025, "aircraft", "jet-fuel", 2012, "tables 3 and 4"}, // off the road
		{epa.Edition2024, "passenger-car", "gasoline", 2022, "2020, 2021"},
		{epa.Edition2024, "passenger-car", "gasoline", 1972, "1973-1974, 1975"},
		{epa.Edition2021, "heavy-duty-vehicle", "gasoline", 1981, "to-1980, 1982-1984"}, // a gap as printed
		{epa.Edition2024, "passenger-car", "diesel", 2022, "2007-2021"},
	}
	for _, c := range cases {
		_, err := epa.Vehicle(c.edition, c.class, c.fuel, c.year)
		require.ErrorIs(t, err, ghg.ErrUnknown)
		var field *ghg.FieldError
		require.True(t, errors.As(err, &field))
		assert.Contains(t, field.Want, c.want)
	}
}

func BenchmarkFind(b *testing.B) {
	set := load(b, epa.Edition2024)
	q := factors.Query{Activity: "fuel/natural-gas", Region: "US", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("scf"), Boundary: ghg.Combustion}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}
