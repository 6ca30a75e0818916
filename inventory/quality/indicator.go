package quality

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Indicator is one of the five data quality indicators (Scope 3 Standard, table 7.6). The zero Indicator is invalid.
type Indicator uint8

// The indicators.
const (
	Technology Indicator = iota + 1
	Time
	Geography
	Completeness
	Reliability
)

const indicators = 5

var indicatorNames = vocabulary.New[Indicator]("indicator", "technology", "time", "geography", "completeness", "reliability")

// String returns the name of the indicator, such as "technology".
func (i Indicator) String() string { return indicatorNames.String(i) }

// MarshalText returns what String returns. The zero Indicator is an error.
func (i Indicator) MarshalText() ([]byte, error) { return indicatorNames.Marshal(i) }

// UnmarshalText reads what String returns.
func (i *Indicator) UnmarshalText(text []byte) error { return indicatorNames.Unmarshal(i, text) }

// Of returns the grade that a quality gives the indicator, and whether it is assessed.
func (i Indicator) Of(q ghg.Quality) (grade int, assessed bool) {
	switch i {
	case Technology:
		grade = q.Technology
	case Time:
		grade = q.Time
	case Geography:
		grade = q.Geography
	case Completeness:
		grade = q.Completeness
	case Reliability:
		grade = q.Reliability
	}
	return grade, grade != 0
}

// indicatorsOf returns the indicators that a scheme has.
func indicatorsOf(s ghg.QualityScheme) []Indicator {
	all := []Indicator{Technology, Time, Geography, Completeness, Reliability}
	if s == ghg.METIGrades {
		return all[:Geography]
	}
	return all
}
