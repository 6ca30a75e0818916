package land

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

// FLAG is the forest, land and agriculture (FLAG) emissions of an inventory: land use change and land management. Removals are
// not in it.
type FLAG struct {
	Period     ghg.Period
	GWP        string
	Early      bool           // see [Totals]
	Accounting ghg.Accounting // of scope 2
	Scope12    ghg.CO2e       // the inventory's, and the land emissions that no result of it holds
	Scope3     ghg.CO2e
	FLAG12     ghg.CO2e // the part that is FLAG
	FLAG3      ghg.CO2e
	Added      ghg.CO2e // land emissions in the four figures that no result of the inventory holds
}

// FLAG returns the FLAG emissions of an inventory by a method of scope 2. They are
//
//	Σ results of the inventory that are FLAG as a whole, by their ids
//	+ Σ entries of land use change and land management in the inventory's period
//
// An entry whose Result is one of the inventory is the FLAG part of that result: of a product footprint, for example. It is in
// the inventory already, so it adds to FLAG only, and not at all if the result is FLAG as a whole. Any other entry adds to its
// scope too. Which lines are FLAG follows from these ids and ledgers alone. The set of potentials must be that of the
// inventory.
//
// Errors are an incomplete inventory, an id that no counted result has, an entry in another scope or category than its result,
// and entries that are together more than their result. CO2 of burnt biomass, leakage and reversals are not FLAG emissions
// (unconfirmed).
func (r *Register) FLAG(inv *inventory.Inventory, a ghg.Accounting, set ghg.GWP, whole ...string) (FLAG, error) {
	if inv == nil {
		return FLAG{}, &ghg.FieldError{Field: "inventory", Value: "nil", Want: "the inventory of a year", Err: ghg.ErrMissing}
	}
	if err := sameGWP(inv, set); err != nil {
		return FLAG{}, err
	}
	entries, err := r.within(inv.Period())
	if err != nil {
		return FLAG{}, err
	}
	entries = slices.DeleteFunc(entries, func(e *Entry) bool { return e.Ledger != LandUseChange && e.Ledger != LandManagement })
	f := FLAG{Period: inv.Period(), GWP: inv.GWP(), Early: r.statement.Edition.early(inv.Period()), Accounting: a}
	if err := f.scopes(inv); err != nil {
		return FLAG{}, err
	}
	lines, err := f.lines(inv, entries, whole)
	if err != nil {
		return FLAG{}, err
	}
	for _, e := range entries {
		if err := f.addEntry(e, set, lines); err != nil {
			return FLAG{}, e.of(err)
		}
	}
	return f, nil
}

// sameGWP returns an error unless a set of potentials is that of an inventory.
func sameGWP(inv *inventory.Inventory, set ghg.GWP) error {
	for res := range inv.Results() {
		if set.Name() == res.GWP && (!set.Own() || set.Digest() == res.GWPDigest) {
			return nil
		}
		break
	}
	return &ghg.FieldError{Field: "GWP", Value: set.Name(), Want: "the set of the inventory, " + input.Quote(inv.GWP()), Err: ghg.ErrMixed}
}

// scopes sets the totals of the inventory.
func (f *FLAG) scopes(inv *inventory.Inventory) error {
	one, err := inv.Scope(ghg.Scope1, f.Accounting)
	if err != nil {
		return fmt.Errorf("scope 1: %w", err)
	}
	two, err := inv.Scope(ghg.Scope2, f.Accounting)
	if err != nil {
		return fmt.Errorf("scope 2: %w", err)
	}
	f.Scope12 = one.Add(two)
	if f.Scope3, err = inv.Scope(ghg.Scope3, f.Accounting); err != nil {
		return fmt.Errorf("scope 3: %w", err)
	}
	return nil
}

// flagLine is a result of the inventory that is FLAG, or partly so.
type flagLine struct {
	scope    ghg.Scope
	category ghg.Category
	co2e     ghg.CO2e // of all results with the id
	flag     ghg.CO2e // of the entries in it
	whole    bool
	found    bool
	mixed    bool // its results are in several scopes or categories
}

