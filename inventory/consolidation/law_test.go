package consolidation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// FuzzShares builds groups from bytes: the equity share is at most 1, control is 0 or 1 but for joint control, a company
// that is owned and operated wholly has one share by every approach, and what is counted and what is not add up to all.
func FuzzShares(f *testing.F) {
	f.Add([]byte{1, 83, 0, 3}, uint32(1000))
	f.Add([]byte{9, 50, 1, 0, 9, 50, 2, 1, 200, 30, 3, 2}, uint32(7))
	f.Add([]byte{0, 100, 0, 3, 0, 100, 0, 3, 0, 100, 0, 3}, uint32(1))
	f.Fuzz(func(t *testing.T, text []byte, litres uint32) {
		s := groupOf(text)
		g, err := consolidation.New(s)
		if err != nil {
			return
		}
		year := ghg.CalendarYear(2024)
		var activities []activity.Activity
		for _, e := range s.Entities {
			activities = append(activities, burn(t, e.ID, e.ID, "", year, strconv.FormatUint(uint64(litres), 10), "0.7"))
		}
		inv := gross(t, year, activities...)
		for _, a := range approaches {
			checkLaws(t, g, inv, a, s)
		}
	})
}

// FuzzApproachesAgree builds trees of companies that are owned and operated wholly, by one owner or by two: all approaches
// count everything, and no result is elsewhere than it was.
func FuzzApproachesAgree(f *testing.F) {
	f.Add([]byte{0, 0, 1}, uint32(1000))
	f.Add([]byte{0x10, 0x21, 0x32}, uint32(3))
	f.Fuzz(func(t *testing.T, text []byte, litres uint32) {
		const most = 12
		s, year := consolidation.Structure{Parent: "e0", Entities: entities("e0")}, ghg.CalendarYear(2024)
		for i, b := range text[:min(len(text), most)] {
			id, one, two := fmt.Sprintf("e%d", i+1), fmt.Sprintf("e%d", int(b&15)%(i+1)), fmt.Sprintf("e%d", int(b>>4)%(i+1))
			s.Entities, s.Controls = append(s.Entities, entities(id)...), append(s.Controls, control(id, true, true))
			if one == two {
				s.Holdings = append(s.Holdings, hold(one, id, "1", consolidation.Subsidiary))
			} else {
				s.Holdings = append(s.Holdings, hold(one, id, "0.3", consolidation.Subsidiary), hold(two, id, "0.7", consolidation.Subsidiary))
			}
		}
		var activities []activity.Activity
		for _, e := range s.Entities {
			activities = append(activities, burn(t, e.ID, e.ID, "", year, strconv.FormatUint(uint64(litres), 10), "0.7"), power(t, "power "+e.ID, e.ID, "", year, "10"))
		}
		g, inv := group(t, s), gross(t, year, activities...)
		want := figure(t, inv, func(ghg.Result) bool { return true })
		for _, a := range approaches {
			counted := consolidated(t, g, inv, a).Inventory()
			require.Equal(t, want, figure(t, counted, func(ghg.Result) bool { return true }), a)
			require.Equal(t, "0", figure(t, counted, of(ghg.Scope3)), a)
		}
	})
}

// groupOf reads a group: four bytes for each entity: an earlier owner, a percentage, a relation, the control.
func groupOf(text []byte) consolidation.Structure {
	const each, most = 4, 12
	s := consolidation.Structure{Parent: "e0", Entities: entities("e0")}
	for i := 1; len(text) >= each && i <= most; i++ {
		id := fmt.Sprintf("e%d", i)
		s.Entities = append(s.Entities, entities(id)...)
		for _, owner := range []int{int(text[0]&15) % i, int(text[0]>>4) % i} {
			h := hold(fmt.Sprintf("e%d", owner), id, "0", consolidation.Relation(text[2]%6+1))
			h.Equity = decimal.New(int64(text[1]%101), -2)
			s.Holdings = append(s.Holdings, h)
			if int(text[0]&15)%i == int(text[0]>>4)%i {
				break
			}
		}
		s.Controls = append(s.Controls, control(id, text[3]&1 > 0, text[3]&2 > 0))
		text = text[each:]
	}
	return s
}

