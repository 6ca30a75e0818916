package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
)

// Limits of a file.
const (
	MaxMemory   = 256 << 20 // bytes of pages, without compression, that are held at a time
	MaxColumns  = 1024      // as many as a sheet may have
	MaxMetadata = 32 << 20  // bytes of the metadata at the end of the file
)

const (
	magic     = "PAR1"
	encrypted = "PARE"
	tailSize  = 8       // bytes: the length of the metadata and the magic
	fillSize  = 1 << 16 // bytes of text that are made at a time
)

// Reader reads a file as CSV text. Close it after use. It is not for concurrent use.
type Reader struct {
	in      io.ReaderAt
	size    int64 // up to the metadata
	meta    format.FileMetaData
	columns []*column
	pages   pages

	group   int       // row groups that have begun
	left    int64     // rows of the group
	record  int64     // that have been read
	cursors []*cursor // of the group

	text []byte // that has not been taken
	at   int
	err  error
}

// Open reads the metadata of a file of some size. A file that is not Parquet, is cut off or encrypted, has columns that cannot
// be read, or more of anything than the limits allow, is an error.
func Open(in io.ReaderAt, size int64) (*Reader, error) {
	if absent.Is(in) {
		return nil, &ghg.FieldError{Field: "file", Want: "a reader", Err: ghg.ErrMissing}
	}
	r := &Reader{in: in}
	if err := r.open(size); err != nil {
		return nil, fmt.Errorf("Parquet file: %w", err) //nolint:staticcheck // a name
	}
	for i, c := range r.columns {
		switch {
		case i > 0:
			r.text = table.AppendCell(append(r.text, ','), c.name)
		case strings.HasPrefix(c.name, "\ufeff"): // which is not the byte order mark of the text
			r.text = table.AppendQuoted(r.text, c.name)
		default:
			r.text = table.AppendCell(r.text, c.name)
		}
	}
	r.text = append(r.text, '\n')
	return r, nil
}

func (r *Reader) open(size int64) error {
	const least = int64(len(magic) + tailSize)
	head, tail := make([]byte, len(magic)), make([]byte, tailSize)
	if size < least {
		return errors.New("it is not one, or is cut off: it has fewer bytes than the shortest one")
	}
	if err := errors.Join(readAt(r.in, head, 0), readAt(r.in, tail, size-tailSize)); err != nil {
		return err
	}
	switch end := string(tail[tailSize-len(magic):]); {
	case string(head) == encrypted || end == encrypted:
		return errors.New("it is encrypted")
	case string(head) != magic:
		return fmt.Errorf("it is not one: it begins with %s", shown(string(head)))
	case end != magic:
		return errors.New("it is cut off: its end is missing")
	}
	length := int64(binary.LittleEndian.Uint32(tail))
	switch {
	case length > size-least:
		return fmt.Errorf("its metadata cannot have %d bytes: the file has %d", length, size)
	case length > MaxMetadata:
		return fmt.Errorf("its metadata has %d bytes: want at most %d: write larger row groups", length, MaxMetadata)
	}
	r.size = size - tailSize - length
	footer := make([]byte, length)
	if err := readAt(r.in, footer, r.size); err != nil {
		return err
	}
	return r.footer(footer)
}

