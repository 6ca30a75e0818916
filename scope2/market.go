package scope2

import (
	"cmp"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Names in the vocabulary under which electricity factors are looked up.
const (
	gridActivity       = "electricity/grid"
	residualActivity   = "electricity/residual-mix"
	substituteActivity = "electricity/substitute"
	supplierPrefix     = "electricity/supplier"
)

// Refusal is an instrument that was not used, with the answers that give the reasons.
type Refusal struct {
	Instrument Instrument
	Purchase   string // the consumption that the answers apply to
	Answers    []CriterionAnswer
}

// Reasons returns the criteria that are not met, with the reasons.
func (r Refusal) Reasons() string { return reasons(r.Answers) }

// market is a market-based calculation in progress.
type market struct {
	region string
	grid   factors.Supplied

	residual        factors.Factor
	residualCaveats []ghg.Caveat
	hasResidual     bool

	covers  []ghg.Cover
	refused []Refusal
	claims  []ghg.Claim
}

// findResidualMix looks up the residual mix, for use and for criterion 8. A missing one is not an error.
func (m *market) findResidualMix(c *method.Calc, supplied factors.Supplied, unit units.Unit) {
	query := factors.Query{Activity: residualActivity, Region: m.region, Period: c.Valid(), Unit: unit, Boundary: ghg.Generation}
	switch {
	case c.Failed():
	case supplied.Given():
		m.residual = c.Factor(supplied, query)
		m.hasResidual = true
	case c.Basis().Factors != nil:
		f, caveats, found, err := c.Basis().Lookup(query)
		c.Fail(err)
		m.residual, m.residualCaveats, m.hasResidual = f, caveats, found
	}
}

// claim returns the consumption that instruments are meant to cover.
func (m *market) claim(name string, period ghg.Period, window Window) Claim {
	status := ResidualMixDisclosed
	if m.hasResidual {
		status = ResidualMixPublished
	}
	return Claim{Region: m.region, Market: name, Period: period, Window: window, ResidualMix: status}
}

// disclose records that there is no residual mix, as criterion 8 requires where an instrument is used.
func (m *market) disclose(c *method.Calc) {
	if !m.hasResidual {
		c.Caveat(ghg.ResidualMixMissing, "the factors of the basis have no residual mix of "+m.region)
	}
}

// apply multiplies a flow of one term by a factor and keeps it as a part of the result.
func (m *market) apply(c *method.Calc, label string, f method.Flow, factor factors.Factor, part ghg.Cover) {
	part.Carrier = ghg.Electricity
	part.Energy = f.Amount()
	part.First = c.Apply(label, f, factor)
	part.Last = part.First + factor.PerUnit.Len() - 1
	m.covers = append(m.covers, part)
}

// inOrder returns instruments in the order of use, each checked, none for another purchase, none twice. The method's
// declaration has already checked their inputs.
func (m *market) inOrder(c *method.Calc, list []Instrument) []Instrument {
	if len(list) > 1 {
		list = inOrderOfUse(list)
	}
	for i := range list {
		in := &list[i]
		c.Fail(in.check())
	}
	c.Fail(checkClaims(c.ID(), list))
	return list
}

// coverAll applies instruments to a consumption, in the order of use, and returns what is left.
func (m *market) coverAll(c *method.Calc, used method.Flow, instruments []Instrument, claim Claim) method.Flow {
	rest, list := used, m.inOrder(c, instruments)
	m.covers = make([]ghg.Cover, 0, len(list)+1)
	for i := range list {
		rest = m.cover(c, rest, &list[i], claim)
	}
	if len(list) > 0 {
		all, left := c.Quantity(used), c.Quantity(rest)
		var covered dec.Exact
		covered.Add(all.Value)
		covered.Sub(left.Value)
		var room [usualText]byte
		text := append(dec.AppendText(room[:0], covered.Decimal()), " of "...)
		text = append(append(dec.AppendText(text, all.Value), ' '), all.Unit.Symbol()...)
		c.Note("covered by instruments", string(text))
	}
	return rest
}

// usualText is more than the usual length of a note.
const usualText = 96

// criteriaOf begins the name of the note of the quality criteria.
const criteriaOf = "quality criteria of "

// labels are the names of the notes and steps of an instrument, and of its rate in the vocabulary.
type labels struct{ name, criteria, used, left, rate string }

// labelsOf returns parts of one text, which is made at once.
func labelsOf(id string) labels {
	const used, left, kind, rate = "used of ", "left after ", "instrument ", "electricity/instrument/"
	texts, n := criteriaOf+kind+id+used+kind+id+left+kind+id+rate+id, len(kind)+len(id)
	first := len(criteriaOf) + n
	second := first + len(used) + n
	third := second + len(left) + n
	return labels{name: texts[len(criteriaOf):first], criteria: texts[:first], used: texts[first:second], left: texts[second:third], rate: texts[third:]}
}

// judge reports whether an instrument, or a supplier's rate in the form of one, meets the quality criteria. If it does not,
// it is recorded as refused, and judge returns the reasons. If it does, a note has the answers.
func (m *market) judge(c *method.Calc, note string, in *Instrument, claim Claim) (ok bool, refused string) {
	claim.Period = c.Period() // a vintage is compared with its days
	met := in.meets(claim)
	if usable(met) {
		c.Note(note, answerList(met))
		return true, ""
	}
	answers := in.Criteria(claim)
	refused = reasons(answers)
	c.Caveat(ghg.InstrumentRefused, in.ID+": "+refused)
	m.refused = append(m.refused, Refusal{*in, claim.Region, answers})
	return false, refused
}

// admits is judge for an instrument, of which it records that a refused one covers nothing.
func (m *market) admits(c *method.Calc, note string, in *Instrument, claim Claim) bool {
	ok, refused := m.judge(c, note, in, claim)
	if !ok {
		m.record(in, units.New(decimal.Decimal{}, in.Volume.Unit), claim, refused)
	}
	return ok
}

// cover applies an instrument to the consumption that is left and returns the rest. An instrument that fails a
// criterion covers nothing.
func (m *market) cover(c *method.Calc, rest method.Flow, in *Instrument, claim Claim) method.Flow {
	label := labelsOf(in.ID)
	if c.Failed() || !m.admits(c, label.criteria, in, claim) {
		return rest
	}
	m.disclose(c)
	volume := c.Convert(method.Of(label.name, in.Volume), rest.Unit())
	used := c.Min(label.used, rest, volume)
	left := c.Less(label.left, rest, used)
	m.apply(c, label.name, used, rate(c, in, label.rate, rest.Unit()), ghg.Cover{Source: ghg.ByInstrument, Instrument: in.ID, Renewable: in.Renewable})
	m.record(in, c.Quantity(used), claim, "")
	need := c.Quantity(rest)
	if over, err := in.Volume.Cmp(need); err != nil {
		c.Fail(err)
	} else if over > 0 {
		unused, err := in.Volume.Sub(need)
		c.Fail(err)
		c.Caveat(ghg.InstrumentUnused, in.ID+": "+unused.String()+" of "+in.Volume.String()+" is more than the consumption and reduces nothing")
	}
	c.Note(label.name, in.Kind.String()+", "+in.Volume.String()+" at "+in.Rate.String()+", retirement: "+in.Retirement)
	return left
}

// record keeps the claim that the result makes on an instrument.
func (m *market) record(in *Instrument, used units.Quantity, claim Claim, refused string) {
	m.claims = append(m.claims, ghg.Claim{
		Instrument: in.ID, Kind: in.Kind, Technology: in.Technology, Renewable: in.Renewable, Market: in.Market, Vintage: in.Vintage,
		Commissioned: in.Commissioned, Registry: in.Registry, Serials: in.Serials, Retirement: in.Retirement,
		Volume: method.AmountOf(in.Volume), Whole: method.AmountOf(in.Whole), Used: method.AmountOf(used),
		RE100: in.Renewable && in.re100(claim.Period) != NotMet, Refused: refused,
	})
}

// answerList writes the answers in their order: "1 yes, 2 yes, …".
func answerList(met [criteria]Answer) string {
	var room [len("1 not applicable, ") * criteria]byte
	text := room[:0]
	for i, a := range met {
		text = append(text, answerTexts[i][a]...)
	}
	return string(text)
}

// answerTexts are the parts of an [answerList]: of each criterion with each answer.
var answerTexts = func() (texts [criteria][NotApplicable + 1]string) {
	for i := range texts {
		for a := range texts[i] {
			if i > 0 {
				texts[i][a] = ", "
			}
			texts[i][a] += strconv.Itoa(i+1) + " " + Answer(a).String() //nolint:gosec // there are few answers
		}
	}
	return texts
}()

// rate returns the factor that an instrument conveys, under the name of its rate.
func rate(c *method.Calc, in *Instrument, activity string, unit units.Unit) factors.Factor {
	own := in.Rate.own
	if in.Rate.IsZeroCarbon() {
		own = zeroRate(c, unit, in.Kind.String()+" "+in.ID+": generation without direct emissions")
	}
	return c.Factor(own, factors.Query{Activity: activity, Region: "GLOBAL", Boundary: ghg.Generation})
}

var noCO2 = sync.OnceValues(func() (ghg.Emissions, error) { return ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2}) })

