package seal_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

func TestCompare(t *testing.T) {
	for _, size := range []int{10, 3000} {
		hashes, s := plain(t, size)
		var leaves []seal.Digest
		for i := range size {
			leaves = append(leaves, plainLeaf(i).Hash())
		}
		compare := func(leaves []seal.Digest) error {
			return seal.Compare(bytes.NewReader(hashes), s, slices.Values(leaves))
		}
		require.NoError(t, compare(leaves))
		for want, change := range map[string]func(l []seal.Digest) []seal.Digest{
			"line 5 is not what was sealed: want the line that was sealed: its record, derivation or CO2e was altered":     func(l []seal.Digest) []seal.Digest { l[4][0]++; return l },
			"line 5 is not what was sealed: want the line that is line 7 now: they were swapped":                           func(l []seal.Digest) []seal.Digest { l[4], l[6] = l[6], l[4]; return l },
			"line 5 is not what was sealed: want the line that was sealed: it was removed, and line 6 stands in its place": func(l []seal.Digest) []seal.Digest { return slices.Delete(l, 4, 5) },
			"line 5 is not what was sealed: want the line that is line 6 now: this one was added before it":                func(l []seal.Digest) []seal.Digest { return slices.Insert(l, 4, leafHash(99)) },
			"line 5 is not what was sealed: want the line that is line 7 now: lines were moved":                            func(l []seal.Digest) []seal.Digest { l[4], l[5], l[6] = l[5], l[6], l[4]; return l },
			"the last ones were removed": func(l []seal.Digest) []seal.Digest { return l[:len(l)-2] },
			"and this one was added":     func(l []seal.Digest) []seal.Digest { return append(l, leafHash(99), leafHash(98)) },
		} {
			err := compare(change(slices.Clone(leaves)))
			require.ErrorIs(t, err, seal.ErrDiffers)
			require.ErrorContains(t, err, want)
		}
		other := slices.Clone(hashes)
		other[32*tlog.StoredHashIndex(0, 4)]++
		require.ErrorContains(t, seal.Compare(bytes.NewReader(other), s, slices.Values(leaves)), "root of the stored hashes is not what was sealed")
		require.ErrorContains(t, seal.Compare(bytes.NewReader(hashes[:100]), s, slices.Values(leaves)), "stored hashes is not set")
		require.ErrorIs(t, seal.Compare(bytes.NewReader(hashes), s, nil), ghg.ErrMissing)
		require.ErrorIs(t, seal.Compare(nil, s, slices.Values(leaves)), ghg.ErrMissing)
		require.Error(t, seal.Compare(nil, seal.Statement{}, nil))
	}
}
