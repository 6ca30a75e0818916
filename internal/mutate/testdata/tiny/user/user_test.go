package user

import (
	"testing"

	"example.org/tiny/share"
)

func TestAtMost(t *testing.T) {
	for _, n := range []int{1, 9} {
		if got := share.AtMost(n, 5); got != min(n, 5) {
			t.Fatal(n, got)
		}
	}
}
