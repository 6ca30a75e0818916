package activity_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// everyBasis has what lines of all methods need: factors of three publishers in a stack, and rates.
func everyBasis(t testing.TB) factors.Basis {
	t.Helper()
	uk, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	jp, err := japan.Load()
	require.NoError(t, err)
	spend, err := useeio.Load(useeio.V1_3)
	require.NoError(t, err)
	stack, err := factors.NewStack(uk, jp, spend)
	require.NoError(t, err)
	rates, err := worldbank.Rates()
	require.NoError(t, err)
	return factors.Basis{Factors: stack, GWP: ghg.AR5(), Rates: rates}
}

// everyActivity are lines of every method: of scopes 1 and 2 those of testdata, of scope 3 the example's sheets.
func everyActivity(t testing.TB) []activity.Activity {
	t.Helper()
	f, err := os.Open("testdata/every.json")
	require.NoError(t, err)
	all, err := activity.ReadJSON(f)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	for _, m := range activity.Methods() {
		if !strings.HasPrefix(string(m.Name), "scope3.") {
			continue
		}
		sheet, read := "../examples/scope3/data/"+string(m.Name), m.ReadSheet
		f, err := os.Open(sheet + ".csv")
		if os.IsNotExist(err) {
			f, err = os.Open(sheet + ".json")
			read = readJSON
		}
		require.NoError(t, err)
		lines, err := read(f, sheet)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		all = append(all, lines...)
	}
	return all
}

// TestEveryMethodVerifies calculates lines of every method of the table: each result checks, its receipt verifies with
// the same figures, and the line is the same after a turn through JSON.
func TestEveryMethodVerifies(t *testing.T) {
	b := everyBasis(t)
	calculated := map[ghg.Method]bool{}
	for _, a := range everyActivity(t) {
		name, err := activity.NameOf(a)
		require.NoError(t, err)
		text, err := activity.Encode(a)
		require.NoError(t, err, name)
		again, err := activity.Decode(text)
		require.NoError(t, err, name)
		results, err := a.Calculate(b)
		require.NoError(t, err, name)
		same, err := again.Calculate(b)
		require.NoError(t, err, name)
		require.Len(t, same, len(results), name)
		require.NotEmpty(t, results, name)
		for i, r := range results {
			calculated[r.Method] = true
			assert.Equal(t, name, r.Method)
			assert.Equal(t, strings.HasPrefix(string(name), "scope3."), r.Category.Valid(), name)
			require.NoError(t, r.Check(), name)
			receipt, err := r.Receipt()
			require.NoError(t, err, name)
			proved, err := ghg.Verify(receipt)
			require.NoError(t, err, name)
			assert.True(t, proved.CO2e.Equal(r.CO2e), name)
			assert.True(t, proved.Emissions.Equal(r.Emissions), name)
			assert.True(t, same[i].CO2e.Equal(r.CO2e), name)
		}
	}
	for _, m := range activity.Methods() {
		assert.True(t, calculated[m.Name], "%s has no line", m.Name)
	}
}

// TestEveryMethodLeavesBiogenicCO2Out weighs the gases of every result with CO2 of biomass anew, without that one: it is
// in no total.
func TestEveryMethodLeavesBiogenicCO2Out(t *testing.T) {
	some := 0
	for _, r := range everyResult(t, everyBasis(t), everyActivity(t)) {
		biogenic, ok := r.BiogenicCO2()
		if !ok || !biogenic.IsPositive() {
			continue
		}
		some++
		var rest ghg.CO2e
		for g := range r.Emissions.All() {
			if g.Gas == ghg.CO2Biogenic {
				continue
			}
			if g.GWP == "AR5" { // as published, in CO2e already
				rest = rest.Add(ghg.KgCO2e(g.Kg))
				continue
			}
			weight, err := ghg.AR5().Of(g.Gas)
			require.NoError(t, err, r.ID)
			rest = rest.Add(ghg.KgCO2e(g.Kg.Mul(weight)))
		}
		assert.True(t, r.CO2e.Equal(rest), "%s: %s and not %s", r.ID, r.CO2e, rest)
	}
	assert.Positive(t, some, "no line burns biomass")
}

