package scope2

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Consumption is the consumption of a purchase, hour by hour.
type Consumption struct {
	Purchase string // id of the purchase
	Site     string
	Region   string // grid: "US-CAMX"
	Market   string // of instruments, if it is not the region's country
	Series   Series
}

// Supply is the energy that an instrument delivers, hour by hour. The instrument's market, and its purchase if it is
// bound to one, determine which loads it may cover; its volume is at least the sum of the series. The other criteria
// are checked when the purchase is calculated.
type Supply struct {
	Instrument Instrument
	Series     Series
}

// Match is supply matched with load at one granularity. All amounts are in MWh and exact; shares have 34 digits.
type Match struct {
	Granularity Granularity
	Load        units.Quantity
	Supply      units.Quantity
	Covered     units.Quantity  // Σ over intervals of the load that supply covers
	Uncovered   units.Quantity  // load − covered
	Excess      units.Quantity  // supply − covered, which reduces nothing
	Share       decimal.Decimal // covered ÷ load
	CarbonFree  decimal.Decimal // covered by instruments of zero-carbon rate ÷ load; if hourly, the 24/7 CFE score without the grid's own
	Loads       []MatchedLoad   // in the order given
	Uses        []Use           // in order of supply used, then of load; without zeros
}

// MatchedLoad is the cover of one load.
type MatchedLoad struct {
	Purchase  string
	Site      string
	Load      units.Quantity
	Covered   units.Quantity
	Uncovered units.Quantity
	Share     decimal.Decimal // covered ÷ load; 0 if there is no load
}

// Use is the energy that one instrument covers of one purchase.
type Use struct {
	Instrument string
	Purchase   string
	Volume     units.Quantity
}

// MatchSupply matches supplies with loads in every interval of a granularity.
//
//	covered = Σ over intervals of min(load, supply)    for one load and one supply, or one market
//
// In every interval, the supplies that the fewest loads may use come first, then by the end of the vintage, then by id;
// each covers its loads in order of site and id. The rule is fixed, and it covers as much as possible, so a finer
// granularity never covers more. Model storage as a separate load and supply.
//
// It fails if there are no loads, two loads of one purchase, two supplies of one instrument (a [DoubleClaimError]),
// series of different periods, a supply of more than its instrument's volume, or only loads of zero, of which there is
// no share.
//
// Source: Scope 2 Guidance table 7.1, criterion 4, for annual matching; 24/7 carbon-free energy for hourly.
func MatchSupply(g Granularity, loads []Consumption, supplies []Supply) (Match, error) {
	p, err := newMatching(g, loads, supplies)
	if err != nil {
		return Match{}, err
	}
	if p.fits() {
		return settle(p, smallNumber.scaled)
	}
	return settle(p, largeNumber.scaled)
}

// matching is a matching job, checked and in order.
type matching struct {
	granularity Granularity
	loads       []Consumption // in order of cover
	place       []int         // index of each in the caller's list
	supplies    []Supply
	eligible    [][]int // by group: indices of loads, in order
	group       []int   // of each supply
	bounds      []int
	exp         int32 // common scale: Wh × 10^exp
}

func newMatching(g Granularity, loads []Consumption, supplies []Supply) (*matching, error) {
	if _, err := g.MarshalText(); err != nil {
		return nil, err
	}
	if len(loads) == 0 {
		return nil, &ghg.FieldError{Field: "loads", Want: "at least one", Err: ghg.ErrMissing}
	}
	p := &matching{granularity: g, supplies: slices.Clone(supplies), place: make([]int, len(loads))}
	if err := checkLoads(loads); err != nil {
		return nil, err
	}
	period := loads[0].Series.period
	if err := checkSupplies(period, supplies); err != nil {
		return nil, err
	}
	for i := range loads {
		p.place[i] = i
	}
	slices.SortStableFunc(p.place, func(a, b int) int {
		return cmp.Or(cmp.Compare(loads[a].Site, loads[b].Site), cmp.Compare(loads[a].Purchase, loads[b].Purchase))
	})
	for _, i := range p.place {
		p.loads = append(p.loads, loads[i])
	}
	p.arrange()
	p.bounds = g.bounds(period)
	p.exp = p.loads[0].Series.scale()
	for i := range p.loads {
		p.exp = min(p.exp, p.loads[i].Series.scale())
	}
	for i := range p.supplies {
		p.exp = min(p.exp, p.supplies[i].Series.scale())
	}
	return p, nil
}

func checkLoads(loads []Consumption) error {
	seen := map[string]bool{}
	for i := range loads {
		l := &loads[i]
		switch {
		case l.Purchase == "":
			return &ghg.FieldError{Field: "purchase of the load", Want: "its id", Err: ghg.ErrMissing}
		case seen[l.Purchase]:
			return &ghg.FieldError{Field: "purchase of the load", Value: l.Purchase, Want: "an id that no other load has", Err: ghg.ErrMixed}
		case l.Region == "":
			return &ghg.FieldError{Field: "region of load " + l.Purchase, Want: "the grid the electricity is used on, such as JP or US-CAMX", Err: ghg.ErrMissing}
		}
		seen[l.Purchase] = true
		if err := checkSeries("series of load "+l.Purchase, l.Series, loads[0].Series.period); err != nil {
			return err
		}
	}
	return nil
}

