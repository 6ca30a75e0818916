package shk

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Figure is an amount with the results that it adds up.
type Figure struct {
	CO2e    ghg.CO2e
	Results []inventory.Reference // in the order of the inventory
}

// Row is a row of the report. Basic and adjusted emissions differ in CO2 of bought power and heat alone.
type Row struct {
	Item     Item
	Basic    Figure
	Adjusted Figure
	Status   Status
	Reason   string // what decides the status, in words
}

// Certificates are the contractual instruments of one kind that the results use, in one unit.
type Certificates struct {
	Kind    ghg.InstrumentKind
	Used    ghg.Amount
	Results []inventory.Reference
}

// Report is the figures of a company's report for a fiscal year.
type Report struct {
	Edition Edition
	Company string
	Year    int   // the fiscal year of the emissions, by the year in which it begins; they are reported in the next
	Rows    []Row // every row of the edition, in the order of the items

	Energy *EnergyUse // nil if the statement has no rules for it

	// Basic is the sum of the basic emissions of the rows that are reported; nil if one is undecided.
	Basic *ghg.CO2e
	// Adjusted is the sum of the adjusted emissions of the rows that are reported, less and plus the adjustments; nil if a row
	// is undecided.
	Adjusted *ghg.CO2e

	Adjustments  []Adjustment
	Certificates []Certificates // in the order of the kinds
	CCUFuels     []CCUFuel
	Heat         []BasicHeat
	Excluded     []inventory.Exclusion // of scopes 1 and 2: the report is without them
	Caveats      []string
}

// Of returns the report of an inventory by the rules of an edition.
//
//	direct    = CO2 of fuel (scope 1)
//	indirect  = CO2 of bought power and heat: by basic coefficients, and by adjusted ones
//	other row = CO2 not of energy, or the gas, in t CO2e (scope 1)
//	adjusted  = Σ adjusted emissions of the reported rows − deducted adjustments + transferred credits
//
// CO2 of energy is reported if the energy used reaches the edition's threshold in crude oil. Another row is reported if it
// reaches the edition's tonnes in a company of enough employees. CO2 from biomass and gases outside the system are in no row,
// and neither is scope 3.
//
// CO2 of scope1.StationaryCombustion, CarbonContent, MobileFuel and MobileFuelEconomy is of energy, unless a fuel is of
// waste; that of processes, fugitive and direct releases and waste water is not. Every other line of CO2 in scope 1 needs an
// entry in [Statement.Origins], which overrides these rules too.
//
// It is an error if the inventory's period is not a fiscal year (April to March) of the edition, and an
// *inventory.IncompleteError if scope 1 or 2 is missing. These lines are refused, each by its id:
//
//   - of other potentials than the edition's, or methane by 30
//   - of other days than the fiscal year
//   - outside Japan: by a factor of another country, or of an unknown site
//   - CO2e of gases that cannot be told apart
//   - bought power that is not from scope2.SHKElectricity: a coefficient of another kind, such as an unadjusted one (未調整), is
//     neither basic nor adjusted
//   - bought power or heat with another gas than CO2
//   - heat of a named supplier without its basic emissions
//
// Lines of scope 2 that emit nothing, such as own solar power, are in no row.
func Of(inv *inventory.Inventory, e Edition, s Statement) (Report, error) {
	inv = absent.Or(inv)
	if err := e.Check(); err != nil {
		return Report{}, err
	}
	if err := s.Check(); err != nil {
		return Report{}, err
	}
	year, err := fiscalYear(inv, e)
	if err != nil {
		return Report{}, err
	}
	if err := complete(inv); err != nil {
		return Report{}, err
	}
	if len(s.CCUFuels) > 0 && !e.CCUFuels {
		return Report{}, &ghg.FieldError{Field: "CCU fuels", Value: input.Shorten(s.CCUFuels[0].Name), Want: "none: edition " + input.Shorten(e.Name) + " does not know them", Err: ErrNotInForce}
	}
	s = s.clone()
	c := newCollector(e, s, year)
	for r := range inv.Results() {
		if err := c.add(r); err != nil {
			return Report{}, fmt.Errorf("line %s: %w", input.Quote(r.ID), err)
		}
	}
	if err := c.finish(); err != nil {
		return Report{}, err
	}
	org := inv.Organisation()
	rep := Report{
		Edition: e, Company: org.Name, Year: year, Rows: c.rows(), Energy: c.energy, Adjustments: s.Adjustments,
		Certificates: c.certificates, CCUFuels: s.CCUFuels, Heat: s.Heat,
	}
	for _, x := range org.Excluded {
		if x.Scope != ghg.Scope3 {
			rep.Excluded = append(rep.Excluded, x)
		}
	}
	if err := rep.decide(s.Employees); err != nil {
		return Report{}, err
	}
	if err := rep.sum(c.figures[IndirectCO2].adjusted.CO2e); err != nil {
		return Report{}, err
	}
	return rep, nil
}

