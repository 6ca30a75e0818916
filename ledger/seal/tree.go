package seal

import (
	"crypto/sha256"
	"fmt"
	"io"
	"math/bits"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Tree is a Merkle tree to which leaves are added. It holds one hash for each doubling of their number. The zero Tree is empty
// and writes no hashes. A Tree is for one goroutine.
type Tree struct {
	size  int64
	peaks [levels]Digest // the root of the complete tree of 2^i leaves, if that bit of size is set
	w     io.Writer
	buf   []byte
	err   error
}

// levels is more than the depth of any tree.
const levels = 62

// hashBuffer is the number of bytes after which hashes are written.
const hashBuffer = 64 << 10

// NewTree returns an empty tree that writes the hashes of its nodes one after another, each once it is known, as package tlog
// stores them: at most 64 bytes a leaf. Proofs are made of them. With a nil writer, it writes nothing.
func NewTree(hashes io.Writer) *Tree {
	if absent.Is(hashes) {
		return &Tree{}
	}
	return &Tree{w: hashes, buf: make([]byte, 0, hashBuffer+levels*sha256.Size)}
}

// Continue returns the tree of the first leaves whose hashes are stored, to add more to. It writes the hashes of further nodes,
// which are to be appended to the stored ones.
func Continue(stored io.ReaderAt, size int64, hashes io.Writer) (*Tree, error) {
	in, err := readerOf(stored, size)
	if err != nil {
		return nil, err
	}
	t := NewTree(hashes)
	for level := levels - 1; level >= 0; level-- {
		if size>>level&1 == 0 {
			continue
		}
		h, err := in.ReadHashes([]int64{tlog.StoredHashIndex(level, size>>level-1)})
		if err != nil {
			return nil, err
		}
		t.peaks[level] = Digest(h[0])
	}
	t.size = size
	return t, nil
}

// Add adds the hash of a leaf ([Encoder.Hash], [Leaf.Hash]).
func (t *Tree) Add(leaf Digest) error {
	switch {
	case t == nil:
		return missing("tree", "one that NewTree returned")
	case t.err != nil:
		return t.err
	case t.size>>(levels-1) != 0:
		return malformed("leaves of the tree", strconv.FormatInt(t.size, 10), "fewer")
	}
	level := bits.TrailingZeros64(^uint64(t.size)) //nolint:gosec // not negative
	var pair [1 + 2*sha256.Size]byte
	pair[0] = nodePrefix
	if t.w != nil {
		t.buf = append(t.buf, leaf[:]...)
	}
	for i := range level {
		copy(pair[1:], t.peaks[i][:])
		copy(pair[1+sha256.Size:], leaf[:])
		leaf = sha256.Sum256(pair[:])
		if t.w != nil {
			t.buf = append(t.buf, leaf[:]...)
		}
	}
	t.peaks[level] = leaf
	t.size++
	if len(t.buf) >= hashBuffer {
		return t.Flush()
	}
	return nil
}

// Flush writes the hashes that are not written yet.
func (t *Tree) Flush() error {
	if t == nil || t.err != nil || len(t.buf) == 0 {
		if t != nil {
			return t.err
		}
		return nil
	}
	n, err := t.w.Write(t.buf)
	if err == nil && n != len(t.buf) {
		err = io.ErrShortWrite
	}
	if err != nil {
		t.err = fmt.Errorf("hashes of the tree: %w", err)
	}
	t.buf = t.buf[:0]
	return t.err
}

// Size returns the number of leaves.
func (t *Tree) Size() int64 {
	if t == nil {
		return 0
	}
	return t.size
}

// Root returns the root of the tree: for no leaves the SHA-256 of nothing (RFC 6962, section 2.1).
func (t *Tree) Root() Digest {
	if t == nil || t.size == 0 {
		return sha256.Sum256(nil)
	}
	level := bits.TrailingZeros64(uint64(t.size)) //nolint:gosec // not negative
	root := t.peaks[level]
	for level++; level < levels; level++ {
		if t.size>>level&1 == 1 {
			root = Digest(tlog.NodeHash(tlog.Hash(t.peaks[level]), tlog.Hash(root)))
		}
	}
	return root
}

// Root returns the root of the tree of the first leaves whose hashes are stored: the state of a ledger as of an earlier day is
// a prefix of it.
func Root(stored io.ReaderAt, size int64) (Digest, error) {
	in, err := readerOf(stored, size)
	switch {
	case err != nil:
		return Digest{}, err
	case size == 0:
		return sha256.Sum256(nil), nil
	}
	root, err := tlog.TreeHash(size, in)
	return Digest(root), err
}

// reader reads stored hashes.
type reader struct {
	from io.ReaderAt
	size int64 // of the tree
}

func readerOf(stored io.ReaderAt, size int64) (*reader, error) {
	if absent.Is(stored) {
		return nil, missing("stored hashes", "the file that a Tree wrote them to")
	}
	if err := checkSize(size); err != nil {
		return nil, err
	}
	return &reader{stored, size}, nil
}

func checkSize(size int64) error {
	if size < 0 || size>>(levels-1) != 0 {
		return malformed("number of leaves", strconv.FormatInt(size, 10), "0 or more, and fewer than 2^61")
	}
	return nil
}

// ReadHashes returns the hashes with the given indexes in the storage.
func (r *reader) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		n, err := r.from.ReadAt(hashes[i][:], at*sha256.Size)
		if n < sha256.Size {
			return nil, &ghg.FieldError{Field: "stored hashes", Want: fmt.Sprintf("those of a tree of %d leaves: no. %d cannot be read (%v)", r.size, at+1, err), Err: ghg.ErrMissing}
		}
	}
	return hashes, nil
}
