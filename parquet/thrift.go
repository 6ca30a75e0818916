package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Types of the compact protocol of Thrift.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftI16    = 4
	thriftI32    = 5
	thriftI64    = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

const (
	deepest    = 16      // structures in one another
	most       = 1 << 18 // elements of lists that are structures
	lowNibble  = 0x0f
	longHeader = 0x0f // of a list: its length follows
)

var errStructure = errors.New("its structure is damaged")

// walk walks over structures without decoding them, so that what is decoded afterwards holds no more than its bytes.
type walk struct {
	b          []byte
	structures int // in lists
}

// structLen returns the number of bytes of the structure at the beginning of b. The error is io.ErrUnexpectedEOF if b ends
// before it.
func structLen(b []byte) (int, error) {
	w := walk{b: b}
	if err := w.structure(0); err != nil {
		return 0, err
	}
	return len(b) - len(w.b), nil
}

func (w *walk) skip(n uint64) error {
	if n > uint64(len(w.b)) {
		return io.ErrUnexpectedEOF
	}
	w.b = w.b[n:]
	return nil
}

func (w *walk) byte() (byte, error) {
	if len(w.b) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	c := w.b[0]
	w.b = w.b[1:]
	return c, nil
}

func (w *walk) varint() (uint64, error) {
	n, size := binary.Uvarint(w.b)
	switch {
	case size < 0:
		return 0, errStructure
	case size == 0:
		return 0, io.ErrUnexpectedEOF
	}
	w.b = w.b[size:]
	return n, nil
}

func (w *walk) structure(depth int) error {
	if depth > deepest {
		return errStructure
	}
	for {
		c, err := w.byte()
		if err != nil || c == 0 {
			return err
		}
		if c>>4 == 0 { // the number of the field follows
			if _, err := w.varint(); err != nil {
				return err
			}
		}
		if err := w.value(c&lowNibble, depth, false); err != nil {
			return err
		}
	}
}

// value walks over a value. A truth value is in the type of its field, and a byte in a list.
func (w *walk) value(kind byte, depth int, listed bool) error {
	switch kind {
	case thriftTrue, thriftFalse:
		if listed {
			return w.skip(1)
		}
		return nil
	case thriftByte:
		return w.skip(1)
	case thriftI16, thriftI32, thriftI64:
		_, err := w.varint()
		return err
	case thriftDouble:
		return w.skip(8)
	case thriftBinary:
		n, err := w.varint()
		if err != nil {
			return err
		}
		return w.skip(n)
	case thriftList, thriftSet:
		return w.list(depth)
	case thriftMap:
		return w.dictionary(depth)
	case thriftStruct:
		return w.structure(depth + 1)
	}
	return errStructure
}

func (w *walk) list(depth int) error {
	c, err := w.byte()
	if err != nil {
		return err
	}
	n, kind := uint64(c>>4), c&lowNibble
	if n == longHeader {
		if n, err = w.varint(); err != nil {
			return err
		}
	}
	if err := w.room(n, kind); err != nil {
		return err
	}
	for range n {
		if err := w.value(kind, depth+1, true); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) dictionary(depth int) error {
	n, err := w.varint()
	if err != nil || n == 0 {
		return err
	}
	kinds, err := w.byte()
	if err != nil {
		return err
	}
	if err := w.room(n, thriftStruct); err != nil {
		return err
	}
	for range n {
		if err := w.value(kinds>>4, depth+1, true); err != nil {
			return err
		}
		if err := w.value(kinds&lowNibble, depth+1, true); err != nil {
			return err
		}
	}
	return nil
}

// room returns an error if there are more elements than bytes, or too many to be decoded.
func (w *walk) room(n uint64, kind byte) error {
	if n > uint64(len(w.b)) {
		return io.ErrUnexpectedEOF
	}
	if kind == thriftStruct || kind == thriftList || kind == thriftSet || kind == thriftMap {
		if w.structures += int(n); w.structures > most { //nolint:gosec // at most the bytes
			return fmt.Errorf("its metadata has more than %d parts: write larger row groups", most)
		}
	}
	return nil
}
