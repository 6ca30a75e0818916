package factors

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// gasColumns are the gas columns of the schema, which the embedded files share with users' own. Amounts of gases are
// kilograms per unit, exactly as they follow from the printed value; in files whose publisher prints gases as CO2e,
// gases_in is "kg CO2e" and gwp is the basis.
var gasColumns = []struct {
	column string
	gas    ghg.Gas
}{
	{"CO2", ghg.CO2},
	{"CO2-biogenic", ghg.CO2Biogenic},
	{"CH4-fossil", ghg.CH4Fossil},
	{"CH4-biogenic", ghg.CH4Biogenic},
	{"CH4-combustion", ghg.CH4Combustion},
	{"CH4", ghg.CH4},
	{"N2O", ghg.N2O},
	{"C", ghg.Carbon},
}

// csvColumns is the schema, in order. Users' files may omit the optional columns.
var csvColumns = []table.Column{
	{Name: "activity", Required: true},
	{Name: "label"},
	{Name: "region", Required: true},
	{Name: "valid_from"},
	{Name: "valid_to"},
	{Name: "unit", Required: true},
	{Name: "boundary", Required: true},
	{Name: "CO2"},
	{Name: "CO2-biogenic"},
	{Name: "CH4-fossil"},
	{Name: "CH4-biogenic"},
	{Name: "CH4-combustion"},
	{Name: "CH4"},
	{Name: "N2O"},
	{Name: "C"},
	{Name: "other_gases"},
	{Name: "gases_in"},
	{Name: "CO2e"},
	{Name: "gwp"},
	{Name: "price_year"},
	{Name: "price_type"},
	{Name: "uncertainty"},
	{Name: "document"},
	{Name: "table"},
	{Name: "row"},
	{Name: "licence"},
	{Name: "caveat"},
	{Name: "note"},
}

// readColumns are the columns that a file may have: those of the schema and, instead of valid_from and valid_to, valid.
var readColumns = withValid(csvColumns)

// withValid returns the columns with "valid" after "valid_to".
func withValid(columns []table.Column) []table.Column {
	after := slices.IndexFunc(columns, func(c table.Column) bool { return c.Name == "valid_to" }) + 1
	return slices.Insert(slices.Clone(columns), after, table.Column{Name: "valid"})
}

// MaxRows is the number of factors that one file may hold: many times the largest embedded file, and low enough that a
// wrong file is rejected before it exhausts memory.
const MaxRows = 200_000

// Columns returns the names of the schema's columns, in order.
func Columns() []string { return namesOfColumns(csvColumns) }

