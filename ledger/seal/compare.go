package seal

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"math/bits"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// window is how many lines [Compare] looks ahead to see what happened to one that differs.
const window = 256

// Compare returns an error that names the first line that differs from those that were sealed, and how: altered, swapped,
// removed or added. The leaves are those of the ledger at hand, by their hashes. It reads every stored hash, and refuses stored
// hashes that do not give the root of the statement.
func Compare(stored io.ReaderAt, s Statement, leaves iter.Seq[Digest]) error {
	if err := s.Check(); err != nil {
		return err
	}
	if leaves == nil {
		return missing("leaves", "those of the ledger")
	}
	if _, err := readerOf(stored, s.Lines); err != nil {
		return err
	}
	size := tlog.StoredHashCount(s.Lines) * int64(len(Digest{}))
	c := comparison{in: bufio.NewReaderSize(io.NewSectionReader(stored, 0, size), hashBuffer), lines: s.Lines}
	for have := range leaves {
		if !c.add(have) {
			break
		}
	}
	for c.tree.size < s.Lines && c.err == nil {
		c.next()
	}
	switch root := c.tree.Root(); {
	case c.err != nil:
		return c.err
	case root != s.Root:
		return differs("root of the stored hashes", root.String(), s.Root.String())
	}
	return c.result()
}

// comparison is a comparison in progress.
type comparison struct {
	in    *bufio.Reader // the stored hashes
	lines int64         // sealed
	tree  Tree          // of those read
	same  int64         // lines before the first that differs
	found bool          // a line that differs
	have  []Digest      // that line and those that follow
	want  []Digest      // those that were sealed in their places
	err   error
}

// next reads the hash of the next leaf that was sealed.
func (c *comparison) next() Digest {
	var h Digest
	if _, err := io.ReadFull(c.in, h[:]); err != nil {
		c.err = missing("stored hashes", fmt.Sprintf("those of %d lines: leaf %d cannot be read (%v)", c.lines, c.tree.size, err))
		return h
	}
	c.err = c.tree.Add(h)
	inner := bits.TrailingZeros64(uint64(c.tree.size)) * len(h) //nolint:gosec // not negative
	_, _ = c.in.Discard(inner)                                  // a file that ends too soon shows at the next leaf
	if c.found && len(c.want) < window {
		c.want = append(c.want, h)
	}
	return h
}

// add compares the next leaf, and reports whether another one is of use.
func (c *comparison) add(have Digest) bool {
	if !c.found {
		var want Digest
		if sealed := c.tree.size < c.lines; sealed {
			want = c.next()
			if c.err == nil && have == want {
				c.same++
				return true
			}
			c.want = append(c.want, want)
		}
		c.found = true
	} else if c.tree.size < c.lines {
		c.next()
	}
	c.have = append(c.have, have)
	return c.err == nil && len(c.have) < window
}

// result says how the first line that differs does.
func (c *comparison) result() error {
	if !c.found {
		if c.same < c.lines {
			return broken("number of lines", strconv.FormatInt(c.same, 10), strconv.FormatInt(c.lines, 10)+": the last ones were removed")
		}
		return nil
	}
	line := func(after int) string { return "line " + strconv.FormatInt(c.same+1+int64(after), 10) }
	if len(c.want) == 0 {
		return broken(line(0), "", fmt.Sprintf("no line: %d were sealed, and this one was added", c.lines))
	}
	ahead, behind := 0, 0 // where the line at hand was sealed, and where the sealed one is now
	for i := range min(len(c.want), window) {
		if ahead == 0 && c.want[i] == c.have[0] {
			ahead = i
		}
	}
	for i := range c.have {
		if behind == 0 && c.have[i] == c.want[0] {
			behind = i
		}
	}
	switch {
	case ahead > 0 && ahead == behind:
		return broken(line(0), "", "the line that is "+line(ahead)+" now: they were swapped")
	case ahead > 0 && behind == 0:
		return broken(line(0), "", fmt.Sprintf("the line that was sealed: it was removed, and %s stands in its place", line(ahead)))
	case behind > 0 && ahead == 0:
		return broken(line(0), "", fmt.Sprintf("the line that is %s now: this one was added before it", line(behind)))
	case ahead > 0:
		return broken(line(0), "", fmt.Sprintf("the line that is %s now: lines were moved", line(behind)))
	}
	return broken(line(0), "", "the line that was sealed: its record, derivation or CO2e was altered")
}
