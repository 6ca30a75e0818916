package inventory

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// WriteResults writes every result as JSON lines: one line per result, in the order of [Inventory.Results], each the receipt of
// the result ([ghg.Result.Receipt]), which [ghg.Verify] reads. It holds one result at a time.
func (inv *Inventory) WriteResults(w io.Writer) error {
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	out := bufio.NewWriter(w)
	for r := range absent.Or(inv).ledger.results() {
		line, err := r.MarshalJSON()
		if err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

// maxResult is the maximum length in bytes of a result's JSON form, with room for white space.
const maxResult = 4 * ghg.MaxReceipt

// maxBad is the number of results that cannot be read after which reading stops: the text is then of another kind.
const maxBad = 1000

var errStopped = fmt.Errorf("reading stopped after %d bad results", maxBad)

// ReadResults reads what [Inventory.WriteResults] writes, or a JSON array of results, and yields the results one by one, each
// recomputed ([ghg.Result.UnmarshalJSON]). It holds one result at a time: memory does not depend on the length of the stream.
//
// A result that is refused is yielded as an error that names the file and the number of the result, and reading goes on, up to
// the thousandth. Text that is not JSON ends the reading and is reported by its byte. Empty input has no results.
func ReadResults(r io.Reader, name string) iter.Seq2[ghg.Result, error] {
	return func(yield func(ghg.Result, error) bool) {
		values := strictjson.NewReader(r, maxResult)
		bad := 0
		for n := 1; ; n++ {
			value, err := values.Next()
			if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return
			}
			ends := err != nil && !errors.Is(err, ghg.ErrOutOfRange) // what follows a value that is too long can be read
			var result ghg.Result
			if err == nil {
				result, err = readResult(value)
				var syntax *strictjson.SyntaxError
				if ends = errors.As(err, &syntax); ends {
					err = syntax.Within(values.Start())
				}
			}
			if err == nil {
				if !yield(result, nil) {
					return
				}
				continue
			}
			if bad++; !yield(ghg.Result{}, fmt.Errorf("%s: result %d: %w", name, n, err)) || ends {
				return
			}
			if bad == maxBad {
				yield(ghg.Result{}, fmt.Errorf("%s: %w", name, errStopped))
				return
			}
		}
	}
}

// readResult reads a result that is a value of a stream.
func readResult(value []byte) (ghg.Result, error) {
	if _, err := strictjson.Parse(value); err != nil {
		return ghg.Result{}, err
	}
	var r ghg.Result
	err := r.UnmarshalJSON(value)
	return r, err
}

// Read returns the inventory of the results that [Inventory.WriteResults] wrote. It recomputes every one and fails under the
// conditions of [Of], with an error that holds the first failures and their count.
func Read(org Organisation, r io.Reader, name string) (*Inventory, error) {
	inv, err := begin(org)
	if err != nil {
		return nil, err
	}
	var problems failures
	for result, err := range ReadResults(r, name) {
		if err == nil {
			err = inv.ledger.addResults([]ghg.Result{result}, inv.admitted)
		}
		problems.add(err)
	}
	return inv.checked(problems)
}

// FormVersion is the version of the JSON form of an inventory.
const FormVersion = 1

// inventoryForm is the JSON form of an inventory.
type inventoryForm struct {
	Version      int          `json:"version"`
	Organisation Organisation `json:"organisation"`
	Results      []ghg.Result `json:"results"`
}

// MarshalJSON returns the organisation and every result in its JSON form. It holds all of them in memory;
// [Inventory.WriteResults] writes any number. An inventory of no organisation is an error.
func (inv Inventory) MarshalJSON() ([]byte, error) {
	form := inventoryForm{Version: FormVersion, Organisation: inv.org, Results: []ghg.Result{}}
	for r := range inv.ledger.results() {
		form.Results = append(form.Results, *r)
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what [Inventory.MarshalJSON] writes. It is as strict as [ghg.Result.UnmarshalJSON] and fails under the
// conditions of [Of]. An error leaves inv unchanged.
func (inv *Inventory) UnmarshalJSON(text []byte) error {
	var form inventoryForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return fmt.Errorf("inventory: %w", err)
	}
	if form.Version != FormVersion {
		return &ghg.FieldError{Field: "version of the inventory", Value: strconv.Itoa(form.Version), Want: strconv.Itoa(FormVersion), Err: ghg.ErrUnknown}
	}
	read, err := OfChecked(form.Organisation, form.Results)
	if err != nil {
		return err
	}
	*inv = *read
	return nil
}

// organisationForm is the JSON form of an organisation.
type organisationForm struct {
	Name          string          `json:"name"`
	Approach      Approach        `json:"approach"`
	Period        ghg.Period      `json:"period"`
	Entities      []string        `json:"entities,omitempty"`
	Years         []yearForm      `json:"years,omitempty"`
	NotApplicable []unusedForm    `json:"not_applicable,omitempty"`
	Excluded      []exclusionForm `json:"excluded,omitempty"`
	Category3By   []markForm      `json:"category3_by,omitempty"`
}

// yearForm is the JSON form of an entity's own year.
type yearForm struct {
	Entity string     `json:"entity"`
	Period ghg.Period `json:"period"`
}

// unusedForm is the JSON form of a category that does not apply.
type unusedForm struct {
	Scope    ghg.Scope    `json:"scope"`
	Category ghg.Category `json:"category,omitempty"`
	Reason   string       `json:"reason"`
}

// markForm is the JSON form of a line of category 3 that counts by one method of scope 2 only.
type markForm struct {
	Line       string         `json:"line"`
	Accounting ghg.Accounting `json:"accounting"`
}

// exclusionForm is the JSON form of what is left out.
type exclusionForm struct {
	ID         string       `json:"id,omitempty"`
	Scope      ghg.Scope    `json:"scope"`
	Category   ghg.Category `json:"category,omitempty"`
	Entity     string       `json:"entity,omitempty"`
	What       string       `json:"what,omitempty"`
	Reason     string       `json:"reason"`
	Estimate   *ghg.CO2e    `json:"estimate,omitempty"`
	Method     string       `json:"method,omitempty"`
	Likelihood string       `json:"likelihood,omitempty"`
	Approved   ghg.Date     `json:"approved,omitzero"`
}

// MarshalJSON returns the organisation as an object with the keys name, approach, period, entities, years, not_applicable, excluded
// and category3_by.
// An organisation that [Of] refuses is an error.
func (o Organisation) MarshalJSON() ([]byte, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	form := organisationForm{Name: o.Name, Approach: o.Approach, Period: o.Period, Entities: o.Entities}
	for _, entity := range slices.Sorted(maps.Keys(o.Years)) {
		form.Years = append(form.Years, yearForm{entity, o.Years[entity]})
	}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		if reason, ok := o.NotApplicable[c]; ok {
			form.NotApplicable = append(form.NotApplicable, unusedForm{ghg.Scope3, c, reason})
		}
	}
	for _, e := range o.Excluded {
		form.Excluded = append(form.Excluded, exclusionForm(e))
	}
	for _, id := range slices.Sorted(maps.Keys(o.Category3By)) {
		form.Category3By = append(form.Category3By, markForm{id, o.Category3By[id]})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns. An unknown or repeated key is an error, and so is what [Of] refuses. An error
// leaves o unchanged.
func (o *Organisation) UnmarshalJSON(text []byte) error {
	var form organisationForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Organisation{Name: form.Name, Approach: form.Approach, Period: form.Period, Entities: form.Entities}
	for _, y := range form.Years {
		if _, twice := read.Years[y.Entity]; twice {
			return &ghg.FieldError{Field: "years", Value: y.Entity, Want: "each entity once", Err: ghg.ErrOutOfRange}
		}
		if read.Years == nil {
			read.Years = map[string]ghg.Period{}
		}
		read.Years[y.Entity] = y.Period
	}
	for _, e := range form.NotApplicable {
		if _, twice := read.NotApplicable[e.Category]; twice || e.Scope != ghg.Scope3 {
			return &ghg.FieldError{Field: "not_applicable", Value: place(e.Scope, e.Category), Want: "each category of scope 3 once", Err: ghg.ErrOutOfRange}
		}
		if read.NotApplicable == nil {
			read.NotApplicable = map[ghg.Category]string{}
		}
		read.NotApplicable[e.Category] = e.Reason
	}
	for _, e := range form.Excluded {
		read.Excluded = append(read.Excluded, Exclusion(e))
	}
	if err := read.readMarks(form.Category3By); err != nil {
		return err
	}
	if err := read.check(); err != nil {
		return err
	}
	*o = read
	return nil
}

// readMarks sets the marks of lines of category 3.
func (o *Organisation) readMarks(list []markForm) error {
	for _, m := range list {
		if _, twice := o.Category3By[m.Line]; twice {
			return &ghg.FieldError{Field: "category3_by", Value: m.Line, Want: "each line once", Err: ghg.ErrOutOfRange}
		}
		if o.Category3By == nil {
			o.Category3By = map[string]ghg.Accounting{}
		}
		o.Category3By[m.Line] = m.Accounting
	}
	return nil
}
