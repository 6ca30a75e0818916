package browser

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
)

// pdfTexts returns the text of each page of a PDF, without blanks, by pdftotext of poppler-utils. What needs it is left out where it
// is not installed.
func pdfTexts(t *testing.T, pdf []byte) []string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("LEFT OUT: pdftotext is not installed, so the text of the PDF is not read: apt-get install poppler-utils")
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-enc", "UTF-8", saved(t, "report.pdf", pdf), "-").Output()
	require.NoError(t, err)
	texts := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i := range texts {
		texts[i] = dense(texts[i])
	}
	return texts
}

// dense returns a text without blanks, which differ between a page and its print.
func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// The PDF of a report has every section but those that need a browser, and every line with its amount on one page, its equation
// and its hash; no page is empty.
func TestPrintedReport(t *testing.T) {
	o := chromium(t)
	o.Timeout = time.Minute
	r := sample.NEC(t)
	file := reportPage(t, r, page.Options{Verifier: embedded()})
	html, err := os.ReadFile(file)
	require.NoError(t, err)
	pdf, err := PDF(t.Context(), html, o)
	require.NoError(t, err)
	pages := pdfTexts(t, pdf)
	t.Logf("%d pages", len(pages))
	require.Equal(t, strings.Count(string(pdf), "/Type /Page\n"), len(pages))
	for i, text := range pages {
		require.NotEmpty(t, text, "page %d", i+1)
	}
	all := strings.Join(pages, "")

	p := open(t, file, setting{})
	headings := eval[[]string](p, `[...document.querySelectorAll("h1, h2")].filter(h => !h.closest("#what-if, #verify")).map(h => h.innerText)`)
	require.Greater(t, len(headings), 10)
	for _, h := range headings {
		require.Contains(t, all, dense(h))
	}
	for _, h := range eval[[]string](p, `[...document.querySelectorAll("#what-if h2, #verify h2")].map(h => h.innerText)`) {
		require.NotContains(t, all, dense(h))
	}
	rows := eval[[][]string](p, `[...document.querySelectorAll("#line-table tr[id]")].map(tr => [tr.cells[1].innerText, tr.cells[4].innerText])`)
	equations := eval[[]string](p, `[...document.querySelectorAll("#line-table summary")].map(s => s.innerText)`)
	n := 0
	for result := range r.Inventory.Results() {
		require.True(t, onOnePage(pages, dense(rows[n][0]), dense(rows[n][1])), "line %d is cut: %s", n+1, rows[n])
		require.Contains(t, all, dense(equations[n]), "line %d", n+1)
		summary, err := result.Summary()
		require.NoError(t, err)
		require.Contains(t, all, summary.SHA256())
		n++
	}
	require.Len(t, rows, n)
}

// onOnePage reports whether some page has two texts.
func onOnePage(pages []string, a, b string) bool {
	for _, text := range pages {
		if strings.Contains(text, a) && strings.Contains(text, b) {
			return true
		}
	}
	return false
}
