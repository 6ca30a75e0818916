package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// national converts a coefficient for the whole country. The average of a year's generation becomes two factors: one
// for the year of generation, and one for the next year, whose emissions are reported with it.
func national(b *builder, r sheet.Record) error {
	actual, err := strconv.Atoi(r.Get("actual_fiscal_year"))
	if err != nil {
		return err
	}
	printed, kind := r.Get("t_co2_per_kwh"), r.Get("kind")
	add := func(activity string, from, to int) error {
		row := electricityRow(activity, from, to, printed)
		row["label"] = kind
		row["note"] += fmt.Sprintf("; FY%d; %s", actual, r.Get("published_for"))
		row["document"] = "電気事業者別排出係数 FY" + strconv.Itoa(actual) + " actuals (METI, MOE)"
		switch r.Get("confidence") {
		case "primary text", "primary text + second text", "official page text":
		case "official text (old)":
			row["document"] = "温室効果ガス排出量算定・報告マニュアル, default coefficient of FY2006-2008"
		case "single second-hand text":
			row["caveat"] = "unchecked-transcript: from one second-hand page that quotes the ministries' list of 2025-07-18"
		default:
			return fmt.Errorf("the confidence %q is unknown", r.Get("confidence"))
		}
		return b.add(r, printed, "1000", "CO2", row)
	}
	switch {
	case strings.HasPrefix(kind, "national_average"):
		if err := add("grid", actual, actual); err != nil {
			return err
		}
		return add("shk-average", actual+1, actual+1)
	case strings.HasPrefix(kind, "substitute_value"):
		return add("substitute", actual+1, actual+1)
	case strings.HasPrefix(kind, "default_value"):
		return add("default", 2006, 2008)
	}
	return fmt.Errorf("the kind %q is unknown", kind)
}

// electricityRow returns a factor per kWh that is valid for fiscal years.
func electricityRow(name string, from, to int, printed string) sheet.Row {
	first, last := fiscal(from, to)
	return sheet.Row{
		"activity": "electricity/" + name, "valid_from": first, "valid_to": last, "unit": "kWh", "boundary": "generation",
		"note": "printed " + printed + " t CO2/kWh",
	}
}

const retyped = "unchecked-transcript: retyped from the ministries' list, checked by its own consistency and samples"

// coefficients are the two kinds of every seller: the first part of the name, the column of the originals before its
// unit, and the words for it.
var coefficients = []struct{ part, column, words string }{
	{"supplier", "adjusted", "adjusted coefficient (調整後排出係数)"},
	{"supplier-basic", "basic", "basic coefficient (基礎排出係数)"},
}

// supplier converts a coefficient of the list of FY2024 actuals, for emissions of FY2025.
func supplier(b *builder, r sheet.Record) error {
	name, words, err := menu(r)
	if err != nil {
		return err
	}
	who := strings.ToLower(r.Get("registration_no"))
	if r.Get("supplier_type") == "td_operator" {
		var ok bool
		if who, ok = operators[r.Get("supplier")]; !ok {
			return fmt.Errorf("the operator %q is unknown", r.Get("supplier"))
		}
	}
	if r.Get("substitute_value_applied") == "yes" {
		words += "; the ministries put the substitute value in place of an abnormal one"
	}
	for _, c := range coefficients {
		row := electricityRow(c.part+"/"+who+name, 2025, 2025, r.Get(c.column+"_t_co2_per_kwh"))
		row["label"] = r.Get("supplier") + ", " + c.words
		row["note"] += words
		row["caveat"] = retyped
		if err := b.add(r, r.Get(c.column+"_t_co2_per_kwh"), "1000", "CO2", row); err != nil {
			return err
		}
	}
	return nil
}

