package input_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/input"
)

func TestQuote(t *testing.T) {
	eighty := strings.Repeat("a", 80)
	for _, c := range []struct {
		value any
		want  string
	}{
		{"boiler", `"boiler"`},
		{"a\nb", `"a\nb"`},
		{eighty, `"` + eighty + `"`},
		{eighty + "b", `"` + eighty + `…"`},
		{strings.Repeat("排", 81), `"` + strings.Repeat("排", 80) + `…"`}, // characters, not bytes
		{strings.Repeat("排", 80), `"` + strings.Repeat("排", 80) + `"`},
		{strings.Repeat("\xff", 81), `"` + strings.Repeat(`\xff`, 80) + `…"`},
		{[]byte(strings.Repeat("a", 1<<20)), `"` + eighty + `…"`},
		{12, `"12"`},
	} {
		assert.Equal(t, c.want, input.Quote(c.value))
	}
	long := strings.Repeat("a", 10<<20)
	assert.LessOrEqual(t, testing.AllocsPerRun(10, func() { input.Quote(long) }), 4.0)
}

func TestTooLong(t *testing.T) {
	assert.False(t, input.TooLong(strings.Repeat("a", 1000)))
	assert.True(t, input.TooLong(strings.Repeat("a", 1001)))
	assert.False(t, input.TooLong(strings.Repeat("𐀀", 1000)))
	assert.True(t, input.TooLong(strings.Repeat("𐀀", 1001)))
	assert.True(t, input.TooLong(strings.Repeat("\xff", 4001)))
}

// still never returns anything.
type still struct{}

func (still) Read([]byte) (int, error) { return 0, nil }

// wrong returns a number of bytes that it cannot have read.
type wrong int

func (w wrong) Read([]byte) (int, error) { return int(w), nil }

func TestReader(t *testing.T) {
	_, err := io.ReadAll(input.NewReader(still{}))
	require.ErrorIs(t, err, io.ErrNoProgress)
	for _, w := range []wrong{-1, 1 << 30} {
		_, err = io.ReadAll(input.NewReader(w))
		require.ErrorContains(t, err, "the reader returned")
	}
	text, err := io.ReadAll(input.NewReader(iotest.OneByteReader(strings.NewReader("abc"))))
	require.NoError(t, err)
	assert.Equal(t, "abc", string(text))
	broken := errors.New("broken")
	_, err = io.ReadAll(input.NewReader(iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)
}

// A nil reader, also one in a variable of another type, is an error, and nothing is read into no buffer.
func TestNilReader(t *testing.T) {
	for _, r := range []io.Reader{nil, (*strings.Reader)(nil)} {
		_, err := io.ReadAll(input.NewReader(r))
		require.ErrorIs(t, err, input.ErrNoReader)
	}
	n, err := input.NewReader(strings.NewReader("x")).Read(nil)
	require.NoError(t, err)
	assert.Zero(t, n)
}