func checkLaws(t *testing.T, g *consolidation.Group, inv *inventory.Inventory, a inventory.Approach, s consolidation.Structure) {
	t.Helper()
	for _, e := range s.Entities {
		shares, err := g.Shares(a, e.ID, ghg.CalendarYear(2024))
		require.NoError(t, err)
		require.Len(t, shares, 1)
		v := shares[0].Value
		require.False(t, v.IsNegative() || v.GreaterThan(decimal.NewFromInt(1)), "%s by %s: %s", e.ID, a, v)
		require.False(t, a == inventory.OperationalControl && !v.IsZero() && !v.Equal(decimal.NewFromInt(1)))
	}
	c, err := g.Consolidate(inv, consolidation.Options{Approach: a, Scope2: ghg.LocationBased})
	if err != nil {
		return // an entity that nobody in the group holds
	}
	lines, err := c.Outside()
	require.NoError(t, err)
	var gross, counted, outside ghg.CO2e
	for _, l := range lines {
		require.False(t, l.Outside.Kg().IsNegative(), "%s by %s counts more than there is", l.Entity, a)
		gross, counted, outside = gross.Add(l.Gross), counted.Add(l.Counted), outside.Add(l.Outside)
	}
	require.Equal(t, gross.Kg().String(), counted.Add(outside).Kg().String())
	for r := range c.Inventory().Results() {
		require.NoError(t, r.Check())
	}
}

// All three approaches agree where everything is owned and operated wholly.
func TestApproachesAgree(t *testing.T) {
	g := group(t, consolidation.Structure{
		Parent: "root", Entities: entities("root", "A", "B"),
		Holdings: []consolidation.Holding{hold("root", "A", "1", consolidation.Subsidiary), hold("A", "B", "1", consolidation.Subsidiary)},
		Controls: []consolidation.Control{control("A", true, true), control("B", true, true)},
	})
	year := ghg.CalendarYear(2024)
	inv := gross(t, year, fuel(t, "a", "A", "", year, "10"), fuel(t, "b", "B", "", year, "20"), power(t, "c", "root", "", year, "5"))
	for _, a := range approaches {
		assert.Equal(t, "81.8", figure(t, consolidated(t, g, inv, a).Inventory(), func(ghg.Result) bool { return true }))
	}
}

// The order of the lines and the way they are held change no byte: lines that share a derivation, and results.
func TestSameConsolidation(t *testing.T) {
	s, year := holland(), ghg.CalendarYear(2024)
	var activities []activity.Activity
	for i := range 60 {
		e := s.Entities[i%len(s.Entities)].ID
		activities = append(activities, fuel(t, fmt.Sprint("fuel ", i), e, "", year, strconv.Itoa(i+1)), power(t, fmt.Sprint("power ", i), e, "", year, strconv.Itoa(i+1)),
			purchase(t, fmt.Sprint("goods ", i), e, year, strconv.Itoa(i+1)))
	}
	g, lines := group(t, s), gross(t, year, activities...)
	direct, err := inventory.Of(lines.Organisation(), results(lines))
	require.NoError(t, err)
	for _, a := range approaches {
		one, other := receipts(t, consolidated(t, g, lines, a)), receipts(t, consolidated(t, g, direct, a))
		assert.Equal(t, one, other, a)
		total, err := consolidated(t, g, lines, a).Inventory().Partial(ghg.LocationBased)
		require.NoError(t, err)
		again, err := inventory.Of(consolidated(t, g, lines, a).Inventory().Organisation(), results(consolidated(t, g, lines, a).Inventory()))
		require.NoError(t, err)
		want, err := again.Partial(ghg.LocationBased)
		require.NoError(t, err)
		assert.Equal(t, want.Total().Kg().String(), total.Total().Kg().String(), "the sums of lines are those of their results")
	}
}

// purchase is goods with texts and an amount of the line's own: the item, the supplier, the purchase and what was paid.
func purchase(t *testing.T, id, entity string, p ghg.Period, kg string) activity.Activity {
	t.Helper()
	a := goods(t, id, entity, p, kg).(scope3.PurchasedAverageData)
	a.Item, a.Supplier, a.Purchase, a.Spend = "item of "+id, "supplier of "+id, "order of "+id, units.MustParse(kg+"0 EUR")
	return a
}

func receipts(t *testing.T, c *consolidation.Consolidation) map[string]string {
	t.Helper()
	all := map[string]string{}
	for r := range c.Inventory().Results() {
		text, err := r.Receipt()
		require.NoError(t, err)
		all[r.ID+r.Part+r.Accounting.String()] = string(text)
	}
	return all
}

