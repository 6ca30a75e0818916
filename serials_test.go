package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"GB0001..GB0600", "GB0600..GB0700", true},
		{"GB0001..GB0600", "GB0601..GB0700", false},
		{"GB0001..GB0600", "FR0001..FR0600", false},
		{"GB0001", "GB0001", true},
		{"0007", "0001..0009", true},
		{"gb0600", "GB0001..GB0600", true},
		{"GB600", "GB0001..GB0600", true},
		{"W123-MN-9..W123-MN-600", "W123-MN-600..W123-MN-700", true}, // without leading zeros, as some registries print them
		{"W123-MN-9..W123-MN-600", "W123-MN-601..W123-MN-700", false},
		{"643002406801000000068600000001..643002406801000000068600000600", "643002406801000000068600000600", true}, // 30 digits
		{"643002406801000000068600000001..643002406801000000068600000600", "643002406802000000068600000600", false},
	} {
		a, err := ghg.ParseSerials(c.a)
		require.NoError(t, err)
		b, err := ghg.ParseSerials(c.b)
		require.NoError(t, err)
		assert.Equal(t, c.want, a.Overlaps(b), "%s %s", c.a, c.b)
		assert.Equal(t, c.want, b.Overlaps(a))
		assert.Equal(t, c.a, a.String())
	}
	for _, bad := range []string{"", "GB", "GB2..GB1", "GB1..FR2", "GB1..GB02", "GB1..", "GB 1..GB 5", "GB1 .. GB5", "GB1-GB5, GB7", "GB1..GB2..GB3", "GB08..GB9", "1234567890123456789..1234567890123456789012"} {
		var s ghg.Serials
		require.ErrorIs(t, s.UnmarshalText([]byte(bad)), ghg.ErrOutOfRange, "The serials %q must be refused.", bad)
	}
	assert.Empty(t, ghg.Serials{}.String())
	assert.False(t, ghg.Serials{}.Overlaps(ghg.Serials{}))
}

func TestCommonSerials(t *testing.T) {
	a, err := ghg.ParseSerials("GB0001..GB0600")
	require.NoError(t, err)
	b, err := ghg.ParseSerials("gb0500..gb0700")
	require.NoError(t, err)
	assert.Equal(t, "GB0500..GB0600", a.Common(b).String())
	assert.Equal(t, "gb0500..gb0600", b.Common(a).String())
	assert.Nil(t, a.Common(ghg.Serials{}))
}

// A part of an instrument may not exceed the whole; a whole instrument its own volume.
func TestAvailable(t *testing.T) {
	part, whole := ghg.Amount{Value: d("250"), Unit: "MWh"}, ghg.Amount{Value: d("600"), Unit: "MWh"}
	assert.Equal(t, whole, ghg.Claim{Volume: part, Whole: whole}.Available())
	assert.Equal(t, part, ghg.Claim{Volume: part}.Available())
}

// FuzzSerials tests that any text is read without a panic and that what is read is written back.
func FuzzSerials(f *testing.F) {
	for _, s := range []string{"GB0001..GB0600", "1..2", "..", "A9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := ghg.ParseSerials(s)
		if err != nil {
			return
		}
		again, err := ghg.ParseSerials(parsed.String())
		require.NoError(t, err)
		assert.Equal(t, parsed, again)
	})
}

func TestSerialsCount(t *testing.T) {
	for text, want := range map[string]uint64{"GB0001..GB0600": 600, "GB7": 1} {
		s, err := ghg.ParseSerials(text)
		require.NoError(t, err)
		assert.Equal(t, want, s.Count())
		require.NoError(t, s.Check())
	}
	assert.Zero(t, ghg.Serials{}.Count())
	assert.Zero(t, ghg.Serials{First: 2, Last: 1}.Count())
	require.NoError(t, ghg.Serials{}.Check())
	require.NoError(t, ghg.Serials{Prefix: "GB", First: 1, Last: 600}.Check(), "made without ParseSerials")
	require.ErrorIs(t, ghg.Serials{Prefix: "GB1", First: 2, Last: 3}.Check(), ghg.ErrOutOfRange)
}

// A certificate is of at most 1 MWh; a J-Credit is a tonne of CO2, whatever the energy.
func TestMostEnergy(t *testing.T) {
	s, err := ghg.ParseSerials("GB0001..GB0600")
	require.NoError(t, err)
	most, limited := s.MostEnergy(ghg.Certificate)
	assert.True(t, limited)
	assert.Equal(t, "600 MWh", most.String())
	_, limited = s.MostEnergy(ghg.JCreditRenewable)
	assert.False(t, limited)
	_, limited = ghg.Serials{}.MostEnergy(ghg.Certificate)
	assert.False(t, limited)
}
