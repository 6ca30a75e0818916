package golden

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAssert(t *testing.T) {
	Assert(t, "greeting.txt", []byte("hello\nworld\n"))
	AssertFile(t, "testdata/golden/greeting.txt", []byte("hello\nworld\n"))
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, check(dir, "a/b.txt", []byte("one\ntwo\n"), true))
	require.NoError(t, check(dir, "a/b.txt", []byte("one\ntwo\n"), false))
	path := filepath.Join(dir, "a", "b.txt")
	for got, want := range map[string]string{
		"one\n2\n":          path + ":2 differs:\n got \"2\\n\"\nwant \"two\\n\"\n",
		"one\ntwo":          path + ":2 differs:\n got \"two\"\nwant \"two\\n\"\n",
		"one\ntwo\nthree\n": path + ":3 differs:\n got \"three\\n\"\nwant \"\"\n",
		"":                  path + ":1 differs:\n got \"\"\nwant \"one\\n\"\n",
		"\r\none\ntwo\n":    path + ":1 differs:\n got \"\\r\\n\"\nwant \"one\\n\"\n",
	} {
		assert.EqualError(t, check(dir, "a/b.txt", []byte(got), false), want+"run the test with -update if the new text is right")
	}
}

func TestCheckRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"", "../x", "/x"} {
		assert.ErrorContains(t, check(dir, name, nil, true), "want a name inside")
	}
	err := check(dir, "none", nil, false)
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "-update")

	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	assert.Error(t, check(dir, "file/x", nil, true))
}

// recorder is a test that only records whether it failed.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()      {}
func (r *recorder) Error(...any) { r.failed = true }

func TestAssertFails(t *testing.T) {
	if *update {
		return // it would write the wrong text
	}
	r := &recorder{}
	Assert(r, "greeting.txt", []byte("hello\n"))
	assert.True(t, r.failed)
	r.failed = false
	AssertFile(r, "testdata/golden/greeting.txt", []byte("hello\n"))
	assert.True(t, r.failed)
}
