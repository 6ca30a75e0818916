package scope3

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
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

// supply is the factors supplied with an activity for the energy that its transport uses, instead of those of the basis.
// Its fields are the inputs factor, upstream_factor and losses_factor of the methods that use it.
type supply struct {
	use      factors.Supplied // operating the vehicle, or both stages in one
	upstream factors.Supplied // producing the energy
	losses   factors.Supplied // electricity lost on its way, with its upstream
}

// check refuses a factor of the production of the energy where that is not a result of its own, and one of losses for
// energy from no network.
func (s Stages) check(c *method.Calc, from supply, activities ...string) {
	s.apart(c, "upstream_factor", from.upstream)
	s.apart(c, "losses_factor", from.losses)
	if from.losses.Given() && !slices.ContainsFunc(activities, fromNetwork) {
		c.Refuse("losses_factor", from.losses.String(), "none: it is for electricity and heat from a network", ghg.ErrMixed)
	}
}

// apart refuses a factor of the well-to-tank where that is not a result of its own.
func (s Stages) apart(c *method.Calc, field string, upstream factors.Supplied) {
	if s != WellToTankApart && upstream.Given() {
		c.Refuse(field, upstream.String(), "none, since stages is "+s.String()+"; it is for apart", ghg.ErrMixed)
	}
}

// fromNetwork reports whether energy, or the energy of a vehicle by its distance, comes from a network that loses a part
// of it: electricity and district heat.
func fromNetwork(activity string) bool {
	first, rest, _ := strings.Cut(activity, "/")
	return first == "electricity" || rest == "district"
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

// The results of transport: one for each stage, whose part has the name of the stage, or one for each consignment and
// stage.
var byStage, byConsignment = stageParts("%s"), stageParts("*, %s")

func stageParts(name string) []method.Part {
	part := func(s ghg.Stage) method.Part { return method.Part{Name: fmt.Sprintf(name, s), Stage: s} }
	return []method.Part{part(ghg.StageTankToWheel), part(ghg.StageWellToTank), part(ghg.StageWellToWheel)}
}

// results makes the result of each stage.
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

// supplied returns the stage's own supplied factor.
func (s stage) supplied(from supply) factors.Supplied {
	if s.upstream() {
		return from.upstream
	}
	return from.use
}

// energy adds the emissions of a flow of fuel, electricity or heat in the stage. The well-to-tank of electricity and of
// district heat has three terms: the upstream of what the vehicle draws, the generation of what was lost on the way to
// it, and the upstream of that.
func (s stage) energy(c *method.Calc, label, energy, region string, f method.Flow, from supply) {
	if isFuel(energy) {
		fuel, factor := c.Fuel(f, s.supplied(from), factors.Query{Activity: energy, Region: region, Boundary: s.fuel})
		c.Apply(label, fuel, factor)
		return
	}
	query := factors.Query{Activity: energy, Region: region, Unit: f.Unit(), Boundary: s.power}
	c.Apply(label, f, c.Factor(s.supplied(from), query))
	if s.upstream() && fromNetwork(energy) {
		s.losses(c, label, query, f, from, ghg.GridLosses, ghg.GridLossesWTT)
	}
}

// losses adds what was lost in transmission and distribution, by the factor supplied or by the published ones. A supplied
// upstream factor does not tell whether it covers the losses: it needs a losses factor beside it, of zero if it does.
func (s stage) losses(c *method.Calc, label string, query factors.Query, f method.Flow, from supply, boundaries ...ghg.Boundary) {
	if from.losses.Given() || from.upstream.Given() {
		c.Require("losses_factor")
		query.Boundary = ghg.GridLosses
		c.Apply(join(label, "losses"), f, c.Factor(from.losses, query))
		return
	}
	for _, boundary := range boundaries {
		query.Boundary = boundary
		c.Apply(join(label, boundary.String()), f, c.Factor(factors.Supplied{}, query))
	}
}

// distance adds the emissions of a flow of transport activity or distance in the stage.
func (s stage) distance(c *method.Calc, activity, region string, f method.Flow, from supply) {
	query := factors.Query{Activity: activity, Region: region, Unit: f.Unit(), Boundary: s.ofDistance(activity)}
	if s.upstream() && strings.HasPrefix(activity, electricVehicle) {
		s.charging(c, query, f, from)
		return
	}
	factor := s.supplied(from)
	if !factor.Given() {
		s.plugged(c, activity)
	}
	c.Apply(activity, f, c.Factor(factor, query))
	suggestOccupancy(c, query)
}

// plugged refuses the name of a vehicle that burns no fuel, whose published factor leaves out the electricity. Names under
// travel/ have factors that hold the electricity.
func (s stage) plugged(c *method.Calc, activity string) {
	power := "electricity/" + activity
	if strings.HasPrefix(activity, "vehicle/") && strings.HasSuffix(activity, batteryElectric) {
		c.Refuse("factor", "", "a factor that holds the electricity of "+activity+", which burns no fuel, or the name of its electricity, "+power, ghg.ErrMissing)
	}
}

// batteryElectric ends the names of vehicles that have no energy other than the electricity they draw.
const batteryElectric = "/battery-electric"

// electricVehicle begins the names of the electricity that vehicles draw, per distance.
const electricVehicle = "electricity/vehicle/"

// charging adds the well-to-tank of the electricity that a vehicle draws over a distance. Where a publisher has no
// upstream factor under the name of the electricity, that of the vehicle is used if the vehicle has no other energy: the
// UK's well-to-tank of battery-electric vehicles, which holds the upstream of the losses too. That of a plug-in hybrid
// covers its fuel and cannot be separated.
func (s stage) charging(c *method.Calc, query factors.Query, f method.Flow, from supply) {
	label, lost := query.Activity, []ghg.Boundary{ghg.GridLosses, ghg.GridLossesWTT}
	upstream := query
	if !from.upstream.Given() && !c.Has(query) {
		upstream.Activity, lost = strings.TrimPrefix(query.Activity, "electricity/"), lost[:1]
		if !strings.HasSuffix(query.Activity, batteryElectric) {
			c.Refuse("upstream_factor", "", "a well-to-tank factor of the electricity of "+query.Activity+
				": that of "+upstream.Activity+" may cover a fuel, and the basis has no other", ghg.ErrMissing)
		}
	}
	c.Apply(join(label, upstream.Boundary.String()), f, c.Factor(from.upstream, upstream))
	s.losses(c, label, query, f, from, lost...)
}

// suggestOccupancy adds to the error of a missing factor per passenger-kilometre that there is one per kilometre of the
// vehicle.
func suggestOccupancy(c *method.Calc, q factors.Query) {
	if c.Err() == nil || q.Unit.Dimension() != units.MustUnit("passenger·km").Dimension() {
		return
	}
	q.Unit, q.Period = units.MustUnit("km"), c.Valid()
	if f, _, found, err := c.Basis().Lookup(q); found && err == nil {
		c.Suggest("occupancy, the people in the vehicle, for " + f.ID)
	}
}
