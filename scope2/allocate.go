package scope2

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Allocation assigns instruments to purchases.
type Allocation struct {
	Purchases []Electricity // the given purchases in their order, each with the parts of instruments that cover it
	Unused    []Unused      // the rest of usable instruments, which reduces nothing
	Refused   []Refusal     // instruments that no purchase may use, with the answers for the purchase that comes closest
}

// Unused is the volume of an instrument that is left after every purchase that may use it is covered.
type Unused struct {
	Instrument Instrument
	Volume     units.Quantity // in the instrument's unit
}

// Allocate covers purchases with the ledger's instruments. It uses each megawatt-hour once, never covers more than a
// purchase's own use, and covers as much as possible in all. Each instrument covers only purchases for which it meets
// the quality criteria ([Instrument.Criteria]), which depends on the market and the vintage window; one bound to a
// purchase covers no other. Of the allocations that cover as much, the result is the one that
//
//   - uses each instrument as far as possible, one after the other: those bound to a purchase first, then by the end of
//     their vintage, earliest first, then by id, so that what is left over has the latest vintages;
//   - and lets each instrument, in that order, cover each purchase, in order of site and then of id, as far as possible.
//
// There is exactly one, so the order of the purchases and of the instruments in their lists decides nothing.
//
// Criterion 8 is left to the calculation, which uses the residual mix or discloses that there is none.
//
// A purchase that already has instruments, or a window of its own, is an error; so are two purchases with one id, an
// instrument bound to an unknown purchase, and an amount in a unit other than Wh, kWh, MWh, GWh or TWh.
func (l Ledger) Allocate(purchases []Electricity) (Allocation, error) {
	needs, err := l.needs(purchases)
	if err != nil {
		return Allocation{}, err
	}
	out := Allocation{Purchases: slices.Clone(purchases)}
	for i := range out.Purchases {
		out.Purchases[i].Window = l.window
	}
	if err := out.assign(l.instruments, needs); err != nil {
		return Allocation{}, err
	}
	return out, nil
}

// need is a purchase that is not yet covered.
type need struct {
	index int // into the purchases
	id    string
	site  string
	claim Claim
	left  decimal.Decimal // MWh
}

// needs returns the purchases in the order of allocation.
func (l Ledger) needs(purchases []Electricity) ([]need, error) {
	needs := make([]need, len(purchases))
	seen := make(map[string]bool, len(purchases))
	for i := range purchases {
		p := &purchases[i]
		fail := func(err error) error { return &ghg.ActivityError{Method: electricity.Name(), ID: p.ID, Err: err} }
		left, err := p.ownUse()
		switch {
		case err != nil:
			return nil, fail(err)
		case seen[p.ID]:
			return nil, fail(&ghg.FieldError{Field: "id", Value: p.ID, Want: "an id that no other purchase has", Err: ghg.ErrMixed})
		case len(p.Instruments) > 0:
			return nil, fail(&ghg.FieldError{Field: "instruments", Value: p.Instruments[0].ID, Want: "none: add them to the ledger, bound to the purchase by its id", Err: ghg.ErrMixed})
		case p.Window != Window{} && p.Window != l.window:
			return nil, fail(&ghg.FieldError{Field: "vintage window", Value: p.Window.String(), Want: "that of the ledger, " + l.window.String(), Err: ghg.ErrMixed})
		}
		seen[p.ID] = true
		claim := Claim{Region: p.Region, Market: p.Market, Period: p.Period, Window: l.window, ResidualMix: ResidualMixDisclosed}
		needs[i] = need{index: i, id: p.ID, site: p.Site, claim: claim, left: left}
	}
	for i := range l.instruments {
		if in := &l.instruments[i]; in.Purchase != "" && !seen[in.Purchase] {
			return nil, &ghg.FieldError{Field: "purchase of instrument " + input.Shorten(in.ID), Value: in.Purchase, Want: "the id of one of the purchases", Err: ghg.ErrUnknown}
		}
	}
	slices.SortStableFunc(needs, func(a, b need) int { return cmp.Or(cmp.Compare(a.site, b.site), cmp.Compare(a.id, b.id)) })
	return needs, nil
}

