package quality

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// Rollup is the grades of many lines in one scheme, each weighted with its emissions.
//
//	mean of an indicator = Σ CO2e × grade ÷ Σ CO2e, over the lines whose indicator is assessed
//	mean of the lines    = Σ CO2e × (mean of the line's assessed indicators) ÷ Σ CO2e, over the lines with any
//	share assessed       = Σ CO2e of those lines ÷ CO2e of all lines
//
// A line without a grade is in no mean: it makes the share less than 1. Each figure is divided once, to 34 digits.
//
// Source: Scope 3 Standard, section 7.3 and table 7.6. METI's guideline and PACT weight in the same way.
type Rollup struct {
	Scheme     ghg.QualityScheme `json:"scheme"`
	CO2e       ghg.CO2e          `json:"co2e"`       // of all lines, assessed or not
	Lines      int               `json:"lines"`      // of all
	Indicators []Score           `json:"indicators"` // those of the scheme, in order
	Mean       Score             `json:"mean"`       // of the lines' means
	Partly     int               `json:"partly"`     // lines of which some of the scheme's indicators are assessed and others are not
}

// Score is a mean grade and what it covers.
type Score struct {
	Indicator Indicator        `json:"indicator,omitzero"` // zero for the mean of the lines
	Grade     *decimal.Decimal `json:"grade,omitempty"`    // 1 is the best; nil if no emissions are assessed
	Assessed  ghg.CO2e         `json:"assessed"`           // of the lines in the mean
	Lines     int              `json:"lines"`              // in the mean
	Share     *decimal.Decimal `json:"share,omitempty"`    // Assessed ÷ CO2e of all lines; nil if that is zero
}

