// Command floor does the benchmark's job as a bare loop: it knows the one layout of the file, checks nothing that the arithmetic
// does not need, and has no methods, units, caveats or receipts. It writes the same numbers as ledger.Run, to the last digit.
//
//	go run ./bench/ledger/floor -in /tmp/ledger -out /tmp/ledger/floor
package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/factors"
)

func main() {
	in := flag.String("in", "", "the directory of the files that generate wrote")
	out := flag.String("out", "", "the directory to write to")
	profile := flag.String("profile", "", "a file for a profile of the processors")
	flag.Parse()
	if *in == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	debug.SetGCPercent(50)
	stop, err := workload.Profile(*profile)
	if err == nil {
		err = errors.Join(run(*in, *out), stop())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The gases of the output, and their potentials in AR5.
const (
	co2 = iota
	ch4
	n2o
	gases
)

var gwp = [gases]uint64{1, 28, 265}

// factor is a factor as a loop wants it: kilograms per unit, coefficient and decimal places.
type factor struct {
	id     string
	coef   [gases]uint64
	places [gases]int
	units  []workload.Unit
}

// table is the factor of every product and region, "material/p001,GB".
type table map[string]*factor

// read reads the factors and gives regions without one that of GLOBAL.
func read(path string) (table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	t, global, regions := table{}, map[string]*factor{}, map[string]bool{}
	for _, row := range rows[1:] {
		r := &factor{id: row[6], units: workload.Units(0)}
		if energy := workload.Units(3); row[2] == energy[0].Name {
			r.units = energy
		}
		for gas := range gases {
			whole, places, _ := strings.Cut(row[3+gas], ".")
			if r.coef[gas], err = strconv.ParseUint(whole+places, 10, 64); err != nil {
				return nil, err
			}
			r.places[gas] = len(places)
		}
		t[row[0]+","+row[1]] = r
		regions[row[1]] = true
		if row[1] == factors.Global {
			global[row[0]] = r
		}
	}
	for product, r := range global {
		for region := range regions {
			if key := product + "," + region; t[key] == nil {
				t[key] = r
			}
		}
	}
	return t, nil
}

// total is the sums of a label: by decimal places, so that nothing is aligned.
type total struct {
	lines int
	sums  [80]wide
}

// worker calculates blocks of lines.
type worker struct {
	factors table
	totals  map[string]*total
}

// block appends the output of whole lines.
func (w *worker) block(out, in []byte) ([]byte, error) {
	var cells [9][]byte
	for len(in) > 0 {
		line := in[:bytes.IndexByte(in, '\n')]
		in = in[len(line)+1:]
		for i := range cells {
			end := bytes.IndexByte(line, ',')
			if end < 0 {
				end = len(line)
			}
			cells[i], line = line[:end], line[min(end+1, len(line)):]
		}
		f := w.factors[string(cells[5][:len(cells[5])+1+len(cells[6])])] // the two cells beside each other, with the comma
		amount, unit, err := parse(cells[7])
		if f == nil || err != nil {
			return nil, fmt.Errorf("%s: no factor, or no amount", cells[0])
		}
		i := slices.IndexFunc(f.units, func(u workload.Unit) bool { return u.Name == string(unit) })
		if i < 0 {
			return nil, fmt.Errorf("%s: unknown unit", cells[0])
		}
		out = append(out, cells[0]...)
		out = w.line(out, f, &f.units[i], amount, w.total(cells[1]))
	}
	return out, nil
}

// parse reads "12.345 kg" as 12345 and the unit.
func parse(cell []byte) (amount uint64, unit []byte, err error) {
	for i, c := range cell {
		switch {
		case c >= '0' && c <= '9' && i < 16:
			amount = amount*10 + uint64(c-'0')
		case c == ' ' && i > amountPlaces && cell[i-amountPlaces-1] == '.':
			return amount, cell[i+1:], nil
		case c != '.':
			return 0, nil, errors.New("no amount")
		}
	}
	return 0, nil, errors.New("no unit")
}

// amountPlaces is the number of decimal places of every amount.
const amountPlaces = 3

func (w *worker) total(label []byte) *total {
	t := w.totals[string(label)]
	if t == nil {
		t = new(total)
		w.totals[string(label)] = t
	}
	return t
}

// line calculates a line and appends what follows its id.
func (w *worker) line(out []byte, f *factor, u *workload.Unit, amount uint64, t *total) []byte {
	var kg [gases]number
	last := 0
	for gas := range kg {
		kg[gas] = quotient(amount*uint64(u.Num), f.coef[gas], uint64(u.Den), amountPlaces+u.Places+f.places[gas])
		last = max(last, kg[gas].places)
		out = kg[gas].append(append(out, ','))
	}
	sum := number{places: last}
	for gas := range kg {
		n := kg[gas].coef
		n.mul(gwp[gas])
		n.shift(last - kg[gas].places)
		sum.coef.add(&n)
	}
	t.lines++
	t.sums[last].add(&sum.coef)
	out = sum.append(append(out, ','))
	return append(append(append(out, ','), f.id...), '\n')
}

func run(in, out string) error {
	factors, err := read(filepath.Join(in, workload.Coefficients))
	if err != nil {
		return err
	}
	activities, err := os.Open(filepath.Join(in, workload.Activities))
	if err != nil {
		return err
	}
	defer func() { _ = activities.Close() }()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	lines, err := os.Create(filepath.Join(out, workload.Lines))
	if err != nil {
		return err
	}
	totals, err := calculate(factors, activities, lines)
	return errors.Join(err, lines.Close(), write(filepath.Join(out, workload.Totals), totals))
}

// task is a block on its way: the worker puts its output where the input was.
type task struct {
	in, out []byte
	err     error
	done    chan struct{}
}

// calculate reads blocks, lets workers calculate them and writes them in order.
func calculate(factors table, in io.Reader, out io.Writer) (map[string]*total, error) {
	if _, err := io.WriteString(out, "id,co2_kg,ch4_kg,n2o_kg,co2e_kg,factors\n"); err != nil {
		return nil, err
	}
	n := runtime.GOMAXPROCS(0)
	todo, order, spare := make(chan *task), make(chan *task, 2*n), make(chan *task, 3*n+1)
	for range 3*n + 1 {
		spare <- &task{done: make(chan struct{}, 1)}
	}
	var readErr error
	go func() {
		defer close(order)
		defer close(todo)
		readErr = blocks(in, func() *task { return <-spare }, func(t *task) { order <- t; todo <- t })
	}()
	totals := map[string]*total{}
	var mu sync.Mutex
	var group sync.WaitGroup
	for range n {
		group.Go(func() {
			w := &worker{factors: factors, totals: map[string]*total{}}
			for t := range todo {
				t.out, t.err = w.block(t.out[:0], t.in)
				t.done <- struct{}{}
			}
			mu.Lock()
			defer mu.Unlock()
			for label, t := range w.totals {
				merge(totals, label, t)
			}
		})
	}
	var err error
	for t := range order {
		<-t.done
		if err == nil {
			err = t.err
		}
		if err == nil {
			_, err = out.Write(t.out)
		}
		spare <- t
	}
	group.Wait()
	return totals, errors.Join(err, readErr)
}

// blocks cuts the input behind its header into blocks of whole lines.
func blocks(in io.Reader, next func() *task, pass func(*task)) error {
	const size = 256 << 10
	r := bufio.NewReader(in)
	if _, err := r.ReadSlice('\n'); err != nil {
		return err
	}
	for {
		t := next()
		t.in = slices.Grow(t.in[:0], size+4096)[:size]
		n, err := io.ReadFull(r, t.in)
		t.in = t.in[:n]
		if err == nil {
			var rest []byte
			rest, err = r.ReadSlice('\n')
			t.in = append(t.in, rest...)
		}
		end := err == io.EOF || err == io.ErrUnexpectedEOF //nolint:errorlint // these readers do not wrap
		if err != nil && !end {
			return err
		}
		if len(t.in) > 0 && t.in[len(t.in)-1] != '\n' {
			t.in = append(t.in, '\n')
		}
		pass(t)
		if end {
			return nil
		}
	}
}

func merge(totals map[string]*total, label string, t *total) {
	to := totals[label]
	if to == nil {
		totals[label] = t
		return
	}
	to.lines += t.lines
	for i := range t.sums {
		to.sums[i].add(&t.sums[i])
	}
}

// write writes the totals.
func write(path string, totals map[string]*total) error {
	b := []byte(workload.Label + ",co2e_kg,lines\n")
	for _, label := range slices.Sorted(maps.Keys(totals)) {
		t := totals[label]
		sum := number{places: 0}
		for places := range t.sums {
			if t.sums[places] != (wide{}) {
				sum.coef.shift(places - sum.places)
				sum.places = places
				sum.coef.add(&t.sums[places])
			}
		}
		b = sum.append(append(append(b, label...), ','))
		b = append(strconv.AppendInt(append(b, ','), int64(t.lines), 10), '\n')
	}
	return os.WriteFile(path, b, 0o600)
}
