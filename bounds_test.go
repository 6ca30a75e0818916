package ghg_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// raw is a receipt as the JSON of each of its keys.
type raw map[string]string

// forged returns the receipt of version 2 with the given keys, and the others as they must be in a result without
// emissions. It has the SHA-256 that a forger would compute.
func forged(with raw) []byte { return with.sealed(2, "") }

// forged1 is forged for version 1, whose sum includes the line end.
func forged1(with raw) []byte { return with.sealed(1, "\n") }

func (r raw) sealed(version int, end string) []byte {
	all := raw{
		"co2e_kg": `"0"`, "emissions": "[]", "gwp": `"AR6"`, "id": `"a"`, "method": `"test"`, "non_kyoto_co2e_kg": `"0"`,
		"origin": `"calculated"`, "period": `"2024-01-01/2025-01-01 2024"`, "scope": `"scope 1"`, "steps": "[]",
		"version": strconv.Itoa(version), "weights": "[]",
	}
	maps.Copy(all, r)
	text := func() string {
		var b strings.Builder
		for i, key := range slices.Sorted(maps.Keys(all)) {
			b.WriteString(map[bool]string{true: "{", false: ","}[i == 0] + `"` + key + `":` + all[key])
		}
		return b.String() + "}"
	}
	sum := sha256.Sum256([]byte(text() + end))
	all["sha256"] = `"` + hex.EncodeToString(sum[:]) + `"`
	return []byte(text())
}

// most is the room for one list in the largest receipt.
const most = ghg.MaxReceipt - 16<<10

// filled returns a JSON array of items up to a length.
func filled(length int, item func(i int) string) string {
	var b strings.Builder
	b.WriteString("[")
	for i := 0; ; i++ {
		next := item(i)
		if b.Len()+len(next)+2 > length {
			return b.String() + "]"
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(next)
	}
}

// times returns an array of n items.
func times(n int, item func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = item(i)
	}
	return "[" + strings.Join(list, ",") + "]"
}

// same returns an array of one item repeated up to a length.
func same(length int, item string) string { return filled(length, func(int) string { return item }) }

func termOf(value, unit string) string {
	return `{"kind":"input","label":"","unit":"` + unit + `","value":"` + value + `"}`
}

func stepOf(op, terms, unit, value string) string {
	return `{"label":"","op":"` + op + `","terms":` + terms + `,"unit":"` + unit + `","value":"` + value + `"}`
}

// tiny is a number with as many decimals as a receipt can hold, 0.000…1.
var tiny = "0." + strings.Repeat("0", dec.MaxLong-16) + "1"

// terms returns an array of the first items and then of one item repeated, up to a length.
func terms(length int, then string, first ...string) string {
	return filled(length, func(i int) string {
		if i < len(first) {
			return first[i]
		}
		return then
	})
}

// factorOf returns the JSON of a factor of one value in each of n bases, whose amounts value gives, and its id.
func factorOf(id string, n int, value func(i int) string) string {
	amounts := make([]ghg.GasAmount, n)
	var list strings.Builder
	for i := range amounts {
		basis := fmt.Sprintf("b%06d", i)
		long, err := dec.ParseLong(value(i))
		if err != nil {
			panic(err)
		}
		amounts[i] = ghg.GasAmount{GWP: basis, Kg: long}
		if i > 0 {
			list.WriteByte(',')
		}
		list.WriteString(`{"gwp":"` + basis + `","kg":"` + value(i) + `"}`)
	}
	e, err := ghg.NewEmissions(amounts...)
	if err != nil {
		panic(err)
	}
	f := ghg.FactorRecord{ID: id, Set: "s", Activity: "a", Valid: ghg.CalendarYear(2024), Unit: "t", PerUnit: e, Document: "d"}.WithDigest()
	return `{"activity":"a","digest":"` + f.Digest + `","document":"d","id":"` + id + `","per_unit":[` + list.String() + `],"set":"s","unit":"t","valid":"2024-01-01/2025-01-01 2024"}`
}

