package inventory

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// ErrCountedTwice is wrapped by errors about something that two lines count, such as a purchase or a certificate.
var ErrCountedTwice = errors.New("counted twice")

// CountedTwiceError reports that two lines count the same purchase.
type CountedTwiceError struct {
	Purchase      string
	First, Second string // ids of the results
	Reason        string
}

func (e *CountedTwiceError) Error() string {
	return fmt.Sprintf("the purchase %s is %s: by %s and by %s, %s", input.Quote(e.Purchase), ErrCountedTwice, input.Quote(e.First), input.Quote(e.Second), e.Reason)
}

// Unwrap returns [ErrCountedTwice].
func (e *CountedTwiceError) Unwrap() error { return ErrCountedTwice }

// Replacement is an estimate that a supplier's figure replaced.
type Replacement struct {
	Purchase string
	Estimate string // id of the result that no longer counts
	Figure   string // id of the result that counts instead
	From, To ghg.CO2e
}

// ReplaceEstimates returns the results with every purchase counted once. If a supplier's figure and an estimate have the
// same purchase, the estimate becomes a memo item that names the figure as the reason, and the replacement is listed. The
// given results are not changed.
//
// A supplier's figure is a result that is reported, that is based on primary data, or that is in part as the supplier
// states it (not recomputed), such as a result of the hybrid method.
//
// ReplaceEstimates returns an error that wraps [ErrCountedTwice] if a purchase has two figures, or two estimates and no
// figure; if estimate and figure are in different categories; or if the figure's period does not contain the estimate's.
func ReplaceEstimates(results []ghg.Result) ([]ghg.Result, []Replacement, error) {
	out := clones(results)
	var replaced []Replacement
	var problems []error
	for _, p := range purchases(out) {
		if len(p.figures) == 0 || len(p.estimates) == 0 {
			continue
		}
		figure := out[p.figures[0]]
		estimate := out[p.estimates[0]]
		switch {
		case figure.Category != estimate.Category:
			problems = append(problems, &CountedTwiceError{p.id, estimate.ID, figure.ID, fmt.Sprintf("in %s and %s: want one category", estimate.Category, figure.Category)})
			continue
		case !figure.Period.Contains(estimate.Period):
			problems = append(problems, &CountedTwiceError{p.id, estimate.ID, figure.ID, fmt.Sprintf("and the estimate's period %s is not within the figure's, %s", estimate.Period, figure.Period)})
			continue
		}
		r := Replacement{Purchase: p.id, Estimate: estimate.ID, Figure: figure.ID}
		for _, i := range p.estimates {
			r.From = r.From.Add(out[i].CO2e)
			out[i].Memo = ghg.Memo{Kind: ghg.MemoReplaced, Detail: "the supplier's figure " + figure.ID + " counts instead"}
		}
		for _, i := range p.figures {
			r.To = r.To.Add(out[i].CO2e)
		}
		replaced = append(replaced, r)
	}
	l := ledger{direct: out}
	for i := range out {
		l.lines.add(lineRef{uint64(i), -1}) //nolint:gosec // positive
	}
	problems = append(problems, checkPurchases(&l)...)
	if len(problems) > 0 {
		return nil, nil, ghg.Join(problems...)
	}
	return out, replaced, nil
}

// purchaseResults are the indices of one purchase's counted results.
type purchaseResults struct {
	id                 string
	figures, estimates []int
}

// purchases returns the purchases that the counted results name, in the order of their ids. Ids that differ only in case
// or blanks are one.
func purchases(results []ghg.Result) []*purchaseResults {
	byID := map[string]*purchaseResults{}
	for i, r := range results {
		key := spelling.Key(r.Purchase.ID)
		if key == "" || !r.Counts() {
			continue
		}
		if byID[key] == nil {
			byID[key] = &purchaseResults{id: r.Purchase.ID}
		}
		if fromSupplier(&r) {
			byID[key].figures = append(byID[key].figures, i)
		} else {
			byID[key].estimates = append(byID[key].estimates, i)
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b *purchaseResults) int { return cmp.Compare(a.id, b.id) })
}

// purchaseLines are the lines that count one purchase.
type purchaseLines struct {
	id                 string
	first, other       string // ids of the first line and of the next one with another id
	figures, estimates bool
}

// checkPurchases returns an error for every purchase that two activities count, in the order of the purchases.
func checkPurchases(l *ledger) []error {
	byID := map[string]*purchaseLines{}
	for r := range l.resultsOf((*group).purchases) {
		key := spelling.Key(r.Purchase.ID)
		if key == "" || !r.Counts() {
			continue
		}
		p := byID[key]
		if p == nil {
			p = &purchaseLines{id: r.Purchase.ID, first: r.ID}
			byID[key] = p
		}
		if r.ID != p.first && p.other == "" {
			p.other = r.ID
		}
		p.figures, p.estimates = p.figures || fromSupplier(r), p.estimates || !fromSupplier(r)
	}
	var problems []error
	for _, p := range slices.SortedFunc(maps.Values(byID), func(a, b *purchaseLines) int { return cmp.Compare(a.id, b.id) }) {
		if p.other == "" {
			continue
		}
		reason := "two lines of the same kind: want one, or different purchases"
		if p.figures && p.estimates {
			reason = "an estimate and a supplier's figure: want one, see ReplaceEstimates"
		}
		problems = append(problems, &CountedTwiceError{p.id, p.first, p.other, reason})
	}
	return problems
}

