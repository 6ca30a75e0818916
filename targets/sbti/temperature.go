package sbti

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// TemperatureModel is a linear regression of warming on the yearly reduction. The coefficients belong to a published model
// and are provided by the caller.
type TemperatureModel struct {
	Slope     decimal.Decimal // °C per percent of the base year cut each year; below zero
	Intercept decimal.Decimal // °C without a reduction
}

// Score returns the temperature score of a target in °C:
//
//	LAR = R ÷ (TY − BY) × 100           percent of the base year per year
//	TS  = max(Slope × LAR + Intercept, 0)
//
// A target that [targets.Milestone.Check] refuses is an error. Source: CDP and WWF, Temperature Rating Methodology; SBTi
// finance tool, documentation of its protocol.
func (m TemperatureModel) Score(baseYear int, target targets.Milestone) (decimal.Decimal, error) {
	if err := target.Check(baseYear); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkNumber("slope of the temperature model", m.Slope); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkNumber("intercept of the temperature model", m.Intercept); err != nil {
		return decimal.Decimal{}, err
	}
	years := whole(target.Year - baseYear)
	num := m.Slope.Mul(target.Reduction).Shift(2).Add(m.Intercept.Mul(years))
	score, err := dec.Quo(num, years)
	return decimal.Max(score, decimal.Zero), err
}

// TemperatureMethodology is one version of the CDP-WWF temperature scoring methodology. Scores by different versions are not
// comparable: the versions rest on different scenarios and rate emissions without a target differently.
type TemperatureMethodology struct {
	Name         string // of the version
	Document     string
	DefaultScore decimal.Decimal // °C, of emissions without a target
}

// TemperatureRating1_0 returns version 1.0, on the scenarios of the IPCC's SR15: emissions without a target score 3.2 °C.
// Source: CDP and WWF, Temperature Rating Methodology 1.0, 1 October 2020; SBTi finance tool.
func TemperatureRating1_0() TemperatureMethodology {
	return TemperatureMethodology{
		Name: "CDP-WWF Temperature Rating Methodology 1.0", Document: "CDP and WWF, Temperature Rating Methodology, version 1.0, October 2020",
		DefaultScore: dec.MustParse("3.2"),
	}
}

// TemperatureScoring1_5 returns version 1.5, on the scenarios of the IPCC's AR6: emissions without a target score 3.4 °C.
// Source: CDP and WWF, Temperature Scoring Methodology 1.5, September 2024, as CDP announced it.
//
// WWF's tool for version 1.5 also raises every score to at least 1.5 °C. [TemperatureModel.Score] does not (unconfirmed in the
// methodology).
func TemperatureScoring1_5() TemperatureMethodology {
	return TemperatureMethodology{
		Name: "CDP-WWF Temperature Scoring Methodology 1.5", Document: "CDP and WWF, Temperature Scoring Methodology, version 1.5, September 2024",
		DefaultScore: dec.MustParse("3.4"),
	}
}

// WeightedScore is a temperature score with the emissions it applies to.
type WeightedScore struct {
	Score     decimal.Decimal // °C
	Emissions ghg.CO2e        // the weight; zero or more
}

// CombineScores returns the mean of several scores weighted by emissions, Σ E × TS ÷ Σ E. Emissions below zero, or zero in
// total, are an error.
func CombineScores(parts ...WeightedScore) (decimal.Decimal, error) {
	var weighted decimal.Decimal
	var total ghg.CO2e
	for _, p := range parts {
		if p.Emissions.IsNegative() {
			return decimal.Decimal{}, &ghg.FieldError{Field: "emissions of a score", Value: p.Emissions.String(), Want: "zero or more", Err: ghg.ErrNegative}
		}
		if err := checkNumber("score", p.Score); err != nil {
			return decimal.Decimal{}, err
		}
		weighted = weighted.Add(p.Emissions.Kg().Mul(p.Score))
		total = total.Add(p.Emissions)
	}
	if total.IsZero() {
		return decimal.Decimal{}, &ghg.FieldError{Field: "emissions of the scores", Want: "an amount above zero", Err: ghg.ErrMissing}
	}
	return dec.Quo(weighted, total.Kg())
}

// TimeFrame is the distance of a target year. The zero TimeFrame is invalid.
type TimeFrame uint8

// The time frames of the SBTi finance tool.
const (
	ShortTerm TimeFrame = iota + 1 // up to 4 years ahead
	MidTerm                        // 5 to 15 years ahead
	LongTerm                       // 16 to 30 years ahead
)

var timeFrames = vocabulary.New[TimeFrame]("time frame", "short", "mid", "long")

// String returns "short", "mid" or "long".
func (f TimeFrame) String() string { return timeFrames.String(f) }

// MarshalText returns the same text as String. The zero TimeFrame is an error.
func (f TimeFrame) MarshalText() ([]byte, error) { return timeFrames.Marshal(f) }

// UnmarshalText reads the text that String returns.
func (f *TimeFrame) UnmarshalText(text []byte) error { return timeFrames.Unmarshal(f, text) }

// TimeFrameOf returns the time frame of a target year, seen from another year. A target year that is not 1 to 30 years
// ahead is an error.
func TimeFrameOf(from, targetYear int) (TimeFrame, error) {
	switch ahead := targetYear - from; {
	case ahead > 0 && ahead <= 4:
		return ShortTerm, nil
	case ahead > 4 && ahead <= 15:
		return MidTerm, nil
	case ahead > 15 && ahead <= 30:
		return LongTerm, nil
	}
	return 0, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "1 to 30 years after " + strconv.Itoa(from), Err: ghg.ErrOutOfRange}
}
