package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/report/verifier"
	"github.com/ghgkit/ghg/report/xbrl"
	"github.com/ghgkit/ghg/xlsx"
)

// The formats of reports that are not the tables of an edition.
const (
	formatHTML   = "html"
	formatPDF    = "pdf"
	formatSVG    = "svg"
	formatPNG    = "png"
	formatVerify = "verify"
	formatXBRL   = "xbrl"
	formatAll    = "all" // the tables of all editions

	formatMarkdown = "markdown"
)

// reportOptions are the flags of ghg report.
type reportOptions struct {
	format     string
	tables     *format
	out        string
	previous   string
	accounting ghg.Accounting
	static     bool
	embed      bool
	browser    string
	language   string
	entity     string // XBRL
	scheme     string
}

// reportCommand writes the reports of a project.
func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	var accounting string
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Write the reports of a project: a page, disclosure tables, XBRL",
		Long: `Report calculates the project in the folder DIR and writes a report of it.

--format html is one file that needs no network and no server: charts, every line with its derivation, what is missing and why. What
is recomputed is solid, and what is somebody's word is hatched. Beside a page of more than 2,000 lines it writes their receipts, which the
page asks for when a line is opened: report.receipts.jsonl.gz beside report.html. verify is a page that recomputes receipts in the browser; with
--embed-verify the report has it too. pdf prints the report, svg and png write each chart to the folder --out; pdf and png need Chromium
or Chrome.

The other formats are disclosure tables (` + "`ghg report --list`" + `), such as gri, cdp, esrs, ifrs and shk, in the form -o: markdown, csv, json or xlsx.
A short name, such as gri, stands for one edition; all is every edition. xlsx is all in one workbook, and xbrl the facts of ESRS E1 as inline
XBRL. A cell that the project cannot fill says what is missing.

Reports read published.csv and the key report of ghg.toml beside what "ghg run" reads; see docs/project.md.`,
		Example: `  ghg report acme --out report.html
  ghg report acme --format esrs -o csv
  ghg report acme --previous acme-2023 --format html --embed-verify --out report.html
  ghg report acme --format png --out charts`,
		Args: func(cmd *cobra.Command, args []string) error {
			if list, err := cmd.Flags().GetBool("list"); err == nil && list && len(args) == 0 {
				return nil
			}
			return exactArgs(1, "a project folder")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listEditions()
			}
			if err := o.accounting.UnmarshalText([]byte(accounting)); err != nil {
				return usage(fmt.Errorf("--accounting %s: want market-based or location-based", input.Quote(accounting)))
			}
			o.language = a.lang
			return a.runReport(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.Bool("list", false, "list the formats")
	f.StringVar(&o.format, "format", formatHTML, "what to write: html, pdf, svg, png, verify, xlsx, xbrl, all, or the tables of an edition")
	f.StringVar(&o.out, "out", "", "file to write; with svg and png a folder; standard output if it is not given")
	f.StringVar(&o.previous, "previous", "", "the project of the year before, or its results.jsonl, for the bridge and the figures of that year")
	f.StringVar(&accounting, "accounting", ghg.MarketBased.String(), "method of scope 2 of the bridge: market-based or location-based")
	f.BoolVar(&o.static, "static", false, "write the derivation of every line into the page, for readers without scripts")
	f.BoolVar(&o.embed, "embed-verify", false, "put what recomputes receipts into the page")
	f.StringVar(&o.browser, "browser", "", "Chromium or Chrome, for pdf and png; it is looked for if it is not given")
	f.StringVar(&o.entity, "entity", "", "identifier of the entity for xbrl, such as its LEI")
	f.StringVar(&o.scheme, "entity-scheme", xbrl.LEI, "scheme of the identifier for xbrl")
	o.tables = formats(cmd, formatMarkdown, formatCSV, formatJSON, formatXLSX)
	return cmd
}

// listEditions prints the editions of disclosure tables.
func (a *app) listEditions() error {
	short := map[string]string{}
	for word, id := range shortNames {
		short[id] = word
	}
	t := table{columns: []string{"format", "short", "edition"}}
	for _, e := range disclosure.Editions() {
		t.add(e.ID, short[e.ID], e.Name)
	}
	return t.text(a.Out)
}

