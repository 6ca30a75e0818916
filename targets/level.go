package targets

import "github.com/ghgkit/ghg/internal/vocabulary"

// Level is the level at which a company sets its targets. The zero Level is invalid.
type Level uint8

// The levels that the Scope 3 Standard distinguishes (tables 9.4 and 9.5).
const (
	InventoryLevel Level = iota + 1 // one target for scopes 1, 2 and 3 together
	ScopeLevel                      // one target per scope
	CategoryLevel                   // one target per scope 3 category
)

var levels = vocabulary.New[Level]("level of the targets", "inventory", "scope", "category")

// String returns "inventory", "scope" or "category".
func (l Level) String() string { return levels.String(l) }

// MarshalText returns the same text as String. The zero Level is an error.
func (l Level) MarshalText() ([]byte, error) { return levels.Marshal(l) }

// UnmarshalText reads the text that String returns.
func (l *Level) UnmarshalText(text []byte) error { return levels.Unmarshal(l, text) }

// RecalculateForSourcing reports whether to recalculate the base year when an activity is outsourced or insourced. If one
// target covers all scopes and the activity was reported before, it has only moved between scopes, and there is no
// recalculation. Otherwise the base year is recalculated if the cumulative change is significant. An invalid level is an
// error. Source: Scope 3 Standard, table 9.4.
func RecalculateForSourcing(level Level, reportedBefore, significant bool) (bool, error) {
	if err := levels.Check(level); err != nil {
		return false, err
	}
	if level == InventoryLevel && reportedBefore {
		return false, nil
	}
	return significant, nil
}

// RecalculateForCategory reports whether to recalculate the base year when a whole scope 3 category is added: yes if it
// falls under an existing target for scope 3 or for all scopes, no if each category has its own target. An invalid level is
// an error.
//
// Changes of activities within a reported category need no rule of their own: at every level they recalculate if the
// cumulative change is significant. Source: Scope 3 Standard, table 9.5.
func RecalculateForCategory(level Level) (bool, error) {
	if err := levels.Check(level); err != nil {
		return false, err
	}
	return level != CategoryLevel, nil
}
