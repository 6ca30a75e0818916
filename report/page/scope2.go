package page

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// scope2Figures is what leads from the location-based figure to the market-based one.
type scope2Figures struct {
	location, market   ghg.CO2e
	locations, markets []int // ordinals
	instruments        []instrumentEffect
	sources            []ghg.CoverSource   // of the rates of electricity that no instrument covers
	energy, covered    decimal.Decimal     // of electricity, MWh
	grid               map[string]ghg.CO2e // location-based, by purchase
	disclosed          *scope2.Disclosure  // of both methods; nil without electricity
	undated            decimal.Decimal     // renewable MWh that RE100 does not count as no commissioning is stated
	mixed              []int               // ordinals with a part at the rate of a residual mix
}

// claimed is an instrument with the line that it was offered for.
type claimed struct {
	ordinal int
	claim   ghg.Claim
	rates   []string // that its energy is counted at; none if it covers nothing
}

type instrumentEffect struct {
	id       string
	co2e     ghg.CO2e // below zero if it takes off
	energy   decimal.Decimal
	ordinals []int
}

func (f *scope2Figures) lacks(by ghg.Accounting) bool {
	if by == ghg.LocationBased {
		return len(f.locations) == 0
	}
	return len(f.markets) == 0
}

func (m *model) addScope2(ordinal int, r ghg.Result) error {
	if !r.Counts() {
		return nil
	}
	f := &m.scope2
	switch r.Accounting {
	case ghg.LocationBased:
		f.location = f.location.Add(r.CO2e)
		if f.grid == nil {
			f.grid = map[string]ghg.CO2e{}
		}
		f.grid[r.ID] = f.grid[r.ID].Add(r.CO2e)
		f.locations = append(f.locations, ordinal)
	case ghg.MarketBased:
		f.market = f.market.Add(r.CO2e)
		f.markets = append(f.markets, ordinal)
		if err := f.cover(ordinal, r); err != nil { // also of steps that the result does not have
			return err
		}
		for _, c := range r.Claims {
			m.claims = append(m.claims, claimed{ordinal, c, ratesOf(&r, c.Instrument)})
		}
	}
	return nil
}

// cover adds what the instruments of a purchase change: the energy of each at its own rate, less at that of what none covers.
//
//	effect = CO2e of the instrument − its energy × CO2e of the rest ÷ energy of the rest
//
// Without a rest, the rate is that of the grid.
func (f *scope2Figures) cover(ordinal int, r ghg.Result) error {
	var rest ghg.CO2e
	var restEnergy decimal.Decimal
	var used []instrumentEffect
	for _, c := range r.Covers {
		co2e, err := r.CO2eOf(c)
		if err != nil {
			return err
		}
		energy := megawattHours(c.Energy)
		f.count(ordinal, r, c, energy)
		if c.Source == ghg.ByInstrument {
			used = append(used, instrumentEffect{id: c.Instrument, co2e: co2e, energy: energy})
			continue
		}
		rest, restEnergy = rest.Add(co2e), restEnergy.Add(energy)
	}
	if len(used) == 0 {
		return nil
	}
	if grid, ok := f.grid[r.ID]; ok && restEnergy.IsZero() {
		rest = grid
		for _, u := range used {
			restEnergy = restEnergy.Add(u.energy)
		}
	}
	if restEnergy.IsZero() {
		return nil
	}
	for _, u := range used {
		instead, err := dec.Quo(rest.Kg().Mul(u.energy), restEnergy)
		if err != nil {
			return err
		}
		off, err := ghg.KgCO2e(instead)
		if err != nil {
			return err
		}
		u.co2e = u.co2e.Sub(off)
		u.ordinals = []int{ordinal}
		f.addEffect(u)
	}
	return nil
}

