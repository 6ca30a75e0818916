package ghg

import (
	"strconv"

	"github.com/ghgkit/ghg/internal/input"
)

// maxJSON is the maximum length in bytes of a result's JSON form: that of a receipt, with room for white space and escapes.
const maxJSON = 4 * MaxReceipt

// MarshalJSON returns the result in its JSON form, which is that of its receipt ([Result.Receipt]): the same keys and values,
// with the version and the SHA-256. docs/result.md describes it and [ResultSchema] returns its JSON Schema. A result that has
// no receipt, or one longer than [MaxReceipt], is an error.
func (r Result) MarshalJSON() ([]byte, error) {
	receipt, err := r.Receipt()
	if err != nil {
		return nil, err
	}
	return receipt, checkForm("result "+r.ID, len(receipt))
}

// checkForm returns an error for a JSON form that is too long to be read.
func checkForm(of string, size int) error {
	if size <= MaxReceipt {
		return nil
	}
	return &FieldError{Field: "JSON form of " + of, Value: strconv.Itoa(size) + " bytes", Want: "at most " + strconv.Itoa(MaxReceipt), Err: ErrOutOfRange}
}

// UnmarshalJSON reads what [Result.MarshalJSON] writes and recomputes the result. It proves what [Verify] proves and returns
// the same errors. White space, the order of keys and escapes are free. Every other departure is an error: a key that is
// unknown, repeated or missing, null, another spelling of a number, other content than the SHA-256 was computed of. An error
// leaves r unchanged.
func (r *Result) UnmarshalJSON(text []byte) error {
	parsed, sum, err := readForm(text, false)
	if err != nil {
		return err
	}
	w := &canonWriter{b: make([]byte, 0, len(text))}
	actual, err := w.seal(&parsed.Result)
	if err != nil {
		return tampered("result %q: %w", parsed.ID, err)
	}
	if string(actual[:]) != sum {
		return tampered("result %q: its SHA-256 is %s, but it claims %s", parsed.ID, string(actual[:]), sum)
	}
	if err := parsed.matches(w.b); err != nil {
		return err
	}
	if err := parsed.bounded(); err != nil {
		return err
	}
	if err := parsed.check(ReceiptVersion); err != nil {
		return err
	}
	*r = parsed.Result
	return nil
}

// form is a result as it was read, unchecked, with the canonical form of what was read.
type form struct {
	Result
	canonical []byte
}

// readForm reads the JSON form of a result or, if brief, of its summary, and the SHA-256 that it names.
func readForm(text []byte, brief bool) (f form, sum string, err error) {
	if len(text) > maxJSON {
		return form{}, "", tampered("result: its JSON form has %d bytes, want at most %d", len(text), maxJSON)
	}
	in := looseReader(text)
	in.brief = brief
	version, sum := in.result(&f.Result)
	if version != 0 && version != ReceiptVersion {
		return form{}, "", &FieldError{Field: "version of the JSON form", Value: strconv.Itoa(version), Want: strconv.Itoa(ReceiptVersion), Err: ErrUnknown}
	}
	if in.err != nil {
		return form{}, "", tampered("result: %w", in.err)
	}
	if len(in.out) > MaxReceipt {
		return form{}, "", tampered("result %q: without white space it has %d bytes, want at most %d", f.ID, len(in.out), MaxReceipt)
	}
	f.canonical = in.out
	return f, sum, nil
}

// matches returns an error unless what was read says the same as the result written again.
func (f *form) matches(written []byte) error {
	if string(written) != string(f.canonical) {
		return tampered("result %q: %w: want the amounts sorted by gas and basis, each once, and nothing that says nothing", f.ID, errForm)
	}
	return nil
}

// looseReader returns a reader of JSON that need not be canonical.
func looseReader(text []byte) *canonReader {
	return &canonReader{s: string(text), free: true, loose: true, out: make([]byte, 0, len(text))}
}

// Summary is a result without its steps, for lists and reports that need not recompute it: its keys in JSON are those of the
// result without steps and covers. It names the SHA-256 of the result's receipt, which has them. The zero Summary is of no
// result.
type Summary struct {
	of     Result
	sha256 string
}

// Summary returns the result without its steps. A result that has no receipt is an error.
func (r Result) Summary() (Summary, error) {
	if err := r.Check(); err != nil {
		return Summary{}, err
	}
	w := &canonWriter{}
	sum, err := w.seal(&r)
	if err != nil {
		return Summary{}, err
	}
	of := r.Clone()
	of.Steps, of.Covers = nil, nil
	return Summary{of, string(sum[:])}, nil
}

