package verifier

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"io"

	"github.com/ghgkit/ghg/internal/absent"
)

//go:embed page.css
var pageStyle string

// WritePage writes verify.html: a page that checks receipts and proofs and computes what if, by itself. It asks for nothing
// from anywhere, and its Content-Security-Policy lets it run its own script and module only. The same version of the library
// writes the same bytes.
func WritePage(w io.Writer) error {
	if absent.Is(w) {
		return errors.New("writer of the page is not set: want one")
	}
	style, script := append([]byte(pageStyle), Style()...), Script()
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '` + hashOf(script) + `' 'wasm-unsafe-eval'; style-src '` + hashOf(style) + `'; base-uri 'none'; form-action 'none'">` + "\n")
	b.WriteString(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n<title>Verify receipts / 算定証明書の検証</title>\n<style>")
	b.Write(style)
	b.WriteString("</style>\n</head>\n<body>\n" + pageTop + `<section aria-labelledby="verify"><h2 id="verify">` + both("Verify", "検証") + `</h2><div id="ghg-verify">`)
	b.Write(Markup(Verify))
	b.WriteString("</div></section>\n" + `<section aria-labelledby="what-if"><h2 id="what-if">` + both("What if", "もし数値が違ったら") + `</h2><div id="ghg-whatif">`)
	b.Write(Markup(WhatIf))
	b.WriteString("</div></section>\n</main>\n" + pageEnd + `<script type="application/wasm+gzip" id="ghg-module">`)
	b.WriteString(base64.StdEncoding.EncodeToString([]byte(module)))
	b.WriteString("</script>\n<script>")
	b.Write(script)
	b.WriteString("</script>\n</body>\n</html>\n")
	_, err := w.Write(b.Bytes())
	return err
}

var pageTop = `<header><fieldset class="langs"><input type="radio" name="lang" id="lang-en" checked><label for="lang-en" lang="en">English</label><input type="radio" name="lang" id="lang-ja"><label for="lang-ja" lang="ja">日本語</label></fieldset></header>
<main>
<h1>` + both("Recompute a figure yourself", "数値を自分で再計算する") + `</h1>
<p>` + both(
	"This file holds the library that made the report. It recomputes a receipt from its content alone, on this machine.",
	"このファイルには、報告書を作成したライブラリが含まれています。算定証明書を、その内容だけから、この端末上で再計算します。") + `</p>
`

var pageEnd = `<footer><p>` + both("On a command line: ", "コマンドライン:") + `<code>ghg verify FILE</code>. ` + both("Form of a receipt: ", "算定証明書の形式:") + `<a href="https://github.com/ghgkit/ghg/blob/main/docs/receipt.md">docs/receipt.md</a></p>
<p lang="en">ghg: Apache-2.0. In the module: Go and golang.org/x/mod (BSD-3-Clause), github.com/shopspring/decimal (MIT).</p></footer>
`

// hashOf returns the hash of an element's text, as a Content-Security-Policy names it.
func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
