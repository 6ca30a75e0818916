package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// testIndex writes the index of the methods' tests into testdata/oracles/README.md: the files that calculate each method,
// those with published figures first.
func testIndex(w *writer) error {
	var b strings.Builder
	published, all := 0, 0
	for _, s := range scopes {
		files, err := testedIn(w.root, s.pkg)
		if err != nil {
			return err
		}
		for _, m := range methodsOf(s.scope) {
			all++
			var oracles, others []string
			for _, f := range files[m.Type().Name()] {
				if strings.HasSuffix(f, "oracle_test.go") {
					oracles = append(oracles, "`"+f+"`")
				} else {
					others = append(others, "`"+f+"`")
				}
			}
			if len(oracles) > 0 {
				published++
			}
			if len(oracles)+len(others) == 0 {
				return fmt.Errorf("%s has no test: compare a result with a published figure (testdata/oracles) or a calculation by hand", m.Name())
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", m.Name(), strings.Join(oracles, ", "), strings.Join(others, ", "))
		}
	}
	head := fmt.Sprintf("Of the %d methods, %d are tested against a published figure. No figure collected here is for the other %d; their tests compare\nresults with calculations by hand. All methods are also tested against their declarations, see `method/methodtest`.\n\n| method | published figures | calculations by hand, laws, refusals |\n|---|---|---|\n", all, published, all-published)
	return w.parts("testdata/oracles/README.md", map[string]string{"methods": head + b.String()})
}

// testedIn returns the test files of a package in which each of its structs is constructed, in their order.
func testedIn(root, pkg string) (map[string][]string, error) {
	files, err := filepath.Glob(filepath.Join(root, pkg, "*_test.go"))
	if err != nil {
		return nil, err
	}
	in := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return nil, err
		}
		short := pkg + "/" + filepath.Base(name)
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if t, ok := literal.Type.(*ast.SelectorExpr); ok && !slices.Contains(in[t.Sel.Name], short) {
				if p, ok := t.X.(*ast.Ident); ok && p.Name == pkg {
					in[t.Sel.Name] = append(in[t.Sel.Name], short)
				}
			}
			return true
		})
	}
	return in, nil
}
