package inventory

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/num"
)

// bill is a line by its hash.
type bill struct {
	hash uint64
	line int32
}

// bills finds lines that differ in nothing but their id. Lines are hashed by their amounts and what their group has in common;
// only those with one hash are compared in full.
func (c *checker) bills(l *ledger) {
	w := biller{ledger: l, groups: make([]billGroup, len(l.groups)), prefix: map[int32]string{}}
	var same [][]int
	list := w.suspects()
	for at := 0; at < len(list); {
		end := at + 1
		for end < len(list) && list[end].hash == list[at].hash {
			end++
		}
		if end > at+1 {
			same = append(same, w.alike(list[at:end])...)
		}
		at = end
	}
	slices.SortFunc(same, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	for _, lines := range same {
		r := &l.heads(lines[0])[0]
		ids := make([]string, 0, mostIDs+1)
		for _, i := range lines {
			ids = append(ids, l.id(i))
		}
		c.add(SameBill, r.Entity, r.Site, fmt.Sprintf("%d lines of %s in %s with the same amount", len(lines), r.Method, r.Period), ids...)
	}
}

// biller writes lines as text.
type biller struct {
	*ledger
	groups []billGroup
	prefix map[int32]string // of the groups with lines that are compared in full
	nums   []num.Num
	kg     []num.Num
	space  derive.Space
	number []byte
}

// billGroup is what the bills of a group have in common.
type billGroup struct {
	hash    uint64
	counted int32 // the place of the result that stands for a line, or −1
	outputs int32
	known   bool
}

// suspects returns the lines that may be there twice, by hash and then in their order: most lines have a hash of their own.
func (w *biller) suspects() []bill {
	hashes := make([]uint64, w.lines.n)
	const perLine = 16 // bits: one line in sixteen is in the set of another's hash
	seen, twice := newBits(perLine*w.lines.n), newBits(perLine*w.lines.n)
	for i := range hashes {
		if hashes[i] = w.hash(i); hashes[i] != 0 && seen.set(hashes[i]) {
			twice.set(hashes[i])
		}
	}
	var list []bill
	for i, hash := range hashes {
		if hash != 0 && twice.has(hash) {
			list = append(list, bill{hash, int32(i)}) //nolint:gosec // at most most
		}
	}
	slices.SortFunc(list, func(a, b bill) int {
		if a.hash != b.hash {
			return cmp.Compare(a.hash, b.hash)
		}
		return cmp.Compare(a.line, b.line)
	})
	return list
}

// bits is a set of hashes, of which it keeps the last bits.
type bits []uint64

// newBits returns a set for some hashes, with a power of two of bits.
func newBits(atLeast int) bits {
	const first = 16
	n := first
	for 64*n < atLeast {
		n *= 2
	}
	return make(bits, n)
}

// set adds a hash, and reports whether it may have been there.
func (b bits) set(hash uint64) bool {
	there := b.has(hash)
	b[hash>>6&uint64(len(b)-1)] |= 1 << (hash & 63)
	return there
}

func (b bits) has(hash uint64) bool { return b[hash>>6&uint64(len(b)-1)]>>(hash&63)&1 == 1 }

// hash returns a hash of a line that is the same for lines with the same text; 0 for one that has none.
func (w *biller) hash(i int) uint64 {
	ref := w.lines.at(i)
	if ref.group < 0 {
		list := w.heads(i)
		j := counted(list)
		if j < 0 {
			return 0
		}
		return hashBill(hashHead(&list[j]), w.textOf(list[j].CO2e))
	}
	g, of := &w.ledger.groups[ref.group], &w.groups[ref.group]
	if !of.known {
		*of = billGroup{known: true, counted: int32(counted(g.heads))} //nolint:gosec // few results
		if of.counted >= 0 {
			of.hash = hashHead(&g.heads[of.counted])
			of.outputs = int32(len(g.kind.Outputs(int(of.counted)))) //nolint:gosec // few gases
		}
	}
	if of.counted < 0 {
		return 0
	}
	return hashBill(of.hash, w.amount(ref))
}

// amount returns the CO2e of a line of a group as text, none if it is zero.
func (w *biller) amount(ref lineRef) []byte {
	kind, of := w.ledger.groups[ref.group].kind, &w.groups[ref.group]
	w.nums = w.amounts(ref, w.nums[:0])
	w.kg = slices.Grow(w.kg[:0], int(of.outputs))[:of.outputs]
	var co2e, outside num.Num
	if !kind.Holds(w.nums, &w.space) || !kind.Values(int(of.counted), &w.space, w.kg, &co2e, &outside) {
		return w.textOf(w.mustRun(ref)[of.counted].CO2e) // it does not fit
	}
	w.number = w.number[:0]
	if !co2e.IsZero() {
		w.number = co2e.AppendText(w.number)
	}
	return w.number
}

// textOf returns an amount as text, none if it is zero.
func (w *biller) textOf(co2e ghg.CO2e) []byte {
	w.number = w.number[:0]
	if !co2e.IsZero() {
		w.number = dec.AppendText(w.number, co2e.Kg())
	}
	return w.number
}

// hashBill returns a hash of an amount and what precedes it, 0 for no amount.
func hashBill(head uint64, amount []byte) uint64 {
	if len(amount) == 0 {
		return 0
	}
	return max(1, head^maphash.Bytes(idSeed, amount))
}

// hashHead returns a hash of what the lines of a group have in common.
func hashHead(r *ghg.Result) uint64 {
	return maphash.Comparable(idSeed, struct {
		entity, site string
		method       ghg.Method
		category     ghg.Category
		part         string
		start, end   ghg.Date
	}{r.Entity, r.Site, r.Method, r.Category, r.Part, r.Period.Start, r.Period.End})
}

// alike returns lines of one hash that have one text, by text.
func (w *biller) alike(of []bill) [][]int {
	byText := map[string][]int{}
	for _, b := range of {
		text := w.text(int(b.line))
		byText[text] = append(byText[text], int(b.line))
	}
	var lists [][]int
	for _, text := range slices.Sorted(maps.Keys(byText)) {
		if lines := byText[text]; w.ids(lines) > 1 {
			lists = append(lists, lines)
		}
	}
	return lists
}

// ids returns the number of different ids, as far as it matters: 1 or 2.
func (w *biller) ids(lines []int) int {
	for _, i := range lines[1:] {
		if w.id(i) != w.id(lines[0]) {
			return 2
		}
	}
	return 1
}

// text returns all but the id of a line that counts and emits something.
func (w *biller) text(i int) string {
	ref := w.lines.at(i)
	if ref.group < 0 {
		list := w.heads(i)
		j := counted(list)
		return headText(&list[j]) + string(w.textOf(list[j].CO2e))
	}
	g, j := &w.ledger.groups[ref.group], w.groups[ref.group].counted
	if g.kind.Texts() > 0 || len(g.heads[j].Notes) > 0 { //nolint:forbidigo // compared, not read
		r := &w.mustRun(ref)[j]
		return headText(r) + string(w.textOf(r.CO2e))
	}
	prefix, known := w.prefix[ref.group]
	if !known {
		prefix = headText(&g.heads[j])
		w.prefix[ref.group] = prefix
	}
	return prefix + string(w.amount(ref))
}

// headText returns what a result has besides its id and numbers.
func headText(r *ghg.Result) string {
	var b strings.Builder
	for _, part := range []string{
		r.Entity, r.Site, string(r.Method), r.Category.String(), r.Part, r.Period.Start.String(), r.Period.End.String(), r.Purchase.ID,
		r.Purchase.Supplier, r.Subject.Name,
	} {
		fmt.Fprintf(&b, "%q ", part)
	}
	for i := range r.Factors {
		b.WriteString(input.Quote(r.Factors[i].Digest) + " ")
	}
	for _, n := range r.Notes { //nolint:forbidigo // compared, not read
		fmt.Fprintf(&b, "%q ", n.Value) //nolint:forbidigo // as above
	}
	return b.String()
}
