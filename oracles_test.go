package ghg_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tableRows returns the rows of a page's tables, without headers and rules.
func tableRows(t *testing.T, section string) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.SplitSeq(section, "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| id |") || strings.HasPrefix(line, "| file |") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
			require.NotEmpty(t, cells[i], line)
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestOracleIndex checks testdata/oracles/README.md against the published figures: each figure is in the files that the
// page names, or is listed with the reason why it is not calculated; each file is read by the test that the page names.
func TestOracleIndex(t *testing.T) {
	page, err := os.ReadFile("testdata/oracles/README.md")
	require.NoError(t, err)
	files, rest, found := strings.Cut(string(page), "\n## Methods\n")
	require.True(t, found)
	_, rest, found = strings.Cut(rest, "\n## Not calculated\n") // of the methods: package activity
	require.True(t, found)
	not, calculated, found := strings.Cut(rest, "\n## Calculated\n")
	require.True(t, found)

	read := map[string]string{}
	for _, row := range tableRows(t, files) {
		require.Len(t, row, 3)
		path, function, _ := strings.Cut(row[1], ": ")
		text, err := os.ReadFile(strings.Trim(path, "`"))
		require.NoError(t, err)
		if want := "func " + function + "(t *testing.T)"; !strings.Contains(string(text), want) {
			t.Errorf("%s does not contain %q", path, want)
		}
		reads := regexp.MustCompile(`\(t, "` + row[0] + `"|testdata/oracles/` + row[0] + `\.json`) // oracle.Run, oracle.Read
		if !reads.Match(text) {
			t.Errorf("%s does not read %s.json", path, row[0])
		}
		read[row[0]] = path
	}

	holds := map[string][]string{}
	names, err := filepath.Glob("testdata/oracles/*.json")
	require.NoError(t, err)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var list []struct{ ID string }
		require.NoError(t, json.Unmarshal(text, &list))
		file := strings.TrimSuffix(filepath.Base(name), ".json")
		require.Contains(t, read, file)
		delete(read, file)
		for _, o := range list {
			holds[o.ID] = append(holds[o.ID], file)
		}
	}
	assert.Empty(t, read, "files on the page that do not exist")

	listed := map[string]bool{}
	for _, row := range tableRows(t, calculated) {
		require.Len(t, row, 4)
		require.False(t, listed[row[0]], row[0])
		listed[row[0]] = true
		assert.Equal(t, strings.Join(holds[row[0]], ", "), row[3], row[0])
	}
	assert.Len(t, holds, len(listed), "every figure must be listed on the page")
	assert.Len(t, listed, 124)
	for _, row := range tableRows(t, not) {
		require.Len(t, row, 4)
		require.False(t, listed[row[0]], row[0])
		listed[row[0]] = true
	}
	assert.Len(t, listed, 131)
}