// A structure is read from sheets and as JSON, strictly.
func TestStructureInText(t *testing.T) {
	want := holland()
	var holdings, controls strings.Builder
	holdings.WriteString("owner,owned,equity,relation,to\n")
	for i, h := range want.Holdings {
		want.Holdings[i].To = day(t, "2030-01-01")
		fmt.Fprintf(&holdings, "%s,%s,%s,%s,2030-01-01\n", h.Owner, h.Owned, h.Equity, h.Relation)
	}
	controls.WriteString("entity,financial,operational,to\n")
	for i, c := range want.Controls {
		want.Controls[i].To = day(t, "2030-01-01")
		fmt.Fprintf(&controls, "%s,%t,%t,2030-01-01\n", c.Entity, c.Financial, c.Operational)
	}
	got := consolidation.Structure{Parent: want.Parent, Entities: want.Entities}
	var err error
	got.Holdings, err = consolidation.ReadCSV[consolidation.Holding](strings.NewReader(holdings.String()), "holdings.csv")
	require.NoError(t, err)
	got.Controls, err = consolidation.ReadCSV[consolidation.Control](strings.NewReader(controls.String()), "controls.csv")
	require.NoError(t, err)
	latitude, longitude := d("51.85"), d("4.50")
	want.Sites = []consolidation.Site{{ID: "Leiden", Entity: "BGB", Country: "NL", Latitude: &latitude, Longitude: &longitude}}
	want.Leases = []consolidation.Lease{{Asset: "hall", Site: "Leiden", Role: consolidation.Lessee, Kind: consolidation.OperatingLease}}
	want.Accounts = []consolidation.Account{{Entity: "BGB", Consolidated: true}}
	got.Sites, got.Leases, got.Accounts = want.Sites, want.Leases, want.Accounts
	text, err := json.Marshal(want)
	require.NoError(t, err)
	quotes, zeros := decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros
	defer func() { decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = quotes, zeros }()
	decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = true, false
	again, err := json.Marshal(want)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again), "whatever the program sets in package decimal")
	assert.Contains(t, string(text), `"longitude":"4.5"`)
	other, err := json.Marshal(got)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(other))

	var read consolidation.Structure
	require.NoError(t, json.Unmarshal(text, &read))
	again, err = json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	for _, bad := range []string{`{"parent":"a","entities":[{"id":"b"}]}`, `{"parent":"a","entities":[{"id":"a"}],"owner":1}`, `[]`, `{"parent":"a","parent":"a","entities":[{"id":"a"}]}`} {
		require.Error(t, json.Unmarshal([]byte(bad), &read))
	}
	_, err = json.Marshal(consolidation.Structure{})
	require.Error(t, err)
	require.Error(t, (*consolidation.Structure)(nil).UnmarshalJSON(text))

	_, err = consolidation.ReadCSV[consolidation.Lease](strings.NewReader("asset,site,role,kind\nhall,Leiden,tenant,operating\n"), "leases.csv")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "leases.csv")
	assert.Contains(t, err.Error(), "lessee")
	_, err = consolidation.ReadCSV[consolidation.Site](nil, "sites.csv")
	require.Error(t, err)
	_, err = consolidation.ReadCSV[consolidation.Account](bytes.NewReader(nil), "accounts.csv")
	require.Error(t, err)
	for _, none := range []interface{ MarshalText() ([]byte, error) }{consolidation.Relation(0), consolidation.LeaseRole(0), consolidation.LeaseKind(0)} {
		_, err := none.MarshalText()
		require.Error(t, err)
	}
}

// BenchmarkConsolidate takes a group of 500 companies with 10⁶ lines of 40 kinds through all three approaches.
func BenchmarkConsolidate(b *testing.B) {
	const companies, lines, kinds = 500, 1_000_000, 40
	s, year := consolidation.Structure{Parent: "e0", Entities: entities("e0")}, ghg.CalendarYear(2024)
	for i := 1; i < companies; i++ {
		id := fmt.Sprint("e", i)
		s.Entities = append(s.Entities, entities(id)...)
		s.Holdings = append(s.Holdings, hold(fmt.Sprint("e", i/3), id, "0.9", consolidation.Subsidiary))
		s.Controls = append(s.Controls, control(id, true, i%5 > 0))
	}
	for i := range s.Holdings {
		if i%7 == 0 {
			s.Holdings[i].Relation, s.Controls[i] = consolidation.JointVenture, control(s.Holdings[i].Owned, false, true)
		}
	}
	g := group(b, s)
	activities := make([]activity.Activity, lines)
	for i := range activities {
		activities[i] = burn(b, strconv.Itoa(i), fmt.Sprint("e", i%companies), "", year, strconv.Itoa(i+1), strconv.Itoa(i/companies%kinds+1))
	}
	inv := gross(b, year, activities...)
	for b.Loop() {
		for _, a := range approaches {
			c, err := g.Consolidate(inv, consolidation.Options{Approach: a, Scope2: ghg.LocationBased})
			require.NoError(b, err)
			p, err := c.Inventory().Partial(ghg.LocationBased)
			require.NoError(b, err)
			require.False(b, p.Total().IsZero())
		}
	}
}
