package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/report/verifier"
)

// chromium returns the options of the browser. The tests are left out where there is none, and fail there with
// GHG_WANT_CHROMIUM=1.
func chromium(t *testing.T) Options {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return Options{Command: path, NoSandbox: os.Geteuid() == 0}
		}
	}
	if os.Getenv("GHG_WANT_CHROMIUM") == "1" {
		t.Fatal("GHG_WANT_CHROMIUM=1, but Chromium is not installed: apt-get install chromium")
	}
	t.Skip("LEFT OUT: Chromium is not installed, so the page is not opened in a browser")
	return Options{}
}

// axe returns the source of axe-core. What needs it is left out where GHG_AXE does not name it.
func axe(t *testing.T) string {
	t.Helper()
	name := os.Getenv("GHG_AXE")
	if name == "" {
		t.Skip("LEFT OUT: GHG_AXE does not name axe.min.js of axe-core, so accessibility is not tested")
	}
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(b)
}

// tab is a page that is open, with what it asked for and said.
type tab struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string
	messages []string
}

// setting is how a page is opened.
type setting struct {
	dark, phone, noScript bool
}

// verifyPage writes verify.html.
func verifyPage(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, verifier.WritePage(&b))
	return saved(t, "verify.html", b.Bytes())
}

// saved returns the path of a file with a content.
func saved(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

// open opens a file in a browser of its own.
func open(t *testing.T, file string, how setting) *tab {
	t.Helper()
	o := chromium(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	ctx, stop := chromedp.NewExecAllocator(ctx, o.flags()...)
	p := &tab{T: t}
	var end context.CancelFunc
	p.ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(func() { end(); stop(); cancel() })
	require.NoError(t, chromedp.Listen(p.ctx, p.note))
	_, err := chromedp.Call(p.ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	_, err = chromedp.Call(p.ctx, cdplog.Enable, cdp.Empty{})
	require.NoError(t, err)
	scheme := "light"
	if how.dark {
		scheme = "dark"
	}
	_, err = chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	require.NoError(t, err)
	if how.noScript {
		_, err = chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		require.NoError(t, err)
	}
	width, height := int64(1280), int64(900)
	if how.phone {
		width, height = 390, 844
	}
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	p.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(at.String()))
	return p
}

// note notes what the page asks for and says.
func (p *tab) note(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, ev.Request.URL)
	case *runtime.EventConsoleAPICalled:
		p.messages = append(p.messages, fmt.Sprint("console: ", ev.Args))
	case *runtime.EventExceptionThrown:
		p.messages = append(p.messages, "exception: "+ev.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		p.messages = append(p.messages, "log: "+ev.Entry.Text)
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	require.NoError(p, chromedp.Do(p.ctx, actions...))
}

// quiet fails unless the page asked for itself only and said nothing.
func (p *tab) quiet() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	var asked []string
	for _, r := range p.requests {
		if !strings.HasPrefix(r, "blob:") && !strings.HasPrefix(r, "data:") {
			asked = append(asked, r)
		}
	}
	require.Len(p, asked, 1, "requests")
	require.Empty(p, p.messages)
}

// eval returns the value of an expression.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoError(p, err, expression)
	return v
}

// wait waits until an expression is true.
func (p *tab) wait(expression string) {
	p.Helper()
	for range 400 {
		if eval[bool](p, "Boolean("+expression+")") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	require.Fail(p, "it does not become true", expression)
}

// js returns a text as a JavaScript literal.
func js(s string) string {
	b, _ := json.Marshal(s) //nolint:errchkjson // a text
	return string(b)
}

// text returns what a reader sees of an element.
func (p *tab) text(css string) string {
	p.Helper()
	return eval[string](p, "document.querySelector("+js(css)+").innerText")
}

// choose gives files to an element.
func (p *tab) choose(id string, files ...string) {
	p.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#"+id), files))
}

// accessible fails if axe finds anything.
func (p *tab) accessible(source string) {
	p.Helper()
	eval[any](p, source+"\n;null")
	found := eval[[]string](p, `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
		.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).slice(0, 5).join(", ")))`)
	require.Empty(p, found)
}
