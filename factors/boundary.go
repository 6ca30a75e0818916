package factors

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
)

// Boundary is the part of the life cycle that a factor covers. The zero Boundary is invalid.
type Boundary uint8

// The boundaries that publishers use.
const (
	Combustion   Boundary = iota + 1 // burning the fuel; tank-to-wheel for vehicles (ISO 14083: vehicle operation)
	Generation                       // generating the electricity, heat or steam, as used in Scope 2
	WellToTank                       // producing and delivering the fuel, up to its use
	Losses                           // transmission and distribution losses
	LossesWTT                        // upstream of the energy lost in transmission and distribution
	LifeCycle                        // everything: upstream, use and losses
	CradleToGate                     // making a product, up to the supplier's gate
	Treatment                        // treating waste, with or without its transport
	Direct                           // a gas that escapes or is formed by a process
	Outside                          // biogenic CO2, outside of the scopes
	Unstated                         // the publisher does not say
)

var boundaryNames = []string{
	"combustion", "generation", "well-to-tank", "losses", "losses-well-to-tank", "life-cycle", "cradle-to-gate",
	"treatment", "direct", "outside-of-scopes", "unstated",
}

// String returns the boundary's name, such as "well-to-tank".
func (b Boundary) String() string {
	if b == 0 || int(b) > len(boundaryNames) {
		return "no boundary"
	}
	return boundaryNames[b-1]
}

// MarshalText returns the boundary's name; the zero Boundary is an error.
func (b Boundary) MarshalText() ([]byte, error) {
	if b == 0 || int(b) > len(boundaryNames) {
		return nil, &ghg.FieldError{Field: "boundary", Want: "one of " + strings.Join(boundaryNames, ", "), Err: ghg.ErrMissing}
	}
	return []byte(b.String()), nil
}

// UnmarshalText reads what String returns.
func (b *Boundary) UnmarshalText(text []byte) error {
	i := slices.Index(boundaryNames, string(text))
	if i < 0 {
		return &ghg.FieldError{Field: "boundary", Value: string(text), Want: "one of " + strings.Join(boundaryNames, ", "), Err: ghg.ErrUnknown}
	}
	*b = Boundary(i + 1)
	return nil
}
