package scope2

import (
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// ReadSeries reads a CSV sheet with one value per hour in the columns hour ("2024-01-31T23:00") and amount (a number in
// the unit). Rows may be in any order, but every hour of the period must appear exactly once: a duplicate hour, as when
// a clock is put back, a missing hour, as when it is put forward, and an hour of another year are errors that name the
// hour. The sheet is read as strictly as a sheet of activities.
func ReadSeries(r io.Reader, name string, period ghg.Period, unit units.Unit) (Series, error) {
	values, err := readHours(r, name, "amount", period)
	if err != nil {
		return Series{}, err
	}
	s, err := NewSeries(period, unit, values)
	if err != nil {
		return Series{}, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

const wantHour = "an hour of the period, such as 2024-01-31T23:00"

var (
	errTwice       = errors.New("the hour appears twice: want a clock without daylight saving time, such as UTC")
	errOtherPeriod = errors.New("the hour is not in the period")
)

// readHours reads a column with one number per hour and returns the numbers in order of the hours.
func readHours(r io.Reader, name, column string, period ghg.Period) ([]decimal.Decimal, error) {
	if err := checkSeriesPeriod(period); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	values := make([]decimal.Decimal, hoursOf(period))
	there := make([]bool, len(values))
	err := table.Read(r, table.Options{Name: name, Columns: table.Columns("hour", column)}, func(row table.Row) error {
		i, err := hourIndex(period, row.Text("hour"))
		switch {
		case err != nil:
			return row.Error("hour", wantHour, err)
		case i < 0 || i >= len(values):
			return row.Error("hour", "an hour of "+period.Start.String()+"/"+period.End.String(), errOtherPeriod)
		case there[i]:
			return row.Error("hour", "every hour once", errTwice)
		}
		there[i] = true
		values[i], err = row.Number(column)
		if err == nil && values[i].IsNegative() {
			return row.Error(column, "an amount of at least 0", ghg.ErrNegative)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return values, missingHours(name, period, there)
}

// missingHours returns an error that names the first missing hour and counts the missing ones.
func missingHours(name string, period ghg.Period, there []bool) error {
	first, n := -1, 0
	for i, ok := range there {
		if ok {
			continue
		}
		n++
		if first < 0 {
			first = i
		}
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", name, &ghg.FieldError{
		Field: "hour " + hourName(period, first),
		Want:  fmt.Sprintf("a value for each of the %d hours of %s; %d of them have none", len(there), period, n), Err: ghg.ErrMissing,
	})
}
