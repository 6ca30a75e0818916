package project

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope2"
)

// InstrumentsFile holds the contractual instruments.
const InstrumentsFile = "instruments.csv"

// Options are the parameters of a run. The zero Options reads with all processors.
type Options struct {
	// Progress is called after every sheet, from the goroutine that called Run. nil: it is not.
	Progress func(Progress)
	Workers  int // sheets that are read at the same time; 0: one for each processor
}

// Progress is how far a run is.
type Progress struct {
	Sheet      Sheet
	Sheets, Of int // sheets that are read, and all
	Lines      int
}

// Calculation is what a run makes.
type Calculation struct {
	Inventory *inventory.Inventory
	Underived []activity.Underived // parts of category 3 that [upstream] asks for and that cannot be derived
	Lines     int
}

// Run calculates every sheet and returns the inventory. Results are in the order of [Project.Sheets].
func (p *Project) Run(ctx context.Context, o Options) (*inventory.Inventory, error) {
	c, err := p.Calculate(ctx, o)
	return c.Inventory, err
}

// Calculate is Run that also returns what could not be derived.
func (p *Project) Calculate(ctx context.Context, o Options) (Calculation, error) {
	c, err := p.calculate(ctx, o)
	return c, p.within(err)
}

func (p *Project) calculate(ctx context.Context, o Options) (Calculation, error) {
	var c Calculation
	b, err := p.Basis()
	if err != nil {
		return c, err
	}
	r := &run{project: p, options: o, basis: b}
	if err := r.readInstruments(); err != nil {
		return c, err
	}
	c.Inventory, err = inventory.FromLines(p.Organisation, r.lines(ctx))
	c.Underived, c.Lines = r.underived, r.count
	if ctx.Err() != nil {
		return Calculation{}, ctx.Err()
	}
	if err != nil {
		return Calculation{}, err
	}
	return c, nil
}

// Activities reads the activities of every sheet, with their instruments and their places, and derives category 3 if the
// project asks for it. It is for what compares and explains; Run needs less memory.
func (p *Project) Activities() ([]activity.Activity, error) {
	list, err := p.readActivities()
	return list, p.within(err)
}

func (p *Project) readActivities() ([]activity.Activity, error) {
	b, err := p.Basis()
	if err != nil {
		return nil, err
	}
	r := &run{project: p, basis: b}
	if err := r.readInstruments(); err != nil {
		return nil, err
	}
	var list []activity.Activity
	var failed []error
	for _, s := range p.sheets {
		of, err := r.activities(s)
		failed = append(failed, err)
		list = append(list, of...)
	}
	failed = append(failed, r.unclaimed(func(id string) bool {
		return slices.ContainsFunc(list, func(a activity.Activity) bool { return purchaseID(a) == id })
	}))
	if err := ghg.Join(failed...); err != nil {
		return nil, err
	}
	if p.config.Upstream != nil {
		derived, _, err := activity.FuelAndEnergy(b, activity.DESNZRules(), burning(list))
		if err != nil {
			return nil, err
		}
		list = append(list, derived...)
	}
	return list, nil
}

// run is one calculation.
type run struct {
	project     *Project
	options     Options
	basis       factors.Basis
	instruments map[string][]scope2.Instrument
	underived   []activity.Underived
	count       int
	failed      bool // a line is refused, so that what depends on all lines is not asked
}

// job is one sheet: its lines in blocks, in order.
type job struct {
	sheet  Sheet
	blocks chan []lineOrError
	kept   []activity.Activity // that category 3 is derived from
	bought []string            // purchases with instruments
}

type lineOrError struct {
	line activity.Line
	err  error
}

// Lines of a block, and blocks of a sheet that wait for the sheets before it.
const (
	blockLines = 512
	waiting    = 16
)

