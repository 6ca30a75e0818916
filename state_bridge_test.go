package ghg_test

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/targets"
)

func baseVersion(id string, month int) baseyear.Version {
	return baseyear.Version{
		ID: id, Year: 2020, Period: ghg.CalendarYear(2020), Inventory: "report", Reason: "acquisition", Created: ghg.Date{Year: 2021, Month: 1, Day: month},
		GWP: "AR5", Approach: inventory.OperationalControl, Scope2: ghg.MarketBased,
	}
}

func baseFigure(scope ghg.Scope, tonnes string) baseyear.Figure {
	f := baseyear.Figure{Scope: scope, CO2e: must(ghg.TonnesCO2e(d(tonnes)))}
	if scope == ghg.Scope2 {
		f.Accounting = ghg.MarketBased
	}
	return f
}

func baseSeries() baseyear.Series {
	figures := func() []baseyear.Figure {
		list := append(make([]baseyear.Figure, 0, 5), baseFigure(ghg.Scope1, "100"), baseFigure(ghg.Scope2, "50"))
		travel := baseFigure(ghg.Scope3, "20")
		travel.Category = ghg.BusinessTravel
		return append(list, travel)
	}
	return baseyear.Series{Version: baseVersion("first", 1), Years: append(
		make([]baseyear.Year, 0, 5),
		baseyear.Year{Year: 2020, Figures: figures(), Status: baseyear.AsReported}, baseyear.Year{Year: 2021, Figures: figures(), Status: baseyear.AsReported},
	)}
}

func baseEvents() []baseyear.Event {
	return append(make([]baseyear.Event, 0, 3), baseyear.Event{
		ID: "C", Kind: baseyear.Acquisition, Effective: ghg.Date{Year: 2021, Month: 7, Day: 1},
		Deltas: append(make([]baseyear.Delta, 0, 3), baseyear.Delta{Year: 2020, Figure: baseFigure(ghg.Scope1, "15")}), NotPossible: []baseyear.NotPossible{{Year: 2021, Reason: "none"}},
	})
}

func baseCovered() targets.Covered {
	return targets.Covered{Scopes: append(make([]ghg.Scope, 0, 3), ghg.Scope1, ghg.Scope2)}
}

func basePolicy() baseyear.Policy {
	return baseyear.SBTiV1(baseyear.Boundary{Name: "scopes 1 and 2", Covered: baseCovered()})
}

