package consolidation_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func supplied(t testing.TB, text string) factors.Supplied {
	t.Helper()
	s, err := factors.ParseSupplied(text)
	require.NoError(t, err)
	return s
}

// fuel burns litres of diesel at 2.66 kg CO2e/L.
func fuel(t testing.TB, id, entity, site string, p ghg.Period, litres string) activity.Activity {
	t.Helper()
	return burn(t, id, entity, site, p, litres, "2.66")
}

// burn burns litres of diesel at a number of kg CO2e/L.
func burn(t testing.TB, id, entity, site string, p ghg.Period, litres, factor string) activity.Activity {
	t.Helper()
	return scope1.StationaryCombustion{
		ID: id, Entity: entity, Site: site, Period: p, Fuel: "diesel", Region: "NL", Amount: units.MustParse(litres + " L"),
		Factor: supplied(t, factor+" kg CO2e/L AR5; test"),
	}
}

// power buys electricity: 0.4 kg CO2/kWh by location, 0.5 by market.
func power(t testing.TB, id, entity, site string, p ghg.Period, kWh string) activity.Activity {
	t.Helper()
	return scope2.Electricity{
		ID: id, Entity: entity, Site: site, Period: p, Region: "NL", Amount: units.MustParse(kWh + " kWh"),
		GridFactor: supplied(t, "0.4 kg CO2/kWh; test"), ResidualMix: supplied(t, "0.5 kg CO2/kWh; test"),
	}
}

func gross(t testing.TB, p ghg.Period, activities ...activity.Activity) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, inventory.Organisation{Name: "group", Approach: inventory.Unconsolidated, Period: p}, activities)
	require.NoError(t, err)
	return inv
}

func consolidated(t testing.TB, g *consolidation.Group, inv *inventory.Inventory, a inventory.Approach) *consolidation.Consolidation {
	t.Helper()
	c, err := g.Consolidate(inv, consolidation.Options{Approach: a, Scope2: ghg.LocationBased, SplitByDays: true})
	require.NoError(t, err)
	return c
}

func results(inv *inventory.Inventory) []ghg.Result { return slices.Collect(inv.Results()) }

// figure returns the sum of the results that keep selects, in kg, by location.
func figure(t testing.TB, inv *inventory.Inventory, keep func(ghg.Result) bool) string {
	t.Helper()
	var sum ghg.CO2e
	for r := range inv.Select(ghg.LocationBased, keep) {
		sum = sum.Add(r.CO2e)
	}
	return sum.Kg().String()
}

func in(c ghg.Category) func(ghg.Result) bool {
	return func(r ghg.Result) bool { return r.Category == c }
}

func of(s ghg.Scope) func(ghg.Result) bool { return func(r ghg.Result) bool { return r.Scope == s } }

// 1000 L × 2.66 × 0.83 × 0.5 = 1103.9 kg: the oracle cons-bgb-fuel (Corporate Standard, chapter 3). The receipt replays.
func TestConsolidatedFuelOfBGB(t *testing.T) {
	g, year := group(t, holland()), ghg.CalendarYear(2024)
	inv := gross(t, year, fuel(t, "boiler", "BGB", "", year, "1000"))
	for a, want := range map[inventory.Approach]string{inventory.EquityShare: "1103.9", inventory.FinancialControl: "1330", inventory.OperationalControl: "1103.9"} {
		c := consolidated(t, g, inv, a)
		assert.Equal(t, a, c.Inventory().Organisation().Approach)
		all := results(c.Inventory())
		require.Len(t, all, 1, a)
		r := all[0]
		assert.Equal(t, want, r.CO2e.Kg().String(), a)
		if a == inventory.OperationalControl { // not operated: an investment
			assert.Equal(t, ghg.Investments, r.Category)
			assert.Equal(t, inventory.Reassigned, r.Method)
			assert.Equal(t, ghg.Subject{Kind: ghg.SubjectInvestee, Name: "BGB"}, r.Subject)
		} else {
			assert.Equal(t, ghg.Scope1, r.Scope)
		}
		require.NoError(t, r.Check())
		receipt, err := r.Receipt()
		require.NoError(t, err)
		again, err := ghg.Verify(receipt)
		require.NoError(t, err)
		assert.True(t, again.CO2e.Equal(r.CO2e))
	}
	equity := results(consolidated(t, g, inv, inventory.EquityShare).Inventory())[0]
	terms := equity.Steps[0].Terms
	require.Len(t, terms, 4)
	assert.Equal(t, "share in Holland America", terms[2].Label)
	assert.Equal(t, "0.5", terms[3].Value.String())
	assert.Contains(t, terms[3].Source, "0.83 of Holland America × 0.5 of BGB")
}

