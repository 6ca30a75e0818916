package ghg_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/internal/golden"
)

// The receipts in testdata/receipts, by which verifiers in other languages are tested, and their list, index.csv. The
// rules are those of docs/receipt.md. "go test . -run TestVectors -update" writes them.

// valid is a receipt that is valid: a result of an activity, given as JSON or as the number of an example of its method.
type valid struct {
	file, shows, gwp, activity string
	result                     int               // of the results of the activity
	change                     func(*ghg.Result) // or nil
}

var valids = []valid{
	{"fuel", "a factor with CO2 and with CO2e of known gases", "AR5", "scope1.stationary-combustion 0", 0, nil},
	{"fuel-AR6", "CO2e of known gases on another basis: a division by the publisher's potential", "AR6", "scope1.stationary-combustion 0", 0, nil},
	{"fuel-own-set", "an own set of potentials, with CO2e of known gases", "house 2024", "scope1.stationary-combustion 0", 0, nil},
	{"carbon-content", "a property, constants, a division, a factor per carbon", "AR5", "scope1.carbon-content 0", 0, nil},
	{"carbon-balance", "a sum with subtracted terms", "AR5", "scope1.carbon-balance 0", 0, nil},
	{"electronics", "fluorinated gases", "AR6", "scope1.process-electronics 0", 0, nil},
	{"biofuel", "biogenic CO2, which has no weight", "AR6", "scope1.mobile-fuel-economy 0", 0, nil},
	{"methane-SAR", "a potential of SAR: of methane, in place of that of fossil methane", "SAR", methane, 0, nil},
	{"methane-TAR", "a potential of TAR", "TAR", methane, 0, nil},
	{"methane-AR4", "a potential of AR4", "AR4", methane, 0, nil},
	{"methane-AR5", "a potential of AR5 from gwp100_added.csv", "AR5", methane, 0, nil},
	{"methane-AR5-UNFCCC", "a potential of AR5-UNFCCC: of methane, in place of that of fossil methane", "AR5-UNFCCC", methane, 0, nil},
	{"methane-AR6", "a potential of AR6", "AR6", methane, 0, nil},
	{"methane-own-set", "an own set, with a potential that is in no IPCC set", "house 2024", methane, 0, nil},
	{"non-kyoto", "a gas outside the Kyoto basket, counted apart", "AR6", released("HCFC-22"), 0, nil},
	{"non-kyoto-own-set", "a gas outside the Kyoto basket with a potential of an own set", "house 2024", released("HCFC-22"), 0, nil},
	{"no-potential", "a gas without a potential, which has no weight", "AR6", released("C3H8"), 0, nil},
	{"no-potential-own-set", "a gas without a potential in an own set", "house 2024", released("CFC-11"), 0, nil},
	{"mixed", "CO2e of unknown gases on another basis, added as published", "AR5", "scope1.direct-release 1", 0, nil},
	{"reported", "a reported result", "AR5", "scope1.reported 0", 0, nil},
	{"reported-unstated", "CO2e whose basis is not stated", "AR5", "scope1.reported 1", 0, nil},
	{"electricity-location", "Scope 2, location-based", "AR5", "scope2.electricity 1", 0, nil},
	{"electricity-market", "a claim with serial numbers, covers by instrument and residual mix, min", "AR5", "scope2.electricity 1", 1, nil},
	{"electricity-contract", "a claim of a part of an instrument", "AR5", "scope2.electricity 2", 1, nil},
	{"consolidated", "a share of the emissions, and a caveat of a split by days", "AR5", "scope1.stationary-combustion 0", 0, consolidated},
	{"electricity-refused", "a claim that was refused", "AR5", refused, 1, nil},
	{"steam", "covers of steam", "AR5", "scope2.heat 1", 1, nil},
	{"heat", "covers of heat by the seller's plant", "AR5", "scope2.heat-by-fuel 0", 1, nil},
	{"memo-shk", "a memo item of Scope 2", "AR5", "scope2.shk-electricity 0", 2, nil},
	{"memo-removals", "a memo item of Scope 3", "AR5", "scope3.pcaf-business-loans 0", 3, nil},
	{"purchase", "a purchase and its supplier", "AR5", "scope3.purchased-supplier-specific 0", 0, nil},
	{"purchase-spend", "a purchase with what was spent on it", "AR5", "scope3.purchased-average-data 1", 0, nil},
	{"spend", "exchange rates and price indices, a factor per spend", "AR5", "scope3.equity-average-data 2", 0, nil},
	{"upstream", "a term that is a potential; several factors", "AR5", "scope3.upstream-energy 2", 0, nil},
	{"waste", "a step of a kind", "AR5", "scope3.waste-type-specific 2", 0, nil},
	{"commuting", "a stage", "AR5", "scope3.commuting-average-data 2", 1, nil},
	{"loan", "an investee, an outstanding amount, a score of PCAF", "AR5", "scope3.pcaf-business-loans 0", 0, nil},
	{"quality-scope3", "grades of the Scope 3 Standard", "AR5", ofQuality("scope3-standard-4: technology 4, reliability 1"), 0, nil},
	{"quality-pact", "grades of PACT, and a score of PCAF", "AR5", ofQuality("pact-3: technology 3, time 2, geography 1, completeness 1, reliability 3, PCAF 5"), 0, nil},
	{"quality-unnamed", "grades without a scheme", "AR5", "scope1.stationary-combustion 0", 0, func(r *ghg.Result) { r.Quality = ghg.Quality{Time: 5} }},
	{"period-label", "a period of a fiscal year with its label", "AR5", `{"method": "scope1.direct-release", "id": "leak", "period": "2023-04-01/2024-04-01 FY2023 (JP)", "gas": "SF6", "mass": "4 kg"}`, 0, nil},
	{"period-plain", "a period without a label", "AR5", `{"method": "scope1.direct-release", "id": "leak", "period": "2024-02-28/2024-02-29", "gas": "SF6", "mass": "4 kg"}`, 0, nil},
	{"long-quotient", "a quotient that never ends, of numbers of 30 digits", "AR6", `{"method": "scope1.direct-release", "id": "leak", "period": "2024", "gas": "SF6", "mass": "0.123456789012345678901234567891 lb"}`, 0, nil},
	{"texts", "characters that must be escaped and characters that must not", "AR5", "scope1.direct-release 0", 0, func(r *ghg.Result) {
		r.Site = "\"quoted\" \\ / <&> \b\t\n\f\r\x00\x1f\x7f é ソ 𝄞 \u00a0\u2028\ufeff\ufffd\ufffe"
	}},
	{"serials", "the forms of serial numbers, dates, amounts", "AR5", "scope2.electricity 1", 1, manyClaims},
	{"longest", "numbers of the greatest length", "AR5", "scope1.direct-release 0", 0, longest},
	{"method-renamed", "a name that the method had when receipts were of version 1", "AR5", "scope3.commuting-distance-based 0", 1, func(r *ghg.Result) {
		r.Method, r.Stage, r.Primary = "scope3.commuting.distance-based", 0, !r.Primary
	}},
	{"memo-other", "a memo item for another reason", "AR5", "scope3.pcaf-business-loans 0", 3, func(r *ghg.Result) { r.Memo.Kind = ghg.MemoOther }},
	{"memo-replaced", "an estimate that a supplier's own figure replaced", "AR5", "scope3.purchased-average-data 1", 0, func(r *ghg.Result) { r.Memo.Kind, r.Purchase.ID = ghg.MemoReplaced, "order 7" }},
	{"operations", "an own method: max, a division in the middle, units below the line, negative numbers, a product without terms to divide", "AR6", "", 0, operations},
	{"own-gas", "an own method whose numbers refer to nothing", "AR6", "", 0, func(r *ghg.Result) { *r = burnt(ghg.CO2, nil) }},
	{"own-factor", "an own method and an own factor, with every character that a digest escapes", "AR6", "", 0, func(r *ghg.Result) {
		*r = burnt(ghg.CO2, &ghg.FactorRecord{
			ID: "own/fuel", Set: "own", Activity: "fuel", Valid: ghg.CalendarYear(2024), Unit: "L", Document: "one\\two\nthree = four",
			PerUnit: mustVector(ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: d("2")}, ghg.GasAmount{GWP: "own = a\\b\nc", Kg: d("-1")})),
		})
	}},
	{"own-biogenic", "biogenic CO2 alone", "AR6", "", 0, func(r *ghg.Result) { *r = burnt(ghg.CO2Biogenic, nil) }},
	{"empty", "a result without steps", "AR6", "", 0, func(r *ghg.Result) { *r = own() }},
}

