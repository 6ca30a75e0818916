// Command gwp writes data/gwp100.csv, data/gwp100_added.csv and data/blends.csv of the root package from the originals
// beside it.
//
// It changes the names of gases and blends to the module's own spelling (HFC134a becomes HFC-134a, CH4_nonfossil
// CH4-biogenic) and leaves every number as printed.
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gwp:", err)
		os.Exit(1)
	}
}

// run is started by go generate in the root package's directory.
func run() error {
	const original = "internal/gen/gwp/original"
	gwp, err := read(filepath.Join(original, "gwp100.csv"))
	if err != nil {
		return err
	}
	out := [][]string{{"gas", "class", "kyoto", "SAR", "TAR", "AR4", "AR5", "AR6", "note"}}
	for _, row := range gwp[1:] {
		// gas,class,kyoto_basket,SAR,TAR,AR4,AR5,AR5_ccf,AR6,note
		out = append(out, []string{gasName(row[0]), row[1], row[2], row[3], row[4], row[5], row[6], row[8], note(row[9])})
	}
	if err := write("data/gwp100.csv", out); err != nil {
		return err
	}
	if err := added(filepath.Join(original, "ar6_table_7sm7.csv")); err != nil {
		return err
	}
	blends, err := read(filepath.Join(original, "refrigerant_blends.csv"))
	if err != nil {
		return err
	}
	out = [][]string{{"blend", "component", "mass_percent"}}
	share := map[[2]string]string{}
	for _, row := range blends[1:] {
		blend, gas := blendName(row[0]), gasName(row[1])
		switch known, twice := share[[2]string{blend, gas}]; {
		case twice && known == row[2]:
			continue // the original lists R-411A and R-411B under two names
		case twice:
			return fmt.Errorf("blend %s: %s is %s and %s", blend, gas, known, row[2])
		}
		share[[2]string{blend, gas}] = row[2]
		out = append(out, []string{blend, gas, row[2]})
	}
	return write("data/blends.csv", out)
}

// added writes the values that version 1 of the receipt did not know: the AR5 value of fossil methane, and the HFOs and
// HCFOs that table 7.SM.7 of AR6 names.
func added(table string) error {
	rows, err := read(table)
	if err != nil {
		return err
	}
	out := [][]string{
		{"gas", "class", "set", "value", "source"},
		{"CH4-fossil", "CH4", "AR5", "30", "AR5 WG1 Table 8.A.1 (fossil methane)"},
	}
	for _, row := range rows[1:] {
		// name,cas,acronym,formula,lifetime_yr,gwp20,gwp100,gwp500,gtp100
		name := gasName(strings.ReplaceAll(row[2], "-", ""))
		class, _, _ := strings.Cut(name, "-")
		if class == "HFO" || class == "HCFO" {
			out = append(out, []string{name, class, "AR6", row[6], "AR6 WG1 Table 7.SM.7 (" + row[0] + ")"})
		}
	}
	return write("data/gwp100_added.csv", out)
}

// note keeps what the original states about the published document, not where a copy of it was found.
func note(s string) string {
	s, _, _ = strings.Cut(s, ";")
	_, after, found := strings.Cut(s, "taken from ")
	if found {
		return "AR4 value from " + after
	}
	return s
}

var (
	numbered = regexp.MustCompile(`^(CFC|HCFC|HFC|HFE|HCFE|HFO|HCFO|HCO|HC|HO|HCE|Halon)(\d.*)$`)
	// The list of blends names some that contain no HFC after the family of their components.
	misnamed = regexp.MustCompile(`^(?:HCFO|HCO|HO)(4\d\d|5\d\d)([a-z])$`)
)

func gasName(s string) string {
	switch s {
	case "CH4_fossil":
		return "CH4-fossil"
	case "CH4_nonfossil":
		return "CH4-biogenic"
	case "HFO1234ze": // ASHRAE Standard 34: R-1234ze(E) in every blend
		return "HFO-1234ze(E)"
	case "HFC1336mzz": // ASHRAE Standard 34: R-514A is R-1336mzz(Z) and R-1130(E)
		return "HFO-1336mzz(Z)"
	case "HFC4310mee":
		return "HFC-43-10mee"
	case "HFE4310pccc124":
		return "HFE-43-10pccc124"
	}
	return numbered.ReplaceAllString(s, "$1-$2")
}

func blendName(s string) string {
	if m := misnamed.FindStringSubmatch(s); m != nil {
		return "R-" + m[1] + strings.ToUpper(m[2])
	}
	return s
}

func read(name string) ([][]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return csv.NewReader(bytes.NewReader(text)).ReadAll()
}

func write(name string, rows [][]string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return f.Close()
}
