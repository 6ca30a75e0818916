package verifier

import (
	"bytes"
	_ "embed"
	"strings"

	"github.com/ghgkit/ghg/internal/vocabulary"
)

//go:embed module.wasm.gz
var module string

//go:embed wasm_exec.js
var wasmExec string

//go:embed GO-LICENSE
var goLicence string

//go:embed verifier.js
var script string

//go:embed verifier.css
var style string

// Module returns the WebAssembly module, compressed by gzip. It is what a page holds in base64 in its element "ghg-module".
func Module() []byte { return []byte(module) }

// Script returns the JavaScript that starts the module and serves both parts: Go's own, with its licence, and that of this
// package. It is one script, to be allowed by its hash and 'wasm-unsafe-eval', and holds nothing that ends a script element.
func Script() []byte {
	var b bytes.Buffer
	b.WriteString("/*\n" + strings.TrimSpace(goLicence) + "\n*/\n")
	b.WriteString(wasmExec)
	b.WriteString(script)
	return b.Bytes()
}

// Style returns the rules of both parts. They take the colours --bg, --ink, --muted, --rule, --tint, --ok and --behind of the
// page.
func Style() []byte { return []byte(style) }

// Part is a part of a page that the script serves. The zero Part is invalid.
type Part uint8

// The parts of a page.
const (
	WhatIf Part = iota + 1 // other amounts and factors, and the totals that they give; in an element with the id "ghg-whatif"
	Verify                 // receipts and proofs, checked; in an element with the id "ghg-verify"
)

var parts = vocabulary.New[Part]("part", "what-if", "verify")

// String returns "what-if" or "verify".
func (p Part) String() string { return parts.String(p) }

// MarshalText returns what String returns. The zero Part is an error.
func (p Part) MarshalText() ([]byte, error) { return parts.Marshal(p) }

// UnmarshalText reads what String returns.
func (p *Part) UnmarshalText(text []byte) error { return parts.Unmarshal(p, text) }

// Markup returns the HTML of a part, in English and Japanese: the words of one language have the class "en", those of the
// other "ja", and the page hides one of them. What the library says, which is English, has neither. It is nothing for an
// invalid part.
func Markup(p Part) []byte {
	switch p {
	case WhatIf:
		return []byte(whatIfMarkup)
	case Verify:
		return []byte(verifyMarkup)
	default:
		return nil
	}
}

// both returns a text in both languages.
func both(en, ja string) string {
	return `<span class="en" lang="en">` + en + `</span><span class="ja" lang="ja">` + ja + `</span>`
}

var whatIfMarkup = `<p class="gv-off">` + both(
	"This part needs scripts. Without them, <code>ghg what-if DIR</code> computes the same.",
	"この機能にはスクリプトが必要です。スクリプトなしでは <code>ghg what-if DIR</code> で同じ計算ができます。") + `</p>
<div class="gv-live" hidden>
<div class="gw-sketch"><p><strong>` + both("A sketch, no receipt. Nothing above moves.", "試算です。算定証明書は発行されず、上記の数値は変わりません。") + `</strong></p>
<div role="status"><dl><dt>` + both("Total, location-based", "合計(ロケーション基準)") + `</dt><dd id="gw-location">–</dd><dt>` + both("Total, market-based", "合計(マーケット基準)") + `</dt><dd id="gw-market">–</dd></dl></div>
<p id="gw-error" class="gv-error" role="alert"></p></div>
<div class="gw-tools">
<div id="gw-by-number" hidden><label for="gw-number">` + both("Line", "行") + `</label><input id="gw-number" type="number" min="1" value="1"> <button type="button" id="gw-add">` + both("Add", "追加") + `</button></div>
<div id="gw-by-file"><label for="gw-files">` + both("Receipts", "算定証明書") + `</label><input id="gw-files" type="file" multiple></div>
<button type="button" id="gw-clear">` + both("Clear", "すべて除く") + `</button></div>
<p class="gv-words">` + both(
	"Change an amount, the volume or rate of an instrument, or a factor, property or price. The last three change in every line here that uses them; an amount and a volume in every line of the activity. The library evaluates the steps of the receipts again. If the method might have recorded other steps, it refuses.",
	"活動量、証書・契約の量または係数、排出係数、物性値、価格を変更できます。排出係数、物性値、価格は該当するすべての行に、活動量と証書・契約の量は同じ活動のすべての行に適用されます。ライブラリが算定証明書の各ステップを再計算します。別のステップが必要になり得る変更は拒否されます。") + `</p>
<div id="gw-lines"></div></div>`

var verifyMarkup = `<p class="gv-off">` + both(
	"This part needs scripts. Without them, <code>ghg verify FILE</code> checks the same.",
	"この機能にはスクリプトが必要です。スクリプトなしでは <code>ghg verify FILE</code> で同じ検証ができます。") + `</p>
<div class="gv-live" hidden>
<div class="gv-drop"><label for="gv-files">` + both(
	"Drop or choose receipts; or the proof of a line, with the public key and, if you have it from elsewhere, the signed statement. Nothing leaves this page.",
	"算定証明書をドロップまたは選択してください。行の証明ファイルの場合は、公開鍵と、別途入手した署名済みステートメントも選択できます。データはこのページの外に送信されません。") + `</label><br><input id="gv-files" type="file" multiple></div>
<div class="gv-fields">
<div><label for="gv-sum">` + both("SHA-256 that you have from elsewhere (optional)", "別途入手した SHA-256(任意)") + `</label><input id="gv-sum" type="text" autocomplete="off" spellcheck="false"></div>
<div><label for="gv-key">` + both("Public key of who signed (for proofs)", "署名者の公開鍵(証明ファイル用)") + `</label><input id="gv-key" type="text" autocomplete="off" spellcheck="false"></div>
<details><summary>` + both("Paste a receipt", "算定証明書を貼り付ける") + `</summary><label for="gv-text">` + both("Receipt", "算定証明書") + `</label><textarea id="gv-text" spellcheck="false"></textarea><button type="button" id="gv-text-check">` + both("Check", "検証") + `</button></details></div>
<div id="gv-out" role="status"></div></div>
<p class="gv-words">` + both(
	"A receipt that holds has not been altered since its SHA-256 was computed, and every step follows from its numbers. Who alters a receipt can compute that sum again: compare it with one from elsewhere, signed or printed. The inputs are not proved: whether the amounts are true, no receipt can say.",
	"検証が成立した算定証明書は、SHA-256 の計算後に変更されておらず、全ステップがその数値から導かれます。ただし、改変した者は SHA-256 も計算し直せます。署名または印刷により別途入手した SHA-256 と照合してください。入力値は証明されません。活動量が真実であることは、どの算定証明書からも分かりません。") + `</p>`
