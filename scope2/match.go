package scope2

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Consumption is the consumption of a purchase, hour by hour.
type Consumption struct {
	Purchase string // id of the purchase
	Site     string
	Region   string // grid: "US-CAMX"
	Market   string // of instruments, if it is not the region's country
	Window   Window // how far outside the period a vintage may lie; the same for all loads
	Series   Series
	Grid     CarbonFreeSeries // the carbon-free share of the grid, for [ScoreCFE] only
}

// Supply is the energy that an instrument delivers, hour by hour. It may cover the loads for which the instrument meets
// the quality criteria ([Instrument.Criteria]); one bound to a purchase covers no other. The volume of the instrument is
// at least the sum of the series.
type Supply struct {
	Instrument Instrument
	Series     Series
}

// Match is supply matched with load at one granularity. All amounts are in MWh and exact; shares have 34 digits.
type Match struct {
	Granularity Granularity
	Load        units.Quantity
	Supply      units.Quantity // of the instruments that a load may use
	Covered     units.Quantity // Σ over intervals of the load that supply covers
	Uncovered   units.Quantity // load − covered
	Excess      units.Quantity // supply − covered, which reduces nothing

	MatchedShare decimal.Decimal // covered ÷ load; it leaves the grid's own carbon-free energy out, which [ScoreCFE] counts
	CarbonFree   decimal.Decimal // the part of the matched share that instruments of zero-carbon rate cover
	Loads        []MatchedLoad   // in the order given
	Uses         []Use           // in order of supply used, then of load; without zeros
	Refused      []Refusal       // instruments that no load may use, by id, with the answers for the load that comes closest

	carbonFree units.Quantity // covered by instruments of zero-carbon rate
	window     Window         // of all loads
}

// MatchedLoad is the cover of one load.
type MatchedLoad struct {
	Purchase  string
	Site      string
	Load      units.Quantity
	Covered   units.Quantity
	Uncovered units.Quantity

	MatchedShare decimal.Decimal // covered ÷ load; 0 if there is no load
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
// Only instruments that a calculation of the purchase would accept are counted: those that meet the quality criteria for
// a load. The others are in Refused and in no sum.
//
// In every interval, the supplies that the fewest loads may use come first, then those bound to a purchase, then by the
// end of the vintage, then by id; each covers its loads in order of site and id. The rule is fixed, so the order of the
// lists decides nothing, and it covers as much as possible, so a finer granularity never covers more. Model storage as a
// separate load and supply.
//
// It fails if there are no loads, two loads of one purchase, two supplies of one instrument (a [DoubleClaimError]), an
// instrument bound to an unknown purchase, series of different periods, different windows, a supply of more than its
// instrument's volume, or only loads of zero, of which there is no share.
//
// Source: Scope 2 Guidance table 7.1; criterion 4 for annual matching.
func MatchSupply(g Granularity, loads []Consumption, supplies []Supply) (Match, error) {
	p, err := newMatching(g, loads, supplies)
	if err != nil {
		return Match{}, err
	}
	return p.match()
}

// match does the job in 64 bits if every sum fits.
func (p *matching) match() (Match, error) {
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
	supplies    []Supply      // that a load may use, in the order of use
	refused     []Refusal
	eligible    [][]int // by group: indices of loads, in order
	group       []int   // of each supply
	bounds      []int
	exp         int32           // common scale: Wh × 10^exp
	scoring     bool            // whether to add up the grid's carbon-free energy
	gridCFE     decimal.Decimal // Wh
}

func newMatching(g Granularity, loads []Consumption, supplies []Supply) (*matching, error) {
	if _, err := g.MarshalText(); err != nil {
		return nil, err
	}
	if len(loads) == 0 {
		return nil, &ghg.FieldError{Field: "loads", Want: "at least one", Err: ghg.ErrMissing}
	}
	p := &matching{granularity: g, place: make([]int, len(loads))}
	if err := checkLoads(loads); err != nil {
		return nil, err
	}
	period := loads[0].Series.period
	if err := checkSupplies(loads, supplies); err != nil {
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
	p.arrange(supplies)
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
			return &ghg.FieldError{Field: "region of load " + input.Shorten(l.Purchase), Want: "the grid the electricity is used on, such as JP or US-CAMX", Err: ghg.ErrMissing}
		case l.Window != loads[0].Window:
			return &ghg.FieldError{Field: "vintage window of load " + input.Shorten(l.Purchase), Value: l.Window.String(), Want: "that of the others, " + loads[0].Window.String(), Err: ghg.ErrMixed}
		}
		seen[l.Purchase] = true
		if err := checkSeries("series of load "+l.Purchase, l.Series, loads[0].Series.period); err != nil {
			return err
		}
	}
	return nil
}