func propertyOf(id string) string {
	p := ghg.PropertyRecord{ID: id, Set: "s", Activity: "a", Name: "n", Valid: ghg.CalendarYear(2024), Value: d("1"), Unit: "MJ/kg", Document: "d"}.WithDigest()
	return `{"activity":"a","digest":"` + p.Digest + `","document":"d","id":"` + id + `","name":"n","set":"s","unit":"MJ/kg","valid":"2024-01-01/2025-01-01 2024","value":"1"}`
}

func byFactorTerm(ref, value string) string {
	return `{"kind":"factor","label":"","ref":"` + ref + `","unit":"kg CO2e/t","value":"` + value + `"}`
}

// lists are receipts with one long list each.
func lists() map[string]raw {
	number := strconv.Itoa
	short := func(int) string { return "0" }
	ones := strings.Repeat("1", dec.MaxLong-8)
	sum := func(terms, value string) raw { return raw{"steps": "[" + stepOf("sum", terms, "t", value) + "]"} }
	return map[string]raw{
		"caveats":            {"caveats": same(most, `{"kind":"estimated"}`)},
		"notes":              {"notes": same(most, `{"name":"","value":""}`)},
		"claims":             {"claims": same(most, `{"instrument":"","kind":"on-site","used":"","volume":""}`), "accounting": `"market-based"`, "scope": `"scope 2"`},
		"covers":             {"covers": same(most, `{"energy":"","first":1,"last":1,"source":"default"}`), "steps": "[" + stepOf("sum", "["+termOf("0", "t")+"]", "t", "0") + "]", "accounting": `"market-based"`, "scope": `"scope 2"`},
		"steps":              {"steps": same(most, stepOf("sum", "["+termOf("0", "t")+"]", "t", "0"))},
		"steps of nothing":   {"steps": same(most, stepOf("sum", "[]", "t", "0"))},
		"products":           {"steps": same(most, stepOf("product", "["+termOf("2", "t")+","+termOf("3", "1")+"]", "t", "6"))},
		"earlier steps":      {"steps": filled(most, func(i int) string { return stepOf("sum", "["+earlier(i)+"]", "t", "0") })},
		"terms of a sum":     sum(terms(most, termOf("0", "t")), "0"),
		"terms of a product": {"steps": "[" + stepOf("product", terms(most, termOf("1", "1")), "1", "1") + "]"},
		"twos":               {"steps": "[" + stepOf("product", terms(most, termOf("2", "1")), "1", "1") + "]"},
		"products of twos":   {"steps": filled(most, func(int) string { return stepOf("product", terms(1<<19, termOf("2", "1")), "1", "1") })},
		"least":              {"steps": "[" + stepOf("min", terms(most, termOf("1", "t"), termOf(tiny, "t")), "t", tiny) + "]"},
		"most":               {"steps": "[" + stepOf("max", terms(most, termOf("1", "t"), termOf(tiny, "t")), "t", "1") + "]"},
		"least of equals":    {"steps": "[" + stepOf("min", terms(most, termOf("1", "t"), termOf("1"+tiny[1:], "t")), "t", "1") + "]"},
		"long and short sum": sum(terms(most, termOf("0", "t"), termOf(tiny, "t")), tiny),
		"sum of exponents":   sum(filled(most, func(i int) string { return termOf("0."+strings.Repeat("0", i%2000)+"1", "t") }), "1"),
		"long products":      {"steps": same(most, stepOf("product", "["+termOf(ones[:2000], "t")+","+termOf(ones[:2000], "1")+"]", "t", "1"))},
		"long quotients":     {"steps": same(most, stepOf("product", "["+termOf(ones, "t")+`,{"divides":true,`+termOf(ones, "1")[1:]+"]", "t", "1"))},
		"quotients":          {"steps": same(most, stepOf("product", "["+termOf("1", "t")+`,{"divides":true,`+termOf("3", "1")[1:]+"]", "t", "0.3333333333333333333333333333333333"))},
		"long numbers":       sum(same(most, termOf(ones, "t")), "0"),
		"factors":            {"factors": filled(most, func(i int) string { return factorOf(number(i), 1, short) })},
		"factors in use": {
			"factors": filled(most*3/4, func(i int) string { return factorOf(number(i), 1, short) }),
			"steps":   filled(most/4, func(i int) string { return stepOf("sum", "["+byFactorTerm(number(i), "0")+"]", "kg CO2e/t", "0") }),
		},
		"amounts by terms": {
			"factors": "[" + factorOf("f", 8000, number) + "]",
			"steps":   "[" + stepOf("sum", same(most-8000*32, byFactorTerm("f", "7999")), "kg CO2e/t", "0") + "]",
		},
		"long amounts by terms": {
			"factors": "[" + factorOf("f", 32, func(i int) string { return map[bool]string{true: "1", false: tiny[:4050] + number(i+1) + "1"}[i == 31] }) + "]",
			"steps":   "[" + stepOf("sum", same(most-32*4200, byFactorTerm("f", "1")), "kg CO2e/t", "0") + "]",
		},
		"amounts":    {"factors": "[" + factorOf("f", 110_000, short) + "]"},
		"properties": {"properties": filled(most, func(i int) string { return propertyOf(number(i)) })},
		"property terms": {
			"properties": "[" + propertyOf("p") + "]",
			"steps":      "[" + stepOf("sum", same(most-400, `{"kind":"property","label":"","ref":"p","unit":"MJ/kg","value":"1"}`), "MJ/kg", "0") + "]",
		},
		"potentials":         {"steps": "[" + stepOf("sum", same(most, `{"kind":"potential","label":"","ref":"AR6/CH4","unit":"t","value":"28"}`), "t", "0") + "]"},
		"potentials of own":  {"gwp": `"house"`, "steps": "[" + stepOf("sum", same(most, `{"kind":"potential","label":"","ref":"house/CH4-fossil","unit":"t","value":"28"}`), "t", "0") + "]"},
		"unknown potentials": {"steps": "[" + stepOf("sum", same(most, `{"kind":"potential","label":"","ref":"AR6/CH4-fosil","unit":"t","value":"28"}`), "t", "0") + "]"},
		"emissions": {
			"steps":     times(19_000, func(i int) string { return emitting(basis(i), "0") }),
			"emissions": times(19_000, func(i int) string { return `{"gwp":"` + basis(i) + `","kg":"0"}` }),
			"weights":   times(19_000, func(i int) string { return `{"basis":"` + basis(i) + `","gwp":"1","published":"1"}` }),
		},
		"one gas emitted": {
			"steps":     filled(most, func(i int) string { return emitting("AR6", map[bool]string{true: tiny, false: "0"}[i == 0]) }),
			"emissions": `[{"gwp":"AR6","kg":"` + tiny + `"}]`,
			"weights":   `[{"basis":"AR6","gwp":"1","published":"1"}]`, "co2e_kg": `"` + tiny + `"`,
		},
		"weights of own": {
			"gwp":   `"house"`,
			"steps": times(18_900, func(i int) string { return emitting(basis(i), map[bool]string{true: tiny, false: "0"}[i == 0]) }),
			"emissions": times(18_900, func(i int) string {
				return `{"gwp":"` + basis(i) + `","kg":"` + map[bool]string{true: tiny, false: "0"}[i == 0] + `"}`
			}),
			"weights": times(18_900, func(i int) string { return `{"basis":"` + basis(i) + `","gwp":"1","published":"3"}` }),
		},
	}
}