// lines yields the lines of all sheets in order, while the sheets are read by several goroutines, each with a deriver.
func (r *run) lines(ctx context.Context) iter.Seq2[activity.Line, error] {
	return func(yield func(activity.Line, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		jobs := make([]*job, len(r.project.sheets))
		for i, s := range r.project.sheets {
			jobs[i] = &job{sheet: s, blocks: make(chan []lineOrError, waiting)}
		}
		var workers sync.WaitGroup
		defer workers.Wait()
		defer stop()
		r.start(ctx, &workers, jobs)
		if !r.drain(ctx, jobs, yield) {
			return
		}
		r.finish(jobs, yield)
	}
}

// start reads the jobs in their order, so that the one that is waited for is always being read.
func (r *run) start(ctx context.Context, workers *sync.WaitGroup, jobs []*job) {
	queue := make(chan *job, len(jobs))
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	for range min(len(jobs), cmp.Or(r.options.Workers, runtime.GOMAXPROCS(0))) {
		workers.Go(func() {
			d := activity.NewDeriver(r.basis)
			for j := range queue {
				r.read(ctx, d, j)
			}
		})
	}
}

// drain passes on the lines of the jobs in order. It reports whether all were taken.
func (r *run) drain(ctx context.Context, jobs []*job, yield func(activity.Line, error) bool) bool {
	for i, j := range jobs {
		for block := range j.blocks {
			for _, l := range block {
				r.count++
				r.failed = r.failed || l.err != nil
				if !yield(l.line, l.err) {
					return false
				}
			}
		}
		if ctx.Err() != nil {
			return false
		}
		if r.options.Progress != nil {
			r.options.Progress(Progress{j.sheet, i + 1, len(jobs), r.count})
		}
	}
	return true
}

// finish reports instruments without a purchase, and derives category 3.
func (r *run) finish(jobs []*job, yield func(activity.Line, error) bool) {
	var kept []activity.Activity
	bought := map[string]bool{}
	for _, j := range jobs {
		kept = append(kept, j.kept...)
		for _, id := range j.bought {
			bought[id] = true
		}
	}
	if r.failed {
		return
	}
	if err := r.unclaimed(func(id string) bool { return bought[id] }); err != nil && !yield(activity.Line{}, err) {
		return
	}
	if r.project.config.Upstream == nil {
		return
	}
	if repeated(kept) {
		return // the lines themselves are refused
	}
	derived, underived, err := activity.FuelAndEnergy(r.basis, activity.DESNZRules(), kept)
	if err != nil {
		yield(activity.Line{}, err)
		return
	}
	r.underived = underived
	for l, err := range activity.NewDeriver(r.basis).LinesOf(slices.Values(derived)) {
		r.count++
		if !yield(l, err) {
			return
		}
	}
}

// repeated reports whether two activities have one id.
func repeated(list []activity.Activity) bool {
	seen := map[string]bool{}
	for _, a := range list {
		v := reflect.ValueOf(a)
		if v.Kind() != reflect.Struct || !v.FieldByName("ID").IsValid() {
			continue
		}
		id := v.FieldByName("ID").String()
		if seen[id] {
			return true
		}
		seen[id] = true
	}
	return false
}

// read sends the lines of a sheet.
func (r *run) read(ctx context.Context, d *activity.Deriver, j *job) {
	defer close(j.blocks)
	block := make([]lineOrError, 0, blockLines)
	send := func() bool {
		select {
		case j.blocks <- block:
			block = make([]lineOrError, 0, blockLines)
			return true
		case <-ctx.Done():
			return false
		}
	}
	for l, err := range r.sheet(d, j) {
		if block = append(block, lineOrError{l, err}); len(block) == blockLines && !send() {
			return
		}
	}
	if len(block) > 0 {
		send()
	}
}

// sheet returns the lines of a sheet: row by row if no row has to be held.
func (r *run) sheet(d *activity.Deriver, j *job) iter.Seq2[activity.Line, error] {
	if r.byRow(j.sheet) {
		return r.rows(d, j.sheet)
	}
	return func(yield func(activity.Line, error) bool) {
		list, err := r.activities(j.sheet)
		if err != nil {
			yield(activity.Line{}, err)
			return
		}
		for _, a := range list {
			if id := purchaseID(a); id != "" {
				j.bought = append(j.bought, id)
			}
		}
		if r.project.config.Upstream != nil {
			j.kept = burning(list)
		}
		for l, err := range d.LinesOf(slices.Values(list)) {
			if err != nil && j.sheet.Method == "" {
				err = fmt.Errorf("%s: %w", j.sheet.String(), err)
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// byRow reports whether the rows of a sheet can be calculated without their structs.
func (r *run) byRow(s Sheet) bool {
	switch {
	case s.Method == "", s.ShiftJIS:
		return false
	case r.project.config.Upstream != nil && !strings.HasPrefix(string(s.Method), "scope3."):
		return false
	}
	return s.Method != electricity || len(r.instruments) == 0
}

// electricity is the method whose purchases have instruments.
const electricity ghg.Method = "scope2.electricity"

// rows yields the lines of a sheet.
func (r *run) rows(d *activity.Deriver, s Sheet) iter.Seq2[activity.Line, error] {
	return func(yield func(activity.Line, error) bool) {
		m, err := activity.Lookup(string(s.Method))
		if err != nil {
			yield(activity.Line{}, err)
			return
		}
		f, err := r.project.open(s)
		if err != nil {
			yield(activity.Line{}, err)
			return
		}
		defer f.Close() //nolint:errcheck // it was only read
		for l, err := range m.Lines(d, f, s.String()) {
			if !yield(l, err) {
				return
			}
		}
	}
}

// activities reads a sheet as structs, with instruments.
func (r *run) activities(s Sheet) ([]activity.Activity, error) {
	f, err := r.project.open(s)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	name := s.String()
	if s.Method == "" {
		list, err := activity.ReadJSON(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return r.covered(list), nil
	}
	m, err := activity.Lookup(string(s.Method))
	if err != nil {
		return nil, err
	}
	read := m.ReadLocated
	if s.ShiftJIS {
		read = m.ReadLocatedShiftJIS
	}
	list, err := read(f, name)
	return r.covered(list), err
}

// covered gives purchases their instruments.
func (r *run) covered(list []activity.Activity) []activity.Activity {
	for i, a := range list {
		l, located := a.(activity.Located)
		if located {
			a = l.Activity
		}
		purchase, ok := a.(scope2.Electricity)
		if !ok || len(r.instruments[purchase.ID]) == 0 {
			continue
		}
		purchase.Instruments = append(slices.Clone(purchase.Instruments), r.instruments[purchase.ID]...)
		if list[i] = purchase; located {
			list[i] = activity.Located{Activity: purchase, Place: l.Place}
		}
	}
	return list
}

// purchaseID returns the id of a purchase of electricity, or "".
func purchaseID(a activity.Activity) string {
	if l, ok := a.(activity.Located); ok {
		a = l.Activity
	}
	if purchase, ok := a.(scope2.Electricity); ok {
		return purchase.ID
	}
	return ""
}

// burning returns the activities of scopes 1 and 2.
func burning(list []activity.Activity) []activity.Activity {
	var of []activity.Activity
	for _, a := range list {
		if l, ok := a.(activity.Located); ok {
			a = l.Activity
		}
		if m, err := activity.NameOf(a); err == nil && !strings.HasPrefix(string(m), "scope3.") {
			of = append(of, a)
		}
	}
	return of
}

// readInstruments reads the instruments, if there is a file of them.
func (r *run) readInstruments() error {
	f, err := r.project.files.Open(InstrumentsFile)
	if errIsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r.instruments, err = scope2.ReadInstruments(f, InstrumentsFile)
	return err
}

// unclaimed returns an error for instruments of purchases that no sheet has.
func (r *run) unclaimed(bought func(id string) bool) error {
	var all []error
	for id, of := range r.instruments {
		if !bought(id) {
			all = append(all, fmt.Errorf("%s: the instrument %s covers the purchase %s: want the id of a line of scope2.electricity",
				InstrumentsFile, input.Quote(of[0].ID), input.Quote(id)))
		}
	}
	slices.SortFunc(all, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return ghg.Join(all...)
}
