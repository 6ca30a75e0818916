package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/cmd/ghg/internal/zstd"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/heap"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/parquet"
)

// ledger calculates an activity file of any length.
func (a *app) ledger() *cobra.Command {
	var f jobFlags
	var of ledgerOutput
	cmd := &cobra.Command{
		Use:   "ledger FILE",
		Short: "Calculate an activity file of any length",
		Long: `Ledger calculates every line of an activity file, such as a year of purchases or of meter readings, in bounded memory and on
all processors. FILE has the columns of the method's sheet ("ghg template METHOD"); without --method, its column "method" names
that of each line. It is CSV, also compressed by gzip or Zstandard, or Parquet.

It writes a line for each line that was calculated (--out), totals by columns of the input (--totals, --totals-out), and the
lines that were refused, with the reason (--rejects). --unique id refuses a line that has the id of an earlier one;
a long file is read twice for it. The ending of a name is the format: .csv, .csv.gz, .csv.zst or .parquet.
All outputs have their names only when the run is complete; a run that fails or is interrupted leaves none of them.

--seal commits to every calculated line: it writes the hashes of the seal (--hashes), by which "ghg prove" proves one line, and
the statement (--statement), which "ghg seal" signs.

Exit statuses: 0 if every line was calculated, 3 if some were refused, 1 if the file could not be read, 130 if interrupted.`,
		Example: `  ghg ledger purchases.csv --method scope3.spend-based --factors useeio-1.3 --gwp AR5 --out lines.csv
  ghg ledger meters.csv.gz --project acme --totals site --totals-out by-site.csv --rejects refused.csv
  ghg ledger purchases.csv --project acme --out lines.csv --seal --hashes purchases.hashes --statement purchases.statement`,
		Args: oneArg("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			of.files.Input = args[0]
			return a.runLedger(cmd.Context(), f, of)
		},
	}
	f.add(cmd)
	of.add(cmd)
	return cmd
}

// jobFlags are the flags that state how a ledger is calculated.
type jobFlags struct {
	basis    projectOrBasis
	method   string
	name     string
	shiftJIS bool
	pass     []string
	totals   []string
}

func (f *jobFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.basis.add(cmd)
	flags.StringVar(&f.method, "method", "", "method of every line, as \"ghg methods\" lists it; without it, the column \"method\" names it")
	flags.StringVar(&f.name, "name", "", "name of the ledger in messages and in its statement (default: that of the file)")
	flags.BoolVar(&f.shiftJIS, "shift-jis", false, "the file is Shift_JIS as Windows writes it (CP932), not UTF-8")
	flags.StringSliceVar(&f.pass, "pass", nil, "columns of the input to write behind those of the output")
	flags.StringSliceVar(&f.totals, "totals", nil, "columns of the input by whose texts totals are made, such as site")
}

// job returns the job that the flags state, for a file.
func (f *jobFlags) job(file string) (ledger.Job, error) {
	b, err := f.basis.open()
	if err != nil {
		return ledger.Job{}, err
	}
	j := ledger.Job{Basis: b, Method: f.method, Name: f.name, ShiftJIS: f.shiftJIS, Pass: f.pass, Totals: f.totals}
	if j.Name == "" {
		j.Name = filepath.Base(file)
	}
	j.Lock, err = basisDigest(b)
	return j, err
}

// basisDigest returns the digest of the factors that a statement names.
func basisDigest(b factors.Basis) (seal.Digest, error) {
	d, err := seal.ParseDigest(b.Factors.Digest())
	if err != nil {
		return d, fmt.Errorf("digest of %s: %w", b.Factors.Name(), err)
	}
	return d, nil
}

// projectOrBasis are the flags that state a basis, by a project or one by one.
type projectOrBasis struct {
	project string
	basisFlags
}

func (f *projectOrBasis) add(cmd *cobra.Command) {
	f.basisFlags.add(cmd, true)
	cmd.Flags().StringVar(&f.project, "project", "", "project folder whose factors, potentials and policy are used, in place of --factors and --gwp")
}

// stated reports whether the flags state a basis.
func (f *projectOrBasis) stated() bool { return f.project != "" || len(f.factors) > 0 || f.gwp != "" }

func (f *projectOrBasis) open() (factors.Basis, error) {
	switch {
	case f.project == "" && len(f.factors) == 0:
		return factors.Basis{}, usage(errors.New("no factors: want --project DIR, or --factors and --gwp"))
	case f.project == "":
		return f.basis()
	case len(f.factors) > 0 || f.gwp != "" || len(f.policy) > 0 || f.rates != "" || f.names != "":
		return factors.Basis{}, usage(errors.New("--project states the factors, the potentials and the policy: want no --factors, --gwp, --policy, --rates or --names beside it"))
	}
	p, err := project.Open(f.project)
	if err != nil {
		return factors.Basis{}, err
	}
	return p.Basis()
}

// ledgerOutput are the flags that state what a run writes.
type ledgerOutput struct {
	files     ledger.Files
	columns   []string
	unique    []string
	seal      bool
	statement string
	workers   int
}

