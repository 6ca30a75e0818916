// Command scope2revision shows what the draft of the Scope 2 revision makes of one site's contracts: today's figures, those as
// of the consultation of 20 October 2025, and the difference by cause.
//
//	go run ./examples/scope2revision
//
// The site, its contracts, the zones and all factors are fictitious. The site uses as much in every hour. It holds solar
// certificates of its zone, a wind contract of 2019 from a zone that is next to it, certificates from a zone that is not, and a
// standard supply service. The threshold of the exemption and the legacy date are not decided: the program states its own.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scope2revision:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	p, err := portfolio()
	if err != nil {
		return err
	}
	choices := revision.Choices{
		Exemption: revision.Exemption{SiteBelow: units.MustParse("1000 MWh")},
		Legacy:    revision.Legacy{Before: ghg.Date{Year: 2020, Month: 1, Day: 1}},
	}
	c, err := revision.Compare(p, revision.Guidance2015(), revision.Consultation2025(), choices, factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, text(c))
	return err
}

var year = ghg.CalendarYear(2023)

// hours returns a value for every hour of the year, the same every day.
func hours(of func(hour int) int64) []decimal.Decimal {
	list := make([]decimal.Decimal, year.Days()*24)
	for i := range list {
		list[i] = decimal.New(of(i%24), 0)
	}
	return list
}

// sun returns the shape of solar power over a day: a parabola from 6 to 18 o'clock.
func sun(h int) int64 { return max(0, int64((h-5)*(18-h))) }

func flat(int) int64 { return 1 }

// price is 100 at the load; at night it is 60 at the wind farm, where power is left over.
func price(h int) int64 {
	if h < 6 {
		return 60
	}
	return 98
}

func portfolio() (revision.Portfolio, error) {
	grid, err := scope2.NewFactorSeries(year, units.MustUnit("MWh"), "AR5", "grid operator", hours(func(h int) int64 { return 380 - 20*min(sun(h), 9) }))
	if err != nil {
		return revision.Portfolio{}, err
	}
	share := decimal.New(15, -2) // of the service in the consumption of its customers
	site := revision.Site{
		Purchase: scope2.Electricity{
			ID: "power works", Site: "Works", Period: year, Amount: units.MustParse("8760 MWh"), Region: "GB",
			GridFactor: factors.MustSupplied("0.3 kg CO2e/kWh AR5; national inventory"), ResidualMix: factors.MustSupplied("0.5 kg CO2e/kWh AR5; issuing body"),
		},
		Zone: "South", Load: revision.Load{Flat: true}, StandardSupplyShare: &share,
		Residual: revision.ResidualMix{Factor: factors.MustSupplied("0.55 kg CO2e/kWh AR5; issuing body, without voluntary claims"), WithoutVoluntaryClaims: true},
		Location: []revision.LocationFactor{
			{Area: revision.National, Flow: revision.Production, Annual: factors.MustSupplied("0.3 kg CO2e/kWh AR5; national inventory")},
			{Area: revision.OperationalGrid, Flow: revision.Consumption, Hourly: grid},
		},
	}
	p := revision.Portfolio{Sites: []revision.Site{site}, Zones: []revision.Zone{
		{Name: "South", Next: []string{"North"}, PriceUnit: "GBP/MWh", Prices: hours(func(int) int64 { return 100 })},
		{Name: "North", PriceUnit: "GBP/MWh", Prices: hours(price)},
		{Name: "Islands"},
	}}
	for _, c := range []struct {
		id, volume, zone, service string
		signed                    int
		shape                     func(int) int64
	}{
		{"solar", "3000 MWh", "South", "", 2022, sun},
		{"wind 2019", "2000 MWh", "North", "", 2019, flat},
		{"wind 2022", "1500 MWh", "North", "", 2022, flat},
		{"islands", "500 MWh", "Islands", "", 2023, flat},
		{"utility", "1760 MWh", "South", "power works", 2023, flat},
	} {
		generation, err := scope2.NewSeries(year, units.MustUnit("MWh"), hours(c.shape))
		if err != nil {
			return revision.Portfolio{}, err
		}
		p.Contracts = append(p.Contracts, revision.Contract{
			Instrument: scope2.Instrument{
				ID: c.id, Kind: ghg.Certificate, Volume: units.MustParse(c.volume), Rate: scope2.ZeroCarbon(), Market: "GB", Renewable: true,
				Vintage: year, Retirement: "registry statement 2024-02", SoleClaim: true,
			},
			ContractDate: ghg.Date{Year: c.signed, Month: 3, Day: 1}, Zone: c.zone, StandardSupply: c.service,
			Profile: revision.Profile{Kind: revision.PlantProfile, Series: generation},
		})
	}
	return p, nil
}

func text(c revision.Comparison) string {
	var b strings.Builder
	fmt.Fprintf(&b, "today: %s\ndraft: %s\n", c.Today, c.Draft)
	for _, l := range c.Lines {
		fmt.Fprintf(&b, "\n%s, %s, t CO2e\n", l.Purchase, l.Accounting)
		fmt.Fprintf(&b, "  %-26s%10s\n", "today", l.Today.Tonnes().StringFixed(1))
		for _, a := range l.Causes {
			if !a.Change.Kg().IsZero() {
				fmt.Fprintf(&b, "  %-26s%10s\n", a.Cause, signed(a.Change.Tonnes()))
			}
		}
		fmt.Fprintf(&b, "  %-26s%10s\n", "draft, in no report", l.Draft.Tonnes().StringFixed(1))
		for _, u := range l.Uses {
			fmt.Fprintf(&b, "    %-24s%10s MWh\n", u.Contract, u.Volume.Value.StringFixed(1))
		}
		if l.Accounting == ghg.MarketBased {
			fmt.Fprintf(&b, "    %-24s%10s MWh\n", l.Fallback, l.Unmatched.Value.StringFixed(1))
		}
	}
	b.WriteString("\n")
	for _, n := range c.Notices {
		fmt.Fprintln(&b, n)
	}
	return b.String()
}

func signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.StringFixed(1)
	}
	return d.StringFixed(1)
}
