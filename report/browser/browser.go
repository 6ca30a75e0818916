package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/ghgkit/ghg/internal/input"
)

// Options say how Chromium is run. The zero Options are those for most machines.
type Options struct {
	Command   string        // the program; "" for the first that is found
	NoSandbox bool          // without Chromium's sandbox, which does not run for root: for containers
	Timeout   time.Duration // at most so long; 0 for a minute
	Dark      bool          // the colours for the dark, in a PNG
	Scale     float64       // pixels of a PNG for each CSS pixel, at most 4; 0 for 2
}

func (o Options) check() error {
	switch {
	case o.Timeout < 0:
		return fmt.Errorf("timeout is %s: want a positive one, or 0 for a minute", o.Timeout)
	case o.Scale < 0 || o.Scale > 4 || o.Scale != o.Scale:
		return fmt.Errorf("scale is %g: want more than 0 and at most 4, or 0 for 2", o.Scale)
	}
	return nil
}

// PDF returns a page of HTML as a PDF: A4 unless its style sheet says otherwise, with its background, without a header and
// a footer.
func PDF(ctx context.Context, html []byte, o Options) ([]byte, error) {
	return run(ctx, html, "page.html", o, chromedp.PrintToPDF(
		chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize(), chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFOutlineAndTagged()))
}

// PNG returns a picture of an SVG, such as a chart of a report, in its own size.
func PNG(ctx context.Context, svg []byte, o Options) ([]byte, error) {
	if o.Scale == 0 {
		o.Scale = 2
	}
	scheme := "light"
	if o.Dark {
		scheme = "dark"
	}
	return run(ctx, svg, "chart.svg", o, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
			return nil, err
		}
		size, err := chromedp.Evaluate[[]float64](sizeOfRoot)(ctx, t)
		if err != nil {
			return nil, err
		}
		if len(size) != 4 || size[2] < 1 || size[3] < 1 {
			return nil, errors.New("the SVG has no width and height: want both")
		}
		whole := true
		shot, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
			CaptureBeyondViewport: &whole, Clip: &page.Viewport{X: size[0], Y: size[1], Width: size[2], Height: size[3], Scale: o.Scale},
		})
		return shot.Data, err
	})
}

const sizeOfRoot = `(() => { const r = document.documentElement.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })()`

// run opens a file in a browser of its own, without a network, and returns what an action does there.
func run(ctx context.Context, content []byte, name string, o Options, action chromedp.Action[[]byte]) ([]byte, error) {
	if ctx == nil {
		return nil, errors.New("context is not set: want one")
	}
	if len(content) == 0 {
		return nil, errors.New(input.Quote(name) + " is empty: want its content")
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	dir, err := os.MkdirTemp("", "ghg-browser-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	ctx, stop := chromedp.NewExecAllocator(ctx, o.flags()...)
	defer stop()
	ctx, end := chromedp.NewContext(ctx)
	defer end()
	offline := network.OverrideNetworkStateParams{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}
	if _, err := chromedp.Call(ctx, network.OverrideNetworkState, offline); err != nil {
		return nil, fmt.Errorf("chromium: %w", err)
	}
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	if err := chromedp.Do(ctx, chromedp.Navigate(at.String())); err != nil {
		return nil, fmt.Errorf("chromium: %w", err)
	}
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		return nil, fmt.Errorf("chromium: %w", err)
	}
	return out, nil
}

// flags are the command line of the browser.
func (o Options) flags() []chromedp.ExecAllocatorOption {
	flags := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	if o.Command != "" {
		flags = append(flags, chromedp.ExecPath(o.Command))
	}
	if o.NoSandbox {
		flags = append(flags, chromedp.NoSandbox)
	}
	return flags
}
