package ledger

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// zipped returns a text as it is compressed if it is written in pieces of random lengths.
func zipped(t testing.TB, text []byte) []byte {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(len(text)), 1))
	var file bytes.Buffer
	z, err := newZipper(&file)
	require.NoError(t, err)
	for len(text) > 0 {
		n := min(len(text), 1+rng.IntN(2*gzipPart))
		written, err := z.Write(text[:n])
		require.NoError(t, err)
		require.Equal(t, n, written)
		text = text[n:]
	}
	require.NoError(t, z.Close())
	return file.Bytes()
}

// TestZipper reads what was compressed, in parts of all lengths, as one member, and requires the same bytes on any number of
// processors.
func TestZipper(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	text := make([]byte, 0, 9*gzipPart)
	for len(text) < 8*gzipPart {
		text = fmt.Appendf(text, "%d,P%08d,site %d,%d.%d\n", len(text), rng.IntN(1e8), rng.IntN(20), rng.IntN(1e6), rng.IntN(1e3))
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, n := range []int{0, 1, gzipPart - 1, gzipPart, gzipPart + 1, 3 * gzipPart, len(text)} {
		var first []byte
		for _, processors := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(processors)
			file := zipped(t, text[:n])
			if first == nil {
				first = file
			}
			require.True(t, bytes.Equal(first, file), "%d bytes on %d processors", n, processors)
		}
		in := bufio.NewReader(bytes.NewReader(first))
		z, err := gzip.NewReader(in)
		require.NoError(t, err)
		z.Multistream(false)
		got, err := io.ReadAll(z)
		require.NoError(t, err)
		require.True(t, bytes.Equal(text[:n], got), "%d bytes", n)
		_, err = in.ReadByte()
		require.ErrorIs(t, err, io.EOF, "nothing follows the member")
		assert.Less(t, len(first), 40+n/2)
	}
}

// failing is a writer that takes some bytes.
type failing struct{ left int }

var errFull = errors.New("no space left")

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestZipperFails returns the error of what the file is written to, wherever it comes.
func TestZipperFails(t *testing.T) {
	text := make([]byte, 10*gzipPart)
	whole := len(zipped(t, text))
	for _, left := range []int{0, 10, 11, whole / 2, whole - 1} {
		z, err := newZipper(&failing{left: left})
		require.NoError(t, err)
		for at := 0; at < len(text) && err == nil; at += gzipPart / 2 {
			_, err = z.Write(text[at : at+gzipPart/2])
		}
		require.ErrorIs(t, errors.Join(err, z.Close()), errFull, "after %d bytes", left)
	}
	z, err := newZipper(&failing{left: whole})
	require.NoError(t, err)
	_, err = z.Write(text)
	require.NoError(t, errors.Join(err, z.Close()))
}
