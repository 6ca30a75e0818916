package scope2_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// A certificate of the United States and one of California only, of 8,784 MWh each, for a site in each of California and
// New York: used first, the national one must leave California to the other.
func TestAllocationStrandsNothing(t *testing.T) {
	us, camx := certificate("us", "8784 MWh"), certificate("us-camx", "8784 MWh")
	us.Market, camx.Market = "US", "US-CAMX"
	us.Vintage = ghg.Period{Start: year.Start, End: ghg.Date{Year: 2024, Month: 7, Day: 1}} // used first
	a, err := ledger(t, us, camx).Allocate([]scope2.Electricity{
		at("a", "california", "US-CAMX", "8784 MWh"), at("b", "new-york", "US-NYUP", "8784 MWh"),
	})
	require.NoError(t, err)
	assert.Empty(t, a.Unused)
	assert.Equal(t, []string{"california: us-camx 8784 MWh", "new-york: us 8784 MWh"}, parts(a))

	// What is left over is of the latest vintage, although one site alone could take it.
	ny := certificate("us-nyup", "10 MWh")
	ny.Market = "US-NYUP"
	us.Volume, camx.Volume = energy("10 MWh"), energy("10 MWh")
	camx.Vintage = ghg.Period{Start: year.Start, End: ghg.Date{Year: 2024, Month: 10, Day: 1}}
	a, err = ledger(t, us, camx, ny).Allocate([]scope2.Electricity{at("a", "ca", "US-CAMX", "10 MWh"), at("b", "ny", "US-NYUP", "10 MWh")})
	require.NoError(t, err)
	assert.Equal(t, []string{"ca: us-camx 10 MWh", "ny: us 10 MWh"}, parts(a))
	require.Len(t, a.Unused, 1)
	assert.Equal(t, "us-nyup", a.Unused[0].Instrument.ID)
}

// smallCase is an allocation small enough to try every one: whole numbers of MWh.
type smallCase struct {
	instruments []scope2.Instrument // in the order of use
	purchases   []scope2.Electricity
	eligible    [][]bool
}

