package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/input"
)

// header reads and checks the first record. It reports whether the rows can be read.
func (t *reader) header() bool {
	err := t.read()
	if errors.Is(err, io.EOF) {
		t.errs.add(&HeaderError{File: t.o.Name, Want: t.declared(), Hint: "the file is empty"})
		return false
	}
	if err != nil {
		t.errs.add(t.fatal(err))
		return false
	}
	for t.o.Kept && t.passed() {
		if err := t.read(); err != nil {
			t.errs.add(&HeaderError{File: t.o.Name, Want: t.declared(), Hint: "the file has no header"})
			return false
		}
	}
	return t.named()
}

// named takes the record that was read last as the header, and reports whether the rows can be read.
func (t *reader) named() bool {
	t.names = slices.Clone(t.strings())
	if t.o.Kept {
		t.trimHeader()
	}
	t.index = make(map[string]int, len(t.o.Columns))
	for _, c := range t.o.Columns {
		t.index[c.Name] = -1
	}
	if e := t.checkHeader(); e != nil {
		t.errs.add(e)
		return false
	}
	if t.o.Kept {
		t.findUnits()
	}
	t.order = make(map[string]int, len(t.o.Columns))
	for i, c := range t.o.Columns {
		t.places, t.order[c.Name] = append(t.places, t.index[c.Name]), i
	}
	return true
}

func (t *reader) checkHeader() *HeaderError {
	e := &HeaderError{File: t.o.Name, Want: t.declared()}
	if hint := otherSeparator(t.names); hint != "" && !slices.Contains(e.Want, t.names[0]) {
		e.Hint = hint
		return e
	}
	for i, name := range t.names {
		at, known := t.index[name]
		switch {
		case !known && t.o.Kept && (isNote(name) || t.isUnit(name)):
		case !known:
			e.Unknown = append(e.Unknown, name)
		case at >= 0:
			if !slices.Contains(e.Repeated, name) {
				e.Repeated = append(e.Repeated, name)
			}
		default:
			t.index[name] = i
		}
	}
	for _, c := range t.o.Columns {
		if c.Required && t.index[c.Name] < 0 {
			e.Missing = append(e.Missing, c.Name)
		}
	}
	if len(e.Unknown) > 0 || len(e.Repeated) > 0 || len(e.Missing) > 0 {
		return e
	}
	if t.o.Ordered {
		if hint := t.outOfOrder(); hint != "" {
			e.Hint = hint
			return e
		}
	}
	return nil
}

// otherSeparator recognises a header that is not separated by commas.
func otherSeparator(names []string) string {
	if len(names) != 1 {
		return ""
	}
	for _, s := range []struct{ sep, name string }{{";", "semicolons"}, {"\t", "tabs"}} {
		if strings.Contains(names[0], s.sep) {
			return fmt.Sprintf("cells are separated by %s: save the file with commas, and decimals with a point", s.name)
		}
	}
	return ""
}

func (t *reader) outOfOrder() string {
	last, lastName := -1, ""
	for _, c := range t.o.Columns {
		at := t.index[c.Name]
		if at < 0 {
			continue
		}
		if at < last {
			return fmt.Sprintf("column %s comes before %s", input.Quote(c.Name), input.Quote(lastName))
		}
		last, lastName = at, c.Name
	}
	return ""
}
