package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/scope3"
)

// UpstreamTwiceError reports energy whose upstream two results count: one by a factor that includes it, and one as a
// result of its own. It wraps [ErrCountedTwice].
type UpstreamTwiceError struct {
	Energy   string    // what the energy is, in the vocabulary: "electricity", "fuel/diesel"
	Whole    string    // id of the result whose factor includes the upstream
	Stage    ghg.Stage // its stage, for transport
	Upstream string    // id of the result that counts the upstream again
}

func (e *UpstreamTwiceError) Error() string {
	factor, want := "a life-cycle factor", "a factor of the generation alone"
	if e.Stage != 0 {
		factor, want = "a well-to-wheel factor", "a tank-to-wheel factor"
	}
	return fmt.Sprintf("the upstream of %s is %s: in %s by %s and in %s: want %s, or no upstream beside it; or name the sites, if they are different energy", e.Energy, ErrCountedTwice, input.Quote(e.Whole), factor, input.Quote(e.Upstream), want)
}

// Unwrap returns [ErrCountedTwice].
func (e *UpstreamTwiceError) Unwrap() error { return ErrCountedTwice }

// checkUpstream returns an error for every result that counts the upstream of energy which another one includes.
//
// A result of scope 1 or 2 includes it if a factor of it is a life-cycle one, and one of transport or travel (categories
// 4, 6, 7 and 9) if its stage is well-to-wheel. What counts it on its own is a result of category 3 about the company's
// own use, and the well-to-tank stage of transport in the same category.
//
// Both are of the same energy if they overlap in time and their carriers, grids, entities and sites do not differ; a
// blank entity or site may be any. The upstream of transport may be another's: in category 3, that of scopes 1 and 2
// where they use the same energy; in its own category, that of the tank-to-wheel stage with the same id.
//
// Source: Scope 3 Standard, chapter 5, table 5.4: category 3 is "fuel- and energy-related activities (not included in
// scope 1 or scope 2)". What scope 2 holds already is outside the category, so its result is refused: a caveat on it
// would leave the total wrong.
func checkUpstream(results []*ghg.Result) []error {
	including := energyIndex{}
	for _, r := range results {
		if r.Counts() {
			including.add(r, includedUpstream(r))
		}
	}
	var problems []error
	for _, r := range results {
		if !r.Counts() || r.Stage != ghg.StageWellToTank && !scope3.UpstreamOfOwnUse(*r) {
			continue
		}
		for _, e := range energies(r, anyFactor) {
			if whole := including.find(r, e, results); whole != nil {
				problems = append(problems, &UpstreamTwiceError{Energy: e.name, Whole: whole.ID, Stage: whole.Stage, Upstream: r.ID})
				break
			}
		}
	}
	return problems
}

// energy is what a factor is of: a carrier of bought energy, a fuel, or a kind of transport.
type energy struct{ name, region string }

func anyFactor(*ghg.FactorRecord) bool { return true }