func checkSupplies(loads []Consumption, supplies []Supply) error {
	var book claimBook
	if err := loads[0].Window.Check(); err != nil {
		return err
	}
	for i := range supplies {
		s := &supplies[i]
		if err := s.Instrument.check(); err != nil {
			return err
		}
		if err := book.add(claimant{"supply", s.Instrument.ID, &s.Instrument}); err != nil {
			return err
		}
		bound := func(l Consumption) bool { return l.Purchase == s.Instrument.Purchase }
		if s.Instrument.Purchase != "" && !slices.ContainsFunc(loads, bound) {
			return &ghg.FieldError{Field: "purchase of instrument " + input.Shorten(s.Instrument.ID), Value: s.Instrument.Purchase, Want: "the id of one of the loads' purchases", Err: ghg.ErrUnknown}
		}
		if err := checkSeries("series of instrument "+s.Instrument.ID, s.Series, loads[0].Series.period); err != nil {
			return err
		}
		total := s.Series.Total()
		if over, err := total.Cmp(s.Instrument.Volume); err != nil {
			return err
		} else if over > 0 {
			return &ghg.FieldError{Field: "series of instrument " + input.Shorten(s.Instrument.ID), Value: total.String(), Want: "at most its volume, " + s.Instrument.Volume.String(), Err: ghg.ErrOutOfRange}
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

// arrange finds which loads each supply may cover, by the quality criteria, and orders the supplies.
func (p *matching) arrange(supplies []Supply) {
	needs := make([]need, len(p.loads))
	for i := range p.loads {
		l := &p.loads[i]
		claim := Claim{Region: l.Region, Market: l.Market, Period: l.Series.period, Window: l.Window, ResidualMix: ResidualMixDisclosed}
		needs[i] = need{id: l.Purchase, claim: claim}
	}
	type candidate struct {
		supply Supply
		loads  []int
	}
	var list []candidate
	for _, s := range supplies {
		loads, nearest := s.Instrument.eligible(needs)
		if len(loads) == 0 {
			p.refused = append(p.refused, nearest)
			continue
		}
		list = append(list, candidate{s, loads})
	}
	slices.SortFunc(p.refused, func(a, b Refusal) int { return cmp.Compare(a.Instrument.ID, b.Instrument.ID) })
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(len(a.loads), len(b.loads)), byUse(&a.supply.Instrument, &b.supply.Instrument))
	})
	groups := map[string]int{}
	for _, c := range list {
		key := fmt.Sprint(c.loads)
		group, known := groups[key]
		if !known {
			group = len(p.eligible)
			groups[key], p.eligible = group, append(p.eligible, c.loads)
		}
		p.supplies, p.group = append(p.supplies, c.supply), append(p.group, group)
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
// as a part of its whole, and the vintage window of the loads. Their market-based results are the residual emissions.
// The amount of every purchase must equal its load, and its window, if it has one, that of the loads.
func (m Match) Purchases(purchases []Electricity, supplies []Supply) ([]Electricity, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	loads := map[string]units.Quantity{}
	for _, l := range m.Loads {
		loads[l.Purchase] = l.Load
	}
	byID := map[string]*Instrument{}
	for i := range supplies {
		in := &supplies[i].Instrument
		if err := dec.CheckAll(in.Volume.Value, in.Whole.Value); err != nil {
			return nil, fmt.Errorf("instrument %s: %w", input.Quote(in.ID), err)
		}
		byID[in.ID] = in
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
			return nil, fmt.Errorf("purchase %s: %w", input.Quote(out[i].ID), err)
		}
		if !need.Equal(load.Value) {
			return nil, &ghg.FieldError{Field: "own use of purchase " + input.Shorten(out[i].ID), Value: dec.Text(need) + " MWh", Want: "its load, " + load.String(), Err: ghg.ErrOutOfRange}
		}
		if out[i].Window != (Window{}) && out[i].Window != m.window {
			return nil, &ghg.FieldError{Field: "vintage window of purchase " + input.Shorten(out[i].ID), Value: out[i].Window.String(), Want: "that of its load, " + m.window.String(), Err: ghg.ErrMixed}
		}
		out[i].Window, out[i].Instruments = m.window, slices.Clone(out[i].Instruments)
	}
	for _, u := range m.Uses {
		in, known := byID[u.Instrument]
		i, there := place[u.Purchase]
		if !known || !there {
			return nil, &ghg.FieldError{Field: "use of instrument " + input.Shorten(u.Instrument), Value: u.Purchase, Want: "one of the given instruments and purchases", Err: ghg.ErrUnknown}
		}
		part := *in
		part.Whole, part.Volume = in.whole(), u.Volume
		out[i].Instruments = append(out[i].Instruments, part)
	}
	return out, nil
}

// check returns an error for a number of loads or uses that is too long to compare.
func (m Match) check() error {
	for _, l := range m.Loads {
		if err := dec.CheckAll(l.Load.Value, l.Covered.Value); err != nil {
			return fmt.Errorf("load %s: %w", input.Quote(l.Purchase), err)
		}
	}
	for _, u := range m.Uses {
		if err := dec.Check(u.Volume.Value); err != nil {
			return fmt.Errorf("use of instrument %s: %w", input.Quote(u.Instrument), err)
		}
	}
	return nil
}

// shares divides by the load, which must be above zero.
func (m *Match) shares(carbonFree units.Quantity) error {
	if m.Load.Value.IsZero() {
		return &ghg.FieldError{Field: "sum of the loads", Value: m.Load.String(), Want: "more than 0 MWh", Err: ghg.ErrOutOfRange}
	}
	var err error
	if m.MatchedShare, err = share(m.Covered, m.Load); err != nil {
		return err
	}
	m.carbonFree = carbonFree
	m.CarbonFree, err = share(carbonFree, m.Load)
	return err
}
