package pact

import "github.com/ghgkit/ghg/internal/strictjson"

// pactFootprint is the data type ProductFootprint of version 3.0.3. Properties that affect nothing here are checked as
// JSON and skipped. Those that the specification requires are required by checkTexts and checkNumbers, which name all that
// are missing.
type pactFootprint struct {
	ID              string             `json:"id,omitempty"`
	SpecVersion     string             `json:"specVersion,omitempty"`
	Version         strictjson.Skipped `json:"version,omitempty"` // of 3.0 only for footprints that began with version 2
	Created         string             `json:"created,omitempty"`
	Updated         strictjson.Skipped `json:"updated,omitempty"`
	Status          string             `json:"status,omitempty"`
	PrecedingIDs    strictjson.Skipped `json:"precedingPfIds,omitempty"`
	ValidStart      string             `json:"validityPeriodStart,omitempty"`
	ValidEnd        string             `json:"validityPeriodEnd,omitempty"`
	Company         string             `json:"companyName,omitempty"`
	CompanyIDs      []string           `json:"companyIds,omitempty"`
	Description     strictjson.Skipped `json:"productDescription,omitempty"`
	ProductIDs      []string           `json:"productIds,omitempty"`
	Classifications strictjson.Skipped `json:"productClassifications,omitempty"`
	Product         string             `json:"productNameCompany,omitempty"`
	Comment         strictjson.Skipped `json:"comment,omitempty"`
	Extensions      strictjson.Skipped `json:"extensions,omitempty"`
	PCF             carbonFootprint    `json:"pcf"`
}

// carbonFootprint is the data type CarbonFootprint of version 3.0.3.
type carbonFootprint struct {
	Unit        string       `json:"declaredUnitOfMeasurement,omitempty"`
	Amount      *pactDecimal `json:"declaredUnitAmount,omitempty"`
	Mass        *pactDecimal `json:"productMassPerDeclaredUnit,omitempty"`
	Start       string       `json:"referencePeriodStart,omitempty"`
	End         string       `json:"referencePeriodEnd,omitempty"`
	RegionName  string       `json:"geographyRegionOrSubregion,omitempty"`
	Country     string       `json:"geographyCountry,omitempty"`
	Subdivision string       `json:"geographyCountrySubdivision,omitempty"`

	// The figures and their parts, in kg CO2e per declared unit.
	Excluding        *pactDecimal `json:"pcfExcludingBiogenicUptake,omitempty"`
	Including        *pactDecimal `json:"pcfIncludingBiogenicUptake,omitempty"`
	Fossil           *pactDecimal `json:"fossilGhgEmissions,omitempty"`
	LandUseChange    *pactDecimal `json:"landUseChangeGhgEmissions,omitempty"`
	LandLeakage      *pactDecimal `json:"landCarbonLeakage,omitempty"`
	LandFossil       *pactDecimal `json:"landManagementFossilGhgEmissions,omitempty"`
	LandCO2          *pactDecimal `json:"landManagementBiogenicCO2Emissions,omitempty"`
	LandRemovals     *pactDecimal `json:"landManagementBiogenicCO2Removals,omitempty"`
	Uptake           *pactDecimal `json:"biogenicCO2Uptake,omitempty"`
	BiogenicNonCO2   *pactDecimal `json:"biogenicNonCO2Emissions,omitempty"`
	Aircraft         *pactDecimal `json:"aircraftGhgEmissions,omitempty"`
	PackagingIn      *bool        `json:"packagingEmissionsIncluded,omitempty"`
	Packaging        *pactDecimal `json:"packagingGhgEmissions,omitempty"`
	Logistics        *pactDecimal `json:"outboundLogisticsGhgEmissions,omitempty"`
	CaptureIn        *bool        `json:"ccsTechnologicalCO2CaptureIncluded,omitempty"`
	Capture          *pactDecimal `json:"ccsTechnologicalCO2Capture,omitempty"`
	Removals         *pactDecimal `json:"technologicalCO2Removals,omitempty"`
	LandArea         *pactDecimal `json:"landAreaOccupation,omitempty"` // m2·year per declared unit
	FossilCarbon     *pactDecimal `json:"fossilCarbonContent,omitempty"`
	BiogenicCarbon   *pactDecimal `json:"biogenicCarbonContent,omitempty"`
	RecycledCarbon   *pactDecimal `json:"recycledCarbonContent,omitempty"`
	PackagingCarbon  *pactDecimal `json:"packagingBiogenicCarbonContent,omitempty"`
	CapturedInCarbon *pactDecimal `json:"ccuCarbonContent,omitempty"`

	GWP       []string     `json:"ipccCharacterizationFactors,omitempty"`
	Standards []string     `json:"crossSectoralStandards,omitempty"`
	Exempted  *pactDecimal `json:"exemptedEmissionsPercent,omitempty"`
	Primary   *pactDecimal `json:"primaryDataShare,omitempty"`

	Boundary      strictjson.Skipped `json:"boundaryProcessesDescription,omitempty"`
	CaptureOrigin strictjson.Skipped `json:"technologicalCO2CaptureOrigin,omitempty"`
	CCUApproach   strictjson.Skipped `json:"ccuCalculationApproach,omitempty"`
	CCUCredit     strictjson.Skipped `json:"ccuCreditCertification,omitempty"`
	Rules         strictjson.Skipped `json:"productOrSectorSpecificRules,omitempty"`
	Exemption     strictjson.Skipped `json:"exemptedEmissionsDescription,omitempty"`
	Allocation    strictjson.Skipped `json:"allocationRulesDescription,omitempty"`
	Secondary     strictjson.Skipped `json:"secondaryEmissionFactorSources,omitempty"`
	Quality       strictjson.Skipped `json:"dqi,omitempty"`
	Verification  strictjson.Skipped `json:"verification,omitempty"`
}
