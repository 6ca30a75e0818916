package land

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Entry is one line of a ledger. Which fields an entry has depends on its ledger; one that the ledger has no use for must be
// empty.
type Entry struct {
	ID         string
	Ledger     Ledger
	Activity   Activity
	Entity     string
	Site       string
	Period     ghg.Period
	Scope      ghg.Scope
	Category   ghg.Category   // of scope 3; zero otherwise
	Accounting ghg.Accounting // of scope 2; zero otherwise

	// Amounts are by gas, zero or more: CO2 of the land or the atmosphere is [ghg.CO2] in every ledger. Land use change, land
	// management and leakage may have methane and N2O too; land occupation has no amounts.
	Amounts    ghg.Emissions
	Occupation units.Quantity // of land occupation: area × time, "12 ha·year"

	Method    ChangeMethod // of land use change: the method used
	Available ChangeMethod // of land use change: the most accurate method for which there are data
	Risk      LeakageRisk  // of land use change, land management and removals on land
	Evidence  Evidence

	// Of is the id of another entry: of a reversal, the removal; of leakage, the activity of high risk; of a biogenic flux, the
	// land use change or land management that tracks the land.
	Of      string
	Result  string   // id of the inventory's result that holds the emissions already; "" if none does
	Credits ghg.CO2e // part of the amount for which credits were issued or sold
	Source  string   // the document behind the figures
}

// Evidence is what a removal, or the place of an emission, rests on.
type Evidence struct {
	Traceability Traceability
	Place        string // the land unit, area, region or storage site
	Monitoring   Monitoring
	StoragePlan  string // document of the plan by which storage is monitored
	Project      string // registry id of the project, or id of the land, whose removals are divided among claimants
	// Allocation is the part of the project's removals in the period that the entry is, above 0 and at most 1. Entries of one
	// project have parts that add up to at most 1.
	Allocation decimal.Decimal
}

// Columns of the sheet and keys of the JSON form that name fields in errors.
const (
	fieldAmounts      = "amounts"
	fieldOccupation   = "occupation"
	fieldMethod       = "method"
	fieldAvailable    = "available"
	fieldRisk         = "risk"
	fieldTraceability = "traceability"
	fieldPlace        = "place"
	fieldMonitoring   = "monitoring"
	fieldStoragePlan  = "storage_plan"
	fieldProject      = "project"
	fieldAllocation   = "allocation"
	fieldOf           = "of"
	fieldResult       = "result"
	fieldCredits      = "credits"
)

// uses are the fields that the entries of a ledger must have and may have, of those that not all entries have.
type uses struct{ must, may []string }

// usesOf returns the fields of a ledger.
func usesOf(l Ledger) uses {
	removal := []string{fieldAmounts, fieldTraceability, fieldPlace, fieldMonitoring, fieldStoragePlan, fieldProject, fieldAllocation}
	switch l {
	case LandUseChange:
		return uses{[]string{fieldAmounts, fieldMethod, fieldAvailable, fieldRisk, fieldTraceability, fieldPlace}, []string{fieldResult, fieldCredits}}
	case LandManagement:
		return uses{[]string{fieldAmounts, fieldRisk, fieldTraceability, fieldPlace}, []string{fieldResult, fieldCredits}}
	case LandRemovals:
		return uses{append(removal, fieldRisk), []string{fieldCredits}}
	case GeologicRemovals, TechnologicalRemovals:
		return uses{removal, []string{fieldCredits}}
	case ProductStorage:
		return uses{[]string{fieldAmounts}, []string{fieldTraceability, fieldPlace, fieldMonitoring, fieldCredits}}
	case BiogenicFlux, Reversals, Leakage:
		return uses{[]string{fieldAmounts, fieldOf}, nil}
	case LandOccupation:
		return uses{[]string{fieldOccupation}, nil}
	}
	return uses{[]string{fieldAmounts}, nil} // biomass combustion
}

// given are the fields that an entry has, of those that not all entries have.
func (e *Entry) given() map[string]bool {
	v := &e.Evidence
	return map[string]bool{
		fieldAmounts: e.Amounts.Len() > 0, fieldOccupation: e.Occupation.Given(), fieldMethod: e.Method != 0, fieldAvailable: e.Available != 0,
		fieldRisk: e.Risk != 0, fieldTraceability: v.Traceability != 0, fieldPlace: v.Place != "", fieldMonitoring: v.Monitoring != 0,
		fieldStoragePlan: v.StoragePlan != "", fieldProject: v.Project != "", fieldAllocation: !v.Allocation.Equal(decimal.Decimal{}),
		fieldOf: e.Of != "", fieldResult: e.Result != "", fieldCredits: !e.Credits.IsZero(),
	}
}

