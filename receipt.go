package ghg

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// ReceiptVersion is the version of the receipt format that this module writes and [Verify] reads.
const ReceiptVersion = 1

// Receipt returns the result as canonical JSON: sorted keys, numbers as decimal text, no clock and no map order, so
// that the same result is the same bytes on every machine. It ends with the SHA-256 of everything before. A result
// that fails [Result.Check] has no receipt.
func (r Result) Receipt() ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	w := wireOf(r)
	text, err := canonical(w)
	if err != nil {
		return nil, err
	}
	w.SHA256 = sumOf(text)
	return canonical(w)
}

// Verify reads a receipt and recomputes it with nothing else at hand. It returns the result the receipt proves, or an
// error that wraps [ErrTampered] if anything in it was altered. White space and the order of keys do not matter;
// anything else that the canonical form does not have (unknown or repeated keys, numbers written otherwise, text
// after the end) is refused, and so is a receipt of more than [MaxReceipt] bytes.
//
// What a receipt proves:
//
//   - Integrity: no byte of it was altered since its SHA-256 was taken. Whoever can alter the receipt can compute that
//     sum anew, so it proves this only to those who have the sum from elsewhere: signed, or kept beside the report.
//   - Arithmetic, whoever computed the sum: every step is what its terms give, in its unit; a term that refers to a step
//     or a factor has that step's or factor's number and unit; the emissions are what the steps yield; the weights are
//     those of the named IPCC set; the CO2e is the emissions by their weights.
//   - Factors: each has the digest of its values and origin. That these are a publisher's is proved by comparing the
//     digests with those of the publisher's set.
//
// It does not prove the inputs. Labels, sources, facts, caveats, entity, site and period, and a number that refers to
// neither a step nor a factor, are the word of whoever made the receipt and are protected by the SHA-256 only; so is a
// set of potentials that is not one of the IPCC's.
func Verify(receipt []byte) (Result, error) {
	if len(receipt) > MaxReceipt {
		return Result{}, fmt.Errorf("%w: receipt: it has %d bytes, want at most %d", ErrTampered, len(receipt), MaxReceipt)
	}
	tree, err := readTree(receipt)
	if err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	d := json.NewDecoder(bytes.NewReader(receipt))
	d.DisallowUnknownFields()
	var w wireResult
	if err := d.Decode(&w); err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	if w.Version != ReceiptVersion {
		return Result{}, &FieldError{Field: "receipt version", Value: strconv.Itoa(w.Version), Want: strconv.Itoa(ReceiptVersion), Err: ErrUnknown}
	}
	claimed := w.SHA256
	w.SHA256 = ""
	delete(tree, "sha256")
	text, err := encodeTree(tree)
	if err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	if sum := sumOf(text); sum != claimed {
		return Result{}, fmt.Errorf("%w: receipt of %q: its SHA-256 is %s, it claims %s", ErrTampered, w.ID, sum, claimed)
	}
	if want, err := canonical(w); err != nil || !bytes.Equal(text, want) {
		return Result{}, fmt.Errorf("%w: receipt of %q: it is not in the canonical form", ErrTampered, w.ID)
	}
	if err := w.bounded(); err != nil {
		return Result{}, err
	}
	r := w.result()
	if err := r.Check(); err != nil {
		return Result{}, err
	}
	return r, nil
}

// MaxReceipt is the length in bytes of the longest receipt that [Verify] reads, some ten thousand steps.
const MaxReceipt = 4 << 20

// bounded refuses a product whose numbers are so long that working it out would take more than a moment.
func (w wireResult) bounded() error {
	const most = 4 * dec.MaxLong // digits
	for i, s := range w.Steps {
		digits := 0
		for _, t := range s.Terms {
			digits += t.Value.NumDigits()
		}
		if s.Op == Product && digits > most {
			return fmt.Errorf("%w: receipt of %q: the numbers of step %d have %d digits, want at most %d", ErrTampered, w.ID, i+1, digits, most)
		}
	}
	return nil
}

// readTree reads one JSON object and nothing after it. Repeated keys, of which a decoder keeps the last and a reader
// sees the first, are an error.
func readTree(text []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	tree, err := readValue(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after it")
	}
	object, ok := tree.(map[string]any)
	if !ok {
		return nil, errors.New("it is not an object")
	}
	return object, nil
}

