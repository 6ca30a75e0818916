package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// longLedger writes a ledger of many lines.
func longLedger(t *testing.T, dir string, lines int) string {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("id,period,fuel,region,amount\n")
	for i := range lines {
		fmt.Fprintf(&b, "boiler-%d,2024,natural-gas,GB,%d kWh(HHV)\n", i, i)
	}
	name := filepath.Join(dir, "boilers.csv")
	require.NoError(t, os.WriteFile(name, b.Bytes(), 0o600))
	return name
}

// stopping cancels a context at the first progress.
type stopping struct{ stop context.CancelFunc }

func (s stopping) Write(p []byte) (int, error) {
	s.stop()
	return len(p), nil
}

// An interrupt ends a run with status 130 and leaves no output, under no name.
func TestLedgerIsInterrupted(t *testing.T) {
	dir := t.TempDir()
	args := []string{
		"ledger", longLedger(t, dir, 200_000), "--method", "scope1.stationary-combustion", "--factors", "desnz-2024", "--gwp", "AR5", "--seal",
	}
	for _, flag := range []string{"out", "rejects", "totals-out", "hashes", "statement"} {
		args = append(args, "--"+flag, filepath.Join(dir, flag))
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out bytes.Buffer
	errs := stopping{stop}
	status := cli.Main(ctx, args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: errs, Terminal: true})
	assert.Equal(t, cli.StatusInterrupted, status)
	assert.Empty(t, out.String())
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, files, 1, "%v", files) // the input
}

// Progress is shown on a terminal, and is erased at the end.
func TestLedgerShowsProgress(t *testing.T) {
	dir := t.TempDir()
	args := []string{
		"ledger", longLedger(t, dir, 50_000), "--method", "scope1.stationary-combustion", "--factors", "desnz-2024", "--gwp", "AR5",
		"--rejects", filepath.Join(dir, "rejects.csv"),
	}
	var errs bytes.Buffer
	require.Equal(t, cli.StatusOK, cli.Main(t.Context(), args, cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: &errs, Terminal: true}))
	assert.Contains(t, errs.String(), " lines, ")
	assert.Contains(t, errs.String(), "MB/s")
	assert.True(t, strings.HasSuffix(errs.String(), " \r"), "%q", errs.String())

	_, quiet, status := run(t.Context(), args...)
	require.Equal(t, cli.StatusOK, status)
	assert.Empty(t, quiet)
}
