// Package spelling measures how much two names differ, for errors that suggest what was probably meant and for checks
// that nothing counts twice under two spellings.
package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key returns a name without blanks and in one case. Names with one key are taken for one where the same thing must not
// count twice.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		least := r // of the runes that are r in other cases
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, name)
}

// Distance is the number of insertions, deletions, substitutions and swaps of neighbouring characters that turn a into
// b (optimal string alignment). It takes time in the product of the lengths: keep the names short.
func Distance(a, b string) int {
	const usual = 64 // letters: shorter names need no memory
	var letters [2][usual]rune
	var rows [3][usual + 1]int
	from, to := appendRunes(letters[0][:0], a), appendRunes(letters[1][:0], b)
	before, last, row := rows[0][:], rows[1][:], rows[2][:]
	if len(to) > usual {
		before, last, row = make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	}
	for j := range len(to) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(from); i++ {
		row[0] = i
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(to)]
}

func appendRunes(runes []rune, s string) []rune {
	for _, r := range s {
		runes = append(runes, r)
	}
	return runes
}

// Gap is the difference of the lengths, the least that [Distance] can be. It is found at once.
func Gap(a, b string) int {
	gap := utf8.RuneCountInString(a) - utf8.RuneCountInString(b)
	return max(gap, -gap)
}

// Within reports whether the [Distance] of two names is at most a limit. It takes time in the length of the shorter one times
// the limit, and less for names that begin differently.
func Within(a, b string, limit int) bool {
	const usual = 64 // letters: shorter names need no memory
	var letters [2][usual]rune
	var rows [3][usual + 1]int
	from, to := appendRunes(letters[0][:0], a), appendRunes(letters[1][:0], b)
	if len(from)-len(to) > limit || len(to)-len(from) > limit {
		return false
	}
	before, last, row := rows[0][:], rows[1][:], rows[2][:]
	if len(to) > usual {
		before, last, row = make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	}
	for j := range min(len(to), limit) + 1 {
		last[j] = j
	}
	beyond := limit + 1 // stands for every distance above the limit
	least := 0          // of the last row
	for i := 1; i <= len(from); i++ {
		first, end := max(1, i-limit), min(len(to), i+limit) // further from the diagonal, every distance is above the limit
		lastLeast := least
		row[first-1], least = beyond, beyond
		if first == 1 {
			row[0] = min(i, beyond)
			least = row[0]
		}
		if i+limit <= len(to) {
			last[i+limit] = beyond
		}
		for j := first; j <= end; j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost, beyond)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit && lastLeast >= limit { // a swap continues from the row before the last
			return false
		}
		before, last, row = last, row, before
	}
	return last[len(to)] <= limit
}

// Nearest returns the name closest to a misspelt one, or "" if none is close: equal except for case and surrounding
// spaces, or at most a third of its letters away.
func Nearest(name string, names []string) string {
	const longest = 100 // letters: a longer name is not a misspelling, and the comparison is quadratic
	plain := strings.ToLower(strings.TrimSpace(name))
	if len(plain) > longest {
		return ""
	}
	best, bestDistance := "", len(plain)/3+1
	for _, n := range names {
		if len(n) > longest || Gap(plain, n) >= bestDistance {
			continue
		}
		if d := Distance(plain, strings.ToLower(n)); d < bestDistance {
			best, bestDistance = n, d
		}
	}
	return best
}

// Meant returns the names that may stand for one that is unknown: the one that [Nearest] returns, or else those that begin
// with it, or with which it begins.
func Meant(name string, names []string) []string {
	const least = 3 // letters: many names begin with fewer
	if name == "" {
		return nil
	}
	if near := Nearest(name, names); near != "" {
		return []string{near}
	}
	plain := strings.ToLower(strings.TrimSpace(name))
	var near []string
	for _, n := range names {
		known := strings.ToLower(n)
		if min(len(plain), len(known)) >= least && (strings.HasPrefix(known, plain) || strings.HasPrefix(plain, known)) {
			near = append(near, n)
		}
	}
	return near
}
