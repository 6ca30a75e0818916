package ledger

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
)

// totals are the sums of lines by labels and by what their results are of.
type totals struct {
	labels int
	groups map[string]*group
	key    []byte
	recent [recentGroups]*group // by a few bits of the key
}

const recentGroups = 64

// group is the sums of the lines with some labels.
type group struct {
	key   string
	texts []string
	sums  []sum // by the index of the place
}

// sum is the sum of results.
type sum struct {
	lines         int64
	co2e, outside num.Total
	biogenic      num.Total
}

func newTotals(labels int) *totals { return &totals{labels: labels, groups: map[string]*group{}} }

// add adds the results of a line.
func (t *totals) add(l *layout, row table.Row, results []values) {
	g := t.group(l, row)
	for i := range results {
		g.add(&results[i])
	}
}

// group returns the group of a row.
func (t *totals) group(l *layout, row table.Row) *group {
	key, places := t.key[:0], row.Places()
	for _, column := range l.labels {
		var cell []byte
		if place := places[column]; place >= 0 {
			cell = trimmed(row.Bytes(place))
		}
		if len(cell) < 1<<7 { // of which the length is one byte
			key = append(key, byte(len(cell)))
		} else {
			key = binary.AppendUvarint(key, uint64(len(cell)))
		}
		key = append(key, cell...)
	}
	t.key = key
	n := uint(len(key))
	if n > 1 {
		n = uint(key[n-1] + key[n-2]*10) // many labels end with a number
	}
	recent := &t.recent[n%recentGroups]
	if *recent != nil && (*recent).key == string(key) {
		return *recent
	}
	g := t.groups[string(t.key)]
	if g == nil {
		g = &group{key: string(t.key), texts: textsOf(t.key, t.labels)}
		t.groups[g.key] = g
	}
	*recent = g
	return g
}

// check returns an error if there are too many combinations of labels: a number of the file, whatever the workers.
func (t *totals) check(j *Job) error {
	if len(t.groups) <= mostGroups {
		return nil
	}
	return &ghg.FieldError{Field: "totals", Value: strings.Join(j.Totals, ", "), Want: fmt.Sprintf("labels with at most %d combinations", mostGroups), Err: ghg.ErrOutOfRange}
}

func (g *group) add(v *values) {
	for len(g.sums) <= v.part.place.index {
		g.sums = append(g.sums, sum{})
	}
	s := &g.sums[v.part.place.index]
	s.lines++
	s.co2e.Add(&v.co2e)
	if !v.outside.IsZero() {
		s.outside.Add(&v.outside)
	}
	if v.part.only[gasBiogenic] == none {
		return
	}
	for i, column := range v.part.columns {
		if column == gasBiogenic {
			s.biogenic.Add(&v.kg[i])
		}
	}
}

// textsOf returns the texts of a key.
func textsOf(key []byte, n int) []string {
	texts := make([]string, n)
	for i := range texts {
		length, size := binary.Uvarint(key)
		key = key[size:]
		texts[i], key = string(key[:length]), key[length:]
	}
	return texts
}

// addAll adds the totals of another worker.
func (t *totals) addAll(of *totals) {
	for key, g := range of.groups {
		to := t.groups[key]
		if to == nil {
			t.groups[key] = g
			continue
		}
		for i := range g.sums {
			for len(to.sums) <= i {
				to.sums = append(to.sums, sum{})
			}
			a, b := &to.sums[i], &g.sums[i]
			a.lines += b.lines
			a.co2e.AddTotal(b.co2e)
			a.outside.AddTotal(b.outside)
			a.biogenic.AddTotal(b.biogenic)
		}
	}
}

// write writes the totals in the order of the labels, then of scope, category, accounting and memo.
func (t *totals) write(out io.Writer, labels []string, places []*place) error {
	w := table.NewWriter(out, false)
	if err := w.Write(append(slices.Clone(labels), "scope", "category", "accounting", "memo", "lines", co2eColumn, outsideColumn, biogenicColumn)); err != nil {
		return err
	}
	groups := make([]*group, 0, len(t.groups))
	for _, g := range t.groups {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b *group) int { return slices.Compare(a.texts, b.texts) })
	order := slices.Clone(places)
	slices.SortFunc(order, comparePlaces)
	for _, g := range groups {
		for _, p := range order {
			if p.index >= len(g.sums) || g.sums[p.index].lines == 0 {
				continue
			}
			s := &g.sums[p.index]
			row := append(slices.Clone(g.texts), p.scope.String(), given(p.category != 0, strconv.Itoa(int(p.category))), given(p.accounting != 0, p.accounting.String()),
				p.memo, strconv.FormatInt(s.lines, 10), dec.Text(s.co2e.Decimal()), dec.Text(s.outside.Decimal()), dec.Text(s.biogenic.Decimal()))
			if err := w.Write(row); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

func comparePlaces(a, b *place) int {
	for _, c := range [...]int{int(a.scope) - int(b.scope), int(a.category) - int(b.category), int(a.accounting) - int(b.accounting)} {
		if c != 0 {
			return c
		}
	}
	return strings.Compare(a.memo, b.memo)
}

func given(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

// byScope returns the totals of what counts, by scope and accounting.
func (t *totals) byScope(places []*place) ([]seal.Total, error) {
	var list []seal.Total
	for _, p := range places {
		if p.memo != "" {
			continue
		}
		var kg decimal.Decimal
		var lines int64
		for _, g := range t.groups {
			if p.index < len(g.sums) {
				lines += g.sums[p.index].lines
				kg = kg.Add(g.sums[p.index].co2e.Decimal())
			}
		}
		if lines == 0 {
			continue // its lines were rejected
		}
		co2e, err := ghg.KgCO2e(kg)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(t seal.Total) bool { return t.Scope == p.scope && t.Accounting == p.accounting })
		if i < 0 {
			i, list = len(list), append(list, seal.Total{Scope: p.scope, Accounting: p.accounting})
		}
		list[i].CO2e = list[i].CO2e.Add(co2e)
	}
	slices.SortFunc(list, func(a, b seal.Total) int {
		return cmp.Or(cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Accounting, b.Accounting))
	})
	return list, nil
}