const methane = `{"method": "scope1.direct-release", "id": "leak", "period": "2024", "gas": "CH4-fossil", "mass": "4 kg"}`

const refused = `{"method": "scope2.electricity", "id": "hq", "period": "2024", "amount": "1000 MWh", "region": "GB",
	"residual_mix": "0.45 kg CO2e/kWh AR5; issuing body 2024",
	"instruments": [{"id": "rego-1", "kind": "certificate", "volume": "600 MWh", "rate": "zero-carbon", "market": "GB", "technology": "wind",
	"renewable": true, "vintage": "2019", "registry": "REGO", "retirement_evidence": "statement 2025-03", "sole_claim": true}]}`

func released(gas string) string {
	return `{"method": "scope1.direct-release", "id": "leak", "period": "2024", "gas": "` + gas + `", "mass": "4 kg"}`
}

func ofQuality(q string) string {
	return `{"method": "scope1.direct-release", "id": "leak", "period": "2024", "gas": "SF6", "mass": "4 kg", "quality": "` + q + `"}`
}

// own returns a result of a method that is not one of the module's.
func own() ghg.Result {
	return ghg.Result{ID: "a", Scope: ghg.Scope1, Method: "own.method", Origin: ghg.Calculated, Period: ghg.CalendarYear(2024), GWP: "AR6"}
}

// burnt returns a result of 10 L of a fuel with 2 kg of a gas each: of a factor, or of an input without a factor.
func burnt(gas ghg.Gas, f *ghg.FactorRecord) ghg.Result {
	r, unit := own(), "kg "+string(gas)
	per := ghg.Term{Label: "per litre", Kind: ghg.TermInput, Value: d("2"), Unit: unit + "/L"}
	if f != nil {
		r.Factors = []ghg.FactorRecord{f.WithDigest()}
		per.Kind, per.Ref = ghg.TermFactor, f.ID
	}
	r.Steps = []ghg.Step{{Label: "burnt", Op: ghg.Product, Gas: gas, Unit: unit, Value: d("20"), Terms: []ghg.Term{{Label: "fuel", Kind: ghg.TermInput, Value: d("10"), Unit: "L"}, per}}}
	r.Emissions = mustVector(ghg.EmissionsOf(r.Steps))
	if gas == ghg.CO2 {
		r.CO2e, r.Weights = sure(ghg.KgCO2e(d("20"))), []ghg.Weight{{Gas: gas, GWP: d("1"), Published: d("1")}}
	}
	return r
}

