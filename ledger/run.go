package ledger

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
)

// Run calculates every line of the input and writes the output. Lines that are refused go to the rejects and do not end the
// run. What cannot be read at all, such as a quotation mark that is not closed, ends it with an error, and so does the context;
// then the output is not complete.
//
// With [Job.Unique], a long input is read twice if it is a file on a disk, a [bytes.Reader], a [strings.Reader] or an
// [io.SectionReader]; it must not change meanwhile. Any other takes more and more time a line beyond some ten million lines.
func Run(ctx context.Context, j Job, in io.Reader, out Output) (Summary, error) {
	if absent.Is(ctx) || absent.Is(in) {
		return Summary{}, errNoContext()
	}
	return j.run(ctx, in, again(in), out)
}

func errNoContext() error {
	return &ghg.FieldError{Field: "input", Want: "a context and a reader", Err: ghg.ErrMissing}
}

// run is Run for an input that again returns once more from its beginning, unless that is nil.
func (j *Job) run(ctx context.Context, in io.Reader, again func() (io.ReadCloser, error), out Output) (Summary, error) {
	out = out.given()
	if err := errors.Join(j.check(), out.check(j)); err != nil {
		return Summary{}, err
	}
	r, err := j.begin(in, again, out)
	if err != nil {
		return Summary{}, err
	}
	return r.run(ctx)
}

// running is a run in progress.
type running struct {
	job     *Job
	out     Output
	blocks  *table.Blocks
	layout  *layout
	kinds   *kinds
	columns []outColumn
	workers []*worker
	first   table.Block // what follows the header in the first block
	before  int64       // bytes up to there

	lines, rejects, hashes *bufio.Writer
	tree                   *seal.Tree
	siever                 *siever // of a run with unique columns
	again                  func() (io.ReadCloser, error)
	rows                   atomic.Int64 // that a survey has seen
	names                  seal.Digest  // of the header
}

// begin reads the header and writes those of the output.
func (j *Job) begin(in io.Reader, again func() (io.ReadCloser, error), out Output) (*running, error) {
	methods, err := j.methods()
	if err != nil {
		return nil, err
	}
	l, err := j.layout(methods)
	if err != nil {
		return nil, err
	}
	r := &running{job: j, out: out, layout: l, again: again}
	groups := groupsOf(methods, r.layout.mixed)
	r.kinds = newKinds(groups, j.Seal)
	r.columns = r.layout.columnsOf(j, groups)
	if r.blocks, err = table.NewBlocks(in, r.layout.options); err != nil {
		return nil, err
	}
	o, err := r.open(r.blocks)
	if err != nil {
		return nil, err
	}
	r.first, r.before = o.first, o.before
	if err := r.employ(o.header, o.line); err != nil {
		return nil, err
	}
	r.lines, r.rejects, r.hashes = writerOf(out.Lines, lineBuffer), writerOf(out.Rejects, lineBuffer), writerOf(out.Hashes, blockSize)
	if r.tree = seal.NewTree(nil); out.Hashes != nil {
		r.tree = seal.NewTree(r.hashes)
	}
	return r, r.headings()
}

// opening is the beginning of a file: its header, and what follows it in the first block.
type opening struct {
	header []byte
	line   int // of the header
	first  table.Block
	before int64 // bytes of the blocks up to the first line
}

// open reads the header.
func (r *running) open(blocks *table.Blocks) (o opening, err error) {
	b, err := blocks.Next(make([]byte, 0, blockSize))
	for err == nil {
		line, rest := b.Line, b.Text
		for len(rest) > 0 {
			record, n, after := table.Cut(rest)
			_, ok, err := table.NewRows(record, line, r.layout.options)
			if err != nil {
				return o, err
			}
			line, rest = line+n, after
			if ok {
				o.header, o.line = record, line-n
				o.first = table.Block{Text: rest, Line: line, Form: b.Form}
				o.before += int64(len(b.Text) - len(rest))
				return o, nil
			}
		}
		o.before += int64(len(b.Text))
		b, err = blocks.Next(make([]byte, 0, blockSize))
	}
	if errors.Is(err, io.EOF) {
		return o, &table.HeaderError{File: r.job.Name, Hint: "the file is empty"}
	}
	return o, err
}

// employ makes the workers.
func (r *running) employ(header []byte, line int) error {
	r.names = sha256.Sum256(bytes.TrimRight(header, "\r\n"))
	for range r.job.Workers {
		w, err := r.job.newWorker(r.layout, r.kinds, r.columns, header, line, lanes)
		if err != nil {
			return err
		}
		w.first = r.first.Line
		r.workers = append(r.workers, w)
	}
	if len(r.job.Unique) > 0 {
		undo, err := r.job.newWorker(r.layout, r.kinds, r.columns, header, line, lanes)
		if err != nil {
			return err
		}
		r.siever = &siever{job: r.job, known: newDistinct(r.out.Scratch, r.again != nil), undo: undo}
	}
	return nil
}

// lineBuffer is less than nearly all parts of the output have, so that they are written without a copy.
const lineBuffer = blockSize / 8

func writerOf(w io.Writer, size int) *bufio.Writer {
	if w == nil {
		w = io.Discard
	}
	return bufio.NewWriterSize(w, size)
}

// headings writes the headers of the output.
func (r *running) headings() error {
	var b []byte
	for i := range r.columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = table.AppendCell(b, r.columns[i].name)
	}
	if _, err := r.lines.Write(append(b, '\n')); err != nil {
		return err
	}
	_, err := r.rejects.WriteString("line,column,reason,record\n")
	return err
}

