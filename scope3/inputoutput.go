package scope3

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
)

// InputOutput is an input-output model of an economy: what every sector must produce, directly and through all its
// suppliers, for one unit of final demand. Factors per unit of spend are made from it.
//
//	A = Z ÷ x          direct requirements
//	L = (I − A)⁻¹      total requirements, the Leontief inverse
//	x' = L × f         output for a final demand
//	m = s × L          emissions per unit of final demand, with s the direct emissions per unit of output
//
// It is solved in exact fractions; what it returns is divided once, to 34 significant digits. It is immutable and safe for
// concurrent use. The zero InputOutput and a nil one have no sectors.
//
// Source: Miller and Blair, Input-Output Analysis, 2nd ed. (2009), section 2.3.
type InputOutput struct {
	direct [][]*big.Rat // A
	total  [][]*big.Rat // L
}

// MaxSectors is the largest number of sectors that [NewInputOutput] takes. The fractions grow with it; for tables of
// hundreds of sectors use a matrix program in floating point.
const MaxSectors = 64

// NewInputOutput makes a model of what sectors sell to each other and of their outputs: sales[i][j] is what sector i sells
// to sector j in the currency of the outputs. It fails if the table is not square, if a sale is negative, if an output is
// not above zero, if a number has more than 128 digits, or if the economy cannot produce a final demand (I − A has no
// inverse that is nowhere negative).
func NewInputOutput(sales [][]decimal.Decimal, outputs []decimal.Decimal) (*InputOutput, error) {
	n := len(outputs)
	if n == 0 || n > MaxSectors || len(sales) != n {
		return nil, &ghg.FieldError{Field: "sectors", Value: fmt.Sprintf("%d rows of sales, %d outputs", len(sales), n), Want: fmt.Sprintf("a row of sales for each output, 1 to %d", MaxSectors), Err: ghg.ErrOutOfRange}
	}
	m := &InputOutput{direct: make([][]*big.Rat, n)}
	for i, row := range sales {
		if len(row) != n {
			return nil, &ghg.FieldError{Field: fmt.Sprintf("sales of sector %d", i+1), Value: fmt.Sprintf("%d columns", len(row)), Want: fmt.Sprintf("%d, one for each sector", n), Err: ghg.ErrOutOfRange}
		}
		for _, d := range append([]decimal.Decimal{outputs[i]}, row...) {
			if err := checkFraction(fmt.Sprintf("sales or output of sector %d", i+1), d); err != nil {
				return nil, err
			}
		}
		if outputs[i].Sign() <= 0 {
			return nil, &ghg.FieldError{Field: fmt.Sprintf("output of sector %d", i+1), Value: dec.Text(outputs[i]), Want: "an amount above 0", Err: ghg.ErrOutOfRange}
		}
		m.direct[i] = make([]*big.Rat, n)
		for j, sale := range row {
			if sale.IsNegative() {
				return nil, &ghg.FieldError{Field: fmt.Sprintf("sales of sector %d to %d", i+1, j+1), Value: dec.Text(sale), Want: "an amount of at least 0", Err: ghg.ErrNegative}
			}
			m.direct[i][j] = sale.Rat()
		}
	}
	for j, output := range outputs {
		share := new(big.Rat).Inv(output.Rat())
		for i := range n {
			m.direct[i][j].Mul(m.direct[i][j], share)
		}
	}
	total, err := leontief(m.direct)
	m.total = total
	return m, err
}