func readValue(d *json.Decoder, depth int) (any, error) {
	const deepest = 16 // the canonical form has 6
	if depth > deepest {
		return nil, errors.New("its values are nested too deep")
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		object := map[string]any{}
		for d.More() {
			token, err := d.Token()
			if err != nil {
				return nil, err
			}
			key, _ := token.(string) // a decoder accepts nothing else for a key
			if _, ok := object[key]; ok {
				return nil, fmt.Errorf("the key %q is there twice", key)
			}
			if object[key], err = readValue(d, depth+1); err != nil {
				return nil, err
			}
		}
		_, err := d.Token()
		return object, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := readValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err := d.Token()
		return list, err
	}
	return token, nil
}

// sumOf is the SHA-256 of a canonical form without the sum itself, hexadecimal.
func sumOf(text []byte) string {
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:])
}

// canonical encodes with sorted keys, at every level, and without escaping for HTML.
func canonical(v any) ([]byte, error) {
	first, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(first))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	return encodeTree(tree)
}

// encodeTree writes a tree of maps with their keys in order.
func encodeTree(tree any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(tree); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// number is a decimal in a receipt: plain decimal text, whatever the globals of the decimal package say.
type number struct{ decimal.Decimal }

func (n number) MarshalJSON() ([]byte, error) {
	s := n.String()
	if len(s) > dec.MaxLong {
		return nil, &FieldError{Field: "number of a receipt", Value: s[:40] + "…", Want: fmt.Sprintf("at most %d digits", dec.MaxLong), Err: ErrOutOfRange}
	}
	return json.Marshal(s)
}

func (n *number) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	d, err := dec.ParseLong(s)
	n.Decimal = d
	return err
}

// The wire types are the receipt's fields. Their names are part of the format.
type wireResult struct {
	Version    int          `json:"version"`
	ID         string       `json:"id"`
	Scope      Scope        `json:"scope"`
	Category   Category     `json:"category,omitempty"`
	Method     Method       `json:"method"`
	Accounting Accounting   `json:"accounting,omitempty"`
	Part       string       `json:"part,omitempty"`
	Apart      string       `json:"apart,omitempty"`
	Period     Period       `json:"period"`
	Entity     string       `json:"entity,omitempty"`
	Site       string       `json:"site,omitempty"`
	Origin     Origin       `json:"origin"`
	Primary    bool         `json:"primary,omitempty"`
	Emissions  []wireAmount `json:"emissions"`
	GWP        string       `json:"gwp"`
	Weights    []wireWeight `json:"weights"`
	CO2e       number       `json:"co2e_kg"`
	NonKyoto   number       `json:"non_kyoto_co2e_kg"`
	Quality    Quality      `json:"quality,omitzero"`
	Caveats    []Caveat     `json:"caveats,omitempty"`
	Facts      []Fact       `json:"facts,omitempty"`
	Steps      []wireStep   `json:"steps"`
	Factors    []wireFactor `json:"factors,omitempty"`
	SHA256     string       `json:"sha256,omitempty"`
}

type wireAmount struct {
	Gas string `json:"gas,omitempty"`
	GWP string `json:"gwp,omitempty"`
	Kg  number `json:"kg"`
}

type wireWeight struct {
	Gas       string `json:"gas,omitempty"`
	Basis     string `json:"basis,omitempty"`
	GWP       number `json:"gwp"`
	Published number `json:"published"`
	Outside   bool   `json:"outside,omitempty"`
}

type wireStep struct {
	Label string     `json:"label"`
	Op    Op         `json:"op"`
	Terms []wireTerm `json:"terms"`
	Value number     `json:"value"`
	Unit  string     `json:"unit"`
	Gas   string     `json:"gas,omitempty"`
	GWP   string     `json:"gwp,omitempty"`
}

type wireTerm struct {
	Label   string `json:"label"`
	Value   number `json:"value"`
	Unit    string `json:"unit"`
	Inverse bool   `json:"inverse,omitempty"`
	Source  string `json:"source,omitempty"`
	Factor  string `json:"factor,omitempty"`
	Step    int    `json:"step,omitempty"`
}

