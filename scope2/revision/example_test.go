package revision_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

// A flat load of 24 MWh in a day, covered today by solar certificates of 24 MWh. Under the draft they cover the hours from 6 to
// 18 o'clock only, 12 MWh; the rest takes the residual mix.
func ExampleCompare() {
	day, _ := ghg.ParsePeriod("2024-06-01/2024-06-02")
	sun := make([]decimal.Decimal, 24)
	for h := 6; h < 18; h++ {
		sun[h] = decimal.New(2, 0)
	}
	generation, _ := scope2.NewSeries(day, units.MustUnit("MWh"), sun)
	average := factors.MustSupplied("0.5 kg CO2/kWh; operator 2024")
	p := revision.Portfolio{
		Zones: []revision.Zone{{Name: "GB"}},
		Sites: []revision.Site{{
			Purchase: scope2.Electricity{
				ID: "works", Period: day, Amount: units.MustParse("24 MWh"), Region: "GB", GridFactor: average,
				ResidualMix: factors.MustSupplied("0.6 kg CO2/kWh; issuing body 2024"),
			},
			Zone: "GB", Load: revision.Load{Flat: true},
			Location: []revision.LocationFactor{{Area: revision.National, Flow: revision.Production, Annual: average}},
		}},
		Contracts: []revision.Contract{{
			Instrument: scope2.Instrument{
				ID: "sun", Kind: ghg.Certificate, Volume: units.MustParse("24 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: day,
				Retirement: "statement 2024-07", SoleClaim: true,
			},
			Zone: "GB", Profile: revision.Profile{Kind: revision.MeterProfile, Series: generation},
		}},
	}
	choices := revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{None: true}}
	c, err := revision.Compare(p, revision.Guidance2015(), revision.Consultation2025(), choices, factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	l := c.Lines[1]
	fmt.Printf("%s today: %s\ndraft: %s\n", l.Accounting, l.Today, l.Draft)
	for _, a := range l.Causes {
		if !a.Change.Kg().IsZero() {
			fmt.Println(a.Cause, a.Change.Tonnes(), "t")
		}
	}
	for _, n := range c.Notices {
		fmt.Println(n)
	}
	// Output:
	// market-based today: 0 kg CO2e
	// draft: 7200 kg CO2e, as of the consultation of 20 Oct 2025
	// hourly matching 7.2 t
	// exemption chosen: none; undecided as of the consultation of 20 Oct 2025
	// legacy date chosen: none; undecided as of the consultation of 20 Oct 2025
	// residual mix not adjusted, works: it is not stated that the mix leaves out voluntary claims and standard supply service
}
