package seal

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Proof proves that a leaf is in a tree.
type Proof struct {
	Index  int64    // of the leaf, from 0
	Size   int64    // of the tree
	Leaf   []byte   // what [ParseLeaf] reads
	Hashes []Digest // of the other nodes on the way to the root, beginning at the leaf: at most one for each doubling of the size
}

// Prove returns the proof that a leaf is in the tree of the first leaves whose hashes are stored. A leaf that is not the one
// that was sealed there is refused, and so are stored hashes that do not fit each other.
func Prove(stored io.ReaderAt, size, index int64, leaf []byte) (Proof, error) {
	in, err := readerOf(stored, size)
	if err != nil {
		return Proof{}, err
	}
	if index < 0 || index >= size {
		return Proof{}, malformed("index of the leaf", strconv.FormatInt(index, 10), "0 to "+strconv.FormatInt(size-1, 10))
	}
	if _, err := ParseLeaf(leaf); err != nil {
		return Proof{}, err
	}
	sealed, err := in.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	if err != nil {
		return Proof{}, err
	}
	if hash := LeafHash(leaf); hash != Digest(sealed[0]) {
		return Proof{}, broken("hash of leaf "+strconv.FormatInt(index, 10), hash.String(), Digest(sealed[0]).String()+": its record, derivation or CO2e was altered")
	}
	root, err := tlog.TreeHash(size, in)
	if err != nil {
		return Proof{}, err
	}
	hashes, err := tlog.ProveRecord(size, index, in)
	if err != nil {
		return Proof{}, err
	}
	if tlog.CheckRecord(hashes, size, root, index, sealed[0]) != nil {
		return Proof{}, broken("stored hashes", "", "those of one tree: they were altered")
	}
	return Proof{index, size, slices.Clone(leaf), digests(hashes)}, nil
}

func digests(hashes []tlog.Hash) []Digest {
	list := make([]Digest, len(hashes))
	for i := range hashes {
		list[i] = Digest(hashes[i])
	}
	return list
}

func hashesOf(list []Digest) []tlog.Hash {
	hashes := make([]tlog.Hash, len(list))
	for i := range list {
		hashes[i] = tlog.Hash(list[i])
	}
	return hashes
}

// check returns an error unless the proof can be read again.
func (p *Proof) check() error {
	if err := checkSize(p.Size); err != nil {
		return err
	}
	if p.Index < 0 || p.Index >= p.Size {
		return malformed("index of the proof", strconv.FormatInt(p.Index, 10), "0 to "+strconv.FormatInt(p.Size-1, 10))
	}
	if len(p.Hashes) > levels {
		return malformed("hashes of the proof", strconv.Itoa(len(p.Hashes)), "at most "+strconv.Itoa(levels))
	}
	_, err := ParseLeaf(p.Leaf)
	return err
}

const proofTitle = "ghg-proof-1:"

// maxText is the maximum length in bytes of the text and the JSON form of a proof.
const maxText = 2*MaxLeaf + 1<<14

// MarshalText returns the proof as one line of text: "ghg-proof-1:" and the base64 (RFC 4648, section 5, without padding) of
// the index, the size and the length of the leaf as unsigned LEB128, the leaf, and the hashes.
func (p Proof) MarshalText() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	b := binary.AppendUvarint(nil, uint64(p.Index)) //nolint:gosec // not negative
	b = binary.AppendUvarint(b, uint64(p.Size))     //nolint:gosec // not negative
	b = binary.AppendUvarint(b, uint64(len(p.Leaf)))
	b = append(b, p.Leaf...)
	for i := range p.Hashes {
		b = append(b, p.Hashes[i][:]...)
	}
	return base64.RawURLEncoding.AppendEncode([]byte(proofTitle), b), nil
}

// UnmarshalText reads what MarshalText returns.
func (p *Proof) UnmarshalText(text []byte) error {
	read, err := ParseProof(string(text))
	if err == nil {
		*p = read
	}
	return err
}

// ParseProof reads what [Proof.MarshalText] returns, and nothing else. Whether it proves anything is for [Verify] to tell.
func ParseProof(s string) (Proof, error) {
	refused := malformed("proof", s, `"`+proofTitle+`" and what Proof.MarshalText writes behind it`)
	coded, ok := strings.CutPrefix(s, proofTitle)
	if !ok || len(s) > maxText {
		return Proof{}, refused
	}
	b, err := base64.RawURLEncoding.DecodeString(coded)
	if err != nil {
		return Proof{}, refused
	}
	in := fields{b: b}
	index, size := in.number(), in.number()
	p := Proof{Index: int64(index), Size: int64(size), Leaf: slices.Clone(in.text())} //nolint:gosec // checked below
	for !in.bad && len(in.b) > 0 {
		if hash := in.take(sha256.Size); !in.bad {
			p.Hashes = append(p.Hashes, Digest(hash))
		}
	}
	if in.bad {
		return Proof{}, refused
	}
	again, err := p.MarshalText()
	if err != nil {
		return Proof{}, err
	}
	if string(again) != s {
		return Proof{}, refused
	}
	return p, nil
}

// proofForm is the JSON form of a proof.
type proofForm struct {
	Index  int64    `json:"index"`
	Size   int64    `json:"size"`
	Leaf   []byte   `json:"leaf"`
	Hashes []Digest `json:"hashes"`
}

// MarshalJSON returns the proof as an object: index, size, the leaf in base64 (RFC 4648, section 4) and the hashes in
// hexadecimal.
func (p Proof) MarshalJSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	form := proofForm(p)
	if form.Hashes == nil {
		form.Hashes = []Digest{}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, but for white space. An error leaves p unchanged.
func (p *Proof) UnmarshalJSON(text []byte) error {
	var form proofForm
	if err := unmarshal("proof", text, &form); err != nil {
		return err
	}
	read := Proof(form)
	again, err := read.MarshalJSON()
	if err != nil {
		return err
	}
	if err := same("proof", text, again); err != nil {
		return err
	}
	*p = read
	return nil
}
