package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// effect is an inventory before and after a change.
type effect struct{ before, after *inventory.Inventory }

// printEffect prints the totals by scope before and after, with their difference and, if lines are asked for, the lines that
// differ in place of the totals.
func (a *app) printEffect(e effect, f *format, lines bool) error {
	var t *table
	var err error
	exact := f.name != formatTable
	if lines {
		t = e.lines(exact)
	} else if t, err = e.scopes(exact); err != nil {
		return err
	}
	if err := a.print(t, f.name); err != nil || exact {
		return err
	}
	return e.writeMissing(a.Out)
}

// writeMissing writes which scopes and categories are in no total, by either method of Scope 2.
func (e effect) writeMissing(w io.Writer) error {
	var names, categories []string
	for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		gaps, err := e.after.Missing(a)
		if err != nil {
			return err
		}
		for _, gap := range gaps {
			list, name := &names, gap.String()
			if gap.Category.Valid() && len(gap.Results) == 0 {
				list, name = &categories, strconv.Itoa(int(gap.Category))
			}
			if !slices.Contains(*list, name) {
				*list = append(*list, name)
			}
		}
	}
	switch len(categories) {
	case 0:
	case 1:
		names = append(names, "scope 3 category "+categories[0])
	default:
		names = append(names, "scope 3 categories "+strings.Join(categories, ", "))
	}
	if len(names) > 0 {
		fmt.Fprintf(w, "missing, so in no total: %s\n", strings.Join(names, "; "))
	}
	return nil
}

// effectColumns are the columns of a comparison after those that name its rows. What is exact is in kilograms.
func effectColumns(exact bool, names ...string) *table {
	if exact {
		return &table{columns: append(names, "before_kg_co2e", "after_kg_co2e", "difference_kg_co2e")}
	}
	n := len(names)
	return &table{columns: append(names, "before, t CO2e", "after", "difference", "%"), right: []int{n, n + 1, n + 2, n + 3}}
}

// addEffect adds a row with an amount before and after.
func (t *table) addEffect(exact bool, before, after ghg.CO2e, names ...string) {
	difference := after.Sub(before)
	if exact {
		t.add(append(names, dec.Text(before.Kg()), dec.Text(after.Kg()), dec.Text(difference.Kg()))...)
		return
	}
	percent := ""
	if ratio, err := difference.Ratio(before); err == nil {
		percent = ratio.Shift(2).StringFixed(1)
	}
	t.add(append(names, inTonnes(before.Kg()), inTonnes(after.Kg()), inTonnes(difference.Kg()), percent)...)
}

// scopes compares the totals of the scopes, Scope 2 and the sum by both methods.
func (e effect) scopes(exact bool) (*table, error) {
	t := effectColumns(exact, "what")
	type sums struct {
		scopes map[ghg.Scope]ghg.CO2e
		total  ghg.CO2e
	}
	sum := func(inv *inventory.Inventory, a ghg.Accounting) (sums, error) {
		p, err := inv.Partial(a)
		if err != nil {
			return sums{}, err
		}
		totals, err := p.Totals(inventory.ByScope)
		if err != nil {
			return sums{}, err
		}
		s := sums{scopes: map[ghg.Scope]ghg.CO2e{}, total: p.Total()}
		for _, row := range totals.Rows {
			s.scopes[row.Labels.Scope] = row.CO2e
		}
		return s, nil
	}
	var before, after [2]sums
	for i, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		var err error
		if before[i], err = sum(e.before, a); err != nil {
			return nil, err
		}
		if after[i], err = sum(e.after, a); err != nil {
			return nil, err
		}
	}
	row := func(name string, i int, s ghg.Scope) {
		was, there := before[i].scopes[s]
		is, still := after[i].scopes[s]
		if there || still {
			t.addEffect(exact, was, is, name)
		}
	}
	row("scope 1", 0, ghg.Scope1)
	row("scope 2, location-based", 0, ghg.Scope2)
	row("scope 2, market-based", 1, ghg.Scope2)
	row("scope 3", 0, ghg.Scope3)
	t.addEffect(exact, before[0].total, after[0].total, "total, location-based")
	t.addEffect(exact, before[1].total, after[1].total, "total, market-based")
	return t, nil
}

// lines compares the results that differ in their CO2e or their factors, those with the greatest difference first. A result
// that is in one inventory only is compared with zero.
func (e effect) lines(exact bool) *table {
	type line struct {
		id, part, note string
		before, after  ghg.CO2e
		factors        string
	}
	type key struct{ id, part string }
	at := map[key]int{}
	var all []line
	for r := range e.before.Results() {
		at[key{r.ID, partOf(r)}] = len(all)
		all = append(all, line{id: r.ID, part: partOf(r), before: r.CO2e, factors: factorsOf(r), note: "left out"})
	}
	for r := range e.after.Results() {
		i, there := at[key{r.ID, partOf(r)}]
		if !there {
			all = append(all, line{id: r.ID, part: partOf(r), after: r.CO2e, note: "added"})
			continue
		}
		all[i].after, all[i].note = r.CO2e, ""
		if is := factorsOf(r); is != all[i].factors {
			all[i].note = is
		}
	}
	all = slices.DeleteFunc(all, func(l line) bool { return l.note == "" && l.before.Equal(l.after) })
	size := func(l line) ghg.CO2e {
		if d := l.after.Sub(l.before); !d.IsNegative() {
			return d
		}
		return l.before.Sub(l.after)
	}
	slices.SortStableFunc(all, func(a, b line) int { return size(b).Cmp(size(a)) })
	t := effectColumns(exact, "id", "part", "other factors")
	for _, l := range all {
		t.addEffect(exact, l.before, l.after, l.id, l.part, l.note)
	}
	return t
}

// factorsOf returns the ids of the factors of a result.
func factorsOf(r ghg.Result) string {
	ids := make([]string, 0, len(r.Factors))
	for _, f := range r.Factors {
		ids = append(ids, f.ID)
	}
	return strings.Join(ids, "; ")
}