// purchases reports whether the lines of a group name purchases.
func (g *group) purchases() bool {
	return slices.ContainsFunc(g.heads, func(r ghg.Result) bool { return r.Purchase.ID != "" || r.Purchase.Spend.Given() })
}

// FromSupplier reports whether a result is a supplier's figure: it is reported, or based on primary data, or in part as the
// supplier states it (not recomputed). It is for results of Scope 3; one of Scope 1 or 2 has no supplier.
func FromSupplier(r ghg.Result) bool { return r.Scope == ghg.Scope3 && fromSupplier(&r) }

func fromSupplier(r *ghg.Result) bool {
	return r.Origin == ghg.Reported || r.Primary || slices.ContainsFunc(r.Caveats, func(c ghg.Caveat) bool { return c.Kind == ghg.NotRecomputed })
}

// PrimaryData is the part of a category of scope 3 that is based on primary data: by emissions, and by spend where it is
// known.
type PrimaryData struct {
	Category ghg.Category
	CO2e     ghg.CO2e
	Primary  ghg.CO2e         // the part from primary data
	Share    *decimal.Decimal // Primary ÷ CO2e, 34 digits; nil if CO2e is zero
	Spend    []PrimarySpend   // one per currency, in the order of the codes
}

// PrimarySpend is the spend of a category in one currency, and the part of it that figures from primary data cover.
type PrimarySpend struct {
	Currency string // ISO 4217
	Total    decimal.Decimal
	Primary  decimal.Decimal
	Share    *decimal.Decimal // Primary ÷ Total, 34 digits; nil if Total is zero
}

// PrimaryData returns one line per category of scope 3 that has results. The spend of a purchase is its figure's or, if
// the figure does not state it, that of the estimate it replaced. Currencies are never added.
//
// Source: Scope 3 Standard, chapter 7 (data quality) and chapter 11 (the share of emissions based on data from partners).
func (inv *Inventory) PrimaryData() ([]PrimaryData, error) {
	known := map[string]ghg.Amount{} // spend by purchase, including that of memo items
	inv = absent.Or(inv)
	for r := range inv.ledger.resultsOf((*group).purchases) {
		if err := dec.Check(r.Purchase.Spend.Value); err != nil {
			return nil, fmt.Errorf("spend of result %s: %w", input.Quote(r.ID), err)
		}
		if p := r.Purchase; p.ID != "" && p.Spend.Given() {
			known[spelling.Key(p.ID)] = p.Spend
		}
	}
	byCategory := map[ghg.Category]*PrimaryData{}
	seen := map[string]bool{} // ids, as a result with parts has its spend once
	lineOf := func(r *ghg.Result, co2e ghg.CO2e) *PrimaryData {
		line := byCategory[r.Category]
		if line == nil {
			line = &PrimaryData{Category: r.Category}
			byCategory[r.Category] = line
		}
		line.CO2e = line.CO2e.Add(co2e)
		if r.Primary {
			line.Primary = line.Primary.Add(co2e)
		}
		return line
	}
	for i := range inv.ledger.groups {
		if inv.ledger.groups[i].purchases() {
			continue
		}
		for s := range inv.ledger.sumsOf(i) {
			if inv.org.counts(s.head, MarketBased) && s.head.Category.Valid() {
				co2e, _ := s.co2e()
				lineOf(s.head, co2e)
			}
		}
	}
	for r := range inv.ledger.resultsOf((*group).purchases) {
		if !inv.org.counts(r, MarketBased) || !r.Category.Valid() {
			continue
		}
		line := lineOf(r, r.CO2e)
		spend := r.Purchase.Spend
		if !spend.Given() {
			spend = known[spelling.Key(r.Purchase.ID)]
		}
		if !spend.Given() || seen[r.ID] {
			continue
		}
		seen[r.ID] = true
		line.add(spend, r.Primary)
	}
	lines := make([]PrimaryData, 0, len(byCategory))
	for _, category := range slices.Sorted(maps.Keys(byCategory)) {
		line := byCategory[category]
		if err := line.shares(); err != nil {
			return nil, err
		}
		lines = append(lines, *line)
	}
	return lines, nil
}

func (p *PrimaryData) add(spend ghg.Amount, primary bool) {
	i, found := slices.BinarySearchFunc(p.Spend, spend.Unit, func(s PrimarySpend, c string) int { return cmp.Compare(s.Currency, c) })
	if !found {
		p.Spend = slices.Insert(p.Spend, i, PrimarySpend{Currency: spend.Unit})
	}
	p.Spend[i].Total = p.Spend[i].Total.Add(spend.Value)
	if primary {
		p.Spend[i].Primary = p.Spend[i].Primary.Add(spend.Value)
	}
}

func (p *PrimaryData) shares() error {
	var err error
	if p.Share, err = ratio(p.Primary.Kg(), p.CO2e.Kg()); err != nil {
		return err
	}
	for i := range p.Spend {
		if p.Spend[i].Share, err = ratio(p.Spend[i].Primary, p.Spend[i].Total); err != nil {
			return err
		}
	}
	return nil
}

// ratio returns part ÷ whole, or nil if the whole is zero.
func ratio(part, whole decimal.Decimal) (*decimal.Decimal, error) {
	if whole.Sign() == 0 {
		return nil, nil //nolint:nilnil // a share of zero has no value
	}
	share, err := dec.Quo(part, whole)
	return &share, err
}