func namesOfColumns(columns []table.Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// ReadCSV reads a set of factors in the schema of the embedded files. It reports bad rows with their line and column:
// the first hundred, and a count of the rest, up to the thousandth, after which it stops. More than [MaxRows] rows are an
// error, and so is a text of more than [ghg.MaxText] characters. Errors call the file by the name that r has if it is an
// [os.File], or by that of the set.
//
// Each row is one factor. activity, region, valid_from and valid_to (both days included), unit and boundary are
// required, and so are the gases, CO2e alone, or both: then CO2e is the publisher's own sum, kept as a check. The column
// valid may take the place of valid_from and valid_to; it holds a period as [ghg.ParsePeriod] reads it, without a label,
// such as "2024" or "2024-04-01..2025-03-31". A CO2e amount needs its basis in gwp. other_gases is a list such as
// "HFC-134a=0.001; SF6=0.00002". document and licence default to those of meta.
func ReadCSV(r io.Reader, meta Meta) (*Set, error) {
	factors, err := readFactors(r, nameOf(r, meta, "factors"), meta.Title, 0)
	if err != nil {
		return nil, err
	}
	return newSet(meta, factors, nil)
}

// ReadCSVWithProperties is like [ReadCSV], with a second file of fuel properties; see [ReadPropertiesCSV].
func ReadCSVWithProperties(r, properties io.Reader, meta Meta) (*Set, error) {
	factors, err := readFactors(r, nameOf(r, meta, "factors"), meta.Title, 0)
	if err != nil {
		return nil, err
	}
	props, err := ReadPropertiesCSV(properties, meta)
	if err != nil {
		return nil, err
	}
	return newSet(meta, factors, props)
}

// nameOf returns the name of a file in errors: its own, as [os.File] knows it, or that of the set and what it holds.
func nameOf(r io.Reader, meta Meta, what string) string {
	if file, ok := r.(interface{ Name() string }); ok && !absent.Is(r) {
		return file.Name()
	}
	return meta.Publisher + "-" + meta.Edition + " " + what
}

// maxBadRows is the number of bad rows or objects at which reading stops, as that of package table.
const maxBadRows = table.DefaultMaxBad

// readFactors reads the rows of a file. title is the document of rows that name none; rows is an estimate of their
// number.
func readFactors(r io.Reader, name, title string, rows int) ([]Factor, error) {
	factors := table.ListOf[Factor](r, rows)
	parser := newRowParser()
	parser.title = title
	err := table.Read(r, table.Options{Name: name, Columns: readColumns, MaxRows: MaxRows}, func(row table.Row) error {
		f, err := parser.factor(row)
		if err == nil {
			*factors.Next() = f
		}
		return err
	})
	return factors.All(), err
}

// rowParser caches what repeats from row to row.
type rowParser struct {
	title   string // the document of rows that name none
	units   map[string]units.Unit
	dates   map[string]ghg.Date
	amounts []ghg.GasAmount // of the row being read
	read    map[string]readBefore
	key     []byte
}

func newRowParser() *rowParser {
	return &rowParser{units: map[string]units.Unit{}, dates: map[string]ghg.Date{}, read: map[string]readBefore{}}
}

func (p *rowParser) factor(row table.Row) (Factor, error) {
	f := Factor{
		Activity: row.Text("activity"), Label: row.Text("label"), Region: row.Text("region"),
		Reference: Reference{Document: row.Text("document"), Table: row.Text("table"), Row: row.Text("row")},
		Licence:   row.Text("licence"), Note: row.Text("note"),
	}
	var unit, valid, boundary, uncertainty error
	f.Unit, unit = p.unit(row)
	f.Valid, valid = p.validity(row)
	if err := f.Boundary.UnmarshalText([]byte(row.Text("boundary"))); err != nil {
		boundary = row.Error("boundary", "what the factor covers", err)
	}
	amounts, price := p.repeatedAmounts(&f, row), f.readPrice(row)
	f.Uncertainty.share, f.Uncertainty.published, uncertainty = row.OptionalNumber("uncertainty")
	caveat := f.readCaveat(row)
	if unit != nil || valid != nil || boundary != nil || amounts != nil || price != nil || uncertainty != nil || caveat != nil {
		return f, ghg.Join(unit, valid, boundary, amounts, price, uncertainty, caveat)
	}
	f.Reference.Document = cmp.Or(f.Reference.Document, p.title)
	return f, f.check()
}

func (f *Factor) readCaveat(row table.Row) error {
	text := row.Text("caveat")
	if text == "" {
		return nil
	}
	kind, detail, _ := strings.Cut(text, ": ")
	if err := f.Caveat.Kind.UnmarshalText([]byte(kind)); err != nil {
		return row.Error("caveat", "a kind of caveat, a colon and the detail", err)
	}
	f.Caveat.Detail = detail
	return nil
}

func (p *rowParser) unit(row table.Row) (units.Unit, error) {
	text := row.Text("unit")
	if u, ok := p.units[text]; ok {
		return u, nil
	}
	u, err := units.ParseUnit(text)
	if err != nil {
		return u, row.Error("unit", "a unit, such as kWh", err)
	}
	p.units[text] = u
	return u, nil
}

func (p *rowParser) validity(row table.Row) (ghg.Period, error) {
	texts := [2]string{row.Text("valid_from"), row.Text("valid_to")}
	if text := row.Text("valid"); text != "" {
		if texts != [2]string{} {
			return ghg.Period{}, row.Error("valid", "either valid, or valid_from and valid_to", ghg.ErrMixed)
		}
		return periodCell(row, text)
	}
	var ends [2]ghg.Date
	for i, column := range [2]string{"valid_from", "valid_to"} {
		text := texts[i]
		d, ok := p.dates[text]
		if !ok {
			var err error
			if d, err = ghg.ParseDate(text); err != nil {
				return ghg.Period{}, row.Error(column, "a day as YYYY-MM-DD", err)
			}
			p.dates[text] = d
		}
		ends[i] = d
	}
	period := ghg.Period{Start: ends[0], End: ends[1].AddDays(1)}
	if err := period.Check(); err != nil {
		return period, row.Error("valid_to", "a day not before valid_from", err)
	}
	period.Label = validityLabel(period)
	return period, nil
}

// periodCell reads the cell of the column valid.
func periodCell(row table.Row, text string) (ghg.Period, error) {
	period, err := ghg.ParsePeriod(text)
	if err != nil {
		return period, row.Error("valid", "a period such as 2024-04-01..2025-03-31", err)
	}
	if strings.Contains(text, " ") {
		return period, row.Error("valid", "a period without a label, such as 2024-04-01..2025-03-31", nil)
	}
	period.Label = validityLabel(period)
	return period, nil
}

// validityLabel formats a validity for readers: "2024", or its first and last day.
func validityLabel(p ghg.Period) string {
	if p.Same(ghg.CalendarYear(p.Start.Year)) {
		return strconv.Itoa(p.Start.Year)
	}
	return p.Start.String() + " to " + p.End.AddDays(-1).String()
}

// amountColumns are the columns that determine the amounts of a factor.
var amountColumns = func() []string {
	columns := []string{"gases_in"}
	for _, g := range gasColumns {
		columns = append(columns, g.column)
	}
	return append(columns, "other_gases", "CO2e", "gwp")
}()

// readBefore holds the amounts of a row already read.
type readBefore struct {
	perUnit   ghg.Emissions
	published ghg.GasAmount
}

// maxCached is the number of rows whose amounts are cached.
const maxCached = 4096

// repeatedAmounts reads the gases and CO2e, or takes them from an earlier row with the same cells: in many catalogues
// several codes share the values of one industry.
func (p *rowParser) repeatedAmounts(f *Factor, row table.Row) error {
	key := p.key[:0]
	for _, column := range amountColumns {
		key = append(append(key, row.Raw(column)...), 0) // no cell holds a NUL
	}
	p.key = key
	if known, ok := p.read[string(key)]; ok {
		f.PerUnit, f.Published = known.perUnit, known.published
		return nil
	}
	if err := p.readAmounts(f, row); err != nil {
		return err
	}
	if len(p.read) < maxCached {
		p.read[string(key)] = readBefore{f.PerUnit, f.Published}
	}
	return nil
}

// readAmounts reads the gases and CO2e.
func (p *rowParser) readAmounts(f *Factor, row table.Row) error {
	basis, err := gasBasis(row)
	if err != nil {
		return err
	}
	amounts := p.amounts[:0]
	for _, g := range gasColumns {
		kg, given, err := row.OptionalNumber(g.column)
		if err != nil {
			return err
		}
		if given {
			a := ghg.GasAmount{Gas: g.gas, Kg: kg}
			if !isOwnCO2e(g.gas) {
				a.GWP = basis
			}
			amounts = append(amounts, a)
		}
	}
	amounts, err = appendGasList(amounts, row.Text("other_gases"), basis)
	if err != nil {
		return row.Error("other_gases", `a list of gases that have no column, each once, such as "HFC-134a=0.001; SF6=0.00002"`, err)
	}
	co2e, given, err := row.OptionalNumber("CO2e")
	if err != nil {
		return err
	}
	if given {
		gwp := row.Text("gwp")
		if _, err := ghg.ParseGWP(gwp); err != nil && gwp != ghg.UnstatedGWP {
			return row.Error("gwp", "the GWP basis of CO2e, or unstated", err)
		}
		sum := ghg.GasAmount{GWP: gwp, Kg: co2e}
		if len(amounts) == 0 {
			amounts = append(amounts, sum)
		} else {
			f.Published = sum
		}
	}
	p.amounts = amounts
	if f.PerUnit, err = ghg.NewEmissions(amounts...); err != nil { // it copies them
		return row.Error("CO2", "known gases", err)
	}
	return nil
}

// gasBasis returns the GWP set that the gases of a row were converted with, or "" if they are masses.
func gasBasis(row table.Row) (string, error) {
	gwp := row.Text("gwp")
	if gwp != "" && gwp != ghg.UnstatedGWP {
		if _, err := ghg.ParseGWP(gwp); err != nil {
			return "", row.Error("gwp", "a set of potentials, or unstated", err)
		}
	}
	switch in := row.Text("gases_in"); in {
	case "", "kg":
		return "", nil
	case "kg CO2e":
		if _, err := ghg.ParseGWP(gwp); err != nil {
			return "", row.Error("gwp", "the GWP set that the gases were converted with", err)
		}
		return gwp, nil
	default:
		return "", row.Error("gases_in", `"kg" or "kg CO2e"`, &ghg.FieldError{Field: "gases_in", Value: in, Want: `"kg" or "kg CO2e"`, Err: ghg.ErrUnknown})
	}
}

// isOwnCO2e reports whether an amount of a gas is the same in kg and kg CO2e, or is never given in CO2e: carbon dioxide
// and the carbon it is made of.
func isOwnCO2e(gas ghg.Gas) bool {
	return gas == ghg.CO2 || gas == ghg.CO2Biogenic || gas == ghg.Carbon
}

func appendGasList(amounts []ghg.GasAmount, text, basis string) ([]ghg.GasAmount, error) {
	for item := range strings.SplitSeq(text, ";") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		name, number, found := strings.Cut(item, "=")
		if !found {
			return nil, &ghg.FieldError{Field: "gas and amount", Value: item, Want: "NAME=AMOUNT", Err: ghg.ErrOutOfRange}
		}
		gas, err := ghg.ParseGas(name)
		if err != nil {
			return nil, err
		}
		kg, err := dec.ParseWritten(number)
		if err != nil {
			return nil, err
		}
		if columnOf(gas) != "" || slices.ContainsFunc(amounts, func(a ghg.GasAmount) bool { return a.Gas == gas }) {
			return nil, &ghg.FieldError{Field: "gas", Value: string(gas), Want: "a gas that has no column, once", Err: ghg.ErrMixed}
		}
		amounts = append(amounts, ghg.GasAmount{Gas: gas, GWP: basis, Kg: kg})
	}
	return amounts, nil
}

