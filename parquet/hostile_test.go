package parquet_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/parquet"
)

// drain reads a file to its end, without the text, and returns the most memory in use on the way.
func drain(t testing.TB, in io.ReaderAt, size int64) (n int64, highest uint64, err error) {
	t.Helper()
	r, err := parquet.Open(in, size)
	if err != nil {
		return 0, 0, err
	}
	defer func() { require.NoError(t, r.Close()) }()
	b := make([]byte, 64<<10)
	var m runtime.MemStats
	for i := 0; ; i++ {
		k, err := r.Read(b)
		n += int64(k)
		if i%100 == 99 {
			runtime.GC()
			runtime.ReadMemStats(&m)
			highest = max(highest, m.HeapAlloc)
		}
		if err == io.EOF {
			return n, highest, nil
		}
		if err != nil {
			return n, highest, err
		}
	}
}

// small are files of every encoding that are damaged in the tests.
func small(t testing.TB) map[string][]byte {
	t.Helper()
	rows := make([]encoded, 40)
	for i := range rows {
		rows[i] = encoded{Words: "gas", Delta: strings.Repeat("x", i), Length: "l"[:i%2], Int: int32(i * i), Long: int64(i) << 40, Split: 0.5, Number: int64(i % 3)}
	}
	return map[string][]byte{
		"version 1": written(t, rows, pq.DataPageVersion(1), pq.Compression(&pq.Snappy)),
		"version 2": written(t, rows, pq.DataPageVersion(2), pq.Compression(&pq.Zstd), pq.PageBufferSize(256)),
		"lz4":       written(t, rows[:9], pq.Compression(&pq.Lz4Raw)),
		"types":     written(t, make([]everything, 3)),
		"table":     made(t, "id,kg\na,1\nb,\n", parquet.Options{Decimals: map[string]int{"kg": 2}}),
	}
}

// TestDamaged cuts files off at every length and changes them in many places: there is no panic, and a file that is cut off is
// an error.
func TestDamaged(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for name, file := range small(t) {
		for n := range len(file) {
			_, err := text(t, file[:n])
			require.Error(t, err, "%s, %d bytes", name, n)
		}
		for range 1000 {
			b := bytes.Clone(file)
			for range 1 + rng.IntN(3) {
				b[rng.IntN(len(b))] = byte(rng.Uint32())
			}
			_, _, _ = drain(t, bytes.NewReader(b), int64(len(b)))
		}
	}
}

func TestNotParquet(t *testing.T) {
	file := small(t)["version 1"]
	tail := func(length uint32, magic string) []byte {
		b := bytes.Clone(file[:len(file)-8])
		return append(binary.LittleEndian.AppendUint32(b, length), magic...)
	}
	for want, b := range map[string][]byte{
		"fewer bytes":             []byte("PAR1"),
		"begins with \"id,k\"":    []byte("id,kg\n1,2\n3,4\n"),
		"encrypted":               append([]byte("PARE"), file[4:]...),
		"its end is missing":      append(bytes.Clone(file), "more"...),
		"cannot have 4294967295":  tail(1<<32-1, "PAR1"),
		"metadata cannot be read": tail(17, "PAR1"),
	} {
		_, err := text(t, b)
		require.ErrorContains(t, err, want)
	}
	_, err := parquet.Open(bytes.NewReader(file), 1<<40)
	require.ErrorContains(t, err, "cut off")
	_, _, err = drain(t, io.NewSectionReader(zeros{file}, 0, 1<<40), 1<<40)
	require.ErrorContains(t, err, "its end is missing")
}

// zeros is a file with nothing but zeros behind it.
type zeros struct{ head []byte }

func (z zeros) ReadAt(p []byte, at int64) (int, error) {
	clear(p)
	if at < int64(len(z.head)) {
		copy(p, z.head[at:])
	}
	return len(p), nil
}

// liar is a file whose metadata and pages can be made to say anything.
type liar struct {
	pages []byte
	meta  format.FileMetaData
}

func (l *liar) page(t testing.TB, h format.PageHeader, body []byte) {
	t.Helper()
	if l.pages == nil {
		l.pages = []byte("PAR1")
	}
	var compact thrift.CompactProtocol
	b, err := thrift.Marshal(&compact, &h)
	require.NoError(t, err)
	l.pages = append(append(l.pages, b...), body...)
}

// file returns the file of one column of texts.
func (l *liar) file(t testing.TB, codec format.CompressionCodec, rows int64) []byte {
	t.Helper()
	l.meta = format.FileMetaData{
		Version: 1, NumRows: rows,
		Schema: []format.SchemaElement{
			{Name: "table", NumChildren: thrift.New[int32](1)},
			{
				Name: "id", Type: thrift.New(format.ByteArray), RepetitionType: thrift.New(format.Required),
				LogicalType: format.LogicalType{Value: &format.StringType{}},
			},
		},
		RowGroups: []format.RowGroup{{NumRows: rows, Columns: []format.ColumnChunk{{MetaData: format.ColumnMetaData{
			Type: format.ByteArray, Codec: codec, NumValues: rows, DataPageOffset: 4, TotalCompressedSize: int64(len(l.pages) - 4), PathInSchema: []string{"id"},
		}}}}},
	}
	var compact thrift.CompactProtocol
	b, err := thrift.Marshal(&compact, &l.meta)
	require.NoError(t, err)
	file := append(bytes.Clone(l.pages), b...)
	return append(binary.LittleEndian.AppendUint32(file, uint32(len(b))), "PAR1"...)
}

