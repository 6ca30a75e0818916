package ghg

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

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
	sum, err := w.sum()
	if err != nil {
		return nil, err
	}
	w.SHA256 = sum
	return canonical(w)
}

// Verify reads a receipt and recomputes it with nothing else at hand. It returns the result the receipt proves, or an
// error that wraps [ErrTampered] if any number, unit or source in it was altered. White space does not matter;
// unknown fields are refused.
func Verify(receipt []byte) (Result, error) {
	d := json.NewDecoder(bytes.NewReader(receipt))
	d.DisallowUnknownFields()
	var w wireResult
	if err := d.Decode(&w); err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	if d.More() {
		return Result{}, fmt.Errorf("%w: receipt: there is more after it", ErrTampered)
	}
	if w.Version != ReceiptVersion {
		return Result{}, &FieldError{Field: "receipt version", Value: fmt.Sprint(w.Version), Want: fmt.Sprint(ReceiptVersion), Err: ErrUnknown}
	}
	claimed := w.SHA256
	sum, err := w.sum()
	if err != nil {
		return Result{}, err
	}
	if sum != claimed {
		return Result{}, fmt.Errorf("%w: receipt of %q: its SHA-256 is %s, it claims %s", ErrTampered, w.ID, sum, claimed)
	}
	r := w.result()
	return r, r.Check()
}

// sum is the SHA-256 of the canonical form without the sum itself.
func (w wireResult) sum() (string, error) {
	w.SHA256 = ""
	text, err := canonical(w)
	if err != nil {
		return "", err
	}
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:]), nil
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
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(tree); err != nil { // maps are encoded in the order of their keys
		return nil, err
	}
	return out.Bytes(), nil
}

// number is a decimal in a receipt: plain decimal text, whatever the globals of the decimal package say.
type number struct{ decimal.Decimal }

func (n number) MarshalJSON() ([]byte, error) { return json.Marshal(n.String()) }

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
