// Command region writes the list of regions that factors may be for: the countries of ISO 3166-1, the subdivisions of
// ISO 3166-2, the grids and groups of countries of the embedded sets, and codes that are often written instead.
package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "region:", err)
		os.Exit(1)
	}
}

// entry is a code and what the list holds about it.
type entry struct {
	kind    string // country, group, subdivision, grid; or reserved: not to be used
	alpha3  string // of a country
	name    string // of a country
	instead string // the code to use instead of a reserved one
}

// groups are the regions of the embedded sets that are no countries.
var groups = map[string]string{"GLOBAL": "World", "EU": "European Union", "EU28": "European Union of 28 members"}

// reserved are two-letter codes that others use for a country: the one that ISO 3166-1 reserves for the United Kingdom,
// and the European Union's for Greece.
var reserved = map[string]string{"UK": "GB", "EL": "GR"}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	list := map[string]entry{"XK": {kind: "country", alpha3: "XKX", name: "Kosovo"}} // user-assigned; not in ISO 3166
	for code, name := range groups {
		list[code] = entry{kind: "group", name: name}
	}
	for code, instead := range reserved {
		list[code] = entry{kind: "reserved", instead: instead}
	}
	for _, add := range []func(root string, list map[string]entry) error{countries, subdivisions, aliases, grids} {
		if err := add(root, list); err != nil {
			return err
		}
	}
	return write(filepath.Join(root, "internal/region/codes.csv"), list)
}

func countries(root string, list map[string]entry) error {
	records, err := sheet.Read(filepath.Join(root, "internal/gen/country/original/country_codes.csv"))
	if err != nil {
		return err
	}
	for _, r := range records {
		list[r.Get("iso2")] = entry{kind: "country", alpha3: r.Get("iso3"), name: r.Get("name_en")}
	}
	return nil
}

// original reads a file of the Common Locale Data Repository.
func original(root, name string, into any) error {
	text, err := os.ReadFile(filepath.Join(root, "internal/gen/region/original", name))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// hyphenated converts the repository's form of a code, "usca", to that of ISO 3166-2, "US-CA".
func hyphenated(code string) string {
	code = strings.ToUpper(code)
	return code[:2] + "-" + code[2:]
}

func subdivisions(root string, list map[string]entry) error {
	var text struct {
		Supplemental struct {
			SubdivisionContainment map[string]struct {
				Contains []string `json:"_contains"`
			} `json:"subdivisionContainment"`
		} `json:"supplemental"`
	}
	if err := original(root, "subdivisionContainment.json", &text); err != nil {
		return err
	}
	for _, part := range text.Supplemental.SubdivisionContainment {
		for _, code := range part.Contains {
			list[hyphenated(code)] = entry{kind: "subdivision"}
		}
	}
	return nil
}

// aliases replaces subdivisions that are territories with a code of their own in ISO 3166-1, and adds those that are no
// longer in use, if a single code replaces them.
func aliases(root string, list map[string]entry) error {
	var text struct {
		Supplemental struct {
			Metadata struct {
				Alias struct {
					SubdivisionAlias map[string]struct {
						Reason      string `json:"_reason"`
						Replacement string `json:"_replacement"`
					} `json:"subdivisionAlias"`
				} `json:"alias"`
			} `json:"metadata"`
		} `json:"supplemental"`
	}
	if err := original(root, "aliases.json", &text); err != nil {
		return err
	}
	for code, alias := range text.Supplemental.Metadata.Alias.SubdivisionAlias {
		instead := alias.Replacement
		if alias.Reason != "overlong" {
			instead = hyphenated(instead)
		}
		if known := list[instead]; known.kind == "country" || known.kind == "subdivision" {
			list[hyphenated(code)] = entry{kind: "reserved", instead: instead}
		}
	}
	return nil
}

// grids adds the regions of the embedded sets that ISO 3166 does not have.
func grids(root string, list map[string]entry) error {
	editions, err := filepath.Glob(filepath.Join(root, "factors/*/data/*.json"))
	if err != nil {
		return err
	}
	for _, edition := range editions {
		file := strings.TrimSuffix(edition, ".json") + ".csv"
		records, err := sheet.Read(file)
		if err != nil {
			return err
		}
		for _, r := range records {
			code := r.Get("region")
			known, listed := list[code]
			switch {
			case listed && known.kind != "reserved":
			case !listed && strings.Contains(code, "-") && list[code[:2]].kind == "country":
				list[code] = entry{kind: "grid"}
			default:
				return fmt.Errorf("%s:%d: the region %q is unknown", file, r.Line, code)
			}
		}
	}
	return nil
}

func write(path string, list map[string]entry) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(file)
	rows := [][]string{{"code", "kind", "alpha3", "name", "instead"}}
	for _, code := range slices.Sorted(maps.Keys(list)) {
		e := list[code]
		rows = append(rows, []string{code, e.kind, e.alpha3, e.name, e.instead})
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return file.Close()
}
