package method

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// Texts holds the comments on a package's method structs and their fields. The command method/methoddoc collects them
// into a file to embed.
type Texts struct {
	parse func() (map[string]TypeText, error)
}

// TypeText is the comment on a struct, split into its parts.
type TypeText struct {
	Summary    string            `json:"summary"`              // the first sentence, without the type's name
	Formula    []string          `json:"formula,omitempty"`    // the indented lines
	Paragraphs []string          `json:"paragraphs,omitempty"` // the rest
	Source     string            `json:"source,omitempty"`     // the paragraph that begins with "Source:"
	Fields     map[string]string `json:"fields,omitempty"`     // comments on fields, by the fields' names
}

// ParseTexts returns the texts of a file written by methoddoc. The file is parsed on first use.
func ParseTexts(file string) *Texts {
	return &Texts{parse: sync.OnceValues(func() (map[string]TypeText, error) {
		var byType map[string]TypeText
		err := json.Unmarshal([]byte(file), &byType)
		return byType, err
	})}
}

// of returns the texts of a type, or empty ones.
func (t *Texts) of(kind reflect.Type) TypeText {
	if t == nil || t.parse == nil || kind == nil {
		return TypeText{}
	}
	byType, err := t.parse()
	if err != nil {
		return TypeText{Summary: "the texts cannot be read: " + err.Error()}
	}
	return byType[kind.Name()]
}

// headTexts describes the fields that every method has.
var headTexts = map[string]string{
	"ID":       `the name of the activity, unique in the inventory: "boiler-1"`,
	"Entity":   `the company or organisational unit that the activity belongs to: "Example Ltd"`,
	"Site":     `the site where the activity takes place: "Leeds"`,
	"Period":   `the period of the activity, as a calendar year or month, as its first day and the day after its last, or as its first and its last day: "2024", "2024-01", "2024-04-01/2025-04-01 FY2024", "2024-04-01..2025-03-31"`,
	"Quality":  `the data quality indicators in the grades of a scheme, from 1 (very good): scope3-standard-4, ecoinvent-5, pact-3 or meti-5; without a scheme, those of ecoinvent-5; PCAF is the score of financed emissions, 1 to 5: "scope3-standard-4: technology 2, time 1", "technology 2, time 1, geography 1, completeness 3, reliability 2"`,
	"Category": `the Scope 3 category that the activity belongs to`,
}

// fieldText splits the comment on a field into its description and the quoted examples that follow:
//
//	where the fuel is burned: "GB"
func fieldText(text string) (description string, examples []string) {
	description, quoted, found := strings.Cut(text, `: "`)
	if !found || !strings.HasSuffix(quoted, `"`) {
		return text, nil
	}
	return description, strings.Split(strings.TrimSuffix(quoted, `"`), `", "`)
}
