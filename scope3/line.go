package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
)

// begin starts the calculation of an activity of a category.
func begin(b factors.Basis, m ghg.Method, category ghg.Category, id, entity, site string, period ghg.Period, q ghg.Quality, primary bool) *calc.Calc {
	return calc.New(b, calc.Head{Method: m, Scope: ghg.Scope3, Category: category, ID: id, Entity: entity, Site: site, Period: period, Quality: q, Primary: primary})
}
