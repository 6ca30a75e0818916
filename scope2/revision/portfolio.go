package revision

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Portfolio is the electricity of a company in one period with the contracts that it holds: what both editions are run on.
// The order of its lists decides nothing.
type Portfolio struct {
	Sites     []Site
	Contracts []Contract
	Zones     []Zone
	Window    scope2.Window // how far outside the period a vintage may lie, as for [scope2.NewLedger]
}

// Site is electricity used at one place, with what only the draft asks for.
type Site struct {
	// Purchase is the purchase as today's rules take it. It has no instruments, which are the portfolio's contracts; no
	// supplier's rate, which is a contract too (kind supplier-menu); and nothing sold on, which is subtracted beforehand.
	Purchase scope2.Electricity
	Zone     string // of deliverability, a name in the zone table
	Load     Load
	Location []LocationFactor // the accessible location factors, no two of one precision

	// What load without a contract takes under the draft, see [Edition.Unmatched].
	Residual  ResidualMix
	Fossil    factors.Supplied // the mix of the fossil plants in the zone
	CoalOrOil factors.Supplied // coal or oil alone

	// StandardSupplyShare is the share of the standard supply service in the consumption of all customers whom it serves, 0 to 1:
	// the most that the site may claim of the load of each hour. It is required of a site with such a contract.
	StandardSupplyShare *decimal.Decimal
}

// ResidualMix is a residual mix and what it leaves out. The draft wants one without voluntary claims and without standard
// supply service; a mix that is not stated to be one is used with a [Notice]. If no Factor is given, that of the purchase or of
// the basis is used, with the same statements.
type ResidualMix struct {
	Factor                 factors.Supplied
	WithoutVoluntaryClaims bool
	WithoutStandardSupply  bool
}

// Load says how the consumption of a site is spread over the hours of the period. The first of meter, profile, bands and
// flat that is given is used: the draft's order of precision. None is an error.
//
// A spread amount is rounded to a milliwatt-hour in every hour so that the hours sum to the amount exactly.
type Load struct {
	Meter   scope2.Series // the metered load; it sums to the amount of the purchase
	Profile scope2.Series // the shape of the load: amount × hour ÷ sum of the profile
	Bands   []Band        // the amounts of a time-of-use tariff
	Flat    bool          // amount ÷ 8,760, or 8,784 in a leap year
}

// Band is the amount of a time-of-use tariff in some hours of the day, spread evenly over them.
type Band struct {
	Name   string
	Hours  []int // of the day, 0 to 23; every hour is in one band
	Amount units.Quantity
}

// LoadKind is how the hours of a load are known. The zero LoadKind is invalid.
type LoadKind uint8

// The kinds of load, the most precise first.
const (
	Metered LoadKind = iota + 1
	Profiled
	TimeOfUse
	Flat
)

var loadKinds = vocabulary.New[LoadKind]("kind of load", "meter", "profile", "time-of-use", "flat")

// String returns the kind in words: "time-of-use".
func (k LoadKind) String() string { return loadKinds.String(k) }

// MarshalText returns what String returns. The zero LoadKind is an error.
func (k LoadKind) MarshalText() ([]byte, error) { return loadKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *LoadKind) UnmarshalText(text []byte) error { return loadKinds.Unmarshal(k, text) }

// Contract is a contractual instrument with what only the draft asks for. Contracts are used in the order of package scope2:
// those bound to a purchase first, then by the end of the vintage, then by id.
type Contract struct {
	Instrument     scope2.Instrument
	ContractDate   ghg.Date // the day of the contract; required if the legacy date is stated
	Zone           string   // in which the energy was generated, a name in the zone table
	Profile        Profile  // the hours in which it was generated
	FirmRights     []string // zones into which firm transmission rights deliver it
	StandardSupply string   // for a standard supply service, the purchase to which it is delivered
}

// Profile spreads the volume of certificates over the hours: volume × hour ÷ sum of the hours of the vintage. A vintage that
// is not within the period covers nothing by the hour, with a [Notice].
type Profile struct {
	Kind   ProfileKind
	Series scope2.Series
}

