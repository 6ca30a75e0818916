// Command report renders NEC Group's inventory of fiscal year 2023: the page, and the tables that standards ask for. Every figure
// is recomputed from published data or entered as published, and each says which.
//
//	go run ./examples/report            the Scope 3 table of the GHG Protocol, and what is recomputed
//	go run ./examples/report -out DIR   report.html, verify.html, the tables of every edition and the charts
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/report/verifier"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	dir := flags.String("out", "", "write the page, the tables and the charts into this folder")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	files, err := nec.Files()
	if err != nil {
		return err
	}
	recomputed, err := nec.Load(files)
	if err != nil {
		return err
	}
	r, err := recomputed.Report()
	if err != nil {
		return err
	}
	if *dir != "" {
		return write(out, *dir, r)
	}
	return show(out, r)
}

// show prints the tables of the GHG Protocol, and how many results are recomputed.
func show(out io.Writer, r report.Report) error {
	edition, err := disclosure.EditionOf("ghg-protocol")
	if err != nil {
		return err
	}
	tables, err := edition.Tables(r)
	if err != nil {
		return err
	}
	if err := disclosure.WriteMarkdown(out, r, edition, tables); err != nil {
		return err
	}
	recomputed, all := 0, 0
	for result := range r.Inventory.Results() {
		all++
		if inventory.Recomputed(result) {
			recomputed++
		}
	}
	fmt.Fprintf(out, "\n%d of %d results are recomputed from published activity data; the others are figures as published.\n", recomputed, all)
	return nil
}

// write writes everything into a folder.
func write(out io.Writer, dir string, r report.Report) error {
	files := map[string][]byte{}
	var html, verify bytes.Buffer
	if err := page.Write(&html, r, page.Options{}); err != nil {
		return err
	}
	if err := verifier.WritePage(&verify); err != nil {
		return err
	}
	files["report.html"], files["verify.html"] = html.Bytes(), verify.Bytes()
	for _, edition := range disclosure.Editions() {
		tables, err := edition.Tables(r)
		if err != nil {
			return err
		}
		var text bytes.Buffer
		if err := disclosure.WriteMarkdown(&text, r, edition, tables); err != nil {
			return err
		}
		files[edition.ID+".md"] = text.Bytes()
	}
	charts, err := page.Charts(r, page.Options{})
	if err != nil {
		return err
	}
	for _, c := range charts {
		files[c.Name+".svg"] = c.SVG
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "wrote %d files to %s; open report.html\n", len(files), dir)
	return nil
}
