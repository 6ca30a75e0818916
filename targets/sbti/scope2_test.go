package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestScope2Accounting(t *testing.T) {
	r := sbti.NearTerm5_2()
	assert.True(t, r.CheckScope2(ghg.MarketBased, ghg.MarketBased).Met, "One accounting throughout is not accepted.")
	assert.False(t, r.CheckScope2(0, 0).Met, "A base year without an accounting is accepted.")
	v := r.CheckScope2(ghg.MarketBased, ghg.LocationBased, 0)
	assert.False(t, v.Met, "Mixed accountings are accepted.")
	assert.Equal(t, "used: market-based, location-based, none", v.Detail)
	v = sbti.NetZero2_0().CheckScope2(ghg.MarketBased)
	assert.False(t, v.Met, "Version 2.0 accepts market-based targets.")
	assert.Equal(t, "used: market-based; required: location-based", v.Detail)
	assert.True(t, sbti.NetZero2_0().CheckScope2(ghg.LocationBased).Met, "Version 2.0 does not accept location-based targets.")
}

func TestElectricityCriterion(t *testing.T) {
	for _, c := range []struct {
		year  int
		share string
		met   bool
	}{{2025, "0.8", true}, {2025, "0.79", false}, {2030, "1", true}, {2030, "0.99", false}, {2031, "0.99", false}, {2031, "1", true}} {
		decides(t, c.met)(sbti.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: c.year, Share: d(c.share)}))
	}
	v, err := sbti.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: 2025, Share: d("0.7")})
	require.NoError(t, err)
	assert.Equal(t, "70 % in 2025; the minimum is 80 %", v.Detail)
	require.ErrorIs(t, second(sbti.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: 2030, Share: d("100")})), ghg.ErrOutOfRange)
}

// C21 states 80 % by 2025 and 100 % by 2030, and nothing for other years before 2030. A straight line would ask for 88 % in
// 2027, and the share of 2025 held until 2030 for 80 %; neither is the SBTi's.
func TestElectricityOfOtherYearsIsNotStated(t *testing.T) {
	for _, year := range []int{2024, 2026, 2027, 2029} {
		for _, share := range []string{"0.1", "0.79", "0.85", "1"} {
			err := second(sbti.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: year, Share: d(share)}))
			require.ErrorIs(t, err, sbti.ErrNotStated, "A share of %s in %d has a verdict.", share, year)
		}
	}
	err := second(sbti.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: 2027, Share: d("0.85")}))
	assert.EqualError(t, err, "SBTi Near-term Criteria 5.2: C21 renewable electricity: not stated by this version: nothing is stated for 2027, only 80 % by 2025 and 100 % by 2030")
}
