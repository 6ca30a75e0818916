package plan

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
)

// A solver that goes round in circles, panics or returns no number is an error, never a hang or a plan.
func TestFailuresOfTheSolver(t *testing.T) {
	left := 1
	a := counted{mat.NewDense(1, 1, []float64{1}), &left}
	require.Equal(t, 1.0, a.At(0, 0))
	require.Panics(t, func() { a.T().At(0, 0) })

	_, err := simplex([]float64{1}, mat.NewDense(1, 2, []float64{1, 1}), []float64{1}, []int{0}) // a cost is missing: it panics
	require.ErrorIs(t, err, ErrSolver)

	p := &program{}
	p.atMost(1, map[int]float64{p.column(-1): -1}) // −x ≤ 1: unbounded
	_, _, err = p.solve(1)
	require.ErrorIs(t, err, ErrSolver)

	for _, broken := range []func(*program){
		func(p *program) { p.atMost(1, map[int]float64{p.column(math.Inf(1)): 1}) },
		func(p *program) { p.atMost(1, map[int]float64{p.column(0): math.NaN()}) },
		func(p *program) { p.atLeast(math.NaN(), map[int]float64{p.column(0): 1}) },
	} {
		p := &program{}
		broken(p)
		_, _, err = p.solve(1)
		require.ErrorIs(t, err, ErrSolver)
	}
}
