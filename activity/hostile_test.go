package activity_test

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// cost runs f and returns how long it took and how many bytes it allocated.
func cost(f func()) (time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}

// A million opening brackets are refused at the limit of depth, wherever they are.
func TestDeepJSON(t *testing.T) {
	deep := strings.Repeat("[", activity.MaxJSON-200)
	for _, object := range []string{
		deep,
		strings.Repeat(`{"a":`, 200_000),
		strings.Replace(boiler, `"125 MWh(HHV)"`, deep, 1),
		strings.Replace(boiler, `"id"`, `"notes":`+deep+`,"id"`, 1),
	} {
		for name, read := range map[string]func() error{
			"Decode":   func() error { _, err := activity.Decode([]byte(object)); return err },
			"ReadJSON": func() error { _, err := activity.ReadJSON(strings.NewReader(object)); return err },
		} {
			took, bytes := cost(func() { assert.ErrorContains(t, read(), "at most 64 objects and arrays within each other", name) })
			assert.Less(t, took, 2*time.Second, name)
			assert.Less(t, bytes, uint64(20<<20), name)
		}
	}
	nested := strings.Repeat("[", strictjson.MaxDepth-1) + strings.Repeat("]", strictjson.MaxDepth-1)
	_, err := activity.Decode([]byte(strings.Replace(boiler, `"id"`, `"notes":`+nested+`,"id"`, 1)))
	require.ErrorContains(t, err, `notes is an unknown key`)
}

// hourly is the nested example: a list of objects, and two series with keys of their own.
func hourly(t *testing.T) string {
	t.Helper()
	m, err := activity.Lookup("scope2.hourly-electricity")
	require.NoError(t, err)
	object := strings.Replace(m.Examples()[0], "{", `{"method": "scope2.hourly-electricity", `, 1)
	_, err = activity.Decode([]byte(object))
	require.NoError(t, err)
	return object
}

// What is refused in an object is refused in the objects within it, and the error says where.
func TestStrictAtAnyDepth(t *testing.T) {
	object := hourly(t)
	for _, c := range []struct{ name, old, now, want string }{
		{"repeated key", `"unit": "MWh"`, `"unit": "kWh", "unit": "MWh"`, `unit is a repeated key`},
		{"repeated key, escaped", `"unit": "MWh"`, `"\u0075nit": "kWh", "unit": "MWh"`, `unit is a repeated key`},
		{"unknown key", `"unit": "MWh"`, `"unit": "MWh", "note": "x"`, `load.note is an unknown key`},
		{"misspelt key", `"per": "kWh"`, `"pre": "kWh"`, `grid_factors.per is not set: want the key "per"`},
		{"other case", `"unit": "MWh"`, `"Unit": "MWh"`, `load.unit is not set: want the key "unit"`},
		{"other case beside it", `"gwp": "AR5"`, `"GWP": "AR6", "gwp": "AR5"`, `grid_factors.GWP is an unknown key: want "gwp"`},
		{"null", `"unit": "MWh"`, `"unit": null`, `load.unit is of the wrong kind ("null")`},
		{"null series", `"load": {"period"`, `"load": null, "x": {"period"`, `x is an unknown key`},
		{"null item", `["2", "1"`, `[null, "1"`, `load.values[0] is of the wrong kind ("null")`},
		{"number for a text", `["2", "1"`, `["2", 1`, `load.values[1] is of the wrong kind ("1")`},
		{"cut decimal", `["2", "1"`, `["2.", "1"`, `load: hour 2024-06-01T00:00: "2." is not a number`},
		{"list: unknown key", `"kind": "certificate"`, `"kind": "certificate", "colour": "green"`, `instruments[0].colour is an unknown key`},
		{"list: other case", `"kind": "certificate"`, `"Kind": "certificate"`, `instruments[0].kind is not set: want the key "kind"`},
		{"list: null", `"volume": "6 MWh"`, `"volume": null`, `instruments[0].volume is of the wrong kind ("null"): want a string, an amount with its unit`},
		{"list: null item", `"instruments": [{`, `"instruments": [null, {`, `instruments[0] is of the wrong kind ("null")`},
		{"list: kind", `"renewable": true`, `"renewable": "yes"`, `instruments[0].renewable is of the wrong kind ("\"yes\""): want true or false`},
		{"list: amount", `"volume": "6 MWh"`, `"volume": "6 MWhh"`, `instruments[0].volume: quantity "6 MWhh"`},
		{"list: blank", `"id": "rego-1"`, `"id": "rego-1 "`, `instruments[0].id is out of range ("rego-1 ")`},
		{"list: too long", `"id": "rego-1"`, `"id": "` + strings.Repeat("x", 1001) + `"`, `instruments[0].id is out of range ("` + strings.Repeat("x", 80) + `…"): want at most 1000 characters`},
		{"lone surrogate", `"id": "rego-1"`, `"id": "\ud800"`, `the text is not UTF-8`},
		{"not UTF-8", `"id": "rego-1"`, "\"id\": \"\xff\"", `the text is not UTF-8`},
		{"control character", `"id": "rego-1"`, "\"id\": \"a\x01\"", `want a control character in a string escaped`},
		{"leading zero", `"renewable": true`, `"renewable": 01`, `want a number without a leading zero`},
		{"trailing comma", `["2", "1"`, `["2",, "1"`, `want a JSON value`},
		{"after it", `{"method"`, `{} {"method"`, `there is more after the value`},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.Replace(object, c.old, c.now, 1)
			require.NotEqual(t, object, bad)
			_, err := activity.Decode([]byte(bad))
			require.ErrorContains(t, err, c.want)
			assert.Less(t, len(err.Error()), 2000)
		})
	}
}

