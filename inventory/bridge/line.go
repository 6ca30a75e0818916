package bridge

import (
	"cmp"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// comparison is a bridge in progress.
type comparison struct {
	o        Options
	a, b     *book
	old      *book           // activities of B by the methods of A
	oldOf    map[lineKey]int // of id and part
	oldFull  []ghg.Result
	full     [2]map[int]ghg.Result // lines of A and B with their steps
	compared map[[2]int32]*kinds   // by the kinds of A and B
	byOld    map[[2]int32]*kinds   // by those of A and of the old methods
}

// readOldMethods checks the results by old methods.
func (c *comparison) readOldMethods(set ghg.GWP) error {
	c.compared, c.byOld, c.oldOf = map[[2]int32]*kinds{}, map[[2]int32]*kinds{}, map[lineKey]int{}
	c.old = newBook(c.b.org, c.o.Accounting, set)
	for i := range c.o.OldMethod {
		r := c.o.OldMethod[i].Clone()
		if err := r.Check(); err != nil {
			return err
		}
		if !r.Counts() || !c.o.Accounting.Includes(r.Accounting) {
			continue
		}
		if !slices.ContainsFunc(c.b.lines, func(e entry) bool { return e.id == r.ID && e.part == r.Part }) {
			return &ghg.FieldError{Field: "result by an old method", Value: r.ID, Want: "the id and part of a line of B", Err: ghg.ErrUnknown}
		}
		if err := r.SameGWP(c.b.kinds[0].head); err != nil {
			return err
		}
		key := lineKey{id: r.ID, part: r.Part}
		if _, twice := c.oldOf[key]; twice {
			return &ghg.FieldError{Field: "result by an old method", Value: r.ID, Want: "each line once", Err: ghg.ErrMixed}
		}
		c.oldOf[key] = len(c.old.lines)
		c.old.add(&r)
		c.oldFull = append(c.oldFull, r)
	}
	return c.old.err
}

// line attributes the difference of one line.
func (c *comparison) line(p pair) (Line, error) {
	switch {
	case p.b < 0:
		l := newLine(&c.a.lines[p.a], c.a.head(p.a))
		l.From, l.To = l.To, ghg.CO2e{}
		l.add(Part{Term: c.alone(c.b, l, c.a.head(p.a), Ended), CO2e: ghg.CO2e{}.Sub(l.From), Reason: c.o.Restated[l.ID]})
		return l, nil
	case p.a < 0:
		e := &c.b.lines[p.b]
		l := newLine(e, c.b.head(p.b))
		l.add(Part{Term: GWP, CO2e: e.own.Sub(e.co2e)})
		l.add(Part{Term: c.alone(c.a, l, c.b.head(p.b), New), CO2e: e.co2e, Reason: c.o.Restated[l.ID]})
		return l, nil
	}
	a, b := &c.a.lines[p.a], &c.b.lines[p.b]
	l, was := newLine(b, c.b.head(p.b)), c.a.head(p.a)
	l.From = a.own
	if was.Scope != l.Scope || was.Category != l.Category {
		l.WasScope, l.WasCategory = was.Scope, was.Category
	}
	l.add(Part{Term: GWP, CO2e: b.own.Sub(b.co2e)})
	if reason, restated := c.o.Restated[b.id]; restated {
		l.add(Part{Term: Restatement, CO2e: b.co2e.Sub(a.co2e), Reason: reason})
		return l, nil
	}
	err := c.separate(&l, p, a, b)
	slices.SortStableFunc(l.Parts, func(x, y Part) int { return cmp.Compare(x.Term, y.Term) })
	return l, err
}

func newLine(e *entry, r *ghg.Result) Line {
	return Line{ID: e.id, Part: e.part, Entity: e.entity, Site: e.site, Method: r.Method, Scope: r.Scope, Category: r.Category, To: e.own}
}

// add adds a part that is not zero.
func (l *Line) add(p Part) {
	if !p.CO2e.IsZero() {
		l.Parts = append(l.Parts, p)
	}
}

// alone returns the term of a line that the other inventory does not have.
func (c *comparison) alone(other *book, l Line, r *ghg.Result, inside Term) Term {
	if _, restated := c.o.Restated[l.ID]; restated {
		return Restatement
	}
	if !other.holds(l.Entity, r) {
		return Boundary
	}
	return inside
}

const notSeparable = "method (not separable)"

// separate attributes the difference of a line that both inventories have, but for that of potentials.
func (c *comparison) separate(l *Line, p pair, a, b *entry) error {
	from, to := side{c.a, p.a}, side{c.b, p.b}
	if old, is := c.oldOf[lineKey{id: b.id, part: b.part}]; is {
		to = side{c.old, old}
		if from.head().Method != to.head().Method {
			return &ghg.FieldError{Field: "result by an old method", Value: string(to.head().Method), Want: "the method of A, " + string(from.head().Method), Err: ghg.ErrMixed}
		}
		l.add(Part{Term: Method, CO2e: b.co2e.Sub(to.entry().co2e), Reason: "by " + string(l.Method) + " instead of " + string(to.head().Method)})
	}
	total := to.entry().co2e.Sub(a.co2e)
	parts, reason, err := c.parts(from, to, total)
	if err != nil {
		return err
	}
	if reason != "" {
		parts = []Part{{Term: Method, CO2e: total, Reason: notSeparable + ": " + reason, Inseparable: true}}
	}
	for _, part := range parts {
		l.add(part)
	}
	return nil
}

// side is a line of a book.
type side struct {
	book *book
	i    int
}

func (s side) entry() *entry     { return &s.book.lines[s.i] }
func (s side) head() *ghg.Result { return s.book.head(s.i) }

// parts attributes a total to shares and inputs, or returns the reason for which it cannot be separated.
func (c *comparison) parts(from, to side, total ghg.CO2e) (parts []Part, reason string, err error) {
	if from.head().Method != to.head().Method {
		return nil, "by " + string(to.head().Method) + " instead of " + string(from.head().Method), nil
	}
	if from.head().Origin != ghg.Calculated || to.head().Origin != ghg.Calculated {
		return nil, "a reported figure has no activity and no factor", nil
	}
	k, err := c.kindsOf(from, to)
	if err != nil || k.reason != "" {
		return nil, k.reason, err
	}
	shares, changed := c.o.Shares[from.entry().entity]
	changed = changed && !shares.From.Equal(shares.To)
	rest := total
	if changed {
		boundary, err := shares.boundary(from.entry().co2e, to.entry().co2e)
		if err != nil {
			return nil, "", err
		}
		parts, rest = append(parts, Part{Term: Boundary, CO2e: boundary, Reason: "share " + dec.Text(shares.To) + " instead of " + dec.Text(shares.From)}), total.Sub(boundary)
	} else {
		shares = Shares{}
	}
	e, err := c.evaluation(k, from, to)
	if errors.Is(err, ghg.ErrOtherDerivation) {
		return nil, input.Shorten(err.Error()), nil
	}
	if err != nil {
		return nil, "", err
	}
	e.group(changed)
	if len(e.players) == 0 {
		if rest.IsZero() {
			return parts, "", nil
		}
		return nil, "the inputs are the same", nil
	}
	effects, err := e.effects(shares, rest)
	if errors.Is(err, ghg.ErrOtherDerivation) {
		return nil, input.Shorten(err.Error()), nil
	}
	for i, effect := range effects {
		parts = append(parts, e.players[i].part(effect))
	}
	return parts, "", err
}

// boundary returns what a change of share changes: Δshare × the mean of the emissions of the whole entity.
func (s Shares) boundary(from, to ghg.CO2e) (ghg.CO2e, error) {
	whole := from.Kg().Mul(s.To).Add(to.Kg().Mul(s.From))
	kg, err := dec.Quo(s.To.Sub(s.From).Mul(whole), s.From.Mul(s.To).Mul(two))
	if err != nil {
		return ghg.CO2e{}, err
	}
	return ghg.KgCO2e(kg)
}

var two = decimal.New(2, 0)
