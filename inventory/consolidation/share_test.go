package consolidation_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
)

func d(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func day(t testing.TB, text string) ghg.Date {
	t.Helper()
	if text == "" {
		return ghg.Date{}
	}
	date, err := ghg.ParseDate(text)
	require.NoError(t, err)
	return date
}

func group(t testing.TB, s consolidation.Structure) *consolidation.Group {
	t.Helper()
	g, err := consolidation.New(s)
	require.NoError(t, err)
	return g
}

func entities(ids ...string) []consolidation.Entity {
	list := make([]consolidation.Entity, len(ids))
	for i, id := range ids {
		list[i].ID = id
	}
	return list
}

func hold(owner, owned, equity string, r consolidation.Relation) consolidation.Holding {
	return consolidation.Holding{Owner: owner, Owned: owned, Equity: d(equity), Relation: r}
}

func control(entity string, financial, operational bool) consolidation.Control {
	return consolidation.Control{Entity: entity, Financial: financial, Operational: operational}
}

// holland is the group of the Corporate Standard, chapter 3 (pp. 22–23).
func holland() consolidation.Structure {
	return consolidation.Structure{
		Parent:   "Holland Industries",
		Entities: entities("Holland Industries", "Holland Switzerland", "Holland America", "BGB", "IRW", "Kahuna", "QuickFix", "Nallo", "Syntal"),
		Holdings: []consolidation.Holding{
			hold("Holland Industries", "Holland Switzerland", "1", consolidation.Subsidiary),
			hold("Holland Industries", "Holland America", "0.83", consolidation.Subsidiary),
			hold("Holland America", "BGB", "0.5", consolidation.JointVenture),
			hold("Holland America", "IRW", "0.75", consolidation.Subsidiary),
			hold("Holland Industries", "Kahuna", "0.333", consolidation.JointVenture),
			hold("Holland Industries", "QuickFix", "0.43", consolidation.Subsidiary),
			hold("Holland Industries", "Nallo", "0.56", consolidation.Associate),
			hold("Holland Industries", "Syntal", "0.01", consolidation.FixedAssetInvestment),
		},
		Controls: []consolidation.Control{
			control("Holland Switzerland", true, true), control("Holland America", true, true), control("BGB", false, false), control("IRW", true, true),
			control("Kahuna", false, true), control("QuickFix", true, true), control("Nallo", false, false), control("Syntal", false, false),
		},
	}
}

var approaches = []inventory.Approach{inventory.EquityShare, inventory.OperationalControl, inventory.FinancialControl}

// Corporate Standard, chapter 3, Holland Industries: equity share, operational control, financial control. BGB is the oracle
// cons-bgb of testdata/oracles.
func TestHollandIndustries(t *testing.T) {
	g := group(t, holland())
	for entity, want := range map[string][3]string{
		"Holland Industries":  {"1", "1", "1"},
		"Holland Switzerland": {"1", "1", "1"},
		"Holland America":     {"0.83", "1", "1"},
		"BGB":                 {"0.415", "0", "0.5"},
		"IRW":                 {"0.6225", "1", "1"},
		"Kahuna":              {"0.333", "1", "0.333"},
		"QuickFix":            {"0.43", "1", "1"},
		"Nallo":               {"0.56", "0", "0"},
		"Syntal":              {"0", "0", "0"},
	} {
		for i, a := range approaches {
			shares, err := g.Shares(a, entity, ghg.CalendarYear(2024))
			require.NoError(t, err)
			require.Len(t, shares, 1)
			assert.Equal(t, want[i], shares[0].Value.String(), "%s by %s: %s", entity, a, shares[0])
		}
	}
	shares, err := g.Shares(inventory.EquityShare, "BGB", ghg.CalendarYear(2024))
	require.NoError(t, err)
	assert.Equal(t, "0.415 (joint-venture: 0.83 of Holland America × 0.5 of BGB)", shares[0].String())
}

// Several chains: 0.8 × 0.3 + 0.5 × 0.4 = 0.44; with a direct 0.1, 0.54. Under joint control, by owners that are controlled:
// 0.3 + 0.4 = 0.7, and 0.8 with the direct holding.
func TestSeveralChains(t *testing.T) {
	s := consolidation.Structure{
		Parent: "root", Entities: entities("root", "A", "B", "C"),
		Holdings: []consolidation.Holding{
			hold("root", "A", "0.8", consolidation.Subsidiary), hold("root", "B", "0.5", consolidation.Subsidiary),
			hold("A", "C", "0.3", consolidation.JointVenture), hold("B", "C", "0.4", consolidation.JointVenture),
		},
		Controls: []consolidation.Control{control("A", true, true), control("B", true, true), control("C", false, false)},
	}
	want := func(equity, financial string) {
		t.Helper()
		g := group(t, s)
		for a, value := range map[inventory.Approach]string{inventory.EquityShare: equity, inventory.FinancialControl: financial, inventory.OperationalControl: "0"} {
			shares, err := g.Shares(a, "C", ghg.CalendarYear(2024))
			require.NoError(t, err)
			require.Len(t, shares, 1)
			assert.Equal(t, value, shares[0].Value.String(), a)
		}
	}
	want("0.44", "0.7")
	s.Holdings = append(s.Holdings, hold("root", "C", "0.1", consolidation.JointVenture))
	want("0.54", "0.8")
}

// An associate (30 %) of a subsidiary (75 %): 22.5 % by equity, none by control.
func TestAssociateOfSubsidiary(t *testing.T) {
	g := group(t, consolidation.Structure{
		Parent: "root", Entities: entities("root", "sub", "associate"),
		Holdings: []consolidation.Holding{hold("root", "sub", "0.75", consolidation.Subsidiary), hold("sub", "associate", "0.3", consolidation.Associate)},
		Controls: []consolidation.Control{control("sub", true, true), control("associate", false, false)},
	})
	for i, want := range []string{"0.225", "0", "0"} {
		shares, err := g.Shares(approaches[i], "associate", ghg.CalendarYear(2024))
		require.NoError(t, err)
		assert.Equal(t, want, shares[0].Value.String())
	}
}

// Every statement that contradicts another is refused, and named.
func TestStructuresRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*consolidation.Structure)
		want   string
	}{
		"no parent":      {func(s *consolidation.Structure) { s.Parent = "Dutch Industries" }, "parent"},
		"entity twice":   {func(s *consolidation.Structure) { s.Entities = append(s.Entities, entities("BGB")...) }, "BGB"},
		"unknown owned":  {func(s *consolidation.Structure) { s.Holdings[0].Owned = "Holland Belgium" }, "Holland Belgium"},
		"equity above 1": {func(s *consolidation.Structure) { s.Holdings[0].Equity = d("83") }, "83"},
		"equity below 0": {func(s *consolidation.Structure) { s.Holdings[0].Equity = d("-0.1") }, "-0.1"},
		"no relation":    {func(s *consolidation.Structure) { s.Holdings[0].Relation = 0 }, "relation"},
		"more than all": {func(s *consolidation.Structure) {
			s.Holdings = append(s.Holdings, hold("Holland Industries", "BGB", "0.6", consolidation.JointVenture))
		}, "1.1"},
		"holding twice": {func(s *consolidation.Structure) {
			s.Holdings = append(s.Holdings, hold("Holland Industries", "Kahuna", "0.1", consolidation.JointVenture))
		}, "one statement"},
		"circle": {func(s *consolidation.Structure) {
			s.Holdings = append(s.Holdings, hold("IRW", "Holland America", "0.1", consolidation.Associate))
		}, "circle"},
		"own shares":        {func(s *consolidation.Structure) { s.Holdings[0].Owned = "Holland Industries" }, "two of the entities"},
		"controlled 30 %":   {func(s *consolidation.Structure) { s.Controls[6].Financial = true }, "Nallo"},
		"joint and alone":   {func(s *consolidation.Structure) { s.Controls[2].Financial = true }, "BGB"},
		"no control at all": {func(s *consolidation.Structure) { s.Controls[3] = control("IRW", false, false) }, "IRW"},
		"control twice":     {func(s *consolidation.Structure) { s.Controls = append(s.Controls, control("BGB", false, true)) }, "one statement"},
		"not there yet":     {func(s *consolidation.Structure) { s.Entities[3].From = ghg.Date{Year: 2020, Month: 1, Day: 1} }, "BGB"},
		"backwards": {func(s *consolidation.Structure) {
			s.Entities[8].From, s.Entities[8].To = day(t, "2024-01-01"), day(t, "2023-01-01")
		}, "to a later one"},
		"no such day": {func(s *consolidation.Structure) { s.Entities[8].From = ghg.Date{Year: 2023, Month: 2, Day: 30} }, "2023-02-30"},
		"site of nobody": {func(s *consolidation.Structure) {
			s.Sites = []consolidation.Site{{ID: "Basel", Entity: "Holland Belgium"}}
		}, "Holland Belgium"},
		"site of two": {func(s *consolidation.Structure) {
			s.Sites = []consolidation.Site{{ID: "Basel", Entity: "BGB"}, {ID: "Basel", Entity: "IRW"}}
		}, "one statement"},
		"site off the map": {func(s *consolidation.Structure) {
			x := d("181")
			s.Sites = []consolidation.Site{{ID: "Basel", Entity: "BGB", Longitude: &x}}
		}, "180"},
		"lease of a site that is not there": {func(s *consolidation.Structure) {
			s.Sites = []consolidation.Site{{ID: "Basel", Entity: "BGB"}}
			s.Leases = []consolidation.Lease{{Asset: "floor", Site: "Bern", Role: consolidation.Lessee, Kind: consolidation.OperatingLease}}
		}, "Bern"},
		"lease of no role": {func(s *consolidation.Structure) { s.Leases = []consolidation.Lease{{Asset: "floor", Site: "Bern"}} }, "role"},
		"exception to a finance": {func(s *consolidation.Structure) {
			s.Leases = []consolidation.Lease{{Asset: "floor", Site: "Bern", Role: consolidation.Lessee, Kind: consolidation.FinanceLease, Exception: "why"}}
		}, "operating"},
		"account of nobody": {func(s *consolidation.Structure) { s.Accounts = []consolidation.Account{{Entity: "Holland Belgium"}} }, "Holland Belgium"},
	} {
		s := holland()
		c.change(&s)
		_, err := consolidation.New(s)
		if assert.Error(t, err, name) {
			assert.Contains(t, err.Error(), c.want, name)
		}
	}
}

