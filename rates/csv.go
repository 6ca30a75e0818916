package rates

import (
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units/money"
)

const regionColumn = "region"

// rateColumns is the schema of a file of rates, one number per row.
var rateColumns = []table.Column{
	{Name: "kind", Required: true},
	{Name: "name"},
	{Name: regionColumn},
	{Name: "from"},
	{Name: "to"},
	{Name: "quote"},
	{Name: "period"},
	{Name: "valid_from"},
	{Name: "valid_to"},
	{Name: "value", Required: true},
	{Name: "source", Required: true},
}

// columnNames returns the names of the columns of a file of rates, in order.
func columnNames() []string {
	names := make([]string, len(rateColumns))
	for i, c := range rateColumns {
		names[i] = c.Name
	}
	return names
}

// ReadCSV reads your own rates. It reports every bad row with its line and column. The kind of a row determines which
// columns it needs in addition to value and source:
//
//	kind    columns                      value
//	fx      from, to, quote, period      the exchange rate, as quote says: to-per-from or from-per-to
//	index   name, region, from, period   the value of the price series for the year; from is the currency of the prices
//	ppp     region, from, period         units of the currency from per international dollar in the year
//	margin  name, region, to, period     share of the purchaser's price, for the activity name, down to price type to
//	vat     name, region, valid_from,    the rate of the class name as a fraction, from the first day to the last, both
//	        valid_to                     included
//
// A column that a kind does not need must be empty. All numbers of a price series must have the same source.
func ReadCSV(r io.Reader, name string) (Rates, error) {
	reader := rateReader{tables: Tables{Name: name}, series: map[seriesKey]int{}}
	if err := table.Read(r, table.Options{Name: name + " rates.csv", Columns: rateColumns}, reader.row); err != nil {
		return Rates{}, err
	}
	return New(reader.tables)
}

type rateReader struct {
	tables Tables
	series map[seriesKey]int // index of a series in the tables
}

// rateNeeds lists the columns that each kind needs; all others must be empty.
var rateNeeds = map[string][]string{
	"fx": {"from", "to", "quote", "period"}, "index": {"name", regionColumn, "from", "period"}, "ppp": {regionColumn, "from", "period"},
	"margin": {"name", regionColumn, "to", "period"}, "vat": {"name", regionColumn, "valid_from", "valid_to"},
}

func (rr *rateReader) row(row table.Row) error {
	kind := row.Text("kind")
	needs, ok := rateNeeds[kind]
	if !ok {
		return row.Error("kind", "fx, index, ppp, margin or vat", nil)
	}
	needed := map[string]bool{"kind": true, "value": true, "source": true}
	for _, column := range needs {
		needed[column] = true
	}
	for _, c := range rateColumns {
		switch empty := row.Text(c.Name) == ""; {
		case empty && needed[c.Name]:
			return row.Error(c.Name, "a value in a row of kind "+kind, ghg.ErrMissing)
		case !empty && !needed[c.Name]:
			return row.Error(c.Name, "nothing in a row of kind "+kind, nil)
		}
	}
	value, err := row.Number("value")
	if err != nil {
		return err
	}
	switch kind {
	case "fx":
		return rr.fx(row, value)
	case "index":
		return rr.index(row, value)
	case "ppp":
		return rr.ppp(row, value)
	case "margin":
		return rr.margin(row, value)
	default:
		return rr.vat(row, value)
	}
}

func (rr *rateReader) fx(row table.Row, value decimal.Decimal) error {
	f := money.FX{
		From: money.Currency(row.Text("from")), To: money.Currency(row.Text("to")), Rate: value, Period: row.Text("period"),
		Source: row.Text("source"),
	}
	if err := f.Quote.UnmarshalText([]byte(row.Text("quote"))); err != nil {
		return row.Error("quote", "to-per-from or from-per-to", err)
	}
	if err := f.Check(); err != nil {
		return row.Error("value", "an exchange rate", err)
	}
	rr.tables.FX = append(rr.tables.FX, f)
	return nil
}