// readAt fills b.
func readAt(in io.ReaderAt, b []byte, at int64) error {
	n, err := in.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = fmt.Errorf("it is cut off: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// footer reads the metadata.
func (r *Reader) footer(b []byte) error {
	if _, err := structLen(b); err != nil {
		return fmt.Errorf("its metadata cannot be read: %w", err)
	}
	if err := decode(b, &r.meta); err != nil {
		return fmt.Errorf("its metadata cannot be read: %w", err)
	}
	if r.meta.EncryptionAlgorithm.Value != nil {
		return errors.New("it is encrypted")
	}
	if err := r.schema(r.meta.Schema); err != nil {
		return err
	}
	var rows int64
	for i := range r.meta.RowGroups {
		g := &r.meta.RowGroups[i]
		if g.NumRows < 0 || g.NumRows > r.meta.NumRows-rows {
			return fmt.Errorf("row group %d cannot have %d rows: the file has %d", i+1, g.NumRows, r.meta.NumRows)
		}
		rows += g.NumRows
		if len(g.Columns) != len(r.columns) {
			return fmt.Errorf("row group %d has %d columns: want %d", i+1, len(g.Columns), len(r.columns))
		}
	}
	if rows != r.meta.NumRows {
		return fmt.Errorf("its row groups have %d rows: want %d", rows, r.meta.NumRows)
	}
	return nil
}

// decode decodes a structure.
func decode(b []byte, to any) error {
	var compact thrift.CompactProtocol
	return thrift.NewDecoder(compact.NewReaderFromBytes(b)).Decode(to)
}

// schema reads the columns.
func (r *Reader) schema(list []format.SchemaElement) error {
	if len(list) < 2 || int(list[0].NumChildren.V) != len(list)-1 {
		for i := range list {
			if i > 0 && list[i].NumChildren.V > 0 {
				return refused(list[i].Name, "nested")
			}
		}
		return errors.New("it has no columns, or its schema is damaged")
	}
	if len(list)-1 > MaxColumns {
		return fmt.Errorf("it has %d columns: want at most %d", len(list)-1, MaxColumns)
	}
	for i := range list[1:] {
		c, err := columnOf(&list[i+1])
		if err != nil {
			return err
		}
		r.columns = append(r.columns, c)
	}
	return nil
}

// columnOf returns a column that can be read.
func columnOf(e *format.SchemaElement) (*column, error) {
	c := &column{name: e.Name, physical: e.Type.V, length: int(e.TypeLength.V), optional: e.RepetitionType.V == format.Optional}
	const longestNumber = 64
	switch {
	case e.NumChildren.V != 0 || !e.Type.Valid:
		return nil, refused(e.Name, "nested")
	case e.RepetitionType.V != format.Optional && e.RepetitionType.V != format.Required:
		return nil, refused(e.Name, "repeated")
	case c.physical == format.FixedLenByteArray && (c.length < 1 || c.length > longestNumber):
		return nil, refused(e.Name, fmt.Sprintf("of %d bytes", c.length))
	}
	if e.LogicalType.Value != nil {
		c.logical(e.LogicalType.Value)
	} else {
		c.converted(e)
	}
	if !c.possible() {
		is := c.physical.String()
		if e.LogicalType.Value != nil {
			is += " " + e.LogicalType.String()
		} else if e.ConvertedType.Valid {
			is += fmt.Sprintf(" of converted type %d", e.ConvertedType.V)
		}
		return nil, refused(e.Name, is)
	}
	return c, nil
}

// logical sets what a column means.
func (c *column) logical(t format.LogicalTypeValue) {
	switch t := t.(type) {
	case *format.StringType, *format.EnumType, *format.JsonType:
		c.means = textual
	case *format.UUIDType:
		c.means = identifier
	case *format.DecimalType:
		c.means, c.scale = decimals, int(t.Scale)
	case *format.DateType:
		c.means = day
	case *format.TimestampType:
		c.means, c.utc = moment, t.IsAdjustedToUTC
		if t.Unit.Value != nil {
			c.perSec = int64(time.Second / t.Unit.Value.Duration())
		}
	case *format.IntType:
		if c.means = natural; t.IsSigned {
			c.means = integer
		}
	case *format.NullType:
		c.plain()
	}
}

// converted sets what a column means whose file is of an older kind, or says nothing about it.
func (c *column) converted(e *format.SchemaElement) {
	if !e.ConvertedType.Valid {
		c.plain()
		return
	}
	switch t := e.ConvertedType.V; t {
	case deprecated.UTF8, deprecated.Enum, deprecated.Json:
		c.means = textual
	case deprecated.Decimal:
		c.means, c.scale = decimals, int(e.Scale.V)
	case deprecated.Date:
		c.means = day
	case deprecated.TimestampMillis:
		c.means, c.perSec, c.utc = moment, int64(time.Second/time.Millisecond), true
	case deprecated.TimestampMicros:
		c.means, c.perSec, c.utc = moment, int64(time.Second/time.Microsecond), true
	case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32, deprecated.Uint64:
		c.means = natural
	case deprecated.Int8, deprecated.Int16, deprecated.Int32, deprecated.Int64:
		c.means = integer
	}
}

// plain sets what a column means that says nothing but its physical type.
func (c *column) plain() {
	switch c.physical {
	case format.Boolean:
		c.means = truth
	case format.Int32, format.Int64:
		c.means = integer
	case format.Float, format.Double:
		c.means = floating
	}
}

// possible reports whether the physical type can have the meaning.
func (c *column) possible() bool {
	const mostScale, uuid = 100, 16
	number := c.physical == format.Int32 || c.physical == format.Int64
	switch c.means {
	case textual:
		return c.physical == format.ByteArray
	case identifier:
		return c.physical == format.FixedLenByteArray && c.length == uuid
	case integer, natural:
		return number
	case decimals:
		return c.scale >= 0 && c.scale <= mostScale && (number || c.physical == format.ByteArray || c.physical == format.FixedLenByteArray)
	case day:
		return c.physical == format.Int32
	case moment:
		return c.physical == format.Int64 && c.perSec > 0
	case truth, floating:
		return true
	}
	return false
}

// Read reads the next bytes of the text. An error names the column and the record.
func (r *Reader) Read(p []byte) (int, error) {
	if r == nil || r.in == nil {
		return 0, &ghg.FieldError{Field: "reader", Want: "one that Open returned", Err: ghg.ErrMissing}
	}
	if len(p) == 0 {
		return 0, nil
	}
	for r.at == len(r.text) {
		if r.err != nil {
			return 0, r.err
		}
		r.fill()
	}
	n := copy(p, r.text[r.at:])
	r.at += n
	return n, nil
}

// fill makes the next part of the text, or keeps why there is none.
func (r *Reader) fill() {
	r.text, r.at = r.text[:0], 0
	for len(r.text) < fillSize {
		for r.left == 0 {
			if r.err = r.begin(); r.err != nil {
				return
			}
		}
		whole := len(r.text)
		if r.err = r.row(); r.err != nil {
			r.text = r.text[:whole]
			return
		}
		r.left--
		r.record++
	}
}

// begin begins a row group.
func (r *Reader) begin() error {
	if r.group == len(r.meta.RowGroups) {
		return io.EOF
	}
	g := &r.meta.RowGroups[r.group]
	r.group++
	r.left = g.NumRows
	if r.left == 0 {
		return nil
	}
	if r.cursors == nil {
		r.cursors = make([]*cursor, len(r.columns))
		for i, c := range r.columns {
			r.cursors[i] = &cursor{column: c, pages: &r.pages}
		}
	}
	r.pages.in = r.in
	for i, c := range r.cursors {
		if err := c.begin(&g.Columns[i], g.NumRows, r.size); err != nil {
			return fmt.Errorf("row group %d, column %s: %w", r.group, shown(c.column.name), err)
		}
	}
	return nil
}

// row appends a record to the text.
func (r *Reader) row() error {
	var err error
	for i, c := range r.cursors {
		if i > 0 {
			r.text = append(r.text, ',')
		}
		if r.text, err = c.cell(r.text); err != nil {
			return fmt.Errorf("record %d, column %s: %w", r.record+1, shown(c.column.name), err)
		}
	}
	r.text = append(r.text, '\n')
	return nil
}

// Close releases what the reader holds. It does not close the file.
func (r *Reader) Close() error {
	if r == nil {
		return nil
	}
	r.pages.close()
	*r = Reader{}
	return nil
}

// shown quotes a name for a message, in part if it is long.
func shown(name string) string { return input.Quote(name) }
