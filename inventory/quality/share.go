package quality

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory"
)

// Answer is what a [Rule] says of a result. The zero Answer is "unknown": it is neither yes nor no.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	Yes
	No
)

var answers = vocabulary.New[Answer]("answer", "yes", "no")

// String returns "yes", "no" or "unknown".
func (a Answer) String() string {
	if a == Unknown {
		return "unknown"
	}
	return answers.String(a)
}

// MarshalText returns what String returns.
func (a Answer) MarshalText() ([]byte, error) {
	if a == Unknown {
		return []byte(a.String()), nil
	}
	return answers.Marshal(a)
}

// UnmarshalText reads what String returns.
func (a *Answer) UnmarshalText(text []byte) error {
	if string(text) == Unknown.String() {
		*a = Unknown
		return nil
	}
	return answers.Unmarshal(a, text)
}

// Rule decides which results a share counts. The zero Rule is refused.
type Rule struct {
	name string
	of   func(ghg.Result) Answer
	each bool // the rule asks for what is a line's own
}

// Primary is the results from data of the specific activity that emits ([ghg.Result.Primary]). Its share of Scope 3 is that
// of the Scope 3 Standard, of ESRS E1, AR 46 (g), and the first of IFRS S2, paragraph B56.
func Primary() Rule {
	return Rule{name: "primary data", of: func(r ghg.Result) Answer { return answer(r.Primary) }}
}

// SupplierSpecific is the results of Scope 3 that are a supplier's figure ([inventory.FromSupplier]).
func SupplierSpecific() Rule {
	return Rule{name: "supplier-specific", of: func(r ghg.Result) Answer { return answer(inventory.FromSupplier(r)) }}
}

// Estimated is the results whose activity data are an estimate: those with the caveat [ghg.Estimated].
func Estimated() Rule {
	return Rule{name: "estimated", of: func(r ghg.Result) Answer {
		for _, c := range r.Caveats {
			if c.Kind == ghg.Estimated {
				return Yes
			}
		}
		return No
	}}
}

// Verified is the results whose inputs are verified, by whoever states it for each line: no record of a result says so. What
// is not stated is unknown. Its share of Scope 3 is the second of IFRS S2, paragraph B56.
func Verified(stated func(ghg.Result) Answer) Rule { return Own("verified", stated) }

// Own is a rule of your own. It is asked for every result that counts and must not write to its lists.
func Own(name string, of func(ghg.Result) Answer) Rule { return Rule{name: name, of: of, each: true} }

func answer(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

func (r Rule) check() error {
	if r.of == nil || r.name == "" {
		return &ghg.FieldError{Field: "rule", Value: r.name, Want: "a rule with a name and a function, such as quality.Primary()", Err: ghg.ErrMissing}
	}
	return nil
}

// Share is the part of the emissions for which a rule says yes.
type Share struct {
	Rule    string           `json:"rule"`
	CO2e    ghg.CO2e         `json:"co2e"` // of the results that were asked about
	Yes     ghg.CO2e         `json:"yes"`
	Unknown ghg.CO2e         `json:"unknown"`         // neither yes nor no
	Share   *decimal.Decimal `json:"share,omitempty"` // Yes ÷ CO2e, 34 digits; nil if CO2e is zero
	Known   *decimal.Decimal `json:"known,omitempty"` // (CO2e − Unknown) ÷ CO2e
}

// Shares returns the share of the emissions for which each rule says yes, among the results of the given scopes; none means
// all three. A result that a rule does not know counts in the whole and not in the part.
func Shares(inv *inventory.Inventory, a ghg.Accounting, scopes []ghg.Scope, rules ...Rule) ([]Share, error) {
	p, err := inv.Partial(a)
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		if _, err := s.MarshalText(); err != nil {
			return nil, err
		}
	}
	list := make([]Share, len(rules))
	for i, rule := range rules {
		if err := rule.check(); err != nil {
			return nil, err
		}
		s := Share{Rule: rule.name}
		rule.eachOf(inv, p, a, func(r ghg.Result, co2e ghg.CO2e) {
			if len(scopes) == 0 || slices.Contains(scopes, r.Scope) {
				s.add(rule.of(r), co2e)
			}
		})
		if err := s.divide(); err != nil {
			return nil, err
		}
		list[i] = s
	}
	return list, nil
}

// eachOf calls f for the results that count, those of a kind together if the rule does not tell them apart.
func (r Rule) eachOf(inv *inventory.Inventory, p inventory.Partial, a ghg.Accounting, f func(ghg.Result, ghg.CO2e)) {
	if !r.each {
		for k := range p.Kinds() {
			f(k.Head, k.CO2e)
		}
		return
	}
	inv.Select(a, func(r ghg.Result) bool { f(r, r.CO2e); return false })(func(ghg.Result) bool { return true })
}

func (s *Share) add(a Answer, co2e ghg.CO2e) {
	s.CO2e = s.CO2e.Add(co2e)
	switch a {
	case Yes:
		s.Yes = s.Yes.Add(co2e)
	case No:
	default:
		s.Unknown = s.Unknown.Add(co2e)
	}
}

func (s *Share) divide() error {
	var err error
	if s.Share, err = ratio(s.Yes.Kg(), s.CO2e.Kg()); err != nil {
		return err
	}
	s.Known, err = ratio(s.CO2e.Sub(s.Unknown).Kg(), s.CO2e.Kg())
	return err
}

// String returns the share: "primary data: 23.4 % of 1,200 t CO2e", with the part that is unknown.
func (s Share) String() string {
	text := fmt.Sprintf("%s: %s %% of %s t CO2e", input.Shorten(s.Rule), rounded(s.Share, 1, 2), dec.Brief(s.CO2e.Tonnes()))
	if !s.Unknown.IsZero() {
		text += ", unknown for " + dec.Brief(s.Unknown.Tonnes()) + " t"
	}
	return text
}

// IFRSShares are the two shares of Scope 3 that IFRS S2, paragraph B56, asks for.
type IFRSShares struct {
	SpecificActivities Share `json:"specific_activities"` // measured with inputs from specific activities in the value chain
	Verified           Share `json:"verified"`            // measured with inputs that are verified
}

// IFRS returns the two shares of IFRS S2, paragraph B56. Verified states which inputs are verified; nil is an error, since
// no result says so.
func IFRS(inv *inventory.Inventory, verified func(ghg.Result) Answer) (IFRSShares, error) {
	list, err := Shares(inv, ghg.MarketBased, []ghg.Scope{ghg.Scope3}, Primary(), Verified(verified))
	if err != nil {
		return IFRSShares{}, err
	}
	list[0].Rule, list[1].Rule = "inputs from specific activities", "verified inputs"
	return IFRSShares{list[0], list[1]}, nil
}

// String returns the two shares as a table to print.
func (s IFRSShares) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "IFRS S2 B56, Scope 3 measured with\tshare %\tt CO2e\tunknown t CO2e")
	for _, one := range []Share{s.SpecificActivities, s.Verified} {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", input.Shorten(one.Rule), rounded(one.Share, 1, 2), dec.Brief(one.Yes.Tonnes()), dec.Brief(one.Unknown.Tonnes()))
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}