func mustVector[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func manyClaims(r *ghg.Result) {
	for _, s := range []string{"7", "0", "GB007", "0..10", "A9..A11", "é-01..é-99", "123456789012345678901234567890", "X.1..X.20", "<1"} {
		c := r.Claims[0]
		c.Serials = mustVector(ghg.ParseSerials(s))
		c.Volume, c.Used = ghg.Amount{}, ghg.Amount{Value: d("-0.5"), Unit: "MWh at the grid"}
		r.Claims = append(r.Claims, c)
	}
}

// longest makes numbers of 4093 digits, with the digits after the point counted twice, and of the other sign.
func longest(r *ghg.Result) {
	*r = own()
	whole, fraction := d("1").Shift(4092).Sub(d("1")), d("-1").Shift(-4092)
	whole = whole.Mul(d("10")).Add(d("9"))
	r.Steps = []ghg.Step{
		{Label: "long", Op: ghg.Sum, Unit: "t", Value: whole, Terms: []ghg.Term{{Label: "long", Kind: ghg.TermInput, Value: whole, Unit: "t"}}},
		{Label: "small", Op: ghg.Sum, Unit: "t", Value: fraction, Terms: []ghg.Term{{Label: "small", Kind: ghg.TermInput, Value: fraction, Unit: "t"}}},
	}
}

func operations(r *ghg.Result) {
	*r = own()
	input := func(value, unit string) ghg.Term {
		return ghg.Term{Label: "x", Kind: ghg.TermInput, Value: d(value), Unit: unit}
	}
	divisor := func(value, unit string) ghg.Term {
		t := input(value, unit)
		t.Divides = true
		return t
	}
	less := input("3", "kg CH4")
	less.Subtracts = true
	r.Steps = []ghg.Step{
		{Label: "max", Op: ghg.Max, Unit: "kWh", Terms: []ghg.Term{input("-2", "kWh"), input("3.5", "kWh")}},
		{Label: "min", Op: ghg.Min, Unit: "kWh", Terms: []ghg.Term{input("-2", "kWh"), input("3.5", "kWh")}},
		{Label: "ratio", Op: ghg.Product, Unit: "t·km/h·kg", Terms: []ghg.Term{divisor("7", "h"), input("2", "t·km/kg"), input("-10", "1")}},
		{Label: "reciprocal", Op: ghg.Product, Unit: "1/kg", Terms: []ghg.Term{divisor("8", "kg")}},
		{Label: "two lines", Op: ghg.Product, Unit: "kg CO2e/t/km", Terms: []ghg.Term{input("2", "kg CO2e/t·km"), divisor("1", "1")}},
		{Label: "not divided by 1", Op: ghg.Product, Unit: "1", Terms: []ghg.Term{input("0.1234567890123456789012345678901234567891", "1"), divisor("4", "1"), divisor("0.25", "1")}},
		{Label: "half to even", Op: ghg.Product, Unit: "1", Terms: []ghg.Term{input("10000000000000000000000000000000005", "1"), divisor("10", "1"), divisor("0.1", "1"), divisor("10", "1")}},
		{Label: "methane", Op: ghg.Sum, Unit: "kg CH4", Gas: ghg.CH4, Terms: []ghg.Term{input("1", "kg CH4"), less}},
		{Label: "more", Op: ghg.Sum, Unit: "kg CH4", Gas: ghg.CH4, Terms: []ghg.Term{input("2", "kg CH4")}},
	}
	for i := range r.Steps {
		r.Steps[i].Value = mustVector(r.Steps[i].Evaluate())
	}
	r.Emissions = mustVector(ghg.EmissionsOf(r.Steps))
	r.CO2e = sure(ghg.KgCO2e(d("0"))) // 1 − 3 + 2 kg
	r.Weights = []ghg.Weight{{Gas: ghg.CH4, GWP: d("27.9"), Published: d("1")}}
}

// receipt returns the receipt.
// consolidated takes a share of the emissions.
func consolidated(r *ghg.Result) {
	*r = mustVector(r.Portion(
		ghg.Term{Label: "days × share", Kind: ghg.TermShare, Value: d("180.25"), Unit: "1", Source: "0.4 on 228 days, 0.65 on 137 days", Ref: "associate"},
		ghg.Term{Label: "days of the period", Kind: ghg.TermShare, Value: d("365"), Unit: "1", Divides: true, Source: "2024", Ref: "associate by days"},
	))
	r.Caveats = append(r.Caveats, ghg.Caveat{Kind: ghg.Prorated, Detail: "split by days"})
}

func (v valid) receipt(t *testing.T) []byte {
	t.Helper()
	var r ghg.Result
	if v.activity != "" {
		b, err := example.Basis()
		require.NoError(t, err)
		if b.GWP, err = ghg.ParseGWP(v.gwp); err != nil {
			one := decimal.New(1, 0)
			b.GWP, err = ghg.NewGWP(v.gwp, "an internal study", map[ghg.Gas]decimal.Decimal{ghg.CO2: one, ghg.CH4: d("31.5"), ghg.N2O: d("280"), "HCFC-22": d("2000")})
		}
		require.NoError(t, err)
		results, err := v.of(t).Calculate(b)
		require.NoError(t, err, v.file)
		r = results[v.result]
	}
	if v.change != nil {
		v.change(&r)
	}
	return receiptOf(t, r)
}

// of returns the activity.
func (v valid) of(t *testing.T) activity.Activity {
	t.Helper()
	if strings.HasPrefix(v.activity, "{") {
		a, err := activity.Decode([]byte(v.activity))
		require.NoError(t, err, v.file)
		return a
	}
	name, number, _ := strings.Cut(v.activity, " ")
	m, err := activity.Lookup(name)
	require.NoError(t, err)
	all, err := m.Activities()
	require.NoError(t, err)
	i, err := strconv.Atoi(number)
	require.NoError(t, err)
	return all[i]
}

// invalid is a receipt that breaks a rule: a valid one, altered.
type invalid struct {
	file, rule, why, from string
	change                any // func([]byte) []byte, or edits, after which the SHA-256 is computed again
}

// edits are paths in the tree of a receipt with their new values; nil removes the key or the item of a list.
type edits []struct {
	path  string
	value any
}

// twice stands for a list whose first item is repeated, reversed for one in the other order.
type (
	twice    struct{}
	reversed struct{}
)

func replacing(old, with string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(with), 1) }
}

func number(n string) json.Number { return json.Number(n) }

// nines is a term with a number of 4093 digits.
var nines = map[string]any{"kind": "input", "label": "x", "unit": "1", "value": strings.Repeat("9", 4093)}

