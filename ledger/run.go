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

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
)

// Run calculates every line of the input and writes the output. Lines that are refused go to the rejects and do not end the
// run. What cannot be read at all, such as a quotation mark that is not closed, ends it with an error, and so does the context;
// then the output is not complete.
func Run(ctx context.Context, j Job, in io.Reader, out Output) (Summary, error) {
	if absent.Is(ctx) || absent.Is(in) {
		return Summary{}, &ghg.FieldError{Field: "input", Want: "a context and a reader", Err: ghg.ErrMissing}
	}
	out = out.given()
	if err := errors.Join(j.check(), out.check(&j)); err != nil {
		return Summary{}, err
	}
	r, err := j.begin(in, out)
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
	siever                 *siever     // of a run with unique columns
	names                  seal.Digest // of the header
}

// begin reads the header and writes those of the output.
func (j *Job) begin(in io.Reader, out Output) (*running, error) {
	methods, err := j.methods()
	if err != nil {
		return nil, err
	}
	l, err := j.layout(methods)
	if err != nil {
		return nil, err
	}
	r := &running{job: j, out: out, layout: l}
	groups := groupsOf(methods, r.layout.mixed)
	r.kinds = newKinds(groups, j.Seal)
	r.columns = r.layout.columnsOf(j, groups)
	if r.blocks, err = table.NewBlocks(in, r.layout.options); err != nil {
		return nil, err
	}
	if err := r.header(); err != nil {
		return nil, err
	}
	r.lines, r.rejects, r.hashes = writerOf(out.Lines, lineBuffer), writerOf(out.Rejects, lineBuffer), writerOf(out.Hashes, blockSize)
	if r.tree = seal.NewTree(nil); out.Hashes != nil {
		r.tree = seal.NewTree(r.hashes)
	}
	return r, r.headings()
}

// header reads the header and makes the workers.
func (r *running) header() error {
	b, err := r.blocks.Next(make([]byte, 0, blockSize))
	for err == nil {
		line, rest := b.Line, b.Text
		for len(rest) > 0 {
			record, n, after := table.Cut(rest)
			_, ok, err := table.NewRows(record, line, r.layout.options)
			if err != nil {
				return err
			}
			line, rest = line+n, after
			if ok {
				r.first = table.Block{Text: rest, Line: line, Plain: b.Plain}
				r.before += int64(len(b.Text) - len(rest))
				return r.employ(record, line-n)
			}
		}
		r.before += int64(len(b.Text))
		b, err = r.blocks.Next(make([]byte, 0, blockSize))
	}
	if errors.Is(err, io.EOF) {
		return &table.HeaderError{File: r.job.Name, Hint: "the file is empty"}
	}
	return err
}

func (r *running) employ(header []byte, line int) error {
	r.names = sha256.Sum256(bytes.TrimRight(header, "\r\n"))
	for range r.job.Workers {
		w, err := r.job.newWorker(r.layout, r.kinds, r.columns, header, line)
		if err != nil {
			return err
		}
		w.first = r.first.Line
		r.workers = append(r.workers, w)
	}
	if len(r.job.Unique) > 0 {
		undo, err := r.job.newWorker(r.layout, r.kinds, r.columns, header, line)
		if err != nil {
			return err
		}
		r.siever = &siever{job: r.job, known: newDistinct(r.out.Scratch), undo: undo}
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
		b = appendCell(b, []byte(r.columns[i].name))
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
		var buf []byte
		select {
		case buf = <-spare:
		default:
			buf = make([]byte, 0, blockSize)
		}
		if cap(buf) < blockSize {
			buf = make([]byte, 0, blockSize)
		}
		return r.blocks.Next(buf)
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
