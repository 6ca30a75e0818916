package ghg

import (
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/enum"
)

// Scope is a scope of the GHG Protocol Corporate Standard (chapter 4). The zero Scope is not a scope.
type Scope uint8

// The three scopes.
const (
	Scope1 Scope = iota + 1 // direct emissions
	Scope2                  // indirect emissions of purchased electricity, steam, heat and cooling
	Scope3                  // other indirect emissions of the value chain
)

var scopes = enum.New[Scope](refuseEnum, "scope", "scope 1", "scope 2", "scope 3")

// String returns "scope 1", "scope 2" or "scope 3".
func (s Scope) String() string { return scopes.String(s) }

// MarshalText returns what String returns; the zero Scope is an error.
func (s Scope) MarshalText() ([]byte, error) { return scopes.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Scope) UnmarshalText(text []byte) error { return scopes.Unmarshal(s, text) }

// Category is a category of the GHG Protocol Scope 3 Standard (table 5.4), 1 to 15. The zero Category is not a
// category.
type Category uint8

// The fifteen categories of scope 3.
const (
	PurchasedGoodsAndServices Category = iota + 1
	CapitalGoods
	FuelAndEnergyRelatedActivities
	UpstreamTransportationAndDistribution
	WasteGeneratedInOperations
	BusinessTravel
	EmployeeCommuting
	UpstreamLeasedAssets
	DownstreamTransportationAndDistribution
	ProcessingOfSoldProducts
	UseOfSoldProducts
	EndOfLifeTreatmentOfSoldProducts
	DownstreamLeasedAssets
	Franchises
	Investments
)

var categoryNames = [...]string{
	"purchased goods and services", "capital goods", "fuel- and energy-related activities",
	"upstream transportation and distribution", "waste generated in operations", "business travel", "employee commuting",
	"upstream leased assets", "downstream transportation and distribution", "processing of sold products",
	"use of sold products", "end-of-life treatment of sold products", "downstream leased assets", "franchises",
	"investments",
}

// Valid reports whether the category is one of the fifteen.
func (c Category) Valid() bool { return c >= PurchasedGoodsAndServices && c <= Investments }

// String returns the category's number and name: "category 6, business travel". The zero Category is "no category".
func (c Category) String() string {
	switch {
	case c == 0:
		return "no category"
	case !c.Valid():
		return "category(" + strconv.Itoa(int(c)) + ")"
	}
	return "category " + strconv.Itoa(int(c)) + ", " + categoryNames[c-1]
}

// Name returns the category's name in the Scope 3 Standard.
func (c Category) Name() string {
	if !c.Valid() {
		return ""
	}
	return categoryNames[c-1]
}

// Method is the stable name of a calculation method: "scope1.stationary-combustion". Files and JSON refer to methods by
// this name.
type Method string

// words returns the name as readers say it: "scope 1 stationary combustion".
func (m Method) words() string {
	scope, name, found := strings.Cut(string(m), ".")
	if !found {
		return strings.ReplaceAll(string(m), "-", " ")
	}
	scope = strings.Replace(scope, "scope", "scope ", 1)
	return scope + " " + strings.NewReplacer("-", " ", ".", ": ").Replace(name)
}

// Accounting is the method of the Scope 2 Guidance by which a result was calculated. A result of scope 1 or 3 has the
// zero Accounting: it counts the same under both.
type Accounting uint8

// The two methods of the GHG Protocol Scope 2 Guidance (chapter 4.1).
const (
	LocationBased Accounting = iota + 1
	MarketBased
)

var accountings = enum.New[Accounting](refuseEnum, "accounting", "location-based", "market-based")

// String returns "location-based" or "market-based", and "" for the zero Accounting.
func (a Accounting) String() string {
	if a == 0 {
		return ""
	}
	return accountings.String(a)
}

// MarshalText returns what String returns; any other Accounting is an error.
func (a Accounting) MarshalText() ([]byte, error) {
	if a == 0 {
		return nil, nil
	}
	return accountings.Marshal(a)
}

// UnmarshalText reads what String returns.
func (a *Accounting) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = 0
		return nil
	}
	return accountings.Unmarshal(a, text)
}

// Includes reports whether a result with accounting b belongs to a total under a. Results of scope 1 and 3 always do.
func (a Accounting) Includes(b Accounting) bool { return b == 0 || a == b }

// Origin is where a result comes from: calculated here, or reported by another party.
type Origin uint8

// The origins of a result.
const (
	Calculated Origin = iota + 1 // from activity data and factors, step by step
	Reported                     // by a supplier, lessor, investee or publication: counted, not recomputed
)

var origins = enum.New[Origin](refuseEnum, "origin", "calculated", "reported")

// String returns "calculated" or "reported".
func (o Origin) String() string { return origins.String(o) }

// MarshalText returns what String returns; the zero Origin is an error.
func (o Origin) MarshalText() ([]byte, error) { return origins.Marshal(o) }

// UnmarshalText reads what String returns.
func (o *Origin) UnmarshalText(text []byte) error { return origins.Unmarshal(o, text) }
