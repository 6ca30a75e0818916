// Package scope9 declares a method whose name is reserved for the module.
package scope9

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
)

// Anything is no method.
type Anything struct {
	ID     string     `json:"id" csv:"id"`
	Period ghg.Period `json:"period" csv:"period"`
}

// Declared is its declaration.
var Declared = method.Declare[Anything](method.Declaration{Scope: ghg.Scope1})

// Calculate returns nothing.
func (a Anything) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }
