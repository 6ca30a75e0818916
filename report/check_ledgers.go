package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// checkLedgers checks what is stated beside the emissions.
func (r Report) checkLedgers() error {
	for _, check := range []func(Report) error{Report.checkEnergy, Report.checkProduction, Report.checkTrading, Report.checkMarked, Report.checkCredits, Report.checkPrices, Report.checkCompany} {
		if err := check(r); err != nil {
			return fmt.Errorf("ledgers: %w", err)
		}
	}
	return nil
}

func (r Report) checkEnergy() error {
	for i, e := range r.Ledgers.Energy {
		field := fmt.Sprintf("energy[%d]", i)
		if e.Source < Coal || e.Source > OwnRenewable {
			return refused(field+".source", e.Source.String(), "a source of energy", ghg.ErrMissing)
		}
		if err := amountStated(field+".mwh", e.MWh); err != nil {
			return err
		}
		if err := textsStated(field, e.Line, e.Document); err != nil {
			return err
		}
	}
	if err := r.checkLines("energy.line", r.Ledgers.lines(), func(result ghg.Result) bool { return result.Scope != ghg.Scope3 && result.Counts() }); err != nil {
		return err
	}
	h := r.Ledgers.HighImpact
	if h == nil {
		return nil
	}
	if err := h.Revenue.Check(); err != nil {
		return fmt.Errorf("high_impact.revenue: %w", err)
	}
	if !h.Revenue.Period.Same(r.Inventory.Period()) {
		return refused("high_impact.revenue.period", h.Revenue.Period.String(), r.Inventory.Period().String(), ghg.ErrMixed)
	}
	return r.checkLines("high_impact.lines", h.Lines, func(ghg.Result) bool { return true })
}

// lines returns the ids of the lines of which energy is stated, each once.
func (l Ledgers) lines() []string {
	var list []string
	for _, e := range l.Energy {
		if !slices.Contains(list, e.Line) {
			list = append(list, e.Line)
		}
	}
	return list
}

func (r Report) checkProduction() error {
	for i, p := range r.Ledgers.Production {
		field := fmt.Sprintf("production[%d]", i)
		if err := amountStated(field+".mwh", p.MWh); err != nil {
			return err
		}
		if err := textsStated(field, p.Document); err != nil {
			return err
		}
	}
	return nil
}

// checkMarked returns an error unless lines of which something is stated are of scope 3, and those of cloud computing of category 1.
func (r Report) checkMarked() error {
	for _, l := range []struct {
		field  string
		marked *Lines
		fits   func(ghg.Result) bool
	}{
		{"cloud", r.Ledgers.Cloud, func(result ghg.Result) bool {
			return result.Category == ghg.PurchasedGoodsAndServices && result.Counts()
		}},
		{"verified", r.Ledgers.Verified, func(result ghg.Result) bool { return result.Scope == ghg.Scope3 && result.Counts() }},
	} {
		if l.marked == nil {
			continue
		}
		if err := textsStated(l.field, l.marked.Source); err != nil {
			return err
		}
		if err := r.checkLines(l.field+".ids", l.marked.IDs, l.fits); err != nil {
			return err
		}
	}
	return nil
}

func (r Report) checkTrading() error {
	t := r.Ledgers.Trading
	if t == nil {
		return nil
	}
	if err := textsStated("trading", t.Source); err != nil {
		return err
	}
	if len(t.Lines) > 0 {
		if err := textsStated("trading.schemes", t.Schemes); err != nil {
			return err
		}
	}
	return r.checkLines("trading.lines", t.Lines, func(result ghg.Result) bool { return result.Scope == ghg.Scope1 && result.Counts() })
}

// checkLines returns an error unless each id is there once and is that of a result that fits.
func (r Report) checkLines(field string, ids []string, fits func(ghg.Result) bool) error {
	if len(ids) == 0 {
		return nil
	}
	unseen := map[string]bool{}
	for _, id := range ids {
		if unseen[id] {
			return refused(field, input.Shorten(id), "an id once", ghg.ErrRepeated)
		}
		unseen[id] = true
	}
	for result := range r.Inventory.Results() {
		if unseen[result.ID] && fits(result) {
			delete(unseen, result.ID)
		}
	}
	for _, id := range ids {
		if unseen[id] {
			return refused(field, input.Shorten(id), "the id of such a line", ghg.ErrUnknown)
		}
	}
	return nil
}

func (r Report) checkCredits() error {
	for i, c := range r.Ledgers.Credits {
		field := fmt.Sprintf("credits[%d]", i)
		if c.Kind < ReductionCredit || c.Kind > TechnologicalRemoval {
			return refused(field+".kind", c.Kind.String(), "a kind of credit", ghg.ErrMissing)
		}
		if err := amountStated(field+".co2e", c.CO2e.Tonnes()); err != nil {
			return err
		}
		if err := textsStated(field, c.Standard, c.Source); err != nil {
			return err
		}
	}
	return nil
}

func (r Report) checkPrices() error {
	for i, p := range r.Ledgers.Prices {
		field := fmt.Sprintf("prices[%d]", i)
		if err := textsStated(field, p.Scheme, p.Use, p.Source); err != nil {
			return err
		}
		if err := amountStated(field+".price", p.Price); err != nil {
			return err
		}
		if len(p.Currency) != 3 || strings.ToUpper(p.Currency) != p.Currency {
			return refused(field+".currency", input.Shorten(p.Currency), "a code of ISO 4217 such as EUR", ghg.ErrOutOfRange)
		}
		for _, covered := range []*ghg.CO2e{p.Scope1, p.Scope2, p.Scope3} {
			if covered == nil {
				continue
			}
			if err := amountStated(field+".covered", covered.Tonnes()); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkCompany returns an error if a consolidation or a statutory report is of another inventory.
func (r Report) checkCompany() error {
	if g := r.Ledgers.Group; g != nil && g.Inventory() != r.Inventory {
		return refused("group", "", "the consolidation that made the inventory", ghg.ErrMixed)
	}
	s := r.Ledgers.SHK
	if s == nil {
		return nil
	}
	org := r.Inventory.Organisation()
	switch first := org.Period.Start; {
	case s.Company != org.Name:
		return refused("shk.company", input.Shorten(s.Company), org.Name, ghg.ErrMixed)
	case s.Year != first.Year || len(s.Rows) == 0:
		return refused("shk.year", strconv.Itoa(s.Year), "that of the inventory, "+org.Period.String(), ghg.ErrMixed)
	}
	ids := map[string]bool{}
	for result := range r.Inventory.Results() {
		ids[result.ID] = true
	}
	for _, row := range s.Rows {
		for _, ref := range slices.Concat(row.Basic.Results, row.Adjusted.Results) {
			if !ids[ref.ID] {
				return refused("shk: result", input.Shorten(ref.ID), "a result of the inventory", ghg.ErrMixed)
			}
		}
	}
	return nil
}

func amountStated(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	if d.Sign() < 0 {
		return refused(field, dec.Brief(d), "zero or more", ghg.ErrOutOfRange)
	}
	return nil
}

func textsStated(field string, texts ...string) error {
	for _, text := range texts {
		switch {
		case strings.TrimSpace(text) == "":
			return refused(field, "", "a name and the document for each", ghg.ErrMissing)
		case input.TooLong(text):
			return refused(field, input.Shorten(text), input.WantText, ghg.ErrOutOfRange)
		}
	}
	return nil
}
