package method

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/units"
)

// Flow is an unevaluated product of terms. It is evaluated when a factor is applied, so every number stays visible and
// division comes last. It is a value: its methods return a longer flow and leave the receiver unchanged.
type Flow struct {
	terms []ghg.Term
	unit  units.Unit // of the product
}

// Of starts a flow with an amount of the activity.
func Of(label string, q units.Quantity) Flow { return Sourced(label, q, "") }

// Sourced starts a flow with an amount that a document states.
func Sourced(label string, q units.Quantity, source string) Flow {
	return Flow{[]ghg.Term{{Label: label, Kind: ghg.TermInput, Value: q.Value, Unit: q.Unit.Symbol(), Source: source}}, q.Unit}
}

// Ratio starts a flow with a number without a unit, such as a share.
func Ratio(label string, d decimal.Decimal, source string) Flow {
	return Sourced(label, units.New(d, dimensionless()), source)
}

// Len returns the number of terms.
func (f Flow) Len() int { return len(f.terms) }

// Unit returns the unit of the product.
func (f Flow) Unit() units.Unit { return f.unit }

func (f Flow) with(unit units.Unit, terms ...ghg.Term) Flow {
	all := make([]ghg.Term, 0, len(f.terms)+len(terms))
	return Flow{append(append(all, f.terms...), terms...), unit}
}

// Times multiplies by an input without a unit, such as a share.
func (f Flow) Times(label string, d decimal.Decimal, source string) Flow {
	return f.with(f.unit, ghg.Term{Label: label, Kind: ghg.TermInput, Value: d, Unit: "1", Source: source})
}

// Per divides by an input without a unit, such as an efficiency.
func (f Flow) Per(label string, d decimal.Decimal, source string) Flow {
	return f.with(f.unit, ghg.Term{Label: label, Kind: ghg.TermInput, Value: d, Unit: "1", Source: source, Divides: true})
}

// timesConstant multiplies by a constant of the method.
func (f Flow) timesConstant(label string, d decimal.Decimal, source string) Flow {
	return f.with(f.unit, ghg.Term{Label: label, Kind: ghg.TermConstant, Value: d, Unit: "1", Source: source})
}

// AtNormalConditions converts a volume of gas at the meter's absolute temperature, in kelvin, and absolute pressure, in kPa, to
// its volume at 0 °C and 101.325 kPa: V × 273.15 ÷ T × P ÷ 101.325, as an ideal gas. Every number is a term, so the conversion
// is exact. A volume at stated conditions (Nm3) is an error, and so is anything but a volume.
func (c *Calc) AtNormalConditions(f Flow, kelvin, kPa decimal.Decimal) Flow {
	const normal, source = "101.325", "DIN 1343: 0 °C and 101.325 kPa; ideal gas"
	if c.Failed() {
		return f
	}
	if err := dec.CheckAll(kelvin, kPa); err != nil {
		c.Fail(fmt.Errorf("temperature and pressure of the gas: %w", err))
		return f
	}
	if !kelvin.IsPositive() || !kPa.IsPositive() {
		c.Refuse("temperature and pressure of the gas", dec.Text(kelvin)+" K, "+dec.Text(kPa)+" kPa", "absolute values above 0", ghg.ErrOutOfRange)
		return f
	}
	f = c.TimesConstant(f, "normal temperature (K) per Nm3", units.MustRate("273.15 Nm3/m3"), source)
	if c.Failed() {
		return f
	}
	f = f.Per("temperature at the meter (K)", kelvin, "").Times("absolute pressure at the meter (kPa)", kPa, "")
	return f.with(f.unit, ghg.Term{Label: "normal pressure (kPa)", Kind: ghg.TermConstant, Value: dec.MustParse(normal), Unit: "1", Source: source, Divides: true})
}