// ownUse returns the energy to cover, which is the amount less what is sold on, exactly in MWh.
func (a *Electricity) ownUse() (decimal.Decimal, error) {
	switch {
	case !a.Amount.Given():
		return decimal.Decimal{}, &ghg.FieldError{Field: "amount", Want: "an amount with its unit, such as \"125 MWh\"", Err: ghg.ErrMissing}
	case a.Region == "":
		return decimal.Decimal{}, &ghg.FieldError{Field: "region", Want: "the grid the electricity is used on, such as JP or US-CAMX", Err: ghg.ErrMissing}
	}
	if err := dec.CheckAll(a.Amount.Value, a.SoldOn.Value); err != nil {
		return decimal.Decimal{}, fmt.Errorf("amount or sold_on: %w", err)
	}
	if err := a.Period.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	left := decimal.Decimal{}
	for _, part := range []struct {
		field string
		q     units.Quantity
		sign  int64
	}{{"amount", a.Amount, 1}, {"sold_on", a.SoldOn, -1}} {
		if !part.q.Given() {
			continue
		}
		if part.q.IsNegative() {
			return decimal.Decimal{}, &ghg.FieldError{Field: part.field, Value: part.q.String(), Want: "an amount of at least 0", Err: ghg.ErrNegative}
		}
		if err := checkCertificateUnit(part.field, part.q); err != nil {
			return decimal.Decimal{}, err
		}
		mwh, err := part.q.In(megawattHour())
		if err != nil {
			return decimal.Decimal{}, err
		}
		left = left.Add(mwh.Value.Mul(decimal.New(part.sign, 0)))
	}
	if left.IsNegative() {
		return decimal.Decimal{}, &ghg.FieldError{Field: "sold_on", Value: a.SoldOn.String(), Want: "at most the amount, " + a.Amount.String(), Err: ghg.ErrOutOfRange}
	}
	return left, nil
}

func megawattHour() units.Unit { return units.MustUnit("MWh") }

// assign allocates the instruments, which are in the order of use, to the purchases that may use them.
func (out *Allocation) assign(instruments []Instrument, needs []need) error {
	volume, left, eligible := make([]decimal.Decimal, len(instruments)), make([]decimal.Decimal, len(needs)), make([][]int, len(instruments))
	nearest := make([]Refusal, len(instruments))
	for j := range needs {
		left[j] = needs[j].left
	}
	for i := range instruments {
		mwh, err := instruments[i].Volume.In(megawattHour())
		if err != nil {
			return err
		}
		volume[i] = mwh.Value
		eligible[i], nearest[i] = instruments[i].eligible(needs)
	}
	a := assign(volume, left, eligible)
	for i := range instruments {
		for _, j := range eligible[i] {
			if given := a.flow[i][j]; given.IsPositive() {
				if err := out.give(&instruments[i], needs[j].index, given, given.Equal(volume[i])); err != nil {
					return err
				}
			}
		}
		if err := out.rest(&instruments[i], a.volume[i], len(eligible[i]) > 0, nearest[i]); err != nil {
			return err
		}
	}
	return nil
}

// eligible returns the purchases that the instrument may cover. If there are none, it also returns the refusal by the
// purchase that comes closest.
func (in *Instrument) eligible(needs []need) (list []int, nearest Refusal) {
	fewest, closest := criteria+1, Claim{}
	for j := range needs {
		n := &needs[j]
		if in.Purchase != "" && in.Purchase != n.id {
			continue
		}
		met := in.meets(n.claim)
		switch unmet := unmetCount(met); {
		case unmet == 0:
			list = append(list, j)
		case unmet < fewest:
			fewest, closest, nearest = unmet, n.claim, Refusal{Instrument: *in, Purchase: n.id}
		}
	}
	if fewest <= criteria {
		nearest.Answers = in.Criteria(closest)
	}
	return list, nearest
}

// give lets an instrument cover so many megawatt-hours of a purchase.
func (out *Allocation) give(in *Instrument, purchase int, mwh decimal.Decimal, all bool) error {
	part := *in
	if !all {
		var err error
		if part.Volume, err = units.New(mwh, megawattHour()).In(in.Volume.Unit); err != nil {
			return err
		}
		part.Whole = in.whole()
	}
	p := &out.Purchases[purchase]
	p.Instruments = append(p.Instruments, part)
	return nil
}

// rest records what is left of an instrument, or why no purchase may use it.
func (out *Allocation) rest(in *Instrument, mwh decimal.Decimal, usable bool, nearest Refusal) error {
	switch {
	case !usable && nearest.Answers != nil:
		out.Refused = append(out.Refused, nearest)
	case mwh.IsPositive():
		unused, err := units.New(mwh, megawattHour()).In(in.Volume.Unit)
		if err != nil {
			return err
		}
		out.Unused = append(out.Unused, Unused{*in, unused})
	}
	return nil
}

func unmetCount(met [criteria]Answer) int {
	n := 0
	for _, a := range met {
		if a == NotMet {
			n++
		}
	}
	return n
}

// Dual calculates every purchase of the allocation, in order.
func (out Allocation) Dual(b factors.Basis) ([]Dual, error) {
	duals := make([]Dual, len(out.Purchases))
	for i, p := range out.Purchases {
		d, err := p.Dual(b)
		if err != nil {
			return nil, fmt.Errorf("allocation: %w", err)
		}
		duals[i] = d
	}
	return duals, nil
}
