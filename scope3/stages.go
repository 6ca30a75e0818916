package scope3

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
)

// Stages chooses the emissions of transport to calculate, in the words of well-to-wheel accounting. The zero Stages is
// invalid: whether the production of the fuel is counted is the reporter's choice and has no default.
//
// The Scope 3 Standard requires what the carrier emits and buys (tank-to-wheel, and the generation of electricity);
// ISO 14083 also requires the production of the energy, and both to be shown.
type Stages uint8

// The choices of stages.
const (
	TankToWheel     Stages = iota + 1 // operating the vehicle: one result
	WellToTankApart                   // operating the vehicle, and producing the energy: two results, both counted
	WellToWheel                       // both in one result, by a factor that covers both
)

var stages = vocabulary.New[Stages]("stages", "tank-to-wheel", "apart", "well-to-wheel").
	WithWant("tank-to-wheel, apart (tank-to-wheel and well-to-tank, two results) or well-to-wheel")

// String returns "tank-to-wheel", "apart" or "well-to-wheel".
func (s Stages) String() string { return stages.String(s) }

// MarshalText returns what String returns. The zero Stages is an error.
func (s Stages) MarshalText() ([]byte, error) { return stages.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Stages) UnmarshalText(text []byte) error { return stages.Unmarshal(s, text) }

// check refuses a factor of the production of the energy where that is not a result of its own.
func (s Stages) check(c *method.Calc, field string, upstream factors.Supplied) {
	if s != WellToTankApart && upstream.Given() {
		c.Refuse(field, upstream.String(), "none, since stages is "+s.String()+"; it is for apart", ghg.ErrMixed)
	}
}

// stage is one of the results that [Stages] ask for.
type stage struct {
	ghg.Stage
	fuel  ghg.Boundary // of what the vehicle burns, and of factors per distance
	power ghg.Boundary // of electricity and heat
}

func (s Stages) list() []stage {
	operation := stage{ghg.StageTankToWheel, ghg.Combustion, ghg.Generation}
	upstream := stage{ghg.StageWellToTank, ghg.WellToTank, ghg.WellToTank}
	switch s {
	case TankToWheel:
		return []stage{operation}
	case WellToTankApart:
		return []stage{operation, upstream}
	case WellToWheel:
		return []stage{{ghg.StageWellToWheel, ghg.LifeCycle, ghg.LifeCycle}}
	default:
		return nil
	}
}

// results makes the result of each stage, whose part has the name of the stage.
func (s Stages) results(c *method.Calc, calculate func(*method.Calc, stage)) (ghg.Results, error) {
	var all ghg.Results
	for _, st := range s.list() {
		c := c.Next()
		calculate(c, st)
		r, err := c.Result(method.Part{Name: st.String(), Stage: st.Stage})
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, c.Err()
}

func (s stage) upstream() bool { return s.Stage == ghg.StageWellToTank }

// ofDistance is the boundary of a factor per distance: that of electricity for activities under electricity/vehicle.
func (s stage) ofDistance(activity string) ghg.Boundary {
	if strings.HasPrefix(activity, "electricity/") {
		return s.power
	}
	return s.fuel
}

// supplied returns the stage's own supplied factor; the second one is that of the production of the energy.
func (s stage) supplied(factor, upstream factors.Supplied) factors.Supplied {
	if s.upstream() {
		return upstream
	}
	return factor
}

// energy adds the emissions of a flow of fuel, electricity or heat in the stage.
func (s stage) energy(c *method.Calc, label, energy, region string, f method.Flow, supplied factors.Supplied) {
	if isFuel(energy) {
		fuel, factor := c.Fuel(f, supplied, factors.Query{Activity: energy, Region: region, Boundary: s.fuel})
		c.Apply(label, fuel, factor)
		return
	}
	c.Apply(label, f, c.Factor(supplied, factors.Query{Activity: energy, Region: region, Unit: f.Unit(), Boundary: s.power}))
}

// distance adds the emissions of a flow of transport activity or distance in the stage.
func (s stage) distance(c *method.Calc, activity, region string, f method.Flow, supplied factors.Supplied) {
	c.Apply(activity, f, c.Factor(supplied, factors.Query{Activity: activity, Region: region, Unit: f.Unit(), Boundary: s.ofDistance(activity)}))
}