// longTexts are receipts with one long text, or with nested or broken values.
func longTexts() map[string]raw {
	text := func(s string) string { return `"` + strings.Repeat(s, most/len(s)) + `"` }
	unit := func(of func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < most/3; i++ {
			b.WriteString(of(i))
		}
		return b.String() + "t"
	}
	symbols := unit(func(i int) string { return "u" + strconv.Itoa(i) + "·" })
	return map[string]raw{
		"site":            {"site": text("x")},
		"escapes":         {"site": text(`\n`)},
		"controls":        {"site": text(`\u0001`)},
		"not canonical":   {"site": text(`\u0061`)},
		"Japanese":        {"site": text("燃")},
		"id":              {"id": text("x"), "scope": `"scope 2"`, "category": "3"},
		"method":          {"method": text("x"), "category": "3"},
		"serials":         {"claims": `[{"instrument":"","kind":"on-site","serials":` + text("1") + `,"used":"","volume":""}]`},
		"quality":         {"quality": text("technology 1, ")},
		"period":          {"period": `"2024-01-01/2025-01-01 ` + text("x")[1:]},
		"outstanding":     {"outstanding": `"1 ` + text("x")[1:]},
		"amount":          {"outstanding": text("1")},
		"gas":             {"steps": `[{"gas":` + text("H") + `,"label":"","op":"sum","terms":[` + termOf("0", "t") + `],"unit":"t","value":"0"}]`},
		"kind":            {"caveats": `[{"kind":` + text("x") + `}]`},
		"GWP":             {"gwp": text("A")},
		"basis":           {"emissions": `[{"gwp":` + text("A") + `,"kg":"0"}]`},
		"unit":            {"steps": "[" + stepOf("product", "["+termOf("1", symbols)+","+termOf("1", "1")+"]", symbols, "1") + "]"},
		"unbalanced unit": {"steps": "[" + stepOf("product", "["+termOf("1", symbols)+"]", "t", "1") + "]"},
		"unit of ones":    {"steps": "[" + stepOf("product", "["+termOf("1", strings.Repeat("1·", most/4)+"t")+"]", "t", "1") + "]"},
		"label":           {"steps": `[{"label":` + text("x") + `,"op":"sum","terms":[],"unit":"t","value":"0"}]`},
		"term's label":    {"steps": `[{"label":"","op":"sum","terms":[{"kind":"input","label":` + text("x") + `,"unit":"","value":"0"}],"unit":"t","value":"0"}]`},
		"digest":          {"factors": `[` + strings.Replace(factorOf("f", 1, func(int) string { return "1" }), `"digest":"`, `"digest":`+text("x")[:most-800], 1) + `]`},
		"reference":       {"steps": `[{"label":"","op":"sum","terms":[{"kind":"factor","label":"","ref":` + text("x") + `,"unit":"t","value":"0"}],"unit":"t","value":"0"}]`},
		"potential":       {"steps": `[{"label":"","op":"sum","terms":[{"kind":"potential","label":"","ref":` + text("A/") + `,"unit":"t","value":"0"}],"unit":"t","value":"0"}]`},
		"number":          {"co2e_kg": text("1")},
		"brackets":        {"steps": strings.Repeat("[", most)},
		"braces":          {"steps": strings.Repeat(`{"a":`, most/5)},
		"nested":          {"notes": strings.Repeat("[", most/2) + strings.Repeat("]", most/2)},
		"nested objects":  {"memo": strings.Repeat(`{"kind":`, most/10) + "1" + strings.Repeat("}", most/10)},
		"unknown key":     {strings.Repeat("k", most): "1"},
		"many keys":       {"memo": "{" + strings.Repeat(`"a":1,`, most/6) + `"b":1}`},
		"sorted keys":     {"memo": sortedKeys()},
		"count":           {"category": strings.Repeat("1", most)},
	}
}

