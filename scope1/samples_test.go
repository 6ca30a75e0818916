package scope1_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// testFactors is invented: round numbers whose products can be checked by eye.
const testFactors = `activity,region,valid_from,valid_to,unit,boundary,CO2,CO2-biogenic,CH4-fossil,CH4-biogenic,CH4,N2O,C
fuel/natural-gas,GB,2024-01-01,2024-12-31,kWh(HHV),combustion,0.2,,0.001,,,0.0001,
fuel/diesel,GB,2024-01-01,2024-12-31,L,combustion,2.5,,0.001,,,0.002,
fuel/biodiesel,GB,2024-01-01,2024-12-31,L,combustion,,2.4,,0.003,,0.004,
fuel/gasoline,US,2024-01-01,2024-12-31,gal(US),combustion,9,,0.01,,,0.02,
fuel/gasoline/mobile,US,2024-01-01,2024-12-31,gal(US),combustion,8.8,,,,,,
fuel/city-gas,JP,2024-01-01,2024-12-31,GJ(HHV),combustion,,,,,,,14
fuel/coal,JP,2024-01-01,2024-12-31,t,combustion,,,,,,,700
vehicle/van/diesel/2015,GB,2024-01-01,2024-12-31,km,combustion,,,0.00001,,,0.00002,
vehicle/car/medium/diesel,GB,2024-01-01,2024-12-31,km,combustion,0.16,,0.00001,,,0.00002,
process/clinker,GB,2024-01-01,2024-12-31,t,direct,785,,,,,,
process/limestone,GLOBAL,2024-01-01,2024-12-31,t,direct,440,,,,,,
landfill/on-site,GB,2024-01-01,2024-12-31,t,direct,,,,50,,,
wastewater/cod,GB,2024-01-01,2024-12-31,kg,direct,,,,0.25,,,
wastewater/flare,GB,2024-01-01,2024-12-31,kg,direct,,,,0.005,,,
`

var testBasis = sync.OnceValues(func() (factors.Basis, error) {
	set, err := factors.ReadCSV(strings.NewReader(testFactors), factors.Meta{Publisher: "test", Edition: "1", Title: "factors for tests", Licence: "none"})
	if err != nil {
		return factors.Basis{}, err
	}
	heat, err := factors.NewSet(factors.Meta{Publisher: "heat", Edition: "1", Title: "properties for tests", Licence: "none"}, nil, []factors.Property{{
		Activity: "fuel/city-gas", Name: "unit heat", Rate: units.MustRate("40 GJ(HHV)/1000Nm3"), Region: "JP", Valid: year,
		Reference: factors.Reference{Document: "ordinance", Table: "annex 1"},
	}})
	if err != nil {
		return factors.Basis{}, err
	}
	stack, err := factors.NewStack(set, heat)
	return factors.Basis{Factors: stack, GWP: ghg.AR6()}, err
})

func basis(t testing.TB) factors.Basis {
	t.Helper()
	b, err := testBasis()
	require.NoError(t, err)
	return b
}

