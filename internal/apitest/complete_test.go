package apitest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/module"
)

// TestRegistryIsComplete reads the source of the public packages. Every exported function and type must be in the
// registry, or in elsewhere.
func TestRegistryIsComplete(t *testing.T) {
	elsewhere := map[string]string{
		"methodtest.Run":    "it takes a *testing.T, and every method's package calls it",
		"method.Declare":    "it is called for the type of the world's own method",
		"activity.Activity": "it is another name of method.Activity",
		"scope2.Serials":    "it is another name of ghg.Serials",
	}
	var known []string
	for _, f := range functions {
		known = append(known, nameOf(f))
	}
	for _, typ := range types {
		known = append(known, typeName(typ))
	}
	for _, name := range exported(t) {
		if elsewhere[name] == "" && !slices.Contains(known, name) {
			t.Errorf("%s is not called: add it to registry_test.go", name)
		}
	}
}

// exported returns the exported functions and types of the public packages, with the last part of the package's path.
func exported(t *testing.T) []string {
	t.Helper()
	root, err := module.Root()
	require.NoError(t, err)
	var names []string
	files := os.DirFS(root)
	require.NoError(t, fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			hidden := strings.HasPrefix(entry.Name(), ".") && file != "."
			_, err := fs.Stat(files, path.Join(file, "go.mod"))
			ownModule := err == nil && file != "."
			if hidden || ownModule || slices.Contains([]string{"internal", "examples", "testdata"}, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if parsed.Name.Name == "main" {
			return nil
		}
		pkg := path.Base(path.Dir(file))
		if pkg == "." {
			pkg = "ghg"
		}
		for _, name := range declared(parsed) {
			names = append(names, pkg+"."+name)
		}
		return nil
	}))
	return names
}

// declared returns the exported functions and types of a file.
func declared(file *ast.File) []string {
	var names []string
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.IsExported() {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() {
					names = append(names, s.Name.Name)
				}
			}
		}
	}
	return names
}
