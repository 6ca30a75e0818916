package inventory_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// What Of refuses is neither written nor read, and an error leaves the organisation as it was.
func TestOrganisationJSONRefuses(t *testing.T) {
	_, err := json.Marshal(inventory.Organisation{Name: "no year"})
	require.Error(t, err)
	was := inventory.Organisation{Name: "Group", Approach: inventory.EquityShare, Period: ghg.CalendarYear(2024)}
	for text, want := range map[string]string{
		`{"name":"a","approach":"operational control","period":"2024","colour":"red"}`: "colour",
		`{"name":"a","approach":"operational control"}`:                                "period",
		`{"name":"a","approach":"operational control","period":"2024","not_applicable":[{"scope":"scope 3","category":14,"reason":"none"},{"scope":"scope 3","category":14,"reason":"none"}]}`: "each category of scope 3 once",
		`{"name":"a","approach":"operational control","period":"2024","not_applicable":[{"scope":"scope 1","reason":"none"}]}`:                                                                 "each category of scope 3 once",
		`{"name":"a","approach":"operational control","period":"2024","excluded":[{"scope":"scope 3","category":14,"reason":""}]}`:                                                             "excl",
	} {
		read := was
		require.ErrorContains(t, json.Unmarshal([]byte(text), &read), want, text)
		assert.Equal(t, was, read)
	}
	var read inventory.Organisation
	require.NoError(t, json.Unmarshal([]byte(`{"name":"a","approach":"operational control","period":"2024",
		"not_applicable":[{"scope":"scope 3","category":14,"reason":"none"}],"excluded":[{"scope":"scope 3","category":15,"reason":"small"}]}`), &read))
	assert.Equal(t, "none", read.NotApplicable[ghg.Franchises])
	assert.Len(t, read.Excluded, 1)
	assert.Equal(t, "JP: 2024, 2024-01-01 to 2024-12-31, ends 3 days earlier", inventory.EntityYear{Entity: "JP", Year: ghg.CalendarYear(2024), Ends: -3}.String())
}
