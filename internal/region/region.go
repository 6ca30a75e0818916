// Package region holds the codes of the regions that factors are for: the countries of ISO 3166-1 (and XK, Kosovo), the
// subdivisions of ISO 3166-2, the grids of the embedded sets, and EU, EU28 and GLOBAL. The list is generated; see
// internal/gen/region for its sources.
package region

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"encoding/csv"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/spelling"
)

//go:embed codes.csv
var codes string

// rows yields the rows of the list: code, kind, alpha3, name and the code to use instead. A row holds until the next.
// Tests check that there is no error.
func rows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		file := csv.NewReader(strings.NewReader(codes))
		file.ReuseRecord = true
		file.Read() //nolint:errcheck // the header
		for {
			row, err := file.Read()
			if err != nil || !yield(row) {
				return
			}
		}
	}
}

// list is the parsed list. It holds few pointers, as every collection of garbage follows those of all of a program's life.
type list struct {
	known   []packed          // all codes to use, sorted
	country []packed          // those of countries, sorted
	instead map[string]string // a code that must not be used, to the one to use instead
}

var parsed = sync.OnceValue(func() list {
	l := list{instead: map[string]string{}}
	for row := range rows() {
		code, kind := row[0], row[1]
		switch kind {
		case "reserved":
			l.instead[code] = row[4]
			continue
		case "country":
			l.country = append(l.country, pack(code))
		}
		l.known = append(l.known, pack(code))
	}
	l.known, l.country = slices.Clip(l.known), slices.Clip(l.country)
	return l
})

// isKnown reports whether a code is in the list.
func (l list) isKnown(code string) bool { return contain(l.known, code) }

// isCountry reports whether a code is that of a country.
func (l list) isCountry(code string) bool { return contain(l.country, code) }

// partsOf returns the codes that begin with that of a country and a hyphen.
func (l list) partsOf(nation string) []string {
	var parts []string
	first, _ := slices.BinarySearch(l.known, pack(nation+"-"))
	for _, code := range l.known[first:] {
		if part := code.String(); strings.HasPrefix(part, nation+"-") {
			parts = append(parts, part)
			continue
		}
		break
	}
	return parts
}

// packed is a code of at most seven bytes: its bytes, the first one the highest, then their number. Codes sort as texts
// do. No code is 0.
type packed uint64

// longestPacked is the number of bytes of the longest code that is packed: US-CAMX.
const longestPacked = 7

// pack returns 0 for a text that is longer than every code.
func pack(code string) packed {
	if len(code) > longestPacked {
		return 0
	}
	var bytes [8]byte
	copy(bytes[:longestPacked], code)
	bytes[longestPacked] = byte(len(code))
	return packed(binary.BigEndian.Uint64(bytes[:]))
}

// String returns the code.
func (p packed) String() string {
	var bytes [8]byte
	binary.BigEndian.PutUint64(bytes[:], uint64(p))
	return string(bytes[:bytes[longestPacked]])
}

func contain(sorted []packed, code string) bool {
	_, found := slices.BinarySearch(sorted, pack(code))
	return found
}

// names are what else countries are called, in upper case, to their codes. Few programs ask.
type names struct{ english, alpha3 map[string]string }

var parsedNames = sync.OnceValue(func() names {
	n := names{map[string]string{}, map[string]string{}}
	for row := range rows() {
		code, alpha3, name := row[0], row[2], row[3]
		if alpha3 != "" {
			n.alpha3[alpha3] = code
		}
		if name != "" {
			n.english[strings.ToUpper(name)] = code
		}
	}
	return n
})

// code returns the code of a country by its three-letter code or English name in upper case, and "" for any other text.
func (n names) code(name string) string { return cmp.Or(n.alpha3[name], n.english[name]) }

// Known reports whether a code is in the list.
func Known(code string) bool { return parsed().isKnown(code) }

// Possible reports whether a code is in the list, or may be that of a grid that a set of factors defines: a country's
// code, a hyphen, and up to 12 capital letters, digits and further hyphens. A code that another one replaces is not
// possible: Puerto Rico is PR, not US-PR.
func Possible(code string) bool {
	l := parsed()
	if l.isKnown(code) {
		return true
	}
	nation, part, isPart := strings.Cut(code, "-")
	const longest = 12
	if !isPart || part == "" || len(part) > longest || !l.isCountry(nation) || l.instead[code] != "" {
		return false
	}
	return strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && part[0] != '-' && part[len(part)-1] != '-'
}

// Named returns the code of a country by its English name, in any case.
func Named(name string) (string, bool) {
	code, ok := parsedNames().english[strings.ToUpper(name)]
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
	others := slices.Concat(l.partsOf(nation), slices.Sorted(more))
	var near []string
	add := func(found string) {
		if found != "" && found != code && len(near) < most && !slices.Contains(near, found) {
			near = append(near, found)
		}
	}
	add(l.instead[plain])
	if l.isKnown(plain) || slices.Contains(others, plain) {
		add(plain)
	}
	add(parsedNames().code(plain))
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
	if isPart && l.isCountry(nation) {
		add(nation)
	}
	return near
}