// samples returns activities that use every input of every method, except those that exclude each other.
func samples() []calculator {
	q, r := units.MustParse, units.MustRate
	return []calculator{
		scope1.StationaryCombustion{
			ID: "stationary", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Fuel: "diesel", Region: "GB", Amount: q("1000 L"),
			Factor: factors.MustSupplied("2.6 kg CO2/L; own"), Biofuel: "biodiesel", BiofuelShare: share("0.07"), BiofuelFactor: factors.MustSupplied("2.4 kg CO2-biogenic/L; own"),
		},
		scope1.CarbonContent{
			ID: "carbon", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Fuel: "city-gas", Region: "JP", Amount: q("10 1000Nm3"),
			Oxidation: share("1"), Carbon: r("0.0140 t C/GJ(HHV)"), HeatingValue: r("40 GJ(HHV)/1000Nm3"), Source: "ordinance",
		},
		scope1.CHPAllocation{
			ID: "chp", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Allocation: scope1.AllocateByEfficiency, Heat: q("8000 GJ"), Power: q("1000 MWh"),
			HeatEfficiency: share("0.8"), PowerEfficiency: share("0.35"), EfficiencySource: "design", Fuel: "natural-gas", Region: "GB",
			Amount: q("6000 MWh(HHV)"), Factor: factors.MustSupplied("0.2 kg CO2/kWh(HHV); own"),
		},
		scope1.Measured{
			ID: "stack", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: ghg.CO2, Mass: q("41250 t CO2"), Instrument: "CEMS of stack 2", Standard: "EN 14181",
		},
		scope1.MobileFuel{
			ID: "vans", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Fuel: "diesel", Region: "GB", Amount: q("1000 L"),
			Factor: factors.MustSupplied("2.6 kg CO2/L; own"), Vehicle: "van/diesel/2015", Distance: q("10000 km"), VehicleFactor: factors.MustSupplied("0.01 g CH4-fossil/km; own"),
			Biofuel: "biodiesel", BiofuelShare: share("0.07"), BiofuelFactor: factors.MustSupplied("2.4 kg CO2-biogenic/L; own"),
		},
		scope1.MobileFuelEconomy{
			ID: "cars", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Fuel: "diesel", Region: "GB", Distance: q("10000 km"), Economy: r("12.5 km/L"),
			Source: "fuel cards", Factor: factors.MustSupplied("2.6 kg CO2/L; own"), Vehicle: "van/diesel/2015", VehicleFactor: factors.MustSupplied("0.01 g CH4-fossil/km; own"),
			Biofuel: "biodiesel", BiofuelShare: share("0.07"), BiofuelFactor: factors.MustSupplied("2.4 kg CO2-biogenic/L; own"),
		},
		scope1.MobileDistance{
			ID: "pool", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Vehicle: "car/medium/diesel", Region: "GB", Distance: q("10000 km"),
			Factor: factors.MustSupplied("0.17 kg CO2/km; own"),
		},
		scope1.ProcessProduction{
			ID: "kiln", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Product: "clinker", Region: "GB", Output: q("1000 t"), Content: share("0.65"),
			Factor: factors.MustSupplied("785 kg CO2/t; own"),
		},
		scope1.ProcessCarbonate{
			ID: "glass", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Carbonate: "limestone", Mass: q("100 t"), Calcined: share("1"),
			Factor: factors.MustSupplied("440 kg CO2/t; own"),
		},
		scope1.CarbonBalance{
			ID: "furnace", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Process: "electric arc furnace",
			In:  []scope1.Material{{Name: "electrodes", Amount: q("10 t"), Carbon: r("0.95 t C/t"), Source: "analysis"}},
			Out: []scope1.Material{{Name: "steel", Amount: q("1000 t"), Carbon: r("1 kg C/t"), Source: "analysis"}},
		},
		scope1.DirectSource{
			ID: "landfill", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Activity: "landfill/on-site", Region: "GB", Amount: q("500 t"),
			Factor: factors.MustSupplied("40 kg CH4-biogenic/t; own"),
		},
		scope1.ProcessElectronics{
			ID: "etch", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: ghg.NF3, Consumption: q("1000 kg"), Heel: share("0.1"), UsedUp: share("0.8"),
			Abated: share("0.5"), Destroyed: share("0.95"), Source: "measured",
			Byproducts: []scope1.Byproduct{{Gas: ghg.CF4, Formed: share("0.09"), Destroyed: share("0.9")}},
		},
		scope1.FugitiveMaterialBalance{
			ID: "switchgear", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: "SF6", StockStart: q("100 kg"), StockEnd: q("80 kg"), Bought: q("50 kg"),
			Sold: q("10 kg"), ChargeIncrease: q("40 kg"),
		},
		scope1.FugitiveSimplifiedBalance{
			ID: "chillers", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: "HFC-134a", NewCharge: q("105 kg"), NewNameplate: q("100 kg"), Serviced: q("12 kg"),
			RetiredCharge: q("60 kg"), Recovered: q("50 kg"),
		},
		scope1.FugitiveScreening{
			ID: "shops", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: "R-404A", Equipment: "stand-alone-commercial", Installed: q("10 kg"),
			Operating: q("200 kg"), Disposed: q("20 kg"), Source: "own records", Unchecked: true, InstallationLoss: share("0.03"), AnnualLoss: share("0.15"),
			Years: share("1"), Remaining: share("0.8"), Recovered: share("0.7"),
		},
		scope1.DirectRelease{
			ID: "leak", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Gas: "R-410A", Mass: q("4 kg"), Event: "leak of the roof unit",
		},
		scope1.Wastewater{
			ID: "plant", Entity: "e", Site: "s", Period: year, Quality: ghg.Quality{Time: 1}, Region: "GB", Volume: q("10000 m3"), CODIn: r("1500 mg/L"), CODOut: r("25 mg/L"),
			Sludge: share("0.15"), MCF: share("0.8"), Flared: share("0.5"), Methane: share("0.65"), Factor: factors.MustSupplied("0.25 kg CH4-biogenic/kg; own"),
			FlareFactor: factors.MustSupplied("0.005 kg CH4-biogenic/kg; own"),
		},
	}
}

// needed lists optional inputs that other inputs of the sample require, with the reason.
var needed = map[string]string{
	"CarbonContent.Source":           "carbon and heating value are given",
	"CHPAllocation.HeatEfficiency":   "required by the efficiency method",
	"CHPAllocation.PowerEfficiency":  "required by the efficiency method",
	"CHPAllocation.EfficiencySource": "efficiencies are given",
	"CHPAllocation.Fuel":             "emitted is not given",
	"CHPAllocation.Region":           "emitted is not given",
	"CHPAllocation.Amount":           "emitted is not given",
	"StationaryCombustion.Biofuel":   "its share is given", "StationaryCombustion.BiofuelShare": "the biofuel is given",
	"MobileFuel.Biofuel": "its share is given", "MobileFuel.BiofuelShare": "the biofuel is given",
	"MobileFuel.Vehicle": "the distance is given", "MobileFuel.Distance": "the vehicle is given",
	"MobileFuelEconomy.Biofuel": "its share is given", "MobileFuelEconomy.BiofuelShare": "the biofuel is given",
	"MobileFuelEconomy.Vehicle":          "its factor is given",
	"FugitiveScreening.InstallationLoss": "the charge is given", "FugitiveScreening.AnnualLoss": "the charge is given",
	"FugitiveScreening.Years": "the charge is given", "FugitiveScreening.Remaining": "the charge is given",
	"FugitiveScreening.Recovered": "the charge is given",
	"Wastewater.Methane":          "some of the biogas is flared",
}

