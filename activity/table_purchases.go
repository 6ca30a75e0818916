package activity

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
)

// purchaseMethods are those of categories 1 and 2, and of spend in any category.
func purchaseMethods() []Method {
	return []Method{
		describe[scope3.SupplierSpecific](scope3.MethodSupplierSpecific, 0,
			"a product bought, by its supplier's own footprint, categories 1 and 2",
			"amount × supplier's EF", "Technical Guidance categories 1 and 2"),
		describe[scope3.Hybrid](scope3.MethodHybrid, 0,
			"a product bought, by its supplier's own emissions and factors for the rest, categories 1 and 2",
			"supplier's scope 1 and 2 + Σ material × EF + Σ mass × distance × EF + Σ waste × EF + Σ other × EF",
			"Technical Guidance categories 1 and 2"),
		describe[scope3.PurchasedAverageData](scope3.MethodPurchasedAverageData, 0,
			"a product bought, by an average footprint of such products, categories 1 and 2",
			"mass or number × EF", "Technical Guidance categories 1 and 2"),
		describe[scope3.SpendBased](scope3.MethodSpendBased, 0,
			"what was spent, by the emissions per unit of money of an industry, categories 1, 2, 4, 6 and 9",
			"spend ÷ (1 + tax) × exchange rate × price index ÷ price index × (1 − margin) × EF", "Technical Guidance categories 1, 2, 4 and 6"),
	}
}

// fuelAndEnergyMethods are those of category 3.
func fuelAndEnergyMethods() []Method {
	return []Method{
		describe[scope3.UpstreamFuel](scope3.MethodUpstreamFuel, ghg.FuelAndEnergyRelatedActivities,
			"extraction, production and transport of fuels burned", "fuel × well-to-tank EF", "Technical Guidance category 3, activity A"),
		describe[scope3.UpstreamEnergy](scope3.MethodUpstreamEnergy, ghg.FuelAndEnergyRelatedActivities,
			"extraction, production and transport of the fuels in bought electricity and heat",
			"energy × well-to-tank EF, or energy × (life-cycle EF − generation EF − losses EF)", "Technical Guidance category 3, activity B"),
		describe[scope3.Losses](scope3.MethodLosses, ghg.FuelAndEnergyRelatedActivities,
			"energy lost in transmission and distribution", "energy × EF × L, × L ÷ (1 − L), or energy × losses EF", "Technical Guidance category 3, activity C"),
		describe[scope3.SoldEnergy](scope3.MethodSoldEnergy, ghg.FuelAndEnergyRelatedActivities,
			"energy bought and sold on", "energy × life-cycle EF", "Technical Guidance category 3, activity D"),
	}
}
