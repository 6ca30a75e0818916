package strictjson_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/strictjson"
)

func TestSyntax(t *testing.T) {
	for _, good := range []string{
		`{}`, `[]`, ` [ ] `, `{"a":1,"b":[true,false,null]}`, `"a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00"`, `-0`, `0.5`, `1e5`, `1E+5`, `1.5e-05`, "\t1\r\n",
		strings.Repeat("[", 64) + strings.Repeat("]", 64),
	} {
		_, err := strictjson.Parse([]byte(good))
		require.NoError(t, err, good)
	}
	for bad, want := range map[string]string{
		"":                                 "byte 0: want a JSON value: unexpected EOF",
		" ":                                "byte 1: want a JSON value: unexpected EOF",
		`{`:                                "byte 1: want a key in quotation marks: unexpected EOF",
		`{"a"`:                             "byte 4: want a colon after the key: unexpected EOF",
		`{"a":`:                            "byte 5: want a JSON value: unexpected EOF",
		`{"a":1`:                           "byte 6: want a comma or the end of the object: unexpected EOF",
		`{"a":1,`:                          "byte 7: want a key in quotation marks: unexpected EOF",
		`{"a":1,}`:                         "byte 7: want a key in quotation marks",
		`{a:1}`:                            "byte 1: want a key in quotation marks",
		`{"a" 1}`:                          "byte 5: want a colon after the key",
		`{"a":1 "b":2}`:                    "byte 7: want a comma or the end of the object",
		`[1 2]`:                            "byte 3: want a comma or the end of the array",
		`[1,]`:                             "byte 3: want a JSON value",
		`[`:                                "byte 1: want a JSON value: unexpected EOF",
		`[1}`:                              "byte 2: want a comma or the end of the array",
		`"a`:                               "byte 2: want the end of the string: unexpected EOF",
		`"a\`:                              "byte 3: want the end of the string: unexpected EOF",
		`"a\n`:                             "byte 4: want the end of the string: unexpected EOF",
		`"\x"`:                             `byte 1: want an escape such as \n or \u00e9`,
		`"\u12"`:                           `byte 1: want an escape such as \n or \u00e9`,
		`"\u+123"`:                         `byte 1: want an escape such as \n or \u00e9`,
		`"\ud800"`:                         "byte 1: want both halves of a character: the text is not UTF-8",
		`"\udc00\ud800"`:                   "byte 1: want both halves of a character: the text is not UTF-8",
		"\"\x1f\"":                         "byte 1: want a control character in a string escaped",
		"\"\\n\n\"":                        "byte 3: want a control character in a string escaped",
		"\"é\xff\"":                        "byte 3: the text is not UTF-8: save it as UTF-8",
		"\ufeff{}":                         "byte 0: want a JSON value",
		`01`:                               "byte 0: want a number without a leading zero",
		`-`:                                "byte 1: want a digit: unexpected EOF",
		`-a`:                               "byte 1: want a digit",
		`+1`:                               "byte 0: want a JSON value",
		`1.`:                               "byte 2: want a digit after the point: unexpected EOF",
		`1.e5`:                             "byte 2: want a digit after the point",
		`1e`:                               "byte 2: want a digit in the exponent: unexpected EOF",
		`.5`:                               "byte 0: want a JSON value",
		`True`:                             "byte 0: want a JSON value",
		`nul`:                              "byte 0: want a JSON value",
		`1 1`:                              "byte 2: there is more after the value",
		`{} x`:                             "byte 3: there is more after the value",
		`{"a":{"b":1,"\u0062":2}}`:         `b is a repeated key: want every key once`,
		strings.Repeat("[", 65):            "byte 64: want at most 64 objects and arrays within each other",
		strings.Repeat(`{"a":`, 1<<16):     "byte 320: want at most 64 objects and arrays within each other",
		`{` + manyKeys(100) + `,"k7":1}`:   `k7 is a repeated key`,
		`[{` + manyKeys(31) + `,"k30":1}]`: `k30 is a repeated key`,
	} {
		_, err := strictjson.Parse([]byte(bad))
		assert.ErrorContains(t, err, want, bad)
	}
	_, err := strictjson.Parse([]byte(`{` + manyKeys(1000) + `}`))
	require.NoError(t, err)
}

// manyKeys returns members with the keys k0, k1, ….
func manyKeys(n int) string {
	members := make([]string, n)
	for i := range members {
		members[i] = `"k` + decimal.NewFromInt(int64(i)).String() + `":{"k1":1}`
	}
	return strings.Join(members, ",")
}

type inner struct {
	Text string           `json:"text"`
	Part *decimal.Decimal `json:"part,omitempty"`
}

