package cli_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// A page without the library names commands in its place: they are run here as they stand, with a project and a line of it.
func TestThePageNamesCommandsThatExist(t *testing.T) {
	t.Chdir(t.TempDir())
	run := func(args ...string) string {
		status, out, err := ghg(t, args...)
		require.Equal(t, cli.StatusOK, status, "%s: %s", strings.Join(args, " "), err)
		return out
	}
	run("init", "nec", "--sample", "nec")
	run("run", "nec", "--out", ".")
	run("report", "nec", "--out", "report.html")
	page, err := os.ReadFile("report.html")
	require.NoError(t, err)
	found := regexp.MustCompile(`<code>(ghg [^<]*)</code>`).FindAllStringSubmatch(string(page), -1)
	require.Len(t, found, 2, "what-if and verify")
	outputs := map[string]string{}
	for _, m := range found {
		args := strings.Fields(html.UnescapeString(m[1]))[1:]
		for i, a := range args {
			args[i] = strings.NewReplacer("DIR", "nec", "ID=AMOUNT", "business travel=100000 person.year").Replace(a)
		}
		outputs[args[0]] = run(args...)
	}
	assert.Contains(t, outputs["what-if"], "scope 3")
	assert.NotEmpty(t, outputs["verify"])
}

// Of published.csv, what was published otherwise before is a footnote of the page.
func TestRestatedFigures(t *testing.T) {
	t.Chdir(t.TempDir())
	status, _, errs := ghg(t, "init", "nec", "--sample", "nec")
	require.Equal(t, cli.StatusOK, status, errs)
	const header, year = "period,covers,accounting,emissions,text,source,restated_from,restated_why\n", "2022-04-01/2023-04-01 FY2022,1,,21 kt CO2e,21,a book,"
	for _, c := range []struct{ row, want string }{
		{year + "20 kt CO2e,an error was found", ""},
		{year + ",an error was found", "published.csv: row 1: restated_from"},
		{year + "20 kg CO3,an error was found", "published.csv: row 1: restated_from"},
		{year + "20 kt CO2e,", "years[1].restated[0].reason is not set"},
		{year + "21 kt CO2e,an error was found", "years[1].restated[0].to"},
		{"2023-04-01/2024-04-01 FY2023,1,,21 kt CO2e,21,a book,20 kt CO2e,an error was found", "want nothing for the year of the project"},
	} {
		require.NoError(t, os.WriteFile(filepath.Join("nec", "published.csv"), []byte(header+c.row+"\n2020-04-01/2021-04-01 FY2020,1,,22 kt CO2e,22,a book,,\n"), 0o600))
		status, _, errs := ghg(t, "report", "nec", "--out", "report.html")
		if c.want != "" {
			assert.Equal(t, cli.StatusFailed, status, c.row)
			assert.Contains(t, errs, c.want)
			continue
		}
		require.Equal(t, cli.StatusOK, status, errs)
		page, err := os.ReadFile("report.html")
		require.NoError(t, err)
		assert.Contains(t, string(page), "is restated: Scope 1 from 20.0 to 21.0 kt")
	}
}
