package inventory

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// tableForm is the JSON form of totals.
type tableForm struct {
	By         []Dimension     `json:"by"`
	Accounting ghg.Accounting  `json:"accounting"`
	GWP        string          `json:"gwp,omitempty"`
	CO2e       ghg.CO2e        `json:"co2e"`
	Rows       []rowForm       `json:"rows"`
	Missing    []gapForm       `json:"missing,omitempty"`
	Excluded   []exclusionForm `json:"excluded,omitempty"`
}

type rowForm struct {
	Labels  labelsForm  `json:"labels"`
	CO2e    ghg.CO2e    `json:"co2e"`
	Results int         `json:"results"`
	Gases   []gasForm   `json:"gases,omitempty"`
	Apart   []apartForm `json:"apart,omitempty"`
}

type labelsForm struct {
	Scope      ghg.Scope      `json:"scope,omitzero"`
	Category   ghg.Category   `json:"category,omitempty"`
	Gas        ghg.Gas        `json:"gas,omitempty"`
	Methane    MethaneOrigin  `json:"methane,omitzero"`
	Basis      string         `json:"basis,omitempty"`
	Entity     string         `json:"entity,omitempty"`
	Site       string         `json:"site,omitempty"`
	Country    string         `json:"country,omitempty"`
	Method     ghg.Method     `json:"method,omitempty"`
	Period     ghg.Period     `json:"period,omitzero"`
	Accounting ghg.Accounting `json:"accounting,omitzero"`
	Origin     ghg.Origin     `json:"origin,omitzero"`
	FactorSets string         `json:"factor_sets,omitempty"`
}

type gasForm struct {
	Gas    ghg.Gas          `json:"gas,omitempty"`
	GWP    string           `json:"gwp,omitempty"`
	Kg     strictjson.Exact `json:"kg"`
	CO2e   ghg.CO2e         `json:"co2e"`
	Memo   bool             `json:"memo,omitempty"`
	Unit   string           `json:"unit"`
	InCO2e bool             `json:"in_co2e,omitempty"`
}

type apartForm struct {
	Scope      ghg.Scope         `json:"scope"`
	Category   ghg.Category      `json:"category,omitempty"`
	BiogenicKg *strictjson.Exact `json:"biogenic_kg,omitempty"`
	NonKyoto   ghg.CO2e          `json:"non_kyoto,omitzero"`
}

type gapForm struct {
	Scope      ghg.Scope      `json:"scope"`
	Category   ghg.Category   `json:"category,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitzero"`
	Results    []string       `json:"results,omitempty"`
}

