package activity

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// UpstreamRules describes how category 3 is derived from scopes 1 and 2. There are no defaults: it is an error if a rule
// that an activity needs is not given.
type UpstreamRules struct {
	Upstream scope3.Upstream // of electricity and heat
	Power    []LossRule      // of electricity; one activity per rule
	Heat     []LossRule      // of steam, heat and cooling
	Network  string          // what follows the carrier in the vocabulary's name of bought heat: "district" for heat/district
}

// LossRule describes how transmission and distribution losses are calculated; see [scope3.TransmissionLosses].
type LossRule struct {
	Convention scope3.LossConvention
	Boundary   ghg.Boundary
	Loss       *decimal.Decimal
	LossSource string
}

// DESNZRules returns the rules that fit the UK's factors: published factors for the upstream of electricity and heat, for
// their losses, and for the upstream of the losses.
//
// Source: UK Government GHG Conversion Factors for Company Reporting, sheets Transmission and distribution, WTT- UK
// electricity and WTT- heat and steam.
func DESNZRules() UpstreamRules {
	losses := []LossRule{
		{Convention: scope3.PublishedLosses, Boundary: ghg.GridLosses},
		{Convention: scope3.PublishedLosses, Boundary: ghg.GridLossesWTT},
	}
	return UpstreamRules{Upstream: scope3.PublishedUpstream, Power: losses, Heat: losses, Network: "district"}
}

// Underived is an activity of scope 1 or 2 that uses fuel or bought energy but from which category 3 cannot be derived.
type Underived struct {
	ID     string
	Method ghg.Method
	Reason string
}

// FuelAndEnergy derives the activities of category 3 from activities of scopes 1 and 2, so consumption is stated once: the
// upstream of every fuel burned (A), the upstream of electricity and heat bought for own use (B), and their losses (C).
// The id of a derived activity is the original's with "/upstream", "/upstream-biofuel" or "/losses/" and the boundary
// appended. Factors given with combustion or generation are not carried over, since they have another boundary.
//
// Activities that use fuel or energy but do not state its amount are returned separately, with the reason; each needs its
// own activity of category 3. Activities of other kinds, such as leaks and processes, have no upstream here.
func FuelAndEnergy(rules UpstreamRules, activities []Activity) ([]Activity, []Underived, error) {
	d := &derivation{rules: rules}
	for _, a := range activities {
		d.add(a)
		if d.err != nil {
			return nil, nil, d.err
		}
	}
	return d.derived, d.left, nil
}

type derivation struct {
	rules   UpstreamRules
	derived []Activity
	left    []Underived
	err     error
}

// head holds the fields that an activity passes to those derived from it.
type head struct {
	id, entity, site string
	period           ghg.Period
	quality          ghg.Quality
}

func (d *derivation) add(a Activity) {
	switch s := a.(type) {
	case scope1.StationaryCombustion:
		d.blend(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, s.Fuel, s.Region, s.Amount, s.Biofuel, s.BiofuelShare)
	case scope1.CarbonContent:
		d.fuel(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, "/upstream", s.Fuel, s.Region, s.Amount)
	case scope1.MobileFuel:
		d.blend(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, s.Fuel, s.Region, s.Amount, s.Biofuel, s.BiofuelShare)
	case scope1.MobileFuelEconomy:
		amount, err := economy(s.Distance, s.Economy)
		d.fail(s.ID, err)
		d.blend(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, s.Fuel, s.Region, amount, s.Biofuel, s.BiofuelShare)
	case scope1.MobileDistance:
		d.fuel(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, "/upstream", "vehicle/"+strings.TrimPrefix(s.Vehicle, "vehicle/"), s.Region, s.Distance)
	case scope1.CHPAllocation:
		if s.Fuel == "" {
			d.leave(s.ID, s, "the plant's fuel is not stated, only what it emitted")
			return
		}
		d.fuel(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, "/upstream", s.Fuel, s.Region, s.Amount)
	case scope1.Measured:
		d.leave(s.ID, s, "emissions are measured and no fuel is stated")
	case scope1.Reported:
		d.leave(s.ID, s, reportedFigure)
	case scope2.Electricity:
		d.electricity(s)
	case scope2.HourlyElectricity:
		d.electricity(scope2.Electricity{ID: s.ID, Entity: s.Entity, Site: s.Site, Period: s.Period, Quality: s.Quality, Amount: s.Load.Total(), Region: s.Region})
	case scope2.SHKElectricity:
		d.electricity(scope2.Electricity{ID: s.ID, Entity: s.Entity, Site: s.Site, Period: s.Period, Quality: s.Quality, Amount: s.Amount, Region: "JP"})
	case scope2.Heat:
		d.energy(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, s.Carrier+"/"+d.rules.Network, s.Region, s.Amount, d.rules.Heat)
	case scope2.HeatByFuel:
		amount, err := s.Efficiency.ApplyInverse(s.Amount)
		d.fail(s.ID, err)
		d.fuel(head{s.ID, s.Entity, s.Site, s.Period, s.Quality}, "/upstream", s.Fuel, s.Region, amount)
	case scope2.CHPPurchase:
		d.leave(s.ID, s, "only a share of the plant's fuel is the company's")
	case scope2.Reported:
		d.leave(s.ID, s, reportedFigure)
	}
}

