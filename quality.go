package ghg

import (
	"strconv"
	"strings"
)

// Quality is the data quality of a result: the five indicators of the Scope 3 Standard (chapter 7, table 7.6), each 1
// (very good) to 5 (poor), and PCAF's score of financed emissions, 1 to 5. Zero is "not assessed".
type Quality struct {
	Technology   int
	Time         int
	Geography    int
	Completeness int
	Reliability  int
	PCAF         int
}

// indicators returns the names and scores in order.
func (q *Quality) indicators() [6]struct {
	name  string
	score *int
} {
	return [6]struct {
		name  string
		score *int
	}{
		{"technology", &q.Technology},
		{"time", &q.Time},
		{"geography", &q.Geography},
		{"completeness", &q.Completeness},
		{"reliability", &q.Reliability},
		{"PCAF", &q.PCAF},
	}
}

// Check returns an error that names an indicator outside 0 to 5.
func (q Quality) Check() error {
	for _, i := range q.indicators() {
		if *i.score < 0 || *i.score > 5 {
			return &FieldError{Field: "quality: " + i.name, Value: strconv.Itoa(*i.score), Want: "1 (best) to 5, or 0 for not assessed", Err: ErrOutOfRange}
		}
	}
	return nil
}

// String returns the assessed indicators, "technology 2, time 1", or "" if there are none.
func (q Quality) String() string {
	var parts []string
	for _, i := range q.indicators() {
		if *i.score != 0 {
			parts = append(parts, i.name+" "+strconv.Itoa(*i.score))
		}
	}
	return strings.Join(parts, ", ")
}

// MarshalText returns what String returns.
func (q Quality) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what String returns, with the indicators in any order.
func (q *Quality) UnmarshalText(text []byte) error {
	var parsed Quality
	for part := range strings.SplitSeq(string(text), ",") {
		name, score, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name == "" && len(text) == 0 {
			break
		}
		found := false
		for _, i := range parsed.indicators() {
			if n, err := strconv.Atoi(score); err == nil && i.name == name && n >= 1 && n <= 5 {
				*i.score, found = n, true
			}
		}
		if !found {
			return &FieldError{Field: "quality", Value: part, Want: "indicators with scores 1 to 5, such as \"technology 2, time 1, geography 1, completeness 3, reliability 2\"", Err: ErrOutOfRange}
		}
	}
	*q = parsed
	return nil
}
