package ghg

import "github.com/ghgkit/ghg/internal/enum"

// Caveat is something that a reader of a result must know: what was relaxed or assumed, or could not be done.
//
// It is data on the result, never a log line, so that an inventory can list and count it.
type Caveat struct {
	Kind   CaveatKind `json:"kind"`
	Detail string     `json:"detail,omitempty"` // the case at hand, in words
}

// String returns the kind and the detail.
func (c Caveat) String() string {
	if c.Detail == "" {
		return c.Kind.String()
	}
	return c.Kind.String() + ": " + c.Detail
}

// CaveatKind is the kind of a [Caveat].
type CaveatKind uint8

// The kinds of caveat.
const (
	RegionFallback      CaveatKind = iota + 1 // the factor is for a wider region than requested
	OlderFactor                               // the factor's validity ended before the period
	NewerFactor                               // the factor's validity began after the period
	PartlyValidFactor                         // the factor is valid for only part of the period
	PropertyConversion                        // mass, volume or energy was converted using a property of the fuel
	MixedGWP                                  // a CO2e figure on another GWP basis was added as published
	UnstatedBasis                             // a CO2e figure whose publisher does not state the GWP basis
	LifeCycleInScope2                         // a life-cycle factor stands in for a generation-only one
	ResidualMixMissing                        // there is no residual mix: the uncovered part takes another factor
	SupplierRateMissing                       // there is no supplier rate: the next rate in the Guidance's order is used
	SubstituteValue                           // a regulator's substitute value stands in for the rate of an unknown supplier
	StandIn                                   // a published factor stands in for one that is not available
	NotRecomputed                             // the figure is reported by another party
	OutsideKyoto                              // gases outside the Kyoto basket are counted separately
	NoPotential                               // a gas has no GWP in the set and is not counted
	UnknownDistance                           // CH4 and N2O are calculated by fuel because the distance driven is not known
	InstrumentRefused                         // an instrument fails a quality criterion and is not used
	InstrumentUnused                          // an instrument's volume is larger than the consumption
	Estimated                                 // activity data is an estimate
	Assumption                                // a stated assumption of the method
	UncheckedTranscript                       // the factor comes from a transcription checked only by samples
	GasesMissing                              // the factor of a fuel states no CH4 or no N2O, so the result has none
	ElectricityApart                          // the factor of an electric vehicle leaves out the electricity that charges it
	CoarseFactor                              // the factor is printed to so few digits that rounding matters
	CarbonOrigin                              // the publisher's grouping of a fuel's carbon as fossil or biogenic is its own
	AsPrinted                                 // the factor is embedded as printed, though other figures of its publisher contradict it
	LULUCFMissing                             // a country's emissions with land use, land-use change and forestry are not stated
	PricesOfOtherYear                         // money spent in the period is in the prices of a year outside it
	CriteriaNotAssessed                       // a supplier's rate is used without the facts that the quality criteria require
	PassedOver                                // a higher-ranked source has a factor for another year, which is not used
	UnusualValue                              // the factor is far from published values for the same activity
	Prorated                                  // a line is split by days where the share in its company changes
)

var caveatKinds = enum.New[CaveatKind](refuseEnum, "caveat",
	"region-fallback", "older-factor", "newer-factor", "partly-valid-factor", "property-conversion", "mixed-gwp",
	"unstated-gwp-basis", "life-cycle-in-scope-2", "residual-mix-missing", "supplier-rate-missing", "substitute-value",
	"stand-in", "not-recomputed", "outside-kyoto", "no-potential", "unknown-distance", "instrument-refused",
	"instrument-unused", "estimated", "assumption", "unchecked-transcript", "gases-missing", "electricity-apart",
	"coarse-factor", "carbon-origin", "as-printed", "lulucf-missing", "prices-of-other-year",
	"criteria-not-assessed",
	"passed-over", "unusual-value", "prorated",
)

// String returns the kind's name.
func (k CaveatKind) String() string { return caveatKinds.String(k) }

// MarshalText returns the kind's name; the zero kind is an error.
func (k CaveatKind) MarshalText() ([]byte, error) { return caveatKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *CaveatKind) UnmarshalText(text []byte) error { return caveatKinds.Unmarshal(k, text) }
