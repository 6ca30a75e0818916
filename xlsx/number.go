package xlsx

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg/internal/dec"
)

// The largest and the smallest amount but 0 that Excel computes with.
const largest, smallest = 9.99999999999999e307, 2.2250738585072014e-308

const beyond = "beyond the range of a spreadsheet: see the exact number"

// number is a number of the workbook: the cell that has it, and what a spreadsheet takes it for.
type number struct {
	at    string // its cell
	value float64
	is    bool // there is a number in the cell, not a text
}

// double returns a number as a spreadsheet computes with it, and reports whether it can.
func double(d decimal.Decimal) (float64, bool) {
	f, err := strconv.ParseFloat(dec.Text(d), 64)
	return f, err == nil && (d.IsZero() || inRange(f))
}

func inRange(f float64) bool { return math.Abs(f) <= largest && math.Abs(f) >= smallest }

// input returns the cells of a number that is not computed: as the spreadsheet takes it, and the exact text, with a remark
// if they are not the same.
func (b *book) input(d decimal.Decimal) (value, exact any, remark string, n number) {
	text := dec.Text(d)
	f, ok := double(d)
	if !ok {
		return b.text(text), b.text(text), beyond, number{}
	}
	if d.NumDigits() > digits && significant(d) > digits {
		remark = strconv.Itoa(significant(d)) + " digits: the spreadsheet computes with the first " + strconv.Itoa(digits)
	}
	return f, b.text(text), remark, number{value: f, is: true}
}

// significant returns the number of digits of d without zeros at its end.
func significant(d decimal.Decimal) int {
	c := d.Coefficient().String()
	n := len(c)
	for n > 1 && c[n-1] == '0' {
		n--
	}
	if n > 0 && c[0] == '-' {
		return n - 1
	}
	return n
}

// tolerance is the relative difference above which a computed number is marked.
const tolerance = 1e-9

// computed returns the cells of a formula with the recorded number beside it: value, exact, difference and whether it differs.
// The letters are those of the columns of value, exact and difference in the row.
func (b *book) computed(formula string, value float64, recorded decimal.Decimal, at row, letters [3]string) []any {
	exact, _ := double(recorded)
	difference, differs := value-exact, 0.0
	if math.Abs(difference) > tolerance*math.Abs(value) {
		differs = 1
	}
	v, e, d := letters[0]+at.n, letters[1]+at.n, letters[2]+at.n
	return []any{
		excelize.Cell{Formula: formula, Value: value},
		b.text(dec.Text(recorded)),
		excelize.Cell{Formula: v + `-_xlfn.NUMBERVALUE(` + e + `,".",",")`, Value: difference},
		excelize.Cell{Formula: "IF(ABS(" + d + ")>1E-9*ABS(" + v + "),1,0)", Value: differs},
	}
}
