package parquet

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// pages is what the columns of a file share to read their pages.
type pages struct {
	in     io.ReaderAt
	window []byte // for headers
	packed []byte // a page as it is in the file
	held   int    // bytes of the pages and dictionaries of all columns
	zstd   *zstd.Decoder
}

func (p *pages) close() {
	if p.zstd != nil {
		p.zstd.Close()
	}
}

// Sizes of what is read to find a header, one after the other: a header may have statistics of long texts.
var windows = [...]int{1 << 10, 1 << 16, 1 << 22}

var (
	errDamaged = errors.New("the page is damaged")
	errMemory  = fmt.Errorf("its pages have more than %d bytes: write smaller ones", MaxMemory)
)

// header reads the header of a page, and returns its length.
func (p *pages) header(at, end int64) (*format.PageHeader, int, error) {
	for _, size := range windows {
		n := int(min(int64(size), end-at))
		if len(p.window) < n {
			p.window = make([]byte, n)
		}
		b := p.window[:n]
		if err := readAt(p.in, b, at); err != nil {
			return nil, 0, err
		}
		length, err := structLen(b)
		if errors.Is(err, io.ErrUnexpectedEOF) && int64(n) < end-at {
			continue
		}
		if err != nil {
			return nil, 0, fmt.Errorf("the header of a page cannot be read: %w", err)
		}
		h := new(format.PageHeader)
		if err := decode(b[:length], h); err != nil {
			return nil, 0, fmt.Errorf("the header of a page cannot be read: %w", err)
		}
		if h.CompressedPageSize < 0 || h.UncompressedPageSize < 0 || int64(h.CompressedPageSize) > end-at-int64(length) {
			return nil, 0, errDamaged
		}
		return h, length, nil
	}
	return nil, 0, fmt.Errorf("the header of a page has more than %d bytes", windows[len(windows)-1])
}

// body reads the bytes of a page. They are valid until the next one.
func (p *pages) body(h *format.PageHeader, at int64) ([]byte, error) {
	n := int(h.CompressedPageSize)
	if n > MaxMemory || int(h.UncompressedPageSize) > MaxMemory-p.held {
		return nil, errMemory
	}
	if cap(p.packed) < n {
		p.packed = make([]byte, n)
	}
	b := p.packed[:n]
	if err := readAt(p.in, b, at); err != nil {
		return nil, err
	}
	if h.CRC != 0 && uint32(h.CRC) != crc32.ChecksumIEEE(b) { //nolint:gosec // the bits of it
		return nil, fmt.Errorf("%w: its checksum differs", errDamaged)
	}
	return b, nil
}

// How many times its length a text in the format can be, at most.
const (
	mostBySnappy = 64
	mostByLZ4    = 256
)

// unpack appends the bytes that src holds under compression, which must be n.
func (p *pages) unpack(codec format.CompressionCodec, dst, src []byte, n int) ([]byte, error) {
	switch codec {
	case format.Uncompressed:
		if len(src) != n {
			return nil, errDamaged
		}
		return append(dst, src...), nil
	case format.Snappy:
		if size, err := snappy.DecodedLen(src); err != nil || size != n || n > mostBySnappy*len(src) {
			return nil, errDamaged
		}
		return p.block(dst, n, func(to []byte) (int, error) {
			b, err := snappy.Decode(to, src)
			return len(b), err
		})
	case format.Lz4Raw:
		if n > mostByLZ4*(len(src)+1) {
			return nil, errDamaged
		}
		return p.block(dst, n, func(to []byte) (int, error) { return lz4.UncompressBlock(src, to) })
	case format.Gzip:
		z, err := gzip.NewReader(bytes.NewReader(src))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errDamaged, err)
		}
		return stream(dst, z, n)
	case format.Brotli:
		return stream(dst, brotli.NewReader(bytes.NewReader(src)), n)
	case format.Zstd:
		if err := p.reset(src); err != nil {
			return nil, err
		}
		return stream(dst, p.zstd, n)
	}
	return nil, fmt.Errorf("its compression is %s: want none, snappy, gzip, brotli, zstd or lz4_raw", codec)
}

