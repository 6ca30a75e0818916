package activity

import (
	"io"
	"io/fs"
)

const (
	leastPart = 16   // values of the first part
	mostPart  = 4096 // values of a part
)

// growing is a slice of values that are too large to be moved again and again while it grows. It is made in parts, and in
// one once the length of the input shows how many values there will be.
type growing[T any] struct {
	full [][]T
	last []T
	n    int
	left func() int64 // bytes of the input that have not been read; nil if unknown
	size int64        // bytes of the input
}

// next returns the place of the next value.
func (g *growing[T]) next() *T {
	if len(g.last) == cap(g.last) {
		g.grow()
	}
	g.n++
	g.last = g.last[:len(g.last)+1]
	return &g.last[len(g.last)-1]
}

// grow makes room for the next value.
func (g *growing[T]) grow() {
	if g.n == 0 && g.left != nil {
		g.size = g.left()
	}
	if g.n >= mostPart {
		if expected := g.expected(); expected > g.n {
			g.last, g.full = g.appendTo(make([]T, 0, expected)), nil
			return
		}
	}
	if g.n > 0 {
		g.full = append(g.full, g.last)
	}
	g.last = make([]T, 0, max(leastPart, min(g.n, mostPart)))
}

// expected returns how many values there will be if the rest of the input is like the part that was read, with a margin,
// but not many times as many as there are; 0 if the rest is unknown.
func (g *growing[T]) expected() int {
	const margin, most = 16, 256
	if g.left == nil {
		return 0
	}
	left := g.left()
	read := g.size - left
	if left <= 0 || read <= 0 {
		return 0
	}
	each := max(1, read/int64(g.n)) // bytes
	more := int(min(left/each, most*int64(g.n)))
	return g.n + more + more/margin + 1
}

// all returns the values, in a slice that is not much longer.
func (g *growing[T]) all() []T {
	const spare = 4
	if len(g.full) == 0 && cap(g.last) <= g.n+g.n/spare+leastPart {
		return g.last
	}
	return g.appendTo(make([]T, 0, g.n))
}

// appendTo moves the values to the end of a slice.
func (g *growing[T]) appendTo(all []T) []T {
	for i, part := range g.full {
		all = append(all, part...)
		g.full[i] = nil
	}
	return append(all, g.last...)
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
