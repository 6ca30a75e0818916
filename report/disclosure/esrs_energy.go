package disclosure

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/units"
)

// mix is the energy that an organisation uses in its own operations, by source: what the results tell and what is stated.
//
// Fuel counts by its lower heating value (as known of ESRS E1, AR 32). Power and heat that are bought count as renewable only
// if the contract tells so (AR 32(j)): that of an instrument, or of a rate that is renewable. Of the rest, nobody knows how
// much is fossil and how much nuclear, unless the instrument tells the technology. What a company generates of its own
// fuel is not counted again.
type mix struct {
	amounts []energyAmount
	gaps    []energyGap
}

// energyAmount is energy of a known source.
type energyAmount struct {
	source  report.EnergySource
	mwh     decimal.Decimal
	ordinal int
}

// energyGap is energy of which the source, or the amount too, is not known.
type energyGap struct {
	among   []report.EnergySource // what it may be of
	mwh     *decimal.Decimal      // nil if it is not known
	ordinal int
	line    string
	reason  string
}

// The sets of sources that a line may be of.
var (
	fuelSources      = []report.EnergySource{report.Coal, report.CrudeOil, report.NaturalGas, report.OtherFossil, report.RenewableFuel}
	boughtSources    = []report.EnergySource{report.PurchasedFossil, report.Nuclear, report.PurchasedRenewable}
	notRenewable     = []report.EnergySource{report.PurchasedFossil, report.Nuclear}
	ownSources       = []report.EnergySource{report.RenewableFuel, report.OwnRenewable}
	fossilSources    = []report.EnergySource{report.Coal, report.CrudeOil, report.NaturalGas, report.OtherFossil, report.PurchasedFossil}
	renewableSources = []report.EnergySource{report.RenewableFuel, report.PurchasedRenewable, report.OwnRenewable}
	nuclearSources   = []report.EnergySource{report.Nuclear}
	everySource      = slices.Concat(fossilSources, nuclearSources, renewableSources)
)

// use is what a method of scope 1 tells of energy.
type use uint8

const (
	burns  use = iota + 1 // it has a factor for the fuel that is burned
	none                  // no energy is used: gas escapes, or is made by a process
	unsure                // fuel may be burned, and the result does not tell how much
)

var usesEnergy = map[ghg.Method]use{
	"scope1.stationary-combustion": burns, "scope1.carbon-content": burns, "scope1.mobile-fuel": burns, "scope1.mobile-fuel-economy": burns,
	"scope1.direct-release": none, "scope1.fugitive-material-balance": none, "scope1.fugitive-simplified-balance": none, "scope1.fugitive-screening": none,
	"scope1.process-carbonate": none, "scope1.process-electronics": none, "scope1.process-production": none, "scope1.wastewater": none,
	"scope1.carbon-balance":  unsure,
	"scope1.mobile-distance": unsure, "scope1.waste-gas": unsure, "scope1.chp-allocation": unsure, "scope1.measured": unsure,
	"scope1.direct-source": unsure, "scope1.reported": unsure,
}

// fuels are the sources of fuels by the second word of their activity: "fuel/diesel/mineral" is crude oil. One that is not
// here is waste, a mixture or a gas that is made of several fuels, such as city gas.
var fuels = func() map[string]report.EnergySource {
	of := map[string]report.EnergySource{}
	for source, names := range map[report.EnergySource]string{
		report.Coal: "coal coal-coke coal-tar coke-oven-gas blast-furnace-gas",
		report.CrudeOil: "crude-oil diesel gasoline jet-fuel aviation-gasoline kerosene burning-oil gas-oil lpg propane propane-gas butane naphtha fuel-oil " +
			"heavy-fuel-oil light-fuel-oil heavy-oil-a heavy-oil-bc heating-oil marine-gas-oil marine-fuel-oil residual-fuel-oil distillate-fuel-oil " +
			"petroleum-coke lubricants processed-fuel-oil other-petroleum-gas isobutane special-naphtha unfinished-oils heavy-gas-oils " +
			"asphalt asphalt-and-road-oil petroleum-hydrocarbon-gas refinery-miscellaneous development-gasoline development-diesel",
		report.NaturalGas:  "natural-gas cng lng",
		report.OtherFossil: "peat",
		report.RenewableFuel: "biodiesel bioethanol biomethane biomethanol biopropane biogas landfill-gas other-biomass-gases wood wood-pellets wood-logs " +
			"wood-chips grass-straw vegetable-oil kraft-pulping-liquor agricultural-byproducts rendered-animal-fat renewable-gasoline bio-gasoline",
	} {
		for name := range strings.FieldsSeq(names) {
			of[name] = source
		}
	}
	return of
}()

