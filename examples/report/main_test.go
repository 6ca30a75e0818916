package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(nil, &out))
	golden.Assert(t, "report.md", out.Bytes())
}

// TestFiles checks that everything is written, the same bytes each time, and that the page is one file that loads nothing.
func TestFiles(t *testing.T) {
	first, again := t.TempDir(), t.TempDir()
	var out bytes.Buffer
	require.NoError(t, run([]string{"-out", first}, &out))
	require.NoError(t, run([]string{"-out", again}, &out))
	names, err := os.ReadDir(first)
	require.NoError(t, err)
	for _, name := range names {
		a, err := os.ReadFile(filepath.Join(first, name.Name()))
		require.NoError(t, err)
		b, err := os.ReadFile(filepath.Join(again, name.Name()))
		require.NoError(t, err)
		assert.True(t, bytes.Equal(a, b), name.Name())
	}
	for _, name := range []string{"report.html", "verify.html", "gri-305-2016.md", "esrs-e1-set-1.md", "lens.svg"} {
		assert.FileExists(t, filepath.Join(first, name))
	}
	page, err := os.ReadFile(filepath.Join(first, "report.html"))
	require.NoError(t, err)
	assert.NotContains(t, string(page), "src=")
	assert.Contains(t, string(page), "default-src &#39;none&#39;")
}

func TestFlags(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run([]string{"-help"}, &out), "-help is not an error")
	require.Error(t, run([]string{"-nothing"}, &out))
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.Error(t, run([]string{"-out", file}, &out), "a file is no folder")
}
