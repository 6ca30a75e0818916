package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
)

// ReceiptVersion is the version of the receipt format that [Result.Receipt] writes. [Verify] also reads version 1.
const ReceiptVersion = 2

// MaxReceipt is the maximum length in bytes of a receipt that [Verify] reads: about ten thousand steps.
const MaxReceipt = 4 << 20

// Receipt returns the result as canonical JSON (RFC 8785): sorted keys, one spelling of every text and number, no white
// space, no timestamp. The same result gives the same bytes on every machine. One of its fields is the SHA-256 of all
// the others. A result that fails [Result.Check], or has text that is not UTF-8, has no receipt. docs/receipt.md specifies
// the format, so that a receipt can be verified in any language.
func (r Result) Receipt() ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	const head, perStep, perRecord = 1024, 768, 768 // usual bytes
	w := &canonWriter{b: make([]byte, 0, head+perStep*len(r.Steps)+perRecord*(len(r.Factors)+len(r.Properties)+len(r.Claims)))}
	if _, err := w.seal(&r); err != nil {
		return nil, err
	}
	return slices.Clip(w.b), nil
}

// Verify reads a receipt and recomputes it from its content alone. It returns the result that the receipt proves, or an
// error. The error wraps [ErrTampered], but for a receipt of a version that is not known here, whose error wraps
// [ErrUnknown]; that of a method of the module that is not known here wraps both. The time and memory are bounded:
// [MaxReceipt] bytes, whatever they are, take less than half a second and 100 MB on a usual machine.
//
// A result has exactly one receipt. Other spellings of the same content (white space, another order of keys or of
// amounts, weights and factors, escapes, numbers written differently, a factor twice), unknown and repeated keys, and
// text after the end are refused. So is a receipt of more than [MaxReceipt] bytes. Of version 1, only white space and the
// order of keys are free for a given SHA-256. The order of its lists is part of the content, and a factor may be there
// twice or unused.
//
// What a receipt proves:
//
//   - Integrity: no byte was altered after its SHA-256 was computed. Anyone who can alter the receipt can recompute
//     that sum, so this is proof only to those who have the sum from elsewhere: signed, or kept beside the report.
//   - Arithmetic, whoever computed the sum: every step is what its terms give, in its unit; a term that refers to a
//     step, a factor or a property has its number and unit; the emissions are those of the steps; the weights are those
//     of the named IPCC set; the CO2e is the emissions by their weights.
//   - Factors and properties: each has the digest of its values, validity and origin. To prove that they are a
//     publisher's, compare the digests with those of the publisher's set.
//   - What follows from the method, if it is one of the module's ([Method.Reserved]): it exists and can have a result of
//     this scope, category, origin, part, accounting and stage, which is such a memo item or counts, and is from primary
//     data or not; only a market-based result has claims and covers; financed emissions, and no others, have an
//     outstanding amount, and they have a score of PCAF. Of version 1, and under the names that methods had then, stage,
//     primary data, score and outstanding amount are not checked. Of any other method, nothing is known here.
//
// It does not prove the inputs. What follows is the word of whoever made the receipt, and only the SHA-256 protects it:
//
//   - the id, entity, site and period; the grades of quality; caveats, notes, subject and purchase; the outstanding
//     amount; claims; covers, but for the order and existence of their steps; the detail of a memo item
//   - which it is of several that are possible: the method among those that can have such a result, or one that is not the
//     module's; the category and the part of a method that has several; the accounting of a reported figure; whether
//     inputs are primary data, where they decide; that a supplier's figure replaced an estimate with a purchase; that a
//     memo item is one for another reason
//   - labels, kinds of steps, sources; the name of an exchange rate, index, tax or margin; whether a number that refers to
//     nothing is an input, a conversion or a constant
//   - a number that refers to nothing
//   - what changes no number: the operation of a step with one term, or whose terms give the same by another one; the sign
//     of a zero, also whether a step of zero emits; whether a 1 multiplies or divides; which of two equal steps is meant
//   - the name of a caller-defined set of potentials and its values; to prove those, compare Result.GWPDigest with the digest
//     of the set
func Verify(receipt []byte) (Result, error) {
	if len(receipt) == 0 {
		return Result{}, tampered("%w", &FieldError{Field: "receipt", Want: "the bytes that Result.Receipt returned", Err: ErrMissing})
	}
	if len(receipt) > MaxReceipt {
		return Result{}, tampered("receipt: it has %d bytes, want at most %d", len(receipt), MaxReceipt)
	}
	r, version, err := unsealed(string(receipt))
	if err != nil {
		return Result{}, err
	}
	if err := r.bounded(); err != nil {
		return Result{}, err
	}
	if err := r.check(version); err != nil { // its texts are UTF-8, since it was read
		return Result{}, err
	}
	return r, nil
}

