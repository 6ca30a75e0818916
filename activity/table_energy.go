package activity

import "github.com/ghgkit/ghg/scope2"

// energyMethods are those of scope 2.
func energyMethods() []Method {
	return []Method{
		describe[scope2.Electricity](scope2.MethodElectricity, 0,
			"purchased electricity, by location and by market",
			"energy × grid average; Σ instrument × rate + uncovered × (supplier, residual mix, substitute)", "Scope 2 Guidance tables 6.2, 6.3"),
		describe[scope2.HourlyElectricity](scope2.MethodHourlyElectricity, 0,
			"purchased electricity with the grid's factor of every hour",
			"Σ hours load × grid of the hour; market as by the year", "Scope 2 Guidance table 6.2"),
		describe[scope2.OnSiteGeneration](scope2.MethodOnSiteGeneration, 0,
			"own generation without fuel, used, exported, its certificates kept or sold",
			"0; certificates sold × residual mix", "Scope 2 Guidance table 7.1"),
		describe[scope2.SHKElectricity](scope2.MethodSHKElectricity, 0,
			"purchased electricity by Japan's SHK system, with the basic and the adjusted coefficient",
			"energy × coefficient of the supplier's menu, or the substitute value", "SHK manual part II"),
		describe[scope2.Heat](scope2.MethodHeat, 0,
			"purchased steam, heat or cooling", "energy × the supplier's factor or the default", "Scope 2 Guidance appendix A"),
		describe[scope2.HeatByFuel](scope2.MethodHeatByFuel, 0,
			"purchased heat by the seller's fuel and boiler", "heat ÷ efficiency × EF of the fuel", "EPA GHG Emission Factors Hub table 7"),
		describe[scope2.CHPPurchase](scope2.MethodCHPPurchase, 0,
			"heat or power bought from a combined plant", "fuel × EF × share of heat or power × bought ÷ output", "GHG Protocol, allocation of emissions from a CHP plant"),
	}
}
