package calc

import (
	"errors"

	"github.com/ghgkit/ghg"
)

// Release makes the steps of a gas or blend that escapes, from a flow of its mass: a blend is split into its
// components by their shares of mass (ASHRAE Standard 34), and each component is a step of its own.
func (c *Calc) Release(label string, f Flow, refrigerant string) {
	if c.err != nil {
		return
	}
	gas, gasErr := ghg.ParseGas(refrigerant)
	if gasErr == nil {
		c.Emit(label, f, gas)
		return
	}
	blend, err := ghg.ParseBlend(refrigerant)
	if err != nil {
		var unknown *ghg.UnknownGasError
		if errors.As(gasErr, &unknown) && len(unknown.Near) > 0 {
			err = gasErr
		}
		c.Fail(err)
		return
	}
	for component := range blend.Components() {
		c.Emit(label, f.Times("mass share of "+string(component.Gas), component.Share, "ASHRAE Standard 34, "+blend.Name()), component.Gas)
	}
}
