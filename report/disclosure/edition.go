package disclosure

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/report"
)

// Edition is one edition of a standard's tables.
type Edition struct {
	ID     string // such as "gri-305-2016"
	Name   string // as the publisher names it
	Source string // the document
	Status string // from when it applies, and what of it is unconfirmed

	tables func(s *source) ([]Table, error)
}

// Tables returns the tables of the edition for a report. They satisfy [Check]. The zero Edition is an error, and so is a report
// that [report.Report.Check] refuses.
func (e Edition) Tables(r report.Report) ([]Table, error) {
	if e.tables == nil {
		return nil, &ghg.FieldError{Field: "edition", Value: input.Shorten(e.ID), Want: "one of Editions", Err: ghg.ErrMissing}
	}
	s, err := read(r)
	if err != nil {
		return nil, err
	}
	return e.tables(s)
}

// Editions returns the editions in the order of their ids.
func Editions() []Edition {
	list := slices.Concat(protocolEditions(), griEditions(), cdpEditions(), progressEditions(), esrsEditions(), ifrsEditions(), shkEditions())
	slices.SortFunc(list, func(a, b Edition) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// EditionOf returns the edition with an id. An unknown id is an error that lists them.
func EditionOf(id string) (Edition, error) {
	var ids []string
	for _, e := range Editions() {
		if e.ID == id {
			return e, nil
		}
		ids = append(ids, e.ID)
	}
	return Edition{}, &ghg.FieldError{Field: "edition", Value: input.Shorten(id), Want: "one of " + strings.Join(ids, ", "), Err: ghg.ErrUnknown}
}
