package quality

import (
	"strconv"

	"github.com/ghgkit/ghg"
)

// Criterion is what a grade of a scheme means for an indicator.
type Criterion struct {
	Scheme    ghg.QualityScheme
	Indicator Indicator
	Grade     int    // 1 is the best
	Name      string // of the grade: "very good"; "" where the scheme has numbers only
	Text      string // the criterion, shortened
}

// Criteria returns the criteria of a scheme, by indicator and grade. The texts are shortened.
//
// It is an error that wraps [ghg.ErrMissing] for METI's scheme, whose criteria are not held.
//
// Sources: Scope 3 Standard (2011), box 7.2, an example of grades. Ecoinvent: overview and methodology, ecoinvent report
// no. 1 (2007), pedigree matrix. PACT (Pathfinder) methodology, data quality indicators: its wording is unconfirmed.
func Criteria(s ghg.QualityScheme) ([]Criterion, error) {
	if _, err := s.MarshalText(); err != nil {
		return nil, err
	}
	texts, held := criteria[s]
	if !held {
		return nil, &ghg.FieldError{Field: "criteria of the scheme", Value: s.String(), Want: "a scheme whose criteria are held: scope3-standard-4, ecoinvent-5 or pact-3", Err: ghg.ErrMissing}
	}
	var list []Criterion
	for _, i := range indicatorsOf(s) {
		for g := range s.Grades() {
			c := Criterion{Scheme: s, Indicator: i, Grade: g + 1, Text: texts[i-1][g]}
			if s == ghg.Scope3StandardGrades {
				c.Name = scope3Names[g]
			}
			list = append(list, c)
		}
	}
	return list, nil
}

// String returns the grade with its criterion: "scope3-standard-4: time 2 (good): less than 6 years of difference".
func (c Criterion) String() string {
	s := c.Scheme.String() + ": " + c.Indicator.String() + " " + strconv.Itoa(c.Grade)
	if c.Name != "" {
		s += " (" + c.Name + ")"
	}
	return s + ": " + c.Text
}

var scope3Names = [...]string{"very good", "good", "fair", "poor"}

// criteria are the texts by scheme, indicator and grade.
var criteria = map[ghg.QualityScheme][indicators][]string{
	ghg.Scope3StandardGrades: {
		{"data of the same technology", "data of a similar but different technology", "data of a different technology", "the technology is unknown"},
		{"less than 3 years of difference", "less than 6 years of difference", "less than 10 years of difference", "more than 10 years of difference, or the age is unknown"},
		{"data of the same area", "data of a similar area", "data of a different area", "the area is unknown"},
		{
			"all relevant sites, over an adequate period to even out normal fluctuations",
			"more than 50 % of the sites, over an adequate period",
			"less than 50 % of the sites over an adequate period, or more than 50 % over a shorter one",
			"less than 50 % of the sites over a shorter period, or the representativeness is unknown",
		},
		{
			"verified data based on measurements",
			"verified data partly based on assumptions, or unverified data based on measurements",
			"unverified data partly based on assumptions, or a qualified estimate, such as by a sector expert",
			"a non-qualified estimate",
		},
	},
	ghg.EcoinventGrades: {
		{
			"data of the enterprises, processes and materials under study",
			"data of the processes and materials under study, from other enterprises",
			"data of the processes and materials under study, by another technology",
			"data of related processes or materials",
			"data of related processes on laboratory scale, or by another technology",
		},
		{"less than 3 years of difference", "less than 6 years of difference", "less than 10 years of difference", "less than 15 years of difference", "more than 15 years of difference, or the age is unknown"},
		{
			"data of the area under study",
			"average data of a larger area that includes the area under study",
			"data of an area with similar conditions of production",
			"data of an area with slightly similar conditions of production",
			"data of an unknown area, or of one with very different conditions of production",
		},
		{
			"representative data of all relevant sites, over an adequate period to even out normal fluctuations",
			"representative data of more than 50 % of the relevant sites, over an adequate period",
			"representative data of some sites (much less than 50 %) over an adequate period, or of more than 50 % over a shorter one",
			"representative data of one relevant site, or of some sites over a shorter period",
			"the representativeness is unknown, or data of few sites over a shorter period",
		},
		{
			"verified data based on measurements",
			"verified data partly based on assumptions, or unverified data based on measurements",
			"unverified data partly based on qualified estimates",
			"a qualified estimate, such as by an industrial expert",
			"a non-qualified estimate",
		},
	},
	ghg.PACTGrades: {
		{"same technology", "similar technology, from secondary data", "different or unknown technology"},
		{"data of the reporting year", "data less than 5 years old", "data more than 5 years old"},
		{"same country or subdivision", "same region or subregion", "global or unknown"},
		{"all relevant sites over the period", "less than 50 % of the sites over the period, or more than 50 % over a shorter one", "less than 50 % of the sites over a shorter period, or unknown"},
		{"measured activity data", "activity data partly based on assumptions", "non-qualified estimate"},
	},
}

// PCAFCriteria returns what the scores 1 to 5 of PCAF mean for listed equity, corporate bonds, business loans and equity of
// companies; other asset classes have tables of their own. The texts are shortened.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), tables 5-4 and 5-8.
func PCAFCriteria() []string {
	return []string{
		"verified emissions as the company reports them (option 1a)",
		"unverified emissions as the company reports them (option 1b), or its energy consumption with factors (option 2a)",
		"the company's production with factors (option 2b)",
		"the company's revenue with factors per revenue of its sector (option 3a)",
		"the outstanding amount with factors per asset or revenue of the sector (options 3b and 3c)",
	}
}
