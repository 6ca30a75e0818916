package disclosure_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

var ours = []string{"esrs-e1-set-1", "esrs-e1-2026", "ifrs-s2-2023", "ssbj-2025", "shk"}

func tables(t testing.TB, id string, r report.Report) []disclosure.Table {
	t.Helper()
	e, err := disclosure.EditionOf(id)
	require.NoError(t, err)
	list, err := e.Tables(r)
	require.NoError(t, err)
	require.NoError(t, disclosure.Check(r, list))
	return list
}

// at returns a cell by the ids of its table, row and column.
func at(t testing.TB, list []disclosure.Table, table, row, column string) disclosure.Cell {
	t.Helper()
	for _, of := range list {
		if of.ID != table {
			continue
		}
		c := slices.IndexFunc(of.Columns, func(c disclosure.Column) bool { return c.ID == column })
		r := slices.IndexFunc(of.Rows, func(r disclosure.Row) bool { return r.ID == row })
		require.GreaterOrEqual(t, c, 0, column)
		require.GreaterOrEqual(t, r, 0, row)
		return of.Rows[r].Cells[c]
	}
	require.Fail(t, "no table "+table)
	return disclosure.Cell{}
}

func shows(t testing.TB, want string, c disclosure.Cell) {
	t.Helper()
	require.NotNil(t, c.Value, c.Missing)
	assert.True(t, decimal.RequireFromString(want).Equal(*c.Value), "want %s, got %s", want, c.Value)
}

func tonnes(t testing.TB, s string) ghg.CO2e {
	t.Helper()
	c, err := ghg.TonnesCO2e(decimal.RequireFromString(s))
	require.NoError(t, err)
	return c
}

// A value that is changed by one unit of its last place fails, in every table of every edition.
func TestChangedCellFails(t *testing.T) {
	full := ledgered(t)
	for _, r := range []report.Report{sample.NEC(t), sample.ThreeCountries(t), sample.Group(tester{t}), full} {
		for _, id := range ours {
			list := tables(t, id, r)
			for i := range list {
				for j := range list[i].Rows {
					for k := range list[i].Rows[j].Cells {
						c := &list[i].Rows[j].Cells[k]
						if c.Value == nil {
							continue
						}
						was := c.Value
						changed := was.Add(decimal.New(1, min(was.Exponent(), 0)))
						c.Value = &changed
						err := disclosure.Check(r, list[i:i+1])
						require.ErrorIs(t, err, disclosure.ErrNotOfResults, "%s %s %s", list[i].ID, list[i].Rows[j].ID, list[i].Columns[k].ID)
						c.Value = was
					}
				}
			}
		}
	}
}

// ledgered is the company in three countries with all that ESRS asks for beside its emissions.
func ledgered(t testing.TB) report.Report {
	t.Helper()
	r := sample.ThreeCountries(tester{t})
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	covered := tonnes(t, "1119.0065")
	r.Ledgers = report.Ledgers{
		HeatingValues: set,
		Trading:       &report.Trading{Lines: []string{firstOf(r, ghg.Scope1)}, Schemes: "UK ETS", Source: "permit"},
		Credits: []report.Credit{
			{CO2e: tonnes(t, "300"), Kind: report.ReductionCredit, Standard: "Gold Standard", Source: "registry"},
			{CO2e: tonnes(t, "80"), Kind: report.BiogenicRemoval, Standard: "Verra/VCS", EU: true, Source: "registry"},
			{CO2e: tonnes(t, "20"), Kind: report.TechnologicalRemoval, Standard: "Puro", EU: true, Adjusted: true, Source: "registry"},
			{CO2e: tonnes(t, "1000"), Kind: report.TechnologicalRemoval, Standard: "Puro", Planned: true, Source: "contract"},
		},
		Prices:   []report.CarbonPrice{{Scheme: "CapEx shadow price", Use: "in appraisals", Price: decimal.RequireFromString("85"), Currency: "EUR", Scope1: &covered, Source: "policy"}},
		Removals: removals(t),
	}
	revenue := *r.Revenue
	revenue.Used, revenue.Other = decimal.NewFromInt(90), decimal.NewFromInt(90)
	r.Ledgers.HighImpact = &report.HighImpact{Revenue: revenue}
	return r
}

