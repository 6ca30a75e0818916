package netzero2_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

// company returns one with the same figures in both years.
func company(g netzero2.IncomeGroup, t, turnover, sheet, fte string) netzero2.Company {
	s := netzero2.Statement{Year: 2025, Turnover: eur(turnover), BalanceSheet: eur(sheet), FTE: d(fte)}
	next := s
	next.Year++
	return netzero2.Company{ParentIncome: g, Scope12: tonnes(t), Statements: [2]netzero2.Statement{s, next}}
}

// Table 2: each limit is reached by equality, and just missed.
func TestCategorise(t *testing.T) {
	for _, c := range []struct {
		name    string
		company netzero2.Company
		want    netzero2.Category
		reasons int
	}{
		{"turnover, any country", company(netzero2.LowIncome, "0", "450000000", "0", "0"), netzero2.CategoryA, 1},
		{"just below", company(netzero2.LowIncome, "0", "449999999.99", "0", "999.9"), netzero2.CategoryB, 0},
		{"FTE, any country", company(netzero2.LowerMiddleIncome, "0", "0", "0", "1000"), netzero2.CategoryA, 1},
		{"emissions do not count in an upper-middle-income country", company(netzero2.UpperMiddleIncome, "10000", "50000000", "25000000", "250"), netzero2.CategoryB, 0},
		{"emissions, high income", company(netzero2.HighIncome, "10000", "0", "0", "0"), netzero2.CategoryA, 1},
		{"just below, high income", company(netzero2.HighIncome, "9999.999", "50000000", "24999999", "249"), netzero2.CategoryB, 0},
		{"turnover and sheet", company(netzero2.HighIncome, "0", "50000000", "25000000", "0"), netzero2.CategoryA, 2},
		{"sheet and FTE", company(netzero2.HighIncome, "0", "0", "25000000", "250"), netzero2.CategoryA, 2},
		{"turnover and FTE", company(netzero2.HighIncome, "0", "50000000", "0", "250"), netzero2.CategoryA, 2},
		{"everything", company(netzero2.HighIncome, "10000", "450000000", "25000000", "1000"), netzero2.CategoryA, 6},
	} {
		got, err := netzero2.V2_0().Categorise(c.company)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, got.Category, c.name)
		assert.Len(t, got.Reasons, c.reasons, c.name)
	}
}

// The mean of the last two statements decides: 400 and 500 million are 450 million.
func TestCategoriseByMean(t *testing.T) {
	c := company(netzero2.LowIncome, "0", "400000000", "0", "0")
	c.Statements[1].Turnover = eur("500000000")
	got, err := netzero2.V2_0().Categorise(c)
	require.NoError(t, err)
	assert.Equal(t, netzero2.CategoryA, got.Category)
	assert.Equal(t, "450000000 EUR", got.Turnover.String())
	assert.Equal(t, []string{"turnover of EUR 450000000 ≥ 450000000"}, got.Reasons)
	c.Statements[1].Turnover = eur("499999999")
	assert.Equal(t, netzero2.CategoryB, sure(netzero2.V2_0().Categorise(c)).Category)
}

func TestCompaniesRefused(t *testing.T) {
	good := func() netzero2.Company { return company(netzero2.HighIncome, "1", "1", "1", "1") }
	for name, c := range map[string]struct {
		change func(*netzero2.Company)
		want   error
	}{
		"no income group":       {func(c *netzero2.Company) { c.ParentIncome = 0 }, ghg.ErrMissing},
		"another currency":      {func(c *netzero2.Company) { c.Statements[0].Turnover = money.MustParse("1 JPY") }, ghg.ErrMixed},
		"another on the sheet":  {func(c *netzero2.Company) { c.Statements[1].BalanceSheet = usd("1") }, ghg.ErrMixed},
		"no turnover":           {func(c *netzero2.Company) { c.Statements[1].Turnover = money.Amount{} }, ghg.ErrMissing},
		"one statement":         {func(c *netzero2.Company) { c.Statements[1] = netzero2.Statement{} }, ghg.ErrMissing},
		"a year between":        {func(c *netzero2.Company) { c.Statements[1].Year = 2027 }, ghg.ErrOutOfRange},
		"the later first":       {func(c *netzero2.Company) { c.Statements[0].Year = 2027 }, ghg.ErrOutOfRange},
		"a year out of range":   {func(c *netzero2.Company) { c.Statements[0].Year = 20 }, ghg.ErrOutOfRange},
		"negative turnover":     {func(c *netzero2.Company) { c.Statements[0].Turnover = eur("-1") }, ghg.ErrNegative},
		"negative FTE":          {func(c *netzero2.Company) { c.Statements[0].FTE = d("-1") }, ghg.ErrNegative},
		"negative emissions":    {func(c *netzero2.Company) { c.Scope12 = tonnes("-1") }, ghg.ErrNegative},
		"a number without end":  {func(c *netzero2.Company) { c.Statements[0].FTE = decimal.New(1, math.MaxInt32) }, ghg.ErrOutOfRange},
		"and one without start": {func(c *netzero2.Company) { c.Statements[0].FTE = decimal.New(1, math.MinInt32) }, ghg.ErrOutOfRange},
	} {
		company := good()
		c.change(&company)
		require.ErrorIs(t, second(netzero2.V2_0().Categorise(company)), c.want, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.Categorise(good())), ghg.ErrMissing)
}
