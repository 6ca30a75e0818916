package ghg_test

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/targets"
)

// globals are the variables of package decimal that a program can set, each with a value that it does not have by
// default.
var globals = map[string]func(){
	"":                             func() {},
	"DivisionPrecision":            func() { decimal.DivisionPrecision = 1 },
	"PowPrecisionNegativeExponent": func() { decimal.PowPrecisionNegativeExponent = 1 },
	"MarshalJSONWithoutQuotes":     func() { decimal.MarshalJSONWithoutQuotes = true },
	"TrimTrailingZeros":            func() { decimal.TrimTrailingZeros = false },
	"UseScientificNotation":        func() { decimal.UseScientificNotation = true },
	"ExpMaxIterations":             func() { decimal.ExpMaxIterations = 1 },
	"Zero":                         func() { decimal.Zero = decimal.New(1, 0) },
}

const globalVariable = "GHG_TEST_GLOBAL"

// No variable of package decimal changes what the module writes. Every one is set at the start of a process of its own,
// since sets and digests are kept once they are made.
func TestDecimalGlobals(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("it runs the test binary once for each variable")
	}
	outputs := map[string]string{}
	for name := range globals {
		child := exec.Command(os.Args[0], "-test.run=^TestOutputs$")
		child.Env = append(os.Environ(), globalVariable+"="+name)
		out, err := child.CombinedOutput()
		require.NoError(t, err, "%s: %s", name, out)
		outputs[name] = string(out)
	}
	want := strings.Split(outputs[""], "\n")
	require.Greater(t, len(want), 700)
	for name, out := range outputs {
		got := strings.Split(out, "\n")
		require.Len(t, got, len(want), name)
		for i := range want {
			if !strings.Contains(want[i], "ok  ") && !strings.HasPrefix(want[i], "coverage:") {
				assert.Equal(t, want[i], got[i], name)
			}
		}
	}
}

// TestOutputs sets the global that its environment names and writes a digest of everything that the module writes.
func TestOutputs(t *testing.T) {
	set, ok := globals[os.Getenv(globalVariable)]
	if _, given := os.LookupEnv(globalVariable); !given || !ok {
		t.Skip("TestDecimalGlobals runs it")
	}
	set()
	put := func(name string, text []byte) { fmt.Printf("%s %x\n", name, sha256.Sum256(text)) }
	exampleOutputs(t, put)
	for _, e := range all.Editions() {
		s, err := e.Load()
		require.NoError(t, err)
		put(e.Package+"-"+e.Edition+" digest", []byte(s.Digest()))
		put(e.Package+"-"+e.Edition+" CSV", written(t, func(w io.Writer) error { return factors.WriteCSV(w, s, false) }))
		if s.Len() < 3000 {
			put(e.Package+"-"+e.Edition+" JSON", written(t, func(w io.Writer) error { return factors.WriteJSON(w, s) }))
		}
	}
	r, err := worldbank.Rates()
	require.NoError(t, err)
	put("rates", []byte(r.Digest()))
	put("rates CSV", written(t, func(w io.Writer) error { return rates.WriteCSV(w, r, false) }))
	for _, n := range []string{"0.50", "1500", "12e3", "-0.0120", "1e-7"} {
		d := sure(ghg.KgCO2e(d(n)))
		text, err := d.MarshalText()
		require.NoError(t, err)
		put("CO2e "+n, text)
		share := targets.Defined(d.Kg())
		text, err = share.MarshalJSON()
		require.NoError(t, err)
		put("JSON "+n, append(text, share.String()...))
	}
}

// exampleOutputs writes the JSON of every example of every method, and the receipts and explanations of its results.
func exampleOutputs(t *testing.T, put func(name string, text []byte)) {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	for _, m := range activity.Methods() {
		activities, err := m.Activities()
		require.NoError(t, err)
		for i, a := range activities {
			name := fmt.Sprintf("%s %d", m.Name(), i+1)
			text, err := activity.Encode(a)
			require.NoError(t, err)
			put(name+" JSON", text)
			results, err := a.Calculate(basis)
			require.NoError(t, err)
			for _, r := range results {
				put(name+" receipt", receiptOf(t, r))
				put(name+" steps", []byte(r.ExplainSteps()))
			}
		}
	}
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var out strings.Builder
	require.NoError(t, write(&out))
	return []byte(out.String())
}
