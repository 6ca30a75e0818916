package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCoverageIsExact(t *testing.T) {
	r := sbti.NearTerm5_2()
	for _, c := range []struct {
		scope              ghg.Scope
		covered, inventory string
		met                bool
	}{
		{ghg.Scope3, "67", "100", true},
		{ghg.Scope3, "66.999999999999", "100", false},
		{ghg.Scope3, "0.67", "1", true},
		{ghg.Scope3, "201", "300", true},
		{ghg.Scope1, "95", "100", true},
		{ghg.Scope2, "94.9", "100", false},
	} {
		decides(t, c.met)(r.CheckCoverage(c.scope, tonnes(c.covered), tonnes(c.inventory)))
	}
	require.ErrorIs(t, second(r.CheckCoverage(ghg.Scope3, tonnes("2"), tonnes("1"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(r.CheckCoverage(ghg.Scope3, tonnes("-1"), tonnes("1"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(r.CheckCoverage(ghg.Scope3, tonnes("0"), tonnes("0"))), ghg.ErrMissing)
	v, err := sbti.NetZero1_3_1().CheckCoverage(ghg.Scope3, tonnes("89"), tonnes("100"))
	require.NoError(t, err)
	assert.False(t, v.Met, "A coverage of 89 % meets 90 %.")
	assert.Equal(t, "89.00 % of scope 3 is covered; the minimum is 90 %", v.Detail)
}

func TestExclusionsAreInclusive(t *testing.T) {
	for excluded, met := range map[string]bool{"5": true, "5.0001": false} {
		decides(t, met)(sbti.NearTerm5_2().CheckExclusions("scope 3", tonnes(excluded), tonnes("100")))
	}
}

func TestScope3ThresholdIsInclusive(t *testing.T) {
	for scope3, want := range map[string]bool{"40": true, "39.9": false} {
		required, err := sbti.NearTerm5_2().Scope3Required(tonnes("60"), tonnes(scope3))
		require.NoError(t, err)
		assert.Equal(t, want, required, "A scope 3 target for %s t beside 60 t is decided wrongly.", scope3)
		decides(t, !want)(sbti.NearTerm5_2().CheckScope3(tonnes("60"), tonnes(scope3), false))
		decides(t, true)(sbti.NearTerm5_2().CheckScope3(tonnes("60"), tonnes(scope3), true))
	}
}

func TestRequiredCategories(t *testing.T) {
	got, err := sbti.NetZero2_0().RequiredCategories(map[ghg.Category]ghg.CO2e{
		ghg.UseOfSoldProducts: tonnes("90"), ghg.BusinessTravel: tonnes("5"), ghg.CapitalGoods: tonnes("4.9"),
		ghg.EmployeeCommuting: tonnes("0.1"), ghg.Investments: tonnes("1000"), // outside categories 1 to 14
	})
	require.NoError(t, err)
	assert.Equal(t, []ghg.Category{ghg.BusinessTravel, ghg.UseOfSoldProducts}, got)
	for name, bad := range map[string]map[ghg.Category]ghg.CO2e{
		"no emissions":       nil,
		"no such category":   {16: tonnes("1")},
		"negative emissions": {1: tonnes("-1")},
	} {
		assert.Error(t, second(sbti.NetZero2_0().RequiredCategories(bad)), "Emissions were accepted: %s.", name)
	}
}
