package scope1_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func ExampleStationaryCombustion() {
	show(scope1.StationaryCombustion{
		ID: "boiler-1", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)"),
		Factor: factors.MustSupplied("0.18 kg CO2/kWh(HHV); supplier's analysis 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// boiler-1: 22.5 t CO2e in 2024 by scope 1 stationary combustion (AR6), from 125 MWh(HHV) fuel by supplied/fuel/natural-gas/GB/2024/kWh(HHV); 1 caveat
}

func ExampleStationaryCombustion_blend() {
	r, err := scope1.StationaryCombustion{
		ID: "generator", Period: ghg.CalendarYear(2024), Fuel: "diesel", Region: "GB", Amount: units.MustParse("1000 L"),
		Factor:  factors.MustSupplied("2.6 kg CO2/L; refinery 2024"),
		Biofuel: "biodiesel", BiofuelShare: share("0.07"), BiofuelFactor: factors.MustSupplied("2.4 kg CO2-biogenic/L; refinery 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	biogenic, _ := r[0].BiogenicCO2()
	fmt.Println(r[0].CO2e, "and, outside the total,", biogenic, "kg of biogenic CO2")
	// Output:
	// 2418 kg CO2e and, outside the total, 168 kg of biogenic CO2
}

func ExampleCarbonContent() {
	show(scope1.CarbonContent{
		ID: "heavy-oil", Period: ghg.CalendarYear(2024), Fuel: "heavy-oil-a", Region: "JP", Amount: units.MustParse("100 kL"), Oxidation: share("1"),
		HeatingValue: units.MustRate("38.9 GJ(HHV)/kL"), Carbon: units.MustRate("0.0193 t C/GJ(HHV)"), Source: "ministerial ordinance, annex",
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// heavy-oil: 275.2823333 t CO2e in 2024 by scope 1 carbon content (AR6), from 100 kL fuel × 38.9 GJ(HHV)/kL heating value × 0.0193 t C/GJ(HHV) carbon content × 44 kg CO2/kg C mass of CO2 per mole ÷ 12 mass of C per mole
}

func ExampleCHPAllocation() {
	plant := scope1.CHPAllocation{
		ID: "chp", Period: ghg.CalendarYear(2024), Allocation: scope1.AllocateByEfficiency,
		Heat: units.MustParse("8000 GJ"), Power: units.MustParse("1000 MWh"),
		Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("7100 MWh(HHV)"), Factor: factors.MustSupplied("0.2 kg CO2/kWh(HHV); analysis"),
	}
	rs, err := plant.WithEPAEfficiencies().Calculate(factors.Basis{GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		fmt.Println(r.Part, r.CO2e)
	}
	// Output:
	// heat 700000 kg CO2e
	// power 720000 kg CO2e
}

func ExampleMeasured() {
	show(scope1.Measured{
		ID: "stack-2", Period: ghg.CalendarYear(2024), Gas: ghg.N2O, Mass: units.MustParse("3.2 t"), Instrument: "CEMS of stack 2", Standard: "EN 14181",
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// stack-2: 873.6 t CO2e in 2024 by scope 1 measured (AR6), from 3.2 t mass × 1 kg N2O/kg as N2O
}

func ExampleMobileFuel() {
	// CO2 by fuel, CH4 and N2O by distance.
	r, err := scope1.MobileFuel{
		ID: "vans", Period: ghg.CalendarYear(2024), Fuel: "diesel", Region: "US", Amount: units.MustParse("400 gal(US)"), Factor: factors.MustSupplied("10.21 kg CO2/gal(US); analysis"),
		Vehicle: "light-duty-truck/diesel/2015", Distance: units.MustParse("9600 mile"), VehicleFactor: factors.MustSupplied("0.029 g CH4-fossil/mile + 0.0214 g N2O/mile; analysis"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range r[0].Emissions.All() {
		fmt.Println(a.Kg, a.Unit())
	}
	// Output:
	// 0.2784 kg CH4-fossil
	// 4084 kg CO2
	// 0.20544 kg N2O
}

func ExampleMobileFuelEconomy() {
	show(scope1.MobileFuelEconomy{
		ID: "pool", Period: ghg.CalendarYear(2024), Fuel: "diesel", Region: "GB", Distance: units.MustParse("10000 km"), Economy: units.MustRate("12.5 km/L"),
		Source: "fuel cards", Factor: factors.MustSupplied("2.5 kg CO2/L; refinery 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// pool: 2 t CO2e in 2024 by scope 1 mobile fuel economy (AR6), from 10000 km distance ÷ 12.5 km/L fuel economy by supplied/fuel/diesel/GB/2024/L; 1 caveat
}

func ExampleMobileDistance() {
	show(scope1.MobileDistance{
		ID: "pool-car", Period: ghg.CalendarYear(2024), Vehicle: "car/medium/diesel", Region: "GB", Distance: units.MustParse("10000 km"),
		Factor: factors.MustSupplied("0.165 kg CO2/km; manufacturer"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// pool-car: 1.65 t CO2e in 2024 by scope 1 mobile distance (AR6), from 10000 km distance by supplied/vehicle/car/medium/diesel/GB/2024/km; 1 caveat
}

func ExampleEnergyFromDistance() {
	energy, err := scope1.EnergyFromDistance(units.MustParse("10000 km"), units.MustRate("0.15 kg CO2/km"), units.MustRate("0.25 kg CO2/kWh(LHV)"))
	fmt.Println(energy, err)
	// Output:
	// 6000 kWh(LHV) <nil>
}

func ExampleProcessProduction() {
	show(scope1.ProcessProduction{
		ID: "kiln-1", Period: ghg.CalendarYear(2024), Product: "clinker", Region: "JP", Output: units.MustParse("1000 t"), Content: share("0.646"),
		Factor: factors.MustSupplied("785 kg CO2/t; stoichiometric, per tonne of CaO"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// kiln-1: 507.11 t CO2e in 2024 by scope 1 process production (AR6), from 1000 t output × 0.646 content by supplied/process/clinker/JP/2024/t
}

func ExampleProcessCarbonate() {
	carbonates, err := scope1.CarbonateFactors()
	if err != nil {
		fmt.Println(err)
		return
	}
	show(scope1.ProcessCarbonate{
		ID: "glass", Period: ghg.CalendarYear(2024), Carbonate: "dolomite", Mass: units.MustParse("100 t"), Calcined: share("1"),
	}.Calculate(factors.Basis{Factors: carbonates, GWP: ghg.AR6()}))
	// Output:
	// glass: 47.732 t CO2e in 2024 by scope 1 process carbonate (AR6), from 100 t dolomite by ipcc/process/dolomite/GLOBAL/1990/t
}

func ExampleCarbonBalance() {
	rs, err := scope1.CarbonBalance{
		ID: "furnace", Period: ghg.CalendarYear(2024), Process: "electric arc furnace",
		In: []scope1.Material{
			{Name: "electrodes", Amount: units.MustParse("10 t"), Carbon: units.MustRate("0.95 t C/t"), Source: "supplier"},
			{Name: "scrap", Amount: units.MustParse("250 t"), Carbon: units.MustRate("6 kg C/t"), Source: "analysis"},
		},
		Out: []scope1.Material{{Name: "steel", Amount: units.MustParse("1000 t"), Carbon: units.MustRate("2 kg C/t"), Source: "analysis"}},
	}.Calculate(factors.Basis{GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0].CO2e)
	// Output:
	// 33000 kg CO2e
}

func ExampleProcessElectronics() {
	rs, err := scope1.ProcessElectronics{
		ID: "etch", Period: ghg.CalendarYear(2024), Gas: ghg.NF3, Consumption: units.MustParse("1000 kg"), Heel: share("0.1"), UsedUp: share("0.8"),
		Abated: share("0.5"), Destroyed: share("0.95"), Source: "measured 2024",
		Byproducts: []scope1.Byproduct{{Gas: ghg.CF4, Formed: share("0.09"), Destroyed: share("0.9")}},
	}.Calculate(factors.Basis{GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range rs[0].Emissions.All() {
		fmt.Println(a.Kg, a.Unit())
	}
	// Output:
	// 44.55 kg CF4
	// 94.5 kg NF3
}

func ExampleFugitiveMaterialBalance() {
	show(scope1.FugitiveMaterialBalance{
		ID: "switchgear", Period: ghg.CalendarYear(2024), Gas: "SF6", StockStart: units.MustParse("100 kg"), StockEnd: units.MustParse("80 kg"),
		Bought: units.MustParse("50 kg"), Sold: units.MustParse("10 kg"), ChargeIncrease: units.MustParse("40 kg"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// switchgear: 470 t CO2e in 2024 by scope 1 fugitive material balance (AR5), from 100 kg stock at start, 50 kg bought, 80 kg stock at end, 10 kg sold or returned, 40 kg increase of charge
}

func ExampleFugitiveSimplifiedBalance() {
	rs, err := scope1.FugitiveSimplifiedBalance{
		ID: "chillers", Period: ghg.CalendarYear(2024), Gas: "HFC-134a", NewCharge: units.MustParse("105 kg"), NewNameplate: units.MustParse("100 kg"),
		Serviced: units.MustParse("12 kg"), RetiredCharge: units.MustParse("60 kg"), Recovered: units.MustParse("50 kg"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0].CO2e) // 27 kg × 1300
	// Output:
	// 35100 kg CO2e
}

func ExampleFugitiveScreening() {
	shops, err := scope1.FugitiveScreening{
		ID: "shops", Period: ghg.CalendarYear(2024), Gas: "R-404A", Equipment: "stand-alone-commercial", Operating: units.MustParse("200 kg"), Years: share("1"),
	}.WithEPARates()
	if err != nil {
		fmt.Println(err)
		return
	}
	rs, err := shops.Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0].CO2e) // 30 kg × 3942.8
	fmt.Println(rs[0].Caveats[0].Kind)
	// Output:
	// 118284 kg CO2e
	// unchecked-transcript
}

func ExampleDirectRelease() {
	rs, err := scope1.DirectRelease{ID: "leak", Period: ghg.CalendarYear(2024), Gas: "R-410A", Mass: units.MustParse("4 kg")}.Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range rs[0].Emissions.All() {
		fmt.Println(a.Kg, a.Unit())
	}
	fmt.Println(rs[0].CO2e)
	// Output:
	// 2 kg HFC-125
	// 2 kg HFC-32
	// 7694 kg CO2e
}

func ExampleWastewater() {
	rs, err := scope1.Wastewater{
		ID: "brewery", Period: ghg.CalendarYear(2024), Region: "AU", Volume: units.MustParse("10000 kL"), CODIn: units.MustRate("1500 mg/L"), CODOut: units.MustRate("25 mg/L"),
		Sludge: share("0.15"), MCF: share("0.8"), Flared: share("0"), Factor: factors.MustSupplied("0.25 kg CH4-biogenic/kg; IPCC 2006 vol. 5, maximum methane producing capacity"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0].CO2e) // 12500 kg COD × 0.8 × 0.25 × 27
	// Output:
	// 67500 kg CO2e
}

func ExampleDirectSource() {
	show(scope1.DirectSource{
		ID: "herd", Period: ghg.CalendarYear(2024), Activity: "agriculture/enteric-fermentation/dairy-cattle", Region: "JP", Amount: units.MustParse("120 animal"),
		Factor: factors.MustSupplied("100 kg CH4-biogenic/animal; national inventory"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// herd: 324 t CO2e in 2024 by scope 1 direct source (AR6), from 120 animal activity by supplied/agriculture/enteric-fermentation/dairy-cattle/JP/2024/animal
}

// A flare burns a gas of which the laboratory knows the composition.
func ExampleWasteGas() {
	rs, err := scope1.WasteGas{
		ID: "flare", Period: ghg.CalendarYear(2024), Amount: units.MustParse("836600 scf"), PerMole: units.MustRate("836.6 scf/kmol"),
		Oxidation: share("0.98"), Source: "gas analysis of March 2024", Components: []scope1.GasComponent{
			{Formula: "CH4", Share: share("0.7")}, {Formula: "C2H6", Share: share("0.1")}, {Formula: "N2", Share: share("0.2")},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range rs[0].Emissions.All() {
		fmt.Println(a.Kg, a.Unit())
	}
	// Output:
	// 224 kg CH4-fossil
	// 38808 kg CO2
}

// What the operator of a joint venture states is counted and shown as not recomputed.
func ExampleReported() {
	show(scope1.Reported{
		ID: "terminal", Period: ghg.CalendarYear(2024), Amount: units.MustParse("2.5 kt CO2e"), GWP: "AR5", Reporter: "operator",
		Source: "partner report 2024", Assurance: "none",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// terminal: 2500 t CO2e in 2024 by scope 1 reported (AR5), from 2.5 kt CO2e reported; 1 caveat
}