// technologies are the sources of power by the technology that an instrument states, where it is not renewable.
var technologies = map[string]report.EnergySource{
	"nuclear": report.Nuclear, "coal": report.PurchasedFossil, "lignite": report.PurchasedFossil, "gas": report.PurchasedFossil,
	"natural-gas": report.PurchasedFossil, "oil": report.PurchasedFossil,
}

// mixOf returns the energy of the results of scopes 1 and 2 that count, with their ordinals.
func mixOf(r report.Report, results iter.Seq2[int, ghg.Result]) (mix, error) {
	c := mixReader{stated: map[string][]report.Energy{}, set: r.Ledgers.HeatingValues, bought: map[string]bool{}}
	for _, s := range r.Ledgers.Energy {
		c.stated[s.Line] = append(c.stated[s.Line], s)
	}
	var location []energyGap // of lines of scope 2, by the location-based result alone
	seen := map[string]bool{}
	for ordinal, result := range results {
		if !result.Counts() || result.Scope == ghg.Scope3 {
			continue
		}
		if stated := c.stated[result.ID]; len(stated) > 0 {
			if !seen[result.ID] {
				c.state(stated, ordinal)
			}
			seen[result.ID] = true
			continue
		}
		switch {
		case result.Scope == ghg.Scope1:
			c.burn(result, ordinal)
		case result.Accounting == ghg.MarketBased:
			c.bought[result.ID] = true
			c.buy(result, ordinal)
		default:
			location = append(location, energyGap{boughtSources, nil, ordinal, result.ID, "its energy is in the market-based result, and there is none"})
		}
	}
	for _, s := range r.Ledgers.Energy {
		if !seen[s.Line] {
			return mix{}, &ghg.FieldError{Field: "energy: line", Value: s.Line, Want: "the id of a result of scope 1 or 2 that counts", Err: ghg.ErrUnknown}
		}
	}
	for _, g := range location {
		if !c.bought[g.line] {
			c.gaps = append(c.gaps, g)
		}
	}
	c.own()
	return c.mix, nil
}

// mixReader gathers the energy of results.
type mixReader struct {
	mix
	stated map[string][]report.Energy
	set    *factors.Set
	bought map[string]bool // lines of scope 2 with a market-based result
}

func (c *mixReader) state(stated []report.Energy, ordinal int) {
	for _, s := range stated {
		c.amounts = append(c.amounts, energyAmount{s.Source, s.MWh, ordinal})
	}
}

func (m *mix) miss(among []report.EnergySource, mwh *decimal.Decimal, ordinal int, line, reason string) {
	m.gaps = append(m.gaps, energyGap{among, mwh, ordinal, line, reason})
}

// burn adds the fuel that a line of scope 1 burns.
func (c *mixReader) burn(r ghg.Result, ordinal int) {
	switch usesEnergy[r.Method] {
	case none:
		return
	case burns:
	default:
		c.miss(fuelSources, nil, ordinal, r.ID, "the result of "+string(r.Method)+" does not tell what fuel was burned")
		return
	}
	burned := map[string]units.Quantity{} // by activity
	for i := range r.Factors {
		f := &r.Factors[i]
		if !strings.HasPrefix(f.Activity, "fuel/") {
			continue
		}
		amount, found, err := burnedBy(r, *f)
		switch before, twice := burned[f.Activity]; {
		case err != nil:
			c.miss(fuelSources, nil, ordinal, r.ID, err.Error())
		case !found:
		case !twice:
			burned[f.Activity] = amount
			c.fuel(r, *f, amount, ordinal)
		default:
			if order, err := before.Cmp(amount); err != nil || order != 0 {
				c.miss(fuelSources, nil, ordinal, r.ID, "two factors for "+f.Activity+" are applied to different amounts")
			}
		}
	}
	if len(burned) == 0 {
		c.miss(fuelSources, nil, ordinal, r.ID, "it has no factor for a fuel")
	}
}

// fuel adds an amount of a fuel.
func (c *mixReader) fuel(r ghg.Result, f ghg.FactorRecord, amount units.Quantity, ordinal int) {
	among := fuelSources
	source, known := sourceOf(f)
	if known {
		among = []report.EnergySource{source}
	}
	mwh, err := c.lower(amount, f, r.Period)
	switch {
	case err != nil:
		c.miss(among, nil, ordinal, r.ID, err.Error())
	case !known:
		c.miss(among, &mwh, ordinal, r.ID, "the source of "+f.Activity+" is not known: want its energy stated by source")
	default:
		c.amounts = append(c.amounts, energyAmount{source, mwh, ordinal})
	}
}