func (f *Factor) readPrice(row table.Row) error {
	if row.Text("price_year") == "" {
		switch kind := row.Text("price_type"); kind {
		case "", UnstatedPrice:
			f.Price.Type = kind
			return nil
		default:
			return row.Error("price_type", "unstated, or empty without a price_year", &ghg.FieldError{Field: "price year", Want: "the year of the prices that the factor uses", Err: ghg.ErrMissing})
		}
	}
	year, err := row.Integer("price_year")
	if err != nil {
		return err
	}
	f.Price = Price{Year: year, Type: row.Text("price_type")}
	switch f.Price.Type {
	case "purchaser", "basic", "producer":
		return nil
	}
	return row.Error("price_type", "purchaser, basic or producer", &ghg.FieldError{Field: "price type", Value: f.Price.Type, Want: "purchaser, basic or producer", Err: ghg.ErrUnknown})
}

// WriteCSV writes factors in the schema that [ReadCSV] reads. With spreadsheet set, text cells that a spreadsheet would
// take for a formula get a leading apostrophe.
//
// It reads back what it is about to write. A factor made in Go that ReadCSV would refuse, or read as another one, is an
// error that names it, and nothing is written.
func WriteCSV(w io.Writer, s Source, spreadsheet bool) error {
	rows, err := readableRows(s)
	if err != nil {
		return err
	}
	return table.Write(w, Columns(), rows, spreadsheet)
}

