package ledger

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/table"
)

// survey tells which texts of a file may be repeated, by the hashes of all of them: the others need not be kept to be compared. It
// takes the time of one more reading, and 16 bytes of memory for a thousand lines: hashes go to the scratch file in parts by their first
// bits, and a part at a time is searched for those that are there twice.
type survey struct {
	scratch Scratch
	chunks  uint32
	parts   [surveyParts]surveyPart
	found   filter          // of the hashes that are there twice
	recent  [1 << 12]uint64 // by their last bits: what many lines have, such as "none", is written once in a while only
}

func newSurvey(scratch Scratch) *survey {
	return &survey{scratch: scratch, found: make(filter, repeatedMax)}
}

// surveyPart holds the hashes with the same first bits.
type surveyPart struct {
	hashes []byte   // that are not in the scratch file yet
	chunks []uint32 // of the scratch file
}

const (
	partBits    = 9
	mostRounds  = 1 << partBits // their number times the rest of a hash is a word
	surveyParts = 1 << partBits
	hashSize    = 8
	repeatedMax = 1 << 14 // blocks of the filter of hashes that are there twice: 1 MB
)

// chunkBytes is how much of a part is written at once: 1 MB of all.
var chunkBytes = 1 << 11

// add adds the hash of a text.
func (s *survey) add(hash uint64) error {
	last := &s.recent[hash%uint64(len(s.recent))]
	if *last == hash {
		s.found.add(hash)
		return nil
	}
	*last = hash
	p := &s.parts[hash>>(64-partBits)]
	if p.hashes == nil {
		p.hashes = make([]byte, 0, chunkBytes)
	}
	if p.hashes = binary.LittleEndian.AppendUint64(p.hashes, hash); len(p.hashes) < chunkBytes {
		return nil
	}
	if _, err := s.scratch.WriteAt(p.hashes, int64(s.chunks)*int64(chunkBytes)); err != nil {
		return fmt.Errorf("scratch: %w", err)
	}
	p.chunks, p.hashes = append(p.chunks, s.chunks), p.hashes[:0]
	s.chunks++
	return nil
}

// repeated returns a filter of the hashes that were added more than once.
func (s *survey) repeated() (filter, error) {
	room, chunk := make([]uint64, mostSlots/surveyed), make([]byte, chunkBytes)
	for i := range s.parts {
		p := &s.parts[i]
		count := (len(p.chunks)*chunkBytes + len(p.hashes)) / hashSize
		rounds, size := 1, 2
		for rounds < mostRounds && 2*count > rounds*len(room) {
			rounds *= 2 // each of them looks at the hashes with the same next bits
		}
		for size < len(room) && size*rounds < 2*count {
			size *= 2
		}
		for round := range rounds {
			t := twice{slots: room[:size], found: s.found, rounds: uint64(rounds), round: uint64(round)}
			clear(t.slots)
			for _, at := range p.chunks {
				if n, err := s.scratch.ReadAt(chunk, int64(at)*int64(chunkBytes)); n < len(chunk) {
					return nil, fmt.Errorf("scratch: %w", err)
				}
				t.addAll(chunk)
			}
			t.addAll(p.hashes)
		}
	}
	return s.found, nil
}

// twice finds hashes that are there twice.
type twice struct {
	slots         []uint64 // hashes, 0 where there is none
	count         int
	found         filter
	rounds, round uint64
}

func (t *twice) addAll(hashes []byte) {
	for ; len(hashes) > 0; hashes = hashes[hashSize:] {
		if h := binary.LittleEndian.Uint64(hashes); h<<partBits>>partBits*t.rounds>>(64-partBits) == t.round {
			t.add(h)
		}
	}
}

// add adds a hash. One that has no room counts as found, and so does 0.
func (t *twice) add(h uint64) {
	mask := uint64(len(t.slots) - 1)
	i := h & mask
	for ; t.slots[i] != 0 && t.slots[i] != h; i = (i + 1) & mask {
	}
	if t.slots[i] == h || 4*t.count >= 3*len(t.slots) {
		t.found.add(h)
		return
	}
	t.slots[i] = h
	t.count++
}