// RollUp returns one roll-up for each scheme that lines are graded in, in the order of the schemes; none if no line is
// graded. Grades without a scheme are ecoinvent's ([ghg.Quality.Named]). Keep selects lines by what their kind has in common
// ([inventory.KindTotal]); nil takes all.
//
// It fails if a line is graded in one of the schemes and has negative emissions, which have no weight.
func RollUp(p inventory.Partial, keep func(head ghg.Result) bool) ([]Rollup, error) {
	sums := map[ghg.QualityScheme]*weights{}
	var all ghg.CO2e
	lines := 0
	for k := range p.Kinds() {
		if keep != nil && !keep(k.Head) {
			continue
		}
		all, lines = all.Add(k.CO2e), lines+k.Lines
		q := k.Head.Quality.Named()
		if q.Scheme == 0 {
			continue
		}
		if k.CO2e.Kg().Sign() < 0 {
			return nil, &ghg.FieldError{Field: "emissions of " + string(k.Head.Method), Value: dec.Brief(k.CO2e.Kg()) + " kg CO2e", Want: "at least 0, to weight grades with", Err: ghg.ErrNegative}
		}
		if sums[q.Scheme] == nil {
			sums[q.Scheme] = &weights{}
		}
		sums[q.Scheme].add(q, k.CO2e, k.Lines)
	}
	list := []Rollup{}
	for s := ghg.Scope3StandardGrades; s <= ghg.METIGrades; s++ {
		if sums[s] == nil {
			continue
		}
		r, err := sums[s].rollup(s, all, lines)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// weighted is Σ CO2e × grade and Σ CO2e.
type weighted struct {
	sum   decimal.Decimal
	co2e  ghg.CO2e
	lines int
}

func (w *weighted) add(co2e ghg.CO2e, grade, lines int) {
	w.sum = w.sum.Add(co2e.Kg().Mul(decimal.NewFromInt(int64(grade))))
	w.co2e, w.lines = w.co2e.Add(co2e), w.lines+lines
}

// weights are those of the five indicators and of the lines' means, whose grades are in sixtieths: a mean of up to five
// grades is then whole.
type weights struct {
	of     [indicators]weighted
	mean   weighted
	partly int
}

const sixtieths = 60

func (w *weights) add(q ghg.Quality, co2e ghg.CO2e, lines int) {
	sum, n, wanted := 0, 0, indicatorsOf(q.Scheme)
	for _, i := range wanted {
		if grade, assessed := i.Of(q); assessed {
			w.of[i-1].add(co2e, grade, lines)
			sum, n = sum+grade, n+1
		}
	}
	if n > 0 {
		w.mean.add(co2e, sum*sixtieths/n, lines)
	}
	if n < len(wanted) {
		w.partly += lines
	}
}

func (w *weights) rollup(s ghg.QualityScheme, all ghg.CO2e, lines int) (Rollup, error) {
	r := Rollup{Scheme: s, CO2e: all, Lines: lines, Partly: w.partly}
	var err error
	for _, i := range indicatorsOf(s) {
		score, e := w.of[i-1].score(i, all, 1)
		if e != nil {
			err = e
		}
		r.Indicators = append(r.Indicators, score)
	}
	if err != nil {
		return Rollup{}, err
	}
	r.Mean, err = w.mean.score(0, all, sixtieths)
	return r, err
}

func (w *weighted) score(i Indicator, all ghg.CO2e, times int64) (Score, error) {
	s := Score{Indicator: i, Assessed: w.co2e, Lines: w.lines}
	var err error
	if s.Grade, err = ratio(w.sum, w.co2e.Kg().Mul(decimal.NewFromInt(times))); err != nil {
		return s, err
	}
	s.Share, err = ratio(w.co2e.Kg(), all.Kg())
	return s, err
}

// ratio returns part ÷ whole, or nil if the whole is zero.
func ratio(part, whole decimal.Decimal) (*decimal.Decimal, error) {
	if whole.Sign() == 0 {
		return nil, nil //nolint:nilnil // a share of zero has no value
	}
	q, err := dec.Quo(part, whole)
	return &q, err
}

// DQR returns METI's data quality rating from the weighted means of technology, time and geography. It fails if one of them
// is missing, or if the roll-up is of another scheme.
func (r Rollup) DQR() (decimal.Decimal, error) {
	if r.Scheme != ghg.METIGrades {
		return decimal.Decimal{}, &ghg.FieldError{Field: "scheme of the rating", Value: r.Scheme.String(), Want: ghg.METIGrades.String(), Err: ghg.ErrMixed}
	}
	var grades [Geography]decimal.Decimal
	for i := range grades {
		if i >= len(r.Indicators) || r.Indicators[i].Grade == nil {
			return decimal.Decimal{}, &ghg.FieldError{Field: "grade of " + Indicator(i+1).String(), Want: "the three indicators of the rating", Err: ghg.ErrMissing}
		}
		grades[i] = *r.Indicators[i].Grade
	}
	return DQR(grades[Technology-1], grades[Time-1], grades[Geography-1])
}

// DQR returns METI's data quality rating, divided once, to 34 digits:
//
//	DQR = (TeR + TiR + GeR) ÷ 3
//
// TeR, TiR and GeR are the emission-weighted grades of technology, time and geography, each 1 (best) to 5.
//
// Source: METI, carbon footprint guideline for batteries, as in its sample application of the Ouranos Ecosystem.
func DQR(technology, time, geography decimal.Decimal) (decimal.Decimal, error) {
	sum := decimal.Decimal{}
	for i, grade := range []decimal.Decimal{technology, time, geography} {
		if err := dec.Check(grade); err != nil {
			return decimal.Decimal{}, fmt.Errorf("grade of %s: %w", Indicator(i+1), err)
		}
		if grade.LessThan(decimal.New(1, 0)) || grade.GreaterThan(decimal.New(indicators, 0)) {
			return decimal.Decimal{}, &ghg.FieldError{Field: "grade of " + Indicator(i+1).String(), Value: dec.Text(grade), Want: "1 (best) to 5", Err: ghg.ErrOutOfRange}
		}
		sum = sum.Add(grade)
	}
	return dec.Quo(sum, decimal.New(3, 0))
}

// String returns the roll-up as a table to print. Grades are rounded half up to two places, shares to 0.1 %.
func (r Rollup) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Data quality in the grades of %s (1 is the best, %d the worst), weighted with emissions\n", r.Scheme, r.Scheme.Grades())
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "indicator\tgrade\tassessed, % of emissions\tlines assessed")
	for _, s := range append(slices.Clone(r.Indicators), r.Mean) {
		name := "mean of the lines"
		if s.Indicator != 0 {
			name = s.Indicator.String()
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d of %d\n", name, rounded(s.Grade, 2, 0), rounded(s.Share, 1, 2), s.Lines, r.Lines)
	}
	_ = w.Flush() // a strings.Builder takes everything
	if r.Partly > 0 {
		b.WriteString(strconv.Itoa(r.Partly) + " lines are assessed in part\n")
	}
	return b.String()
}

// rounded returns a number, shifted, to some places; – if there is none.
func rounded(d *decimal.Decimal, places, shift int32) string {
	if d == nil {
		return "–"
	}
	if dec.Check(*d) != nil {
		return dec.Brief(*d)
	}
	return d.Shift(shift).StringFixed(places)
}
