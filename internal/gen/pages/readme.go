package main

import (
	"fmt"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	publishers "github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// readme writes the derived tables and numbers of README.
func readme(w *writer) error {
	table, err := publisherTable(w.root)
	if err != nil {
		return err
	}
	return w.parts("README.md", map[string]string{
		"method-count": strconv.Itoa(len(activity.Methods())),
		"methods":      methodTable(),
		"publishers":   table,
	})
}

// publisher holds the embedded sets of one publisher.
type publisher struct {
	name     string
	editions []string
	sets     []*factors.Set
}

// byPublisher groups the embedded sets.
func byPublisher() ([]*publisher, error) {
	var list []*publisher
	for _, e := range publishers.Editions() {
		s, err := e.Load()
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(p *publisher) bool { return p.name == e.Package })
		if i < 0 {
			list = append(list, &publisher{name: e.Package})
			i = len(list) - 1
		}
		list[i].editions = append(list[i].editions, e.Edition)
		list[i].sets = append(list[i].sets, s)
	}
	return list, nil
}

// publisherTable returns README's table of the embedded factors and rates.
func publisherTable(root string) (string, error) {
	list, err := byPublisher()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| package | contents | editions | factors | licence |\n|---|---|---|---|---|\n")
	for _, p := range list {
		synopsis, err := synopsisOf(root, "factors/"+p.name)
		if err != nil {
			return "", err
		}
		var sizes []int
		var licences []string
		for _, s := range p.sets {
			sizes, licences = append(sizes, s.Len()), appendNew(licences, s.Meta().Licence)
		}
		fmt.Fprintf(&b, "| [`%s`](factors/%s) | %s | %s | %s | %s |\n", p.name, p.name, synopsis, strings.Join(p.editions, ", "), between(sizes), strings.Join(licences, "; "))
	}
	synopsis, err := synopsisOf(root, "rates/worldbank")
	if err != nil {
		return "", err
	}
	embedded, err := worldbank.Rates()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&b, "| [`worldbank`](rates/worldbank) | %s | %s | %s numbers | CC BY 4.0; public domain |\n", synopsis, worldbank.Edition, thousands(worldbankNumbers(embedded)))
	return b.String(), nil
}

// worldbankNumbers counts the published numbers of rates.
func worldbankNumbers(r rates.Rates) int {
	tables := r.Tables()
	n := len(tables.FX) + len(tables.Parities)
	for _, s := range tables.Series {
		n += len(s.Numbers)
	}
	return n
}

// synopsisOf returns what a package holds, from the first sentence of its documentation.
func synopsisOf(root, dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
	if err != nil {
		return "", err
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			return "", err
		}
		if file.Doc == nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		synopsis := new(doc.Package).Synopsis(file.Doc.Text())
		_, what, found := strings.Cut(synopsis, " holds ")
		if !found {
			return "", fmt.Errorf("%s: the package comment must begin with “Package %s holds …”", name, file.Name)
		}
		return strings.TrimSuffix(what, "."), nil
	}
	return "", fmt.Errorf("%s has no package comment", dir)
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// between formats the smallest and the largest of several numbers.
func between(numbers []int) string {
	least, most := slices.Min(numbers), slices.Max(numbers)
	switch {
	case len(numbers) == 1:
		return thousands(least)
	case least == most:
		return thousands(least) + " each"
	}
	return thousands(least) + " to " + thousands(most) + " each"
}

// thousands formats a number with a comma after the thousands.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// notice writes the publishers' attributions and the licences of the modules into NOTICE.
func notice(w *writer) error {
	list, err := byPublisher()
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, p := range list {
		var lines []string
		for _, s := range p.sets {
			m := s.Meta()
			lines = appendNew(lines, m.Title+". "+m.Attribution+". "+m.Licence+".")
		}
		fmt.Fprintf(&b, "\nfactors/%s\n", p.name)
		for _, line := range lines {
			b.WriteString(wrapped(line, "    ", "    ", 118))
		}
	}
	linked, err := modules(w.root)
	if err != nil {
		return err
	}
	return w.parts("NOTICE", map[string]string{"factor sets": b.String() + "\n", "modules": "\n" + linked + "\n"})
}
