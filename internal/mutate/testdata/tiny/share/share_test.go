package share_test

import (
	"testing"

	"example.org/tiny/share"
)

var _ [share.Parts]int = [100]int{}

func TestOf(t *testing.T) {
	if got := share.Of(25, 400); got != 100 {
		t.Fatal(got)
	}
}

func TestEven(t *testing.T) {
	if !share.Even(0) {
		t.Fatal("0 is even")
	}
}
