package netzero2

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Level is a level of voluntary recognition for responsibility for ongoing emissions (C40). The zero Level is invalid.
type Level uint8

// The levels.
const (
	Engaged Level = iota + 1
	Advanced
	Leadership
)

var levels = vocabulary.New[Level]("level of recognition", "engaged", "advanced", "leadership")

// String returns "engaged", "advanced" or "leadership".
func (l Level) String() string { return levels.String(l) }

// MarshalText returns the same text as String. The zero Level is an error.
func (l Level) MarshalText() ([]byte, error) { return levels.Marshal(l) }

// UnmarshalText reads the text that String returns.
func (l *Level) UnmarshalText(text []byte) error { return levels.Unmarshal(l, text) }

// LevelRule is what a level asks for, over the emissions of the five years of a cycle.
type LevelRule struct {
	Level       Level
	Share       decimal.Decimal // of scopes 1, 2 and 3 that must be covered, at least, by a company of category A
	ShareOfB    decimal.Decimal // the same for category B
	Scopes12    bool            // scopes 1 and 2 must be covered in full
	USDPerTonne decimal.Decimal // price of the covered emissions; zero for none
	Both        bool            // both the volume and the price; otherwise either of them
}

func levelRules() []LevelRule {
	one, tenth := decimal.NewFromInt(1), decimal.New(1, -1)
	hundredth := decimal.New(1, -2)
	return []LevelRule{
		{Level: Engaged, Share: hundredth, ShareOfB: hundredth},
		{Level: Advanced, Share: tenth, ShareOfB: tenth, Scopes12: true, USDPerTonne: decimal.NewFromInt(20)},
		{Level: Leadership, Share: one, ShareOfB: tenth, Scopes12: true, USDPerTonne: decimal.NewFromInt(80), Both: true},
	}
}

// OngoingYear is the emissions of a year of a cycle, and what the company did about them.
type OngoingYear struct {
	Year    int
	Scope12 ghg.CO2e     // from the physical inventory
	Scope3  ghg.CO2e     // categories 1 to 14
	Volume  ghg.CO2e     // mitigation outcomes counted for the year
	Spent   money.Amount // in USD, on the same; "0 USD" for nothing
}

// LevelResult is one level of recognition.
type LevelResult struct {
	Level Level
	Cover ghg.CO2e     // emissions that must be covered, and the volume
	Spend money.Amount // Cover at the price of the level, in USD; not given for a level without a price
	Met   bool
}

// OngoingEmissions is the result of C40: the sums of the five years and the levels, the lowest first.
type OngoingEmissions struct {
	Scope12, Scope3 ghg.CO2e
	Volume          ghg.CO2e
	Spent           money.Amount // in USD
	Levels          []LevelResult
}

// usd is the currency of C40.
const usd money.Currency = "USD"

// OngoingEmissions returns the levels of recognition that a company reaches over a cycle (C40), from sums of its five years:
//
//	engaged      volume ≥ 1 % of scopes 1, 2 and 3
//	advanced     cover = max(scopes 1 and 2, 10 % of scopes 1, 2 and 3); volume ≥ cover or spent ≥ cover × USD 20/t
//	leadership   cover = scopes 1, 2 and 3, for category B as advanced; volume ≥ cover and spent ≥ cover × USD 80/t
//
// With 50 t of scopes 1 and 2 and 950 t of scope 3, advanced covers 100 t or USD 2,000. The years must be the five of a cycle,
// in any order: a missing one is refused, since a sum without it would be too low. Money in another currency than USD is
// refused. That levels are reached independently of each other is derived.
func (e Edition) OngoingEmissions(c Category, years []OngoingYear) (OngoingEmissions, error) {
	if err := e.check(); err != nil {
		return OngoingEmissions{}, err
	}
	if err := categories.Check(c); err != nil {
		return OngoingEmissions{}, err
	}
	sum := OngoingEmissions{Spent: money.Amount{Currency: usd}}
	if err := sum.add(years, e.CycleYears); err != nil {
		return OngoingEmissions{}, err
	}
	for _, rule := range e.Responsibilities {
		share := rule.Share
		if c == CategoryB {
			share = rule.ShareOfB
		}
		cover, err := sum.Scope12.Add(sum.Scope3).Scale(share)
		if err != nil {
			return OngoingEmissions{}, err
		}
		if rule.Scopes12 && cover.Cmp(sum.Scope12) < 0 {
			cover = sum.Scope12
		}
		r := LevelResult{Level: rule.Level, Cover: cover, Met: sum.Volume.Cmp(cover) >= 0}
		if rule.USDPerTonne.IsPositive() {
			r.Spend = money.Amount{Value: cover.Tonnes().Mul(rule.USDPerTonne), Currency: usd}
			paid := sum.Spent.Value.GreaterThanOrEqual(r.Spend.Value)
			if rule.Both {
				r.Met = r.Met && paid
			} else {
				r.Met = r.Met || paid
			}
		}
		sum.Levels = append(sum.Levels, r)
	}
	return sum, nil
}

// add adds up the years of a cycle. All of them must be there.
func (o *OngoingEmissions) add(years []OngoingYear, n int) error {
	ordered := slices.Clone(years)
	slices.SortFunc(ordered, func(a, b OngoingYear) int { return cmp.Compare(a.Year, b.Year) })
	var given string
	for i, y := range ordered {
		if err := y.check(); err != nil {
			return err
		}
		if i > 0 && y.Year != ordered[i-1].Year+1 {
			given = strconv.Itoa(ordered[i-1].Year) + ", then " + strconv.Itoa(y.Year)
			break
		}
		o.Scope12, o.Scope3, o.Volume = o.Scope12.Add(y.Scope12), o.Scope3.Add(y.Scope3), o.Volume.Add(y.Volume)
		o.Spent.Value = o.Spent.Value.Add(y.Spent.Value)
	}
	if given != "" || len(ordered) != n {
		if given == "" {
			given = strconv.Itoa(len(ordered)) + " years"
		}
		return &ghg.FieldError{Field: "years of the cycle", Value: given, Want: strconv.Itoa(n) + " successive years, each once", Err: ghg.ErrMissing}
	}
	return nil
}

func (y OngoingYear) check() error {
	if err := checkYear("year of ongoing emissions", y.Year); err != nil {
		return err
	}
	of := " of " + strconv.Itoa(y.Year)
	for _, a := range []struct {
		field  string
		amount ghg.CO2e
	}{{"scopes 1 and 2", y.Scope12}, {"scope 3", y.Scope3}, {"volume", y.Volume}} {
		if err := checkEmissions(a.field+of, a.amount); err != nil {
			return err
		}
	}
	return checkMoney("spent"+of, y.Spent, usd)
}
