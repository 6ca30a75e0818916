package num

import (
	"encoding/binary"
	"math/bits"
)

const (
	size     = 4  // words of a coefficient
	maxPower = 77 // largest power of ten below 2^256
	twoWords = 38 // largest power of ten below 2^128
)

// words is a coefficient of 256 bits, the least significant word first.
type words [size]uint64

// wide is a product of two coefficients.
type wide [2 * size]uint64

// powers[n] is 10^n.
var powers = powersOfTen()

func powersOfTen() (p [maxPower + 1]words) {
	p[0][0] = 1
	for n := range maxPower {
		p[n+1].set(mulWord(&p[n], 10))
	}
	return p
}

func (w *words) setBytes(b *[size * 8]byte) {
	for i := range w {
		w[size-1-i] = binary.BigEndian.Uint64(b[8*i:])
	}
}

func (w *words) bytes() (b [size * 8]byte) {
	for i := range w {
		binary.BigEndian.PutUint64(b[8*i:], w[size-1-i])
	}
	return b
}

func (w *words) isZero() bool { return w[0]|w[1]|w[2]|w[3] == 0 }

// len returns the number of words up to the highest that is not zero.
func (w *words) len() int {
	switch {
	case w[3] != 0:
		return 4
	case w[2] != 0:
		return 3
	case w[1] != 0:
		return 2
	case w[0] != 0:
		return 1
	}
	return 0
}

// digits returns the number of decimal digits of a coefficient that is not zero.
func (w *words) digits() int {
	if w[1]|w[2]|w[3] == 0 {
		n := bits.Len64(w[0]) * 1233 >> 12 // about log10(2^Len64): right, or one too many
		if w[0] < powers[n][0] {
			return n
		}
		return n + 1
	}
	last := w.len() - 1
	log2 := 64*last + bits.Len64(w[last]) - 1
	n := log2 * 1233 >> 12 // 1233 ÷ 4096 is a little less than log10(2): never too many
	for n <= maxPower && cmpWords(w, &powers[n]) >= 0 {
		n++
	}
	return n
}

// scale returns x × 10^n, n ≥ 0, as four words, the least significant first, and whether it has more: over is not zero.
func scale(x *words, n int64) (w0, w1, w2, w3, over uint64) {
	const short = 19 // 10^19 is one word
	if n <= short {
		return mulWord(x, powers[n][0])
	}
	if n <= maxPower {
		return mul(x, &powers[n])
	}
	if x.isZero() {
		return 0, 0, 0, 0, 0
	}
	return 0, 0, 0, 0, 1
}