const reportedFigure = "emissions are reported by another party and no fuel or energy is stated"

func (d *derivation) fail(id string, err error) {
	if d.err == nil && err != nil {
		d.err = &ghg.ActivityError{Method: "scope3.fuel-energy", ID: id, Err: err}
	}
}

func (d *derivation) leave(id string, a Activity, reason string) {
	method, _ := Standard().NameOf(a)
	d.left = append(d.left, Underived{id, method, reason})
}

// blend derives the upstream of a fuel, and of the biofuel in it by its share of the volume.
func (d *derivation) blend(h head, fuel, region string, amount units.Quantity, biofuel string, share *decimal.Decimal) {
	if biofuel != "" && share != nil {
		bio := units.New(amount.Value.Mul(*share), amount.Unit)
		d.fuel(h, "/upstream-biofuel", biofuel, region, bio)
		amount.Value = amount.Value.Sub(bio.Value)
	}
	d.fuel(h, "/upstream", fuel, region, amount)
}

// fuel derives activity A. A fuel used in vehicles has the upstream of the fuel itself.
func (d *derivation) fuel(h head, suffix, fuel, region string, amount units.Quantity) {
	d.derived = append(d.derived, scope3.UpstreamFuel{
		ID: h.id + suffix, Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Fuel: strings.TrimSuffix(fuel, "/mobile"), Region: region, Amount: amount,
	})
}

// electricity derives activities B and C for the electricity bought for own use.
func (d *derivation) electricity(a scope2.Electricity) {
	own := a.Amount
	if a.SoldOn.Given() {
		var err error
		own, err = a.Amount.Sub(a.SoldOn)
		d.fail(a.ID, err)
	}
	d.energy(head{a.ID, a.Entity, a.Site, a.Period, a.Quality}, "electricity/grid", a.Region, own, d.rules.Power)
}

func (d *derivation) energy(h head, energy, region string, amount units.Quantity, losses []LossRule) {
	carrier, network, _ := strings.Cut(energy, "/")
	switch {
	case network == "":
		d.fail(h.id, &ghg.FieldError{Field: "network of the rules", Want: "what follows the carrier in the vocabulary's name of bought heat, such as district", Err: ghg.ErrMissing})
	case d.rules.Upstream == 0:
		d.fail(h.id, &ghg.FieldError{Field: "upstream of the rules", Want: "how the upstream of bought energy is calculated: published or rest", Err: ghg.ErrMissing})
	case len(losses) == 0:
		d.fail(h.id, &ghg.FieldError{Field: "losses of " + carrier + " of the rules", Want: "at least one rule", Err: ghg.ErrMissing})
	}
	d.derived = append(d.derived, scope3.UpstreamEnergy{
		ID: h.id + "/upstream", Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Energy: energy, Region: region, Amount: amount, Upstream: d.rules.Upstream,
	})
	for _, l := range losses {
		d.derived = append(d.derived, scope3.TransmissionLosses{
			ID: h.id + "/losses/" + l.Boundary.String(), Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Energy: energy, Region: region,
			Amount: amount, Convention: l.Convention, Boundary: l.Boundary, Loss: l.Loss, LossSource: l.LossSource,
		})
	}
}

// economy returns the fuel used over a distance. The rate is distance per fuel or fuel per distance.
func economy(distance units.Quantity, rate units.Rate) (units.Quantity, error) {
	if rate.Num.Dimension() == units.Length {
		return rate.ApplyInverse(distance)
	}
	return rate.Apply(distance)
}