// TimesAmount multiplies by an amount: tonnes times kilometres give tonne-kilometres.
func (c *Calc) TimesAmount(f Flow, label string, q units.Quantity) Flow {
	if c.Failed() {
		return f
	}
	unit, err := units.Product(f.unit, q.Unit)
	c.Fail(err)
	return f.with(unit, ghg.Term{Label: label, Kind: ghg.TermInput, Value: q.Value, Unit: q.Unit.Symbol()})
}

// TimesRate multiplies by a rate of the activity: m3 times GJ/m3 gives GJ.
func (c *Calc) TimesRate(f Flow, label string, r units.Rate, source string) Flow {
	return c.timesRate(f, r, ghg.Term{Label: label, Kind: ghg.TermInput, Source: source})
}

// PerRate divides by a rate of the activity: GJ divided by GJ/m3 gives m3.
func (c *Calc) PerRate(f Flow, label string, r units.Rate, source string) Flow {
	return c.perRate(f, r, ghg.Term{Label: label, Kind: ghg.TermInput, Source: source})
}

// TimesConstant multiplies by a rate that is a constant of the method: kmol times 44 kg/kmol gives kg.
func (c *Calc) TimesConstant(f Flow, label string, r units.Rate, source string) Flow {
	return c.timesRate(f, r, ghg.Term{Label: label, Kind: ghg.TermConstant, Source: source})
}

// timesRate multiplies by a rate and puts its number and unit into the term.
func (c *Calc) timesRate(f Flow, r units.Rate, t ghg.Term) Flow {
	f = c.Convert(f, r.Den)
	if c.Failed() {
		return f
	}
	t.Value, t.Unit = r.Value, rateUnit(r)
	return f.with(r.Num, t)
}

// perRate divides by a rate and puts its number and unit into the term.
func (c *Calc) perRate(f Flow, r units.Rate, t ghg.Term) Flow {
	f = c.Convert(f, r.Num)
	if c.Failed() {
		return f
	}
	if r.Value.Sign() <= 0 {
		c.Refuse(t.Label, r.String(), "a rate above 0", ghg.ErrOutOfRange)
		return f
	}
	t.Value, t.Unit, t.Divides = r.Value, rateUnit(r), true
	return f.with(r.Den, t)
}

func rateUnit(r units.Rate) string { return r.Num.Symbol() + "/" + r.Den.Symbol() }

// Convert converts the flow to another unit of its dimension by the exact ratio. A unit of a different dimension is an
// error.
func (c *Calc) Convert(f Flow, to units.Unit) Flow {
	var room [mostConversion]ghg.Term
	terms := c.conversion(room[:0], f.unit, to)
	if len(terms) == 0 {
		return f
	}
	return f.with(to, terms...)
}

// mostConversion is the number of terms of a conversion whose ratio is not a whole number.
const mostConversion = 2

const conversionLabel = "conversion"

// conversion appends the terms that convert between two units of one dimension, none for units that are equal.
func (c *Calc) conversion(terms []ghg.Term, from, to units.Unit) []ghg.Term {
	if c.Failed() || from == to {
		return terms
	}
	num, den, err := units.Conversion(from, to)
	if err != nil {
		c.Fail(err)
		return terms
	}
	terms = append(terms, ghg.Term{Label: conversionLabel, Kind: ghg.TermConversion, Value: num, Unit: to.Symbol() + "/" + from.Symbol()})
	if den.Equal(one) {
		return terms
	}
	return append(terms, ghg.Term{Label: conversionLabel, Kind: ghg.TermConversion, Value: den, Unit: "1", Divides: true})
}

// Apply multiplies a flow by a factor in one step per gas, which emits kilograms of that gas. Nothing else in the module
// makes emissions of an amount and a factor. A carbon content becomes CO2 by 44/12. If the publisher prints
// the CO2 from the biomass in a fuel as a separate factor, that factor is applied too.
//
// It returns the number of the first step it adds.
func (c *Calc) Apply(label string, f Flow, factor factors.Factor) int {
	return c.apply(label, f, &factor, nil)
}