func (o *ledgerOutput) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.files.Lines, "out", "", "file for a line of each line that was calculated")
	flags.StringVar(&o.files.Rejects, "rejects", "rejects.csv", "file for the lines that are refused")
	flags.StringVar(&o.files.Totals, "totals-out", "", "file for the totals")
	flags.StringSliceVar(&o.columns, "columns", nil, "columns of the output (default: all but emissions): "+strings.Join(ledger.Columns(), ", "))
	flags.StringSliceVar(&o.unique, "unique", nil, "columns of the input whose texts no two lines may share, such as id: a line that repeats an earlier one is refused")
	flags.BoolVar(&o.seal, "seal", false, "commit to every line that is calculated")
	flags.StringVar(&o.files.Hashes, "hashes", "", "file for the hashes of the seal, 64 bytes a line")
	flags.StringVar(&o.statement, "statement", "", "file for the statement of the seal, to be signed")
	flags.IntVar(&o.workers, "workers", 0, "goroutines that calculate (default: as many as processors)")
}

// check returns an error if flags contradict each other.
func (o *ledgerOutput) check(totals []string) error {
	switch {
	case o.seal && (o.files.Hashes == "" || o.statement == ""):
		return usage(errors.New("--seal: want --hashes FILE and --statement FILE with it"))
	case !o.seal && (o.files.Hashes != "" || o.statement != ""):
		return usage(errors.New("--hashes and --statement: want --seal with them"))
	case o.files.Totals == "" && len(totals) > 0:
		return usage(errors.New("--totals: want --totals-out FILE with it"))
	case o.files.Rejects == "":
		return usage(errors.New("--rejects: want a file: lines that are refused are never dropped"))
	}
	for _, other := range []string{o.files.Input, o.files.Lines, o.files.Rejects, o.files.Totals, o.files.Hashes} {
		if o.statement != "" && other != "" && filepath.Clean(o.statement) == filepath.Clean(other) {
			return usage(fmt.Errorf("--statement %s: want another name for each file", input.Quote(o.statement)))
		}
	}
	return nil
}

// fileFormats are the formats of ledgers beside CSV and gzip.
func fileFormats() []ledger.Format {
	return []ledger.Format{zstd.Format(), parquet.Format(parquet.Options{})}
}

// What the heap of a ledger may take, less than package heap says: pages of the program's own file, some 20 MB, come on top of it.
const (
	first  = heap.First - 6<<20
	growth = heap.Growth - 20
)

// lean lets the heap grow as a ledger needs it, unless the user has set how by GOGC, and returns what restores it.
func lean() (restore func()) {
	if _, set := os.LookupEnv("GOGC"); set { //nolint:forbidigo // the command has settings of its user, not the library
		return func() {}
	}
	return heap.Lean(first, growth)
}

// runLedger calculates a file and says what was done.
func (a *app) runLedger(ctx context.Context, f jobFlags, o ledgerOutput) error {
	if err := o.check(f.totals); err != nil {
		return err
	}
	j, err := f.job(o.files.Input)
	if err != nil {
		return err
	}
	if _, err := os.Stat(o.files.Input); err != nil {
		return plain(err)
	}
	j.Columns, j.Unique, j.Seal, j.Workers = o.columns, o.unique, o.seal, o.workers
	o.files.Formats = fileFormats()
	end, err := a.meter(&j, o.files.Input)
	if err != nil {
		return err
	}
	defer lean()()
	sum, err := ledger.RunFiles(ctx, j, o.files)
	if ended := end(); err == nil {
		err = ended
	}
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted: no output was written")
	case err != nil:
		return &namedError{j.Name, o.files.Input, err}
	}
	if o.seal {
		if err := writeStatement(o.statement, sum.Statement); err != nil {
			return err
		}
	}
	return a.ledgerDone(sum, o)
}

// meter shows the progress of a job if there is a terminal, and returns what ends it.
func (a *app) meter(j *ledger.Job, file string) (end func() error, err error) {
	if !a.Terminal {
		return func() error { return nil }, nil
	}
	var size int64 // unknown of a compressed file
	if info, err := os.Stat(file); err == nil && strings.EqualFold(filepath.Ext(file), ".csv") {
		size = info.Size()
	}
	m, err := ledger.NewMeter(a.Err, size, time.Second/4, time.Now) //nolint:forbidigo // the command has the clock, not the library
	if err != nil {
		return nil, err
	}
	j.Progress = m.Show
	return m.End, nil
}

// ledgerDone says what a run did. Lines that were refused are an error with a status of its own.
func (a *app) ledgerDone(sum ledger.Summary, o ledgerOutput) error {
	var t table
	t.columns = []string{"lines", "count", "file"}
	t.add("calculated", strconv.FormatInt(sum.Lines, 10), o.files.Lines)
	t.add("refused", strconv.FormatInt(sum.Rejected, 10), o.files.Rejects)
	if o.files.Totals != "" {
		t.add("totals", "", o.files.Totals)
	}
	if o.seal {
		t.add("sealed", strconv.FormatInt(sum.Statement.Lines, 10), o.statement)
	}
	if err := t.text(a.Out); err != nil {
		return err
	}
	if sum.Rejected > 0 {
		err := fmt.Errorf("refused lines: %d of %d; %s has the reasons", sum.Rejected, sum.Lines+sum.Rejected, o.files.Rejects)
		return &statusError{StatusRejects, err}
	}
	return nil
}

// writeStatement writes a statement that is not signed.
func writeStatement(name string, s seal.Statement) error {
	text, err := s.Text()
	if err != nil {
		return err
	}
	return writeText(name, []byte(text))
}

// oneArg returns a check that there is one argument.
func oneArg(name string) cobra.PositionalArgs { return wantArgs(name) }

// wantArgs returns a check of the arguments by their names.
func wantArgs(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return usage(fmt.Errorf("want %s, have %d arguments", strings.Join(names, " and "), len(args)))
		}
		return nil
	}
}
