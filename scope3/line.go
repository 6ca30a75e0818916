package scope3

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
)

// begin starts the calculation of an activity of a category.
func begin(b factors.Basis, m ghg.Method, category ghg.Category, id, entity, site string, period ghg.Period, q ghg.Quality, primary bool) *calc.Calc {
	return calc.New(b, calc.Head{Method: m, Scope: ghg.Scope3, Category: category, ID: id, Entity: entity, Site: site, Period: period, Quality: q, Primary: primary})
}

// beginOneOf is begin for a method that several categories share: another category than those is an error.
func beginOneOf(b factors.Basis, m ghg.Method, category int, of []ghg.Category, id, entity, site string, period ghg.Period, q ghg.Quality, primary bool) *calc.Calc {
	one := ghg.Category(min(max(category, 0), math.MaxUint8))
	c := begin(b, m, one, id, entity, site, period, q, primary)
	if slices.Contains(of, one) {
		return c
	}
	want := make([]string, len(of))
	for i, o := range of {
		want[i] = strconv.Itoa(int(o))
	}
	if category == 0 {
		c.Refuse("category", "", strings.Join(want, " or "), ghg.ErrMissing)
	}
	c.Refuse("category", strconv.Itoa(category), strings.Join(want, " or "), ghg.ErrOutOfRange)
	return c
}
