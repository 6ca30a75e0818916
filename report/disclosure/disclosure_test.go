package disclosure_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files")

// samples are the reports of the golden files.
func samples(t *testing.T) map[string]report.Report {
	t.Helper()
	return map[string]report.Report{"nec": sample.NEC(t), "three": sample.ThreeCountries(t), "group": sample.Group(t)}
}

// ofGroup are the editions that show what the group has and the other samples have not.
var ofGroup = []string{"cdp-2024", "esrs-e1-set-1", "ifrs-s2-2023", "sbti"}

// TestGolden compares the tables of every edition with files.
func TestGolden(t *testing.T) {
	for name, r := range samples(t) {
		for _, e := range disclosure.Editions() {
			if name == "group" && !slices.Contains(ofGroup, e.ID) {
				continue
			}
			tables, err := e.Tables(r)
			require.NoError(t, err, e.ID)
			require.NoError(t, disclosure.Check(r, tables), e.ID)
			var md, js, csv bytes.Buffer
			require.NoError(t, disclosure.WriteMarkdown(&md, r, e, tables))
			require.NoError(t, disclosure.WriteJSON(&js, r, e, tables))
			require.NoError(t, disclosure.WriteCSV(&csv, r, e, tables, true))
			for ext, got := range map[string][]byte{"md": md.Bytes(), "json": js.Bytes(), "csv": csv.Bytes()} {
				path := filepath.Join("testdata", name+"."+e.ID+"."+ext)
				if *update {
					require.NoError(t, os.MkdirAll("testdata", 0o755))
					require.NoError(t, os.WriteFile(path, got, 0o600))
				}
				want, err := os.ReadFile(path)
				require.NoError(t, err)
				assert.True(t, bytes.Equal(want, got), "%s: another text than the golden file; see it with -update and git diff", path)
			}
		}
	}
}
