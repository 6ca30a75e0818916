//go:build unix

package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// TestInterrupts sends a run of a ledger the signals that ask it to end: it exits with the status of an interrupt and leaves no
// file. Under nohup, the end of a terminal does not end it.
func TestInterrupts(t *testing.T) {
	handled := make(chan os.Signal, 1) // so that what is run here handles it by itself, even if this is run under nohup
	signal.Notify(handled, syscall.SIGHUP)
	defer signal.Stop(handled)
	const head, line = "id,period,fuel,region,amount\n", "a,2024,natural-gas,GB,1 MWh(HHV)\n"
	for name, c := range map[string]struct {
		signal syscall.Signal
		under  []string
		want   int
	}{
		"interrupted":             {syscall.SIGINT, nil, cli.StatusInterrupted},
		"asked to end":            {syscall.SIGTERM, nil, cli.StatusInterrupted},
		"terminal closed":         {syscall.SIGHUP, nil, cli.StatusInterrupted},
		"terminal closed, nohup":  {syscall.SIGHUP, []string{"nohup"}, cli.StatusOK},
		"asked to end, and nohup": {syscall.SIGTERM, []string{"nohup"}, cli.StatusInterrupted},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in := filepath.Join(dir, "fuel.csv")
			require.NoError(t, os.WriteFile(in, []byte(head+strings.Repeat(line, 500_000)), 0o600))
			args := append(c.under, os.Args[0], "ledger", in, "--method", "scope1.stationary-combustion", "--factors", "desnz-2024", "--gwp", "AR5") //nolint:gocritic // of its own
			run := exec.Command(args[0], append(args[1:], "--out", filepath.Join(dir, "lines.csv"), "--rejects", filepath.Join(dir, "rejects.csv"))...)
			run.Env = append(os.Environ(), asCommand+"=1")
			var said strings.Builder
			run.Stderr = &said
			require.NoError(t, run.Start())
			require.Eventually(t, func() bool {
				parts, err := filepath.Glob(filepath.Join(dir, ".*.part"))
				return err == nil && len(parts) > 0
			}, time.Minute, time.Millisecond)
			require.NoError(t, run.Process.Signal(c.signal))
			_ = run.Wait() // the status tells
			assert.Equal(t, c.want, run.ProcessState.ExitCode(), said.String())
			files, err := os.ReadDir(dir)
			require.NoError(t, err)
			if c.want == cli.StatusInterrupted {
				assert.Len(t, files, 1, "%v", files) // the input
				assert.Contains(t, said.String(), "interrupted: no output was written")
			} else {
				assert.Len(t, files, 3, "%v", files)
			}
		})
	}
}