// Every company of Holland Industries burns 1000 L, buys 1000 kWh and flies: all three approaches from one run. By operational
// control, BGB, Nallo and Syntal are investments; by financial control, Nallo and Syntal.
func TestHollandConsolidated(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	var activities []activity.Activity
	for _, e := range s.Entities {
		activities = append(activities, fuel(t, "fuel "+e.ID, e.ID, "", year, "1000"), power(t, "power "+e.ID, e.ID, "", year, "1000"), goods(t, "steel "+e.ID, e.ID, year, "100"))
	}
	g, inv := group(t, s), gross(t, year, activities...)
	for a, want := range map[inventory.Approach]struct{ scope1, scope2, investments string }{
		inventory.EquityShare:        {"13806.73", "2076.2", "30.6"},   // 1 + 1 + 0.83 + 0.415 + 0.6225 + 0.333 + 0.43 + 0.56 = 5.1905; 0.01 × 3060
		inventory.OperationalControl: {"15960", "2400", "3014.1"},      // 6 of 9; (0.415 + 0.56 + 0.01) × 3060
		inventory.FinancialControl:   {"15515.78", "2333.2", "1744.2"}, // 1 + 1 + 1 + 0.5 + 1 + 0.333 + 1 = 5.833; (0.56 + 0.01) × 3060
	} {
		c := consolidated(t, g, inv, a).Inventory()
		assert.Equal(t, want.scope1, figure(t, c, of(ghg.Scope1)), a)
		assert.Equal(t, want.scope2, figure(t, c, of(ghg.Scope2)), a)
		assert.Equal(t, want.investments, figure(t, c, in(ghg.Investments)), a)
	}
}

// goods buys steel at 2 kg CO2e/kg.
func goods(t testing.TB, id, entity string, p ghg.Period, kg string) activity.Activity {
	t.Helper()
	return scope3.PurchasedAverageData{
		ID: id, Entity: entity, Period: p, Category: ghg.PurchasedGoodsAndServices, Item: "beams", Product: "material/steel", Region: "GLOBAL", Boundary: ghg.CradleToGate, Amount: units.MustParse(kg + " kg"),
		Factor: supplied(t, "2 kg CO2e/kg AR5; test"),
	}
}

// Nothing is lost: what is counted and what is others' add up to every line at 100 %, for every entity and approach.
func TestNothingIsLost(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	var activities []activity.Activity
	for _, e := range s.Entities {
		activities = append(activities, fuel(t, "fuel "+e.ID, e.ID, "", year, "1000"), power(t, "power "+e.ID, e.ID, "", year, "1000"), goods(t, "steel "+e.ID, e.ID, year, "100"))
	}
	g, inv := group(t, s), gross(t, year, activities...)
	for _, a := range approaches {
		lines, err := consolidated(t, g, inv, a).Outside()
		require.NoError(t, err)
		require.Len(t, lines, len(s.Entities))
		for _, l := range lines {
			assert.Equal(t, "3260", l.Gross.Kg().String(), l.Entity)
			assert.Equal(t, l.Gross.Kg().String(), l.Counted.Add(l.Outside).Kg().String())
		}
		nallo := lines[slices.IndexFunc(lines, func(o consolidation.Outside) bool { return o.Entity == "Nallo" })]
		want := map[inventory.Approach]string{inventory.EquityShare: "1825.6", inventory.FinancialControl: "1713.6", inventory.OperationalControl: "1713.6"} // 3260 × 0.56; 3060 × 0.56
		assert.Equal(t, want[a], nallo.Counted.Kg().String(), a)
	}
}

