package inventory

import (
	"encoding/binary"
	"hash/maphash"
	"iter"
	"math"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
)

// ledger keeps the lines of an inventory in their order. A line that shares a derivation is kept as its id, texts and
// amounts, some forty bytes, and counted in the sums of its group; any other is kept as its results.
type ledger struct {
	lines  chunks[lineRef]
	texts  []textChunk
	groups []group
	index  map[groupKey]int32
	direct []ghg.Result
	ids    idTable
	marks  marks
	space  derive.Space
	nums   []num.Num
}

// lineRef is a line: the place of its texts and amounts, and its group; or its results.
type lineRef struct {
	at    uint64 // chunk and offset; the first of its results for a direct line
	group int32  // −n for a direct line with n results
}

// groupKey is what lines of a group have in common.
type groupKey struct {
	kind         *derive.Kind
	entity, site string
	mark         ghg.Accounting // of lines of category 3 that count by one method only
}

// group is the lines of one kind in one entity and site, with one mark.
type group struct {
	groupKey
	first string // id of the first line
	lines int
	sums  []derive.Sums
	heads []ghg.Result // the results as recorded, with entity and site
}

const chunkSize = 1 << 16

// chunks is a list that grows without copying.
type chunks[T any] struct {
	list [][]T
	n    int
}

func (c *chunks[T]) add(v T) {
	if c.n%chunkSize == 0 {
		c.list = append(c.list, nil)
	}
	last := len(c.list) - 1
	c.list[last] = append(c.list[last], v)
	c.n++
}

func (c *chunks[T]) at(i int) T { return c.list[i/chunkSize][i%chunkSize] }

// textChunk holds the texts and amounts of many lines.
type textChunk []byte

const textChunkSize = 1 << 20

// most is the number of lines that a ledger holds at most: their numbers have 32 bits.
const most = math.MaxInt32

// addLine adds a calculated line, whose results it owns. It returns what keeps them from being counted.
func (l *ledger) addLine(line activity.Line, admit func(*ghg.Result) error) error {
	if l.lines.n >= most {
		return &ghg.FieldError{Field: "lines", Value: line.ID(), Want: "at most 2147483647", Err: ghg.ErrOutOfRange}
	}
	kind, own, results := line.Kind()
	if kind == nil {
		return l.addResults(results, admit)
	}
	key := groupKey{kind, own.Entity, own.Site, l.marks.by[own.ID]}
	at, known := l.index[key]
	if !known {
		g := group{groupKey: key, first: own.ID, sums: kind.NewSums(), heads: make([]ghg.Result, kind.Len())}
		for i := range g.heads {
			g.heads[i] = *kind.Head(i)
			g.heads[i].ID, g.heads[i].Entity, g.heads[i].Site = own.ID, own.Entity, own.Site
			if err := admit(&g.heads[i]); err != nil {
				return err
			}
		}
		at = int32(len(l.groups)) //nolint:gosec // there are fewer kinds than lines, and memory for fewer lines
		if l.index == nil {
			l.index = map[groupKey]int32{}
		}
		l.groups, l.index[g.groupKey] = append(l.groups, g), at
	}
	g := &l.groups[at]
	l.marks.note(own.ID, g.heads)
	l.nums = own.Amounts.AppendTo(l.nums[:0])
	if !kind.Run(l.nums, g.sums, &l.space) {
		return &ghg.FieldError{Field: "line", Value: own.ID, Want: "a line of the derivation that it names", Err: ghg.ErrMixed}
	}
	g.lines++
	place := l.write(&own)
	l.lines.add(lineRef{place, at})
	return l.unique(own.ID)
}

// addResults adds a line that shares no derivation.
func (l *ledger) addResults(results []ghg.Result, admit func(*ghg.Result) error) error {
	if len(results) == 0 {
		return nil
	}
	var problems []error
	l.marks.note(results[0].ID, results)
	at := len(l.direct)
	l.direct = append(l.direct, results...)
	l.lines.add(lineRef{uint64(at), -int32(len(results))}) //nolint:gosec // few results
	problems = append(problems, l.unique(results[0].ID))
	for i := range results {
		if err := admit(&l.direct[at+i]); err != nil {
			problems = append(problems, err)
		}
	}
	return ghg.Join(problems...)
}

