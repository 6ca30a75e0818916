package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/browser"
	"github.com/ghgkit/ghg/report/page"
)

// browserOptions returns how Chromium is run. Its sandbox does not run for root, and what it opens is the program's own and
// loads nothing.
func browserOptions(o reportOptions) browser.Options {
	return browser.Options{Command: o.browser, NoSandbox: os.Geteuid() == 0}
}

// writePDF prints the report.
func writePDF(ctx context.Context, w io.Writer, r report.Report, o reportOptions) error {
	o.embed = false // nothing of it is printed
	var html bytes.Buffer
	if err := page.Write(&html, r, pageOptions(o)); err != nil {
		return err
	}
	pdf, err := browser.PDF(ctx, html.Bytes(), browserOptions(o))
	if err != nil {
		return err
	}
	_, err = w.Write(pdf)
	return err
}

// writeCharts writes each chart to the folder, as SVG or PNG.
func (a *app) writeCharts(ctx context.Context, r report.Report, o reportOptions) error {
	charts, err := page.Charts(r, pageOptions(o))
	if err != nil {
		return err
	}
	if err := makeFolder(o.out); err != nil {
		return err
	}
	for _, c := range charts {
		picture := c.SVG
		if o.format == formatPNG {
			if picture, err = browser.PNG(ctx, c.SVG, browserOptions(o)); err != nil {
				return err
			}
		}
		write := func(w io.Writer) error { _, err := w.Write(picture); return err }
		if err := a.deliver(filepath.Join(o.out, c.Name+"."+o.format), write); err != nil {
			return err
		}
	}
	return nil
}