// ApplyOnly is like [Calc.Apply] but applies only some gases of the factor: CO2 by fuel, where CH4 and N2O are known by
// distance. A factor that states none of them, or only CO2e that cannot be separated, is an error.
func (c *Calc) ApplyOnly(label string, f Flow, factor factors.Factor, gases ...ghg.Gas) int {
	if c.Failed() {
		return 0
	}
	wanted := func(a ghg.GasAmount) bool { return slices.Contains(gases, a.Gas) }
	stated := false
	for a := range factor.PerUnit.All() {
		stated = stated || wanted(a)
	}
	if !stated {
		c.Refuse("factor", factor.ID, fmt.Sprintf("one that states %v separately from the other gases", gases), ghg.ErrMissing)
		return 0
	}
	return c.apply(label, f, &factor, wanted)
}

// usual is the lists of a usual result: one factor of three gases, applied to an amount.
type usual struct {
	steps   [3]ghg.Step
	factors [1]ghg.FactorRecord
	terms   [6]ghg.Term
}

// single is usual for a factor that states CO2e alone.
type single struct {
	steps   [1]ghg.Step
	factors [1]ghg.FactorRecord
	terms   [3]ghg.Term
}

// converted is usual for an amount in another unit than the factor's.
type converted struct {
	steps   [3]ghg.Step
	factors [1]ghg.FactorRecord
	terms   [9]ghg.Term
}

// divided is usual for an amount in a unit whose ratio to the factor's is a quotient.
type divided struct {
	steps   [3]ghg.Step
	factors [1]ghg.FactorRecord
	terms   [12]ghg.Term
}

// worked is usual for an amount that is worked out in intermediate steps.
type worked struct {
	steps   [6]ghg.Step
	factors [2]ghg.FactorRecord
	terms   [11]ghg.Term
}

// room makes room for steps and for a factor if the result has none yet, and returns room for the terms of all the steps.
// The lists of a usual result are made in one piece, or in the room that was lent.
func (c *Calc) room(steps, terms int) []ghg.Term {
	if c.steps == nil && c.factors == nil && steps <= len(usual{}.steps) {
		if terms <= len(record.Room{}.Terms) {
			c.lent = c.basis.Recorder().TakeRoom()
		}
		switch {
		case c.lent != nil:
			c.steps, c.factors = c.lent.Steps[:0], c.lent.Factors[:0]
			return c.lent.Terms[:0]
		case steps == 1 && terms <= len(single{}.terms):
			lists := new(single)
			c.steps, c.factors = lists.steps[:0], lists.factors[:0]
			return lists.terms[:0]
		case terms <= len(usual{}.terms):
			lists := new(usual)
			c.steps, c.factors = lists.steps[:0], lists.factors[:0]
			return lists.terms[:0]
		case terms <= len(converted{}.terms):
			lists := new(converted)
			c.steps, c.factors = lists.steps[:0], lists.factors[:0]
			return lists.terms[:0]
		case terms <= len(divided{}.terms):
			lists := new(divided)
			c.steps, c.factors = lists.steps[:0], lists.factors[:0]
			return lists.terms[:0]
		}
	}
	c.steps = slices.Grow(c.steps, steps)
	if c.factors == nil {
		c.factors = make([]ghg.FactorRecord, 0, 2) // instruments and the rest
	}
	if terms <= cap(c.terms)-len(c.terms) {
		return c.take(terms)[:0]
	}
	return make([]ghg.Term, 0, terms)
}

