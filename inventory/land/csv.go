package land

import (
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// row is an entry as a sheet has it.
type row struct {
	ID           string           `csv:"id"`
	Ledger       Ledger           `csv:"ledger"`
	Activity     Activity         `csv:"activity"`
	Entity       string           `csv:"entity,omitempty"`
	Site         string           `csv:"site,omitempty"`
	Period       ghg.Period       `csv:"period"`
	Scope        ghg.Scope        `csv:"scope"`
	Category     ghg.Category     `csv:"category,omitempty"`
	Accounting   ghg.Accounting   `csv:"accounting,omitempty"`
	CO2          *decimal.Decimal `csv:"co2_kg,omitempty"`
	CH4          *decimal.Decimal `csv:"ch4_kg,omitempty"`
	N2O          *decimal.Decimal `csv:"n2o_kg,omitempty"`
	Occupation   units.Quantity   `csv:"occupation,omitempty"`
	Method       ChangeMethod     `csv:"method,omitempty"`
	Available    ChangeMethod     `csv:"available,omitempty"`
	Risk         LeakageRisk      `csv:"risk,omitempty"`
	Traceability Traceability     `csv:"traceability,omitempty"`
	Place        string           `csv:"place,omitempty"`
	Monitoring   Monitoring       `csv:"monitoring,omitempty"`
	StoragePlan  string           `csv:"storage_plan,omitempty"`
	Project      string           `csv:"project,omitempty"`
	Allocation   decimal.Decimal  `csv:"allocation,omitempty"`
	Of           string           `csv:"of,omitempty"`
	Result       string           `csv:"result,omitempty"`
	Credits      ghg.CO2e         `csv:"credits,omitempty"`
	Source       string           `csv:"source"`
}

// entry returns the entry of a row.
func (r row) entry() (Entry, error) {
	e := Entry{
		ID: r.ID, Ledger: r.Ledger, Activity: r.Activity, Entity: r.Entity, Site: r.Site, Period: r.Period, Scope: r.Scope, Category: r.Category,
		Accounting: r.Accounting, Occupation: r.Occupation, Method: r.Method, Available: r.Available, Risk: r.Risk,
		Evidence: Evidence{r.Traceability, r.Place, r.Monitoring, r.StoragePlan, r.Project, r.Allocation},
		Of:       r.Of, Result: r.Result, Credits: r.Credits, Source: r.Source,
	}
	var amounts []ghg.GasAmount
	for _, a := range []struct {
		gas ghg.Gas
		kg  *decimal.Decimal
	}{{ghg.CO2, r.CO2}, {ghg.CH4Biogenic, r.CH4}, {ghg.N2O, r.N2O}} {
		if a.kg != nil {
			amounts = append(amounts, ghg.GasAmount{Gas: a.gas, Kg: *a.kg})
		}
	}
	var err error
	e.Amounts, err = ghg.NewEmissions(amounts...)
	return e, err
}

// ReadCSV reads entries from a sheet and checks each by the rules of an edition; name is the file's, for errors, which have the
// file, the line and, where it is known, the column. [New] checks the entries together. The sheet is as strict as every sheet
// of the module: an unknown, missing or repeated column is an error, and so is a cell that is not valid.
//
// The columns are id, ledger, activity, period, scope and source, and those that the ledgers in the sheet need: entity, site,
// category, accounting, co2_kg, ch4_kg (of biogenic origin), n2o_kg, occupation, method, available, risk, traceability, place,
// monitoring, storage_plan, project, allocation, of, result and credits. An empty cell is not given.
func ReadCSV(r io.Reader, name string, ed Edition) ([]Entry, error) {
	if absent.Is(r) {
		return nil, fmt.Errorf("%s: %w", input.Shorten(name), input.ErrNoReader)
	}
	if err := ed.check(); err != nil {
		return nil, err
	}
	var list []Entry
	err := table.Decode(r, table.Options{Name: name}, func(line int, cells row) error {
		e, err := cells.entry()
		if err == nil {
			err = e.check(ed)
		}
		if err != nil {
			return ghg.Place{File: name, Line: line, Column: columnOf(err)}.At(err)
		}
		list = append(list, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("land ledgers: %w", err)
	}
	return list, nil
}

// columnOf returns the column that an error is about, or "" if it is about several or none.
func columnOf(err error) string {
	var field *ghg.FieldError
	if !errors.As(err, &field) || field.Field == fieldAmounts {
		return ""
	}
	columns, err := table.ColumnsOf[row]()
	if err != nil {
		return ""
	}
	for _, c := range columns {
		if c.Name == field.Field {
			return c.Name
		}
	}
	return ""
}