// leontief inverts I − A by Gauss and Jordan's elimination in exact fractions.
func leontief(direct [][]*big.Rat) ([][]*big.Rat, error) {
	n := len(direct)
	cannot := &ghg.FieldError{Field: "sales", Value: fmt.Sprintf("%d sectors", n), Want: "an economy that can produce a final demand: no sector may use up more than there is", Err: ghg.ErrOutOfRange}
	left, right := make([][]*big.Rat, n), make([][]*big.Rat, n)
	for i := range n {
		left[i], right[i] = make([]*big.Rat, n), make([]*big.Rat, n)
		for j := range n {
			left[i][j], right[i][j] = new(big.Rat).Neg(direct[i][j]), new(big.Rat)
		}
		left[i][i].Add(left[i][i], big.NewRat(1, 1))
		right[i][i].SetInt64(1)
	}
	for k := range n {
		// The pivots of I − A are all above zero if and only if the economy is productive (Hawkins and Simon).
		if left[k][k].Sign() <= 0 {
			return nil, cannot
		}
		scale(left[k], right[k], new(big.Rat).Inv(left[k][k]))
		for i := range n {
			if i != k && left[i][k].Sign() != 0 {
				times := new(big.Rat).Set(left[i][k])
				subtract(left[i], left[k], times)
				subtract(right[i], right[k], times)
			}
		}
	}
	return right, nil
}

// scale multiplies two rows by a number.
func scale(a, b []*big.Rat, by *big.Rat) {
	for j := range a {
		a[j].Mul(a[j], by)
		b[j].Mul(b[j], by)
	}
}

// subtract takes a multiple of one row from another.
func subtract(from, row []*big.Rat, times *big.Rat) {
	for j := range from {
		from[j].Sub(from[j], new(big.Rat).Mul(row[j], times))
	}
}

// Direct returns what sector i sells directly to sector j per unit of j's output, counted from 0.
func (m *InputOutput) Direct(i, j int) (decimal.Decimal, error) {
	return m.at(absent.Or(m).direct, i, j)
}

// Total returns what sector i must produce in all per unit of final demand for sector j, counted from 0.
func (m *InputOutput) Total(i, j int) (decimal.Decimal, error) { return m.at(absent.Or(m).total, i, j) }

func (m *InputOutput) at(of [][]*big.Rat, i, j int) (decimal.Decimal, error) {
	if min(i, j) < 0 || max(i, j) >= len(of) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "sector", Value: fmt.Sprintf("%d, %d", i, j), Want: fmt.Sprintf("0 to %d", len(of)-1), Err: ghg.ErrOutOfRange}
	}
	return quotient(of[i][j])
}

// Output returns what every sector must produce for a final demand.
func (m *InputOutput) Output(demand []decimal.Decimal) ([]decimal.Decimal, error) {
	return m.times("final demand", demand, func(i, j int) *big.Rat { return m.total[i][j] })
}

// Multipliers returns the emissions per unit of final demand for every sector, from the emissions of each per unit of
// output: the factors per spend at basic prices.
func (m *InputOutput) Multipliers(direct []decimal.Decimal) ([]decimal.Decimal, error) {
	return m.times("direct emissions", direct, func(i, j int) *big.Rat { return m.total[j][i] })
}

func (m *InputOutput) times(field string, vector []decimal.Decimal, at func(i, j int) *big.Rat) ([]decimal.Decimal, error) {
	m = absent.Or(m)
	if len(vector) != len(m.total) {
		return nil, &ghg.FieldError{Field: field, Value: fmt.Sprintf("%d sectors", len(vector)), Want: strconv.Itoa(len(m.total)), Err: ghg.ErrOutOfRange}
	}
	for i, v := range vector {
		if err := checkFraction(fmt.Sprintf("%s of sector %d", field, i+1), v); err != nil {
			return nil, err
		}
	}
	out := make([]decimal.Decimal, len(vector))
	for i := range out {
		sum := new(big.Rat)
		for j, v := range vector {
			sum.Add(sum, new(big.Rat).Mul(at(i, j), v.Rat()))
		}
		var err error
		if out[i], err = quotient(sum); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// checkFraction returns an error for a number that is too long for exact fractions, which multiply its digits by the
// number of sectors.
func checkFraction(field string, d decimal.Decimal) error {
	const most = 2 * dec.MaxDigits
	if dec.TextLen(d) > most {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: fmt.Sprintf("a number of at most %d digits", most), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// quotient returns a fraction as a decimal.
func quotient(r *big.Rat) (decimal.Decimal, error) { return dec.Fraction(r) }
