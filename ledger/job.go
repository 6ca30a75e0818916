package ledger

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
)

// MethodColumn is the column that names the method of each line in a file of several methods.
const MethodColumn = "method"

// Job describes a run.
type Job struct {
	Basis  factors.Basis
	Method string          // of every line; "" for a file with the column method
	Table  *activity.Table // the methods; nil: those of the module ([activity.Standard])
	Name   string          // of the input, for messages: "purchases.csv"

	ShiftJIS bool // the input is Shift_JIS as Windows writes it (CP932), and not UTF-8

	Columns []string // of the output, of [Columns]; nil: [DefaultColumns]
	Pass    []string // columns of the input that are written behind those of the output; they may be no inputs of the method
	Totals  []string // columns of the input by whose texts totals are made; they may be no inputs of the method
	Unique  []string // columns of the input whose texts no two lines may share, as the id; they may be no inputs of the method

	Seal bool        // commit to every line that is calculated: [Summary.Statement], to be signed
	Lock seal.Digest // of the lock of the factors, for the statement; may be none

	Workers  int                 // goroutines that calculate, at most 1024; 0: as many as processors
	Progress func(done Progress) // called after each part of the file; nil: not
}

// Progress is what has been read and written up to now.
type Progress struct {
	Bytes    int64 // of the input
	Lines    int64 // calculated
	Rejected int64
}

// Output is where a run writes. A nil writer leaves its table out; Rejects is required.
//
// Of lines that have the same texts in the columns of [Job.Unique], without blanks at their ends, the first one that can be
// calculated counts. The others are rejected with the line of that one, and so is a line that has no text in any of the columns.
// The check is exact. The first 393,216 lines, with up to 8 MB of texts, are held in memory; for more, Scratch is required, and the
// input should be one that can be read twice ([Run]).
type Output struct {
	Lines   io.Writer // a line for each line that was calculated, in the same order
	Rejects io.Writer // a line for each line that was refused: its number, the column that it is refused for if it is one, the reason and the line itself
	Totals  io.Writer // a line for each combination of labels, scope, category and accounting
	Hashes  io.Writer // the hashes of the seal, by which any line is proved ([seal.Prove]); 64 bytes a line
	Scratch Scratch   // for Job.Unique of a long file: 8 bytes a line, and the texts that are repeated; all texts, with 25 bytes each, if the input can be read only once
}

// Summary is what a run did. Lines and Rejected add up to the rows of the input. Shared and Kinds tell how it went: they may be
// others with other workers.
type Summary struct {
	Lines    int64 // calculated
	Rejected int64 // refused, and written to the rejects
	Repeated int64 // of the rejected, those that repeat an earlier line, or cannot be told from others, by Job.Unique
	Shared   int64 // of the lines, those that were run by a derivation of others
	Kinds    int   // derivations recorded

	Statement seal.Statement // of a run that is sealed
}

// limits of a run.
const (
	blockSize   = 128 << 10 // bytes of the input that a worker takes
	mostPass    = 64        // columns passed through
	mostWorkers = 1024      // goroutines
	mostLabels  = 16        // columns of totals
	roomOfKeys  = 1 << 17
)

// mostGroups is the number of combinations of labels that totals are made of.
var mostGroups = 1_000_000

// mostKinds is the number of keys that are remembered, at most roomOfKeys. Lines with others are recorded again.
var mostKinds = roomOfKeys

