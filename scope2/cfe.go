package scope2

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// CarbonFreeSeries is the share of a grid's energy that is carbon-free, for every hour of a period: 0 to 1. It is
// immutable; the zero CarbonFreeSeries is not given. Hours are those of [Series].
type CarbonFreeSeries struct {
	period ghg.Period
	source string
	values []decimal.Decimal
}

// NewCarbonFreeSeries returns a series of one share per hour. The source is the document the shares come from. A number
// of values other than the hours of the period, and a share below 0 or above 1, are errors.
func NewCarbonFreeSeries(period ghg.Period, source string, values []decimal.Decimal) (CarbonFreeSeries, error) {
	if err := checkSeriesPeriod(period); err != nil {
		return CarbonFreeSeries{}, err
	}
	if source == "" {
		return CarbonFreeSeries{}, &ghg.FieldError{Field: "source of the carbon-free shares", Want: "the document they come from", Err: ghg.ErrMissing}
	}
	if want := hoursOf(period); len(values) != want {
		return CarbonFreeSeries{}, &ghg.FieldError{Field: "hours of the carbon-free shares", Value: strconv.Itoa(len(values)), Want: fmt.Sprintf("%d, the hours of %s", want, period), Err: ghg.ErrOutOfRange}
	}
	for i, v := range values {
		if err := checkHour(period, i, v); err != nil {
			return CarbonFreeSeries{}, err
		}
		if v.IsNegative() || v.GreaterThan(decimal.New(1, 0)) {
			return CarbonFreeSeries{}, &ghg.FieldError{Field: "hour " + hourName(period, i), Value: dec.Text(v), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
		}
	}
	return CarbonFreeSeries{period, source, slices.Clone(values)}, nil
}

// ReadCarbonFreeSeries reads a CSV sheet with one share per hour in the columns hour and carbon_free_share (0 to 1), as
// strictly as [ReadSeries] does.
func ReadCarbonFreeSeries(r io.Reader, name string, period ghg.Period, source string) (CarbonFreeSeries, error) {
	values, err := readHours(r, name, "carbon_free_share", period)
	if err != nil {
		return CarbonFreeSeries{}, err
	}
	s, err := NewCarbonFreeSeries(period, source, values)
	if err != nil {
		return CarbonFreeSeries{}, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Given reports whether there is a series.
func (s CarbonFreeSeries) Given() bool { return s.values != nil }

// Source returns the document the shares come from.
func (s CarbonFreeSeries) Source() string { return s.source }

// CFE is the 24/7 carbon-free energy score of loads and what it is made of. Energies are in MWh and exact; the score has
// 34 digits.
type CFE struct {
	Contracted units.Quantity // Σ over hours of the load that instruments of zero-carbon rate cover
	Grid       units.Quantity // Σ over hours of (load − contracted) × the grid's carbon-free share
	CFEScore   decimal.Decimal
	Match      Match // by the hour; its MatchedShare leaves the grid out
}

// ScoreCFE scores loads by the hour, with the carbon-free energy of the grids they are on.
//
//	contracted = min(load, contracted carbon-free supply)           in every hour, so an excess counts for nothing
//	grid       = (load − contracted) × carbon-free share of the grid in that hour
//	CFE score  = Σ (contracted + grid) ÷ Σ load
//
// Supply is matched with loads as in [MatchSupply], and only instruments of zero-carbon rate that meet the quality
// criteria are contracted carbon-free energy. Every load needs a Grid of its period. The authors count only supply on
// the load's own grid, so an instrument of zero-carbon rate whose market is not the region of a load that it may cover
// is an error. To score grids apart, call it once per grid.
//
// The market-based method does not use the grid's share: the score is not an emission figure.
//
// Source: Google, 24/7 Carbon-Free Energy: Methodologies and Metrics (February 2021).
func ScoreCFE(loads []Consumption, supplies []Supply) (CFE, error) {
	p, err := newMatching(Hourly, loads, supplies)
	if err != nil {
		return CFE{}, err
	}
	if err := p.checkGrids(); err != nil {
		return CFE{}, err
	}
	p.scoring = true
	m, err := p.match()
	if err != nil {
		return CFE{}, err
	}
	const mega = 6
	out := CFE{Match: m, Contracted: m.carbonFree, Grid: units.New(p.gridCFE.Shift(-mega), megawattHour())}
	out.CFEScore, err = dec.Quo(out.Contracted.Value.Add(out.Grid.Value), m.Load.Value)
	return out, err
}

// checkGrids checks what a score needs in addition to a match.
func (p *matching) checkGrids() error {
	for i := range p.loads {
		l := &p.loads[i]
		if !l.Grid.Given() {
			return &ghg.FieldError{Field: "grid of load " + input.Shorten(l.Purchase), Want: "the carbon-free share of the grid in every hour", Err: ghg.ErrMissing}
		}
		if !l.Grid.period.Same(l.Series.period) {
			return &ghg.FieldError{Field: "period of the grid of load " + input.Shorten(l.Purchase), Value: l.Grid.period.String(), Want: "that of the load, " + l.Series.period.String(), Err: ghg.ErrMixed}
		}
	}
	for k := range p.supplies {
		in := &p.supplies[k].Instrument
		for _, j := range p.eligible[p.group[k]] {
			if in.Rate.IsZeroCarbon() && in.Market != p.loads[j].Region {
				return &ghg.FieldError{Field: "market of instrument " + input.Shorten(in.ID), Value: in.Market, Want: "the grid of load " + input.Shorten(p.loads[j].Purchase) + ", " + input.Shorten(p.loads[j].Region) + ": a CFE score counts supply on the load's grid only", Err: ghg.ErrOutOfRange}
			}
		}
	}
	return nil
}
