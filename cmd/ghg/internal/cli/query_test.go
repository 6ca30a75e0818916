package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// ghg runs a command line with nothing on the standard input.
func ghg(t *testing.T, args ...string) (status int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	status = cli.Main(t.Context(), args, cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e})
	return status, o.String(), e.String()
}

// The scripts compare what is printed; here are the exit statuses of each kind of wrong input.
func TestQueryStatuses(t *testing.T) {
	const method = "scope1.direct-release"
	own := filepath.Join(t.TempDir(), "own.csv")
	require.NoError(t, os.WriteFile(own, []byte("activity\n"), 0o600))
	for line, want := range map[string]int{
		"methods hotel":                  cli.StatusOK,
		"methods zeppelin":               cli.StatusFailed,
		"methods -o xml":                 cli.StatusUsage,
		"methods show zeppelin":          cli.StatusUsage,
		"methods show":                   cli.StatusUsage,
		"schema zeppelin":                cli.StatusUsage,
		"schema":                         cli.StatusUsage,
		"template zeppelin":              cli.StatusUsage,
		"template":                       cli.StatusUsage,
		"template scope1.carbon-balance": cli.StatusFailed,
		"template --xlsx " + method:      cli.StatusUsage,
		"template " + method + " scope2.electricity": cli.StatusUsage,
		"calc":                       cli.StatusUsage,
		"calc zeppelin a=b":          cli.StatusUsage,
		"calc " + method:             cli.StatusUsage,
		"calc " + method + " id=a b": cli.StatusUsage,
		"calc " + method + " id=a":   cli.StatusUsage,
		"calc " + method + " id=a --gwp AR5 --factors zeppelin":                                         cli.StatusUsage,
		"calc " + method + " id=a --gwp AR5 --factors desnz-2026":                                       cli.StatusFailed,
		"calc " + method + " id=a --gwp AR5 --factors nope.csv":                                         cli.StatusFailed,
		"calc " + method + " id=a --gwp AR5 --factors " + own:                                           cli.StatusFailed,
		"calc " + method + " nope.csv --gwp AR5 --factors desnz-2026":                                   cli.StatusFailed,
		"calc - --gwp AR5 --factors desnz-2026":                                                         cli.StatusFailed,
		"calc " + method + " id=a period=2024 gas=CO2 mass=1kg --gwp AR5 --factors desnz-2026 -o csv":   cli.StatusFailed,
		"calc " + method + " id=a --gwp AR5 --factors desnz-2026 --explain -o csv --policy wider_regin": cli.StatusUsage,
		"factors zeppelin":                                    cli.StatusUsage,
		"factors list zeppelin":                               cli.StatusFailed,
		"factors search":                                      cli.StatusUsage,
		"factors search zzzqqq --set desnz-2026":              cli.StatusFailed,
		"factors search diesel --set zeppelin":                cli.StatusUsage,
		"factors search diesel --region UK":                   cli.StatusUsage,
		"factors search diesel --boundary x":                  cli.StatusUsage,
		"factors search diesel --most 0":                      cli.StatusUsage,
		"factors show zeppelin --set desnz-2026":              cli.StatusFailed,
		"factors show zeppelin --gwp AR7":                     cli.StatusUsage,
		"factors explain fuel/diesel":                         cli.StatusUsage,
		"factors diff desnz-2026":                             cli.StatusUsage,
		"factors diff desnz-2026 zeppelin":                    cli.StatusUsage,
		"factors diff desnz-2026 desnz-2026 --inventory nope": cli.StatusFailed,
		"factors import nope.csv":                             cli.StatusFailed,
		"factors import " + own:                               cli.StatusFailed,
		"factors lock nope":                                   cli.StatusFailed,
		"factors lock":                                        cli.StatusUsage,
		"explain nope line":                                   cli.StatusFailed,
		"explain nope":                                        cli.StatusUsage,
		"what-if nope":                                        cli.StatusUsage,
		"what-if nope --scale a=1":                            cli.StatusFailed,
		"what-if nope --scale a=x":                            cli.StatusUsage,
	} {
		status, _, text := ghg(t, strings.Fields(line)...)
		assert.Equal(t, want, status, "%s: %s", line, text)
		if status != cli.StatusOK {
			assert.Contains(t, text, "ghg: ", line)
		}
	}
}

// Every method is described, and the command line of its example calculates what is shown.
func TestEveryMethodIsShown(t *testing.T) {
	methods := activity.Methods()
	if testing.Short() {
		methods = methods[:3]
	}
	for _, m := range methods {
		status, out, text := ghg(t, "methods", "show", string(m.Name()))
		require.Equal(t, cli.StatusOK, status, "%s: %s", m.Name(), text)
		assert.NotContains(t, out, "No single embedded set", m.Name())
		assert.Contains(t, out, m.Source(), m.Name())
		for _, in := range m.Inputs() {
			assert.Contains(t, out, "\n  "+in.Name+" (", m.Name())
		}
	}
}

// Every schema is printed.
func TestEverySchemaIsPrinted(t *testing.T) {
	for _, m := range activity.Methods() {
		want, err := m.Schema()
		require.NoError(t, err)
		_, out, _ := ghg(t, "schema", string(m.Name()))
		assert.Equal(t, string(want)+"\n", out)
	}
}

// A template of every method that has a sheet is read again, with its example as its only row.
func TestEveryTemplateIsRead(t *testing.T) {
	dir := t.TempDir()
	for _, m := range activity.Methods() {
		if !m.HasSheet() || m.Name() == "scope3.purchased-hybrid" { // its example has lists, which only JSON can hold
			continue
		}
		name := filepath.Join(dir, string(m.Name())+".csv")
		status, _, text := ghg(t, "template", string(m.Name()), "--out", name)
		require.Equal(t, cli.StatusOK, status, text)
		sheet, err := os.ReadFile(name)
		require.NoError(t, err)
		lines := strings.Split(strings.TrimSpace(string(sheet)), "\n")
		row := strings.Replace(lines[len(lines)-1], "# ", "", 1)
		require.NoError(t, os.WriteFile(name, []byte(string(sheet)+row+"\n"), 0o600))
		status, out, text := ghg(t, "calc", string(m.Name()), name, "--factors", strings.Join(sets, ","), "--gwp", "AR5", "--rates", "worldbank", "-o", "csv")
		assert.Equal(t, cli.StatusOK, status, "%s: %s", m.Name(), text)
		assert.Greater(t, strings.Count(out, "\n"), 1, m.Name())
	}
}

// sets have the factors of the examples of all methods.
var sets = []string{"desnz-2024", "japan-2026-06", "epa-2024", "useeio-1.3", "egrid-2022", "nga-2024", "desnz-2023", "useeio-1.2"}