// count adds the electricity of a part, and where its rate is from.
func (f *scope2Figures) count(ordinal int, r ghg.Result, c ghg.Cover, energy decimal.Decimal) {
	if c.Carrier != ghg.Electricity && c.Carrier != 0 {
		return
	}
	f.energy = f.energy.Add(energy)
	if c.Source == ghg.ByInstrument {
		f.covered = f.covered.Add(energy)
		if c.Renewable && undated(r, c) {
			f.undated = f.undated.Add(energy)
		}
		return
	}
	if c.Source == ghg.ByResidualMix {
		f.mixed = append(f.mixed, ordinal)
	}
	if !slices.Contains(f.sources, c.Source) {
		f.sources = append(f.sources, c.Source)
	}
}

// undated reports whether RE100 does not count a part since the commissioning of its plant is not stated.
func undated(r ghg.Result, part ghg.Cover) bool {
	return slices.ContainsFunc(r.Claims, func(c ghg.Claim) bool {
		return c.Instrument == part.Instrument && !c.RE100 && c.Commissioned.IsZero()
	})
}

func (f *scope2Figures) addEffect(u instrumentEffect) {
	for i := range f.instruments {
		if e := &f.instruments[i]; e.id == u.id {
			e.co2e, e.energy = e.co2e.Add(u.co2e), e.energy.Add(u.energy)
			e.ordinals = append(e.ordinals, u.ordinals...)
			return
		}
	}
	f.instruments = append(f.instruments, u)
}

// megawattHours converts an amount of energy, and returns zero for one that is none.
func megawattHours(a ghg.Amount) decimal.Decimal {
	q, err := units.Parse(a.String())
	if err != nil {
		return decimal.Decimal{}
	}
	mwh, err := units.ParseUnit("MWh")
	if err != nil {
		return decimal.Decimal{}
	}
	in, err := q.In(mwh)
	if err != nil {
		return decimal.Decimal{}
	}
	return in.Value
}

// scope2Step is a row of the chart from location to market.
type scope2Step struct {
	name     phrase
	args     []func(w *writer)
	start    ghg.CO2e
	delta    ghg.CO2e
	total    bool
	hue      string
	ordinals report.Ordinals
}

// steps returns the rows; the differences sum exactly to market − location. Instruments above the most shown are one row.
func (f *scope2Figures) steps() []scope2Step {
	const most = 12
	both := report.OrdinalsOf(slices.Concat(f.locations, f.markets)...)
	rows := []scope2Step{{name: sayLocation, start: f.location, total: true, hue: "loc", ordinals: report.OrdinalsOf(f.locations...)}}
	rates := f.market.Sub(f.location)
	for _, e := range f.instruments {
		rates = rates.Sub(e.co2e)
	}
	level := f.location
	if !rates.IsZero() {
		name, args := sayRates, []func(w *writer){phrasePart(sourcesName(f.sources))}
		rows = append(rows, scope2Step{name: name, args: args, start: level, delta: rates, ordinals: both})
		level = level.Add(rates)
	}
	list := f.instruments
	if len(list) > most {
		rest := instrumentEffect{}
		for _, e := range list[most-1:] {
			rest.co2e, rest.energy = rest.co2e.Add(e.co2e), rest.energy.Add(e.energy)
			rest.ordinals = append(rest.ordinals, e.ordinals...)
		}
		list = append(slices.Clone(list[:most-1]), rest)
	}
	for _, e := range list {
		name, args := sayInstrument, []func(w *writer){dataPart(e.id), textPart(printed(e.energy))}
		if e.id == "" {
			name, args = sayOtherInstruments, []func(w *writer){textPart(printed(e.energy))}
		}
		rows = append(rows, scope2Step{name: name, args: args, start: level, delta: e.co2e, ordinals: report.OrdinalsOf(e.ordinals...)})
		level = level.Add(e.co2e)
	}
	return append(rows, scope2Step{name: sayMarket, start: f.market, total: true, hue: "s2", ordinals: report.OrdinalsOf(f.markets...)})
}

