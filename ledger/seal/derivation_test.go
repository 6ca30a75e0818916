package seal_test

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// resultsOf returns the results of every example of every method.
func resultsOf(t testing.TB) (results []ghg.Result) {
	t.Helper()
	basis := basisOf(t)
	for _, m := range activity.Methods() {
		all, err := m.Activities()
		require.NoError(t, err)
		for _, a := range all {
			of, err := a.Calculate(basis)
			require.NoError(t, err)
			results = append(results, of...)
		}
	}
	return results
}

func digestOf(t testing.TB, r ghg.Result) seal.Digest {
	t.Helper()
	d, err := seal.DerivationOf(r)
	require.NoError(t, err)
	return d
}

// The documented form, written by hand.
func TestDerivationAsDocumented(t *testing.T) {
	a := scope1.StationaryCombustion{
		ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("12 kWh(HHV)"),
		Factor: factors.MustSupplied("0.2 kg CO2/kWh(HHV); a table, with a \\ in it"),
	}
	results, err := a.Calculate(basisOf(t))
	require.NoError(t, err)
	require.Len(t, results, 1)
	f := results[0].Factors[0]
	lines := []string{
		"ghg-derivation=1", "scope=scope 1", "method=scope1.stationary-combustion", "origin=calculated", "primary=true", "gwp=AR5",
		"step=product", "unit=kg CO2", "gas=CO2",
		"term=input", "unit=kWh(HHV)",
		"term=factor", "unit=kg CO2/kWh(HHV)", "ref=" + strings.ReplaceAll(f.ID, `\`, `\\`), "value=0.2",
		"factor=" + strings.ReplaceAll(f.ID, `\`, `\\`), "digest=" + f.Digest,
		"weight=CO2", "gwp=1", "published=1",
	}
	for _, c := range results[0].Caveats {
		lines = append(lines, "caveat="+c.Kind.String())
	}
	want := strings.Join(lines, "\n") + "\n"
	assert.Equal(t, seal.Digest(sha256.Sum256([]byte(want))), digestOf(t, results[0]), "%s", want)
}

// Lines of one kind have the digest of what was recorded of it, for every method.
func TestLinesOfOneDerivationHaveOneDigest(t *testing.T) {
	basis := basisOf(t)
	shared := map[ghg.Method]bool{}
	for _, m := range activity.Methods() {
		all, err := m.Activities()
		require.NoError(t, err)
		d := activity.NewDeriver(basis)
		for _, example := range all {
			var digests []seal.Digest
			for i := range 4 {
				a := changed(t, example, i)
				line, err := d.Line(a)
				if err != nil || !line.Shared() { // its instruments are for the purchase with its own id
					continue
				}
				results, err := line.Results()
				require.NoError(t, err)
				kind, _, _ := line.Kind()
				var of []seal.Digest
				for j, r := range results {
					of = append(of, digestOf(t, r))
					assert.Equal(t, digestOf(t, *kind.Head(j)), of[j], m.Name())
				}
				direct, err := a.Calculate(basis)
				require.NoError(t, err)
				for j, r := range direct {
					assert.Equal(t, of[j], digestOf(t, r), "%s: as Calculate returns it", m.Name())
				}
				if shared[m.Name()] = true; digests != nil {
					assert.Equal(t, digests, of, m.Name())
				}
				digests = of
			}
		}
	}
	assert.Greater(t, len(shared), len(activity.Methods())/2)
}

// changed returns an activity with other amounts, ids and texts.
func changed(t testing.TB, a activity.Activity, i int) activity.Activity {
	t.Helper()
	v := reflect.New(reflect.TypeOf(a)).Elem()
	v.Set(reflect.ValueOf(a))
	for j := range v.NumField() {
		if f := v.Field(j); f.Type() == reflect.TypeFor[units.Quantity]() {
			if q := f.Interface().(units.Quantity); q.Given() {
				q.Value = q.Value.Mul(decimal.New(int64(1000-i), -3))
				f.Set(reflect.ValueOf(q))
			}
		}
	}
	id := fmt.Sprintf("line %d", i)
	setText(v, "ID", id)
	setText(v, "Entity", "entity of "+id)
	setText(v, "Site", "site of "+id)
	for _, name := range []string{"Purchase", "Supplier", "Item"} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String && f.String() != "" {
			f.SetString(name + " of " + id)
		}
	}
	return v.Interface().(activity.Activity)
}

// What is a line's own changes no digest, and all else does.
func TestDerivationOfWhat(t *testing.T) {
	own := ownChanges()
	for _, r := range resultsOf(t) {
		want := digestOf(t, r)
		for name, change := range own {
			c := r.Clone()
			change(&c)
			assert.Equal(t, want, digestOf(t, c), "%s: %s", r.Method, name)
		}
		seen := map[seal.Digest]string{want: "as it was"}
		for i, change := range others(r) {
			c := r.Clone()
			change(&c)
			d, name := digestOf(t, c), fmt.Sprintf("change %d", i)
			assert.Empty(t, seen[d], "%s: %s", r.Method, name)
			seen[d] = name
		}
	}
}

// ownChanges returns changes of what is a line's own.
func ownChanges() map[string]func(r *ghg.Result) {
	seven := dec.MustParse("7.25")
	return map[string]func(r *ghg.Result){
		"id": func(r *ghg.Result) { r.ID += "x" }, "entity": func(r *ghg.Result) { r.Entity += "x" }, "site": func(r *ghg.Result) { r.Site += "x" },
		"period": func(r *ghg.Result) { r.Period = ghg.CalendarYear(1999) },
		"inputs": func(r *ghg.Result) {
			for i := range r.Steps {
				for j := range r.Steps[i].Terms {
					if tm := &r.Steps[i].Terms[j]; tm.Kind == ghg.TermInput || tm.Kind == ghg.TermStep {
						tm.Value = seven
					}
				}
			}
		},
		"labels": func(r *ghg.Result) {
			for i := range r.Steps {
				r.Steps[i].Value, r.Steps[i].Label = seven, "x"
				for j := range r.Steps[i].Terms {
					r.Steps[i].Terms[j].Label, r.Steps[i].Terms[j].Source = "x", "x"
				}
			}
		},
		"emissions": func(r *ghg.Result) { r.Emissions, r.CO2e, r.NonKyoto = ghg.Emissions{}, ghg.CO2e{}, ghg.CO2e{} },
		"notes":     func(r *ghg.Result) { r.Notes = nil },
		"words": func(r *ghg.Result) {
			r.Memo.Detail, r.Subject.Name, r.Purchase.ID, r.Purchase.Supplier = "x", "x", "x", "x"
			r.Outstanding.Value, r.Purchase.Spend.Value = seven, seven
			for i := range r.Caveats {
				r.Caveats[i].Detail = "x"
			}
			for i := range r.Claims {
				c := &r.Claims[i]
				c.Used.Value, c.Volume.Value, c.Whole.Value = seven, seven, seven
			}
			for i := range r.Covers {
				r.Covers[i].Energy.Value = seven
			}
		},
	}
}

// others returns changes of a result that each make another derivation.
func others(r ghg.Result) []func(*ghg.Result) {
	seven := dec.MustParse("7.25")
	changes := []func(*ghg.Result){
		func(r *ghg.Result) { r.Scope = r.Scope%3 + 1 }, func(r *ghg.Result) { r.Category++ }, func(r *ghg.Result) { r.Method += "x" },
		func(r *ghg.Result) { r.Accounting = r.Accounting%2 + 1 }, func(r *ghg.Result) { r.Part += "x" }, func(r *ghg.Result) { r.Stage = r.Stage%3 + 1 },
		func(r *ghg.Result) { r.Memo.Kind = r.Memo.Kind%9 + 1 }, func(r *ghg.Result) { r.Origin = r.Origin%2 + 1 }, func(r *ghg.Result) { r.Primary = !r.Primary },
		func(r *ghg.Result) { r.Subject.Kind = r.Subject.Kind%5 + 1 }, func(r *ghg.Result) { r.GWP += "x" }, func(r *ghg.Result) { r.GWPDigest += "x" },
		func(r *ghg.Result) { r.Outstanding.Unit += "x" }, func(r *ghg.Result) { r.Purchase.Spend.Unit += "x" }, func(r *ghg.Result) { r.Quality.Technology = r.Quality.Technology%5 + 1 },
		func(r *ghg.Result) { r.Caveats = append(r.Caveats, ghg.Caveat{Kind: ghg.StandIn}) },
		func(r *ghg.Result) { r.Factors = append(r.Factors, ghg.FactorRecord{ID: "x"}) }, func(r *ghg.Result) { r.Properties = append(r.Properties, ghg.PropertyRecord{ID: "x"}) },
		func(r *ghg.Result) { r.Steps = append(r.Steps, ghg.Step{Op: ghg.Sum}) }, func(r *ghg.Result) { r.Weights = append(r.Weights, ghg.Weight{Gas: "x"}) },
		func(r *ghg.Result) { r.Claims = append(r.Claims, ghg.Claim{Kind: ghg.InstrumentKind(1)}) }, func(r *ghg.Result) { r.Covers = append(r.Covers, ghg.Cover{Source: 1, Carrier: 1}) },
	}
	for i, f := range r.Factors {
		changes = append(changes, func(r *ghg.Result) { r.Factors[i].ID = f.ID + "\n" }, func(r *ghg.Result) { r.Factors[i].ID = f.ID + `\n` }, func(r *ghg.Result) { r.Factors[i].Digest += "x" })
	}
	for i := range r.Properties {
		changes = append(changes, func(r *ghg.Result) { r.Properties[i].ID += "x" }, func(r *ghg.Result) { r.Properties[i].Digest += "x" })
	}
	for i := range r.Weights {
		changes = append(
			changes, func(r *ghg.Result) { r.Weights[i].Basis += "x" }, func(r *ghg.Result) { r.Weights[i].GWP = seven }, func(r *ghg.Result) { r.Weights[i].Published = seven },
			func(r *ghg.Result) { r.Weights[i].Outside = !r.Weights[i].Outside },
		)
	}
	for i := range r.Claims {
		changes = append(
			changes, func(r *ghg.Result) { r.Claims[i].Instrument += "x" }, func(r *ghg.Result) { r.Claims[i].Technology += "x" }, func(r *ghg.Result) { r.Claims[i].Vintage = ghg.CalendarYear(1999) },
			func(r *ghg.Result) { r.Claims[i].Commissioned = ghg.CalendarYear(1999).Start }, func(r *ghg.Result) { r.Claims[i].Used.Unit += "x" }, func(r *ghg.Result) { r.Claims[i].Refused += "x" },
		)
	}
	for i := range r.Covers {
		changes = append(changes, func(r *ghg.Result) { r.Covers[i].Carrier = ghg.Cooling }, func(r *ghg.Result) { r.Covers[i].Last++ }, func(r *ghg.Result) { r.Covers[i].Energy.Unit += "x" })
	}
	for i := range r.Steps {
		changes = append(changes, stepChanges(r, i)...)
	}
	return changes
}

func stepChanges(r ghg.Result, i int) []func(*ghg.Result) {
	changes := []func(*ghg.Result){
		func(r *ghg.Result) { r.Steps[i].Op = r.Steps[i].Op%4 + 1 }, func(r *ghg.Result) { r.Steps[i].Kind = 1 - r.Steps[i].Kind }, func(r *ghg.Result) { r.Steps[i].Unit += "x" },
		func(r *ghg.Result) { r.Steps[i].Gas += "x" }, func(r *ghg.Result) { r.Steps[i].GWP += "x" },
	}
	for j, tm := range r.Steps[i].Terms {
		of := func(r *ghg.Result) *ghg.Term { return &r.Steps[i].Terms[j] }
		changes = append(
			changes, func(r *ghg.Result) {
				of(r).Kind = ghg.TermConstant + ghg.TermConversion - min(max(of(r).Kind, ghg.TermConversion), ghg.TermConstant)
			}, func(r *ghg.Result) { of(r).Unit += "x" },
			func(r *ghg.Result) { of(r).Ref += "x" }, func(r *ghg.Result) { of(r).Step += 7 }, func(r *ghg.Result) { of(r).Divides = !of(r).Divides }, func(r *ghg.Result) { of(r).Subtracts = !of(r).Subtracts },
		)
		if tm.Kind != ghg.TermInput && tm.Kind != ghg.TermStep {
			changes = append(changes, func(r *ghg.Result) { of(r).Value = dec.MustParse("7.125") })
		}
	}
	return changes
}

func TestDerivationRefuses(t *testing.T) {
	_, err := seal.DerivationOf(ghg.Result{})
	require.ErrorContains(t, err, "derivation of result: scope is not set")
	good := resultsOf(t)[0]
	for _, damage := range []func(r *ghg.Result){
		func(r *ghg.Result) { r.Scope = 9 }, func(r *ghg.Result) { r.Stage = 9 }, func(r *ghg.Result) { r.Steps[0].Op = 0 }, func(r *ghg.Result) { r.Origin = 0 },
		func(r *ghg.Result) { r.Caveats = []ghg.Caveat{{Kind: 99}} }, func(r *ghg.Result) { r.Covers = []ghg.Cover{{Source: 0}} },
		func(r *ghg.Result) { r.Weights = []ghg.Weight{{Gas: "x", GWP: decimal.New(1, 1e9)}} },
	} {
		r := good.Clone()
		damage(&r)
		_, err := seal.DerivationOf(r)
		require.Error(t, err)
	}
}

func BenchmarkDerivationOf(b *testing.B) {
	results := resultsOf(b)
	slices.SortFunc(results, func(x, y ghg.Result) int { return len(x.Steps) - len(y.Steps) })
	for _, of := range []struct {
		name string
		r    ghg.Result
	}{{"least", results[0]}, {"median", results[len(results)/2]}, {"most", results[len(results)-1]}} {
		b.Run(of.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := seal.DerivationOf(of.r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