func (c *Calc) apply(label string, f Flow, factor *factors.Factor, keep func(ghg.GasAmount) bool) int {
	var room [mostConversion]ghg.Term
	conversion := c.conversion(room[:0], f.unit, factor.Unit)
	if c.Failed() {
		return 0
	}
	n := factor.PerUnit.Len()
	terms := c.room(n, n*(len(f.terms)+len(conversion)+1))
	c.use(factor)
	if keep == nil {
		c.gasesMissing(factor)
	}
	first := len(c.steps) + 1
	for i := range n {
		a := factor.PerUnit.At(i)
		if keep != nil && !keep(a) {
			continue
		}
		start := len(terms)
		terms = append(append(terms, f.terms...), conversion...)
		terms = append(terms, factorTerm(factor, i, a))
		step := c.next(stepLabel(label, a), ghg.Product)
		step.Gas, step.GWP, step.Unit = a.Gas, a.GWP, a.Unit()
		if a.Gas == ghg.Carbon {
			terms = append(terms, carbonTerms()...)
			step.Gas, step.Unit = ghg.CO2, "kg CO2"
		}
		step.Terms = terms[start:len(terms):len(terms)]
		c.evaluate(step)
	}
	if biogenic, ok := factor.BiogenicPart(); ok && (keep == nil || keep(ghg.GasAmount{Gas: ghg.CO2Biogenic})) {
		if biogenic.Caveat.Kind != 0 {
			c.Caveats(biogenic.Caveat)
		}
		c.Apply(label, c.Convert(f, factor.Unit), biogenic)
	}
	return first
}

// gasesMissing records that a factor of combustion, which states its gases separately, states no methane or no nitrous
// oxide: the emissions of the fuel are then not complete.
func (c *Calc) gasesMissing(factor *factors.Factor) {
	if factor.Boundary != ghg.Combustion {
		return
	}
	methane, nitrous := false, false
	for i := range factor.PerUnit.Len() {
		switch factor.PerUnit.At(i).Gas {
		case "":
			return // CO2e of all gases
		case ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic, ghg.CH4Combustion:
			methane = true
		case ghg.N2O:
			nitrous = true
		}
	}
	switch {
	case !methane && !nitrous:
		c.Caveat(ghg.GasesMissing, factor.ID+" states no CH4 and no N2O")
	case !methane:
		c.Caveat(ghg.GasesMissing, factor.ID+" states no CH4")
	case !nitrous:
		c.Caveat(ghg.GasesMissing, factor.ID+" states no N2O")
	}
}

// factorTerm returns the term of the i-th amount of a factor.
func factorTerm(factor *factors.Factor, i int, a ghg.GasAmount) ghg.Term {
	return ghg.Term{Label: "factor", Kind: ghg.TermFactor, Value: a.Kg, Unit: factor.TermUnit(i), Ref: factor.ID}
}

var carbonNum, carbonDen = decimal.New(44, 0), decimal.New(12, 0)

const molarMass = "44/12, the ratio of the molar masses used by the IPCC Guidelines and Japan's SHK system"

func stepLabel(label string, a ghg.GasAmount) string {
	gas := cmp.Or(string(a.Gas), "CO2e")
	if label == "" {
		return gas
	}
	return label + ", " + gas
}

// Emit adds a step that emits a gas that escaped or was measured. The unit of the flow is a mass, or a mass of that gas
// ("t CO2").
func (c *Calc) Emit(label string, f Flow, gas ghg.Gas) {
	a := ghg.GasAmount{Gas: gas}
	if !c.Failed() && f.unit.Dimension() != units.Mass {
		own, err := units.ParseUnit(a.Unit())
		c.Fail(err)
		f = c.Convert(f, own)
		if !c.Failed() {
			c.add(ghg.Step{Label: stepLabel(label, a), Op: ghg.Product, Terms: f.terms, Unit: a.Unit(), Gas: gas})
		}
		return
	}
	f = c.Convert(f, kilogram())
	if c.Failed() {
		return
	}
	f = f.with(kilogram(), ghg.Term{Label: "as " + string(gas), Kind: ghg.TermConstant, Value: one, Unit: a.Unit() + "/kg"})
	c.add(ghg.Step{Label: stepLabel(label, a), Op: ghg.Product, Terms: f.terms, Unit: a.Unit(), Gas: gas})
}

