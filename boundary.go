package ghg

import "github.com/ghgkit/ghg/internal/enum"

// Boundary is the part of the life cycle that an emission factor covers. The zero Boundary is invalid.
type Boundary uint8

// The boundaries that publishers use.
const (
	Combustion          Boundary = iota + 1 // burning the fuel; tank-to-wheel for vehicles (ISO 14083: vehicle operation)
	Generation                              // generating the electricity, heat or steam, as Scope 2 uses it
	WellToTank                              // producing and delivering the fuel or energy, up to its use
	GridLosses                              // transmission and distribution losses
	GridLossesWTT                           // upstream of the energy lost in transmission and distribution
	LifeCycle                               // everything: upstream, use and losses
	CradleToGate                            // making a product, up to the supplier's gate
	Treatment                               // treating waste, with or without its transport
	DirectEmission                          // gas that escapes or is formed by a process
	OutsideScopes                           // biogenic CO2, outside the scopes
	BoundaryUnstated                        // not stated by the publisher
	WellToTankAndLosses                     // everything but the generation in one figure: its upstream, the losses and theirs
)

var boundaries = enum.New[Boundary](
	refuseEnum, "boundary",
	"combustion", "generation", "well-to-tank", "losses", "losses-well-to-tank", "life-cycle", "cradle-to-gate", "treatment",
	"direct", "outside-of-scopes", "unstated", "well-to-tank-and-losses",
)

// String returns the name of the boundary, such as "well-to-tank".
func (b Boundary) String() string { return boundaries.String(b) }

// MarshalText returns the name of the boundary. The zero Boundary is an error.
func (b Boundary) MarshalText() ([]byte, error) { return boundaries.Marshal(b) }

// UnmarshalText reads what String returns.
func (b *Boundary) UnmarshalText(text []byte) error { return boundaries.Unmarshal(b, text) }

// Stage is the stage of transport or travel that a result covers, where stages are reported separately (ISO 14083,
// chapter 6; well-to-wheel accounting). The zero Stage means that the result is not split by stage.
type Stage uint8

// The stages.
const (
	StageTankToWheel Stage = iota + 1 // operating the vehicle, including the generation of its electricity
	StageWellToTank                   // producing and delivering the energy
	StageWellToWheel                  // both
)

var stages = enum.New[Stage](refuseEnum, "stage", "tank-to-wheel", "well-to-tank", "well-to-wheel")

// String returns "tank-to-wheel", "well-to-tank" or "well-to-wheel".
func (s Stage) String() string { return stages.String(s) }

// MarshalText returns what String returns. The zero Stage is an error.
func (s Stage) MarshalText() ([]byte, error) { return stages.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Stage) UnmarshalText(text []byte) error { return stages.Unmarshal(s, text) }
