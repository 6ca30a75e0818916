package ghg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// promises are the sentences that the README guarantees, with the tests that fail if one is broken: package.Test, "." for
// this one.
var promises = map[string][]string{
	"Every number can be replayed.":                 {"..TestReceiptRoundTrip"},
	"A result holds every step, factor and source.": {"..TestEveryReceiptLeafIsProtected", "scope1.TestMethods"},
	"It recomputes itself, explains itself, and writes a receipt that `ghg.Verify` checks without a catalogue, and anybody can check in any language by [its specification](docs/receipt.md).": {"examples/verify-elsewhere.TestSameVerdict", "..TestReceiptRoundTrip", "..TestVerifyRefuses", "..TestExplainInputs"},

	"It refuses rather than guesses.": {"factors.TestFindIsExact", "scope1.TestMethods", "scope2.TestMethods", "scope3.TestMethods"},
	"A missing factor, unit, year or GWP set is an error that lists what is available.": {"factors.TestFindIsExact", "factors.TestExplainAbsence", "factors.TestBasisRefuses"},
	"Anything you choose to relax leaves a caveat on the result.":                       {"factors.TestPolicy", "scope1.TestGasesMissing"},
	"There are no defaults and no \"latest\".":                                          {"..TestGWPSets", "factors/all.TestOnlyNamedEditions"},

	"Numbers are decimals, but for the statistics of `inventory/uncertainty` and the solver of `targets/plan`, whose plans are checked again in decimals.": {"..TestNoFloats", "targets/plan.FuzzLeastCost"},
	"Sums and products are exact, so order, concurrency and machine do not matter.":                                                                        {"inventory.TestOrderDoesNotMatter", "internal/dec.TestRandomArithmetic", "activity.TestCalculateConcurrently"},
	"A division is done once, last, to 34 significant digits.":                                                                                             {"internal/dec.TestRandomQuotients", "method.FuzzSecondOpinion", "internal/dec.TestQuoIgnoresGlobals"},
	"Only display rounds, half up.": {"method.FuzzSecondOpinion", "..TestDisplayRoundsHalfUp"},
	"The numbers in a named set never change within a major version; a correction is a new edition.": {"factors/all.TestPublishers"},
	"Each set has a digest.": {"factors.TestDigestsCoverValues"},
	"Scope 2 has no total without the name of its method; location-based and market-based results are never added.":         {"inventory.TestTotalsNameTheirMethod", "..TestAccountingIncludes"},
	"CO2 from biomass and gases outside the Kyoto basket are in no total.":                                                  {"activity.TestBiogenicCO2IsInNoTotal", "inventory.TestGasesOutsideTheBasket"},
	"Credits and removals never reduce a scope; a certificate counts once, and only in the market-based figure of Scope 2.": {"targets.TestRemovalsAndCreditsAreNotProgress", "inventory.TestClaims", "scope2.TestElectricityByBothMethods"},
	"A total that lacks a scope is an error; `Inventory.Partial` returns what there is with the list of what is missing.":   {"inventory.TestMissingScopes", "inventory.TestPartial"},
	"The library writes no log and reads no clock, environment or network.":                                                 {"..TestNoSideEffects"},
	"Only `ledger` starts goroutines and opens files, those it is given.":                                                   {"..TestNoSideEffects"},
	"Lines that share a derivation have the results of their own calculation, to the byte of their receipts.":               {"activity.TestSharedIsDirect", "inventory.TestLinesAreResults", "internal/derive.TestRunIsResults"},
	"All values are safe for concurrent use, but for a `Deriver` and a `Calc`, which are for one goroutine each.":           {"inventory.TestInventoryOfLinesIsShared", "activity.TestCalculateConcurrently", "factors/all.TestSharedByGoroutines", "factors.TestConcurrentUse", "factors.TestSetIsImmutable"},
}

