package bridge

import (
	"fmt"
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// MostPermuted is the largest number of inputs of a line that are permuted one by one: five have 120 orders.
const MostPermuted = 5

// Product attributes the change of a product to its numbers: the average of what each changes over all orders in which they
// could change (Shapley), the midpoint for two.
//
//	100 × 0.5 → 120 × 0.4: +9 and −11
//
// The parts sum to the change exactly: each but the last is divided by n! to 34 significant digits, the last is the change less
// the others. For one or two numbers all parts are exact. Lists of different length, an empty one, more than [MostPermuted]
// numbers, and numbers too long to compute with are errors.
func Product(from, to []decimal.Decimal) ([]decimal.Decimal, error) {
	if len(from) == 0 || len(from) > MostPermuted || len(to) != len(from) {
		return nil, &ghg.FieldError{Field: "numbers of the product", Value: fmt.Sprintf("%d and %d", len(from), len(to)), Want: fmt.Sprintf("as many after as before, 1 to %d", MostPermuted), Err: ghg.ErrOutOfRange}
	}
	if dec.CheckAll(from...) != nil || dec.CheckAll(to...) != nil {
		return nil, &ghg.FieldError{Field: "numbers of the product", Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	return shapley(len(from), func(set uint) (decimal.Decimal, error) {
		var product dec.Exact
		product.SetOne()
		for i := range from {
			if set&(1<<i) != 0 {
				product.Mul(to[i])
			} else {
				product.Mul(from[i])
			}
		}
		return product.Decimal(), product.Check()
	})
}

// shapley returns the parts of n players in value(all) − value(none); value is asked for every set of players, a bit each.
//
//	part_i = Σ over sets S without i, |S|! × (n − |S| − 1)! × (value(S + i) − value(S)) ÷ n!
func shapley(n int, value func(set uint) (decimal.Decimal, error)) ([]decimal.Decimal, error) {
	values := make([]decimal.Decimal, 1<<n)
	for set := range values {
		var err error
		if values[set], err = value(uint(set)); err != nil { //nolint:gosec // at most 2^MostPermuted
			return nil, err
		}
	}
	parts := make([]decimal.Decimal, n)
	rest := values[len(values)-1].Sub(values[0])
	for i := range n - 1 {
		part, err := average(n, i, values)
		if err != nil {
			return nil, err
		}
		parts[i], rest = part, rest.Sub(part)
	}
	parts[n-1] = rest
	return parts, nil
}

// average returns the part of player i of n.
func average(n, i int, values []decimal.Decimal) (decimal.Decimal, error) {
	var sum dec.Exact
	for set := range values {
		if set&(1<<i) != 0 {
			continue
		}
		others := bits.OnesCount(uint(set)) //nolint:gosec // at most 2^MostPermuted
		weight := decimal.NewFromInt(factorial(others) * factorial(n-others-1))
		sum.Add(values[set|1<<i].Mul(weight))
		sum.Sub(values[set].Mul(weight))
	}
	if n == 2 {
		return sum.Decimal().Mul(half), nil // exact, however long
	}
	return dec.Quo(sum.Decimal(), decimal.NewFromInt(factorial(n)))
}

var half = decimal.New(5, -1)

func factorial(n int) int64 {
	product := int64(1)
	for i := 2; i <= n; i++ {
		product *= int64(i)
	}
	return product
}
