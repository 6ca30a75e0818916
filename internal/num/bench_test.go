package num_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

// pairs are the numbers of a derivation: amounts, factors, and quotients times factors.
var pairs = []struct{ name, x, y string }{
	{"short", "12345.67", "2.68799"},                                                       // an amount and a factor
	{"quotient", "0.1234567890123456789012345678901234", "2.68799"},                        // a quotient and a factor
	{"equal", "12345.67", "-0.01"},                                                         // equal exponents
	{"long", "0.1234567890123456789012345678901234567890", "98765432109876543210987.6543"}, // a product of them and another
}

func BenchmarkMul(b *testing.B) {
	benchmark(b, func(b *testing.B, x, y num.Num) {
		var z num.Num
		for b.Loop() {
			if !z.Mul(&x, &y) {
				b.Fatal("does not fit")
			}
		}
	}, func(b *testing.B, x, y decimal.Decimal) {
		for b.Loop() {
			x.Mul(y)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	benchmark(b, func(b *testing.B, x, y num.Num) {
		var z num.Num
		for b.Loop() {
			if !z.Add(&x, &y) {
				b.Fatal("does not fit")
			}
		}
	}, func(b *testing.B, x, y decimal.Decimal) {
		for b.Loop() {
			x.Add(y)
		}
	})
}

func BenchmarkQuo(b *testing.B) {
	benchmark(b, func(b *testing.B, x, y num.Num) {
		var z num.Num
		for b.Loop() {
			if !z.Quo(&x, &y) {
				b.Fatal("does not fit")
			}
		}
	}, func(b *testing.B, x, y decimal.Decimal) {
		for b.Loop() {
			if _, err := dec.Quo(x, y); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCmp(b *testing.B) {
	benchmark(b, func(b *testing.B, x, y num.Num) {
		for b.Loop() {
			x.Cmp(&y)
		}
	}, func(b *testing.B, x, y decimal.Decimal) {
		for b.Loop() {
			x.Cmp(y)
		}
	})
}

// benchmark runs one loop with numbers of this package and one with decimals.
func benchmark(b *testing.B, f func(b *testing.B, x, y num.Num), g func(b *testing.B, x, y decimal.Decimal)) {
	for _, p := range pairs {
		x, y := dec.MustParse(p.x), dec.MustParse(p.y)
		b.Run(p.name+"/num", func(b *testing.B) {
			b.ReportAllocs()
			f(b, of(b, x), of(b, y))
		})
		b.Run(p.name+"/decimal", func(b *testing.B) {
			b.ReportAllocs()
			g(b, x, y)
		})
	}
}

// A line of fuel: amount × conversion × factor for three gases, each × GWP, and their sum.
func BenchmarkLine(b *testing.B) {
	var d [8]decimal.Decimal
	var n [8]num.Num
	for i, s := range []string{"12345.67", "0.0036", "56100", "1", "1", "28", "0.1", "265"} {
		d[i] = dec.MustParse(s)
		n[i] = of(b, d[i])
	}
	b.Run("num", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var energy, kg, co2e, sum num.Num
			fits := energy.Mul(&n[0], &n[1])
			for i := 2; i < len(n); i += 2 {
				fits = fits && kg.Mul(&energy, &n[i]) && co2e.Mul(&kg, &n[i+1]) && sum.Add(&sum, &co2e)
			}
			if !fits {
				b.Fatal("does not fit")
			}
		}
	})
	b.Run("decimal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			energy := d[0].Mul(d[1])
			var sum decimal.Decimal
			for i := 2; i < len(d); i += 2 {
				sum = sum.Add(energy.Mul(d[i]).Mul(d[i+1]))
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.Run("num", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := num.Parse("12345.67"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("dec", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := dec.Parse("12345.67"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	for _, p := range pairs {
		d := dec.MustParse(p.x)
		n := of(b, d)
		b.Run(p.name+"/of", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := num.Of(d); !ok {
					b.Fatal("does not fit")
				}
			}
		})
		b.Run(p.name+"/decimal", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n.Decimal()
			}
		})
	}
}

// A total of lines: short numbers and quotients with different exponents.
func BenchmarkTotal(b *testing.B) {
	var values []decimal.Decimal
	for _, s := range []string{"33184.3", "12.0000125", "0.1234567890123456789012345678901234", "1.5e3", "7"} {
		values = append(values, dec.MustParse(s))
	}
	b.Run("num", func(b *testing.B) {
		var nums []num.Num
		for _, v := range values {
			nums = append(nums, of(b, v))
		}
		var t num.Total
		i := 0
		b.ReportAllocs()
		for b.Loop() {
			t.Add(&nums[i])
			if i++; i == len(nums) {
				i = 0
			}
		}
	})
	b.Run("decimal", func(b *testing.B) {
		var t decimal.Decimal
		i := 0
		b.ReportAllocs()
		for b.Loop() {
			t = t.Add(values[i])
			if i++; i == len(values) {
				i = 0
			}
		}
	})
}

func of(tb testing.TB, d decimal.Decimal) num.Num {
	tb.Helper()
	n, ok := num.Of(d)
	if !ok {
		tb.Fatalf("%s does not fit", d)
	}
	return n
}
