package units

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/input"
)

// maxFactors is the maximum number of factors in a product of units.
const maxFactors = 4

// factor is one of the units of a product; the ratio is that of the whole product.
type factor struct {
	symbol string
	dim    Dimension
}

// Product returns the product of units, such as t·km from t and km, whatever their order. The factors are put in a
// fixed order: masses, counts, energies, volumes, areas, lengths, then nights and times.
//
// It builds the units that published emission factors use; it does not simplify. It is an error to give no unit or the
// zero Unit; more than four factors; a factor without a dimension (1, %); a currency; two factors of one dimension
// (km·km, for which there is km2); or a ratio beyond 64 bits, which is [ErrOverflow].
func Product(of ...Unit) (Unit, error) {
	if len(of) == 1 && !of[0].IsZero() {
		return of[0], nil
	}
	num, den := uint64(1), uint64(1)
	factors := make([]factor, 0, maxFactors)
	for _, u := range of {
		if err := checkFactor(u); err != nil {
			return Unit{}, err
		}
		symbols, dims := strings.Split(u.symbol, productSign), strings.Split(string(u.dim), productSign)
		for i := range symbols {
			factors = append(factors, factor{symbols[i], Dimension(dims[i])})
		}
		if len(factors) > maxFactors {
			return Unit{}, fmt.Errorf("product of more than %d units: want fewer", maxFactors)
		}
		var ok, fits bool
		a, d := reduce(u.num, den)
		b, c := reduce(num, u.den)
		num, ok = multiply(a, b)
		den, fits = multiply(c, d)
		if !ok || !fits {
			return Unit{}, fmt.Errorf("product with %s: %w", input.Quote(u), ErrOverflow)
		}
	}
	if len(factors) == 0 {
		return Unit{}, fmt.Errorf("product of no units: %w", ErrNotGiven)
	}
	return joinFactors(factors, num, den)
}

func checkFactor(u Unit) error {
	switch {
	case u.IsZero():
		return fmt.Errorf("factor of a product of units is %w", ErrNotGiven)
	case u.dim == Dimensionless || u.dim.IsCurrency():
		return fmt.Errorf("product with %s: want units of something measured or counted", input.Quote(u))
	}
	return nil
}

func joinFactors(factors []factor, num, den uint64) (Unit, error) {
	slices.SortFunc(factors, func(a, b factor) int {
		if c := a.dim.rank() - b.dim.rank(); c != 0 {
			return c
		}
		return strings.Compare(string(a.dim), string(b.dim))
	})
	var symbol, dim strings.Builder
	for i, f := range factors {
		if i > 0 {
			if f.dim == factors[i-1].dim {
				return Unit{}, fmt.Errorf("product of %s and %s: want units of different dimensions", input.Quote(factors[i-1].symbol), input.Quote(f.symbol))
			}
			symbol.WriteString(productSign)
			dim.WriteString(productSign)
		}
		symbol.WriteString(f.symbol)
		dim.WriteString(string(f.dim))
	}
	return Unit{symbol.String(), Dimension(dim.String()), num, den}, nil
}

// parseProduct reads names with "·", "." or "*" between them. It reports false if s is not of that form.
func parseProduct(s string) (Unit, bool, error) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '·' || r == '.' || r == '*' || r == '⋅' || r == '・' })
	separators := strings.Count(s, productSign) + strings.Count(s, ".") + strings.Count(s, "*") +
		strings.Count(s, "⋅") + strings.Count(s, "・")
	if len(parts) < 2 || separators != len(parts)-1 {
		return Unit{}, false, nil
	}
	of := make([]Unit, 0, maxFactors)
	for _, part := range parts {
		u, err := parseSingle(part)
		if err != nil {
			return Unit{}, true, fmt.Errorf("unit %s: %w", input.Quote(s), err)
		}
		of = append(of, u)
	}
	u, err := Product(of...)
	if err != nil {
		return Unit{}, true, fmt.Errorf("unit %s: %w", input.Quote(s), err)
	}
	return u, true, nil
}
