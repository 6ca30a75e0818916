// Package region holds the codes of the regions that factors are for: the countries of ISO 3166-1 (and XK, Kosovo), the
// subdivisions of ISO 3166-2, the grids of the embedded sets, and EU, EU28 and GLOBAL. The list is generated; see
// internal/gen/region for its sources.
package region

import (
	_ "embed"
	"encoding/csv"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/spelling"
)

//go:embed codes.csv
var codes string

// list is the parsed list.
type list struct {
	known    map[string]bool     // code
	country  map[string]bool     // two letters
	instead  map[string]string   // a code that must not be used, to the one to use instead
	byName   map[string]string   // three-letter codes and English names of countries in upper case, to their codes
	names    map[string]string   // English names of countries in upper case, to their codes
	byNation map[string][]string // country, to the codes that begin with it
}

var parsed = sync.OnceValue(func() list {
	l := list{map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string][]string{}}
	rows, err := csv.NewReader(strings.NewReader(codes)).ReadAll()
	if err != nil {
		return l // tests check that there is no error
	}
	for _, row := range rows[1:] {
		code, kind, alpha3, name, instead := row[0], row[1], row[2], row[3], row[4]
		if kind == "reserved" {
			l.instead[code] = instead
			continue
		}
		l.known[code], l.country[code] = true, kind == "country"
		if nation, _, isPart := strings.Cut(code, "-"); isPart {
			l.byNation[nation] = append(l.byNation[nation], code)
		}
		if alpha3 != "" {
			l.byName[alpha3] = code
		}
		if name != "" {
			l.byName[strings.ToUpper(name)], l.names[strings.ToUpper(name)] = code, code
		}
	}
	return l
})

// Known reports whether a code is in the list.
func Known(code string) bool { return parsed().known[code] }

// Possible reports whether a code is in the list, or may be that of a grid that a set of factors defines: a country's
// code, a hyphen, and up to 12 capital letters, digits and further hyphens. A code that another one replaces is not
// possible: Puerto Rico is PR, not US-PR.
func Possible(code string) bool {
	l := parsed()
	if l.known[code] {
		return true
	}
	nation, part, isPart := strings.Cut(code, "-")
	const longest = 12
	if !isPart || part == "" || len(part) > longest || !l.country[nation] || l.instead[code] != "" {
		return false
	}
	return strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && part[0] != '-' && part[len(part)-1] != '-'
}

// Named returns the code of a country by its English name, in any case.
func Named(name string) (string, bool) {
	code, ok := parsed().names[strings.ToUpper(name)]
	return code, ok
}

// Nearest returns up to three regions that an unknown code may stand for, the likeliest first: of the list and of more.
func Nearest(code string, more iter.Seq[string]) []string {
	const most, longest = 3, 100
	if len(code) > longest {
		return nil
	}
	l := parsed()
	plain := strings.ToUpper(strings.TrimSpace(code))
	nation, part, isPart := strings.Cut(plain, "-")
	others := slices.Concat(l.byNation[nation], slices.Sorted(more))
	var near []string
	add := func(found string) {
		if found != "" && found != code && len(near) < most && !slices.Contains(near, found) {
			near = append(near, found)
		}
	}
	add(l.instead[plain])
	if l.known[plain] || slices.Contains(others, plain) {
		add(plain)
	}
	add(l.byName[plain])
	for _, other := range others {
		if isPart && len(part) > 1 && strings.HasPrefix(other, plain) {
			add(other)
		}
	}
	for _, other := range others {
		if isPart && len(part) > 2 && spelling.Distance(plain, other) == 1 {
			add(other)
		}
	}
	if isPart && l.country[nation] {
		add(nation)
	}
	return near
}
