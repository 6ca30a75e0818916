package factors

import (
	"errors"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// errMiss is what a lookup returns for a miss. It lists no near misses, which are searched for only when an error shows them.
var errMiss = fmt.Errorf("%w: near misses were not searched for", ErrNoFactor)

// lookup is the source's Find, but returns errMiss for a miss where the search for near misses can be avoided, and the set's
// own factor where it is in a set: it must not be changed. A type that embeds one of these and has its own Find is called
// through that Find.
func lookup(s Source, q *asked) (*Factor, error) {
	switch s := s.(type) {
	case *Set:
		return s.lookup(q)
	case Stack:
		return s.lookup(q)
	case *Lock:
		for _, set := range s.sets {
			if f, err := set.lookup(q); err != errMiss { //nolint:errorlint // lookup returns the value itself
				return f, err
			}
		}
		return nil, errMiss
	}
	return find(s, *q.Query)
}

// asked is a query on its way through the sources of a stack, with what every set needs of it.
type asked struct {
	*Query
	key     setKey
	hash    uint64 // of the key
	checked bool   // by the first set, the same for all
}

func ask(q *Query) asked {
	key := setKey{q.Activity, q.Region, q.Boundary}
	return asked{Query: q, key: key, hash: key.hash()}
}

// check is the check of the query, made once.
func (q *asked) check() error {
	if q.checked {
		return nil
	}
	if err := q.Query.check(); err != nil {
		return err
	}
	q.checked = true
	return nil
}

// findIn is Find of a set, a stack or a lock.
func findIn(s Source, q Query) (Factor, error) {
	a := ask(&q)
	f, err := lookup(s, &a)
	if err == errMiss { //nolint:errorlint // lookup returns the value itself
		return Factor{}, missed(s, q)
	}
	if err != nil {
		return Factor{}, err
	}
	return *f, nil
}

// find calls a source's Find.
func find(s Source, q Query) (*Factor, error) {
	f, err := s.Find(q)
	if err != nil {
		return nil, err
	}
	return &f, nil
}

// lookup is Find, but returns the set's own factor, and errMiss for a miss.
func (s *Set) lookup(q *asked) (*Factor, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	first, ok := s.first[q.hash]
	if !ok {
		return nil, errMiss
	}
	return s.pick(q.Query, first)
}

// pick returns the one factor that matches a query, of those whose activity, region and boundary have its hash; first is the
// first of these. If there are several, it takes the one that the query names the unit of.
func (s *Set) pick(q *Query, first int32) (*Factor, error) {
	var found *Factor
	exact, several := false, false
	for i := first; i >= 0; i = s.next[i] {
		f := &s.factors[i]
		if !q.matches(f) {
			continue
		}
		same := f.Unit == q.Unit
		switch {
		case found == nil || (same && !exact):
			found, exact, several = f, same, false
		case same == exact:
			several = true
		}
	}
	switch {
	case found == nil:
		return nil, errMiss
	case several:
		return nil, &AmbiguousError{Source: s.Name(), Query: *q, IDs: s.matching(*q)}
	}
	return found, nil
}

// matches reports whether a factor has no mismatch with the query.
func (q *Query) matches(f *Factor) bool {
	return f.Boundary == q.Boundary && f.Unit.Dimension() == q.Unit.Dimension() && q.covered(f) && // the cheapest first
		f.Activity == q.Activity && f.Region == q.Region && !q.priceDiffers(f) && (q.Complement || !f.Complement())
}

// prospect is a source that may have a factor for a query whatever its period and unit: a set with factors whose activity,
// region and boundary have its hash, or a user-defined source.
type prospect struct {
	set    *Set // nil for a user-defined source
	first  int32
	source Source
}

// prospects appends the prospects in a source, in the order in which they are asked.
func prospects(list []prospect, s Source, hash uint64) []prospect {
	switch s := s.(type) {
	case *Set:
		if first, ok := s.first[hash]; ok {
			list = append(list, prospect{set: s, first: first})
		}
	case Stack:
		for _, source := range s.sources {
			list = prospects(list, source, hash)
		}
	case *Lock:
		for _, set := range s.sets {
			list = prospects(list, set, hash)
		}
	default:
		list = append(list, prospect{source: s})
	}
	return list
}

// lookup returns the factor of a prospect for a query, or an error that wraps ErrNoFactor.
func (p *prospect) lookup(q *Query) (*Factor, error) {
	if p.set == nil {
		return find(p.source, *q)
	}
	return p.set.pick(q, p.first)
}

// move is a shift with the period that it leads to.
type move struct {
	shift
	made   bool // the period is known
	period ghg.Period
	err    error // why there is no such period
}

// movesOf appends the moves of a query by the shifts that a policy allows for it.
func movesOf(list []move, q *Query, shifts []shift) []move {
	for _, s := range shifts {
		list = append(list, move{shift: s, made: s.years == 0, period: q.Period})
	}
	return list
}

// to returns the period that a move leads to from that of the query, the same for every region.
func (m *move) to(q *Query, s Source) (ghg.Period, error) {
	if !m.made {
		m.made, m.period = true, q.Period.Shift(m.years)
		if holdsSet(s) { // which checks a query, as a user-defined source need not
			m.err = m.period.Check()
		}
	}
	return m.period, m.err
}

// holdsSet reports whether a source is a set or holds one.
func holdsSet(s Source) bool {
	switch s := s.(type) {
	case *Set:
		return true
	case Stack:
		for _, source := range s.sources {
			if holdsSet(source) {
				return true
			}
		}
	case *Lock:
		return len(s.sets) > 0
	}
	return false
}

// relax tries the periods that the policy allows for one region, each with the query's unit and then with those that
// properties lead to. It looks only where there are factors for the region at all, so a search through many sets and years
// costs little more than one for a single factor. What a set allows goes by the region that was asked for.
func (b Basis) relax(q Query, asked string, moves []move, routes []units.Unit) (*Factor, []ghg.Caveat, rule, error) {
	var room [usualSources]prospect
	list := prospects(room[:0], b.Factors, setKey{q.Activity, q.Region, q.Boundary}.hash())
	if len(list) == 0 {
		return nil, nil, rule{}, errMiss
	}
	moved := q
	for i := range moves {
		m := &moves[i]
		var err error
		if moved.Period, err = m.to(&q, b.Factors); err != nil {
			return nil, nil, rule{}, err
		}
		for unit := -1; unit < len(routes); unit++ {
			if moved.Unit = q.Unit; unit >= 0 {
				moved.Unit = routes[unit]
			}
			for j := range list {
				by := rule{Policy: b.Policy}
				if moved.mostOfPeriod = m.most; b.Policy.Exceptions != nil {
					by = b.Policy.ruleIn(q.Activity, asked, list[j].name())
					if moved.mostOfPeriod = m.most && by.MostOfPeriod; !by.admits(m, q.Region != asked) {
						continue
					}
				}
				f, err := list[j].lookup(&moved)
				switch {
				case err == nil:
					return f, m.caveat(q, f), by, nil
				case !errors.Is(err, ErrNoFactor):
					return nil, nil, rule{}, err
				}
			}
		}
	}
	return nil, nil, rule{}, errMiss
}

// name returns the name of the set or the user-defined source.
func (p *prospect) name() string {
	if p.set == nil {
		return p.source.Name()
	}
	return p.set.Name()
}
