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
	o         Options
	a, b      *book
	old       standIns              // activities of B by the methods of A
	corrected standIns              // lines of A as they should have been
	full      [2]map[int]ghg.Result // lines of A and B with their steps
	compared  map[[2]kindKey]*kinds
}

// kindKey is a kind of a book.
type kindKey struct {
	book *book
	kind int32
}

// standIns are results that take the place of lines of an inventory.
type standIns struct {
	book *book
	of   map[lineKey]int // of id and part
	full []ghg.Result
}

// find returns the result that takes the place of a line.
func (s *standIns) find(e *entry) (side, bool) {
	i, is := s.of[lineKey{id: e.id, part: e.part}]
	return side{s.book, i}, is
}

// readStandIns checks results that take the place of lines. Check says what is wrong with one, by its potentials and lines.
func (c *comparison) readStandIns(what string, list []ghg.Result, book *book, check func(*ghg.Result) error) (standIns, error) {
	s := standIns{book: book, of: map[lineKey]int{}}
	for i := range list {
		r := list[i].Clone()
		if err := r.Check(); err != nil {
			return s, err
		}
		if !r.Counts() || !c.o.Accounting.Includes(r.Accounting) {
			continue
		}
		if err := check(&r); err != nil {
			return s, err
		}
		key := lineKey{id: r.ID, part: r.Part}
		if _, twice := s.of[key]; twice {
			return s, &ghg.FieldError{Field: what, Value: r.ID, Want: "each line once", Err: ghg.ErrMixed}
		}
		s.of[key] = len(book.lines)
		book.add(&r)
		s.full = append(s.full, r)
	}
	return s, book.err
}

// readOldMethods checks the results by old methods.
func (c *comparison) readOldMethods(set ghg.GWP) (err error) {
	const what = "result by an old method"
	c.old, err = c.readStandIns(what, c.o.OldMethod, newBook(c.b.org, c.o.Accounting, set), func(r *ghg.Result) error {
		if c.b.find(r) < 0 {
			return &ghg.FieldError{Field: what, Value: r.ID, Want: "the id and part of a line of B", Err: ghg.ErrUnknown}
		}
		return r.SameGWP(c.b.kinds[0].head)
	})
	return err
}

// readCorrected checks the corrected results.
func (c *comparison) readCorrected() (err error) {
	const what = "corrected result"
	c.corrected, err = c.readStandIns(what, c.o.Corrected, newBook(c.a.org, c.o.Accounting, ghg.GWP{}), func(r *ghg.Result) error {
		if _, restated := c.o.Restated[r.ID]; !restated {
			return &ghg.FieldError{Field: what, Value: r.ID, Want: "a line that Restated holds, with the reason", Err: ghg.ErrMissing}
		}
		in := c.a
		at := in.find(r)
		if at < 0 {
			in = c.b
			at = in.find(r)
		}
		if at < 0 {
			return &ghg.FieldError{Field: what, Value: r.ID, Want: "the id and part of a line of A, or of one of B that A forgot", Err: ghg.ErrUnknown}
		}
		if e, head := &in.lines[at], in.head(at); e.entity != r.Entity || e.site != r.Site || head.Scope != r.Scope || head.Category != r.Category {
			return &ghg.FieldError{Field: what, Value: r.ID, Want: "the entity, site, scope and category of the line", Err: ghg.ErrMixed}
		}
		return r.SameGWP(c.a.kinds[0].head)
	})
	return err
}

// find returns the line with the id and part of a result, or −1.
func (b *book) find(r *ghg.Result) int {
	return slices.IndexFunc(b.lines, func(e entry) bool { return e.id == r.ID && e.part == r.Part })
}

