package scope1_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// oracle is a published example: its inputs and its answer as printed.
type oracle struct {
	ID       string  `json:"id"`
	Inputs   []named `json:"inputs"`
	Expected struct {
		Value      json.Number `json:"value"`
		Rounding   string      `json:"rounding"`
		Tolerance  json.Number `json:"tolerance"`
		Components []named     `json:"components"`
	} `json:"expected"`
	Source struct {
		Document string `json:"document"`
		Section  string `json:"section"`
	} `json:"source"`
}

type named struct {
	Name      string      `json:"name"`
	Value     json.Number `json:"value"`
	Unit      string      `json:"unit"`
	Tolerance json.Number `json:"tolerance"`
}

func oracles(t *testing.T) []oracle {
	t.Helper()
	text, err := os.ReadFile("../testdata/oracles/scope1.json")
	require.NoError(t, err)
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	var list []oracle
	require.NoError(t, d.Decode(&list))
	return list
}

// in returns an input by name, as printed.
func (o oracle) in(t *testing.T, name string) string {
	t.Helper()
	for _, i := range o.Inputs {
		if i.Name == name {
			return i.Value.String()
		}
	}
	require.Fail(t, "no input "+name, o.ID)
	return ""
}

// at returns an input by position, for inputs whose names are in Japanese.
func (o oracle) at(i int) string { return o.Inputs[i].Value.String() }

func (o oracle) component(t *testing.T, name string) decimal.Decimal {
	t.Helper()
	for _, c := range o.Expected.Components {
		if c.Name == name {
			return number(t, c.Value.String())
		}
	}
	require.Fail(t, "no component "+name, o.ID)
	return decimal.Decimal{}
}

func number(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	d, err := dec.Parse(s)
	require.NoError(t, err)
	return d
}

// places returns the number of decimals that the published answer is rounded to; an exact answer has none.
func (o oracle) places(t *testing.T) (int32, bool) {
	t.Helper()
	switch r := o.Expected.Rounding; {
	case strings.HasPrefix(r, "exact"):
		return 0, false
	case strings.HasPrefix(r, "integer"):
		return 0, true
	case strings.HasPrefix(r, "nearest 10"):
		return -1, true
	case r == "0.1":
		return 1, true
	case r == "3 s.f.": // 0.000915
		return 6, true
	case r == "full double":
		return 14, true
	default:
		first, _, _ := strings.Cut(r, " ")
		n, err := strconv.Atoi(first)
		require.NoError(t, err, "%s: rounding %q", o.ID, r)
		return int32(n), true
	}
}

// equal requires that the answer, rounded half up like the published one, equals it.
func (o oracle) equal(t *testing.T, want, got decimal.Decimal) {
	t.Helper()
	if places, rounded := o.places(t); rounded {
		got = got.Round(places)
	}
	assert.True(t, want.Equal(got), "%s (%s, %s): published %s, calculated %s", o.ID, o.Source.Document, o.Source.Section, want, got)
}

// answer calls equal for the main figure.
func (o oracle) answer(t *testing.T, got decimal.Decimal) {
	t.Helper()
	o.equal(t, number(t, o.Expected.Value.String()), got)
}

// one calculates an activity with one result and checks the result.
func one(t *testing.T, b factors.Basis, a calculator) ghg.Result {
	t.Helper()
	rs, err := a.Calculate(b)
	require.NoError(t, err)
	require.Len(t, rs, 1)
	require.NoError(t, rs[0].Check())
	return rs[0]
}

type calculator interface {
	Calculate(b factors.Basis) (ghg.Results, error)
}

func kg(t *testing.T, r ghg.Result, gas ghg.Gas) decimal.Decimal {
	t.Helper()
	v, ok := r.Emissions.Kg(gas)
	require.True(t, ok, "%s has no %s", r.ID, gas)
	return v
}

var year = ghg.CalendarYear(2024)

