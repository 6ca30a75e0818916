package scope2

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Activities of the vocabulary that electricity is found under.
const (
	gridActivity       = "electricity/grid"
	residualActivity   = "electricity/residual-mix"
	substituteActivity = "electricity/substitute"
	supplierPrefix     = "electricity/supplier"
)

// CoverSource is where the rate of a part of a market-based result comes from, in the order of the Guidance.
type CoverSource uint8

// The sources of a rate (Scope 2 Guidance table 6.3).
const (
	ByInstrument  CoverSource = iota + 1 // a contractual instrument
	BySupplier                           // the supplier's rate
	ByResidualMix                        // the market's residual mix
	BySubstitute                         // a regulator's substitute value: there is no residual mix
	ByGridAverage                        // the grid average: there is no residual mix
	ByOwnUse                             // own generation, used where it is made
)

var coverSources = []string{"instrument", "supplier-rate", "residual-mix", "substitute", "grid-average", "own-generation"}

// String returns the source's name, such as "residual-mix".
func (s CoverSource) String() string {
	if s == 0 || int(s) > len(coverSources) {
		return "no source"
	}
	return coverSources[s-1]
}

// MarshalText returns the source's name; the zero source is an error.
func (s CoverSource) MarshalText() ([]byte, error) {
	if s == 0 || int(s) > len(coverSources) {
		return nil, &ghg.FieldError{Field: "source of a rate", Want: "one of " + strings.Join(coverSources, ", "), Err: ghg.ErrMissing}
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads what String returns.
func (s *CoverSource) UnmarshalText(text []byte) error {
	i := slices.Index(coverSources, string(text))
	if i < 0 {
		return &ghg.FieldError{Field: "source of a rate", Value: string(text), Want: "one of " + strings.Join(coverSources, ", "), Err: ghg.ErrUnknown}
	}
	*s = CoverSource(i + 1)
	return nil
}

// Cover is a part of a market-based result: so much energy at one rate.
type Cover struct {
	Source     CoverSource
	Instrument Instrument // of ByInstrument; else the zero Instrument
	Renewable  bool       // the instrument or own generation says so
	Energy     units.Quantity
	Emissions  ghg.Emissions
	CO2e       ghg.CO2e

	first, after int // its steps in the result
}

// Refusal is an instrument that was not used, and the answers that say why.
type Refusal struct {
	Instrument Instrument
	Purchase   string // the consumption the answers are about
	Answers    []CriterionAnswer
}

// Reasons returns the criteria that are not met, with the reasons.
func (r Refusal) Reasons() string { return reasons(r.Answers) }

// market is a market-based calculation under way.
type market struct {
	c            *calc.Calc
	region       string
	grid         factors.Supplied
	supplier     string
	supplierRate factors.Supplied

	residual        factors.Factor
	residualCaveats []ghg.Caveat
	hasResidual     bool

	covers  []Cover
	refused []Refusal
}

// findResidualMix looks the residual mix up, for use and for criterion 8. That there is none is no error here.
func (m *market) findResidualMix(own factors.Supplied, unit units.Unit) {
	switch {
	case m.c.Failed():
	case own.Given():
		m.residual = m.c.Factor(own, residualActivity, m.region, unit, ghg.Generation)
		m.hasResidual = true
	case m.c.Basis().Factors != nil:
		f, caveats, err := m.c.Basis().Find(factors.Query{Activity: residualActivity, Region: m.region, Period: m.c.Period(), Unit: unit, Boundary: ghg.Generation})
		if errors.Is(err, factors.ErrNoFactor) {
			return
		}
		m.c.Fail(err)
		m.residual, m.residualCaveats, m.hasResidual = f, caveats, err == nil
	}
}

// claim is what instruments are asked to cover.
func (m *market) claim(name string, period ghg.Period, window Window) Claim {
	status := ResidualMixDisclosed
	if m.hasResidual {
		status = ResidualMixPublished
	}
	return Claim{Region: m.region, Market: name, Period: period, Window: window, ResidualMix: status}
}

// disclose records that there is no residual mix, as criterion 8 asks of whoever uses an instrument.
func (m *market) disclose() {
	if !m.hasResidual {
		m.c.Caveat(ghg.ResidualMixMissing, "the factors of the basis have no residual mix of "+m.region)
	}
}

// apply multiplies a flow of one term by a factor and keeps it as a part of the result.
func (m *market) apply(label string, f calc.Flow, factor factors.Factor, part Cover) {
	part.Energy = units.New(f.Value(), f.Unit())
	part.first = m.c.Apply(label, f, factor) - 1
	part.after = part.first + factor.PerUnit.Len()
	m.covers = append(m.covers, part)
}

// cover applies an instrument to what is left of the consumption and returns what is left after it. An instrument that
// fails a criterion leaves everything.
func (m *market) cover(rest calc.Flow, in *Instrument, claim Claim) calc.Flow {
	c, name := m.c, "instrument "+in.ID
	if c.Failed() {
		return rest
	}
	criteria := in.Criteria(claim)
	if !usable(criteria) {
		c.Caveat(ghg.InstrumentRefused, in.ID+": "+reasons(criteria))
		m.refused = append(m.refused, Refusal{*in, claim.Region, criteria})
		return rest
	}
	m.disclose()
	volume := c.Convert(calc.Of(name, in.Volume), rest.Unit())
	used := c.Combine("used of "+name, ghg.Min, []calc.Flow{rest, volume})
	left := c.Combine("left after "+name, ghg.Sum, []calc.Flow{rest, used}, false, true)
	m.apply(name, used, m.rate(in, rest.Unit()), Cover{Source: ByInstrument, Instrument: *in, Renewable: in.Renewable})
	need := units.New(rest.Value(), rest.Unit())
	if over, err := in.Volume.Cmp(need); err != nil {
		c.Fail(err)
	} else if over > 0 {
		unused, err := in.Volume.Sub(need)
		c.Fail(err)
		c.Caveat(ghg.InstrumentUnused, in.ID+": "+unused.String()+" of "+in.Volume.String()+" is more than the consumption and reduces nothing")
	}
	c.Fact(name, in.Kind.String()+", "+in.Volume.String()+" at "+in.Rate.String()+", retirement: "+in.Retirement)
	c.Fact("quality criteria of "+name, answerList(criteria))
	return left
}

// answerList writes the answers in their order: "1 yes, 2 yes, …".
func answerList(list []CriterionAnswer) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = string(rune('0'+a.Number)) + " " + a.Met.String()
	}
	return strings.Join(parts, ", ")
}

