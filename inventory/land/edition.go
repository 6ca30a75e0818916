package land

import (
	"errors"
	"reflect"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
)

// The kinds of error of this package, for errors.Is.
var (
	ErrNotInForce   = errors.New("before the edition is effective")
	ErrNotCovered   = errors.New("not covered by the edition")
	ErrLessAccurate = errors.New("less accurate than the data allow")
	ErrNoEvidence   = errors.New("no evidence of a removal")
)

// Edition is the rules of one version of the Land Sector and Removals Standard.
type Edition struct {
	Name      string
	Document  string
	Published ghg.Date
	Effective ghg.Date // the first day in force

	Activities         []Activity     // that it covers
	LandUseChange      Spread         // how a conversion is spread over years
	Scope2             []Ledger       // ledgers that have entries of scope 2
	RemovalMonitoring  []Monitoring   // on which removals may rest
	LandTraceability   []Traceability // at which a removal on land may be counted
	StoredTraceability []Traceability // at which any other removal may be counted
	HighRisk           []LeakageRisk  // for which leakage is required
}

// StandardV1_0 returns version 1.0, published on 30 January 2026 and effective on 1 January 2027: agriculture and CO2 removal
// technologies, not forestry.
//
// Source: Land Sector and Removals Standard v1.0, executive summary, by public summaries: land use change over 20 years by the
// most accurate method; removals only from empirical or calibrated data, traced at least to the sourcing region. Unconfirmed:
// the linear spread over the 20 years (section 7.2.1 of the Standard as two public implementations cite it), harvested area as
// a level of traceability, the three high risks of leakage, and scope 2 for biomass combustion.
func StandardV1_0() Edition {
	return Edition{
		Name:      "Land Sector and Removals Standard v1.0",
		Document:  "GHG Protocol Land Sector and Removals Standard, version 1.0, 30 January 2026 (by summaries)",
		Published: ghg.Date{Year: 2026, Month: 1, Day: 30}, Effective: ghg.Date{Year: 2027, Month: 1, Day: 1},
		Activities:         []Activity{Agriculture, RemovalTechnology},
		LandUseChange:      Spread{Years: 20, Discounting: LinearDiscounting},
		Scope2:             []Ledger{BiomassCombustion, BiogenicFlux},
		RemovalMonitoring:  []Monitoring{Empirical, CalibratedModel},
		LandTraceability:   []Traceability{LandUnit, HarvestedArea, SourcingRegion},
		StoredTraceability: []Traceability{StorageSite},
		HighRisk:           []LeakageRisk{NonFoodUse, LessFood, LowerYield},
	}
}

// Editions returns the published editions, in order of publication.
func Editions() []Edition { return []Edition{StandardV1_0()} }

// clone returns a copy that shares nothing with e.
func (e Edition) clone() Edition {
	e.Activities, e.Scope2, e.HighRisk = slices.Clone(e.Activities), slices.Clone(e.Scope2), slices.Clone(e.HighRisk)
	e.RemovalMonitoring = slices.Clone(e.RemovalMonitoring)
	e.LandTraceability, e.StoredTraceability = slices.Clone(e.LandTraceability), slices.Clone(e.StoredTraceability)
	return e
}

// check returns an error unless the edition has a name, a document, dates and a spread.
func (e Edition) check() error {
	if e.Name == "" || e.Document == "" {
		return &ghg.FieldError{Field: "edition", Want: "rules with a name and a document, such as land.StandardV1_0()", Err: ghg.ErrMissing}
	}
	if !e.Effective.Valid() || !e.Published.Valid() || e.Effective.Before(e.Published) {
		return &ghg.FieldError{Field: "dates of the edition", Value: e.Published.String() + ", " + e.Effective.String(), Want: "the day of publication and the first day in force, not before it", Err: ghg.ErrOutOfRange}
	}
	return e.LandUseChange.check()
}

// early reports whether a period ends before the edition is effective.
func (e Edition) early(p ghg.Period) bool { return !e.Effective.Before(p.End) }

// editionNamed returns a published edition.
func editionNamed(name string) (Edition, error) {
	names := make([]string, 0, 1)
	for _, e := range Editions() {
		if e.Name == name {
			return e, nil
		}
		names = append(names, strconv.Quote(e.Name))
	}
	return Edition{}, &ghg.FieldError{Field: "edition", Value: name, Want: names[0], Err: ghg.ErrUnknown}
}

// published returns an error unless e is a published edition, unchanged.
func (e Edition) published() error {
	known, err := editionNamed(e.Name)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(known, e.clone()) {
		return &ghg.FieldError{Field: "edition", Value: e.Name, Want: "the published rules: changed ones have no name to be read back by", Err: ghg.ErrMixed}
	}
	return nil
}
