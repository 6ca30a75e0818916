// Package zstd is Zstandard (RFC 8878) as a format of package ledger, by github.com/klauspost/compress.
package zstd

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/ghgkit/ghg/ledger"
)

const (
	// mostWindow is the memory that a file may ask for to be read: the largest window that the zstd command reads without --long.
	mostWindow = 128 << 20
	// window is that of files that are written. A larger one makes tables no smaller and takes its size in memory several times.
	window = 1 << 20
	// together is the number of goroutines that compress a file: one finds what repeats, one codes.
	together = 2
)

// Format returns Zstandard as a format: an input that is compressed by it is read, and an output whose name ends with ".zst" is
// written.
func Format() ledger.Format {
	return ledger.Format{
		Name: "Zstandard", Ending: ".zst", Magic: "\x28\xb5\x2f\xfd",
		Read: func(file *io.SectionReader) (io.ReadCloser, error) {
			r, err := zstd.NewReader(file, zstd.WithDecoderMaxWindow(mostWindow), zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(together))
			if err != nil {
				return nil, named(err)
			}
			return &reader{r}, nil
		},
		Write: func(file io.Writer) (io.WriteCloser, error) {
			return zstd.NewWriter(file, zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(together))
		},
	}
}

// reader says what is wrong with a file.
type reader struct{ z *zstd.Decoder }

func (r *reader) Read(p []byte) (int, error) {
	n, err := r.z.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = named(err)
	}
	return n, err
}

func (r *reader) Close() error {
	r.z.Close()
	return nil
}

func named(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the compressed file is cut off: %w", err)
	}
	return fmt.Errorf("the compressed file is damaged: %w", err)
}
