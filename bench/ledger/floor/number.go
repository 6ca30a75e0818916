package main

import "math/bits"

// wide is an integer of 256 bits, the lowest word first. Nothing checks that a result fits: the workload's do.
type wide [4]uint64

// number is coef × 10^-places.
type number struct {
	coef   wide
	places int
}

const (
	e19       = 10_000_000_000_000_000_000
	precision = 34 // digits of a quotient that does not end

	// 9 × 10^33, the least that divided by 9 has so many digits.
	leastHigh, leastLow = 487890977618476, 18360106242522742784
)

// powers are those of ten that fit 64 bits.
var powers = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

func (w *wide) add(x *wide) {
	var c uint64
	for i := range w {
		w[i], c = bits.Add64(w[i], x[i], c)
	}
}

func (w *wide) mul(x uint64) {
	var carry uint64
	for i := range w {
		hi, lo := bits.Mul64(w[i], x)
		var c uint64
		w[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
}

// shift multiplies by a power of ten.
func (w *wide) shift(n int) {
	for ; n >= len(powers); n -= len(powers) - 1 {
		w.mul(e19)
	}
	if n > 0 {
		w.mul(powers[n])
	}
}

// div divides and returns the remainder.
func (w *wide) div(x uint64) (rem uint64) {
	for i := len(w) - 1; i >= 0; i-- {
		if rem|w[i] != 0 {
			w[i], rem = bits.Div64(rem, w[i], x)
		}
	}
	return rem
}

// length returns the number of decimal digits of a number that is not zero and has at most 38 of them.
func (w *wide) length() int {
	n, rest := 0, w[0]
	if w[1] != 0 {
		n = len(powers) - 1
		rest, _ = bits.Div64(w[1], w[0], e19)
	}
	for i, p := range powers {
		if rest < p {
			return n + i
		}
	}
	return n + len(powers)
}

// quotient returns a × b ÷ den × 10^-places: exactly if that ends, otherwise rounded to the precision. The denominator is 1 or 9.
func quotient(a, b, den uint64, places int) number {
	hi, lo := bits.Mul64(a, b)
	n := number{wide{lo, hi}, places}
	if den == 1 {
		return n
	}
	exact := n
	if exact.coef.div(den) == 0 {
		return exact
	}
	more := precision - n.coef.length()
	n.coef.shift(more)
	if n.coef[1] < leastHigh || n.coef[1] == leastHigh && n.coef[0] < leastLow {
		n.coef.mul(10)
		more++
	}
	n.places += more
	if rem := n.coef.div(den); 2*rem > den {
		n.coef.add(&wide{1})
	}
	return n
}

// append appends the number without needless zeros.
func (n *number) append(b []byte) []byte {
	var digits [100]byte
	start, rest := len(digits), n.coef
	for rest[1]|rest[2]|rest[3] != 0 {
		low := rest.div(e19)
		start = put(&digits, start, low, start-(len(powers)-1))
	}
	start = put(&digits, start, rest[0], min(start, len(digits)-n.places)-1)
	point, end := len(digits)-n.places, len(digits)
	for end > point && digits[end-1] == '0' {
		end--
	}
	b = append(b, digits[start:point]...)
	if end > point {
		b = append(append(b, '.'), digits[point:end]...)
	}
	return b
}

// pairs are the two digits of 0 to 99.
var pairs = func() (p [200]byte) {
	for i := range 100 {
		p[2*i], p[2*i+1] = byte('0'+i/10), byte('0'+i%10)
	}
	return p
}()

// put writes the digits of v before end, with leading zeros from start on, and returns where they begin.
func put(digits *[100]byte, end int, v uint64, start int) int {
	for v >= 100 {
		end -= 2
		copy(digits[end:end+2], pairs[v%100*2:][:2])
		v /= 100
	}
	for v > 0 || end > start {
		end--
		digits[end] = byte('0' + v%10)
		v /= 10
	}
	return end
}