// A number in quotation marks is read like the cell of a sheet.
func TestQuotedNumbers(t *testing.T) {
	object := func(share string) []byte {
		return []byte(strings.Replace(boiler, `"GB"`, `"GB","biofuel":"ethanol","biofuel_share":`+share, 1))
	}
	sheet := func(share string) error {
		m, err := activity.Lookup("scope1.stationary-combustion")
		require.NoError(t, err)
		_, err = m.ReadSheet(strings.NewReader("id,period,fuel,region,amount,biofuel,biofuel_share\nb,2024,natural-gas,GB,1 kg,ethanol,"+share+"\n"), "s.csv")
		return err
	}
	for _, good := range []string{"0.1", ".1", "+0.1", "1e-2", "0.10000000000000000000000000000000000000000000000000000000000"} {
		_, err := activity.Decode(object(strconv.Quote(good)))
		require.NoError(t, err, good)
		require.NoError(t, sheet(good), good)
	}
	for _, bad := range []string{"1.", "−1", "0." + strings.Repeat("1", 100), "1e65", "1e-65", " 1", "1 ", "", "1_0", "0x1", "NaN", "1e", "١", "１", "--1", "1e999999999"} {
		_, err := activity.Decode(object(strconv.Quote(bad)))
		require.ErrorContains(t, err, "biofuel_share: ", bad)
		require.ErrorContains(t, err, "is not a number: ", bad)
		if strings.TrimSpace(bad) == bad && bad != "" { // an empty cell is not given, and blanks at its ends are none of it
			require.ErrorContains(t, sheet(bad), "is not a number: ", bad)
		}
	}
	for _, bad := range []string{"1.", "+1", ".5", "01", "0x1", "NaN", "1e", "1e65", "0." + strings.Repeat("1", 100), "true", `[1]`, `{}`, "null"} {
		_, err := activity.Decode(object(bad))
		require.Error(t, err, bad)
	}
}

// No decimal of a struct is read by shopspring/decimal itself: every field of every method, at any depth, refuses "1.".
func TestEveryDecimalIsStrict(t *testing.T) {
	found := 0
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for _, f := range reflect.VisibleFields(typ) {
			ft := f.Type
			for ft.Kind() == reflect.Slice || ft.Kind() == reflect.Pointer {
				ft = ft.Elem()
			}
			if ft == reflect.TypeFor[decimal.Decimal]() {
				found++
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				one := reflect.StructOf([]reflect.StructField{{Name: "X", Type: f.Type, Tag: reflect.StructTag(`json:"` + name + `"`)}})
				for _, bad := range []string{`"1."`, `"−1"`, `"1e65"`} {
					d, err := strictjson.Parse([]byte(`{"` + name + `":` + bad + `}`))
					require.NoError(t, err)
					require.ErrorContains(t, d.Decode(reflect.New(one).Interface(), strictjson.Form{}), name+": ")
				}
			} else if ft.Kind() == reflect.Struct && f.Tag.Get("json") != "" {
				walk(ft)
			}
		}
	}
	for _, m := range activity.Methods() {
		walk(m.Type())
	}
	assert.Greater(t, found, 50)
}

// rows repeats a text a number of times, with something before and after.
type rows struct {
	head, row, tail string
	n               int
	buffer          string
}

