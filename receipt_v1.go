package ghg

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// verifyVersion1 verifies a receipt of which [version] says that it is of version 1, so it is one JSON object and nothing
// after it. White space and key order are free; any other departure from the canonical form is refused. The result holds
// what that version held: its notes contain what version 2 has in fields, its memo item is of kind [MemoOther], and a
// term that refers to neither a step nor a factor is an input.
func verifyVersion1(receipt []byte) (Result, error) {
	tree, err := readTree(receipt)
	if err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	d := json.NewDecoder(bytes.NewReader(receipt))
	d.DisallowUnknownFields()
	var w resultVersion1
	if err := d.Decode(&w); err != nil {
		return Result{}, fmt.Errorf("%w: receipt: %w", ErrTampered, err)
	}
	claimed := w.SHA256
	w.SHA256 = ""
	delete(tree, "sha256")
	text := encodeTree(tree)
	if sum := sumOf(text); sum != claimed {
		return Result{}, fmt.Errorf("%w: receipt of %s: its SHA-256 is %s, but it claims %s", ErrTampered, input.Quote(w.ID), sum, input.Shorten(claimed))
	}
	if want, err := canonicalVersion1(w); err != nil || !bytes.Equal(text, want) {
		return Result{}, fmt.Errorf("%w: receipt of %s: %w", ErrTampered, input.Quote(w.ID), errCanonical)
	}
	r := w.result()
	if err := r.bounded(); err != nil {
		return Result{}, err
	}
	if err := r.check(1); err != nil {
		return Result{}, err
	}
	return r, nil
}

// readTree reads valid JSON that is one object. Repeated keys are an error: a decoder keeps the last one, but a reader
// sees the first.
func readTree(text []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	tree, err := readValue(d, 0)
	object, _ := tree.(map[string]any)
	return object, err
}

