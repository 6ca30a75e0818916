package ghg

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Date is a day of the Gregorian calendar, with no time zone. The zero Date is not set.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO 8601 date: "2024-03-31".
func ParseDate(s string) (Date, error) {
	if d, ok := digitsOfDate(s); ok && d.Valid() {
		return d, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		return Date{}, &FieldError{Field: "date", Value: s, Want: "a day as YYYY-MM-DD" + daySerial(s), Err: ErrOutOfRange}
	}
	return dateOf(t), nil
}

// digitsOfDate reads a text of the form YYYY-MM-DD, which need not be a day.
func digitsOfDate(s string) (Date, bool) {
	const form = "0000-00-00"
	if len(s) != len(form) {
		return Date{}, false
	}
	for i := range len(form) {
		if digit := s[i] >= '0' && s[i] <= '9'; digit != (form[i] == '0') || !digit && s[i] != '-' {
			return Date{}, false
		}
	}
	two := func(at int) int { return int(s[at]-'0')*10 + int(s[at+1]-'0') }
	return Date{two(0)*100 + two(2), time.Month(two(len("0000-"))), two(len("0000-00-"))}, true
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
	return d.Day <= daysInEvery || dateOf(d.time()) == d
}

// daysInEvery is the number of days that every month has.
const daysInEvery = 28

const lastYear = 9999 // the last year that ISO 8601 writes in four digits

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns −1, 0 or +1 if d is before, equal to or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d.Year != e.Year:
		return cmp.Compare(d.Year, e.Year)
	case d.Month != e.Month:
		return cmp.Compare(d.Month, e.Month)
	}
	return cmp.Compare(d.Day, e.Day)
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// AddYears returns the same day n years later; 29 February becomes 1 March in a common year. A result beyond the years 1
// to 9999 is not [Date.Valid].
func (d Date) AddYears(n int) Date {
	if !d.computable() {
		return d
	}
	n = max(-furthest, min(furthest, n))
	if moved := (Date{d.Year + n, d.Month, d.Day}); d.Day <= daysInEvery && d.Valid() && moved.Valid() {
		return moved
	}
	return dateOf(d.time().AddDate(n, 0, 0))
}

// AddDays returns the day n days later. A result beyond the years 1 to 9999 is not [Date.Valid].
func (d Date) AddDays(n int) Date {
	const year = 366
	if n == 0 || !d.computable() {
		return d
	}
	return dateOf(d.time().AddDate(0, 0, max(-furthest*year, min(furthest*year, n))))
}

// furthest is the number of years that a date is moved at most: far enough to leave the years of valid dates.
const furthest = 3 * lastYear

// computable reports whether arithmetic with the date cannot overflow. Dates far from the calendar are not, so that it
// cannot lead from one of them back into it.
func (d Date) computable() bool {
	const years, months, days = 2 * lastYear, 12, 31
	return d.Year >= -years && d.Year <= years && d.Month >= 0 && d.Month <= months && d.Day >= 0 && d.Day <= days
}

// DaysUntil returns the number of days from d to e. It is 0 if one of them is far from the calendar.
func (d Date) DaysUntil(e Date) int {
	if d.Valid() && e.Valid() {
		return e.number() - d.number()
	}
	if !d.computable() || !e.computable() {
		return 0
	}
	const day = 24 * 60 * 60 // seconds; a time.Duration overflows after 292 years
	return int((e.time().Unix() - d.time().Unix()) / day)
}

// number returns the number of days from 1 March of the year 0 to a valid date. Counted from March, a leap day is the last
// day of its year, and the months before a given one have 30.6 days each, rounded.
func (d Date) number() int {
	year, month := d.Year, int(d.Month)-int(time.March)
	if month < 0 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + d.Day - 1
}

// String returns the date as YYYY-MM-DD.
func (d Date) String() string {
	var buf [len("2006-01-02")]byte
	return string(d.appendText(buf[:0]))
}

