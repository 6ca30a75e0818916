// Package naics holds the concordance of the North American Industry Classification System from 2022 to 2017, whose codes
// the embedded factors per dollar use.
//
// Source: US Census Bureau, 2017 NAICS to 2022 NAICS concordance, full table.
package naics

import (
	"bytes"
	_ "embed"
	"sync"

	"github.com/ghgkit/ghg/internal/table"
)

//go:embed naics2022.csv
var text []byte

// To2017 returns the codes of NAICS 2017 for each six-digit code of NAICS 2022. The caller must not change it.
var To2017 = sync.OnceValues(func() (map[string][]string, error) {
	codes := map[string][]string{}
	err := table.Read(bytes.NewReader(text), table.Options{Name: "naics2022.csv", Columns: table.Columns("naics_2022", "naics_2017")}, func(row table.Row) error {
		codes[row.Text("naics_2022")] = append(codes[row.Text("naics_2022")], row.Text("naics_2017"))
		return nil
	})
	return codes, err
})
