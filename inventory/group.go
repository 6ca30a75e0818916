package inventory

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// ScopeGroup is the scopes that a limit, a threshold or an intensity is about. The zero ScopeGroup is invalid.
type ScopeGroup uint8

// The groups of scopes.
const (
	OnlyScope1 ScopeGroup = iota + 1
	OnlyScope2
	Scopes1And2
	OnlyScope3
	AllScopes
)

var scopeGroups = vocabulary.New[ScopeGroup]("group of scopes", "scope 1", "scope 2", "scopes 1 and 2", "scope 3", "scopes 1, 2 and 3")

// String returns the scopes in words.
func (g ScopeGroup) String() string { return scopeGroups.String(g) }

// MarshalText returns what String returns. The zero ScopeGroup is an error.
func (g ScopeGroup) MarshalText() ([]byte, error) { return scopeGroups.Marshal(g) }

// UnmarshalText reads what String returns.
func (g *ScopeGroup) UnmarshalText(text []byte) error { return scopeGroups.Unmarshal(g, text) }

// Includes reports whether a scope is in the group.
func (g ScopeGroup) Includes(s ghg.Scope) bool {
	switch g {
	case OnlyScope1:
		return s == ghg.Scope1
	case OnlyScope2:
		return s == ghg.Scope2
	case Scopes1And2:
		return s == ghg.Scope1 || s == ghg.Scope2
	case OnlyScope3:
		return s == ghg.Scope3
	case AllScopes:
		return s >= ghg.Scope1 && s <= ghg.Scope3
	}
	return false
}

// Group returns the sum of the scopes of a group by method a. A scope that has no results, or that the organisation excludes,
// is an error, as for [Inventory.Scope].
func (inv *Inventory) Group(g ScopeGroup, a ghg.Accounting) (ghg.CO2e, error) {
	if err := scopeGroups.Check(g); err != nil {
		return ghg.CO2e{}, err
	}
	var sum ghg.CO2e
	for s := ghg.Scope1; s <= ghg.Scope3; s++ {
		if !g.Includes(s) {
			continue
		}
		part, err := inv.Scope(s, a)
		if err != nil {
			return ghg.CO2e{}, err
		}
		sum = sum.Add(part)
	}
	return sum, nil
}
