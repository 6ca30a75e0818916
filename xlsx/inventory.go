package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Options are how a workbook is written. The zero Options is for English.
type Options struct {
	Lang string // of explanations: "en" or "ja"; "": English
}

func (o Options) check() error {
	if o.Lang == "" || o.Lang == english || o.Lang == japanese {
		return nil
	}
	return &ghg.FieldError{Field: "language", Value: o.Lang, Want: "en or ja", Err: ghg.ErrUnknown}
}

// WriteInventory writes an inventory as a workbook that an auditor can follow from the totals to the inputs:
//
//   - Summary: the organisation, the totals, the coverage, and what is missing
//   - Totals: each total as a formula over the results
//   - Results: one row per result, with a formula that refers to its steps
//   - Steps: each step of arithmetic as a formula that refers to the cells of its inputs, factors and earlier steps
//   - Inputs, Factors: the numbers, with where each comes from
//   - Caveats: what a reader must know, and what the methods noted
//
// A spreadsheet program recomputes every formula when it opens the file. It computes with 15 digits, so the exact number of the
// record is beside each formula as text, with the difference; a difference of more than a billionth is marked and counted. The
// value that is stored with a formula, for programs that compute nothing, was computed here in the same way. A number beyond
// the range of a spreadsheet, about 10^±308, is a text, and what depends on it has no formula and says why.
//
// Texts are cells of text and never formulas, whatever they begin with. A table that has more rows than a sheet goes on in
// "Steps 2". The same inventory makes the same bytes: the file has no clock, and its date is the end of the organisation's
// period. The workbook is in English whatever the language. An inventory of no organisation is an error.
func WriteInventory(w io.Writer, inv *inventory.Inventory, o Options) error {
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	if err := o.check(); err != nil {
		return err
	}
	return writeInventory(w, inv, maxRows)
}

func writeInventory(w io.Writer, inv *inventory.Inventory, rows int) error {
	if inv == nil || inv.Organisation().Name == "" {
		return &ghg.FieldError{Field: "inventory", Want: "an inventory of an organisation", Err: ghg.ErrMissing}
	}
	b, err := newBook(inv, rows)
	if err != nil {
		return err
	}
	defer b.file.Close() //nolint:errcheck // temporary files
	if err := firstError(b.begin(), b.first()); err != nil {
		return err
	}
	for r := range inv.Results() {
		if err := b.add(&r); err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
	}
	if err := firstError(b.addTotals(), b.addSummary()); err != nil {
		return err
	}
	for _, t := range b.tapes {
		if err := t.end(); err != nil {
			return err
		}
	}
	return b.file.Write(w)
}

// book is a workbook of an inventory.
type book struct {
	file        *excelize.File
	inv         *inventory.Inventory
	org         inventory.Organisation
	rows        int // of a sheet
	bold, plain int // styles of text
	tapes       []*tape
	summary     *tape
	totals      *tape
	results     *tape
	steps       *tape
	inputs      inputs
	factors     *tape
	caveats     *tape
	known       map[source]number // rows of the sheet Factors
	stepLetters [3]string         // columns of value, exact and difference
	count       int               // of results
	biogenic    bool              // a result that counts states CO2 from biomass
	totalRows   []totalRow        // for the summary
}

const exactNote = " A spreadsheet computes with 15 digits: the exact number of the record is beside it as text. Differs is 1 if the difference is more than 1E-9 of the value."

// newBook returns a workbook without tables.
func newBook(inv *inventory.Inventory, rows int) (*book, error) {
	b := &book{file: excelize.NewFile(excelize.Options{TmpDir: ""}), inv: inv, org: inv.Organisation(), rows: rows, known: map[source]number{}}
	b.file.SetZipWriter(newOrdered)
	yes := true
	when := b.org.Period.End.String() + "T00:00:00Z"
	var err error
	if b.plain, err = b.file.NewStyle(&excelize.Style{NumFmt: 49}); err != nil { // "@": text, so that an edited cell stays one
		return nil, err
	}
	if b.bold, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49}); err != nil {
		return nil, err
	}
	err = firstError(
		b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}),
		b.file.SetDocProps(&excelize.DocProperties{Creator: "ghg", LastModifiedBy: "ghg", Title: brief(b.org.Name), Created: when, Modified: when}),
	)
	return b, err
}

