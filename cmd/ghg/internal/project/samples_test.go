package project_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/inventory"
)

// sample writes and calculates a sample.
func sample(t *testing.T, name string) (*project.Project, project.Calculation) {
	t.Helper()
	dir := t.TempDir()
	_, err := project.Init(dir, name)
	require.NoError(t, err)
	p, err := project.Open(dir)
	require.NoError(t, err)
	c, err := p.Calculate(t.Context(), project.Options{})
	require.NoError(t, err)
	return p, c
}

func TestSamples(t *testing.T) {
	for _, name := range project.Samples() {
		t.Run(name, func(t *testing.T) {
			_, c := sample(t, name)
			total, err := c.Inventory.Partial(ghg.MarketBased)
			require.NoError(t, err)
			t.Log("\n" + total.String())
			for _, u := range c.Underived {
				t.Log(u.ID, u.Reason)
			}
			if name != "blank" {
				assert.Equal(t, 1, total.Total().Kg().Sign())
			}
			found, err := c.Inventory.Check(inventory.CheckOptions{})
			require.NoError(t, err)
			t.Log(found.String())
		})
	}
}

// TestNEC compares the sample with the figures that examples/fy2023 prints.
func TestNEC(t *testing.T) {
	_, c := sample(t, "nec")
	scope := func(s ghg.Scope, a ghg.Accounting) string {
		total, err := c.Inventory.Scope(s, a)
		require.NoError(t, err)
		return total.Kilotonnes().StringFixed(2)
	}
	assert.Equal(t, "20.49", scope(ghg.Scope1, ghg.MarketBased))
	assert.Equal(t, "207.84", scope(ghg.Scope2, ghg.MarketBased))
	assert.Equal(t, "308.77", scope(ghg.Scope2, ghg.LocationBased))
	for category, want := range map[ghg.Category]string{
		ghg.WasteGeneratedInOperations: "8.12", ghg.BusinessTravel: "13.73", ghg.UseOfSoldProducts: "1539.51", ghg.PurchasedGoodsAndServices: "3778.00",
	} {
		total, err := c.Inventory.Category(category)
		require.NoError(t, err)
		assert.Equal(t, want, total.Kilotonnes().StringFixed(2), category)
	}
}

func TestInitOverwritesNothing(t *testing.T) {
	dir := folder(t, map[string]string{"ghg.toml": "# mine"})
	_, err := project.Init(dir, "uk")
	assert.ErrorIs(t, err, fs.ErrExist)
	_, err = project.Open(dir)
	assert.ErrorIs(t, err, ghg.ErrMissing)
	_, err = project.Init(dir, "mars")
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}