func cmpWords(x, y *words) int {
	for i := size - 1; i >= 0; i-- {
		if x[i] != y[i] {
			if x[i] < y[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// set sets w to a number of four words, with a fifth that is zero.
func (w *words) set(w0, w1, w2, w3, _ uint64) {
	w[0], w[1], w[2], w[3] = w0, w1, w2, w3
}

// mul returns x × y as four words, the least significant first, and whether it has more: over is not zero.
func mul(x, y *words) (w0, w1, w2, w3, over uint64) {
	if x[1]|x[2]|x[3]|y[1]|y[2]|y[3] == 0 {
		w1, w0 = bits.Mul64(x[0], y[0])
		return w0, w1, 0, 0, 0
	}
	if y[1]|y[2]|y[3] != 0 && x[2]|x[3] == 0 {
		x, y = y, x // so that y has no more than two words, if one of them has
	}
	if y[2]|y[3] != 0 {
		return 0, 0, 0, 0, 1 // both have three words or four
	}
	w0, w1, w2, w3, over = mulWord(x, y[0])
	if y[1] != 0 {
		q0, q1, q2, q3, q4 := mulWord(x, y[1])
		var carry uint64
		w1, carry = bits.Add64(w1, q0, 0)
		w2, carry = bits.Add64(w2, q1, carry)
		w3, carry = bits.Add64(w3, q2, carry)
		over |= q3 | q4 | carry
	}
	return w0, w1, w2, w3, over
}

// mulWord returns x × y as five words, the least significant first.
func mulWord(x *words, y uint64) (p0, p1, p2, p3, p4 uint64) {
	h0, p0 := bits.Mul64(x[0], y)
	h1, l1 := bits.Mul64(x[1], y)
	h2, l2 := bits.Mul64(x[2], y)
	h3, l3 := bits.Mul64(x[3], y)
	p1, carry := bits.Add64(l1, h0, 0)
	p2, carry = bits.Add64(l2, h1, carry)
	p3, carry = bits.Add64(l3, h2, carry)
	return p0, p1, p2, p3, h3 + carry
}

// mulWide sets z, which is zero, to x × y.
func mulWide(z *wide, x, y *words) {
	n := y.len()
	for i := range x.len() {
		var carry uint64
		for j := range n {
			hi, lo := bits.Mul64(x[i&3], y[j&3])
			var c uint64
			lo, c = bits.Add64(lo, carry, 0)
			hi += c // hi is at most 2^64 − 2
			z[(i+j)&7], c = bits.Add64(z[(i+j)&7], lo, 0)
			carry = hi + c // the sum is at most x[i] × y[j] + 2 × (2^64 − 1) < 2^128
		}
		z[(i+n)&7] = carry
	}
}

// divideLong returns the integer part of num ÷ den, and reports a remainder. The divisor must have two words or more,
// and the quotient must be below 2^128.
//
// The algorithm is D of Knuth, The Art of Computer Programming, volume 2, section 4.3.1, for a quotient of two words.
func divideLong(num *wide, den *words) (hi, lo uint64, inexact bool) {
	n := den.len()
	shift := uint(bits.LeadingZeros64(den[n-1]))
	var u [size + 2]uint64 // the numerator is below den × 2^128: two words more
	var v words
	shiftLeft(u[:], num[:], shift)
	shiftLeft(v[:], den[:], shift)
	hi = quotientWord(u[1:n+2], v[:n])
	lo = quotientWord(u[:n+1], v[:n])
	var rest uint64
	for _, w := range u {
		rest |= w
	}
	return hi, lo, rest != 0
}

// shiftLeft sets z to x × 2^n for n below 64. It leaves out the words for which z has no place; they must be zero.
func shiftLeft(z, x []uint64, n uint) {
	var low uint64
	for i := range z {
		z[i] = x[i]<<n | low
		low = x[i] >> (64 - n)
	}
}

// quotientWord returns the integer part of u ÷ v, which must fit one word, and sets u to the remainder. The highest bit
// of v must be set, and u must have one word more than v.
func quotientWord(u, v []uint64) uint64 {
	n := len(v)
	first, second := v[n-1], v[n-2]
	// Guess from the first two words of v. The guess is right or one too many.
	var q, r, overflow uint64
	if u[n] < first {
		q, r = bits.Div64(u[n], u[n-1], first)
	} else { // u[n] is first: the largest guess, and what it leaves
		q = ^uint64(0)
		r, overflow = bits.Add64(u[n-1], first, 0)
	}
	for overflow == 0 {
		hi, lo := bits.Mul64(q, second)
		if hi < r || (hi == r && lo <= u[n-2]) {
			break
		}
		q--
		r, overflow = bits.Add64(r, first, 0)
	}
	if subtractProduct(u, v, q) != 0 {
		q--
		var carry uint64
		for i, w := range v {
			u[i], carry = bits.Add64(u[i], w, carry)
		}
		u[n] += carry
	}
	return q
}

// subtractProduct sets u to u − v × q modulo the size of u, and returns the borrow.
func subtractProduct(u, v []uint64, q uint64) uint64 {
	var carry, borrow uint64
	for i, w := range v {
		hi, lo := bits.Mul64(w, q)
		var c uint64
		lo, c = bits.Add64(lo, carry, 0)
		carry = hi + c
		u[i], borrow = bits.Sub64(u[i], lo, borrow)
	}
	u[len(v)], borrow = bits.Sub64(u[len(v)], carry, borrow)
	return borrow
}
