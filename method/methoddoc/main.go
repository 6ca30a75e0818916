// Command methoddoc collects the comments on the method structs of packages into a file texts.json in each package, for
// [method.ParseTexts]. Use it in a go:generate directive:
//
//	//go:generate go run github.com/ghgkit/ghg/method/methoddoc .
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/method"
)

func main() {
	folders := os.Args[1:]
	if len(folders) == 0 {
		folders = []string{"."}
	}
	for _, folder := range folders {
		if err := write(folder); err != nil {
			fmt.Fprintln(os.Stderr, "methoddoc:", err)
			os.Exit(1)
		}
	}
}

// write collects the texts of a package and writes them to its folder.
func write(folder string) error {
	texts := map[string]method.TypeText{}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.TYPE {
				collect(d, texts)
			}
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(texts); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "texts.json"), out.Bytes(), 0o644)
}

// collect adds the structs of a declaration that have fields with a json tag.
func collect(d *ast.GenDecl, texts map[string]method.TypeText) {
	for _, spec := range d.Specs {
		s, ok := spec.(*ast.TypeSpec)
		if !ok || !s.Name.IsExported() {
			continue
		}
		fields, ok := s.Type.(*ast.StructType)
		if !ok {
			continue
		}
		t := method.TypeText{Fields: map[string]string{}}
		inputs := false
		for _, f := range fields.Fields.List {
			inputs = inputs || hasJSON(f)
			text := f.Comment.Text()
			if f.Doc != nil {
				text = f.Doc.Text()
			}
			if text = strings.Join(strings.Fields(text), " "); text == "" {
				continue
			}
			for _, name := range f.Names {
				t.Fields[name.Name] = text
			}
		}
		if inputs {
			describe(&t, s.Name.Name, d.Doc.Text())
			texts[s.Name.Name] = t
		}
	}
}

func hasJSON(f *ast.Field) bool {
	if f.Tag == nil {
		return false
	}
	tag, err := strconv.Unquote(f.Tag.Value)
	return err == nil && reflect.StructTag(tag).Get("json") != ""
}

// describe splits the comment on a type into its parts.
func describe(t *method.TypeText, name, text string) {
	const source = "Source: "
	printer := &comment.Printer{TextWidth: -1}
	p := comment.Parser{
		LookupSym:     func(string, string) bool { return true },
		LookupPackage: func(name string) (string, bool) { return name, true },
	}
	for i, block := range p.Parse(text).Content {
		if code, ok := block.(*comment.Code); ok {
			for line := range strings.SplitSeq(strings.TrimRight(code.Text, "\n"), "\n") {
				t.Formula = append(t.Formula, strings.TrimRight(line, " "))
			}
			continue
		}
		paragraph := strings.TrimSpace(string(printer.Text(&comment.Doc{Content: []comment.Block{block}})))
		if rest, ok := strings.CutPrefix(paragraph, source); ok {
			t.Source = strings.TrimSuffix(rest, ".")
			continue
		}
		if i == 0 {
			first, rest := sentence(paragraph)
			t.Summary = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(first, name+" "), "is "), ".")
			paragraph = rest
		}
		if paragraph != "" {
			t.Paragraphs = append(t.Paragraphs, paragraph)
		}
	}
}

// sentence splits a paragraph after its first sentence.
func sentence(s string) (first, rest string) {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && i+2 < len(s) && s[i+2] >= 'A' && s[i+2] <= 'Z' {
			return s[:i+1], s[i+2:]
		}
	}
	return s, ""
}
