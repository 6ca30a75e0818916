package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAScopeWithoutLinesIsMissing checks that scope 1 is missing, not zero, if the sheet of fuels has no lines.
func TestAScopeWithoutLinesIsMissing(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("nec/data")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "fuels.csv"), []byte("id,period,fuel,region,amount,oxidation\n"), 0o600))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-data", dir}, &out))
	assert.Contains(t, out.String(), "missing: no sheet has a line for it")
	assert.Contains(t, out.String(), "scope 1: missing, no sheet has a line for it\n")
	assert.Contains(t, out.String(), "Scope 1+2+3, market-based, without scope 1 ")
	assert.Regexp(t, `FY2021 +missing +22`, out.String())
	assert.NotRegexp(t, `(?m)^Scope 1 +0\.00`, out.String())
}

func TestFlags(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run([]string{"-help"}, &out), "-help is not an error")
	dir := filepath.Join(t.TempDir(), "nowhere")
	assert.ErrorContains(t, run([]string{"-data", dir}, &out), dir, "the error must name the folder")
	require.NoError(t, run([]string{"-explain", "Electricity"}, &out), "ids are not case-sensitive")
	assert.Contains(t, out.String(), "electricity: ")
}