func everyResult(t testing.TB, b factors.Basis, all []activity.Activity) ghg.Results {
	t.Helper()
	var results ghg.Results
	for _, a := range all {
		rs, err := a.Calculate(b)
		require.NoError(t, err, "%T", a)
		results = append(results, rs...)
	}
	return results
}

// TestEveryMethodIsSafe shares one basis, its stack, its sets and its rates, and the activities, among eight goroutines
// that begin at different lines. It is of use under -race.
func TestEveryMethodIsSafe(t *testing.T) {
	b, all := everyBasis(t), everyActivity(t)
	var group sync.WaitGroup
	totals := make([]ghg.CO2e, 8)
	for i := range totals {
		group.Go(func() {
			for j := range all {
				rs, err := all[(j+i*len(all)/len(totals))%len(all)].Calculate(b)
				if !assert.NoError(t, err) {
					return
				}
				for _, r := range rs {
					assert.NoError(t, r.Check())
					totals[i] = totals[i].Add(r.CO2e)
				}
			}
		})
	}
	group.Wait()
	var want ghg.CO2e
	for _, r := range everyResult(t, b, all) {
		want = want.Add(r.CO2e)
	}
	for i, got := range totals {
		assert.True(t, want.Equal(got), "goroutine %d: %s and not %s", i, got, want)
	}
	assert.True(t, want.Kg().IsPositive())
}

// TestEveryMethodHasAnExample requires a runnable example, with its output, of the struct of every method.
func TestEveryMethodHasAnExample(t *testing.T) {
	examples := map[string]bool{}
	for _, scope := range []string{"scope1", "scope2", "scope3"} {
		files, err := filepath.Glob("../" + scope + "/*_test.go")
		require.NoError(t, err)
		for _, name := range files {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			require.NoError(t, err)
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || !strings.HasPrefix(f.Name.Name, "Example") {
					continue
				}
				for _, c := range file.Comments {
					if c.Pos() > f.Body.Pos() && c.End() < f.Body.End() && strings.HasPrefix(c.Text(), "Output:") {
						examples[scope+"."+strings.TrimPrefix(f.Name.Name, "Example")] = true
					}
				}
			}
		}
	}
	structs := map[string]bool{}
	for _, a := range everyActivity(t) {
		structs[fmt.Sprintf("%T", a)] = true
	}
	assert.Len(t, structs, len(activity.Methods()))
	for s := range structs {
		assert.True(t, examples[s], "%s has no example", s)
	}
}

// TestEveryMethodIsTested holds the list of methods in testdata/oracles/README.md: each is there once, with the test file
// that calculates it, of published figures or of sums done by hand; where there is a published one it is named.
func TestEveryMethodIsTested(t *testing.T) {
	page, err := os.ReadFile("../testdata/oracles/README.md")
	require.NoError(t, err)
	listed := map[string]bool{}
	published := 0
	for line := range strings.SplitSeq(string(page), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(line, "| scope") || !strings.Contains(cells[1], ".") {
			continue
		}
		name, how, path := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2]), strings.Trim(cells[3], " `")
		require.False(t, listed[name], name)
		listed[name] = true
		text, err := os.ReadFile(filepath.Join("..", path))
		require.NoError(t, err)
		assert.Regexp(t, regexp.QuoteMeta(name)+`\b`, string(text), path)
		if how == "published" {
			published++
			assert.Contains(t, string(text), "testdata/oracles/", path)
			continue
		}
		assert.Equal(t, "by hand", how, name)
		oracles, err := filepath.Glob(filepath.Join("..", filepath.Dir(path), "*oracle_test.go"))
		require.NoError(t, err)
		for _, o := range oracles {
			text, err := os.ReadFile(o)
			require.NoError(t, err)
			assert.NotRegexp(t, regexp.QuoteMeta(name)+`\b`, string(text), "%s is tested against a published figure", name)
		}
	}
	for _, a := range everyActivity(t) {
		assert.True(t, listed[fmt.Sprintf("%T", a)], "%T is not listed", a)
	}
	assert.Len(t, listed, len(activity.Methods()))
	assert.Equal(t, 44, published)
}