// EmitCarbon adds a step that emits the CO2 of a flow of carbon, times 44/12.
func (c *Calc) EmitCarbon(label string, f Flow) {
	f = c.Convert(f, kilogramCarbon())
	if c.Failed() {
		return
	}
	terms := slices.Concat(f.terms, carbonTerms())
	c.add(ghg.Step{Label: stepLabel(label, ghg.GasAmount{Gas: ghg.CO2}), Op: ghg.Product, Terms: terms, Unit: "kg CO2", Gas: ghg.CO2})
}

// carbonTerms returns the terms that convert kg C to kg CO2.
func carbonTerms() []ghg.Term {
	return []ghg.Term{
		{Label: "mass of CO2 per mole", Kind: ghg.TermConstant, Value: carbonNum, Unit: "kg CO2/kg C", Source: molarMass},
		{Label: "mass of C per mole", Kind: ghg.TermConstant, Value: carbonDen, Unit: "1", Divides: true, Source: molarMass},
	}
}

// EmitCO2e adds a step that emits CO2e as another party calculated it, on the given GWP basis. The gas is "" if the
// gases cannot be separated.
func (c *Calc) EmitCO2e(label string, f Flow, gas ghg.Gas, basis string) {
	f = c.Convert(f, kilogramCO2e())
	if !c.Failed() {
		c.add(ghg.Step{Label: label, Op: ghg.Product, Terms: f.terms, Unit: "kg CO2e", Gas: gas, GWP: basis})
	}
}

// Evaluate adds an intermediate step for a flow and returns a flow that refers to it, for use in a sum or in more than
// one place.
func (c *Calc) Evaluate(label string, f Flow) Flow {
	if c.Failed() {
		return f
	}
	return c.refer(ghg.Step{Label: label, Op: ghg.Product, Terms: f.terms, Unit: f.unit.Symbol()}, f.unit)
}

// Sum adds an intermediate step: the sum of flows of one dimension, in the unit of the first.
func (c *Calc) Sum(label string, flows ...Flow) Flow { return c.combine(label, ghg.Sum, flows, 0) }

// Less adds an intermediate step: a flow less other flows of its dimension, in its unit.
func (c *Calc) Less(label string, f Flow, less ...Flow) Flow {
	var room [few]Flow
	return c.combine(label, ghg.Sum, append(append(room[:0], f), less...), len(less))
}

// Balance adds an intermediate step: the sum of what goes in less the sum of what comes out, all of one dimension, in
// the unit of the first.
func (c *Calc) Balance(label string, in, out []Flow) Flow {
	return c.combine(label, ghg.Sum, slices.Concat(in, out), len(out))
}

// Min adds an intermediate step: the smallest of flows of one dimension, in the unit of the first.
func (c *Calc) Min(label string, flows ...Flow) Flow { return c.combine(label, ghg.Min, flows, 0) }

// combine adds an intermediate step over flows, of which the last ones are subtracted. Flows of more than one term are
// evaluated first.
func (c *Calc) combine(label string, op ghg.Op, flows []Flow, subtracted int) Flow {
	if c.Failed() || len(flows) == 0 {
		return Flow{}
	}
	unit := flows[0].unit
	terms := c.take(len(flows))
	for i, f := range flows {
		f = c.Convert(f, unit)
		if len(f.terms) > 1 {
			f = c.Evaluate(label+", part", f)
		}
		if len(f.terms) == 0 {
			c.Refuse(label, "", "flows with at least one term", ghg.ErrMissing)
		}
		if c.Failed() {
			return f
		}
		terms[i] = f.terms[0]
		terms[i].Subtracts = i >= len(flows)-subtracted
	}
	return c.refer(ghg.Step{Label: label, Op: op, Terms: terms, Unit: unit.Symbol()}, unit)
}

// refer adds a step and returns a flow whose only term is its value.
func (c *Calc) refer(s ghg.Step, unit units.Unit) Flow {
	c.add(s)
	if c.Failed() {
		return Flow{unit: unit}
	}
	n, terms := len(c.steps), c.take(1)
	terms[0] = ghg.Term{Label: s.Label, Kind: ghg.TermStep, Value: c.steps[n-1].Value, Unit: s.Unit, Step: n}
	return Flow{terms, unit}
}

