package units

import (
	"slices"
	"strings"
)

// near returns the canonical symbols of the at most three built-in units with a name nearest to s.
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
		// The distance without regard to case counts first, then the distance, then a symbol before an alias.
		d := distance(folded, strings.ToLower(name))
		if d > limit {
			continue
		}
		d = 100*d + 2*distance(s, name)
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

// distance is the Levenshtein distance of two short texts, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