// rate is the factor that an instrument conveys.
func (m *market) rate(in *Instrument, unit units.Unit) factors.Factor {
	own := in.Rate.own
	if in.Rate.IsZeroCarbon() {
		own = zeroRate(m.c, unit, in.Kind.String()+" "+in.ID+": generation without direct emissions")
	}
	f, err := own.Factor("electricity/instrument/"+in.ID, "GLOBAL", m.c.Period(), ghg.Generation)
	m.c.Fail(err)
	return f
}

// zeroRate is the rate of generation without direct emissions.
func zeroRate(c *calc.Calc, unit units.Unit, source string) factors.Supplied {
	none, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2})
	c.Fail(err)
	return factors.Supplied{PerUnit: none, Unit: unit, Source: source}
}

// uncovered applies to the consumption that no instrument covers the next rate in the order of the Guidance.
func (m *market) uncovered(rest calc.Flow) {
	const label = "uncovered"
	c, unit := m.c, rest.Unit()
	if c.Failed() {
		return
	}
	m.disclose()
	if m.supplierRate.Given() || m.supplier != "" {
		f := c.Factor(m.supplierRate, supplierActivity(supplierPrefix, m.supplier), m.region, unit, ghg.Generation)
		m.apply(label, rest, f, Cover{Source: BySupplier})
		return
	}
	c.Caveat(ghg.SupplierRateMissing, "the supplier is not named and states no rate")
	m.residualOrNext(label, rest)
}

// supplierActivity is the name of a supplier's rate; one that is stated without the supplier's name has one too.
func supplierActivity(prefix, name string) string {
	return calc.Under(prefix, cmp.Or(name, "stated-rate"))
}

// residualOrNext applies the residual mix, else a substitute value, else the grid average if the policy allows it.
func (m *market) residualOrNext(label string, rest calc.Flow) {
	c, unit := m.c, rest.Unit()
	if m.hasResidual {
		for _, caveat := range m.residualCaveats {
			c.Caveat(caveat.Kind, caveat.Detail)
		}
		m.apply(label, rest, m.residual, Cover{Source: ByResidualMix})
		return
	}
	m.disclose()
	if c.Basis().Factors != nil {
		if f, ok := c.FindOrNone(substituteActivity, m.region, unit, ghg.Generation); ok || c.Failed() {
			c.Caveat(ghg.SubstituteValue, f.ID)
			m.apply(label, rest, f, Cover{Source: BySubstitute})
			return
		}
	}
	if c.Basis().Policy.GridAverageAsResidual {
		m.apply(label, rest, gridAverage(c, m.grid, m.region, unit), Cover{Source: ByGridAverage})
		return
	}
	c.Find(residualActivity, m.region, unit, ghg.Generation)
}

// finish ends the calculation and gives every part its emissions.
func (m *market) finish() (Dual, error) {
	r, err := m.c.Part("", ghg.MarketBased, "")
	if err != nil {
		return Dual{}, err
	}
	for i := range m.covers {
		part := &m.covers[i]
		if part.Emissions, err = calc.Yields(r.Steps[part.first:part.after]); err != nil {
			return Dual{}, err
		}
		weighed, err := part.Emissions.ToCO2e(m.c.Basis().GWP)
		if err != nil {
			return Dual{}, err
		}
		part.CO2e = weighed.CO2e
	}
	for i := range m.refused {
		m.refused[i].Purchase = r.ID
	}
	return Dual{Market: r, Covers: m.covers, Refused: m.refused}, nil
}