// unsealed returns the result that a receipt states, unchecked, and the version of the receipt. It returns an error unless
// the receipt is in canonical form and has the SHA-256 of its content.
func unsealed(receipt string) (Result, int, error) {
	const mark1, mark2 = `"version":1`, `"version":2` // where there is no white space: which version to try first
	if strings.Contains(receipt, mark1) && !strings.Contains(receipt, mark2) {
		return unsealedVersion1(receipt)
	}
	r, claimed, err := readReceipt(receipt)
	if err != nil {
		if r, version, firstErr := unsealedVersion1(receipt); version == 1 {
			return r, version, firstErr
		}
		return Result{}, 0, err
	}
	w := &canonWriter{b: make([]byte, 0, len(receipt))}
	sum, err := w.seal(&r)
	switch {
	case err != nil:
		err = tampered("receipt of %q: %w", r.ID, err)
	case string(sum[:]) != claimed:
		err = tampered("receipt of %q: its SHA-256 is %s, but it claims %s", r.ID, string(sum[:]), claimed)
	case string(w.b) != receipt:
		err = tampered("receipt of %q: %w", r.ID, errCanonical)
	}
	return r, ReceiptVersion, err
}

// bounded returns an error if a product has numbers so long that computing it would take more than a moment.
func (r *Result) bounded() error {
	const most = 4 * dec.MaxLong // digits
	for i := range r.Steps {
		s, digits := &r.Steps[i], 0
		if s.Op != Product {
			continue
		}
		for j := range s.Terms {
			digits += s.Terms[j].Value.NumDigits()
		}
		if digits > most {
			return tampered("receipt of %q: the numbers of step %d have %d digits, want at most %d", r.ID, i+1, digits, most)
		}
	}
	return nil
}

// unset stands in a receipt for its SHA-256 until that is known.
var unset = strings.Repeat("0", len(hexSum{}))

// seal writes a result as canonical JSON and returns the SHA-256 in it, which is that of all the other fields.
func (w *canonWriter) seal(r *Result) (hexSum, error) {
	const before, after = len(`"sha256":"`), len(`",`)
	at := w.result(r, unset)
	if w.err != nil {
		return hexSum{}, w.err
	}
	hash := sha256.New()
	hash.Write(w.b[:at])
	hash.Write(w.b[at+before+len(unset)+after:])
	var room [sha256.Size]byte
	var sum hexSum
	hex.Encode(sum[:], hash.Sum(room[:0]))
	copy(w.b[at+before:], sum[:])
	return sum, nil
}

// sumOf returns the SHA-256 of a text in hexadecimal.
func sumOf(text []byte) string {
	sum := sumText(text)
	return string(sum[:])
}

// result writes a result with a SHA-256 and returns the position of that field. The names of the keys are part of the format.
func (w *canonWriter) result(r *Result, sum string) (sha256At int) {
	w.open('{')
	word(w, "accounting", r.Accounting != 0, accountings, r.Accounting)
	w.count("category", int(r.Category))
	list(w, "caveats", r.Caveats, false, (*canonWriter).caveat)
	list(w, "claims", r.Claims, false, (*canonWriter).claim)
	w.number("co2e_kg", r.CO2e.kg)
	if !w.brief {
		list(w, "covers", r.Covers, false, (*canonWriter).cover)
	}
	list(w, "emissions", r.Emissions.list, true, (*canonWriter).amount)
	w.given("entity", r.Entity)
	list(w, "factors", r.Factors, false, (*canonWriter).factor)
	w.text("gwp", r.GWP)
	w.given("gwp_digest", r.GWPDigest)
	w.text("id", r.ID)
	w.memo(r.Memo)
	w.text("method", string(r.Method))
	w.number("non_kyoto_co2e_kg", r.NonKyoto.kg)
	list(w, "notes", r.Notes, false, (*canonWriter).note)
	word(w, "origin", true, origins, r.Origin)
	w.given("outstanding", r.Outstanding.String())
	w.given("part", r.Part)
	w.period("period", r.Period)
	w.flag("primary", r.Primary)
	list(w, "properties", r.Properties, false, (*canonWriter).property)
	w.purchase(r.Purchase)
	w.given("quality", r.Quality.String())
	word(w, "scope", true, scopes, r.Scope)
	sha256At = len(w.b) + len(",")
	w.text("sha256", sum)
	w.given("site", r.Site)
	word(w, "stage", r.Stage != 0, stages, r.Stage)
	if !w.brief {
		list(w, "steps", r.Steps, true, (*canonWriter).step)
	}
	w.subject(r.Subject)
	w.count("version", ReceiptVersion)
	list(w, "weights", r.Weights, true, (*canonWriter).weight)
	w.close('}')
	return sha256At
}

