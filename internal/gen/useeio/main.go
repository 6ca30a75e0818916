// Command useeio writes factors/useeio/data from the supply-chain factors of the US EPA beside it, and the concordances
// between the editions of NAICS and to the industries of BEA.
//
// Every number is written as it is printed: kilograms per dollar need no conversion.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "useeio:", err)
		os.Exit(1)
	}
}

// edition is one of EPA's editions: its name, the year of its dollars and emissions' weights, and whether it states the
// unit of the unspecified HFCs and PFCs.
type edition struct {
	name, year, gwp, published string
	unspecified                bool
}

var editions = []edition{
	{"1.2", "2021", "AR4", "2023", false},
	{"1.3", "2022", "AR5", "2024", true},
}

// unspecified is the only line of the files by gas that is not a gas.
const unspecified = "HFCs and PFCs, unspecified"

// gases are the names in the files with their spelling in the module, in the order in which they are written.
var gases = []struct{ printed, gas string }{
	{"HFC-23", "HFC-23"},
	{"HFC-32", "HFC-32"},
	{"HFC-125", "HFC-125"},
	{"HFC-134a", "HFC-134a"},
	{"HFC-143a", "HFC-143a"},
	{"HFC-236fa", "HFC-236fa"},
	{"Carbon tetrafluoride", "CF4"},
	{"Hexafluoroethane", "C2F6"},
	{"Perfluoropropane", "C3F8"},
	{"Perfluorocyclobutane", "cC4F8"},
	{"Perfluorobutane", "C4F10"},
	{"Perfluorohexane", "C6F14"},
	{"Sulfur hexafluoride", "SF6"},
	{"Nitrogen trifluoride", "NF3"},
}

// columns are the columns of the schema of the gases that have one. EPA does not tell fossil and biogenic methane apart.
var columns = map[string]string{"Carbon dioxide": "CO2", "Methane": "CH4", "Nitrous oxide": "N2O"}

// variants are the two factors of every code: the columns of the original, the suffix of the activity, and the words
// for it.
var variants = []struct{ column, suffix, words string }{
	{"ef_with_margins", "", "with margins"},
	{"ef_without_margins", "/without-margins", "without margins"},
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original := filepath.Join(root, "internal/gen/useeio/original")
	data := filepath.Join(root, "factors/useeio/data")
	var omitted []sheet.Omitted
	for _, e := range editions {
		left, err := e.convert(original, data)
		if err != nil {
			return fmt.Errorf("edition %s: %w", e.name, err)
		}
		omitted = append(omitted, left...)
	}
	if err := sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), omitted); err != nil {
		return err
	}
	if err := concordance(filepath.Join(original, "naics2017_to_2022.csv"), filepath.Join(root, "internal/naics/naics2022.csv"), "naics_2022", "naics_2017"); err != nil {
		return err
	}
	return concordance(filepath.Join(original, "naics2017_to_bea2017.csv"), filepath.Join(data, "bea2017.csv"), "naics_2017", "bea_detail")
}