// first removes the sheet that a new workbook has, so that the first table is the one that opens.
func (b *book) first() error {
	err := b.file.DeleteSheet("Sheet1")
	b.file.SetActiveSheet(0)
	return err
}

// begin begins the tables, in the order of their sheets.
func (b *book) begin() error {
	var problems []error
	begin := func(name, about string, columns ...heading) *tape {
		t, err := b.newTape(name, about, columns...)
		problems = append(problems, err)
		return t
	}
	b.summary = begin("Summary", "Inventory of greenhouse-gas emissions", heading{"what", 44}, heading{"", 30}, heading{"t CO2e", 20}, heading{"kg CO2e", 20}, heading{"kg CO2e, exact", 32}, heading{"remark", 60})
	b.totals = begin("Totals", "Each total adds up rows of Results that count by the method."+exactNote, heading{"line", 44}, heading{"method of scope 2", 18}, heading{"results", 9}, heading{"value", 20}, heading{"exact", 32}, heading{"difference", 13}, heading{"differs", 8}, heading{"unit", 10}, heading{"remark", 60})
	b.results = begin("Results", "One row per result; co2e_kg refers to the last row of its steps."+exactNote, resultHeadings...)
	b.steps = begin("Steps", "Each value is a formula over cells of Inputs, Factors and earlier rows."+exactNote+" An exact number has up to 34 digits where a step divides, and all digits elsewhere.", stepHeadings...)
	b.inputs.tape = begin("Inputs", "The numbers of the activities, ratios of units, constants and shares. A number of more than 15 digits is rounded by the spreadsheet: see exact.", heading{"id", 24}, heading{"part", 14}, heading{"accounting", 15}, heading{"kind", 11}, heading{"label", 36}, heading{"value", 18}, heading{"exact", 18}, heading{"unit", 14}, heading{"reference", 24}, heading{"source", 50}, heading{"remark", 40})
	b.factors = begin("Factors", "Factors, properties of fuels, prices and global warming potentials, each once. The digest is the SHA-256 of the record.", heading{"kind", 11}, heading{"id", 60}, heading{"value", 18}, heading{"exact", 18}, heading{"unit", 22}, heading{"gwp basis", 10}, heading{"set", 18}, heading{"activity", 30}, heading{"region", 9}, heading{"boundary", 16}, heading{"valid", 24}, heading{"price", 16}, heading{"document", 50}, heading{"table", 24}, heading{"row", 24}, heading{"licence", 24}, heading{"digest", 66}, heading{"remark", 40})
	b.caveats = begin("Caveats", "What a reader must know of a result, and what its method noted.", heading{"id", 24}, heading{"part", 14}, heading{"accounting", 15}, heading{"kind", 30}, heading{"detail", 100})
	if err := firstError(problems...); err != nil {
		return err
	}
	b.stepLetters = [3]string{b.steps.mustColumn("value"), b.steps.mustColumn("exact"), b.steps.mustColumn("difference")}
	return nil
}

var stepHeadings = []heading{
	{"id", 24}, {"part", 14}, {"accounting", 15}, {"step", 6}, {"label", 36}, {"operation", 10}, {"value", 20}, {"exact", 32}, {"difference", 13}, {"differs", 8}, {"unit", 16}, {"gas", 12}, {"calculation", 80}, {"remark", 40},
}

var resultHeadings = []heading{
	{"id", 24},
	{"part", 14},
	{"accounting", 15},
	{"scope", 6},
	{"category", 9},
	{"category_name", 30},
	{"method", 30},
	{"memo", 20},
	{"period", 12},
	{"entity", 20},
	{"site", 20},
	{"origin", 11},
	{"location-based", 14},
	{"market-based", 14},
	{"co2e_kg", 20},
	{"exact", 32},
	{"difference", 13},
	{"differs", 8},
	{"non_kyoto_co2e_kg", 20},
	{"biogenic_co2_kg", 20},
	{"gwp", 8},
	{"quality", 20},
	{"factors", 60},
	{"receipt_sha256", 66},
}

