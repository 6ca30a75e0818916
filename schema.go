package ghg

import (
	"encoding/json"
	"strings"

	"github.com/ghgkit/ghg/internal/enum"
)

// ResultSchema returns the JSON Schema (draft 2020-12) of a result's JSON form ([Result.MarshalJSON]), as JSON. It states the
// keys, the types and the spelling of every value. A text that it accepts is not yet a result: only [Result.UnmarshalJSON]
// recomputes it.
func ResultSchema() []byte {
	return schemaOf("result", "A result of an inventory: what was emitted, by which method, from which numbers.", resultKeys(), true)
}

// SummarySchema returns the JSON Schema (draft 2020-12) of a summary's JSON form ([Summary.MarshalJSON]), as JSON.
func SummarySchema() []byte {
	all := resultKeys()
	keys := make([]keyForm, 0, len(all))
	for _, k := range all {
		switch k.name {
		case "covers", "steps":
			continue
		case "sha256":
			k.about = "SHA-256 of the receipt of the result that this is a summary of"
		}
		keys = append(keys, k)
	}
	return schemaOf("summary of a result", "A result of an inventory without its steps.", keys, false)
}

// Keywords of JSON Schema.
const (
	typeWord, textWord, patternWord, aboutWord = "type", "string", "pattern", "description"
)

// schema is a JSON Schema, or a part of one.
type schema map[string]any

// keyForm is a key of an object.
type keyForm struct {
	name     string
	value    schema
	required bool // otherwise the key is left out where it would say nothing
	about    string
}

// need returns a key that is always there, may one that is left out where it would say nothing.
func need(name string, value schema, about string) keyForm { return keyForm{name, value, true, about} }

func may(name string, value schema, about string) keyForm { return keyForm{name, value, false, about} }

func anyText() schema { return schema{typeWord: textWord} }

func filledText() schema { return schema{typeWord: textWord, "minLength": 1} }

func trueFlag() schema { return schema{"const": true} }

func counted(most int) schema { return schema{typeWord: "integer", "minimum": 1, "maximum": most} }

func defined(name string) schema { return schema{"$ref": "#/$defs/" + name} }

func listOf(name string) schema {
	return schema{typeWord: "array", "items": defined(name), "minItems": 1}
}

// anyListOf is listOf for a list that is there even if it is empty.
func anyListOf(name string) schema { return schema{typeWord: "array", "items": defined(name)} }

func oneOf[T ~uint8](of *enum.Enum[T]) schema { return schema{"enum": of.Names()} }

// mostCount is the largest number of nine digits.
const mostCount = 999_999_999

// Patterns of the texts that are values of their own type.
const (
	numberPattern = `(0|-?[1-9][0-9]*(\.[0-9]*[1-9])?|-?0\.[0-9]*[1-9])`
	datePattern   = `[0-9]{4}-[0-9]{2}-[0-9]{2}`
	gradesPattern = `(technology|time|geography|completeness|reliability|PCAF) [1-5]`
)

// valueForms returns the types that are written as text.
func valueForms() schema {
	text := func(pattern, about string) schema {
		return schema{typeWord: textWord, patternWord: "^" + pattern + "$", aboutWord: about}
	}
	return schema{
		"number":   text(numberPattern, "a decimal in its only spelling"),
		"date":     text(datePattern, "a day"),
		"period":   text(datePattern+"/"+datePattern+`( [\s\S]+)?`, "the first day, the day after the last, and the label"),
		"validity": text(datePattern+"/"+datePattern+`( [0-9]{4}(-[0-9]{2})?)?`, "the first day, the day after the last, and the calendar year or month"),
		"amount":   text(numberPattern+` [\s\S]+`, "a number, a space and a unit"),
		"quality":  text("(("+strings.Join(qualitySchemes.Names(), "|")+"): )?"+gradesPattern+"(, "+gradesPattern+")*", "the scheme and the grades"),
		"sha256":   text("[0-9a-f]{64}", "a SHA-256 in hexadecimal"),
	}
}

// schemaOf returns the schema of a result's keys, with those of the objects below it.
func schemaOf(title, about string, keys []keyForm, whole bool) []byte {
	defs := valueForms()
	for name, keys := range objectForms() {
		if isOfSteps := name == "step" || name == "term" || name == "cover"; whole || !isOfSteps {
			defs[name] = object(keys)
		}
	}
	s := object(keys)
	s["$schema"], s["title"], s[aboutWord], s["$defs"] = "https://json-schema.org/draft/2020-12/schema", title, about, defs
	return append(mustIndent(s), '\n')
}

// mustIndent returns a schema as JSON. It holds texts, numbers, lists and maps, which JSON can always write.
func mustIndent(s schema) []byte {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("ghg: mustIndent: " + err.Error())
	}
	return text
}

