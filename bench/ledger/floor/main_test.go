package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/ledger"
)

// The bare loop does the same job: its lines are those of the ledger, byte by byte.
func TestSameLines(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	require.NoError(t, workload.Write(in, workload.Options{Rows: 2000}))
	require.NoError(t, run(in, out))
	got, err := os.ReadFile(filepath.Join(out, workload.Lines))
	require.NoError(t, err)

	set, err := workload.ReadFactors(in)
	require.NoError(t, err)
	sheet, err := os.Open(filepath.Join(in, workload.Activities))
	require.NoError(t, err)
	defer func() { _ = sheet.Close() }()
	header, _, _ := strings.Cut(string(got), "\n")
	job := ledger.Job{Basis: workload.Basis(set), Method: workload.Method, Columns: strings.Split(header, ",")}
	var want, rejects bytes.Buffer
	_, err = ledger.Run(context.Background(), job, sheet, ledger.Output{Lines: &want, Rejects: &rejects})
	require.NoError(t, err)
	require.True(t, bytes.Equal(want.Bytes(), got), "the lines differ")
}

func TestAppend(t *testing.T) {
	for want, n := range map[string]number{
		"0":                                    {wide{}, 8},
		"1":                                    {wide{100}, 2},
		"0.01":                                 {wide{100}, 4},
		"120":                                  {wide{120}, 0},
		"0.1111111111111111111111111111111111": quotient(1, 1, 9, 0),
		"888888888888888.8888888888888888889":  quotient(8_000_000_000_000_000, 1, 9, 0),
		"18446744073709551616":                 {wide{0, 1}, 0},
		"1.8446744073709551616":                {wide{0, 1}, 19},
		"0.00018446744073709551616":            {wide{0, 1}, 23},
	} {
		require.Equal(t, want, string(n.append(nil)))
	}
}
