package ledger

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg"
)

// Files are the names of the files of a run. An empty name leaves its table out; Input and Rejects are required.
type Files struct {
	Input   string // CSV, or CSV compressed by gzip
	Lines   string
	Rejects string
	Totals  string
	Hashes  string
}

// RunFiles runs a job on files. Each output is written beside its name, in the same folder, and has its name only when the run
// is complete: a run that fails, or is killed, leaves nothing under the final names. The outputs are closed before they are
// named. The job's Name is that of the input if it has none.
func RunFiles(ctx context.Context, j Job, f Files) (sum Summary, err error) {
	if err := f.check(); err != nil {
		return Summary{}, err
	}
	in, err := os.Open(f.Input)
	if err != nil {
		return Summary{}, fmt.Errorf("input: %w", err)
	}
	defer func() { _ = in.Close() }()
	if j.Name == "" {
		j.Name = filepath.Base(f.Input)
	}
	r, err := decompressed(in)
	if err != nil {
		return Summary{}, fmt.Errorf("%s: %w", j.Name, err)
	}
	var parts outputs
	defer func() { err = errors.Join(err, parts.discard()) }()
	var out Output
	for _, of := range []struct {
		name string
		to   *io.Writer
	}{{f.Lines, &out.Lines}, {f.Rejects, &out.Rejects}, {f.Totals, &out.Totals}, {f.Hashes, &out.Hashes}} {
		if of.name == "" {
			continue
		}
		if *of.to, err = parts.create(of.name); err != nil {
			return Summary{}, err
		}
	}
	if len(j.Unique) > 0 {
		scratch, remove, err := scratchBeside(f.Rejects)
		if err != nil {
			return Summary{}, err
		}
		defer func() { _ = remove() }()
		out.Scratch = scratch
	}
	if sum, err = Run(ctx, j, r, out); err != nil {
		return sum, err
	}
	return sum, parts.keep()
}

// check returns an error if two of the files have one name.
func (f Files) check() error {
	names := []string{f.Input, f.Lines, f.Rejects, f.Totals, f.Hashes}
	for i, name := range names {
		for _, other := range names[:i] {
			if name != "" && filepath.Clean(name) == filepath.Clean(other) {
				return &ghg.FieldError{Field: "files", Value: name, Want: "another name for each file", Err: ghg.ErrMixed}
			}
		}
	}
	return nil
}

// decompressed returns the text of a file, which may be compressed by gzip.
func decompressed(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, blockSize)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("the compressed file cannot be read: %w", err)
	}
	return unfinished{z}, nil
}

// unfinished names what is wrong with a compressed file that ends too early.
type unfinished struct{ z io.Reader }

func (u unfinished) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("the compressed file is cut off: %w", err)
	}
	return n, err
}

// outputs are files that do not have their names yet.
type outputs struct {
	files []*os.File
	names []string
}

// create creates a file beside its name.
func (o *outputs) create(name string) (io.Writer, error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.part")
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	o.files, o.names = append(o.files, f), append(o.names, name)
	return f, nil
}

// keep closes the files, all of them before any is named.
func (o *outputs) keep() error {
	for _, f := range o.files {
		const readable = 0o644
		if err := errors.Join(f.Chmod(readable), f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("output: %w", err)
		}
	}
	for i, f := range o.files {
		if err := os.Rename(f.Name(), o.names[i]); err != nil {
			return fmt.Errorf("output: %w", err)
		}
	}
	o.files = nil
	return nil
}

// discard removes the files that have not been kept.
func (o *outputs) discard() error {
	var errs []error
	for _, f := range o.files {
		_ = f.Close() // it may be closed
		if err := os.Remove(f.Name()); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
