package zstd_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/zstd"
)

// written returns a text as the format writes it.
func written(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := zstd.Format().Write(&b)
	require.NoError(t, err)
	_, err = io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func read(t *testing.T, file []byte) (string, error) {
	t.Helper()
	r, err := zstd.Format().Read(io.NewSectionReader(bytes.NewReader(file), 0, int64(len(file))))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	require.NoError(t, r.Close())
	return string(text), err
}

func TestFormat(t *testing.T) {
	text := strings.Repeat("boiler-1,2024,natural-gas,GB,120 MWh(HHV)\n", 100_000)
	file := written(t, text)
	assert.Less(t, len(file), len(text)/100)
	assert.True(t, strings.HasPrefix(string(file), zstd.Format().Magic))
	got, err := read(t, file)
	require.NoError(t, err)
	assert.Equal(t, text, got)

	got, err = read(t, append(bytes.Clone(file), written(t, "end\n")...)) // files that are joined are one
	require.NoError(t, err)
	assert.Equal(t, text+"end\n", got)
}

// TestProcessors requires the same bytes on any number of processors.
func TestProcessors(t *testing.T) {
	var text strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&text, "%d,P%07d,%d.%d\n", i, i*7919%1_000_003, i*31, i%997)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := written(t, text.String())
	for _, n := range []int{2, 5} {
		runtime.GOMAXPROCS(n)
		assert.True(t, bytes.Equal(one, written(t, text.String())), "%d processors", n)
	}
}

func TestDamaged(t *testing.T) {
	file := written(t, strings.Repeat("a,b\n1,2\n", 10_000))
	_, err := read(t, file[:len(file)/2])
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.ErrorContains(t, err, "the compressed file is cut off")

	altered := bytes.Clone(file)
	altered[len(altered)-1] ^= 1 // of its checksum
	_, err = read(t, altered)
	assert.ErrorContains(t, err, "the compressed file is damaged")

	// A window of 2 GB, which a few bytes can ask for.
	_, err = read(t, []byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 1, 0, 0, 0})
	assert.ErrorContains(t, err, "the compressed file is damaged")
}
