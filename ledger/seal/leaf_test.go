package seal_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

func exampleLeaf() seal.Leaf {
	return seal.Leaf{Record: []byte("boiler,12 kWh"), Results: []seal.LeafResult{
		{Derivation: seal.LeafHash([]byte("a")), CO2eKg: "12.5"}, {Derivation: seal.LeafHash([]byte("b")), CO2eKg: "-0.25"},
	}}
}

func TestLeafBytes(t *testing.T) {
	l := exampleLeaf()
	b := l.AppendTo([]byte("before"))[len("before"):]
	want := append([]byte{1, 13}, "boiler,12 kWh"...)
	want = append(want, 2)
	want = append(append(append(want, l.Results[0].Derivation[:]...), 4), "12.5"...)
	want = append(append(append(want, l.Results[1].Derivation[:]...), 5), "-0.25"...)
	assert.Equal(t, want, b)
	read, err := seal.ParseLeaf(b)
	require.NoError(t, err)
	assert.Equal(t, l, read)
	assert.Equal(t, seal.Digest(tlog.RecordHash(b)), l.Hash())
	assert.Equal(t, l.Hash(), seal.LeafHash(b))

	var e seal.Encoder
	assert.Empty(t, e.AppendTo(nil))
	assert.True(t, e.Hash().IsZero())
	for range 2 {
		e.Begin(l.Record, len(l.Results))
		for _, r := range l.Results {
			e.Result(r.Derivation, []byte(r.CO2eKg))
		}
		assert.Equal(t, b, e.AppendTo(nil))
		assert.Equal(t, l.Hash(), e.Hash())
	}
	var none *seal.Encoder
	none.Begin(nil, 1)
	none.Result(seal.Digest{}, nil)
	assert.Empty(t, none.AppendTo(nil))
	assert.True(t, none.Hash().IsZero())
}

func TestEncoderAllocatesNothing(t *testing.T) {
	l, kg := exampleLeaf(), []byte("12.5")
	var e seal.Encoder
	var tree seal.Tree
	line := func() {
		e.Begin(l.Record, 1)
		e.Result(l.Results[0].Derivation, kg)
		_ = tree.Add(e.Hash())
	}
	line()
	assert.Zero(t, testing.AllocsPerRun(100, line))
}

func TestParseLeafRefuses(t *testing.T) {
	b := exampleLeaf().AppendTo(nil)
	for i := range b {
		_, err := seal.ParseLeaf(b[:i])
		require.Error(t, err, i)
	}
	_, err := seal.ParseLeaf(append(bytes.Clone(b), 0))
	require.ErrorContains(t, err, "leaf is out of range: want the bytes that Leaf.AppendTo appends")
	_, err = seal.ParseLeaf(append([]byte{2}, b[1:]...))
	require.ErrorIs(t, err, ghg.ErrUnknown)
	_, err = seal.ParseLeaf(append([]byte{1, 0x8d, 0x00}, b[2:]...))
	require.ErrorContains(t, err, "Leaf.AppendTo", "a length that could be shorter")
	_, err = seal.ParseLeaf([]byte{1, 1, 'x', 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	require.ErrorContains(t, err, "Leaf.AppendTo", "more results than there is room for")
	_, err = seal.ParseLeaf(make([]byte, seal.MaxLeaf+1))
	require.ErrorContains(t, err, `leaf is out of range ("4194305 bytes"): want at most 4194304`)

	l := exampleLeaf()
	l.Record = nil
	require.ErrorIs(t, l.Check(), ghg.ErrMissing)
	l.Record = make([]byte, seal.MaxLeaf)
	require.ErrorContains(t, l.Check(), "leaf is out of range")
	for _, kg := range []string{"", "x", "1.0", "01", "+1", "-0", "-", ".", "1.", ".5", "1e3", "-00"} {
		l := exampleLeaf()
		l.Results[1].CO2eKg = kg
		require.ErrorContains(t, l.Check(), "kg CO2e of result 2", kg)
	}
	l = exampleLeaf()
	l.Results[0].Derivation = seal.Digest{}
	require.ErrorContains(t, l.Check(), "derivation of result 1 is not set")
}

func TestDigest(t *testing.T) {
	d := seal.LeafHash(nil)
	text, err := d.MarshalText()
	require.NoError(t, err)
	var read seal.Digest
	require.NoError(t, read.UnmarshalText(text))
	assert.Equal(t, d, read)
	require.NoError(t, read.UnmarshalText(nil))
	assert.True(t, read.IsZero())
	for _, bad := range []string{"x", "ab", string(bytes.ToUpper(text)), string(text) + "00", "0000000000000000000000000000000000000000000000000000000000000000"} {
		require.ErrorContains(t, read.UnmarshalText([]byte(bad)), "a SHA-256 in 64 lower-case hexadecimal digits", bad)
	}
}

func FuzzParseLeaf(f *testing.F) {
	f.Add(exampleLeaf().AppendTo(nil))
	f.Add(seal.Leaf{Record: []byte("x")}.AppendTo(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := seal.ParseLeaf(b)
		if err != nil {
			return
		}
		require.NoError(t, l.Check())
		require.True(t, bytes.Equal(b, l.AppendTo(nil)))
		require.Equal(t, seal.LeafHash(b), l.Hash())
	})
}

// Two leaves have the same bytes only if they are the same.
func FuzzLeaf(f *testing.F) {
	f.Add([]byte("record"), []byte("other"), []byte("record"), "1.5")
	f.Fuzz(func(t *testing.T, record, a, b []byte, kg string) {
		l := seal.Leaf{Record: record, Results: []seal.LeafResult{{Derivation: seal.LeafHash(a), CO2eKg: kg}, {Derivation: seal.LeafHash(b), CO2eKg: "0"}}}
		read, err := seal.ParseLeaf(l.AppendTo(nil))
		if l.Check() != nil {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		require.Equal(t, l, read)
	})
}

func BenchmarkLeaf(b *testing.B) {
	b.ReportAllocs()
	record, kg, derivation := bytes.Repeat([]byte("x"), 150), []byte("123456.78"), seal.LeafHash(nil)
	var e seal.Encoder
	for b.Loop() {
		e.Begin(record, 1)
		e.Result(derivation, kg)
		_ = e.Hash()
	}
	b.ReportMetric(float64(len(e.AppendTo(nil))), "bytes/leaf")
}
