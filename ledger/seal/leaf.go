package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// LeafVersion is the first byte of a leaf.
const LeafVersion = 1

// MaxLeaf is the maximum length in bytes of a leaf that [ParseLeaf] reads.
const MaxLeaf = 4 << 20

// Leaf is what a line commits to.
type Leaf struct {
	// Record is the record of the input as it is in the file, in UTF-8 and without its line break; of an inventory the
	// SHA-256 of the result's receipt, in hexadecimal.
	Record  []byte
	Results []LeafResult // in the order of Calculate
}

// LeafResult is one result of a line. Its scope, part and accounting are in the derivation.
type LeafResult struct {
	Derivation Digest // see [DerivationOf]
	CO2eKg     string // the kilograms as exact text, as a receipt has them: "12.5"
}

// AppendTo appends the bytes of the leaf:
//
//   - [LeafVersion], one byte
//   - the length of the record, and the record
//   - the number of results, and for each the 32 bytes of the derivation's digest, the length of the kilograms, and these
//
// Lengths and numbers are unsigned LEB128 as short as possible. Two leaves with the same bytes are the same.
func (l Leaf) AppendTo(b []byte) []byte {
	b = AppendRecord(b, l.Record, len(l.Results))
	for i := range l.Results {
		r := &l.Results[i]
		b = append(b, r.Derivation[:]...)
		b = binary.AppendUvarint(b, uint64(len(r.CO2eKg)))
		b = append(b, r.CO2eKg...)
	}
	return b
}

// Hash returns the hash of the leaf in the tree: that of [LeafHash].
func (l Leaf) Hash() Digest {
	e := Encoder{}
	e.start()
	e.b = l.AppendTo(e.b)
	return e.Hash()
}

// Check returns an error unless [ParseLeaf] reads the leaf.
func (l Leaf) Check() error {
	if len(l.Record) == 0 {
		return missing("record of the leaf", "the record of the line")
	}
	size := len(l.Record)
	for i := range l.Results {
		r := &l.Results[i]
		if !isNumber(r.CO2eKg) {
			return malformed("kg CO2e of result "+strconv.Itoa(i+1), r.CO2eKg, `an exact number in plain notation, such as "12.5"`)
		}
		if r.Derivation.IsZero() {
			return missing("derivation of result "+strconv.Itoa(i+1), "the digest that DerivationOf returns")
		}
		size += len(r.Derivation) + len(r.CO2eKg)
	}
	if size > MaxLeaf/2 {
		return malformed("leaf", strconv.Itoa(size)+" bytes", "at most "+strconv.Itoa(MaxLeaf/2))
	}
	return nil
}

// ParseLeaf reads what [Leaf.AppendTo] appends, and nothing else.
func ParseLeaf(b []byte) (Leaf, error) {
	if len(b) > MaxLeaf {
		return Leaf{}, malformed("leaf", strconv.Itoa(len(b))+" bytes", "at most "+strconv.Itoa(MaxLeaf))
	}
	in := fields{b: b}
	if version := in.take(1); in.bad || version[0] != LeafVersion {
		return Leaf{}, &ghg.FieldError{Field: "version of the leaf", Want: strconv.Itoa(LeafVersion), Err: ghg.ErrUnknown}
	}
	l := Leaf{Record: slices.Clone(in.text())}
	for n := in.number(); n > 0 && !in.bad; n-- {
		digest := in.take(sha256.Size)
		kg := in.text()
		if !in.bad {
			l.Results = append(l.Results, LeafResult{Digest(digest), string(kg)})
		}
	}
	if in.bad || len(in.b) > 0 || !bytes.Equal(l.AppendTo(make([]byte, 0, len(b))), b) {
		return Leaf{}, malformed("leaf", "", "the bytes that Leaf.AppendTo appends")
	}
	return l, l.Check()
}

// fields reads lengths, numbers and texts.
type fields struct {
	b   []byte
	bad bool
}

func (f *fields) take(n uint64) []byte {
	if f.bad || n > uint64(len(f.b)) {
		f.bad = true
		return nil
	}
	taken := f.b[:n]
	f.b = f.b[n:]
	return taken
}

func (f *fields) number() uint64 {
	n, size := binary.Uvarint(f.b)
	if f.bad || size <= 0 {
		f.bad = true
		return 0
	}
	f.b = f.b[size:]
	return n
}

func (f *fields) text() []byte { return f.take(f.number()) }

// leafPrefix stands before the bytes of a leaf, nodePrefix before two hashes, in what is hashed (RFC 6962, section 2.1).
const leafPrefix, nodePrefix = 0, 1

// LeafHash returns the hash of the bytes of a leaf: the SHA-256 of a zero byte and these, as RFC 6962 has it.
func LeafHash(leaf []byte) Digest {
	return sha256.Sum256(append([]byte{leafPrefix}, leaf...))
}

// AppendRecord appends the beginning of a leaf with a number of results, each of which [AppendResult] is to append.
func AppendRecord(b, record []byte, results int) []byte {
	b = append(b, LeafVersion)
	b = binary.AppendUvarint(b, uint64(len(record)))
	b = append(b, record...)
	return binary.AppendUvarint(b, uint64(max(results, 0))) //nolint:gosec // not negative
}

// AppendResult appends a result of a leaf. The kilograms are the text that a receipt has.
func AppendResult(b []byte, derivation Digest, co2eKg []byte) []byte {
	b = append(b, derivation[:]...)
	b = binary.AppendUvarint(b, uint64(len(co2eKg)))
	return append(b, co2eKg...)
}

// Encoder makes the leaves of many lines in memory that it reuses. The zero Encoder is ready. It is for one goroutine.
//
//	e.Begin(record, 1)
//	e.Result(derivation, kg)
//	tree.Add(e.Hash())
type Encoder struct{ b []byte }

func (e *Encoder) start() { e.b = append(e.b[:0], leafPrefix) }

// Begin begins the leaf of a line with a number of results.
func (e *Encoder) Begin(record []byte, results int) {
	if e != nil {
		e.start()
		e.b = AppendRecord(e.b, record, results)
	}
}

// Result adds a result to the leaf.
func (e *Encoder) Result(derivation Digest, co2eKg []byte) {
	if e != nil && len(e.b) > 0 {
		e.b = AppendResult(e.b, derivation, co2eKg)
	}
}

// AppendTo appends the bytes of the leaf.
func (e *Encoder) AppendTo(b []byte) []byte {
	if e == nil || len(e.b) == 0 {
		return b
	}
	return append(b, e.b[1:]...)
}

// Hash returns the hash of the leaf, or none if there is no leaf.
func (e *Encoder) Hash() Digest {
	if e == nil || len(e.b) == 0 {
		return Digest{}
	}
	return sha256.Sum256(e.b)
}

// isNumber reports whether a text is a number as a receipt has it.
func isNumber(text string) bool {
	d, err := dec.ParseLong(text)
	return err == nil && dec.IsText(text) && (text == "0" || !d.IsZero())
}