// again returns what reads an input once more from where it is, or nil if it can be read only once. A type that embeds one of these
// may read something else.
func again(in io.Reader) func() (io.ReadCloser, error) {
	var file interface {
		io.ReaderAt
		io.Seeker
	}
	switch in := in.(type) {
	case *os.File:
		if !regular(in) {
			return nil
		}
		file = in
	case *bytes.Reader:
		file = in
	case *strings.Reader:
		file = in
	case *io.SectionReader:
		file = in
	default:
		return nil
	}
	at, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil
	}
	return func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(file, at, math.MaxInt64-at)), nil
	}
}

// regular reports whether a file is one on a disk.
func regular(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}

// survey reads the input once more and returns the filter of the texts that may be repeated.
func (r *running) survey(ctx context.Context) (filter, error) {
	in, err := r.again()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }() // it was only read
	blocks, err := table.NewBlocks(in, r.layout.options)
	if err != nil {
		return nil, err
	}
	o, err := r.open(blocks)
	if err != nil {
		return nil, err
	}
	s := newSurvey(r.siever.known.scratch) // in which nothing is, since the table is full for the first time
	if err := r.surveyed(ctx, s, blocks, o); err != nil {
		return nil, err
	}
	return s.repeated()
}

// surveyed adds the texts of all blocks. The workers of the run are at work, or wait for this one, so it has its own.
func (r *running) surveyed(ctx context.Context, s *survey, blocks *table.Blocks, o opening) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n := len(r.workers)
	todo, spare := make(chan table.Block, n), make(chan []byte, 2*n)
	found, used := make(chan []uint64, n), make(chan []uint64, 2*n)
	var group sync.WaitGroup
	for range n {
		rows, _, err := table.NewRows(o.header, o.line, r.layout.options)
		if err != nil {
			return err
		}
		group.Go(func() {
			l := lookout{layout: r.layout, rows: rows}
			for b := range todo {
				var hashes []uint64
				select {
				case hashes = <-used:
				default:
				}
				found <- l.block(b, hashes[:0])
				recycle(spare, b)
			}
			r.rows.Add(l.seen)
		})
	}
	var failed error
	go func() {
		failed = passOn(ctx, blocks, o.first, spare, todo)
		close(todo)
		group.Wait()
		close(found)
	}()
	var err error
	for hashes := range found {
		for _, h := range hashes {
			if err == nil {
				err = s.add(h)
			}
		}
		if err != nil {
			cancel()
		}
		select {
		case used <- hashes:
		default:
		}
	}
	if err == nil {
		err = failed
	}
	return err
}

// passOn sends the blocks of a file, of which the first one is known.
func passOn(ctx context.Context, blocks *table.Blocks, b table.Block, spare chan []byte, todo chan table.Block) (err error) {
	for err == nil {
		select {
		case todo <- b:
		case <-ctx.Done():
			return ctx.Err()
		}
		b, err = blocks.Next(buffer(spare))
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// lookout finds the texts of lines, without calculating them.
type lookout struct {
	layout *layout
	rows   *table.Rows
	text   []byte
	seen   int64 // rows
}

// block appends the hashes of the texts of a block.
func (l *lookout) block(b table.Block, hashes []uint64) []uint64 {
	line := b.Line
	for rest := b.Text; len(rest) > 0; {
		record, lines, after := table.Cut(rest)
		row, ok, err := l.rows.Row(record, line, b.Form)
		if line, rest = line+lines, after; ok || err != nil {
			l.seen++
		}
		if !ok || err != nil {
			continue
		}
		var blank bool
		if l.text, blank = l.layout.appendTexts(l.text[:0], row); !blank {
			hashes = append(hashes, hashOf(l.text))
		}
	}
	return hashes
}
