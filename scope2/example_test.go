package scope2_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// A purchase gives two results. The certificate covers 600 of 1,000 MWh; the rest takes the residual mix.
func ExampleElectricity() {
	d, err := scope2.Electricity{
		ID: "hq", Period: ghg.CalendarYear(2024), Amount: units.MustParse("1000 MWh"), Region: "GB",
		GridFactor:  factors.MustSupplied("0.2 kg CO2e/kWh AR5; national inventory 2024"),
		ResidualMix: factors.MustSupplied("0.45 kg CO2e/kWh AR5; issuing body 2024"),
		Instruments: []scope2.Instrument{{
			ID: "rego-1", Kind: ghg.Certificate, Volume: units.MustParse("600 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB",
			Renewable: true, Vintage: ghg.CalendarYear(2024), Retirement: "statement 2025-03", SoleClaim: true,
		}},
	}.Dual(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("location:", d.Location.CO2e.Tonnes(), "t")
	fmt.Println("market:  ", d.Market.CO2e.Tonnes(), "t")
	// Output:
	// location: 200 t
	// market:   180 t
}

// Heat from a network, at the rate that its operator states.
func ExampleHeat() {
	rs, err := scope2.Heat{
		ID: "loop", Period: ghg.CalendarYear(2024), Carrier: "heat", Amount: units.MustParse("500 GJ"), Region: "GB",
		SupplierRate: factors.MustSupplied("50 kg CO2e/GJ AR5; operator's statement 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	fmt.Println(rs[0].CO2e, err)
	// Output: 25000 kg CO2e <nil>
}

// The EPA's default factor of steam is natural gas at an efficiency of 80 %: 53.06 ÷ 0.8 kg CO2 per mmBtu.
func ExampleHeatByFuel() {
	rs, err := scope2.HeatByFuel{
		ID: "steam", Period: ghg.CalendarYear(2024), Amount: units.MustParse("1 mmBtu"), Fuel: "natural-gas", Region: "US",
		Efficiency: units.MustRate("0.8 mmBtu/mmBtu(HHV)"), Factor: factors.MustSupplied("53.06 kg CO2/mmBtu(HHV); EPA Hub 2024, table 1"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	fmt.Println(rs[0].CO2e, err)
	// Output: 66.325 kg CO2e <nil>
}

// A quarter of the heat from a plant that produces heat and power, between which its emissions are split in half.
func ExampleCHPPurchase() {
	heat, power := share("0.8"), share("0.35")
	rs, err := scope2.CHPPurchase{
		ID: "plant", Period: ghg.CalendarYear(2024), Carrier: "heat", Amount: units.MustParse("20 GJ"), Fuel: "natural-gas",
		FuelAmount: units.MustParse("200 GJ(HHV)"), Factor: factors.MustSupplied("50 kg CO2/GJ(HHV); laboratory"), Region: "GB",
		Heat: units.MustParse("80 GJ"), Power: units.MustParse("35 GJ"), HeatEfficiency: heat, PowerEfficiency: power,
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	fmt.Println(rs[0].CO2e, err)
	// Output: 1250 kg CO2e <nil>
}

// The roof sells certificates, so the power they stood for takes the residual mix.
func ExampleOnSiteGeneration() {
	d, err := scope2.OnSiteGeneration{
		ID: "roof", Period: ghg.CalendarYear(2024), Technology: "solar", Renewable: true, Region: "GB",
		Generated: units.MustParse("100 MWh"), Exported: units.MustParse("30 MWh"), CertificatesSold: units.MustParse("20 MWh"),
		ResidualMix: factors.MustSupplied("0.45 kg CO2e/kWh AR5; issuing body 2024"),
	}.Dual(factors.Basis{GWP: ghg.AR5()})
	fmt.Println(d.Location.CO2e, d.Market.CO2e, err)
	// Output: 0 kg CO2e 9000 kg CO2e <nil>
}

// The remaining menu of a large supplier, from the ministries' list for emissions of fiscal year 2025.
func ExampleSHKElectricity() {
	set, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		fmt.Println(err)
		return
	}
	rs, err := scope2.SHKElectricity{
		ID: "plant", Period: ghg.FiscalYear(2025, time.April, ghg.LabelStartYear), Amount: units.MustParse("1000 千kWh"),
		Supplier: "a0269", Menu: "residual",
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		fmt.Println(r.Part, r.Accounting, r.CO2e.Tonnes(), "t")
	}
	// Output:
	//  location-based 423 t
	//  market-based 452 t
	// basic  452 t
}

// Each hour of load takes the grid factor of that hour.
func ExampleHourlyElectricity() {
	day, _ := ghg.ParsePeriod("2024-06-01/2024-06-02")
	load, _ := scope2.ReadSeries(strings.NewReader(hourSheet("amount", "2", "1")), "load.csv", day, units.MustUnit("MWh"))
	grid, _ := scope2.ReadFactorSeries(strings.NewReader(hourSheet("kg_co2e", "0.1", "0.3")), "grid.csv", day, units.MustUnit("kWh"), "AR5", "operator's data")
	d, err := scope2.HourlyElectricity{
		ID: "hq", Period: day, Region: "GB", SupplierRate: factors.MustSupplied("0.25 kg CO2e/kWh AR5; supplier's statement"),
		Load: load, GridFactors: grid,
	}.Dual(factors.Basis{GWP: ghg.AR5()})
	fmt.Println(d.Location.CO2e, d.Market.CO2e, err)
	// Output: 6000 kg CO2e 9000 kg CO2e <nil>
}

// An instrument that was not retired fails criterion 3 and is not used.
func ExampleInstrument_Criteria() {
	in := scope2.Instrument{
		ID: "rego-1", Kind: ghg.Certificate, Volume: units.MustParse("600 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB",
		Vintage: ghg.CalendarYear(2024), SoleClaim: true,
	}
	for _, a := range in.Criteria(scope2.Claim{Region: "GB", Period: ghg.CalendarYear(2024), ResidualMix: scope2.ResidualMixPublished}) {
		fmt.Println(a.Number, a.Met)
	}
	// Output:
	// 1 yes
	// 2 yes
	// 3 no
	// 4 yes
	// 5 yes
	// 6 not applicable
	// 7 not applicable
	// 8 yes
}

// One certificate for two sites: each megawatt-hour is used once, and the rest stays unused.
func ExampleLedger_Allocate() {
	year := ghg.CalendarYear(2024)
	ledger, err := scope2.NewLedger(scope2.Window{}, scope2.Instrument{
		ID: "rego-1", Kind: ghg.Certificate, Volume: units.MustParse("600 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB",
		Vintage: year, Retirement: "statement 2025-03", SoleClaim: true,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := ledger.Allocate([]scope2.Electricity{
		{ID: "london", Site: "london", Period: year, Amount: units.MustParse("400 MWh"), Region: "GB"},
		{ID: "leeds", Site: "leeds", Period: year, Amount: units.MustParse("150 MWh"), Region: "GB"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range a.Purchases {
		fmt.Println(p.ID, p.Instruments[0].Volume)
	}
	fmt.Println("unused", a.Unused[0].Volume)
	// Output:
	// london 400 MWh
	// leeds 150 MWh
	// unused 50 MWh
}

// A solar plant generates in twelve hours what the load uses in twenty-four.
func ExampleMatchSupply() {
	day, _ := ghg.ParsePeriod("2024-06-01/2024-06-02")
	load, _ := scope2.ReadSeries(strings.NewReader(hourSheet("amount", "1", "1")), "load.csv", day, units.MustUnit("MWh"))
	sun, _ := scope2.ReadSeries(strings.NewReader(hourSheet("amount", "0", "2")), "sun.csv", day, units.MustUnit("MWh"))
	supply := scope2.Supply{Series: sun, Instrument: scope2.Instrument{
		ID: "ppa", Kind: ghg.VirtualPPA, Volume: units.MustParse("24 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: day,
		Retirement: "statement 2024-07", SoleClaim: true, AllRights: true,
	}}
	for _, g := range []scope2.Granularity{scope2.Annual, scope2.Hourly} {
		m, err := scope2.MatchSupply(g, []scope2.Consumption{{Purchase: "hq", Region: "GB", Series: load}}, []scope2.Supply{supply})
		fmt.Println(g, m.MatchedShare, "excess", m.Excess, err)
	}
	// Output:
	// annual 1 excess 0 MWh <nil>
	// hourly 0.5 excess 12 MWh <nil>
}

// The solar plant covers half of the hours; in the others, the grid's own carbon-free energy counts.
func ExampleScoreCFE() {
	day, _ := ghg.ParsePeriod("2024-06-01/2024-06-02")
	load, _ := scope2.ReadSeries(strings.NewReader(hourSheet("amount", "1", "1")), "load.csv", day, units.MustUnit("MWh"))
	sun, _ := scope2.ReadSeries(strings.NewReader(hourSheet("amount", "0", "2")), "sun.csv", day, units.MustUnit("MWh"))
	grid, _ := scope2.ReadCarbonFreeSeries(strings.NewReader(hourSheet("carbon_free_share", "0.4", "0.9")), "grid.csv", day, "operator's data")
	supply := scope2.Supply{Series: sun, Instrument: scope2.Instrument{
		ID: "ppa", Kind: ghg.VirtualPPA, Volume: units.MustParse("24 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: day,
		Retirement: "statement 2024-07", SoleClaim: true, AllRights: true,
	}}
	c, err := scope2.ScoreCFE([]scope2.Consumption{{Purchase: "hq", Region: "GB", Series: load, Grid: grid}}, []scope2.Supply{supply})
	fmt.Println("matched share", c.Match.MatchedShare, "CFE score", c.CFEScore, err)
	// Output: matched share 0.5 CFE score 0.7 <nil>
}