var invalids = []invalid{
	{"blank", "json", "white space after a comma", "fuel", replacing(`","`, `", "`)},
	{"line-end", "json", "a line end after it", "fuel", func(b []byte) []byte { return append(b, '\n') }},
	{"byte-order-mark", "json", "a byte order mark before it", "fuel", func(b []byte) []byte { return append([]byte("\ufeff"), b...) }},
	{"two", "json", "a second receipt after it", "fuel", func(b []byte) []byte { return append(b, b...) }},
	{"cut", "json", "cut in the middle", "fuel", func(b []byte) []byte { return b[:len(b)/2] }},
	{"nothing", "json", "an empty file", "fuel", func([]byte) []byte { return nil }},
	{"list", "json", "a list", "fuel", func(b []byte) []byte { return slices.Concat([]byte("["), b, []byte("]")) }},
	{"escaped-letter", "json", "a letter escaped", "fuel", replacing("boiler", `\u0062oiler`)},
	{"escaped-slash", "json", "a slash escaped", "fuel", replacing("fuel/", `fuel\/`)},
	{"escaped-case", "json", "an escape in upper case", "texts", replacing(`\u001f`, `\u001F`)},
	{"escaped-line-end", "json", "a line end as a number", "texts", replacing(`\n`, `\u000a`)},
	{"control", "json", "a control character as itself", "texts", replacing(`\n`, "\n")},
	{"escaped-delete", "json", "U+007F escaped, which is not a control of JSON", "texts", replacing("\x7f", `\u007f`)},
	{"surrogate", "json", "half of a surrogate pair", "fuel", replacing("boiler", `\ud834`)},
	{"not-utf8", "json", "a byte that is not UTF-8", "fuel", replacing("boiler", "boiler\xff")},
	{"surrogate-bytes", "json", "a surrogate in UTF-8", "fuel", replacing("boiler", "\xed\xa0\xb4")},
	{"keys-unsorted", "json", "keys in another order", "fuel", replacing(`"gwp":"AR5","id":"boiler"`, `"id":"boiler","gwp":"AR5"`)},
	{"key-twice", "json", "a key twice", "fuel", replacing(`"id":"boiler"`, `"id":"boiler","id":"boiler"`)},
	{"deep", "json", "objects in objects without end", "fuel", func([]byte) []byte { return bytes.Repeat([]byte(`{"a":`), 1<<14) }},

	{"version-3", "version", "another version", "fuel", edits{{"version", number("3")}}},
	{"no-version", "keys", "no version", "fuel", edits{{"version", nil}}},
	{"unknown-key", "keys", "an unknown key", "fuel", edits{{"note", "x"}}},
	{"unknown-key-inside", "keys", "an unknown key of a term", "fuel", edits{{"steps.0.terms.0.note", "x"}}},
	{"key-case", "keys", "a key in another case", "fuel", edits{{"id", nil}, {"ID", "boiler"}}},
	{"no-label", "keys", "a required key missing", "fuel", edits{{"steps.0.terms.0.label", nil}}},
	{"no-weights", "keys", "a required list missing", "fuel", edits{{"weights", nil}}},
	{"empty-text", "keys", "an optional text that is empty", "fuel", edits{{"site", ""}}},
	{"empty-list", "keys", "an optional list that is empty", "fuel", edits{{"notes", []any{}}}},
	{"empty-object", "keys", "an optional object that is empty", "fuel", edits{{"purchase", map[string]any{}}}},
	{"false", "keys", "a flag that is false", "fuel", edits{{"primary", false}}},
	{"zero", "keys", "a count of 0", "fuel", edits{{"category", number("0")}}},
	{"null", "keys", "null", "fuel", edits{{"site", json.RawMessage("null")}}},
	{"count-fraction", "keys", "a count with a fraction", "upstream", edits{{"category", number("3.0")}}},
	{"count-text", "keys", "a count as a text", "upstream", edits{{"category", "3"}}},
	{"count-long", "keys", "a count of ten digits", "upstream", edits{{"category", number("1000000003")}}},
	{"number-bare", "keys", "a number that is not a text", "fuel", edits{{"non_kyoto_co2e_kg", number("0")}}},
	{"text-number", "keys", "a text that is a JSON number", "fuel", edits{{"site", number("1")}}},

	{"sum-of-another", "sha256", "content altered after the SHA-256", "fuel", replacing("boiler", "kettle")},
	{"sum-upper-case", "sha256", "the SHA-256 in upper case", "fuel", func(b []byte) []byte {
		return regexp.MustCompile(`"sha256":"[^"]*"`).ReplaceAllFunc(b, func(m []byte) []byte {
			return append([]byte(`"sha256"`), bytes.ToUpper(m[len(`"sha256"`):])...)
		})
	}},

	{"number-zeros", "number", "zeros at the end", "fuel", edits{{"co2e_kg", "22862.50"}}},
	{"number-point", "number", "a point without digits after it", "fuel", edits{{"co2e_kg", "22862."}}},
	{"number-leading", "number", "a zero at the start", "fuel", edits{{"co2e_kg", "022862.5"}}},
	{"number-no-zero", "number", "no digit before the point", "fuel", edits{{"steps.0.terms.2.value", ".00028"}}},
	{"number-plus", "number", "a plus", "fuel", edits{{"co2e_kg", "+22862.5"}}},
	{"number-minus-zero", "number", "minus zero", "fuel", edits{{"non_kyoto_co2e_kg", "-0"}}},
	{"number-exponent", "number", "an exponent", "fuel", edits{{"co2e_kg", "2.28625e4"}}},
	{"number-other-digits", "number", "digits of another script", "fuel", edits{{"steps.0.value", "３５"}}},
	{"number-long", "number", "one digit too many", "longest", edits{{"steps.0.terms.0.value", strings.Repeat("9", 4094)}, {"steps.0.value", strings.Repeat("9", 4094)}}},
	{"number-long-fraction", "number", "one place too many", "longest", edits{{"steps.1.terms.0.value", "-0." + strings.Repeat("0", 4092) + "1"}, {"steps.1.value", "-0." + strings.Repeat("0", 4092) + "1"}}},
	{"word", "word", "a word of no list", "fuel", edits{{"origin", "guessed"}}},
	{"word-case", "word", "a word in another case", "fuel", edits{{"scope", "Scope 1"}}},
	{"word-empty", "word", "an empty word", "fuel", edits{{"steps.0.op", ""}}},
	{"carrier", "word", "the carrier that is left out", "electricity-market", edits{{"covers.0.carrier", "electricity"}}},
	{"date", "date", "a day that is in no calendar", "electricity-contract", edits{{"claims.0.commissioned", "2021-02-29"}}},
	{"date-short", "date", "a month of one digit", "electricity-contract", edits{{"claims.0.commissioned", "2021-5-01"}}},
	{"period-year", "period", "a year", "fuel", edits{{"period", "2024"}}},
	{"period-included", "period", "both days included", "fuel", edits{{"period", "2024-01-01..2024-12-31"}}},
	{"period-backwards", "period", "an end that is not after the start", "fuel", edits{{"period", "2024-01-01/2024-01-01"}}},
	{"period-year-0", "period", "a year 0", "fuel", edits{{"period", "0000-01-01/2024-01-01"}}},
	{"period-label-repeats", "period", "a label that repeats the dates", "fuel", edits{{"period", "2024-01-01/2025-01-01 2024-01-01/2025-01-01"}}},
	{"period-label-empty", "period", "a label that is empty", "fuel", edits{{"period", "2024-01-01/2025-01-01 "}}},
	{"validity-year-unlabelled", "validity", "a calendar year of a factor without its label", "fuel", edits{{"factors.0.valid", "2024-01-01/2025-01-01"}}},
	{"validity-label", "validity", "a label of a factor's validity that does not follow from its dates", "fuel", edits{{"factors.0.valid", "2024-01-01/2025-01-01 FY2024"}}},
	{"amount-no-unit", "amount", "no unit", "loan", edits{{"outstanding", "5"}}},
	{"amount-empty-unit", "amount", "an empty unit", "loan", edits{{"outstanding", "5 "}}},
	{"amount-zeros", "amount", "zeros at the end of an amount", "loan", edits{{"outstanding", "5.0 EUR"}}},
	{"quality-order", "quality", "indicators in another order", "quality-pact", edits{{"quality", "pact-3: time 2, technology 3"}}},
	{"quality-grade", "quality", "a grade that the scheme does not have", "quality-pact", edits{{"quality", "pact-3: technology 4"}}},
	{"quality-pcaf", "quality", "a scheme without one of its indicators", "quality-pact", edits{{"quality", "pact-3: PCAF 2"}}},
	{"quality-twice", "quality", "an indicator twice", "quality-pact", edits{{"quality", "pact-3: time 2, time 2"}}},
	{"quality-scheme", "quality", "an unknown scheme", "quality-pact", edits{{"quality", "pact-4: time 2"}}},
	{"serials-backwards", "serials", "a range that runs backwards", "electricity-market", edits{{"claims.0.serials", "GB0002..GB0001"}}},
	{"serials-one", "serials", "a range of one", "electricity-market", edits{{"claims.0.serials", "GB0002..GB0002"}}},
	{"serials-width", "serials", "numbers with leading zeros and of different width", "electricity-market", edits{{"claims.0.serials", "GB09..GB100"}}},
	{"serials-prefix", "serials", "different prefixes", "electricity-market", edits{{"claims.0.serials", "GB1..FR9"}}},
	{"serials-blank", "serials", "a blank", "electricity-market", edits{{"claims.0.serials", "GB\u00a01"}}},
	{"serials-no-digit", "serials", "no digit", "electricity-market", edits{{"claims.0.serials", "GB"}}},

	{"gas", "gas", "an unknown gas", "own-gas", edits{{"steps.0.gas", "XYZ"}, {"steps.0.unit", "kg XYZ"}, {"steps.0.terms.1.unit", "kg XYZ/L"}, {"emissions.0.gas", "XYZ"}, {"weights", []any{}}}},
	{"amounts-unsorted", "amounts", "emissions in another order", "fuel", edits{{"emissions", reversed{}}, {"weights", reversed{}}}},
	{"amounts-twice", "amounts", "emissions of one gas twice", "own-gas", edits{{"emissions", twice{}}}},
	{"amounts-nothing", "amounts", "an amount of nothing", "fuel", edits{{"factors.0.per_unit.0.gas", nil}, {"factors.0.per_unit.0.gwp", nil}}},

	{"no-id", "head", "no id", "fuel", edits{{"id", ""}}},
	{"no-method", "head", "no method", "fuel", edits{{"method", ""}}},
	{"no-gwp", "head", "no set of potentials", "fuel", edits{{"gwp", ""}}},
	{"gwp-unstated", "head", "a set of potentials that is not stated", "reported-unstated", edits{{"gwp", "unstated"}}},
	{"gwp-digest-missing", "head", "an own set of potentials without its digest", "methane-own-set", edits{{"gwp_digest", nil}}},
	{"gwp-digest-short", "head", "a digest that is not a SHA-256", "methane-own-set", edits{{"gwp_digest", "0a"}}},
	{"gwp-digest-upper", "head", "a digest in upper case", "methane-own-set", edits{{"gwp_digest", strings.Repeat("0A", 32)}}},
	{"gwp-digest-of-ipcc", "head", "a digest of a set of the IPCC", "fuel", edits{{"gwp_digest", strings.Repeat("0a", 32)}}},
	{"category-16", "head", "a category that does not exist", "upstream", edits{{"category", number("16")}}},
	{"category-of-scope-1", "head", "a category outside scope 3", "empty", edits{{"category", number("1")}}},
	{"accounting-of-scope-1", "head", "an accounting outside scope 2", "fuel", edits{{"accounting", "market-based"}}},
	{"method-unknown", "identity", "a method that the module does not have", "fuel", edits{{"method", "scope1.boiler"}}},
	{"method-scope", "identity", "another scope than the method's", "fuel", edits{{"scope", "scope 3"}}},
	{"method-category", "identity", "a category that the method does not serve", "upstream", edits{{"category", number("4")}}},
	{"method-no-category", "identity", "no category, of a method of scope 3", "upstream", edits{{"category", nil}}},
	{"method-origin", "identity", "a calculated result that is said to be reported", "fuel", edits{{"origin", "reported"}}},
	{"method-part", "identity", "a part that the method does not have", "fuel", edits{{"part", "heat"}}},
	{"method-part-missing", "identity", "no part, of a method whose results have one", "loan", edits{{"part", nil}}},
	{"method-no-accounting", "identity", "no accounting, of a method of scope 2", "electricity-location", edits{{"accounting", nil}}},
	{"method-claims-location", "identity", "claims of a location-based result", "electricity-market", edits{{"accounting", "location-based"}}},
	{"method-stage", "identity", "a stage that the method does not have", "fuel", edits{{"stage", "well-to-tank"}}},
	{"method-stage-missing", "identity", "no stage, of a method whose results have one", "commuting", edits{{"stage", nil}}},
	{"method-memo", "identity", "a memo item that the method does not have", "fuel", edits{{"memo", map[string]any{"kind": "optional"}}}},
	{"method-memo-counted", "identity", "a memo item that counts", "memo-removals", edits{{"memo", nil}}},
	{"method-replaced-no-purchase", "identity", "an estimate that is replaced without a purchase", "upstream", edits{{"memo", map[string]any{"kind": "replaced"}}}},
	{"method-replaced-primary", "identity", "primary data that is said to be replaced", "fuel", edits{{"memo", map[string]any{"kind": "replaced"}}, {"purchase", map[string]any{"id": "p1"}}}},
	{"method-not-primary", "identity", "data that is primary by the method, said to be secondary", "fuel", edits{{"primary", nil}}},
	{"method-primary", "identity", "data that is secondary by the method, said to be primary", "upstream", edits{{"primary", true}}},
	{"method-score", "identity", "a score of PCAF that makes data primary which is said to be secondary", "loan", edits{{"quality", "PCAF 2"}}},
	{"method-no-score", "identity", "financed emissions without a score of PCAF", "loan", edits{{"quality", nil}}},
	{"method-no-outstanding", "identity", "financed emissions without an outstanding amount", "loan", edits{{"outstanding", nil}}},
	{"method-outstanding", "identity", "an outstanding amount of what is not financed", "fuel", edits{{"outstanding", "5 EUR"}}},
	{"cover-beyond", "cover", "a cover beyond the steps", "electricity-market", edits{{"covers.1.last", number("5")}}},
	{"cover-backwards", "cover", "a cover that ends before it begins", "electricity-market", edits{{"covers.1.last", number("3")}}},

	{"digest-factor", "digest", "a factor altered", "fuel", edits{{"factors.0.document", "another"}}},
	{"digest-property", "digest", "a property altered", "carbon-content", edits{{"properties.0.name", "density"}}},
	{"digest-licence", "digest", "a licence removed", "fuel", edits{{"factors.0.licence", nil}}},
	{"factor-twice", "repeated", "a factor twice", "upstream", edits{{"factors", twice{}}}},
	{"property-twice", "repeated", "a property twice", "carbon-content", edits{{"properties", twice{}}}},
	{"factors-unsorted", "order", "factors out of the order of first use", "upstream", edits{{"factors", reversed{}}}},
	{"factor-unused", "order", "a factor that no term uses", "own-factor", edits{{"steps", []any{}}, {"emissions", []any{}}, {"weights", []any{}}, {"co2e_kg", "0"}}},

	{"unit-of-term", "unit", "a term without a unit", "own-gas", edits{{"steps.0.terms.1.unit", ""}}},
	{"unit-of-step", "unit", "a step without a unit", "operations", edits{{"steps.5.unit", ""}}},
	{"ref-of-input", "reference", "an input that refers to something", "fuel", edits{{"steps.0.terms.0.ref", "x"}}},
	{"share-of-nobody", "reference", "a share that does not say whose it is", "consolidated", edits{{"steps.0.terms.3.ref", nil}}},
	{"step-of-input", "reference", "an input that refers to a step", "carbon-balance", edits{{"steps.0.terms.0.step", number("1")}}},
	{"factor-without-ref", "reference", "a factor that refers to nothing", "own-factor", edits{{"steps.0.terms.1.ref", nil}, {"factors", nil}}},
	{"price-without-ref", "reference", "a price that refers to nothing", "own-gas", edits{{"steps.0.terms.0.kind", "price"}}},
	{"price-kind", "price", "a price of an unknown kind", "own-gas", edits{{"steps.0.terms.0.kind", "price"}, {"steps.0.terms.0.ref", "cost/JPY"}}},
	{"price-no-name", "price", "a price without a name", "own-gas", edits{{"steps.0.terms.0.kind", "price"}, {"steps.0.terms.0.ref", "fx"}}},
	{"step-later", "step", "a term that refers to its own step", "electricity-market", edits{{"steps.1.terms.1.step", number("2")}}},
	{"step-value", "step", "a term with another value than its step", "electricity-market", edits{{"steps.1.terms.1.value", "500"}, {"steps.1.value", "500"}, {"steps.3.terms.0.value", "500"}}},
	{"step-unit", "step", "a term with another unit than its step", "electricity-market", edits{{"steps.0.unit", "GWh"}, {"steps.0.terms.0.unit", "GWh"}, {"steps.0.terms.1.unit", "GWh"}}},
	{"factor-missing", "factor", "a term that refers to a factor that is not there", "own-factor", edits{{"factors", nil}}},
	{"factor-value", "factor", "a term with a value that the factor does not have", "own-factor", edits{{"steps.0.terms.1.value", "3"}, {"steps.0.value", "30"}, {"emissions.0.kg", "30"}, {"co2e_kg", "30"}}},
	{"factor-unit", "factor", "a term with another unit than the factor", "own-factor", edits{{"steps.0.terms.1.unit", "kg CO2/kg"}, {"steps.0.terms.0.unit", "kg"}}},
	{"property-value", "property", "a term with another value than the property", "carbon-content", edits{{"steps.0.terms.1.value", "1"}}},
	{"potential-value", "potential", "a term with another potential than that of the set", "upstream", edits{{"steps.1.terms.3.value", "2"}}},
	{"potential-gas", "potential", "a potential of a gas under another name", "upstream", edits{{"steps.1.terms.3.ref", "AR5/carbon dioxide"}}},
	{"potential-set", "potential", "a potential of an own set that is not that of the result", "upstream", edits{{"steps.1.terms.3.ref", "house/CO2"}}},
	{"potential-no-set", "potential", "a potential of no set", "upstream", edits{{"steps.1.terms.3.ref", "CO2"}}},

	{"no-terms", "operation", "a step without terms", "operations", edits{{"steps.0.terms", []any{}}}},
	{"divides-in-sum", "operation", "a divisor in a sum", "operations", edits{{"steps.8.terms.0.divides", true}}},
	{"subtracts-in-product", "operation", "a subtracted term in a product", "operations", edits{{"steps.4.terms.0.subtracts", true}}},
	{"long-product", "long", "a product of numbers with more than 16384 digits", "longest", edits{{"steps.0.op", "product"}, {"steps.0.terms", slices.Repeat([]any{nines}, 5)}, {"steps.0.unit", "1"}}},
	{"value-product", "value", "a product that is wrong", "own-gas", edits{{"steps.0.value", "21"}, {"emissions.0.kg", "21"}, {"co2e_kg", "21"}}},
	{"value-rounded", "value", "a quotient rounded to 33 digits", "carbon-content", edits{{"steps.0.value", "275282.333333333333333333333333333"}, {"emissions.0.kg", "275282.333333333333333333333333333"}, {"co2e_kg", "275282.333333333333333333333333333"}}},
	{"value-half-up", "value", "a quotient rounded half up", "operations", edits{{"steps.6.value", "1000000000000000000000000000000001"}}},
	{"value-divided-by-1", "value", "a product rounded although its divisors give 1", "operations", edits{{"steps.5.value", "0.1234567890123456789012345678901235"}}},
	{"value-sum", "value", "a sum that is wrong", "carbon-balance", edits{{"steps.0.value", "1"}}},
	{"value-max", "value", "a max that is wrong", "operations", edits{{"steps.0.value", "-2"}}},
	{"value-min", "value", "a min that is wrong", "operations", edits{{"steps.1.value", "3.5"}}},
	{"value-op", "value", "another operation", "operations", edits{{"steps.0.op", "sum"}}},
	{"division-by-zero", "value", "a division by zero", "operations", edits{{"steps.3.terms.0.value", "0"}}},
	{"units-sum", "units", "a sum of different units", "operations", edits{{"steps.0.terms.0.unit", "MWh"}}},
	{"units-product", "units", "units that do not cancel", "fuel", edits{{"steps.0.terms.1.unit", "kWh/MWh"}}},
	{"units-below", "units", "a unit on the wrong side of the line", "operations", edits{{"steps.2.unit", "t·km·kg/h"}}},
	{"emission-unit", "emission", "an amount of emissions in another unit", "own-gas", edits{{"steps.0.unit", "kg"}, {"steps.0.terms.1.unit", "kg/L"}}},
	{"emission-basis", "emission", "a mass that is said to be CO2e", "own-gas", edits{{"steps.0.gwp", "AR5"}, {"emissions.0.gwp", "AR5"}, {"weights.0.basis", "AR5"}}},

	{"emissions-value", "emissions", "emissions that are not those of the steps", "own-gas", edits{{"emissions.0.kg", "19"}, {"co2e_kg", "19"}}},
	{"emissions-missing", "emissions", "an emission left out", "fuel", edits{{"emissions.2", nil}, {"weights.2", nil}, {"co2e_kg", "22851.25"}}},
	{"emissions-more", "emissions", "an emission that no step has", "empty", edits{{"emissions", []any{map[string]any{"gas": "CO2", "kg": "0"}}}, {"weights", []any{map[string]any{"gas": "CO2", "gwp": "1", "published": "1"}}}}},
	{"weight-missing", "weights", "a weight left out", "fuel", edits{{"weights.2", nil}, {"co2e_kg", "22851.25"}}},
	{"weight-more", "weights", "a weight without an amount", "empty", edits{{"weights", []any{map[string]any{"gas": "CO2", "gwp": "1", "published": "1"}}}}},
	{"weights-unsorted", "weights", "weights in another order", "fuel", edits{{"weights", reversed{}}}},
	{"weight-other", "weights", "another potential than that of the set", "methane-AR5", edits{{"weights.0.gwp", "28"}, {"co2e_kg", "112"}}},
	{"weight-published", "weights", "another potential than the publisher applied", "fuel-AR6", edits{{"weights.0.published", "1"}}},
	{"weight-of-total", "weights", "CO2e of unknown gases weighted", "mixed", edits{{"weights.0.gwp", "0.5"}, {"co2e_kg", "2.5"}}},
	{"weight-outside", "weights", "a gas outside the Kyoto basket counted in the total", "non-kyoto", edits{{"weights.0.outside", nil}, {"co2e_kg", "7840"}, {"non_kyoto_co2e_kg", "0"}}},
	{"weight-inside", "weights", "a gas of the Kyoto basket counted apart", "methane-AR6", edits{{"weights.0.outside", true}, {"co2e_kg", "0"}, {"non_kyoto_co2e_kg", "119.2"}}},
	{"weight-left-out", "weights", "a gas outside the Kyoto basket that has a potential, not counted", "non-kyoto", edits{{"weights", []any{}}, {"non_kyoto_co2e_kg", "0"}}},
	{"weight-of-none", "weights", "a weight of a gas without a potential", "no-potential", edits{{"weights", []any{map[string]any{"gas": "C3H8", "gwp": "1", "outside": true, "published": "1"}}}, {"non_kyoto_co2e_kg", "4"}}},
	{"weight-biogenic", "weights", "a weight of biogenic CO2", "own-biogenic", edits{{"weights", []any{map[string]any{"gas": "CO2-biogenic", "gwp": "0", "outside": true, "published": "1"}}}}},
	{"weight-own-set-total", "weights", "CO2e of unknown gases weighted by an own set", "mixed", edits{{"gwp", "house 2024"}, {"gwp_digest", strings.Repeat("0a", 32)}, {"weights.0.gwp", "0.5"}, {"co2e_kg", "2.5"}}},
	{"weight-own-set-co2", "weights", "an own set in which CO2 is not 1", "own-gas", edits{{"gwp", "house 2024"}, {"gwp_digest", strings.Repeat("0a", 32)}, {"weights.0.gwp", "0.5"}, {"co2e_kg", "10"}}},
	{"weight-own-set-negative", "weights", "an own set with a negative potential", "methane-own-set", edits{{"weights.0.gwp", "-31.5"}, {"co2e_kg", "-126"}}},
	{"weight-own-set-published", "weights", "an own set and another potential than the publisher applied", "fuel-own-set", edits{{"weights.0.published", "30"}}},
	{"carbon", "weights", "the carbon content of a fuel as an emission", "own-gas", edits{{"steps.0.gas", "C"}, {"steps.0.unit", "kg C"}, {"steps.0.terms.1.unit", "kg C/L"}, {"emissions.0.gas", "C"}, {"weights", []any{}}, {"co2e_kg", "0"}}},
	{"total", "total", "another total", "fuel", edits{{"co2e_kg", "22862"}}},
	{"total-outside", "total", "another total outside the Kyoto basket", "fuel", edits{{"non_kyoto_co2e_kg", "1"}}},
}