func (w *canonWriter) caveat(c *Caveat) {
	w.given("detail", c.Detail)
	word(w, "kind", true, caveatKinds, c.Kind)
}

func (w *canonWriter) note(n *Note) {
	w.text("name", n.Name)
	w.text("value", n.Value)
}

func (w *canonWriter) weight(v *Weight) {
	w.given("basis", v.Basis)
	w.given("gas", string(v.Gas))
	w.number("gwp", v.GWP)
	w.flag("outside", v.Outside)
	w.number("published", v.Published)
}

func (w *canonWriter) memo(m Memo) {
	if m == (Memo{}) {
		return
	}
	w.key("memo")
	w.open('{')
	w.given("detail", m.Detail)
	word(w, "kind", true, memoKinds, m.Kind)
	w.close('}')
}

func (w *canonWriter) subject(s Subject) {
	if s == (Subject{}) {
		return
	}
	w.key("subject")
	w.open('{')
	word(w, "kind", true, subjectKinds, s.Kind)
	w.text("name", s.Name)
	w.close('}')
}

func (w *canonWriter) purchase(p Purchase) {
	if p.ID == "" && p.Supplier == "" && !p.Spend.Given() {
		return
	}
	w.key("purchase")
	w.open('{')
	w.given("id", p.ID)
	w.given("spend", p.Spend.String())
	w.given("supplier", p.Supplier)
	w.close('}')
}

func (w *canonWriter) amount(a *GasAmount) {
	w.given("gas", string(a.Gas))
	w.given("gwp", a.GWP)
	w.number("kg", a.Kg)
}

func (w *canonWriter) claim(c *Claim) {
	if !c.Commissioned.IsZero() {
		w.text("commissioned", c.Commissioned.String())
	}
	w.text("instrument", c.Instrument)
	word(w, "kind", true, instrumentKinds, c.Kind)
	w.given("market", c.Market)
	w.flag("re100", c.RE100)
	w.given("refused", c.Refused)
	w.given("registry", c.Registry)
	w.flag("renewable", c.Renewable)
	w.given("retirement", c.Retirement)
	w.given("serials", c.Serials.String())
	w.given("technology", c.Technology)
	w.text("used", c.Used.String())
	if !c.Vintage.IsZero() {
		w.period("vintage", c.Vintage)
	}
	w.text("volume", c.Volume.String())
	w.given("whole", c.Whole.String())
}

func (w *canonWriter) cover(s *Cover) {
	word(w, "carrier", s.Carrier != Electricity, carriers, s.Carrier)
	w.text("energy", s.Energy.String())
	w.count("first", s.First)
	w.given("instrument", s.Instrument)
	w.count("last", s.Last)
	w.flag("renewable", s.Renewable)
	word(w, "source", true, coverSources, s.Source)
}

func (w *canonWriter) step(s *Step) {
	w.given("gas", string(s.Gas))
	w.given("gwp", s.GWP)
	word(w, "kind", s.Kind != 0, stepKinds, s.Kind)
	w.text("label", s.Label)
	word(w, "op", true, ops, s.Op)
	list(w, "terms", s.Terms, true, (*canonWriter).term)
	w.text("unit", s.Unit)
	w.number("value", s.Value)
}

