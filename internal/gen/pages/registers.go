package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	publishers "github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// Files that pin the embedded data. New lines are added; existing lines never change.
const (
	setsFile      = "factors/all/testdata/sets.csv"
	originalsFile = "factors/all/testdata/originals.csv"
)

// registers writes the register of sets, with their sizes and digests, and the register of originals, with their row
// counts. A set or an original that differs from its line is an error: a released edition never changes.
func registers(w *writer) error {
	sets, err := setRows()
	if err != nil {
		return err
	}
	if err := w.register(setsFile, []string{"set", "factors", "properties", "digest"}, 1, sets); err != nil {
		return err
	}
	originals, err := originalRows(w.root)
	if err != nil {
		return err
	}
	return w.register(originalsFile, []string{"publisher", "file", "rows", "omitted"}, 2, originals)
}

func setRows() ([][]string, error) {
	var rows [][]string
	for _, e := range publishers.Editions() {
		s, err := e.Load()
		if err != nil {
			return nil, err
		}
		rows = append(rows, []string{e.Package + "-" + e.Edition, strconv.Itoa(s.Len()), strconv.Itoa(properties(s)), s.Digest()})
	}
	rates, err := worldbank.Rates()
	if err != nil {
		return nil, err
	}
	return append(rows, []string{rates.Name(), strconv.Itoa(worldbankNumbers(rates)), "0", rates.Digest()}), nil
}

// originalRows counts the rows of every publisher's originals, and the rows in its list of omitted rows.
func originalRows(root string) ([][]string, error) {
	files, err := filepath.Glob(filepath.Join(root, "internal/gen/*/original/*.csv"))
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, file := range files {
		publisher, name := filepath.Base(filepath.Dir(filepath.Dir(file))), filepath.Base(file)
		list, err := omittedList(root, publisher)
		if errors.Is(err, fs.ErrNotExist) {
			continue // reference data, not a publisher's: gases, countries
		}
		if err != nil {
			return nil, err
		}
		all, err := readTable(file)
		if err != nil {
			return nil, err
		}
		lines := map[string]bool{} // a line may be listed for several cells
		for _, row := range list {
			if row["file"] == name {
				lines[row["line"]] = true
			}
		}
		rows = append(rows, []string{publisher, name, strconv.Itoa(len(all)), strconv.Itoa(len(lines))})
	}
	return rows, nil
}

// omittedList reads the list of omitted rows of a publisher.
func omittedList(root, publisher string) ([]map[string]string, error) {
	for _, parent := range []string{"factors", "rates"} {
		list, err := readTable(filepath.Join(root, parent, publisher, "data", "omitted.csv"))
		if !errors.Is(err, fs.ErrNotExist) {
			return list, err
		}
	}
	return nil, fs.ErrNotExist
}

// register adds a register: the existing lines in their order, then the new ones. The first key columns identify a line.
func (w *writer) register(path string, header []string, key int, rows [][]string) error {
	known := map[string][]string{}
	old, err := readRows(filepath.Join(w.root, path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	table := [][]string{header}
	if len(old) > 0 {
		for _, row := range old[1:] {
			known[fmt.Sprint(row[:key])] = row
		}
		table = old
	}
	for _, row := range rows {
		released, ok := known[fmt.Sprint(row[:key])]
		switch {
		case !ok:
			table = append(table, row)
		case fmt.Sprint(released) != fmt.Sprint(row):
			return fmt.Errorf("%s: %v is now %v: a released edition never changes: make a new edition; if this one was never released, delete its line and run go generate again", path, released, row)
		}
	}
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(table); err != nil {
		return err
	}
	w.whole(path, text.String())
	return nil
}

// readRows reads a CSV file.
func readRows(path string) ([][]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}

// readTable reads the rows of a CSV file by column.
func readTable(path string) ([]map[string]string, error) {
	rows, err := readRows(path)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var table []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = row[i]
		}
		table = append(table, cells)
	}
	return table, nil
}