// receipt returns the altered receipt.
func (v invalid) receipt(t *testing.T, from []byte) []byte {
	t.Helper()
	switch change := v.change.(type) {
	case func([]byte) []byte:
		return change(bytes.Clone(from))
	case edits:
		tree := parseTree(t, from)
		for _, e := range change {
			edit(t, tree, strings.Split(e.path, "."), e.value)
		}
		return resealed(t, tree)
	}
	t.Fatalf("%s: %T", v.file, v.change)
	return nil
}

// edit sets the value at a path and returns the tree.
func edit(t *testing.T, tree any, path []string, value any) any {
	t.Helper()
	if len(path) == 0 {
		switch value.(type) {
		case twice:
			return append([]any{tree.([]any)[0]}, tree.([]any)...)
		case reversed:
			list := slices.Clone(tree.([]any))
			slices.Reverse(list)
			return list
		}
		return value
	}
	switch node := tree.(type) {
	case map[string]any:
		if len(path) == 1 && value == nil {
			require.Contains(t, node, path[0])
			delete(node, path[0])
			break
		}
		node[path[0]] = edit(t, node[path[0]], path[1:], value)
	case []any:
		i, err := strconv.Atoi(path[0])
		require.NoError(t, err)
		if len(path) == 1 && value == nil {
			return slices.Delete(node, i, i+1)
		}
		node[i] = edit(t, node[i], path[1:], value)
	default:
		t.Fatalf("%v leads nowhere", path)
	}
	return tree
}