type tester struct{ testing.TB }

func firstOf(r report.Report, s ghg.Scope) string {
	for result := range r.Inventory.Results() {
		if result.Scope == s {
			return result.ID
		}
	}
	return ""
}

func removals(t testing.TB) *land.Register {
	t.Helper()
	amounts, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.NewFromInt(20000)})
	require.NoError(t, err)
	register, err := land.New(land.Statement{
		Organisation: "Example Group", Edition: land.StandardV1_0(), EarlyUse: true,
		Entries: []land.Entry{{
			ID: "dac", Ledger: land.GeologicRemovals, Activity: land.RemovalTechnology, Period: ghg.CalendarYear(2024), Scope: ghg.Scope1, Amounts: amounts, Source: "meter",
			Evidence: land.Evidence{Traceability: land.StorageSite, Place: "well", Monitoring: land.Empirical, StoragePlan: "plan", Project: "p", Allocation: decimal.RequireFromString("0.5")},
		}},
	})
	require.NoError(t, err)
	return register
}

func TestLedgers(t *testing.T) {
	r := ledgered(t)
	list := tables(t, "esrs-e1-set-1", r)
	// 300 + 80 + 20 t cancelled: 25 % removals, 75 % reductions, 20 % Verra, 25 % in the EU, 5 % adjusted; 1,000 t planned.
	for row, want := range map[string][2]string{
		"cancelled": {"400", ""}, "removals": {"100", "25"}, "biogenic": {"80", "20"}, "technological": {"20", "5"}, "reduction": {"300", "75"},
		"standard-1": {"300", "75"}, "standard-2": {"80", "20"}, "standard-3": {"20", "5"}, "eu": {"100", "25"}, "adjusted": {"20", "5"}, "planned": {"1000", ""},
	} {
		shows(t, want[0], at(t, list, "E1-7-credits", row, "tonnes"))
		if want[1] != "" {
			shows(t, want[1], at(t, list, "E1-7-credits", row, "share"))
		}
	}
	shows(t, "20", at(t, list, "E1-7-removals", "geologic removals", "own"))
	shows(t, "0", at(t, list, "E1-7-removals", "geologic removals", "value chain"))
	shows(t, "85", at(t, list, "E1-8", "scheme-1", "price"))
	assert.NotEmpty(t, at(t, list, "E1-8", "scheme-1", "scope-2").Missing)
	scope1, err := r.Inventory.Scope(ghg.Scope1, ghg.MarketBased)
	require.NoError(t, err)
	part := at(t, list, "E1-8", "scheme-1", "share-1")
	assert.True(t, part.Value.Equal(decimal.RequireFromString("111900.65").DivRound(scope1.Tonnes(), 40).Round(-part.Value.Exponent())), part.Value)
	require.NotNil(t, at(t, list, "E1-6", "1-traded", "current").Value)

	// Gross totals are those without ledgers.
	bare := tables(t, "esrs-e1-set-1", sample.ThreeCountries(t))
	for _, row := range []string{"1", "2-lb", "2-mb", "3", "total-lb", "total-mb"} {
		assert.Equal(t, at(t, bare, "E1-6", row, "current").Value.String(), at(t, list, "E1-6", row, "current").Value.String())
	}

	amended := tables(t, "esrs-e1-2026", r)
	for _, of := range amended {
		assert.NotEmpty(t, of.Unsure)
		assert.False(t, strings.HasSuffix(of.ID, "-intensity"))
		for _, row := range of.Rows {
			for _, c := range row.Cells {
				assert.Empty(t, c.Element)
			}
		}
	}
	shows(t, "400", at(t, amended, "E1-9-credits", "cancelled", "tonnes"))

	r.Ledgers.Credits, r.Ledgers.Prices, r.Ledgers.Trading.Lines = []report.Credit{}, []report.CarbonPrice{}, nil
	list = tables(t, "esrs-e1-set-1", r)
	shows(t, "0", at(t, list, "E1-7-credits", "cancelled", "tonnes"))
	assert.Equal(t, "none: no credits were cancelled", at(t, list, "E1-7-credits", "removals", "share").Missing)
	assert.Contains(t, at(t, list, "E1-8", "scheme-none", "price").Missing, "none:")
	assert.Contains(t, at(t, list, "E1-6", "1-traded", "current").Missing, "none:")
	assert.Contains(t, at(t, tables(t, "ifrs-s2-2023", r), "29f", "scheme-none", "price").Missing, "none:")
}

