package ghg

import (
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/enum"
)

// Quality is the data quality of a result: the five indicators of the Scope 3 Standard (chapter 7, table 7.6) in the
// grades of a scheme, and PCAF's score of financed emissions, 1 to 5. Grade 1 is the best. Zero is "not assessed".
//
// Indicators without a scheme are in the five grades of ecoinvent, as every earlier version of the module read them. A
// calculation names that scheme ([Quality.Named]), so only results of earlier versions have none.
type Quality struct {
	Scheme       QualityScheme // of the five indicators
	Technology   int
	Time         int
	Geography    int
	Completeness int
	Reliability  int
	PCAF         int
}

// QualityScheme is the scale of grades of the five indicators. The same number says something else in each.
type QualityScheme uint8

// The schemes.
const (
	Scope3StandardGrades QualityScheme = iota + 1 // very good, good, fair, poor (Scope 3 Standard, chapter 7, box 7.2)
	EcoinventGrades                               // the five grades of ecoinvent's pedigree matrix
	PACTGrades                                    // the three grades of the PACT (Pathfinder) methodology
	METIGrades                                    // the grades 1 to 5 of METI's guideline, of technology, time and geography
)

var qualitySchemes = enum.New[QualityScheme](refuseEnum, "quality scheme", "scope3-standard-4", "ecoinvent-5", "pact-3", "meti-5")

// String returns the name of the scheme with the number of its grades, such as "ecoinvent-5".
func (s QualityScheme) String() string { return qualitySchemes.String(s) }

// MarshalText returns what String returns. The zero QualityScheme is an error.
func (s QualityScheme) MarshalText() ([]byte, error) { return qualitySchemes.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *QualityScheme) UnmarshalText(text []byte) error { return qualitySchemes.Unmarshal(s, text) }

// Grades returns the number of grades, which is the worst of them. It is that of ecoinvent for the zero QualityScheme.
func (s QualityScheme) Grades() int {
	switch s {
	case Scope3StandardGrades:
		return 4
	case PACTGrades:
		return 3
	}
	return 5
}

// pcafScores is the worst score of PCAF.
const pcafScores = 5

// indicator is one of the indicators with its grade and the worst there is.
type indicator struct {
	name  string
	score *int
	worst int
}

// indicators returns the indicators in order; the last one is PCAF's, which the scheme does not concern.
func (q *Quality) indicators() [6]indicator {
	n := q.Scheme.Grades()
	return [6]indicator{
		{"technology", &q.Technology, n},
		{"time", &q.Time, n},
		{"geography", &q.Geography, n},
		{"completeness", &q.Completeness, n},
		{"reliability", &q.Reliability, n},
		{"PCAF", &q.PCAF, pcafScores},
	}
}

// graded reports whether one of the five indicators is assessed.
func (q Quality) graded() bool {
	q.Scheme, q.PCAF = 0, 0
	return q != Quality{}
}

// Named returns the quality with its scheme named: that of ecoinvent where there are indicators without one.
func (q Quality) Named() Quality {
	if q.Scheme == 0 && q.graded() {
		q.Scheme = EcoinventGrades
	}
	return q
}

// Check returns an error that names an indicator outside the grades of its scheme, or a scheme without indicators.
func (q Quality) Check() error {
	if q.Scheme != 0 {
		if err := qualitySchemes.Check(q.Scheme); err != nil {
			return err
		}
		if !q.graded() {
			return &FieldError{Field: "quality", Value: q.Scheme.String(), Want: "at least one indicator in this scheme, or no scheme", Err: ErrMissing}
		}
	}
	if q.Scheme == METIGrades && (q.Completeness != 0 || q.Reliability != 0) {
		return &FieldError{Field: "quality", Value: q.String(), Want: "technology, time and geography alone: " + METIGrades.String() + " has no other indicator", Err: ErrOutOfRange}
	}
	for _, i := range q.indicators() {
		if *i.score < 0 || *i.score > i.worst {
			return &FieldError{Field: "quality: " + i.name, Value: strconv.Itoa(*i.score), Want: "1 (best) to " + strconv.Itoa(i.worst) + ", or 0 for not assessed", Err: ErrOutOfRange}
		}
	}
	return nil
}

// String returns the scheme, if there is one, and the assessed indicators: "scope3-standard-4: technology 2, time 1". It
// returns "" if there are none.
func (q Quality) String() string {
	var parts []string
	for _, i := range q.indicators() {
		if *i.score != 0 {
			parts = append(parts, i.name+" "+strconv.Itoa(*i.score))
		}
	}
	text := strings.Join(parts, ", ")
	if q.Scheme != 0 {
		return q.Scheme.String() + ": " + text
	}
	return text
}

// MarshalText returns what String returns.
func (q Quality) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what String returns, with the indicators in any order.
func (q *Quality) UnmarshalText(text []byte) error {
	var parsed Quality
	scheme, list, found := strings.Cut(string(text), ":")
	if !found {
		list = scheme
	} else if err := parsed.Scheme.UnmarshalText([]byte(strings.TrimSpace(scheme))); err != nil {
		return err
	}
	if len(text) == 0 {
		*q = parsed
		return nil
	}
	for part := range strings.SplitSeq(list, ",") {
		if !parsed.set(strings.TrimSpace(part)) {
			worst := strconv.Itoa(parsed.Scheme.Grades())
			return &FieldError{Field: "quality", Value: strings.TrimSpace(part), Want: "indicators with grades 1 to " + worst + ", such as \"technology 2, time 1, geography 1, completeness 3, reliability 2\"", Err: ErrOutOfRange}
		}
	}
	if err := parsed.Check(); err != nil {
		return err
	}
	*q = parsed
	return nil
}

// set reads one indicator with its grade, "technology 2".
func (q *Quality) set(part string) bool {
	name, score, _ := strings.Cut(part, " ")
	n, err := strconv.Atoi(score)
	for _, i := range q.indicators() {
		if err == nil && i.name == name && n >= 1 && n <= i.worst {
			*i.score = n
			return true
		}
	}
	return false
}
