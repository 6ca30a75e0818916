package disclosure

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
)

// ElementKind is what an element of a taxonomy measures. It decides the unit of its facts.
type ElementKind uint8

// The kinds of element. All are of a duration.
const (
	EmissionsElement      ElementKind = iota + 1 // t CO2e
	EnergyElement                                // MWh
	ShareElement                                 // a percentage
	MoneyElement                                 // an amount of a currency
	PerMoneyElement                              // t CO2e per currency
	EnergyPerMoneyElement                        // MWh per currency
	MoneyPerTonneElement                         // currency per t CO2e
)

// ESRSTaxonomy is the namespace of EFRAG's XBRL taxonomy of ESRS set 1, and ESRSEntryPoint its schema.
const (
	ESRSTaxonomy   = "https://xbrl.efrag.org/taxonomy/esrs/2023-12-22"
	ESRSEntryPoint = ESRSTaxonomy + "/esrs_all.xsd"
)

// Element is an element of EFRAG's XBRL taxonomy of ESRS set 1 of which the name is certain.
type Element struct {
	Name      string // with its prefix: "esrs:GrossScope1GreenhouseGasEmissions"
	Kind      ElementKind
	Reference string // of ESRS E1
}

// Elements returns the elements of the cells of edition esrs-e1-set-1 whose names are certain, by reference.
//
// Source: EFRAG, Annex 1 – ESRS Set 1 XBRL Taxonomy illustrated in Excel, which EFRAG does not call authoritative, and EFRAG's
// sample report of ESRS E1. The taxonomy itself was not read. The names of the taxonomy of the IFRS standards (ifrs-sds) are in
// no text that was read, so that no cell has one.
func Elements() []Element { return slices.Clone(elements) }

// ElementOf returns the element with a name.
func ElementOf(name string) (Element, bool) {
	i := slices.IndexFunc(elements, func(e Element) bool { return e.Name == name })
	if i < 0 {
		return Element{}, false
	}
	return elements[i], true
}

// The names of the elements.
const (
	energyTotal      = "esrs:EnergyConsumptionRelatedToOwnOperations"
	energyFossil     = "esrs:EnergyConsumptionFromFossilSources"
	energyNuclear    = "esrs:EnergyConsumptionFromNuclearSources"
	energyRenewable  = "esrs:EnergyConsumptionFromRenewableSources"
	shareFossil      = "esrs:PercentageOfFossilSourcesInTotalEnergyConsumption"
	shareNuclear     = "esrs:PercentageOfEnergyConsumptionFromNuclearSourcesInTotalEnergyConsumption"
	shareRenewable   = "esrs:PercentageOfRenewableSourcesInTotalEnergyConsumption"
	fuelRenewable    = "esrs:FuelConsumptionFromRenewableSources"
	boughtRenewable  = "esrs:ConsumptionOfPurchasedOrAcquiredElectricityHeatSteamAndCoolingFromRenewableSources"
	ownRenewable     = "esrs:ConsumptionOfSelfgeneratedNonfuelRenewableEnergy"
	fuelCoal         = "esrs:FuelConsumptionFromCoalAndCoalProducts"
	fuelOil          = "esrs:FuelConsumptionFromCrudeOilAndPetroleumProducts"
	fuelGas          = "esrs:FuelConsumptionFromNaturalGas"
	fuelOther        = "esrs:FuelConsumptionFromOtherFossilSources"
	boughtFossil     = "esrs:ConsumptionOfPurchasedOrAcquiredElectricityHeatSteamOrCoolingFromFossilSources"
	producedOther    = "esrs:NonrenewableEnergyProduction"
	producedNew      = "esrs:RenewableEnergyProduction"
	energyIntensity  = "esrs:EnergyIntensityFromActivitiesInHighClimateImpactSectorsTotalEnergyConsumptionPerNetRevenue"
	grossScope1      = "esrs:GrossScope1GreenhouseGasEmissions"
	shareTraded      = "esrs:PercentageOfScope1GreenhouseGasEmissionsFromRegulatedEmissionTradingSchemes"
	grossScope2LB    = "esrs:GrossLocationBasedScope2GreenhouseGasEmissions"
	grossScope2MB    = "esrs:GrossMarketBasedScope2GreenhouseGasEmissions"
	grossScope3      = "esrs:GrossScope3GreenhouseGasEmissions"
	sharePrimary     = "esrs:PercentageOfGrossScope3GreenhouseGasEmissionsCalculatedUsingPrimaryDataObtainedFromSuppliersOrOtherValueChainPartners"
	totalLB          = "esrs:LocationBasedGreenhouseGasEmissions"
	totalMB          = "esrs:MarketBasedGreenhouseGasEmissions"
	intensityLB      = "esrs:GHGEmissionsIntensityLocationbasedTotalGHGEmissionsPerNetRevenue"
	intensityMB      = "esrs:GHGEmissionsIntensityMarketbasedTotalGHGEmissionsPerNetRevenue"
	revenueAll       = "esrs:Revenue"
	revenueUsed      = "esrs:NetRevenueUsedToCalculateGHGIntensity"
	revenueOther     = "esrs:NetRevenueOtherThanUsedToCalculateGHGIntensity"
	biogenicScope1   = "esrs:BiogenicEmissionsOfCO2FromCombustionOrBiodegradationOfBiomassNotIncludedInScope1GHGEmissions"
	biogenicScope2   = "esrs:BiogenicEmissionsOfCO2FromCombustionOrBiodegradationOfBiomassNotIncludedInScope2GHGEmissions"
	biogenicScope3   = "esrs:BiogenicEmissionsOfCO2FromCombustionOrBiodegradationOfBiomassThatOccurInUpstreamAndDownstreamValueChainNotIncludedInScope3GHGEmissions"
	instrumentsShare = "esrs:PercentageOfContractualInstrumentsScope2GHGEmissions"
	removalsStored   = "esrs:GHGRemovalsAndStorage"
	reversals        = "esrs:Reversals"
	creditsCancelled = "esrs:AmountOfCarbonCreditsOutsideValueChainThatAreVerifiedAgainstRecognisedQualityStandardsAndCancelled"
	creditsPlanned   = "esrs:AmountOfCarbonCreditsOutsideValueChainPlannedToBeCancelledInFuture"
	carbonPrice      = "esrs:CarbonPriceAppliedForEachMetricTonneOfGreenhouseGasEmission"
)

