package nec

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// A sheet that is not there is named, whichever it is.
func TestSheetsAreNeeded(t *testing.T) {
	files, err := Files()
	require.NoError(t, err)
	all := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var data []byte
			data, err = fs.ReadFile(files, path)
			all[path] = &fstest.MapFile{Data: data}
		}
		return err
	}))
	assert.NotEmpty(t, all)
	for name := range all {
		without := fstest.MapFS{}
		for other, file := range all {
			if other != name {
				without[other] = file
			}
		}
		_, err := Load(without)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
		assert.ErrorContains(t, err, name)
	}
}

func TestPublished(t *testing.T) {
	files, err := Files()
	require.NoError(t, err)
	r, err := Load(files)
	require.NoError(t, err)
	_, err = r.Published.Category(ghg.Franchises)
	assert.ErrorContains(t, err, "no figure")
	_, err = r.Published.MWh(1999, "electricity")
	assert.ErrorContains(t, err, "no electricity in FY1999")
	for _, s := range Tracked() {
		p, err := r.Track(s)
		require.NoError(t, err)
		assert.Equal(t, ReportYear, p.Latest.Year)
	}
}
