package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Files are the names of the files of a run. An empty name leaves its table out; Input and Rejects are required.
//
// Input is CSV, CSV compressed by gzip, or of one of the formats; its first bytes tell. Lines, Rejects and Totals are written
// in the format whose ending the name has: "lines.csv.gz" by gzip, "lines.parquet" by a format that is given, any other name as
// plain CSV. An ending that belongs to a format that is not given is refused, not written as CSV. Hashes are bytes that proofs
// read from any place, so they have no format.
type Files struct {
	Input   string
	Lines   string
	Rejects string
	Totals  string
	Hashes  string

	Formats []Format // other than CSV and gzip
}

// RunFiles runs a job on files. Each output is written beside its name, in the same folder, and has its name only when the run
// is complete: a run that fails, or is killed, leaves nothing under the final names. The outputs are closed before they are
// named. The job's Name is that of the input if it has none.
func RunFiles(ctx context.Context, j Job, f Files) (sum Summary, err error) {
	if absent.Is(ctx) {
		return Summary{}, errNoContext()
	}
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
	r, err := open(in, in, f.Formats)
	if err != nil {
		return Summary{}, fmt.Errorf("%s: %w", j.Name, err)
	}
	defer func() { _ = r.Close() }() // it was only read
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
		var format Format // the hashes have none
		if of.to != &out.Hashes {
			if format, err = formatOf(of.name, f.Formats); err != nil {
				return Summary{}, err
			}
		}
		if *of.to, err = parts.create(of.name, format); err != nil {
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
	var again func() (io.ReadCloser, error)
	if regular(in) {
		again = func() (io.ReadCloser, error) { return open(in, io.NewSectionReader(in, 0, math.MaxInt64), f.Formats) }
	}
	if sum, err = j.run(ctx, r, again, out); err != nil {
		return sum, err
	}
	return sum, parts.keep()
}

// check returns an error if two of the files have one name, or a file has a format that it cannot have.
func (f Files) check() error {
	if err := checkFormats(f.Formats); err != nil {
		return err
	}
	if format, err := formatOf(f.Hashes, f.Formats); err != nil || format.Write != nil {
		return &ghg.FieldError{Field: "hashes", Value: f.Hashes, Want: "a name without the ending of a format: proofs read them from any place", Err: ghg.ErrMixed}
	}
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

// beside creates a file in the folder of another, whose name begins with a dot and ends in .part.
func beside(name string) (*os.File, error) {
	dir := filepath.Dir(name)
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder: want the name of a file", name)
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is a device or a pipe: want the name of a file", name) // which would take its place
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("no folder for %s: %w", name, err)
		}
	}
	return os.CreateTemp(dir, "."+filepath.Base(name)+".*.part")
}

// outputs are files that do not have their names yet.
type outputs struct {
	files   []*os.File
	names   []string
	writers []io.WriteCloser // of the formats, nil for plain CSV
}

// create creates a file beside its name and returns what takes its CSV text.
func (o *outputs) create(name string, format Format) (io.Writer, error) {
	f, err := beside(name)
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	o.files, o.names, o.writers = append(o.files, f), append(o.names, name), append(o.writers, nil)
	if format.Write == nil {
		return f, nil
	}
	w, err := format.Write(f)
	if err == nil && absent.Is(w) {
		err = fmt.Errorf("format %s: it gave no writer", format.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	o.writers[len(o.writers)-1] = w
	return w, nil
}

// keep completes and closes the files, all of them before any is named.
func (o *outputs) keep() error {
	for i, w := range o.writers {
		if w == nil {
			continue
		}
		o.writers[i] = nil
		if err := w.Close(); err != nil {
			return fmt.Errorf("output %s: %w", o.names[i], err)
		}
	}
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
	o.files, o.writers = nil, nil
	return nil
}

// discard removes the files that have not been kept.
func (o *outputs) discard() error {
	var errs []error
	for _, w := range o.writers {
		if w != nil {
			_ = w.Close() // for what it holds; the file is removed
		}
	}
	for _, f := range o.files {
		_ = f.Close() // it may be closed
		if err := os.Remove(f.Name()); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
