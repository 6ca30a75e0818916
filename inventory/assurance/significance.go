package assurance

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Significance is an organisation's register of the significance of its indirect emissions. The organisation sets the criteria,
// their weights and the threshold before it scores.
//
//	score = Σ weight × score ÷ Σ weight;  significant if score ≥ threshold
//
// Source: ISO 14064-1:2018, clause 5.2.3 and annex H: the criteria, the process and the reasons are documented. Annex H names
// magnitude, level of influence, risk or opportunity, sector-specific guidance, outsourcing and employee engagement
// ([AnnexH]). The weighted mean is this package's arithmetic: the standard leaves it to the organisation.
type Significance struct {
	Criteria    []Criterion
	Lowest      decimal.Decimal // of the scale of scores
	Highest     decimal.Decimal
	Threshold   decimal.Decimal // from this score on, emissions are significant
	Assessments []Assessment
}

// Criterion is one criterion of significance.
type Criterion struct {
	Name   string
	Weight decimal.Decimal // above zero; relative to those of the others
}

// AnnexH returns the criteria that annex H of ISO 14064-1:2018 names, each with the weight 1.
func AnnexH() []Criterion {
	names := []string{"magnitude", "level of influence", "risk or opportunity", "sector-specific guidance", "outsourcing", "employee engagement"}
	list := make([]Criterion, len(names))
	for i, name := range names {
		list[i] = Criterion{name, decimal.New(1, 0)}
	}
	return list
}

// Assessment is the scores of an indirect category, or of a source in it.
type Assessment struct {
	Category ISOCategory
	What     string // the source; "" for the whole category
	Scores   []Score
	Reason   string
}

// Score is the score of one criterion.
type Score struct {
	Criterion string
	Value     decimal.Decimal
}

// SignificanceVerdict is whether emissions are significant. The zero SignificanceVerdict is invalid.
type SignificanceVerdict uint8

// The verdicts of significance.
const (
	Significant    SignificanceVerdict = iota + 1 // to be quantified and reported
	NotSignificant                                // may be excluded, with the reason
)

var significances = vocabulary.New[SignificanceVerdict]("significance", "significant", "not significant")

// String returns the verdict in words.
func (v SignificanceVerdict) String() string { return significances.String(v) }

// MarshalText returns what String returns. The zero SignificanceVerdict is an error.
func (v SignificanceVerdict) MarshalText() ([]byte, error) { return significances.Marshal(v) }

// UnmarshalText reads what String returns.
func (v *SignificanceVerdict) UnmarshalText(text []byte) error {
	return significances.Unmarshal(v, text)
}

// Assessed is an assessment with its score and verdict.
type Assessed struct {
	Assessment Assessment
	Score      decimal.Decimal // to 34 digits
	Verdict    SignificanceVerdict
}

// Evaluate returns every assessment with its score and verdict, in the order of the register. It fails if the register is not
// complete: a criterion without a weight above zero, an assessment without a score within the scale for each criterion or
// without a reason, two of one source, or one of direct emissions, which are always reported.
func (s Significance) Evaluate() ([]Assessed, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	list := make([]Assessed, len(s.Assessments))
	for i, a := range s.Assessments {
		sum, weights := a.weighted(s.Criteria)
		score, err := dec.Quo(sum, weights)
		if err != nil {
			return nil, fmt.Errorf("score of %s: %w", a.name(), err)
		}
		verdict := NotSignificant
		if sum.Cmp(s.Threshold.Mul(weights)) >= 0 { // without a division
			verdict = Significant
		}
		a.Scores = slices.Clone(a.Scores)
		list[i] = Assessed{a, score, verdict}
	}
	return list, nil
}

// weighted returns Σ weight × score and Σ weight.
func (a Assessment) weighted(criteria []Criterion) (sum, weights decimal.Decimal) {
	for _, c := range criteria {
		i := slices.IndexFunc(a.Scores, func(s Score) bool { return s.Criterion == c.Name })
		sum, weights = sum.Add(c.Weight.Mul(a.Scores[i].Value)), weights.Add(c.Weight)
	}
	return sum, weights
}

// Unassessed returns the indirect categories without an assessment, in order. They are unknown, not insignificant.
func (s Significance) Unassessed() []ISOCategory {
	var list []ISOCategory
	for c := ImportedEnergy; c <= OtherSources; c++ {
		if !slices.ContainsFunc(s.Assessments, func(a Assessment) bool { return a.Category == c }) {
			list = append(list, c)
		}
	}
	return list
}

// name names what is assessed.
func (a Assessment) name() string {
	if a.What == "" {
		return a.Category.String()
	}
	return a.Category.String() + ", " + input.Shorten(a.What)
}