// appendText appends what String returns.
func (d Date) appendText(b []byte) []byte {
	if d.Year < 0 || d.Year > lastYear || d.Month < 0 || d.Month > time.December || d.Day < 0 || d.Day >= 100 {
		return fmt.Appendf(b, "%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
	}
	b = appendTwo(appendTwo(b, d.Year/100), d.Year%100)
	b = appendTwo(append(b, '-'), int(d.Month))
	return appendTwo(append(b, '-'), d.Day)
}

// appendTwo appends a number below 100 as two digits.
func appendTwo(b []byte, n int) []byte { return append(b, '0'+byte(n/10), '0'+byte(n%10)) }

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

// Check returns an error unless both dates are days of the calendar, the end is after the start and the label is UTF-8 of
// at most [MaxLabel] characters.
func (p Period) Check() error {
	if p.Start.IsZero() && p.End.IsZero() {
		return &FieldError{Field: "period", Want: "two dates, such as ghg.CalendarYear(2024)", Err: ErrMissing}
	}
	if !p.Start.Valid() || !p.End.Valid() || !p.Start.Before(p.End) {
		return &FieldError{Field: "period", Value: p.dates(), Want: "a first day and a later day after the last", Err: ErrOutOfRange}
	}
	if !utf8.ValidString(p.Label) {
		return &FieldError{Field: "label of the period", Value: p.Label, Want: "a text in UTF-8", Err: ErrOutOfRange}
	}
	return checkLabel(p.Label)
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

// natural returns the period with the label that follows from its dates: that of a calendar year or month, or the dates.
func (p Period) natural() Period {
	next := Date{p.Start.Year, p.Start.Month + 1, 1}
	if p.Start.Month == time.December {
		next = Date{p.Start.Year + 1, time.January, 1}
	}
	switch whole := p.Start.Day == 1 && p.Start.Valid(); {
	case whole && p.Same(Period{Start: Date{p.Start.Year, time.January, 1}, End: Date{p.Start.Year + 1, time.January, 1}}):
		return CalendarYear(p.Start.Year)
	case whole && p.End == next:
		p.Label = p.Start.String()[:len("2006-01")]
	default:
		p.Label = p.dates()
	}
	return p
}

func (p Period) dates() string {
	var buf [len("2006-01-02/2006-01-02")]byte
	return string(p.appendDates(buf[:0]))
}

// appendDates appends the first day, a slash and the day after the last.
func (p Period) appendDates(b []byte) []byte {
	return p.End.appendText(append(p.Start.appendText(b), '/'))
}

// String returns the label, or the dates if there is none.
func (p Period) String() string {
	if p.Label != "" {
		return p.Label
	}
	return p.dates()
}

// MarshalText returns the dates and the label: "2023-04-01/2024-04-01 FY2023". A period of whole months less a day, which
// [ParsePeriod] refuses in this spelling, is written with both days included: "2024-01-01..2024-01-30".
func (p Period) MarshalText() ([]byte, error) {
	if p.monthsLessADay() {
		return p.text(p.inclusive()), nil
	}
	return p.text(p.dates()), nil
}

// text returns the given spelling of the dates, and the label unless it only repeats the dates.
func (p Period) text(dates string) []byte {
	if p.Label == "" || p.Label == p.dates() {
		return []byte(dates)
	}
	return []byte(dates + " " + p.Label)
}

// inclusive returns the first and the last day: "2023-04-01..2024-03-31".
func (p Period) inclusive() string { return p.Start.String() + ".." + p.End.AddDays(-1).String() }

// monthsLessADay reports whether the period would be a whole number of months if its end were the last day instead of
// the day after it.
func (p Period) monthsLessADay() bool {
	return p.Start.Valid() && p.End.Valid() && p.Start.Day == 1 && p.End.AddDays(1).Day == 1 && p.Start.Before(p.End)
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

// ParsePeriod reads a period:
//
//   - a calendar year, "2024", or month, "2024-01", which is also its label;
//   - an interval of ISO 8601, the first day and the day after the last: "2023-04-01/2024-04-01";
//   - the first and the last day, both included: "2023-04-01..2024-03-31".
//
// An optional label, of at most [MaxLabel] characters, follows the dates after a space: "2023-04-01/2024-04-01 FY2023". All spellings of the same days give
// the same Period.
//
// The end of an ISO interval is not part of it, which is easily overlooked: "2024-04-01/2025-03-31" lacks the last day of
// the year. An interval with an end that would complete whole calendar months if it were included is therefore refused,
// and the error offers both spellings. If the last day is indeed to be left out, write "2024-04-01..2025-03-30". Every
// other interval is read as it stands: "2024-01-30/2024-01-31" is one day.
func ParsePeriod(s string) (Period, error) {
	p, interval, err := parsePeriod(s)
	if err != nil {
		return Period{}, err
	}
	if p.Label != strings.TrimSpace(p.Label) || strings.HasSuffix(s, " ") {
		return Period{}, refusePeriod(s, periodForms)
	}
	if err := p.Check(); err != nil { // of the label
		return Period{}, err
	}
	if interval && p.monthsLessADay() {
		whole := Period{Start: p.Start, End: p.End.AddDays(1)}
		if p.Label != p.dates() {
			whole.Label = p.Label
		}
		return Period{}, refusePeriod(s, fmt.Sprintf("the day after the last as the end, %s, or both days included, %s", whole.text(whole.dates()), whole.text(whole.inclusive())))
	}
	return p, nil
}

const periodForms = "a calendar year or month, the first day and the day after the last as 2023-04-01/2024-04-01, or the first and the last day as 2023-04-01..2024-03-31; dates optionally with a space and a label: 2023-04-01/2024-04-01 FY2023"

func refusePeriod(s, want string) error {
	kind := ErrOutOfRange
	if s == "" {
		kind = ErrMissing
	}
	return &FieldError{Field: "period", Value: s, Want: want + daySerial(s), Err: kind}
}

// parsePeriod is ParsePeriod, but takes the end of every interval as it stands, and reports whether s is an interval.
func parsePeriod(s string) (p Period, interval bool, err error) {
	if p, ok := parseYearOrMonth(s); ok {
		return p, false, p.Check()
	}
	dates, label, _ := strings.Cut(s, " ")
	first, second, interval := strings.Cut(dates, "/")
	found, included := interval, 0
	if !interval {
		first, second, found = strings.Cut(dates, "..")
		included = 1
	}
	start, err1 := ParseDate(first)
	end, err2 := ParseDate(second)
	if !found || err1 != nil || err2 != nil {
		return Period{}, false, refusePeriod(s, periodForms)
	}
	p = Period{Start: start, End: end.AddDays(included), Label: dates}
	if !interval {
		p.Label = p.dates()
	}
	if err = p.Check(); err != nil {
		return Period{}, false, err
	}
	if label != "" {
		p.Label = label
	}
	return p, interval, checkLabel(label)
}

// parseYearOrMonth reads "2024" or "2024-01".
func parseYearOrMonth(s string) (Period, bool) {
	const longest = len("2006-01")
	if len(s) > longest {
		return Period{}, false
	}
	if t, err := time.Parse("2006", s); err == nil && t.Year() > 0 {
		return CalendarYear(t.Year()), true
	}
	t, err := time.Parse("2006-01", s)
	if err != nil || t.Year() == 0 {
		return Period{}, false
	}
	return Period{Start: dateOf(t), End: dateOf(t.AddDate(0, 1, 0)), Label: s}, true
}

// daySerial explains a number by which spreadsheets store a day: days since 30 December 1899, from 1990 to 2099. For any
// other text it is "".
func daySerial(s string) string {
	const digits, from, to = 5, 32874, 73050
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != digits || n < from || n > to {
		return ""
	}
	day := dateOf(time.Date(1899, time.December, 30+n, 0, 0, 0, 0, time.UTC))
	return fmt.Sprintf("; a spreadsheet stores the day %s as %s: give the column the format of text, or of dates as YYYY-MM-DD", day, s)
}
