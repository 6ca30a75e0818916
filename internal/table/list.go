package table

import (
	"io"
	"io/fs"
)

const (
	leastPart = 16   // values of the first part
	mostPart  = 4096 // values of a part
)

// List is a slice of values of rows, too large to be moved again and again while it grows. It is made in parts, and in one once
// the length of the input shows how many values there will be.
type List[T any] struct {
	full [][]T
	last []T
	n    int
	left func() int64 // bytes of the input that have not been read; nil if unknown
	size int64        // bytes of the input
}

// ListOf returns a list for the rows of r, with room for n of them; 0 if their number is unknown.
func ListOf[T any](r io.Reader, n int) *List[T] {
	l := &List[T]{left: remaining(r)}
	if n > 0 {
		l.last = make([]T, 0, n)
	}
	return l
}

// Next adds a zero value and returns its place.
func (l *List[T]) Next() *T {
	if len(l.last) == cap(l.last) {
		l.grow()
	}
	l.n++
	l.last = l.last[:len(l.last)+1]
	return &l.last[len(l.last)-1]
}

// grow makes room for the next value.
func (l *List[T]) grow() {
	if l.n == 0 && l.left != nil {
		l.size = l.left()
	}
	if l.n >= mostPart {
		if expected := l.expected(); expected > l.n {
			l.last, l.full = l.appendTo(make([]T, 0, expected)), nil
			return
		}
	}
	if l.n > 0 {
		l.full = append(l.full, l.last)
	}
	l.last = make([]T, 0, max(leastPart, min(l.n, mostPart)))
}

// expected returns how many values there will be if the rest of the input is like the part that was read, with a margin,
// but not many times as many as there are; 0 if the rest is unknown.
func (l *List[T]) expected() int {
	const margin, most = 16, 256
	if l.left == nil {
		return 0
	}
	left := l.left()
	read := l.size - left
	if left <= 0 || read <= 0 {
		return 0
	}
	each := max(1, read/int64(l.n)) // bytes
	more := int(min(left/each, most*int64(l.n)))
	return l.n + more + more/margin + 1
}

// All returns the values, in a slice that is not much longer.
func (l *List[T]) All() []T {
	const spare = 4
	if len(l.full) == 0 && cap(l.last) <= l.n+l.n/spare+leastPart {
		return l.last
	}
	return l.appendTo(make([]T, 0, l.n))
}

// appendTo moves the values to the end of a slice.
func (l *List[T]) appendTo(all []T) []T {
	for i, part := range l.full {
		all = append(all, part...)
		l.full[i] = nil
	}
	return append(all, l.last...)
}

// remaining returns a function that tells how many bytes of r have not been read, or nil if r does not know.
func remaining(r io.Reader) func() int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return func() int64 { return int64(r.Len()) }
	case interface {
		io.Seeker
		Stat() (fs.FileInfo, error)
	}:
		return func() int64 {
			at, err := r.Seek(0, io.SeekCurrent)
			info, statErr := r.Stat()
			if err != nil || statErr != nil {
				return 0
			}
			return info.Size() - at
		}
	}
	return nil
}
