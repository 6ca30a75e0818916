package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/encoding/japanese"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	sheets "github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/ledger/seal"
)

// lineProof is the file that proves one line. Its texts are exactly those that package seal makes and the receipts that ghg.Verify
// reads, as strings, so that no tool that formats JSON alters them.
type lineProof struct {
	Version   string     `json:"ghg_proof"` // "1"
	Line      string     `json:"line"`      // of the file, which no seal holds, or the number of the result
	Header    longText   `json:"header,omitempty"`
	Receipts  []longText `json:"receipts"`
	Proof     longText   `json:"proof"`
	Statement longText   `json:"statement"`
}

// longText is a text of any length.
type longText string

// UnmarshalJSON reads a string.
func (t *longText) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil { //nolint:forbidigo // package strictjson has parsed it
		return errors.New("want a string")
	}
	*t = longText(s)
	return nil
}

const proofVersion = "1"

// proveFlags are the flags of the command.
type proveFlags struct {
	job       jobFlags
	hashes    string
	statement string
	line      int64
	number    int64 // among the calculated lines
	id        string
	out       string
	appended  bool
}

// prove proves one line of a sealed ledger, or one result of a sealed project.
func (a *app) prove() *cobra.Command {
	var f proveFlags
	cmd := &cobra.Command{
		Use:   "prove FILE --calculated N | FILE --line N | DIR --id ID",
		Short: "Prove one line of a sealed ledger, or one result of a sealed project",
		Long: `Prove writes one JSON file that proves a line to who has the public key, and shows nothing else of the ledger: the receipts
of the line, its place in the tree, and the statement. "ghg verify" checks it.

--calculated N is the Nth calculated line of FILE. Take it for a sample: an auditor draws numbers from 1 to the number of lines in
the signed statement, and "ghg verify" says which one a proof is of. --line N is a line of FILE, counted from 1 with the header, as
the column "line" of the output has it; the seal does not hold that number. Prove calculates the lines before the line to find its
place. State the factors, the method, --pass and --totals as for "ghg ledger".

Of a project folder DIR, --id names the line; if it has several results, such as electricity by both methods, --line is the number
of the one, in the order of results.csv of "ghg run --out".

With --append OLD NEW, both statements of one ledger, it proves that the new one begins with all lines of the old one. The hashes
are those of the new one.`,
		Example: `  ghg prove purchases.csv --calculated 7 --project acme --hashes purchases.hashes --statement purchases.statement.signed --out line-7.json
  ghg prove acme --id boiler-1 --out boiler-1.json
  ghg prove --append may.statement.signed june.statement.signed --hashes june.hashes --out may-june.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.appended {
				return wantArgs("OLD", "NEW")(cmd, args)
			}
			return oneArg("FILE or DIR")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runProve(cmd.Context(), args, f) },
	}
	f.job.add(cmd)
	cmd.Flags().StringVar(&f.hashes, "hashes", "", "file of the hashes of the seal")
	cmd.Flags().StringVar(&f.statement, "statement", "", "file of the statement of the seal, signed")
	cmd.Flags().Int64Var(&f.line, "line", 0, "line of FILE, counted from 1 with the header; of DIR the number of the result")
	cmd.Flags().Int64Var(&f.number, "calculated", 0, "number of the line among the calculated lines of FILE, from 1, in place of --line")
	cmd.Flags().StringVar(&f.id, "id", "", "of DIR: id of the line, in place of --line")
	cmd.Flags().StringVar(&f.out, "out", "", "file for the proof (default: standard output)")
	cmd.Flags().BoolVar(&f.appended, "append", false, "prove that a ledger begins with all lines of an earlier one")
	return cmd
}

func (a *app) runProve(ctx context.Context, args []string, f proveFlags) error {
	of := args[0]
	folder := !f.appended && isFolder(of)
	if folder {
		f.hashes, f.statement = orName(f.hashes, of, sealedHashes), orName(f.statement, of, sealedStatement)
	}
	if err := f.check(folder); err != nil {
		return usage(err)
	}
	hashes, err := os.Open(f.hashes)
	if err != nil {
		return plain(err)
	}
	defer hashes.Close() //nolint:errcheck // it was only read
	var proof any
	switch {
	case f.appended:
		proof, err = proveAppended(args[0], args[1], hashes)
	case folder:
		proof, err = proveResult(ctx, of, f, hashes)
	default:
		proof, err = proveLine(ctx, of, f, hashes)
	}
	if err != nil {
		return err
	}
	return a.writeJSON(f.out, proof)
}

// check tells what the flags contradict or leave out; folder says that the argument is a project's.
func (f proveFlags) check(folder bool) error {
	switch {
	case f.appended && (f.id != "" || f.line != 0 || f.number != 0):
		return errors.New("--append: want no line with it: it is of all lines")
	case f.id != "" && (!folder || f.line != 0):
		return errors.New("--id: want it for a project folder, and without --line")
	case f.hashes == "":
		return errors.New("--hashes is not set: want the file that \"ghg ledger --seal\" wrote")
	case !f.appended && f.statement == "":
		return errors.New("--statement is not set: want the signed statement that \"ghg seal\" wrote")
	case f.number != 0 && (folder || f.line != 0):
		return errors.New("--calculated: want it for a file of lines, and without --line")
	case !f.appended && f.id == "" && f.line < 1 && f.number < 1:
		return errors.New("--calculated and --line: want the number of a line, counted from 1")
	}
	return nil
}

// writeJSON writes a value to a file, or if there is none to the output.
func (a *app) writeJSON(name string, value any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return err
	}
	if name == "" {
		_, err := a.Out.Write(b.Bytes())
		return err
	}
	return writeText(name, b.Bytes())
}

// proveAppended proves that a ledger begins with the lines of an earlier one.
func proveAppended(older, newer string, hashes io.ReaderAt) (seal.Consistency, error) {
	before, err := readStatement(older)
	if err != nil {
		return seal.Consistency{}, err
	}
	after, err := readStatement(newer)
	if err != nil {
		return seal.Consistency{}, err
	}
	return seal.ProveConsistency(hashes, before.Lines, after.Lines)
}

// proveResult proves a result of a project.
func proveResult(ctx context.Context, dir string, f proveFlags, hashes io.ReaderAt) (lineProof, error) {
	s, msg, err := statementText(f.statement)
	if err != nil {
		return lineProof{}, err
	}
	_, inv, err := runProject(ctx, dir)
	if err != nil {
		return lineProof{}, err
	}
	if f.id != "" {
		if f.line, err = numberOf(inv, f.id); err != nil {
			return lineProof{}, err
		}
	}
	n := int64(0)
	for r := range inv.Results() {
		if n++; n == f.line {
			receipt, err := r.Receipt()
			if err != nil {
				return lineProof{}, err
			}
			leaf, err := leafOf([]byte(receiptSum(r)), ghg.Results{r})
			if err != nil {
				return lineProof{}, err
			}
			return proofOf(s, msg, hashes, n-1, leaf, lineProof{Line: strconv.FormatInt(n, 10), Receipts: []longText{longText(receipt)}})
		}
	}
	return lineProof{}, fmt.Errorf("--line %d: %s has %d results", f.line, dir, n)
}

// numberOf returns the number of the one result of a line, counted from 1.
func numberOf(inv *inventory.Inventory, id string) (int64, error) {
	var found []string
	n, last := int64(0), int64(0)
	for r := range inv.Results() {
		if n++; r.ID == id {
			last = n
			found = append(found, strings.TrimSpace(fmt.Sprintf("%d %s %s", n, r.Accounting, r.Part)))
		}
	}
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("--id %s: no line of the project has it", input.Quote(id))
	case 1:
		return last, nil
	}
	return 0, fmt.Errorf("--id %s: the line has %d results: state one by --line: %s", input.Quote(id), len(found), strings.Join(found, ", "))
}

// receiptSum returns the SHA-256 of a result's receipt, or "" if it has none.
func receiptSum(r ghg.Result) string {
	s, err := r.Summary()
	if err != nil {
		return ""
	}
	return s.SHA256()
}

// statementText reads a statement and its text as it is in the file.
func statementText(name string) (seal.Statement, []byte, error) {
	s, err := readStatement(name)
	if err != nil {
		return s, nil, err
	}
	msg, err := os.ReadFile(name)
	return s, msg, err
}

// proveLine proves a line of a ledger.
func proveLine(ctx context.Context, file string, f proveFlags, hashes io.ReaderAt) (lineProof, error) {
	s, msg, err := statementText(f.statement)
	if err != nil {
		return lineProof{}, err
	}
	j, err := f.job.job(file)
	if err != nil {
		return lineProof{}, err
	}
	if f.number > 0 {
		if f.line, err = lineOf(ctx, j, file, f.number); err != nil {
			return lineProof{}, err
		}
	}
	found, err := findRecord(file, s.Header, f.line, j.ShiftJIS)
	if err != nil {
		return lineProof{}, err
	}
	results, err := j.Results(found.header, found.record)
	if err != nil {
		var cell *sheets.CellError
		if errors.As(err, &cell) {
			cell.Line = int(f.line) // the record was read alone
		}
		return lineProof{}, fmt.Errorf("the line is refused, so it is not in the ledger: %w", err)
	}
	proof := lineProof{Line: strconv.FormatInt(f.line, 10), Header: longText(found.header)}
	for _, r := range results {
		receipt, err := r.Receipt()
		if err != nil {
			return lineProof{}, err
		}
		proof.Receipts = append(proof.Receipts, longText(receipt))
	}
	leaf, err := leafOf(found.record, results)
	if err != nil {
		return lineProof{}, err
	}
	index, err := placeOf(ctx, j, file, found.end)
	if err != nil {
		return lineProof{}, err
	}
	return proofOf(s, msg, hashes, index, leaf, proof)
}

// leafOf returns the leaf of a record with its results.
func leafOf(record []byte, results ghg.Results) ([]byte, error) {
	var e seal.Encoder
	e.Begin(record, len(results))
	for _, r := range results {
		derivation, err := seal.DerivationOf(r)
		if err != nil {
			return nil, err
		}
		e.Result(derivation, []byte(dec.Text(r.CO2e.Kg())))
	}
	return e.AppendTo(nil), nil
}

// proofOf completes the proof of a leaf.
func proofOf(s seal.Statement, msg []byte, hashes io.ReaderAt, index int64, leaf []byte, into lineProof) (lineProof, error) {
	p, err := seal.Prove(hashes, s.Lines, index, leaf)
	if err != nil {
		return into, err
	}
	text, err := p.MarshalText()
	into.Version, into.Proof, into.Statement = proofVersion, longText(text), longText(msg)
	return into, err
}

// lineOf returns the line of a file on which the nth of the lines begins that are calculated, counted from 1.
func lineOf(ctx context.Context, j ledger.Job, file string, n int64) (int64, error) {
	in, err := openText(file)
	if err != nil {
		return 0, err
	}
	defer in.Close() //nolint:errcheck // it was only read
	const column = "line"
	j.Columns = []string{column}
	ctx, stop := context.WithCancel(ctx)
	r, w := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, err := ledger.Run(ctx, j, in, ledger.Output{Lines: w, Rejects: io.Discard})
		w.CloseWithError(err)
	}()
	defer func() {
		stop()
		r.Close() //nolint:errcheck // it has none
		<-ended
	}()
	rows := csv.NewReader(r)
	rows.ReuseRecord = true
	for at := int64(0); ; at++ { // the first is the header
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return 0, fmt.Errorf("--calculated %d: %s has %d lines that are calculated", n, file, max(0, at-1))
		case err != nil:
			return 0, err
		case at == n:
			return strconv.ParseInt(row[0], 10, 64)
		}
	}
}

// placeOf returns the index of the last record of the first bytes of a file: of the lines that were calculated, from 0.
func placeOf(ctx context.Context, j ledger.Job, file string, end int64) (int64, error) {
	in, err := openText(file)
	if err != nil {
		return 0, err
	}
	defer in.Close() //nolint:errcheck // it was only read
	sum, err := ledger.Run(ctx, j, io.LimitReader(in, end), ledger.Output{Rejects: io.Discard})
	return sum.Lines - 1, err
}

// record is a record of a file.
type record struct {
	header, record []byte // in UTF-8, without their line breaks
	end            int64  // bytes of the file up to its end
}

// findRecord returns the record that begins on a line of a file, and the header that was sealed.
func findRecord(file string, header seal.Digest, line int64, shiftJIS bool) (record, error) {
	in, err := openText(file)
	if err != nil {
		return record{}, err
	}
	defer in.Close() //nolint:errcheck // it was only read
	var found record
	r := bufio.NewReaderSize(in, 1<<18)
	for at := int64(1); at <= line; {
		raw, lines, err := nextRecord(r)
		if err != nil {
			return found, fmt.Errorf("%s: %w", file, err)
		}
		if len(raw) == 0 {
			return found, fmt.Errorf("--line %d: %s has %d lines", line, file, at-1)
		}
		found.end += int64(len(raw))
		text, err := decoded(raw, shiftJIS)
		switch {
		case err != nil:
			return found, fmt.Errorf("%s:%d: %w", file, at, err)
		case found.header == nil && sha256.Sum256(text) == header:
			found.header = text
		case at == line:
			found.record = text
		}
		if at += lines; at > line && found.record == nil {
			return found, fmt.Errorf("--line %d: no record of %s that was calculated begins on this line", line, file)
		}
	}
	if found.header == nil {
		return found, fmt.Errorf("%s: no record before line %d is the header that was sealed: want the file as it was", file, line)
	}
	return found, nil
}

// nextRecord returns the next record with its line break, and how many lines it has. At the end it is empty.
func nextRecord(r *bufio.Reader) (raw []byte, lines int64, err error) {
	var ends sheets.Ends
	for {
		part, err := r.ReadSlice('\n')
		_, begun, ended := ends.Next(part)
		if lines += int64(begun); len(raw)+len(part) > seal.MaxLeaf {
			return nil, lines, fmt.Errorf("a record has more than %d bytes: is a quotation mark not closed?", seal.MaxLeaf)
		}
		raw = append(raw, part...)
		switch {
		case ended || errors.Is(err, io.EOF):
			return raw, lines, nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return nil, lines, err
		}
	}
}

// decoded returns the text of a record without its line break and without a byte order mark.
func decoded(raw []byte, shiftJIS bool) ([]byte, error) {
	text := bytes.TrimRight(raw, "\r\n")
	if shiftJIS {
		return japanese.ShiftJIS.NewDecoder().Bytes(text)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

// openText opens a file as the text that a ledger reads.
func openText(name string) (io.ReadCloser, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	r, err := textOf(file)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(name), err), file.Close())
	}
	return both{r, file}, nil
}

// textOf returns the text of a file in any of the formats of a ledger.
func textOf(file *os.File) (io.ReadCloser, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var magic [4]byte
	n, err := file.ReadAt(magic[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if begin := string(magic[:n]); strings.HasPrefix(begin, "\x1f\x8b") {
		return gzip.NewReader(file)
	} else if i := slices.IndexFunc(fileFormats(), func(f ledger.Format) bool { return strings.HasPrefix(begin, f.Magic) }); i >= 0 {
		return fileFormats()[i].Read(io.NewSectionReader(file, 0, info.Size()))
	}
	return io.NopCloser(file), nil
}

// both is a text and the file that it is read from.
type both struct {
	io.ReadCloser
	file *os.File
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.file.Close()) }

// readProof reads the file that proves a line.
func readProof(text []byte) (lineProof, error) {
	var p lineProof
	if err := strictjson.Unmarshal(text, &p); err != nil {
		return p, err
	}
	if p.Version != proofVersion {
		return p, fmt.Errorf("version %s of the proof is not known here: want %s", input.Quote(p.Version), input.Quote(proofVersion))
	}
	return p, nil
}
