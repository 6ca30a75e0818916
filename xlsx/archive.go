package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ordered is a zip archive that writes its entries in the order of their names, whatever the order in which they are made,
// and without a time: the same entries are the same bytes. It holds them compressed until it is closed.
type ordered struct {
	out     io.Writer
	entries map[string]*entry
	open    *entry // the last one made
}

// entry is a file of an archive.
type entry struct {
	packed bytes.Buffer
	into   *flate.Writer
	sum    uint32
	size   uint64
}

func newOrdered(w io.Writer) excelize.ZipWriter {
	return &ordered{out: w, entries: map[string]*entry{}}
}

// Create returns a writer of an entry, to be used before the next one is made.
func (o *ordered) Create(name string) (io.Writer, error) {
	if err := o.finish(); err != nil {
		return nil, err
	}
	e := &entry{}
	into, err := flate.NewWriter(&e.packed, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	e.into, o.open, o.entries[name] = into, e, e
	return e, nil
}

// Write adds to the entry.
func (e *entry) Write(p []byte) (int, error) {
	e.sum = crc32.Update(e.sum, crc32.IEEETable, p)
	e.size += uint64(len(p))
	return e.into.Write(p)
}

// AddFS is an error: it is of the interface of excelize, which does not call it.
func (o *ordered) AddFS(fs.FS) error { return errors.ErrUnsupported }

// finish ends the entry that is being written.
func (o *ordered) finish() error {
	if o.open == nil {
		return nil
	}
	err := o.open.into.Close()
	o.open = nil
	return err
}

// Close writes the archive.
func (o *ordered) Close() error {
	if err := o.finish(); err != nil {
		return err
	}
	out := zip.NewWriter(o.out)
	for _, name := range slices.Sorted(maps.Keys(o.entries)) {
		e := o.entries[name]
		w, err := out.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: e.sum,
			CompressedSize64: uint64(e.packed.Len()), UncompressedSize64: e.size,
		})
		if err == nil {
			_, err = e.packed.WriteTo(w)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}
