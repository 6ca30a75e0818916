package uncertainty

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Rule is how σ of a sum of lines is computed. The zero Rule is invalid.
type Rule uint8

// The rules. Shared inputs correlate lines; the rules with independent inputs are for comparison with tools that neglect it.
const (
	// FentonWilkinson is the log-normal distribution with the mean M and the variance V of the sum, which are exact:
	//
	//	mᵢ = xᵢ·exp(covᵢᵢ/2)    M = Σ mᵢ    V = Σᵢ Σⱼ mᵢ·mⱼ·(exp(covᵢⱼ) − 1)    σ = √ln(1 + V/M²)
	//
	// covᵢⱼ is the sum over the inputs that both lines share of e·σ of the one times e·σ of the other.
	FentonWilkinson Rule = iota + 1
	// FirstOrder is σ² = Σ over the inputs of (Σ over the lines that use it, s·e·σ)².
	FirstOrder
	// IndependentFentonWilkinson is FentonWilkinson as if no line shared an input.
	IndependentFentonWilkinson
	// IndependentFirstOrder is FirstOrder as if no line shared an input: the rule of the GHG Protocol's tool.
	IndependentFirstOrder
)

var rules = vocabulary.New[Rule]("rule of the uncertainty of a sum", "Fenton–Wilkinson, shared inputs", "first order, shared inputs",
	"Fenton–Wilkinson, independent inputs", "first order, independent inputs")

// String returns the rule in words, such as "first order, shared inputs".
func (r Rule) String() string { return rules.String(r) }

// MarshalText returns what String returns. The zero Rule is an error.
func (r Rule) MarshalText() ([]byte, error) { return rules.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *Rule) UnmarshalText(text []byte) error { return rules.Unmarshal(r, text) }

// Figure is the uncertainty of a sum of lines.
type Figure struct {
	Name         string   // "total", the scope or the category
	Reported     ghg.CO2e // of all lines, exactly
	Covered      ghg.CO2e // of the covered lines, exactly
	Lines        int
	CoveredLines int
	// Share is Σ |CO2e| of the covered lines ÷ Σ |CO2e| of all, 34 digits; nil without emissions.
	Share *decimal.Decimal
	// Known is set if the covered share is at least [Model.MinCovered] and the lines add up to more than 0. Otherwise, Why
	// says why there is no interval.
	Known bool
	Why   string

	// Mean is M and SD √V of the covered lines, in kg CO2e. Above is M − Σx: the sum of medians is below the mean. The
	// reported figure is never shifted.
	Mean, SD, Above float64
	// Estimates has one for each rule, in their order.
	Estimates []Estimate
}

// Estimate is the spread of the covered lines by one rule.
type Estimate struct {
	Rule   Rule
	Sigma  float64
	GSD2   float64 // exp(2σ)
	Median float64 // kg CO2e: M ÷ √(1+V/M²) by Fenton–Wilkinson, Σx by first order
	// Low and High are Median ÷ GSD² and Median × GSD²: ± 2σ, which hold 95.45 %.
	Low, High float64
}

// Quantile returns the quantile p of the log-normal distribution, 0 < p < 1, such as 0.025; NaN outside.
func (e Estimate) Quantile(p float64) float64 {
	return e.Median * math.Exp(e.Sigma*math.Sqrt2*math.Erfinv(2*p-1))
}

// AtMost returns P(E ≤ target) of the log-normal distribution. Of a certain sum it is 0 or 1.
func (e Estimate) AtMost(target ghg.CO2e) float64 {
	if e.Rule == 0 {
		return math.NaN()
	}
	t := target.Kg().InexactFloat64()
	switch {
	case t <= 0:
		return 0
	case e.Sigma == 0 && t >= e.Median:
		return 1
	case e.Sigma == 0:
		return 0
	}
	return math.Erfc(-math.Log(t/e.Median)/e.Sigma/math.Sqrt2) / 2
}

