package parquet

import (
	"io"

	"github.com/ghgkit/ghg/ledger"
)

// Format returns Parquet as a format of package ledger: an input that begins as a Parquet file is read, and an output whose
// name ends with ".parquet" is written, with the options.
//
// Rejects hold the lines of an input as they are, whatever their bytes, and a text in Parquet is UTF-8. So write the rejects
// as CSV, unless the input is Parquet itself.
func Format(o Options) ledger.Format {
	return ledger.Format{
		Name: "Parquet", Ending: ".parquet", Magic: magic,
		Read:  func(file *io.SectionReader) (io.ReadCloser, error) { return Open(file, file.Size()) },
		Write: func(file io.Writer) (io.WriteCloser, error) { return NewWriter(file, o) },
	}
}
