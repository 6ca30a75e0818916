package revision

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Energy is matched in whole milliwatt-hours, in 64 bits: up to 9,223 TWh.
const (
	milliwattHours = 9 // power of ten in a MWh
	hoursOfDay     = 24
	mostDays       = 3660 // as for a scope2.Series
)

func megawattHour() units.Unit { return units.MustUnit("MWh") }

// energy returns milliwatt-hours as a quantity.
func energy(n int64) units.Quantity {
	return units.New(decimal.New(n, -milliwattHours), megawattHour())
}

// milli converts an amount of energy to milliwatt-hours.
func milli(field string, q units.Quantity) (int64, error) {
	const want = "an amount of energy of at least 0, such as \"125 MWh\""
	switch {
	case !q.Given():
		return 0, &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
	case q.Unit.Dimension() != units.Energy:
		return 0, &ghg.FieldError{Field: field, Value: input.Shorten(q), Want: want, Err: ghg.ErrDimension}
	case q.IsNegative():
		return 0, &ghg.FieldError{Field: field, Value: input.Shorten(q), Want: want, Err: ghg.ErrNegative}
	}
	mwh, err := q.In(megawattHour())
	if err != nil {
		return 0, fmt.Errorf("%s: %w", input.Shorten(field), err)
	}
	n := mwh.Value.Shift(milliwattHours)
	if !n.IsInteger() || !n.BigInt().IsInt64() {
		return 0, &ghg.FieldError{Field: field, Value: input.Shorten(q), Want: "whole milliwatt-hours, at most 9,223 TWh", Err: ghg.ErrOutOfRange}
	}
	return n.IntPart(), nil
}

// weights returns the hours of a series as whole numbers on one scale.
func weights(s scope2.Series) []*big.Int {
	exp := int32(0)
	for i := range s.Len() {
		exp = min(exp, s.At(i).Value.Exponent())
	}
	list := make([]*big.Int, s.Len())
	for i := range list {
		list[i] = s.At(i).Value.Shift(-exp).BigInt()
	}
	return list
}

// spread splits an amount by weights:
//
//	hour = ⌊amount × weights up to the hour ÷ all⌋ − the hours before
//
// so that the hours sum to the amount. It reports whether there is a weight above 0.
func spread(amount int64, weights []*big.Int) ([]int64, bool) {
	all := new(big.Int)
	for _, w := range weights {
		all.Add(all, w)
	}
	if all.Sign() <= 0 {
		return nil, false
	}
	hours := make([]int64, len(weights))
	upTo, part, whole, before := new(big.Int), new(big.Int), big.NewInt(amount), int64(0)
	for i, w := range weights {
		upTo.Add(upTo, w)
		now := part.Quo(part.Mul(whole, upTo), all).Int64()
		hours[i], before = now-before, now
	}
	return hours, true
}

// flat returns equal weights for the hours of the day that a set holds.
func flat(hours int, of func(hour int) bool) []*big.Int {
	list := make([]*big.Int, hours)
	for i := range list {
		list[i] = new(big.Int)
		if of(i % hoursOfDay) {
			list[i].SetInt64(1)
		}
	}
	return list
}

// hours spreads a consumption over the hours of a period.
func (l Load) hours(field string, own int64, period ghg.Period) ([]int64, LoadKind, error) {
	n := period.Days() * hoursOfDay
	fits := func(s scope2.Series) error {
		if !s.Period().Same(period) {
			return &ghg.FieldError{Field: "period of the " + field, Value: s.Period().String(), Want: "that of the purchase, " + period.String(), Err: ghg.ErrMixed}
		}
		return nil
	}
	switch {
	case l.Meter.Given():
		total, err := milli(field, l.Meter.Total())
		if err == nil {
			err = fits(l.Meter)
		}
		if err == nil && total != own {
			err = &ghg.FieldError{Field: field, Value: l.Meter.Total().String(), Want: "in sum the amount of the purchase, " + energy(own).String(), Err: ghg.ErrOutOfRange}
		}
		if err != nil || own == 0 {
			return make([]int64, n), Metered, err
		}
		hours, _ := spread(own, weights(l.Meter))
		return hours, Metered, nil
	case l.Profile.Given():
		if err := fits(l.Profile); err != nil {
			return nil, 0, err
		}
		hours, some := spread(own, weights(l.Profile))
		if !some {
			return nil, 0, &ghg.FieldError{Field: "profile of the " + field, Value: l.Profile.Total().String(), Want: "a sum above 0", Err: ghg.ErrOutOfRange}
		}
		return hours, Profiled, nil
	case len(l.Bands) > 0:
		hours, err := bandHours(field, l.Bands, own, n)
		return hours, TimeOfUse, err
	case l.Flat:
		hours, _ := spread(own, flat(n, func(int) bool { return true }))
		return hours, Flat, nil
	}
	return nil, 0, &ghg.FieldError{Field: field, Want: "a meter, a profile, bands of a tariff, or the statement that it is flat", Err: ghg.ErrMissing}
}

