package land_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/units"
)

var baseYear = ghg.CalendarYear(2023)

// company returns an inventory of 2023 in t CO2e: scope 1 300, scope 2 100, scope 3 500 of which 200 are a product footprint.
func company(set ghg.GWP) (*inventory.Inventory, error) {
	const stated, none = "AR6", "none"
	t := func(s string) units.Quantity { return units.MustParse(s + " t CO2e") }
	return inventory.Run(
		factors.Basis{GWP: set},
		inventory.Organisation{Name: "Example plc", Approach: inventory.FinancialControl, Period: baseYear},
		[]activity.Activity{
			scope1.Reported{ID: "boilers", Period: baseYear, Amount: t("270"), GWP: stated, Reporter: "r", Source: "s", Assurance: none},
			scope1.Reported{ID: "manure", Period: baseYear, Amount: t("30"), GWP: stated, Reporter: "r", Source: "s", Assurance: none},
			scope2.Reported{ID: "power", Period: baseYear, Market: t("100"), Location: t("100"), GWP: stated, Reporter: "r", Source: "s", Assurance: none},
			scope3.Reported{ID: "soy", Period: baseYear, Category: 1, Amount: t("200"), GWP: stated, Reporter: "r", Source: "s", Assurance: none},
			scope3.Reported{ID: "freight", Period: baseYear, Category: 4, Amount: t("300"), GWP: stated, Reporter: "r", Source: "s", Assurance: none},
		},
	)
}

// soy returns ledgers of purchased soy: 80 t of land management in the product footprint, and land use change that no result
// holds.
func soy(changeKg string) land.Statement {
	bought := func(e land.Entry) land.Entry {
		e.Site, e.Period, e.Scope, e.Category = "", baseYear, ghg.Scope3, ghg.PurchasedGoodsAndServices
		return e
	}
	cleared, grown := bought(change("soy, clearing", changeKg)), bought(management("soy, fields", "CO2", "80000"))
	cleared.Method, cleared.Available, cleared.Evidence = land.JurisdictionalDirect, land.JurisdictionalDirect, land.Evidence{Traceability: land.SourcingRegion, Place: "Mato Grosso"}
	grown.Result = "soy"
	return land.Statement{
		Organisation: "Example plc", Edition: land.StandardV1_0(), EarlyUse: true,
		Entries: []land.Entry{cleared, grown, bought(occupation("soy, area", "40 ha·year")), bought(landRemoval("soy, soil", "900000"))},
	}
}

// From the inventory to the verdict of the SBTi. FLAG: 30 (manure, as a whole) + 80 (part of the footprint) + land use change.
// With 96 t: 206 ÷ (900 + 96) = 20.68 %, required. With 80 t: 190 ÷ 980 = 19.4 %, not required. With 87.5 t it is exactly
// 20 %: 197.5 ÷ 987.5. Removals of 900 t change nothing.
func TestFLAG(t *testing.T) {
	inv, err := company(ghg.AR6())
	require.NoError(t, err)
	for _, c := range []struct {
		changeKg, total3, flag3, share string
		required                       bool
	}{{"80000", "580", "160", "0.1939", false}, {"87500", "587.5", "167.5", "0.2", true}, {"96000", "596", "176", "0.2068", true}} {
		f, err := register(t, soy(c.changeKg)).FLAG(inv, ghg.MarketBased, ghg.AR6(), "manure")
		require.NoError(t, err)
		assert.Equal(t, []string{"400", c.total3, "30", c.flag3}, []string{f.Scope12.Tonnes().String(), f.Scope3.Tonnes().String(), f.FLAG12.Tonnes().String(), f.FLAG3.Tonnes().String()})
		share, defined := f.Share().Get()
		assert.True(t, defined)
		assert.Equal(t, c.share, share.Round(4).String())
		assert.True(t, f.Early, "2023 ends before the edition is effective")
		p := f.Into(sbti.FLAGProposal{Submitted: ghg.Date{Year: 2024, Month: 5, Day: 1}})
		verdicts, err := sbti.FLAGGuidance1_1().Check(p)
		require.NoError(t, err)
		require.Len(t, verdicts, 1)
		assert.Equal(t, sbti.CriterionFLAGRequired, verdicts[0].Criterion)
		assert.Equal(t, !c.required, verdicts[0].Met, "a company from 20 %% without a FLAG target does not meet the criterion: %s", verdicts[0])
	}
	// A result that is FLAG as a whole holds its entries: 200 + 30 + 80 of 980.
	f, err := register(t, soy("80000")).FLAG(inv, ghg.MarketBased, ghg.AR6(), "manure", "soy")
	require.NoError(t, err)
	assert.Equal(t, "280", f.FLAG3.Tonnes().String())
	assert.Equal(t, "80", f.Added.Tonnes().String())
	// Without ledgers' entries in the year, it is what is named; scope 1 entries add to scopes 1 and 2.
	s := soy("80000")
	for i := range s.Entries {
		s.Entries[i].Scope, s.Entries[i].Category, s.Entries[i].Result = ghg.Scope1, 0, ""
	}
	f, err = register(t, s).FLAG(inv, ghg.LocationBased, ghg.AR6())
	require.NoError(t, err)
	assert.Equal(t, []string{"560", "500", "160", "0"}, []string{f.Scope12.Tonnes().String(), f.Scope3.Tonnes().String(), f.FLAG12.Tonnes().String(), f.FLAG3.Tonnes().String()})
	assert.False(t, land.FLAG{}.Share().Defined())
}