// energies returns the energies of a result's factors, each once.
func energies(r *ghg.Result, keep func(*ghg.FactorRecord) bool) []energy {
	var list []energy
	for i := range r.Factors {
		f := &r.Factors[i]
		if e := (energy{carrier(f.Activity), f.Region}); keep(f) && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// carrier returns the name of a factor's energy, without what distinguishes its suppliers and uses. Driving by
// electricity is a kind of transport.
func carrier(activity string) string {
	first, rest, _ := strings.Cut(activity, "/")
	switch first {
	case "electricity", "heat", "steam", "cooling":
		if !strings.HasPrefix(rest, "vehicle/") {
			return first
		}
	}
	return strings.TrimSuffix(activity, "/mobile")
}

// includedUpstream returns the energies whose upstream a result includes.
func includedUpstream(r *ghg.Result) []energy {
	switch {
	case r.Scope != ghg.Scope3:
		return energies(r, func(f *ghg.FactorRecord) bool { return f.Boundary == ghg.LifeCycle })
	case r.Stage == ghg.StageWellToWheel && isTransportCategory(r.Category):
		return energies(r, anyFactor)
	}
	return nil
}

func isTransportCategory(c ghg.Category) bool {
	switch c {
	case ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.DownstreamTransportationAndDistribution:
		return true
	}
	return false
}

// energyIndex holds results by the name of their energy and their site.
type energyIndex map[string]map[string][]located

// located is a result with the region of its energy.
type located struct {
	*ghg.Result
	region string
}

func (x energyIndex) add(r *ghg.Result, of []energy) {
	for _, e := range of {
		if x[e.name] == nil {
			x[e.name] = map[string][]located{}
		}
		site := spelling.Key(r.Site)
		x[e.name][site] = append(x[e.name][site], located{r, e.region})
	}
}

// find returns a result that includes the upstream which another one counts, or nil.
func (x energyIndex) find(upstream *ghg.Result, e energy, results []*ghg.Result) *ghg.Result {
	for _, site := range x.sites(upstream, e) {
		for _, whole := range x[e.name][site] {
			if sameUse(whole.Result, upstream) && sameGrid(whole.region, e.region) && again(whole.Result, upstream, e, results) {
				return whole.Result
			}
		}
	}
	return nil
}

// sites returns the sites where a result's energy may be used: its own and none, or all.
func (x energyIndex) sites(r *ghg.Result, e energy) []string {
	if site := spelling.Key(r.Site); site != "" {
		return []string{site, ""}
	}
	var all []string
	for site := range x[e.name] {
		all = append(all, site)
	}
	slices.Sort(all)
	return all
}

// sameUse reports whether two results may be of one use of energy, by their entities, sites and periods.
func sameUse(a, b *ghg.Result) bool {
	same := func(x, y string) bool { return x == "" || y == "" || spelling.Key(x) == spelling.Key(y) }
	return same(a.Entity, b.Entity) && same(a.Site, b.Site) && a.Period.Overlap(b.Period) > 0
}

// sameGrid reports whether one region is the other or a part of it.
func sameGrid(a, b string) bool {
	const world = "GLOBAL"
	return a == b || a == "" || b == "" || a == world || b == world || strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-")
}

// again reports whether the upstream is of what the whole is of, and not of another result that lacks it.
func again(whole, upstream *ghg.Result, e energy, results []*ghg.Result) bool {
	if whole.Accounting != 0 && upstream.Accounting != 0 && whole.Accounting != upstream.Accounting {
		return false // no total has both
	}
	if whole.Scope != ghg.Scope3 {
		return upstream.Category == ghg.FuelAndEnergyRelatedActivities
	}
	if upstream.Category != whole.Category && upstream.Category != ghg.FuelAndEnergyRelatedActivities {
		return false
	}
	if upstream.ID == whole.ID {
		return true
	}
	return !slices.ContainsFunc(results, func(r *ghg.Result) bool {
		switch {
		case !r.Counts():
			return false
		case upstream.Category == whole.Category:
			return r.ID == upstream.ID && r.Stage == ghg.StageTankToWheel
		case r.Scope == ghg.Scope3:
			return false
		}
		lacks := energies(r, func(f *ghg.FactorRecord) bool { return f.Boundary != ghg.LifeCycle })
		return sameUse(r, upstream) && slices.ContainsFunc(lacks, func(o energy) bool { return o.name == e.name && sameGrid(o.region, e.region) })
	})
}

// located returns the results without their own numbers: of a group, those of its first line stand for all, as they have
// one place and period. Only in transport, whose stages belong together by their ids, are all lines there. Lines that are marked
// have the method by which they count.
func (l *ledger) located() []*ghg.Result {
	list := make([]*ghg.Result, 0, len(l.direct)+2*len(l.groups)) // most groups have one result or two
	add := func(r *ghg.Result, id string) {
		if r.ID != id || l.marks.concerns(r) {
			own := *r
			own.ID = id
			r = &own
			l.marks.mark(r)
		}
		list = append(list, r)
	}
	for i := range l.direct {
		add(&l.direct[i], l.direct[i].ID)
	}
	byID := l.stagesMix()
	for i := range l.groups {
		if g := &l.groups[i]; !byID || !g.staged() {
			for j := range g.heads {
				add(&g.heads[j], g.first)
			}
		}
	}
	for i := 0; byID && i < l.lines.n; i++ {
		ref := l.lines.at(i)
		if ref.group < 0 || !l.groups[ref.group].staged() {
			continue
		}
		heads, id := l.groups[ref.group].heads, l.id(i)
		for j := range heads {
			add(&heads[j], id)
		}
	}
	return list
}

// staged reports whether the lines of a group are of stages of transport.
func (g *group) staged() bool {
	return slices.ContainsFunc(g.heads, func(r ghg.Result) bool { return r.Stage != 0 })
}

// stagesMix reports whether some results of transport are well-to-wheel and others well-to-tank.
func (l *ledger) stagesMix() bool {
	whole, upstream := false, false
	for s := range l.sums() {
		whole = whole || s.head.Stage == ghg.StageWellToWheel
		upstream = upstream || s.head.Stage == ghg.StageWellToTank
	}
	return whole && upstream
}

// checkAllUpstream is checkUpstream of the results of a ledger.
func checkAllUpstream(l *ledger) []error { return checkUpstream(l.located()) }
