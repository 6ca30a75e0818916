package land_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/units"
)

// The order of entries and claims changes no byte of the statement, the totals or what neutralises.
func FuzzOrder(f *testing.F) {
	f.Add(uint64(1), uint32(500))
	f.Add(uint64(7), uint32(0))
	f.Fuzz(func(t *testing.T, seed uint64, credits uint32) {
		s := farm()
		s.Others = append(s.Others, land.Claim{Project: "quarry", Claimant: "B", Period: year, Share: d("0.2")}, land.Claim{Project: "quarry", Claimant: "A", Period: year, Share: d("0.3")})
		find(&s, "cattle").Credits, _ = ghg.KgCO2e(decimal.NewFromInt(int64(credits)))
		before := all(t, s)
		order := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // an order to test
		order.Shuffle(len(s.Entries), func(i, j int) { s.Entries[i], s.Entries[j] = s.Entries[j], s.Entries[i] })
		order.Shuffle(len(s.Others), func(i, j int) { s.Others[i], s.Others[j] = s.Others[j], s.Others[i] })
		require.Equal(t, before, all(t, s))
	})
}

// all returns what a statement gives, as text.
func all(t *testing.T, s land.Statement) string {
	t.Helper()
	text, err := json.Marshal(s)
	require.NoError(t, err)
	r := register(t, s)
	totals, err := r.Totals(year, ghg.AR6())
	require.NoError(t, err)
	sums, err := json.Marshal(totals)
	require.NoError(t, err)
	n, err := r.Neutralisation(land.NeutralisationV2(), year)
	require.NoError(t, err)
	return string(text) + string(sums) + totals.String() + fmt.Sprint(n)
}

// Splitting an entry in two, with its credits and its share of a project, changes no total.
func FuzzSplit(f *testing.F) {
	f.Add(uint8(0), uint16(1), uint16(3))
	f.Add(uint8(5), uint16(900), uint16(1))
	f.Add(uint8(6), uint16(0), uint16(7))
	f.Fuzz(func(t *testing.T, which uint8, part, rest uint16) {
		ids := []string{"clearing", "cattle", "drought", "rock", "storage", "boiler", "fields"}
		id := ids[int(which)%len(ids)]
		share := decimal.New(int64(part)+1, -6)
		s := farm()
		find(&s, "rock").Credits = tonnes("2")
		before, err := register(t, s).Totals(year, ghg.AR6())
		require.NoError(t, err)
		whole := *find(&s, id)
		second := scaled(t, whole, one.Sub(share))
		second.ID = fmt.Sprint(id, ", rest ", rest)
		*find(&s, id) = scaled(t, whole, share)
		s.Entries = append(s.Entries, second)
		after, err := register(t, s).Totals(year, ghg.AR6())
		require.NoError(t, err)
		require.Len(t, after.Rows, len(before.Rows))
		for i, a := range after.Rows {
			b := before.Rows[i]
			require.True(t, a.CO2e.Equal(b.CO2e) && a.Adjusted.Equal(b.Adjusted) && a.Occupation.Value.Equal(b.Occupation.Value), "%v, %v", a, b)
		}
	})
}

var one = decimal.New(1, 0)

func scaled(t *testing.T, e land.Entry, share decimal.Decimal) land.Entry {
	t.Helper()
	var err error
	e.Amounts, err = e.Amounts.Scale(share)
	require.NoError(t, err)
	e.Credits, err = e.Credits.Scale(share)
	require.NoError(t, err)
	e.Evidence.Allocation = e.Evidence.Allocation.Mul(share)
	if e.Ledger == land.LandOccupation {
		e.Occupation, err = e.Occupation.Mul(share)
		require.NoError(t, err)
	}
	return e
}

// Reversals are never more than what they reverse: two of them are accepted exactly up to the removal.
func FuzzReversals(f *testing.F) {
	f.Add(uint32(100), uint32(40), uint32(60))
	f.Add(uint32(100), uint32(40), uint32(61))
	f.Add(uint32(0), uint32(0), uint32(0))
	f.Fuzz(func(t *testing.T, removed, first, second uint32) {
		text := func(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
		later := linked("second", land.Reversals, "soil", kg("CO2", text(second)))
		later.Period = ghg.CalendarYear(2030)
		s := land.Statement{Organisation: "x", Edition: land.StandardV1_0(), Entries: []land.Entry{
			landRemoval("soil", text(removed)), linked("first", land.Reversals, "soil", kg("CO2", text(first))), later, occupation("fields", "1 ha·year"),
		}}
		r, err := land.New(s)
		if uint64(first)+uint64(second) > uint64(removed) {
			require.ErrorIs(t, err, ghg.ErrOutOfRange)
			return
		}
		require.NoError(t, err)
		totals, err := r.Totals(year, ghg.AR6())
		require.NoError(t, err)
		gross, err := totals.CO2e(land.LandRemovals, ghg.Scope1, 0)
		require.NoError(t, err)
		require.Equal(t, text(removed), gross.Kg().String(), "a reversal changes no removal")
	})
}

// The parts of the years of a spread add up to the whole of a conversion.
func FuzzSpread(f *testing.F) {
	f.Add(uint8(20), uint32(120), true)
	f.Add(uint8(20), uint32(120), false)
	f.Add(uint8(1), uint32(0), true)
	f.Fuzz(func(t *testing.T, years uint8, loss uint32, linear bool) {
		s := land.Spread{Years: int(years)%100 + 1, Discounting: land.EqualDiscounting}
		if linear {
			s.Discounting = land.LinearDiscounting
		}
		// 12 kg of carbon are 44 kg of CO2.
		c := land.Conversion{ID: "a", Year: 2000, StockLoss: units.MustParse(strconv.FormatUint(12*uint64(loss), 10) + " kg C")}
		var sum decimal.Decimal
		previous := decimal.Decimal{}
		for age := range s.Years + 1 {
			got, err := s.Emissions(2000+age, c)
			require.NoError(t, err)
			kg, _ := got.Emissions.Kg(ghg.CO2)
			require.True(t, age == 0 || !kg.GreaterThan(previous), "no later year has more")
			sum, previous = sum.Add(kg), kg
		}
		require.True(t, previous.IsZero())
		require.Equal(t, decimal.NewFromInt(44*int64(loss)).String(), sum.Round(9).String())
	})
}
