package activity_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/internal/module"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// onDays returns an activity with another period.
func onDays(a activity.Activity, p ghg.Period) activity.Activity {
	v := reflect.New(reflect.TypeOf(a)).Elem()
	v.Set(reflect.ValueOf(a))
	v.FieldByName("Period").Set(reflect.ValueOf(p))
	return v.Interface().(activity.Activity) //nolint:forcetypeassert // it was one
}

// anyDays returns a day, a month or some days in the years around another period.
func anyDays(t *testing.T, rng *rand.Rand, around ghg.Period) ghg.Period {
	t.Helper()
	start := ghg.Date{Year: around.Start.Year, Month: 1, Day: 1}.AddDays(rng.IntN(366))
	days := []int{1, 1, 1 + rng.IntN(40), 1 + rng.IntN(400)}[rng.IntN(4)]
	if rng.IntN(3) == 0 {
		start.Day, days = 1, 31
	}
	if rng.IntN(8) == 0 {
		start.Year += rng.IntN(5) - 2
	}
	p, err := ghg.NewPeriod(start, start.AddDays(days))
	if err != nil { // 29 February of a common year
		return around
	}
	parsed, err := ghg.ParsePeriod(start.String() + "/" + p.End.String())
	if err != nil {
		return p
	}
	return parsed
}

// TestDatesSharedIsDirect compares every method's examples on other days with their own calculation, to the byte, under
// a policy without relaxations and one with all of them.
func TestDatesSharedIsDirect(t *testing.T) {
	exact, err := example.Basis()
	require.NoError(t, err)
	relaxed := exact
	relaxed.Policy = factors.Policy{
		MostOfPeriod: true, OlderYears: 3, NewerYears: 2, WiderRegion: true, FuelProperties: true, GridAverageAsResidual: true,
		LifeCycleAsGridAverage: true,
	}
	rng := rand.New(rand.NewPCG(3, 4))
	lines := 60
	if testing.Short() || raceDetector {
		lines = 10
	}
	for _, b := range []factors.Basis{exact, relaxed} {
		for _, m := range activity.Methods() {
			examples, err := m.Activities()
			require.NoError(t, err)
			for _, a := range examples {
				d := activity.NewDeriver(b)
				period := reflect.ValueOf(a).FieldByName("Period").Interface().(ghg.Period) //nolint:forcetypeassert // every method has one
				for range lines {
					line := with(t, a, "line", func(old decimal.Decimal) decimal.Decimal { return old.Mul(decimal.New(rng.Int64N(3000)+1, -3)) })
					sameAsDirect(t, d, b, onDays(line, anyDays(t, rng, period)))
				}
			}
		}
	}
}

// TestDaysShareADerivation requires that a year of days of one kind records few derivations: those of the windows in which the
// same factors are valid, also where the factors are of an older year and a caveat names the period.
func TestDaysShareADerivation(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	b.Policy.OlderYears = 1
	days, known := b.TurningDays()
	require.True(t, known)
	for _, year := range []int{2024, 2025} {
		d := activity.NewDeriver(b)
		for i := range 2 * 365 {
			start := ghg.Date{Year: year, Month: 1, Day: 1}.AddDays(i / 2)
			p, err := ghg.NewPeriod(start, start.AddDays(1))
			require.NoError(t, err)
			l, err := d.Line(scope1.StationaryCombustion{
				ID: "boiler", Period: p, Fuel: "natural-gas", Amount: units.New(decimal.New(int64(i)+1, 0), units.MustUnit("m3")), Region: "GB",
			})
			require.NoError(t, err)
			results, err := l.Results()
			require.NoError(t, err)
			assert.Equal(t, p, results[0].Period)
		}
		assert.LessOrEqual(t, d.Stats().Kinds, len(days)+1, "derivations of a year with %d windows", len(days))
	}
}

// TestSourceOfOnesOwnChoosesByTheDay requires that nothing is shared between days with a source that the module does not know.
func TestSourceOfOnesOwnChoosesByTheDay(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	b.Factors = struct{ factors.Source }{b.Factors}
	_, known := b.TurningDays()
	assert.False(t, known)
}

// periodReaders are the functions of methods that may read the period of their activity, and why.
var periodReaders = map[string]string{
	"scope2.suggest": "for an error",
	"scope2.ownUse":  "the allocation of instruments to purchases, before the calculation",
	"scope2.check":   "SHKElectricity refuses: no line is shared that its days refuse, since its calculation asks Calc.Period",
}

// TestPeriodsAreReadByCalc reads the sources for periods that escape the calculation: a method that reads the period of its
// activity must ask Calc.Period or Calc.Valid, so that only lines share a derivation whose days do not matter.
func TestPeriodsAreReadByCalc(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	for _, scope := range []string{"scope1", "scope2", "scope3"} {
		files, err := filepath.Glob(filepath.Join(root, scope, "*.go"))
		require.NoError(t, err)
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "hourly.go") { // its series of hours are compared with no other
				continue
			}
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
			require.NoError(t, err)
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || f.Recv == nil || len(f.Recv.List[0].Names) == 0 {
					continue
				}
				receiver := f.Recv.List[0].Names[0].Name
				ast.Inspect(f, func(n ast.Node) bool {
					s, ok := n.(*ast.SelectorExpr)
					if !ok || s.Sel.Name != "Period" {
						return true
					}
					if x, ok := s.X.(*ast.Ident); ok && x.Name == receiver && receiver == "a" {
						assert.NotEmpty(t, periodReaders[scope+"."+f.Name.Name], "%s: %s reads %s.Period: want Calc.Period or Calc.Valid", name, f.Name.Name, receiver)
					}
					return true
				})
			}
		}
	}
}