// TestVectors verifies every vector and compares it, and the index, with what results of today give.
func TestVectors(t *testing.T) {
	dir := filepath.Join("testdata", "receipts")
	rows := [][]string{{"file", "rule", "why"}}
	receipts := map[string][]byte{}
	for _, v := range valids {
		receipt := v.receipt(t)
		receipts[v.file] = receipt
		_, err := ghg.Verify(receipt)
		require.NoError(t, err, v.file)
		golden.AssertFile(t, filepath.Join(dir, "valid", v.file+".json"), receipt)
		rows = append(rows, []string{"valid/" + v.file + ".json", "", v.shows})
	}
	for _, v := range invalids {
		require.Contains(t, receipts, v.from, v.file)
		receipt := v.receipt(t, receipts[v.from])
		require.NotEqual(t, string(receipts[v.from]), string(receipt), v.file)
		_, err := ghg.Verify(receipt)
		want := ghg.ErrTampered
		if v.rule == "version" {
			want = ghg.ErrUnknown
		}
		require.ErrorIs(t, err, want, v.file)
		golden.AssertFile(t, filepath.Join(dir, "invalid", v.file+".json"), receipt)
		rows = append(rows, []string{"invalid/" + v.file + ".json", v.rule, v.why})
	}
	var index bytes.Buffer
	require.NoError(t, csv.NewWriter(&index).WriteAll(rows))
	golden.AssertFile(t, filepath.Join(dir, "index.csv"), index.Bytes())
	found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	require.NoError(t, err)
	assert.Len(t, found, len(rows)-1, "%s has files that are not in the index: remove them", dir)
}