// Result returns the result without steps and covers. It does not recompute: [Result.Check] refuses it.
func (s Summary) Result() Result { return s.of.Clone() }

// SHA256 returns the SHA-256 of the receipt of the result that s is a summary of, in hexadecimal, or "".
func (s Summary) SHA256() string { return s.sha256 }

// MarshalJSON returns the JSON form: that of the result without the keys steps and covers. The zero Summary is an error.
func (s Summary) MarshalJSON() ([]byte, error) {
	if s.sha256 == "" {
		return nil, &FieldError{Field: "summary", Want: "one that Result.Summary returned", Err: ErrMissing}
	}
	w := &canonWriter{brief: true}
	w.result(&s.of, s.sha256)
	if w.err != nil {
		return nil, w.err
	}
	return w.b, checkForm("the summary of "+s.of.ID, len(w.b))
}

// UnmarshalJSON reads what [Summary.MarshalJSON] writes, as strictly as [Result.UnmarshalJSON]. It checks what can be checked
// without the steps: that the CO2e is the emissions by their weights, the weights those of the named set of potentials, each
// factor and property has its digest, and the method can have such a result. It cannot check the SHA-256, which is that of
// the receipt. An error leaves s unchanged.
func (s *Summary) UnmarshalJSON(text []byte) error {
	parsed, sum, err := readForm(text, true)
	if err != nil {
		return err
	}
	w := &canonWriter{b: make([]byte, 0, len(text)), brief: true}
	w.result(&parsed.Result, sum)
	if w.err != nil {
		return tampered("result %q: %w", parsed.ID, w.err)
	}
	if err := parsed.matches(w.b); err != nil {
		return err
	}
	if !isSum(sum) {
		return tampered("result %q: its SHA-256 is %s, want that of its receipt", parsed.ID, sum)
	}
	if err := parsed.checkWithoutSteps(); err != nil {
		return err
	}
	*s = Summary{parsed.Result, sum}
	return nil
}

// isSum reports whether a text is a SHA-256 in hexadecimal.
func isSum(text string) bool {
	if len(text) != len(hexSum{}) {
		return false
	}
	for _, c := range []byte(text) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// checkWithoutSteps is check for a result whose steps are not known.
func (r *Result) checkWithoutSteps() error {
	if err := r.checkHead(); err != nil {
		return err
	}
	if err := r.checkNumbers(); err != nil {
		return tampered("result %q: %w", r.ID, err)
	}
	if err := r.checkGWPDigest(ReceiptVersion); err != nil {
		return err
	}
	if err := r.checkMethod(ReceiptVersion); err != nil {
		return err
	}
	if _, err := r.checkRecords(ReceiptVersion); err != nil {
		return err
	}
	for i := range r.Emissions.list {
		if err := r.Emissions.list[i].check(); err != nil {
			return tampered("result %q: %w", r.ID, err)
		}
	}
	return r.checkWeights(ReceiptVersion)
}

// marshalPart returns an object of a result in the form that it has there.
func marshalPart[T any](part T, write func(*canonWriter, *T)) ([]byte, error) {
	w := &canonWriter{}
	w.open('{')
	write(w, &part)
	w.close('}')
	if w.err != nil {
		return nil, w.err
	}
	return w.b, nil
}

// unmarshalPart reads what marshalPart writes, as strictly as [Result.UnmarshalJSON], and checks it. An error leaves into
// unchanged.
func unmarshalPart[T any](text []byte, into *T, name string, read func(*canonReader, *T), write func(*canonWriter, *T), check func(*T) error) error {
	if len(text) > maxJSON {
		return &FieldError{Field: name, Value: strconv.Itoa(len(text)) + " bytes", Want: "at most " + strconv.Itoa(maxJSON), Err: ErrOutOfRange}
	}
	in := looseReader(text)
	var part T
	read(in, &part)
	in.end()
	if in.err != nil {
		return &FieldError{Field: name, Value: input.Shorten(text), Want: "its JSON form: " + in.err.Error(), Err: ErrOutOfRange}
	}
	again, err := marshalPart(part, write)
	if err != nil {
		return err
	}
	if string(again) != string(in.out) {
		return &FieldError{Field: name, Value: input.Shorten(text), Want: "its JSON form, " + string(again), Err: ErrOutOfRange}
	}
	if err := check(&part); err != nil {
		return err
	}
	*into = part
	return nil
}

// unchecked checks nothing: what is read is all there is to know.
func unchecked[T any](*T) error { return nil }

// sealed turns the error of a check into one that wraps [ErrTampered].
func sealed[T any](check func(*T) error) func(*T) error {
	return func(part *T) error {
		if err := check(part); err != nil {
			return tampered("%w", err)
		}
		return nil
	}
}

// MarshalJSON returns the amount of gas as the JSON form of a result has it.
func (a GasAmount) MarshalJSON() ([]byte, error) { return marshalPart(a, (*canonWriter).amount) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON]. A gas that is not known is an error.
func (a *GasAmount) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, a, "amount of gas", (*canonReader).amount, (*canonWriter).amount, (*GasAmount).check)
}