func readValue(d *json.Decoder, depth int) (any, error) {
	const deepest = 16 // the canonical form has 6
	if depth > deepest {
		return nil, errors.New("its values are nested too deeply")
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
			key, _ := token.(string) // a decoder accepts no other key
			if _, ok := object[key]; ok {
				return nil, fmt.Errorf("the key %s appears twice", input.Quote(key))
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

// sumOf returns the SHA-256 of a canonical form without the sum itself, in hexadecimal.
func sumOf(text []byte) string {
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:])
}

// canonicalVersion1 encodes with sorted keys at every level and without HTML escaping.
func canonicalVersion1(w resultVersion1) ([]byte, error) {
	first, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	tree, err := readTree(first)
	return encodeTree(tree), err
}

// encodeTree writes a tree of maps with sorted keys. What [readTree] read can always be encoded.
func encodeTree(tree map[string]any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(tree)
	return out.Bytes()
}

// number is a decimal in a receipt: plain decimal text.
type number struct{ decimal.Decimal }

func (n number) MarshalJSON() ([]byte, error) {
	return json.Marshal(dec.Text(n.Decimal))
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

// The types of version 1. Their key names are part of that format.
type resultVersion1 struct {
	Version    int              `json:"version"`
	ID         string           `json:"id"`
	Scope      Scope            `json:"scope"`
	Category   Category         `json:"category,omitempty"`
	Method     Method           `json:"method"`
	Accounting Accounting       `json:"accounting,omitempty"`
	Part       string           `json:"part,omitempty"`
	Apart      string           `json:"apart,omitempty"`
	Period     recordedPeriod   `json:"period"`
	Entity     string           `json:"entity,omitempty"`
	Site       string           `json:"site,omitempty"`
	Origin     Origin           `json:"origin"`
	Primary    bool             `json:"primary,omitempty"`
	Emissions  []amountVersion1 `json:"emissions"`
	GWP        string           `json:"gwp"`
	Weights    []weightVersion1 `json:"weights"`
	CO2e       number           `json:"co2e_kg"`
	NonKyoto   number           `json:"non_kyoto_co2e_kg"`
	Quality    Quality          `json:"quality,omitzero"`
	Caveats    []caveatVersion1 `json:"caveats,omitempty"`
	Facts      []factVersion1   `json:"facts,omitempty"`
	Steps      []stepVersion1   `json:"steps"`
	Factors    []factorVersion1 `json:"factors,omitempty"`
	SHA256     string           `json:"sha256,omitempty"`
}

type amountVersion1 struct {
	Gas string `json:"gas,omitempty"`
	GWP string `json:"gwp,omitempty"`
	Kg  number `json:"kg"`
}

type weightVersion1 struct {
	Gas       string `json:"gas,omitempty"`
	Basis     string `json:"basis,omitempty"`
	GWP       number `json:"gwp"`
	Published number `json:"published"`
	Outside   bool   `json:"outside,omitempty"`
}

type stepVersion1 struct {
	Label string         `json:"label"`
	Op    opVersion1     `json:"op"`
	Terms []termVersion1 `json:"terms"`
	Value number         `json:"value"`
	Unit  string         `json:"unit"`
	Gas   string         `json:"gas,omitempty"`
	GWP   string         `json:"gwp,omitempty"`
}

type termVersion1 struct {
	Label   string `json:"label"`
	Value   number `json:"value"`
	Unit    string `json:"unit"`
	Inverse bool   `json:"inverse,omitempty"`
	Source  string `json:"source,omitempty"`
	Factor  string `json:"factor,omitempty"`
	Step    int    `json:"step,omitempty"`
}

type factorVersion1 struct {
	ID       string           `json:"id"`
	Set      string           `json:"set"`
	Activity string           `json:"activity"`
	Region   string           `json:"region,omitempty"`
	Boundary Boundary         `json:"boundary,omitempty"`
	Valid    recordedPeriod   `json:"valid"`
	Unit     string           `json:"unit"`
	PerUnit  []amountVersion1 `json:"per_unit"`
	Price    string           `json:"price,omitempty"`
	Document string           `json:"document"`
	Table    string           `json:"table,omitempty"`
	Row      string           `json:"row,omitempty"`
	Licence  string           `json:"licence,omitempty"`
	Digest   string           `json:"digest"`
}

type caveatVersion1 struct {
	Kind   CaveatKind `json:"kind"`
	Detail string     `json:"detail,omitempty"`
}

type factVersion1 struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// opVersion1 is an operation under its name in version 1.
type opVersion1 Op

func (o opVersion1) MarshalText() ([]byte, error) {
	switch Op(o) {
	case Min:
		return []byte("least"), nil
	case Max:
		return []byte("most"), nil
	}
	return Op(o).MarshalText()
}

func (o *opVersion1) UnmarshalText(text []byte) error {
	switch string(text) {
	case "least":
		*o = opVersion1(Min)
		return nil
	case "most":
		*o = opVersion1(Max)
		return nil
	case "min", "max":
		return refuseEnum("operation", string(text), "one of product, sum, least, most")
	}
	return (*Op)(o).UnmarshalText(text)
}

func emissionsVersion1(list []amountVersion1) Emissions {
	out := make([]GasAmount, 0, len(list))
	for _, a := range list {
		out = append(out, GasAmount{Gas(a.Gas), a.GWP, a.Kg.Decimal})
	}
	return gather(out)
}

func (w resultVersion1) result() Result {
	r := Result{
		ID: w.ID, Scope: w.Scope, Category: w.Category, Method: w.Method, Accounting: w.Accounting, Part: w.Part, Period: Period(w.Period),
		Entity: w.Entity, Site: w.Site, Origin: w.Origin, Primary: w.Primary, Emissions: emissionsVersion1(w.Emissions), GWP: w.GWP,
		CO2e: CO2e{w.CO2e.Decimal}, NonKyoto: CO2e{w.NonKyoto.Decimal}, Quality: w.Quality,
	}
	if w.Apart != "" {
		r.Memo = Memo{MemoOther, w.Apart}
	}
	for _, c := range w.Caveats {
		r.Caveats = append(r.Caveats, Caveat(c))
	}
	for _, f := range w.Facts {
		r.Notes = append(r.Notes, Note(f))
	}
	for _, v := range w.Weights {
		r.Weights = append(r.Weights, Weight{Gas(v.Gas), v.Basis, v.GWP.Decimal, v.Published.Decimal, v.Outside})
	}
	for _, s := range w.Steps {
		step := Step{Label: s.Label, Op: Op(s.Op), Value: s.Value.Decimal, Unit: s.Unit, Gas: Gas(s.Gas), GWP: s.GWP}
		for _, t := range s.Terms {
			step.Terms = append(step.Terms, t.term(step.Op))
		}
		r.Steps = append(r.Steps, step)
	}
	for _, f := range w.Factors {
		r.Factors = append(r.Factors, f.record())
	}
	return r
}

func (t termVersion1) term(op Op) Term {
	out := Term{Label: t.Label, Kind: TermInput, Value: t.Value.Decimal, Unit: t.Unit, Source: t.Source, Ref: t.Factor, Step: t.Step}
	switch {
	case t.Factor != "":
		out.Kind = TermFactor
	case t.Step != 0:
		out.Kind = TermStep
	}
	if t.Inverse && op == Sum {
		out.Subtracts = true
	} else {
		out.Divides = t.Inverse
	}
	return out
}

func (f factorVersion1) record() FactorRecord {
	return FactorRecord{
		ID: f.ID, Set: f.Set, Activity: f.Activity, Region: f.Region, Boundary: f.Boundary, Valid: Period(f.Valid), Unit: f.Unit,
		PerUnit: emissionsVersion1(f.PerUnit), Price: f.Price, Document: f.Document, Table: f.Table, Row: f.Row,
		Licence: f.Licence, Digest: f.Digest,
	}
}
