package scope3

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Stages says which emissions of a transport are calculated, in the words of well-to-wheel accounting. The zero Stages
// is invalid: nobody else decides whether the production of the fuel is counted.
//
// The Scope 3 Standard requires what the carrier emits and buys (tank-to-wheel, and the generation of electricity);
// ISO 14083 requires the production of the energy too, and both to be shown.
type Stages uint8

// The choices of stages.
const (
	TankToWheel     Stages = iota + 1 // operation of the vehicle: one result
	WellToTankApart                   // operation, and production of the energy: two results, both counted
	WellToWheel                       // both in one result, by a factor that covers both
)

var stagesNames = []string{"tank-to-wheel", "apart", "well-to-wheel"}

// String returns "tank-to-wheel", "apart" or "well-to-wheel".
func (s Stages) String() string {
	if s == 0 || int(s) > len(stagesNames) {
		return "no stages"
	}
	return stagesNames[s-1]
}

// MarshalText returns what String returns; the zero Stages is an error.
func (s Stages) MarshalText() ([]byte, error) {
	if s == 0 || int(s) > len(stagesNames) {
		return nil, &ghg.FieldError{Field: "stages", Want: stagesWanted, Err: ghg.ErrMissing}
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads what String returns.
func (s *Stages) UnmarshalText(text []byte) error {
	i := slices.Index(stagesNames, string(text))
	if i < 0 {
		return &ghg.FieldError{Field: "stages", Value: string(text), Want: stagesWanted, Err: ghg.ErrUnknown}
	}
	*s = Stages(i + 1)
	return nil
}

const stagesWanted = "tank-to-wheel, apart (tank-to-wheel and well-to-tank, two results) or well-to-wheel"

// check requires stages, and a factor of the production of the energy only where that is a result of its own.
func (s Stages) check(c *calc.Calc, upstream factors.Supplied) {
	switch {
	case s == 0:
		c.Refuse("stages", "", stagesWanted, ghg.ErrMissing)
	case int(s) > len(stagesNames):
		c.Refuse("stages", s.String(), stagesWanted, ghg.ErrUnknown)
	case s != WellToTankApart && upstream.Given():
		c.Refuse("upstream_factor", upstream.String(), "none, since stages is "+s.String()+"; it is for apart", ghg.ErrMixed)
	}
}

// stage is one of the results that [Stages] ask for.
type stage struct {
	name  string
	fuel  ghg.Boundary // of what the vehicle burns, and of factors per distance
	power ghg.Boundary // of electricity and heat
}

func (s Stages) list() []stage {
	operation := stage{"tank-to-wheel", ghg.Combustion, ghg.Generation}
	upstream := stage{"well-to-tank", ghg.WellToTank, ghg.WellToTank}
	switch s {
	case TankToWheel:
		return []stage{operation}
	case WellToTankApart:
		return []stage{operation, upstream}
	case WellToWheel:
		return []stage{{"well-to-wheel", ghg.LifeCycle, ghg.LifeCycle}}
	default:
		return []stage{{}} // for the checks to refuse
	}
}

// results ends the calculation of every stage with a result that has its name.
func (s Stages) results(calculate func(stage) *calc.Calc) (ghg.Results, error) {
	var all ghg.Results
	for _, st := range s.list() {
		r, err := calculate(st).Part(st.name, 0, "")
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func (s stage) upstream() bool { return s.fuel == ghg.WellToTank }

// ofDistance is the boundary of a factor per distance: that of electricity for what is found as electricity/vehicle/….
func (s stage) ofDistance(activity string) ghg.Boundary {
	if strings.HasPrefix(activity, "electricity/") {
		return s.power
	}
	return s.fuel
}

// own returns the stage's own factor: the second one is that of the production of the energy.
func (s stage) own(factor, upstream factors.Supplied) factors.Supplied {
	if s.upstream() {
		return upstream
	}
	return factor
}

// energy adds the emissions of a flow of fuel, electricity or heat in the stage.
func (s stage) energy(c *calc.Calc, label, energy, region string, f calc.Flow, own factors.Supplied) {
	if strings.HasPrefix(energy, "fuel/") {
		f, factor := c.BurnFlow(f, energy, region, own, s.fuel)
		c.Apply(label, f, factor)
		return
	}
	c.Apply(label, f, c.Factor(own, energy, region, f.Unit(), s.power))
}

// carriage is a load carried over a distance, or the product of the two where that is what is known. A distance is
// given and never guessed.
type carriage struct{ load, distance, work units.Quantity }

// flow checks the carriage and returns the transport activity: tonne-kilometres, TEU-kilometres, m3-kilometres.
func (k carriage) flow(c *calc.Calc) calc.Flow {
	if k.work.Given() {
		if k.load.Given() || k.distance.Given() {
			c.Refuse("work", k.work.String(), "either it, or load and distance", ghg.ErrMixed)
		}
		c.Amount("work", k.work)
		if !c.Failed() && !strings.HasSuffix(string(k.work.Unit.Dimension()), "·"+string(units.Length)) {
			c.Refuse("work", k.work.String(), "a load times a distance, such as 1200 t·km", ghg.ErrDimension)
		}
		return calc.Of("transport activity", k.work)
	}
	checkLoad(c, "load", k.load)
	c.Amount("distance", k.distance, units.Length)
	if c.Failed() {
		return calc.Flow{}
	}
	return c.TimesAmount(calc.Of("load", k.load), "distance", k.distance)
}

// checkLoad requires what a vehicle or a store holds: a mass, a volume, or a number of containers or pallets.
func checkLoad(c *calc.Calc, field string, q units.Quantity) {
	c.Amount(field, q)
	if c.Failed() {
		return
	}
	if d := q.Unit.Dimension(); d != units.Mass && d != units.Volume && !d.IsCount() {
		c.Refuse(field, q.String(), "a mass, a volume or a number, such as 12 t, 30 m3 or 4 TEU", ghg.ErrDimension)
	}
}

// consumption is the energy of a transport: an amount, or a distance and the economy of the vehicle.
type consumption struct {
	amount, distance units.Quantity
	economy          units.Rate
	source           string
	fuel             bool
}

// flow checks the consumption and returns it.
func (k consumption) flow(c *calc.Calc) calc.Flow {
	const want = "a distance per amount such as 3.5 km/L, or an amount per distance such as 0.28 L/km"
	if !k.distance.Given() && !k.economy.Given() {
		if k.fuel {
			c.FuelAmount("amount", k.amount)
		} else {
			c.Amount("amount", k.amount)
		}
		return calc.Of("amount", k.amount)
	}
	if k.amount.Given() {
		c.Refuse("amount", k.amount.String(), "either it, or distance and economy", ghg.ErrMixed)
	}
	c.Amount("distance", k.distance, units.Length)
	c.Text("source", k.source, "where the economy comes from, such as fuel cards or a published table")
	switch distance := calc.Of("distance", k.distance); {
	case !k.economy.Given():
		c.Refuse("economy", "", want, ghg.ErrMissing)
	case k.economy.Value.Sign() <= 0:
		c.Refuse("economy", k.economy.String(), "a rate above 0", ghg.ErrOutOfRange)
	case k.economy.Num.Dimension() == units.Length:
		return c.PerRate(distance, "economy", k.economy, k.source)
	case k.economy.Den.Dimension() == units.Length:
		return c.TimesRate(distance, "consumption", k.economy, k.source)
	default:
		c.Refuse("economy", k.economy.String(), want, ghg.ErrDimension)
	}
	return calc.Flow{}
}
