package inventory

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// seriesKey is what results of one line through the year have in common.
type seriesKey struct {
	entity, site string
	method       ghg.Method
	category     ghg.Category
	part, energy string
}

// String returns what the line is of.
func (k seriesKey) String() string {
	if k.energy == "" {
		return string(k.method)
	}
	return k.energy
}

// reading is what a line emits in one period: the sum of the results with its dates.
type reading struct {
	period ghg.Period
	kg     decimal.Decimal
	id     string // of the first
	lines  int
}

// cmpRate compares kilograms per day, exactly.
func (a reading) cmpRate(b reading) int { return a.kg.Mul(b.days()).Cmp(b.kg.Mul(a.days())) }

func (a reading) days() decimal.Decimal { return decimal.NewFromInt(int64(a.period.Days())) }

// series are readings by line, in the order of their first days.
type series map[seriesKey][]reading

// seriesOf returns the lines of a ledger, each with its periods. Of a line's results the first that counts stands for it, of
// scope 2 the location-based one.
func (l *ledger) seriesOf() series {
	all := series{}
	for i := range l.lines.n {
		ref := l.lines.at(i)
		if ref.group >= 0 {
			continue
		}
		if list := l.heads(i); len(list) > 0 {
			if j := counted(list); j >= 0 {
				all.add(&list[j], list[j].CO2e, list[j].ID, 1)
			}
		}
	}
	for i := range l.groups {
		g := &l.groups[i]
		if j := counted(g.heads); j >= 0 {
			co2e, _ := sum{head: &g.heads[j], lines: g.lines, kind: g.kind, of: &g.sums[j], place: j}.co2e()
			all.add(&g.heads[j], co2e, g.first, g.lines)
		}
	}
	for k := range all {
		all[k] = merged(all[k])
	}
	return all
}

// counted returns the place of the result that stands for a line, or −1.
func counted(results []ghg.Result) int {
	for i := range results {
		if r := &results[i]; r.Counts() && r.Accounting != MarketBased {
			return i
		}
	}
	return -1
}

func (s series) add(r *ghg.Result, co2e ghg.CO2e, id string, lines int) {
	k := seriesKey{r.Entity, r.Site, r.Method, r.Category, r.Part, ""}
	for i, e := range energies(r, anyFactor) {
		if i > 0 {
			k.energy += ", "
		}
		k.energy += e.name + " in " + e.region
	}
	s[k] = append(s[k], reading{r.Period, co2e.Kg(), id, lines})
}

// merged returns readings in the order of their dates, those with the same dates added up.
func merged(list []reading) []reading {
	slices.SortStableFunc(list, func(a, b reading) int {
		return cmp.Or(a.period.Start.Compare(b.period.Start), a.period.End.Compare(b.period.End))
	})
	var out []reading
	for _, r := range list {
		last := len(out) - 1
		if last < 0 || !out[last].period.Same(r.period) {
			out = append(out, r)
			continue
		}
		out[last].kg, out[last].lines = out[last].kg.Add(r.kg), out[last].lines+r.lines
	}
	return out
}

// history checks the periods of every line: of a meter for days in common and days missing, of any for outliers.
func (c *checker) history(inv *Inventory) {
	before := series{}
	for _, earlier := range c.Before {
		if earlier == nil {
			continue
		}
		for k, list := range earlier.ledger.seriesOf() {
			before[k] = append(before[k], list...)
		}
	}
	all := inv.ledger.seriesOf()
	for _, k := range slices.SortedFunc(maps.Keys(all), compareSeries) {
		if slices.Contains(c.Metered, k.method) {
			c.overlaps(k, all[k])
			c.gaps(k, all[k], inv.org.YearOf(k.entity))
		}
		c.outliers(k, all[k], before[k])
	}
}

func compareSeries(a, b seriesKey) int {
	return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.site, b.site), cmp.Compare(a.method, b.method), cmp.Compare(a.category, b.category),
		cmp.Compare(a.part, b.part), cmp.Compare(a.energy, b.energy))
}

