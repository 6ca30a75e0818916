package activity

import (
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
)

// methods is the method table: every method by its name, once.
var methods = sync.OnceValue(func() []Method {
	return []Method{
		describe[scope1.StationaryCombustion](scope1.MethodStationaryCombustion, 0,
			"fuel burned in stationary equipment, by the amount of fuel",
			"fuel × EF", "Corporate Standard ch. 6; IPCC 2006 vol. 2 ch. 2"),
		describe[scope1.CarbonContent](scope1.MethodCarbonContent, 0,
			"fuel burned, by its carbon content: Japan's SHK method",
			"energy × tC/GJ × oxidation × 44/12", "SHK manual part II; IPCC 2006 vol. 2 ch. 2"),
		describe[scope2.Electricity](scope2.MethodElectricity, 0,
			"purchased electricity, by location and by market",
			"energy × grid average; Σ instruments × rate + uncovered × (supplier, residual mix, substitute)", "Scope 2 Guidance tables 6.2, 6.3"),
		describe[scope2.Heat](scope2.MethodHeat, 0,
			"purchased steam, heat or cooling", "energy × EF", "Scope 2 Guidance section 6.12"),
		describe[scope3.WasteTypeSpecific](scope3.MethodWasteTypeSpecific, ghg.WasteGeneratedInOperations,
			"waste of one type given to one treatment", "mass × EF [+ mass × EF of transport]", "Technical Guidance category 5"),
		describe[scope3.TravelAverageData](scope3.MethodTravelAverageData, ghg.BusinessTravel,
			"business travel per employee and year, or per day of travel", "employee-years × EF", "MOE database, table 13"),
		describe[scope3.DirectUse](scope3.MethodDirectUse, ghg.UseOfSoldProducts,
			"energy that products sold consume over their life", "sold × uses × energy per use × EF", "Technical Guidance category 11"),
		describe[scope3.Reported](scope3.MethodReported, 0,
			"a figure that somebody else calculated, in any category of scope 3", "the figure", "Scope 3 Standard ch. 7"),
	}
})
