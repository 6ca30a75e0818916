// Package sheet holds what the converters of the publishers' originals share: it reads an original with its line
// numbers and writes a set in the one schema of package factors, with its EDITION.json and the list of rows left out.
package sheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ghgkit/ghg/factors"
)

// Row is a row of the schema by column; see factors.Columns.
type Row map[string]string

// Property is a row of the properties file.
type Property struct {
	Activity, Name, Rate, Region, ValidFrom, ValidTo, Document, Table, Row, Note string
}

// Omitted is a row of an original that is not in the set, and why.
type Omitted struct {
	File string
	Line int
	What string
	Why  string
}

// Record is a row of an original by column, with its line in the file.
type Record struct {
	Line int
	cell map[string]string
}

// Get returns the cell of a column. A column that the original does not have is a bug in the converter.
func (r Record) Get(column string) string {
	v, ok := r.cell[column]
	if !ok {
		panic(fmt.Sprintf("line %d: the original has no column %q", r.Line, column))
	}
	return v
}

// Read reads an original.
func Read(path string) ([]Record, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var records []Record
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		cell := make(map[string]string, len(header))
		for i, name := range header {
			cell[name] = row[i]
		}
		records = append(records, Record{line, cell})
	}
}

// Write writes dir/edition.csv, edition.json and, if there are properties, edition.properties.csv, after checking that
// the library reads them. The digest of the originals goes into the json.
func Write(dir, edition string, meta factors.Meta, rows []Row, properties []Property, originals ...string) error {
	sum := sha256.New()
	for _, path := range originals {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum.Write(text)
	}
	meta.SHA256 = hex.EncodeToString(sum.Sum(nil))
	text, err := table(factors.Columns(), len(rows), func(i int, column string) string { return rows[i][column] })
	if err != nil {
		return err
	}
	if err := known(rows); err != nil {
		return err
	}
	var props []byte
	columns := []string{"activity", "property", "rate", "region", "valid_from", "valid_to", "document", "table", "row", "note"}
	if len(properties) > 0 {
		props, err = table(columns, len(properties), func(i int, column string) string { return properties[i].cell(column) })
		if err != nil {
			return err
		}
		_, err = factors.ReadCSVWithProperties(bytes.NewReader(text), bytes.NewReader(props), meta)
	} else {
		_, err = factors.ReadCSV(bytes.NewReader(text), meta)
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var source bytes.Buffer
	enc := json.NewEncoder(&source)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(meta); err != nil {
		return err
	}
	files := map[string][]byte{edition + ".csv": text, edition + ".json": source.Bytes()}
	if props != nil {
		files[edition+".properties.csv"] = props
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// WriteOmitted writes the list of rows left out.
func WriteOmitted(path string, omitted []Omitted) error {
	text, err := table([]string{"file", "line", "what", "why"}, len(omitted), func(i int, column string) string {
		switch column {
		case "file":
			return omitted[i].File
		case "line":
			return strconv.Itoa(omitted[i].Line)
		case "what":
			return omitted[i].What
		default:
			return omitted[i].Why
		}
	})
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

func (p Property) cell(column string) string {
	return map[string]string{
		"activity": p.Activity, "property": p.Name, "rate": p.Rate, "region": p.Region, "valid_from": p.ValidFrom,
		"valid_to": p.ValidTo, "document": p.Document, "table": p.Table, "row": p.Row, "note": p.Note,
	}[column]
}

func known(rows []Row) error {
	columns := map[string]bool{}
	for _, name := range factors.Columns() {
		columns[name] = true
	}
	for i, row := range rows {
		for name := range row {
			if !columns[name] {
				return fmt.Errorf("row %d: the schema has no column %q", i+1, name)
			}
		}
	}
	return nil
}

func table(columns []string, n int, cell func(i int, column string) string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	row := make([]string, len(columns))
	for i := range n {
		for j, column := range columns {
			row[j] = cell(i, column)
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