func (r *rows) Read(p []byte) (int, error) {
	if r.buffer == "" {
		switch {
		case r.head != "":
			r.buffer, r.head = r.head, ""
		case r.n > 0:
			r.buffer, r.n = r.row, r.n-1
		case r.tail != "":
			r.buffer, r.tail = r.tail, ""
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, r.buffer)
	r.buffer = r.buffer[n:]
	return n, nil
}

// A stream holds one activity at a time, as an array, as JSON lines and as one line.
func TestStreamInLittleMemory(t *testing.T) {
	n := (4 << 20) / len(boiler)
	for name, r := range map[string]*rows{
		"array":             {head: "[" + boiler, row: "," + boiler, tail: "]", n: n},
		"JSON lines":        {row: boiler + "\n", n: n},
		"one after another": {row: boiler, n: n},
	} {
		read := 0
		var most uint64
		for e := range activity.Stream(r) {
			_, err := e.Get()
			require.NoError(t, err)
			if read++; read%5000 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		assert.GreaterOrEqual(t, read, n, name)
		assert.Less(t, most, uint64(64<<20), "%s: the sets that other tests have loaded and one activity", name)
	}
}

// Streams that are no activities end soon and in little memory, however long they are.
func TestHostileStreams(t *testing.T) {
	if raceDetector {
		t.Skip("it takes minutes with the race detector, which finds nothing in one goroutine")
	}
	huge := 256 << 20 // of a text; of the others, which end at once or cost more, less
	for _, c := range []struct{ name, head, row, want string }{
		{"one text", `"`, strings.Repeat("x", 64<<10), "want the end of a JSON value: unexpected EOF"},
		{"blanks", "[", strings.Repeat(" ", 64<<10), "want the end of the array: unexpected EOF"},
		{"one activity", `{"method":"`, strings.Repeat("x", 64<<10), "want the end of a JSON value: unexpected EOF"},
		{"brackets", "", strings.Repeat("[", 64<<10), "at most 64 objects and arrays within each other"},
		{"bad activities", "[{}", strings.Repeat(",{}", 20<<10), "reading stopped after 1000 bad activities"},
		{"numbers", "", "1 ", "reading stopped after 1000 bad activities"},
		{"digits", "", strings.Repeat("1", 64<<10), "at most 1048576 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var err error
			took, bytes := cost(func() {
				_, err = activity.ReadJSON(&rows{head: c.head, row: c.row, n: huge / len(c.row)})
			})
			huge = 32 << 20
			require.ErrorContains(t, err, c.want)
			assert.Less(t, len(err.Error()), 100_000)
			assert.Less(t, bytes, uint64(64<<20))
			assert.Less(t, took, 20*time.Second)
		})
	}
}

// An activity that is too long does not hide the others.
func TestLongActivityInAStream(t *testing.T) {
	long := strings.Replace(boiler, "natural-gas", strings.Repeat("x", activity.MaxJSON), 1)
	list, err := activity.ReadJSON(strings.NewReader("[" + boiler + "," + long + "," + boiler + "]"))
	require.ErrorContains(t, err, "activities[1]: JSON value is out of range")
	assert.Len(t, list, 2)
	assert.Less(t, len(err.Error()), 300)
}

// still returns a text and then neither bytes nor an error, again and again.
type still struct{ text string }

func (s *still) Read(p []byte) (int, error) {
	n := copy(p, s.text)
	s.text = s.text[n:]
	return n, nil
}

func TestStillStreamsEnd(t *testing.T) {
	for _, text := range []string{"", "[", boiler, "[" + boiler + ",", boiler[:20], `{"a":"`, "1"} {
		_, err := activity.ReadJSON(&still{text})
		require.ErrorIs(t, err, io.ErrNoProgress, text)
	}
	for _, m := range activity.Methods() {
		if m.HasSheet() {
			_, err := m.ReadSheet(&still{}, "sheet.csv")
			require.ErrorIs(t, err, io.ErrNoProgress)
		}
	}
}

// A zero Entry is an error, not an activity.
func TestZeroEntry(t *testing.T) {
	_, err := activity.Entry{}.Get()
	require.ErrorIs(t, err, ghg.ErrMissing)
	for e := range activity.Stream(strings.NewReader("[{}]")) {
		_, err = e.Get()
		break // a loop may end early
	}
	require.ErrorContains(t, err, "activities[0]: method is not set")
}

// badRow returns a row of a method's sheet in which every cell is the given text.
func badRow(m activity.Method, cell string) (header, row string) {
	var names, cells []string
	for _, in := range m.Columns() {
		names, cells = append(names, in.Name), append(cells, strconv.Quote(cell))
	}
	return strings.Join(names, ",") + "\n", strings.Join(cells, ",") + "\n"
}

// A megabyte of rows whose every cell is refused stops at a bound: nothing of it is suggested more than a thousand times.
func TestBadSheetsStop(t *testing.T) {
	cells := []string{"natural-gaz", "12,5 MWhh(HHV)", "9999-99-99", "12 " + strings.Repeat("k", 30), "1 kg " + strings.Repeat("C", 20) + "/kWh AR5; s", "reliability 9", "x"}
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		all := m.Name() == "scope1.stationary-combustion" || m.Name() == "scope2.electricity" || m.Name() == "scope3.travel-distance-based"
		for i, cell := range cells {
			if !all && (i != len(m.Name())%len(cells) || len(m.Name())%3 > 0) {
				continue // a third of the others with one of them
			}
			header, row := badRow(m, cell)
			sheet := header + strings.Repeat(row, 1+(1<<20)/len(row))
			r := strings.NewReader(sheet)
			_, err := m.ReadSheet(r, "sheet.csv")
			if err == nil || strings.Count(sheet, "\n") <= 1000 {
				continue // it has texts only, or fewer rows
			}
			assert.ErrorContains(t, err, "reading stopped after 1000 bad rows", "%s: %q", m.Name(), cell)
			const buffered = 16 << 10 // what is read at once
			assert.LessOrEqual(t, len(sheet)-r.Len(), len(header)+1000*len(row)+buffered, "%s: %q", m.Name(), cell)
			assert.Less(t, len(err.Error()), 100_000)
		}
	}
}

