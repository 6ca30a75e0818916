package main

import (
	"fmt"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// The fiscal years of the two statutory sets. The old one was in force from the ordinance of 2006, with some of its
// values changed up to 2010; the values here are confirmed from FY2010.
const (
	oldFrom, oldTo = 2010, 2022
	newFrom, newTo = 2023, lastYear
	lastYear       = 2025 // the last fiscal year of emissions that the edition covers
)

const ordinance = "特定排出者の事業活動に伴う温室効果ガスの排出量の算定に関する省令 (418M60001400003)"

// fuels maps the Japanese names of the fuels in both sets to names here.
var fuels = map[string]string{
	"輸入原料炭":          "coal/coking/imported",
	"コークス用原料炭":       "coal/coking/coke-making",
	"吹込用原料炭":         "coal/coking/pci",
	"輸入一般炭":          "coal/steam/imported",
	"国産一般炭":          "coal/steam/domestic",
	"輸入無煙炭":          "coal/anthracite/imported",
	"原料炭":            "coal/coking",
	"一般炭":            "coal/steam",
	"無煙炭":            "coal/anthracite",
	"石炭コークス":         "coal-coke",
	"石油コークス":         "petroleum-coke",
	"石油コークス又はFCCコーク": "petroleum-coke",
	"コールタール":         "coal-tar",
	"石油アスファルト":       "asphalt",
	"コンデンセート(NGL)":   "condensate",
	"原油(コンデンセートを除く)": "crude-oil",
	"揮発油":            "gasoline",
	"ナフサ":            "naphtha",
	"ジェット燃料油":        "jet-fuel",
	"灯油":             "kerosene",
	"軽油":             "diesel",
	"A重油":            "heavy-oil-a",
	"B・C重油":          "heavy-oil-bc",
	"潤滑油":            "lubricants",
	"液化石油ガス(LPG)":    "lpg",
	"石油系炭化水素ガス":      "petroleum-hydrocarbon-gas",
	"液化天然ガス(LNG)":    "lng",
	"天然ガス(LNGを除く)":   "natural-gas",
	"コークス炉ガス":        "coke-oven-gas",
	"高炉ガス":           "blast-furnace-gas",
	"発電用高炉ガス":        "blast-furnace-gas/power-generation",
	"転炉ガス":           "converter-gas",
	"RDF":            "rdf",
	"RPF":            "rpf",
	"廃タイヤ":           "tires",
	"廃プラスチック類(一般廃棄物)":    "plastics/municipal",
	"廃プラスチック類(産業廃棄物)":    "plastics/industrial",
	"廃油から製造される燃料油":       "oil-from-waste-oil",
	"廃プラスチック類から製造される燃料油": "oil-from-waste-plastics",
	"都市ガス": "city-gas",
}

// newFuel converts a row of the set from FY2023 on: carbon per energy, energy per unit, and CO2 per unit.
func newFuel(b *builder, r sheet.Record) error {
	if err := b.carbon(r, newFrom, newTo, ""); err != nil {
		return err
	}
	row, err := fuelRow(r, newFrom, newTo)
	if err != nil {
		return err
	}
	printed := r.Get("t_co2_per_unit")
	row["unit"] = r.Get("unit")
	row["note"] = "printed " + printed + " t CO2/" + r.Get("unit")
	return b.add(r, printed, "1000", "CO2", row)
}

// oldFuel converts a row of the set up to FY2022: carbon per energy and energy per unit.
func oldFuel(b *builder, r sheet.Record) error {
	note := ""
	switch source := r.Get("tc_per_gj_source"); source {
	case "law text (two copies)", "not confirmed":
	case "2006 ordinance text (unchanged after 2010 per METI list, see README)":
		note = "from the ordinance's text of 2006; unchanged after 2010 by METI's list"
	default:
		return fmt.Errorf("the source %q is unknown", source)
	}
	if r.Get("tc_per_gj") == "" {
		b.omit(r, r.Get("fuel_ja")+" ("+r.Get("fuel_en")+"), carbon", "the carbon coefficient is not confirmed; the unit heat is a property of the set")
	}
	return b.carbon(r, oldFrom, oldTo, note)
}

// carbon adds the carbon coefficient and the unit heat if they are printed.
func (b *builder) carbon(r sheet.Record, from, to int, note string) error {
	row, err := fuelRow(r, from, to)
	if err != nil {
		return err
	}
	if printed := r.Get("tc_per_gj"); printed != "" {
		row["unit"] = "GJ(HHV)"
		row["note"] = "printed " + printed + " tC/GJ"
		if note != "" {
			row["note"] += "; " + note
		}
		if err := b.add(r, printed, "1000", "C", row); err != nil {
			return err
		}
	}
	if heat := r.Get("gj_per_unit"); heat != "" {
		b.properties = append(b.properties, sheet.Property{
			Activity: row["activity"], Name: "heating value", Rate: heat + " GJ(HHV)/" + r.Get("unit"), Region: "JP",
			ValidFrom: row["valid_from"], ValidTo: row["valid_to"], Document: ordinance, Table: row["table"],
			Row: fmt.Sprintf("line %d", r.Line),
		})
	}
	return nil
}

func fuelRow(r sheet.Record, from, to int) (sheet.Row, error) {
	name, ok := fuels[r.Get("fuel_ja")]
	if !ok {
		return nil, fmt.Errorf("the fuel %q is unknown", r.Get("fuel_ja"))
	}
	first, last := fiscal(from, to)
	table := "別表第1, in force to FY2022"
	if from == newFrom {
		table = "別表第1, in force from FY2023"
	}
	return sheet.Row{
		"activity": "fuel/" + name, "label": r.Get("fuel_ja") + " (" + r.Get("fuel_en") + ")",
		"valid_from": first, "valid_to": last, "boundary": "combustion", "document": ordinance, "table": table,
	}, nil
}
