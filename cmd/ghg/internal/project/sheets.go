package project

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/xlsx"
)

// Folder is the folder of the sheets.
const Folder = "activities"

// Sheet is a table of activities: a CSV file, a sheet of a workbook, or a file of JSON, which has any methods.
type Sheet struct {
	File     string     // below the project's folder, with slashes: "activities/year.xlsx"
	Sheet    string     // of a workbook; "" for other files
	Method   ghg.Method // "" for JSON
	ShiftJIS bool       // the encoding of a CSV file; UTF-8 otherwise
}

// String returns the file, with the sheet of a workbook: "activities/year.xlsx!boilers".
func (s Sheet) String() string {
	if s.Sheet == "" {
		return s.File
	}
	return s.File + "!" + s.Sheet
}

// Sheets returns the sheets in the order in which they are calculated: by file and, in a workbook, as it has them.
func (p *Project) Sheets() []Sheet { return slices.Clone(p.sheets) }

// check returns an error of a rule that cannot be used.
func (s SheetRule) check() error {
	if _, err := path.Match(s.File, ""); err != nil || s.File == "" {
		return &ghg.FieldError{Field: "file", Value: s.File, Want: `a name or pattern below activities, such as "boilers-*.csv"`, Err: ghg.ErrMissing}
	}
	switch s.Encoding {
	case "", "utf-8", "shift_jis":
	default:
		return &ghg.FieldError{Field: "encoding", Value: s.Encoding, Want: "utf-8 or shift_jis", Err: ghg.ErrUnknown}
	}
	if s.Skip != "" && s.Method != "" {
		return &ghg.FieldError{Field: "skip", Value: s.Skip, Want: "a method, or the reason for leaving the file out", Err: ghg.ErrMixed}
	}
	if s.Method == "" {
		return nil
	}
	_, err := activity.Lookup(string(s.Method))
	return err
}

// rule returns the first rule for a name below activities.
func (c *Config) rule(name string) (SheetRule, bool) {
	for _, r := range c.Sheets {
		if ok, err := path.Match(r.File, name); err == nil && ok {
			return r, true
		}
	}
	return SheetRule{}, false
}

// findSheets returns every sheet of the folder, each with its method.
func (p *Project) findSheets() ([]Sheet, error) {
	entries, err := fs.ReadDir(p.files, Folder)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	var failed []error
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") {
			continue
		}
		of, err := p.sheetsOf(e.Name())
		if err != nil {
			failed = append(failed, err)
		}
		sheets = append(sheets, of...)
	}
	if err := ghg.Join(failed...); err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, fmt.Errorf("%s: no sheets: want a CSV file that is named by its method, such as scope1.stationary-combustion.csv", Folder)
	}
	return sheets, nil
}

// sheetsOf returns the sheets of one file.
func (p *Project) sheetsOf(file string) ([]Sheet, error) {
	rule, ruled := p.config.rule(file)
	if rule.Skip != "" {
		return nil, nil
	}
	s := Sheet{File: path.Join(Folder, file), Method: rule.Method, ShiftJIS: rule.Encoding == "shift_jis"}
	switch strings.ToLower(path.Ext(file)) {
	case ".json", ".jsonl":
		return []Sheet{s}, nil
	case ".xlsx", ".xlsm":
		return p.workbookSheets(s)
	case ".csv":
	default:
		return nil, fmt.Errorf("%s: unknown kind of file: want .csv, .xlsx, .json or .jsonl; a [[sheets]] entry of ghg.toml with skip = \"reason\" leaves it out", s.File)
	}
	if ruled && s.Method != "" {
		return []Sheet{s}, nil
	}
	m, err := methodOf(strings.TrimSuffix(file, path.Ext(file)))
	if err != nil {
		return nil, fmt.Errorf("%s: the file's name does not begin with a method: %w; or name the method by a [[sheets]] entry of ghg.toml", s.File, err)
	}
	s.Method = m
	return []Sheet{s}, nil
}

// methodOf returns the method that the name of a file begins with: scope and method, and anything behind a point.
func methodOf(stem string) (ghg.Method, error) {
	parts := strings.SplitN(stem, ".", 3)
	if len(parts) > 2 {
		parts = parts[:2]
	}
	m, err := activity.Lookup(strings.Join(parts, "."))
	if err != nil {
		return "", err
	}
	return m.Name(), nil
}

// workbookSheets returns the sheets of a workbook.
func (p *Project) workbookSheets(of Sheet) ([]Sheet, error) {
	book, err := p.book(of.File)
	if err != nil {
		return nil, err
	}
	defer book.Close() //nolint:errcheck // it was only read
	names := sheetNames()
	var sheets []Sheet
	for _, name := range book.Sheets() {
		s := of
		s.Sheet = name
		if rule, ok := p.config.rule(path.Base(of.File) + "!" + name); ok {
			if rule.Skip != "" {
				continue
			}
			s.Method = rule.Method
		}
		if s.Method == "" {
			first, _, _ := strings.Cut(name, " ")
			if s.Method, err = sheetMethod(names, strings.ToLower(first)); err != nil {
				return nil, fmt.Errorf("%s: sheet %s: %w; or name the method by a [[sheets]] entry of ghg.toml", of.File, input.Quote(name), err)
			}
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// sheetNames returns the methods by the names of their sheets.
func sheetNames() map[string][]ghg.Method {
	names := map[string][]ghg.Method{}
	for _, m := range activity.Methods() {
		if m.HasSheet() {
			n := xlsx.SheetName(m.Name())
			names[n] = append(names[n], m.Name())
		}
	}
	return names
}

func sheetMethod(names map[string][]ghg.Method, name string) (ghg.Method, error) {
	switch of := names[name]; len(of) {
	case 0:
		return "", &ghg.FieldError{Field: "sheet", Value: name, Want: "the name of a method, such as " + slices.Sorted(maps.Keys(names))[0], Err: ghg.ErrUnknown}
	case 1:
		return of[0], nil
	default:
		return "", &ghg.FieldError{Field: "sheet", Value: name, Want: fmt.Sprintf("a name of one method; this one is of %v", of), Err: ghg.ErrMixed}
	}
}

func (p *Project) book(file string) (*xlsx.Workbook, error) {
	f, err := p.files.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := xlsx.Open(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return b, nil
}
