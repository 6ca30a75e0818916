package quality

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
)

// InvesteeScopes is which emissions of investees a score is of. The zero InvesteeScopes is invalid.
type InvesteeScopes uint8

// The scores of PCAF are apart for these.
const (
	InvesteeScopes1And2 InvesteeScopes = iota + 1
	InvesteeScope3
)

var investeeScopes = vocabulary.New[InvesteeScopes]("scopes of the investees", "scopes 1 and 2", "scope 3")

// String returns "scopes 1 and 2" or "scope 3".
func (s InvesteeScopes) String() string { return investeeScopes.String(s) }

// MarshalText returns what String returns. The zero InvesteeScopes is an error.
func (s InvesteeScopes) MarshalText() ([]byte, error) { return investeeScopes.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *InvesteeScopes) UnmarshalText(text []byte) error { return investeeScopes.Unmarshal(s, text) }

// PCAFScore is PCAF's data quality score of financed emissions, weighted by outstanding amounts in one currency.
type PCAFScore struct {
	Scopes      InvesteeScopes  `json:"scopes"`
	Currency    string          `json:"currency"`
	Outstanding decimal.Decimal `json:"outstanding"` // of the holdings in the score
	Holdings    int             `json:"holdings"`
	Score       decimal.Decimal `json:"score"` // 1 (best) to 5, 34 digits
}

// PCAF returns the scores of the financed emissions, apart for scopes 1 and 2 and for scope 3 of the investees and for each
// currency, in this order. A holding whose scope 3 is not given is not in that score: compare the outstanding amounts. The
// score is that of scope3.PortfolioScore, and so are the errors.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), chapter 6, box 8.
func PCAF(inv *inventory.Inventory) ([]PCAFScore, error) {
	type key struct {
		scopes   InvesteeScopes
		currency string
	}
	type holding struct {
		key
		id string
	}
	holdings, seen := map[key][]ghg.Result{}, map[holding]bool{}
	for r := range inv.Results() {
		k := key{InvesteeScopes1And2, r.Outstanding.Unit}
		switch {
		case !r.Outstanding.Given():
			continue
		case r.Memo.Kind == ghg.MemoInvesteeScope3:
			k.scopes = InvesteeScope3
		case !r.Counts():
			continue
		}
		if h := (holding{k, r.ID}); !seen[h] {
			seen[h] = true
			holdings[k] = append(holdings[k], ghg.Result{ID: r.ID, Outstanding: r.Outstanding, Quality: r.Quality})
		}
	}
	list := []PCAFScore{}
	for k, results := range holdings {
		score, err := scope3.PortfolioScore(results)
		if err != nil {
			return nil, fmt.Errorf("%s of investees in %s: %w", k.scopes, input.Shorten(k.currency), err)
		}
		s := PCAFScore{Scopes: k.scopes, Currency: k.currency, Holdings: len(results), Score: score}
		for _, r := range results {
			s.Outstanding = s.Outstanding.Add(r.Outstanding.Value)
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b PCAFScore) int {
		return cmp.Or(cmp.Compare(a.Scopes, b.Scopes), cmp.Compare(a.Currency, b.Currency))
	})
	return list, nil
}

// String returns the score with what it is of: "scopes 1 and 2: 2.43, by 1,200 EUR outstanding in 3 holdings".
func (s PCAFScore) String() string {
	return fmt.Sprintf("%s: %s, by %s %s outstanding in %d holdings", s.Scopes, rounded(&s.Score, 2, 0), dec.Brief(s.Outstanding), input.Shorten(s.Currency), s.Holdings)
}