// take returns n terms. Those of intermediate steps, which are few each, are made several at a time.
func (c *Calc) take(n int) []ghg.Term {
	if n > cap(c.terms)-len(c.terms) {
		c.moreTerms(n)
	}
	from, to := len(c.terms), len(c.terms)+n
	c.terms = c.terms[:to]
	return c.terms[from:to:to]
}

// moreTerms makes room for n terms. The lists of a usual result that begins with an intermediate step are made in one piece.
func (c *Calc) moreTerms(n int) {
	if c.steps == nil && c.factors == nil && n <= few {
		lists := new(worked)
		c.steps, c.factors, c.terms = lists.steps[:0], lists.factors[:0], lists.terms[:0]
		return
	}
	c.terms = make([]ghg.Term, 0, max(n, 2*few))
}

// label returns the label of the first term.
func (f Flow) label() string {
	if len(f.terms) == 0 {
		return "an empty flow"
	}
	return f.terms[0].Label
}

// number returns the number of a flow of a single term, or 0 for the zero Flow.
func (f Flow) number() decimal.Decimal {
	if len(f.terms) == 0 {
		return decimal.Decimal{}
	}
	return f.terms[0].Value
}

// Sign returns −1, 0 or 1: the sign of the number of a flow, or 0 for the zero Flow. A calculation may depend on the sign
// of its amounts and steps; if it depends on more, use [Calc.Compare].
func (f Flow) Sign() int {
	if len(f.terms) == 0 {
		return 0
	}
	sign := 1
	for i := range f.terms {
		sign *= f.terms[i].Value.Sign()
	}
	return sign
}

// String returns the number of a flow of a single term with its unit, for the message of an error.
func (f Flow) String() string { return f.Amount().String() }

// Amount returns the number of a flow of a single term as results record it.
func (f Flow) Amount() ghg.Amount { return ghg.Amount{Value: f.number(), Unit: f.unit.Symbol()} }

// Compare returns −1, 0 or 1 if the first of two flows is less than, equal to or greater than the second, exactly. Flows of
// different dimensions, one that divides by zero and a number that is too long to compute with are errors.
//
// Lines that differ only in their amounts share one derivation, provided that every decision of the method comes out the
// same. So a method compares its amounts here, and nowhere else: what it has decided is known. With a flow of several
// terms, which is a product that no step holds, no other line can share the derivation; [Calc.Evaluate] it first.
func (c *Calc) Compare(a, b Flow) (int, error) {
	for _, f := range [...]Flow{a, b} {
		if err := f.check(); err != nil {
			return 0, err
		}
	}
	num, den, err := units.Conversion(a.unit, b.unit)
	if err != nil {
		return 0, err
	}
	recorder := absent.Or(c).basis.Recorder()
	if len(a.terms) == 1 && len(b.terms) == 1 {
		return recorder.Compare(&a.terms[0], &b.terms[0], num, den), nil
	}
	recorder.Keep("a product is compared")
	aNum, aDen := a.fraction()
	bNum, bDen := b.fraction()
	return aNum.Mul(bDen).Mul(num).Cmp(bNum.Mul(aDen).Mul(den)) * aDen.Sign() * bDen.Sign(), nil
}

