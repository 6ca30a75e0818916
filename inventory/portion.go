package inventory

import (
	"encoding/binary"
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/num"
)

// Reassigned is the method of a result that counts elsewhere than where it was calculated: the emissions of an associate, in
// category 15. Its steps are those of the method that calculated it.
const Reassigned ghg.Method = "inventory.reassigned"

// Portion is what an inventory takes of a result.
type Portion struct {
	Terms   []ghg.Term // multiplied with the emissions, see [ghg.Result.Portion]; none: all of them
	Caveats []ghg.Caveat
	To      *Destination // nil: the result counts where it is
}

// Destination is the category of scope 3 in which a result of another company or asset counts.
type Destination struct {
	Category ghg.Category
	Subject  ghg.Subject // the asset, franchise or investee
	Part     string      // added to the result's part, to tell it from one that stays
	Memo     ghg.Memo    // why it is outside all totals; zero if it counts
	Source   string      // why it counts there
}

// Portions returns the inventory of another organisation that takes portions of the results of this one, without calculating
// any again: the consolidation of a group, an investee's inventory in that of its investor. The function of returns the
// portions of a result, none to leave it out. It is given what the results of similar lines have in common: their scope,
// category, method, part, accounting, period, entity and site. The numbers, and the texts that each line has of its own (its
// id, its purchase, the name of its subject), are those of any of the lines: do not decide by them.
//
// A result that moves to a category has the method [Reassigned], neither covers nor claims, and no accounting. It fails under
// the conditions of [Of], except those on purchases, certificates and upstream emissions, which the inventory meets already.
func (inv *Inventory) Portions(org Organisation, of func(head ghg.Result) ([]Portion, error)) (*Inventory, error) {
	if of == nil {
		return nil, errNoFunction("of")
	}
	to, err := begin(org)
	if err != nil {
		return nil, err
	}
	p := portioning{from: &absent.Or(inv).ledger, to: to, of: of, kinds: map[kindPortion]*derive.Kind{}}
	if err := p.groups(); err != nil {
		return nil, err
	}
	if err := p.lines(); err != nil {
		return nil, err
	}
	return to, nil
}

// portioning is Portions in progress.
type portioning struct {
	from  *ledger
	to    *Inventory
	of    func(ghg.Result) ([]Portion, error)
	kinds map[kindPortion]*derive.Kind
	into  [][]int32 // for each group, those that its lines are in
	again []bool    // for each group of the new inventory, whether its lines are to be added up
	nums  []num.Num
}

// kindPortion is a kind of line and a number that tells apart what is taken of its results.
type kindPortion struct {
	of   *derive.Kind
	text string
}

// groups makes the groups of the new inventory. The i-th of a group's takes the i-th portion of each of its results.
func (p *portioning) groups() error {
	p.into = make([][]int32, len(p.from.groups))
	for i := range p.from.groups {
		g := &p.from.groups[i]
		portions, most := make([][]Portion, len(g.heads)), 0
		for j := range g.heads {
			list, err := p.of(g.heads[j])
			if err != nil {
				return ofResult(g.first, err)
			}
			portions[j], most = list, max(most, len(list))
		}
		for n := range most {
			if err := p.group(i, n, portions); err != nil {
				return ofResult(g.first, err)
			}
		}
	}
	return nil
}

// ofResult names the result that an error is about.
func ofResult(id string, err error) error { return fmt.Errorf("result %s: %w", input.Quote(id), err) }

// group adds the group of the n-th portions of a group's results.
func (p *portioning) group(i, n int, portions [][]Portion) error {
	g := &p.from.groups[i]
	kind, err := p.kind(g.kind, n, portions)
	if err != nil || kind.Len() == 0 {
		return err
	}
	sums, adopted := kind.Adopt(g.kind, g.sums)
	if !adopted {
		sums = kind.NewSums()
	}
	to := group{groupKey: groupKey{kind, g.entity, g.site, g.mark}, first: g.first, sums: sums, heads: make([]ghg.Result, kind.Len())}
	if adopted {
		to.lines = g.lines
	}
	for j := range to.heads {
		head := kind.Head(j).Clone()
		head.ID, head.Entity, head.Site = g.first, g.entity, g.site
		if err := p.to.admitted(&head); err != nil {
			return err
		}
		to.heads[j] = head
	}
	p.into[i] = append(p.into[i], int32(len(p.to.ledger.groups))) //nolint:gosec // fewer than lines
	p.to.ledger.groups, p.again = append(p.to.ledger.groups, to), append(p.again, !adopted)
	return nil
}

// kind returns the kind of the n-th portions of the results of a kind.
func (p *portioning) kind(of *derive.Kind, n int, portions [][]Portion) (*derive.Kind, error) {
	key := kindPortion{of, signature(n, portions)}
	if kind := p.kinds[key]; kind != nil {
		return kind, nil
	}
	i := -1
	kind, err := of.Part(func(r ghg.Result) (ghg.Result, bool, error) {
		if i++; n >= len(portions[i]) {
			return r, false, nil
		}
		r, err := portions[i][n].take(r)
		return r, true, err
	})
	if err == nil {
		p.kinds[key] = kind
	}
	return kind, err
}