// reset makes the decoder of zstd read src.
func (p *pages) reset(src []byte) error {
	if p.zstd != nil {
		return p.zstd.Reset(bytes.NewReader(src))
	}
	const window = 64 << 20
	var err error
	p.zstd, err = zstd.NewReader(bytes.NewReader(src), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderLowmem(true))
	return err
}

// block unpacks n bytes at once.
func (p *pages) block(dst []byte, n int, unpack func([]byte) (int, error)) ([]byte, error) {
	dst = append(dst, make([]byte, n)...)
	size, err := unpack(dst[len(dst)-n:])
	if err != nil || size != n {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	return dst, nil
}

// stream appends the n bytes of r. The room for them grows with what is there, not with what the file says.
func stream(dst []byte, r io.Reader, n int) ([]byte, error) {
	const step = 64 << 10
	want := len(dst) + n
	for len(dst) < want {
		if len(dst) == cap(dst) {
			dst = append(dst, make([]byte, min(want-len(dst), max(len(dst), step)))...)[:len(dst)]
		}
		size, err := r.Read(dst[len(dst):min(cap(dst), want)])
		dst = dst[:len(dst)+size]
		if err != nil && len(dst) < want {
			return nil, fmt.Errorf("%w: %w", errDamaged, err)
		}
	}
	var more [1]byte
	if size, err := io.ReadFull(r, more[:]); size != 0 || !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: it has other bytes behind its end", errDamaged)
	}
	return dst, nil
}

// cursor reads the values of a column, row group by row group.
type cursor struct {
	column *column
	pages  *pages

	codec   format.CompressionCodec
	at, end int64 // in the file
	left    int64 // values of the pages that have not begun

	dictionary *dictionary
	words      []byte // of the dictionary
	page       []byte
	held       int    // bytes of all of them
	inPage     int64  // values that are left
	levels     hybrid // 1 for a value, 0 for none; if the column is optional
	values     values
}

// begin begins a row group.
func (c *cursor) begin(chunk *format.ColumnChunk, rows, size int64) error {
	m := &chunk.MetaData
	start := m.DataPageOffset
	if d := m.DictionaryPageOffset; d > 0 && d < start {
		start = d
	}
	switch {
	case chunk.CryptoMetadata.Value != nil || len(chunk.EncryptedColumnMetadata) > 0:
		return errors.New("it is encrypted")
	case chunk.FilePath != "":
		return errors.New("its values are in another file")
	case m.Type != c.column.physical:
		return fmt.Errorf("it is %s here and %s in the schema", m.Type, c.column.physical)
	case m.NumValues != rows:
		return fmt.Errorf("it has %d values: want %d", m.NumValues, rows)
	case start < int64(len(magic)) || m.TotalCompressedSize < 0 || start > size || m.TotalCompressedSize > size-start:
		return fmt.Errorf("its values cannot be %d bytes from byte %d: the metadata begins at byte %d", m.TotalCompressedSize, start, size)
	}
	c.codec, c.at, c.end, c.left = m.Codec, start, start+m.TotalCompressedSize, rows
	c.dictionary, c.inPage, c.page, c.words = nil, 0, kept(c.page), kept(c.words)
	c.hold()
	return nil
}

// kept returns the room of a buffer if it is not large.
func kept(b []byte) []byte {
	const large = 1 << 20
	if cap(b) > large {
		return nil
	}
	return b[:0]
}

// hold counts what the column holds.
func (c *cursor) hold() {
	const start = 4 // bytes of the start of a text
	n := cap(c.page) + cap(c.words)
	if c.dictionary != nil {
		n += start * len(c.dictionary.starts)
	}
	c.pages.held += n - c.held
	c.held = n
}

// cell appends the next value.
func (c *cursor) cell(b []byte) ([]byte, error) {
	for c.inPage == 0 {
		if err := c.next(); err != nil {
			return b, err
		}
	}
	c.inPage--
	if c.column.optional {
		level, err := c.levels.next()
		if err != nil || level == 0 {
			return b, err
		}
	}
	v, err := c.values.next()
	if err != nil {
		return b, err
	}
	return c.column.cell(b, v)
}