// notInVectors are rules without a file: a receipt that is too long is no file to keep.
var notInVectors = []string{"size"}

// TestReceiptPage checks that docs/receipt.md has the rules of the vectors, the keys of the receipts and the words of the
// vocabularies, and no others.
func TestReceiptPage(t *testing.T) {
	text, err := os.ReadFile("docs/receipt.md")
	require.NoError(t, err)
	page := string(text)

	rules := slices.Clone(notInVectors)
	for _, v := range invalids {
		rules = append(rules, v.rule)
	}
	slices.Sort(rules)
	var stated []string
	for _, m := range regexp.MustCompile(`(?m)^- \*\*([a-z0-9]+)\*\*: `).FindAllStringSubmatch(page, -1) {
		stated = append(stated, m[1])
	}
	slices.Sort(stated)
	assert.Equal(t, slices.Compact(rules), stated)

	for name, words := range map[string][]string{
		"accounting": wordsOf[ghg.Accounting](), "origin": wordsOf[ghg.Origin](), "scope": wordsOf[ghg.Scope](), "stage": wordsOf[ghg.Stage](),
		"op": wordsOf[ghg.Op](), "kind of step": wordsOf[ghg.StepKind](), "kind of term": wordsOf[ghg.TermKind](), "boundary": wordsOf[ghg.Boundary](),
		"kind of claim": wordsOf[ghg.InstrumentKind](), "source": wordsOf[ghg.CoverSource](), "caveat": wordsOf[ghg.CaveatKind](),
		"memo": wordsOf[ghg.MemoKind](), "subject": wordsOf[ghg.SubjectKind](), "carrier": wordsOf[ghg.Carrier]()[1:],
	} {
		assert.Regexp(t, "(?m)(\\| word \\| |: )`"+regexp.QuoteMeta(strings.Join(words, "`, `"))+"`(;| \\|$)", page, name)
	}
}

