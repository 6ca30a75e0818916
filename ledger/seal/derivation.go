package seal

import (
	"crypto/sha256"
	"encoding"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// DerivationOf returns the digest of how a result comes about, which is the same for all lines that share a derivation: it
// holds the operations, factors, properties, prices, potentials and units, but nothing that is a line's own. It does not check
// the result.
//
// It is the SHA-256 of lines KEY=VALUE in UTF-8, each ended by U+000A. A line whose value is empty is left out, but for those
// marked with *, which begin an item of a list. In a value, `\` is written `\\` and U+000A is written `\n`. Words and numbers
// are those of the receipt (docs/receipt.md); a flag that is set is "true". The lines are, in this order:
//
//	ghg-derivation=1
//	scope= category= method= accounting= part= stage=
//	memo=                                the kind
//	origin= primary= quality=
//	subject=                             the kind
//	gwp= gwp_digest=
//	outstanding= spend=                  the units of the outstanding amount and of the purchase's spend
//
// for each step
//
//	step=*                               the operation
//	kind= unit= gas= gwp=
//
// and after it for each of its terms
//
//	term=*                               the kind
//	unit= ref= divides= subtracts=
//	at=                                  the number of the step that it refers to
//	value=                               unless the kind is input or step
//
// then for each factor, property, weight, caveat, claim and cover, list by list:
//
//	factor=*                             the id
//	digest=
//	property=*                           the id
//	digest=
//	weight=*                             the gas
//	basis= gwp= published= outside=
//	caveat=*                             the kind
//	claim=*                              the instrument
//	kind= technology= renewable= market= vintage= commissioned= registry= serials= retirement= re100=
//	refused=                             the criteria that it fails
//	volume= whole= used=                 the units
//	cover=*                              the source
//	carrier= instrument= renewable= first= last=
//	energy=                              the unit
//
// The vintage is the first day, "/" and the day after the last. What it leaves out, and so is sealed by the line's record or
// not at all: id, entity, site, period and its label; the numbers of inputs, of steps and of emissions; the CO2e, which is in
// the leaf; amounts of purchases, claims, covers and of what is outstanding; the names of subjects and purchases; labels,
// sources, notes, and the words of caveats and memo items.
func DerivationOf(r ghg.Result) (Digest, error) {
	w := writers.Get().(*writer) //nolint:forcetypeassert // made below
	defer writers.Put(w)
	w.b, w.err = w.b[:0], nil
	w.head(&r)
	for i := range r.Steps {
		w.step(&r.Steps[i])
	}
	for i := range r.Factors {
		w.item("factor", r.Factors[i].ID)
		w.text("digest", r.Factors[i].Digest)
	}
	for i := range r.Properties {
		w.item("property", r.Properties[i].ID)
		w.text("digest", r.Properties[i].Digest)
	}
	for i := range r.Weights {
		w.weight(&r.Weights[i])
	}
	for i := range r.Caveats {
		w.item("caveat", name(w, r.Caveats[i].Kind))
	}
	for i := range r.Claims {
		w.claim(&r.Claims[i])
	}
	for i := range r.Covers {
		w.cover(&r.Covers[i])
	}
	if w.err != nil {
		return Digest{}, fmt.Errorf("derivation of result: %w", w.err)
	}
	return sha256.Sum256(w.b), nil
}

var writers = sync.Pool{New: func() any { return &writer{b: make([]byte, 0, 4<<10)} }}

// writer writes lines and keeps the first error.
type writer struct {
	b   []byte
	err error
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// item writes a line, whatever the value is.
func (w *writer) item(key, value string) {
	w.b = append(append(w.b, key...), '=')
	if strings.IndexByte(value, '\\') < 0 && strings.IndexByte(value, '\n') < 0 {
		w.b = append(append(w.b, value...), '\n')
		return
	}
	w.b = append(append(w.b, escapes.Replace(value)...), '\n')
}

var escapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`)

func (w *writer) text(key, value string) {
	if value != "" {
		w.item(key, value)
	}
}

func (w *writer) flag(key string, set bool) {
	if set {
		w.item(key, "true")
	}
}

func (w *writer) count(key string, n int) {
	if n != 0 {
		w.b = append(append(w.b, key...), '=')
		w.b = append(strconv.AppendInt(w.b, int64(n), 10), '\n')
	}
}

func (w *writer) number(key string, d decimal.Decimal) {
	var ok bool
	if w.b, ok = dec.AppendLong(append(append(w.b, key...), '='), d); !ok {
		w.fail(&ghg.FieldError{Field: key, Want: fmt.Sprintf("at most %d digits", dec.MaxLong), Err: ghg.ErrOutOfRange})
	}
	w.b = append(w.b, '\n')
}

// word is a value of a closed vocabulary.
type word interface {
	~uint8
	encoding.TextMarshaler
	fmt.Stringer
}

// name returns the name of a value, which must be one of the vocabulary.
func name[T word](w *writer, value T) string {
	s := value.String()
	if value == 0 || strings.HasSuffix(s, ")") { // "no scope", "scope(9)"
		if _, err := value.MarshalText(); err != nil {
			w.fail(err)
		}
	}
	return s
}

// given writes a line with the name of a value if there is one.
func given[T word](w *writer, key string, value T) {
	if value != 0 {
		w.item(key, name(w, value))
	}
}

func (w *writer) head(r *ghg.Result) {
	w.item("ghg-derivation", "1")
	w.text("scope", name(w, r.Scope))
	w.count("category", int(r.Category))
	w.text("method", string(r.Method))
	given(w, "accounting", r.Accounting)
	w.text("part", r.Part)
	given(w, "stage", r.Stage)
	given(w, "memo", r.Memo.Kind)
	w.text("origin", name(w, r.Origin))
	w.flag("primary", r.Primary)
	w.text("quality", r.Quality.String())
	given(w, "subject", r.Subject.Kind)
	w.text("gwp", r.GWP)
	w.text("gwp_digest", r.GWPDigest)
	w.text("outstanding", r.Outstanding.Unit)
	w.text("spend", r.Purchase.Spend.Unit)
}

func (w *writer) step(s *ghg.Step) {
	w.item("step", name(w, s.Op))
	given(w, "kind", s.Kind)
	w.text("unit", s.Unit)
	w.text("gas", string(s.Gas))
	w.text("gwp", s.GWP)
	for i := range s.Terms {
		t := &s.Terms[i]
		w.item("term", name(w, t.Kind))
		w.text("unit", t.Unit)
		w.text("ref", t.Ref)
		w.flag("divides", t.Divides)
		w.flag("subtracts", t.Subtracts)
		w.count("at", t.Step)
		if t.Kind != ghg.TermInput && t.Kind != ghg.TermStep {
			w.number("value", t.Value)
		}
	}
}

func (w *writer) weight(v *ghg.Weight) {
	w.item("weight", string(v.Gas))
	w.text("basis", v.Basis)
	w.number("gwp", v.GWP)
	w.number("published", v.Published)
	w.flag("outside", v.Outside)
}

func (w *writer) claim(c *ghg.Claim) {
	w.item("claim", c.Instrument)
	w.text("kind", name(w, c.Kind))
	w.text("technology", c.Technology)
	w.flag("renewable", c.Renewable)
	w.text("market", c.Market)
	if v := c.Vintage; !v.IsZero() {
		v.Label = ""
		w.text("vintage", v.String())
	}
	if !c.Commissioned.IsZero() {
		w.text("commissioned", c.Commissioned.String())
	}
	w.text("registry", c.Registry)
	w.text("serials", c.Serials.String())
	w.text("retirement", c.Retirement)
	w.flag("re100", c.RE100)
	w.text("refused", c.Refused)
	w.text("volume", c.Volume.Unit)
	w.text("whole", c.Whole.Unit)
	w.text("used", c.Used.Unit)
}

func (w *writer) cover(c *ghg.Cover) {
	w.item("cover", name(w, c.Source))
	if c.Carrier != ghg.Electricity {
		given(w, "carrier", c.Carrier)
	}
	w.text("instrument", c.Instrument)
	w.flag("renewable", c.Renewable)
	w.count("first", c.First)
	w.count("last", c.Last)
	w.text("energy", c.Energy.Unit)
}
