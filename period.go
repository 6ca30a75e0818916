package ghg

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day of the Gregorian calendar, with no time zone. The zero Date is not set.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO 8601 date: "2024-03-31".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		return Date{}, &FieldError{Field: "date", Value: s, Want: "a day as YYYY-MM-DD", Err: ErrOutOfRange}
	}
	return dateOf(t), nil
}

func dateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

func (d Date) time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Valid reports whether the date is a day of the calendar.
func (d Date) Valid() bool {
	if d.Year <= 0 || d.Year > lastYear || d.Month < time.January || d.Month > time.December || d.Day < 1 {
		return false
	}
	const always = 28 // days that every month has
	return d.Day <= always || dateOf(d.time()) == d
}

const lastYear = 9999 // the last year that ISO 8601 writes in four digits

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns −1, 0 or +1 if d is before, equal to or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d.Year != e.Year:
		return sign(d.Year - e.Year)
	case d.Month != e.Month:
		return sign(int(d.Month - e.Month))
	default:
		return sign(d.Day - e.Day)
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// AddYears returns the same day n years later; 29 February becomes 1 March in a common year.
func (d Date) AddYears(n int) Date { return dateOf(d.time().AddDate(n, 0, 0)) }

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return dateOf(d.time().AddDate(0, 0, n)) }

// DaysUntil returns the number of days from d to e.
func (d Date) DaysUntil(e Date) int {
	const day = 24 * 60 * 60 // seconds; a time.Duration overflows after 292 years
	return int((e.time().Unix() - d.time().Unix()) / day)
}

// String returns the date as YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText returns what String returns.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Period is a span of days, from Start up to but without End, with the label that its owner gives it.
//
// A bare year is no period: "FY2023" begins in April 2022, January 2023 or April 2023 depending on whose it is. The
// zero Period is not set. Periods are compared by their dates; == compares the label too.
type Period struct {
	Start Date   // first day
	End   Date   // the day after the last
	Label string // "FY2023"; [NewPeriod] writes the dates
}

// YearLabel selects the calendar year that a fiscal year is named after.
type YearLabel uint8

// The two conventions in use.
const (
	LabelStartYear YearLabel = iota + 1 // the year it starts in: NEC, Fujitsu, Ricoh and most of Japan
	LabelEndYear                        // the year it ends in: Microsoft, Apple
)

// NewPeriod returns the days from start up to but without end. The end must be after the start.
func NewPeriod(start, end Date) (Period, error) {
	p := Period{Start: start, End: end, Label: start.String() + "/" + end.String()}
	return p, p.Check()
}

// CalendarYear returns January to December of a year, labelled with the year.
func CalendarYear(year int) Period {
	return Period{Start: Date{year, time.January, 1}, End: Date{year + 1, time.January, 1}, Label: strconv.Itoa(year)}
}

// FiscalYear returns the twelve months that a fiscal year named year has when it starts in the given month, labelled
// "FY" and the year. FiscalYear(2023, time.April, LabelStartYear) is April 2023 to March 2024;
// FiscalYear(2023, time.April, LabelEndYear) is April 2022 to March 2023. Without a convention, or without a month, the
// period is not valid: [Period.Check] refuses it.
func FiscalYear(year int, start time.Month, label YearLabel) Period {
	from := year
	switch {
	case label != LabelStartYear && label != LabelEndYear:
		return Period{Label: "FY" + strconv.Itoa(year)}
	case label == LabelEndYear && start != time.January:
		from--
	}
	return Period{Start: Date{from, start, 1}, End: Date{from + 1, start, 1}, Label: "FY" + strconv.Itoa(year)}
}

// Check returns an error unless both dates are days of the calendar and the end is after the start.
func (p Period) Check() error {
	if p.Start.IsZero() && p.End.IsZero() {
		return &FieldError{Field: "period", Want: "two dates, such as ghg.CalendarYear(2024)", Err: ErrMissing}
	}
	if !p.Start.Valid() || !p.End.Valid() || !p.Start.Before(p.End) {
		return &FieldError{Field: "period", Value: p.dates(), Want: "a first day and a later day after the last", Err: ErrOutOfRange}
	}
	return nil
}

// IsZero reports whether the period is not set.
func (p Period) IsZero() bool { return p.Start.IsZero() && p.End.IsZero() }

// Days returns the number of days.
func (p Period) Days() int { return p.Start.DaysUntil(p.End) }

// Same reports whether two periods have the same dates, whatever their labels.
func (p Period) Same(q Period) bool { return p.Start == q.Start && p.End == q.End }

// Contains reports whether every day of q is in p.
func (p Period) Contains(q Period) bool { return !q.Start.Before(p.Start) && !p.End.Before(q.End) }

// Overlap returns the number of days that are in both p and q.
func (p Period) Overlap(q Period) int {
	start, end := p.Start, p.End
	if start.Before(q.Start) {
		start = q.Start
	}
	if q.End.Before(end) {
		end = q.End
	}
	return max(0, start.DaysUntil(end))
}

// Shift returns the period moved by the given number of years. The label is rebuilt from the new dates. 29 February
// becomes 1 March in a common year.
func (p Period) Shift(years int) Period {
	q := Period{Start: p.Start.AddYears(years), End: p.End.AddYears(years)}
	if !q.Start.Before(q.End) && p.Start.Before(p.End) {
		q.End = q.Start.AddDays(1)
	}
	q.Label = q.dates()
	return q
}

func (p Period) dates() string { return p.Start.String() + "/" + p.End.String() }

// String returns the label, or the dates if there is none.
func (p Period) String() string {
	if p.Label != "" {
		return p.Label
	}
	return p.dates()
}

// MarshalText returns the dates and the label: "2023-04-01/2024-04-01 FY2023".
func (p Period) MarshalText() ([]byte, error) {
	if p.Label == "" || p.Label == p.dates() {
		return []byte(p.dates()), nil
	}
	return []byte(p.dates() + " " + p.Label), nil
}

// UnmarshalText reads what [ParsePeriod] reads.
func (p *Period) UnmarshalText(text []byte) error {
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

// ParsePeriod reads a calendar year, "2024", or the first day and the day after the last with an optional label,
// "2023-04-01/2024-04-01 FY2023".
func ParsePeriod(s string) (Period, error) {
	if len(s) == len("2024") && strings.Trim(s, "0123456789") == "" {
		if year, err := strconv.Atoi(s); err == nil && year > 0 {
			p := CalendarYear(year)
			return p, p.Check()
		}
	}
	dates, label, _ := strings.Cut(s, " ")
	first, second, found := strings.Cut(dates, "/")
	start, err1 := ParseDate(first)
	end, err2 := ParseDate(second)
	if !found || err1 != nil || err2 != nil {
		return Period{}, &FieldError{Field: "period", Value: s, Want: "a calendar year, or the first day and the day after the last as 2023-04-01/2024-04-01, optionally with a space and a label: 2023-04-01/2024-04-01 FY2023", Err: ErrOutOfRange}
	}
	p, err := NewPeriod(start, end)
	if err != nil {
		return Period{}, err
	}
	if label != "" {
		p.Label = label
	}
	return p, nil
}