// wordsOf returns the words of a vocabulary.
func wordsOf[T interface {
	~uint8
	MarshalText() ([]byte, error)
}]() []string {
	var words []string
	for v := T(1); ; v++ {
		word, err := v.MarshalText()
		if err != nil {
			return words
		}
		words = append(words, string(word))
	}
}

// TestVectorsUseEveryKey checks that every key of the page is in a valid vector, and every key of a valid vector on the page.
func TestVectorsUseEveryKey(t *testing.T) {
	text, err := os.ReadFile("docs/receipt.md")
	require.NoError(t, err)
	fields := string(text)
	fields = fields[strings.Index(fields, "\n## Fields"):strings.Index(fields, "\n## Arithmetic")]
	stated, object := map[string]bool{}, ""
	for line := range strings.Lines(fields) {
		if m := regexp.MustCompile("^### (.*)\n").FindStringSubmatch(line); m != nil {
			object = m[1]
		}
		if m := regexp.MustCompile("^\\| (?:([A-Z][a-z]+)? ?\\| )?`([a-z0-9_]+)` \\|").FindStringSubmatch(line); m != nil {
			if m[1] != "" {
				object = m[1]
			}
			stated[object+"."+m[2]] = true
		}
	}
	used := map[string]bool{}
	for _, v := range valids {
		receipt, err := os.ReadFile(filepath.Join("testdata", "receipts", "valid", v.file+".json"))
		require.NoError(t, err)
		keysOf(parseTree(t, receipt), "Result", used)
	}
	assert.Equal(t, stated, used)
}

// objects maps keys to the objects they lead to.
var objects = map[string]string{
	"caveats": "Caveat", "claims": "Claim", "covers": "Cover", "emissions": "Amount of gas", "per_unit": "Amount of gas", "factors": "Factor", "memo": "Memo",
	"notes": "Note", "properties": "Property", "purchase": "Purchase", "steps": "Step", "terms": "Term", "subject": "Subject", "weights": "Weight",
}

func keysOf(tree any, object string, used map[string]bool) {
	switch node := tree.(type) {
	case map[string]any:
		for key, value := range node {
			used[object+"."+key] = true
			keysOf(value, objects[key], used)
		}
	case []any:
		for _, item := range node {
			keysOf(item, object, used)
		}
	}
}