func TestFLAGRefuses(t *testing.T) {
	inv, err := company(ghg.AR6())
	require.NoError(t, err)
	r := register(t, soy("80000"))
	ask := func(r *land.Register, whole ...string) error {
		_, err := r.FLAG(inv, ghg.MarketBased, ghg.AR6(), whole...)
		return err
	}
	require.ErrorIs(t, ask(nil), ghg.ErrMissing)
	require.ErrorIs(t, ask(r, "x"), ghg.ErrUnknown)
	require.ErrorIs(t, ask(r, "manure", "manure"), ghg.ErrRepeated)
	for name, c := range map[string]struct {
		change func(e *land.Entry)
		want   error
	}{
		"no such result":   {func(e *land.Entry) { e.Result = "x" }, ghg.ErrUnknown},
		"another category": {func(e *land.Entry) { e.Result = "freight" }, ghg.ErrMixed},
		"more than it":     {func(e *land.Entry) { e.Amounts = kg("CO2", "200000.1") }, ghg.ErrOutOfRange},
	} {
		s := soy("80000")
		c.change(find(&s, "soy, fields"))
		require.ErrorIs(t, ask(register(t, s)), c.want, name)
	}
	for _, set := range []ghg.GWP{{}, ghg.AR5()} {
		_, err = r.FLAG(inv, ghg.MarketBased, set)
		require.ErrorIs(t, err, ghg.ErrMixed)
	}
	_, err = r.FLAG(nil, ghg.MarketBased, ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = r.FLAG(inv, 0, ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = r.FLAG(&inventory.Inventory{}, ghg.MarketBased, ghg.AR6())
	require.Error(t, err)

	// Two sets of one name are two sets.
	own := func(methane string) ghg.GWP {
		values := ghg.AR6().Values()
		values[ghg.CH4] = d(methane)
		set, err := ghg.NewGWP("own", "a table", values)
		require.NoError(t, err)
		return set
	}
	vented, err := inventory.Run(factors.Basis{GWP: own("30")}, inventory.Organisation{Name: "x", Approach: inventory.FinancialControl, Period: baseYear}, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Period: baseYear, Gas: "CO2", Mass: units.MustParse("20 t"), Event: "vented"},
	})
	require.NoError(t, err)
	_, err = r.FLAG(vented, ghg.MarketBased, own("31"))
	require.ErrorIs(t, err, ghg.ErrMixed)
	var incomplete *inventory.IncompleteError
	_, err = r.FLAG(vented, ghg.MarketBased, own("30"))
	require.ErrorAs(t, err, &incomplete)
}

// netZero is a target of 1,000 t in 2020, a residual of 10 % and the year 2027.
func netZero() targets.NetZero {
	return targets.NetZero{Base: targets.Base{Year: 2020, Period: ghg.CalendarYear(2020), Emissions: tonnes("1000")}, Year: 2027, Residual: d("0.1")}
}