// randomCase draws markets, vintages and bindings, whose eligible purchases overlap in every way.
func randomCase(r *rand.Rand) smallCase {
	half := []ghg.Period{
		{Start: year.Start, End: ghg.Date{Year: 2024, Month: 7, Day: 1}}, {Start: ghg.Date{Year: 2024, Month: 7, Day: 1}, End: year.End}, year,
	}
	markets := []string{"US-CAMX", "US-NYUP", "US"}
	var c smallCase
	for i := range 3 + r.IntN(2) {
		p := at("site"+strconv.Itoa(i), "p"+strconv.Itoa(i), markets[i%2], strconv.Itoa(1+r.IntN(2))+" MWh")
		p.Period = half[i/2%2]
		c.purchases = append(c.purchases, p)
	}
	for i := range 3 + r.IntN(2) {
		in := certificate(fmt.Sprintf("i%d", r.IntN(10)*10+i), strconv.Itoa(1+r.IntN(2))+" MWh")
		in.Market, in.Vintage = markets[r.IntN(3)], half[r.IntN(3)]
		if r.IntN(6) == 0 {
			in.Purchase = c.purchases[r.IntN(len(c.purchases))].ID
		}
		c.instruments = append(c.instruments, in)
	}
	slices.SortFunc(c.instruments, func(a, b scope2.Instrument) int {
		if (a.Purchase == "") != (b.Purchase == "") {
			return len(b.Purchase) - len(a.Purchase)
		}
		if n := a.Vintage.End.Compare(b.Vintage.End); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	for i := range c.instruments {
		in := &c.instruments[i]
		var row []bool
		for _, p := range c.purchases {
			sameMarket := in.Market == "US" || in.Market == p.Region
			sameTime := in.Vintage == year || in.Vintage == p.Period
			row = append(row, sameMarket && sameTime && (in.Purchase == "" || in.Purchase == p.ID))
		}
		c.eligible = append(c.eligible, row)
	}
	return c
}

// best tries every allocation and returns the best by the rule: the most covered, then the use of each instrument in
// order, then every pair in order.
func (c *smallCase) best() []int {
	m, n := len(c.instruments), len(c.purchases)
	volume, need := make([]int, m), make([]int, n)
	for i := range volume {
		volume[i] = int(c.instruments[i].Volume.Value.IntPart())
	}
	for j := range need {
		need[j] = int(c.purchases[j].Amount.Value.IntPart())
	}
	flow := make([]int, m*n)
	var best []int // total, uses, pairs
	var try func(k int)
	try = func(k int) {
		if k == m*n {
			score := make([]int, 1+m, 1+m+m*n)
			for e, x := range flow {
				score[0] += x
				score[1+e/n] += x
			}
			if score = append(score, flow...); slices.Compare(score, best) > 0 {
				best = score
			}
			return
		}
		i, j, most := k/n, k%n, 0
		if c.eligible[i][j] {
			most = min(volume[i], need[j])
		}
		for x := range most + 1 {
			flow[k], volume[i], need[j] = x, volume[i]-x, need[j]-x
			try(k + 1)
			flow[k], volume[i], need[j] = 0, volume[i]+x, need[j]+x
		}
	}
	try(0)
	return best[1+m:]
}

// flow returns the energy from each instrument to each purchase of an allocation.
func (c *smallCase) flow(t *testing.T, a scope2.Allocation) []int {
	t.Helper()
	out := make([]int, len(c.instruments)*len(c.purchases))
	for _, p := range a.Purchases {
		j := slices.IndexFunc(c.purchases, func(q scope2.Electricity) bool { return q.ID == p.ID })
		for _, in := range p.Instruments {
			i := slices.IndexFunc(c.instruments, func(o scope2.Instrument) bool { return o.ID == in.ID })
			out[i*len(c.purchases)+j] += int(in.Volume.Value.IntPart())
		}
	}
	return out
}

// The allocation is the best of all that there are, in any order of the lists.
func TestAllocationAgainstEveryOther(t *testing.T) {
	r := rand.New(rand.NewPCG(2024, 9)) //nolint:gosec // cases, not secrets
	rerouted := 0
	for n := range 1500 {
		c := randomCase(r)
		want := c.best()
		instruments, purchases := slices.Clone(c.instruments), slices.Clone(c.purchases)
		r.Shuffle(len(instruments), func(i, j int) { instruments[i], instruments[j] = instruments[j], instruments[i] })
		r.Shuffle(len(purchases), func(i, j int) { purchases[i], purchases[j] = purchases[j], purchases[i] })
		a, err := ledger(t, instruments...).Allocate(purchases)
		require.NoError(t, err)
		require.Equal(t, want, c.flow(t, a), "case %d: %v", n, c)
		if !slices.Equal(want, c.greedy()) {
			rerouted++
		}
	}
	assert.Greater(t, rerouted, 50, "the cases must include ones where instruments give way to each other")
}

// greedy covers with one instrument after the other and never looks back.
func (c *smallCase) greedy() []int {
	n := len(c.purchases)
	out, need := make([]int, len(c.instruments)*n), make([]int, n)
	for j := range need {
		need[j] = int(c.purchases[j].Amount.Value.IntPart())
	}
	for i := range c.instruments {
		left := int(c.instruments[i].Volume.Value.IntPart())
		for j := range need {
			if c.eligible[i][j] {
				x := min(left, need[j])
				out[i*n+j], left, need[j] = x, left-x, need[j]-x
			}
		}
	}
	return out
}

// BenchmarkAllocate allocates 200 instruments to 100 purchases in three overlapping markets.
func BenchmarkAllocate(b *testing.B) {
	markets := []string{"US", "US-CAMX", "US-NYUP"}
	var purchases []scope2.Electricity
	for i := range 100 {
		p := at(fmt.Sprintf("site-%03d", i), fmt.Sprintf("p-%03d", i), markets[1+i%2], "1 MWh")
		p.Amount = units.New(decimal.New(int64(100+i*37%91), 0), p.Amount.Unit)
		purchases = append(purchases, p)
	}
	var instruments []scope2.Instrument
	for i := range 200 {
		in := certificate(fmt.Sprintf("rec-%03d", i), "1 MWh")
		in.Market, in.Volume = markets[i*i%3], units.New(decimal.New(int64(40+i*53%67), 0), in.Volume.Unit)
		instruments = append(instruments, in)
	}
	l := ledger(b, instruments...)
	b.ReportAllocs()
	for b.Loop() {
		_, err := l.Allocate(purchases)
		require.NoError(b, err)
	}
}
