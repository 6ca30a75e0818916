package report

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/inventory/shk"
)

// Ledgers is what ESRS E1, IFRS S2, GRI, CDP and Japan's reporting system ask for beside the emissions of an inventory. Nothing of it
// changes a total: removals and credits are never netted. What is nil is not stated, and its cells say so.
type Ledgers struct {
	Energy        []Energy                     // the energy of lines of which the results do not tell it by source
	HeatingValues *factors.Set                 // lower heating values of fuels; nil: only energy that the results have by them
	HighImpact    *HighImpact                  // the activities in high climate impact sectors
	Production    []Production                 // energy that the organisation produces; empty but not nil: none
	Trading       *Trading                     // the lines of scope 1 under regulated emission trading schemes
	Cloud         *Lines                       // the lines of category 1 for cloud computing and data centre services
	Verified      *Lines                       // the lines of scope 3 whose inputs are verified
	Removals      *land.Register               // removals and their reversals
	Credits       []Credit                     // carbon credits cancelled and planned to be; empty but not nil: none
	Prices        []CarbonPrice                // internal carbon pricing schemes; empty but not nil: none
	Group         *consolidation.Consolidation // for scopes 1 and 2 of the consolidated accounting group and of other investees
	SHK           *shk.Report                  // the statutory report of a company in Japan
}

// EnergySource is the source of energy used, as ESRS E1 tells it apart. The zero EnergySource is invalid.
//
// Source: ESRS E1, paragraphs 37 and 38.
type EnergySource uint8

// The sources of energy.
const (
	Coal               EnergySource = iota + 1 // coal and coal products
	CrudeOil                                   // crude oil and petroleum products
	NaturalGas                                 //
	OtherFossil                                // fuel of other fossil sources
	PurchasedFossil                            // purchased electricity, heat, steam and cooling from fossil sources
	Nuclear                                    //
	RenewableFuel                              // fuel of renewable sources: biomass, biogas, renewable hydrogen
	PurchasedRenewable                         // purchased electricity, heat, steam and cooling from renewable sources
	OwnRenewable                               // self-generated renewable energy that is not from fuel
)

var energySources = vocabulary.New[EnergySource]("source of energy",
	"coal", "crude oil", "natural gas", "other fossil", "purchased fossil", "nuclear", "renewable fuel", "purchased renewable", "own renewable")

// String returns the name of the source: "natural gas".
func (s EnergySource) String() string { return energySources.String(s) }

// MarshalText returns what String returns. The zero EnergySource is an error.
func (s EnergySource) MarshalText() ([]byte, error) { return energySources.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *EnergySource) UnmarshalText(text []byte) error { return energySources.Unmarshal(s, text) }

// Energy is energy of a line that the organisation states: of a fuel by its lower heating value, or of bought energy whose
// sources the contract tells. The entries of a line are all of its energy and replace what its results tell.
type Energy struct {
	Line     string // the id of the line
	Source   EnergySource
	MWh      decimal.Decimal // zero or more
	Document string          // that states it
}

// HighImpact is the activities of an organisation in high climate impact sectors.
//
// Source: ESRS E1, paragraphs 38 and 40 to 43.
type HighImpact struct {
	Lines   []string          // ids of the lines whose energy these activities use; nil: all
	Revenue intensity.Revenue // Used is net revenue from these activities
}

// Production is energy that an organisation produces, whether it uses or sells it.
//
// Source: ESRS E1, paragraph 39.
type Production struct {
	Renewable bool
	MWh       decimal.Decimal // zero or more
	Document  string          // that states it
}

// Lines is the lines of an inventory of which something is stated.
type Lines struct {
	IDs    []string // each once; empty: none
	Source string   // the document
}

// Trading is the lines of scope 1 whose emissions are under regulated emission trading schemes.
//
// Source: ESRS E1, paragraph 48(b) and AR 44.
type Trading struct {
	Lines   []string // ids; empty: none
	Schemes string   // "EU ETS"; "" if there is none
	Source  string   // the document
}

// CreditKind is what a carbon credit is from. The zero CreditKind is invalid.
type CreditKind uint8

// The kinds of carbon credit.
const (
	ReductionCredit      CreditKind = iota + 1 // emissions reduced or avoided
	BiogenicRemoval                            // removal into biogenic sinks
	TechnologicalRemoval                       // removal by technology
)

var creditKinds = vocabulary.New[CreditKind]("kind of credit", "reduction", "biogenic removal", "technological removal")

// String returns the name of the kind.
func (k CreditKind) String() string { return creditKinds.String(k) }

// MarshalText returns what String returns. The zero CreditKind is an error.
func (k CreditKind) MarshalText() ([]byte, error) { return creditKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *CreditKind) UnmarshalText(text []byte) error { return creditKinds.Unmarshal(k, text) }

// Credit is carbon credits of projects outside the value chain. They are in no total of emissions.
//
// Source: ESRS E1, paragraph 59 and AR 62 to 64.
type Credit struct {
	CO2e     ghg.CO2e
	Kind     CreditKind
	Standard string // the recognised quality standard: "Gold Standard"
	EU       bool   // the project is in the European Union
	Adjusted bool   // with a corresponding adjustment under Article 6 of the Paris Agreement
	Planned  bool   // to be cancelled in the future under existing contracts; otherwise cancelled in the reporting period
	Source   string // the registry's document
}

// CarbonPrice is an internal carbon pricing scheme.
//
// Source: ESRS E1, paragraph 63; IFRS S2, paragraph 29(f).
type CarbonPrice struct {
	Scheme   string          // its type: "CapEx shadow price"
	Use      string          // how it is used in decisions
	Price    decimal.Decimal // per tonne of CO2e
	Currency string          // ISO 4217: "EUR"
	Scope1   *ghg.CO2e       // covered gross emissions; nil: not stated
	Scope2   *ghg.CO2e
	Scope3   *ghg.CO2e
	Source   string // the document
}