// Ten megabytes in any place of an input come back as at most 80 characters of it.
func TestErrorsQuoteLittle(t *testing.T) {
	for _, filler := range []string{"x", "排", "\x01", "9", " ", "/", ";"} {
		long := strings.Repeat(filler, (10<<20)/len(filler))
		little := func(name string, err error) {
			t.Helper()
			if assert.Error(t, err, name) {
				assert.Less(t, len(err.Error()), 4000, name)
				assert.NotContains(t, err.Error(), strings.Repeat(filler, 81), name)
			}
		}
		quoted := strconv.Quote(long[:(activity.MaxJSON-1000)/6/len(filler)*len(filler)]) // within the limit, escaped
		for _, key := range []string{`"id"`, `"period"`, `"fuel"`, `"region"`, `"amount"`, `"method"`} {
			start := strings.Index(boiler, key)
			value := start + strings.Index(boiler[start:], ":") + 1
			end := value + 1 + strings.IndexByte(boiler[value+1:], '"') + 1
			_, err := activity.Decode([]byte(boiler[:value] + quoted + boiler[end:]))
			little("value of "+key, err)
			_, err = activity.Decode([]byte(boiler[:start] + quoted + boiler[start+len(key):]))
			little("key "+key, err)
		}
		_, err := activity.Decode([]byte(long))
		little("Decode", err)
		_, err = activity.ReadJSON(strings.NewReader(long))
		little("ReadJSON", err)
		_, err = activity.Lookup(long)
		little("Lookup", err)
		for _, m := range activity.Methods() {
			if filler != "x" && filler != " " {
				break
			}
			everyText(t, m, long, func(a activity.Activity, field string) {
				_, err := a.Calculate(noBasis)
				little(fmt.Sprintf("%s: %s", m.Name(), field), err)
			})
		}
		if m, _ := activity.Lookup("scope1.stationary-combustion"); m.Method != nil {
			_, err = m.ReadSheet(strings.NewReader(long), "sheet.csv")
			little("header", err)
			var sheet bytes.Buffer
			require.NoError(t, m.WriteTemplate(&sheet))
			header, _, _ := strings.Cut(sheet.String(), "\n")
			_, err = m.ReadSheet(strings.NewReader(header+"\n"+strconv.Quote(long[:(1<<19)/len(filler)*len(filler)])+strings.Repeat(",", strings.Count(header, ","))), "sheet.csv")
			if filler != " " { // blank rows are none
				little("cell", err)
			}
		}
	}
}

// everyText calls f with an example of a method for each of its texts, in which that text is the given one.
func everyText(t *testing.T, m activity.Method, text string, f func(a activity.Activity, field string)) {
	t.Helper()
	examples, err := m.Activities()
	require.NoError(t, err)
	for _, example := range examples {
		changed := reflect.New(m.Type()).Elem()
		for i := range m.Type().NumField() {
			if m.Type().Field(i).Type.Kind() != reflect.String {
				continue
			}
			changed.Set(reflect.ValueOf(example))
			changed.Field(i).SetString(text)
			a, ok := changed.Interface().(activity.Activity)
			require.True(t, ok)
			f(a, m.Type().Field(i).Name)
		}
	}
}

var noBasis = factors.Basis{}
