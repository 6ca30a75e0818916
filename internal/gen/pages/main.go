// Command pages writes everything that is derived from declarations and data: the documentation of the methods, the
// tables of README, NOTICE and the packages' documentation, the catalogue of the factor sets and the index of tests.
//
// A page that is derived only in part has its derived text between the markers "NAME:begin" and "NAME:end".
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	written, err := all(root)
	if err != nil {
		return err
	}
	for _, p := range written {
		path := filepath.Join(root, p.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, p.text) {
			continue
		}
		if err := os.WriteFile(path, p.text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// page is a file in the module, with its text.
type page struct {
	path string
	text []byte
}

// all returns every page as it should be.
func all(root string) ([]page, error) {
	var written []page
	for _, write := range []func(*writer) error{catalogue, omitted, registers, methodPages, methodResults, packageTables, unitPage, resultForm, readme, notice, testIndex} {
		w := &writer{root: root}
		if err := write(w); err != nil {
			return nil, err
		}
		written = append(written, w.pages...)
	}
	return written, nil
}

// writer collects pages.
type writer struct {
	root  string
	pages []page
}

// whole adds a page that is derived completely.
func (w *writer) whole(path, text string) { w.pages = append(w.pages, page{path, []byte(text)}) }

// parts adds a page in which only some blocks are derived. Each block is between its two markers, which are kept.
func (w *writer) parts(path string, blocks map[string]string) error {
	old, err := os.ReadFile(filepath.Join(w.root, path))
	if err != nil {
		return err
	}
	text := string(old)
	for name, block := range blocks {
		if text, err = replaced(text, name, block); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	w.whole(path, text)
	return nil
}

// section adds a Go file with one section of its package comment replaced: the text after the heading, up to the next
// heading or the package clause.
func (w *writer) section(path, heading, block string) error {
	text, err := os.ReadFile(filepath.Join(w.root, path))
	if err != nil {
		return err
	}
	before, after, found := strings.Cut(string(text), heading)
	if !found {
		return fmt.Errorf("%s: there is no heading %q", path, heading)
	}
	end := strings.Index(after, "package ")
	if next := strings.Index(after, "// # "); next >= 0 {
		end = min(end, next)
	} else {
		block = strings.TrimSuffix(block, "//\n")
	}
	w.whole(path, before+heading+block+after[end:])
	return nil
}

// replaced returns the text with the block between the markers of a name replaced. A marker on its own line, such as
// "<!-- NAME:begin -->" or "// NAME:begin", ends with that line; one within a line, "<!-- NAME:begin -->12<!-- NAME:end -->",
// ends with its comment.
func replaced(text, name, block string) (string, error) {
	begin, end := strings.Index(text, name+":begin"), strings.Index(text, name+":end")
	if begin < 0 || end < begin {
		return "", fmt.Errorf("there is no block between %s:begin and %s:end", name, name)
	}
	inside := text[begin:end]
	if line := strings.IndexByte(inside, '\n'); line >= 0 {
		start, stop := begin+line+1, begin+strings.LastIndexByte(inside, '\n')+1
		return text[:start] + block + text[stop:], nil
	}
	start := begin + strings.Index(inside, "-->") + len("-->")
	stop := begin + strings.LastIndex(inside, "<!--")
	return text[:start] + block + text[stop:], nil
}
