// Package golden compares the output of a test with a file that was checked by eye.
//
// The files are in testdata/golden of the package under test. "go test ./report/ -update" rewrites them; review the
// change in the diff like any other.
package golden

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files of the tests that run")

// Assert fails the test unless got equals the file testdata/golden/name byte for byte. With -update it writes the file
// instead. A name has no leading slash and no "..".
func Assert(t testing.TB, name string, got []byte) {
	t.Helper()
	if err := check(filepath.Join("testdata", "golden"), name, got, *update); err != nil {
		t.Error(err)
	}
}

// AssertFile is [Assert] for a file elsewhere: path leads to it from the folder of the package under test.
func AssertFile(t testing.TB, path string, got []byte) {
	t.Helper()
	if err := check(filepath.Dir(path), filepath.Base(path), got, *update); err != nil {
		t.Error(err)
	}
}

func check(dir, name string, got []byte, write bool) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("golden file %q: want a name inside %s", name, dir)
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if write {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, got, 0o644)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%w; run the test with -update to write it", err)
	}
	if bytes.Equal(got, want) {
		return nil
	}
	line, g, w := firstDifference(string(got), string(want))
	return fmt.Errorf("%s:%d differs:\n got %q\nwant %q\nrun the test with -update if the new text is right", path, line, g, w)
}

// firstDifference returns the first line in which two texts differ, counted from 1, and that line of both. Beyond the
// end of a text its line is "".
func firstDifference(got, want string) (line int, g, w string) {
	gs, ws := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	for i := range max(len(gs), len(ws)) {
		g, w = "", ""
		if i < len(gs) {
			g = gs[i]
		}
		if i < len(ws) {
			w = ws[i]
		}
		if g != w {
			return i + 1, g, w
		}
	}
	return 0, "", ""
}
