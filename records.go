package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// FactorRecord is an emission factor as a result holds it: every value, its origin, and a digest of all of them that
// the factor's set shows too.
type FactorRecord struct {
	ID       string // publisher/activity/region/year/unit
	Set      string // the set it was found in: publisher-edition
	Activity string
	Region   string
	Boundary Boundary
	Valid    Period
	Unit     string    // the activity's unit
	PerUnit  Emissions // kilograms per unit
	Price    string    // currency, price year and price type of a factor per spend
	Document string
	Table    string
	Row      string
	Licence  string
	Digest   string // SHA-256 of the fields above, hexadecimal
}

// PropertyRecord is a fuel property as a result holds it: a heating value or a density with its source, and a digest of
// all of it.
type PropertyRecord struct {
	ID       string // set/activity@name/region/year/unit
	Set      string
	Activity string
	Name     string // "heating value", "density"
	Region   string
	Valid    Period
	Value    decimal.Decimal
	Unit     string // "GJ(HHV)/m3"
	Document string
	Table    string
	Row      string
	Digest   string // SHA-256 of the fields above, hexadecimal
}

// Source returns the document, table and row.
func (f FactorRecord) Source() string { return source(f.Document, f.Table, f.Row) }

// Source returns the document, table and row.
func (p PropertyRecord) Source() string { return source(p.Document, p.Table, p.Row) }

func source(document, table, row string) string {
	s := document
	if table != "" {
		s += ", " + table
	}
	switch {
	case strings.HasPrefix(row, "line "), strings.HasPrefix(row, "row "):
		s += ", " + row
	case row != "":
		s += ", row " + row
	}
	return s
}

// WithDigest returns the record with its digest computed.
func (f FactorRecord) WithDigest() FactorRecord {
	sum := f.sum()
	f.Digest = string(sum[:])
	return f
}

// WithDigest returns the record with its digest computed.
func (p PropertyRecord) WithDigest() PropertyRecord {
	sum := p.sum()
	p.Digest = string(sum[:])
	return p
}

// check returns an error unless the gases are known and the digest is that of the fields.
func (f *FactorRecord) check() error {
	for i := range f.PerUnit.list {
		if err := f.PerUnit.list[i].check(); err != nil {
			return fmt.Errorf("factor %s: %w", input.Shorten(f.ID), err)
		}
	}
	if sum := f.sum(); string(sum[:]) != f.Digest {
		return fmt.Errorf("factor %s does not have the digest %s", input.Shorten(f.ID), input.Shorten(f.Digest))
	}
	return nil
}

// check returns an error unless the digest is that of the fields.
func (p *PropertyRecord) check() error {
	if sum := p.sum(); string(sum[:]) != p.Digest {
		return fmt.Errorf("property %s does not have the digest %s", input.Shorten(p.ID), input.Shorten(p.Digest))
	}
	return nil
}

// hexSum is a SHA-256 in hexadecimal.
type hexSum [2 * sha256.Size]byte

// sumText returns the SHA-256 of a text in hexadecimal.
func sumText(text []byte) (out hexSum) {
	sum := sha256.Sum256(text)
	hex.Encode(out[:], sum[:])
	return out
}

// sum returns the SHA-256 of the fields, each on its own line with its name.
func (f *FactorRecord) sum() hexSum {
	const usual = 1024
	var buf [usual]byte
	b := buf[:0]
	b = appendField(b, "id", f.ID)
	b = appendField(b, "set", f.Set)
	b = appendField(b, "activity", f.Activity)
	b = appendField(b, "region", f.Region)
	b = appendField(b, "boundary", f.boundary())
	b = append(f.Valid.appendDates(append(b, "valid="...)), '\n')
	b = appendField(b, "unit", f.Unit)
	for i := range f.PerUnit.list {
		a := &f.PerUnit.list[i]
		b = append(b, "gas "...)
		b = append(b, nameEscapes.Replace(string(a.Gas))...)
		b = append(b, ' ')
		b = append(b, nameEscapes.Replace(a.GWP)...)
		b = append(dec.AppendText(append(b, '='), a.Kg), '\n')
	}
	b = appendField(b, "price", f.Price)
	b = appendField(b, "document", f.Document)
	b = appendField(b, "table", f.Table)
	b = appendField(b, "row", f.Row)
	b = appendField(b, "licence", f.Licence)
	return sumText(b)
}

// boundary returns the name of the boundary, or "" if there is none.
func (f *FactorRecord) boundary() string {
	if f.Boundary == 0 {
		return ""
	}
	return f.Boundary.String()
}

func (p *PropertyRecord) sum() hexSum {
	const usual = 512
	var buf [usual]byte
	b := buf[:0]
	b = appendField(b, "property", p.ID)
	b = appendField(b, "set", p.Set)
	b = appendField(b, "activity", p.Activity)
	b = appendField(b, "name", p.Name)
	b = appendField(b, "region", p.Region)
	b = append(p.Valid.appendDates(append(b, "valid="...)), '\n')
	b = append(dec.AppendText(append(b, "value="...), p.Value), '\n')
	b = appendField(b, "unit", p.Unit)
	b = appendField(b, "document", p.Document)
	b = appendField(b, "table", p.Table)
	b = appendField(b, "row", p.Row)
	return sumText(b)
}

// nameEscapes escape the separators of a digest's line, so that an unknown gas or basis cannot forge one.
var nameEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "=", `\=`, " ", `\ `)

// appendField appends "name=value" and a newline. Backslashes and newlines within the value are escaped.
func appendField(b []byte, name, value string) []byte {
	b = append(b, name...)
	b = append(b, '=')
	if value != "" && (strings.IndexByte(value, '\\') >= 0 || strings.IndexByte(value, '\n') >= 0) {
		value = strings.ReplaceAll(strings.ReplaceAll(value, `\`, `\\`), "\n", `\n`)
	}
	b = append(b, value...)
	return append(b, '\n')
}

// holds reports whether the record has a value with the number and unit of a term.
func (f *FactorRecord) holds(t *Term) bool {
	above, ok := strings.CutSuffix(t.Unit, f.Unit)
	if !ok {
		return false
	}
	if above, ok = strings.CutSuffix(above, "/"); !ok {
		return false
	}
	for i := range f.PerUnit.list {
		if a := &f.PerUnit.list[i]; a.Unit() == above && a.Kg.Equal(t.Value) {
			return true
		}
	}
	return false
}