// task is a block on its way through a worker.
type task struct {
	block  table.Block
	result chan *done
}

// run calculates the blocks and writes what comes of them in their order.
func (r *running) run(ctx context.Context) (Summary, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ahead := 2 * len(r.workers)
	todo, order := make(chan task), make(chan task, ahead)
	spare := make(chan []byte, ahead+1)
	finished := make(chan *done, ahead+1)
	readErr := make(chan error, 1)
	go func() { readErr <- r.read(ctx, todo, order, spare) }()
	var group sync.WaitGroup
	for _, w := range r.workers {
		group.Go(func() {
			for t := range todo {
				d := reused(finished)
				w.block(t.block, d)
				if r.siever == nil {
					recycle(spare, t.block)
				}
				t.result <- d
			}
		})
	}
	if r.siever != nil && r.again != nil {
		r.siever.known.survey = func() (filter, error) { return r.survey(ctx) }
	}
	var sum Summary
	progress := Progress{Bytes: r.before}
	err := r.write(order, finished, spare, &sum, &progress, cancel)
	group.Wait()
	if read := <-readErr; err == nil {
		err = read
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return sum, err
	}
	return sum, r.finish(&sum)
}

// buffer returns the memory of an earlier block, or new.
func buffer(spare chan []byte) []byte {
	select {
	case buf := <-spare:
		if cap(buf) >= blockSize {
			return buf
		}
	default:
	}
	return make([]byte, 0, blockSize)
}

// recycle gives the memory of a block back.
func recycle(spare chan []byte, b table.Block) {
	select {
	case spare <- b.Text[:0]:
	default:
	}
}

// reused returns the memory of a part that was written, or new.
func reused(finished chan *done) *done {
	select {
	case d := <-finished:
		d.again()
		return d
	default:
		return &done{}
	}
}

// read passes the blocks on to the workers, and their tasks in order to the writer.
func (r *running) read(ctx context.Context, todo, order chan task, spare chan []byte) error {
	defer close(order)
	defer close(todo)
	next := func() (table.Block, error) {
		if r.first.Text != nil {
			b := r.first
			r.first.Text = nil
			return b, nil
		}
		return r.blocks.Next(buffer(spare))
	}
	for {
		b, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		t := task{b, make(chan *done, 1)}
		select {
		case order <- t:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case todo <- t:
		case <-ctx.Done():
			t.result <- &done{err: ctx.Err()}
			return ctx.Err()
		}
	}
}

// write writes what the workers made, in order.
func (r *running) write(order chan task, finished chan *done, spare chan []byte, sum *Summary, progress *Progress, cancel func()) error {
	var failed error
	for t := range order {
		d := <-t.result
		if failed == nil {
			if failed = r.part(t.block, d, sum); failed != nil {
				cancel()
			} else if r.job.Progress != nil {
				progress.Bytes += d.bytes
				progress.Lines, progress.Rejected = sum.Lines, sum.Rejected
				r.job.Progress(*progress)
			}
		}
		if r.siever != nil {
			recycle(spare, t.block)
		}
		select {
		case finished <- d:
		default:
		}
	}
	return failed
}

// part writes what came of a block.
func (r *running) part(b table.Block, d *done, sum *Summary) error {
	if d.err != nil {
		return d.err
	}
	if r.siever != nil {
		if err := r.siever.sieve(b, d); err != nil {
			return err
		}
	}
	if _, err := r.lines.Write(d.lines); err != nil {
		return fmt.Errorf("lines: %w", err)
	}
	if _, err := r.rejects.Write(d.rejects); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	for _, leaf := range d.leaves {
		if err := r.tree.Add(leaf); err != nil {
			return fmt.Errorf("hashes: %w", err)
		}
	}
	sum.Lines += d.count.Lines
	sum.Rejected += d.count.Rejected
	sum.Repeated += d.count.Repeated
	sum.Shared = min(sum.Shared+d.count.Shared, sum.Lines)
	return nil
}

// finish writes the totals and what is left in the buffers.
func (r *running) finish(sum *Summary) error {
	if rows := r.rows.Load(); rows != 0 && rows != sum.Lines+sum.Rejected {
		return fmt.Errorf("%s: it had %d lines when it was read for the first time, and %d the second time: the file must not change", r.job.Name, sum.Lines+sum.Rejected, rows)
	}
	all := r.workers[0].sums
	for _, w := range r.workers[1:] {
		all.addAll(w.sums)
	}
	if err := all.check(r.job); err != nil {
		return err
	}
	if r.siever != nil {
		all.take(r.siever.undo.sums)
	}
	sum.Kinds = r.kinds.count
	errs := []error{r.lines.Flush(), r.rejects.Flush(), r.tree.Flush(), r.hashes.Flush()}
	if r.job.Seal {
		var err error
		sum.Statement, err = r.statement(sum, all)
		errs = append(errs, err)
	}
	if r.out.Totals != nil {
		errs = append(errs, all.write(r.out.Totals, r.job.Totals, r.kinds.places))
	}
	return errors.Join(errs...)
}

// statement returns what the owner of the ledger signs.
func (r *running) statement(sum *Summary, all *totals) (s seal.Statement, err error) {
	s = seal.Statement{
		Of: seal.LedgerLines, Name: r.job.Name, Method: ghg.Method(r.job.Method), Lines: sum.Lines, Rejected: sum.Rejected,
		Header: r.names, Basis: r.job.Lock, Root: r.tree.Root(),
	}
	s.Totals, err = all.byScope(r.kinds.places)
	return s, err
}