func sortedKeys() string {
	var b strings.Builder
	for i := 0; b.Len() < most-20; i++ {
		fmt.Fprintf(&b, `,"k%06d":1`, i)
	}
	return "{" + b.String()[1:] + "}"
}

func basis(i int) string { return fmt.Sprintf("b%06d", i) }

func emitting(basis, value string) string {
	return `{"gwp":"` + basis + `","label":"","op":"sum","terms":[` + termOf(value, "kg CO2e") + `],"unit":"kg CO2e","value":"` + value + `"}`
}

func earlier(i int) string {
	if i == 0 {
		return termOf("0", "t")
	}
	return `{"kind":"step","label":"","step":` + strconv.Itoa(i) + `,"unit":"t","value":"0"}`
}

// inVersion1 returns a receipt in the words of version 1.
func (r raw) inVersion1() raw {
	words := strings.NewReplacer(
		`{"kind":"input",`, "{", `{"divides":true,"kind":"input","label":"",`, `{"inverse":true,"label":"",`, `{"kind":"step",`, "{",
		`"kind":"property","label":"","ref"`, `"factor"`, `"kind":"potential","label":"","ref"`, `"factor"`, `"op":"min"`, `"op":"least"`, `"op":"max"`, `"op":"most"`,
	)
	factor := strings.NewReplacer(`{"kind":"factor","label":"","ref":"f"`, `{"factor":"f","label":""`)
	out := raw{}
	for key, value := range r {
		switch key {
		case "notes":
			key = "facts"
		case "memo":
			key = "apart"
		}
		out[key] = words.Replace(factor.Replace(value))
	}
	return out
}