// menu returns the end of the name and the words for the note.
func menu(r sheet.Record) (name, words string, err error) {
	letter := r.Get("menu")
	switch kind := r.Get("row_type"); {
	case kind == "single" && letter == "":
		return "", "", nil
	case kind == "menu" && letter != "":
		return "/menu-" + strings.ToLower(letter), "; メニュー" + letter, nil
	case kind == "residual" && letter != "":
		return "/residual", "; メニュー" + letter + "(残差)", nil
	case kind == "whole_company_reference" && letter == "":
		return "/whole-company", "; (参考値)事業者全体: for reference, not for use where there are menus", nil
	}
	return "", "", fmt.Errorf("a row of kind %q with the menu %q", r.Get("row_type"), letter)
}

// operators are the operators of transmission and distribution, which have no registration number.
var operators = map[string]string{
	"北海道電力ネットワーク(株)": "td-hokkaido",
	"東北電力ネットワーク(株)":  "td-tohoku",
	"東京電力パワーグリッド(株)": "td-tokyo",
	"中部電力パワーグリッド(株)": "td-chubu",
	"北陸電力送配電(株)":     "td-hokuriku",
	"関西電力送配電(株)":     "td-kansai",
	"中国電力ネットワーク(株)":  "td-chugoku",
	"四国電力送配電(株)":     "td-shikoku",
	"九州電力送配電(株)":     "td-kyushu",
	"沖縄電力(株)":        "td-okinawa",
}

// utilities are the ten general utilities from before retailers were registered (April 2016).
var utilities = map[string]string{
	"北海道電力": "hokkaido-electric-power",
	"東北電力":  "tohoku-electric-power",
	"東京電力":  "tokyo-electric-power",
	"中部電力":  "chubu-electric-power",
	"北陸電力":  "hokuriku-electric-power",
	"関西電力":  "kansai-electric-power",
	"中国電力":  "chugoku-electric-power",
	"四国電力":  "shikoku-electric-power",
	"九州電力":  "kyushu-electric-power",
	"沖縄電力":  "okinawa-electric-power",
}

// formerSupplier converts a coefficient of an earlier list, for the emissions of the year after the actuals.
func formerSupplier(b *builder, r sheet.Record) error {
	actual, err := strconv.Atoi(r.Get("actual_fiscal_year"))
	if err != nil {
		return err
	}
	who := utilities[r.Get("supplier")]
	if actual >= 2015 {
		who = strings.ToLower(b.registered[r.Get("supplier")+"(株)"])
	}
	if who == "" {
		return fmt.Errorf("the supplier %q is unknown", r.Get("supplier"))
	}
	what := fmt.Sprintf("%s, FY%d actuals", r.Get("supplier"), actual)
	name, words := "", ""
	switch printed := r.Get("menu"); {
	case strings.HasPrefix(printed, "未調整"):
		b.omit(r, what+", "+printed, "a coefficient before certificates is neither the basic nor the adjusted one")
		return nil
	case printed == "" && actual >= 2021:
		b.omit(r, what, "the source does not say whether it is of a menu, the residual or the whole company")
		return nil
	case printed == "":
	case strings.HasSuffix(printed, "(残差)"):
		name, words = "/residual", "; メニュー"+printed
	case printed == "whole company":
		name, words = "/whole-company", "; (参考値)事業者全体"
	case len(printed) == 1:
		name, words = "/menu-"+strings.ToLower(printed), "; メニュー"+printed
	default:
		return fmt.Errorf("the menu %q is unknown", printed)
	}
	for _, c := range coefficients {
		printed := r.Get(c.column + "_t_co2_per_kwh")
		if printed == "" {
			continue
		}
		row := electricityRow(c.part+"/"+who+name, actual+1, actual+1, printed)
		row["label"] = r.Get("supplier") + ", " + c.words
		row["note"] += words
		if note := r.Get("note"); note != "" {
			row["note"] += "; " + note
		}
		row["document"] = "電気事業者別排出係数 FY" + strconv.Itoa(actual) + " actuals, quoted by " + strings.TrimSuffix(r.Get("source"), " (quotes MOE/METI FY2013 list)")
		row["caveat"] = "unchecked-transcript: one value of the list, from a page that quotes it"
		if err := b.add(r, printed, "1000", "CO2", row); err != nil {
			return err
		}
	}
	return nil
}
