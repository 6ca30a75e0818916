package factors_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
)

// An edition is read once and shared; an unknown one is refused with the names of those there are.
func TestEditions(t *testing.T) {
	files := fstest.MapFS{
		"data/2024.json": {Data: []byte(`{"publisher": "p", "edition": "2024", "title": "invented", "licence": "none"}`)},
		"data/2024.csv":  {Data: []byte(full)},
	}
	editions := factors.NewEditions("invented factors", files, "2023", "2024")
	names := editions.Names()
	assert.Equal(t, []string{"2023", "2024"}, names)
	names[0] = "x"
	assert.Equal(t, "2023", editions.Names()[0], "Names must return a copy")

	s, err := editions.Load("2024")
	require.NoError(t, err)
	assert.Equal(t, "p-2024", s.Name())
	again, err := editions.Load("2024")
	require.NoError(t, err)
	assert.Same(t, s, again)
	_, err = editions.Load("2023")
	require.ErrorContains(t, err, "2023.json", "an edition without its files")
	_, err = editions.Load("2025")
	require.ErrorIs(t, err, ghg.ErrUnknown)
	require.EqualError(t, err, `edition of invented factors is unknown ("2025"): want one of 2023, 2024`)
}