// check returns an error if the job cannot be run, and fills in what is not given.
func (j *Job) check() error {
	var problems []error
	refuse := func(field, value, want string, kind error) {
		problems = append(problems, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind})
	}
	if j.Table == nil {
		j.Table = activity.Standard()
	}
	if j.Name == "" {
		j.Name = "ledger"
	}
	switch {
	case j.Workers < 0:
		refuse("workers", strconv.Itoa(j.Workers), "a number of goroutines, or 0 for as many as processors", ghg.ErrNegative)
	case j.Workers > mostWorkers:
		refuse("workers", strconv.Itoa(j.Workers), fmt.Sprintf("at most %d", mostWorkers), ghg.ErrOutOfRange)
	case j.Workers == 0:
		j.Workers = min(runtime.GOMAXPROCS(0), mostWorkers)
	}
	if len(j.Pass) > mostPass {
		refuse("pass", strconv.Itoa(len(j.Pass))+" columns", fmt.Sprintf("at most %d", mostPass), ghg.ErrOutOfRange)
	}
	if len(j.Unique) > mostLabels {
		refuse("unique", strconv.Itoa(len(j.Unique))+" columns", fmt.Sprintf("at most %d", mostLabels), ghg.ErrOutOfRange)
	}
	if len(j.Totals) > mostLabels {
		refuse("totals", strconv.Itoa(len(j.Totals))+" columns", fmt.Sprintf("at most %d", mostLabels), ghg.ErrOutOfRange)
	}
	for _, of := range []struct {
		field string
		names []string
	}{{"pass", j.Pass}, {"totals", j.Totals}, {"unique", j.Unique}} {
		for i, name := range of.names {
			if name == "" || name != strings.TrimSpace(name) || slices.Contains(of.names[:i], name) {
				refuse(of.field, name, "names of columns of the input, each once", ghg.ErrOutOfRange)
			}
		}
	}
	known := Columns()
	for i, name := range j.Columns {
		if !slices.Contains(known, name) || slices.Contains(j.Columns[:i], name) {
			refuse("columns", name, "names of columns, each once, of "+strings.Join(known, ", "), ghg.ErrUnknown)
		}
	}
	if j.Columns == nil {
		j.Columns = DefaultColumns()
	}
	problems = append(problems, j.Basis.Check())
	return errors.Join(problems...)
}

// methods returns the methods that lines may have.
func (j *Job) methods() ([]activity.Method, error) {
	if j.Method != "" {
		m, err := j.Table.Lookup(j.Method)
		if err != nil {
			return nil, err
		}
		if !m.HasSheet() {
			return nil, &ghg.FieldError{Field: "method", Value: j.Method, Want: "a method with a sheet: a required input of this one is nested", Err: ghg.ErrUnknown}
		}
		return []activity.Method{m}, nil
	}
	return slices.DeleteFunc(j.Table.Methods(), func(m activity.Method) bool { return !m.HasSheet() }), nil
}

// layout is what the columns of the input are.
type layout struct {
	options table.Options
	methods []activity.Method
	mixed   bool
	method  int   // the declared column that names the method, -1 if there is none
	pass    []int // declared columns
	labels  []int
	unique  []int
	inputs  int            // declared columns that are inputs of a method, or name it; they are the first
	known   map[string]int // declared columns by name
}

// layoutOf returns the layout of the job's input.
func (j *Job) layoutOf(sheets []*activity.Rows, methods []activity.Method) *layout {
	l := &layout{methods: methods, mixed: j.Method == "", method: -1, known: map[string]int{}}
	add := func(c table.Column) int {
		i, has := l.known[c.Name]
		if !has {
			i = len(l.options.Columns)
			l.known[c.Name] = i
			l.options.Columns = append(l.options.Columns, c)
		}
		l.options.Columns[i].Amount = l.options.Columns[i].Amount || c.Amount
		return i
	}
	if l.mixed {
		l.method = add(table.Column{Name: MethodColumn, Required: true})
	}
	for _, s := range sheets {
		for _, c := range s.Columns() {
			if l.mixed {
				c.Required = c.Name == "id"
			}
			add(c)
		}
	}
	l.inputs = len(l.options.Columns)
	for _, name := range j.Pass {
		l.pass = append(l.pass, add(table.Column{Name: name, Required: true}))
	}
	for _, name := range j.Totals {
		l.labels = append(l.labels, add(table.Column{Name: name, Required: true}))
	}
	for _, name := range j.Unique {
		l.unique = append(l.unique, add(table.Column{Name: name, Required: true}))
	}
	l.options.Name, l.options.Kept = j.Name, true
	if j.ShiftJIS {
		l.options.Encoding = table.ShiftJIS
	}
	return l
}

// given returns the output without writers that are nil pointers.
func (o Output) given() Output {
	for _, w := range []*io.Writer{&o.Lines, &o.Rejects, &o.Totals, &o.Hashes} {
		if absent.Is(*w) {
			*w = nil
		}
	}
	if absent.Is(o.Scratch) {
		o.Scratch = nil
	}
	return o
}

func (o Output) check(j *Job) error {
	switch {
	case o.Rejects == nil:
		return &ghg.FieldError{Field: "rejects", Want: "a writer for the lines that are refused", Err: ghg.ErrMissing}
	case o.Hashes != nil && !j.Seal:
		return &ghg.FieldError{Field: "hashes", Want: "none without a seal", Err: ghg.ErrMixed}
	}
	return nil
}

// shown returns the beginning of a text for a message.
func shown(text []byte) string { return input.Shorten(string(text)) }