// fiscalYear returns the fiscal year of the inventory.
func fiscalYear(inv *inventory.Inventory, e Edition) (int, error) {
	p := inv.Period()
	year := p.Start.Year
	if !p.Same(ghg.FiscalYear(year, time.April, ghg.LabelStartYear)) {
		return 0, &ghg.FieldError{Field: "period of the inventory", Value: p.String(), Want: "a Japanese fiscal year, April to March", Err: ghg.ErrOutOfRange}
	}
	if !e.InForce(year) {
		return 0, &ghg.FieldError{Field: "edition " + input.Shorten(e.Name), Value: fmt.Sprintf("emissions of FY%d", year), Want: fmt.Sprintf("emissions of FY%d to FY%d", e.First, e.Last), Err: ErrNotInForce}
	}
	return year, nil
}

// complete returns an error if scope 1 or 2 is missing: it is unknown, not zero.
func complete(inv *inventory.Inventory) error {
	gaps, err := inv.Missing(ghg.MarketBased)
	if err != nil {
		return err
	}
	gaps = slices.DeleteFunc(gaps, func(g inventory.Gap) bool { return g.Scope == ghg.Scope3 })
	if len(gaps) > 0 {
		return &inventory.IncompleteError{Missing: gaps}
	}
	return nil
}

// decide sets the status of every row.
func (rep *Report) decide(employees int) error {
	e := rep.Edition
	for i := range rep.Rows {
		row := &rep.Rows[i]
		switch {
		case row.Item.ofEnergy() && rep.Energy == nil:
			row.Status, row.Reason = Undecided, "the energy used is not stated"
		case row.Item.ofEnergy():
			row.Status = reaches(rep.Energy.KL, e.EnergyKL)
			row.Reason = fmt.Sprintf("energy used: %s kL of crude oil, threshold %s kL", dec.Text(rep.Energy.KL), dec.Text(e.EnergyKL))
		default:
			t := row.Basic.CO2e.Tonnes()
			row.Status = reaches(t, e.GasTonnes)
			row.Reason = fmt.Sprintf("%s t CO2e, threshold %s t", dec.Text(t), dec.Text(e.GasTonnes))
			switch {
			case row.Status == NotReported:
			case employees == 0:
				row.Status = Undecided
				row.Reason += "; the employees are not stated"
			case employees < e.Employees:
				row.Status = NotReported
				row.Reason += fmt.Sprintf("; %d employees, threshold %d", employees, e.Employees)
			}
		}
		if err := dec.CheckAll(row.Basic.CO2e.Kg(), row.Adjusted.CO2e.Kg()); err != nil {
			return fmt.Errorf("%s: %w", row.Item, err)
		}
	}
	return nil
}

// reaches returns Reported if an amount is at least a threshold.
func reaches(amount, threshold decimal.Decimal) Status {
	if amount.Cmp(threshold) >= 0 {
		return Reported
	}
	return NotReported
}

// sum adds up the reported rows and adjusts them. Indirect is the adjusted CO2 of bought power and heat.
func (rep *Report) sum(indirect ghg.CO2e) error {
	var basic, adjusted ghg.CO2e
	for _, row := range rep.Rows {
		switch row.Status {
		case Undecided:
			return nil
		case Reported:
			basic, adjusted = basic.Add(row.Basic.CO2e), adjusted.Add(row.Adjusted.CO2e)
		}
	}
	for _, a := range rep.Adjustments {
		switch a.Kind {
		case TransferredCredits:
			adjusted = adjusted.Add(a.CO2e)
			continue
		case GreenEnergy:
			indirect = indirect.Sub(a.CO2e)
			if rep.Edition.BasicDeduction {
				rep.Caveats = append(rep.Caveats, "green energy reduces adjusted emissions alone: whether it reduces basic ones too is unconfirmed")
			}
		}
		adjusted = adjusted.Sub(a.CO2e)
	}
	if indirect.IsNegative() {
		return &ghg.FieldError{Field: "adjustments of green energy", Value: indirect.String() + " left", Want: "at most the adjusted CO2 of bought power and heat", Err: ghg.ErrOutOfRange}
	}
	if adjusted.IsNegative() {
		return &ghg.FieldError{Field: "adjusted emissions", Value: adjusted.String(), Want: "at least 0: no more can be deducted than is emitted", Err: ghg.ErrNegative}
	}
	rep.Basic, rep.Adjusted = &basic, &adjusted
	rep.Caveats = slices.Compact(rep.Caveats)
	return nil
}
