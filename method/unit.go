package method

import (
	"sync"

	"github.com/ghgkit/ghg/units"
)

// The units that calculations convert to.
var (
	dimensionless  = sync.OnceValue(func() units.Unit { return units.MustUnit("1") })
	kilogram       = sync.OnceValue(func() units.Unit { return units.MustUnit("kg") })
	kilogramCarbon = sync.OnceValue(func() units.Unit { return units.MustUnit("kg C") })
	kilogramCO2e   = sync.OnceValue(func() units.Unit { return units.MustUnit("kg CO2e") })
)
