package xlsx

import (
	_ "embed"
	"encoding/csv"
	"maps"
	"strings"
	"sync"
)

// The languages.
const english, japanese = "en", "ja"

// columnsJA is what each column of the methods' sheets is, in Japanese: a row per name.
//
//go:embed columns_ja.csv
var columnsJA string

// JapaneseNames returns what each column of the methods' sheets is, in Japanese, by the names of the columns.
func JapaneseNames() map[string]string { return maps.Clone(readJapanese()) }

var readJapanese = sync.OnceValue(mustReadJapanese)

func mustReadJapanese() map[string]string {
	rows, err := csv.NewReader(strings.NewReader(columnsJA)).ReadAll()
	if err != nil {
		panic(err) // embedded: tests read it
	}
	names := make(map[string]string, len(rows))
	for _, row := range rows[1:] {
		names[row[0]] = row[1]
	}
	return names
}