func (w *canonWriter) term(t *Term) {
	w.flag("divides", t.Divides)
	word(w, "kind", true, termKinds, t.Kind)
	w.text("label", t.Label)
	w.given("ref", t.Ref)
	w.given("source", t.Source)
	w.count("step", t.Step)
	w.flag("subtracts", t.Subtracts)
	w.text("unit", t.Unit)
	w.number("value", t.Value)
}

func (w *canonWriter) factor(f *FactorRecord) {
	w.text("activity", f.Activity)
	word(w, "boundary", f.Boundary != 0, boundaries, f.Boundary)
	w.text("digest", f.Digest)
	w.text("document", f.Document)
	w.text("id", f.ID)
	w.given("licence", f.Licence)
	list(w, "per_unit", f.PerUnit.list, true, (*canonWriter).amount)
	w.given("price", f.Price)
	w.given("region", f.Region)
	w.given("row", f.Row)
	w.text("set", f.Set)
	w.given("table", f.Table)
	w.text("unit", f.Unit)
	w.period("valid", f.Valid.natural())
}

func (w *canonWriter) property(p *PropertyRecord) {
	w.text("activity", p.Activity)
	w.text("digest", p.Digest)
	w.text("document", p.Document)
	w.text("id", p.ID)
	w.text("name", p.Name)
	w.given("region", p.Region)
	w.given("row", p.Row)
	w.text("set", p.Set)
	w.given("table", p.Table)
	w.text("unit", p.Unit)
	w.period("valid", p.Valid.natural())
	w.number("value", p.Value)
}

// readReceipt reads a receipt of the current version and the SHA-256 it claims.
func readReceipt(receipt string) (Result, string, error) {
	in := &canonReader{s: receipt}
	var r Result
	named, claimed := in.result(&r)
	if named != 0 && named != ReceiptVersion {
		return Result{}, "", &FieldError{Field: "receipt version", Value: strconv.Itoa(named), Want: "1 or " + strconv.Itoa(ReceiptVersion), Err: ErrUnknown}
	}
	if in.err != nil {
		return Result{}, "", tampered("receipt: %w", in.err)
	}
	if named == 0 {
		return Result{}, "", tampered("receipt: %w", &FieldError{Field: "version", Want: "1 or " + strconv.Itoa(ReceiptVersion) + " and the other keys that Result.Receipt writes", Err: ErrMissing})
	}
	return r, claimed, nil
}

// result reads all that is left as a result, and returns the version and the SHA-256 that it names.
func (in *canonReader) result(r *Result) (version int, claimed string) {
	in.object(func(key string) {
		switch key {
		case "sha256":
			claimed = in.text()
		case "version":
			version = in.count()
		case "covers", "steps":
			if in.brief {
				in.fail("the key " + quoted(key) + " of a summary")
				return
			}
			in.field(r, key)
		default:
			in.field(r, key)
		}
	}, in.required()...)
	in.end()
	return version, claimed
}

// required returns the keys that every result has, if a reader looks for them.
func (in *canonReader) required() []string {
	if !in.free {
		return nil
	}
	keys := []string{"co2e_kg", "emissions", "gwp", "id", "method", "non_kyoto_co2e_kg", "origin", "period", "scope", "sha256", "version", "weights"}
	if !in.brief {
		keys = append(keys, "steps")
	}
	return keys
}

// end returns an error unless there is nothing left.
func (in *canonReader) end() {
	if in.peek(); in.err == nil && in.i != len(in.s) {
		in.fail("text after the end")
	}
}

// field reads the value of a key of a result.
func (in *canonReader) field(r *Result, key string) {
	switch key {
	case "accounting":
		in.word(&r.Accounting)
	case "entity":
		r.Entity = in.given()
	case "gwp":
		r.GWP = in.text()
	case "gwp_digest":
		r.GWPDigest = in.text()
	case "id":
		r.ID = in.text()
	case "method":
		r.Method = Method(in.text())
	case "origin":
		name(in, origins, &r.Origin)
	case "part":
		r.Part = in.given()
	case "period":
		in.period(&r.Period)
	case "primary":
		r.Primary = in.flag()
	case "scope":
		name(in, scopes, &r.Scope)
	case "site":
		r.Site = in.given()
	case "stage":
		name(in, stages, &r.Stage)
	default:
		in.valueField(r, key)
	}
}