// object returns the schema of an object with exactly the given keys.
func object(keys []keyForm) schema {
	properties, required := schema{}, []string{}
	for _, k := range keys {
		if k.about != "" {
			k.value[aboutWord] = k.about
		}
		properties[k.name] = k.value
		if k.required {
			required = append(required, k.name)
		}
	}
	s := schema{typeWord: "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// resultKeys returns the keys of a result.
func resultKeys() []keyForm {
	return append([]keyForm{
		may("accounting", oneOf(accountings), "method of Scope 2"),
		may("category", counted(int(Investments)), "category of Scope 3"),
		may("entity", filledText(), "entity that emits"),
		need("gwp", filledText(), "set of global warming potentials applied to the emissions"),
		may("gwp_digest", defined("sha256"), "digest of that set if it is not one of the IPCC's"),
		need("id", filledText(), "id of the activity"),
		may("memo", defined("memo"), "why the result is a memo item outside all totals; without it, the result counts"),
		need("method", filledText(), "calculation method"),
		need("origin", oneOf(origins), "whether the figure was calculated or reported by another party"),
		may("part", filledText(), "name of one of several results of an activity"),
		need("period", defined("period"), "period of the activity"),
		need("scope", oneOf(scopes), "scope of the Corporate Standard"),
		need("sha256", defined("sha256"), "SHA-256 of the canonical form of all other keys (docs/receipt.md)"),
		may("site", filledText(), "site that emits"),
		may("stage", oneOf(stages), "stage of transport or travel that is reported separately"),
		need("version", schema{"const": ReceiptVersion}, "version of this form"),
	}, resultNumberKeys()...)
}

// resultNumberKeys returns the keys of a result that hold numbers, objects or lists.
func resultNumberKeys() []keyForm {
	return []keyForm{
		may("caveats", listOf("caveat"), "what a reader must know"),
		may("claims", listOf("claim"), "contractual instruments that a market-based result uses, or refused"),
		need("co2e_kg", defined("number"), "kilograms of CO2e of the gases of the Kyoto basket, without CO2 from biomass"),
		may("covers", listOf("cover"), "energy of a market-based result by the source of its rate"),
		need("emissions", anyListOf("amount_of_gas"), "emissions by gas and basis"),
		may("factors", listOf("factor"), "emission factors in the order of their first use"),
		need("non_kyoto_co2e_kg", defined("number"), "kilograms of CO2e of gases outside the Kyoto basket"),
		may("notes", listOf("note"), "what the method recorded in words"),
		may("outstanding", defined("amount"), "outstanding amount of financed emissions"),
		may("primary", trueFlag(), "whether the data are of the specific activity that emits"),
		may("properties", listOf("property"), "fuel properties in the order of their first use"),
		may("purchase", defined("purchase"), "purchase that the result covers"),
		may("quality", defined("quality"), "grades of data quality"),
		need("steps", anyListOf("step"), "arithmetic, step by step"),
		may("subject", defined("subject"), "asset, franchise, investee, project or product that the result is about"),
		need("weights", anyListOf("weight"), "how each amount became CO2e, in the order of the emissions"),
	}
}

// objectForms returns the keys of the objects below a result.
func objectForms() map[string][]keyForm {
	return map[string][]keyForm{
		"step":     stepKeys(),
		"term":     termKeys(),
		"factor":   factorKeys(),
		"property": propertyKeys(),
		"claim":    claimKeys(),
		"cover":    coverKeys(),
		"amount_of_gas": {
			may("gas", filledText(), "gas; absent if the publisher gives only a total"),
			may("gwp", filledText(), "basis of an amount of CO2e as published; absent for a mass of the gas"),
			need("kg", defined("number"), "kilograms"),
		},
		"weight": {
			may("basis", filledText(), "basis of an amount of CO2e as published"),
			may("gas", filledText(), "gas"),
			need("gwp", defined("number"), "potential applied"),
			may("outside", trueFlag(), "whether the gas is outside the Kyoto basket"),
			need("published", defined("number"), "potential that the publisher applied; 1 for a mass"),
		},
		"caveat": {may("detail", filledText(), "the case at hand"), need("kind", oneOf(caveatKinds), "kind of caveat")},
		"memo":   {may("detail", filledText(), "the case at hand"), need("kind", oneOf(memoKinds), "kind of memo item")},
		"note":   {need("name", anyText(), "what is noted"), need("value", anyText(), "the note")},
		"purchase": {
			may("id", filledText(), "id of the purchase"),
			may("spend", defined("amount"), "what was paid"),
			may("supplier", filledText(), "supplier"),
		},
		"subject": {need("kind", oneOf(subjectKinds), "kind of subject"), need("name", anyText(), "its name")},
	}
}

func stepKeys() []keyForm {
	return []keyForm{
		may("gas", filledText(), "gas, if the value is an amount of emissions"),
		may("gwp", filledText(), "basis, if the value is an amount of CO2e as published"),
		may("kind", oneOf(stepKinds), "mark of a step that other programs must recognise"),
		need("label", anyText(), "what is computed"),
		need("op", oneOf(ops), "operation on the terms"),
		need("terms", listOf("term"), "numbers of the step"),
		need("unit", filledText(), "unit of the value"),
		need("value", defined("number"), "what the operation gives"),
	}
}

func termKeys() []keyForm {
	return []keyForm{
		may("divides", trueFlag(), "whether the number is a divisor"),
		need("kind", oneOf(termKinds), "origin of the number"),
		need("label", anyText(), "what the number is"),
		may("ref", filledText(), "id of the factor, property, price or potential"),
		may("source", filledText(), "document that the number comes from"),
		may("step", counted(mostCount), "number of the earlier step, from 1"),
		may("subtracts", trueFlag(), "whether the number is subtracted"),
		need("unit", filledText(), "unit of the number"),
		need("value", defined("number"), "the number"),
	}
}

func factorKeys() []keyForm {
	return []keyForm{
		need("activity", anyText(), "activity in the vocabulary of the factor sets"),
		may("boundary", oneOf(boundaries), "what the factor covers"),
		need("digest", defined("sha256"), "SHA-256 of the values and their origin"),
		need("document", anyText(), "document that the factor comes from"),
		need("id", anyText(), "id of the factor"),
		may("licence", filledText(), "licence of the document"),
		need("per_unit", anyListOf("amount_of_gas"), "kilograms per unit"),
		may("price", filledText(), "price year and type of a factor per spend"),
		may("region", filledText(), "region"),
		may("row", filledText(), "row of the table"),
		need("set", anyText(), "set that the factor belongs to"),
		may("table", filledText(), "table of the document"),
		need("unit", anyText(), "unit of the activity"),
		need("valid", defined("validity"), "period in which the factor is valid"),
	}
}

func propertyKeys() []keyForm {
	return []keyForm{
		need("activity", anyText(), "fuel in the vocabulary of the factor sets"),
		need("digest", defined("sha256"), "SHA-256 of the value and its origin"),
		need("document", anyText(), "document that the property comes from"),
		need("id", anyText(), "id of the property"),
		need("name", anyText(), "heating value or density"),
		may("region", filledText(), "region"),
		may("row", filledText(), "row of the table"),
		need("set", anyText(), "set that the property belongs to"),
		may("table", filledText(), "table of the document"),
		need("unit", anyText(), "unit of the value"),
		need("valid", defined("validity"), "period in which the property is valid"),
		need("value", defined("number"), "the value"),
	}
}

func claimKeys() []keyForm {
	return []keyForm{
		may("commissioned", defined("date"), "when the plant began or was repowered"),
		need("instrument", anyText(), "id of the instrument"),
		need("kind", oneOf(instrumentKinds), "kind of instrument"),
		may("market", filledText(), "where it may be claimed"),
		may("re100", trueFlag(), "whether RE100 counts it"),
		may("refused", filledText(), "quality criteria that it fails"),
		may("registry", filledText(), "registry"),
		may("renewable", trueFlag(), "whether the energy is renewable"),
		may("retirement", filledText(), "evidence of retirement"),
		may("serials", filledText(), "serial number, or the first and the last of a range"),
		may("technology", filledText(), "technology of the plant"),
		need("used", amountOrNone(), "what the result uses of the volume"),
		may("vintage", defined("period"), "when the energy was generated"),
		need("volume", amountOrNone(), "what was offered for the result"),
		may("whole", defined("amount"), "volume of the instrument, of which a ledger allocated a part"),
	}
}

func coverKeys() []keyForm {
	return []keyForm{
		may("carrier", schema{"enum": carriers.Names()[1:]}, "carrier of the energy; without it, electricity"),
		need("energy", amountOrNone(), "energy at this rate"),
		need("first", counted(mostCount), "number of the first step, from 1"),
		may("instrument", filledText(), "id of the claim"),
		need("last", counted(mostCount), "number of the last step"),
		may("renewable", trueFlag(), "whether the energy is renewable"),
		need("source", oneOf(coverSources), "where the rate comes from"),
	}
}

// amountOrNone is an amount that is written as an empty text if it is not given.
func amountOrNone() schema {
	return schema{typeWord: textWord, patternWord: "^(" + numberPattern + ` [\s\S]+)?$`}
}