// "% N / N-1" is a ratio and not the change: 2,238 t after 2,448 t is 91.4 %, and not −8.6 %.
func TestRatioIsNoChange(t *testing.T) {
	list := tables(t, "esrs-e1-set-1", sample.ThreeCountries(t))
	ratio := at(t, list, "E1-6", "1", "ratio")
	now, before := at(t, list, "E1-6", "1", "current").Value, at(t, list, "E1-6", "1", "previous").Value
	assert.True(t, ratio.Value.Sub(now.Shift(2).DivRound(*before, 20)).Abs().LessThan(decimal.New(1, -15)))
	assert.True(t, ratio.Value.GreaterThan(decimal.NewFromInt(90)))
	assert.NotEmpty(t, ratio.Unsure)
}

// A target has a place in a row if it is for just what the row is of: 50 % of 6,158,000 t in 2030.
func TestMilestones(t *testing.T) {
	list := tables(t, "esrs-e1-set-1", sample.NEC(t))
	shows(t, "3079000", at(t, list, "E1-6", "3", "2030"))
	yearly := at(t, list, "E1-6", "3", "yearly")
	shows(t, "5", yearly) // 50 % in ten years
	assert.NotEmpty(t, yearly.Unsure)
	assert.NotEmpty(t, at(t, list, "E1-6", "1", "2030").Missing)
}

var leeds = inventory.Organisation{Name: "Works Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}

func ran(t testing.TB, org inventory.Organisation, lines ...activity.Activity) *inventory.Inventory {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}, org, lines)
	require.NoError(t, err)
	return inv
}

func instrument(id, technology string, renewable bool, volume string) scope2.Instrument {
	return scope2.Instrument{
		ID: id, Kind: ghg.Certificate, Technology: technology, Renewable: renewable, Volume: units.MustParse(volume), Rate: scope2.ZeroCarbon(), Market: "GB",
		Vintage: ghg.CalendarYear(2024), Registry: "REGO", Retirement: "statement", SoleClaim: true,
	}
}

