package ledger

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/ledger/seal"
)

// TestQuickForms adds forms until the slots have grown, finds each by its key, and leaves out what has no room.
func TestQuickForms(t *testing.T) {
	k := newKinds([]string{""}, true)
	f := &face{}
	k.quicks.faces[0] = f
	var digest seal.Digest
	short := &way{short: &derive.ShortForm{}, parts: []part{{face: f, factors: []byte("a"), digest: &digest}}}
	rounded := &way{rounded: &derive.Rounded{}, parts: []part{{face: f, factors: []byte("b")}}}
	key := func(i int) []byte { return []byte(fmt.Sprintf("key %d", i)) }
	const many = 3000
	for i := range many {
		w := short
		if i%3 == 0 {
			w = rounded
		}
		require.True(t, k.quicks.add(hashOfKey(1, key(i)), 1, key(i), w))
	}
	for i := range many {
		n := k.quicks.find(hashOfKey(1, key(i)), 1, key(i))
		require.Equal(t, uint32(i+1), n)
		q := k.quicks.at(n)
		assert.Equal(t, i%3 == 0, k.quicks.roundedOf(q) != nil)
		assert.Equal(t, i%3 != 0, k.quicks.same(q, short))
		assert.Equal(t, i%3 == 0, k.quicks.same(q, rounded))
		assert.False(t, k.quicks.same(q, &way{kind: &derive.Kind{}}))
		var p part
		k.quicks.setPart(&p, n, q)
		assert.Len(t, p.factors, 1)
	}
	assert.Zero(t, k.quicks.find(hashOfKey(2, key(1)), 2, key(1)), "another sheet")
	assert.Zero(t, k.quicks.find(hashOfKey(1, key(many)), 1, key(many)))
	for name, c := range map[string]struct {
		key []byte
		way *way
	}{
		"no key":     {nil, short},
		"long key":   {bytes.Repeat([]byte("x"), keySize+1), short},
		"two parts":  {key(many), &way{short: short.short, parts: []part{short.parts[0], short.parts[0]}}},
		"no form":    {key(many), &way{kind: &derive.Kind{}, parts: short.parts}},
		"other face": {key(many), &way{short: short.short, parts: []part{{face: &face{}, factors: []byte("a")}}}},
		"long cell":  {key(many), &way{short: short.short, parts: []part{{face: f, factors: make([]byte, textSize)}}}},
	} {
		assert.False(t, k.quicks.add(1, 1, c.key, c.way), name)
	}
}

// TestTextsEnd fills the memory of cells: a cell that has no room is left to the result.
func TestTextsEnd(t *testing.T) {
	var q quicks
	slots := make([]atomic.Uint64, 2)
	q.slots.Store(&slots)
	q.known = map[string]uint32{}
	cell := make([]byte, textSize-3)
	for i := range mostPieces {
		cell[0], cell[1] = byte(i), byte(i>>8)
		at, fits := q.text(cell)
		require.True(t, fits)
		require.Equal(t, cell, q.cellAt(at))
	}
	_, fits := q.text([]byte("one more"))
	assert.False(t, fits)
	at, fits := q.text(cell)
	assert.True(t, fits, "it is known")
	assert.Equal(t, cell, q.cellAt(at))
}

// TestDraftsWithoutRoom makes ways in one draft when the memory of cells is full: each keeps the cell of its factors.
func TestDraftsWithoutRoom(t *testing.T) {
	k := newKinds([]string{""}, false)
	k.quicks.end = mostPieces * textSize
	var d draft
	var ways []way
	for _, id := range []string{"set:one", "set:two"} {
		require.NoError(t, k.shortWay(&derive.ShortForm{}, &ghg.Result{Factors: []ghg.FactorRecord{{ID: id}}}, &d))
		ways = append(ways, d.way.own())
	}
	assert.Equal(t, "set:one", string(ways[0].parts[0].factors))
	assert.Equal(t, "set:two", string(ways[1].parts[0].factors))
}
