package scope3

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// SystematicSample returns which items of a list to sample, where not all of them can be: every k-th one.
//
//	k = population ÷ size; items start, start + k, start + 2k, …
//
// Items are numbered from 1. The caller draws the start at random, from 1 to k; size is the number of items wanted.
// Where the population is not a multiple of it, k is rounded down and the sample is cut to the size. It fails if the size
// is above the population or a million, or the start beyond k.
//
// Source: Technical Guidance, appendix A, systematic sampling (p. 154).
func SystematicSample(population, size, start int) ([]int, error) {
	refuse := func(field string, value int, want string) ([]int, error) {
		return nil, &ghg.FieldError{Field: field, Value: strconv.Itoa(value), Want: want, Err: ghg.ErrOutOfRange}
	}
	switch {
	case population < 1:
		return refuse("population", population, "at least 1")
	case size > maxSample:
		return refuse("size", size, "at most "+strconv.Itoa(maxSample))
	case size < 1 || size > population:
		return refuse("size", size, "1 to the population, "+strconv.Itoa(population))
	case start < 1 || start > population/size:
		return refuse("start", start, "1 to the interval, "+strconv.Itoa(population/size))
	}
	interval := population / size
	items := make([]int, size)
	for i := range items {
		items[i] = start + i*interval
	}
	return items, nil
}

// maxSample is the largest sample that SystematicSample draws.
const maxSample = 1_000_000

// sample is a group of which some were sampled.
type sample struct {
	number, sampled units.Quantity // in the group, sampled: "100 franchise", "10 franchise"
}

// check requires numbers of one noun, with at least one sampled and not more than there are.
func (s sample) check(c *method.Calc) {
	more, err := c.Compare(method.Of("sampled", s.sampled), method.Of("number", s.number))
	switch {
	case err != nil:
		c.Refuse("sampled", s.sampled.String(), "the same noun as number, "+s.number.String(), ghg.ErrDimension)
	case s.sampled.Sign() == 0:
		c.Refuse("sampled", s.sampled.String(), "at least one", ghg.ErrOutOfRange)
	case more > 0:
		c.Refuse("sampled", s.sampled.String(), "at most number, "+s.number.String(), ghg.ErrOutOfRange)
	}
}

// extrapolate brings a flow of those sampled to the group: × number ÷ sampled.
func (s sample) extrapolate(c *method.Calc, f method.Flow) method.Flow {
	return c.TimesRatio(f, method.Of("number in the group", s.number), method.Of("number sampled", s.sampled))
}
