package method

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// Texts are the comments of a package's method structs and their fields, which is where their words stand. The command
// method/methoddoc collects them into a file to embed.
type Texts struct {
	parse func() (map[string]TypeText, error)
}

// TypeText is the comment of a struct, taken apart.
type TypeText struct {
	Summary    string            `json:"summary"`              // the first sentence, without the type's name
	Formula    []string          `json:"formula,omitempty"`    // indented lines
	Paragraphs []string          `json:"paragraphs,omitempty"` // the rest
	Source     string            `json:"source,omitempty"`     // the paragraph that begins with "Source:"
	Fields     map[string]string `json:"fields,omitempty"`     // comments on fields, by the fields' names
}

// ParseTexts returns the texts of a file that methoddoc wrote. The file is read on first use.
func ParseTexts(file string) *Texts {
	return &Texts{parse: sync.OnceValues(func() (map[string]TypeText, error) {
		var byType map[string]TypeText
		err := json.Unmarshal([]byte(file), &byType)
		return byType, err
	})}
}

// of returns the texts of a type, empty if there are none.
func (t *Texts) of(kind reflect.Type) TypeText {
	if t == nil {
		return TypeText{}
	}
	byType, err := t.parse()
	if err != nil {
		return TypeText{Summary: "its texts cannot be read: " + err.Error()}
	}
	return byType[kind.Name()]
}

// headTexts describe the fields that every method has.
var headTexts = map[string]string{
	"ID":       `a name that is unique in the inventory: "boiler-1"`,
	"Entity":   `the company or unit that the activity belongs to: "Example Ltd"`,
	"Site":     `the place of the activity: "Leeds"`,
	"Period":   `the days of the activity, a calendar year or the first day and the day after the last: "2024", "2024-04-01/2025-04-01 FY2024"`,
	"Quality":  `data quality indicators, 1 (very good) to 5 (poor): "technology 2, time 1, geography 1, completeness 3, reliability 2"`,
	"Category": `the category of Scope 3 that the activity belongs to`,
}

// fieldText returns the description of a field and the examples that stand behind it in quotation marks:
//
//	where the fuel is burned: "GB"
func fieldText(text string) (description string, examples []string) {
	description, quoted, found := strings.Cut(text, `: "`)
	if !found || !strings.HasSuffix(quoted, `"`) {
		return text, nil
	}
	return description, strings.Split(strings.TrimSuffix(quoted, `"`), `", "`)
}
