// Package rates holds the published numbers that convert an amount of money in a ledger to the money of a spend factor:
// exchange rates, price indices, purchasing power parities, margins and taxes.
//
// Nothing is interpolated, carried forward or taken from today: a lookup returns a number with its source, or a
// [*NoRateError] that lists what there is. Package worldbank holds published tables; [New] and [ReadCSV] build rates
// from your own, and [Rates.With] puts yours before the published ones.
package rates

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units/money"
)

// Rates are the published numbers that convert an amount of money in a ledger to the money of a spend factor: exchange
// rates, price indices, purchasing power parities, margins and taxes. The zero Rates has none: every lookup is a
// [*NoRateError].
//
// Nothing is interpolated, carried forward or taken from today. A lookup returns a [money.Step], or the numbers of
// one, with its source, so that a result can show the numerator, the denominator and where they are printed. Rates are
// immutable, comparable with == (the same table or not) and safe for concurrent use.
type Rates struct{ table *rateTable }

// Tables are the numbers that [New] builds Rates from and [Rates.Tables] returns.
type Tables struct {
	Name     string // includes the edition, such as "worldbank-2000-2025"; shown in errors and records
	FX       []money.FX
	Series   []Series
	Parities []Parity
	Margins  []Margin
	VAT      []VAT
}

// Series is a price index of an economy or of one of its industries, by calendar year.
type Series struct {
	Series   string         // what it follows: "cpi", "gdp-deflator", "bea-industry/334111"
	Region   string         // ISO 3166-1 alpha-2, such as "JP"
	Currency money.Currency // of the prices it follows
	Numbers  []Number       // one per year, in any order
	Source   string         // the document or series
}

// Number is the value of a price index for a year. Only the ratio of two numbers of one series has a meaning.
type Number struct {
	Year  money.PriceYear
	Value decimal.Decimal // above 0
}

// Parity is a purchasing power parity for a year: how many units of a currency buy what one international dollar (one
// US dollar in the United States) buys. Divide by it: international dollars = amount ÷ Rate.
type Parity struct {
	Region   string // ISO 3166-1 alpha-2
	Currency money.Currency
	Year     money.PriceYear
	Rate     decimal.Decimal // units of Currency per international dollar, above 0
	Source   string
}

// Margin is the share of trade, transport and taxes in the purchaser's price of what an activity buys.
type Margin struct {
	Activity string // in the vocabulary of factors: "spend/naics/334111"
	Region   string
	Year     money.PriceYear
	Margin   money.Margin
}

// VAT is a rate of value added or consumption tax and the period in which it is in force.
type VAT struct {
	Region string
	Class  string     // "standard", "reduced": as the law distinguishes them
	Valid  ghg.Period // the days on which it is in force
	VAT    money.VAT
}

type fxKey struct {
	from, to money.Currency
	period   string
}

type seriesKey struct{ series, region string }

type parityKey struct {
	region string
	year   money.PriceYear
}

type marginKey struct {
	activity, region string
	year             money.PriceYear
	to               money.PriceType
}

type rateTable struct {
	name     string
	fx       map[fxKey]money.FX
	series   map[seriesKey]Series // numbers in the order of their years
	parities map[parityKey]Parity
	margins  map[marginKey]Margin
	vat      []VAT
	digest   func() string
}

// New returns rates with the numbers of tables, which it copies. Every entry must pass its own check and have a source.
// The exchange rate of a pair and period may be given only once, in one direction, and every other number only once.
// Everything that is wrong is reported, up to a hundred errors.
func New(tables Tables) (Rates, error) {
	if tables.Name == "" {
		return Rates{}, &ghg.FieldError{Field: "name of the rates", Want: "a name with the edition, such as worldbank-2000-2025", Err: ghg.ErrMissing}
	}
	t := &rateTable{
		name: tables.Name, fx: make(map[fxKey]money.FX, len(tables.FX)), series: make(map[seriesKey]Series, len(tables.Series)),
		parities: make(map[parityKey]Parity, len(tables.Parities)), margins: make(map[marginKey]Margin, len(tables.Margins)),
	}
	var problems []error
	check := func(what string, i int, err error) {
		if err != nil {
			problems = append(problems, fmt.Errorf("%s %d: %w", what, i+1, err))
		}
	}
	for i, f := range tables.FX {
		check("exchange rate", i, t.addFX(f))
	}
	for i, s := range tables.Series {
		check("price series", i, t.addSeries(s))
	}
	for i, p := range tables.Parities {
		check("purchasing power parity", i, t.addParity(p))
	}
	for i, m := range tables.Margins {
		check("margin", i, t.addMargin(m))
	}
	for i, v := range tables.VAT {
		check("value added tax", i, t.addVAT(v))
	}
	if err := ghg.Join(problems...); err != nil {
		return Rates{}, fmt.Errorf("rates %s: %w", tables.Name, err)
	}
	r := Rates{t}
	t.digest = sync.OnceValue(r.computeDigest)
	return r, nil
}

