package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/targets"
)

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(r *report.Report)
		want   string
		kind   error
	}{
		{"no inventory", func(r *report.Report) { r.Inventory = nil }, "inventory", ghg.ErrMissing},
		{"no results", func(r *report.Report) { r.Inventory = &inventory.Inventory{} }, "with results", ghg.ErrMissing},
		{"a year without a label", func(r *report.Report) { r.Years[0].Label = " " }, "years[0].label", ghg.ErrMissing},
		{"the label of the year itself", func(r *report.Report) { r.Years[0].Label = "2024" }, "years[0].label", ghg.ErrRepeated},
		{"a year without days", func(r *report.Report) { r.Years[0].Period = ghg.Period{} }, "years[0].period", nil},
		{"years out of order", func(r *report.Report) {
			r.Bridge = nil
			r.Years = append(r.Years, report.Year{Label: "2022", Period: ghg.CalendarYear(2022)})
		}, "years[0].period", ghg.ErrOutOfRange},
		{"years that overlap", func(r *report.Report) { r.Years[0].Period = ghg.CalendarYear(2024) }, "years[0].period", ghg.ErrOutOfRange},
		{"an inventory of other days", func(r *report.Report) { r.Years[0].Period = ghg.CalendarYear(2022) }, "years[0].inventory", ghg.ErrMixed},
		{"a base year that is none", func(r *report.Report) { r.Base = "2019" }, "base", ghg.ErrOutOfRange},
		{"a restatement without a reason", func(r *report.Report) { r.Years[0].Restated[0].Reason = " " }, "years[0].restated[0].reason", ghg.ErrMissing},
		{"a reason of 10 kB", func(r *report.Report) { r.Years[0].Restated[0].Reason = strings.Repeat("x", 10_000) }, "years[0].restated[0].reason", ghg.ErrOutOfRange},
		{"a restatement of nothing", func(r *report.Report) { r.Years[0].Restated[0].From = r.Years[0].Restated[0].To }, "years[0].restated[0].to", ghg.ErrRepeated},
		{"a restatement to another figure", func(r *report.Report) { r.Years[0].Restated[0].To = ghg.CO2e{} }, "years[0].restated[0].to", ghg.ErrMixed},
		{"an added figure with an older one", func(r *report.Report) { r.Years[0].Restated[0].Added = true }, "years[0].restated[0].from", ghg.ErrMixed},
		{"a restatement of a missing figure", func(r *report.Report) {
			r.Years[0].Restated[0].Scope, r.Years[0].Restated[0].Category = ghg.Scope3, ghg.EmployeeCommuting
		}, "years[0].restated[0].to", ghg.ErrMissing},
		{"a restatement of Scope 2 by no method", func(r *report.Report) { r.Years[0].Restated[0].Scope = ghg.Scope2 }, "years[0].restated[0].accounting", ghg.ErrMissing},
		{"a restatement twice", func(r *report.Report) {
			r.Years[0].Restated = append(r.Years[0].Restated, r.Years[0].Restated[0])
		}, "years[0].restated[1]", ghg.ErrRepeated},
		{"a restatement of what was not published", func(r *report.Report) { r.Bridge, r.Years[0].Inventory = nil, nil }, "years[0].restated[0].to", ghg.ErrMissing},
		{"a figure of no scope", func(r *report.Report) { r.Published = []report.Figure{{Scope: 9}} }, "published[0].scope", ghg.ErrOutOfRange},
		{"a figure of no category", func(r *report.Report) { r.Published = []report.Figure{{Scope: ghg.Scope3, Category: 99}} }, "published[0].category", ghg.ErrOutOfRange},
		{"a category of scope 1", func(r *report.Report) { r.Published = []report.Figure{{Scope: ghg.Scope1, Category: 1}} }, "published[0].category", ghg.ErrOutOfRange},
		{"a figure of no method", func(r *report.Report) { r.Published = []report.Figure{{Scope: ghg.Scope2}} }, "published[0].accounting", ghg.ErrMissing},
		{"a figure by an unknown method", func(r *report.Report) { r.Published = []report.Figure{{Scope: ghg.Scope2, Accounting: 9}} }, "published[0].accounting", ghg.ErrOutOfRange},
		{"a figure twice", func(r *report.Report) {
			r.Years[0].Published = []report.Figure{{Scope: ghg.Scope1}, {Scope: ghg.Scope1}}
		}, "years[0].published[1]", ghg.ErrRepeated},
		{"a source of 10 kB", func(r *report.Report) {
			r.Published = []report.Figure{{Scope: ghg.Scope1, Source: strings.Repeat("x", 10_000)}}
		}, "published[0]", ghg.ErrOutOfRange},
		{"a bridge without a year", func(r *report.Report) { r.Years, r.Base = nil, "" }, "bridge", ghg.ErrMissing},
		{"a bridge of others", func(r *report.Report) { r.Bridge = &bridge.Bridge{} }, "bridge", ghg.ErrMixed},
		{"a target without a base", func(r *report.Report) { r.Targets[0].Absolute.Base = targets.Base{} }, "targets[0]", nil},
		{"a target that covers nothing", func(r *report.Report) { r.Targets[0].Covered = targets.Covered{} }, "targets[0].covered", nil},
		{"a target twice", func(r *report.Report) { r.Targets = append(r.Targets, r.Targets[0]) }, "targets[1]", ghg.ErrRepeated},
		{"a target without progress", func(r *report.Report) { r.Targets[0].Progress = targets.Progress{} }, "targets[0].progress", ghg.ErrMissing},
		{"the progress of another target", func(r *report.Report) { r.Targets[0].Progress.Target.Name = "x" }, "targets[0].progress", ghg.ErrMixed},
		{"no reported year", func(r *report.Report) { r.Targets[0].Progress.Latest = targets.Row{} }, "targets[0].progress", ghg.ErrMissing},
		{"a revenue that does not add up", func(r *report.Report) { r.Revenue.Other = decimal.NewFromInt(1) }, "revenue", nil},
		{"a denominator without a source", func(r *report.Report) { r.Per[0].Source = " " }, "per[0]", ghg.ErrMissing},
		{"a denominator of zero", func(r *report.Report) { r.Per[0].Value = decimal.Zero }, "per[0].value", ghg.ErrOutOfRange},
		{"a denominator of a billion digits", func(r *report.Report) { r.Per[0].Value = decimal.New(1, 1_000_000_000) }, "per[0].value", nil},
		{"a denominator of other days", func(r *report.Report) { r.Per[0].Period = ghg.CalendarYear(2023) }, "per[0].period", ghg.ErrMixed},
		{"a denominator twice", func(r *report.Report) { r.Per = append(r.Per, r.Per[0]) }, "per[1].name", ghg.ErrRepeated},
		{"a statement without end", func(r *report.Report) {
			r.Stated = map[report.Statement]string{report.Initiatives: strings.Repeat("x", report.MaxStated+1)}
		}, "stated initiatives", ghg.ErrOutOfRange},
		{"a label of 10 kB", func(r *report.Report) { r.Label = strings.Repeat("x", 10_000) }, "label", ghg.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sample.ThreeCountries(t)
			require.NoError(t, r.Check())
			c.change(&r)
			err := r.Check()
			require.ErrorContains(t, err, c.want)
			if c.kind != nil {
				require.ErrorIs(t, err, c.kind)
			}
			assert.Less(t, len(err.Error()), 3000)
		})
	}
	require.ErrorIs(t, report.Report{}.Check(), ghg.ErrMissing)
	withheld := sample.ThreeCountries(t)
	withheld.Targets[0].Progress, withheld.Targets[0].Withheld = targets.Progress{}, "scope 1 is missing"
	require.NoError(t, withheld.Check())
}

