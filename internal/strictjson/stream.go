package strictjson

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// Reader reads a stream of values: JSON values one after another, such as JSON lines, and the items of arrays among them.
// It holds one value at a time, of at most a given number of bytes, so memory does not depend on the length of the stream.
//
// It finds where a value ends by its brackets and quotation marks and leaves the rest to [Parse]. If Parse refuses a value
// with a [SyntaxError], what follows it cannot be relied on.
type Reader struct {
	r       *bufio.Reader
	most    int
	single  bool // the stream is one array
	at      int64
	start   int64 // of the last value
	array   bool  // within an array
	more    bool  // the array has an item already
	begun   bool
	value   []byte
	tooLong bool
}

// NewReader returns a Reader of values of at most a number of bytes.
func NewReader(r io.Reader, most int) *Reader {
	return &Reader{r: bufio.NewReaderSize(input.NewReader(r), 64<<10), most: most}
}

// NewArrayReader is like [NewReader] for a stream that must be one array.
func NewArrayReader(r io.Reader, most int) *Reader {
	d := NewReader(r, most)
	d.single = true
	return d
}

// Begun reports whether the stream has anything but blanks.
func (d *Reader) Begun() bool { return d.begun }

// Start returns the offset of the last value in the stream.
func (d *Reader) Start() int64 { return d.start }

// Next returns the next value, which is valid until the next call, or [io.EOF] at the end of the stream. A value that is
// too long is a [*ghg.FieldError]; Next can be called again. After any other error it cannot.
func (d *Reader) Next() ([]byte, error) {
	for {
		c, err := d.peek()
		switch {
		case errors.Is(err, io.EOF) && (d.array || d.single && !d.begun):
			return nil, &SyntaxError{Byte: d.at, What: "want " + d.wanted(), Err: io.ErrUnexpectedEOF}
		case err != nil:
			return nil, err
		case d.single && !d.array && (d.begun || c != '['):
			return nil, d.wrong("want " + d.wanted())
		}
		d.begun = true
		switch {
		case !d.array && c == '[':
			d.skip()
			d.array, d.more = true, false
		case d.array && c == ']':
			d.skip()
			d.array = false
		case d.array && d.more && c != ',':
			return nil, d.wrong("want a comma or the end of the array")
		default:
			return d.item(c)
		}
	}
}

// wanted describes what may come next.
func (d *Reader) wanted() string {
	switch {
	case d.array:
		return "the end of the array"
	case d.begun:
		return "nothing after the array"
	}
	return "an array of objects"
}

func (d *Reader) wrong(what string) error { return &SyntaxError{Byte: d.at, What: what} }

// item reads a value, after a comma if it is not the first of its array.
func (d *Reader) item(c byte) ([]byte, error) {
	if d.array && d.more {
		d.skip()
		var err error
		if c, err = d.peek(); err != nil {
			return nil, d.ended(err)
		}
	}
	if c == ',' || c == ']' || c == '}' || c == ':' {
		return nil, d.wrong("want a JSON value")
	}
	d.more, d.start = true, d.at
	d.value, d.tooLong = d.value[:0], false
	var err error
	switch c {
	case '{', '[':
		err = d.brackets()
	case '"':
		err = d.quoted()
	default:
		err = d.word()
	}
	if err != nil {
		return nil, d.ended(err)
	}
	if d.tooLong {
		return nil, &ghg.FieldError{Field: "JSON value", Value: fmt.Sprintf("%d bytes", d.at-d.start), Want: fmt.Sprintf("at most %d bytes", d.most), Err: ghg.ErrOutOfRange}
	}
	return d.value, nil
}

// ended turns the end of the stream into an error.
func (d *Reader) ended(err error) error {
	if errors.Is(err, io.EOF) {
		return &SyntaxError{Byte: d.at, What: "want the end of a JSON value", Err: io.ErrUnexpectedEOF}
	}
	return err
}

// peek returns the next byte that is not blank, without taking it.
func (d *Reader) peek() (byte, error) {
	if err := d.run(&notBlank, false); err != nil {
		return 0, err
	}
	c, err := d.r.Peek(1)
	if err != nil {
		return 0, err
	}
	return c[0], nil
}

// skip takes a byte that was peeked.
func (d *Reader) skip() { d.at += int64(d.discard(1)) }

// discard drops bytes that are in the buffer.
func (d *Reader) discard(n int) int {
	n, _ = d.r.Discard(n)
	return n
}

// stops are the bytes at which a run ends.
type stops [256]bool

// at returns the stops at some bytes, or at all others.
func at(chars string, others bool) stops {
	var s stops
	for c := range s {
		s[c] = others
	}
	for i := range len(chars) {
		s[chars[i]] = !others
	}
	return s
}

var (
	notBlank = at(" \n\r\t", true)
	brackets = at(`{}[]"`, false)
	quotes   = at(`"\`, false)
	marks    = at(" \n\r\t,{}[]\":", false)
)

// run takes the bytes before the next stop, of the value or of blanks before it. Its error is that of the stream.
func (d *Reader) run(end *stops, value bool) error {
	for {
		if _, err := d.r.Peek(1); err != nil {
			return err
		}
		chunk, _ := d.r.Peek(d.r.Buffered())
		n := 0
		for n < len(chunk) && !end[chunk[n]] {
			n++
		}
		if value {
			d.keep(chunk[:n])
		}
		d.at += int64(d.discard(n))
		if n < len(chunk) {
			return nil
		}
	}
}

// keep adds bytes to the value as long as it is not too long.
func (d *Reader) keep(b []byte) {
	if len(b) > d.most-len(d.value) {
		b, d.tooLong = b[:d.most-len(d.value)], true
	}
	d.value = append(d.value, b...)
}

// take takes a byte of the value.
func (d *Reader) take() (byte, error) {
	c, err := d.r.ReadByte()
	if err != nil {
		return 0, err
	}
	d.at++
	d.keep([]byte{c})
	return c, nil
}

// brackets takes an object or an array.
func (d *Reader) brackets() error {
	for depth := 0; ; {
		if err := d.run(&brackets, true); err != nil {
			return err
		}
		c, err := d.take()
		if err != nil {
			return err
		}
		switch c {
		case '"':
			err = d.rest()
		case '{', '[':
			if depth++; depth > MaxDepth {
				err = tooDeep(d.at - 1)
			}
		default:
			depth--
		}
		if err != nil || depth == 0 {
			return err
		}
	}
}

// quoted takes a string.
func (d *Reader) quoted() error {
	if _, err := d.take(); err != nil {
		return err
	}
	return d.rest()
}

// rest takes what follows the opening quotation mark of a string.
func (d *Reader) rest() error {
	for {
		if err := d.run(&quotes, true); err != nil {
			return err
		}
		c, err := d.take()
		if err != nil || c == '"' {
			return err
		}
		if _, err := d.take(); err != nil { // what is escaped
			return err
		}
	}
}

// word takes a number, true, false, null or anything else up to the next blank or mark.
func (d *Reader) word() error {
	err := d.run(&marks, true)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
