package activity_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/module"
)

// unguarded are functions that look at amounts themselves while a calculation is in scope, with the reason why no line
// shares a derivation that it should not.
var unguarded = map[string]string{
	"scope2.cover":     "it calls Calc.Quantity before it compares",
	"scope3.checkPath": "it calls Calc.Apart before it compares",
	"scope3.flow":      "the numbers become terms as they are; where the days are converted, it calls Calc.Apart",
	"scope3.yearly":    "the number becomes a term as it is",
}

// TestAmountsAreComparedByCalc reads the sources of the methods: where a calculation is in scope, no amount is compared,
// converted or added up other than by the calculation, which records what it decides. Otherwise a line might share the
// derivation of one for which the method decides otherwise.
//
// It sees a calculation that is a parameter, a field of the receiver, or begun in the function. It sees fields, parameters and
// variables declared as units.Quantity by their names, and of these a call of Cmp, In, Add, Sub or Mul and the use of Value.
// It does not see an amount that is passed to another function without a calculation, one in a variable whose type is not
// written, or a text made of an amount; what it misses, trying each new kind of line with other amounts may find
// ([activity.Deriver]), and so does TestSharedIsDirect.
func TestAmountsAreComparedByCalc(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	found := map[string][]string{}
	for _, scope := range []string{"scope1", "scope2", "scope3"} {
		src := sourceOf(t, filepath.Join(root, scope))
		for _, f := range src.functions {
			if uses := src.amountsIn(f); src.calculates(f) && len(uses) > 0 {
				found[scope+"."+f.Name.Name] = uses
			}
		}
	}
	for name, uses := range found {
		assert.NotEmpty(t, unguarded[name], "%s looks at amounts: %s: want Calc.Compare, Flow.Sign, or Calc.Apart and an entry here", name, strings.Join(uses, ", "))
	}
	for name := range unguarded {
		assert.Contains(t, found, name, "it does not look at amounts any more")
	}
}

// source is the functions and structs of a package.
type source struct {
	functions []*ast.FuncDecl
	amounts   []string // the names of fields of type units.Quantity
	holders   []string // structs with a *method.Calc
}

func sourceOf(t *testing.T, folder string) source {
	t.Helper()
	var s source
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				s.functions = append(s.functions, n)
			case *ast.TypeSpec:
				if fields, ok := n.Type.(*ast.StructType); ok {
					s.amounts = append(s.amounts, namesOf(fields.Fields, "units.Quantity")...)
					if len(namesOf(fields.Fields, "*method.Calc")) > 0 {
						s.holders = append(s.holders, n.Name.Name)
					}
				}
			}
			return true
		})
	}
	return s
}

// namesOf returns the names of the fields or parameters with a type.
func namesOf(list *ast.FieldList, of string) []string {
	var names []string
	if list == nil {
		return nil
	}
	for _, f := range list.List {
		for _, name := range f.Names {
			if written(f.Type) == of {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// written returns a type as it is written.
func written(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return "*" + written(e.X)
	case *ast.SelectorExpr:
		return written(e.X) + "." + e.Sel.Name
	}
	return ""
}

// calculates reports whether a calculation is in the scope of a function.
func (s source) calculates(f *ast.FuncDecl) bool {
	if len(namesOf(f.Type.Params, "*method.Calc")) > 0 || f.Recv != nil && slices.Contains(s.holders, strings.TrimPrefix(written(f.Recv.List[0].Type), "*")) {
		return true
	}
	begins := false
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if name, ok := call.Fun.(*ast.SelectorExpr); ok {
				begins = begins || name.Sel.Name == "Begin"
			}
		}
		return true
	})
	return begins
}

// amountsIn returns where a function compares, converts or adds up an amount, or uses its number.
func (s source) amountsIn(f *ast.FuncDecl) []string {
	local := namesOf(f.Type.Params, "units.Quantity")
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && v.Type != nil && written(v.Type) == "units.Quantity" {
			for _, name := range v.Names {
				local = append(local, name.Name)
			}
		}
		return true
	})
	var uses []string
	ast.Inspect(f, func(n ast.Node) bool {
		use, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains([]string{"Cmp", "In", "Add", "Sub", "Mul", "Value"}, use.Sel.Name) {
			return true
		}
		switch of := use.X.(type) {
		case *ast.SelectorExpr:
			if slices.Contains(s.amounts, of.Sel.Name) {
				uses = append(uses, of.Sel.Name+"."+use.Sel.Name)
			}
		case *ast.Ident:
			if slices.Contains(local, of.Name) {
				uses = append(uses, of.Name+"."+use.Sel.Name)
			}
		}
		return true
	})
	return uses
}
