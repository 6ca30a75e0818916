package ghg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// surface is what the packages that users import export.
type surface struct {
	types     map[string]ast.Expr // by name, "factors.Set"
	functions map[string]*ast.FuncType
	methods   map[string]*ast.FuncType // "factors.Set.All"
}

// exported parses the packages of the module, without those that users do not import.
func exported(t testing.TB) surface {
	t.Helper()
	s := surface{map[string]ast.Expr{}, map[string]*ast.FuncType{}, map[string]*ast.FuncType{}}
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && ownModule(name):
			return fs.SkipDir
		case d.IsDir() && (d.Name() == "internal" || name == "examples" || strings.HasSuffix(name, "testdata") || name != "." && name[0] == '.' || name == "method/methodtest" || name == "method/methoddoc"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err == nil && file.Name.Name != "main" {
			s.add(file)
		}
		return err
	}))
	return s
}

// ownModule reports whether a folder is a module of its own.
func ownModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

func (s surface) add(file *ast.File) {
	imports := map[string]string{} // name in the file → name of the package
	for _, i := range file.Imports {
		of, _ := strconv.Unquote(i.Path.Value)
		if i.Name != nil {
			imports[i.Name.Name] = path.Base(of)
		}
	}
	qualified := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if of, ok := selector.X.(*ast.Ident); ok && imports[of.Name] != "" {
					of.Name = imports[of.Name]
				}
				return false
			}
			if name, ok := n.(*ast.Ident); ok && name.IsExported() && !strings.Contains(name.Name, ".") {
				name.Name = file.Name.Name + "." + name.Name
			}
			return true
		})
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if of, ok := spec.(*ast.TypeSpec); ok && of.Name.IsExported() {
					name := file.Name.Name + "." + of.Name.Name
					s.types[name] = of.Type
					qualifyFields(of.Type, qualified)
				}
			}
		case *ast.FuncDecl:
			if !d.Name.IsExported() {
				continue
			}
			name := d.Name.Name
			qualified(d.Type)
			if d.Recv == nil {
				s.functions[file.Name.Name+"."+name] = d.Type
			} else if receiver := receiverOf(d.Recv.List[0].Type); ast.IsExported(receiver) {
				s.methods[file.Name.Name+"."+receiver+"."+name] = d.Type
			}
		}
	}
}

// qualifyFields qualifies the types of a type's exported fields, but not their names.
func qualifyFields(of ast.Expr, qualified func(ast.Node)) {
	fields, ok := of.(*ast.StructType)
	if !ok {
		qualified(of)
		return
	}
	for _, f := range fields.Fields.List {
		qualified(f.Type)
	}
}

func receiverOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverOf(e.X)
	case *ast.IndexExpr:
		return receiverOf(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// writable reports whether a caller can write through a value of a type: through a slice, a map or a pointer, or through
// a field or an item that it can reach. A pointer to a type without exported fields is a handle and not written through.
func (s surface) writable(e ast.Expr, within ...string) bool {
	switch e := e.(type) {
	case *ast.ArrayType, *ast.MapType, *ast.InterfaceType, *ast.Ellipsis:
		return true
	case *ast.FuncType:
		return s.writableFields(e.Params, within) || s.writableFields(e.Results, within)
	case *ast.StarExpr:
		of, local := s.types[nameOf(e.X)]
		fields, isStruct := of.(*ast.StructType)
		return !local || !isStruct || slices.ContainsFunc(fields.Fields.List, func(f *ast.Field) bool { return len(f.Names) > 0 && f.Names[0].IsExported() })
	case *ast.IndexExpr: // iter.Seq[T], Optional[T]
		return s.writable(e.Index, within...) || s.writable(e.X, within...)
	case *ast.IndexListExpr: // iter.Seq2[T, error]
		return slices.ContainsFunc(e.Indices, func(i ast.Expr) bool { return s.writable(i, within...) })
	case *ast.StructType:
		return s.writableFields(e.Fields, within)
	case *ast.Ident, *ast.SelectorExpr:
		name := nameOf(e)
		of, local := s.types[name]
		return local && !slices.Contains(within, name) && s.writable(of, append(within, name)...)
	}
	return false
}

func (s surface) writableFields(list *ast.FieldList, within []string) bool {
	return list != nil && slices.ContainsFunc(list.List, func(f *ast.Field) bool {
		hidden := len(f.Names) > 0 && !slices.ContainsFunc(f.Names, (*ast.Ident).IsExported) && within != nil
		return !hidden && s.writable(f.Type, within...)
	})
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return nameOf(e.X) + "." + e.Sel.Name
	case *ast.IndexExpr:
		return nameOf(e.X)
	}
	return ""
}

// writers returns the names of the functions and methods that take or return something that a caller can write through.
func (s surface) writers() []string {
	var names []string
	for name, f := range maps.All(s.functions) {
		if s.writableFields(f.Params, nil) || s.writableFields(f.Results, nil) {
			names = append(names, name)
		}
	}
	for name, f := range maps.All(s.methods) {
		if s.writableFields(f.Params, nil) || s.writableFields(f.Results, nil) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
