package oracle

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/dec"
)

// recorder is a test that keeps its failure.
type recorder struct {
	testing.TB
	failure string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) { r.failure = fmt.Sprintf(format, args...) }

// Each rounding that the files state takes the nearest number on one side and refuses the one beyond it.
func TestRounding(t *testing.T) {
	for _, c := range []struct{ words, printed, takes, refuses string }{
		{"exact", "125", "125.0", "125.0000000001"},
		{"exact decimal", "0.6", "0.6", "0.6000000000000001"},
		{"integer", "1924.0", "1923.5", "1923.4999"},
		{"integer (half up)", "2088", "2087.5", "2088.5"},
		{"integer, half up", "2088", "2088.4999", "2088.5"},
		{"integer (exact 26,833.33)", "26833", "26833.33", "26833.5"},
		{"integer (truncated for HK debt)", "268264", "268264.81", "268265"},
		{"nearest 10 (1139.7)", "1140", "1135", "1134.9"},
		{"2 dp", "66.33", "66.325", "66.3249"},
		{"2 dp", "0.125", "0.1254", "0.1255"}, // printed with more places than the words state
		{"2 dp", "10.1", "10.104", "10.105"},  // printed without its last zero
		{"5 dp (printed \"8,42769\")", "8.42769", "8.427685", "8.427684"},
		{"0.1", "451.5", "451.45", "451.55"},
		{"0.1 / 0.01 per consignment", "15.43", "15.425", "15.435"},
		{"3 s.f.", "0.000915", "0.0009145", "0.0009155"},
		{"full double", "3126.96", "3126.960000000000004", "3126.96000000000001"},
	} {
		f := Figure{Name: "the answer", Value: Printed(c.printed), Rounding: c.words, of: "x"}
		var takes, refuses recorder
		f.Is(&takes, dec.MustParse(c.takes))
		f.Is(&refuses, dec.MustParse(c.refuses))
		assert.Empty(t, takes.failure, "%s rounds to %s by %q.", c.takes, c.printed, c.words)
		assert.NotEmpty(t, refuses.failure, "%s does not round to %s by %q.", c.refuses, c.printed, c.words)
	}
	_, err := rounded(dec.MustParse("1"), "about", dec.MustParse("1"))
	assert.ErrorContains(t, err, `"about"`)
}

// A failure is a sentence that names the example, the figure and both numbers.
func TestComparisons(t *testing.T) {
	f := Figure{Name: "heat", Value: "75.5", Unit: "t", Tolerance: "0.1", of: "chp (a book, chapter 1, p. 2)"}
	for want, check := range map[string]func(r *recorder){
		"": func(r *recorder) {
			f.Exactly(r, dec.MustParse("75.50"))
			f.At(r, 1, dec.MustParse("75.45"))
			f.Within(r, dec.MustParse("75.4"))
		},
		"chp (a book, chapter 1, p. 2): heat is published as 75.5 t, calculated is 75.51, which is not the same.": func(r *recorder) {
			f.Exactly(r, dec.MustParse("75.51"))
		},
		"chp (a book, chapter 1, p. 2): heat is published as 75.5 t, calculated is 75.44, which rounds to 75.4.": func(r *recorder) {
			f.At(r, 1, dec.MustParse("75.44"))
		},
		"chp (a book, chapter 1, p. 2): heat is published as 75.5 t, calculated is 75.61, which is off by 0.11 of at most 0.1.": func(r *recorder) {
			f.Within(r, dec.MustParse("75.61"))
		},
	} {
		var r recorder
		check(&r)
		assert.Equal(t, want, r.failure)
	}
}

// Every figure of every file has a rounding or a tolerance that can be read.
func TestFilesAreRead(t *testing.T) {
	for _, file := range []string{
		"core", "desnz", "epa", "japan", "numerics", "scope1", "scope2", "scope3_downstream", "scope3_purchases", "scope3_transport", "targets",
	} {
		for _, o := range Read(t, file) {
			assert.NotEmpty(t, o.Source.Document, "%s of %s has no source.", o.ID, file)
			for _, f := range append([]Figure{o.Answer()}, o.Expected.Components...) {
				_, err := rounded(f.Decimal(t), f.Rounding, f.Decimal(t))
				assert.NoError(t, err, "The rounding of %s of %s in %s.", f.Name, o.ID, file)
			}
		}
	}
}
