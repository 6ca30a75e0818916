package factors

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/region"
	"github.com/ghgkit/ghg/internal/words"
)

// Global is the region of factors for the whole world.
const Global = "GLOBAL"

// CheckRegion returns an error unless a code can be a region: [Global]; a country of ISO 3166-1 ("GB"; XK is Kosovo), EU
// or EU28; a subdivision of ISO 3166-2 ("JP-13"), a grid of the embedded sets ("US-CAMX"), or a grid that a set of your
// own may define: a country's code, a hyphen, and up to 12 capital letters, digits and hyphens ("JP-TEPCO"). A territory
// with a two-letter code of its own has no other: Puerto Rico is PR, not US-PR.
//
// CheckRegion cannot tell a grid that no set has from a misspelt one. A lookup can: it refuses a region that is in none
// of the lists and that no factor of its source is for. Such a region is an error whatever the policy allows; it never
// becomes its country or the world.
func CheckRegion(code string) error {
	if region.Possible(code) {
		return nil
	}
	return unknownRegion("region", code, func(func(string) bool) {})
}

// unknownRegion refuses a region, naming those that it may stand for: of the lists and of more.
func unknownRegion(field, code string, more iter.Seq[string]) error {
	const want = "an ISO 3166 code such as JP, a grid, or " + Global
	if code == "" {
		return &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
	}
	e := &ghg.FieldError{Field: field, Value: code, Want: want, Err: ghg.ErrUnknown}
	near := region.Nearest(code, more)
	for _, w := range words.For(words.Of(code)) {
		if w.Kind == words.Region && !slices.Contains(near, w.Means) {
			near = slices.Insert(near, 0, w.Means)
		}
	}
	if len(near) == 0 {
		return e
	}
	e.Near, e.Want = near, strings.Join(near, ", ")
	if len(near[0]) == len("GB") && !strings.HasPrefix(strings.ToUpper(code), near[0]+"-") {
		e.Want += " (ISO 3166 alpha-2: " + input.Shorten(code) + " is " + near[0] + ")"
	}
	e.Want += ", or another region: " + want
	return e
}

// checkRegion returns an error unless the region of a query is in the lists or one that a source has factors for. It is
// called after a miss only.
func checkRegion(s Source, code string) error {
	if region.Known(code) || hasRegion(s, code) {
		return nil
	}
	return unknownRegion("region of the query", code, maps.Keys(regionsOf(s)))
}

// hasRegion reports whether a source has a factor for a region.
func hasRegion(s Source, code string) bool {
	switch s := s.(type) {
	case *Set:
		return s.regions[code]
	case Stack:
		return slices.ContainsFunc(s.sources, func(source Source) bool { return hasRegion(source, code) })
	case *Lock:
		return slices.ContainsFunc(s.sets, func(set *Set) bool { return set.regions[code] })
	}
	return regionsOf(s)[code]
}

// regionsOf returns the regions that a source has factors for.
func regionsOf(s Source) map[string]bool {
	regions := map[string]bool{}
	switch s := s.(type) {
	case *Set:
		maps.Copy(regions, s.regions)
	case Stack:
		for _, source := range s.sources {
			maps.Copy(regions, regionsOf(source))
		}
	case *Lock:
		maps.Copy(regions, regionsOf(s.stack()))
	default:
		for f := range allOf(s) {
			regions[f.Region] = true
		}
	}
	return regions
}
