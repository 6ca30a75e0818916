package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// FactorRecord is an emission factor as a result keeps it: every value it had, where it came from, and a digest over
// all of it that the factor's set shows too.
type FactorRecord struct {
	ID       string // publisher/activity/region/year/unit
	Set      string // the set it was found in: publisher-edition
	Activity string
	Region   string
	Boundary string
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

// Source returns the document, table and row.
func (f FactorRecord) Source() string {
	s := f.Document
	if f.Table != "" {
		s += ", " + f.Table
	}
	switch {
	case strings.HasPrefix(f.Row, "line "):
		s += ", " + f.Row
	case f.Row != "":
		s += ", row " + f.Row
	}
	return s
}

// Sealed returns the record with its digest computed.
func (f FactorRecord) Sealed() FactorRecord {
	f.Digest = f.digest()
	return f
}

// digest is the SHA-256 of the fields, each on a line of its own with its name.
func (f FactorRecord) digest() string {
	const usual = 1024
	b := make([]byte, 0, usual)
	b = appendField(b, "id", f.ID)
	b = appendField(b, "set", f.Set)
	b = appendField(b, "activity", f.Activity)
	b = appendField(b, "region", f.Region)
	b = appendField(b, "boundary", f.Boundary)
	b = appendField(b, "valid", f.Valid.dates())
	b = appendField(b, "unit", f.Unit)
	for _, a := range f.PerUnit.list {
		b = append(b, "gas "...)
		b = append(b, nameEscapes.Replace(string(a.Gas))...)
		b = append(b, ' ')
		b = appendField(b, nameEscapes.Replace(a.GWP), a.Kg.String())
	}
	b = appendField(b, "price", f.Price)
	b = appendField(b, "document", f.Document)
	b = appendField(b, "table", f.Table)
	b = appendField(b, "row", f.Row)
	b = appendField(b, "licence", f.Licence)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// nameEscapes keep a gas or basis that no set has from passing for a line of its own.
var nameEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "=", `\=`, " ", `\ `)

// appendField appends "name=value" and a line end. Backslashes and line ends within the value are escaped.
func appendField(b []byte, name, value string) []byte {
	b = append(b, name...)
	b = append(b, '=')
	if strings.ContainsAny(value, "\\\n") {
		value = strings.ReplaceAll(strings.ReplaceAll(value, `\`, `\\`), "\n", `\n`)
	}
	b = append(b, value...)
	return append(b, '\n')
}

// holds reports whether the record has a value with the given number and unit.
func (f FactorRecord) holds(t Term) bool {
	for _, a := range f.PerUnit.list {
		if a.Kg.Equal(t.Value) && t.Unit == a.Unit()+"/"+f.Unit {
			return true
		}
	}
	return false
}
