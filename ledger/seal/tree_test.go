package seal_test

import (
	"bytes"
	"errors"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

// The roots and stored hashes are those that package tlog makes.
func TestTreeIsThatOfTlog(t *testing.T) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var list []tlog.Hash
		for _, i := range indexes {
			list = append(list, stored[i])
		}
		return list, nil
	})
	var written bytes.Buffer
	tree := seal.NewTree(&written)
	for i := range 300 {
		want, err := tlog.TreeHash(int64(i), reader)
		require.NoError(t, err)
		if i == 0 {
			assert.Equal(t, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", tree.Root().String())
		} else {
			require.Equal(t, seal.Digest(want), tree.Root(), i)
		}
		data := []byte(strconv.Itoa(i))
		more, err := tlog.StoredHashes(int64(i), data, reader)
		require.NoError(t, err)
		stored = append(stored, more...)
		require.Equal(t, seal.Digest(tlog.RecordHash(data)), leafHash(i))
		require.NoError(t, tree.Add(leafHash(i)))
		require.Equal(t, int64(i+1), tree.Size())
	}
	require.NoError(t, tree.Flush())
	require.Len(t, written.Bytes(), len(stored)*32)
	for i := range stored {
		require.Equal(t, stored[i][:], written.Bytes()[32*i:32*i+32])
	}
	for size := range int64(301) {
		root, err := seal.Root(bytes.NewReader(written.Bytes()), size)
		require.NoError(t, err)
		var more bytes.Buffer
		again, err := seal.Continue(bytes.NewReader(written.Bytes()), size, &more)
		require.NoError(t, err)
		assert.Equal(t, root, again.Root())
		for i := int(size); i < 300; i++ {
			require.NoError(t, again.Add(leafHash(i)))
		}
		require.NoError(t, again.Flush())
		assert.Equal(t, tree.Root(), again.Root())
		assert.True(t, bytes.Equal(written.Bytes()[tlog.StoredHashCount(size)*32:], more.Bytes()))
	}
}

func TestTreeRefuses(t *testing.T) {
	var none *seal.Tree
	require.ErrorIs(t, none.Add(leafHash(1)), ghg.ErrMissing)
	assert.Zero(t, none.Size())
	require.NoError(t, none.Flush())
	assert.Equal(t, (&seal.Tree{}).Root(), none.Root())

	full := errors.New("disk full")
	tree := seal.NewTree(failing{full})
	require.NoError(t, tree.Add(leafHash(1)))
	require.ErrorIs(t, tree.Flush(), full)
	require.ErrorIs(t, tree.Flush(), full)
	require.ErrorIs(t, tree.Add(leafHash(2)), full)
	short := seal.NewTree(failing{})
	require.NoError(t, short.Add(leafHash(1)))
	require.ErrorContains(t, short.Flush(), "hashes of the tree: short write")

	_, err := seal.Root(nil, 1)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = seal.Root(bytes.NewReader(nil), -1)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = seal.Root(bytes.NewReader(nil), 3)
	require.ErrorContains(t, err, "stored hashes is not set: want those of a tree of 3 leaves: no. 3 cannot be read")
	_, err = seal.Continue(nil, 1, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = seal.Continue(bytes.NewReader(nil), 1, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// Hashes are written in parts, and none is lost.
func TestTreeOfManyLeaves(t *testing.T) {
	var written bytes.Buffer
	tree, silent := seal.NewTree(&written), seal.NewTree(nil)
	const leaves = 100_000
	for i := range leaves {
		require.NoError(t, tree.Add(leafHash(i)))
		require.NoError(t, silent.Add(leafHash(i)))
	}
	assert.Positive(t, written.Len())
	require.NoError(t, tree.Flush())
	require.NoError(t, silent.Flush())
	assert.Equal(t, int(tlog.StoredHashCount(leaves))*32, written.Len())
	assert.Equal(t, tree.Root(), silent.Root())
	for _, index := range []int{0, 1, 4095, 65_535, 65_536, 98_303, 99_998, 99_999} {
		leaf := seal.Leaf{Record: []byte(strconv.Itoa(index))}
		_, err := seal.Prove(bytes.NewReader(written.Bytes()), leaves, int64(index), leaf.AppendTo(nil))
		require.ErrorIs(t, err, seal.ErrDiffers, "the leaf is another one")
		root, err := seal.Root(bytes.NewReader(written.Bytes()), leaves)
		require.NoError(t, err)
		assert.Equal(t, tree.Root(), root)
	}
}

// failing is a writer that fails, or writes too little.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func BenchmarkAdd(b *testing.B) {
	b.ReportAllocs()
	tree, leaf := seal.NewTree(nil), leafHash(1)
	for b.Loop() {
		if err := tree.Add(leaf); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAddStored(b *testing.B) {
	b.ReportAllocs()
	tree, leaf := seal.NewTree(discard{}), leafHash(1)
	for b.Loop() {
		if err := tree.Add(leaf); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