// readableRows returns the rows of a source's factors once they have been read back as the same factors.
func readableRows(s Source) ([][]string, error) {
	if isNil(s) {
		return nil, errNoFactors()
	}
	var sheet bytes.Buffer
	out := table.NewWriter(&sheet, false)
	if err := out.Write(Columns()); err != nil {
		return nil, err
	}
	var rows [][]string
	var lines []string
	for f := range allOf(s) {
		row, err := f.cells()
		if err == nil {
			err = out.Write(row)
		}
		if err != nil {
			return nil, fmt.Errorf("factor %s cannot be written: %w", input.Shorten(f.ID), err)
		}
		rows, lines = append(rows, row), append(lines, f.written())
	}
	if err := out.Flush(); err != nil {
		return nil, err
	}
	read, err := readFactors(&sheet, s.Name(), "", len(rows))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", input.Shorten(s.Name()), err)
	}
	for i := range read {
		if read[i].written() != lines[i] {
			return nil, fmt.Errorf("factor %d of %s cannot be written: it would be read as another one: %w", i+1, input.Shorten(s.Name()), ghg.ErrMixed)
		}
	}
	return rows, nil
}

// written returns all of a factor that a file holds. Its id, its set and the label of its validity follow from the rest
// when a set is read.
func (f Factor) written() string {
	f.ID, f.Set, f.Valid.Label, f.seal = "", "", "", nil
	return f.line()
}

