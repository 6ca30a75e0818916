package num

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEight takes every number of four digits, alone and beside another one: the divisions of a half depend on nothing else.
func TestEight(t *testing.T) {
	for n := range uint64(10_000) {
		for _, all := range []uint64{n, n * 10_000, n*10_000 + (9_999 - n), n*10_000 + n} {
			of := eight(all)
			var text [8]byte
			for i := range text {
				text[i] = '0' + byte(of>>(8*i))
			}
			require.Equal(t, fmt.Sprintf("%08d", all), string(text[:]))
		}
	}
}