// lines returns the results that are named, and adds those that are FLAG as a whole.
func (f *FLAG) lines(inv *inventory.Inventory, entries []*Entry, whole []string) (map[string]*flagLine, error) {
	lines := map[string]*flagLine{}
	for _, e := range entries {
		if e.Result != "" {
			lines[e.Result] = &flagLine{}
		}
	}
	for i, id := range whole {
		if slices.Contains(whole[:i], id) {
			return nil, &ghg.FieldError{Field: "FLAG result", Value: id, Want: "each result once", Err: ghg.ErrRepeated}
		}
		lines[id] = &flagLine{whole: true}
	}
	for res := range inv.Select(f.Accounting, func(res ghg.Result) bool { return lines[res.ID] != nil }) {
		l := lines[res.ID]
		l.mixed = l.mixed || l.found && (l.scope != res.Scope || l.category != res.Category)
		l.scope, l.category, l.found = res.Scope, res.Category, true
		l.co2e = l.co2e.Add(res.CO2e)
		if l.whole {
			f.add(res.Scope, res.CO2e)
		}
	}
	for _, id := range whole {
		if !lines[id].found {
			return nil, errNoResult("FLAG result", id)
		}
	}
	return lines, nil
}

func errNoResult(field, id string) error {
	return &ghg.FieldError{Field: field, Value: id, Want: "the id of a result that counts in the inventory", Err: ghg.ErrUnknown}
}

// add adds FLAG emissions of a scope.
func (f *FLAG) add(s ghg.Scope, c ghg.CO2e) {
	if s == ghg.Scope3 {
		f.FLAG3 = f.FLAG3.Add(c)
		return
	}
	f.FLAG12 = f.FLAG12.Add(c)
}

// addEntry adds an entry of land use change or land management.
func (f *FLAG) addEntry(e *Entry, set ghg.GWP, lines map[string]*flagLine) error {
	co2e, err := e.co2e(set)
	if err != nil {
		return err
	}
	if e.Result == "" {
		if f.add(e.Scope, co2e); e.Scope == ghg.Scope3 {
			f.Scope3 = f.Scope3.Add(co2e)
		} else {
			f.Scope12 = f.Scope12.Add(co2e)
		}
		f.Added = f.Added.Add(co2e)
		return nil
	}
	l := lines[e.Result]
	if !l.found {
		return errNoResult(fieldResult, e.Result)
	}
	if l.mixed || l.scope != e.Scope || l.category != e.Category {
		return &ghg.FieldError{Field: fieldResult, Value: e.Result, Want: "a result in the scope and category of the entry", Err: ghg.ErrMixed}
	}
	if l.flag = l.flag.Add(co2e); l.flag.Cmp(l.co2e) > 0 {
		return &ghg.FieldError{Field: fieldResult, Value: e.Result, Want: "entries that are together at most the result, " + l.co2e.String(), Err: ghg.ErrOutOfRange}
	}
	if !l.whole {
		f.add(e.Scope, co2e)
	}
	return nil
}

// Share returns FLAG emissions ÷ emissions of scopes 1, 2 and 3. It is undefined if there are none.
func (f FLAG) Share() targets.Optional[decimal.Decimal] {
	share, err := f.FLAG12.Add(f.FLAG3).Ratio(f.Scope12.Add(f.Scope3))
	if err != nil {
		return targets.Undefined[decimal.Decimal]("there are no emissions in scopes 1, 2 and 3")
	}
	return targets.Defined(share)
}

// Into returns a submission with its inventory and FLAG emissions replaced by these. All amounts of a submission are of the
// base year.
func (f FLAG) Into(p sbti.FLAGProposal) sbti.FLAGProposal {
	p.Scope12, p.Scope3, p.FLAG12, p.FLAG3 = f.Scope12, f.Scope3, f.FLAG12, f.FLAG3
	p.Sectors, p.Targets, p.Others, p.Removals = slices.Clone(p.Sectors), slices.Clone(p.Targets), slices.Clone(p.Others), slices.Clone(p.Removals)
	return p
}
