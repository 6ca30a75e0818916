package scope1_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/scope1"
)

// TestMethodTable holds the table of the package's documentation against the methods: each by its name and its struct,
// once, and no other.
func TestMethodTable(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	listed := map[string]string{}
	for line := range strings.SplitSeq(string(text), "\n") {
		if fields := strings.Fields(strings.TrimPrefix(line, "//")); len(fields) > 2 && strings.HasPrefix(fields[0], "scope1.") {
			require.NotContains(t, listed, fields[0])
			listed[fields[0]] = fields[1]
		}
	}
	calculated := map[string]string{}
	for _, sample := range samples() {
		rs, err := sample.Calculate(basis(t))
		require.NoError(t, err)
		calculated[string(rs[0].Method)] = reflect.TypeOf(sample).Name()
	}
	assert.Equal(t, calculated, listed)
}

// TestSheets holds that every method's struct can be read from a sheet: every exported field has its column or is kept
// out, and required columns are those whose JSON key is required.
func TestSheets(t *testing.T) {
	for _, columns := range []func() ([]table.Column, error){
		table.ColumnsOf[scope1.StationaryCombustion],
		table.ColumnsOf[scope1.CarbonContent],
		table.ColumnsOf[scope1.CHPAllocation],
		table.ColumnsOf[scope1.Measured],
		table.ColumnsOf[scope1.MobileFuel],
		table.ColumnsOf[scope1.MobileFuelEconomy],
		table.ColumnsOf[scope1.MobileDistance],
		table.ColumnsOf[scope1.ProcessProduction],
		table.ColumnsOf[scope1.ProcessCarbonate],
		table.ColumnsOf[scope1.CarbonBalance],
		table.ColumnsOf[scope1.Electronics],
		table.ColumnsOf[scope1.FugitiveMaterialBalance],
		table.ColumnsOf[scope1.FugitiveSimplifiedBalance],
		table.ColumnsOf[scope1.FugitiveScreening],
		table.ColumnsOf[scope1.DirectRelease],
		table.ColumnsOf[scope1.Wastewater],
		table.ColumnsOf[scope1.DirectSource],
	} {
		list, err := columns()
		require.NoError(t, err)
		require.NotEmpty(t, list)
	}
	for _, sample := range samples() {
		kind := reflect.TypeOf(sample)
		for i := range kind.NumField() {
			f := kind.Field(i)
			key, optional, _ := strings.Cut(f.Tag.Get("json"), ",")
			column, omit, _ := strings.Cut(f.Tag.Get("csv"), ",")
			if column == "-" {
				assert.Equal(t, reflect.Slice, f.Type.Kind(), "%s.%s", kind.Name(), f.Name)
				continue
			}
			assert.Equal(t, key, column, "%s.%s", kind.Name(), f.Name)
			assert.Equal(t, optional != "", omit == "omitempty", "%s.%s", kind.Name(), f.Name)
		}
	}
}
