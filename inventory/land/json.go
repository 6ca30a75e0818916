package land

import (
	"encoding/json"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/units"
)

type statementForm struct {
	Organisation string      `json:"organisation"`
	Edition      string      `json:"edition"`
	EarlyUse     bool        `json:"early_use,omitempty"`
	Entries      []entryForm `json:"entries"`
	Others       []claimForm `json:"others,omitempty"`
}

type entryForm struct {
	ID           string             `json:"id"`
	Ledger       Ledger             `json:"ledger"`
	Activity     Activity           `json:"activity"`
	Entity       string             `json:"entity,omitempty"`
	Site         string             `json:"site,omitempty"`
	Period       ghg.Period         `json:"period"`
	Scope        ghg.Scope          `json:"scope"`
	Category     ghg.Category       `json:"category,omitempty"`
	Accounting   ghg.Accounting     `json:"accounting,omitzero"`
	Amounts      []amountForm       `json:"amounts,omitempty"`
	Occupation   units.Quantity     `json:"occupation,omitzero"`
	Method       ChangeMethod       `json:"method,omitzero"`
	Available    ChangeMethod       `json:"available,omitzero"`
	Risk         LeakageRisk        `json:"risk,omitzero"`
	Traceability Traceability       `json:"traceability,omitzero"`
	Place        string             `json:"place,omitempty"`
	Monitoring   Monitoring         `json:"monitoring,omitzero"`
	StoragePlan  string             `json:"storage_plan,omitempty"`
	Project      string             `json:"project,omitempty"`
	Allocation   *strictjson.Number `json:"allocation,omitempty"`
	Of           string             `json:"of,omitempty"`
	Result       string             `json:"result,omitempty"`
	Credits      *ghg.CO2e          `json:"credits,omitempty"`
	Source       string             `json:"source"`
}

type amountForm struct {
	Gas ghg.Gas           `json:"gas"`
	Kg  strictjson.Number `json:"kg"`
}

type claimForm struct {
	Project  string            `json:"project"`
	Claimant string            `json:"claimant"`
	Period   ghg.Period        `json:"period"`
	Share    strictjson.Number `json:"share"`
}

// MarshalJSON returns the statement as an object, with the entries in the order of their ids and the names of the columns of
// [ReadCSV]; amounts are a list of gas and kg, and the edition is its name. A statement that [New] refuses is an error, and so
// are rules that are not those of a published edition.
func (s Statement) MarshalJSON() ([]byte, error) {
	if err := s.Edition.published(); err != nil {
		return nil, err
	}
	r, err := New(s)
	if err != nil {
		return nil, err
	}
	sorted := r.statement
	form := statementForm{Organisation: s.Organisation, Edition: s.Edition.Name, EarlyUse: s.EarlyUse, Entries: []entryForm{}}
	for i := range sorted.Entries {
		form.Entries = append(form.Entries, sorted.Entries[i].form())
	}
	for _, c := range sorted.Others {
		form.Others = append(form.Others, claimForm{c.Project, c.Claimant, c.Period, strictjson.Number{Value: c.Share}})
	}
	return json.Marshal(form)
}

func (e *Entry) form() entryForm {
	v := &e.Evidence
	f := entryForm{
		ID: e.ID, Ledger: e.Ledger, Activity: e.Activity, Entity: e.Entity, Site: e.Site, Period: e.Period, Scope: e.Scope, Category: e.Category,
		Accounting: e.Accounting, Occupation: e.Occupation, Method: e.Method, Available: e.Available, Risk: e.Risk,
		Traceability: v.Traceability, Place: v.Place, Monitoring: v.Monitoring, StoragePlan: v.StoragePlan, Project: v.Project,
		Of: e.Of, Result: e.Result, Source: e.Source,
	}
	for a := range e.Amounts.All() {
		f.Amounts = append(f.Amounts, amountForm{a.Gas, strictjson.Number{Value: a.Kg}})
	}
	if !v.Allocation.IsZero() {
		f.Allocation = &strictjson.Number{Value: v.Allocation}
	}
	if !e.Credits.IsZero() {
		f.Credits = &e.Credits
	}
	return f
}