// zeroRate returns the rate of generation without direct emissions.
func zeroRate(c *method.Calc, unit units.Unit, source string) factors.Supplied {
	none, err := noCO2()
	c.Fail(err)
	return factors.Supplied{PerUnit: none, Unit: unit, Source: source}
}

// uncovered applies the next rate in the Guidance's hierarchy to consumption that no instrument covers.
func (m *market) uncovered(c *method.Calc, rest method.Flow, s supply, claim Claim) {
	const label = "uncovered"
	if c.Failed() {
		return
	}
	m.disclose(c)
	if !s.given() {
		c.Caveat(ghg.SupplierRateMissing, "the supplier is not named and states no rate")
		m.residualOrNext(c, label, rest)
		return
	}
	f := c.Factor(s.rate, m.query(supplierActivity(supplierPrefix, s.name), rest))
	if c.Failed() {
		return
	}
	if m.accepts(c, s, f, claim, rest) {
		m.apply(c, label, rest, f, ghg.Cover{Source: ghg.BySupplierRate})
		return
	}
	m.residualOrNext(c, label, rest)
}

// query returns the query for a rate of the energy that is left.
func (m *market) query(activity string, rest method.Flow) factors.Query {
	return factors.Query{Activity: activity, Region: m.region, Unit: rest.Unit(), Boundary: ghg.Generation}
}