// convert writes the sets of an edition: by CO2e, and by gas.
func (e edition) convert(original, data string) ([]sheet.Omitted, error) {
	headline := filepath.Join(original, "supply_chain_co2e_v"+e.name+"_usd"+e.year+".csv")
	byGas := filepath.Join(original, "supply_chain_bygas_v"+e.name+"_usd"+e.year+".csv")
	sums, err := sheet.Read(headline)
	if err != nil {
		return nil, err
	}
	lines, err := sheet.Read(byGas)
	if err != nil {
		return nil, err
	}
	amounts := map[string]map[string]sheet.Record{}
	for _, line := range lines {
		code, gas := line.Get("naics2017"), line.Get("gas")
		if amounts[code] == nil {
			amounts[code] = map[string]sheet.Record{}
		}
		if _, twice := amounts[code][gas]; twice {
			return nil, fmt.Errorf("line %d: %s of %s is there twice", line.Line, gas, code)
		}
		amounts[code][gas] = line
	}
	var rows, gasRows []sheet.Row
	var omitted []sheet.Omitted
	used := 0
	for _, sum := range sums {
		code := sum.Get("naics2017")
		for _, v := range variants {
			rows = append(rows, e.row(sum, v.suffix, v.words, sheet.Row{"CO2e": sum.Get(v.column), "gwp": e.gwp}))
			row, n, err := split(amounts[code], v.column)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", code, err)
			}
			gasRows = append(gasRows, e.row(sum, v.suffix+"/by-gas", "by gas, "+v.words, row))
			if rest := amounts[code][unspecified]; e.unspecified {
				gasRows = append(gasRows, e.row(sum, v.suffix+"/unspecified-hfc-pfc", "by gas, "+v.words+": "+unspecified,
					sheet.Row{"CO2e": rest.Get(v.column), "gwp": e.gwp}))
			}
			if v.suffix == "" {
				used += n + 1
			}
		}
		if !e.unspecified {
			omitted = append(omitted, sheet.Omitted{
				File: filepath.Base(byGas), Line: amounts[code][unspecified].Line, What: code + " " + unspecified,
				Why: "the unit is not stated: kg of a mixture, or kg CO2e",
			})
		}
	}
	if used != len(lines) {
		return nil, fmt.Errorf("%d of %d rows by gas are used", used, len(lines))
	}
	if err := sheet.Write(data, e.name, e.meta(""), rows, nil, headline); err != nil {
		return nil, err
	}
	return omitted, sheet.Write(data, e.name+"-by-gas", e.meta("-by-gas"), gasRows, nil, headline, byGas)
}

// row returns a factor of a code with the fields that all of them share.
func (e edition) row(sum sheet.Record, suffix, words string, amounts sheet.Row) sheet.Row {
	row := sheet.Row{
		"activity": "spend/naics/" + sum.Get("naics2017") + suffix, "label": sum.Get("title"), "region": "US",
		"valid_from": e.year + "-01-01", "valid_to": e.year + "-12-31", "unit": "USD", "boundary": "cradle-to-gate",
		"price_year": e.year, "price_type": "purchaser", "table": words, "row": sum.Get("naics2017"),
	}
	for column, value := range amounts {
		row[column] = value
	}
	return row
}

func (e edition) meta(suffix string) factors.Meta {
	what := "CO2e"
	if suffix != "" {
		what = "by gas"
	}
	return factors.Meta{
		Publisher: "useeio", Edition: e.name + suffix,
		Title:     "US EPA, Supply Chain Greenhouse Gas Emission Factors v" + e.name + " by NAICS-6, " + what + ", " + e.year + " USD",
		Published: e.published, Valid: e.year, GWP: e.gwp, Address: "https://doi.org/10.23719/1528686",
		Licence: "US government work, public domain", Attribution: "US Environmental Protection Agency, Office of Research and Development",
	}
}

// split returns the gases of a code as the columns of the schema, and how many there are.
func split(amounts map[string]sheet.Record, column string) (sheet.Row, int, error) {
	row := sheet.Row{}
	n := 0
	for printed, name := range columns {
		line, ok := amounts[printed]
		if !ok {
			return nil, 0, fmt.Errorf("there is no %s", printed)
		}
		row[name] = line.Get(column)
		n++
	}
	var others []string
	for _, g := range gases {
		if line, ok := amounts[g.printed]; ok {
			others = append(others, g.gas+"="+line.Get(column))
			n++
		}
	}
	slices.Sort(others) // in the order of a set, which is quicker to read
	row["other_gases"] = strings.Join(others, "; ")
	if _, ok := amounts[unspecified]; !ok || n+1 != len(amounts) {
		return nil, 0, fmt.Errorf("%d gases, of which %d are known", len(amounts), n)
	}
	return row, n, nil
}

// concordance writes two columns of an original, without repetition and sorted.
func concordance(from, to, key, value string) error {
	records, err := sheet.Read(from)
	if err != nil {
		return err
	}
	var pairs [][]string
	for _, r := range records {
		pairs = append(pairs, []string{r.Get(key), r.Get(value)})
	}
	slices.SortFunc(pairs, slices.Compare)
	pairs = slices.CompactFunc(pairs, slices.Equal)
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(append([][]string{{key, value}}, pairs...)); err != nil {
		return err
	}
	return f.Close()
}