// next begins the next page.
func (c *cursor) next() error {
	if c.at >= c.end {
		return errors.New("its pages have fewer values than the row group")
	}
	h, n, err := c.pages.header(c.at, c.end)
	if err != nil {
		return err
	}
	c.page = kept(c.page)
	c.hold()
	body, err := c.pages.body(h, c.at+int64(n))
	if err != nil {
		return err
	}
	c.at += int64(n) + int64(h.CompressedPageSize)
	switch h.Type {
	case format.DictionaryPage:
		return c.define(h, body)
	case format.DataPage:
		return c.first(h, body)
	case format.DataPageV2:
		return c.second(h, body)
	case format.IndexPage:
		return nil
	}
	return errDamaged
}

// define reads a dictionary.
func (c *cursor) define(h *format.PageHeader, body []byte) error {
	head := &h.DictionaryPageHeader
	switch {
	case !head.Valid || head.V.NumValues < 0 || c.dictionary != nil:
		return errDamaged
	case head.V.Encoding != format.Plain && head.V.Encoding != format.PlainDictionary:
		return fmt.Errorf("its dictionary is in encoding %s", head.V.Encoding)
	}
	var err error
	if c.words, err = c.pages.unpack(c.codec, c.words[:0], body, int(h.UncompressedPageSize)); err != nil {
		return err
	}
	if c.dictionary, err = c.column.newDictionary(c.words, int(head.V.NumValues)); err != nil {
		return err
	}
	if c.hold(); c.pages.held > MaxMemory {
		return errMemory
	}
	return nil
}

// first reads a page of version 1: levels and values are compressed together.
func (c *cursor) first(h *format.PageHeader, body []byte) error {
	head := &h.DataPageHeader
	if !head.Valid {
		return errDamaged
	}
	var err error
	if c.page, err = c.pages.unpack(c.codec, c.page, body, int(h.UncompressedPageSize)); err != nil {
		return err
	}
	b := c.page
	if c.column.optional {
		if head.V.DefinitionLevelEncoding != format.RLE {
			return fmt.Errorf("its nulls are in encoding %s", head.V.DefinitionLevelEncoding)
		}
		if c.levels, b, err = prefixed(b); err != nil {
			return err
		}
	}
	return c.start(head.V.NumValues, head.V.Encoding, b)
}

// second reads a page of version 2: levels are not compressed.
func (c *cursor) second(h *format.PageHeader, body []byte) error {
	head := &h.DataPageHeaderV2
	v := &head.V
	if !head.Valid || v.RepetitionLevelsByteLength != 0 || v.DefinitionLevelsByteLength < 0 ||
		int(v.DefinitionLevelsByteLength) > min(len(body), int(h.UncompressedPageSize)) {
		return errDamaged
	}
	n := int(v.DefinitionLevelsByteLength)
	codec := c.codec
	if v.IsCompressed.Valid && !v.IsCompressed.V {
		codec = format.Uncompressed
	}
	c.page = append(c.page, body[:n]...)
	var err error
	if size := int(h.UncompressedPageSize) - n; size > 0 || len(body) > n { // without values there may be nothing to unpack
		if c.page, err = c.pages.unpack(codec, c.page, body[n:], size); err != nil {
			return err
		}
	}
	if c.column.optional {
		if c.levels, err = newHybrid(c.page[:n:n], 1); err != nil {
			return err
		}
	}
	return c.start(v.NumValues, v.Encoding, c.page[n:])
}

// start begins the values of a page.
func (c *cursor) start(n int32, e format.Encoding, b []byte) error {
	if n < 0 || int64(n) > c.left {
		return errors.New("its pages have more values than the row group")
	}
	c.hold()
	c.left -= int64(n)
	c.inPage = int64(n)
	if n == 0 {
		return nil
	}
	if c.column.optional && len(b) == 0 { // nulls alone
		c.values = &texts{}
		return nil
	}
	v, err := c.column.valuesOf(e, b, c.dictionary)
	if err == nil && v == nil {
		err = fmt.Errorf("its values are in encoding %s", e)
	}
	c.values = v
	return err
}