// hostile returns receipts of about [ghg.MaxReceipt] bytes that are made to be slow to verify.
func hostile() map[string][]byte {
	all := map[string][]byte{
		"spaces":   []byte(strings.Repeat(" ", ghg.MaxReceipt)),
		"version":  []byte(`{"version":1` + strings.Repeat(" ", most) + "}"),
		"versions": []byte("{" + strings.Repeat(`"version":1,`, most/12) + `"version":1}`),
		"deep":     []byte(`{"version":1,"a":` + strings.Repeat("[", most)),
		"keys":     []byte(`{"version":1,` + sortedKeys()[1:]),
	}
	for _, kinds := range []map[string]raw{lists(), longTexts()} {
		for name, r := range kinds {
			all[name] = forged(r)
			all["version 1: "+name] = forged1(r.inVersion1())
		}
	}
	number := strconv.Itoa
	f := factorOf("f", 1, number)
	all["version 1: one id by terms"] = forged1(raw{
		"factors": same(most/2, f), "steps": "[" + stepOf("sum", same(most/2, `{"factor":"f","label":"","unit":"kg CO2e/t","value":"0"}`), "kg CO2e/t", "0") + "]",
	})
	all["version 1: many of one id by terms"] = forged1(raw{
		"factors": filled(most/2, func(i int) string { return factorOf("f", 1, func(int) string { return number(i) }) }),
		"steps":   "[" + stepOf("sum", same(most/2, `{"factor":"f","label":"","unit":"kg CO2e/t","value":"1"}`), "kg CO2e/t", "0") + "]",
	})
	return all
}

// A receipt of up to [ghg.MaxReceipt] bytes, whatever is in it, is verified or refused within bounds: the documented half
// a second on one core and 100 MB. The time allowed here is longer, for a busy machine, and is that of the fastest of three
// tries if the first takes longer: a machine that stands still for some seconds says nothing of the receipt.
func TestVerifyIsBounded(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("it takes some seconds, and minutes with the race detector, which finds nothing in one goroutine")
	}
	all := hostile()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		receipt := all[name]
		assert.LessOrEqual(t, len(receipt), ghg.MaxReceipt, name)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		r, err := ghg.Verify(receipt)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		for again := 0; again < 2 && took > 2*time.Second; again++ {
			start = time.Now()
			_, _ = ghg.Verify(receipt)
			took = min(took, time.Since(start))
		}
		allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
		if err == nil {
			assert.Equal(t, "a", r.ID)
		} else {
			assert.Less(t, len(err.Error()), 1000, name)
		}
		if took > time.Second/4 || allocated > 60 {
			t.Logf("%s: %d kB, %v, %d MB, %.120v", name, len(receipt)>>10, took, allocated, err)
		}
		assert.Less(t, took, 2*time.Second, name)
		assert.Less(t, allocated, uint64(100), name)
	}
}

// BenchmarkVerifyHostile verifies the receipts of TestVerifyIsBounded that take longest.
func BenchmarkVerifyHostile(b *testing.B) {
	all := hostile()
	for _, name := range []string{"claims", "factors", "long numbers", "long quotients", "steps", "version 1: factors", "version 1: long quotients", "version 1: steps"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(all[name])))
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ghg.Verify(all[name])
			}
		})
	}
}
