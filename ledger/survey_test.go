package ledger

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSurvey compares the survey of hashes with a map, of parts that fit into the table at once and of longer ones.
func TestSurvey(t *testing.T) {
	const n = 30_000
	rng := rand.New(rand.NewPCG(1, 2))
	for name, hash := range map[string]func() uint64{
		"random":                    rng.Uint64,
		"some that are there twice": func() uint64 { return uint64(rng.IntN(n)) * 0x9e3779b97f4a7c15 },
		"one part":                  func() uint64 { return rng.Uint64() >> partBits },
		"more than rounds divide":   func() uint64 { return rng.Uint64() >> 48 },
		"none and zero":             func() uint64 { return 0 },
	} {
		for _, slots := range []int{1 << 19, 1 << 9, 1 << 7} {
			back := SetUniqueBounds(slots, 1<<20)
			file, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
			require.NoError(t, err)
			s := newSurvey(file)
			counts := map[uint64]int{}
			for range n {
				h := hash()
				counts[h]++
				require.NoError(t, s.add(h))
			}
			found, err := s.repeated()
			back()
			require.NoError(t, err)
			once, mistaken := 0, 0
			for h, count := range counts {
				switch {
				case count > 1:
					require.True(t, found.has(h), "%s: %x is there %d times", name, h, count)
				case h != 0:
					once++
					if found.has(h) {
						mistaken++
					}
				}
			}
			if name == "random" {
				assert.LessOrEqual(t, mistaken, once/100, "of hashes that are there once, few may be repeated")
			}
			require.NoError(t, file.Close())
		}
	}
}

// TestSurveyOfOneText requires that what nearly all lines have takes next to no room.
func TestSurveyOfOneText(t *testing.T) {
	defer SetSurveyChunk(64)()
	file, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	rng := rand.New(rand.NewPCG(1, 2))
	s := newSurvey(file)
	const often, n, others = 0x123456789abcdef0, 100_000, 100
	for i := range n {
		hash := uint64(often)
		if i%(n/others) == 0 {
			hash = rng.Uint64()
		}
		require.NoError(t, s.add(hash))
	}
	info, err := file.Stat()
	require.NoError(t, err)
	assert.LessOrEqual(t, info.Size(), int64(8*2*others))
	found, err := s.repeated()
	require.NoError(t, err)
	assert.True(t, found.has(often))
}
