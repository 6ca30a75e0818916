//go:build !ghg_verifier

package seal

import (
	"fmt"
	"io"
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// InventoryLeaves yields the leaf of each result of an inventory, in the order of [inventory.Inventory.Results]. A result
// that has no receipt is an error, and the last.
func InventoryLeaves(inv *inventory.Inventory) iter.Seq2[Leaf, error] {
	return func(yield func(Leaf, error) bool) {
		for r := range absent.Or(inv).Results() {
			l, err := leafOf(r)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// leafOf returns the leaf of a result.
func leafOf(r ghg.Result) (Leaf, error) {
	summary, err := r.Summary()
	if err != nil {
		return Leaf{}, err
	}
	derivation, err := DerivationOf(r)
	if err != nil {
		return Leaf{}, err
	}
	return Leaf{[]byte(summary.SHA256()), []LeafResult{{derivation, dec.Text(r.CO2e.Kg())}}}, nil
}

// OfInventory returns the statement of an inventory, to be signed, and writes the hashes of its tree as [NewTree] does. Its
// name is that of the organisation. Its totals are those of each scope with results, of scope 2 and, where it makes a
// difference, of scope 3 by both methods. The digest of the basis is for the caller to add.
func OfInventory(inv *inventory.Inventory, hashes io.Writer) (Statement, error) {
	inv = absent.Or(inv)
	tree := NewTree(hashes)
	for l, err := range InventoryLeaves(inv) {
		if err != nil {
			return Statement{}, fmt.Errorf("result %d: %w", tree.Size()+1, err)
		}
		if err := tree.Add(l.Hash()); err != nil {
			return Statement{}, err
		}
	}
	if err := tree.Flush(); err != nil {
		return Statement{}, err
	}
	s := Statement{Of: InventoryResults, Name: inv.Organisation().Name, Lines: tree.Size(), Root: tree.Root()}
	s.Totals = totalsOf(inv)
	return s, s.Check()
}

// totalsOf returns the CO2e that counts by scope and, where it makes a difference, accounting.
func totalsOf(inv *inventory.Inventory) []Total {
	var totals []Total
	for _, scope := range []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3} {
		location, some := sumOf(inv, scope, ghg.LocationBased)
		market, others := sumOf(inv, scope, ghg.MarketBased)
		switch {
		case !some && !others:
			continue
		case scope != ghg.Scope2 && location.Equal(market):
			totals = append(totals, Total{Scope: scope, CO2e: location})
			continue
		}
		if some {
			totals = append(totals, Total{scope, ghg.LocationBased, location})
		}
		if others {
			totals = append(totals, Total{scope, ghg.MarketBased, market})
		}
	}
	return totals
}

// sumOf returns the CO2e of a scope by a method, and whether any result counts.
func sumOf(inv *inventory.Inventory, scope ghg.Scope, a ghg.Accounting) (sum ghg.CO2e, some bool) {
	for r := range inv.Select(a, func(r ghg.Result) bool { return r.Scope == scope }) {
		sum, some = sum.Add(r.CO2e), true
	}
	return sum, some
}