// MarshalJSON returns the factor as the JSON form of a result has it.
func (f FactorRecord) MarshalJSON() ([]byte, error) { return marshalPart(f, (*canonWriter).factor) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON]. It recomputes the digest.
func (f *FactorRecord) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, f, "factor", (*canonReader).factor, (*canonWriter).factor, sealed((*FactorRecord).check))
}

// MarshalJSON returns the property as the JSON form of a result has it.
func (p PropertyRecord) MarshalJSON() ([]byte, error) { return marshalPart(p, (*canonWriter).property) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON]. It recomputes the digest.
func (p *PropertyRecord) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, p, "property", (*canonReader).property, (*canonWriter).property, sealed((*PropertyRecord).check))
}

// MarshalJSON returns the step as the JSON form of a result has it.
func (s Step) MarshalJSON() ([]byte, error) { return marshalPart(s, (*canonWriter).step) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (s *Step) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, s, "step", (*canonReader).step, (*canonWriter).step, unchecked)
}

// MarshalJSON returns the term as the JSON form of a result has it.
func (t Term) MarshalJSON() ([]byte, error) { return marshalPart(t, (*canonWriter).term) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (t *Term) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, t, "term", (*canonReader).term, (*canonWriter).term, unchecked)
}

// MarshalJSON returns the weight as the JSON form of a result has it.
func (w Weight) MarshalJSON() ([]byte, error) { return marshalPart(w, (*canonWriter).weight) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (w *Weight) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, w, "weight", (*canonReader).weight, (*canonWriter).weight, unchecked)
}

// MarshalJSON returns the claim as the JSON form of a result has it.
func (c Claim) MarshalJSON() ([]byte, error) {
	if err := checkAmounts(c.Used, c.Volume, c.Whole); err != nil {
		return nil, err
	}
	return marshalPart(c, (*canonWriter).claim)
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (c *Claim) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, c, "claim", (*canonReader).claim, (*canonWriter).claim, unchecked)
}

// MarshalJSON returns the cover as the JSON form of a result has it.
func (c Cover) MarshalJSON() ([]byte, error) {
	if err := checkAmounts(c.Energy); err != nil {
		return nil, err
	}
	return marshalPart(c, (*canonWriter).cover)
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (c *Cover) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, c, "cover", (*canonReader).cover, (*canonWriter).cover, unchecked)
}

// MarshalJSON returns the caveat as the JSON form of a result has it.
func (c Caveat) MarshalJSON() ([]byte, error) { return marshalPart(c, (*canonWriter).caveat) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (c *Caveat) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, c, "caveat", (*canonReader).caveat, (*canonWriter).caveat, unchecked)
}

// MarshalJSON returns the note as the JSON form of a result has it.
func (n Note) MarshalJSON() ([]byte, error) { return marshalPart(n, (*canonWriter).note) }

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON].
func (n *Note) UnmarshalJSON(text []byte) error {
	return unmarshalPart(text, n, "note", (*canonReader).note, (*canonWriter).note, unchecked)
}

// MarshalJSON returns the amounts as the JSON form of a result has them: an array of objects with gas, gwp and kg, in the order
// of [Emissions.All].
func (e Emissions) MarshalJSON() ([]byte, error) {
	w := &canonWriter{}
	array(w, e.list, (*canonWriter).amount)
	if w.err != nil {
		return nil, w.err
	}
	return w.b, nil
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Result.UnmarshalJSON]. The amounts may be in any order; a gas that
// is not known is an error, and so is an amount of the same gas and basis as another.
func (e *Emissions) UnmarshalJSON(text []byte) error {
	refused := func(want string) error {
		return &FieldError{Field: "emissions", Value: input.Shorten(text), Want: want, Err: ErrOutOfRange}
	}
	if len(text) > maxJSON {
		return refused("at most " + strconv.Itoa(maxJSON) + " bytes")
	}
	in := looseReader(text)
	list := items(in, nil, (*canonReader).amount)
	if in.end(); in.err != nil {
		return refused("an array of amounts: " + in.err.Error())
	}
	read, err := NewEmissions(list...)
	if err != nil {
		return err
	}
	if read.Len() != len(list) {
		return refused("each gas and basis once")
	}
	*e = read
	return nil
}