// bandHours spreads the amounts of a tariff over its hours.
func bandHours(field string, bands []Band, own int64, n int) ([]int64, error) {
	hours, band, sum := make([]int64, n), [hoursOfDay]int{}, int64(0)
	for i, b := range bands {
		for _, h := range b.Hours {
			if h < 0 || h >= hoursOfDay || band[h] != 0 {
				return nil, &ghg.FieldError{Field: "hours of band " + input.Shorten(b.Name) + " of the " + field, Value: strconv.Itoa(h), Want: "hours from 0 to 23, each in one band", Err: ghg.ErrOutOfRange}
			}
			band[h] = i + 1
		}
	}
	if slices.Contains(band[:], 0) {
		return nil, &ghg.FieldError{Field: "bands of the " + field, Value: fmt.Sprintf("no band for hour %d", slices.Index(band[:], 0)), Want: "every hour of the day in one band", Err: ghg.ErrMissing}
	}
	for i, b := range bands {
		amount, err := milli("amount of band "+input.Shorten(b.Name)+" of the "+field, b.Amount)
		if err != nil {
			return nil, err
		}
		if amount > own-sum {
			return nil, bandSum(field, own)
		}
		part, some := spread(amount, flat(n, func(h int) bool { return band[h] == i+1 }))
		if !some {
			return nil, &ghg.FieldError{Field: "hours of band " + input.Shorten(b.Name) + " of the " + field, Want: "at least one", Err: ghg.ErrMissing}
		}
		for h := range part {
			hours[h] += part[h]
		}
		sum += amount
	}
	if sum != own {
		return nil, bandSum(field, own)
	}
	return hours, nil
}

func bandSum(field string, own int64) error {
	return &ghg.FieldError{Field: "bands of the " + field, Want: "in sum the amount of the purchase, " + energy(own).String(), Err: ghg.ErrOutOfRange}
}

// hours spreads the volume of a contract over the hours of its vintage; nil if the vintage is not within the period.
func (c *Contract) hours(volume int64, period ghg.Period) ([]int64, error) {
	field := "profile of contract " + input.Shorten(c.Instrument.ID)
	if _, err := c.Profile.Kind.MarshalText(); err != nil {
		return nil, fmt.Errorf("%s: %w", input.Shorten(field), err)
	}
	if !c.Profile.Series.Given() {
		return nil, &ghg.FieldError{Field: field, Want: "one value per hour", Err: ghg.ErrMissing}
	}
	if !c.Profile.Series.Period().Same(period) {
		return nil, &ghg.FieldError{Field: "period of the " + field, Value: c.Profile.Series.Period().String(), Want: "that of the purchases, " + period.String(), Err: ghg.ErrMixed}
	}
	vintage := c.Instrument.Vintage
	if !vintage.Start.Valid() || !vintage.End.Valid() || !period.Contains(vintage) {
		return nil, nil
	}
	list := weights(c.Profile.Series)
	from, to := period.Start.DaysUntil(vintage.Start)*hoursOfDay, period.Start.DaysUntil(vintage.End)*hoursOfDay
	for i := range list {
		if i < from || i >= to {
			list[i] = new(big.Int)
		}
	}
	hours, some := spread(volume, list)
	if !some {
		return nil, &ghg.FieldError{Field: field, Value: "0 in the vintage " + vintage.String(), Want: "a sum above 0", Err: ghg.ErrOutOfRange}
	}
	return hours, nil
}

// share returns ⌊amount × share⌋.
func share(amount int64, of decimal.Decimal) int64 {
	return decimal.New(amount, 0).Mul(of).IntPart()
}

// series returns the hours as a series.
func series(period ghg.Period, hours []int64) (scope2.Series, error) {
	values := make([]decimal.Decimal, len(hours))
	for i, n := range hours {
		values[i] = decimal.New(n, -milliwattHours)
	}
	return scope2.NewSeries(period, megawattHour(), values)
}

// checkShare returns an error unless a share that is given is from 0 to 1.
func checkShare(field string, s *decimal.Decimal) error {
	if s == nil {
		return nil
	}
	if err := dec.Check(*s); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(*s), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	if s.IsNegative() || s.GreaterThan(decimal.New(1, 0)) {
		return &ghg.FieldError{Field: field, Value: dec.Text(*s), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
	}
	return nil
}
