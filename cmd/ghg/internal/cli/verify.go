package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/ledger/seal"
)

// verifyFlags are the flags of the command.
type verifyFlags struct {
	keys      []string
	statement string
	basis     projectOrBasis
	appended  bool
	hashes    string
	proof     string
}

// verify checks receipts, proofs and signed statements.
func (a *app) verify() *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify FILE ...",
		Short: "Check receipts, proofs of lines and signed statements",
		Long: `Verify says step by step what holds. A FILE is

  - receipts, one on each line: each is recomputed from its content alone
  - the proof of a line, as "ghg prove" writes it: the signature of the statement by a key (--key), the receipts, and that the
    line is in the sealed ledger as they have it. With --project, or --factors and --gwp, the line is calculated again, too.
    --statement checks it against a signed statement that you have from elsewhere, in place of the one in the file. A line is
    named by its number among the calculated lines, which is what the seal holds
  - a signed statement: its signature

With --append OLD NEW, both signed statements of one ledger, it checks that the new one begins with all lines of the old one, by
the proof of "ghg prove --append" (--proof) or by the hashes of the new one (--hashes).

A receipt that holds is not altered and its arithmetic is right. Whether its amounts are true, no receipt can say.

Exit statuses: 0 if everything holds, 4 if something does not, 1 if a file cannot be read.`,
		Example: `  ghg verify receipt.json
  ghg verify line-7.json --key example.com.pub
  ghg verify line-7.json --key example.com.pub --statement published.signed --project acme
  ghg verify --append may.statement.signed june.statement.signed --proof may-june.json --key example.com.pub`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.appended {
				return wantArgs("OLD", "NEW")(cmd, args)
			}
			if len(args) == 0 {
				return usage(errors.New("want one or more files"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.runVerify(args, f) },
	}
	cmd.Flags().StringSliceVar(&f.keys, "key", nil, "file of the public key of who signed; one of several must have")
	cmd.Flags().StringVar(&f.statement, "statement", "", "file of the signed statement, in place of the one in the proof")
	cmd.Flags().BoolVar(&f.appended, "append", false, "check that a ledger begins with all lines of an earlier one")
	cmd.Flags().StringVar(&f.hashes, "hashes", "", "with --append: file of the hashes of the new ledger")
	cmd.Flags().StringVar(&f.proof, "proof", "", "with --append: file of the proof")
	f.basis.add(cmd)
	return cmd
}

func (a *app) runVerify(args []string, f verifyFlags) error {
	if !f.appended && (f.hashes != "" || f.proof != "") {
		return usage(errors.New("--hashes and --proof: want --append with them"))
	}
	keys, err := readVerifiers(f.keys)
	if err != nil {
		return err
	}
	v := &verification{out: a.people(), keys: keys, flags: f}
	if f.appended {
		return v.result(v.appended(args[0], args[1]))
	}
	if f.basis.stated() {
		b, err := f.basis.open()
		if err != nil {
			return err
		}
		v.basis = &b
	}
	for _, name := range args {
		if err := v.file(name); err != nil {
			return err
		}
	}
	return v.result(nil)
}

// verification checks files and writes what holds.
type verification struct {
	out    io.Writer
	keys   []note.Verifier
	flags  verifyFlags
	basis  *factors.Basis
	failed int
}

// step writes whether a step holds, and returns whether it does.
func (v *verification) step(what string, err error) bool {
	if err != nil {
		v.failed++
		fmt.Fprintf(v.out, "  DOES NOT HOLD  %s: %s\n", what, err)
		return false
	}
	fmt.Fprintf(v.out, "  holds          %s\n", what)
	return true
}

// unchecked writes what nothing was given to check by.
func (v *verification) unchecked(what string) { fmt.Fprintf(v.out, "  not checked    %s\n", what) }

// result returns the error of what does not hold.
func (v *verification) result(err error) error {
	if err != nil || v.failed == 0 {
		return err
	}
	what := fmt.Errorf("%d steps do not hold", v.failed)
	if v.failed == 1 {
		what = errors.New("a step does not hold")
	}
	return &statusError{StatusNotVerified, what}
}

// needKey returns an error if there is no key.
func (v *verification) needKey(of string) error {
	if len(v.keys) > 0 {
		return nil
	}
	return usage(fmt.Errorf("%s: a statement proves nothing without the public key of who signed it: want --key NAME.pub", of))
}

// file checks a file of any kind.
func (v *verification) file(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return plain(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	fmt.Fprintln(v.out, name)
	r := bufio.NewReaderSize(file, 1<<16)
	begin, err := r.Peek(256)
	if err != nil && !errors.Is(err, io.EOF) {
		return plain(err)
	}
	switch {
	case bytes.HasPrefix(begin, []byte("ghg seal ")):
		return v.signed(name)
	case bytes.Contains(begin, []byte(`"ghg_proof"`)):
		return v.line(name, r)
	}
	return v.receipts(name, r)
}

// receipts checks receipts, one on each line.
func (v *verification) receipts(name string, r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, ghg.MaxReceipt+2)
	n := 0
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		n++
		v.receipt(n, lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: line %d: %w", name, n+1, err)
	}
	if n == 0 {
		return fmt.Errorf("%s: it is empty: want a receipt, a proof or a signed statement", name)
	}
	return nil
}

// receipt checks a receipt.
func (v *verification) receipt(n int, text []byte) bool {
	r, err := ghg.Verify(text)
	if err != nil {
		return v.step(fmt.Sprintf("receipt %d", n), err)
	}
	return v.step(fmt.Sprintf("receipt %d: %s %q, %s kg CO2e", n, r.Method, r.ID, dec.Text(r.CO2e.Kg())), nil)
}

