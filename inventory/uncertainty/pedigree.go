package uncertainty

import (
	"math"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory/quality"
)

// Pedigree is a table of uncertainty factors by indicator and grade, which turns grades of data quality into a GSD²:
//
//	GSD² = exp √(Σ over the indicators, ln²U + ln²U_basic)
//
// The zero Pedigree is invalid. The tables differ: each is named, and none is the default.
type Pedigree uint8

// The tables.
const (
	// GHGProtocol is that of the GHG Protocol's tool of quantitative uncertainty, for the four grades of the Scope 3
	// Standard.
	GHGProtocol Pedigree = iota + 1
	// Ecoinvent2 is that of ecoinvent 2, for ecoinvent's five grades. Two cells that its report leaves blank, technology 2
	// and geography 4, are 1.00 and 1.02, as in brightway's pedigree_matrix, version 1.
	Ecoinvent2
	// Ecoinvent3 has 1.05 in both cells, as openLCA's "ecoinvent data quality system".
	Ecoinvent3
	// Empirical is by Ciroth et al. (2016), for ecoinvent's five grades: brightway's pedigree_matrix, version 2.
	Empirical
	// BilanCarbone is that of the Bilan Carbone method, as in its software (ABC-TransitionBasCarbone/bilan-carbone,
	// services/uncertainty.ts). Its grades run from 1 to 5, the best: they are given here as ecoinvent's, 1 for the best, so
	// its 4 is 2. An indicator that is not assessed counts as the worst.
	BilanCarbone
)

var pedigrees = vocabulary.New[Pedigree]("pedigree table", "ghg-protocol", "ecoinvent-2", "ecoinvent-3", "empirical", "bilan-carbone")

// String returns the name of the table, such as "ecoinvent-2".
func (p Pedigree) String() string { return pedigrees.String(p) }

// MarshalText returns what String returns. The zero Pedigree is an error.
func (p Pedigree) MarshalText() ([]byte, error) { return pedigrees.Marshal(p) }

// UnmarshalText reads what String returns.
func (p *Pedigree) UnmarshalText(text []byte) error { return pedigrees.Unmarshal(p, text) }

// indicatorOrder is the order of the rows of a table.
var indicatorOrder = [...]quality.Indicator{quality.Technology, quality.Time, quality.Geography, quality.Completeness, quality.Reliability}

// tables are the factors by indicator, in the order of quality.Indicator, and grade.
var tables = map[Pedigree][len(indicatorOrder)][]float64{
	GHGProtocol:  {{1, 1.2, 1.5, 2}, {1, 1.1, 1.2, 1.5}, {1, 1.02, 1.05, 1.1}, {1, 1.05, 1.1, 1.2}, {1, 1.1, 1.2, 1.5}},
	Ecoinvent2:   {{1, 1, 1.2, 1.5, 2}, {1, 1.03, 1.1, 1.2, 1.5}, {1, 1.01, 1.02, 1.02, 1.1}, {1, 1.02, 1.05, 1.1, 1.2}, {1, 1.05, 1.1, 1.2, 1.5}},
	Ecoinvent3:   {{1, 1.05, 1.2, 1.5, 2}, {1, 1.03, 1.1, 1.2, 1.5}, {1, 1.01, 1.02, 1.05, 1.1}, {1, 1.02, 1.05, 1.1, 1.2}, {1, 1.05, 1.1, 1.2, 1.5}},
	Empirical:    {{1, 1.18, 1.65, 2.08, 2.8}, {1, 1.03, 1.1, 1.19, 1.29}, {1, 1.04, 1.08, 1.11, 1.11}, {1, 1.03, 1.04, 1.08, 1.08}, {1, 1.54, 1.61, 1.69, 1.69}},
	BilanCarbone: {{1, 1.1, 1.2, 1.5, 2}, {1, 1.03, 1.1, 1.2, 1.5}, {1, 1.01, 1.02, 1.05, 1.1}, {1, 1.02, 1.05, 1.1, 1.2}, {1, 1.05, 1.1, 1.2, 1.5}},
}

// Scheme returns the scheme of the grades that the table is for.
func (p Pedigree) Scheme() ghg.QualityScheme {
	if p == GHGProtocol {
		return ghg.Scope3StandardGrades
	}
	return ghg.EcoinventGrades
}

// Factor returns the uncertainty factor U of a grade of an indicator.
func (p Pedigree) Factor(i quality.Indicator, grade int) (float64, error) {
	if err := pedigrees.Check(p); err != nil {
		return 0, err
	}
	if _, err := i.MarshalText(); err != nil {
		return 0, err
	}
	row := tables[p][i-1]
	if grade < 1 || grade > len(row) {
		return 0, &ghg.FieldError{Field: "grade of " + i.String(), Value: strconv.Itoa(grade), Want: "1 (best) to " + strconv.Itoa(len(row)), Err: ghg.ErrOutOfRange}
	}
	return row[grade-1], nil
}

