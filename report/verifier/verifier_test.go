package verifier_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/gen/verifier/build"
	"github.com/ghgkit/ghg/internal/module"
	"github.com/ghgkit/ghg/report/verifier"
)

func unpacked(t *testing.T) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(verifier.Module()))
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	return b
}

// The embedded module is made of the present sources, and is the one of which its record has the digest.
func TestModuleIsOfTheseSources(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	text, err := os.ReadFile("module.txt")
	require.NoError(t, err)
	made := build.ReadRecord(string(text))
	require.Equal(t, string(text), made.String())
	present, err := build.Present(root)
	require.NoError(t, err)
	require.Equal(t, present.Sources, made.Sources, "the library has changed: run go generate")
	wasm := unpacked(t)
	require.Equal(t, build.Sum(wasm), made.Module)
	require.True(t, bytes.HasPrefix(wasm, []byte("\x00asm")))
	require.Less(t, len(verifier.Module()), 1_800_000, "compressed; the page is a third longer")
}

// Who compiles the sources again with the version of Go that the record names gets the same bytes.
func TestModuleIsMadeAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT with -short: the module is not compiled again")
	}
	root, err := module.Root()
	require.NoError(t, err)
	text, err := os.ReadFile("module.txt")
	require.NoError(t, err)
	present, err := build.Present(root)
	require.NoError(t, err)
	if made := build.ReadRecord(string(text)); made.Go != present.Go {
		t.Skipf("LEFT OUT: the module was made by %s and this is %s, so it is not compiled again: GOTOOLCHAIN=%s go test ./report/verifier does", made.Go, present.Go, made.Go)
	}
	again, err := build.Module(root)
	require.NoError(t, err)
	require.Equal(t, build.Sum(unpacked(t)), build.Sum(again))
}

// The page is the same each time, and its policy allows its own script and style by their hashes and nothing else.
func TestPage(t *testing.T) {
	var page, again bytes.Buffer
	require.NoError(t, verifier.WritePage(&page))
	require.NoError(t, verifier.WritePage(&again))
	require.True(t, bytes.Equal(page.Bytes(), again.Bytes()))
	html := page.String()
	require.Contains(t, html, `content="default-src 'none'; script-src '`+sumOf(verifier.Script())+`' 'wasm-unsafe-eval'; style-src '`)
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(html)
	require.Contains(t, html, `style-src '`+sumOf([]byte(style[1]))+`'; base-uri 'none'; form-action 'none'"`)
	require.Equal(t, 2, strings.Count(html, "<script"), "the module and the script")
	require.Equal(t, 2, strings.Count(html, "</script>"))
	require.NotRegexp(t, `(?i)\son[a-z]+=|\sstyle=|innerHTML|insertAdjacentHTML|document\.write|<link|<img|\ssrc=`, strings.ReplaceAll(html, string(verifier.Script()), ""))
	require.NotRegexp(t, `innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`, string(verifier.Script()))
	require.Contains(t, html, base64.StdEncoding.EncodeToString(verifier.Module()))
	for _, words := range []string{"The inputs are not proved", "入力値は証明されません", "compare it with one from elsewhere", "A sketch, no receipt"} {
		require.Contains(t, html, words)
	}
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Every text of the markup is in both languages, and every field has a label.
func TestMarkup(t *testing.T) {
	for _, p := range []verifier.Part{verifier.WhatIf, verifier.Verify} {
		html := string(verifier.Markup(p))
		require.Equal(t, strings.Count(html, `class="en" lang="en"`), strings.Count(html, `class="ja" lang="ja"`), p)
		for _, field := range regexp.MustCompile(`<(?:input|textarea) id="([^"]+)"`).FindAllStringSubmatch(html, -1) {
			require.Contains(t, html, `<label for="`+field[1]+`">`, p)
		}
		text, err := p.MarshalText()
		require.NoError(t, err)
		var again verifier.Part
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, p, again)
		require.Equal(t, p.String(), string(text))
	}
	require.Empty(t, verifier.Markup(0))
	require.Empty(t, verifier.Markup(9))
	_, err := verifier.Part(0).MarshalText()
	require.Error(t, err)
}

// Go's part of the script has its licence with it.
func TestLicence(t *testing.T) {
	script := string(verifier.Script())
	require.Contains(t, script, "Copyright 2009 The Go Authors")
	require.Contains(t, script, "Redistributions in binary form must reproduce the above")
	require.Contains(t, script, "// Use of this source code is governed by a BSD-style")
	licence, _, _ := strings.Cut(script, "// Copyright 2018")
	require.Equal(t, 1, strings.Count(licence, "*/"), "the licence is one comment")
	require.NotContains(t, strings.ToLower(script), "</script")
	require.NotContains(t, script, "<!--")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPageIsRefused(t *testing.T) {
	require.ErrorContains(t, verifier.WritePage(nil), "writer of the page is not set")
	require.ErrorContains(t, verifier.WritePage(failing{}), "disk full")
}

// What is returned is the caller's.
func TestCopies(t *testing.T) {
	for _, of := range []func() []byte{verifier.Module, verifier.Script, verifier.Style, func() []byte { return verifier.Markup(verifier.Verify) }} {
		b := of()
		b[0] ^= 0xff
		require.NotEqual(t, b[0], of()[0])
	}
}
