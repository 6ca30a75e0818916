package units

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/spelling"
)

// near returns the canonical symbols of up to three built-in units with a name nearest to s.
func near(s string) []string {
	const most, longest = 3, 40
	if len(s) > longest {
		return nil
	}
	type candidate struct {
		distance int
		symbol   string
	}
	limit := max(1, len(s)/3)
	best := make(map[string]int)
	folded := strings.ToLower(s)
	for name, u := range index().units {
		if n := len(name) - len(s); n > limit || n < -limit {
			continue
		}
		// The distance ignoring case counts first, then the exact distance, then a symbol before an alias.
		d := spelling.Distance(folded, strings.ToLower(name))
		if d > limit {
			continue
		}
		d = 100*d + 2*spelling.Distance(s, name)
		if name != u.symbol {
			d++
		}
		if old, seen := best[u.symbol]; !seen || d < old {
			best[u.symbol] = d
		}
	}
	candidates := make([]candidate, 0, len(best))
	for symbol, d := range best {
		candidates = append(candidates, candidate{d, symbol})
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		return strings.Compare(a.symbol, b.symbol)
	})
	symbols := make([]string, 0, most)
	for _, c := range candidates[:min(most, len(candidates))] {
		symbols = append(symbols, c.symbol)
	}
	return symbols
}