// TestLies feeds files whose sizes and counts are not true: each is an error, and costs no more memory than the file.
func TestLies(t *testing.T) {
	const huge = 1<<31 - 1
	data := func(n int32, e format.Encoding) thrift.Null[format.DataPageHeader] {
		return thrift.New(format.DataPageHeader{NumValues: n, Encoding: e, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})
	}
	packed := func(codec pq.WriterOption, of []byte) []byte { // bombs: many bytes in few
		c, err := pq.NewWriterConfig(codec)
		require.NoError(t, err)
		b, err := c.Compression.Encode(nil, of)
		require.NoError(t, err)
		return b
	}
	bomb := make([]byte, 64<<20)
	one := []byte{1, 0, 0, 0, 'a'}
	// A difference header: blocks of 128, four miniblocks, 2^31-1 values of which the first is 0.
	deltas := []byte{128, 1, 4, 0xff, 0xff, 0xff, 0xff, 7, 0}
	for name, c := range map[string]struct {
		codec format.CompressionCodec
		head  format.PageHeader
		body  []byte
		want  string
	}{
		"compressed size":  {format.Uncompressed, format.PageHeader{CompressedPageSize: huge, UncompressedPageSize: 5, DataPageHeader: data(1, format.Plain)}, one, "damaged"},
		"size":             {format.Uncompressed, format.PageHeader{CompressedPageSize: 5, UncompressedPageSize: huge, DataPageHeader: data(1, format.Plain)}, one, "more than"},
		"size below limit": {format.Gzip, format.PageHeader{CompressedPageSize: 5, UncompressedPageSize: 200 << 20, DataPageHeader: data(1, format.Plain)}, one, "damaged"},
		"snappy":           {format.Snappy, format.PageHeader{UncompressedPageSize: 200 << 20, DataPageHeader: data(1, format.Plain)}, []byte("\x80\x80\x80\x64abc"), "damaged"},
		"lz4":              {format.Lz4Raw, format.PageHeader{UncompressedPageSize: 200 << 20, DataPageHeader: data(1, format.Plain)}, one, "damaged"},
		"gzip bomb":        {format.Gzip, format.PageHeader{UncompressedPageSize: 5, DataPageHeader: data(1, format.Plain)}, packed(pq.Compression(&pq.Gzip), bomb), "behind its end"},
		"zstd bomb":        {format.Zstd, format.PageHeader{UncompressedPageSize: 5, DataPageHeader: data(1, format.Plain)}, packed(pq.Compression(&pq.Zstd), bomb), "behind its end"},
		"brotli bomb":      {format.Brotli, format.PageHeader{UncompressedPageSize: 5, DataPageHeader: data(1, format.Plain)}, packed(pq.Compression(&pq.Brotli), bomb), "behind its end"},
		"lzo":              {format.LZO, format.PageHeader{UncompressedPageSize: 5, DataPageHeader: data(1, format.Plain)}, one, "its compression is"},
		"values":           {format.Uncompressed, format.PageHeader{DataPageHeader: data(huge, format.Plain)}, one, "more values"},
		"no values":        {format.Uncompressed, format.PageHeader{DataPageHeader: data(0, format.Plain)}, nil, "fewer values"},
		"text":             {format.Uncompressed, format.PageHeader{DataPageHeader: data(1, format.Plain)}, []byte("\xff\xff\xff\xffa"), "ends before"},
		"lengths":          {format.Uncompressed, format.PageHeader{DataPageHeader: data(1, format.DeltaLengthByteArray)}, deltas, "ends before"},
		"prefixes":         {format.Uncompressed, format.PageHeader{DataPageHeader: data(1, format.DeltaByteArray)}, deltas, "ends before"},
		"encoding":         {format.Uncompressed, format.PageHeader{DataPageHeader: data(1, format.BitPacked)}, one, "in encoding"},
		"no dictionary":    {format.Uncompressed, format.PageHeader{DataPageHeader: data(1, format.RLEDictionary)}, one, "damaged"},
		"dictionary": {format.Uncompressed, format.PageHeader{
			Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: huge, Encoding: format.Plain}),
		}, one, "ends before"},
		"levels": {format.Uncompressed, format.PageHeader{
			Type: format.DataPageV2, DataPageHeaderV2: thrift.New(format.DataPageHeaderV2{NumValues: 1, DefinitionLevelsByteLength: huge}),
		}, one, "damaged"},
		"checksum": {format.Uncompressed, format.PageHeader{CRC: 7, DataPageHeader: data(1, format.Plain)}, one, "checksum"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.head.CompressedPageSize == 0 {
				c.head.CompressedPageSize = int32(len(c.body))
			}
			if c.head.UncompressedPageSize == 0 {
				c.head.UncompressedPageSize = int32(len(c.body))
			}
			var l liar
			l.page(t, c.head, c.body)
			file := l.file(t, c.codec, 1)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := text(t, file)
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, c.want)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(4*len(file)+16<<20))
		})
	}
}