func (a *app) runReport(ctx context.Context, dir string, o reportOptions) error {
	if err := errors.Join(a.readable(o), o.placed()); err != nil {
		return err
	}
	if o.format == formatVerify {
		return a.deliver(o.out, verifier.WritePage)
	}
	if o.format == formatHTML {
		r, err := reportOf(ctx, dir, o)
		if err != nil {
			return err
		}
		return a.writePage(r, o)
	}
	write, err := writerOf(o)
	if err != nil {
		return err
	}
	r, err := reportOf(ctx, dir, o)
	if err != nil {
		return err
	}
	if write == nil {
		return a.writeCharts(ctx, r, o)
	}
	return a.deliver(o.out, func(w io.Writer) error { return write(ctx, w, r) })
}

// placed returns an error if what is written can have no place, before it is calculated.
func (o *reportOptions) placed() error {
	switch {
	case o.out == "":
		return nil
	case o.format == formatSVG || o.format == formatPNG:
		return notFile(o.out)
	}
	return creatable(o.out)
}

// readable refuses to write to a terminal what only a program can read.
func (a *app) readable(o reportOptions) error {
	switch o.format {
	case formatHTML, formatVerify, formatPDF, formatXLSX, formatXBRL:
		return a.notToTerminal("--format "+o.format, o.out)
	}
	if o.tables.name == formatXLSX {
		return a.notToTerminal("-o "+formatXLSX, o.out)
	}
	return nil
}

// notToTerminal returns a usage error if output of a kind would be written to a terminal.
func (a *app) notToTerminal(kind, out string) error {
	if out != "" || !a.OutTerminal {
		return nil
	}
	return usage(fmt.Errorf("%s: want --out, since it cannot be read on a terminal", kind))
}

// writeReport writes a report in one format.
type writeReport func(context.Context, io.Writer, report.Report) error

// writerOf returns what writes a format; nil for the charts, which are several files.
func writerOf(o reportOptions) (writeReport, error) {
	switch o.format {
	case formatSVG, formatPNG:
		if o.out == "" {
			return nil, usage(fmt.Errorf("--format %s: want --out, the folder for the charts", o.format))
		}
		return nil, nil //nolint:nilnil // as documented
	case formatPDF:
		return func(ctx context.Context, w io.Writer, r report.Report) error { return writePDF(ctx, w, r, o) }, nil
	case formatXBRL:
		return xbrlOf(o)
	case formatXLSX:
		return tablesOf(formatXLSX, o, disclosure.Editions()), nil
	}
	editions, err := editionsOf(o.format)
	if err != nil {
		return nil, err
	}
	return tablesOf(o.tables.name, o, editions), nil
}

// tablesOf returns what writes the tables of some editions in a form.
func tablesOf(form string, o reportOptions, editions []disclosure.Edition) writeReport {
	return func(_ context.Context, w io.Writer, r report.Report) error {
		return writeTables(w, r, form, o.out != "", editions)
	}
}

// reportOf calculates a project and gathers what its reports are made from.
func reportOf(ctx context.Context, dir string, o reportOptions) (report.Report, error) {
	p, err := project.Open(dir)
	if err != nil {
		return report.Report{}, err
	}
	inv, err := p.Run(ctx, project.Options{})
	if err != nil {
		return report.Report{}, err
	}
	var previous *inventory.Inventory
	if o.previous != "" {
		if previous, err = inventoryAt(ctx, o.previous); err != nil {
			return report.Report{}, err
		}
	}
	return p.Report(inv, previous, o.accounting)
}

// writePage writes the page and, of a long report that is a file, its receipts beside it.
func (a *app) writePage(r report.Report, o reportOptions) error {
	var receipts bytes.Buffer
	options := pageOptions(o)
	if o.out != "" {
		options.Receipts, options.ReceiptsName = &receipts, receiptsBeside(filepath.Base(o.out))
	}
	if err := a.deliver(o.out, func(w io.Writer) error { return page.Write(w, r, options) }); err != nil || receipts.Len() == 0 {
		return err
	}
	return a.deliver(filepath.Join(filepath.Dir(o.out), options.ReceiptsName), func(w io.Writer) error {
		_, err := receipts.WriteTo(w)
		return err
	})
}