// By returns the estimate by a rule, and whether there is one.
func (f Figure) By(r Rule) (Estimate, bool) {
	if i := slices.IndexFunc(f.Estimates, func(e Estimate) bool { return e.Rule == r }); i >= 0 {
		return f.Estimates[i], true
	}
	return Estimate{}, false
}

// Total returns the uncertainty of all results that count.
func (a Analysis) Total() Figure { return a.figure("total", func(*line) bool { return true }) }

// ByScope returns the uncertainty of each scope that has results, in order.
func (a Analysis) ByScope() []Figure {
	return figures(a, func(l *line) ghg.Scope { return l.Scope })
}

// ByCategory returns the uncertainty of each category of Scope 3 that has results, in order.
func (a Analysis) ByCategory() []Figure {
	return figures(a, func(l *line) ghg.Category { return l.Category })
}

// figures returns a figure for each label that is not zero.
func figures[T interface {
	cmp.Ordered
	String() string
}](a Analysis, label func(*line) T,
) []Figure {
	labels := map[T]bool{}
	for i := range a.lines {
		labels[label(&a.lines[i])] = true
	}
	var none T
	delete(labels, none)
	list := make([]Figure, 0, len(labels))
	for _, of := range slices.Sorted(maps.Keys(labels)) {
		list = append(list, a.figure(of.String(), func(l *line) bool { return label(l) == of }))
	}
	return list
}

// figure returns the uncertainty of some lines.
func (a Analysis) figure(name string, keep func(*line) bool) Figure {
	f := Figure{Name: name}
	var covered []*line
	var all, of decimal.Decimal
	for i := range a.lines {
		l := &a.lines[i]
		if !keep(l) {
			continue
		}
		f.Reported, f.Lines, all = f.Reported.Add(l.CO2e), f.Lines+1, all.Add(l.CO2e.Kg().Abs())
		if l.Covered {
			f.Covered, f.CoveredLines, of = f.Covered.Add(l.CO2e), f.CoveredLines+1, of.Add(l.CO2e.Kg().Abs())
			covered = append(covered, l)
		}
	}
	if share, err := dec.Quo(of, all); err == nil && !all.IsZero() {
		f.Share = &share
	}
	switch {
	case f.Share == nil:
		f.Why = "no emissions"
	case f.Share.InexactFloat64() < a.minCovered:
		f.Why = "the uncertainty of too many inputs is unknown: want at least " + percent(a.minCovered) + " of the emissions covered"
	case f.Covered.Kg().Sign() <= 0:
		f.Why = "the covered lines do not add up to more than 0"
	default:
		f.estimate(covered)
	}
	return f
}

// estimate computes the moments of covered lines, and what follows from them.
func (f *Figure) estimate(lines []*line) {
	m := momentsOf(lines)
	if !(m.mean > 0) || math.IsInf(m.mean, 0) || math.IsInf(m.variance, 0) || math.IsNaN(m.variance) || m.variance < 0 {
		f.Why = "the lines are too uncertain, or too different in sign, for a log-normal total"
		return
	}
	f.Known = true
	f.Mean, f.SD, f.Above = m.mean, math.Sqrt(m.variance), m.mean-m.sum
	f.Estimates = []Estimate{
		fentonWilkinson(FentonWilkinson, m.mean, m.variance),
		firstOrder(FirstOrder, m.sum, m.firstOrder),
		fentonWilkinson(IndependentFentonWilkinson, m.mean, m.independent),
		firstOrder(IndependentFirstOrder, m.sum, m.independentFirstOrder),
	}
}

func fentonWilkinson(r Rule, mean, variance float64) Estimate {
	spread := variance / (mean * mean)
	return estimate(r, mean/math.Sqrt(1+spread), math.Sqrt(math.Log1p(spread)))
}

func firstOrder(r Rule, sum, variance float64) Estimate { return estimate(r, sum, math.Sqrt(variance)) }

func estimate(r Rule, median, sigma float64) Estimate {
	gsd2 := math.Exp(2 * sigma)
	return Estimate{Rule: r, Sigma: sigma, GSD2: gsd2, Median: median, Low: median / gsd2, High: median * gsd2}
}
