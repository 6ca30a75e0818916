package factors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Filter narrows a search. Zero fields match everything.
type Filter struct {
	Region    string
	Boundary  ghg.Boundary
	Dimension units.Dimension // of the unit the factor is per
	Set       string
	Year      int // a calendar year in which the factor is valid on some day
	Most      int // the maximum number of hits; 0 means 20
}

// Hit is a factor that a search found, with its score: the higher, the better the fit.
type Hit struct {
	Factor Factor
	Score  int
}

// String returns the hit on one line: the id, the publisher's own words, and what the factor is for.
func (h Hit) String() string {
	f := &h.Factor
	return fmt.Sprintf("%s: %s (per %s, %s, %s, %s)", f.ID, f.Label, f.Unit.Symbol(), f.Boundary, f.Region, f.Valid)
}

// Search finds factors by words, for users who do not know the vocabulary. It searches the names of activities and the
// publishers' own labels, in English or Japanese, and knows common names ("petrol", "HGV", "TEPCO", 重油), refrigerants by
// number ("R-134a"), codes of NAICS 2022, and countries, grids, publishers and boundaries by name ("UK", "California",
// "DEFRA", "WTT"). Case, width, plurals and the order of the words do not matter. Every word must match: whole, as a prefix,
// within a word, or misspelt.
//
// Hits are ranked by what people mean: a common name first, then how well the words fit; a usual boundary, class and edition
// before others, and one hit for each activity before the same in other units and years. Ties are by id. A search never decides
// which factor a calculation uses; [Basis.Find] does.
func Search(s Source, text string, filter Filter) []Hit {
	const defaultMost, longest = 20, 200
	if len(text) > longest {
		return nil
	}
	terms := termsOf(text)
	if len(terms) == 0 {
		return nil
	}
	var found []candidateHit
	newest := 0
	eachLexicon(s, func(l *lexicon) {
		newest = max(newest, l.newest)
		for doc, score := range l.matches(terms) {
			for _, f := range doc.factors {
				if filter.admits(f) {
					found = append(found, candidateHit{f, score})
				}
			}
		}
	})
	demoteOld(found, newest)
	demoteRepeats(found)
	limit := filter.Most
	if limit <= 0 {
		limit = defaultMost
	}
	hits := make([]Hit, min(limit, len(found)))
	for i := range hits {
		hits[i] = Hit{*found[i].factor, found[i].score}
	}
	return hits
}

// candidateHit is a hit before it is known whether it is listed.
type candidateHit struct {
	factor *Factor
	score  int
}

// rank sorts hits: the best first, and those of one score by id.
func rank(hits []candidateHit) {
	slices.SortFunc(hits, func(a, b candidateHit) int {
		if a.score != b.score {
			return b.score - a.score
		}
		return cmp.Or(strings.Compare(a.factor.ID, b.factor.ID), strings.Compare(a.factor.Set, b.factor.Set))
	})
}

// demoteOld takes points from hits that were valid years before the newest factor of the source.
func demoteOld(hits []candidateHit, newest int) {
	const aYear, most = 10, 10
	for i := range hits {
		hits[i].score -= aYear * min(most, newest-lastYear(hits[i].factor))
	}
}

// thing is what a publisher's factors of different units and years are for.
type thing struct {
	publisher, activity, region string
	boundary                    ghg.Boundary
}

func thingOf(f *Factor) thing {
	publisher, _, _ := strings.Cut(f.ID, "/")
	return thing{publisher, f.Activity, f.Region, f.Boundary}
}

// demoteRepeats sorts hits so that of a publisher's factors for one thing the newest edition comes first, and the others come
// after the first ones for other things that fit about as well.
func demoteRepeats(hits []candidateHit) {
	const older, repeated, most = 150, 100, 3
	newest := map[thing]ghg.Date{}
	for _, h := range hits {
		if of := thingOf(h.factor); newest[of].Before(h.factor.Valid.End) {
			newest[of] = h.factor.Valid.End
		}
	}
	for i, h := range hits {
		if h.factor.Valid.End.Before(newest[thingOf(h.factor)]) {
			hits[i].score -= older
		}
	}
	rank(hits)
	seen := map[thing]int{}
	for i, h := range hits {
		of := thingOf(h.factor)
		hits[i].score -= repeated * min(seen[of], most)
		seen[of]++
	}
	rank(hits)
}

func (filter Filter) admits(f *Factor) bool {
	return (filter.Region == "" || f.Region == filter.Region) &&
		(filter.Boundary == 0 || f.Boundary == filter.Boundary) &&
		(filter.Dimension == "" || f.Unit.Dimension() == filter.Dimension) &&
		(filter.Set == "" || f.Set == filter.Set) &&
		(filter.Year == 0 || (f.Valid.Start.Year <= filter.Year && f.Valid.End.AddDays(-1).Year >= filter.Year))
}