// TestPromises checks that each sentence of the README's promises and guarantees has its tests, and that they exist. A new
// sentence needs a test that would fail if it were not true.
func TestPromises(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	found := map[string]bool{}
	for _, section := range []string{between(t, string(text), "It makes two promises:\n", "\n## "), between(t, string(text), "\n## Guarantees\n", "\n## ")} {
		for _, sentence := range sentences(section) {
			found[sentence] = true
			assert.NotEmpty(t, promises[sentence], "The README promises %q: name the test that fails if it is not true.", sentence)
		}
	}
	for sentence, tests := range promises {
		assert.True(t, found[sentence], "The README does not promise %q any more.", sentence)
		for _, test := range tests {
			dot := strings.LastIndexByte(test, '.')
			dir, name := test[:dot], test[dot+1:]
			assert.True(t, declares(t, dir, name), "%s has no %s, which the promise %q rests on.", dir, name, sentence)
		}
	}
}

func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, from)
	require.True(t, ok, from)
	section, _, ok := strings.Cut(rest, to)
	require.True(t, ok, to)
	return section
}

// sentences returns the sentences of the items of a list.
func sentences(section string) []string {
	section = strings.ReplaceAll(section, "**", "")
	var all []string
	for _, item := range strings.Split("\n"+section, "\n- ")[1:] {
		item = strings.Join(strings.Fields(item), " ")
		for _, s := range regexp.MustCompile(`[^.]+(?:\.\w[^.]*)*\.`).FindAllString(item, -1) {
			all = append(all, strings.TrimSpace(s))
		}
	}
	return all
}

// declares reports whether the tests of a package declare a function.
func declares(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}

// library yields the parsed files of the packages that programs import, without tests. The command is none of them, and package
// parquet, a module of its own, reads floats because files have them, and report/browser, another one, runs a browser. Package
// heap is for commands.
func library(t *testing.T, each func(path string, file *ast.File)) {
	t.Helper()
	tools := regexp.MustCompile(`^(\.git|bench|cmd|docs|parquet|report/browser|examples|testdata|internal/(gen|heap|mutate|example|golden|oracle|module)|method/(methoddoc|methodtest))$`)
	set := token.NewFileSet()
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && tools.MatchString(filepath.ToSlash(path)):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			each(path, file)
		}
		return err
	}))
}

// TestNoSideEffects checks that no package logs, reads the clock, the environment, files or the network, or starts a
// goroutine, but for package ledger, which starts goroutines and opens files.
func TestNoSideEffects(t *testing.T) {
	forbidden := regexp.MustCompile(`^"(log|log/slog|net|net/.*|os|os/.*|math/rand|math/rand/v2|syscall|unsafe|runtime|runtime/.*|github.com/ghgkit/ghg/internal/heap)"$`)
	files := 0
	library(t, func(path string, file *ast.File) {
		files++
		ledger := filepath.ToSlash(filepath.Dir(path)) == "ledger"
		for _, spec := range file.Imports {
			if ledger && (spec.Path.Value == `"os"` || spec.Path.Value == `"runtime"`) {
				continue
			}
			assert.NotRegexp(t, forbidden, spec.Path.Value, path)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				assert.True(t, ledger, "%s starts a goroutine", path)
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && ledger {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "os" {
						assert.Contains(t, []string{"Open", "Stat", "CreateTemp", "Rename", "Remove"}, s.Sel.Name, path)
					}
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" {
					assert.NotContains(t, []string{"Now", "Since", "Until", "After", "Tick", "Sleep", "Local"}, n.Sel.Name, path)
				}
			}
			return true
		})
	})
	assert.Greater(t, files, 100)
}

// TestNoFloats checks that no number of the library is a binary fraction, but for packages uncertainty and plan, which no other
// imports but reports, which show the statistics, and for the numbers of spreadsheets in package xlsx, a module of its own.
func TestNoFloats(t *testing.T) {
	library(t, func(path string, file *ast.File) {
		floats := []string{"inventory/uncertainty", "targets/plan"}
		if dir := filepath.ToSlash(filepath.Dir(path)); slices.Contains(floats, dir) || dir == "xlsx" {
			return
		}
		switch filepath.ToSlash(path) {
		case "report/page/certainty.go", "report/report.go":
			floats = nil
		}
		for _, spec := range file.Imports {
			for _, name := range floats {
				assert.NotContains(t, spec.Path.Value, name, path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && filepath.ToSlash(path) != "report/page/certainty.go" {
				assert.NotContains(t, []string{"float32", "float64", "NewFromFloat", "InexactFloat64"}, id.Name, path)
			}
			return true
		})
	})
}