// A company bought on 1 October 2024, 3,660 kg in calendar 2024: 92 of 366 days, 920 kg exactly. One of which the share rises
// from 40 to 65 % on 15 November 2025, 10,000 kg from April 2025 to March 2026: 228 and 137 days, 10000 × 180.25 ÷ 365.
func TestSharesThatChange(t *testing.T) {
	s := consolidation.Structure{Parent: "root", Entities: entities("root", "bought", "raised"), Controls: []consolidation.Control{{Entity: "bought", Financial: true, Operational: true, From: day(t, "2024-10-01")}, control("raised", false, false)}}
	bought := hold("root", "bought", "1", consolidation.Subsidiary)
	bought.From = day(t, "2024-10-01")
	before, after := hold("root", "raised", "0.4", consolidation.Associate), hold("root", "raised", "0.65", consolidation.Associate)
	before.To, after.From = day(t, "2025-11-15"), day(t, "2025-11-15")
	s.Holdings = []consolidation.Holding{bought, before, after}
	always := s
	always.Controls = []consolidation.Control{control("bought", true, true), control("raised", false, false)}
	_, err := consolidation.New(always)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "controlled before it is held")
	g := group(t, s)
	year, fiscal := ghg.CalendarYear(2024), ghg.FiscalYear(2025, time.April, ghg.LabelStartYear)
	for _, c := range []struct {
		entity string
		period ghg.Period
		kg     string
		want   string
		shares string
	}{
		{"bought", year, "3660", "920", "no holding"},
		{"raised", fiscal, "10000", "4938.356164383561643835616438356164", "0.65"},
	} {
		line := burn(t, "line", c.entity, "", c.period, c.kg, "1")
		inv := gross(t, c.period, line)
		_, err := g.Consolidate(inv, consolidation.Options{Approach: inventory.EquityShare, Scope2: ghg.LocationBased})
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		assert.Contains(t, err.Error(), c.shares)
		r := results(consolidated(t, g, inv, inventory.EquityShare).Inventory())
		require.Len(t, r, 1)
		assert.Equal(t, c.want, r[0].CO2e.Kg().String())
		require.Len(t, r[0].Caveats, len(results(inv)[0].Caveats)+1)
		assert.Equal(t, ghg.Prorated, r[0].Caveats[len(r[0].Caveats)-1].Kind)
		require.NoError(t, r[0].Check())
	}
}

// leased is an asset of 10 t of fuel and 20 t of power by location, in the only company of its group.
func leased(t testing.TB, l consolidation.Lease) (*consolidation.Group, *inventory.Inventory) {
	t.Helper()
	year := ghg.CalendarYear(2024)
	l.Asset, l.Site = "hall", "Leiden"
	return group(t, consolidation.Structure{Parent: "root", Entities: entities("root"), Leases: []consolidation.Lease{l}}),
		gross(t, year, burn(t, "fuel", "root", "Leiden", year, "10000", "1"), power(t, "power", "root", "Leiden", year, "50000"), burn(t, "other", "root", "Delft", year, "1", "1"))
}