// ProfileKind is what a profile was measured at. The zero ProfileKind is invalid.
type ProfileKind uint8

// The kinds of profile, the most precise first.
const (
	MeterProfile    ProfileKind = iota + 1 // the meter of the generation that the certificates were issued for
	PlantProfile                           // the whole plant
	RegionalProfile                        // the plants of that technology in the region
)

var profileKinds = vocabulary.New[ProfileKind]("kind of profile", "meter", "plant", "regional")

// String returns "meter", "plant" or "regional".
func (k ProfileKind) String() string { return profileKinds.String(k) }

// MarshalText returns what String returns. The zero ProfileKind is an error.
func (k ProfileKind) MarshalText() ([]byte, error) { return profileKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *ProfileKind) UnmarshalText(text []byte) error { return profileKinds.Unmarshal(k, text) }

// Zone is a row of the table of deliverable markets. A contract delivers to a load
//
//	in the same zone                             in every hour
//	by firm transmission rights into its zone    in every hour
//	from a zone next to that of the load         in hours with price at the load < 1.05 × price at generation
//
// and not otherwise; [Edition] holds the 1.05. The rule on prices is applied as printed, so it is never met where both prices
// are zero.
type Zone struct {
	Name      string
	Next      []string          // the zones from which it may be supplied by the rule on prices
	Prices    []decimal.Decimal // of every hour of the period; required only where the rule on prices is used
	PriceUnit string            // "EUR/MWh"; one for both zones of a rule
}

// Spatial is the area of a location factor. The zero Spatial is invalid.
type Spatial uint8

// The areas, the most precise first.
const (
	Local           Spatial = iota + 1 // a part of an operational grid
	OperationalGrid                    // a bidding zone or the area of a balancing authority
	National
)

var spatials = vocabulary.New[Spatial]("area of a location factor", "local", "operational-grid", "national")

// String returns the area in words: "operational-grid".
func (s Spatial) String() string { return spatials.String(s) }

// MarshalText returns what String returns. The zero Spatial is an error.
func (s Spatial) MarshalText() ([]byte, error) { return spatials.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Spatial) UnmarshalText(text []byte) error { return spatials.Unmarshal(s, text) }

// Flow is whether a location factor includes imports and exports. The zero Flow is invalid.
type Flow uint8

// The flows, the most precise first.
const (
	Consumption Flow = iota + 1 // of what is used in the area
	Production                  // of what is generated in the area
)

var flows = vocabulary.New[Flow]("flow of a location factor", "consumption", "production")

// String returns "consumption" or "production".
func (f Flow) String() string { return flows.String(f) }

// MarshalText returns what String returns. The zero Flow is an error.
func (f Flow) MarshalText() ([]byte, error) { return flows.Marshal(f) }

// UnmarshalText reads what String returns.
func (f *Flow) UnmarshalText(text []byte) error { return flows.Unmarshal(f, text) }

// LocationFactor is a grid average that is accessible, with its precision. Either Annual or Hourly is given.
type LocationFactor struct {
	Area   Spatial
	Flow   Flow
	Annual factors.Supplied
	Hourly scope2.FactorSeries
}

// Choices are what the draft leaves open. Whatever it leaves open must be stated, and nothing else may be.
type Choices struct {
	Exemption Exemption `json:"exemption"`
	Legacy    Legacy    `json:"legacy"`
}

// Exemption is the consumption in the period below which load is matched by the year. It exempts from hourly matching only.
// The draft has not decided the threshold, nor what it is of. The zero Exemption is not stated.
type Exemption struct {
	None              bool           `json:"none,omitempty"`              // nothing is exempt
	SiteBelow         units.Quantity `json:"site_below,omitzero"`         // a site that uses less is exempt
	OrganisationBelow units.Quantity `json:"organisation_below,omitzero"` // if all sites together use less, all are exempt
}

// Legacy is the day before which a contract counts as a legacy contract, which keeps annual matching and today's market
// boundary. The draft has not decided the date. The zero Legacy is not stated.
type Legacy struct {
	None   bool     `json:"none,omitempty"` // no contract is a legacy contract
	Before ghg.Date `json:"before,omitzero"`
}