// supplierActivity returns the name of a supplier's rate, including one that is stated without the supplier's name.
func supplierActivity(prefix, name string) string {
	return method.Under(prefix, cmp.Or(name, "stated-rate"))
}

// residualOrNext applies the residual mix, else a substitute value, else the grid average if the policy allows it.
func (m *market) residualOrNext(c *method.Calc, label string, rest method.Flow) {
	if m.hasResidual {
		c.Caveats(m.residualCaveats...)
		m.apply(c, label, rest, m.residual, ghg.Cover{Source: ghg.ByResidualMix})
		return
	}
	m.disclose(c)
	if c.Basis().Factors != nil {
		if f, ok := c.Lookup(m.query(substituteActivity, rest)); ok || c.Failed() {
			c.Caveat(ghg.SubstituteValue, f.ID)
			m.apply(c, label, rest, f, ghg.Cover{Source: ghg.BySubstitute})
			return
		}
	}
	if c.Basis().Policy.For(residualActivity, m.region, "").GridAverageAsResidual {
		m.apply(c, label, rest, gridAverage(c, m.grid, m.region, rest.Unit()), ghg.Cover{Source: ghg.ByGridAverage})
		return
	}
	c.Factor(factors.Supplied{}, m.query(residualActivity, rest))
	c.Suggest("supplier_rate, the rate on the supplier's bill or fuel mix disclosure")
	c.Suggest("residual_mix, from the body that publishes the market's")
	c.Suggest("Policy.GridAverageAsResidual, the grid average with a caveat")
}

// finish completes the calculation and sets the market-based result and what was refused.
func (m *market) finish(c *method.Calc, d *Dual) error {
	var err error
	if d.Market, err = c.Result(method.Part{Accounting: ghg.MarketBased}); err != nil {
		return err
	}
	d.Market.Claims, d.Market.Covers = m.claims, m.covers
	for i := range m.refused {
		m.refused[i].Purchase = d.Market.ID
	}
	d.Refused = m.refused
	return nil
}