// UnmarshalJSON reads what MarshalJSON returns, in any order of its keys and entries. An unknown or repeated key is an error,
// and so is what [New] refuses. An error leaves s unchanged.
func (s *Statement) UnmarshalJSON(text []byte) error {
	if s == nil {
		return &ghg.FieldError{Field: "statement", Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
	}
	var form statementForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	edition, err := editionNamed(form.Edition)
	if err != nil {
		return err
	}
	read := Statement{Organisation: form.Organisation, Edition: edition, EarlyUse: form.EarlyUse}
	for _, f := range form.Entries {
		e, err := f.entry()
		if err != nil {
			return err
		}
		read.Entries = append(read.Entries, e)
	}
	for _, c := range form.Others {
		read.Others = append(read.Others, Claim{c.Project, c.Claimant, c.Period, c.Share.Value})
	}
	r, err := New(read)
	if err != nil {
		return err
	}
	*s = r.statement
	return nil
}

func (f *entryForm) entry() (Entry, error) {
	e := Entry{
		ID: f.ID, Ledger: f.Ledger, Activity: f.Activity, Entity: f.Entity, Site: f.Site, Period: f.Period, Scope: f.Scope, Category: f.Category,
		Accounting: f.Accounting, Occupation: f.Occupation, Method: f.Method, Available: f.Available, Risk: f.Risk,
		Evidence: Evidence{Traceability: f.Traceability, Place: f.Place, Monitoring: f.Monitoring, StoragePlan: f.StoragePlan, Project: f.Project},
		Of:       f.Of, Result: f.Result, Source: f.Source,
	}
	amounts := make([]ghg.GasAmount, 0, len(f.Amounts))
	for i, a := range f.Amounts {
		for _, b := range f.Amounts[:i] {
			if a.Gas == b.Gas {
				return Entry{}, e.of(&ghg.FieldError{Field: fieldAmounts, Value: string(a.Gas), Want: "each gas once", Err: ghg.ErrRepeated})
			}
		}
		amounts = append(amounts, ghg.GasAmount{Gas: a.Gas, Kg: a.Kg.Value})
	}
	if f.Allocation != nil {
		e.Evidence.Allocation = f.Allocation.Value
	}
	if f.Credits != nil {
		e.Credits = *f.Credits
	}
	var err error
	if e.Amounts, err = ghg.NewEmissions(amounts...); err != nil {
		return Entry{}, e.of(err)
	}
	return e, nil
}

type totalsForm struct {
	Edition string     `json:"edition"`
	Period  ghg.Period `json:"period"`
	GWP     string     `json:"gwp"`
	Early   bool       `json:"early_use,omitempty"`
	Rows    []rowForm  `json:"rows"`
}

type rowForm struct {
	Ledger     Ledger         `json:"ledger"`
	Scope      ghg.Scope      `json:"scope"`
	Category   ghg.Category   `json:"category,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitzero"`
	Entries    int            `json:"entries"`
	Amounts    []amountForm   `json:"amounts,omitempty"`
	CO2e       *ghg.CO2e      `json:"co2e,omitempty"`
	Adjusted   *ghg.CO2e      `json:"adjusted,omitempty"`
	Occupation units.Quantity `json:"occupation,omitzero"`
}

// MarshalJSON returns the totals as an object: edition, period, gwp, early_use and rows, each with its ledger, scope, category,
// accounting, entries, amounts, co2e (physical), adjusted and occupation. Totals without an edition are an error.
func (t Totals) MarshalJSON() ([]byte, error) {
	if t.Edition == "" || t.GWP == "" {
		return nil, &ghg.FieldError{Field: "totals", Want: "those that Register.Totals returns", Err: ghg.ErrMissing}
	}
	form := totalsForm{t.Edition, t.Period, t.GWP, t.Early, []rowForm{}}
	for _, r := range t.Rows {
		f := rowForm{Ledger: r.Ledger, Scope: r.Scope, Category: r.Category, Accounting: r.Accounting, Entries: r.Entries, Occupation: r.Occupation}
		for a := range r.Amounts.All() {
			f.Amounts = append(f.Amounts, amountForm{a.Gas, strictjson.Number{Value: a.Kg}})
		}
		if r.Ledger != LandOccupation {
			f.CO2e, f.Adjusted = &r.CO2e, &r.Adjusted
		}
		form.Rows = append(form.Rows, f)
	}
	return json.Marshal(form)
}
