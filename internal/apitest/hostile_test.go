package apitest_test

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"reflect"
	"slices"

	"github.com/ghgkit/ghg/factors"
)

// hostile is a source of its own, with a factor and a property that no set accepts.
type hostile struct {
	factor   factors.Factor
	property factors.Property
}

func (h hostile) Name() string { return "hostile" }

func (h hostile) Digest() string { return "\xff" }

func (h hostile) All() iter.Seq[factors.Factor] {
	return slices.Values([]factors.Factor{h.factor, h.factor})
}

func (h hostile) Find(factors.Query) (factors.Factor, error) { return h.factor, nil }

func (h hostile) Property(factors.PropertyQuery) (factors.Property, error) { return h.property, nil }

// silent is a source that has nothing, not even a sequence or an error that says so.
type silent struct{}

func (silent) Name() string { return "" }

func (silent) Digest() string { return "" }

func (silent) All() iter.Seq[factors.Factor] { return nil }

func (silent) Find(factors.Query) (factors.Factor, error) {
	return factors.Factor{}, errors.New("")
}

func (silent) Property(factors.PropertyQuery) (factors.Property, error) {
	return factors.Property{}, errors.New("")
}

// reader reads a text, and then repeats a last part for ever, or returns count bytes and no error if there is no such part,
// unless it ends.
type reader struct {
	text, again string
	count       int
	ends        bool
	left        string
}

func (r *reader) Read(p []byte) (int, error) {
	if r.left == "" {
		r.left = r.again
	}
	if r.left == "" && r.ends {
		return 0, io.EOF
	}
	if r.left == "" {
		return r.count, nil
	}
	n := 0
	for n < len(p) {
		if r.left == "" {
			if r.left = r.again; r.left == "" {
				break
			}
		}
		k := copy(p[n:], r.left)
		n, r.left = n+k, r.left[k:]
	}
	return n, nil
}

// readers never end by themselves, but what they say can be refused at once: they say nothing, claim to have read more
// than there is room for, or repeat what no text of this module is full of.
var readers = []*reader{
	{},
	{count: -1},
	{count: 1 << 40},
	{text: "["},
	{text: "{\"method\":"},
	{text: "activity,label\n"},
	{text: "id,period\na,b\n", count: -1},
	{again: "["},
	{again: "\""},
	{again: ","},
	{again: "{\"a\":"},
	{text: "[", again: "{},"},
	{text: "a,b\n", again: "1,2\n"},
}

// rewound returns an argument whose reader starts from the beginning.
func rewound(arg reflect.Value) reflect.Value {
	if arg.Kind() != reflect.Interface {
		return arg
	}
	r, ok := arg.Interface().(*reader)
	if !ok || r == nil {
		return arg
	}
	c := *r
	c.left = c.text
	fresh := reflect.New(arg.Type()).Elem()
	fresh.Set(reflect.ValueOf(&c))
	return fresh
}

// folder is a file system of which every file is the reader, or nil.
type folder struct{ r *reader }

func (f folder) Open(string) (fs.File, error) {
	if f.r == nil {
		return nil, nil //nolint:nilnil // as an incorrect file system does
	}
	r := *f.r
	r.left = r.text
	return file{&r}, nil
}

type file struct{ io.Reader }

func (file) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

func (file) Close() error { return nil }

// writer returns always the same.
type writer struct {
	n   int
	err error
}

func (w writer) Write([]byte) (int, error) { return w.n, w.err }
