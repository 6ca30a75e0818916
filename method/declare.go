package method

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
)

// Activity is a method with its inputs: scope1.StationaryCombustion, scope2.Electricity, scope3.Reported, or a method
// of your own.
type Activity interface {
	// Calculate returns the results of the activity, or an error that names the activity, the input and what was
	// expected.
	Calculate(b factors.Basis) (ghg.Results, error)
}

// Declaration holds what the struct and the comments of a method cannot express.
type Declaration struct {
	Scope      ghg.Scope
	Categories []ghg.Category // of Scope 3; with more than one, the struct has a field Category to choose among them
	Results    []Part         // every result that an activity can have; one without a name if there are none
	Origin     ghg.Origin     // of the results; calculated if not given
	Primary    Primary        // whether the results are from primary data by the rule at scope3.DataType
	Shared     bool           // lines that differ only in their amounts may share a derivation: Calculate looks at amounts only by [Flow.Sign] and [Calc.Compare]
	Factors    string         // the factors looked up, by their names in the vocabulary: "fuel/FUEL, combustion"
	Examples   []string       // activities as JSON, without their method; together they use every input
	Texts      *Texts         // the comments of the package, from [ParseTexts]; nil if there are none
}

// Primary is a rule that decides whether the results of a method are from primary data. The zero Primary is never.
type Primary struct {
	rule  primaryRule
	worst int
}

type primaryRule uint8

const (
	always primaryRule = iota + 1
	byInputs
	byScore
)

// AlwaysPrimary is the rule of methods whose results are from primary data whatever the inputs.
func AlwaysPrimary() Primary { return Primary{rule: always} }

// PrimaryByInputs is the rule of methods whose inputs decide: Calculate calls [Calc.Primary].
func PrimaryByInputs() Primary { return Primary{rule: byInputs} }

// PrimaryByScore is the rule of financed emissions: scores of PCAF up to worst are of primary data. Calculate calls
// [Calc.Score] and [Calc.Outstanding]. With a worst of 0 none is.
func PrimaryByScore(worst int) Primary { return Primary{byScore, worst} }

// String returns "never", "always", "by inputs" or "PCAF" and the worst score of primary data.
func (p Primary) String() string {
	switch p.rule {
	case always:
		return "always"
	case byInputs:
		return "by inputs"
	case byScore:
		return "PCAF " + strconv.Itoa(p.worst)
	}
	return "never"
}

// allows reports whether a result may be from primary data, or not, with a score of PCAF.
func (p Primary) allows(primary bool, score int) bool {
	switch p.rule {
	case byInputs:
		return true
	case byScore:
		return score > 0 && primary == (score <= p.worst)
	}
	return primary == (p.rule == always)
}

// Part identifies one of several results of an activity.
type Part struct {
	Name       string         // such as "heat"; "" for a single result and for results that differ by accounting
	Accounting ghg.Accounting // of Scope 2
	Stage      ghg.Stage      // of transport and travel
	Memo       ghg.Memo       // why it is outside all totals
}

// covers reports whether a declared part is the given one. A "*" in its name stands for a name of the activity.
func (p Part) covers(q Part) bool {
	before, after, open := strings.Cut(p.Name, "*")
	named := p.Name == q.Name
	if open {
		named = len(q.Name) > len(before)+len(after) && strings.HasPrefix(q.Name, before) && strings.HasSuffix(q.Name, after)
	}
	return named && p.Accounting == q.Accounting && p.Stage == q.Stage && p.Memo.Kind == q.Memo.Kind
}

// Method is a declared method. It is immutable and safe for concurrent use. The zero Method and a nil one have no name and
// no inputs.
type Method struct {
	name  ghg.Method
	kind  reflect.Type
	facts Declaration
	plan  func() *plan
}

// Declared is a method whose inputs are T.
type Declared[T Activity] struct{ *Method }

