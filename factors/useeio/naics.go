package useeio

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/naics"
	"github.com/ghgkit/ghg/internal/table"
)

// Activity returns the activity for a six-digit code of NAICS 2017: "spend/naics/334111". It does not check the code.
func Activity(naics2017 string) string { return "spend/naics/" + naics2017 }

// FromNAICS2022 returns the NAICS 2017 codes, which the factors use, for a six-digit code of NAICS 2022. Where one code
// of 2022 combines several of 2017, it returns all of them, sorted, and the caller must choose or divide. A code may
// have no factor, such as those of government. An unknown code is an error.
//
// Source: US Census Bureau, 2017 NAICS to 2022 NAICS concordance, full table.
func FromNAICS2022(code string) ([]string, error) {
	return look(naics.To2017, "code of NAICS 2022", code)
}

// BEADetail returns the industries, at the detail level of the Bureau of Economic Analysis's 2017 schema, to which a
// six-digit code of NAICS 2017 belongs. They are sorted: one for most codes, several in construction. Use them to find
// the price index of an industry. An unknown code is an error.
//
// Source: BEA, industry and commodity codes and NAICS concordance, 2017 schema.
func BEADetail(naics2017 string) ([]string, error) {
	return look(bea2017, "code of NAICS 2017", naics2017)
}

var bea2017 = concordance("data/bea2017.csv", "naics_2017", "bea_detail")

func look(read func() (map[string][]string, error), what, code string) ([]string, error) {
	codes, err := read()
	if err != nil {
		return nil, err
	}
	found, ok := codes[code]
	if !ok {
		return nil, &ghg.FieldError{Field: what, Value: code, Want: "six digits of the classification, such as 334111", Err: ghg.ErrUnknown}
	}
	return slices.Clone(found), nil
}

func concordance(file, key, value string) func() (map[string][]string, error) {
	return sync.OnceValues(func() (map[string][]string, error) {
		text, err := embedded.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("useeio: %w", err)
		}
		codes := map[string][]string{}
		err = table.Read(bytes.NewReader(text), table.Options{Name: file, Columns: table.Columns(key, value)}, func(row table.Row) error {
			codes[row.Text(key)] = append(codes[row.Text(key)], row.Text(value))
			return nil
		})
		return codes, err
	})
}
