package page

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/targets"
)

// disclose adds up the energy of Scope 2 by carrier and source. Without electricity there is nothing to disclose.
func (m *model) disclose(inv *inventory.Inventory) error {
	if m.scope2.energy.Sign() <= 0 {
		return nil
	}
	var results []ghg.Result
	for r := range inv.Results() {
		if r.Scope == ghg.Scope2 {
			results = append(results, r)
		}
	}
	d, err := scope2.Disclose(results)
	if err != nil {
		return err
	}
	m.scope2.disclosed = &d
	return nil
}

// towardsRE100 is the share that is compared with RE100's minima: what RE100 counts, or all that is renewable if it is not
// known what counts.
func (m *model) towardsRE100() decimal.Decimal {
	if m.scope2.undated.Sign() > 0 {
		return m.scope2.disclosed.Renewable
	}
	return m.scope2.disclosed.RE100WithAllowance
}

// re100 shows the renewable electricity beside the shares that RE100 asks of its members, and what RE100 counts of it.
func (p *page) re100(d *scope2.Disclosure) {
	p.open("h3")
	p.say(sayRE100)
	p.close()
	c := begin(p.writer, re100Height, hidden())
	drawRE100(c, p.towardsRE100())
	p.close()
	p.open("dl", class("facts"))
	p.fact(func() { p.say(sayRenewable) }, func() { p.text(percent(d.Renewable)) })
	p.fact(func() { p.say(sayRE100Counts) }, func() { p.re100Counts(d) })
	for _, m := range targets.RE100Minimum() {
		p.fact(func() { p.say(sayRE100Minimum, textPart(coord(number(m.Year))), textPart(dec0(m.Share)+thin+"%")) }, func() {
			short := m.Share.Sub(p.towardsRE100())
			if short.Sign() <= 0 {
				p.say(sayReached)
				return
			}
			p.say(sayPoints, textPart(fixed(short.Shift(2), 1)))
		})
	}
	p.fact(func() { p.say(sayResidualMix) }, func() { p.residualMix(d) })
	p.close()
	if n := len(d.Unstated.Results); n > 0 {
		p.open("p", class("note"))
		p.say(plural(n, sayUnstatedOne, sayUnstated))
		p.close()
	}
}

// re100Counts writes the share that RE100 counts, or why it is not known.
func (p *page) re100Counts(d *scope2.Disclosure) {
	share, ok := ratio(p.scope2.undated, p.scope2.energy)
	switch {
	case ok && share.Sign() > 0:
		p.na(sayRE100Undated, textPart(percent(share)))
	case d.RE100WithAllowance.Equal(d.RE100):
		p.text(percent(d.RE100))
	default:
		p.say(sayRE100Allowance, textPart(percent(d.RE100)), textPart(percent(d.RE100WithAllowance)))
	}
}

const re100Height = 36

// drawRE100 draws the share with a tick at each minimum, named by its year.
func drawRE100(c canvas, share decimal.Decimal) {
	drawCoverage(c, share)
	for _, m := range targets.RE100Minimum() {
		x := m.Share.Mul(hundred)
		c.line(x, px(0), x, px(24), class("k-tick"))
		c.words(x, px(35), 0, textPart(coord(number(m.Year))), class("m e"))
	}
}

// residualMix says what was calculated with a residual mix, or why nothing was.
func (p *page) residualMix(d *scope2.Disclosure) {
	for _, row := range d.Rows {
		if row.Carrier != ghg.Electricity || row.Source != ghg.ByResidualMix {
			continue
		}
		lines := report.OrdinalsOf(p.scope2.mixed...)
		at := link("#"+coord(number(lines.First())), lines)
		rate, ok := ratio(row.CO2e.Kg(), row.Energy.Value)
		if ok {
			p.say(sayMixUsed, textPart(printed(row.Energy.Value)), textPart(sized(rate)), at)
		}
	}
	switch {
	case d.WithoutResidualMix.Sign() > 0:
		if len(p.scope2.mixed) > 0 {
			p.text(" ")
		}
		p.na(sayNoMix, textPart(percent(d.WithoutResidualMix)))
	case len(p.scope2.mixed) > 0:
	case len(p.scope2.sources) == 0:
		p.na(sayMixNotNeeded)
	default:
		p.na(sayMixAfter, phrasePart(sourcesName(p.scope2.sources)))
	}
}
