package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/xlsx"
)

// template writes sheets to fill in.
func (a *app) template() *cobra.Command {
	var workbook bool
	var out string
	cmd := &cobra.Command{
		Use:   "template METHOD ...",
		Short: "Write a sheet to fill in, as CSV or as a workbook",
		Long: `Write a sheet to fill in: a header, what each column is and accepts, and an example as a comment, which readers
pass over. "ghg run" and "ghg calc" read the sheet as it is.

One method is written to the standard output, or to the file of --out. Several are written as METHOD.csv to the folder of
--out. With --xlsx, all are sheets of one workbook, the file of --out, with drop-down lists of the values allowed. --lang ja
explains the columns in Japanese; their names stay as they are. Existing files are never overwritten.

Exit status: 1 if a method has no sheet, because an input of it is a list, or if a file exists; 2 if a method is unknown.`,
		Example: `  ghg template scope1.stationary-combustion
  ghg template scope1.stationary-combustion --out boilers.csv
  ghg template scope1.stationary-combustion scope2.electricity --xlsx --out year.xlsx
  ghg template scope2.electricity --xlsx --lang ja --out denki.xlsx`,
		Args: someArgs("one or more METHODs"),
		RunE: func(_ *cobra.Command, args []string) error {
			var methods []activity.Method
			for _, name := range args {
				m, err := lookupMethod(name)
				if err != nil {
					return err
				}
				methods = append(methods, m)
			}
			return a.writeTemplates(methods, workbook, out)
		},
	}
	cmd.Flags().BoolVar(&workbook, "xlsx", false, "write a workbook of Excel with a sheet for each method; needs --out")
	cmd.Flags().StringVar(&out, "out", "", "the file to write, or the folder for the sheets of several methods")
	return cmd
}

func (a *app) writeTemplates(methods []activity.Method, workbook bool, out string) error {
	var b bytes.Buffer
	switch {
	case workbook && out == "":
		return usage(errors.New("--xlsx: want --out FILE.xlsx, since a workbook cannot be read on a terminal"))
	case workbook:
		if err := xlsx.WriteTemplateWith(&b, xlsx.Options{Lang: a.lang}, methods...); err != nil {
			return err
		}
		return newFile(out, b.Bytes(), readable)
	case len(methods) > 1 && out == "":
		return usage(errors.New("several methods: want --out FOLDER, or --xlsx --out FILE.xlsx"))
	case len(methods) > 1 || isFolder(out):
		return a.writeSheets(methods, out)
	}
	if err := a.writeSheet(&b, methods[0]); err != nil {
		return err
	}
	if out == "" {
		_, err := a.Out.Write(b.Bytes())
		return err
	}
	return newFile(out, b.Bytes(), readable)
}

// writeSheet writes a sheet in the language asked for. In Japanese, comments say what each column is, and the text begins with the
// mark by which Excel knows UTF-8.
func (a *app) writeSheet(w io.Writer, m activity.Method) error {
	if a.lang != "ja" {
		return m.WriteTemplate(w)
	}
	example, err := m.ExampleRow()
	if err != nil {
		return err
	}
	if !m.HasSheet() {
		return m.WriteTemplate(w) // it says why
	}
	names := xlsx.JapaneseNames()
	rows := [][]string{{"\ufeff# " + string(m.Name())}}
	var header []string
	for _, in := range m.Columns() {
		need := "任意"
		if in.Required {
			need = "必須"
		}
		text := fmt.Sprintf("# %s(%s): %s", in.Name, need, names[in.Name])
		if len(in.Examples) > 0 {
			text += "。例: " + strings.Join(in.Examples, ", ")
		}
		rows = append(rows, []string{text})
		header = append(header, in.Name)
	}
	example[0] = "# " + example[0]
	return csv.NewWriter(w).WriteAll(append(rows, header, example))
}

// writeSheets writes a sheet for each method to a folder, or none if one of them cannot be written.
func (a *app) writeSheets(methods []activity.Method, folder string) error {
	texts := make([]bytes.Buffer, len(methods))
	for i, m := range methods {
		if err := a.writeSheet(&texts[i], m); err != nil {
			return err
		}
		if name := sheetFile(folder, m); exists(name) {
			return errExists(name)
		}
	}
	if err := makeFolder(folder); err != nil {
		return err
	}
	for i, m := range methods {
		if err := newFile(sheetFile(folder, m), texts[i].Bytes(), readable); err != nil {
			return err
		}
	}
	return nil
}

func sheetFile(folder string, m activity.Method) string {
	return filepath.Join(folder, string(m.Name())+".csv")
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
