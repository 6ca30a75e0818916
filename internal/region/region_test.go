package region_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/region"
)

func TestKnown(t *testing.T) {
	for _, code := range []string{"GB", "JP", "US", "XK", "EU", "EU28", "GLOBAL", "US-CA", "JP-13", "GB-SCT", "US-CAMX", "PR", "HK"} {
		assert.True(t, region.Known(code), code)
		assert.True(t, region.Possible(code), code)
	}
	for _, code := range []string{"", "UK", "EL", "USA", "us", "us-camx", "US-camx", "US-", "US--X", "US-X-", "US_CA", "US-PR", "CN-91", "ZZ", "ZZ-1", "Japan", " GB", "GLOBAL-1", "EU-27", "US-ABCDEFGHIJKLM"} {
		assert.False(t, region.Known(code), code)
		assert.False(t, region.Possible(code), code)
	}
	for _, code := range []string{"JP-TEPCO", "NO-NO1", "US-CAL-CISO", "US-XYZ"} {
		assert.False(t, region.Known(code), code)
		assert.True(t, region.Possible(code), "a set may define the grid %s", code)
	}
}

// Every code of the file is found, and nothing beside it: the list is searched as numbers.
func TestEveryCode(t *testing.T) {
	text, err := os.ReadFile("codes.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	assert.Greater(t, len(rows), 5000)
	for _, row := range rows[1:] {
		code, kind := row[0], row[1]
		assert.Equal(t, kind != "reserved", region.Known(code), code)
		assert.Equal(t, kind == "country", region.Possible(code+"-NO-SUCH-PART"), code)
		for _, other := range []string{code + "\x00", code + "0000000", code[1:] + "\x00", strings.ToLower(code)} {
			assert.False(t, region.Known(other), "%q", other)
		}
		if kind != "reserved" {
			assert.Contains(t, region.Nearest(strings.ToLower(code), slices.Values([]string(nil))), code)
		}
	}
}

// The list has every country of the original, and as many subdivisions as ISO 3166-2 has less those that repeat a
// country.
func TestEveryCountry(t *testing.T) {
	text, err := os.ReadFile("../gen/country/original/country_codes.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, rows, 250)
	for _, row := range rows[1:] {
		assert.True(t, region.Known(row[0]), row[0])
		assert.Contains(t, region.Nearest(row[1], slices.Values([]string(nil))), row[0], "the three-letter code leads to the country")
	}
}

func TestNearest(t *testing.T) {
	for _, tt := range []struct {
		code string
		want []string
	}{
		{"UK", []string{"GB"}},
		{"EL", []string{"GR"}},
		{"USA", []string{"US"}},
		{"japan", []string{"JP"}},
		{"jp", []string{"JP"}},
		{"us-camx", []string{"US-CAMX"}},
		{"US-camx", []string{"US-CAMX", "US"}},
		{"US-PR", []string{"PR", "US-PRMS", "US"}},
		{"US-CAMZ", []string{"US-CAMX", "US"}},
		{"JP-TEPC", []string{"JP-TEPCO", "JP"}},
		{" GB ", []string{"GB"}},
		{"AF-KA", []string{"AF-KAB", "AF-KAN", "AF-KAP"}}, // the first in the list's order
		{"ZZ", nil},
		{"Atlantis", nil},
		{strings.Repeat("A", 101), nil},
	} {
		got := region.Nearest(tt.code, slices.Values([]string{"JP-TEPCO"}))
		assert.Subset(t, got, tt.want, tt.code)
		if len(tt.want) > 0 {
			require.NotEmpty(t, got, tt.code)
			assert.Equal(t, tt.want[0], got[0], tt.code)
		} else {
			assert.Empty(t, got, tt.code)
		}
	}
}