// check returns an error for a flow that cannot be compared.
func (f Flow) check() error {
	for i := range f.terms {
		switch t := &f.terms[i]; {
		case dec.Check(t.Value) != nil:
			return &ghg.FieldError{Field: t.Label, Value: dec.Brief(t.Value), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
		case t.Divides && t.Value.IsZero():
			return &ghg.FieldError{Field: t.Label, Value: "0", Want: "a number other than 0 to divide by", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// fraction returns the number of a flow as a numerator and a denominator.
func (f Flow) fraction() (num, den decimal.Decimal) {
	num, den = one, one
	for i := range f.terms {
		if f.terms[i].Divides {
			den = den.Mul(f.terms[i].Value)
		} else {
			num = num.Mul(f.terms[i].Value)
		}
	}
	return num, den
}

// Quantity returns the number of a flow of a single term with its unit, for a calculation of which no other line can share
// the derivation: it says so, as [Calc.Apart] does. It refuses a flow of several terms and a number too long to compute with.
func (c *Calc) Quantity(f Flow) units.Quantity {
	if absent.Or(c).basis.Recorder() != nil {
		c.Apart("the value of " + f.label() + " is used outside the steps")
	}
	switch {
	case len(f.terms) > 1:
		c.Refuse(f.label(), "", "a flow of a single term, as Evaluate returns", ghg.ErrOutOfRange)
	case dec.Check(f.number()) != nil:
		c.Refuse(f.label(), dec.Brief(f.number()), dec.Bounds, ghg.ErrOutOfRange)
	default:
		return units.New(f.number(), f.unit)
	}
	return units.Quantity{}
}

// Apart says why no other activity can share the derivation of this one. A method that looks at its amounts in another
// way than by [Flow.Sign] and [Calc.Compare] calls it.
func (c *Calc) Apart(reason string) { absent.Or(c).basis.Recorder().Keep(reason) }

// Words returns a text that amounts are written into: texts and quantities in turn. It is for caveats and notes.
func (c *Calc) Words(parts ...any) string {
	list := make([]record.Part, 0, len(parts))
	for _, part := range parts {
		switch x := part.(type) {
		case units.Quantity:
			list = append(list, record.Part{Amount: x})
		case string:
			list = append(list, record.Part{Text: x})
		case decimal.Decimal:
			list = append(list, record.Part{Text: dec.Brief(x)})
		default:
			list = append(list, record.Part{Text: fmt.Sprint(x)})
		}
	}
	return absent.Or(c).basis.Recorder().Write(list)
}

// Mark sets the kind of every step from the given number on.
func (c *Calc) Mark(from int, kind ghg.StepKind) {
	c = absent.Or(c)
	for i := max(from, 1) - 1; i < len(c.steps); i++ {
		c.steps[i].Kind = kind
	}
}

// add evaluates a step and appends it.
func (c *Calc) add(s ghg.Step) {
	step := c.next(s.Label, s.Op)
	step.Kind, step.Terms, step.Unit, step.Gas, step.GWP = s.Kind, s.Terms, s.Unit, s.Gas, s.GWP
	c.evaluate(step)
}

// next appends a step, to be filled in its place: copying one that was just made takes longer than to make it. No result holds
// the steps of a calculation that failed.
func (c *Calc) next(label string, op ghg.Op) *ghg.Step {
	if c.steps == nil {
		c.steps = make([]ghg.Step, 0, few)
	}
	c.steps = append(c.steps, ghg.Step{})
	s := &c.steps[len(c.steps)-1]
	s.Label, s.Op = label, op
	return s
}

// evaluate sets the value of a step.
func (c *Calc) evaluate(s *ghg.Step) {
	value, err := s.Evaluate()
	c.Fail(err)
	s.Value = value
}

// placeOf returns the index of the factor that is recorded under an id, or −1.
func (c *Calc) placeOf(id string) int {
	for i := range c.factors { // a record is too large to be copied for this
		if c.factors[i].ID == id {
			return i
		}
	}
	return -1
}

// use records a factor once, with its caveat. A different factor with the same id, such as the yearly factors of a grid
// supplied with one activity, gets a number appended to its id.
func (c *Calc) use(f *factors.Factor) {
	record := f.Record()
	id := record.ID
	for n := 2; ; n++ {
		i := c.placeOf(record.ID)
		if i < 0 {
			break
		}
		if c.factors[i].Digest == record.Digest {
			f.ID = record.ID
			return
		}
		record.ID = id + "#" + strconv.Itoa(n)
		record = record.WithDigest()
	}
	f.ID = record.ID
	c.factors = append(c.factors, record)
	if f.Caveat.Kind != 0 {
		c.Caveats(f.Caveat)
	}
}
