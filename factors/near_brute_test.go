package factors

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// match is a near match with its text, for the search that compares every factor and writes every text.
type match struct {
	Near
	likeness likeness
	distance int
	name     string // that one factor stands for; "" of the activity itself
}

// everyMatch returns all near matches in the sets, in order.
func everyMatch(q *Query, sets []*Set) []match {
	names := namesOf(q)
	var found []match
	for _, s := range sets {
		for i := range s.factors {
			f := &s.factors[i]
			differs, name := q.mismatches(f), lettersOf(f.Activity)
			if f.Activity == q.Activity {
				found = append(found, match{Near{f.ID, differs.brief(f)}, differs.likeness(), differs.distance(q, f), ""})
				continue
			}
			like, distance := names.compare(&name)
			if like == unlike {
				continue
			}
			m := match{Near{f.ID, "activity " + f.Activity}, like, 2 * distance, f.Activity}
			if differs&(boundaryDiffers|unitDiffers) != 0 {
				m.distance += 2
			}
			if differs&periodDiffers != 0 {
				m.distance++
			}
			if differs&regionDiffers != 0 {
				m.Differs += ", region " + f.Region
				m.name += ", " + f.Region
				m.likeness, m.distance = elsewhere, 100*int(like)+min(m.distance, 99)
			}
			if differs&periodDiffers != 0 {
				m.Differs += ", valid " + f.Valid.String()
			}
			found = append(found, m)
		}
	}
	return found
}

// nearestOf sorts all matches and takes the first five.
func nearestOf(found []match) []Near {
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.likeness, b.likeness), cmp.Compare(a.distance, b.distance))
	})
	near, listed := make([]Near, 0, mostNear), map[string]bool{}
	for _, m := range found {
		if len(near) == mostNear || m.likeness > companions[found[0].likeness] {
			break
		}
		if m.name != "" && listed[m.name] {
			continue
		}
		listed[m.name] = true
		near = append(near, m.Near)
	}
	return near
}

// moved returns the factor that the policy allows, by asking every set for every region, period and unit.
func (b Basis) moved(q Query, sets []*Set) (id string, err error) {
	q.Activity = b.name(q.Activity)
	routes := b.routes(&q)
	for _, region := range b.Policy.regions(nil, q.Region) {
		for _, s := range b.Policy.shifts(nil, q.Activity) {
			for unit := -1; unit < len(routes); unit++ {
				asked := q
				asked.Region, asked.mostOfPeriod = region, s.most
				if s.years != 0 {
					asked.Period = q.Period.Shift(s.years)
				}
				if unit >= 0 {
					asked.Unit = routes[unit]
				}
				for _, set := range sets {
					if f, err := set.Find(asked); err == nil {
						return f.Set + " " + f.ID, nil
					} else if !errors.Is(err, ErrNoFactor) {
						return "", err
					}
				}
			}
		}
	}
	return "", ErrNoFactor
}

// someSets returns sets of invented factors with few names, regions and years, so that they resemble each other.
func someSets(t *testing.T, r *rand.Rand) []*Set {
	t.Helper()
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	sets := make([]*Set, 1+r.IntN(4))
	for i := range sets {
		var list []Factor
		for n := range 1 + r.IntN(40) {
			perUnit, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.Gas(pick("CO2", "CO2", "CH4")), Kg: dec.MustParse(pick("1", "2"))})
			require.NoError(t, err)
			list = append(list, Factor{
				ID: fmt.Sprint("p", i, "/", n), Activity: anyName(r), Region: pick("GB", "US", "GLOBAL", "US-CAMX"), Valid: ghg.CalendarYear(2015 + r.IntN(10)),
				Unit: units.MustUnit(pick("L", "kg", "t", "GJ(HHV)")), Boundary: ghg.Boundary(1 + r.IntN(2)), PerUnit: perUnit, Reference: Reference{Document: "d"},
			})
		}
		properties := []Property{{Activity: anyName(r), Name: "density", Rate: units.MustRate("0.8 kg/L"), Region: "GB", Valid: ghg.CalendarYear(2015 + r.IntN(10)), Reference: Reference{Document: "d"}}}
		set, err := NewSet(Meta{Publisher: fmt.Sprint("p", i), Edition: "1", Title: "t"}, list, properties)
		require.NoError(t, err)
		sets[i] = set
	}
	return sets
}

func anyName(r *rand.Rand) string {
	names := []string{"fuel/oil", "fuel/oil-sand", "fuel/oil/heavy", "fuel/oils", "fuel/gas-oil", "feul/oil", "fuel/heating-oil", "fuel/natural-gas", "oil", "material/oil", "spend/naics/111920"}
	return names[r.IntN(len(names))]
}

// TestSearchesFindTheSame compares lookups and near misses in stacks of invented sets with the same searches done by asking
// for everything one by one.
func TestSearchesFindTheSame(t *testing.T) {
	seed := uint64(os.Getpid())
	r := rand.New(rand.NewPCG(1, seed))
	for range 3000 {
		sets := someSets(t, r)
		sources := make([]Source, len(sets))
		for i, s := range sets {
			sources[i] = s
		}
		stack, err := NewStack(sources...)
		require.NoError(t, err)
		b := Basis{Factors: stack, GWP: ghg.AR6(), Policy: Policy{
			MostOfPeriod: r.IntN(2) == 0, OlderYears: r.IntN(2) * r.IntN(9), NewerYears: r.IntN(2) * r.IntN(9), WiderRegion: r.IntN(2) == 0, FuelProperties: r.IntN(2) == 0,
		}}
		q := Query{
			Activity: anyName(r), Region: []string{"GB", "US-CAMX", "FR"}[r.IntN(3)], Period: ghg.FiscalYear(2014+r.IntN(12), []time.Month{time.January, time.April}[r.IntN(2)], ghg.LabelStartYear),
			Unit: units.MustUnit([]string{"L", "kg"}[r.IntN(2)]), Boundary: ghg.Combustion, Complement: r.IntN(2) == 0, Convertible: r.IntN(2) == 0,
		}
		want, wantErr := b.moved(q, sets)
		f, _, err := b.Find(q)
		switch none := (*NoFactorError)(nil); {
		case wantErr == nil:
			require.NoError(t, err, seed)
			require.Equal(t, want, f.Set+" "+f.ID, seed)
		case errors.As(err, &none):
			require.ErrorIs(t, wantErr, ErrNoFactor, seed)
			require.Equal(t, nearestOf(everyMatch(&q, sets)), none.Misses(), seed)
		default:
			require.Equal(t, wantErr, err, seed)
		}
	}
}

// TestIsMisspelling compares the quick comparison of names by their letters with their distance.
func TestIsMisspelling(t *testing.T) {
	asked := lettersOf("fuel/natural-gas")
	for name, want := range map[string]bool{
		"fuel/natural-gas": true, "fuel/naturla-gas": true, "fuel/natural-gaz": true, "fuel/natural-g": true, "fuel/natural-gas12": true, "fuel/xatural-gaz": true,
		"fuel/xatyral-gaz": false, "fuel/natural": false, "天然ガス": false,
	} {
		with := lettersOf(name)
		require.Equal(t, want, isMisspelling(&with, &asked), name)
		require.Equal(t, want, isMisspelling(&asked, &with), name)
	}
}
