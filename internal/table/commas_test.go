package table

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCommas puts bytes that differ from a comma by one bit beside commas, in all places of a window.
func TestCommas(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []byte{',', ',', '-', '.', '(', '$', 'l', 0xac, 0, 0xff, ' ', 'x'}
	for range 20_000 {
		var text [window]byte
		want := uint64(0)
		for i := range text {
			if text[i] = letters[random.IntN(len(letters))]; text[i] == ',' {
				want |= 1 << i
			}
		}
		require.Equal(t, want, commas(text[:], window))
		require.Equal(t, want, commas(append(text[:], ','), window+1))
		first := random.IntN(window)
		require.Equal(t, want&(1<<first-1), commas(text[:], first), "of the first %d", first)
	}
}

// TestTakeOfAllLengths splits lines of all lengths, with and without room behind them, in which there are commas.
func TestTakeOfAllLengths(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for length := range 3 * window {
		for _, behind := range []int{0, 1, window - 1, window, 2 * window} {
			text := bytes.Repeat([]byte{','}, length+behind)
			for i := range length {
				if random.IntN(4) > 0 {
					text[i] = 'x'
				}
			}
			line := text[:length]
			var r record
			r.take(line)
			want := bytes.Split(line, []byte{','})
			require.Equal(t, len(want), r.cells)
			for i := range want {
				require.Equal(t, string(want[i]), string(r.cell(i)))
			}
		}
	}
}
