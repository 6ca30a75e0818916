package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// subset is an edition of which only transcribed parts are at hand, not the flat file.
var subset = edition{"2026", "", "Department for Energy Security and Net Zero (DESNZ)", "AR5"}

// The parts of the subset.
const (
	energyPart = "uk_2026_energy_subset.csv"
	wastePart  = "uk_2026_waste.csv"
)

// transcript begins the caveat of every factor of the subset.
const transcript = "unchecked-transcript: taken from a transcription, not from the publisher's own file"

// part is an entry of the subset with what is known of it.
type part struct {
	*entry
	place string // cell or id; "" where the transcription has none
	check string // what was compared, for the caveat
}

// row returns where the factor is printed: the cell or id, or the publisher's own words for the row.
func (p part) row() string {
	words := p.label() + ", " + p.uom
	if p.place == "" {
		return words
	}
	return words + ", " + p.place
}

// convertSubset writes the subset. before is the flat file of the year before, with which upstream factors are compared.
func convertSubset(original, data, before string) error {
	older, err := sheet.Read(filepath.Join(original, before))
	if err != nil {
		return err
	}
	same := map[string]string{}
	for _, e := range group(older) {
		same[e.key()] = e.value["CO2e"]
	}
	energy, err := energyParts(filepath.Join(original, energyPart), same)
	if err != nil {
		return err
	}
	waste, err := wasteParts(filepath.Join(original, wastePart))
	if err != nil {
		return err
	}
	out := output{edition: subset, file: energyPart}
	if out.printed, err = newPrinted(nil, calorific{}); err != nil {
		return err
	}
	for _, p := range append(energy, waste...) {
		p.id = p.row()
		if err := out.add(p.entry); err != nil {
			return fmt.Errorf("line %d: %s: %w", p.line, p.row(), err)
		}
		row := out.rows[len(out.rows)-1]
		if row["caveat"] != "" {
			return fmt.Errorf("line %d: %s has a second caveat: %s", p.line, p.row(), row["caveat"])
		}
		row["caveat"] = transcript + p.check
	}
	meta := subset.meta()
	meta.Title += ", energy and waste"
	return sheet.Write(data, subset.year, meta, out.rows, nil, filepath.Join(original, energyPart), filepath.Join(original, wastePart))
}

// key identifies a factor in every edition. District heat has its unit as a further level in some.
func (e *entry) key() string {
	return strings.Join([]string{e.scope, e.level[0], e.level[1], e.level[2], e.column, e.uom}, "\n")
}

// gasColumns are the gases of the energy part, by their names in the flat files.
var gasColumns = map[string]string{"CO2e": "kg_co2e", "CO2": "kg_co2e_of_co2", "CH4": "kg_co2e_of_ch4", "N2O": "kg_co2e_of_n2o"}

func energyParts(file string, before map[string]string) ([]part, error) {
	records, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, r := range records {
		e := &entry{line: r.Line, scope: r.Get("scope"), uom: r.Get("uom"), value: map[string]string{}}
		e.level = [4]string{r.Get("level1"), r.Get("level2"), r.Get("level3")}
		for gas, column := range gasColumns {
			if text := r.Get(column); text != "" {
				e.value[gas] = text
			}
		}
		p := part{entry: e, place: r.Get("place")}
		switch {
		case e.level[0] == "UK electricity":
			p.check = "; four other public repositories have the same value"
		case len(e.value) == len(gasColumns):
			p.check = "; the gases give the sum, to 0.00001"
		case strings.HasPrefix(e.level[0], "WTT-") && before[e.key()] == e.value["CO2e"]:
			p.check = "; the value of the year before"
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func wasteParts(file string) ([]part, error) {
	records, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, r := range records {
		e := &entry{line: r.Line, scope: "Scope 3", column: r.Get("column_text"), uom: r.Get("uom"), value: map[string]string{"CO2e": r.Get("kg_co2e")}}
		e.level = [4]string{"Waste disposal", r.Get("level2"), r.Get("level3")}
		parts = append(parts, part{entry: e, check: "; the number of rows is that of the transcription's own list"})
	}
	return parts, nil
}