// Corporate Standard, appendix F = Scope 3 Standard, tables A.1 and A.2: fuel in scope 1 and power in scope 2, or both in
// category 8 or 13. No lessee and lessor have one asset in scopes 1 and 2 by one approach.
func TestLeasedAssets(t *testing.T) {
	none := [4]string{"10001", "20000", "0", "0"} // scope 1 with a litre elsewhere, scope 2, category 8, category 13
	eight, thirteen := [4]string{"1", "0", "30000", "0"}, [4]string{"1", "0", "0", "30000"}
	const lacks, has = "the landlord sets the policies", "the tenant is told how to operate it"
	for _, c := range []struct {
		role                           consolidation.LeaseRole
		kind                           consolidation.LeaseKind
		exception                      string
		equity, financial, operational [4]string
	}{
		{consolidation.Lessee, consolidation.FinanceLease, "", none, none, none},
		{consolidation.Lessee, consolidation.OperatingLease, "", eight, eight, none},
		{consolidation.Lessee, consolidation.OperatingLease, lacks, eight, eight, eight},
		{consolidation.Lessor, consolidation.FinanceLease, "", thirteen, thirteen, thirteen},
		{consolidation.Lessor, consolidation.OperatingLease, "", none, none, thirteen},
		{consolidation.Lessor, consolidation.OperatingLease, has, none, none, none},
	} {
		g, inv := leased(t, consolidation.Lease{Role: c.role, Kind: c.kind, Exception: c.exception})
		for a, want := range map[inventory.Approach][4]string{inventory.EquityShare: c.equity, inventory.FinancialControl: c.financial, inventory.OperationalControl: c.operational} {
			counted := consolidated(t, g, inv, a).Inventory()
			got := [4]string{figure(t, counted, of(ghg.Scope1)), figure(t, counted, of(ghg.Scope2)), figure(t, counted, in(ghg.UpstreamLeasedAssets)), figure(t, counted, in(ghg.DownstreamLeasedAssets))}
			assert.Equal(t, want, got, "%s, %s lease %q by %s", c.role, c.kind, c.exception, a)
			for _, r := range results(counted) {
				if r.Category != 0 {
					assert.Equal(t, ghg.Subject{Kind: ghg.SubjectAsset, Name: "hall"}, r.Subject)
					assert.Contains(t, r.Explain(), "inventory reassigned")
				}
			}
		}
	}
}

// An asset leased for part of the year counts in category 8 for that part only (Scope 3 Standard, section 5.5): 10,000 kg, 92
// of 366 days.
func TestLeaseOfPartOfTheYear(t *testing.T) {
	g, inv := leased(t, consolidation.Lease{Role: consolidation.Lessee, Kind: consolidation.OperatingLease, From: day(t, "2024-10-01")})
	_, err := g.Consolidate(inv, consolidation.Options{Approach: inventory.FinancialControl, Scope2: ghg.LocationBased})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Contains(t, err.Error(), "upstream leased assets")
	counted := consolidated(t, g, inv, inventory.FinancialControl).Inventory()
	lines := results(counted)
	require.Len(t, lines, 6) // the fuel twice; the power by location twice and by market once; the litre elsewhere
	for _, r := range lines {
		require.NoError(t, r.Check(), r.ID)
		if r.ID == "fuel" && r.Category == ghg.UpstreamLeasedAssets {
			assert.Equal(t, "2513.661202185792349726775956284153", r.CO2e.Kg().String())
		}
	}
}

// IFRS S2, illustrative example 1: 4,900 and 830 t of the consolidated group, 2,450 and 490 t of an associate of which the
// company holds 40 % (6,125 and 1,225 t): 7,350 and 1,320, together 8,670.
func TestAccountsOfIFRS(t *testing.T) {
	year := ghg.CalendarYear(2024)
	g := group(t, consolidation.Structure{
		Parent: "root", Entities: entities("root", "associate"), Holdings: []consolidation.Holding{hold("root", "associate", "0.4", consolidation.Associate)},
		Controls: []consolidation.Control{control("associate", false, false)}, Accounts: []consolidation.Account{{Entity: "associate"}},
	})
	inv := gross(t, year, burn(t, "a", "root", "", year, "4900000", "1"), power(t, "b", "root", "", year, "2075000"),
		burn(t, "c", "associate", "", year, "6125000", "1"), power(t, "d", "associate", "", year, "3062500"))
	split, err := consolidated(t, g, inv, inventory.EquityShare).Accounts(ghg.LocationBased)
	require.NoError(t, err)
	assert.Equal(t, []string{"4900", "830", "2450", "490", "7350", "1320"}, []string{
		split.Group.Scope1.Tonnes().String(), split.Group.Scope2.Tonnes().String(), split.Others.Scope1.Tonnes().String(), split.Others.Scope2.Tonnes().String(),
		split.Total().Scope1.Tonnes().String(), split.Total().Scope2.Tonnes().String(),
	})
	assert.Equal(t, "8670", split.Total().Total().Tonnes().String())
}

