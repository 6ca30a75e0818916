package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gocarina/gocsv"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readRecord is a record as a test sees it: the cells and the line of each.
type readRecord struct {
	cells []string
	lines []int
}

// take returns the records of a text as Read takes them: plain ones without encoding/csv.
func take(r io.Reader, o Options) (records []readRecord, err error) {
	t := &reader{o: o, src: newSource(r, o)}
	for {
		if err := t.read(); err != nil {
			return records, t.fatal(err)
		}
		got := readRecord{}
		for i := range t.cells {
			got.cells = append(got.cells, string(t.cell(i)))
			got.lines = append(got.lines, t.lineOf(i))
		}
		if !slices.Equal(got.cells, t.strings()) || got.lines[0] != t.line {
			return records, fmt.Errorf("cells %q on lines %v, strings %q on line %d", got.cells, got.lines, t.strings(), t.line)
		}
		records = append(records, got)
	}
}

// parse returns the records of a text as encoding/csv reads them from a source.
func parse(r io.Reader, o Options) (records []readRecord, err error) {
	t := &reader{o: o, src: newSource(r, o)}
	t.src.start()
	in := csv.NewReader(t.src)
	in.FieldsPerRecord = -1
	for {
		cells, err := in.Read()
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			t.line = wrong.StartLine
		}
		if err != nil {
			return records, t.fatal(err)
		}
		got := readRecord{cells: cells}
		for i := range cells {
			line, _ := in.FieldPos(i)
			got.lines = append(got.lines, line)
		}
		records = append(records, got)
	}
}

// errBroken is the error of a reader.
var errBroken = errors.New("disk gone")

// readers give a text in different pieces, or with an error at its end.
var readers = []func(text string) io.Reader{
	func(text string) io.Reader { return strings.NewReader(text) },
	func(text string) io.Reader { return iotest.OneByteReader(strings.NewReader(text)) },
	func(text string) io.Reader { return iotest.DataErrReader(iotest.HalfReader(strings.NewReader(text))) },
	func(text string) io.Reader {
		return io.MultiReader(strings.NewReader(text), iotest.ErrReader(errBroken))
	},
	func(text string) io.Reader {
		return iotest.DataErrReader(io.MultiReader(strings.NewReader(text), iotest.ErrReader(errBroken)))
	},
}

// same checks that both ways to read a text give the same records and the same error.
func same(t *testing.T, text string, shiftJIS, limited bool) {
	t.Helper()
	o := Options{Name: "f.csv", Columns: Columns("a")}
	if shiftJIS {
		o.Encoding = ShiftJIS
	}
	if limited {
		o.MaxRecord, o.MaxColumns = 12, 3
	}
	o, err := o.withDefaults()
	require.NoError(t, err)
	for i, reader := range readers {
		want, wantErr := parse(reader(text), o)
		got, gotErr := take(reader(text), o)
		require.Equal(t, wantErr, gotErr, "reader %d of %q", i, text)
		require.Equal(t, want, got, "reader %d of %q", i, text)
	}
}

// texts are valid and invalid in every way that a source distinguishes.
var texts = []string{
	"a,b\n1,2\n", "a,b\r\n1,2\r\n", "\n\r\na\n\n", "\ufeffa,b\n", "\ufeff\ufeffa", "", "\ufeff", "a", ",", "a,b\n1,\"2\n3\",4\n5,6\n\"7\",8\n",
	"\"a\"\"b\",c\n\"\"\"\",\"\"\r\n\"\",\n,\"\"\n\"a,b\",\"\"\"c\"\"\"\n", "a\"b\"\n", "a,\"b\"\"\n", "\"a\" ,b\n", "\"a\"\"\"\",b\n", "a\n\"b\"c\n", "a\n1,6\" pipe\nx\n", "a\n1,\"x\ny\nz\n", "a\r1\r", "a\r\r\nb\n", "a\nb\r", "a\n\x00", "a\n\"\x00\"", "\xff\xfea", "\xfe\xff", "a\xff,b\n",
	"é,東京,𠮷\n", "a\nb\xe6\x9d", "a\n\xe6\x9dx", "a\n\"\xe6\x9d\"", "a\n\xed\xa0\x80\n", "a\n\xc0\xaf\n", "\ufffd\n", "a\n\x83\x41,1\n", "a\n\"\x83\x41\",1\n", "a\n\x81",
	"a\n1,2,3,4\n", "a\n\"1\",2,3,4\n", "a\n123456789012\n", "a\n123456789012\r\n", "a\n1234567890123\n", "a\n\"1234567890\"\n", "a\n\"12345678901\"\n",
	strings.Repeat("a,b\n", 2500), strings.Repeat("\"a\",b\n", 1500), strings.Repeat("a", bufferSize) + "\nb\n", strings.Repeat("a", bufferSize-1) + "\r\nb\n",
	strings.Repeat("a,b\n", bufferSize/4-1) + "東\xff京", strings.Repeat("a,b\n", bufferSize/4-1) + "ab\x83\x41\x83\x42,c\nd", "\"" + strings.Repeat("a\n", bufferSize) + "\",b\nc\n",
}

// A record that is split at its commas is the one that encoding/csv reads, on the same lines and with the same errors.
func TestPlainRecords(t *testing.T) {
	for _, text := range texts {
		for i := range 4 {
			same(t, text, i&1 > 0, i&2 > 0)
		}
	}
	parts := slices.Concat(texts, []string{"a", "b", ",", ",", "\n", "\n", "\"q\"", "\"", "\r\n", "\r", "é", "\xe9", " ", strings.Repeat("k", 3000)})
	seed := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range seed.IntN(20) {
			if part := parts[seed.IntN(len(parts))]; len(part) < bufferSize {
				b.WriteString(part)
			}
		}
		same(t, b.String(), seed.IntN(4) == 0, seed.IntN(4) == 0)
	}
}

func FuzzPlainRecords(f *testing.F) {
	for _, text := range texts {
		f.Add(text, false, false)
		f.Add(text, true, true)
	}
	f.Fuzz(same)
}

// gocsv gets only the header. It would set every field from the cell that placesOf finds for it.
func TestPlacesAreThoseOfGocsv(t *testing.T) {
	type sheet struct {
		A string `csv:"a"`
		B string `csv:"b b,omitempty"`
		C string `csv:"C,omitempty"`
		D string `csv:"d,omitempty"`
		É string `csv:"é,omitempty"`
		Q string `csv:"\"q\",omitempty"`
	}
	p, err := planOf(reflect.TypeFor[sheet](), nil)
	require.NoError(t, err)
	names := []string{"a", "b b", "C", "d", "é", `"q"`}
	seed := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		seed.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
		header := names[:1+seed.IntN(len(names))]
		places, err := placesOf(p.shadow, header)
		require.NoError(t, err)

		var text bytes.Buffer
		rows := [][]string{make([]string, len(header)), make([]string, len(header))}
		for i := range header {
			rows[0][i], rows[1][i] = fmt.Sprint("x\ny,", i), "" // an empty cell, too
		}
		require.NoError(t, Write(&text, header, rows, false))
		um, err := gocsv.NewUnmarshaller(csv.NewReader(&text), reflect.Zero(p.shadow).Interface())
		require.NoError(t, err)
		for _, row := range rows {
			v, err := um.Read()
			require.NoError(t, err)
			for i, place := range places {
				want := ""
				if place >= 0 {
					want = row[place]
				}
				assert.Equal(t, want, reflect.ValueOf(v).Field(i).String(), "%q", header)
			}
		}
	}
}