// Many companies that own each other across many layers have too many chains to follow: refused, and at once.
func TestTooManyChains(t *testing.T) {
	s := consolidation.Structure{Parent: "0a", Entities: entities("0a", "0b")}
	layers := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"}
	for i, n := range layers[1:] {
		s.Entities = append(s.Entities, entities(n+"a", n+"b")...)
		for _, from := range []string{"a", "b"} {
			for _, to := range []string{"a", "b"} {
				s.Holdings = append(s.Holdings, hold(layers[i]+from, n+to, "0.5", consolidation.Associate))
			}
		}
	}
	_, err := consolidation.New(s)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "at most 1000")
}

// What is not stated is not inferred.
func TestShareNeedsControl(t *testing.T) {
	s := holland()
	s.Controls = s.Controls[:2]
	g := group(t, s)
	_, err := g.Shares(inventory.EquityShare, "BGB", ghg.CalendarYear(2024))
	require.NoError(t, err)
	for _, a := range approaches[1:] {
		_, err := g.Shares(a, "BGB", ghg.CalendarYear(2024))
		require.ErrorIs(t, err, ghg.ErrMissing)
		assert.Contains(t, err.Error(), "control of BGB")
	}
	_, err = g.Shares(inventory.EquityShare, "Holland Belgium", ghg.CalendarYear(2024))
	require.ErrorIs(t, err, ghg.ErrUnknown)
	_, err = g.Shares(0, "BGB", ghg.CalendarYear(2024))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = g.Shares(inventory.EquityShare, "BGB", ghg.Period{})
	require.Error(t, err)
	_, err = (*consolidation.Group)(nil).Shares(inventory.EquityShare, "BGB", ghg.CalendarYear(2024))
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// Nil values are refused, and what a group was made of comes back.
func TestNothing(t *testing.T) {
	var c *consolidation.Consolidation
	assert.Nil(t, c.Inventory())
	_, err := c.Outside()
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = c.Accounts(ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Equal(t, consolidation.Structure{}, (*consolidation.Group)(nil).Structure())
	assert.Equal(t, holland(), group(t, holland()).Structure())
	_, err = consolidation.New(consolidation.Structure{Parent: "x", Entities: entities("x", strings.Repeat("y", ghg.MaxText+1))})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Equal(t, "financial and operational", control("x", true, true).String())
	assert.Equal(t, "financial", control("x", true, false).String())
	assert.Equal(t, "operational", control("x", false, true).String())
	assert.Equal(t, "neither", control("x", false, false).String())
}

// The share of one year is that of its days: an entity that is founded, sold or operated later is not there before.
func TestSharesByDays(t *testing.T) {
	s := consolidation.Structure{Parent: "root", Entities: entities("root", "sub", "plant"), Holdings: []consolidation.Holding{hold("root", "sub", "0.8", consolidation.JointVenture), hold("sub", "plant", "0.5", consolidation.JointOperation)}}
	s.Holdings[1].To = day(t, "2024-07-01")
	before, after := control("plant", false, false), control("plant", false, true)
	before.To, after.From = day(t, "2024-03-01"), day(t, "2024-03-01")
	s.Controls = []consolidation.Control{control("sub", false, false), before, after}
	g, year := group(t, s), ghg.CalendarYear(2024)
	for a, want := range map[inventory.Approach][]string{
		inventory.EquityShare:        {"0.4 (joint-operation: 0.8 of sub × 0.5 of plant)", "0 (no holding)"},
		inventory.FinancialControl:   {"0.4 (joint control: 0.8 of sub × 0.5 of plant)", "0 (no holding)"},
		inventory.OperationalControl: {"0 (no operational control)", "1 (operational control)"},
	} {
		shares, err := g.Shares(a, "plant", year)
		require.NoError(t, err)
		var got []string
		for _, s := range shares {
			got = append(got, s.String())
		}
		assert.Equal(t, want, got, a)
	}
	inv := gross(t, year, burn(t, "line", "plant", "", year, "366", "1"))
	for a, want := range map[inventory.Approach]string{inventory.EquityShare: "72.8", inventory.FinancialControl: "72.8", inventory.OperationalControl: "306"} { // 182 × 0.4; 306 days
		counted := consolidated(t, g, inv, a).Inventory()
		assert.Equal(t, want, figure(t, counted, of(ghg.Scope1)), a)
		lines, err := consolidated(t, g, inv, a).Outside()
		require.NoError(t, err)
		assert.Equal(t, "366", lines[0].Gross.Kg().String())
	}
	_, err := g.Consolidate(inv, consolidation.Options{Approach: inventory.EquityShare, Scope2: ghg.MarketBased})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Contains(t, err.Error(), "2024-01-01 to 2024-06-30: 0.4")
}

// An account that is not stated, and one whose control is not, are refused by the splits.
func TestSplitsNeedStatements(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	g, inv := group(t, s), gross(t, year, burn(t, "line", "BGB", "", year, "1", "1"), goods(t, "steel", "BGB", year, "1"))
	_, err := consolidated(t, g, inv, inventory.EquityShare).Accounts(ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Contains(t, err.Error(), "account of BGB")
	_, err = consolidated(t, g, inv, inventory.EquityShare).Accounts(0)
	require.Error(t, err)
	s.Accounts, s.Controls = []consolidation.Account{{Entity: "BGB"}}, s.Controls[:2]
	_, err = group(t, s).Operated(inv, ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	early, late := control("BGB", false, false), control("BGB", false, true)
	early.To, late.From = day(t, "2024-03-01"), day(t, "2024-03-01")
	s.Controls = append(s.Controls, early, late)
	_, err = group(t, s).Operated(inv, ghg.LocationBased)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}
