package input_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/input"
)

// Every byte of a text of any length counts, and every text of several.
func TestASCII(t *testing.T) {
	assert.True(t, input.ASCII())
	assert.True(t, input.ASCII("", ""))
	for size := 1; size <= 40; size++ {
		plain := strings.Repeat("a", size)
		assert.True(t, input.ASCII(plain), size)
		for at := range size {
			for _, b := range []byte{0x80, 0xff} {
				text := plain[:at] + string([]byte{b}) + plain[at+1:]
				assert.False(t, input.ASCII(text), "byte %d of %d", at, size)
				assert.False(t, input.ASCII(plain, text, ""), "byte %d of %d", at, size)
			}
		}
	}
}

// A plain text has none of the faults for which a text is refused, and usual texts are plain.
func TestPlain(t *testing.T) {
	for _, text := range []string{"a", "natural-gas", "GB", "a b", strings.Repeat("a", input.MaxText)} {
		assert.True(t, input.Plain(text), text)
	}
	for _, text := range []string{
		"", " a", "a ", "\ta", "a\n", "a\x00", "\xff", "a\xffb", "東京", "\u3000a", "a\u0085", strings.Repeat("a", input.MaxText+1),
	} {
		assert.False(t, input.Plain(text), "%q", text)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a")
	f.Add(" a\u00a0")
	f.Fuzz(func(t *testing.T, text string) {
		if input.Plain(text) {
			assert.True(t, utf8.ValidString(text))
			assert.Equal(t, strings.TrimSpace(text), text)
			assert.False(t, input.TooLong(text))
		}
	})
}
