package activity

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
)

// Lines reads a CSV sheet as [ReadSheet] does and calculates each row as it comes. For a row whose kind is known, it makes
// neither the struct nor the results: it compares the cells, reads the amounts, and yields the derivation with them. Memory
// does not depend on the length of the sheet.
//
// A row that cannot be calculated is yielded as an error with its file and line, and reading goes on. What cannot be read is
// reported as one error, the last: bad cells with file, line and column, as by ReadSheet.
func Lines[T Activity](d *Deriver, r io.Reader, name string) iter.Seq2[Line, error] {
	return d.Lines(reflect.TypeFor[T](), r, name)
}

// Lines is the function [Lines] for a method that is known only at run time. A method whose required inputs are nested has no
// sheet, which is an error.
func (m Method) Lines(d *Deriver, r io.Reader, name string) iter.Seq2[Line, error] {
	if err := m.checkSheet(name); err != nil {
		return func(yield func(Line, error) bool) { yield(Line{}, err) }
	}
	return d.Lines(m.Type(), r, name)
}

// Lines is the function [Lines] for a struct type that is known only at run time.
func (d *Deriver) Lines(t reflect.Type, r io.Reader, name string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		if t == nil {
			yield(Line{}, errNil("type", "the type of an activity"))
			return
		}
		s, err := newSheet(absent.Or(d), t)
		if err != nil {
			yield(Line{}, fmt.Errorf("%s: %w", name, err))
			return
		}
		stopped := false
		err = table.Read(r, table.Options{Name: name, Columns: columnsOf(s.shape.kind, s.decoder), Kept: true}, func(row table.Row) error {
			l, err := s.line(row)
			var unreadable *unreadableError
			if errors.As(err, &unreadable) {
				return unreadable.error
			}
			l.file, l.at = name, row.Line()
			if err != nil {
				err = l.Place().At(err)
			}
			if !yield(l, err) {
				stopped = true
				return table.ErrStop
			}
			return nil
		})
		if err != nil && !stopped {
			yield(Line{}, err)
		}
	}
}

// unreadableError is the error of cells.
type unreadableError struct{ error }

// sheet reads the rows of one sheet.
type sheet struct {
	d       *Deriver
	shape   *shape
	decoder *table.Decoder
	columns []sheetColumn // in the order of the struct's columns
	whole   bool          // every row is decoded: a column is of an embedded struct
	rows    cache[*kinds] // by the cells of a row
	names   cache[string]
	places  []int
	key     []byte
	part    derive.Line
	nums    []num.Num
}

// sheetColumn is a column of a sheet: a field of the shape.
type sheetColumn struct {
	role  role
	index int // of the field in the shape
}

func newSheet(d *Deriver, t reflect.Type) (*sheet, error) {
	decoder, err := newDecoder(t)
	if err != nil {
		return nil, err
	}
	s := &sheet{d: d, shape: shapeOf(t), decoder: decoder}
	for _, c := range decoder.Columns() {
		field := s.shape.byColumn(c.Name)
		if field < 0 {
			s.whole = true
			break
		}
		s.columns = append(s.columns, sheetColumn{s.shape.fields[field].role, field})
	}
	return s, nil
}

// byColumn returns the field of a column, or −1.
func (s *shape) byColumn(name string) int {
	for i := range s.fields {
		column, _, _ := strings.Cut(s.kind.Field(s.fields[i].index).Tag.Get("csv"), ",")
		if column == name {
			return i
		}
	}
	return -1
}

// line calculates a row.
func (s *sheet) line(row table.Row) (Line, error) {
	ready := !s.whole && s.split(row)
	if ready {
		if of, known := s.rows.get(s.key); known {
			if k := s.d.findNums(of, s.nums); k != nil {
				s.d.stats.Shared++
				return Line{kind: k, kinds: of, line: s.own()}, nil
			}
		}
	}
	v := reflect.New(s.shape.kind).Elem()
	if err := s.decoder.Decode(row, v); err != nil {
		return Line{}, &unreadableError{err}
	}
	a, ok := v.Interface().(Activity)
	if !ok {
		return Line{}, fmt.Errorf("%v is not an activity", s.shape.kind)
	}
	if s.shape.apart != "" {
		return s.d.direct(a)
	}
	l, err := s.d.line(s.shape, v, a)
	if ready && err == nil && l.kinds != nil && len(l.kinds.list) > 0 {
		s.rows.put(s.key, l.kinds)
	}
	return l, err
}

// split sets the key of a row and what is its own. It reports whether that could be read: if not, the row is decoded.
func (s *sheet) split(row table.Row) bool {
	s.key, s.nums = s.key[:0], s.nums[:0]
	s.part = derive.Line{Texts: s.part.Texts[:0]}
	if s.places == nil {
		s.places = row.Places()
	}
	for i := range s.columns {
		place := s.places[i]
		if place < 0 {
			if s.columns[i].role == textRole {
				s.part.Texts = append(s.part.Texts, "")
			}
			continue
		}
		if cell := row.Bytes(place); !s.add(s.columns[i].role, cell) {
			return false
		}
	}
	return s.part.ID != ""
}

// add adds a cell.
func (s *sheet) add(of role, cell []byte) bool {
	switch of {
	case amountRole:
		return s.amount(cell)
	case shared, listRole, periodRole:
		s.key = binary.AppendUvarint(s.key, uint64(len(cell)))
		s.key = append(s.key, cell...)
		return true
	}
	cell = bytes.TrimSpace(cell)
	switch of {
	case idRole:
		s.part.ID = string(cell)
	case entityRole:
		s.part.Entity = s.name(cell)
	case siteRole:
		s.part.Site = s.name(cell)
	case textRole:
		text := string(cell)
		s.part.Texts = append(s.part.Texts, text)
		given := byte(0)
		if text != "" {
			given = 1
		}
		s.key = append(s.key, given)
	}
	return true
}

// name returns a text that many rows have.
func (s *sheet) name(cell []byte) string {
	name, known := s.names.get(cell)
	if !known {
		name = string(cell)
		s.names.put(cell, name)
	}
	return name
}

// amount adds a number to the line and its unit to the key. It leaves what it cannot read, good or bad, to the decoder.
func (s *sheet) amount(cell []byte) bool {
	number, unit, found := bytes.Cut(cell, []byte{' '})
	s.key = binary.AppendUvarint(s.key, uint64(len(unit)))
	s.key = append(s.key, unit...)
	if len(cell) == 0 {
		s.key = append(s.key, 0)
		return true
	}
	s.key = append(s.key, 1)
	if !found || len(unit) == 0 || unit[len(unit)-1] == ' ' {
		return false
	}
	s.nums = append(s.nums, num.Num{})
	return num.ParseShort(&s.nums[len(s.nums)-1], number)
}

// own returns the line with memory of its own.
func (s *sheet) own() derive.Line {
	l := s.part
	l.Texts = slices.Clone(l.Texts)
	l.Amounts = derive.AmountsOf(s.nums)
	return l
}