// signature tells portions apart.
func signature(n int, portions [][]Portion) string {
	var b []byte
	for _, list := range portions {
		if n < len(list) {
			b = list[n].appendTo(append(b, 1))
		} else {
			b = append(b, 0)
		}
	}
	return string(b)
}

// take returns the portion of a result.
func (p *Portion) take(r ghg.Result) (ghg.Result, error) {
	r, err := r.Portion(p.Terms...)
	if err != nil {
		return r, err
	}
	r.Caveats = append(r.Caveats, p.Caveats...)
	if p.To == nil {
		return r, nil
	}
	if !p.To.Category.Valid() || p.To.Source == "" {
		return r, &ghg.FieldError{Field: "destination", Value: p.To.Category.String(), Want: "a category from 1 to 15 and a source", Err: ghg.ErrMissing}
	}
	r.Notes = append(r.Notes, //nolint:forbidigo // written, not read
		ghg.Note{Name: "calculated by", Value: string(r.Method)}, ghg.Note{Name: "counted in " + p.To.Category.String(), Value: p.To.Source})
	if part := p.To.Part; part != "" && r.Part != "" {
		r.Part = part + ", " + r.Part
	} else if part != "" {
		r.Part = part
	}
	r.Scope, r.Category, r.Method, r.Accounting, r.Memo, r.Subject = ghg.Scope3, p.To.Category, Reassigned, 0, p.To.Memo, p.To.Subject
	r.Covers, r.Claims, r.Purchase = nil, nil, ghg.Purchase{}
	return r, r.Check()
}

// lines adds the lines.
func (p *portioning) lines() error {
	l := &p.to.ledger
	l.texts = p.from.texts
	for i := range p.from.lines.n {
		ref := p.from.lines.at(i)
		if ref.group < 0 {
			if err := p.direct(p.from.heads(i)); err != nil {
				return err
			}
			continue
		}
		for _, to := range p.into[ref.group] {
			if p.again[to] && !p.sum(ref, to) {
				return ofResult(p.from.id(i), &ghg.FieldError{Field: "numbers of the line", Want: "fewer digits: a portion of them is too long", Err: ghg.ErrOutOfRange})
			}
			l.lines.add(lineRef{ref.at, to})
		}
	}
	return nil
}

// sum adds up a line of a group.
func (p *portioning) sum(ref lineRef, to int32) bool {
	g := &p.to.ledger.groups[to]
	p.nums = p.from.amounts(ref, p.nums[:0])
	g.lines++
	return g.kind.Run(p.nums, g.sums, &p.to.ledger.space)
}

// direct adds the portions of the results of a line that shares no derivation, each portion as a line.
func (p *portioning) direct(results []ghg.Result) error {
	portions, most := make([][]Portion, len(results)), 0
	for i := range results {
		list, err := p.of(results[i])
		if err != nil {
			return ofResult(results[i].ID, err)
		}
		portions[i], most = list, max(most, len(list))
	}
	for n := range most {
		var taken []ghg.Result
		for i := range results {
			if n >= len(portions[i]) {
				continue
			}
			r, err := portions[i][n].take(results[i])
			if err == nil {
				err = p.to.admitted(&r)
			}
			if err != nil {
				return ofResult(results[i].ID, err)
			}
			taken = append(taken, r)
		}
		l := &p.to.ledger
		l.lines.add(lineRef{uint64(len(l.direct)), -int32(len(taken))}) //nolint:gosec // few results
		l.direct = append(l.direct, taken...)
	}
	return nil
}

// appendTo appends what tells the portion apart from others: every list after its length, every text after its own.
func (p *Portion) appendTo(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(p.Terms)))
	for _, t := range p.Terms {
		value, divides := dec.Brief(t.Value), strconv.FormatBool(t.Divides)
		if dec.Check(t.Value) == nil {
			value = dec.Text(t.Value) // or else it is refused
		}
		b = appendTexts(b, t.Label, value, t.Source, t.Ref, t.Unit, t.Kind.String(), divides) //nolint:forbidigo // told apart, not read
	}
	b = binary.AppendUvarint(b, uint64(len(p.Caveats)))
	for _, c := range p.Caveats {
		b = appendTexts(b, c.Kind.String(), c.Detail) //nolint:forbidigo // as above
	}
	if p.To == nil {
		return append(b, 0)
	}
	return appendTexts(append(b, 1), p.To.Category.String(), p.To.Subject.Kind.String(), p.To.Subject.Name, p.To.Part, p.To.Memo.Kind.String(), p.To.Memo.Detail, p.To.Source) //nolint:forbidigo // as above
}

func appendTexts(b []byte, texts ...string) []byte {
	for _, text := range texts {
		b = appendText(b, text)
	}
	return b
}