type outer struct {
	inner
	ID     string             `json:"id"`
	Date   ghg.Date           `json:"date,omitzero"`
	Count  int8               `json:"count,omitempty"`
	Size   uint16             `json:"size,omitempty"`
	On     bool               `json:"on,omitempty"`
	Share  decimal.Decimal    `json:"share,omitzero"`
	List   []inner            `json:"list,omitempty"`
	Names  []string           `json:"names,omitempty"`
	Free   strictjson.Skipped `json:"free,omitempty"`
	Float  float64            `json:"float,omitempty"`
	Hidden string             `json:"-"`
}

func decode(text string, form strictjson.Form) (outer, error) {
	var o outer
	d, err := strictjson.Parse([]byte(text))
	if err == nil {
		err = d.Decode(&o, form)
	}
	return o, err
}

func TestDecode(t *testing.T) {
	part := dec.MustParse("0.10")
	got, err := decode(` {"text":"a\u00e9\ud83d\ude00\n","id":"","date":"2024-02-29","count":-128,"size":65535,"on":true,"share":"1e-3",
		"list":[{"text":"x","part":0.10},{"text":"y"}],"names":["p","q"],"free":{"a":[null,{}]}} `, strictjson.Form{})
	require.NoError(t, err)
	assert.Equal(t, outer{
		inner: inner{Text: "aé😀\n"}, Date: ghg.Date{Year: 2024, Month: 2, Day: 29}, Count: -128, Size: 65535, On: true,
		Share: dec.MustParse("0.001"), List: []inner{{"x", &part}, {Text: "y"}}, Names: []string{"p", "q"}, Free: true,
	}, got)

	for object, want := range map[string]string{
		`[]`:                                                                  "JSON is of the wrong kind (\"[]\"): want an object",
		`{"text":"a"}`:                                                        `id is not set: want the key "id"`,
		`{"text":"a","id":"b","ID":"c"}`:                                      `ID is an unknown key: want "id", or another of`,
		`{"text":"a","id":"b","Hidden":"c"}`:                                  `Hidden is an unknown key`,
		`{"text":"a","id":null}`:                                              `id is of the wrong kind ("null")`,
		`{"text":"a","id":"b","date":null}`:                                   `date is of the wrong kind ("null")`,
		`{"text":"a","id":"b","date":"2024-02-30"}`:                           `date`,
		`{"text":"a","id":"b","date":7}`:                                      `date is of the wrong kind ("7")`,
		`{"text":"a","id":"b","count":128}`:                                   `count is of the wrong kind ("128"): want a whole number`,
		`{"text":"a","id":"b","count":1.0}`:                                   `count is of the wrong kind ("1.0"): want a whole number`,
		`{"text":"a","id":"b","size":-1}`:                                     `size is of the wrong kind ("-1"): want a whole number`,
		`{"text":"a","id":"b","on":1}`:                                        `on is of the wrong kind ("1"): want true or false`,
		`{"text":"a","id":"b","share":true}`:                                  `share is of the wrong kind ("true"): want a number such as 0.07`,
		`{"text":"a","id":"b","share":"1."}`:                                  `share: "1." is not a number`,
		`{"text":"a","id":"b","names":"p"}`:                                   `names is of the wrong kind ("\"p\""): want an array`,
		`{"text":"a","id":"b","names":["p",1]}`:                               `names[1] is of the wrong kind ("1")`,
		`{"text":"a","id":"b","list":[{}]}`:                                   `list[0].text is not set: want the key "text"`,
		`{"text":"a","id":"b","list":[{"text":"x","part":"−1"}]}`:             `list[0].part: "−1" is not a number`,
		`{"text":"a","id":"b","list":[{"text":"x","x":1}]}`:                   `list[0].x is an unknown key: want one of text, part`,
		`{"text":"a","id":"b","free":null}`:                                   `free is of the wrong kind ("null")`,
		`{"text":"a","id":"b","float":1}`:                                     `float: a field of type float64 cannot be read`,
		`{"text":"a","id":"b","names":["` + strings.Repeat("é", 1001) + `"]}`: `names[0] is out of range ("` + strings.Repeat("é", 80) + `…"): want at most 1000 characters`,
	} {
		_, err := decode(object, strictjson.Form{})
		assert.ErrorContains(t, err, want, object)
	}

	got, err = decode(`{"text":"a","id":"b","date":null,"free":null,"kind":"x"}`, strictjson.Form{Nulls: true, Beside: "kind"})
	require.NoError(t, err)
	assert.Equal(t, outer{inner: inner{Text: "a"}, ID: "b"}, got)
	_, err = decode(`{"text":"a","id":null}`, strictjson.Form{Nulls: true})
	require.ErrorContains(t, err, "id is of the wrong kind", "what is required is not null")
	_, err = decode(`{"text":"a","id":"b","list":[{"text":"x","kind":"y"}]}`, strictjson.Form{Beside: "kind"})
	require.ErrorContains(t, err, `list[0].kind is an unknown key`, "only the outermost object has a key beside its fields")
}

