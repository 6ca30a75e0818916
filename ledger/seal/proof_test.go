package seal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

// plain returns the stored hashes and the statement of a ledger of lines without results.
func plain(t testing.TB, size int) ([]byte, seal.Statement) {
	t.Helper()
	var hashes bytes.Buffer
	tree := seal.NewTree(&hashes)
	for i := range size {
		require.NoError(t, tree.Add(plainLeaf(i).Hash()))
	}
	require.NoError(t, tree.Flush())
	return hashes.Bytes(), seal.Statement{Of: seal.LedgerLines, Name: "plain", Lines: int64(size), Root: tree.Root(), Header: sha256.Sum256([]byte("id"))}
}

func plainLeaf(i int) seal.Leaf { return seal.Leaf{Record: fmt.Appendf(nil, "line %d", i)} }

// Every leaf of every small tree is proved, by the functions of package tlog too, and as nothing else.
func TestProofsOfEveryLeaf(t *testing.T) {
	const most = 70
	hashes, _ := plain(t, most)
	stored := bytes.NewReader(hashes)
	with := seal.Evidence{Header: []byte("id")}
	for size := 1; size <= most; size++ {
		_, s := plain(t, size)
		root, err := seal.Root(stored, int64(size))
		require.NoError(t, err)
		require.Equal(t, s.Root, root)
		for i := range size {
			p, err := seal.Prove(stored, int64(size), int64(i), plainLeaf(i).AppendTo(nil))
			require.NoError(t, err)
			_, err = seal.Verify(nil, p, s, with)
			require.NoError(t, err)
			require.NoError(t, tlog.CheckRecord(tlogHashes(p.Hashes), int64(size), tlog.Hash(root), int64(i), tlog.Hash(plainLeaf(i).Hash())))
			if size == 1 {
				continue
			}
			p.Index = int64(i+1) % int64(size)
			_, err = seal.Verify(nil, p, s, with)
			require.ErrorIs(t, err, seal.ErrDiffers, "%d of %d as the next", i, size)
		}
	}
}

func tlogHashes(list []seal.Digest) []tlog.Hash {
	var hashes []tlog.Hash
	for _, h := range list {
		hashes = append(hashes, tlog.Hash(h))
	}
	return hashes
}

func TestProofsOfALargeTree(t *testing.T) {
	const size = 100_000
	hashes, s := plain(t, size)
	for _, i := range []int{0, 1, 2, 49_999, 65_535, 65_536, 99_998, 99_999} {
		p, err := seal.Prove(bytes.NewReader(hashes), size, int64(i), plainLeaf(i).AppendTo(nil))
		require.NoError(t, err)
		assert.LessOrEqual(t, len(p.Hashes), 17)
		_, err = seal.Verify(nil, p, s, seal.Evidence{Header: []byte("id")})
		require.NoError(t, err)
		text, err := p.MarshalText()
		require.NoError(t, err)
		assert.Less(t, len(text), 850)
	}
}

func TestProofForms(t *testing.T) {
	hashes, _ := plain(t, 5)
	for i := range 5 {
		p, err := seal.Prove(bytes.NewReader(hashes), 5, int64(i), plainLeaf(i).AppendTo(nil))
		require.NoError(t, err)
		text, err := p.MarshalText()
		require.NoError(t, err)
		read, err := seal.ParseProof(string(text))
		require.NoError(t, err)
		assert.Equal(t, p, read)
		var unmarshalled seal.Proof
		require.NoError(t, unmarshalled.UnmarshalText(text))
		assert.Equal(t, p, unmarshalled)

		object, err := json.MarshalIndent(p, "", " ")
		require.NoError(t, err)
		var decoded seal.Proof
		require.NoError(t, json.Unmarshal(object, &decoded))
		assert.Equal(t, p, decoded)
	}
	_, single := plain(t, 1)
	require.NoError(t, single.Check())
	p := seal.Proof{Size: 1, Leaf: plainLeaf(0).AppendTo(nil)}
	object, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Contains(t, string(object), `"hashes":[]`)
}

