package all_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
)

// A lock of factors throughout each set is read back as it was written, and shows no change.
func TestLockOfEverySet(t *testing.T) {
	for _, e := range all.Editions() {
		set, err := e.Load()
		require.NoError(t, err)
		lock, err := factors.NewLock(set, func(yield func(ghg.Result) bool) {
			i := 0
			for f := range set.All() {
				if i++; i%10 == 0 && !yield(ghg.Result{Factors: []ghg.FactorRecord{f.Record()}}) {
					return
				}
			}
		})
		require.NoError(t, err)
		var file bytes.Buffer
		require.NoError(t, lock.Write(&file))
		read, err := factors.ReadLock(&file)
		require.NoError(t, err, set.Name())
		assert.Equal(t, lock.Digest(), read.Digest())
		assert.Empty(t, read.Changes(set))
	}
}
