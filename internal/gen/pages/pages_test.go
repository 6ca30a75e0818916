package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/module"
)

// TestPagesAreUpToDate checks that every derived page is as go generate writes it.
func TestPagesAreUpToDate(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	pages, err := all(root)
	require.NoError(t, err)
	for _, p := range pages {
		text, err := os.ReadFile(filepath.Join(root, p.path))
		if err != nil || string(text) != string(p.text) {
			t.Errorf("%s does not match its declarations and data: run go generate", p.path)
		}
	}
}

func TestReplaced(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a\n<!-- x:begin -->\nold\nold\n<!-- x:end -->\nb\n", "a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n"},
		{"a\n<!-- x:begin -->\n<!-- x:end -->\nb\n", "a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n"},
		{"// x:begin\n// x:end\n", "// x:begin\nnew\n// x:end\n"},
	} {
		got, err := replaced(c.text, "x", "new\n")
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	got, err := replaced("the <!-- n:begin -->78<!-- n:end --> methods", "n", "79")
	require.NoError(t, err)
	assert.Equal(t, "the <!-- n:begin -->79<!-- n:end --> methods", got)
	_, err = replaced("x:end x:begin", "x", "")
	require.ErrorContains(t, err, "no block")
}
