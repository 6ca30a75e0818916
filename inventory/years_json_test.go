package inventory_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// An organisation in JSON has the years of its entities.
func TestYearsAsJSON(t *testing.T) {
	japan, err := ghg.ParsePeriod("2024-04-01/2025-04-01 FY2024")
	require.NoError(t, err)
	o := inventory.Organisation{
		Name: "Group", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024), Entities: []string{"JP", "UK"},
		Years: map[string]ghg.Period{"JP": japan},
	}
	text, err := json.Marshal(o)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"years":[{"entity":"JP","period":"2024-04-01/2025-04-01 FY2024"}]`)
	var read inventory.Organisation
	require.NoError(t, json.Unmarshal(text, &read))
	assert.Equal(t, o, read)
	twice := strings.Replace(string(text), `"years":[`, `"years":[{"entity":"JP","period":"2024"},`, 1)
	require.ErrorContains(t, json.Unmarshal([]byte(twice), &read), "each entity once")
}
