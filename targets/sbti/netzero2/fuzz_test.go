package netzero2_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

func whole(n uint32) decimal.Decimal { return decimal.NewFromUint64(uint64(n)) }

// FuzzRemovalDuty checks that the duty of C45 is a part of the emissions, that the long-lived part is a part of the duty,
// and that both never fall from one year to the next.
func FuzzRemovalDuty(f *testing.F) {
	f.Add(uint8(5), uint8(15), uint32(1000), uint8(80))
	f.Add(uint8(0), uint8(1), uint32(1), uint8(0))
	f.Add(uint8(20), uint8(10), uint32(7), uint8(100))
	f.Fuzz(func(t *testing.T, after, span uint8, emissions uint32, gases uint8) {
		e, year, netZero := netzero2.V2_0(), 2035+int(after%30), 2036+int(span%15)
		total, share := sure(ghg.TonnesCO2e(whole(emissions))), decimal.New(int64(gases%101), -2)
		got, err := e.RemovalDuty(netzero2.CategoryA, year, netZero, total, share)
		require.NoError(t, err)
		assert.LessOrEqual(t, got.Cover.Cmp(total), 0, "The cover %s is more than %s.", got.Cover, total)
		assert.LessOrEqual(t, got.LongLived.Cmp(got.Cover), 0, "%s long-lived of %s.", got.LongLived, got.Cover)
		next, err := e.RemovalDuty(netzero2.CategoryA, year+1, netZero, total, share)
		require.NoError(t, err)
		assert.LessOrEqual(t, got.Cover.Cmp(next.Cover), 0, "The cover falls from %s to %s.", got.Cover, next.Cover)
		assert.LessOrEqual(t, got.LongLived.Cmp(next.LongLived), 0)
	})
}

// FuzzOngoingEmissions checks that the order of the years changes nothing, that more money or volume loses no level, and that a
// cover is never below scopes 1 and 2 for the upper levels.
func FuzzOngoingEmissions(f *testing.F) {
	f.Add(uint32(50), uint32(950), uint32(100), uint32(2000), uint8(2))
	f.Add(uint32(300), uint32(700), uint32(0), uint32(6000), uint8(1))
	f.Fuzz(func(t *testing.T, scope12, scope3, volume, spent uint32, by uint8) {
		e, c := netzero2.V2_0(), netzero2.Category(by%2+1)
		var years []netzero2.OngoingYear
		for year := range uint32(5) {
			tonnes := func(n uint32) ghg.CO2e { return sure(ghg.TonnesCO2e(whole(n / (year + 1)))) }
			years = append(years, netzero2.OngoingYear{
				Year: 2028 + int(year), Scope12: tonnes(scope12), Scope3: tonnes(scope3), Volume: tonnes(volume), Spent: money.Amount{Value: whole(spent), Currency: "USD"},
			})
		}
		got, err := e.OngoingEmissions(c, years)
		require.NoError(t, err)
		turned := slices.Clone(years)
		slices.Reverse(turned)
		again := sure(e.OngoingEmissions(c, turned))
		more := slices.Clone(years)
		more[0].Volume, more[0].Spent.Value = more[0].Volume.Add(tonnes("1")), more[0].Spent.Value.Add(d("1"))
		better := sure(e.OngoingEmissions(c, more))
		for i, l := range got.Levels {
			assert.Equal(t, l.Met, again.Levels[i].Met)
			assert.True(t, l.Cover.Equal(again.Levels[i].Cover))
			assert.True(t, !l.Met || better.Levels[i].Met, "More loses %s.", l.Level)
			if l.Level != netzero2.Engaged {
				assert.GreaterOrEqual(t, l.Cover.Cmp(got.Scope12), 0)
			}
		}
	})
}

// FuzzMinimumReduction checks that the line is a share, rises, and that a target exactly on its last year is its end.
func FuzzMinimumReduction(f *testing.F) {
	f.Add(uint8(0), uint8(5), uint16(900))
	f.Add(uint8(20), uint8(2), uint16(1000))
	f.Fuzz(func(t *testing.T, from, years uint8, thousandths uint16) {
		e, base := netzero2.V2_0(), 2027+int(from%22)
		end := targets.Milestone{Year: 2050, Reduction: decimal.New(int64(thousandths%1001), -3)}
		target := base + 1 + int(years)%(2050-base)
		got, err := e.MinimumReduction(base, target, end)
		require.NoError(t, err)
		assert.True(t, got.LessThanOrEqual(end.Reduction), "The line has %s, above its end.", got)
		assert.False(t, got.IsNegative())
		if next, err := e.MinimumReduction(base, target+1, end); err == nil {
			assert.True(t, next.GreaterThanOrEqual(got))
		}
		assert.True(t, end.Reduction.Equal(sure(e.MinimumReduction(base, 2050, end))))
	})
}

// FuzzCategorise checks that more of anything never turns category A into B, and that a parent in a high-income country
// never does.
func FuzzCategorise(f *testing.F) {
	f.Add(uint32(10_000), uint32(450_000_000), uint32(25_000_000), uint32(250), uint8(3))
	f.Add(uint32(0), uint32(50_000_000), uint32(0), uint32(1000), uint8(0))
	f.Fuzz(func(t *testing.T, t12, turnover, sheet, fte uint32, group uint8) {
		of := func(g netzero2.IncomeGroup, more uint32) netzero2.Category {
			c := company(g, "0", "0", "0", "0")
			c.Scope12 = sure(ghg.TonnesCO2e(whole(t12).Add(whole(more))))
			for i := range c.Statements {
				s := &c.Statements[i]
				s.Turnover.Value, s.BalanceSheet.Value, s.FTE = whole(turnover).Add(whole(more)), whole(sheet).Add(whole(more)), whole(fte).Add(whole(more))
			}
			return sure(netzero2.V2_0().Categorise(c)).Category
		}
		g := netzero2.IncomeGroup(group%4 + 1)
		if of(g, 0) == netzero2.CategoryA {
			assert.Equal(t, netzero2.CategoryA, of(g, 1))
			assert.Equal(t, netzero2.CategoryA, of(netzero2.HighIncome, 0))
		}
	})
}