func TestName(t *testing.T) {
	r := sample.NEC(t)
	assert.Equal(t, "FY2023", r.Name())
	r.Label = ""
	assert.Equal(t, "FY2023", r.Name(), "of the period")
	assert.Empty(t, report.Report{}.Name())
	r.Label = "year three"
	assert.Equal(t, "year three", r.Name())
}

func TestOrdinals(t *testing.T) {
	for _, c := range []struct {
		in   []int
		want string
		n    int
	}{
		{nil, "", 0}, {[]int{0, -1}, "", 0}, {[]int{3}, "3", 1}, {[]int{2, 1}, "1-2", 2}, {[]int{5, 1, 2, 7, 6, 2}, "1-2 5-7", 5},
	} {
		o := report.OrdinalsOf(c.in...)
		assert.Equal(t, c.want, o.String())
		assert.Equal(t, c.n, o.Len())
		back := slices.Collect(o.All())
		assert.Len(t, back, c.n)
		if c.n > 0 {
			assert.Equal(t, back[0], o.First())
		}
	}
	assert.Zero(t, report.Ordinals{}.First())
	for n := range report.OrdinalsOf(1, 2, 3).All() {
		assert.Equal(t, 1, n)
		break
	}
}

// FuzzOrdinals checks that a set holds what it was made of, in order, each once.
func FuzzOrdinals(f *testing.F) {
	f.Add([]byte{1, 2, 3, 9})
	f.Add([]byte{9, 1, 1, 0})
	f.Fuzz(func(t *testing.T, in []byte) {
		var list []int
		for _, b := range in {
			list = append(list, int(b))
		}
		given := slices.Clone(list)
		got := slices.Collect(report.OrdinalsOf(list...).All())
		if !slices.Equal(list, given) {
			t.Fatal("the argument was changed")
		}
		slices.Sort(list)
		list = slices.DeleteFunc(slices.Compact(list), func(n int) bool { return n < 1 })
		if !slices.Equal(got, list) {
			t.Fatalf("%v, want %v", got, list)
		}
	})
}
