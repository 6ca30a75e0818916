package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// surveyAreas numbers the areas of each seller in the order of the list.
func (b *builder) surveyAreas(records []sheet.Record) error {
	clear(b.areas)
	for _, r := range records {
		number := r.Get("registration_no")
		area, _ := area(r.Get("area_menu"))
		if !slices.Contains(b.areas[number], area) {
			b.areas[number] = append(b.areas[number], area)
		}
	}
	return nil
}

// area separates an area from the menu or residual that follows it.
func area(text string) (area, menu string) {
	for _, mark := range []string{"メニュー", "残差"} {
		if i := strings.LastIndex(text, mark); i >= 0 {
			return strings.TrimSpace(text[:i]), text[i:]
		}
	}
	return text, ""
}

// sellerName returns the end of the activity of a seller of gas or heat: its number, the area's number if there are
// several, and the menu.
func (b *builder) sellerName(r sheet.Record) (string, error) {
	number := r.Get("registration_no")
	where, menu := area(r.Get("area_menu"))
	name := "/" + strings.ToLower(number)
	if areas := b.areas[number]; len(areas) > 1 {
		name += "/area-" + strconv.Itoa(slices.Index(areas, where)+1)
	}
	switch letter, isMenu := strings.CutPrefix(menu, "メニュー"); {
	case menu == "":
		return name, nil
	case menu == "残差":
		return name + "/residual", nil
	case isMenu && len(letter) == 1 && letter >= "A" && letter <= "Z":
		return name + "/menu-" + strings.ToLower(letter), nil
	}
	return "", fmt.Errorf("the menu %q is unknown", menu)
}

// gasSupplier converts a coefficient of city gas supplied in FY2025, per 1000 m3 as printed.
func gasSupplier(b *builder, r sheet.Record) error {
	return b.seller(r, "fuel/city-gas/", "t_co2_per_1000m3", sheet.Row{
		"unit": "1000m3", "boundary": "combustion", "document": "ガス事業者別排出係数 FY2025 supply (METI, MOE, 2026-06-30)",
	})
}

// heatSupplier converts a coefficient of heat supplied in FY2024.
func heatSupplier(b *builder, r sheet.Record) error {
	return b.seller(r, "heat/", "t_co2_per_gj", sheet.Row{
		"unit": "GJ", "boundary": "generation", "document": "熱供給事業者別排出係数 FY2024 supply (METI, MOE, 2026-06-30)",
	})
}

// seller adds both coefficients of a seller, for emissions of FY2025.
func (b *builder) seller(r sheet.Record, prefix, column string, common sheet.Row) error {
	name, err := b.sellerName(r)
	if err != nil {
		return err
	}
	for _, c := range coefficients {
		printed := r.Get(c.column + "_" + column)
		row := sheet.Row{}
		for k, v := range common {
			row[k] = v
		}
		row["activity"] = prefix + c.part + name
		row["valid_from"], row["valid_to"] = fiscal(lastYear, lastYear)
		row["label"] = strings.TrimSuffix(r.Get("supplier")+", "+r.Get("area_menu"), ", ") + ", " + c.words
		row["note"] = "printed " + printed + " t CO2/" + common["unit"]
		if err := b.add(r, printed, "1000", "CO2", row); err != nil {
			return err
		}
	}
	return nil
}

// defaultHeat converts the single value for heat whose seller's coefficient is not known. It is confirmed for FY2025;
// the set that it belongs to is in force from FY2023.
func defaultHeat(b *builder, r sheet.Record) error {
	if p := r.Get("period"); !strings.Contains(p, "FY2025 emissions") {
		return fmt.Errorf("the period %q is unknown", p)
	}
	for _, carrier := range []string{"heat", "steam", "cooling"} {
		for _, v := range []struct {
			from, to int
			caveat   string
		}{
			{newFrom, lastYear - 1, "assumption: the value is confirmed for emissions of FY2025; the set that it belongs to is in force from FY2023"},
			{lastYear, lastYear, ""},
		} {
			first, last := fiscal(v.from, v.to)
			err := b.add(r, r.Get("t_co2_per_gj"), "1000", "CO2", sheet.Row{
				"activity": carrier + "/default", "label": r.Get("item"), "valid_from": first, "valid_to": last, "unit": "GJ",
				"boundary": "generation", "document": "熱供給事業者別排出係数, substitute value (METI, MOE)", "caveat": v.caveat,
				"note": "printed " + r.Get("t_co2_per_gj") + " t CO2/GJ",
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