// write keeps the texts and amounts of a line.
func (l *ledger) write(own *derive.Line) uint64 {
	if last := len(l.texts) - 1; last < 0 || len(l.texts[last]) >= textChunkSize {
		l.texts = append(l.texts, make(textChunk, 0, textChunkSize+textChunkSize/16))
	}
	last := len(l.texts) - 1
	b := l.texts[last]
	place := uint64(last)<<32 | uint64(len(b))
	b = appendText(b, own.ID)
	for _, text := range own.Texts {
		b = appendText(b, text)
	}
	for i := range own.Amounts.Len() {
		n := own.Amounts.At(i)
		b = appendNum(b, &n)
	}
	l.texts[last] = b
	return place
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendNum appends a number as its exponent and coefficient, in digits if it is a long one.
func appendNum(b []byte, n *num.Num) []byte {
	coef, exp, ok := n.Short()
	if !ok {
		d := n.Decimal()
		return appendText(binary.AppendVarint(append(b, 1), int64(d.Exponent())), d.Coefficient().String())
	}
	return binary.AppendVarint(binary.AppendVarint(append(b, 0), int64(exp)), coef)
}

// reader reads what write has written.
type reader []byte

func (r *reader) text() string {
	n, size := binary.Uvarint(*r)
	s := string((*r)[size : size+int(n)]) //nolint:gosec // as written
	*r = (*r)[size+int(n):]               //nolint:gosec // as written
	return s
}

func (r *reader) skip() {
	n, size := binary.Uvarint(*r)
	*r = (*r)[size+int(n):] //nolint:gosec // as written
}

func (r *reader) num() num.Num {
	long := (*r)[0] == 1
	*r = (*r)[1:]
	exp, size := binary.Varint(*r)
	*r = (*r)[size:]
	if long {
		coef, _ := new(big.Int).SetString(r.text(), 10)
		n, _ := num.Of(decimal.NewFromBigInt(coef, int32(exp))) //nolint:gosec // as written
		return n
	}
	coef, size := binary.Varint(*r)
	*r = (*r)[size:]
	return num.New(coef, int32(exp)) //nolint:gosec // as written
}

func (l *ledger) text(at uint64) reader { return reader(l.texts[at>>32][at&(1<<32-1):]) }

// id returns the id of a line.
func (l *ledger) id(i int) string {
	ref := l.lines.at(i)
	if ref.group < 0 {
		return l.direct[ref.at].ID
	}
	r := l.text(ref.at)
	return r.text()
}

// own returns what is a line's own.
func (l *ledger) own(ref lineRef) derive.Line {
	g, r := &l.groups[ref.group], l.text(ref.at)
	line := derive.Line{ID: r.text(), Entity: g.entity, Site: g.site}
	for range g.kind.Texts() {
		line.Texts = append(line.Texts, r.text())
	}
	nums := make([]num.Num, g.kind.Amounts())
	for i := range nums {
		nums[i] = r.num()
	}
	line.Amounts = derive.AmountsOf(nums)
	return line
}

// amounts appends the amounts of a line that shares a derivation.
func (l *ledger) amounts(ref lineRef, list []num.Num) []num.Num {
	g, r := &l.groups[ref.group], l.text(ref.at)
	r.skip()
	for range g.kind.Texts() {
		r.skip()
	}
	for range g.kind.Amounts() {
		list = append(list, r.num())
	}
	return list
}

// heads returns the results of a line without its own numbers and texts.
func (l *ledger) heads(i int) []ghg.Result {
	ref := l.lines.at(i)
	if ref.group < 0 {
		return l.direct[ref.at : ref.at+uint64(-ref.group)] //nolint:gosec // positive
	}
	return l.groups[ref.group].heads
}

// results yields the results of every line, in order. Those of a direct line are the ledger's own.
func (l *ledger) results() iter.Seq[*ghg.Result] {
	return l.resultsOf(func(*group) bool { return true })
}

// resultsOf yields the results of the direct lines and of the lines of some groups.
func (l *ledger) resultsOf(keep func(*group) bool) iter.Seq[*ghg.Result] {
	return func(yield func(*ghg.Result) bool) {
		for i := range l.lines.n {
			ref := l.lines.at(i)
			list := ghg.Results(nil)
			switch {
			case ref.group < 0:
				list = l.heads(i)
			case keep(&l.groups[ref.group]):
				list = l.mustRun(ref)
			}
			for j := range list {
				if !yield(&list[j]) {
					return
				}
			}
		}
	}
}

// mustRun returns the results of a line that shares a derivation, and panics if they cannot be computed. They were computed when the line was added, so they can be
// computed again.
func (l *ledger) mustRun(ref lineRef) ghg.Results {
	list, err := l.groups[ref.group].kind.Results(l.own(ref))
	if err != nil {
		panic("inventory: mustRun: a line does not run again: " + err.Error())
	}
	return list
}

// unique enters the last line, and returns an error if another has its id, and a part and accounting of it.
func (l *ledger) unique(id string) error {
	last := l.lines.n - 1
	twice, shared := false, false
	l.ids.add(l, last, id, func(earlier int) bool {
		shared = true
		for _, a := range l.heads(earlier) {
			for _, b := range l.heads(last) {
				twice = twice || a.Part == b.Part && a.Accounting == b.Accounting
			}
		}
		return twice
	})
	if !shared {
		l.ids.distinct++
	}
	if twice {
		return &ghg.FieldError{Field: "id", Value: id, Want: "an id of its own for every activity, which counts once", Err: ghg.ErrRepeated}
	}
	return nil
}

// idTable finds lines by their ids. A slot holds 32 bits of the id's hash and the number of the line, from 1; 0 is free.
type idTable struct {
	slots    []uint64
	n        int
	distinct int // lines whose id no earlier one has
}

const firstSlots = 1 << 10

var idSeed = maphash.MakeSeed()

// add enters a line and calls twice for every earlier line with the same id, until it reports that one is the same line: a
// line that is refused is not entered, so a sheet with one id for all its lines takes no longer than another.
func (t *idTable) add(l *ledger, line int, id string, twice func(earlier int) bool) {
	if t.slots == nil {
		t.slots = make([]uint64, firstSlots)
	}
	if 2*t.n >= len(t.slots) {
		t.grow()
	}
	hash := maphash.String(idSeed, id) >> 32
	mask := uint64(len(t.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		slot := t.slots[at]
		if slot == 0 {
			t.slots[at] = hash<<32 | uint64(line+1) //nolint:gosec // a number of a line is positive
			t.n++
			return
		}
		if earlier := int(slot&(1<<32-1)) - 1; slot>>32 == hash && l.id(earlier) == id && twice(earlier) { //nolint:gosec // 32 bits
			return
		}
	}
}

func (t *idTable) grow() {
	old := t.slots
	t.slots = make([]uint64, 2*len(old))
	mask := uint64(len(t.slots) - 1)
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		at := slot >> 32 & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = slot
	}
}
