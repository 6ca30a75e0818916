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
	if f.Row != "" {
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
	var b strings.Builder
	line := func(name, value string) {
		b.WriteString(name)
		b.WriteByte('=')
		b.WriteString(strings.NewReplacer("\\", `\\`, "\n", `\n`).Replace(value))
		b.WriteByte('\n')
	}
	line("id", f.ID)
	line("set", f.Set)
	line("activity", f.Activity)
	line("region", f.Region)
	line("boundary", f.Boundary)
	line("valid", f.Valid.dates())
	line("unit", f.Unit)
	for _, a := range f.PerUnit.list {
		line("gas "+string(a.Gas)+" "+a.GWP, a.Kg.String())
	}
	line("price", f.Price)
	line("document", f.Document)
	line("table", f.Table)
	line("row", f.Row)
	line("licence", f.Licence)
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
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
