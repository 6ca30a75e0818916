package xlsx

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/method"
)

// Limits of Excel.
const (
	maxSheetName = 31
	maxRows      = 1 << 20
	maxListText  = 255 // characters of a list of values
	columnWidth  = 24  // characters that a column shows
)

// WriteTemplate writes a workbook to fill in, with a sheet for each method: the header, with a note on every column, and the
// method's first example as a row that starts with "# ", which readers pass over. Required columns are bold, cells are text,
// so that nothing is turned into a date, and a cell with a closed list of values offers them. A method that has no sheet,
// and two methods whose sheets would have one name, are errors.
func WriteTemplate(w io.Writer, methods ...activity.Method) error {
	return WriteTemplateWith(w, Options{}, methods...)
}

// WriteTemplateWith is [WriteTemplate] in a language. In Japanese, the second row is a comment with what each column is, and
// the notes begin with it; a column of a method of your own has its own name there. The names of the columns stay as they are:
// they are what readers look for.
func WriteTemplateWith(w io.Writer, o Options, methods ...activity.Method) error {
	if err := o.check(); err != nil {
		return err
	}
	if absent.Is(w) {
		return &ghg.FieldError{Field: "template", Want: "a writer", Err: ghg.ErrMissing}
	}
	if len(methods) == 0 {
		return &ghg.FieldError{Field: "methods", Want: "one or more methods", Err: ghg.ErrMissing}
	}
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	t := template{file: f, used: map[string]bool{}}
	if o.Lang == japanese {
		t.names = JapaneseNames()
	}
	for i, m := range methods {
		if err := t.add(i, m); err != nil {
			return fmt.Errorf("template of %s: %w", m.Name(), err)
		}
	}
	return f.Write(w)
}

// SheetName returns the name of the sheet of a method in a template: the method's name without its scope, as far as Excel
// allows.
func SheetName(m ghg.Method) string {
	_, name, _ := strings.Cut(string(m), ".")
	return name[:min(len(name), maxSheetName)]
}

type template struct {
	file  *excelize.File
	used  map[string]bool
	names map[string]string // of columns in another language; nil for English
}

func (t *template) add(i int, m activity.Method) error {
	if !m.HasSheet() {
		return &ghg.FieldError{Field: "method", Value: string(m.Name()), Want: "a method with a sheet; a required input of this one is nested", Err: ghg.ErrOutOfRange}
	}
	name := SheetName(m.Name())
	if t.used[name] {
		return &ghg.FieldError{Field: "sheet", Value: name, Want: "one sheet of this name", Err: ghg.ErrMixed}
	}
	t.used[name] = true
	if i == 0 {
		if err := t.file.SetSheetName(t.file.GetSheetName(0), name); err != nil {
			return err
		}
	} else if _, err := t.file.NewSheet(name); err != nil {
		return err
	}
	return t.fill(name, m)
}

// fill writes the columns of a method.
func (t *template) fill(sheet string, m activity.Method) error {
	text, err := t.file.NewStyle(&excelize.Style{NumFmt: 49}) // "@": text
	if err != nil {
		return err
	}
	bold, err := t.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49})
	if err != nil {
		return err
	}
	example, err := m.ExampleRow()
	if err != nil {
		return err
	}
	for i, in := range m.Columns() {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		style, comment := text, ""
		if in.Required {
			style = bold
		}
		if i == 0 {
			comment = "# "
		}
		rows := []string{in.Name, comment + example[i]}
		if t.names != nil {
			rows = []string{in.Name, comment + t.name(in), comment + example[i]}
		}
		for j, cell := range rows {
			if err := t.file.SetCellStr(sheet, column+strconv.Itoa(j+1), cell); err != nil {
				return err
			}
		}
		err = firstError(
			t.file.SetColStyle(sheet, column, text),
			t.file.SetColWidth(sheet, column, column, columnWidth),
			t.file.SetCellStyle(sheet, column+"1", column+"1", style),
			t.file.AddComment(sheet, excelize.Comment{Cell: column + "1", Author: "ghg", Text: t.note(in)}),
			t.offer(sheet, column, len(rows)+1, in),
		)
		if err != nil {
			return err
		}
	}
	return t.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// name returns the name of a column in the language of the template, its own if there is none.
func (t *template) name(in method.Input) string {
	if name, is := t.names[in.Name]; is {
		return name
	}
	return in.Name
}

// note returns the note on a column.
func (t *template) note(in method.Input) string {
	if t.names == nil {
		return activity.Describe(in)
	}
	need := "任意"
	if in.Required {
		need = "必須"
	}
	return t.name(in) + "（" + need + "）\n" + activity.Describe(in)
}

// offer adds the list of a column whose values are a closed list, from a row on.
func (t *template) offer(sheet, column string, first int, in method.Input) error {
	if len(in.Values) == 0 || len(strings.Join(in.Values, ",")) > maxListText {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s%d:%s%d", column, first, column, maxRows)
	if err := v.SetDropList(in.Values); err != nil {
		return err
	}
	return t.file.AddDataValidation(sheet, v)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