// sides returns what is compared: the line of A, or its correction, with the line of B, or that by the old method. A side
// that there is not has no book.
func (c *comparison) sides(p pair) (from, to side) {
	if p.a >= 0 {
		from = side{c.a, p.a}
		if right, is := c.corrected.find(from.entry()); is {
			from = right
		}
	}
	if p.b >= 0 {
		to = side{c.b, p.b}
		if right, is := c.corrected.find(to.entry()); is && p.a < 0 && !c.a.ids[to.entry().id] {
			from = right
		}
		if old, is := c.old.find(to.entry()); is {
			to = old
		}
	}
	return from, to
}

// restated returns the reason of a restatement, and whether a line of the pair is restated.
func (c *comparison) restated(p pair) (string, bool) {
	if p.b >= 0 {
		if reason, is := c.o.Restated[c.b.lines[p.b].id]; is {
			return reason, true
		}
	}
	if p.a < 0 {
		return "", false
	}
	reason, is := c.o.Restated[c.a.lines[p.a].id]
	return reason, is
}

// line attributes the difference of one line.
func (c *comparison) line(p pair) (Line, error) {
	from, to := c.sides(p)
	reason, restated := c.restated(p)
	var l Line
	var published ghg.CO2e
	if p.b >= 0 {
		b := &c.b.lines[p.b]
		l = newLine(b, c.b.head(p.b))
		l.add(Part{Term: GWP, CO2e: b.own.Sub(b.co2e)})
	} else {
		l = newLine(&c.a.lines[p.a], c.a.head(p.a))
		l.To = ghg.CO2e{}
	}
	if p.a >= 0 {
		published = c.a.lines[p.a].own
		l.From = published
		if was := c.a.head(p.a); was.Scope != l.Scope || was.Category != l.Category {
			l.WasScope, l.WasCategory = was.Scope, was.Category
		}
	}
	if restated && from.book != c.corrected.book {
		l.add(Part{Term: Restatement, CO2e: l.difference(published), Reason: reason})
		return l, nil
	}
	if restated {
		l.add(Part{Term: Restatement, CO2e: from.entry().co2e.Sub(published), Reason: reason})
	}
	err := c.attribute(&l, p, from, to)
	slices.SortStableFunc(l.Parts, func(x, y Part) int { return cmp.Compare(x.Term, y.Term) })
	return l, err
}

// difference returns what the parts of a line do not explain of its difference to an amount of A.
func (l *Line) difference(from ghg.CO2e) ghg.CO2e {
	rest := l.To.Sub(from)
	for _, p := range l.Parts {
		rest = rest.Sub(p.CO2e)
	}
	return rest
}

// attribute attributes the difference of two sides of a line: what neither potentials nor a restatement changed.
func (c *comparison) attribute(l *Line, p pair, from, to side) error {
	switch {
	case to.book == nil:
		l.add(Part{Term: c.b.alone(*l, c.a.head(p.a), Ended), CO2e: ghg.CO2e{}.Sub(from.entry().co2e)})
		return nil
	case from.book == nil:
		l.add(Part{Term: c.a.alone(*l, c.b.head(p.b), New), CO2e: c.b.lines[p.b].co2e})
		return nil
	}
	return c.separate(l, p, from, to)
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

// alone returns the term of a line that the inventory of the book does not have.
func (b *book) alone(l Line, r *ghg.Result, inside Term) Term {
	if !b.holds(l.Entity, r) {
		return Boundary
	}
	return inside
}

const notSeparable = "method (not separable)"

// separate attributes the difference of a line that both sides have.
func (c *comparison) separate(l *Line, p pair, from, to side) error {
	if to.book == c.old.book {
		if from.head().Method != to.head().Method {
			return &ghg.FieldError{Field: "result by an old method", Value: string(to.head().Method), Want: "the method of A, " + string(from.head().Method), Err: ghg.ErrMixed}
		}
		l.add(Part{Term: Method, CO2e: c.b.lines[p.b].co2e.Sub(to.entry().co2e), Reason: "by " + string(l.Method) + " instead of " + string(to.head().Method)})
	}
	total := to.entry().co2e.Sub(from.entry().co2e)
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
