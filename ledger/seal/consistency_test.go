package seal_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

func TestConsistency(t *testing.T) {
	const most = 33
	hashes, _ := plain(t, most)
	for size := range most + 1 {
		_, newer := plain(t, size)
		for old := range size + 1 {
			_, older := plain(t, old)
			p, err := seal.ProveConsistency(bytes.NewReader(hashes), int64(old), int64(size))
			require.NoError(t, err)
			require.NoError(t, seal.CheckConsistency(p, older, newer))
			if old > 0 {
				require.NoError(t, tlog.CheckTree(tlogHashes(p.Hashes), int64(size), tlog.Hash(newer.Root), int64(old), tlog.Hash(older.Root)))
			}
			object, err := json.Marshal(p)
			require.NoError(t, err)
			var read seal.Consistency
			require.NoError(t, json.Unmarshal(object, &read))
			require.NoError(t, seal.CheckConsistency(read, older, newer))

			older.Root = seal.LeafHash([]byte("other"))
			require.ErrorIs(t, seal.CheckConsistency(p, older, newer), seal.ErrDiffers)
		}
	}
}

func TestConsistencyRefuses(t *testing.T) {
	hashes, newer := plain(t, 9)
	_, older := plain(t, 5)
	p, err := seal.ProveConsistency(bytes.NewReader(hashes), 5, 9)
	require.NoError(t, err)
	for want, damage := range map[string]func(p *seal.Consistency, older, newer *seal.Statement){
		`content of the newer statement is not what was sealed ("inventory"): want ledger`: func(_ *seal.Consistency, _, newer *seal.Statement) {
			newer.Of, newer.Header = seal.InventoryResults, seal.Digest{}
		},
		`name of the newer statement is not what was sealed ("other"): want plain`:   func(_ *seal.Consistency, _, newer *seal.Statement) { newer.Name = "other" },
		`method of the newer statement`:                                              func(_ *seal.Consistency, _, newer *seal.Statement) { newer.Method = "x" },
		`header of the newer statement`:                                              func(_ *seal.Consistency, _, newer *seal.Statement) { newer.Header[0]++ },
		`lines of the older tree of the proof is not what was sealed ("5"): want 6`:  func(_ *seal.Consistency, older, _ *seal.Statement) { older.Lines++ },
		`lines of the newer tree of the proof is not what was sealed ("9"): want 10`: func(_ *seal.Consistency, _, newer *seal.Statement) { newer.Lines++ },
		`one of them was altered, moved or removed`:                                  func(p *seal.Consistency, _, _ *seal.Statement) { p.Hashes[0][0]++ },
		`number of leaves is out of range`:                                           func(_ *seal.Consistency, older, _ *seal.Statement) { older.Lines = -1 },
		`lines of the earlier ledger is out of range`:                                func(p *seal.Consistency, _, _ *seal.Statement) { p.Old = 10 },
	} {
		q, o, n := seal.Consistency{Old: p.Old, New: p.New, Hashes: append([]seal.Digest(nil), p.Hashes...)}, older, newer
		damage(&q, &o, &n)
		require.ErrorContains(t, seal.CheckConsistency(q, o, n), want)
	}
	_, empty := plain(t, 0)
	require.ErrorContains(t, seal.CheckConsistency(seal.Consistency{New: 9, Hashes: p.Hashes}, empty, newer), "hashes of the proof is not what was sealed")

	_, err = seal.ProveConsistency(nil, 1, 2)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = seal.ProveConsistency(bytes.NewReader(hashes), 3, 2)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = seal.ProveConsistency(bytes.NewReader(nil), 1, 2)
	require.ErrorIs(t, err, ghg.ErrMissing)
	for _, bad := range []seal.Consistency{{New: -1}, {Old: 2, New: 1}, {New: 1, Hashes: make([]seal.Digest, 200)}} {
		_, err := bad.MarshalJSON()
		require.Error(t, err)
	}
	for _, bad := range []string{``, `{}`, `null`, `{"old":2,"new":1,"hashes":[]}`, `{"old":1,"new":2,"hashes":[],"old":1}`} {
		require.Error(t, (&seal.Consistency{}).UnmarshalJSON([]byte(bad)), bad)
	}
}

// The state as of an earlier day is a prefix of the stored hashes.
func TestPrefix(t *testing.T) {
	hashes, _ := plain(t, 20)
	_, older := plain(t, 13)
	root, err := seal.Root(bytes.NewReader(hashes), 13)
	require.NoError(t, err)
	assert.Equal(t, older.Root, root)
}
