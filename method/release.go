package method

import (
	"errors"
	"reflect"

	"github.com/ghgkit/ghg"
)

// Release adds the steps for a gas or blend that escapes, from a flow of its mass. A blend is split into its components
// by mass share (ASHRAE Standard 34), one step per component.
func (c *Calc) Release(label string, f Flow, refrigerant string) {
	if c.Failed() {
		return
	}
	if blend, ok := ghg.LookupBlend(refrigerant); ok {
		for component := range blend.Components() {
			c.Emit(label, f.timesConstant("mass share of "+string(component.Gas), component.Share, "ASHRAE Standard 34, "+blend.Name()), component.Gas)
		}
		return
	}
	gas, err := ghg.ParseGas(refrigerant)
	if err != nil {
		c.Fail(c.unknownName(refrigerant, err))
		return
	}
	c.Emit(label, f, gas)
}

// unknownName returns the parse error that has suggestions, for the gas or for the blend, with the input that has the name.
func (c *Calc) unknownName(refrigerant string, gasErr error) error {
	var unknown *ghg.UnknownGasError
	if !errors.As(gasErr, &unknown) || len(unknown.Near) == 0 {
		_, gasErr = ghg.ParseBlend(refrigerant) // Release has looked the name up: it is not a blend's
	}
	if errors.As(gasErr, &unknown) {
		unknown.Field = c.method.plan().find(c.input, "", func(f *field, v reflect.Value) bool {
			return f.Kind == TextInput && !f.head() && v.Kind() == reflect.String && v.String() == refrigerant
		})
	}
	return gasErr
}
