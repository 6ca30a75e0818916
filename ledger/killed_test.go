//go:build unix

package ledger_test

import (
	"context"
	"errors"
	"math/rand/v2"
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

	"github.com/ghgkit/ghg/ledger"
)

const folderOfRun = "GHG_TEST_LEDGER"

// TestMain runs the ledger of a folder instead of the tests if TestKilled asks for it.
func TestMain(m *testing.M) {
	if dir := os.Getenv(folderOfRun); dir != "" {
		os.Exit(runIn(dir))
	}
	os.Exit(m.Run())
}

// runIn runs the ledger of a folder, and returns the status to exit with.
func runIn(dir string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	path := func(name string) string { return filepath.Join(dir, name) }
	_, err := ledger.RunFiles(ctx, fuelJob(&testing.T{}), ledger.Files{Input: path("fuel.csv"), Lines: path("lines.csv"), Rejects: path("rejects.csv"), Totals: path("totals.csv")})
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		_, _ = os.Stdout.Write(status)
	}
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error())
		return 3
	}
	return 0
}

// TestKilled ends runs at two hundred random moments, by SIGINT and SIGKILL: what has its final name is complete.
func TestKilled(t *testing.T) {
	kills := 200
	if testing.Short() || raceDetector {
		kills = 12
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(path("fuel.csv"), []byte(fuelHead+strings.Repeat(fuelLine, 150_000)), 0o600))
	rng := rand.New(rand.NewPCG(7, 8))
	begin := time.Now()
	whole := exec.Command(os.Args[0])
	whole.Env = append(os.Environ(), folderOfRun+"="+dir)
	require.NoError(t, whole.Run())
	took := time.Since(begin)
	want := map[string]int64{}
	names := []string{"lines.csv", "rejects.csv", "totals.csv"}
	for _, name := range names {
		info, err := os.Stat(path(name))
		require.NoError(t, err)
		want[name] = info.Size()
		require.NoError(t, os.Remove(path(name)))
	}
	ended := 0
	for i := range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), folderOfRun+"="+dir)
		require.NoError(t, child.Start())
		time.Sleep(time.Duration(rng.Int64N(int64(took))))
		sent := syscall.SIGKILL
		if i%2 == 0 {
			sent = syscall.SIGINT
		}
		_ = child.Process.Signal(sent) // it may have ended
		var exit *exec.ExitError
		if err := child.Wait(); errors.As(err, &exit) {
			ended++
			if sent == syscall.SIGINT && exit.ExitCode() == 3 {
				left, err := filepath.Glob(path(".*.part"))
				require.NoError(t, err)
				assert.Empty(t, left, "a run that was interrupted leaves nothing")
			}
		}
		for _, name := range names {
			if info, err := os.Stat(path(name)); err == nil {
				assert.Equal(t, want[name], info.Size(), "%s of run %d", name, i)
			}
		}
		parts, err := filepath.Glob(path(".*.part"))
		require.NoError(t, err)
		for _, name := range append(parts, path("lines.csv"), path("rejects.csv"), path("totals.csv")) {
			_ = os.Remove(name)
		}
	}
	assert.Greater(t, ended, kills/8)
	t.Logf("%d of %d runs were ended, a whole one takes %v", ended, kills, took.Round(time.Millisecond))
}
