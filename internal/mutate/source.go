package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// source is a package to mutate, with its syntax and types.
type source struct {
	path  string // the import path
	rel   string // the folder below the module's root, as packages.txt names it: "./method"
	root  string
	fset  *token.FileSet
	files []*ast.File
	texts map[string][]byte // by absolute file name
	info  *types.Info
	deps  types.Importer
}

// listed is what "go list" says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

// load reads the packages of the patterns and checks their types against the export data of what they import.
func (g *goCommand) load(ctx context.Context, patterns []string) ([]*source, error) {
	args := append([]string{"list", "-trimpath", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,DepOnly", "--"}, patterns...)
	cmd := g.command(ctx, args...)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	exports := map[string]string{}
	var wanted []listed
	for decoder := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		exports[p.ImportPath] = p.Export
		if !p.DepOnly {
			wanted = append(wanted, p)
		}
	}
	var sources []*source
	for _, p := range wanted {
		s, err := parseSource(p, g.root, func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return sources, nil
}

// parseSource parses and checks one package.
func parseSource(p listed, root string, export importer.Lookup) (*source, error) {
	below, err := filepath.Rel(root, p.Dir)
	if err != nil {
		return nil, err
	}
	s := &source{
		path: p.ImportPath, rel: "./" + filepath.ToSlash(below), root: root, fset: token.NewFileSet(), texts: map[string][]byte{},
		info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}},
	}
	if below == "." {
		s.rel = "."
	}
	s.deps = importer.ForCompiler(s.fset, "gc", export)
	for _, name := range p.GoFiles {
		name = filepath.Join(p.Dir, name)
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.texts[name], s.files = text, append(s.files, file)
	}
	_, err = s.config().Check(s.path, s.fset, s.files, s.info)
	return s, err
}

func (s *source) config() *types.Config { return &types.Config{Importer: s.deps} }

// holds reports whether a file, named below the module's root, belongs to the package.
func (s *source) holds(file string) bool {
	_, ok := s.texts[filepath.Join(s.root, filepath.FromSlash(file))]
	return ok
}

// compiles reports whether the package still parses and checks with the mutant in it.
func (s *source) compiles(m mutant) bool {
	fset := s.fset
	changed, err := parser.ParseFile(fset, m.file, m.apply(), parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	files := slices.Clone(s.files)
	for i, f := range files {
		if fset.File(f.FileStart).Name() == m.file {
			files[i] = changed
		}
	}
	_, err = s.config().Check(s.path, fset, files, nil)
	return err == nil
}

// mutants returns every mutant of the package, in the order of the source. Those of one name are numbered.
func (s *source) mutants() []mutant {
	var list []mutant
	for _, file := range s.files {
		if ast.IsGenerated(file) {
			continue
		}
		f := &finder{source: s, file: s.fset.File(file.FileStart)}
		ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
			return f.visit(n, stack)
		})
		slices.SortStableFunc(f.found, func(a, b mutant) int { return a.start - b.start })
		list = append(list, f.found...)
	}
	seen := map[string]int{}
	for i := range list {
		name := list[i].name()
		seen[name]++
		list[i].number = seen[name]
	}
	return list
}

// mutant is one mistake: a piece of one file replaced by another text.
type mutant struct {
	source     *source
	file       string // absolute
	start, end int    // of the bytes replaced
	text       string // in their place
	in         string // the function or declaration: "Calc.Fail"
	change     string // what is done: "&& → ||"
	number     int    // among those of the same name, from 1
}

// apply returns the file with the mistake in it.
func (m mutant) apply() []byte {
	text := m.source.texts[m.file]
	return slices.Concat(text[:m.start], []byte(m.text), text[m.end:])
}

// line returns the line of the source on which the mistake begins, and its number and column.
func (m mutant) line() (text string, number, column int) {
	before := m.source.texts[m.file][:m.start]
	begin := bytes.LastIndexByte(before, '\n') + 1
	line, _, _ := bytes.Cut(m.source.texts[m.file][begin:], []byte("\n"))
	return strings.TrimSpace(string(line)), bytes.Count(before, []byte("\n")) + 1, m.start - begin + 1
}

func (m mutant) base() string {
	name, err := filepath.Rel(m.source.root, m.file)
	if err != nil {
		return m.file
	}
	return filepath.ToSlash(name)
}

// name identifies the mutant without its place, so that it stays the same when lines move.
func (m mutant) name() string {
	text, _, _ := m.line()
	name := fmt.Sprintf("%s: %s: %s: %s", m.base(), m.in, m.change, text)
	if m.number > 1 {
		name += fmt.Sprintf(" (%d)", m.number)
	}
	return name
}

// String returns the name with line and column.
func (m mutant) String() string {
	_, line, column := m.line()
	return fmt.Sprintf("%s:%d:%d%s", m.base(), line, column, strings.TrimPrefix(m.name(), m.base()))
}