func baseCalls() map[string]func() trial {
	of := func(ask func(*baseyear.Series) trial) func() trial {
		return func() trial {
			s := baseSeries()
			return ask(&s).on(s)
		}
	}
	recalculation := func() baseyear.Recalculation {
		return must(baseyear.Recalculate(baseSeries(), baseVersion("second", 2), baseyear.AllYear, 2021, baseEvents()...))
	}
	assessment := func() baseyear.Assessment { return must(basePolicy().Assess(baseSeries(), 2021, baseEvents()...)) }
	boundary := func() baseyear.Boundary {
		return baseyear.Boundary{Name: "scopes 1 and 2", Covered: baseCovered()}
	}
	return map[string]func() trial{
		"baseyear.SBTiV1": func() trial { return call(baseyear.SBTiV1, []baseyear.Boundary{boundary()}) },
		"baseyear.SBTiV2": func() trial { return call(baseyear.SBTiV2, []int{2027, 2032}) },
		"baseyear.YearOf": func() trial { return call(baseyear.YearOf, ownInventory(), 2024, ghg.MarketBased) },
		"baseyear.Policy.Assess": func() trial {
			p := basePolicy()
			return call(p.Assess, baseSeries(), 2021, baseEvents()).on(p)
		},
		"baseyear.Recalculate": func() trial {
			return call(baseyear.Recalculate, baseSeries(), baseVersion("second", 2), baseyear.AllYear, 2021, baseEvents())
		},
		"baseyear.Assessment.String": func() trial {
			a := assessment()
			return call(a.String).on(a)
		},
		"baseyear.Recalculation.String": func() trial {
			r := recalculation()
			return call(r.String).on(r)
		},
		"baseyear.Series.Totals":        of(func(s *baseyear.Series) trial { return call(s.Totals, 2020) }),
		"baseyear.Series.Check":         of(func(s *baseyear.Series) trial { return call(s.Check) }),
		"baseyear.Series.Base":          of(func(s *baseyear.Series) trial { return call(s.Base, baseCovered()) }),
		"baseyear.Series.Actuals":       of(func(s *baseyear.Series) trial { return call(s.Actuals, baseCovered()) }),
		"baseyear.Series.Sum":           of(func(s *baseyear.Series) trial { return call(s.Sum, baseCovered(), 2020, 2021) }),
		"baseyear.Series.FirstPossible": of(func(s *baseyear.Series) trial { return call(s.FirstPossible) }),
		"baseyear.History.With": func() trial {
			h, r := baseyear.History{baseSeries()}, recalculation()
			return call(h.With, r.New).on(h)
		},
		"baseyear.Series.MarshalJSON": of(func(s *baseyear.Series) trial { return call(s.MarshalJSON) }),
		"baseyear.History.MarshalJSON": func() trial {
			h := baseyear.History{baseSeries()}
			return call(h.MarshalJSON).on(h)
		},
		"baseyear.Event.MarshalJSON": func() trial {
			e := baseEvents()[0]
			return call(e.MarshalJSON).on(e)
		},
		"baseyear.Policy.MarshalJSON": func() trial {
			p := basePolicy()
			return call(p.MarshalJSON).on(p)
		},
		"baseyear.History.Version": func() trial {
			h := baseyear.History{baseSeries()}
			return call(h.Version, "first").on(h)
		},
		"baseyear.History.Check": func() trial {
			h := baseyear.History{baseSeries()}
			return call(h.Check).on(h)
		},
	}
}

func bridgeCalls() map[string]func() trial {
	options := func() bridge.Options {
		return bridge.Options{Accounting: ghg.MarketBased, Partial: true, Restated: map[string]string{"goods": "an error"}}
	}
	of := func(ask func(*bridge.Bridge) trial) func() trial {
		return func() trial {
			b := must(bridge.Between(ownInventory(), must(ownInventory().Scenario(inventoryChanges()...)), options()))
			return ask(&b).on(b)
		}
	}
	return map[string]func() trial{
		"bridge.Between": func() trial { return call(bridge.Between, ownInventory(), ownInventory(), options()) },
		"bridge.MixEffects": func() trial {
			one, two := d("1"), d("2")
			return call(bridge.MixEffects, "t", append(make([]bridge.MixProduct, 0, 3), bridge.MixProduct{Name: "ore", From: bridge.Output{Amount: d("3"), KgPerUnit: &one}, To: bridge.Output{Amount: d("4"), KgPerUnit: &two}}))
		},
		"bridge.Mix.String": func() trial {
			one := d("1")
			m := must(bridge.MixEffects("t", bridge.MixProduct{Name: "ore", From: bridge.Output{Amount: d("3"), KgPerUnit: &one}, To: bridge.Output{Amount: d("4"), KgPerUnit: &one}}))
			return call(m.String).on(m)
		},
		"bridge.Product":          func() trial { return call(bridge.Product, numbers("100", "0.5"), numbers("120", "0.4")) },
		"bridge.Bridge.Scopes":    of(func(b *bridge.Bridge) trial { return call(b.Scopes) }),
		"bridge.Bridge.Steps":     of(func(b *bridge.Bridge) trial { return call(b.Steps) }),
		"bridge.Bridge.Waterfall": of(func(b *bridge.Bridge) trial { return call(b.Waterfall, "A", "B") }),
		"bridge.Bridge.String":    of(func(b *bridge.Bridge) trial { return call(b.String) }),
		"bridge.Bridge.Of":        of(func(b *bridge.Bridge) trial { return call(b.Of, bridge.Factor) }),
		"ghg.Derivation.Counterparts": func() trial {
			d := must(oneResult().Derivation())
			return call(d.Counterparts, must(oneResult().Derivation())).on(d)
		},
	}
}