// Declare declares the method whose inputs are the struct T. The method's name consists of T's package and T in kebab
// case: scope1.StationaryCombustion is "scope1.stationary-combustion". Names that begin with "scope" and a digit are those
// of this module, whose results a receipt proves to be such as the method declares; name a package of your own otherwise.
//
// Fields named ID, Entity, Site, Period, Quality and Category are the head of every activity. A field named Region holds
// the code of a region, which [factors.CheckRegion] checks. No text may have blanks at its ends or more
// than [ghg.MaxText] characters. A field's json tag gives
// the name of the input; without omitempty or omitzero the input is required. Its csv tag gives the column of a sheet,
// or "-" for an input that only JSON has. Its input tag states what is accepted:
//
//   - units.Quantity: dimensions ("mass", "energy|length"), "fuel" (a mass, a volume, or energy with its heating value
//     basis) or "money"; "±mass" may be negative, any other amount may not.
//   - decimal.Decimal, int: an interval: "[0,1]", "(0,1]", "[1,)".
//   - string: the values of a closed list: "efficiency|energy-content".
//   - units.Rate: an interval; without one, the rate must be at least 0.
//
// Other types check themselves: a type with a method Check() error, or a closed vocabulary over uint8 that marshals to
// text.
func Declare[T Activity](d Declaration) Declared[T] {
	t := reflect.TypeFor[T]()
	d.Categories, d.Results, d.Examples = slices.Clone(d.Categories), slices.Clone(d.Results), slices.Clone(d.Examples)
	m := &Method{name: ghg.Method(path.Base(t.PkgPath()) + "." + kebab(t.Name())), kind: t, facts: d}
	m.plan = sync.OnceValue(func() *plan { return planOf(t, d) })
	return Declared[T]{m}
}

// kebab converts a name such as CHPAllocation to chp-allocation.
func kebab(name string) string {
	runes := []rune(name)
	var b strings.Builder
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 {
			next := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]) || next {
				b.WriteByte('-')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Name returns the stable name of the method, such as "scope1.stationary-combustion".
func (m *Method) Name() ghg.Method { return absent.Or(m).name }

// Type returns the struct of the method's inputs.
func (m *Method) Type() reflect.Type { return absent.Or(m).kind }

// Scope returns the scope that the method belongs to.
func (m *Method) Scope() ghg.Scope { return absent.Or(m).facts.Scope }

// Categories returns the categories of Scope 3 that the method serves, none for Scopes 1 and 2.
func (m *Method) Categories() []ghg.Category { return slices.Clone(absent.Or(m).facts.Categories) }

// Results returns every result that an activity of the method can have. A "*" in the name of a part stands for a name of
// the activity. The details of memo items are not given.
func (m *Method) Results() []Part {
	if len(absent.Or(m).facts.Results) == 0 {
		return []Part{{}}
	}
	return slices.Clone(m.facts.Results)
}

// declares reports whether a result is one of the method's.
func (m *Method) declares(p Part) bool {
	if len(m.facts.Results) == 0 {
		return Part{}.covers(p)
	}
	return slices.ContainsFunc(m.facts.Results, func(d Part) bool { return d.covers(p) })
}

// Origin returns the origin of the method's results.
func (m *Method) Origin() ghg.Origin { return cmp.Or(absent.Or(m).facts.Origin, ghg.Calculated) }

// Primary returns the rule that decides whether results are from primary data.
func (m *Method) Primary() Primary { return absent.Or(m).facts.Primary }

// Factors returns the factors that the method looks up, by their names in the vocabulary, or "none".
func (m *Method) Factors() string { return cmp.Or(absent.Or(m).facts.Factors, "none") }

// Examples returns activities of the method as JSON, without their method. The first is the usual case; together they use
// every input.
func (m *Method) Examples() []string { return slices.Clone(absent.Or(m).facts.Examples) }

// Summary returns one line that states what the method calculates.
func (m *Method) Summary() string { return m.text().Summary }

// Formula returns the formulas of the method, one per line.
func (m *Method) Formula() string { return strings.Join(m.text().Formula, "\n") }

// Text returns the paragraphs of the method's comment between the summary and the source.
func (m *Method) Text() []string { return slices.Clone(m.text().Paragraphs) }

// Source returns the documents the method comes from, with their sections.
func (m *Method) Source() string { return m.text().Source }

func (m *Method) text() TypeText {
	m = absent.Or(m)
	return m.facts.Texts.of(m.kind)
}

// Inputs returns the inputs of the method in the order of the fields.
func (m *Method) Inputs() []Input {
	if m == nil || m.plan == nil {
		return nil
	}
	return m.plan().inputs()
}