// cells returns the factor as a row of the schema.
func (f *Factor) cells() ([]string, error) {
	if err := dec.CheckAll(f.Uncertainty.share, f.Published.Kg); err != nil {
		return nil, fmt.Errorf("factor %s: uncertainty or published CO2e: %w", f.ID, err)
	}
	cell := map[string]string{
		"activity": f.Activity, "label": f.Label, "region": f.Region, "valid_from": f.Valid.Start.String(),
		"valid_to": f.Valid.End.AddDays(-1).String(), "unit": f.Unit.Symbol(), "boundary": f.Boundary.String(),
		"document": f.Reference.Document, "table": f.Reference.Table, "row": f.Reference.Row, "licence": f.Licence,
		"note": f.Note,
	}
	if f.Caveat.Kind != 0 {
		cell["caveat"] = f.Caveat.String()
	}
	cell["price_type"] = f.Price.Type
	if f.Price.Year != 0 {
		cell["price_year"] = strconv.Itoa(f.Price.Year)
	}
	if share, published := f.Uncertainty.Share(); published {
		cell["uncertainty"] = cellNumber(share)
	}
	if err := f.amountCells(cell); err != nil {
		return nil, err
	}
	row := make([]string, len(csvColumns))
	for i, c := range csvColumns {
		row[i] = cell[c.Name]
	}
	return row, nil
}

func (f *Factor) amountCells(cell map[string]string) error {
	var others []string
	bases := map[string]bool{}
	for a := range f.PerUnit.All() {
		if a.Gas == "" {
			cell["CO2e"], cell["gwp"] = cellNumber(a.Kg), a.GWP
			continue
		}
		if !isOwnCO2e(a.Gas) {
			bases[a.GWP] = true
			if a.GWP != "" {
				cell["gases_in"], cell["gwp"] = "kg CO2e", a.GWP
			}
		}
		if column := columnOf(a.Gas); column != "" {
			cell[column] = cellNumber(a.Kg)
		} else {
			others = append(others, string(a.Gas)+"="+dec.Text(a.Kg))
		}
	}
	cell["other_gases"] = strings.Join(others, "; ")
	if f.Published.GWP != "" {
		if len(bases) > 0 && !bases[""] {
			bases[f.Published.GWP] = true
		}
		cell["CO2e"], cell["gwp"] = cellNumber(f.Published.Kg), f.Published.GWP
	}
	if len(bases) > 1 {
		return fmt.Errorf("factor %s: %w: amounts on the bases %s do not fit in one row", f.ID, ghg.ErrMixed, strings.Join(slices.Sorted(maps.Keys(bases)), ", "))
	}
	return nil
}

// cellNumber formats a number so that it can be read back: in plain notation, or with an exponent if that is too long.
func cellNumber(d decimal.Decimal) string {
	s := dec.Text(d)
	if len(s) <= dec.MaxDigits {
		return s
	}
	exp := max(-dec.MaxExponent, min(dec.MaxExponent, d.Exponent()))
	return strings.TrimPrefix(dec.Text(d.Shift(-exp)), "0") + "e" + strconv.Itoa(int(exp))
}

func columnOf(gas ghg.Gas) string {
	for _, g := range gasColumns {
		if g.gas == gas {
			return g.column
		}
	}
	return ""
}

var propertyColumns = withValid([]table.Column{
	{Name: "activity", Required: true},
	{Name: "property", Required: true},
	{Name: "rate", Required: true},
	{Name: "region", Required: true},
	{Name: "valid_from"},
	{Name: "valid_to"},
	{Name: "document"},
	{Name: "table"},
	{Name: "row"},
	{Name: "note"},
})

// ReadPropertiesCSV reads fuel properties: activity, property, rate ("40.0 GJ(HHV)/1000Nm3"), region, valid_from and
// valid_to or valid (see [ReadCSV]), and where each is printed.
func ReadPropertiesCSV(r io.Reader, meta Meta) ([]Property, error) {
	var properties []Property
	parser := rowParser{title: meta.Title, dates: map[string]ghg.Date{}}
	name := nameOf(r, meta, "properties")
	err := table.Read(r, table.Options{Name: name, Columns: propertyColumns, MaxRows: MaxRows}, func(row table.Row) error {
		p, err := parser.property(row)
		properties = append(properties, p)
		return err
	})
	return properties, err
}
