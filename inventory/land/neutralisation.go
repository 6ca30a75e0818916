package land

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
)

// NeutralisationRule is which removals may neutralise the residual emissions of a net-zero target by one version of its
// standard.
type NeutralisationRule struct {
	Name      string
	Document  string
	Counts    []Ledger // ledgers of removals that count
	LongLived []Ledger // those of them whose storage is long-lived
}

// NeutralisationV1 returns the rule of the SBTi Corporate Net-Zero Standard 1.x: permanent removals only. That storage in
// soil and biomass does not count as permanent is unconfirmed.
func NeutralisationV1() NeutralisationRule {
	permanent := func() []Ledger { return []Ledger{GeologicRemovals, TechnologicalRemovals} }
	return NeutralisationRule{"SBTi Corporate Net-Zero Standard 1.x", "SBTi Corporate Net-Zero Standard 1.3.1, neutralisation of residual emissions", permanent(), permanent()}
}

// NeutralisationV2 returns the rule of version 2.0 (C45 and C46): all residual emissions are neutralised, and long-lived
// removals must cover a share of the long-lived gases, which the caller checks. That removals on land count for the rest is
// unconfirmed.
func NeutralisationV2() NeutralisationRule {
	return NeutralisationRule{
		"SBTi Corporate Net-Zero Standard V2.0", "SBTi Corporate Net-Zero Standard, version 2.0, June 2026, C45 and C46",
		[]Ledger{LandRemovals, GeologicRemovals, TechnologicalRemovals},
		[]Ledger{GeologicRemovals, TechnologicalRemovals},
	}
}

func (n NeutralisationRule) check() error {
	if n.Name == "" || n.Document == "" || len(n.Counts) == 0 {
		return &ghg.FieldError{Field: "rule of neutralisation", Want: "a name, a document and ledgers, such as land.NeutralisationV1()", Err: ghg.ErrMissing}
	}
	for _, l := range n.Counts {
		if !l.Removal() {
			return &ghg.FieldError{Field: "ledger that counts", Value: l.String(), Want: "a ledger of removals", Err: ghg.ErrMixed}
		}
	}
	for _, l := range n.LongLived {
		if !slices.Contains(n.Counts, l) {
			return &ghg.FieldError{Field: "long-lived ledger", Value: l.String(), Want: "one of the ledgers that count", Err: ghg.ErrMixed}
		}
	}
	return nil
}

// NotCountedReason is why a removal does not neutralise. The zero NotCountedReason is invalid.
type NotCountedReason uint8

// The reasons.
const (
	NotPermanent  NotCountedReason = iota + 1 // the rule does not count the ledger
	SoldAsCredits                             // credits were issued or sold for it, so another company may count it
	NotARemoval                               // it is storage in products
)

var notCounted = vocabulary.New[NotCountedReason]("reason", "storage is not permanent by the rule", "sold as credits", "product storage is not a removal")

// String returns the reason in words.
func (r NotCountedReason) String() string { return notCounted.String(r) }

// MarshalText returns what String returns. The zero NotCountedReason is an error.
func (r NotCountedReason) MarshalText() ([]byte, error) { return notCounted.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *NotCountedReason) UnmarshalText(text []byte) error { return notCounted.Unmarshal(r, text) }

// NotCounted is an amount in the ledgers that does not neutralise.
type NotCounted struct {
	Entry  string
	Ledger Ledger
	CO2e   ghg.CO2e
	Reason NotCountedReason
}

// Neutralisation is the removals of a year that neutralise residual emissions.
type Neutralisation struct {
	Rule       string
	Period     ghg.Period
	Early      bool                       // see [Totals]
	Removals   targets.Optional[ghg.CO2e] // gross; undefined if the ledgers hold no removal
	LongLived  ghg.CO2e                   // the part with long-lived storage
	Reversals  ghg.CO2e                   // in the period, of removals in the ledgers that count
	NotCounted []NotCounted               // in the order of the entries' ids, then of the reasons
}

// Neutralisation returns the removals of a period that count by a rule. They are gross: reversals are a figure of their own,
// and emissions of the inventory stay as they are. Every removal in a register is monitored, with a storage plan; what was
// sold as credits is left out.
func (r *Register) Neutralisation(rule NeutralisationRule, p ghg.Period) (Neutralisation, error) {
	if err := rule.check(); err != nil {
		return Neutralisation{}, err
	}
	list, err := r.within(p)
	if err != nil {
		return Neutralisation{}, err
	}
	n := Neutralisation{Rule: rule.Name, Period: p, Early: r.statement.Edition.early(p), Removals: targets.Undefined[ghg.CO2e]("the ledgers hold no removals in the period")}
	for _, e := range list {
		co2, err := ghg.KgCO2e(e.co2())
		if err != nil {
			return Neutralisation{}, e.of(err)
		}
		switch {
		case e.Ledger == Reversals && slices.Contains(rule.Counts, r.byID[e.Of].Ledger):
			n.Reversals = n.Reversals.Add(co2)
		case e.Ledger == ProductStorage:
			n.leave(e, co2, NotARemoval)
		case e.Ledger.Removal():
			n.count(rule, e, co2)
		}
	}
	return n, nil
}

// count adds a removal.
func (n *Neutralisation) count(rule NeutralisationRule, e *Entry, co2 ghg.CO2e) {
	counted := co2.Sub(e.Credits)
	if !slices.Contains(rule.Counts, e.Ledger) {
		n.leave(e, counted, NotPermanent)
		counted = ghg.CO2e{}
	}
	if slices.Contains(rule.LongLived, e.Ledger) {
		n.LongLived = n.LongLived.Add(counted)
	}
	n.leave(e, e.Credits, SoldAsCredits)
	sum, _ := n.Removals.Get()
	n.Removals = targets.Defined(sum.Add(counted))
}

func (n *Neutralisation) leave(e *Entry, co2 ghg.CO2e, why NotCountedReason) {
	if !co2.IsZero() {
		n.NotCounted = append(n.NotCounted, NotCounted{e.ID, e.Ledger, co2, why})
	}
}

// Actual returns a reported year for [targets.NetZero.Track]: gross emissions with these removals and reversals, and credits
// bought beyond the value chain. The period of the year must be that of the ledgers.
func (n Neutralisation) Actual(a targets.Actual, credits ghg.CO2e) (targets.NetZeroActual, error) {
	if n.Rule == "" || !a.Period.Same(n.Period) {
		return targets.NetZeroActual{}, &ghg.FieldError{Field: "period of the year", Value: a.Period.String(), Want: "that of the ledgers, " + n.Period.String(), Err: ghg.ErrMixed}
	}
	return targets.NetZeroActual{Actual: a, Removals: n.Removals, Reversals: n.Reversals, Credits: credits}, nil
}
