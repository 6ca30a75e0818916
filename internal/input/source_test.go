package input_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No error of the library quotes with %q, which shows all of a text: Quote does, up to MaxQuoted characters.
func TestErrorsQuoteByQuote(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	errorsSeen := 0
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		own := strings.HasPrefix(path, "internal/gen") || strings.HasPrefix(path, "internal/mutate") || strings.HasPrefix(path, "examples") || strings.HasPrefix(path, "internal/golden") || strings.HasPrefix(path, "internal/oracle")
		if err != nil || own || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "methodtest") {
			return err
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			name, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || name.Sel.Name != "Errorf" {
				return true
			}
			format, ok := call.Args[0].(*ast.BasicLit)
			if ok {
				errorsSeen++
				// A csv tag and a field are a program's own, as are the names of gocsv.
				if !strings.HasPrefix(path, "internal/table/decode") {
					assert.NotContains(t, format.Value, "%q", "%s: want input.Quote", files.Position(call.Pos()))
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	assert.Greater(t, errorsSeen, 100)
}
