package absent_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/absent"
)

func TestIs(t *testing.T) {
	var reader io.Reader
	assert.True(t, absent.Is(reader))
	reader = (*bytes.Buffer)(nil)
	assert.True(t, absent.Is(reader), "A nil pointer in an interface is absent.")
	assert.True(t, absent.Is((func())(nil)))
	assert.False(t, absent.Is(&bytes.Buffer{}))
	assert.False(t, absent.Is(0))
	assert.False(t, absent.Is(struct{}{}))
}

func TestOr(t *testing.T) {
	one := 1
	assert.Same(t, &one, absent.Or(&one))
	assert.Zero(t, *absent.Or[int](nil))
}