// With returns new rates under over's name: those of over, and those of r that over does not have. A series of over
// replaces the whole series of r, an exchange rate the one for the same pair and period, a tax those of the same region
// and class with overlapping days. Neither r nor over changes.
func (r Rates) With(over Tables) (Rates, error) {
	if r.table == nil {
		return New(over)
	}
	own, err := New(over)
	if err != nil {
		return Rates{}, err
	}
	o := own.table
	merged := own.Tables()
	base := r.Tables()
	for _, f := range base.FX {
		if _, has := o.direct(f.From, f.To, f.Period); !has {
			merged.FX = append(merged.FX, f)
		}
	}
	for _, s := range base.Series {
		if _, has := o.series[seriesKey{s.Series, s.Region}]; !has {
			merged.Series = append(merged.Series, s)
		}
	}
	for _, p := range base.Parities {
		if _, has := o.parities[parityKey{p.Region, p.Year}]; !has {
			merged.Parities = append(merged.Parities, p)
		}
	}
	for _, m := range base.Margins {
		if _, has := o.margins[marginKey{m.Activity, m.Region, m.Year, m.Margin.To}]; !has {
			merged.Margins = append(merged.Margins, m)
		}
	}
	for _, v := range base.VAT {
		if o.overlapping(v) == nil {
			merged.VAT = append(merged.VAT, v)
		}
	}
	return New(merged)
}

// IsZero reports whether there are no rates at all.
func (r Rates) IsZero() bool { return r.table == nil }

// Name returns the name of the tables, "" for the zero Rates.
func (r Rates) Name() string {
	if r.table == nil {
		return ""
	}
	return r.table.name
}

// Digest returns a SHA-256 over the name and every number with its source, in hexadecimal; "" for the zero Rates. The
// order of the numbers does not matter.
func (r Rates) Digest() string {
	if r.table == nil {
		return ""
	}
	return r.table.digest()
}

// Tables returns a copy of everything, sorted.
func (r Rates) Tables() Tables {
	if r.table == nil {
		return Tables{}
	}
	t := r.table
	out := Tables{
		Name: t.name, FX: slices.Collect(maps.Values(t.fx)), Series: slices.Collect(maps.Values(t.series)),
		Parities: slices.Collect(maps.Values(t.parities)), Margins: slices.Collect(maps.Values(t.margins)), VAT: slices.Clone(t.vat),
	}
	for i := range out.Series {
		out.Series[i].Numbers = slices.Clone(out.Series[i].Numbers)
	}
	slices.SortFunc(out.FX, func(a, b money.FX) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Period, b.Period))
	})
	slices.SortFunc(out.Series, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Series, b.Series), cmp.Compare(a.Region, b.Region))
	})
	slices.SortFunc(out.Parities, func(a, b Parity) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year))
	})
	slices.SortFunc(out.Margins, func(a, b Margin) int {
		return cmp.Or(cmp.Compare(a.Activity, b.Activity), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Margin.To, b.Margin.To))
	})
	slices.SortFunc(out.VAT, func(a, b VAT) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Class, b.Class), a.Valid.Start.Compare(b.Valid.Start))
	})
	return out
}