// ESRS E1, paragraphs 46 and 50: what the group operates counts at 100 %, not by the equity. Kahuna (33.3 %, operated) is
// outside the accounts; Nallo is outside them and not operated.
func TestOperatedOfESRS(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	var activities []activity.Activity
	for _, e := range s.Entities {
		activities = append(activities, burn(t, e.ID, e.ID, "", year, "1000", "1"))
		s.Accounts = append(s.Accounts, consolidation.Account{Entity: e.ID, Consolidated: e.ID != "Kahuna" && e.ID != "Nallo" && e.ID != "Syntal" && e.ID != "BGB"})
	}
	split, err := group(t, s).Operated(gross(t, year, activities...), ghg.LocationBased)
	require.NoError(t, err)
	assert.Equal(t, "5", split.Group.Scope1.Tonnes().String())
	assert.Equal(t, "1", split.Others.Scope1.Tonnes().String())
	assert.True(t, split.Group.Scope2.IsZero())

	s.Accounts = nil
	_, err = group(t, s).Operated(gross(t, year, activities...), ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	s.Accounts = []consolidation.Account{{Entity: "BGB", To: day(t, "2024-07-01")}, {Entity: "BGB", From: day(t, "2024-07-01"), Consolidated: true}}
	_, err = group(t, s).Operated(gross(t, year, burn(t, "line", "BGB", "", year, "1", "1")), ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

// A franchise that is not controlled counts in category 14, all of it; its scope 3 is shown apart.
func TestFranchise(t *testing.T) {
	year := ghg.CalendarYear(2024)
	g := group(t, consolidation.Structure{
		Parent: "root", Entities: entities("root", "café"), Holdings: []consolidation.Holding{hold("root", "café", "0", consolidation.Franchise)},
		Controls: []consolidation.Control{control("café", false, false)},
	})
	inv := gross(t, year, burn(t, "fuel", "café", "", year, "1000", "1"), goods(t, "beans", "café", year, "100"))
	counted := consolidated(t, g, inv, inventory.FinancialControl).Inventory()
	assert.Equal(t, "1000", figure(t, counted, in(ghg.Franchises)))
	lines := results(counted)
	require.Len(t, lines, 2)
	assert.Equal(t, ghg.MemoInvesteeScope3, lines[1].Memo.Kind)
}

// A line is of the entity that it names, or of that of its site. One of nobody in the group is refused.
func TestLinesOfNobody(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	s.Sites = []consolidation.Site{{ID: "Basel", Entity: "Holland Switzerland"}}
	s.Entities = append(s.Entities, consolidation.Entity{ID: "sold"}, consolidation.Entity{ID: "new", From: day(t, "2024-02-01")})
	s.Controls = append(s.Controls, control("sold", false, false), control("new", false, false))
	g := group(t, s)
	options := consolidation.Options{Approach: inventory.EquityShare, Scope2: ghg.LocationBased, SplitByDays: true}
	for name, c := range map[string]struct{ entity, site, want string }{
		"no entity": {"", "Bern", "an entity of the group"}, "unknown": {"Holland Belgium", "", "Holland Belgium"},
		"another's site": {"IRW", "Basel", "Holland Switzerland"}, "held by nobody": {"sold", "", "in the group"}, "not yet there": {"new", "", "exists"},
	} {
		_, err := g.Consolidate(gross(t, year, burn(t, "line", c.entity, c.site, year, "1", "1")), options)
		if assert.Error(t, err, name) {
			assert.Contains(t, err.Error(), c.want, name)
			assert.Contains(t, err.Error(), "line", name)
		}
	}
	c, err := g.Consolidate(gross(t, year, burn(t, "line", "", "Basel", year, "1", "1")), options)
	require.NoError(t, err)
	assert.Equal(t, "1", figure(t, c.Inventory(), of(ghg.Scope1)))
}

// What would count twice, or by no rule, is refused.
func TestConsolidateRefuses(t *testing.T) {
	g, year := group(t, holland()), ghg.CalendarYear(2024)
	inv := gross(t, year, burn(t, "line", "BGB", "", year, "1", "1"))
	good := consolidation.Options{Approach: inventory.EquityShare, Scope2: ghg.LocationBased}
	c, err := g.Consolidate(inv, good)
	require.NoError(t, err)
	_, err = g.Consolidate(c.Inventory(), good)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "consolidated already")
	_, err = g.Operated(c.Inventory(), ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	for _, o := range []consolidation.Options{{Approach: inventory.EquityShare}, {Scope2: ghg.LocationBased}, {Approach: inventory.Unconsolidated, Scope2: ghg.LocationBased}} {
		_, err = g.Consolidate(inv, o)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	_, err = (*consolidation.Group)(nil).Consolidate(inv, good)
	require.ErrorIs(t, err, ghg.ErrMissing)
	org := inv.Organisation()
	org.NotApplicable = map[ghg.Category]string{ghg.Investments: "none held"}
	whole, err := inventory.Of(org, results(inv))
	require.NoError(t, err)
	_, err = g.Consolidate(whole, consolidation.Options{Approach: inventory.OperationalControl, Scope2: ghg.LocationBased})
	require.ErrorIs(t, err, ghg.ErrMixed, "category 15 does not apply")
}

// A share that rises from 40 to 65 % is a change of the boundary: 1,000 kg × 0.25. A factor that falls at the same time is
// shared between the two by the midpoint: 1000 L × (0.4 × 1 → 0.65 × 0.8): boundary +225, factor −105.
func TestBridgeOfShares(t *testing.T) {
	shares := func(equity string) *consolidation.Group {
		return group(t, consolidation.Structure{
			Parent: "root", Entities: entities("root", "associate"), Holdings: []consolidation.Holding{hold("root", "associate", equity, consolidation.Associate)},
		})
	}
	between := func(factor string) bridge.Bridge {
		a, b := ghg.CalendarYear(2023), ghg.CalendarYear(2024)
		from := consolidated(t, shares("0.4"), gross(t, a, burn(t, "line", "associate", "", a, "1000", "1")), inventory.EquityShare)
		to := consolidated(t, shares("0.65"), gross(t, b, burn(t, "line", "associate", "", b, "1000", factor)), inventory.EquityShare)
		br, err := bridge.Between(from.Inventory(), to.Inventory(), bridge.Options{Accounting: ghg.LocationBased, Partial: true})
		require.NoError(t, err)
		return br
	}
	one, both := between("1"), between("0.8")
	assert.Equal(t, "250", one.Of(bridge.Boundary).Kg().String())
	assert.Equal(t, "225", both.Of(bridge.Boundary).Kg().String())
	assert.Equal(t, "-105", both.Of(bridge.Factor).Kg().String())
}

// By equity share, the share in an associate is in scopes 1 and 2. A line of category 15 for the same company counts it twice,
// which inventory.Check finds; by financial control, it is the associate's place and no finding.
func TestInvestmentTwice(t *testing.T) {
	year := ghg.CalendarYear(2024)
	g := group(t, consolidation.Structure{
		Parent: "root", Entities: entities("root", "associate"), Holdings: []consolidation.Holding{hold("root", "associate", "0.4", consolidation.Associate)},
		Controls: []consolidation.Control{control("associate", false, false)},
	})
	share := d("0.4")
	inv := gross(t, year, burn(t, "fuel", "associate", "", year, "1000", "1"), burn(t, "own", "root", "", year, "1", "1"), scope3.EquityInvestmentSpecific{
		ID: "investment", Entity: "root", Period: year, Investee: "associate", Share: &share, Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("0 t CO2e"),
		GWP: "AR5", Source: "annual report",
	})
	found, err := consolidated(t, g, inv, inventory.EquityShare).Inventory().Check(inventory.CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, found.Count(inventory.ConsolidatedToo))
}
