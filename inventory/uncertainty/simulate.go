package uncertainty

import (
	"math"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/ghgkit/ghg"
)

// Simulation is what to simulate.
type Simulation struct {
	Seed    uint64
	Draws   int        // 1,000 to 10,000,000
	Targets []ghg.CO2e // the total is at most: with what probability?
	// Each runs do(0) to do(n − 1), in any order and in as many goroutines as it likes, and returns when all are done; nil runs
	// them one after another. The library starts no goroutine. The result is the same whatever Each does.
	Each func(n int, do func(i int))
}

const (
	minDraws  = 1_000
	maxDraws  = 10_000_000
	blockSize = 512 // draws; even, as streams come in pairs
)

// Simulated is a total in many draws of its inputs, in kg CO2e. It is of the covered lines, as is Figure.Mean.
type Simulated struct {
	Seed     uint64
	Draws    int
	Reported ghg.CO2e // of the covered lines

	Mean, SD  float64
	Median    float64
	Low, High float64 // the 2.5 and 97.5 % quantiles
	Targets   []TargetProbability

	// MeanError and SDError are the standard errors of Mean, SD/√n, and of SD, SD·√((κ−1)/4n) with the kurtosis κ of the
	// sample: draws differ from the moments by up to three of them.
	MeanError, SDError float64
}

// TargetProbability is the share of draws in which the total is at most a target.
type TargetProbability struct {
	Target      ghg.CO2e
	Probability float64
	Error       float64 // its standard error, √(p(1−p)/n)
}

// Simulate draws every input many times and adds up the lines:
//
//	total = Σ over the lines, x × exp(Σ over its inputs, e × σ × Z)
//
// Z is one number for each input and draw, from a stream that the seed and the [Identity] alone decide: lines that share an
// input are drawn with the same number, and neither the order of lines nor the number of workers matters.
//
// It fails if the number of draws is out of range, if the total has no interval, or if Each does not run
// every block.
func (a Analysis) Simulate(s Simulation) (Simulated, error) {
	if s.Draws < minDraws || s.Draws > maxDraws {
		return Simulated{}, &ghg.FieldError{Field: "draws", Value: strconv.Itoa(s.Draws), Want: "1000 to 10000000", Err: ghg.ErrOutOfRange}
	}
	f := a.Total()
	if !f.Known {
		return Simulated{}, &ghg.FieldError{Field: "interval of the total", Want: "a total that has one: " + f.Why, Err: ghg.ErrMissing}
	}
	totals, err := a.draw(s)
	if err != nil {
		return Simulated{}, err
	}
	out := summary(totals)
	out.Seed, out.Draws, out.Reported = s.Seed, s.Draws, f.Covered
	for _, t := range s.Targets {
		below, _ := slices.BinarySearchFunc(totals, t.Kg().InexactFloat64(), func(x, target float64) int {
			if x <= target {
				return -1
			}
			return 1
		})
		p := float64(below) / float64(s.Draws)
		out.Targets = append(out.Targets, TargetProbability{t, p, math.Sqrt(p * (1 - p) / float64(s.Draws))})
	}
	return out, nil
}

// draw returns the totals of all draws.
func (a Analysis) draw(s Simulation) ([]float64, error) {
	sim := simulator{Analysis: a, streams: make([]stream, len(a.inputs)), shared: make([]int, len(a.inputs))}
	uses := make([]int, len(a.inputs))
	for i := range a.lines {
		for _, t := range a.lines[i].terms {
			uses[t.input]++
		}
	}
	for i := range a.inputs {
		sim.streams[i], sim.shared[i] = newStream(s.Seed, a.inputs[i].Identity), -1
		if uses[i] > 1 {
			sim.shared[i] = sim.numbers
			sim.numbers++
		}
	}
	totals := make([]float64, s.Draws+s.Draws%2)
	blocks := (len(totals) + blockSize - 1) / blockSize
	begun := make([]atomic.Bool, blocks)
	var done atomic.Int64
	each := s.Each
	if each == nil {
		each = func(n int, do func(int)) {
			for i := range n {
				do(i)
			}
		}
	}
	each(blocks, func(i int) {
		if i < 0 || i >= blocks || begun[i].Swap(true) {
			return
		}
		sim.block(totals[i*blockSize:min((i+1)*blockSize, len(totals))], i*blockSize)
		done.Add(1)
	})
	if n := done.Load(); n != int64(blocks) {
		return nil, &ghg.FieldError{Field: "function Each", Value: strconv.FormatInt(n, 10) + " blocks run", Want: "all of them, " + strconv.Itoa(blocks) + ", before it returns", Err: ghg.ErrMissing}
	}
	return totals[:s.Draws], nil
}

// simulator is an analysis with the streams of its inputs.
type simulator struct {
	Analysis
	streams []stream
	shared  []int // the place among the inputs that several lines share; −1 for one that a line has alone
	numbers int   // inputs that are shared
}

// block adds up the lines of some draws, the first of which has an even number.
func (s *simulator) block(totals []float64, first int) {
	n := len(totals)
	numbers := make([]float64, s.numbers*n)
	for i, at := range s.shared {
		if at >= 0 {
			s.streams[i].add(numbers[at*n:(at+1)*n], 1, first)
		}
	}
	logs := make([]float64, n)
	for i := range s.lines {
		l := &s.lines[i]
		if !l.Covered {
			continue
		}
		clear(logs)
		for _, t := range l.terms {
			if at := s.shared[t.input]; at >= 0 {
				for j, z := range numbers[at*n : (at+1)*n] {
					logs[j] += t.a * z
				}
				continue
			}
			s.streams[t.input].add(logs, t.a, first)
		}
		for j, log := range logs {
			totals[j] += l.x * math.Exp(log)
		}
	}
}

// summary returns the moments of totals, which it puts in order, and their quantiles.
func summary(totals []float64) Simulated {
	n := float64(len(totals))
	var out Simulated
	for _, x := range totals {
		out.Mean += x / n
	}
	var second, fourth float64
	for _, x := range totals {
		d := square(x - out.Mean)
		second += d
		fourth += d * d
	}
	out.SD = math.Sqrt(second / (n - 1))
	out.MeanError = out.SD / math.Sqrt(n)
	if second > 0 {
		kurtosis := fourth / n / square(second/n)
		out.SDError = out.SD * math.Sqrt((kurtosis-1)/(4*n))
	}
	slices.Sort(totals)
	out.Median, out.Low, out.High = quantile(totals, 0.5), quantile(totals, 0.025), quantile(totals, 0.975)
	return out
}

// quantile returns the quantile p of numbers in order, by linear interpolation between two of them.
func quantile(ordered []float64, p float64) float64 {
	at := p * float64(len(ordered)-1)
	i := int(at)
	if i+1 >= len(ordered) {
		return ordered[len(ordered)-1]
	}
	return ordered[i] + (at-float64(i))*(ordered[i+1]-ordered[i])
}