func (s Significance) check() error {
	if len(s.Criteria) == 0 {
		return &ghg.FieldError{Field: "criteria of significance", Want: "at least one, such as those of assurance.AnnexH", Err: ghg.ErrMissing}
	}
	for i, c := range s.Criteria {
		field := "weight of the criterion " + input.Shorten(c.Name)
		switch {
		case c.Name == "":
			return &ghg.FieldError{Field: "criterion of significance", Want: "a name", Err: ghg.ErrMissing}
		case slices.ContainsFunc(s.Criteria[:i], func(b Criterion) bool { return b.Name == c.Name }):
			return &ghg.FieldError{Field: "criterion of significance", Value: c.Name, Want: "each criterion once", Err: ghg.ErrMixed}
		case dec.Check(c.Weight) != nil || !c.Weight.IsPositive():
			return &ghg.FieldError{Field: field, Value: dec.Brief(c.Weight), Want: "a number above 0", Err: ghg.ErrOutOfRange}
		}
	}
	if err := dec.CheckAll(s.Lowest, s.Highest, s.Threshold); err != nil {
		return fmt.Errorf("scale of significance: %w", err)
	}
	if s.Lowest.Cmp(s.Highest) >= 0 || s.Threshold.Cmp(s.Lowest) < 0 || s.Threshold.Cmp(s.Highest) > 0 {
		return &ghg.FieldError{Field: "scale of significance", Value: dec.Brief(s.Lowest) + " to " + dec.Brief(s.Highest) + ", threshold " + dec.Brief(s.Threshold), Want: "a lowest score below the highest, and a threshold between them", Err: ghg.ErrOutOfRange}
	}
	for i, a := range s.Assessments {
		if slices.ContainsFunc(s.Assessments[:i], func(b Assessment) bool { return b.Category == a.Category && b.What == a.What }) {
			return &ghg.FieldError{Field: "assessment of significance", Value: a.name(), Want: "each category or source once", Err: ghg.ErrMixed}
		}
		if err := s.checkAssessment(a); err != nil {
			return err
		}
	}
	return nil
}

func (s Significance) checkAssessment(a Assessment) error {
	if err := isoCategories.Check(a.Category); err != nil {
		return err
	}
	if a.Category == Direct {
		return &ghg.FieldError{Field: "assessment of significance", Value: a.Category.String(), Want: "an indirect category: direct emissions are always reported", Err: ghg.ErrOutOfRange}
	}
	if a.Reason == "" {
		return &ghg.FieldError{Field: "reason of the assessment of " + a.name(), Want: "a reason", Err: ghg.ErrMissing}
	}
	for _, c := range s.Criteria {
		if !slices.ContainsFunc(a.Scores, func(v Score) bool { return v.Criterion == c.Name }) {
			return &ghg.FieldError{Field: "score of " + a.name() + " for " + input.Shorten(c.Name), Want: "a score for every criterion", Err: ghg.ErrMissing}
		}
	}
	for i, v := range a.Scores {
		field := "score of " + a.name() + " for " + input.Shorten(v.Criterion)
		switch {
		case !slices.ContainsFunc(s.Criteria, func(c Criterion) bool { return c.Name == v.Criterion }):
			return &ghg.FieldError{Field: field, Value: v.Criterion, Want: "a criterion of the register", Err: ghg.ErrUnknown}
		case slices.ContainsFunc(a.Scores[:i], func(b Score) bool { return b.Criterion == v.Criterion }):
			return &ghg.FieldError{Field: field, Value: dec.Brief(v.Value), Want: "one score for each criterion", Err: ghg.ErrMixed}
		case dec.Check(v.Value) != nil || v.Value.Cmp(s.Lowest) < 0 || v.Value.Cmp(s.Highest) > 0:
			return &ghg.FieldError{Field: field, Value: dec.Brief(v.Value), Want: dec.Brief(s.Lowest) + " to " + dec.Brief(s.Highest), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// String returns the register as a table: what is assessed, its score to two places, the verdict and the reason, then what is
// not assessed. A register that Evaluate refuses is its error.
func (s Significance) String() string {
	list, err := s.Evaluate()
	if err != nil {
		return err.Error()
	}
	const places = 2
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0) //nolint:mnd // blanks between columns
	_, _ = fmt.Fprintf(w, "category\tscore (threshold %s)\tverdict\treason\n", dec.Text(s.Threshold))
	for _, a := range list {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", a.Assessment.name(), dec.Text(a.Score.Round(places)), a.Verdict, a.Assessment.Reason)
	}
	_ = w.Flush()
	for _, c := range s.Unassessed() {
		b.WriteString("not assessed: " + c.String() + "\n")
	}
	return b.String()
}
