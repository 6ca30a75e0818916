package all_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// printDigests makes the test binary print the digests and leave.
const printDigests = "GHG_TEST_PRINT_DIGESTS"

func TestMain(m *testing.M) {
	if os.Getenv(printDigests) == "" {
		os.Exit(m.Run())
	}
	text, err := digests()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(text)
}

// digests lists every set, and of every tenth factor its own, a line each.
func digests() (string, error) {
	var b strings.Builder
	for _, e := range all.Editions() {
		set, err := e.Load()
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&b, set.Name(), set.Digest())
		n := 0
		for f := range set.All() {
			if n%10 == 0 {
				fmt.Fprintln(&b, f.ID, f.Digest())
			}
			n++
		}
	}
	rates, err := worldbank.Rates()
	if err != nil {
		return "", err
	}
	fmt.Fprintln(&b, "rates", rates.Digest())
	return b.String(), nil
}

// TestDigestsOfTwoProcesses has two other processes print the digests.
func TestDigestsOfTwoProcesses(t *testing.T) {
	own, err := digests()
	require.NoError(t, err)
	assert.Greater(t, strings.Count(own, "\n"), 3000)
	self, err := os.Executable()
	require.NoError(t, err)
	for range 2 {
		other := exec.Command(self)
		other.Env = append(os.Environ(), printDigests+"=1")
		text, err := other.Output()
		require.NoError(t, err)
		require.Equal(t, own, string(text))
	}
}

// TestOneDigit changes one digit of an amount of gas in the files of each edition, in turn in the first row, one in
// the middle and the last: the digest is another.
func TestOneDigit(t *testing.T) {
	for _, e := range all.Editions() {
		t.Run(e.Package+"-"+e.Edition, func(t *testing.T) {
			digest := load(t, e).Digest()
			files := inMemory(t, e.Package)
			name := e.Edition + ".csv"
			text, err := fs.ReadFile(files, name)
			require.NoError(t, err)
			lines := bytes.SplitAfter(text, []byte("\n"))
			lines = lines[:len(lines)-1]
			for _, n := range []int{1, len(lines) / 2, len(lines) - 1} {
				changed := bytes.Clone(lines[n])
				at := lastAmount.FindSubmatchIndex(changed)
				require.NotNil(t, at, "%s", changed)
				digit := &changed[at[3]-1]
				*digit = '0' + (*digit-'0'+1)%10
				other := bytes.Join([][]byte{bytes.Join(lines[:n], nil), changed, bytes.Join(lines[n+1:], nil)}, nil)
				set, err := factors.Load(with(files, name, other), e.Edition)
				require.NoError(t, err)
				assert.NotEqual(t, digest, set.Digest(), "%s", changed)
			}
		})
	}
}

// lastAmount finds the last number of the columns of gases, behind unit and boundary: no label has one between two
// commas so.
var lastAmount = regexp.MustCompile(`(?:combustion|generation|well-to-tank|losses|life-cycle|cradle-to-gate|treatment|direct|outside-of-scopes|unstated),+([0-9.]*[0-9])`)

// with returns the files with one of them replaced.
func with(files fs.FS, name string, text []byte) fs.FS {
	changed := fstest.MapFS{name: {Data: text}}
	for n, f := range files.(fstest.MapFS) {
		if n != name {
			changed[n] = f
		}
	}
	return changed
}
