package ledger

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Format is a way of storing a table in a file other than as plain CSV. It gives the table as CSV text and takes it as CSV
// text, so there is no second schema. A file of the input is recognised by its first bytes, one of the output by the ending
// of its name. gzip is built in.
type Format struct {
	Name   string // for messages: "Parquet"
	Ending string // of the names of outputs, in upper or lower case: ".parquet"
	Magic  string // the first bytes of an input: "PAR1"

	// Read returns the CSV text of a file. What it returns is closed before the file is. It is called twice for a file that is read
	// twice ([Job.Unique]), for the second time before the first text is closed.
	Read func(file *io.SectionReader) (io.ReadCloser, error)
	// Write returns what takes the CSV text of a table and writes the file. Close completes the file and does not close it.
	// After an error, Close is called, too, and the file is removed.
	Write func(file io.Writer) (io.WriteCloser, error)
}

// Names of gzip, and of formats that have to be given: under one of these endings, CSV text would be mistaken.
const (
	gzipEnding = ".gz"
	gzipMagic  = "\x1f\x8b"
	longMagic  = 16 // bytes
)

var notBuiltIn = []Format{
	{Name: "Parquet", Ending: ".parquet", Magic: "PAR1"},
	{Name: "Zstandard", Ending: ".zst", Magic: "\x28\xb5\x2f\xfd"},
	{Name: "bzip2", Ending: ".bz2", Magic: "BZh"},
	{Name: "xz", Ending: ".xz", Magic: "\xfd7zXZ\x00"},
	{Name: "zip", Ending: ".zip"}, // the sheets say what to do with a workbook
	{Name: "Excel", Ending: ".xlsx"},
}

// errNotGiven is the error of a file whose format is known by name alone.
func errNotGiven(file string, f Format) error {
	return &ghg.FieldError{Field: "format", Value: file, Want: "CSV, gzip, or a format that is given: the file is " + f.Name, Err: ghg.ErrUnknown}
}

// check returns an error if files of the format cannot be recognised.
func (f Format) check() error {
	ending := strings.ToLower(f.Ending)
	switch {
	case f.Name == "":
		return f.refuse("a name")
	case f.Read == nil && f.Write == nil:
		return f.refuse("a function that reads or one that writes")
	case f.Read != nil && (f.Magic == "" || len(f.Magic) > longMagic || strings.HasPrefix(f.Magic, gzipMagic)):
		return f.refuse(fmt.Sprintf("the first bytes of its files, at most %d, and not those of gzip", longMagic))
	case f.Write != nil && (len(ending) < 2 || ending[0] != '.' || ending == gzipEnding || ending == ".csv"):
		return f.refuse("an ending such as .parquet, but not .csv or .gz")
	}
	return nil
}

func (f Format) refuse(want string) error {
	return &ghg.FieldError{Field: "format", Value: f.Name, Want: want, Err: ghg.ErrOutOfRange}
}

// apart returns an error if files of the format could be taken for those of another one.
func (f Format) apart(other Format) error {
	if f.Read != nil && other.Read != nil && (strings.HasPrefix(f.Magic, other.Magic) || strings.HasPrefix(other.Magic, f.Magic)) {
		return f.refuse("other first bytes than those of " + other.Name)
	}
	ending, ends := strings.ToLower(f.Ending), strings.ToLower(other.Ending)
	if f.Write != nil && other.Write != nil && (strings.HasSuffix(ending, ends) || strings.HasSuffix(ends, ending)) {
		return f.refuse("another ending than that of " + other.Name)
	}
	return nil
}

// checkFormats returns an error if a format cannot be told from the others.
func checkFormats(formats []Format) error {
	for i, f := range formats {
		if err := f.check(); err != nil {
			return err
		}
		for _, other := range formats[:i] {
			if err := f.apart(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// open returns the CSV text of a file, of which from reads all. Plain text and gzip may come from a pipe.
func open(file *os.File, from io.Reader, formats []Format) (io.ReadCloser, error) {
	b := bufio.NewReaderSize(from, blockSize)
	magic, _ := b.Peek(longMagic)
	is := func(m string) bool { return m != "" && strings.HasPrefix(string(magic), m) }
	if is(gzipMagic) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("the compressed file cannot be read: %w", err)
		}
		return &unpacked{z: z}, nil
	}
	for _, f := range formats {
		if f.Read != nil && is(f.Magic) {
			return f.open(file)
		}
	}
	for _, f := range notBuiltIn {
		if is(f.Magic) {
			return nil, errNotGiven(file.Name(), f)
		}
	}
	return io.NopCloser(b), nil
}

// open reads a file of the format.
func (f Format) open(file *os.File) (io.ReadCloser, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &ghg.FieldError{Field: "input", Value: file.Name(), Want: "a file on a disk, not a pipe, for " + f.Name, Err: ghg.ErrOutOfRange}
	}
	r, err := f.Read(io.NewSectionReader(file, 0, info.Size()))
	if err != nil {
		return nil, err
	}
	if absent.Is(r) {
		return nil, fmt.Errorf("format %s: it gave no reader", f.Name)
	}
	return r, nil
}

// unpacked names what is wrong with a file that is compressed by gzip.
type unpacked struct{ z *gzip.Reader }

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("the compressed file is cut off: %w", err)
	case errors.Is(err, gzip.ErrHeader):
		err = fmt.Errorf("the compressed file has other bytes behind its end: %w", err)
	case err != nil && !errors.Is(err, io.EOF):
		err = fmt.Errorf("the compressed file is damaged: %w", err)
	}
	return n, err
}

func (u *unpacked) Close() error { return u.z.Close() }

// formatOf returns the format of an output by the ending of its name. A format without Write is plain CSV.
func formatOf(name string, formats []Format) (Format, error) {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, gzipEnding) {
		return Format{Name: "gzip", Write: newZipper}, nil
	}
	for _, f := range formats {
		if f.Write != nil && strings.HasSuffix(lower, strings.ToLower(f.Ending)) {
			return f, nil
		}
	}
	if i := slices.IndexFunc(notBuiltIn, func(f Format) bool { return strings.HasSuffix(lower, f.Ending) }); i >= 0 {
		return Format{}, errNotGiven(name, notBuiltIn[i])
	}
	return Format{}, nil
}
