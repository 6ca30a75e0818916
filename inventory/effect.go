package inventory

import (
	"fmt"
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
)

// Effect is the effect of a change of factors on an inventory: both runs, and the results that differ.
type Effect struct {
	Before, After *Inventory
	Lines         []EffectLine // results with a different CO2e or different factors, in the order of the run
}

// EffectLine is one result under two bases.
type EffectLine struct {
	ID         string
	Part       string
	Accounting ghg.Accounting
	Before     ghg.CO2e
	After      ghg.CO2e
	Was, Is    []string // ids of the factors used
}

// Difference returns after − before.
func (l EffectLine) Difference() ghg.CO2e { return l.After.Sub(l.Before) }

// Compare calculates the same activities with two bases and lists the results that differ. It shows how an update of
// factors would change an inventory, before it does. The differences of the lines in a total add up exactly to the
// difference of the totals. An activity that fails under either basis is an error: where only one edition has a factor for
// the period, an exception of the policy ([factors.Exceptions]) relaxes the years for that publisher alone.
func Compare(before, after factors.Basis, org Organisation, activities []activity.Activity) (Effect, error) {
	old, err := Run(before, org, activities)
	if err != nil {
		return Effect{}, fmt.Errorf("before: %w", err)
	}
	updated, err := Run(after, org, activities)
	if err != nil {
		return Effect{}, fmt.Errorf("after: %w", err)
	}
	e := Effect{Before: old, After: updated}
	next, stop := iter.Pull(updated.ledger.results())
	defer stop()
	n := 0
	for was := range old.ledger.results() {
		n++
		is, more := next()
		if !more || is.ID != was.ID || is.Part != was.Part || is.Accounting != was.Accounting {
			return Effect{}, fmt.Errorf("the runs differ at result %d, %s: want the same parts under both bases", n, input.Quote(was.ID))
		}
		if was.CO2e.Equal(is.CO2e) && sameFactors(was, is) {
			continue
		}
		e.Lines = append(e.Lines, EffectLine{
			ID: was.ID, Part: was.Part, Accounting: was.Accounting, Before: was.CO2e, After: is.CO2e,
			Was: factorIDs(was), Is: factorIDs(is),
		})
	}
	if is, more := next(); more {
		return Effect{}, fmt.Errorf("the runs differ: %s has more results after the change: want the same parts under both bases", input.Quote(is.ID))
	}
	return e, nil
}

func sameFactors(a, b *ghg.Result) bool {
	if len(a.Factors) != len(b.Factors) {
		return false
	}
	for i := range a.Factors {
		if a.Factors[i].Digest != b.Factors[i].Digest {
			return false
		}
	}
	return true
}

func factorIDs(r *ghg.Result) []string {
	ids := make([]string, len(r.Factors))
	for i, f := range r.Factors {
		ids[i] = f.ID
	}
	return ids
}
