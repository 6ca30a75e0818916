package inventory

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// EntityYear is an entity whose reporting year is not that of the organisation, with what its results add to a total.
type EntityYear struct {
	Entity  string
	Year    ghg.Period
	Ends    int // days from the end of the organisation's period to the end of the entity's; below zero if it ends before
	Results int
	CO2e    ghg.CO2e
}

// String returns the entity with its year: "Example KK: FY2023, 2023-04-01 to 2024-03-31, ends 91 days later".
func (y EntityYear) String() string {
	s := fmt.Sprintf("%s: %s, %s to %s", input.Shorten(y.Entity), y.Year, y.Year.Start, y.Year.End.AddDays(-1))
	switch {
	case y.Ends > 0:
		s += fmt.Sprintf(", ends %d days later", y.Ends)
	case y.Ends < 0:
		s += fmt.Sprintf(", ends %d days earlier", -y.Ends)
	}
	return s
}

// mostApart is the most days by which the end of an entity's year may differ from the organisation's without a finding of
// [Check]: three months. Source: IFRS 10, paragraph B93.
const mostApart = 92

// YearOf returns the reporting year of an entity: its own, if it is stated, or the organisation's period.
func (o Organisation) YearOf(entity string) ghg.Period {
	if year, own := o.Years[entity]; own {
		return year
	}
	return o.Period
}

// yearIn returns the reporting year of an entity, in words.
func (o Organisation) yearIn(entity string) string {
	if year, own := o.Years[entity]; own {
		return year.String() + ", the year of " + input.Quote(entity)
	}
	return o.Period.String()
}

// checkYears returns an error unless the years of entities can be added up with the organisation's.
func (o Organisation) checkYears() error {
	for _, entity := range slices.Sorted(maps.Keys(o.Years)) {
		year, field := o.Years[entity], "year of entity "+input.Shorten(entity)
		if err := year.Check(); err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
		switch {
		case entity == "":
			return &ghg.FieldError{Field: field, Want: "the name of the entity", Err: ghg.ErrMissing}
		case len(o.Entities) > 0 && !slices.Contains(o.Entities, entity):
			return &ghg.FieldError{Field: field, Value: year.String(), Want: "an entity of the organisation: " + strings.Join(o.Entities, ", "), Err: ghg.ErrUnknown}
		case !sameLength(year, o.Period):
			return &ghg.FieldError{Field: field, Value: year.String(), Want: "a year as long as the organisation's, " + o.Period.String(), Err: ghg.ErrOutOfRange}
		case year.Overlap(o.Period) == 0:
			return &ghg.FieldError{Field: field, Value: year.String(), Want: "a year that overlaps the organisation's, " + o.Period.String(), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// sameLength reports whether two periods have as many whole months, years or days.
func sameLength(a, b ghg.Period) bool {
	whole := func(p ghg.Period) bool { return p.Start.AddYears(1) == p.End }
	m := months(a)
	return m > 0 && m == months(b) || whole(a) && whole(b) || a.Days() == b.Days()
}

// months returns the number of calendar months in a period, or 0 if it is not of whole ones.
func months(p ghg.Period) int {
	const inYear = 12
	if p.Start.Day != 1 || p.End.Day != 1 {
		return 0
	}
	return inYear*(p.End.Year-p.Start.Year) + int(p.End.Month) - int(p.Start.Month)
}

// years returns the entities with another year than the organisation's, in the order of their names.
func (p Partial) years() []EntityYear {
	own := map[string]*EntityYear{}
	for entity, year := range p.inv.org.Years {
		if !year.Same(p.inv.org.Period) {
			own[entity] = &EntityYear{Entity: entity, Year: year, Ends: p.inv.org.Period.End.DaysUntil(year.End)}
		}
	}
	if len(own) == 0 {
		return nil
	}
	for s := range p.sums() {
		if y := own[s.head.Entity]; y != nil {
			co2e, _ := s.co2e()
			y.Results, y.CO2e = y.Results+s.lines, y.CO2e.Add(co2e)
		}
	}
	list := make([]EntityYear, 0, len(own))
	for _, entity := range slices.Sorted(maps.Keys(own)) {
		list = append(list, *own[entity])
	}
	return list
}

// String returns the figures with what they lack, to be read: one line for each scope and the total, then what is missing
// or excluded, and the entities with another year. Tonnes are rounded half up to three places.
func (p Partial) String() string {
	if p.inv == nil {
		return "no inventory"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s\n", input.Shorten(p.inv.org.Name), p.inv.org.Period, p.accounting)
	counted := map[ghg.Scope]ghg.CO2e{}
	for s := range p.sums() {
		co2e, _ := s.co2e()
		counted[s.head.Scope] = counted[s.head.Scope].Add(co2e)
	}
	for scope := ghg.Scope1; scope <= ghg.Scope3; scope++ {
		if co2e, ok := counted[scope]; ok {
			fmt.Fprintf(&b, "%s: %s t CO2e\n", scope, tonnes(co2e))
		}
	}
	fmt.Fprintf(&b, "total: %s t CO2e\n", tonnes(p.Total()))
	for _, g := range p.Missing {
		fmt.Fprintf(&b, "missing: %s\n", g)
	}
	for _, e := range p.Excluded {
		fmt.Fprintf(&b, "excluded: %s\n", e)
	}
	for _, y := range p.Years {
		fmt.Fprintf(&b, "year of %s: %s t CO2e\n", y, tonnes(y.CO2e))
	}
	return b.String()
}

func tonnes(c ghg.CO2e) string {
	const places = 3
	return dec.Text(c.Tonnes().Round(places))
}