func (r Rates) computeDigest() string {
	var text []byte
	put := func(format string, args ...any) { text = fmt.Appendf(text, format+"\n", args...) }
	t := r.Tables()
	put("%q", t.Name)
	for _, f := range t.FX {
		put("fx %s %s %q %s %s %q", f.From, f.To, f.Period, dec.Text(f.Rate), f.Quote, f.Source)
	}
	for _, s := range t.Series {
		put("series %q %q %s %q", s.Series, s.Region, s.Currency, s.Source)
		for _, n := range s.Numbers {
			put("%d %s", int(n.Year), dec.Text(n.Value))
		}
	}
	for _, p := range t.Parities {
		put("parity %q %s %d %s %q", p.Region, p.Currency, int(p.Year), dec.Text(p.Rate), p.Source)
	}
	for _, m := range t.Margins {
		put("margin %q %q %d %s %s %q", m.Activity, m.Region, int(m.Year), m.Margin.To, dec.Text(m.Margin.Share), m.Margin.Source)
	}
	for _, v := range t.VAT {
		put("vat %q %q %s %s %s %q", v.Region, v.Class, v.Valid.Start, v.Valid.End, dec.Text(v.VAT.Rate), v.VAT.Source)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (t *rateTable) addFX(f money.FX) error {
	if err := f.Check(); err != nil {
		return err
	}
	if _, has := t.direct(f.From, f.To, f.Period); has {
		return fmt.Errorf("%s to %s of %s: want it once, in one direction", f.From, f.To, f.Period)
	}
	t.fx[fxKey{f.From, f.To, f.Period}] = f
	return nil
}

func (t *rateTable) addSeries(s Series) error {
	if err := needText("price series", "series", s.Series, "region", s.Region, "source", s.Source); err != nil {
		return err
	}
	if err := s.Currency.Check(); err != nil {
		return err
	}
	key := seriesKey{s.Series, s.Region}
	if _, has := t.series[key]; has {
		return fmt.Errorf("%s in %s: want it once", s.Series, s.Region)
	}
	s.Numbers = slices.Clone(s.Numbers)
	slices.SortFunc(s.Numbers, func(a, b Number) int { return cmp.Compare(a.Year, b.Year) })
	for i, n := range s.Numbers {
		if err := n.Year.Check(); err != nil {
			return fmt.Errorf("%s in %s: %w", s.Series, s.Region, err)
		}
		if err := dec.Check(n.Value); err != nil {
			return fmt.Errorf("%s in %s, %d: %w", s.Series, s.Region, int(n.Year), err)
		}
		if n.Value.Sign() <= 0 {
			return fmt.Errorf("%s in %s, %d: index number %s: want one above 0", input.Shorten(s.Series), input.Shorten(s.Region), int(n.Year), input.Quote(n.Value))
		}
		if i > 0 && s.Numbers[i-1].Year == n.Year {
			return fmt.Errorf("%s in %s, %d: want the year once", s.Series, s.Region, int(n.Year))
		}
	}
	t.series[key] = s
	return nil
}

func (t *rateTable) addParity(p Parity) error {
	if err := needText("purchasing power parity", "region", p.Region, "source", p.Source); err != nil {
		return err
	}
	if err := p.Currency.Check(); err != nil {
		return err
	}
	if err := p.Year.Check(); err != nil {
		return err
	}
	if err := dec.Check(p.Rate); err != nil {
		return fmt.Errorf("purchasing power parity of %s in %d: %w", p.Region, int(p.Year), err)
	}
	if p.Rate.Sign() <= 0 {
		return fmt.Errorf("purchasing power parity of %s in %d %s: want one above 0", input.Shorten(p.Region), int(p.Year), input.Quote(p.Rate))
	}
	key := parityKey{p.Region, p.Year}
	if _, has := t.parities[key]; has {
		return fmt.Errorf("purchasing power parity of %s in %d: want it once", p.Region, int(p.Year))
	}
	t.parities[key] = p
	return nil
}

func (t *rateTable) addMargin(m Margin) error {
	if err := needText("margin", "activity", m.Activity, "region", m.Region); err != nil {
		return err
	}
	if err := m.Year.Check(); err != nil {
		return err
	}
	if err := m.Margin.Check(); err != nil {
		return err
	}
	key := marginKey{m.Activity, m.Region, m.Year, m.Margin.To}
	if _, has := t.margins[key]; has {
		return fmt.Errorf("margin of %s in %s, %d, to the %s price: want it once", m.Activity, m.Region, int(m.Year), m.Margin.To)
	}
	t.margins[key] = m
	return nil
}

func (t *rateTable) addVAT(v VAT) error {
	if err := needText("value added tax", "region", v.Region, "class", v.Class); err != nil {
		return err
	}
	if err := v.Valid.Check(); err != nil {
		return err
	}
	if err := v.VAT.Check(); err != nil {
		return err
	}
	if other := t.overlapping(v); other != nil {
		return fmt.Errorf("value added tax of %s, %s, from %s overlaps with that from %s", v.Region, v.Class, v.Valid.Start, other.Valid.Start)
	}
	t.vat = append(t.vat, v)
	return nil
}

// overlapping returns a tax of the same region and class that is in force on some day of v, or nil.
func (t *rateTable) overlapping(v VAT) *VAT {
	for i := range t.vat {
		if o := &t.vat[i]; o.Region == v.Region && o.Class == v.Class && o.Valid.Overlap(v.Valid) > 0 {
			return o
		}
	}
	return nil
}

// needText takes pairs of a name and a value, and returns an error for the first empty value.
func needText(what string, pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return &ghg.FieldError{Field: pairs[i] + " of the " + what, Want: "a non-empty text", Err: ghg.ErrMissing}
		}
	}
	return nil
}

// years formats years as spans: "2000-2019, 2021".
func years(all []money.PriceYear) string {
	slices.Sort(all)
	var spans []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1] == all[j]+1 {
			j++
		}
		span := strconv.Itoa(int(all[i]))
		if j > i {
			span += "-" + strconv.Itoa(int(all[j]))
		}
		spans = append(spans, span)
		i = j + 1
	}
	return strings.Join(spans, ", ")
}