// signed checks a signed statement.
func (v *verification) signed(name string) error {
	if err := v.needKey(name); err != nil {
		return err
	}
	msg, err := os.ReadFile(name)
	if err != nil {
		return plain(err)
	}
	v.statement(msg)
	return nil
}

// statement checks the signature of a statement.
func (v *verification) statement(msg []byte) (seal.Statement, bool) {
	s, err := seal.Open(msg, v.keys...)
	if err != nil {
		return s, v.step("signature of the statement", err)
	}
	signer := v.keys[0].Name()
	if n, err := note.Open(msg, note.VerifierList(v.keys...)); err == nil {
		signer = n.Sigs[0].Name
	}
	return s, v.step(fmt.Sprintf("signature: %s signed %s", signer, stated(s)), nil)
}

// line checks the proof of a line.
func (v *verification) line(name string, r io.Reader) error {
	if err := v.needKey(name); err != nil {
		return err
	}
	const most = 64 << 20 // bytes of a proof with many receipts
	text, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return plain(err)
	}
	file, err := readProof(text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	msg := []byte(file.Statement)
	if v.flags.statement != "" {
		if msg, err = os.ReadFile(v.flags.statement); err != nil {
			return plain(err)
		}
	}
	s, ok := v.statement(msg)
	receipts := make([][]byte, len(file.Receipts))
	for i, r := range file.Receipts {
		receipts[i] = []byte(r)
		ok = v.receipt(i+1, receipts[i]) && ok
	}
	if ok {
		v.sealed(file, receipts, s)
	} else {
		v.unchecked("that the line is in the sealed ledger: a step before does not hold")
	}
	return nil
}

// sealed checks that a line is in the ledger of a statement. What it is called is what the tree says: the file of the proof may
// call it anything.
func (v *verification) sealed(file lineProof, receipts [][]byte, s seal.Statement) {
	p, err := seal.ParseProof(string(file.Proof))
	if err != nil {
		v.step("the proof", err)
		return
	}
	what := fmt.Sprintf("calculated line %d of %d is in the sealed ledger as its receipts have it", p.Index+1, s.Lines)
	if s.Of == seal.InventoryResults {
		what = fmt.Sprintf("result %d of %d is in the sealed inventory as its receipt has it", p.Index+1, s.Lines)
	}
	_, err = seal.Verify(receipts, p, s, seal.Evidence{Header: []byte(file.Header)})
	if !v.step(what, cmp.Or(err, file.contradicts(p, s))) {
		return
	}
	const again = "the line gives these receipts when it is calculated again"
	switch {
	case s.Of == seal.InventoryResults:
		return
	case v.basis == nil:
		v.unchecked(again + ": want --project, or --factors and --gwp")
	default:
		_, err = seal.Verify(receipts, p, s, seal.Evidence{Header: []byte(file.Header), Basis: v.basis})
		v.step(again, err)
	}
	v.unchecked(fmt.Sprintf("that it is line %s of the file: the seal counts the lines that were calculated", file.Line))
}

// contradicts returns an error if the number that the file has for the line cannot be that of the place in the tree. Before a
// line of a ledger are the header, the calculated lines, and any number of others.
func (p lineProof) contradicts(proof seal.Proof, s seal.Statement) error {
	n, err := strconv.ParseInt(p.Line, 10, 64)
	switch {
	case s.Of == seal.InventoryResults && (err != nil || n != proof.Index+1):
		return fmt.Errorf("the file says that it is of result %s", input.Quote(p.Line))
	case s.Of != seal.InventoryResults && (err != nil || n < proof.Index+2):
		return fmt.Errorf("the file says that it is of line %s: want %d or a later one", input.Quote(p.Line), proof.Index+2)
	}
	return nil
}

// appended checks that a ledger begins with all lines of an earlier one.
func (v *verification) appended(older, newer string) error {
	switch {
	case (v.flags.proof == "") == (v.flags.hashes == ""):
		return usage(errors.New("--append: want either --proof FILE or --hashes FILE with it"))
	case v.needKey(older) != nil:
		return v.needKey(older)
	}
	var statements [2]seal.Statement
	ok := true
	for i, name := range []string{older, newer} {
		msg, err := os.ReadFile(name)
		if err != nil {
			return plain(err)
		}
		fmt.Fprintln(v.out, name)
		s, signed := v.statement(msg)
		statements[i], ok = s, ok && signed
	}
	if !ok {
		return nil
	}
	p, err := v.consistency(statements)
	if err != nil && !errors.Is(err, seal.ErrDiffers) {
		return err
	}
	if err == nil {
		err = seal.CheckConsistency(p, statements[0], statements[1])
	}
	v.step(fmt.Sprintf("the new ledger of %d lines begins with all %d lines of the old one", statements[1].Lines, statements[0].Lines), err)
	return nil
}

// consistency reads the proof, or makes it of the hashes.
func (v *verification) consistency(s [2]seal.Statement) (seal.Consistency, error) {
	var p seal.Consistency
	if v.flags.proof != "" {
		text, err := os.ReadFile(v.flags.proof)
		if err != nil {
			return p, plain(err)
		}
		if err := strictjson.Unmarshal(text, &p); err != nil {
			return p, fmt.Errorf("%s: %w", v.flags.proof, err)
		}
		return p, nil
	}
	hashes, err := os.Open(v.flags.hashes)
	if err != nil {
		return p, plain(err)
	}
	defer hashes.Close() //nolint:errcheck // it was only read
	return seal.ProveConsistency(hashes, s[0].Lines, s[1].Lines)
}