// scope2Section is section 5: both methods, and what leads from one to the other.
func (p *page) scope2Section() {
	f := &p.scope2
	p.section("scope2", p.scope2Heading, sayScope2Below, dataPart(p.label), p.unitName())
	if f.lacks(ghg.LocationBased) || f.lacks(ghg.MarketBased) {
		p.open("p")
		switch {
		case f.lacks(ghg.LocationBased) && f.lacks(ghg.MarketBased):
			p.na(sayNoScope2)
		case f.lacks(ghg.MarketBased):
			p.say(sayLocation)
			p.text(" ")
			p.inside(link(p.unit.show(f.location), report.OrdinalsOf(f.locations...)))
			p.text("; ")
			p.na(sayNoOther)
		default:
			p.say(sayMarket)
			p.text(" ")
			p.inside(link(p.unit.show(f.market), report.OrdinalsOf(f.markets...)))
			p.text("; ")
			p.na(sayNoOther)
		}
		p.close()
		p.close()
		return
	}
	rows := f.steps()
	p.open("table", class("chart"))
	p.open("tbody")
	for _, r := range rows {
		p.scope2Row(r, scope2Scale(rows), p.places(rows))
	}
	p.close()
	p.close()
	p.open("div", class("two"))
	p.coverage()
	p.instruments()
	p.close()
	p.close()
}

// scope2Heading says what instruments take off, if they do.
func (p *page) scope2Heading() {
	f := &p.scope2
	var effect ghg.CO2e
	for _, e := range f.instruments {
		effect = effect.Add(e.co2e)
	}
	share, ok := ratio(effect.Kg().Neg(), f.market.Sub(effect).Kg())
	if ok && effect.IsNegative() && share.Cmp(one) <= 0 && !f.lacks(ghg.LocationBased) {
		p.say(sayScope2Heading, textPart(percent(share)))
		return
	}
	p.say(sayScope2Neutral)
}

// scope2Scale returns the lowest and the highest level; one of them is zero unless levels are on both sides of it.
func scope2Scale(rows []scope2Step) changeScale {
	s := changeScale{}
	for _, r := range rows {
		end := r.start.Add(r.delta).Kg()
		s.low = decimal.Min(s.low, r.start.Kg(), end)
		s.high = decimal.Max(s.high, r.start.Kg(), end)
	}
	if s.high.Equal(s.low) {
		s.high = s.low.Add(one)
	}
	return s
}

// places returns how many decimals the rows are shown with: those that the smallest of them deserves, two at most, so that
// the shown numbers add up but for rounding.
func (m *model) places(rows []scope2Step) int32 {
	places := int32(0)
	for _, r := range rows {
		d := m.unit.of(r.start)
		if !r.total {
			d = m.unit.of(r.delta)
		}
		_, fraction, _ := strings.Cut(sized(d), ".")
		places = max(places, min(2, int32(len(fraction))))
	}
	return places
}

// text is the number of a row.
func (r scope2Step) text(u unit, places int32) string {
	if r.total {
		return fixed(u.of(r.start), places)
	}
	return signed(fixed(u.of(r.delta), places))
}

func (p *page) scope2Row(r scope2Step, s changeScale, places int32) {
	bold := attr{}
	if r.total {
		bold = class("total")
	}
	p.open("tr", bold)
	p.open("th", at("scope", "row"), class("label"))
	p.say(r.name, r.args...)
	p.close()
	p.open("td", class("draw"), hidden())
	c := begin(p.writer, 24)
	drawScope2(c, r, s)
	p.close()
	p.close()
	p.open("td", class("num"))
	if r.total {
		p.inside(link(r.text(p.unit, places), r.ordinals))
	} else {
		p.text(r.text(p.unit, places))
	}
	p.close()
	p.close()
}

func drawScope2(c canvas, r scope2Step, s changeScale) {
	zero := s.x(decimal.Decimal{})
	if r.total {
		c.rect(zero, s.x(r.start.Kg()).Sub(zero), px(3), px(18), class("f-"+r.hue))
		return
	}
	from, to := s.x(r.start.Kg()), s.x(r.start.Add(r.delta).Kg())
	name := "up"
	if r.delta.IsNegative() {
		name = "down"
	}
	c.rect(from, to.Sub(from), px(3), px(18), class("f-"+name))
}