// The residual of 100 t is neutralised by 60 t and 40 t of permanent removals, not by 500 t in soil, 7 t in products or 1,000 t
// of credits. A reversal, and a removal sold as credits, undo it. Gross emissions are 100 t throughout.
func TestNeutralisation(t *testing.T) {
	bring := func(s land.Statement, rule land.NeutralisationRule) (land.Neutralisation, targets.NetZeroRow) {
		n, err := register(t, s).Neutralisation(rule, year)
		require.NoError(t, err)
		a, err := n.Actual(targets.Actual{Year: 2027, Period: year, Emissions: tonnes("100")}, tonnes("1000"))
		require.NoError(t, err)
		rows, err := netZero().Track([]targets.NetZeroActual{a})
		require.NoError(t, err)
		assert.Equal(t, "100", rows[0].Gross.Tonnes().String())
		return n, rows[0]
	}
	met := func(r targets.NetZeroRow) bool { v, _ := r.Met.Get(); return v }
	n, row := bring(farm(), land.NeutralisationV1())
	assert.Equal(t, "100000 kg CO2e", n.Removals.String())
	assert.Equal(t, "100", n.LongLived.Tonnes().String())
	assert.True(t, n.Reversals.IsZero(), "the reversal is of a removal that does not count")
	assert.True(t, met(row))
	assert.Equal(t, "[{soil land removals 500000 kg CO2e storage is not permanent by the rule} {storage product storage 7000 kg CO2e product storage is not a removal}]",
		fmt.Sprint(n.NotCounted))

	s := farm()
	s.Entries = append(s.Entries, linked("leak", land.Reversals, "dac", kg("CO2", "5000")))
	n, row = bring(s, land.NeutralisationV1())
	assert.Equal(t, "100000 kg CO2e", n.Removals.String(), "removals are gross")
	assert.Equal(t, []string{"5", "5"}, []string{row.Reversals.Tonnes().String(), mustNet(t, row).Tonnes().String()})
	assert.False(t, met(row))

	s = farm()
	find(&s, "dac").Credits = tonnes("10")
	n, row = bring(s, land.NeutralisationV1())
	assert.Equal(t, "90000 kg CO2e", n.Removals.String())
	assert.Equal(t, "{dac geologic removals 10000 kg CO2e sold as credits}", fmt.Sprint(n.NotCounted[0]))
	assert.False(t, met(row))

	n, row = bring(farm(), land.NeutralisationV2())
	assert.Equal(t, []string{"600", "100", "50"}, []string{must(t, n.Removals).Tonnes().String(), n.LongLived.Tonnes().String(), n.Reversals.Tonnes().String()})
	assert.True(t, met(row))

	s = farm()
	s.Entries, s.Others = []land.Entry{occupation("fields", "1 ha·year")}, nil
	n, row = bring(s, land.NeutralisationV1())
	assert.False(t, n.Removals.Defined(), "no removals are not removals of zero")
	assert.False(t, met(row))
}

func mustNet(t *testing.T, r targets.NetZeroRow) ghg.CO2e { return must(t, r.Net) }

func must[T any](t *testing.T, o targets.Optional[T]) T {
	t.Helper()
	v, ok := o.Get()
	require.True(t, ok)
	return v
}

func TestNeutralisationRefuses(t *testing.T) {
	r := register(t, farm())
	for name, change := range map[string]func(n *land.NeutralisationRule){
		"no name":          func(n *land.NeutralisationRule) { n.Name = "" },
		"no ledgers":       func(n *land.NeutralisationRule) { n.Counts = nil },
		"product storage":  func(n *land.NeutralisationRule) { n.Counts = []land.Ledger{land.ProductStorage} },
		"long-lived apart": func(n *land.NeutralisationRule) { n.LongLived = []land.Ledger{land.LandRemovals} },
	} {
		rule := land.NeutralisationV1()
		change(&rule)
		_, err := r.Neutralisation(rule, year)
		require.Error(t, err, name)
	}
	_, err := r.Neutralisation(land.NeutralisationV1(), ghg.Period{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = (*land.Register)(nil).Neutralisation(land.NeutralisationV1(), year)
	require.ErrorIs(t, err, ghg.ErrMissing)
	n, err := r.Neutralisation(land.NeutralisationV1(), year)
	require.NoError(t, err)
	for _, p := range []ghg.Period{{}, ghg.CalendarYear(2028)} {
		_, err = n.Actual(targets.Actual{Year: 2027, Period: p, Emissions: tonnes("1")}, ghg.CO2e{})
		require.ErrorIs(t, err, ghg.ErrMixed)
	}
	_, err = land.Neutralisation{}.Actual(targets.Actual{}, ghg.CO2e{})
	require.ErrorIs(t, err, ghg.ErrMixed)
}

// Whatever the ledgers hold, the inventory's gross total is the same.
func FuzzGross(f *testing.F) {
	f.Add(uint32(80000), uint32(900000))
	f.Add(uint32(0), uint32(1))
	f.Fuzz(func(t *testing.T, changedKg, removedKg uint32) {
		changed, removed := strconv.FormatUint(uint64(changedKg), 10), strconv.FormatUint(uint64(removedKg), 10)
		inv, err := company(ghg.AR6())
		require.NoError(t, err)
		before, err := inv.Total(ghg.MarketBased)
		require.NoError(t, err)
		s := soy(changed)
		find(&s, "soy, soil").Amounts = kg("CO2", removed)
		flag, err := register(t, s).FLAG(inv, ghg.MarketBased, ghg.AR6())
		require.NoError(t, err)
		after, err := inv.Total(ghg.MarketBased)
		require.NoError(t, err)
		require.True(t, before.Equal(after))
		require.True(t, flag.Scope12.Add(flag.Scope3).Equal(before.Add(flag.Added)), "only emissions are added, no removal is subtracted")
		kg, err := ghg.KgCO2e(d(changed))
		require.NoError(t, err)
		require.True(t, flag.Added.Equal(kg))
	})
}
