// Package input holds what every reader of input has in common: how long a text may be, how an error quotes input, and a
// reader that ends.
package input

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/absent"
)

const (
	// MaxText is the maximum number of characters of an id, a label or another text.
	MaxText = 1000

	// MaxQuoted is the maximum number of characters of the input that an error quotes.
	MaxQuoted = 80
)

// TooLong reports whether a text has more than [MaxText] characters. It takes the same time for a text of any length.
func TooLong(s string) bool {
	if len(s) <= MaxText {
		return false
	}
	return len(s) > MaxText*utf8.UTFMax || utf8.RuneCountInString(s) > MaxText
}

// WantText completes "want …" for a text that is too long.
const WantText = "at most 1000 characters"

// Quote returns a value in quotation marks as an error shows it: at most [MaxQuoted] characters.
func Quote(v any) string { return strconv.Quote(Shorten(v)) }

// Shorten returns a value as an error shows it without quotation marks: at most [MaxQuoted] characters, followed by "…" if
// there are more.
func Shorten(v any) string {
	s := textOf(v)
	if len(s) <= MaxQuoted {
		return s
	}
	n := 0
	for i := range s {
		if n == MaxQuoted {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// textOf returns a value as text, of a long one only the beginning.
func textOf(v any) string {
	const enough = MaxQuoted*utf8.UTFMax + 1
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v[:min(len(v), enough)])
	}
	return fmt.Sprint(v)
}

// NewReader returns a reader of the same bytes that ends. If r returns neither bytes nor an error a hundred times in
// succession, the error is [io.ErrNoProgress]; without it, a loop until [io.EOF] would never end. A nil reader gives
// [ErrNoReader].
func NewReader(r io.Reader) io.Reader {
	if absent.Is(r) {
		return noReader{}
	}
	return reader{r}
}

// Errors for a nil reader or writer.
var (
	ErrNoReader = errors.New("the reader is nil: want one to read from")
	ErrNoWriter = errors.New("the writer is nil: want one to write to")
)

// noReader stands for a nil reader.
type noReader struct{}

func (noReader) Read([]byte) (int, error) { return 0, ErrNoReader }

type reader struct{ r io.Reader }

// Read implements [io.Reader].
func (r reader) Read(p []byte) (int, error) {
	const patience = 100
	if len(p) == 0 {
		return 0, nil
	}
	for range patience {
		n, err := r.r.Read(p)
		if n < 0 || n > len(p) {
			return 0, fmt.Errorf("the reader returned %d bytes for a buffer of %d", n, len(p))
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}