var elements = []Element{
	{energyTotal, EnergyElement, "37"},
	{energyFossil, EnergyElement, "37 a"},
	{energyNuclear, EnergyElement, "37 b"},
	{energyRenewable, EnergyElement, "37 c"},
	{fuelRenewable, EnergyElement, "37 c i"},
	{boughtRenewable, EnergyElement, "37 c ii"},
	{ownRenewable, EnergyElement, "37 c iii"},
	{fuelCoal, EnergyElement, "38 a"},
	{fuelOil, EnergyElement, "38 b"},
	{fuelGas, EnergyElement, "38 c"},
	{fuelOther, EnergyElement, "38 d"},
	{boughtFossil, EnergyElement, "38 e"},
	{shareFossil, ShareElement, "AR 34"},
	{shareNuclear, ShareElement, "AR 34"},
	{shareRenewable, ShareElement, "AR 34"},
	{producedOther, EnergyElement, "39"},
	{producedNew, EnergyElement, "39"},
	{energyIntensity, EnergyPerMoneyElement, "40"},
	{grossScope1, EmissionsElement, "48 a"},
	{shareTraded, ShareElement, "48 b"},
	{grossScope2LB, EmissionsElement, "49 a"},
	{grossScope2MB, EmissionsElement, "49 b"},
	{grossScope3, EmissionsElement, "51"},
	{totalLB, EmissionsElement, "52 a"},
	{totalMB, EmissionsElement, "52 b"},
	{intensityLB, PerMoneyElement, "53"},
	{intensityMB, PerMoneyElement, "53"},
	{revenueAll, MoneyElement, "AR 55 b"},
	{revenueUsed, MoneyElement, "AR 55 b"},
	{revenueOther, MoneyElement, "AR 55 b"},
	{biogenicScope1, EmissionsElement, "AR 43 c"},
	{instrumentsShare, ShareElement, "AR 45 d"},
	{biogenicScope2, EmissionsElement, "AR 45 e"},
	{sharePrimary, ShareElement, "AR 46 g"},
	{biogenicScope3, EmissionsElement, "AR 46 j"},
	{removalsStored, EmissionsElement, "58 a"},
	{reversals, EmissionsElement, "58"},
	{creditsCancelled, EmissionsElement, "59 a"},
	{creditsPlanned, EmissionsElement, "59 b"},
	{carbonPrice, MoneyPerTonneElement, "63 c"},
}

// Member is a member of a dimension of the taxonomy, both with their prefixes.
type Member struct{ Axis, Name string }

// The axes of the facts.
const (
	categoryAxis  = "esrs:Scope3GHGEmissionsCategoryGHGProtocolAxis"
	milestoneAxis = "esrs:CurrentlyStatedBaselineMilestonesOrTargetYearsAxis"
	controlAxis   = "esrs:FinancialAndOperationalControlAxis"
)

// The members of the base year and of years of milestones
// (AR 48), and of the consolidated accounting group and of investees under operational control (paragraph 50).
var (
	baselineMember  = Member{milestoneAxis, "esrs:BaselineYearMember"}
	milestoneMember = Member{milestoneAxis, "esrs:MilestonesAndTargetYearsMember"}
	accountsMember  = Member{controlAxis, "esrs:ConsolidatedAccountingGroupFinancialControlMember"}
	othersMember    = Member{controlAxis, "esrs:OtherInvesteesExcludedFromConsolidatedAccountingGroupIncludingContractualArrangementsOperationalControlMember"}
)

// categoryMembers are the members of the categories, in order: category 11 is not the member of 1.1, cloud computing.
var categoryMembers = strings.Fields(`
	PurchasedGoodsAndServices CapitalGoods FuelAndEnergyrelatedActivities UpstreamTransportationAndDistribution WasteGeneratedInOperations
	BusinessTravel EmployeeCommuting UpstreamLeasedAssets DownstreamTransportationAndDistribution ProcessingOfSoldProducts
	UseOfSoldProducts EndoflifeTreatmentOfSoldProducts DownstreamLeasedAssets Franchises Investments`)

// cloudMember is the member of cloud computing and data centre services: 1.1, and not category 11.
var cloudMember = Member{categoryAxis, "esrs:Category11CloudComputingAndDataCentreServicesMember"}

// CategoryMember returns the member of a category of scope 3: "esrs:Category11UseOfSoldProductsMember".
//
// Source: the contexts of EFRAG's sample report of ESRS E1.
func CategoryMember(c ghg.Category) (Member, bool) {
	if !c.Valid() {
		return Member{}, false
	}
	return Member{categoryAxis, "esrs:Category" + strconv.Itoa(int(c)) + categoryMembers[c-1] + "Member"}, true
}