// valueField reads the value of a key of a result that holds a number or an object.
func (in *canonReader) valueField(r *Result, key string) {
	switch key {
	case "category":
		r.Category = Category(min(in.count(), 255))
	case "co2e_kg":
		r.CO2e.kg = in.number()
	case "memo":
		in.memo(&r.Memo)
	case "non_kyoto_co2e_kg":
		r.NonKyoto.kg = in.number()
	case "outstanding":
		in.word(&r.Outstanding)
	case "purchase":
		in.purchase(&r.Purchase)
	case "quality":
		in.word(&r.Quality)
	case "subject":
		in.subject(&r.Subject)
	default:
		in.listField(r, key)
	}
}

// listField reads the value of a key of a result that holds a list.
func (in *canonReader) listField(r *Result, key string) {
	switch key {
	case "caveats":
		r.Caveats = some(in, nil, (*canonReader).caveat)
	case "claims":
		r.Claims = some(in, nil, (*canonReader).claim)
	case "covers":
		r.Covers = some(in, nil, (*canonReader).cover)
	case "emissions":
		r.Emissions = gather(items(in, &in.amounts, (*canonReader).amount))
	case "factors":
		r.Factors = some(in, nil, (*canonReader).factor)
	case "notes":
		r.Notes = some(in, nil, (*canonReader).note)
	case "properties":
		r.Properties = some(in, nil, (*canonReader).property)
	case "steps":
		r.Steps = items(in, nil, (*canonReader).step)
	case "weights":
		r.Weights = items(in, nil, (*canonReader).weight)
	default:
		in.unknown(key)
	}
}

func (in *canonReader) caveat(c *Caveat) {
	in.object(func(key string) {
		switch key {
		case "detail":
			c.Detail = in.given()
		case "kind":
			name(in, caveatKinds, &c.Kind)
		default:
			in.unknown(key)
		}
	}, "kind")
}

func (in *canonReader) memo(m *Memo) {
	in.object(func(key string) {
		switch key {
		case "detail":
			m.Detail = in.given()
		case "kind":
			name(in, memoKinds, &m.Kind)
		default:
			in.unknown(key)
		}
	}, "kind")
}

func (in *canonReader) note(n *Note) {
	in.object(func(key string) {
		switch key {
		case "name":
			n.Name = in.text()
		case "value":
			n.Value = in.text()
		default:
			in.unknown(key)
		}
	}, "name", "value")
}

func (in *canonReader) subject(s *Subject) {
	in.object(func(key string) {
		switch key {
		case "kind":
			name(in, subjectKinds, &s.Kind)
		case "name":
			s.Name = in.text()
		default:
			in.unknown(key)
		}
	}, "kind", "name")
}

func (in *canonReader) purchase(p *Purchase) {
	in.object(func(key string) {
		switch key {
		case "id":
			p.ID = in.given()
		case "spend":
			in.word(&p.Spend)
		case "supplier":
			p.Supplier = in.given()
		default:
			in.unknown(key)
		}
	})
}

func (in *canonReader) amount(a *GasAmount) {
	in.object(func(key string) {
		switch key {
		case "gas":
			a.Gas = in.gas()
		case "gwp":
			a.GWP = in.given()
		case "kg":
			a.Kg = in.number()
		default:
			in.unknown(key)
		}
	}, "kg")
}

func (in *canonReader) weight(w *Weight) {
	in.object(func(key string) {
		switch key {
		case "basis":
			w.Basis = in.given()
		case "gas":
			w.Gas = in.gas()
		case "gwp":
			w.GWP = in.number()
		case "outside":
			w.Outside = in.flag()
		case "published":
			w.Published = in.number()
		default:
			in.unknown(key)
		}
	}, "gwp", "published")
}

func (in *canonReader) claim(c *Claim) {
	in.object(func(key string) {
		switch key {
		case "commissioned":
			in.word(&c.Commissioned)
		case "instrument":
			c.Instrument = in.text()
		case "kind":
			name(in, instrumentKinds, &c.Kind)
		case "market":
			c.Market = in.given()
		case "re100":
			c.RE100 = in.flag()
		case "refused":
			c.Refused = in.given()
		case "registry":
			c.Registry = in.given()
		case "renewable":
			c.Renewable = in.flag()
		case "retirement":
			c.Retirement = in.given()
		case "serials":
			in.word(&c.Serials)
		case "technology":
			c.Technology = in.given()
		case "used":
			in.word(&c.Used)
		case "vintage":
			in.period(&c.Vintage)
		case "volume":
			in.word(&c.Volume)
		case "whole":
			in.word(&c.Whole)
		default:
			in.unknown(key)
		}
	}, "instrument", "kind", "used", "volume")
}

