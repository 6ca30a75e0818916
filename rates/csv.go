package rates

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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

// ReadCSV reads your own rates. It reports every bad cell with its line and column. The kind of a row determines which
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
//
// Errors call the file "NAME rates.csv", or as name does if that ends in .csv.
func ReadCSV(r io.Reader, name string) (Rates, error) {
	reader := rateReader{tables: Tables{Name: name}, series: map[seriesKey]int{}}
	file := name
	if !strings.HasSuffix(strings.ToLower(name), ".csv") {
		file += " rates.csv"
	}
	if err := table.Read(r, table.Options{Name: file, Columns: rateColumns}, reader.row); err != nil {
		return Rates{}, err
	}
	return New(reader.tables)
}

// rateReader gathers the rows of a file. What it gathers is used only if every row is right, so a row adds its number
// whether or not its cells were refused.
type rateReader struct {
	tables Tables
	series map[seriesKey]int // index of a series in the tables
}

// rateRow is a row with the errors of its cells, one for each column.
type rateRow struct {
	table.Row
	bad map[string]error
}

// refuse adds the error of a cell, unless it has one.
func (r *rateRow) refuse(column, want string, err error) {
	if r.bad[column] == nil {
		r.bad[column] = r.Error(column, want, err)
	}
}

// read refuses a cell if it could not be read.
func (r *rateRow) read(column, want string, err error) {
	if err != nil {
		r.refuse(column, want, err)
	}
}

// err returns the errors in the order of the columns.
func (r *rateRow) err() error {
	if len(r.bad) == 0 {
		return nil
	}
	var list []error
	for _, c := range rateColumns {
		list = append(list, r.bad[c.Name])
	}
	return ghg.Join(list...)
}

// rateKinds lists the columns that each kind of row needs, beside kind, value and source, and what reads it. All other
// columns must be empty.
var rateKinds = map[string]struct {
	needs []string
	read  func(rr *rateReader, row *rateRow, value decimal.Decimal)
}{
	"fx":     {[]string{"from", "to", "quote", "period"}, (*rateReader).fx},
	"index":  {[]string{"name", regionColumn, "from", "period"}, (*rateReader).index},
	"ppp":    {[]string{regionColumn, "from", "period"}, (*rateReader).ppp},
	"margin": {[]string{"name", regionColumn, "to", "period"}, (*rateReader).margin},
	"vat":    {[]string{"name", regionColumn, "valid_from", "valid_to"}, (*rateReader).vat},
}

func (rr *rateReader) row(cells table.Row) error {
	row := &rateRow{Row: cells, bad: map[string]error{}}
	name := row.Text("kind")
	kind, ok := rateKinds[name]
	if !ok {
		return row.Error("kind", "fx, index, ppp, margin or vat", nil)
	}
	for _, c := range rateColumns {
		needed := c.Required || slices.Contains(kind.needs, c.Name)
		switch empty := row.Text(c.Name) == ""; {
		case empty && needed:
			row.refuse(c.Name, "a value in a row of kind "+name, ghg.ErrMissing)
		case !empty && !needed:
			row.refuse(c.Name, "nothing in a row of kind "+name, nil)
		}
	}
	value, err := row.Number("value")
	if err != nil && row.bad["value"] == nil {
		row.bad["value"] = err
	}
	kind.read(rr, row, value)
	return row.err()
}

func (rr *rateReader) fx(row *rateRow, value decimal.Decimal) {
	f := money.FX{
		From: money.Currency(row.Text("from")), To: money.Currency(row.Text("to")), Rate: value, Period: row.Text("period"),
		Source: row.Text("source"),
	}
	row.read("quote", "to-per-from or from-per-to", f.Quote.UnmarshalText([]byte(row.Text("quote"))))
	if len(row.bad) == 0 {
		row.read("value", "an exchange rate", f.Check())
	}
	rr.tables.FX = append(rr.tables.FX, f)
}

func (rr *rateReader) index(row *rateRow, value decimal.Decimal) {
	year := rateYear(row)
	if len(row.bad) > 0 {
		return // the first row of a series states its currency and source
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
		row.refuse("from", "the currency of the series, "+string(s.Currency), money.ErrMixedCurrency)
	}
	if s.Source != row.Text("source") {
		row.refuse("source", fmt.Sprintf("the source of the series, %s: a ratio of numbers of two sources has no meaning", input.Quote(s.Source)), nil)
	}
	s.Numbers = append(s.Numbers, Number{Year: year, Value: value})
}

func (rr *rateReader) ppp(row *rateRow, value decimal.Decimal) {
	rr.tables.Parities = append(rr.tables.Parities, Parity{
		Region: row.Text(regionColumn), Currency: money.Currency(row.Text("from")), Year: rateYear(row), Rate: value, Source: row.Text("source"),
	})
}

func (rr *rateReader) margin(row *rateRow, value decimal.Decimal) {
	m := Margin{
		Activity: row.Text("name"), Region: row.Text(regionColumn), Year: rateYear(row), Margin: money.Margin{Share: value, Source: row.Text("source")},
	}
	row.read("to", "basic or producer", m.Margin.To.UnmarshalText([]byte(row.Text("to"))))
	rr.tables.Margins = append(rr.tables.Margins, m)
}

func (rr *rateReader) vat(row *rateRow, value decimal.Decimal) {
	rr.tables.VAT = append(rr.tables.VAT, VAT{
		Region: row.Text(regionColumn), Class: row.Text("name"), Valid: validity(row), VAT: money.VAT{Rate: value, Source: row.Text("source")},
	})
}

// validity reads the first and the last day on which a tax is in force.
func validity(row *rateRow) ghg.Period {
	var days [2]ghg.Date
	for i, column := range [2]string{"valid_from", "valid_to"} {
		row.read(column, "a day as YYYY-MM-DD", days[i].UnmarshalText([]byte(row.Text(column))))
	}
	if row.bad["valid_from"] != nil || row.bad["valid_to"] != nil {
		return ghg.Period{}
	}
	period, err := ghg.NewPeriod(days[0], days[1].AddDays(1))
	row.read("valid_to", "a day not before valid_from", err)
	return period
}

func rateYear(row *rateRow) money.PriceYear {
	year, err := money.ParsePriceYear(row.Text("period"))
	row.read("period", "a year of four digits", err)
	return year
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
