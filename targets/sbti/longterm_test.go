package sbti_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLongTermBySector(t *testing.T) {
	r := sbti.NetZero1_3_1()
	for _, c := range []struct {
		sector sbti.Sector
		year   int
		cut    string
		met    bool
	}{
		{sbti.CrossSector, 2050, "0.9", true},
		{sbti.CrossSector, 2050, "0.89", false},
		{sbti.FLAG, 2050, "0.72", true},
		{sbti.FLAG, 2050, "0.7199", false},
		{sbti.FLAG, 2051, "0.9", false},
	} {
		decides(t, c.met)(r.CheckLongTermOf(c.sector, targets.Milestone{Year: c.year, Reduction: d(c.cut)}))
	}
	for sector, year := range map[sbti.Sector]int{sbti.PowerGeneration: 2040, sbti.Maritime: 2040, sbti.OtherPathway: 2050} {
		rule, err := r.LongTermRule(sector)
		require.NoError(t, err)
		assert.Equal(t, year, rule.Year, sector)
		require.ErrorIs(t, second(r.CheckLongTermOf(sector, targets.Milestone{Year: 2040, Reduction: d("0.95")})), sbti.ErrNotStated)
	}
	good := targets.Milestone{Year: 2050, Reduction: d("0.9")}
	require.ErrorIs(t, second(r.CheckLongTermOf(0, good)), ghg.ErrMissing)
	require.ErrorIs(t, second(r.CheckLongTermOf(sbti.FLAG, targets.Milestone{Year: 2050, Reduction: d("72")})), ghg.ErrOutOfRange)
	for _, sector := range []sbti.Sector{sbti.CrossSector, sbti.FLAG} {
		require.ErrorIs(t, second(sbti.NetZero2_0().CheckLongTermOf(sector, good)), sbti.ErrNoRule)
	}
}