// check returns what is wrong with an entry by itself.
func (e *Entry) check(ed Edition) error {
	if err := e.checkWords(); err != nil {
		return err
	}
	if dec.Check(e.Evidence.Allocation) != nil {
		return &ghg.FieldError{Field: fieldAllocation, Value: dec.Brief(e.Evidence.Allocation), Want: "a share above 0, at most 1", Err: ghg.ErrOutOfRange}
	}
	if q := e.Occupation; dec.Check(q.Value) != nil || !q.Given() && !q.Value.IsZero() {
		return &ghg.FieldError{Field: fieldOccupation, Value: dec.Brief(q.Value), Want: "area × time, such as 12 ha·year", Err: ghg.ErrOutOfRange}
	}
	given, of := e.given(), usesOf(e.Ledger)
	for _, field := range fields {
		must := slices.Contains(of.must, field)
		if must && !given[field] {
			return &ghg.FieldError{Field: field, Want: "a value: an entry of " + e.Ledger.String() + " has one", Err: ghg.ErrMissing}
		}
		if given[field] && !must && !slices.Contains(of.may, field) {
			return &ghg.FieldError{Field: field, Want: "nothing: an entry of " + e.Ledger.String() + " has none", Err: ghg.ErrMixed}
		}
	}
	for _, check := range []func(Edition) error{e.checkActivity, e.checkScope, e.checkAmounts, e.checkMethod, e.checkEvidence, e.checkCredits} {
		if err := check(ed); err != nil {
			return err
		}
	}
	return nil
}

// fields are the fields that not all entries have, in the order in which they are checked.
var fields = []string{
	fieldAmounts, fieldOccupation, fieldMethod, fieldAvailable, fieldRisk, fieldTraceability, fieldPlace, fieldMonitoring, fieldStoragePlan,
	fieldProject, fieldAllocation, fieldOf, fieldResult, fieldCredits,
}

// checkWords checks the fields that every entry has, and that every word is one of its vocabulary.
func (e *Entry) checkWords() error {
	for _, text := range []struct {
		field, value string
		need         bool
	}{
		{"id", e.ID, true},
		{"source", e.Source, true},
		{"entity", e.Entity, false},
		{"site", e.Site, false},
		{fieldOf, e.Of, false},
		{fieldResult, e.Result, false},
		{fieldPlace, e.Evidence.Place, false},
		{fieldStoragePlan, e.Evidence.StoragePlan, false},
		{fieldProject, e.Evidence.Project, false},
	} {
		if text.need && text.value == "" {
			return &ghg.FieldError{Field: text.field, Want: "a text", Err: ghg.ErrMissing}
		}
		if input.TooLong(text.value) {
			return &ghg.FieldError{Field: text.field, Value: input.Shorten(text.value), Want: input.WantText, Err: ghg.ErrOutOfRange}
		}
	}
	if err := e.Period.Check(); err != nil {
		return err
	}
	problems := []error{ledgers.Check(e.Ledger), activities.Check(e.Activity)}
	if e.Method != 0 {
		problems = append(problems, changeMethods.Check(e.Method))
	}
	if e.Available != 0 {
		problems = append(problems, changeMethods.Check(e.Available))
	}
	if e.Risk != 0 {
		problems = append(problems, risks.Check(e.Risk))
	}
	if e.Evidence.Traceability != 0 {
		problems = append(problems, traceabilities.Check(e.Evidence.Traceability))
	}
	if e.Evidence.Monitoring != 0 {
		problems = append(problems, monitorings.Check(e.Evidence.Monitoring))
	}
	return ghg.Join(problems...)
}

func (e *Entry) checkActivity(ed Edition) error {
	if !slices.Contains(ed.Activities, e.Activity) {
		return &ghg.FieldError{Field: "activity", Value: e.Activity.String(), Want: names(ed.Activities), Err: ErrNotCovered}
	}
	if e.Activity == RemovalTechnology && e.Ledger.occupies() {
		return &ghg.FieldError{Field: "activity", Value: e.Activity.String(), Want: "an activity on land for the ledger " + e.Ledger.String(), Err: ghg.ErrMixed}
	}
	return nil
}