func checkSupplies(period ghg.Period, supplies []Supply) error {
	var book claimBook
	for i := range supplies {
		s := &supplies[i]
		if err := s.Instrument.check(); err != nil {
			return err
		}
		if err := book.add(&s.Instrument, "supply "+s.Instrument.ID); err != nil {
			return err
		}
		if err := checkSeries("series of instrument "+s.Instrument.ID, s.Series, period); err != nil {
			return err
		}
		total := s.Series.Total()
		if over, err := total.Cmp(s.Instrument.Volume); err != nil {
			return err
		} else if over > 0 {
			return &ghg.FieldError{Field: "series of instrument " + s.Instrument.ID, Value: total.String(), Want: "at most its volume, " + s.Instrument.Volume.String(), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

func checkSeries(field string, s Series, period ghg.Period) error {
	if !s.Given() {
		return &ghg.FieldError{Field: field, Want: "one value per hour", Err: ghg.ErrMissing}
	}
	if !s.period.Same(period) {
		return &ghg.FieldError{Field: "period of the " + field, Value: s.period.String(), Want: "that of the others, " + period.String(), Err: ghg.ErrMixed}
	}
	return nil
}

// arrange finds which loads each supply may cover and orders the supplies.
func (p *matching) arrange() {
	type key struct{ market, purchase string }
	groups := map[key]int{}
	groupOf := func(in *Instrument) int {
		k := key{in.Market, in.Purchase}
		if i, ok := groups[k]; ok {
			return i
		}
		var list []int
		for i := range p.loads {
			l := &p.loads[i]
			claim := Claim{Region: l.Region, Market: l.Market}
			if (in.Purchase == "" || in.Purchase == l.Purchase) && slices.Contains(claim.markets(), in.Market) {
				list = append(list, i)
			}
		}
		groups[k] = len(p.eligible)
		p.eligible = append(p.eligible, list)
		return groups[k]
	}
	slices.SortStableFunc(p.supplies, func(a, b Supply) int {
		return cmp.Or(
			cmp.Compare(len(p.eligible[groupOf(&a.Instrument)]), len(p.eligible[groupOf(&b.Instrument)])),
			a.Instrument.Vintage.End.Compare(b.Instrument.Vintage.End), cmp.Compare(a.Instrument.ID, b.Instrument.ID),
		)
	})
	for i := range p.supplies {
		p.group = append(p.group, groupOf(&p.supplies[i].Instrument))
	}
}

// fits reports whether every sum of the job fits in 64 bits at the common scale: whether the sum of everything does.
func (p *matching) fits() bool {
	sum := new(big.Int)
	add := func(s *Series) bool {
		sum.Add(sum, new(big.Int).Mul(s.total, pow10(s.scale()-p.exp)))
		return s.large == nil
	}
	for i := range p.loads {
		if !add(&p.loads[i].Series) {
			return false
		}
	}
	for i := range p.supplies {
		if !add(&p.supplies[i].Series) {
			return false
		}
	}
	return sum.IsInt64()
}

func pow10(n int32) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// megawattHours converts a number at the common scale to MWh.
func (p *matching) megawattHours(n *big.Int) units.Quantity {
	const mega = 6
	return units.New(decimal.NewFromBigInt(n, p.exp-mega), megawattHour())
}

// share divides two amounts in MWh.
func share(part, whole units.Quantity) (decimal.Decimal, error) {
	if whole.Value.IsZero() {
		return decimal.Decimal{}, nil
	}
	return dec.Quo(part.Value, whole.Value)
}

// Purchases returns the purchases with the instruments that cover them at this granularity, each with the volume used,
// as a part of its whole. Their market-based results are the residual emissions. The amount of every purchase must
// equal its load.
func (m Match) Purchases(purchases []Electricity, supplies []Supply) ([]Electricity, error) {
	loads := map[string]units.Quantity{}
	for _, l := range m.Loads {
		loads[l.Purchase] = l.Load
	}
	byID := map[string]*Instrument{}
	for i := range supplies {
		byID[supplies[i].Instrument.ID] = &supplies[i].Instrument
	}
	out, place := slices.Clone(purchases), map[string]int{}
	for i := range out {
		place[out[i].ID] = i
		load, ok := loads[out[i].ID]
		if !ok {
			return nil, &ghg.FieldError{Field: "purchase", Value: out[i].ID, Want: "one whose load was matched", Err: ghg.ErrUnknown}
		}
		need, err := out[i].ownUse()
		if err != nil {
			return nil, fmt.Errorf("purchase %q: %w", out[i].ID, err)
		}
		if !need.Equal(load.Value) {
			return nil, &ghg.FieldError{Field: "own use of purchase " + out[i].ID, Value: need.String() + " MWh", Want: "its load, " + load.String(), Err: ghg.ErrOutOfRange}
		}
		out[i].Instruments = slices.Clone(out[i].Instruments)
	}
	for _, u := range m.Uses {
		in, known := byID[u.Instrument]
		i, there := place[u.Purchase]
		if !known || !there {
			return nil, &ghg.FieldError{Field: "use of instrument " + u.Instrument, Value: u.Purchase, Want: "one of the given instruments and purchases", Err: ghg.ErrUnknown}
		}
		part := *in
		part.Whole, part.Volume = in.whole(), u.Volume
		out[i].Instruments = append(out[i].Instruments, part)
	}
	return out, nil
}

// shares divides by the load, which must be above zero.
func (m *Match) shares(carbonFree units.Quantity) error {
	if m.Load.Value.IsZero() {
		return &ghg.FieldError{Field: "sum of the loads", Value: m.Load.String(), Want: "more than 0 MWh", Err: ghg.ErrOutOfRange}
	}
	var err error
	if m.Share, err = share(m.Covered, m.Load); err != nil {
		return err
	}
	m.CarbonFree, err = share(carbonFree, m.Load)
	return err
}