// Power of 100 MWh: 40 of wind, 10 of nuclear and 50 that nobody knows; gas of 500 MWh by its lower heating value.
func TestEnergyMix(t *testing.T) {
	year := ghg.CalendarYear(2024)
	power := scope2.Electricity{
		ID: "power", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"), ResidualMix: factors.MustSupplied("0.4 kg CO2/kWh; a table"),
		Instruments: []scope2.Instrument{instrument("w", "wind", true, "40 MWh"), instrument("n", "nuclear", false, "10 MWh")},
	}
	solar := scope2.OnSiteGeneration{ID: "solar", Period: year, Technology: "solar", Renewable: true, Generated: units.MustParse("7 MWh"), Region: "GB"}
	gas := scope1.StationaryCombustion{
		ID: "gas", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("500 MWh(LHV)"),
	}
	leak := scope1.DirectRelease{ID: "leak", Period: year, Gas: "SF6", Mass: units.MustParse("2 kg"), Event: "repair"}
	r := report.Report{Inventory: ran(t, leeds, gas, leak, power, solar)}
	list := tables(t, "esrs-e1-set-1", r)
	shows(t, "500", at(t, list, "E1-5", "gas", "value"))
	shows(t, "40", at(t, list, "E1-5", "purchased-renewable", "value"))
	shows(t, "47", at(t, list, "E1-5", "renewable", "value")) // own generation is renewable, whether it is of fuel or not
	shows(t, "607", at(t, list, "E1-5", "total", "value"))
	assert.Contains(t, at(t, list, "E1-5", "coal", "value").Missing, "none:")
	for _, row := range []string{"purchased-fossil", "fossil", "fossil-share", "nuclear", "nuclear-share"} {
		assert.Contains(t, at(t, list, "E1-5", row, "value").Missing, `line "power": the shares of fossil and nuclear energy are not known`, row)
	}
	for _, row := range []string{"own-renewable", "renewable-fuel"} {
		assert.Contains(t, at(t, list, "E1-5", row, "value").Missing, "whether own generation is from fuel", row)
	}

	// What is stated of a line is all of its energy: 30 fossil, 30 nuclear, 40 renewable; and 7 of the sun.
	add := func(line string, source report.EnergySource, mwh int64) {
		r.Ledgers.Energy = append(r.Ledgers.Energy, report.Energy{Line: line, Source: source, MWh: decimal.NewFromInt(mwh), Document: "bill"})
	}
	add("power", report.PurchasedFossil, 30)
	add("power", report.Nuclear, 30)
	add("power", report.PurchasedRenewable, 40)
	add("solar", report.OwnRenewable, 7)
	revenue := intensity.Revenue{Used: decimal.NewFromInt(10), Statement: decimal.NewFromInt(10), Unit: "million EUR", Source: "accounts", Period: year, Approach: inventory.FinancialControl}
	r.Ledgers.HighImpact = &report.HighImpact{Lines: []string{"gas", "solar"}, Revenue: revenue}
	list = tables(t, "esrs-e1-set-1", r)
	for row, want := range map[string]string{
		"gas": "500", "purchased-fossil": "30", "fossil": "530", "nuclear": "30", "purchased-renewable": "40", "own-renewable": "7", "renewable": "47", "total": "607",
	} {
		shows(t, want, at(t, list, "E1-5", row, "value"))
	}
	assert.Equal(t, "4.94", at(t, list, "E1-5", "nuclear-share", "value").Value.Round(2).String()) // 30 ÷ 607
	shows(t, "507", at(t, list, "E1-5-production", "high-impact-energy", "value"))
	shows(t, "50.7", at(t, list, "E1-5-production", "intensity", "value"))

	r.Ledgers.Energy[0].Line = "leek"
	_, err := mustEdition(t, "esrs-e1-set-1").Tables(r)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

func mustEdition(t testing.TB, id string) disclosure.Edition {
	t.Helper()
	e, err := disclosure.EditionOf(id)
	require.NoError(t, err)
	return e
}

// What a result does not tell is missing with its reason, and never zero.
func TestEnergyThatIsNotKnown(t *testing.T) {
	year := ghg.CalendarYear(2024)
	reported := scope1.Reported{ID: "joint", Period: year, Amount: units.MustParse("5 t CO2e"), GWP: "AR5", Reporter: "operator", Source: "letter", Assurance: "none"}
	rent := scope2.Reported{ID: "rent", Period: year, Location: units.MustParse("5 t CO2e"), Market: units.MustParse("4 t CO2e"), GWP: "AR5", Reporter: "landlord", Source: "letter", Assurance: "none"}
	wood := scope1.StationaryCombustion{ID: "wood", Period: year, Fuel: "wood-pellets", Region: "GB", Amount: units.MustParse("10 t")}
	blend := scope1.MobileFuel{ID: "cars", Period: year, Fuel: "diesel/average-biofuel-blend", Region: "GB", Amount: units.MustParse("1000 L")}
	solar := scope2.OnSiteGeneration{ID: "chp", Period: year, Technology: "biogas", Renewable: true, Generated: units.MustParse("7 MWh"), Region: "GB"}
	lines := []activity.Activity{reported, rent, wood, blend, solar}
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	r := report.Report{Inventory: ran(t, leeds, lines...), Ledgers: report.Ledgers{HeatingValues: set}}
	list := tables(t, "esrs-e1-set-1", r)
	for row, want := range map[string]string{
		"coal": `line "joint": the result of scope1.reported does not tell`, "purchased-fossil": `line "rent": the result does not tell the energy`,
		"total": `and`, "own-renewable": "which may be counted already",
	} {
		assert.Contains(t, at(t, list, "E1-5", row, "value").Missing, want, row)
	}
}

// Under operational control, paragraph 50 divides 100 % of what is operated; 30 MWh of a site count as the line takes them.
func TestConsolidated(t *testing.T) {
	year := ghg.CalendarYear(2024)
	group, err := consolidation.New(consolidation.Structure{
		Parent:   "P",
		Entities: []consolidation.Entity{{ID: "P"}, {ID: "A"}},
		Holdings: []consolidation.Holding{{Owner: "P", Owned: "A", Equity: decimal.RequireFromString("0.4"), Relation: consolidation.Associate}},
		Controls: []consolidation.Control{{Entity: "A", Operational: true}},
		Accounts: []consolidation.Account{{Entity: "P", Consolidated: true}, {Entity: "A"}},
	})
	require.NoError(t, err)
	org := inventory.Organisation{Name: "Works Ltd", Approach: inventory.Unconsolidated, Period: year}
	power := func(id, entity, amount string) scope2.Electricity {
		return scope2.Electricity{
			ID: id, Entity: entity, Period: year, Region: "GB", Amount: units.MustParse(amount), GridFactor: factors.MustSupplied("0.1 t CO2/MWh; a table"),
			ResidualMix: factors.MustSupplied("0.2 t CO2/MWh; a table"),
		}
	}
	whole := ran(t, org,
		scope1.DirectRelease{ID: "p", Entity: "P", Period: year, Gas: "CO2", Mass: units.MustParse("4900 t"), Event: "vented"},
		scope1.DirectRelease{ID: "a", Entity: "A", Period: year, Gas: "CO2", Mass: units.MustParse("2450 t"), Event: "vented"},
		power("pp", "P", "8300 MWh"), power("ap", "A", "4900 MWh"),
	)
	consolidated := func(a inventory.Approach) report.Report {
		c, err := group.Consolidate(whole, consolidation.Options{Approach: a, Scope2: ghg.LocationBased})
		require.NoError(t, err)
		return report.Report{Inventory: c.Inventory(), Ledgers: report.Ledgers{Group: c}}
	}
	r := consolidated(inventory.OperationalControl)
	list := tables(t, "esrs-e1-set-1", r)
	for row, want := range map[string][3]string{"1": {"4900", "2450", "7350"}, "2-lb": {"830", "490", "1320"}, "2-mb": {"1660", "980", "2640"}} {
		for i, column := range []string{"accounts", "others", "total"} {
			shows(t, want[i], at(t, list, "E1-6-50", row, column))
		}
	}
	ifrs := tables(t, "ifrs-s2-2023", r)
	shows(t, "490", at(t, ifrs, "29a-iv", "2-lb", "others"))
	shows(t, "13200", at(t, list, "E1-5", "total", "value"))

	// By equity share, 40 % of 4,900 MWh is used; paragraph 46 does not take such an inventory.
	list = tables(t, "esrs-e1-set-1", consolidated(inventory.EquityShare))
	shows(t, "10260", at(t, list, "E1-5", "total", "value"))
	assert.Contains(t, at(t, list, "E1-6-50", "1", "others").Missing, "equity share")

	r.Ledgers.Group = consolidated(inventory.OperationalControl).Ledgers.Group
	require.ErrorIs(t, r.Check(), ghg.ErrMixed)
}

// The statutory report is that of package shk: 5,500 t direct and 452 t indirect.
func TestStatutoryReport(t *testing.T) {
	r := statutory(t)
	list := tables(t, "shk", r)
	shows(t, "5500", at(t, list, "shk-emissions", "energy CO2, direct", "basic"))
	shows(t, "452", at(t, list, "shk-emissions", "energy CO2, indirect", "adjusted"))
	shows(t, "47", at(t, list, "shk-emissions", "SF6", "basic"))
	shows(t, "5952", at(t, list, "shk-emissions", "total", "basic"))
	shows(t, "5852", at(t, list, "shk-emissions", "total", "adjusted"))
	shows(t, "2230.152", at(t, list, "shk-energy", "energy", "value"))
	shows(t, "100", at(t, list, "shk-adjustments", "adjustment-1", "amount"))
	assert.Equal(t, "1", at(t, list, "shk-emissions", "energy CO2, direct", "basic").Of.String())
	assert.Contains(t, at(t, list, "shk-emissions", "SF6", "status").Text, "not reported")
	assert.Contains(t, at(t, tables(t, "ssbj-2025", r), "29a-iii", "jurisdiction", "value").Text, "SHK")

	undecided := *r.Ledgers.SHK
	undecided.Basic, undecided.Adjusted, undecided.Energy, undecided.Adjustments = nil, nil, nil, nil
	r.Ledgers.SHK = &undecided
	list = tables(t, "shk", r)
	assert.NotEmpty(t, at(t, list, "shk-emissions", "total", "basic").Missing)
	assert.NotEmpty(t, at(t, list, "shk-energy", "energy", "value").Missing)

	other := undecided
	other.Company = "Another KK"
	r.Ledgers.SHK = &other
	require.ErrorIs(t, r.Check(), ghg.ErrMixed)
	other.Company, other.Year = "Example KK", 2020
	require.ErrorIs(t, r.Check(), ghg.ErrMixed)
}

func statutory(t testing.TB) report.Report {
	t.Helper()
	set, err := japan.Load(japan.Edition2026_06)
	require.NoError(t, err)
	year := ghg.FiscalYear(2025, time.April, ghg.LabelStartYear)
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5UNFCCC()}, inventory.Organisation{Name: "Example KK", Approach: inventory.FinancialControl, Period: year}, []activity.Activity{
		scope1.StationaryCombustion{ID: "boiler", Site: "works", Period: year, Fuel: "heavy-oil-a", Region: "JP", Amount: units.MustParse("2000 kL")},
		scope1.DirectRelease{ID: "switchgear", Site: "works", Period: year, Gas: "SF6", Mass: units.MustParse("2 kg"), Event: "repair"},
		scope2.SHKElectricity{ID: "power", Site: "works", Period: year, Amount: units.MustParse("1000 MWh"), Supplier: "a0269", Menu: "residual"},
	})
	require.NoError(t, err)
	rep, err := shk.Of(inv, shk.FY2024(), shk.Statement{
		Employees: 300, Sites: []string{"works"},
		Energy:      &shk.EnergyRules{HeatingValues: set, Conversions: []shk.Conversion{{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"}}},
		Adjustments: []shk.Adjustment{{Kind: shk.DomesticCredits, CO2e: tonnes(t, "100"), Source: "registry"}},
		CCUFuels:    []shk.CCUFuel{{Name: "e-methane", Amount: units.MustParse("5 GJ(HHV)"), Source: "contract"}},
	})
	require.NoError(t, err)
	return report.Report{Inventory: inv, Ledgers: report.Ledgers{SHK: &rep}}
}

// Where lines of category 3 count by one method of scope 2, scope 3 is a figure by each.
func TestTwoFiguresOfScope3(t *testing.T) {
	year := ghg.CalendarYear(2024)
	org := leeds
	org.Category3By = map[string]ghg.Accounting{"upstream-lb": ghg.LocationBased, "upstream-mb": ghg.MarketBased}
	upstream := func(id, amount string) scope3.Reported {
		return scope3.Reported{ID: id, Period: year, Category: 3, Amount: units.MustParse(amount), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"}
	}
	r := report.Report{Inventory: ran(t, org,
		scope1.DirectRelease{ID: "leak", Period: year, Gas: "CO2", Mass: units.MustParse("20 t"), Event: "vented"},
		scope2.Electricity{ID: "power", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"), ResidualMix: factors.MustSupplied("0.4 kg CO2/kWh; a table")},
		upstream("upstream-lb", "5 t CO2e"), upstream("upstream-mb", "7 t CO2e"),
	)}
	list := tables(t, "esrs-e1-set-1", r)
	shows(t, "7", at(t, list, "E1-6", "3", "current"))
	shows(t, "5", at(t, list, "E1-6", "3-lb", "current"))
	shows(t, "67", at(t, list, "E1-6", "total-mb", "current"))
}

func TestTargetsOfIFRS(t *testing.T) {
	r := ledgered(t)
	list := tables(t, "ifrs-s2-2023", r)
	shows(t, "1000", at(t, list, "33-36", "credits", "target-1"))
	assert.Equal(t, "Puro: technological removal", at(t, list, "33-36", "credits-kind", "target-1").Text)
	assert.Contains(t, at(t, list, "33-36", "coverage", "target-1").Text, "market-based")
	net := at(t, list, "33-36", "net", "target-1")
	require.NotNil(t, net.Value)
	assert.True(t, net.Value.Equal(r.Targets[0].Stated.Net.Tonnes()))
	assert.Equal(t, "Not validated yet.", at(t, list, "33-36", "validation", "target-1").Text)
	assert.Equal(t, "missing: not stated", at(t, list, "33-36", "agreement", "target-1").Missing)
	shows(t, "85", at(t, list, "29f", "scheme-1", "price"))
	require.NotNil(t, at(t, list, "29a", "2-instruments", "current").Value)
	r.Targets = append(r.Targets, r.Targets[0])
	second := &r.Targets[1]
	second.Absolute.Name, second.Progress, second.Withheld, second.Stated = "Second", targets.Progress{}, "restated", report.TargetStatement{}
	second.Absolute.Milestones = append(slices.Clone(second.Absolute.Milestones), targets.Milestone{Year: 2050, Reduction: decimal.RequireFromString("0.9")})
	list = tables(t, "ssbj-2025", r)
	assert.Contains(t, at(t, list, "33-36", "milestone-2", "target-1").Missing, "no further")
	assert.Equal(t, "2050", at(t, list, "33-36", "milestone-2", "target-2").Text)
	assert.NotEmpty(t, at(t, list, "33-36", "reported", "target-2").Missing)
	assert.Contains(t, at(t, list, "33-36", "net", "target-2").Missing, "nothing is netted")
	r.Targets, r.Ledgers.Credits = nil, nil
	list = tables(t, "ssbj-2025", r)
	assert.NotEmpty(t, at(t, list, "33-36", "base", "target-none").Missing)
}

// A path that the report does not have is an error.
func TestInputsOfLedgers(t *testing.T) {
	r, japan := ledgered(t), statutory(t)
	for _, path := range []string{
		"ledgers", "ledgers/x", "ledgers/credits", "ledgers/credits/x", "ledgers/credits/planned/x", "ledgers/removals/x/own", "ledgers/removals/reversals/x",
		"ledgers/group/accounts/scope 1", "ledgers/prices/9/price", "ledgers/prices/0/scope 2", "ledgers/prices/0/x", "ledgers/shk/basic", "ledgers/high-impact/x", "ledgers/production/renewable",
	} {
		_, err := disclosure.InputOf(r, path)
		require.ErrorIs(t, err, ghg.ErrMissing, path)
	}
	for _, path := range []string{"ledgers/shk/x", "ledgers/shk/rows/99/basic", "ledgers/shk/rows/0/x", "ledgers/shk/adjustments/9", "ledgers/shk/certificates/9", "ledgers/shk/ccu/9"} {
		_, err := disclosure.InputOf(japan, path)
		require.ErrorIs(t, err, ghg.ErrMissing, path)
	}
}

// A set of heating values converts gas in m3, and what it does not have is missing.
func TestHeatingValues(t *testing.T) {
	year := ghg.CalendarYear(2024)
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	r := report.Report{Ledgers: report.Ledgers{HeatingValues: set}, Inventory: ran(t, leeds,
		scope1.StationaryCombustion{ID: "oil", Period: year, Fuel: "burning-oil", Region: "GB", Amount: units.MustParse("10 t")},
		scope1.StationaryCombustion{ID: "gas", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1000 kWh(HHV)")},
	)}
	list := tables(t, "esrs-e1-set-1", r)
	oil := at(t, list, "E1-5", "oil", "value")
	if oil.Value != nil {
		assert.True(t, oil.Value.GreaterThan(decimal.NewFromInt(115)) && oil.Value.LessThan(decimal.NewFromInt(125)), oil.Value) // 43.9 GJ/t
	} else {
		assert.Contains(t, oil.Missing, "lower heating value")
	}
	assert.Contains(t, at(t, list, "E1-5", "gas", "value").Missing, "lower heating value")
	blend := report.Report{Inventory: ran(t, leeds,
		scope1.MobileFuel{ID: "cars", Period: year, Fuel: "diesel/average-biofuel-blend", Region: "GB", Amount: units.MustParse("1000 kWh(LHV)")},
	)}
	assert.Contains(t, at(t, tables(t, "esrs-e1-set-1", blend), "E1-5", "oil", "value").Missing, "the source of fuel/diesel/average-biofuel-blend is not known")
}