// receiptsBeside returns the name of the file of receipts of a page: report.receipts.jsonl.gz beside report.html.
func receiptsBeside(page string) string {
	return strings.TrimSuffix(page, filepath.Ext(page)) + ".receipts.jsonl.gz"
}

// pageOptions returns how the page is written.
func pageOptions(o reportOptions) page.Options {
	p := page.Options{Static: o.static, Language: o.language}
	if o.embed {
		p.Verifier = &page.Verifier{
			Style: verifier.Style(), Script: verifier.Script(), Module: verifier.Module(),
			WhatIf: verifier.Markup(verifier.WhatIf), Verify: verifier.Markup(verifier.Verify),
		}
	}
	return p
}

// shortNames are the words that stand for an edition: the one that a report of today is made by.
var shortNames = map[string]string{
	"cdp": "cdp-2024", "esrs": esrsWithElements, "gri": "gri-305-2016", "ifrs": "ifrs-s2-2023", "ssbj": "ssbj-2025",
}

// editionsOf returns the editions of a format: one by its id or its short name, or all.
func editionsOf(name string) ([]disclosure.Edition, error) {
	all := disclosure.Editions()
	if name == formatAll {
		return all, nil
	}
	id := cmp.Or(shortNames[name], name)
	for _, e := range all {
		if e.ID == id {
			return []disclosure.Edition{e}, nil
		}
	}
	names := []string{formatHTML, formatPDF, formatSVG, formatPNG, formatVerify, formatXLSX, formatXBRL}
	for _, e := range all {
		names = append(names, e.ID)
	}
	hint := ""
	if near := spelling.Nearest(name, append(slices.Sorted(maps.Keys(shortNames)), names...)); near != "" {
		hint = "did you mean " + input.Quote(near) + "? "
	}
	return nil, usage(fmt.Errorf("--format %s: %swant %s", input.Quote(name), hint, orList(append(names, formatAll))))
}

// writeTables writes the tables of some editions. A file of CSV is safe to open in a spreadsheet program; standard output has the
// texts as they are.
func writeTables(w io.Writer, r report.Report, form string, file bool, editions []disclosure.Edition) error {
	if form == formatXLSX {
		return xlsx.WriteTables(w, r, editions...)
	}
	for i, e := range editions {
		tables, err := e.Tables(r)
		if err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
		switch form {
		case formatCSV:
			err = disclosure.WriteCSV(w, r, e, tables, file)
		case formatJSON:
			err = disclosure.WriteJSON(w, r, e, tables)
		default:
			if i > 0 {
				fmt.Fprintln(w)
			}
			err = disclosure.WriteMarkdown(w, r, e, tables)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// deliver writes a file under a temporary name and renames it, or writes to standard output if there is no name.
func (a *app) deliver(name string, write func(io.Writer) error) error {
	if name == "" {
		var b bytes.Buffer // nothing is printed of a report that fails
		if err := write(&b); err != nil {
			return err
		}
		_, err := a.Out.Write(b.Bytes())
		return err
	}
	if err := writeFile(name, write); err != nil {
		return err
	}
	fmt.Fprintln(a.Err, "wrote", name)
	return nil
}

// xbrlOf returns what writes the facts of ESRS E1.
func xbrlOf(o reportOptions) (writeReport, error) {
	if o.entity == "" {
		return nil, usage(errors.New("--format xbrl: want --entity, the identifier of the entity, such as its LEI"))
	}
	return func(_ context.Context, w io.Writer, r report.Report) error {
		edition, err := disclosure.EditionOf(esrsWithElements)
		if err != nil {
			return err
		}
		document, err := xbrl.Of(r, edition, xbrl.Options{Identifier: o.entity, Scheme: o.scheme})
		if err != nil {
			return err
		}
		return document.Write(w)
	}, nil
}

// esrsWithElements is the edition whose elements of the taxonomy are known.
const esrsWithElements = "esrs-e1-set-1"
