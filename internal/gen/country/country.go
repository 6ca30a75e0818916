// Package country maps the three-letter codes of ISO 3166, which international tables use, to the two-letter codes and
// the currencies that the module uses.
package country

import (
	"fmt"
	"path/filepath"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// Country is a country or area.
type Country struct {
	Alpha2   string
	Currency string // ISO 4217, the currency of the prices in its national accounts
}

// currencies holds the currencies of the countries for which the list of codes names none or several: those of the
// World Bank's national accounts.
var currencies = map[string]string{
	"BTN": "BTN", "HTI": "HTG", "LSO": "LSL", "NAM": "NAD", "PAN": "PAB", "PSE": "ILS", "SLV": "USD", "TUR": "TRY", "URY": "UYU",
	"VEN": "VES",
}

// Codes returns the countries by three-letter code, with Kosovo (XKX, XK), which is not in ISO 3166 but is in the
// tables.
func Codes(root string) (map[string]Country, error) {
	records, err := sheet.Read(filepath.Join(root, "internal/gen/country/original/country_codes.csv"))
	if err != nil {
		return nil, err
	}
	codes := map[string]Country{"XKX": {"XK", "EUR"}}
	for _, r := range records {
		c := Country{r.Get("iso2"), r.Get("currency")}
		if own, ok := currencies[r.Get("iso3")]; ok {
			c.Currency = own
		}
		if len(c.Alpha2) != 2 {
			return nil, fmt.Errorf("line %d: %q has %q for two letters", r.Line, r.Get("iso3"), c.Alpha2)
		}
		codes[r.Get("iso3")] = c
	}
	return codes, nil
}
