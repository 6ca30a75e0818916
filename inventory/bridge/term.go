package bridge

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Term is a reason for which two inventories differ. The zero Term is invalid.
type Term uint8

// The terms, in the order of a bridge.
const (
	Boundary         Term = iota + 1 // entities, scopes and categories that one inventory holds, and changes of shares
	Restatement                      // lines that the caller marks as restated or in error
	Method                           // another method, and all that cannot be separated
	Reclassification                 // the same activity in another scope or category; zero in the total
	GWP                              // other global warming potentials
	Factor                           // emission factors
	Property                         // heating values and densities of fuels
	Price                            // price indices
	ExchangeRate                     // exchange rates
	Tax                              // taxes within prices
	Margin                           // margins within prices
	Activity                         // amounts
	New                              // activities of B alone
	Ended                            // activities of A alone
)

var terms = vocabulary.New[Term](
	"term", "boundary", "restatement", "method", "reclassification", "GWP", "factor", "property", "price", "exchange rate", "tax",
	"margin", "activity", "new activities", "ended activities",
)

// String returns the name of the term, such as "factor".
func (t Term) String() string { return terms.String(t) }

// MarshalText returns what String returns. The zero Term is an error.
func (t Term) MarshalText() ([]byte, error) { return terms.Marshal(t) }

// UnmarshalText reads what String returns.
func (t *Term) UnmarshalText(text []byte) error { return terms.Unmarshal(t, text) }

// TermOf returns the term of an input: [Activity] for an amount, [Boundary] for a share, [Factor] and [Property] for theirs, and for a number of a
// price conversion [ExchangeRate], [Tax], [Margin] or [Price]. It is 0 for a potential, which is no input of a line's change.
func TermOf(in ghg.Input) Term {
	switch in.Kind {
	case ghg.InputAmount:
		return Activity
	case ghg.InputShare:
		return Boundary
	case ghg.InputFactor:
		return Factor
	case ghg.InputProperty:
		return Property
	case ghg.InputPrice:
		switch kind, _, _ := strings.Cut(in.Name, "/"); kind {
		case "fx":
			return ExchangeRate
		case "tax":
			return Tax
		case "margin":
			return Margin
		}
		return Price
	}
	return 0
}
