package ghg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A function that panics says so by its name. Only the tools in internal/gen, which nobody imports, and the example of a
// service, whose panic is how net/http aborts a response, are free to.
func TestOnlyMustPanics(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		slashed := filepath.ToSlash(path)
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (slashed == "internal/gen" || slashed == "examples"):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && strings.HasPrefix(strings.ToLower(f.Name.Name), "must") {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					name, _ := call.Fun.(*ast.Ident)
					assert.False(t, name != nil && name.Name == "panic", "%s: want a panic in a function called must… only", path)
				}
				return true
			})
		}
		return nil
	})
	require.NoError(t, err)
	assert.Greater(t, files, 100)
}
