package parquet

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/table"
)

// Precision is the number of digits of a decimal that is written: as many as programs read.
const Precision = 38

// Options are how a table is written. The zero value writes texts.
type Options struct {
	// Decimals has the names of columns that are written as DECIMAL(38, s), with their scale s. A column that a table does not
	// have is passed over, so that one value can be used for several tables.
	Decimals map[string]int
}

func (o Options) check() error {
	for name, scale := range o.Decimals {
		if scale < 0 || scale > Precision {
			return &ghg.FieldError{Field: "decimals", Value: fmt.Sprintf("%s: %d", name, scale), Want: fmt.Sprintf("a scale from 0 to %d", Precision), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// Limits of what is written: a row group takes some 20 MB of memory.
const (
	rowsOfGroup  = 1 << 15
	bytesOfGroup = 8 << 20 // of text
	bytesOfWords = 1 << 17 // of a dictionary: a column with more texts in a row group has none
	bytesOfPage  = 1 << 17 // before compression, about
	window       = 1 << 20 // bytes in which compression looks for what repeats
	rowsAtOnce   = 64
	largestRow   = 16 << 20 // bytes
	decimalBytes = 16
)

// Writer writes CSV text to a file. Close completes the file. It is not for concurrent use.
type Writer struct {
	out     io.Writer
	options Options
	file    *parquet.GenericWriter[any]
	columns []outColumn

	ends   table.Ends
	record []byte // that has not ended
	cells  table.Cells
	rows   []parquet.Row
	used   int    // of the rows
	texts  []byte // of the cells of these rows
	line   int    // records that were written, the header among them
	group  int    // bytes of the row group
	count  int    // rows of the row group
	err    error
}

// outColumn is a column of the file.
type outColumn struct {
	name    string
	index   int // in the schema
	decimal bool
	scale   int32
}

// NewWriter returns a Writer of CSV text as package ledger writes it: the first record is the header, every record has as many
// cells, and all are UTF-8.
func NewWriter(out io.Writer, o Options) (*Writer, error) {
	if absent.Is(out) {
		return nil, &ghg.FieldError{Field: "file", Want: "a writer", Err: ghg.ErrMissing}
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	return &Writer{out: out, options: Options{Decimals: maps.Clone(o.Decimals)}}, nil
}

// Write takes the next bytes of the text. After an error, it returns the same one.
func (w *Writer) Write(p []byte) (int, error) {
	if w == nil || w.out == nil {
		return 0, &ghg.FieldError{Field: "writer", Want: "one that NewWriter returned", Err: ghg.ErrMissing}
	}
	if w.err != nil {
		return 0, w.err
	}
	for rest := p; len(rest) > 0; {
		end, _, ended := w.ends.Next(rest)
		if !ended {
			w.record = append(w.record, rest...)
			if len(w.record) > largestRow {
				w.err = fmt.Errorf("record %d has more than %d bytes", w.line+1, largestRow)
			}
			break
		}
		record := rest[:end]
		if len(w.record) > 0 {
			w.record = append(w.record, record...)
			record = w.record
		}
		if w.err = w.take(record); w.err != nil {
			break
		}
		w.record, rest = w.record[:0], rest[end:]
	}
	if w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

// take takes a record.
func (w *Writer) take(record []byte) error {
	if err := w.split(record); err != nil {
		return fmt.Errorf("record %d: %w", w.line+1, err)
	}
	if w.line++; w.line == 1 {
		return w.header()
	}
	if w.cells.Len() != len(w.columns) {
		return fmt.Errorf("record %d has %d cells: want %d", w.line, w.cells.Len(), len(w.columns))
	}
	return w.row(len(record))
}

// split cuts a record into its cells. The quotation marks are closed.
func (w *Writer) split(record []byte) error {
	if !w.cells.Set(record) {
		return errors.New("a quotation mark stands inside a cell")
	}
	if utf8.Valid(record) {
		return nil
	}
	i := 0
	for utf8.Valid(w.cells.At(i)) {
		i++
	}
	return fmt.Errorf("cell %d (%s) is not UTF-8, and a text in Parquet is: write the table as CSV", i+1, shown(string(w.cells.At(i))))
}

// header makes the schema.
func (w *Writer) header() error {
	if w.cells.Len() > MaxColumns {
		return fmt.Errorf("the header has %d columns: want at most %d", w.cells.Len(), MaxColumns)
	}
	group, names := parquet.Group{}, make([]string, w.cells.Len())
	for i := range names {
		name := string(w.cells.At(i))
		if _, twice := group[name]; twice || name == "" {
			return &ghg.FieldError{Field: "header", Value: name, Want: "a name for every column, each once", Err: ghg.ErrMixed}
		}
		scale, isDecimal := w.options.Decimals[name]
		node := parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		if isDecimal {
			node = parquet.Decimal(scale, Precision, parquet.FixedLenByteArrayType(decimalBytes))
		}
		group[name], names[i] = parquet.Optional(node), name
		w.columns = append(w.columns, outColumn{name: name, index: i, decimal: isDecimal, scale: int32(scale)}) //nolint:gosec // at most 38
	}
	config := parquet.DefaultWriterConfig()
	config.CreatedBy = "github.com/ghgkit/ghg/parquet" // no version, so that it does not move
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window), zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true))
	if err != nil {
		return err
	}
	config.Compression = codec{z}
	config.PageBufferSize = bytesOfPage
	config.DictionaryMaxBytes = bytesOfWords
	config.MaxRowsPerRowGroup = rowsOfGroup
	config.Schema = parquet.NewSchema("table", ordered{group, names})
	w.file = parquet.NewGenericWriter[any](w.out, config)
	return nil
}

// codec compresses pages by Zstandard. That of parquet-go has a window of 8 MB, and takes four times as much memory.
type codec struct{ z *zstd.Encoder }

func (codec) String() string                            { return "ZSTD" }
func (codec) CompressionCodec() format.CompressionCodec { return format.Zstd }
func (c codec) Encode(dst, src []byte) ([]byte, error)  { return c.z.EncodeAll(src, dst[:0]), nil }
func (codec) Decode([]byte, []byte) ([]byte, error)     { return nil, errors.ErrUnsupported }

// ordered is a group whose columns are in the order of the table.
type ordered struct {
	parquet.Group
	names []string
}

func (o ordered) Fields() []parquet.Field {
	fields := o.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int { return slices.Index(o.names, a.Name()) - slices.Index(o.names, b.Name()) })
	return fields
}

// row adds a record of some bytes.
func (w *Writer) row(size int) error {
	if w.used == len(w.rows) {
		w.rows = append(w.rows, make(parquet.Row, len(w.columns)))
	}
	row := w.rows[w.used]
	var err error
	for i := range w.columns {
		at := len(w.texts)
		w.texts = append(w.texts, w.cells.At(i)...)
		if row[i], err = w.columns[i].value(w.texts[at:]); err != nil {
			return fmt.Errorf("record %d, column %s: %w", w.line, shown(w.columns[i].name), err)
		}
	}
	w.used++
	w.group += size
	w.count++
	if w.group >= bytesOfGroup || w.count == rowsOfGroup {
		return w.flush(true)
	}
	if w.used == rowsAtOnce {
		return w.flush(false)
	}
	return nil
}

// flush writes the rows, and the row group if it is full.
func (w *Writer) flush(full bool) error {
	if _, err := w.file.WriteRows(w.rows[:w.used]); err != nil {
		return err
	}
	w.used, w.texts = 0, w.texts[:0]
	if !full {
		return nil
	}
	w.group, w.count = 0, 0
	return w.file.Flush()
}

// value returns a cell as a value. An empty one is null.
func (c *outColumn) value(cell []byte) (parquet.Value, error) {
	if len(cell) == 0 {
		return parquet.NullValue().Level(0, 0, c.index), nil
	}
	if c.decimal {
		d, err := dec.Parse(string(cell))
		if err != nil {
			return parquet.Value{}, err
		}
		b, err := fixedPoint(d.Coefficient(), int64(d.Exponent())+int64(c.scale))
		if err != nil {
			return parquet.Value{}, &ghg.FieldError{Field: "amount", Value: string(cell), Want: fmt.Sprintf("a number that DECIMAL(%d, %d) holds exactly", Precision, c.scale), Err: ghg.ErrOutOfRange}
		}
		return parquet.FixedLenByteArrayValue(b).Level(0, 1, c.index), nil
	}
	return parquet.ByteArrayValue(cell).Level(0, 1, c.index), nil
}

var errNoFit = errors.New("it does not fit")

// fixedPoint returns n times ten to a power in two's complement.
func fixedPoint(n *big.Int, power int64) ([]byte, error) {
	if n.Sign() != 0 {
		const far = 4096
		if power > Precision || power < -far {
			return nil, errNoFit
		}
		ten := big.NewInt(10)
		if power >= 0 {
			n = new(big.Int).Mul(n, new(big.Int).Exp(ten, big.NewInt(power), nil))
		} else {
			var rest big.Int
			n, _ = new(big.Int).QuoRem(n, new(big.Int).Exp(ten, big.NewInt(-power), nil), &rest)
			if rest.Sign() != 0 {
				return nil, errNoFit
			}
		}
		if len(new(big.Int).Abs(n).String()) > Precision {
			return nil, errNoFit
		}
	}
	b := make([]byte, decimalBytes)
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), decimalBytes*byteBits))
	}
	return n.FillBytes(b), nil
}

// Close completes the file. It does not close what the file is written to. After an error of Write, it returns that error.
func (w *Writer) Close() error {
	if w == nil || w.out == nil {
		return &ghg.FieldError{Field: "writer", Want: "one that NewWriter returned", Err: ghg.ErrMissing}
	}
	if w.err == nil {
		w.err = w.close()
	}
	err := w.err
	if err == nil {
		w.err = errClosed
	}
	return err
}

var errClosed = errors.New("the file is complete")

func (w *Writer) close() error {
	switch {
	case w.ends.Quoted():
		return fmt.Errorf("record %d: a quotation mark is not closed", w.line+1)
	case len(w.record) > 0: // without a line break
		if err := w.take(w.record); err != nil {
			return err
		}
	}
	if w.file == nil {
		return &ghg.FieldError{Field: "table", Want: "a header", Err: ghg.ErrMissing}
	}
	if err := w.flush(false); err != nil {
		return err
	}
	return w.file.Close()
}