func TestProofFormsRefuse(t *testing.T) {
	hashes, _ := plain(t, 5)
	p, err := seal.Prove(bytes.NewReader(hashes), 5, 3, plainLeaf(3).AppendTo(nil))
	require.NoError(t, err)
	text, err := p.MarshalText()
	require.NoError(t, err)
	good := string(text)
	for _, bad := range []string{"", "x", "ghg-proof-1:", "ghg-proof-1:!", good + "A", good[:len(good)-2], good + good, strings.Replace(good, "-1:", "-2:", 1), good + "\n", good + strings.Repeat("A", 9<<20)} {
		_, err := seal.ParseProof(bad)
		require.Error(t, err, bad[:min(len(bad), 20)])
	}
	require.Error(t, (&seal.Proof{}).UnmarshalText(nil))
	object, err := json.Marshal(p)
	require.NoError(t, err)
	for _, bad := range []string{
		``, `{}`, `null`, `[]`, strings.Replace(string(object), `"index":3`, `"index":7`, 1), strings.Replace(string(object), `"index":3`, `"index":-1`, 1),
		strings.Replace(string(object), `"index":3`, `"index":3,"index":3`, 1), strings.Replace(string(object), `"index"`, `"Index"`, 1), strings.Replace(string(object), `{`, `{"more":1,`, 1),
		strings.Repeat(" ", 9<<20),
	} {
		require.Error(t, p.UnmarshalJSON([]byte(bad)), bad[:min(len(bad), 20)])
	}
	for _, bad := range []seal.Proof{
		{}, {Size: -1}, {Size: 1, Index: 1}, {Size: 1, Leaf: []byte("x")}, {Size: 1, Leaf: p.Leaf, Hashes: make([]seal.Digest, 100)},
	} {
		_, err := bad.MarshalText()
		require.Error(t, err)
		_, err = bad.MarshalJSON()
		require.Error(t, err)
		_, err = seal.Verify(nil, bad, seal.Statement{}, seal.Evidence{})
		require.Error(t, err)
	}
}

func TestProveRefuses(t *testing.T) {
	hashes, _ := plain(t, 5)
	leaf := plainLeaf(3).AppendTo(nil)
	_, err := seal.Prove(nil, 5, 3, leaf)
	require.ErrorIs(t, err, ghg.ErrMissing)
	for _, index := range []int64{-1, 5} {
		_, err = seal.Prove(bytes.NewReader(hashes), 5, index, leaf)
		require.ErrorContains(t, err, "index of the leaf is out of range")
	}
	_, err = seal.Prove(bytes.NewReader(hashes), 5, 3, nil)
	require.ErrorIs(t, err, ghg.ErrUnknown)
	_, err = seal.Prove(bytes.NewReader(hashes), 5, 2, leaf)
	require.ErrorContains(t, err, "hash of leaf 2 is not what was sealed")
	_, err = seal.Prove(bytes.NewReader(hashes[:32]), 5, 3, leaf)
	require.ErrorContains(t, err, "stored hashes is not set")
	altered := slices.Clone(hashes)
	altered[32*tlog.StoredHashIndex(0, 2)]++
	_, err = seal.Prove(bytes.NewReader(altered), 5, 3, leaf)
	require.ErrorContains(t, err, "stored hashes is not what was sealed: want those of one tree: they were altered")
	for _, short := range []int{6, 7} {
		_, err = seal.Prove(bytes.NewReader(hashes[:32*short]), 5, 3, leaf)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
}

func FuzzParseProof(f *testing.F) {
	hashes, _ := plain(f, 9)
	for i := range 9 {
		p, err := seal.Prove(bytes.NewReader(hashes), 9, int64(i), plainLeaf(i).AppendTo(nil))
		require.NoError(f, err)
		text, err := p.MarshalText()
		require.NoError(f, err)
		f.Add(string(text))
		object, err := p.MarshalJSON()
		require.NoError(f, err)
		f.Add(string(object))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := seal.ParseProof(text); err == nil {
			again, err := p.MarshalText()
			require.NoError(t, err)
			require.Equal(t, text, string(again))
		}
		var p seal.Proof
		if p.UnmarshalJSON([]byte(text)) == nil {
			_, err := p.MarshalJSON()
			require.NoError(t, err)
		}
		var c seal.Consistency
		if c.UnmarshalJSON([]byte(text)) == nil {
			_, err := c.MarshalJSON()
			require.NoError(t, err)
		}
	})
}