// sourceOf returns the source of a fuel. A fossil fuel whose factor has CO2 from biomass is a blend.
func sourceOf(f ghg.FactorRecord) (report.EnergySource, bool) {
	words := strings.Split(f.Activity, "/")
	source, known := fuels[words[1]]
	if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, "blend") }) {
		return 0, false
	}
	if kg, has := f.PerUnit.BiogenicCO2(); has && kg.Sign() > 0 && source != report.RenewableFuel {
		return 0, false
	}
	return source, known
}

// lower returns the energy of fuel in MWh by its lower heating value.
func (c *mixReader) lower(fuel units.Quantity, f ghg.FactorRecord, period ghg.Period) (decimal.Decimal, error) {
	to := units.MustUnit("MWh(LHV)")
	if fuel.Unit.Dimension() != to.Dimension() {
		if c.set == nil {
			return decimal.Decimal{}, fmt.Errorf("%s of %s has no lower heating value: want a set with them", fuel, f.Activity)
		}
		p, err := c.set.Property(factors.PropertyQuery{Activity: f.Activity, Region: f.Region, Period: period, From: fuel.Unit, To: to})
		if err != nil {
			return decimal.Decimal{}, fmt.Errorf("lower heating value: %w", err)
		}
		if fuel, err = p.Rate.Apply(fuel); err != nil {
			return decimal.Decimal{}, err
		}
	}
	heat, err := fuel.In(to)
	return heat.Value, err
}

// burnedBy returns the amount that a factor is applied to, in its unit: the product of the other terms of the steps of one gas.
// Oxidation is a share of the carbon, and not of the fuel.
func burnedBy(r ghg.Result, f ghg.FactorRecord) (amount units.Quantity, found bool, err error) {
	unit, err := units.ParseUnit(f.Unit)
	if err != nil {
		return units.Quantity{}, false, fmt.Errorf("unit of factor %s: %w", input.Shorten(f.ID), err)
	}
	amount = units.New(decimal.Decimal{}, unit)
	var first ghg.Step
	for i := range r.Steps {
		s := &r.Steps[i]
		uses := slices.ContainsFunc(s.Terms, func(t ghg.Term) bool { return t.Kind == ghg.TermFactor && t.Ref == f.ID })
		if !uses || s.Op != ghg.Product || found && (s.Gas != first.Gas || s.GWP != first.GWP) {
			continue
		}
		fuel := ghg.Step{Op: ghg.Product}
		for _, t := range s.Terms {
			oxidation := r.Method == "scope1.carbon-content" && t.Kind == ghg.TermInput && t.Unit == "1"
			if t.Kind != ghg.TermFactor && t.Kind != ghg.TermConstant && !oxidation {
				fuel.Terms = append(fuel.Terms, t)
			}
		}
		value, err := fuel.Evaluate()
		if err != nil {
			return units.Quantity{}, false, err
		}
		if !found {
			first = *s
		}
		amount.Value, found = amount.Value.Add(value), true
	}
	return amount, found, nil
}

// buy adds the power or heat that a market-based result covers.
func (c *mixReader) buy(r ghg.Result, ordinal int) {
	if len(r.Covers) == 0 {
		c.miss(boughtSources, nil, ordinal, r.ID, "the result does not tell the energy")
		return
	}
	for _, cover := range r.Covers {
		mwh, err := covered(r, cover)
		if err != nil {
			c.miss(boughtSources, nil, ordinal, r.ID, err.Error())
			continue
		}
		c.cover(r, cover, mwh, ordinal)
	}
}

// cover adds energy at one rate.
func (c *mixReader) cover(r ghg.Result, cover ghg.Cover, mwh decimal.Decimal, ordinal int) {
	switch source := technology(r, cover); {
	case cover.Source == ghg.ByOwnGeneration && !cover.Renewable: // its fuel is counted in scope 1
	case cover.Source == ghg.ByOwnGeneration:
		c.miss(ownSources, &mwh, ordinal, r.ID, "the result does not tell whether own generation is from fuel")
	case cover.Renewable:
		c.amounts = append(c.amounts, energyAmount{report.PurchasedRenewable, mwh, ordinal})
	case source != 0:
		c.amounts = append(c.amounts, energyAmount{source, mwh, ordinal})
	default:
		c.miss(notRenewable, &mwh, ordinal, r.ID, "the shares of fossil and nuclear energy are not known for what is covered by "+cover.Source.String())
	}
}

// technology returns the source of the energy of an instrument that is not renewable, or 0 if it does not tell.
func technology(r ghg.Result, cover ghg.Cover) report.EnergySource {
	for i := range r.Claims {
		if claim := &r.Claims[i]; cover.Source == ghg.ByInstrument && claim.Instrument == cover.Instrument {
			return technologies[strings.ToLower(claim.Technology)]
		}
	}
	return 0
}

