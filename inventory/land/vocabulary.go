package land

import (
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Ledger is what an entry is about. The zero Ledger is invalid.
type Ledger uint8

// The ledgers. Each has its own totals.
const (
	LandUseChange         Ledger = iota + 1 // emissions of land converted in the last 20 years
	LandManagement                          // emissions of land that stays in its use: CO2, CH4 and N2O
	BiomassCombustion                       // CO2 of burnt biomass whose land carbon is not tracked: a land emission
	BiogenicFlux                            // CO2 of burnt biomass whose land carbon is tracked: shown, in no emissions
	LandRemovals                            // gross removals into soil and biomass
	GeologicRemovals                        // gross removals with geologic storage
	TechnologicalRemovals                   // gross removals by technology, stored neither geologically nor in products
	ProductStorage                          // carbon of the atmosphere stored in products; not a removal
	Reversals                               // emissions of carbon whose removal was counted before
	Leakage                                 // emissions elsewhere, caused by what displaces production
	LandOccupation                          // area × time; no emissions
)

var ledgers = vocabulary.New[Ledger]("ledger", "land use change", "land management", "biomass combustion", "biogenic flux", "land removals",
	"geologic removals", "technological removals", "product storage", "reversals", "leakage", "land occupation")

// String returns the name of the ledger, such as "land use change".
func (l Ledger) String() string { return ledgers.String(l) }

// MarshalText returns what String returns. The zero Ledger is an error.
func (l Ledger) MarshalText() ([]byte, error) { return ledgers.Marshal(l) }

// UnmarshalText reads what String returns.
func (l *Ledger) UnmarshalText(text []byte) error { return ledgers.Unmarshal(l, text) }

// Removal reports whether the ledger holds gross removals. Product storage does not.
func (l Ledger) Removal() bool {
	return l == LandRemovals || l == GeologicRemovals || l == TechnologicalRemovals
}

// occupies reports whether what is in the ledger takes place on land.
func (l Ledger) occupies() bool {
	return l == LandUseChange || l == LandManagement || l == LandRemovals
}

// Activity is the kind of activity behind an entry. The zero Activity is invalid.
type Activity uint8

// The activities.
const (
	Agriculture       Activity = iota + 1
	RemovalTechnology          // capture by technology, with storage
	Forestry                   // covered by no edition yet
)

var activities = vocabulary.New[Activity]("activity", "agriculture", "removal technology", "forestry")

// String returns the name of the activity.
func (a Activity) String() string { return activities.String(a) }

// MarshalText returns what String returns. The zero Activity is an error.
func (a Activity) MarshalText() ([]byte, error) { return activities.Marshal(a) }

// UnmarshalText reads what String returns.
func (a *Activity) UnmarshalText(text []byte) error { return activities.Unmarshal(a, text) }

// ChangeMethod is how emissions of land use change were found. The lower value is the more accurate method. The zero
// ChangeMethod is none.
type ChangeMethod uint8

// The methods, the most accurate first.
const (
	LandUnitDirect       ChangeMethod = iota + 1 // of the very farm, field or plot
	JurisdictionalDirect                         // of all land of the crop in a jurisdiction, by maps
	Statistical                                  // by product expansion, from statistics
)

var changeMethods = vocabulary.New[ChangeMethod]("method", "land unit direct", "jurisdictional direct", "statistical")

// String returns the name of the method.
func (m ChangeMethod) String() string { return changeMethods.String(m) }

// MarshalText returns what String returns. The zero ChangeMethod is an error.
func (m ChangeMethod) MarshalText() ([]byte, error) { return changeMethods.Marshal(m) }

// UnmarshalText reads what String returns.
func (m *ChangeMethod) UnmarshalText(text []byte) error { return changeMethods.Unmarshal(m, text) }

// Traceability is how far a product or removal is traced. The zero Traceability is none.
type Traceability uint8

// The levels of traceability.
const (
	LandUnit       Traceability = iota + 1 // land management unit: a farm or a plot
	HarvestedArea                          // the land of the harvest
	SourcingRegion                         // the region from which a first collection point buys
	Country                                // no removal can be counted at this level
	StorageSite                            // of geologic or technological storage
)

var traceabilities = vocabulary.New[Traceability]("traceability", "land unit", "harvested area", "sourcing region", "country", "storage site")

// String returns the name of the level.
func (t Traceability) String() string { return traceabilities.String(t) }

// MarshalText returns what String returns. The zero Traceability is an error.
func (t Traceability) MarshalText() ([]byte, error) { return traceabilities.Marshal(t) }

// UnmarshalText reads what String returns.
func (t *Traceability) UnmarshalText(text []byte) error { return traceabilities.Unmarshal(t, text) }

// Monitoring is what the amount of a removal rests on. The zero Monitoring is none.
type Monitoring uint8

// The kinds of monitoring.
const (
	Empirical       Monitoring = iota + 1 // measured in the very pools
	CalibratedModel                       // a model, or remote sensing, calibrated with measurements
	DefaultFactors                        // global factors (IPCC tier 1): no evidence of a removal
)

var monitorings = vocabulary.New[Monitoring]("monitoring", "empirical", "calibrated model", "default factors")

// String returns the name of the kind.
func (m Monitoring) String() string { return monitorings.String(m) }

// MarshalText returns what String returns. The zero Monitoring is an error.
func (m Monitoring) MarshalText() ([]byte, error) { return monitorings.Marshal(m) }

// UnmarshalText reads what String returns.
func (m *Monitoring) UnmarshalText(text []byte) error { return monitorings.Unmarshal(m, text) }

// LeakageRisk states whether an activity on land may displace production. The zero LeakageRisk is not stated.
type LeakageRisk uint8

// The risks.
const (
	LowRisk    LeakageRisk = iota + 1
	NonFoodUse             // crops for food or feed go to fuel or materials
	LessFood               // land no longer produces food or feed
	LowerYield             // a practice lowers the yield
)

var risks = vocabulary.New[LeakageRisk]("risk", "low", "non-food use", "less food", "lower yield")

// String returns the name of the risk.
func (r LeakageRisk) String() string { return risks.String(r) }

// MarshalText returns what String returns. The zero LeakageRisk is an error.
func (r LeakageRisk) MarshalText() ([]byte, error) { return risks.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *LeakageRisk) UnmarshalText(text []byte) error { return risks.Unmarshal(r, text) }