func (e *Entry) checkScope(ed Edition) error {
	where := fmt.Sprintf("%s, category %d, %s", e.Scope, e.Category, e.Accounting)
	ok := false
	switch e.Scope {
	case ghg.Scope1:
		ok = e.Category == 0 && e.Accounting == 0
	case ghg.Scope2:
		if !slices.Contains(ed.Scope2, e.Ledger) {
			return &ghg.FieldError{Field: "scope", Value: e.Scope.String(), Want: "scope 1 or 3: in scope 2 there is only " + names(ed.Scope2), Err: ghg.ErrMixed}
		}
		ok = e.Category == 0 && (e.Accounting == ghg.LocationBased || e.Accounting == ghg.MarketBased)
	case ghg.Scope3:
		ok = e.Category.Valid() && e.Accounting == 0
	}
	if !ok {
		return &ghg.FieldError{Field: "scope", Value: where, Want: "scope 1, scope 2 with its method, or scope 3 with a category", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// gases returns the gases of a ledger.
func (l Ledger) gases() []ghg.Gas {
	switch l {
	case LandUseChange, LandManagement, Leakage:
		return []ghg.Gas{ghg.CO2, ghg.CH4, ghg.CH4Biogenic, ghg.CH4Combustion, ghg.N2O}
	case LandOccupation:
		return nil
	}
	return []ghg.Gas{ghg.CO2}
}

func (e *Entry) checkAmounts(Edition) error {
	allowed := e.Ledger.gases()
	for a := range e.Amounts.All() {
		if a.GWP != "" || !slices.Contains(allowed, a.Gas) {
			return &ghg.FieldError{Field: fieldAmounts, Value: a.String(), Want: "kilograms of " + names(allowed), Err: ghg.ErrMixed}
		}
		if a.Kg.IsNegative() {
			return &ghg.FieldError{Field: fieldAmounts, Value: a.String(), Want: "zero or more: removals have ledgers of their own and are never subtracted", Err: ghg.ErrNegative}
		}
	}
	if e.Ledger != LandOccupation {
		return nil
	}
	q, err := in(hectareYear, fieldOccupation, e.Occupation, "area × time, such as 12 ha·year")
	if err == nil && q.IsNegative() {
		err = &ghg.FieldError{Field: fieldOccupation, Value: e.Occupation.String(), Want: "zero or more", Err: ghg.ErrNegative}
	}
	return err
}

// in converts a quantity.
func in(u units.Unit, field string, q units.Quantity, want string) (units.Quantity, error) {
	c, err := q.In(u)
	if err != nil && !errors.Is(err, ghg.ErrOutOfRange) {
		err = &ghg.FieldError{Field: field, Value: q.String(), Want: want, Err: ghg.ErrDimension}
	}
	return c, err
}

// checkMethod checks that land use change was found by the most accurate method, and traced as far as the method needs.
func (e *Entry) checkMethod(Edition) error {
	t := e.Evidence.Traceability
	switch {
	case e.Ledger != LandUseChange:
		return nil
	case e.Method > e.Available:
		return &ghg.FieldError{Field: fieldMethod, Value: e.Method.String(), Want: e.Available.String() + ", for which there are data", Err: ErrLessAccurate}
	case e.Method == LandUnitDirect && t != LandUnit, e.Method == JurisdictionalDirect && t > SourcingRegion:
		return &ghg.FieldError{Field: fieldTraceability, Value: t.String(), Want: "what the method " + e.Method.String() + " needs: the land unit, or at least the sourcing region", Err: ErrLessAccurate}
	}
	return nil
}

// checkEvidence checks that a removal rests on what the edition accepts.
func (e *Entry) checkEvidence(ed Edition) error {
	if !e.Ledger.Removal() {
		return nil
	}
	v, levels := &e.Evidence, ed.StoredTraceability
	if e.Ledger == LandRemovals {
		levels = ed.LandTraceability
	}
	switch {
	case !slices.Contains(ed.RemovalMonitoring, v.Monitoring):
		return &ghg.FieldError{Field: fieldMonitoring, Value: v.Monitoring.String(), Want: names(ed.RemovalMonitoring), Err: ErrNoEvidence}
	case !slices.Contains(levels, v.Traceability):
		return &ghg.FieldError{Field: fieldTraceability, Value: v.Traceability.String(), Want: names(levels), Err: ErrNoEvidence}
	case !v.Allocation.IsPositive() || v.Allocation.GreaterThan(one):
		return &ghg.FieldError{Field: fieldAllocation, Value: dec.Brief(v.Allocation), Want: "a share above 0, at most 1", Err: ghg.ErrOutOfRange}
	}
	return nil
}

var one = decimal.New(1, 0)

// checkCredits checks that no more of a removal or storage is sold than there is.
func (e *Entry) checkCredits(Edition) error {
	if e.Credits.IsNegative() {
		return &ghg.FieldError{Field: fieldCredits, Value: e.Credits.String(), Want: "zero or more", Err: ghg.ErrNegative}
	}
	if (e.Ledger.Removal() || e.Ledger == ProductStorage) && e.Credits.Kg().GreaterThan(e.co2()) {
		return &ghg.FieldError{Field: fieldCredits, Value: e.Credits.String(), Want: "at most the amount, " + dec.Text(e.co2()) + " kg CO2", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// co2 returns the kilograms of CO2.
func (e *Entry) co2() decimal.Decimal {
	kg, _ := e.Amounts.Kg(ghg.CO2)
	return kg
}

// names lists words: "agriculture or removal technology".
func names[T ~uint8 | ~string](list []T) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, " or ")
}
