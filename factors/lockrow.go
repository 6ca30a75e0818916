package factors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// lockColumns are the columns of a lock: what identifies the row, then those of the schema, then what only the row of a fuel
// property has. A lock written before properties were frozen has no columns for them.
var lockColumns = append(append([]table.Column{
	{Name: "set", Required: true}, {Name: "id", Required: true}, {Name: "digest", Required: true}, {Name: "row_digest", Required: true},
}, csvColumns...), table.Column{Name: "property"}, table.Column{Name: "rate"})

// lockRow returns the factor as a row of a lock.
func (f *Factor) lockRow() ([]string, error) {
	cells, err := f.cells()
	if err != nil {
		return nil, err
	}
	row := append([]string{f.Set, f.ID, f.Digest(), f.rowDigest()}, cells...)
	return append(row, "", ""), nil
}

// rowDigest returns the SHA-256 of everything that a row of a lock holds: the factor's set, id and digest, and every cell
// that is not empty, each on its own line with its column.
func (f *Factor) rowDigest() string {
	cells, err := f.cells()
	if err != nil { // no row can hold it, so no lock read from a file has it
		sum := sha256.Sum256([]byte(f.line()))
		return hex.EncodeToString(sum[:])
	}
	return digestOfRow(append([]string{f.Set, f.ID, f.Digest(), ""}, cells...))
}

// lockRow returns the property as a row of a lock.
func (p *Property) lockRow() []string {
	record := p.Record()
	cell := map[string]string{
		"set": p.Set, "id": record.ID, "digest": record.Digest, "activity": p.Activity, "region": p.Region,
		"valid_from": p.Valid.Start.String(), "valid_to": p.Valid.End.AddDays(-1).String(), "document": p.Reference.Document,
		"table": p.Reference.Table, "row": p.Reference.Row, "note": p.Note, "property": p.Name, "rate": p.Rate.String(),
	}
	row := make([]string, len(lockColumns))
	digest := 0
	for i, c := range lockColumns {
		row[i] = cell[c.Name]
		if c.Name == "row_digest" {
			digest = i
		}
	}
	row[digest] = digestOfRow(row)
	return row
}

// digestOfRow returns the SHA-256 of the cells that are not empty, each on its own line with its column.
func digestOfRow(row []string) string {
	var b strings.Builder
	for i, text := range row {
		if text != "" {
			fmt.Fprintf(&b, "%s=%q\n", lockColumns[i].Name, text)
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// property reads a row of a property, as it is in the files of sets and in locks.
func (p *rowParser) property(row table.Row) (Property, error) {
	read := Property{
		Activity: row.Text("activity"), Name: row.Text("property"), Region: row.Text("region"), Note: row.Text("note"),
		Reference: Reference{Document: cmp.Or(row.Text("document"), p.title), Table: row.Text("table"), Row: row.Text("row")},
	}
	var rate, valid error
	if read.Rate, rate = units.ParseRate(row.Text("rate")); rate != nil {
		rate = row.Error("rate", "a rate such as 38.9 GJ(HHV)/kL", rate)
	}
	if read.Valid, valid = p.validity(row); rate != nil || valid != nil {
		return read, ghg.Join(rate, valid)
	}
	return read, read.check()
}

// lockedFactor reads the row of a factor from a lock.
func (p *rowParser) lockedFactor(row table.Row) (Factor, error) {
	f, err := p.factor(row)
	if err != nil {
		return f, err
	}
	f.Set, f.ID = row.Text("set"), row.Text("id")
	want, err := f.lockRow()
	if err != nil {
		return f, err
	}
	return f, checkRow(row, want)
}

// lockedProperty reads the row of a property from a lock.
func (p *rowParser) lockedProperty(row table.Row) (Property, error) {
	read, err := p.property(row)
	if err != nil {
		return read, err
	}
	read.Set = row.Text("set")
	return read, checkRow(row, read.lockRow())
}

// checkRow returns an error for every cell of a row that is not how a lock writes what was read from it.
func checkRow(row table.Row, want []string) error {
	var altered []error
	for i, c := range lockColumns {
		if got := row.Raw(c.Name); got != want[i] {
			altered = append(altered, row.Error(c.Name, fmt.Sprintf("%q, which the rest of the row gives", want[i]), ErrChanged))
		}
	}
	return ghg.Join(altered...)
}