// TestPrefixBomb reads texts of a megabyte each that take a few bytes of the file: they are given one by one, as many as there
// are, and a longer one is an error.
func TestPrefixBomb(t *testing.T) {
	body := func(n int) []byte {
		long := strings.Repeat("x", n)
		// 3 values: prefixes 0, n, n; suffixes n, 0, 0. The differences are in one miniblock of width 32.
		block := func(values ...int64) []byte {
			b := binary.AppendUvarint(nil, 128)
			b = binary.AppendUvarint(b, 4)
			b = binary.AppendUvarint(b, uint64(len(values)))
			b = binary.AppendVarint(b, values[0])
			smallest := min(values[1]-values[0], values[2]-values[1])
			b = binary.AppendVarint(b, smallest)
			b = append(b, 32, 0, 0, 0)
			mini := make([]byte, 128)
			for i := 1; i < len(values); i++ {
				binary.LittleEndian.PutUint32(mini[4*(i-1):], uint32(values[i]-values[i-1]-smallest))
			}
			return append(b, mini...)
		}
		prefixes, suffixes := block(0, int64(n), int64(n)), block(int64(n), 0, 0)
		return append(append(prefixes, suffixes...), long...)
	}
	for n, want := range map[int]string{1 << 20: "", 1<<20 + 1: "damaged"} {
		var l liar
		b := body(n)
		l.page(t, format.PageHeader{
			CompressedPageSize: int32(len(b)), UncompressedPageSize: int32(len(b)),
			DataPageHeader: thrift.New(format.DataPageHeader{NumValues: 3, Encoding: format.DeltaByteArray}),
		}, b)
		got, err := text(t, l.file(t, format.Uncompressed, 3))
		if want != "" {
			require.ErrorContains(t, err, want)
			continue
		}
		require.NoError(t, err)
		assert.Len(t, got, len("id\n")+3*(n+1))
	}
}

// TestManyParts refuses metadata that would take far more memory than its bytes.
func TestManyParts(t *testing.T) {
	// A structure whose field 4, the row groups, is a list of 2^31-1 structures; then of as many as there are bytes.
	for _, n := range []uint64{1<<31 - 1, 8 << 20} {
		b := append([]byte{0x49, 0xfc}, binary.AppendUvarint(nil, n)...)
		b = append(b, make([]byte, 8<<20+10)...)
		file := append([]byte("PAR1"), b...)
		file = append(binary.LittleEndian.AppendUint32(file, uint32(len(b))), "PAR1"...)
		_, err := text(t, file)
		require.ErrorContains(t, err, "metadata cannot be read")
	}
}

// TestLargeFile reads 50 MB and more in bounded memory.
func TestLargeFile(t *testing.T) {
	var b bytes.Buffer
	w, err := parquet.NewWriter(&b, parquet.Options{})
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 2))
	line := make([]byte, 0, 256)
	_, err = io.WriteString(w, "id,note,kg\n")
	require.NoError(t, err)
	want := int64(len("id,note,kg\n"))
	for b.Len() < 50<<20 {
		line = line[:0]
		for range 100 {
			line = append(line, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"[rng.IntN(64)])
		}
		line[30], line[80] = ',', ','
		n, err := w.Write(append(line, '\n'))
		require.NoError(t, err)
		want += int64(n)
	}
	require.NoError(t, w.Close())
	file := b.Bytes()
	w, b = nil, bytes.Buffer{}
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	n, highest, err := drain(t, bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	assert.Equal(t, want, n)
	assert.Less(t, int64(highest)-int64(before.HeapAlloc), int64(32<<20))
	t.Logf("%d MB of Parquet, %d MB of text: %d KB of memory", len(file)>>20, n>>20, (int64(highest)-int64(before.HeapAlloc))>>10)
}

// FuzzOpen reads any bytes: there is no panic, and what is read without an error is read again the same.
func FuzzOpen(f *testing.F) {
	for _, file := range small(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := parquet.Open(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		const enough = 1 << 20
		first, err := io.ReadAll(io.LimitReader(r, enough))
		require.NoError(t, r.Close())
		if err != nil {
			return
		}
		r, err = parquet.Open(bytes.NewReader(file), int64(len(file)))
		require.NoError(t, err)
		again, err := io.ReadAll(io.LimitReader(r, enough))
		require.NoError(t, err)
		require.True(t, bytes.Equal(first, again))
		require.NoError(t, r.Close())
	})
}