// add writes a result with all that belongs to it.
func (b *book) add(r *ghg.Result) error {
	b.count++
	s, err := b.addSteps(r)
	if err != nil {
		return err
	}
	for _, c := range r.Caveats {
		if err := b.addCaveat(r, c.Kind.String(), c.Detail); err != nil { //nolint:forbidigo // printed for people
			return err
		}
	}
	for _, n := range r.Notes { //nolint:forbidigo // printed for people
		if err := b.addCaveat(r, "note: "+n.Name, n.Value); err != nil { //nolint:forbidigo // printed for people
			return err
		}
	}
	b.biogenic = b.biogenic || s.biogenic.is && r.Counts()
	return b.addResult(r, s)
}

func (b *book) addCaveat(r *ghg.Result, kind, detail string) error {
	if _, err := b.caveats.next(); err != nil {
		return err
	}
	return b.caveats.write(b.text(r.ID), b.text(r.Part), b.word(r.Accounting != 0, r.Accounting), b.text(kind), b.text(detail))
}

// addResult writes the row of a result, whose numbers are those of its steps.
func (b *book) addResult(r *ghg.Result, s sums) error {
	receipt, err := r.Receipt()
	if err != nil {
		return err
	}
	sum := sha256.Sum256(receipt)
	at, err := b.results.next()
	if err != nil {
		return err
	}
	ids := make([]string, len(r.Factors))
	for i := range r.Factors {
		ids[i] = r.Factors[i].ID
	}
	cells := []any{
		b.text(r.ID), b.text(r.Part), b.word(r.Accounting != 0, r.Accounting), int(r.Scope), nil, b.text(r.Category.Name()), b.text(string(r.Method)), b.text(r.Memo.String()),
		b.text(r.Period.String()), b.text(r.Entity), b.text(r.Site), b.text(r.Origin.String()), b.text(b.counts(r, ghg.LocationBased)), b.text(b.counts(r, ghg.MarketBased)),
	}
	if r.Category != 0 {
		cells[4] = int(r.Category)
	}
	if s.co2e.is && s.co2e.at != "" {
		cells = append(cells, b.computed(s.co2e.at, s.co2e.value, r.CO2e.Kg(), at, [3]string{b.results.mustColumn("co2e_kg"), b.results.mustColumn("exact"), b.results.mustColumn("difference")})...)
	} else {
		v, exact, _, _ := b.input(r.CO2e.Kg())
		cells = append(cells, v, exact, nil, nil)
	}
	return b.results.write(append(cells, s.nonKyoto.reference(), s.biogenic.reference(), b.text(r.GWP), b.text(r.Quality.String()), b.text(strings.Join(ids, "; ")), b.text(hex.EncodeToString(sum[:])))...)
}

// reference returns a cell that refers to the number, or none.
func (n number) reference() any {
	if !n.is || n.at == "" {
		return nil
	}
	return excelize.Cell{Formula: n.at, Value: n.value}
}

// counts returns yes if a result is in a total by a method of scope 2, and no otherwise.
func (b *book) counts(r *ghg.Result, a ghg.Accounting) string {
	by := r.Accounting
	if len(b.org.Category3By) > 0 && r.Category == ghg.FuelAndEnergyRelatedActivities {
		by = b.org.Category3By[r.ID]
	}
	if r.Counts() && a.Includes(by) {
		return "yes"
	}
	return "no"
}

// maxText is the number of characters of a cell; Excel takes 32767.
const maxText = 4000

// brief cuts a text that is too long for a cell.
func brief(s string) string {
	if utf8.RuneCountInString(s) <= maxText {
		return s
	}
	return string([]rune(s)[:maxText]) + " …"
}

// text returns a cell of text, or none if it is empty. It has the format of text, so that it does not become a formula
// when it is edited.
func (b *book) text(s string) any {
	if s == "" {
		return nil
	}
	return excelize.Cell{StyleID: b.plain, Value: brief(s)}
}

// word returns a value in words, or none.
func (b *book) word(is bool, v fmt.Stringer) any {
	if !is {
		return nil
	}
	return b.text(v.String())
}
