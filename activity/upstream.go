package activity

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// UpstreamRules describes how category 3 is derived from scopes 1 and 2. There are no defaults: it is an error if a rule
// that an activity needs is not given.
type UpstreamRules struct {
	Upstream scope3.Upstream // of electricity and heat
	Power    []LossRule      // of electricity; one activity per rule, and none with [scope3.PublishedWithLosses]
	Heat     []LossRule      // of steam, heat and cooling; the same
	Boiler   []LossRule      // of heat whose fuel and boiler are stated ([scope2.HeatByFuel]); a share is of that fuel
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
// their losses, and for the upstream of the losses. The published factors of heat are its average at a loss of 5 % of what
// is generated; heat whose fuel is stated has the same loss of its own fuel.
//
// Source: UK Government GHG Conversion Factors for Company Reporting, sheets Transmission and distribution, WTT- UK
// electricity and WTT- heat and steam.
func DESNZRules() UpstreamRules {
	losses := []LossRule{
		{Convention: scope3.PublishedLosses, Boundary: ghg.GridLosses},
		{Convention: scope3.PublishedLosses, Boundary: ghg.GridLossesWTT},
	}
	share := decimal.New(5, -2)
	boiler := make([]LossRule, 0, 2)
	for _, boundary := range []ghg.Boundary{ghg.Generation, ghg.WellToTank} {
		boiler = append(boiler, LossRule{
			Convention: scope3.LossOfGeneration, Boundary: boundary, Loss: &share,
			LossSource: "UK Government GHG Conversion Factors, sheet Transmission and distribution, district heat: 5% loss",
		})
	}
	return UpstreamRules{Upstream: scope3.PublishedUpstream, Power: losses, Heat: losses, Boiler: boiler, Network: "district"}
}

// Underived is a part of category 3 that is missing: of an activity of scope 1 or 2 that uses fuel or bought energy.
type Underived struct {
	ID       string        // of the activity of scope 1 or 2
	Method   ghg.Method    // of that activity
	Kind     UnderivedKind // why the part is missing
	Reason   string        // the same in words
	Activity Activity      // of category 3, which calculates once it has what it lacks; nil if the energy is not stated
	Err      error         // why Activity does not calculate; nil if the energy is not stated
}

// UnderivedKind is the reason why a part of category 3 is missing. The zero UnderivedKind is invalid.
type UnderivedKind uint8

// The reasons.
const (
	EnergyNotStated UnderivedKind = iota + 1 // the activity does not state its own amount of fuel or energy
	FactorMissing                            // the basis has no factor of that country, year and boundary
	PartRefused                              // the activity of category 3 is refused for another reason
)

var underivedKinds = vocabulary.New[UnderivedKind]("reason", "energy-not-stated", "factor-missing", "refused")

// String returns "energy-not-stated", "factor-missing" or "refused".
func (k UnderivedKind) String() string { return underivedKinds.String(k) }

// MarshalText returns what String returns. The zero UnderivedKind is an error.
func (k UnderivedKind) MarshalText() ([]byte, error) { return underivedKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *UnderivedKind) UnmarshalText(text []byte) error { return underivedKinds.Unmarshal(k, text) }

// FuelAndEnergy derives the activities of category 3 from activities of scopes 1 and 2, so consumption is stated once: the
// upstream of every fuel burned (A), the upstream of electricity and heat bought for own use (B), and their losses (C).
// The id of a derived activity is the original's with "/upstream", "/upstream-biofuel" or "/losses/" and the boundary
// appended. Factors given with combustion or generation are not carried over, since they have another boundary, but for
// the factor of a boiler's fuel to what is lost of its heat.
//
// Every activity that is returned calculates with the basis: each is tried once. What does not, as in a country of which the
// basis has no upstream factor, is in the second list, by line and reason, and so is what uses fuel or energy without
// stating its amount. Activities of several countries can be given together; a line may be derived in part. What is listed
// needs a factor or an activity of category 3 of its own, or is a gap to report. Activities of other kinds, such as leaks
// and processes, have no upstream here.
//
// An error is of the rules or of an amount that cannot be derived from, and nothing is returned with it.
func FuelAndEnergy(b factors.Basis, rules UpstreamRules, activities []Activity) ([]Activity, []Underived, error) {
	if err := b.Check(); err != nil {
		return nil, nil, err
	}
	if err := computable(reflect.ValueOf(rules)); err != nil {
		return nil, nil, fmt.Errorf("rules: %w", err)
	}
	d := &derivation{basis: b, rules: rules}
	for i, a := range activities {
		if absent.Is(a) {
			return nil, nil, errNil("activity "+strconv.Itoa(i+1), "an activity")
		}
		if err := computable(reflect.ValueOf(bare(a))); err != nil {
			return nil, nil, placed(a, i).At(err)
		}
		d.of = a
		d.add(a)
		if d.err != nil {
			return nil, nil, d.err
		}
	}
	return d.derived, d.left, nil
}

type derivation struct {
	basis   factors.Basis
	rules   UpstreamRules
	of      Activity // the activity that is derived from
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
	switch s := bare(a).(type) {
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
		d.boiler(s)
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
	name, _ := Standard().NameOf(a)
	d.left = append(d.left, Underived{ID: id, Method: name, Kind: EnergyNotStated, Reason: reason})
}

// keep keeps a derived activity if it calculates, and otherwise the reason why it does not.
func (d *derivation) keep(id string, derived Activity) {
	_, err := derived.Calculate(d.basis)
	if err == nil {
		d.derived = append(d.derived, derived)
		return
	}
	name, _ := Standard().NameOf(d.of)
	missing := Underived{ID: id, Method: name, Kind: PartRefused, Reason: err.Error(), Activity: derived, Err: err}
	if errors.Is(err, factors.ErrNoFactor) {
		missing.Kind = FactorMissing
	}
	d.left = append(d.left, missing)
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
	if d.err != nil {
		return
	}
	d.keep(h.id, scope3.UpstreamFuel{
		ID: h.id + suffix, Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Fuel: strings.TrimSuffix(fuel, "/mobile"), Region: region, Amount: amount,
	})
}

// boiler derives activity A of the fuel that the seller's boiler burned, which is B of the heat, and activity C of what was
// lost of the heat on its way.
func (d *derivation) boiler(s scope2.HeatByFuel) {
	h := head{s.ID, s.Entity, s.Site, s.Period, s.Quality}
	amount, err := s.Efficiency.ApplyInverse(s.Amount)
	d.fail(s.ID, err)
	d.fuel(h, "/upstream", s.Fuel, s.Region, amount)
	switch {
	case len(d.rules.Boiler) == 0:
		d.fail(s.ID, noLossRule("heat by fuel"))
	case d.rules.Network == "":
		d.fail(s.ID, noNetwork())
	}
	for _, rule := range d.rules.Boiler {
		losses := rule.losses(h, method.Under("heat", d.rules.Network), s.Region, s.Amount)
		if rule.Convention != scope3.PublishedLosses {
			losses.Fuel, losses.Efficiency = s.Fuel, s.Efficiency
			if rule.Boundary == ghg.Generation {
				losses.Factor = s.Factor
			}
		}
		d.loss(h, losses)
	}
}

// noLossRule is the error of rules without one that a line needs.
func noLossRule(of string) error {
	return &ghg.FieldError{Field: "losses of " + of + " of the rules", Want: "at least one rule", Err: ghg.ErrMissing}
}

// lossesTwice is the error of rules with losses beside an upstream factor that holds them.
func lossesTwice(of string) error {
	return &ghg.FieldError{
		Field: "losses of " + of + " of the rules", Value: scope3.PublishedWithLosses.String(), Want: "no rule: the upstream factor holds the losses", Err: ghg.ErrMixed,
	}
}

// noNetwork is the error of rules without the network that a line of heat needs.
func noNetwork() error {
	return &ghg.FieldError{Field: "network of the rules", Want: "what follows the carrier in the vocabulary's name of bought heat, such as district", Err: ghg.ErrMissing}
}

// losses returns the activity of category 3 that a rule derives from bought energy.
func (l LossRule) losses(h head, energy, region string, amount units.Quantity) scope3.TransmissionLosses {
	return scope3.TransmissionLosses{
		ID: h.id + "/losses/" + l.Boundary.String(), Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Energy: energy, Region: region,
		Amount: amount, Convention: l.Convention, Boundary: l.Boundary, Loss: l.Loss, LossSource: l.LossSource,
	}
}

// loss keeps an activity C.
func (d *derivation) loss(h head, losses scope3.TransmissionLosses) {
	if d.err == nil {
		d.keep(h.id, losses)
	}
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
		d.fail(h.id, noNetwork())
	case d.rules.Upstream == 0:
		d.fail(h.id, &ghg.FieldError{Field: "upstream of the rules", Want: "how the upstream of bought energy is calculated: published, rest or published-with-losses", Err: ghg.ErrMissing})
	case d.rules.Upstream == scope3.PublishedWithLosses && len(losses) > 0:
		d.fail(h.id, lossesTwice(carrier))
	case d.rules.Upstream != scope3.PublishedWithLosses && len(losses) == 0:
		d.fail(h.id, noLossRule(carrier))
	}
	if d.err != nil {
		return
	}
	d.keep(h.id, scope3.UpstreamEnergy{
		ID: h.id + "/upstream", Entity: h.entity, Site: h.site, Period: h.period, Quality: h.quality, Energy: energy, Region: region, Amount: amount, Upstream: d.rules.Upstream,
	})
	for _, rule := range losses {
		d.loss(h, rule.losses(h, energy, region, amount))
	}
}

// economy returns the fuel used over a distance. The rate is distance per fuel or fuel per distance.
func economy(distance units.Quantity, rate units.Rate) (units.Quantity, error) {
	if rate.Num.Dimension() == units.Length {
		return rate.ApplyInverse(distance)
	}
	return rate.Apply(distance)
}
