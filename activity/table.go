package activity

import (
	"slices"
	"sync"

	"github.com/ghgkit/ghg/scope3"
)

// methods is the method table: every method by its name, once.
var methods = sync.OnceValue(func() []Method {
	return slices.Concat(directMethods(), energyMethods(), valueChainMethods(), downstreamMethods(), reportedMethods())
})

// reportedMethods are those of figures that somebody else calculated.
func reportedMethods() []Method {
	return []Method{
		describe[scope3.Reported](scope3.MethodReported, 0,
			"a figure that somebody else calculated, in any category of scope 3", "the figure", "Scope 3 Standard ch. 7"),
	}
}

// valueChainMethods are those of scope 3 up to employee commuting, by category.
func valueChainMethods() []Method {
	return slices.Concat(purchaseMethods(), fuelAndEnergyMethods(), transportMethods(), wasteMethods(), travelMethods(), commutingMethods())
}
