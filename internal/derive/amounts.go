package derive

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/num"
)

// Line is what distinguishes a line from others of its kind.
type Line struct {
	ID, Entity, Site string
	Amounts          Amounts
	Texts            []string
}

// Amounts are the numbers of a line, without memory of their own if they are few and short.
type Amounts struct {
	n     int
	short [few]short
	long  []num.Num // instead, if there are more or longer ones
}

// few is the number of amounts that most methods have at most.
const few = 3

// short is coef × 10^exp.
type short struct {
	coef int64
	exp  int32
}

// AmountsOf returns the amounts with the given numbers.
func AmountsOf(list []num.Num) Amounts {
	a := Amounts{n: len(list)}
	fits := len(list) <= few
	for i := 0; fits && i < len(list); i++ {
		a.short[i].coef, a.short[i].exp, fits = list[i].Short()
	}
	if !fits {
		a.long = append([]num.Num(nil), list...)
	}
	return a
}

// Len returns the number of amounts.
func (a *Amounts) Len() int { return a.n }

// At returns the i-th amount.
func (a *Amounts) At(i int) num.Num {
	if a.long != nil {
		return a.long[i]
	}
	return num.New(a.short[i].coef, a.short[i].exp)
}

// AppendTo appends the numbers to a list.
func (a *Amounts) AppendTo(list []num.Num) []num.Num {
	for i := range a.n {
		list = append(list, a.At(i))
	}
	return list
}

// decimals returns the amounts as decimals.
func (a *Amounts) decimals() []decimal.Decimal {
	list := make([]decimal.Decimal, a.n)
	for i := range list {
		list[i] = a.At(i).Decimal()
	}
	return list
}