// overlaps finds periods with days in common: at most one finding for a meter.
func (c *checker) overlaps(k seriesKey, list []reading) {
	var ids []string
	first, furthest, listed := "", 0, map[string]bool{}
	note := func(text string, with ...string) {
		first = cmp.Or(first, text)
		for _, id := range with {
			if !listed[id] {
				ids, listed[id] = append(ids, id), true
			}
		}
	}
	for i, r := range list {
		if r.lines > 1 {
			note(fmt.Sprintf("%d lines for %s", r.lines, r.period), r.id)
		}
		if i == 0 {
			continue
		}
		if days := list[furthest].period.Overlap(r.period); days > 0 {
			note(fmt.Sprintf("%s and %s have %d days in common", list[furthest].period, r.period, days), list[furthest].id, r.id)
		}
		if list[furthest].period.End.Before(r.period.End) {
			furthest = i
		}
	}
	if first != "" {
		c.add(OverlappingPeriods, k.entity, k.site, k.String()+": "+first, ids...)
	}
}

// gaps finds days of the year without a reading: at most one finding for a meter.
func (c *checker) gaps(k seriesKey, list []reading, year ghg.Period) {
	const shown = 3
	var texts []string
	gaps, days, reached := 0, 0, year.Start
	gap := func(until ghg.Date) {
		if n := reached.DaysUntil(until); n >= c.GapDays {
			if gaps, days = gaps+1, days+n; gaps <= shown {
				texts = append(texts, reached.String()+" to "+until.AddDays(-1).String())
			}
		}
	}
	ids := make([]string, 0, len(list))
	for _, r := range list {
		gap(r.period.Start)
		if reached.Before(r.period.End) {
			reached = r.period.End
		}
		ids = append(ids, r.id)
	}
	gap(year.End)
	if gaps == 0 {
		return
	}
	text := fmt.Sprintf("%s: no line for %d days: %s", k, days, strings.Join(texts, ", "))
	if gaps > shown {
		text += fmt.Sprintf(" and %d more gaps", gaps-shown)
	}
	c.add(GapInYear, k.entity, k.site, text, ids...)
}

// outliers finds readings far from the median of the others of their line.
func (c *checker) outliers(k seriesKey, list, before []reading) {
	if len(list)+len(before)-1 < c.Periods {
		return
	}
	order := make([]int, len(list)+len(before))
	at := func(i int) reading {
		if i < len(list) {
			return list[i]
		}
		return before[i-len(list)]
	}
	for i := range order {
		order[i] = i
		if at(i).kg.IsNegative() {
			return // a line with deductions has no usual rate
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return at(i).cmpRate(at(j)) })
	for place, i := range order {
		if i >= len(list) {
			continue
		}
		num, den := medianWithout(place, len(order), func(p int) reading { return at(order[p]) })
		r := list[i]
		rate, median := r.kg.Mul(den), num.Mul(r.days()) // over the same denominator
		if rate.GreaterThan(median.Mul(c.Outlier)) || rate.Mul(c.Outlier).LessThan(median) {
			c.add(FarFromHistory, k.entity, k.site, fmt.Sprintf("%s: %s a day in %s, %s the median of the %d other periods", k, perDay(r.kg, r.days()), r.period, times(rate, median), len(order)-1), r.id)
		}
	}
}

// medianWithout returns the median rate, as a fraction, of n readings in order of their rates without one of them.
func medianWithout(without, n int, at func(int) reading) (num, den decimal.Decimal) {
	other := func(p int) reading {
		if p >= without {
			p++
		}
		return at(p)
	}
	if others := n - 1; others%2 == 0 {
		a, b := other(others/2-1), other(others/2)
		return a.kg.Mul(b.days()).Add(b.kg.Mul(a.days())), a.days().Mul(b.days()).Mul(decimal.New(2, 0))
	}
	m := other((n - 1) / 2)
	return m.kg, m.days()
}

// perDay writes a rate for a reader.
func perDay(kg, days decimal.Decimal) string {
	rate, err := dec.Quo(kg, days)
	if err != nil {
		return dec.Text(kg) + " kg CO2e in no days"
	}
	return dec.Text(rate.Round(shownPlaces)) + " kg CO2e"
}

// times writes how many times the median a rate is.
func times(rate, median decimal.Decimal) string {
	ratio, err := dec.Quo(rate, median)
	if err != nil {
		return "above zero,"
	}
	return dec.Text(ratio.Round(shownPlaces)) + " times"
}

const shownPlaces = 3