// owner decodes its own object, and part has a text form.
type owner struct{ of inner }

func (o *owner) UnmarshalJSON(text []byte) error { return strictjson.Unmarshal(text, &o.of) }

func TestOwnDecoding(t *testing.T) {
	var v struct {
		Owner owner      `json:"owner"`
		Dates []ghg.Date `json:"dates,omitempty"`
		Plain string
	}
	for object, want := range map[string]string{
		`{"owner":{"text":"a"},"Plain":"b","dates":["2024-01-01"]}`:                        "",
		`{"owner":{"text":1},"Plain":"b"}`:                                                 `owner.text is of the wrong kind ("1")`,
		`{"owner":{},"Plain":"b"}`:                                                         `owner.text is not set`,
		`{"owner":{"text":"a","x":1},"Plain":"b"}`:                                         `owner.x is an unknown key`,
		`{"owner":{"text":"a","part":"1."},"Plain":"b"}`:                                   `owner.part: "1." is not a number`,
		`{"owner":{"text":"a"},"Plain":"b","dates":["2024"]}`:                              `dates[0]: `,
		`{"owner":{"text":"a"},"Plain":"b","dates":["` + strings.Repeat("1", 1001) + `"]}`: `dates[0] is out of range`,
		`{"owner":7,"Plain":"b"}`:                                                          `owner is of the wrong kind ("7"): want an object`,
	} {
		err := strictjson.Unmarshal([]byte(object), &v)
		if want == "" {
			require.NoError(t, err)
			continue
		}
		assert.ErrorContains(t, err, want, object)
	}
	var some struct {
		A string `json:"a"`
		B int    `json:"b"`
	}
	d, err := strictjson.Parse([]byte(`{"b":2}`))
	require.NoError(t, err)
	require.NoError(t, d.Decode(&some, strictjson.Form{Partly: true}))
	assert.Equal(t, 2, some.B)
	require.ErrorContains(t, strictjson.Unmarshal([]byte(`{`), &some), "EOF")
	require.ErrorContains(t, d.Decode(&v.Dates, strictjson.Form{}), "want an array")
}

func TestDocument(t *testing.T) {
	d, err := strictjson.Parse([]byte(` {"a":"x","b":{"c":1},"d":7} `))
	require.NoError(t, err)
	assert.True(t, d.IsObject())
	text, ok := d.Text("a")
	assert.True(t, ok)
	assert.Equal(t, "x", text)
	_, ok = d.Text("d")
	assert.False(t, ok, "a number is no text")
	inside, ok := d.Value("b")
	assert.True(t, ok && inside.IsObject())
	_, ok = d.Value("c")
	assert.False(t, ok)
	_, ok = inside.Value("x")
	assert.False(t, ok)

	var got [2]string
	keep := func(i int, value string) error { got[i] = value; return nil }
	for object, want := range map[string]string{
		`{"b":"y","a":"x"}`: "",
		`["x"]`:             "JSON is of the wrong kind (\"[\\\"x\\\"]\"): want an object of strings",
		`{"a":1}`:           `a is of the wrong kind ("1")`,
		`{"a":null}`:        `a is of the wrong kind ("null")`,
		`{"A":"x"}`:         `A is an unknown key: want "a", or another of a, b`,
	} {
		d, err := strictjson.Parse([]byte(object))
		require.NoError(t, err)
		err = d.Strings([]string{"a", "b"}, keep)
		if want == "" {
			require.NoError(t, err)
			assert.Equal(t, [2]string{"x", "y"}, got)
			continue
		}
		assert.ErrorContains(t, err, want, object)
	}
	refused := errors.New("refused")
	d, err = strictjson.Parse([]byte(`{"a":"x"}`))
	require.NoError(t, err)
	require.ErrorIs(t, d.Strings([]string{"a"}, func(int, string) error { return refused }), refused)

	_, err = strictjson.Parse([]byte(`[1`))
	var syntax *strictjson.SyntaxError
	require.ErrorAs(t, err, &syntax)
	assert.Equal(t, int64(12), syntax.Within(10).Byte)
}