// MarshalJSON returns the totals as an object:
//
//	by          the dimensions, in order: ["scope", "entity"]
//	accounting  the method of scope 2
//	gwp         the set of potentials; no key if there is no result
//	co2e        the sum of the rows: "1234.5 kg CO2e"
//	rows        labels, co2e, results, gases and apart of each
//	missing     scope, category, accounting and results of what the inventory lacks; no key if it lacks nothing
//	excluded    what the organisation leaves out, as in the JSON form of [Organisation]
//
// The labels of a row have a key for each dimension that it has a label for: scope, category, gas, methane, basis, entity,
// site, country, method, period (of year or month), accounting, origin and factor_sets. Gases have gas, gwp, kg, co2e, memo,
// unit and in_co2e, and what is apart has scope, category, biogenic_kg and non_kyoto. Amounts are exact. A table that
// [Table.UnmarshalJSON] would refuse is an error, as the zero Table is.
func (t Table) MarshalJSON() ([]byte, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	form := tableForm{By: append([]Dimension{}, t.By...), Accounting: t.Accounting, GWP: t.GWP, CO2e: t.Total(), Rows: []rowForm{}}
	for _, r := range t.Rows {
		form.Rows = append(form.Rows, r.form())
	}
	for _, g := range t.Missing {
		form.Missing = append(form.Missing, gapForm(g))
	}
	for _, e := range t.Excluded {
		form.Excluded = append(form.Excluded, exclusionForm(e))
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, in any order of its keys. An unknown or repeated key is an error, and so are a
// sum that is not that of the rows, rows that are not in the order of their labels or have the same ones, and a label of a
// dimension that the table is not divided by. An error leaves t unchanged.
//
// A table that was read has figures and no inventory: [Table.Results] yields none.
func (t *Table) UnmarshalJSON(text []byte) error {
	if t == nil {
		return &ghg.FieldError{Field: "table", Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
	}
	var form tableForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Table{By: form.By, Accounting: form.Accounting, GWP: form.GWP, by: slices.Clone(form.By)}
	for _, f := range form.Rows {
		read.Rows = append(read.Rows, f.row())
	}
	for _, g := range form.Missing {
		read.Missing = append(read.Missing, Gap(g))
	}
	for _, e := range form.Excluded {
		read.Excluded = append(read.Excluded, Exclusion(e))
	}
	if err := read.check(); err != nil {
		return err
	}
	if total := read.Total(); !total.Equal(form.CO2e) {
		return &ghg.FieldError{Field: "co2e of the table", Value: input.Shorten(form.CO2e.String()), Want: "the sum of its rows, " + input.Shorten(total.String()), Err: ghg.ErrMixed}
	}
	*t = read
	return nil
}

// check returns an error unless the table is one that Totals could return.
func (t Table) check() error {
	if err := checkAccounting(t.Accounting); err != nil {
		return err
	}
	if err := checkDimensions(t.By); err != nil {
		return err
	}
	for i := range t.Rows {
		if err := t.checkRow(i); err != nil {
			return err
		}
	}
	for _, g := range t.Missing {
		if err := checkPlace("missing", g.Scope, g.Category); err != nil {
			return err
		}
	}
	for _, e := range t.Excluded {
		if err := e.check(); err != nil {
			return err
		}
	}
	return nil
}

func (t Table) checkRow(i int) error {
	r, field := &t.Rows[i], "row "+strconv.Itoa(i+1)
	if foreign := r.Labels.without(t.By); foreign != (Labels{}) {
		return &ghg.FieldError{Field: "labels of " + field, Want: "none of a dimension that the table is not divided by", Err: ghg.ErrMixed}
	}
	if i > 0 && compareLabels(&t.Rows[i-1].Labels, &r.Labels, t.By) >= 0 {
		return &ghg.FieldError{Field: "labels of " + field, Want: "rows in the order of their labels, each once", Err: ghg.ErrMixed}
	}
	if r.Results < 0 {
		return &ghg.FieldError{Field: "results of " + field, Value: strconv.Itoa(r.Results), Want: "0 or more", Err: ghg.ErrNegative}
	}
	if len(r.Gases) > 0 && !slices.Contains(t.By, ByGas) {
		return &ghg.FieldError{Field: "gases of " + field, Want: "none in a table that is not divided by gas", Err: ghg.ErrMixed}
	}
	if r.Labels.Category != 0 && !r.Labels.Category.Valid() {
		return &ghg.FieldError{Field: "category of " + field, Value: strconv.Itoa(int(r.Labels.Category)), Want: "1 to 15", Err: ghg.ErrOutOfRange}
	}
	for _, g := range r.Gases {
		if dec.Check(g.Kg) != nil {
			return &ghg.FieldError{Field: "gases of " + field, Value: dec.Brief(g.Kg), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
		}
	}
	for _, a := range r.Apart {
		if err := checkPlace("what is apart in "+field, a.Scope, a.Category); err != nil {
			return err
		}
		if a.BiogenicKg != nil && dec.Check(*a.BiogenicKg) != nil {
			return &ghg.FieldError{Field: "CO2 from biomass in " + field, Value: dec.Brief(*a.BiogenicKg), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

func checkPlace(field string, s ghg.Scope, c ghg.Category) error {
	if s < ghg.Scope1 || s > ghg.Scope3 || c != 0 && (s != ghg.Scope3 || !c.Valid()) {
		return &ghg.FieldError{Field: field, Value: place(s, c), Want: "scope 1, 2 or 3, or a category from 1 to 15 of scope 3", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// without returns the labels of the dimensions that are not in a list.
func (l Labels) without(by []Dimension) Labels {
	for _, d := range by {
		switch d {
		case ByScope:
			l.Scope = 0
		case ByCategory:
			l.Category = 0
		case ByGas:
			l.Gas = ""
		case ByMethane:
			l.Methane = 0
		case ByBasis:
			l.Basis = ""
		case ByEntity:
			l.Entity = ""
		case BySite:
			l.Site = ""
		case ByCountry:
			l.Country = ""
		case ByMethod:
			l.Method = ""
		case ByYear, ByMonth:
			l.Period = ghg.Period{}
		case ByAccounting:
			l.Accounting = 0
		case ByOrigin:
			l.Origin = 0
		case ByFactorSet:
			l.FactorSets = ""
		}
	}
	return l
}

func (r Row) form() rowForm {
	f := rowForm{Labels: labelsForm(r.Labels), CO2e: r.CO2e, Results: r.Results}
	for _, g := range r.Gases {
		f.Gases = append(f.Gases, gasForm{g.Gas, g.GWP, strictjson.Exact{Value: g.Kg}, g.CO2e, g.Memo, g.Unit, g.InCO2e})
	}
	for _, a := range r.Apart {
		one := apartForm{Scope: a.Scope, Category: a.Category, NonKyoto: a.NonKyoto}
		if a.BiogenicKg != nil {
			one.BiogenicKg = &strictjson.Exact{Value: *a.BiogenicKg}
		}
		f.Apart = append(f.Apart, one)
	}
	return f
}

func (f rowForm) row() Row {
	r := Row{Labels: Labels(f.Labels), CO2e: f.CO2e, Results: f.Results}
	for _, g := range f.Gases {
		r.Gases = append(r.Gases, GasTotal{g.Gas, g.GWP, g.Kg.Value, g.CO2e, g.Memo, g.Unit, g.InCO2e})
	}
	for _, a := range f.Apart {
		one := Apart{Scope: a.Scope, Category: a.Category, NonKyoto: a.NonKyoto}
		if a.BiogenicKg != nil {
			one.BiogenicKg = &a.BiogenicKg.Value
		}
		r.Apart = append(r.Apart, one)
	}
	return r
}
