package main

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
)

// gasNames are the gases whose spelling ghg.ParseGas does not read.
var gasNames = map[string]ghg.Gas{
	"HFC-43-I0mee":                          "HFC-43-10mee",
	"Perfluoromethane (PFC-14)":             "CF4",
	"Perfluoroethane (PFC-116)":             "C2F6",
	"Perfluoropropane (PFC-218)":            "C3F8",
	"Perfluorocyclobutane (PFC-318)":        "cC4F8",
	"Perfluorobutane (PFC-3-1-10)":          "C4F10",
	"Perfluoropentane (PFC-4-1-12)":         "C5F12",
	"Perfluorohexane (PFC-5-1-14)":          "C6F14",
	"Perfluorocyclopropane":                 "cC3F6",
	"Sulphur hexafluoride (SF6)":            "SF6",
	"CFC-11/R11 = trichlorofluoromethane":   "CFC-11",
	"CFC-12/R12 = dichlorodifluoromethane":  "CFC-12",
	"HCFC-22/R22 = chlorodifluoromethane":   "HCFC-22",
	"Carbon tetrachloride":                  "CCl4",
	"Methyl bromide":                        "CH3Br",
	"Methyl chloroform":                     "CH3CCl3",
	"HFE-449sl (HFE-7100)":                  "HFE-7100",
	"HFE-569sf2 (HFE-7200)":                 "HFE-7200",
	"HFE-43-10pccc124 (H-Galden1040x)":      "HFE-43-10pccc124",
	"HFE-236ca12 (HG-10)":                   "HFE-236ca12",
	"HFE-338pcc13 (HG-01)":                  "HFE-338pcc13",
	"Trifluoromethyl sulphur pentafluoride": "SF5CF3",
	"Dimethylether":                         "CH3OCH3",
	"Methylene chloride":                    "CH2Cl2",
	"Methyl chloride":                       "CH3Cl",
	"R290 = propane":                        "C3H8",
	"R600A = isobutane":                     "HC-600a",
	"R600 = butane":                         "HC-600",
	"R601 = pentane":                        "HC-601",
	"R601A = isopentane":                    "HC-601a",
	"R170 = ethane":                         "C2H6",
	"R1270 = propene":                       "HO-1270",
	"R1234yf*":                              "HFO-1234yf",
	"R1234ze*":                              "HFO-1234ze",
}

const nonKyotoColumn = "Emissions including only non-Kyoto products"

// products are the columns of the sheet. The Kyoto products are what a scope covers and have the plain name.
var products = map[string]string{
	"Emissions including only Kyoto products": "",
	nonKyotoColumn: "/non-kyoto",
	"Total emissions including non-Kyoto products": "/kyoto-and-non-kyoto",
}

func (t *target) refrigerant(e *entry) error {
	t.boundary = ghg.DirectEmission
	name, err := refrigerant(e)
	if err != nil {
		return err
	}
	if e.column != nonKyotoColumn {
		t.note = blendNotes[name]
	}
	return t.name("refrigerant/"+name, products, e.column)
}

// outsideKyoto returns the gases of a refrigerant that are outside the Kyoto basket.
func outsideKyoto(name string) []string {
	blend, ok := ghg.LookupBlend(name)
	if !ok {
		if ghg.Gas(name).Kyoto() {
			return nil
		}
		return []string{name}
	}
	var outside []string
	for c := range blend.Components() {
		if !c.Gas.Kyoto() {
			outside = append(outside, string(c.Gas))
		}
	}
	return outside
}

// basket returns the caveat of a value that leaves out a refrigerant's gases outside the Kyoto basket, or that includes them
// although they belong to no scope.
func (p *printed) basket(e *entry, name string) string {
	gases := strings.Join(outsideKyoto(name), ", ")
	nonKyoto := *e
	nonKyoto.column = nonKyotoColumn
	switch {
	case gases == "":
		return ""
	case products[e.column] == "":
		return "outside-kyoto: not counted in the value, as they are outside the Kyoto basket: " + gases
	case len(p.siblings[nonKyoto.factor()]) > 0:
		return "outside-kyoto: counted in the value, though outside the Kyoto basket and so in no scope: " + gases
	}
	return "" // printed without them
}

// blendNotes mark the printed values that do not follow from the blend's composition and the GWP set.
var blendNotes = map[string]string{
	"R-405A": "as printed; less than 42.5 % PFC-318 times its GWP in the set",
	"R-511A": "as printed; 5 % of the GWP of HFC-152a, while ASHRAE 34 has 5 % dimethyl ether, no Kyoto gas",
}

func refrigerant(e *entry) (string, error) {
	word := e.level[2]
	if e.level[1] == "Blends" {
		blend, err := ghg.ParseBlend("R-" + strings.TrimPrefix(word, "R"))
		return blend.Name(), err
	}
	if gas, ok := gasNames[word]; ok {
		word = string(gas)
	}
	gas, err := ghg.ParseGas(word)
	if err != nil {
		return "", fmt.Errorf("%q: %w", e.level[2], err)
	}
	name, _, _ := strings.Cut(string(gas), "(") // names in the vocabulary do not state the isomer
	return name, nil
}