type wireFactor struct {
	ID       string       `json:"id"`
	Set      string       `json:"set"`
	Activity string       `json:"activity"`
	Region   string       `json:"region,omitempty"`
	Boundary string       `json:"boundary,omitempty"`
	Valid    Period       `json:"valid"`
	Unit     string       `json:"unit"`
	PerUnit  []wireAmount `json:"per_unit"`
	Price    string       `json:"price,omitempty"`
	Document string       `json:"document"`
	Table    string       `json:"table,omitempty"`
	Row      string       `json:"row,omitempty"`
	Licence  string       `json:"licence,omitempty"`
	Digest   string       `json:"digest"`
}

func wireOf(r Result) wireResult {
	w := wireResult{
		Version: ReceiptVersion, ID: r.ID, Scope: r.Scope, Category: r.Category, Method: r.Method,
		Accounting: r.Accounting, Part: r.Part, Apart: r.Apart, Period: r.Period, Entity: r.Entity, Site: r.Site,
		Origin: r.Origin, Primary: r.Primary, Emissions: wireAmounts(r.Emissions), GWP: r.GWP,
		CO2e: number{r.CO2e.kg}, NonKyoto: number{r.NonKyoto.kg}, Quality: r.Quality, Caveats: r.Caveats, Facts: r.Facts,
	}
	for _, v := range r.Weights {
		w.Weights = append(w.Weights, wireWeight{string(v.Gas), v.Basis, number{v.GWP}, number{v.Published}, v.Outside})
	}
	for _, s := range r.Steps {
		ws := wireStep{Label: s.Label, Op: s.Op, Value: number{s.Value}, Unit: s.Unit, Gas: string(s.Gas), GWP: s.GWP}
		for _, t := range s.Terms {
			ws.Terms = append(ws.Terms, wireTerm{t.Label, number{t.Value}, t.Unit, t.Inverse, t.Source, t.Factor, t.Step})
		}
		w.Steps = append(w.Steps, ws)
	}
	for _, f := range r.Factors {
		w.Factors = append(w.Factors, wireFactor{f.ID, f.Set, f.Activity, f.Region, f.Boundary, f.Valid, f.Unit, wireAmounts(f.PerUnit), f.Price, f.Document, f.Table, f.Row, f.Licence, f.Digest})
	}
	return w
}

func wireAmounts(e Emissions) []wireAmount {
	out := make([]wireAmount, 0, len(e.list))
	for _, a := range e.list {
		out = append(out, wireAmount{string(a.Gas), a.GWP, number{a.Kg}})
	}
	return out
}

func emissionsOf(list []wireAmount) Emissions {
	out := make([]GasAmount, 0, len(list))
	for _, a := range list {
		out = append(out, GasAmount{Gas(a.Gas), a.GWP, a.Kg.Decimal})
	}
	return gather(out)
}

func (w wireResult) result() Result {
	r := Result{
		ID: w.ID, Scope: w.Scope, Category: w.Category, Method: w.Method, Accounting: w.Accounting, Part: w.Part,
		Apart: w.Apart, Period: w.Period, Entity: w.Entity, Site: w.Site, Origin: w.Origin, Primary: w.Primary,
		Emissions: emissionsOf(w.Emissions), GWP: w.GWP, CO2e: CO2e{w.CO2e.Decimal}, NonKyoto: CO2e{w.NonKyoto.Decimal},
		Quality: w.Quality, Caveats: w.Caveats, Facts: w.Facts,
	}
	for _, v := range w.Weights {
		r.Weights = append(r.Weights, Weight{Gas(v.Gas), v.Basis, v.GWP.Decimal, v.Published.Decimal, v.Outside})
	}
	for _, s := range w.Steps {
		step := Step{Label: s.Label, Op: s.Op, Value: s.Value.Decimal, Unit: s.Unit, Gas: Gas(s.Gas), GWP: s.GWP}
		for _, t := range s.Terms {
			step.Terms = append(step.Terms, Term{t.Label, t.Value.Decimal, t.Unit, t.Inverse, t.Source, t.Factor, t.Step})
		}
		r.Steps = append(r.Steps, step)
	}
	for _, f := range w.Factors {
		r.Factors = append(r.Factors, FactorRecord{f.ID, f.Set, f.Activity, f.Region, f.Boundary, f.Valid, f.Unit, emissionsOf(f.PerUnit), f.Price, f.Document, f.Table, f.Row, f.Licence, f.Digest})
	}
	return r
}