func (rr *rateReader) index(row table.Row, value decimal.Decimal) error {
	year, err := rateYear(row)
	if err != nil {
		return err
	}
	key := seriesKey{row.Text("name"), row.Text(regionColumn)}
	i, ok := rr.series[key]
	if !ok {
		i = len(rr.tables.Series)
		rr.series[key] = i
		rr.tables.Series = append(rr.tables.Series, Series{
			Series: key.series, Region: key.region, Currency: money.Currency(row.Text("from")), Source: row.Text("source"),
		})
	}
	s := &rr.tables.Series[i]
	if string(s.Currency) != row.Text("from") {
		return row.Error("from", "the currency of the series, "+string(s.Currency), money.ErrMixedCurrency)
	}
	if s.Source != row.Text("source") {
		return row.Error("source", fmt.Sprintf("the source of the series, %s: a ratio of numbers of two sources has no meaning", input.Quote(s.Source)), nil)
	}
	s.Numbers = append(s.Numbers, Number{Year: year, Value: value})
	return nil
}

func (rr *rateReader) ppp(row table.Row, value decimal.Decimal) error {
	year, err := rateYear(row)
	if err != nil {
		return err
	}
	rr.tables.Parities = append(rr.tables.Parities, Parity{
		Region: row.Text(regionColumn), Currency: money.Currency(row.Text("from")), Year: year, Rate: value, Source: row.Text("source"),
	})
	return nil
}

func (rr *rateReader) margin(row table.Row, value decimal.Decimal) error {
	year, err := rateYear(row)
	if err != nil {
		return err
	}
	m := Margin{
		Activity: row.Text("name"), Region: row.Text(regionColumn), Year: year, Margin: money.Margin{Share: value, Source: row.Text("source")},
	}
	if err := m.Margin.To.UnmarshalText([]byte(row.Text("to"))); err != nil {
		return row.Error("to", "basic or producer", err)
	}
	rr.tables.Margins = append(rr.tables.Margins, m)
	return nil
}

func (rr *rateReader) vat(row table.Row, value decimal.Decimal) error {
	valid, err := validity(row)
	if err != nil {
		return err
	}
	rr.tables.VAT = append(rr.tables.VAT, VAT{
		Region: row.Text(regionColumn), Class: row.Text("name"), Valid: valid, VAT: money.VAT{Rate: value, Source: row.Text("source")},
	})
	return nil
}

// validity reads the first and the last day on which a tax is in force.
func validity(row table.Row) (ghg.Period, error) {
	var days [2]ghg.Date
	for i, column := range [2]string{"valid_from", "valid_to"} {
		if err := days[i].UnmarshalText([]byte(row.Text(column))); err != nil {
			return ghg.Period{}, row.Error(column, "a day as YYYY-MM-DD", err)
		}
	}
	period, err := ghg.NewPeriod(days[0], days[1].AddDays(1))
	if err != nil {
		return period, row.Error("valid_to", "a day not before valid_from", err)
	}
	return period, nil
}

func rateYear(row table.Row) (money.PriceYear, error) {
	year, err := money.ParsePriceYear(row.Text("period"))
	if err != nil {
		return 0, row.Error("period", "a year of four digits", err)
	}
	return year, nil
}

// WriteCSV writes rates in the schema that [ReadCSV] reads, sorted. With spreadsheet set, text cells that a spreadsheet
// would take for a formula get a leading apostrophe.
func WriteCSV(w io.Writer, r Rates, spreadsheet bool) error {
	out := table.NewWriter(w, spreadsheet)
	var failed error
	put := func(cells ...string) {
		if failed == nil {
			failed = out.Write(cells)
		}
	}
	put(columnNames()...)
	t := r.Tables()
	for _, f := range t.FX {
		put("fx", "", "", string(f.From), string(f.To), f.Quote.String(), f.Period, "", "", dec.Text(f.Rate), f.Source)
	}
	for _, s := range t.Series {
		for _, n := range s.Numbers {
			put("index", s.Series, s.Region, string(s.Currency), "", "", strconv.Itoa(int(n.Year)), "", "", dec.Text(n.Value), s.Source)
		}
	}
	for _, p := range t.Parities {
		put("ppp", "", p.Region, string(p.Currency), "", "", strconv.Itoa(int(p.Year)), "", "", dec.Text(p.Rate), p.Source)
	}
	for _, m := range t.Margins {
		put("margin", m.Activity, m.Region, "", m.Margin.To.String(), "", strconv.Itoa(int(m.Year)), "", "", dec.Text(m.Margin.Share), m.Margin.Source)
	}
	for _, v := range t.VAT {
		put("vat", v.Class, v.Region, "", "", "", "", v.Valid.Start.String(), v.Valid.End.AddDays(-1).String(), dec.Text(v.VAT.Rate), v.VAT.Source)
	}
	if failed != nil {
		return failed
	}
	return out.Flush()
}
