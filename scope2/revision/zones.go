package revision

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// zoneTable holds the zones by name.
type zoneTable struct {
	byName map[string]*Zone
	names  []string
	period ghg.Period
}

func newZoneTable(zones []Zone, period ghg.Period) (*zoneTable, error) {
	t := &zoneTable{byName: map[string]*Zone{}, period: period}
	for i := range zones {
		z := &zones[i]
		switch {
		case z.Name == "":
			return nil, &ghg.FieldError{Field: "zone", Want: "a name", Err: ghg.ErrMissing}
		case input.TooLong(z.Name) || input.TooLong(z.PriceUnit):
			return nil, &ghg.FieldError{Field: "zone", Value: z.Name, Want: "texts of " + input.WantText, Err: ghg.ErrOutOfRange}
		case t.byName[z.Name] != nil:
			return nil, &ghg.FieldError{Field: "zone", Value: z.Name, Want: "a name that no other zone has", Err: ghg.ErrMixed}
		}
		for h, p := range z.Prices {
			if err := dec.Check(p); err != nil {
				return nil, &ghg.FieldError{Field: "price of zone " + input.Shorten(z.Name) + ", hour " + strconv.Itoa(h), Value: dec.Brief(p), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
			}
		}
		t.byName[z.Name], t.names = z, append(t.names, z.Name)
	}
	for _, z := range zones {
		for _, next := range z.Next {
			if err := t.knows("zone next to "+input.Shorten(z.Name), next); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// knows returns an error for a zone that is not in the table.
func (t *zoneTable) knows(field, name string) error {
	switch {
	case name == "":
		return &ghg.FieldError{Field: field, Want: "a zone of the table", Err: ghg.ErrMissing}
	case t.byName[name] == nil:
		return &ghg.FieldError{Field: field, Value: name, Want: "a zone of the table", Near: spelling.Meant(name, t.names), Err: ghg.ErrUnknown}
	}
	return nil
}

// delivery is in which hours a contract can be delivered to a load.
type delivery struct {
	never bool
	hours []bool // nil for every hour
}

func (d delivery) in(hour int) bool { return d.hours == nil || d.hours[hour] }

// deliver applies the rules of an edition to the zones of a contract and of a load.
func (t *zoneTable) deliver(e *Edition, c *Contract, to string) (delivery, error) {
	switch {
	case c.Zone == to, e.FirmRights && slices.Contains(c.FirmRights, to):
		return delivery{}, nil
	case e.PriceRatio.IsZero() || !slices.Contains(t.byName[to].Next, c.Zone):
		return delivery{never: true}, nil
	}
	load, generation := t.byName[to], t.byName[c.Zone]
	if load.PriceUnit == "" || load.PriceUnit != generation.PriceUnit {
		return delivery{}, &ghg.FieldError{Field: "price units of zones " + input.Shorten(load.Name) + " and " + input.Shorten(generation.Name), Value: input.Shorten(load.PriceUnit + " and " + generation.PriceUnit), Want: "one unit, such as EUR/MWh", Err: ghg.ErrMixed}
	}
	hours := make([]bool, t.period.Days()*hoursOfDay)
	for _, z := range []*Zone{load, generation} {
		if len(z.Prices) != len(hours) {
			return delivery{}, t.missing(z, len(hours))
		}
	}
	for h := range hours {
		hours[h] = load.Prices[h].LessThan(generation.Prices[h].Mul(e.PriceRatio))
	}
	return delivery{hours: hours}, nil
}

// missing returns the error of a zone whose prices do not cover the period.
func (t *zoneTable) missing(z *Zone, want int) error {
	at := min(len(z.Prices), want)
	hour := fmt.Sprintf("%sT%02d:00", t.period.Start.AddDays(at/hoursOfDay), at%hoursOfDay)
	if len(z.Prices) > want {
		return &ghg.FieldError{Field: "prices of zone " + input.Shorten(z.Name), Value: strconv.Itoa(len(z.Prices)), Want: fmt.Sprintf("%d, the hours of %s", want, t.period), Err: ghg.ErrOutOfRange}
	}
	return &ghg.FieldError{Field: "prices of zone " + input.Shorten(z.Name), Want: "a price in every hour; there is none from " + hour, Err: ghg.ErrMissing}
}