// TestStrict leaves out one input at a time: without a required one there is an error that names it, without an
// optional one there is none.
func TestStrict(t *testing.T) {
	b := basis(t)
	for _, sample := range samples() {
		kind := reflect.TypeOf(sample)
		_, err := sample.Calculate(b)
		require.NoError(t, err, kind.Name())
		for i := range kind.NumField() {
			field := kind.Field(i)
			name := kind.Name() + "." + field.Name
			tag := field.Tag.Get("json")
			less := reflect.New(kind).Elem()
			less.Set(reflect.ValueOf(sample))
			if field.Name != "Emitted" {
				require.False(t, less.Field(i).IsZero(), "the sample must set %s", name)
			}
			less.Field(i).SetZero()
			_, err := less.Interface().(calculator).Calculate(b)
			_, together := needed[name]
			if strings.Contains(tag, ",omit") && !together {
				assert.NoError(t, err, "%s is optional", name)
				continue
			}
			require.Error(t, err, "%s is required", name)
			var refused *ghg.FieldError
			require.ErrorAs(t, err, &refused, name)
			assert.True(t, errors.Is(err, ghg.ErrMissing) || errors.Is(err, ghg.ErrUnknown), "%s: %v", name, err)
			var of *ghg.ActivityError
			require.ErrorAs(t, err, &of, name)
		}
	}
}

// TestReceipts verifies the receipt of every result of every method.
func TestReceipts(t *testing.T) {
	for _, sample := range samples() {
		rs, err := sample.Calculate(basis(t))
		require.NoError(t, err)
		require.NotEmpty(t, rs)
		for _, r := range rs {
			require.NoError(t, r.Check(), r.Method)
			receipt, err := r.Receipt()
			require.NoError(t, err, r.Method)
			proved, err := ghg.Verify(receipt)
			require.NoError(t, err, r.Method)
			assert.True(t, proved.CO2e.Equal(r.CO2e), r.Method)
			assert.True(t, proved.Emissions.Equal(r.Emissions), r.Method)
			assert.Equal(t, ghg.Scope1, r.Scope)
			assert.Equal(t, "e", r.Entity)
			assert.Equal(t, "s", r.Site)
			assert.Equal(t, year, r.Period)
			assert.Equal(t, 1, r.Quality.Time)
			assert.True(t, r.Primary)
			assert.True(t, strings.HasPrefix(string(r.Method), "scope1."))
		}
	}
}

// TestTampered changes the value of one step at a time; Check must find it.
func TestTampered(t *testing.T) {
	for _, sample := range samples() {
		rs, err := sample.Calculate(basis(t))
		require.NoError(t, err)
		for _, r := range rs {
			for i := range r.Steps {
				steps := append([]ghg.Step(nil), r.Steps...)
				steps[i].Value = steps[i].Value.Add(decimal.New(1, -9))
				forged := r
				forged.Steps = steps
				require.ErrorIs(t, forged.Check(), ghg.ErrTampered, "%s, step %d", r.Method, i+1)
			}
		}
	}
}

// TestZeroIsAValue calculates amounts of zero: they count as given and emit nothing.
func TestZeroIsAValue(t *testing.T) {
	b := basis(t)
	for _, sample := range []calculator{
		scope1.StationaryCombustion{ID: "a", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("0 L")},
		scope1.MobileDistance{ID: "a", Period: year, Vehicle: "car/medium/diesel", Region: "GB", Distance: units.MustParse("0 km")},
		scope1.DirectRelease{ID: "a", Period: year, Gas: "R-410A", Mass: units.MustParse("0 kg")},
		scope1.Measured{ID: "a", Period: year, Gas: ghg.N2O, Mass: units.MustParse("0 t"), Instrument: "i", Standard: "s"},
	} {
		r := one(t, b, sample)
		assert.True(t, r.CO2e.IsZero())
		assert.Positive(t, r.Emissions.Len(), "a gas with zero emissions must be listed")
	}
}

// TestWithoutBasis requires an error from every sample if the basis has no GWP set.
func TestWithoutBasis(t *testing.T) {
	for _, sample := range samples() {
		_, err := sample.Calculate(factors.Basis{})
		require.ErrorIs(t, err, ghg.ErrMissing)
		assert.ErrorContains(t, err, "ghg.AR6()")
	}
}