// A pathway from 400 kg/MWh in 2020 to 4 in 2040 (invented): a power company converges by 2040, not 2050.
func TestLongTermIntensity(t *testing.T) {
	r := sbti.NetZero1_3_1()
	target := func(year int, kg string) sbti.LongTermIntensity {
		return sbti.LongTermIntensity{
			Sector: sbti.PowerGeneration, Year: year, Intensity: d(kg),
			Pathway: targets.Pathway{{Year: 2020, Value: d("400")}, {Year: 2040, Value: d("4")}, {Year: 2050, Value: d("4")}},
		}
	}
	for _, c := range []struct {
		year int
		kg   string
		met  bool
	}{{2040, "4", true}, {2035, "3", true}, {2040, "4.1", false}, {2041, "4", false}, {2050, "0", false}} {
		decides(t, c.met)(r.CheckLongTermIntensity(target(c.year, c.kg)))
	}
	v, err := r.CheckLongTermIntensity(target(2050, "4"))
	require.NoError(t, err)
	assert.Equal(t, "power generation: 4 kg per unit by 2050; the pathway has 4 by 2040", v.Detail)

	short := target(2040, "4")
	short.Pathway = short.Pathway[:1]
	require.ErrorIs(t, second(r.CheckLongTermIntensity(short)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(r.CheckLongTermIntensity(target(0, "4"))), ghg.ErrMissing)
	require.ErrorIs(t, second(r.CheckLongTermIntensity(target(2040, "-4"))), ghg.ErrNegative)
	land := target(2040, "4")
	land.Sector = sbti.FLAG
	require.ErrorIs(t, second(r.CheckLongTermIntensity(land)), sbti.ErrNoRule)
	land.Sector = 0
	require.ErrorIs(t, second(r.CheckLongTermIntensity(land)), ghg.ErrMissing)
}

// A seller of fossil fuels whose scope 3 is 10 % needs no scope 3 target by the 40 % rule, but one for category 11.
func TestFossilFuelSellers(t *testing.T) {
	p := sbti.Proposal{
		Submitted: day(2024, time.May, 1), SellsFossil: true,
		Scope12: tonnes("900"), Covered12: tonnes("900"), Scope3: tonnes("100"),
		Targets: []sbti.Target{{Ambition: sbti.OnePointFive, Base: base(), Milestone: targets.Milestone{Year: 2030, Reduction: d("0.42")}}},
	}
	for _, has := range []bool{false, true} {
		p.Category11 = has
		verdicts, err := sbti.NearTerm5_2().Check(p)
		require.NoError(t, err)
		for _, v := range verdicts {
			assert.Equal(t, has || v.Criterion != sbti.CriterionFossil, v.Met, "%s: %s", v.Criterion, v.Detail)
		}
		assert.Equal(t, sbti.CriterionFossil, verdicts[len(verdicts)-1].Criterion)
	}
	decides(t, true)(sbti.NearTerm5_3_1().CheckFossilFuels(false, false))
	require.ErrorIs(t, second(sbti.NetZero2_0().CheckFossilFuels(true, true)), sbti.ErrNoRule)
}

func engagement() sbti.Engagement {
	return sbti.Engagement{Name: "suppliers", Category: ghg.PurchasedGoodsAndServices, Emissions: tonnes("500"), Share: d("0.8"), Year: 2028}
}

// 80 % of 500 t count as 400 t towards the coverage; 240 t of suppliers with targets are 48 % of 500 t, 60 % of the target.
func TestEngagement(t *testing.T) {
	covered, err := engagement().Covered()
	require.NoError(t, err)
	equal(t, "400", covered.Tonnes(), "The coverage")

	suppliers := []sbti.Supplier{
		{Name: "A", Emissions: tonnes("240"), TargetSet: day(2024, time.March, 31)},
		{Name: "B", Emissions: tonnes("160"), TargetSet: day(2024, time.April, 1)},
		{Name: "C", Emissions: tonnes("50")},
	}
	p, err := engagement().Track(day(2024, time.March, 31), suppliers)
	require.NoError(t, err)
	equal(t, "0.48", p.Share, "The share")
	equal(t, "0.6", must(t, p.Achieved), "The share of the target")
	assert.Equal(t, []string{"B", "C"}, p.Without)
	assert.False(t, p.Met)
	p, err = engagement().Track(day(2024, time.April, 1), suppliers)
	require.NoError(t, err)
	assert.True(t, p.Met, "400 t of 500 t do not meet 80 %%.")

	none := engagement()
	none.Share = d("0")
	p, err = none.Track(day(2024, time.April, 1), nil)
	require.NoError(t, err)
	assert.False(t, p.Achieved.Defined())
	for name, bad := range map[string][]sbti.Supplier{
		"no name":      {{Emissions: tonnes("1")}},
		"twice":        {{Name: "A"}, {Name: "A"}},
		"negative":     {{Name: "A", Emissions: tonnes("-1")}},
		"more than it": {{Name: "A", Emissions: tonnes("501")}},
	} {
		assert.Error(t, second(engagement().Track(day(2024, time.April, 1), bad)), name)
	}
	assert.Error(t, second(engagement().Track(ghg.Date{}, nil)))
	for name, change := range map[string]func(*sbti.Engagement){
		"category":  func(e *sbti.Engagement) { e.Category = 16 },
		"emissions": func(e *sbti.Engagement) { e.Emissions = ghg.CO2e{} },
		"share":     func(e *sbti.Engagement) { e.Share = d("80") },
		"year":      func(e *sbti.Engagement) { e.Year = 0 },
	} {
		e := engagement()
		change(&e)
		assert.Error(t, second(e.Covered()), name)
		assert.Error(t, second(e.Track(day(2024, time.April, 1), nil)), name)
	}
}

func TestEngagementInAProposal(t *testing.T) {
	p := proposal()
	p.EngagementYear = 0
	p.Engagements = []sbti.Engagement{engagement(), engagement()}
	p.Engagements[1].Year = 2029 // a submission in May 2024 allows 2028
	verdicts, err := sbti.NearTerm5_2().Check(p)
	require.NoError(t, err)
	var got []string
	for _, v := range verdicts {
		if v.Criterion == sbti.CriterionEngagement {
			got = append(got, v.Detail)
			assert.Equal(t, len(got) == 1, v.Met)
		}
	}
	assert.Equal(t, []string{
		"suppliers, 80 % of category 1, purchased goods and services: engagement by 2028; submission on 2024-05-01 allows 2028 at the latest",
		"suppliers, 80 % of category 1, purchased goods and services: engagement by 2029; submission on 2024-05-01 allows 2028 at the latest",
	}, got)
	p.Engagements[0].Emissions = p.Scope3.Add(p.Scope3)
	require.ErrorIs(t, second(sbti.NearTerm5_2().Check(p)), ghg.ErrOutOfRange)
	p.Engagements[0].Share = d("2")
	require.ErrorIs(t, second(sbti.NearTerm5_2().Check(p)), ghg.ErrOutOfRange)
}