func TestReader(t *testing.T) {
	for text, want := range map[string][]string{
		``:                            nil,
		` [] `:                        nil,
		`[1, "a]", {"b":[2]},[3]]`:    {`1`, `"a]"`, `{"b":[2]}`, `[3]`},
		"{}\n{\"a\":\"}\\\"\"}\n[4]5": {`{}`, `{"a":"}\""}`, `4`, `5`},
		`1 true null"x"`:              {`1`, `true`, `null`, `"x"`},
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
			var got []string
			values := strictjson.NewReader(r, 100)
			value, err := values.Next()
			for ; err == nil; value, err = values.Next() {
				assert.Equal(t, text[values.Start():int(values.Start())+len(value)], string(value))
				got = append(got, string(value))
			}
			require.ErrorIs(t, err, io.EOF, text)
			assert.Equal(t, want, got, text)
			assert.Equal(t, text != "", values.Begun())
		}
	}
	for text, want := range map[string]string{
		`[`:                        "byte 1: want the end of the array: unexpected EOF",
		`[1`:                       "byte 2: want the end of the array: unexpected EOF",
		`[1,`:                      "byte 3: want the end of a JSON value: unexpected EOF",
		`[1 2`:                     "byte 3: want a comma or the end of the array",
		`[1,]`:                     "byte 3: want a JSON value",
		`[,`:                       "byte 1: want a JSON value",
		`{"a":"`:                   "byte 6: want the end of a JSON value: unexpected EOF",
		`{"a":`:                    "byte 5: want the end of a JSON value: unexpected EOF",
		`"a\`:                      "byte 3: want the end of a JSON value: unexpected EOF",
		`"`:                        "byte 1: want the end of a JSON value: unexpected EOF",
		`}`:                        "byte 0: want a JSON value",
		strings.Repeat("[", 1<<20): "at most 64 objects and arrays within each other",
	} {
		values := strictjson.NewReader(strings.NewReader(text), 100)
		_, err := values.Next()
		for err == nil {
			_, err = values.Next()
		}
		assert.ErrorContains(t, err, want, text)
	}
	for text, want := range map[string]string{
		``:     "byte 0: want an array of objects: unexpected EOF",
		`{}`:   "byte 0: want an array of objects",
		`[] x`: "byte 3: want nothing after the array",
		`[][]`: "byte 2: want nothing after the array",
	} {
		_, err := strictjson.NewArrayReader(strings.NewReader(text), 100).Next()
		assert.ErrorContains(t, err, want, text)
	}
	values := strictjson.NewReader(strings.NewReader(`["`+strings.Repeat("x", 99)+`",1]`), 100)
	_, err := values.Next()
	require.EqualError(t, err, `JSON value is out of range ("101 bytes"): want at most 100 bytes`)
	value, err := values.Next()
	require.NoError(t, err)
	assert.Equal(t, "1", string(value))
	broken := errors.New("broken")
	_, err = strictjson.NewReader(iotest.ErrReader(broken), 100).Next()
	require.ErrorIs(t, err, broken)
}

// What Parse accepts, encoding/json reads as the same values. What only encoding/json accepts has a repeated key, is too
// deep or is not UTF-8.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,-0.5e+3,"\u00e9\n",true,null,{}]}`, `{"a":1,"a":2}`, `"\ud800"`, "\"\xff\"", `[1,]`, "[[[[", ` 1 `} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := strictjson.Parse(text)
		if err != nil {
			known := strings.Contains(err.Error(), "is a repeated key") || strings.Contains(err.Error(), "within each other") || strings.Contains(err.Error(), "UTF-8")
			require.True(t, known || !json.Valid(text), "%q: %v", text, err)
			return
		}
		require.True(t, json.Valid(text) && utf8.Valid(text))
		var object map[string]json.RawMessage
		if !d.IsObject() || json.Unmarshal(text, &object) != nil {
			return
		}
		for key, raw := range object {
			value, ok := d.Value(key)
			require.True(t, ok)
			require.Equal(t, raw[0] == '{', value.IsObject())
			var want string
			if got, isText := d.Text(key); isText {
				require.NoError(t, json.Unmarshal(raw, &want))
				require.Equal(t, want, got)
			}
		}
	})
}

// A stream of values is read like each of them alone, however it is cut.
func FuzzReader(f *testing.F) {
	f.Add(`[1,{"a":"]"}]{}"\\\""`, byte(3))
	f.Add("1 2\n[3]", byte(1))
	f.Fuzz(func(t *testing.T, text string, size byte) {
		values := strictjson.NewReader(iotest.HalfReader(strings.NewReader(text)), 1+int(size))
		again := strictjson.NewReader(strings.NewReader(text), 1+int(size))
		for range len(text) + 2 {
			one, err1 := values.Next()
			two, err2 := again.Next()
			require.Equal(t, string(two), string(one))
			require.Equal(t, err2 == nil, err1 == nil)
			var long *ghg.FieldError
			if err1 != nil && !errors.As(err1, &long) {
				require.Equal(t, err2.Error(), err1.Error())
				return
			}
		}
		t.Fatal("more values than bytes")
	})
}
