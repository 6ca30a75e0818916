package ghg

import (
	"strconv"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/input"
)

// MaxText is the maximum number of characters of a text that a user gives: an id, a name, a label, a note, a source. Every
// reader and every method refuses a longer one.
const MaxText = 1000

// MaxLabel is the maximum number of characters of the label of a [Period], which stands beside most numbers.
const MaxLabel = 80

// checkLabel returns an error for a label of a period that is too long.
func checkLabel(label string) error {
	if len(label) <= MaxLabel || input.Shorten(label) == label {
		return nil
	}
	return &FieldError{Field: "label of the period", Value: label, Want: "at most " + strconv.Itoa(MaxLabel) + " characters", Err: ErrOutOfRange}
}

// CheckText returns an error that names the first text of the result that is not UTF-8. Such a text has no receipt.
// [Emissions] have none.
func (r Result) CheckText() error {
	c := &textCheck{}
	c.all("result", r.ID, string(r.Method), r.Part, r.Entity, r.Site, r.Period.Label, r.GWP, r.GWPDigest, r.Memo.Detail, r.Subject.Name, r.Outstanding.Unit)
	c.all("purchase", r.Purchase.ID, r.Purchase.Supplier, r.Purchase.Spend.Unit)
	for i := range r.Steps {
		c.step(&r.Steps[i])
	}
	for i := range r.Weights {
		c.all("weight", string(r.Weights[i].Gas), r.Weights[i].Basis)
	}
	for i := range r.Factors {
		f := &r.Factors[i]
		c.all("factor", f.ID, f.Set, f.Activity, f.Region, f.Unit, f.Price, f.Document, f.Table, f.Row, f.Licence, f.Digest, f.Valid.Label)
	}
	for i := range r.Properties {
		p := &r.Properties[i]
		c.all("property", p.ID, p.Set, p.Activity, p.Name, p.Region, p.Unit, p.Document, p.Table, p.Row, p.Digest, p.Valid.Label)
	}
	for i := range r.Claims {
		k := &r.Claims[i]
		c.all("claim", k.Instrument, k.Technology, k.Market, k.Vintage.Label, k.Registry, k.Serials.Prefix, k.Retirement, k.Refused, k.Volume.Unit, k.Whole.Unit, k.Used.Unit)
	}
	for i := range r.Covers {
		c.all("cover", r.Covers[i].Instrument, r.Covers[i].Energy.Unit)
	}
	for i := range r.Caveats {
		c.all("caveat", r.Caveats[i].Detail)
	}
	for i := range r.Notes {
		c.all("note", r.Notes[i].Name, r.Notes[i].Value)
	}
	return c.err
}

// textCheck keeps the error of the first text that is not UTF-8.
type textCheck struct{ err error }

// all checks texts at once, nearly all of which are ASCII, which is UTF-8 too.
func (c *textCheck) all(of string, texts ...string) {
	if input.ASCII(texts...) || c.err != nil {
		return
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			c.err = &FieldError{Field: "text of the " + of, Value: text, Want: "UTF-8", Err: ErrOutOfRange}
			return
		}
	}
}

func (c *textCheck) step(s *Step) {
	c.all("step", s.Label, s.Unit, string(s.Gas), s.GWP)
	for i := range s.Terms {
		t := &s.Terms[i]
		c.all("term", t.Label, t.Unit, t.Source, t.Ref)
	}
}