// basisWith returns a basis of AR5 with the given fuel properties and a policy that allows them.
func basisWith(t *testing.T, activity string, properties ...string) factors.Basis {
	t.Helper()
	var list []factors.Property
	for i, text := range properties {
		list = append(list, factors.Property{
			Activity: activity, Name: "property " + strconv.Itoa(i+1), Rate: units.MustRate(text), Region: "GLOBAL", Valid: year,
			Reference: factors.Reference{Document: "the example"},
		})
	}
	set, err := factors.NewSet(factors.Meta{Publisher: "example", Edition: "1", Title: "the example", Licence: "none"}, nil, list)
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{FuelProperties: true}}
}

func burned(amount, factor string) scope1.StationaryCombustion {
	return scope1.StationaryCombustion{
		ID: "oracle", Period: year, Fuel: "test", Region: "GLOBAL", Amount: units.MustParse(amount), Factor: factors.MustSupplied(factor + "; the example"),
	}
}

func share(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

// perUnit tests an emission factor per energy converted to a unit of mass or volume by a heat content.
func (o oracle) perUnit(t *testing.T) {
	perUnit := strings.NewReplacer("mmBtu per ", "", "short ton", "short-ton", "gallon", "gal(US)").Replace(o.Inputs[0].Unit)
	co2 := ghg.CO2
	if strings.HasSuffix(o.ID, "-wood") || strings.HasSuffix(o.ID, "-biodiesel") {
		co2 = ghg.CO2Biogenic
	}
	factor := o.in(t, "CO2 factor") + " kg " + string(co2) + "/mmBtu(HHV) + " + o.in(t, "CH4 factor") + " g CH4/mmBtu(HHV) + " +
		o.in(t, "N2O factor") + " g N2O/mmBtu(HHV)"
	r := one(t, basisWith(t, "fuel/test", o.at(0)+" mmBtu(HHV)/"+perUnit), burned("1 "+perUnit, factor))
	o.answer(t, kg(t, r, co2))
	if strings.HasSuffix(o.ID, "-bfg") {
		o.Expected.Rounding = "6 dp" // of CH4 and N2O; CO2 is printed to 5
	}
	o.equal(t, o.component(t, "CH4"), kg(t, r, ghg.CH4).Shift(3))
	o.equal(t, o.component(t, "N2O"), kg(t, r, ghg.N2O).Shift(3))
	if co2 == ghg.CO2Biogenic {
		ch4, n2o := kg(t, r, ghg.CH4).Mul(decimal.New(28, 0)), kg(t, r, ghg.N2O).Mul(decimal.New(265, 0))
		assert.True(t, r.CO2e.Kg().Equal(ch4.Add(n2o)), "biogenic CO2 is in no total")
	}
}

// ipcc tests a default factor per energy converted to mass and, by a density, to volume.
func (o oracle) ipcc(t *testing.T) {
	properties := []string{o.in(t, "LHV") + " TJ(LHV)/kt"}
	factor := o.in(t, "CO2 EF") + " kg CO2/TJ(LHV)"
	if len(o.Inputs) == 2 {
		o.answer(t, kg(t, one(t, basisWith(t, "fuel/test", properties...), burned("1 t", factor)), ghg.CO2))
		return
	}
	b := basisWith(t, "fuel/test", append(properties, o.in(t, "density")+" kg/L")...)
	o.answer(t, kg(t, one(t, b, burned("1 L", factor)), ghg.CO2))
	o.equal(t, o.component(t, "mass basis"), kg(t, one(t, b, burned("1 t", factor)), ghg.CO2))
}

// statutory tests the SHK method per unit of fuel.
func (o oracle) statutory(t *testing.T) {
	unit := strings.ReplaceAll(strings.TrimPrefix(o.Inputs[0].Unit, "GJ/"), "1000 Nm3", "1000Nm3")
	r := one(t, factors.Basis{GWP: ghg.AR5()}, scope1.CarbonContent{
		ID: "oracle", Period: year, Fuel: "test", Region: "JP", Amount: units.MustParse("1 " + unit), Oxidation: share("1"),
		HeatingValue: units.MustRate(o.at(0) + " GJ(HHV)/" + unit), Carbon: units.MustRate(o.at(1) + " t C/GJ(HHV)"), Source: "the example",
	})
	o.answer(t, kg(t, r, ghg.CO2).Shift(-3))
}

// british tests one factor per tonne converted to litres and to energy on both heating values. The published density
// and heating values are rounded to five or six digits, so the published factors per unit agree only to 5 parts in 100
// 000 (energy) and 5 in 10 000 (litres); the tolerances are those of the published digits of the properties.
func (o oracle) british(t *testing.T) {
	b := basisWith(t, "fuel/test", o.in(t, "density")+" kg/m3", o.in(t, "net CV")+" kWh(LHV)/kg", o.in(t, "gross CV")+" kWh(HHV)/kg")
	for _, c := range []struct{ amount, component string }{{"1 L", "per litre"}, {"1 kWh(LHV)", "per kWh net"}, {"1 kWh(HHV)", "per kWh gross"}} {
		r := one(t, b, burned(c.amount, o.in(t, "per tonne")+" kg CO2e/t AR5"))
		want := o.component(t, c.component)
		tolerance := decimal.RequireFromString("0.00002")
		if c.component == "per litre" {
			tolerance = decimal.RequireFromString("0.002")
		}
		assert.True(t, want.Sub(r.CO2e.Kg()).Abs().LessThanOrEqual(tolerance), "%s %s: published %s, calculated %s", o.ID, c.component, want, r.CO2e.Kg())
	}
}

// released tests one kilogram of a blend whose components have the GWPs of the set.
func (o oracle) released(t *testing.T) {
	b := factors.Basis{GWP: ghg.AR5()}
	if strings.HasPrefix(o.ID, "epa-blend23") {
		b.GWP = ghg.AR4()
	}
	name := o.ID[strings.LastIndex(o.ID, "-R")+1:]
	if name == "R-507" {
		name = "R-507A"
	}
	r := one(t, b, scope1.DirectRelease{ID: "oracle", Period: year, Gas: name, Mass: units.MustParse("1 kg")})
	o.answer(t, r.CO2e.Kg())
}

// secr tests the energy of one kilometre. The two factors are printed to 5 decimals, so their quotient agrees with the
// published one, made of unrounded factors, to 0.00004: (0.000005 + 0.7 × 0.000005) ÷ 0.25 + 0.000005.
func (o oracle) secr(t *testing.T) {
	energy, err := scope1.EnergyFromDistance(units.MustParse("1 km"), units.MustRate(o.at(0)+" kg CO2/km"), units.MustRate(o.at(1)+" kg CO2/kWh(LHV)"))
	require.NoError(t, err)
	want := number(t, o.Expected.Value.String())
	assert.True(t, want.Sub(energy.Value).Abs().LessThanOrEqual(decimal.RequireFromString("0.00004")), "published %s, calculated %s", want, energy.Value)
	assert.Equal(t, "kWh(LHV)", energy.Unit.Symbol())
}

// TestOracles runs every published example of scope 1 through the public API.
func TestOracles(t *testing.T) {
	elsewhere := map[string]string{
		"epa-hub24-alltable": "an identity of the whole table, tested in package epa",
	}
	for _, o := range oracles(t) {
		t.Run(o.ID, func(t *testing.T) {
			run, found := oracleRunners[o.ID]
			for prefix, r := range oracleFamilies {
				if !found && strings.HasPrefix(o.ID, prefix) {
					run = r
				}
			}
			if run == nil {
				assert.Contains(t, elsewhere, o.ID, "an example without a runner needs a reason")
				return
			}
			if _, listed := elsewhere[o.ID]; !listed {
				run(o, t)
			}
		})
	}
}

var oracleFamilies = map[string]func(oracle, *testing.T){
	"epa-hub24-": oracle.perUnit, "cst2-": oracle.ipcc, "jp-shk-": oracle.statutory, "jp-towngas-": oracle.statutory,
	"defra-fuel-": oracle.british, "defra-secr-": oracle.secr, "epa-blend": oracle.released, "defra-blend": oracle.released,
}

var oracleRunners = map[string]func(oracle, *testing.T){
	"aia-fuel": func(o oracle, t *testing.T) {
		sum := decimal.Decimal{}
		for _, line := range []struct{ property, amount, factor string }{
			{o.in(t, "petrol energy") + " GJ(HHV)/kL", o.in(t, "petrol (stationary)") + " kL", o.in(t, "petrol CO2 EF") + " kg CO2/GJ(HHV)"},
			{o.in(t, "avgas energy") + " GJ(HHV)/kL", o.in(t, "avgas") + " kL", o.in(t, "avgas CO2 EF") + " kg CO2/GJ(HHV)"},
			{"1 GJ(HHV)/kL", o.in(t, "natural gas") + " GJ(HHV)", o.in(t, "natural gas CO2 EF") + " kg CO2/GJ(HHV)"},
			{"1 GJ(HHV)/kL", o.in(t, "ethanol") + " kL", "0 kg CO2/kL"},
			{"1 GJ(HHV)/kL", o.in(t, "biodiesel") + " kL", "0 kg CO2/kL"},
		} {
			sum = sum.Add(kg(t, one(t, basisWith(t, "fuel/test", line.property), burned(line.amount, line.factor)), ghg.CO2))
		}
		o.answer(t, sum.Shift(-3))
	},
	"epa-eq-therm": func(o oracle, t *testing.T) {
		r := one(t, factors.Basis{GWP: ghg.AR5()}, scope1.CarbonContent{
			ID: "oracle", Period: year, Fuel: "natural-gas", Region: "US", Amount: units.MustParse("1 therm(HHV)"), Oxidation: share("1"),
			Carbon: units.MustRate(o.in(t, "carbon coefficient") + " kg C/mmBtu(HHV)"), Source: "the example",
		})
		o.answer(t, kg(t, r, ghg.CO2).Shift(-3))
	},
	"epa-eq-coal": func(o oracle, t *testing.T) {
		r := one(t, factors.Basis{GWP: ghg.AR5()}, scope1.CarbonContent{
			ID: "oracle", Period: year, Fuel: "coal", Region: "US", Amount: units.MustParse("1 lb"), Oxidation: share("1"),
			HeatingValue: units.MustRate(o.in(t, "heat content") + " mmBtu(HHV)/t"),
			Carbon:       units.MustRate(o.in(t, "carbon coefficient") + " kg C/mmBtu(HHV)"), Source: "the example",
		})
		o.answer(t, kg(t, r, ghg.CO2).Shift(-3))
	},
	"p4f-woodchips": func(o oracle, t *testing.T) {
		// The example does not state which heating value it uses; the answer is the same for either.
		factor := o.in(t, "BEIS factor") + " kg CO2e/kWh(LHV) unstated"
		b := basisWith(t, "fuel/test", o.in(t, "heat content")+" kWh(LHV)/kg")
		o.answer(t, one(t, b, burned(o.in(t, "wood chips")+" kg", factor)).CO2e.Kg())
		o.equal(t, o.component(t, "250 kWh directly"), one(t, b, burned("250 kWh(LHV)", factor)).CO2e.Kg())
	},
	"gs-scope1": func(o oracle, t *testing.T) {
		b := factors.Basis{GWP: ghg.AR5()}
		gas := " kg CO2e/m3 unstated"
		o.answer(t, one(t, b, burned(o.in(t, "gas Q2")+" m3", o.in(t, "gas EF")+gas)).CO2e.Kg())
		o.equal(t, o.component(t, "Q3"), one(t, b, burned(o.in(t, "gas Q3")+" m3", o.in(t, "gas EF")+gas)).CO2e.Kg())
		o.equal(t, o.component(t, "Q4"), one(t, b, burned(o.in(t, "gas Q4")+" m3", o.in(t, "gas EF")+gas)).CO2e.Kg())
		o.equal(t, o.component(t, "fuel"), one(t, b, burned(o.in(t, "LPG-type gas")+" L", o.in(t, "EF")+" kg CO2e/L unstated")).CO2e.Kg())
		o.equal(t, o.component(t, "Q1"), one(t, b, burned(o.in(t, "gas Q1")+" kWh(HHV)", o.in(t, "EF #3")+" kg CO2e/kWh(HHV) unstated")).CO2e.Kg())
		o.equal(t, o.component(t, "car"), one(t, b, scope1.MobileDistance{
			ID: "oracle", Period: year, Vehicle: "car", Region: "GB", Distance: units.MustParse(o.in(t, "car") + " km"),
			Factor: factors.MustSupplied(o.in(t, "EF #2") + " kg CO2e/km unstated; the example"),
		}).CO2e.Kg())
	},
	"defra-phev": func(o oracle, t *testing.T) {
		o.answer(t, one(t, factors.Basis{GWP: ghg.AR5()}, scope1.MobileDistance{
			ID: "oracle", Period: year, Vehicle: "car/large/plug-in-hybrid", Region: "GB", Distance: units.MustParse(o.in(t, "distance") + " mile"),
			Factor: factors.MustSupplied(o.in(t, "PHEV car (large) 2023 factor") + " kg CO2e/mile AR5; the example"),
		}).CO2e.Kg())
	},
	"jp-taxi": func(o oracle, t *testing.T) {
		total := decimal.Decimal{}
		for _, fuel := range []string{"gasoline", "diesel", "LPG"} {
			r := one(t, factors.Basis{GWP: ghg.AR5()}, scope1.MobileFuel{
				ID: "oracle", Period: year, Fuel: strings.ToLower(fuel), Region: "JP", Amount: units.MustParse(o.in(t, fuel) + " kL"),
				Factor: factors.MustSupplied(o.in(t, fuel+" EF") + " t CO2/kL; the example"),
			})
			require.Equal(t, ghg.UnknownDistance, r.Caveats[0].Kind)
			o.equal(t, o.component(t, fuel), r.CO2e.Tonnes().Shift(-4))
			vehicles := number(t, o.in(t, fuel+" vehicles"))
			each, err := dec.Quo(r.CO2e.Tonnes(), vehicles)
			require.NoError(t, err)
			o.equal(t, o.component(t, fuel+" per vehicle"), each)
			total = total.Add(r.CO2e.Tonnes())
		}
		o.answer(t, total.Shift(-4))
	},
	"tim-ef": func(o oracle, t *testing.T) {
		// The tank-to-wake part is Scope 1 of the operator; well-to-tank is category 3.
		b := basisWith(t, "fuel/jet-fuel", o.in(t, "LHV")+" MJ(LHV)/kg")
		o.answer(t, one(t, b, scope1.MobileFuel{
			ID: "oracle", Period: year, Fuel: "jet-fuel", Region: "GLOBAL", Amount: units.MustParse("1 kg"),
			Factor: factors.MustSupplied(o.in(t, "TTW intensity") + " g CO2e/MJ(LHV) unstated; the example"),
		}).CO2e.Kg())
	},
	"jp-cement": func(o oracle, t *testing.T) {
		o.answer(t, kg(t, one(t, factors.Basis{GWP: ghg.AR5()}, scope1.ProcessProduction{
			ID: "oracle", Period: year, Product: "clinker", Region: "JP", Output: units.MustParse("1 t"), Content: share(o.in(t, "CaO content")),
			Factor: factors.MustSupplied(o.in(t, "CO2/CaO") + " t CO2/t; the example"),
		}), ghg.CO2).Shift(-3))
	},
	"aia-wastewater": func(o oracle, t *testing.T) {
		// 7.056 t CO2e/t COD is 6.3 ÷ 25 × 28: 0.252 t CH4 per t COD by the GWP of AR5.
		o.answer(t, one(t, factors.Basis{GWP: ghg.AR5()}, scope1.Wastewater{
			ID: "oracle", Period: year, Region: "AU", Volume: units.MustParse(o.in(t, "wastewater") + " kL"),
			CODIn: units.MustRate(o.in(t, "COD in") + " mg/L"), CODOut: units.MustRate(o.in(t, "COD out") + " mg/L"),
			Sludge: share(o.in(t, "sludge fraction")), MCF: share(o.in(t, "MCF (deep lagoon)")), Flared: share(o.in(t, "flared fraction")),
			Methane:     share(o.in(t, "methane in biogas")),
			Factor:      factors.MustSupplied("0.252 t CH4-biogenic/t; NGA Factors 2023, 6.3 t CO2e/t COD on AR4"),
			FlareFactor: factors.MustSupplied(o.in(t, "flare EF") + " t CO2e/t AR5; the example"),
		}).CO2e.Tonnes())
	},
	"aia-refrig": func(o oracle, t *testing.T) {
		// The example gives R-409A and R-422D a single GWP each, which their components do not yield (R-409A consists
		// of HCFCs alone): each is a row with its own factor.
		b := factors.Basis{GWP: ghg.AR5()}
		sum := decimal.Decimal{}
		for _, gas := range []string{"HFC-23", "HFC-152a"} {
			sum = sum.Add(one(t, b, scope1.DirectRelease{ID: "oracle", Period: year, Gas: gas, Mass: units.MustParse(o.in(t, gas+" charge") + " kg")}).CO2e.Tonnes())
		}
		for _, blend := range []string{"R-409A", "R-422D"} {
			sum = sum.Add(one(t, b, scope1.DirectSource{
				ID: "oracle", Period: year, Activity: "refrigerant/" + blend, Region: "AU", Amount: units.MustParse(o.in(t, blend+" charge") + " kg"),
				Factor: factors.MustSupplied(o.in(t, blend+" GWP (NGA/AIA)") + " kg CO2e/kg unstated; NGA Factors 2023"),
			}).CO2e.Tonnes())
		}
		o.answer(t, sum)
	},
	// The "efficiency" allocation of the example is that of the GHG Protocol where the plant delivers as much heat as
	// power: E_P = (1/0.3) / (1/0.5 + 1/0.3) × 200 = 125.
	"chp-eff": func(o oracle, t *testing.T) {
		plant := plantOf(t, o)
		plant.Allocation, plant.Heat, plant.Power = scope1.AllocateByEfficiency, units.MustParse("1 MWh"), units.MustParse("1 MWh")
		plant.HeatEfficiency, plant.PowerEfficiency = share(o.in(t, "thermal efficiency")), share(o.in(t, "electrical efficiency"))
		plant.EfficiencySource = "the example"
		allocated(t, o, plant)
	},
	"chp-iea": func(o oracle, t *testing.T) {
		plant := plantOf(t, o)
		plant.Allocation = scope1.AllocateByEnergyContent
		plant.Heat, plant.Power = units.MustParse(o.in(t, "thermal efficiency")+" MWh"), units.MustParse(o.in(t, "electrical efficiency")+" MWh")
		allocated(t, o, plant)
	},
}

func plantOf(t *testing.T, o oracle) scope1.CHPAllocation {
	return scope1.CHPAllocation{
		ID: "oracle", Period: year,
		Emitted: []scope1.Emitted{{GWP: "AR5", Mass: units.MustParse(o.in(t, "total emissions") + " t CO2e"), Source: "the example"}},
	}
}

func allocated(t *testing.T, o oracle, plant scope1.CHPAllocation) {
	t.Helper()
	rs, err := plant.Calculate(factors.Basis{GWP: ghg.AR5()})
	require.NoError(t, err)
	power, _ := rs.Part("power", 0)
	heat, _ := rs.Part("heat", 0)
	require.NoError(t, power.Check())
	require.NoError(t, heat.Check())
	o.answer(t, power.CO2e.Tonnes())
	o.equal(t, o.component(t, "heat"), heat.CO2e.Tonnes())
}
