package parquet_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/parquet"
)

// text reads a file.
func text(t testing.TB, file []byte) (string, error) {
	t.Helper()
	r, err := parquet.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	require.NoError(t, r.Close())
	return string(b), err
}

// written writes rows with the library that package parquet reads without.
func written[T any](t testing.TB, rows []T, options ...pq.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := pq.NewGenericWriter[T](&b, options...)
	_, err := w.Write(rows)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// made writes a table.
func made(t testing.TB, csv string, o parquet.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := parquet.NewWriter(&b, o)
	require.NoError(t, err)
	_, err = io.WriteString(w, csv)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

type everything struct {
	Text    string    `parquet:"text"`
	Maybe   *string   `parquet:"maybe,optional"`
	Enum    string    `parquet:"enum,enum"`
	Truth   bool      `parquet:"truth"`
	Int     int32     `parquet:"int"`
	Tiny    int8      `parquet:"tiny"`
	Long    int64     `parquet:"long"`
	Natural uint32    `parquet:"natural"`
	Large   uint64    `parquet:"large"`
	Price   int32     `parquet:"price,decimal(2:9)"`
	Amount  int64     `parquet:"amount,decimal(4:18)"`
	Wide    [16]byte  `parquet:"wide,decimal(3:38)"`
	Single  float32   `parquet:"single"`
	Double  float64   `parquet:"double"`
	Day     int32     `parquet:"day,date"`
	Moment  time.Time `parquet:"moment,timestamp(microsecond)"`
	ID      [16]byte  `parquet:"id,uuid"`
	Share   *float64  `parquet:"share,optional"`
}

func TestTypes(t *testing.T) {
	word, share := `say "hi"`, 0.07
	minus := [16]byte{}
	for i := range minus {
		minus[i] = 0xff // -1: -0.001
	}
	got, err := text(t, written(t, []everything{{
		Text: "a, b", Maybe: &word, Enum: "x", Truth: true, Int: math.MinInt32, Tiny: -8, Long: math.MaxInt64, Natural: math.MaxUint32,
		Large: math.MaxUint64, Price: -5, Amount: 12_5000, Wide: minus, Single: 0.1, Double: 0.1, Day: 19_813,
		Moment: time.Date(2024, 3, 31, 0, 0, 0, 0, time.UTC), ID: [16]byte{0: 0x12, 15: 0xef}, Share: &share,
	}, {
		Text: "", Wide: [16]byte{15: 100}, Double: 1e300, Single: 1e-30, Day: -1, Amount: 100_0000, Price: 100,
		Moment: time.Date(1969, 12, 31, 23, 59, 59, 500_000_000, time.UTC), Natural: 7,
	}}))
	require.NoError(t, err)
	assert.Equal(t, []string{
		"text,maybe,enum,truth,int,tiny,long,natural,large,price,amount,wide,single,double,day,moment,id,share",
		`"a, b","say ""hi""",x,true,-2147483648,-8,9223372036854775807,4294967295,18446744073709551615,-0.05,12.5,-0.001,0.1,0.1,2024-03-31,2024-03-31,12000000-0000-0000-0000-0000000000ef,0.07`,
		",,,false,0,0,0,7,0,1,100,0.1,1e-30,1e+300,1969-12-31,1969-12-31T23:59:59.5Z,00000000-0000-0000-0000-000000000000,",
		"",
	}, strings.Split(got, "\n"))
}

func TestColumnsThatAreRefused(t *testing.T) {
	type inner struct{ A, B string }
	for want, file := range map[string][]byte{
		`column "Nested" is nested`: written(t, []struct{ Nested inner }{{}}),
		`column "Tags" is repeated`: written(t, []struct{ Tags []string }{{}}),
		`column "List" is nested`: written(t, []struct {
			List []string `parquet:",list"`
		}{{}}),
		`column "Bytes" is BYTE_ARRAY`: written(t, []struct{ Bytes []byte }{{}}),
		`column "Clock" is INT64 TIME`: written(t, []struct {
			Clock int64 `parquet:",time(microsecond)"`
		}{{}}),
		`column "Old" is INT96`: written(t, []struct{ Old deprecated.Int96 }{{}}),
	} {
		_, err := text(t, file)
		require.ErrorContains(t, err, want)
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := text(t, written(t, []struct{ Kg float64 }{{1}, {f}}))
		require.ErrorContains(t, err, `record 2, column "Kg": the number is not finite`)
	}
	_, err := text(t, written(t, []struct {
		Day int32 `parquet:",date"`
	}{{math.MaxInt32}}))
	require.ErrorContains(t, err, "the year")
}

type encoded struct {
	Words  string  `parquet:"words,dict"`
	Delta  string  `parquet:"delta,delta"`
	Length string  `parquet:"length,optional"`
	Int    int32   `parquet:"int,delta"`
	Long   int64   `parquet:"long,delta"`
	Split  float64 `parquet:"split,split"`
	Single float32 `parquet:"single,split"`
	Number int64   `parquet:"number,dict,optional"`
	Truth  bool    `parquet:"truth,optional"`
}

// TestEncodings reads what the library writes in every encoding, compression and version of pages, against its own values.
func TestEncodings(t *testing.T) {
	rows := make([]encoded, 5000)
	var want strings.Builder
	want.WriteString("words,delta,length,int,long,split,single,number,truth\n")
	wants := make([]string, 0, len(rows))
	for i := range rows {
		word := []string{"gas", "oil", "coal"}[i*i%3]
		rows[i] = encoded{
			Words: word, Delta: "line-" + word + strings.Repeat("x", i%7), Length: word[:i%3], Int: int32(i*7919) % 1000 * int32(1-i%2*2), Long: int64(i) * int64(i) * 1e9,
			Split: float64(i) / 8, Single: float32(i) / 4, Number: int64(i % 5), Truth: i%11 == 0,
		}
		wants = append(wants, rowOf(rows[i]))
	}
	want.WriteString(strings.Join(wants, ""))
	for name, codec := range map[string]pq.WriterOption{
		"none": pq.Compression(&pq.Uncompressed), "snappy": pq.Compression(&pq.Snappy), "gzip": pq.Compression(&pq.Gzip),
		"brotli": pq.Compression(&pq.Brotli), "zstd": pq.Compression(&pq.Zstd), "lz4": pq.Compression(&pq.Lz4Raw),
	} {
		for _, version := range []int{1, 2} {
			file := written(t, rows, codec, pq.DataPageVersion(version), pq.PageBufferSize(4096), pq.MaxRowsPerRowGroup(1999))
			got, err := text(t, file)
			require.NoError(t, err, "%s, version %d", name, version)
			require.Equal(t, want.String(), got, "%s, version %d", name, version)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	csv := "line,id,co2e_kg,note\n2,a,182.9,\"a, \"\"b\"\"\"\n3,,-0.5,\"two\nlines\"\n4,é 東京,0,\n5,b,,\" x\"\n"
	for _, o := range []parquet.Options{{}, {Decimals: map[string]int{"co2e_kg": 12, "no such column": 3}}} {
		file := made(t, csv, o)
		got, err := text(t, file)
		require.NoError(t, err)
		assert.Equal(t, csv, got)
		assert.Equal(t, file, made(t, csv, o), "the same text gives the same bytes")
	}
	got, err := text(t, made(t, "id\r\na\r\n\r\nb", parquet.Options{}))
	require.NoError(t, err)
	assert.Equal(t, "id\na\n\nb\n", got)
	got, err = text(t, made(t, "id,kg\n", parquet.Options{}))
	require.NoError(t, err)
	assert.Equal(t, "id,kg\n", got)
}

// TestPieces writes a table in pieces of any length.
func TestPieces(t *testing.T) {
	csv := "id,note\na,\"x\n\"\"y\"\"\"\n" + strings.Repeat("b,z\n", 200)
	want := made(t, csv, parquet.Options{})
	for n := 1; n < 9; n++ {
		var b bytes.Buffer
		w, err := parquet.NewWriter(&b, parquet.Options{})
		require.NoError(t, err)
		_, err = io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{strings.NewReader(csv)}, make([]byte, n))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		assert.Equal(t, want, b.Bytes())
	}
}

func TestDecimals(t *testing.T) {
	o := parquet.Options{Decimals: map[string]int{"kg": 4}}
	nines := strings.Repeat("9", 34) + ".9999"
	got, err := text(t, made(t, "kg\n"+nines+"\n-"+nines+"\n1e3\n0.0\n1.50000000\n", o))
	require.NoError(t, err)
	assert.Equal(t, "kg\n"+nines+"\n-"+nines+"\n1000\n0\n1.5\n", got)
	for _, bad := range []string{"0.00001", "1" + strings.Repeat("0", 34), "1e999", "1e-999", "x", "1,0"} {
		w, err := parquet.NewWriter(io.Discard, o)
		require.NoError(t, err)
		_, err = io.WriteString(w, "kg\n\""+bad+"\"\n")
		require.ErrorContains(t, err, `record 2, column "kg"`)
		require.Equal(t, err, w.Close())
	}
	_, err = parquet.NewWriter(io.Discard, parquet.Options{Decimals: map[string]int{"kg": 39}})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestTablesThatAreRefused(t *testing.T) {
	for csv, want := range map[string]string{
		"":                                "want a header",
		"a,a\n":                           "each once",
		"a,\n":                            "each once",
		"a,b\n1\n":                        "record 2 has 1 cells: want 2",
		"a\n\"x\n":                        "not closed",
		"a\n\"x\"y\n":                     "inside a cell",
		"a\nx\"y\"\n":                     "inside a cell",
		"a\n\xff\n":                       "not UTF-8",
		strings.Repeat("a", 17<<20):       "more than",
		strings.Repeat("a,", 2000) + "\n": "want at most 1024",
	} {
		w, err := parquet.NewWriter(io.Discard, parquet.Options{})
		require.NoError(t, err)
		_, err = io.WriteString(w, csv)
		if err == nil {
			err = w.Close()
		}
		require.ErrorContains(t, err, want)
		again, err := w.Write([]byte("a\n"))
		require.Error(t, err)
		require.Zero(t, again)
	}
	_, err := parquet.NewWriter(nil, parquet.Options{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = parquet.Open(nil, 0)
	require.ErrorIs(t, err, ghg.ErrMissing)
	for _, w := range []*parquet.Writer{nil, {}} {
		_, err = w.Write(nil)
		require.ErrorIs(t, err, ghg.ErrMissing)
		require.ErrorIs(t, w.Close(), ghg.ErrMissing)
	}
	for _, r := range []*parquet.Reader{nil, {}} {
		_, err = r.Read(nil)
		require.ErrorIs(t, err, ghg.ErrMissing)
		require.NoError(t, r.Close())
	}
}

func rowOf(r encoded) string {
	opt := func(is bool, text string) string {
		if is {
			return text
		}
		return ""
	}
	f := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return strings.Join([]string{
		r.Words, r.Delta, r.Length, strconv.Itoa(int(r.Int)), strconv.FormatInt(r.Long, 10), f(r.Split), f(float64(r.Single)),
		opt(r.Number != 0, strconv.FormatInt(r.Number, 10)), opt(r.Truth, "true"),
	}, ",") + "\n"
}

// TestMemoryOfWriting requires that a long table takes no more memory than a short one, what is kept of a row group being bounded, and
// that the file has its text: columns with few texts, with many, and with none.
func TestMemoryOfWriting(t *testing.T) {
	live := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "long.parquet"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	before, written, read := live(), sha256.New(), sha256.New()
	w, err := parquet.NewWriter(file, parquet.Options{})
	require.NoError(t, err)
	var text bytes.Buffer
	text.WriteString("line,id,site,co2e_kg,co2_kg,ch4_kg,n2o_kg,factors,note\n")
	most := int64(0)
	for i := range 200_000 {
		fmt.Fprintf(&text, "%d,P%08d,site %d,%d.123,%d.12345,0.0%d,0.00%d,organisation/material/p%03d/GLOBAL/2024,\n", i+2, i, i%20, i*7, i*6, i*5, i*3, i%400)
		if i%1000 == 999 {
			_, err := io.MultiWriter(w, written).Write(text.Bytes())
			require.NoError(t, err)
			text.Reset()
		}
		if i%20_000 == 19_999 {
			most = max(most, live()-before)
		}
	}
	require.NoError(t, w.Close())
	assert.Less(t, most, int64(32<<20))
	info, err := file.Stat()
	require.NoError(t, err)
	r, err := parquet.Open(file, info.Size())
	require.NoError(t, err)
	_, err = io.Copy(read, r)
	require.NoError(t, err)
	require.NoError(t, r.Close())
	assert.Equal(t, written.Sum(nil), read.Sum(nil))
}
