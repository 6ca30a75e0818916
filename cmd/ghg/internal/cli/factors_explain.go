package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// asked is a query as its flags state it.
type asked struct {
	region, period, unit, boundary, priceType string
	priceYear                                 int
	convertible                               bool
}

// factorsExplain explains which factor a calculation uses.
func (a *app) factorsExplain() *cobra.Command {
	var flags basisFlags
	var q asked
	cmd := &cobra.Command{
		Use:   "explain ACTIVITY --region R --period P --unit U --boundary B --factors SET,...",
		Short: "Explain why a factor is chosen, or why there is none",
		Long: `Explain which factor a calculation uses for an activity, region, period, unit and boundary, and why each other factor
for the activity is not used. If there is none, the explanation says what is missing and what there is instead; that is no
failure.

Exit status: 2 if a flag is missing or cannot be read.`,
		Example: `  ghg factors explain fuel/natural-gas --region GB --period 2024 --unit kWh --boundary combustion --factors desnz-2024,desnz-2025
  ghg factors explain electricity/grid --region GB --period 2026 --unit kWh --boundary generation --factors desnz-2025 --policy older_years=1`,
		Args: exactArgs(1, "an ACTIVITY, such as fuel/natural-gas"),
	}
	flags.add(cmd, false)
	cmd.Flags().StringVar(&q.region, "region", "", "the region: GB, JP-13, US-CAMX, GLOBAL")
	cmd.Flags().StringVar(&q.period, "period", "", "the period: 2024, 2024-04-01..2025-03-31")
	cmd.Flags().StringVar(&q.unit, "unit", "", "the unit of the amount: kWh, MWh(HHV), L, t")
	cmd.Flags().StringVar(&q.boundary, "boundary", "", "the boundary: combustion, generation, well-to-tank, ...")
	cmd.Flags().IntVar(&q.priceYear, "price-year", 0, "of a factor per spend: the year of its prices")
	cmd.Flags().StringVar(&q.priceType, "price-type", "", "of a factor per spend: purchaser, basic or producer")
	cmd.Flags().BoolVar(&q.convertible, "convertible", false, "also take a factor that properties of the fuel lead to, as most methods do")
	f := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		query, err := q.query(args[0])
		if err = ghg.Join(err, flags.given()); err != nil {
			return usage(err)
		}
		b, err := flags.catalogue()
		if err != nil {
			return err
		}
		e, err := b.Explain(query)
		if err != nil {
			return err
		}
		if f.name == formatTable {
			fmt.Fprint(a.people(), e)
			return nil
		}
		return a.print(candidates(e), f.name)
	}
	return cmd
}

// query reads the flags. Everything that is missing or cannot be read is reported.
func (q *asked) query(activity string) (factors.Query, error) {
	of := factors.Query{
		Activity: activity, Region: q.region, Convertible: q.convertible,
		Price: factors.Price{Year: q.priceYear, Type: q.priceType},
	}
	var failed error
	read := func(flag, value, want string, set func() error) {
		if value == "" {
			failed = ghg.Join(failed, fmt.Errorf("--%s is not set: want %s", flag, want))
		} else if err := set(); err != nil {
			failed = ghg.Join(failed, fmt.Errorf("--%s: %w", flag, err))
		}
	}
	read("region", q.region, "a region, such as GB, JP-13 or GLOBAL", func() error { return factors.CheckRegion(q.region) })
	read("period", q.period, "a period, such as 2024", func() (err error) { of.Period, err = ghg.ParsePeriod(q.period); return err })
	read("unit", q.unit, "a unit, such as kWh", func() (err error) { of.Unit, err = units.ParseUnit(q.unit); return err })
	read("boundary", q.boundary, orList(boundaries()), func() error { return of.Boundary.UnmarshalText([]byte(q.boundary)) })
	return of, failed
}

// boundaries returns the names of the boundaries.
func boundaries() []string {
	var names []string
	for b := ghg.Combustion; ; b++ {
		text, err := b.MarshalText()
		if err != nil {
			return names
		}
		names = append(names, string(text))
	}
}

// candidates is an explanation as a table, with why there is no factor as its last row.
func candidates(e factors.Explanation) *table {
	t := &table{columns: []string{"id", "set", "taken", "reason"}}
	for _, c := range e.Candidates {
		t.add(c.ID, c.Set, map[bool]string{true: "yes", false: "no"}[c.Taken], c.Reason)
	}
	for _, c := range e.Caveats {
		t.add("", "", "", "caveat: "+c.String())
	}
	if e.Taken == "" {
		t.add("", "", "", e.Absence.String())
	}
	return t
}