// covered returns the MWh of a cover: its energy × the shares that the inventory takes of the line.
func covered(r ghg.Result, cover ghg.Cover) (decimal.Decimal, error) {
	unit, err := units.ParseUnit(cover.Energy.Unit)
	if err != nil {
		return decimal.Decimal{}, err
	}
	heat, err := units.New(cover.Energy.Value, unit).In(units.MustUnit("MWh"))
	if err != nil {
		return decimal.Decimal{}, err
	}
	share := ghg.Step{Op: ghg.Product, Terms: []ghg.Term{{Value: heat.Value}}}
	for i := range r.Steps {
		if !r.Steps[i].Emits() {
			continue
		}
		for _, t := range r.Steps[i].Terms {
			if t.Kind == ghg.TermShare {
				share.Terms = append(share.Terms, t)
			}
		}
		break // every step that emits has the same shares
	}
	return share.Evaluate()
}

// own settles own generation from renewable sources. Where the company burns renewable fuel too, or may, nobody can tell
// whether it is generated from that fuel, which is counted already.
func (m *mix) own() {
	fuelled := slices.ContainsFunc(m.amounts, func(a energyAmount) bool { return a.source == report.RenewableFuel && a.mwh.Sign() != 0 }) ||
		slices.ContainsFunc(m.gaps, func(g energyGap) bool {
			return slices.Contains(g.among, report.RenewableFuel) && !slices.Contains(g.among, report.OwnRenewable)
		})
	for i := range m.gaps {
		if g := &m.gaps[i]; fuelled && slices.Contains(g.among, report.OwnRenewable) {
			g.mwh, g.reason = nil, g.reason+", which may be counted already"
		}
	}
}

// of returns the MWh of some sources with the ordinals of their results, or why they are not known.
func (m *mix) of(sources []report.EnergySource) (decimal.Decimal, report.Ordinals, string) {
	var sum decimal.Decimal
	var ordinals []int
	for _, a := range m.amounts {
		if slices.Contains(sources, a.source) {
			sum = sum.Add(a.mwh)
			ordinals = append(ordinals, a.ordinal)
		}
	}
	var unknown []energyGap
	for _, g := range m.gaps {
		in := 0
		for _, s := range g.among {
			if slices.Contains(sources, s) {
				in++
			}
		}
		switch {
		case in == 0:
		case in == len(g.among) && g.mwh != nil:
			sum = sum.Add(*g.mwh)
			ordinals = append(ordinals, g.ordinal)
		default:
			unknown = append(unknown, g)
		}
	}
	if len(unknown) == 0 {
		return sum, report.OrdinalsOf(ordinals...), ""
	}
	slices.SortStableFunc(unknown, func(a, b energyGap) int { return cmp.Compare(a.ordinal, b.ordinal) })
	why := "missing: line " + input.Quote(unknown[0].line) + ": " + unknown[0].reason
	if more := len(unknown) - 1; more > 0 {
		why += fmt.Sprintf("; and %d more", more)
	}
	return decimal.Decimal{}, report.Ordinals{}, why
}

// energyUsed adds up the energy of the results of a term again, by the sources in its part.
func (c *checker) energyUsed(t Term) (decimal.Decimal, error) {
	if c.used == nil {
		used, err := mixOf(c.report, ordered(c.report.Inventory))
		if err != nil {
			return decimal.Decimal{}, err
		}
		c.used = &used
	}
	var sources []report.EnergySource
	for name := range strings.SplitSeq(t.Part, ", ") {
		var source report.EnergySource
		if err := source.UnmarshalText([]byte(name)); err != nil {
			return decimal.Decimal{}, err
		}
		sources = append(sources, source)
	}
	of := map[int]bool{}
	for n := range t.Of.All() {
		of[n] = true
	}
	sum, ordinals, why := c.used.within(of).of(sources)
	switch {
	case why != "":
		return sum, errors.New("energy of which the source and the amount are known; " + why)
	case ordinals.Len() != t.Of.Len():
		return sum, errors.New("results that use energy of it")
	}
	return sum, nil
}

// within returns the energy of some results.
func (m *mix) within(of map[int]bool) *mix {
	return &mix{
		amounts: slices.DeleteFunc(slices.Clone(m.amounts), func(a energyAmount) bool { return !of[a.ordinal] }),
		gaps:    slices.DeleteFunc(slices.Clone(m.gaps), func(g energyGap) bool { return !of[g.ordinal] }),
	}
}

// ordered yields the results of an inventory with their ordinals.
func ordered(inv *inventory.Inventory) iter.Seq2[int, ghg.Result] {
	return func(yield func(int, ghg.Result) bool) {
		ordinal := 0
		for r := range inv.Results() {
			if ordinal++; !yield(ordinal, r) {
				return
			}
		}
	}
}
