package ghg_test

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

// revisionCalls are the calls of the draft of the Scope 2 revision.
func revisionCalls() map[string]func() trial {
	portfolio := func() revision.Portfolio {
		rate, share := factors.MustSupplied("0.5 kg CO2/kWh; operator"), d("0.5")
		in := instrument("a", "1 MWh")
		in.Vintage = twoHours
		return revision.Portfolio{
			Sites: append(make([]revision.Site, 0, 2), revision.Site{
				Purchase: scope2.Electricity{ID: "hq", Period: twoHours, Region: "GB", Amount: units.MustParse("72 kWh"), GridFactor: rate, ResidualMix: rate},
				Zone:     "A", Load: revision.Load{Flat: true}, StandardSupplyShare: &share,
				Location: []revision.LocationFactor{{Area: revision.National, Flow: revision.Production, Annual: rate}},
			}),
			Contracts: []revision.Contract{{
				Instrument: in, ContractDate: ghg.Date{Year: 2023, Month: 1, Day: 1}, Zone: "B", FirmRights: []string{"A"},
				Profile: revision.Profile{Kind: revision.PlantProfile, Series: must(scope2.NewSeries(twoHours, units.MustUnit("kWh"), hours("2")))},
			}},
			Zones: []revision.Zone{{Name: "A", Next: []string{"B"}, Prices: []decimal.Decimal{d("1")}}, {Name: "B"}},
		}
	}
	choices := revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{None: true}}
	b := factors.Basis{GWP: ghg.AR5()}
	compared := func() revision.Comparison {
		return must(revision.Compare(portfolio(), revision.Guidance2015(), revision.Consultation2025(), choices, b))
	}
	return map[string]func() trial{
		"revision.Causes":              func() trial { return call(revision.Causes) },
		"revision.Guidance2015":        func() trial { return call(revision.Guidance2015) },
		"revision.Consultation2025":    func() trial { return call(revision.Consultation2025) },
		"revision.Edition.Check":       func() trial { e := revision.Consultation2025(); return call(e.Check).on(e) },
		"revision.Edition.IsDraft":     func() trial { e := revision.Consultation2025(); return call(e.IsDraft).on(e) },
		"revision.Edition.String":      func() trial { e := revision.Consultation2025(); return call(e.String).on(e) },
		"revision.Edition.MarshalJSON": func() trial { e := revision.Consultation2025(); return call(e.MarshalJSON).on(e) },
		"revision.Edition.UnmarshalJSON": func() trial {
			e := revision.Guidance2015()
			return call(e.UnmarshalJSON, must(revision.Consultation2025().MarshalJSON())).on(&e)
		},
		"revision.Line.Explain": func() trial { l := compared().Lines[1]; return call(l.Explain).on(l) },
		"revision.Compare": func() trial {
			return call(revision.Compare, portfolio(), revision.Guidance2015(), revision.Consultation2025(), choices, b)
		},
	}
}
