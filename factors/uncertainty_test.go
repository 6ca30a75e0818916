package factors_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
)

// An uncertainty that is not published is unknown, not 0: the two differ in a factor, in its sheet and in the digest.
func TestUnknownUncertaintyIsNotZero(t *testing.T) {
	const head = "activity,region,valid_from,valid_to,unit,boundary,CO2,uncertainty\na,GB,2024-01-01,2024-12-31,L,direct,1,"
	digests := map[string]bool{}
	for _, c := range []struct {
		cell, want string
		published  bool
	}{
		{"", "unknown", false},
		{"0", "0", true},
		{"0.05", "0.05", true},
	} {
		set, err := factors.ReadCSV(strings.NewReader(head+c.cell+"\n"), sheetMeta)
		require.NoError(t, err)
		for f := range set.All() {
			_, published := f.Uncertainty.Share()
			assert.Equal(t, c.published, published, c.cell)
			assert.Equal(t, c.want, f.Uncertainty.String())
		}
		var written bytes.Buffer
		require.NoError(t, factors.WriteCSV(&written, set, false))
		back, err := factors.ReadCSV(&written, sheetMeta)
		require.NoError(t, err)
		assert.Equal(t, set.Digest(), back.Digest(), "%q is written as it was read", c.cell)
		assert.False(t, digests[set.Digest()], "%q is in the digest", c.cell)
		digests[set.Digest()] = true
	}
	assert.Equal(t, "unknown", factors.Uncertainty{}.String())
	share, published := factors.PublishedUncertainty(dec.MustParse("0.1")).Share()
	assert.True(t, published)
	assert.Equal(t, "0.1", share.String())
}