func (in *canonReader) cover(s *Cover) {
	s.Carrier = Electricity
	in.object(func(key string) {
		switch key {
		case "carrier":
			name(in, carriers, &s.Carrier)
		case "energy":
			in.word(&s.Energy)
		case "first":
			s.First = in.count()
		case "instrument":
			s.Instrument = in.given()
		case "last":
			s.Last = in.count()
		case "renewable":
			s.Renewable = in.flag()
		case "source":
			name(in, coverSources, &s.Source)
		default:
			in.unknown(key)
		}
	}, "energy", "first", "last", "source")
}

func (in *canonReader) step(s *Step) {
	in.object(func(key string) {
		switch key {
		case "kind":
			name(in, stepKinds, &s.Kind)
		case "op":
			name(in, ops, &s.Op)
		case "terms":
			s.Terms = items(in, &in.terms, (*canonReader).term)
		default:
			in.stepField(s, key)
		}
	}, "label", "op", "terms", "unit", "value")
}

// stepField reads the value of a key of a step that every version has.
func (in *canonReader) stepField(s *Step, key string) {
	switch key {
	case "gas":
		s.Gas = in.gas()
	case "gwp":
		s.GWP = in.given()
	case "label":
		s.Label = in.text()
	case "unit":
		s.Unit = in.text()
	case "value":
		s.Value = in.number()
	default:
		in.unknown(key)
	}
}

func (in *canonReader) term(t *Term) {
	in.object(func(key string) {
		switch key {
		case "divides":
			t.Divides = in.flag()
		case "kind":
			name(in, termKinds, &t.Kind)
		case "ref":
			t.Ref = in.given()
		case "subtracts":
			t.Subtracts = in.flag()
		default:
			in.termField(t, key)
		}
	}, "kind", "label", "unit", "value")
}

// termField reads the value of a key of a term that every version has.
func (in *canonReader) termField(t *Term, key string) {
	switch key {
	case "label":
		t.Label = in.text()
	case "source":
		t.Source = in.given()
	case "step":
		t.Step = in.count()
	case "unit":
		t.Unit = in.text()
	case "value":
		t.Value = in.number()
	default:
		in.unknown(key)
	}
}

func (in *canonReader) factor(f *FactorRecord) {
	in.object(func(key string) {
		switch key {
		case "activity":
			f.Activity = in.text()
		case "boundary":
			name(in, boundaries, &f.Boundary)
		case "digest":
			f.Digest = in.text()
		case "document":
			f.Document = in.text()
		case "id":
			f.ID = in.text()
		case "licence":
			f.Licence = in.given()
		case "per_unit":
			f.PerUnit = gather(items(in, &in.amounts, (*canonReader).amount))
		case "price":
			f.Price = in.given()
		case "region":
			f.Region = in.given()
		case "row":
			f.Row = in.given()
		case "set":
			f.Set = in.text()
		case "table":
			f.Table = in.given()
		case "unit":
			f.Unit = in.text()
		case "valid":
			in.period(&f.Valid)
		default:
			in.unknown(key)
		}
	}, "activity", "digest", "document", "id", "per_unit", "set", "unit", "valid")
}

func (in *canonReader) property(p *PropertyRecord) {
	in.object(func(key string) {
		switch key {
		case "activity":
			p.Activity = in.text()
		case "digest":
			p.Digest = in.text()
		case "document":
			p.Document = in.text()
		case "id":
			p.ID = in.text()
		case "name":
			p.Name = in.text()
		case "region":
			p.Region = in.given()
		case "row":
			p.Row = in.given()
		case "set":
			p.Set = in.text()
		case "table":
			p.Table = in.given()
		case "unit":
			p.Unit = in.text()
		case "valid":
			in.period(&p.Valid)
		case "value":
			p.Value = in.number()
		default:
			in.unknown(key)
		}
	}, "activity", "digest", "document", "id", "name", "set", "unit", "valid", "value")
}