// Of returns the uncertainty of a number with a data quality and a basic uncertainty factor U_basic, at least 1; 1 is none.
//
// It fails if the grades are of another scheme than the table's, or if an indicator is not assessed, but for [BilanCarbone].
func (p Pedigree) Of(q ghg.Quality, basic float64) (Uncertainty, error) {
	if err := pedigrees.Check(p); err != nil {
		return Uncertainty{}, err
	}
	if err := q.Check(); err != nil {
		return Uncertainty{}, err
	}
	if !(basic >= 1 && basic <= maxGSD2) {
		return Uncertainty{}, &ghg.FieldError{Field: "basic uncertainty factor", Value: number(basic), Want: "1 (none) to 1000000", Err: ghg.ErrOutOfRange}
	}
	q = q.Named()
	if q.Scheme != 0 && q.Scheme != p.Scheme() {
		return Uncertainty{}, &ghg.FieldError{Field: "quality", Value: q.String(), Want: "grades of " + p.Scheme().String() + ", which the table " + p.String() + " is for", Err: ghg.ErrMixed}
	}
	sum := square(math.Log(basic))
	for _, i := range indicatorOrder {
		grade, assessed := i.Of(q)
		switch {
		case !assessed && p == BilanCarbone:
			grade = p.Scheme().Grades()
		case !assessed:
			return Uncertainty{}, &ghg.FieldError{Field: "quality", Value: q.String(), Want: "a grade of " + i.String() + ": what is not assessed is not very good", Err: ghg.ErrMissing}
		}
		factor, err := p.Factor(i, grade)
		if err != nil {
			return Uncertainty{}, err
		}
		sum += square(math.Log(factor))
	}
	name := p.String() + ": " + q.String()
	if basic > 1 {
		name += ", basic " + number(basic)
	}
	return Uncertainty{math.Sqrt(sum) / 2, true, name}, nil
}

// sampleSize is ecoinvent 2's sixth indicator.
var sampleSize = [...]float64{1, 1.02, 1.05, 1.1, 1.2}

// SampleSize returns the uncertainty of ecoinvent 2's sixth indicator, for its grades 1 to 5; see [Uncertainty.And].
func SampleSize(grade int) (Uncertainty, error) {
	if grade < 1 || grade > len(sampleSize) {
		return Uncertainty{}, &ghg.FieldError{Field: "grade of the sample size", Value: strconv.Itoa(grade), Want: "1 (best) to 5", Err: ghg.ErrOutOfRange}
	}
	return GSD2(sampleSize[grade-1])
}

// Basic is a kind of number with a basic uncertainty, which it has however good the data are. The zero Basic is invalid.
//
// Source: ecoinvent report no. 1, as in brightway's pedigree_matrix; the GHG Protocol's tool has the same.
type Basic uint8

// The kinds, with their factors U_basic.
const (
	CO2Emissions     Basic = iota + 1 // 1.05
	CombustionCH4N2O                  // 1.50
	AgriculturalCH4                   // 1.20
	AgriculturalN2O                   // 1.40
	ThermalEnergy                     // 1.05
	Electricity                       // 1.05
	SemiFinished                      // 1.05, semi-finished products
	WorkingMaterial                   // 1.05
	WasteTreatment                    // 1.05
	Transport                         // 2.00, transport services
	Infrastructure                    // 3.00
)

var basics = vocabulary.New[Basic]("kind of basic uncertainty", "CO2", "CH4 or N2O of combustion", "CH4 of agriculture", "N2O of agriculture",
	"thermal energy", "electricity", "semi-finished products", "working material", "waste treatment", "transport services", "infrastructure")

var basicFactors = [...]float64{1.05, 1.5, 1.2, 1.4, 1.05, 1.05, 1.05, 1.05, 1.05, 2, 3}

// String returns the kind in words, such as "transport services".
func (b Basic) String() string { return basics.String(b) }

// MarshalText returns what String returns. The zero Basic is an error.
func (b Basic) MarshalText() ([]byte, error) { return basics.Marshal(b) }

// UnmarshalText reads what String returns.
func (b *Basic) UnmarshalText(text []byte) error { return basics.Unmarshal(b, text) }

// Factor returns U_basic.
func (b Basic) Factor() (float64, error) {
	if err := basics.Check(b); err != nil {
		return 0, err
	}
	return basicFactors[b-1], nil
}
