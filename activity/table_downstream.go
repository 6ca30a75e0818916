package activity

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
)

// downstreamMethods are those of scope 3 from leased assets (category 8, whose methods category 13 shares) to investments.
func downstreamMethods() []Method {
	return slices.Concat(leasedMethods(), soldMethods(), franchiseMethods(), investmentMethods(), pcafMethods())
}

func leasedMethods() []Method {
	return []Method{
		describe[scope3.LeasedAssetSpecific](scope3.MethodLeasedAssetSpecific, 0,
			"a leased asset by its energy and refrigerant, categories 8 and 13",
			"amount × EF + leaked × GWP [× leased ÷ (total × occupied)]", "Technical Guidance category 8"),
		describe[scope3.LeasedLessorSpecific](scope3.MethodLeasedLessorSpecific, 0,
			"a leased asset by the emissions of the lessor or lessee, categories 8 and 13",
			"(S1 + S2) × leased ÷ total", "Technical Guidance categories 8 and 13"),
		describe[scope3.LeasedAverageData](scope3.MethodLeasedAverageData, 0,
			"leased assets by an average of their kind, categories 8 and 13",
			"floor area × EF, or assets × EF, or distance × EF", "Technical Guidance category 8"),
	}
}

func soldMethods() []Method {
	return []Method{
		describe[scope3.ProcessingSiteSpecific](scope3.MethodProcessingSiteSpecific, ghg.ProcessingOfSoldProducts,
			"processing of an intermediate product by what the processor uses",
			"(energy × EF + leaked × GWP + output × EF + waste × EF) × share", "Technical Guidance category 10"),
		describe[scope3.ProcessingAverageData](scope3.MethodProcessingAverageData, ghg.ProcessingOfSoldProducts,
			"processing of an intermediate product by an average", "amount × EF of processing", "Technical Guidance category 10"),
		describe[scope3.DirectUse](scope3.MethodDirectUse, ghg.UseOfSoldProducts,
			"energy that products sold consume over their life, and refrigerant they leak",
			"sold × uses × energy per use × EF", "Technical Guidance category 11"),
		describe[scope3.LifetimeUse](scope3.MethodLifetimeUse, ghg.UseOfSoldProducts,
			"energy that products sold consume over a life in years, by market and the grid's path",
			"Σ sold × share × years × energy a year × EF", "Technical Guidance category 11"),
		describe[scope3.SoldFuel](scope3.MethodSoldFuel, ghg.UseOfSoldProducts,
			"fuel or feedstock sold", "amount × combustion EF", "Technical Guidance category 11"),
		describe[scope3.ContainedGas](scope3.MethodContainedGas, ghg.UseOfSoldProducts,
			"greenhouse gas in products sold that escapes in use", "sold × content × share released × GWP", "Technical Guidance category 11"),
		describe[scope3.IndirectUse](scope3.MethodIndirectUse, ghg.UseOfSoldProducts,
			"energy used indirectly with products sold, apart from the totals",
			"Σ sold × uses × share × energy per use × EF", "Technical Guidance category 11"),
		describe[scope3.IntermediateUse](scope3.MethodIntermediateUse, ghg.UseOfSoldProducts,
			"use of final products, as far as it is due to an intermediate product sold",
			"sold × uses × energy per use × EF × attributed share", "Technical Guidance category 11; Scope 3 Standard ch. 8"),
		describe[scope3.EndOfLife](scope3.MethodEndOfLife, ghg.EndOfLifeTreatmentOfSoldProducts,
			"treatment of products sold and their packaging when they are thrown away",
			"Σ mass × share × EF(type, treatment)", "Technical Guidance category 12"),
	}
}

func franchiseMethods() []Method {
	return []Method{
		describe[scope3.FranchiseSpecific](scope3.MethodFranchiseSpecific, ghg.Franchises,
			"a franchise by its own scopes 1 and 2", "S1 + S2", "Technical Guidance category 14"),
		describe[scope3.FranchiseSampled](scope3.MethodFranchiseSampled, ghg.Franchises,
			"a group of franchises by a sample", "(S1 + S2) × number in the group ÷ number sampled", "Technical Guidance category 14, appendix A"),
		describe[scope3.FranchiseAverageData](scope3.MethodFranchiseAverageData, ghg.Franchises,
			"franchises by an average of their kind", "floor area × EF, or outlets × EF", "Technical Guidance category 14"),
	}
}

func investmentMethods() []Method {
	return []Method{
		describe[scope3.EquityInvestmentSpecific](scope3.MethodEquityInvestmentSpecific, ghg.Investments,
			"an equity investment by the investee's emissions", "(S1 + S2) × share of equity; S3 apart", "Technical Guidance category 15"),
		describe[scope3.EquityAverageData](scope3.MethodEquityAverageData, ghg.Investments,
			"an equity investment by the investee's revenue", "revenue × EF(sector) × share of equity", "Technical Guidance category 15"),
		describe[scope3.ProjectSpecific](scope3.MethodProjectSpecific, ghg.Investments,
			"project finance by the project's emissions, those over its life apart",
			"(S1 + S2) × financed ÷ total cost", "Technical Guidance category 15"),
		describe[scope3.ProjectAverageData](scope3.MethodProjectAverageData, ghg.Investments,
			"project finance by the project's cost or revenue", "cost × EF(sector) × financed ÷ total cost", "Technical Guidance category 15"),
	}
}

// pcafMethods are those of PCAF's asset classes.
func pcafMethods() []Method {
	const source = "PCAF Part A, 2nd ed. (2022), section 5."
	return []Method{
		describe[scope3.PCAFListed](scope3.MethodPCAFListed, ghg.Investments,
			"listed equity and corporate bonds", "emissions × outstanding ÷ EVIC", source+"1"),
		describe[scope3.PCAFBusinessLoans](scope3.MethodPCAFBusinessLoans, ghg.Investments,
			"business loans and unlisted equity", "emissions × outstanding ÷ (equity + debt)", source+"2"),
		describe[scope3.PCAFProjectFinance](scope3.MethodPCAFProjectFinance, ghg.Investments,
			"project finance", "emissions × outstanding ÷ (equity + debt of the project)", source+"3"),
		describe[scope3.PCAFCommercialRealEstate](scope3.MethodPCAFCommercialRealEstate, ghg.Investments,
			"commercial real estate", "energy × EF × outstanding ÷ value at origination", source+"4"),
		describe[scope3.PCAFMortgages](scope3.MethodPCAFMortgages, ghg.Investments,
			"mortgages", "energy × EF × outstanding ÷ value at origination", source+"5"),
		describe[scope3.PCAFMotorVehicleLoans](scope3.MethodPCAFMotorVehicleLoans, ghg.Investments,
			"motor vehicle loans", "energy or distance × EF × outstanding ÷ value at origination", source+"6"),
		describe[scope3.PCAFSovereignDebt](scope3.MethodPCAFSovereignDebt, ghg.Investments,
			"sovereign debt, with and without LULUCF", "emissions of the country × exposure ÷ PPP-adjusted GDP", source+"7"),
	}
}