// coverage shows how much of the electricity instruments cover.
func (p *page) coverage() {
	f := &p.scope2
	p.open("div")
	share, ok := ratio(f.covered, f.energy)
	if !ok {
		p.open("p")
		p.na(sayNoElectricity)
		p.close()
		p.close()
		return
	}
	p.open("h3")
	p.say(sayElectricity, textPart(printed(f.energy)))
	p.close()
	c := begin(p.writer, 20, hidden())
	drawCoverage(c, share)
	p.close()
	p.paragraph(sayCovered, textPart(percent(share)), phrasePart(sourcesName(f.sources)))
	if f.disclosed != nil {
		p.re100(f.disclosed)
	}
	p.close()
}

func drawCoverage(c canvas, share decimal.Decimal) {
	c.rect(decimal.Decimal{}, hundred, px(0), px(20), class("f-rule"))
	c.rect(decimal.Decimal{}, decimal.Min(hundred, share.Mul(hundred)), px(0), px(20), class("f-s2"))
}

// instruments lists every instrument, used or refused, with its criteria as the result recorded them.
func (p *page) instruments() {
	p.open("div")
	if len(p.claims) == 0 {
		p.open("p")
		p.na(sayNoInstrument)
		p.close()
		p.close()
		return
	}
	for i, c := range p.claims {
		if i == 10 {
			p.paragraph(sayAndMore, textPart(coord(number(len(p.claims)-i))))
			break
		}
		p.instrument(c)
	}
	p.close()
}

func (p *page) instrument(c claimed) {
	p.open("h3")
	p.inside(dataPart(c.claim.Instrument))
	p.close()
	p.open("dl", class("facts"))
	show := func(name phrase, value string) {
		if value != "" {
			p.fact(func() { p.say(name) }, func() { p.data(value) })
		}
	}
	show(sayKind, c.claim.Kind.String())
	show(sayVolume, quantity(c.claim.Volume))
	show(sayUsed, quantity(c.claim.Used))
	show(sayRate, strings.Join(c.rates, "; "))
	show(sayMarketOf, c.claim.Market)
	if !c.claim.Vintage.IsZero() {
		show(sayVintage, c.claim.Vintage.String())
	}
	if c.claim.Retirement == "" {
		p.fact(func() { p.say(sayRetirement) }, func() { p.na(sayNotStated) })
	} else {
		show(sayRetirement, c.claim.Retirement)
	}
	if c.claim.Refused != "" {
		show(sayRefused, c.claim.Refused)
	}
	p.fact(func() { p.say(sayCriteria) }, func() { p.inside(link("#"+coord(number(c.ordinal)), report.OrdinalsOf(c.ordinal))) })
	p.close()
}

// quantity formats an amount with its unit.
func quantity(a ghg.Amount) string { return exact(a.Value) + " " + a.Unit }

// ratesOf returns the factors that a result applies to the energy of an instrument.
func ratesOf(r *ghg.Result, instrument string) []string {
	var rates []string
	for i := range r.Covers {
		c := &r.Covers[i]
		if c.Source != ghg.ByInstrument || c.Instrument != instrument {
			continue
		}
		for _, s := range r.Steps[c.First-1 : c.Last] {
			for j := range s.Terms {
				if rate := rateText(r.Factors, s.Terms[j].Ref); rate != "" && !slices.Contains(rates, rate) {
					rates = append(rates, rate)
				}
			}
		}
	}
	return rates
}

// rateText returns a factor as a rate, such as "0 kg CO2 / MWh", or "" if there is none with the id.
func rateText(list []ghg.FactorRecord, id string) string {
	i := slices.IndexFunc(list, func(f ghg.FactorRecord) bool { return f.ID == id })
	if id == "" || i < 0 {
		return ""
	}
	return list[i].PerUnit.String() + " / " + list[i].Unit
}
