package ledger

import (
	"bytes"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
)

// longValues are the numbers of a result of which one has more than 256 bits, for which [values] have no room.
type longValues struct {
	kg            []decimal.Decimal
	co2e, outside decimal.Decimal
}

// long calculates a row with such a number, and writes its line.
func (w *worker) long(s *sheet, row table.Row, record []byte, into *done) error {
	results, err := s.rows.Direct(row)
	if err != nil {
		return err
	}
	list := make([]longValues, len(results))
	w.results = slices.Grow(w.results[:0], len(results))[:len(results)]
	for i := range results {
		if err := w.longOf(&results[i], &list[i], &w.results[i]); err != nil {
			return err
		}
	}
	w.sums.add(w.layout, row, w.results)
	w.sums.addLong(w.results, list)
	into.lines = w.writeLong(into.lines, s, row, list)
	if w.kinds.sealed {
		w.leaf.Begin(bytes.TrimRight(record, "\r\n"), len(list))
		for i := range list {
			w.number = dec.AppendText(w.number[:0], list[i].co2e)
			w.leaf.Result(*w.results[i].part.digest, w.number)
		}
		into.leaves = append(into.leaves, w.leaf.Hash())
	}
	return nil
}

// longOf sets the numbers to those of a result, and the values to zeros of the same part.
func (w *worker) longOf(r *ghg.Result, to *longValues, zeros *values) (err error) {
	for a := range r.Emissions.All() {
		to.kg = append(to.kg, a.Kg)
	}
	to.co2e, to.outside = r.CO2e.Kg(), r.NonKyoto.Kg()
	*zeros = values{kg: make([]num.Num, len(to.kg))}
	zeros.part, err = w.kinds.partOfResult(r, &w.draft)
	return err
}

// addLong adds the numbers of the line whose zeros were added last.
func (t *totals) addLong(zeros []values, list []longValues) {
	g := t.groups[string(t.key)]
	for i := range list {
		p := &zeros[i].part
		s := &g.sums[p.place.index]
		s.co2e.AddDecimal(list[i].co2e)
		s.outside.AddDecimal(list[i].outside)
		for k, column := range p.columns {
			if column == gasBiogenic {
				s.biogenic.AddDecimal(list[i].kg[k])
			}
		}
	}
}

// writeLong appends the line of the numbers. The cells that hold none are those of any line.
func (w *worker) writeLong(b []byte, s *sheet, row table.Row, list []longValues) []byte {
	all := w.columns
	defer func() { w.columns = all }()
	for i := range all {
		if i > 0 {
			b = append(b, ',')
		}
		switch c := &all[i]; c.field {
		case ofMore:
			b = w.moreLong(b, list)
		case ofCO2e, ofOutside, ofGas, ofOthers, ofEmissions:
			for k := range list {
				if w.results[k].part.group == c.group {
					b = list[k].append(b, c, &w.results[k].part)
					break
				}
			}
		default:
			w.columns = all[i : i+1]
			b = bytes.TrimSuffix(w.write(b, s, row), []byte{'\n'})
		}
	}
	return append(b, '\n')
}

// moreLong is more of long numbers.
func (w *worker) moreLong(b []byte, list []longValues) []byte {
	var text []byte
	for i := range list {
		p := &w.results[i].part
		if p.group >= 0 {
			continue
		}
		if len(text) > 0 {
			text = append(text, "; "...)
		}
		text = append(append(text, p.name...), ' ')
		text = append(dec.AppendText(text, list[i].co2e), " kg CO2e"...)
	}
	return table.AppendCell(b, text)
}

// append appends a cell of numbers.
func (v *longValues) append(b []byte, c *outColumn, p *part) []byte {
	switch c.field {
	case ofCO2e:
		return dec.AppendText(b, v.co2e)
	case ofOutside:
		if !v.outside.IsZero() {
			b = dec.AppendText(b, v.outside)
		}
		return b
	case ofGas:
		return v.gas(b, int8(c.place), p)
	}
	first := true
	for i, column := range p.columns {
		if c.field == ofOthers && column != noGasColumn {
			continue
		}
		if !first {
			b = append(b, "; "...)
		}
		first = false
		b = dec.AppendText(append(append(b, p.names[i]...), ' '), v.kg[i])
	}
	return b
}

// gas appends the kilograms of a gas column.
func (v *longValues) gas(b []byte, column int8, p *part) []byte {
	var sum decimal.Decimal
	found := false
	for i, of := range p.columns {
		if of == column {
			sum, found = sum.Add(v.kg[i]), true
		}
	}
	if found {
		b = dec.AppendText(b, sum)
	}
	return b
}
