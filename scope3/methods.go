package scope3

import (
	_ "embed"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
)

//go:embed texts.json
var textFile string

var texts = method.ParseTexts(textFile)

// declare declares a method of Scope 3 for one or more categories, with the rule by which its results are from primary
// data ([DataType]) and its results, if there are more than one.
func declare[T method.Activity](categories []ghg.Category, primary method.Primary, results []method.Part, factors string, examples ...string) method.Declared[T] {
	return declareAs[T](method.Declaration{Categories: categories, Primary: primary, Results: results}, factors, examples...)
}

// declareAs declares a method of Scope 3 with the facts that the declaration has.
func declareAs[T method.Activity](d method.Declaration, factors string, examples ...string) method.Declared[T] {
	d.Scope, d.Factors, d.Examples, d.Texts = ghg.Scope3, factors, examples, texts
	return method.Declare[T](d)
}

// The rules by which results are from primary data.
var (
	secondary = method.Primary{}
	primary   = method.AlwaysPrimary()
	byData    = method.PrimaryByInputs()
)

// single is the results of a method with one result, which has no name.
var single []method.Part

// in lists the categories of a method.
func in(categories ...ghg.Category) []ghg.Category { return categories }

// The categories of methods that serve more than one.
var (
	purchaseCategories  = in(ghg.PurchasedGoodsAndServices, ghg.CapitalGoods)
	freightCategories   = in(ghg.UpstreamTransportationAndDistribution, ghg.DownstreamTransportationAndDistribution)
	transportCategories = in(ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.DownstreamTransportationAndDistribution)
	flightCategories    = in(ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.DownstreamTransportationAndDistribution)
	leasedCategories    = in(ghg.UpstreamLeasedAssets, ghg.DownstreamLeasedAssets)
	spendCategories     = in(ghg.PurchasedGoodsAndServices, ghg.CapitalGoods, ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.DownstreamTransportationAndDistribution)
	everyCategory       = in(
		ghg.PurchasedGoodsAndServices, ghg.CapitalGoods, ghg.FuelAndEnergyRelatedActivities, ghg.UpstreamTransportationAndDistribution,
		ghg.WasteGeneratedInOperations, ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.UpstreamLeasedAssets,
		ghg.DownstreamTransportationAndDistribution, ghg.ProcessingOfSoldProducts, ghg.UseOfSoldProducts,
		ghg.EndOfLifeTreatmentOfSoldProducts, ghg.DownstreamLeasedAssets, ghg.Franchises, ghg.Investments,
	)
)

// Methods returns the methods of Scope 3, in the order of their categories.
func Methods() []*method.Method {
	return []*method.Method{
		purchasedSupplierSpecific.Method, purchasedHybrid.Method, purchasedAverageData.Method, spendBased.Method,
		upstreamFuel.Method, upstreamEnergy.Method, transmissionLosses.Method, resoldEnergy.Method,
		transportFuelBased.Method, transportDistanceBased.Method, transportVehicleDistance.Method, transportImprovedTonneKm.Method,
		transportChain.Method, transportRound.Method, transportFlightFuel.Method, distributionSiteSpecific.Method,
		distributionAverageData.Method,
		wasteSupplierSpecific.Method, wasteTypeSpecific.Method, wasteAverageData.Method,
		travelDistanceBased.Method, travelAverageData.Method, travelHotel.Method,
		commutingDistanceBased.Method, commutingAverageData.Method, commutingEmployeeDays.Method, homeworkingAverage.Method,
		homeworkingEnergy.Method,
		leasedAssetSpecific.Method, leasedLessorSpecific.Method, leasedAverageData.Method,
		processingSiteSpecific.Method, processingAverageData.Method,
		directUse.Method, lifetimeUse.Method, soldFuel.Method, containedGas.Method, indirectUse.Method, intermediateUse.Method,
		endOfLife.Method,
		franchiseSpecific.Method, franchiseSampled.Method, franchiseAverageData.Method,
		equityInvestmentSpecific.Method, equityAverageData.Method, projectSpecific.Method, projectAverageData.Method,
		pcafListed.Method, pcafBusinessLoans.Method, pcafProjectFinance.Method, pcafCommercialRealEstate.Method, pcafMortgages.Method,
		pcafMotorVehicleLoans.Method, pcafSovereignDebt.Method,
		reported.Method,
	}
}
