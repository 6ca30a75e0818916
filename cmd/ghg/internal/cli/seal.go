package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
)

// Names of the files of a sealed project, in its folder.
const (
	sealedStatement = "seal.signed"
	sealedHashes    = "seal.hashes"
)

// keygen makes a pair of keys.
func (a *app) keygen() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "keygen NAME",
		Short: "Make the pair of keys that signs and verifies seals",
		Long: `Keygen makes a pair of Ed25519 keys. It writes the private key, which signs ("ghg seal"), to NAME.key, and the public key, which
verifies ("ghg verify"), to NAME.pub. NAME is that of the signer, such as example.com; it is part of every signature.

Only the owner of NAME.key may read it. Keep it secret, and give NAME.pub to your auditor. Neither file is ever overwritten.`,
		Example: `  ghg keygen example.com
  ghg seal acme --key example.com.key`,
		Args: oneArg("NAME"),
		RunE: func(_ *cobra.Command, args []string) error { return a.runKeygen(dir, args[0]) },
	}
	cmd.Flags().StringVar(&dir, "dir", ".", "folder for the keys")
	return cmd
}

func (a *app) runKeygen(dir, name string) error {
	if name != filepath.Base(name) || strings.ContainsAny(name, `/\`) {
		return usage(fmt.Errorf("NAME %s: want a name without folders, such as example.com; --dir says where the keys go", input.Quote(name)))
	}
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err == nil {
		_, err = note.NewSigner(private) // it checks the name
	}
	if err != nil {
		return usage(fmt.Errorf("NAME %s: want a name without blanks and plus signs, such as example.com", input.Quote(name)))
	}
	keyFile, publicFile := filepath.Join(dir, name+".key"), filepath.Join(dir, name+".pub")
	if _, err := os.Lstat(publicFile); err == nil {
		return errExists(publicFile)
	}
	if err := newFile(keyFile, []byte(private+"\n"), secret); err != nil {
		return err
	}
	if err := newFile(publicFile, []byte(public+"\n"), readable); err != nil {
		return err
	}
	fmt.Fprintf(a.people(), "%s  private: keep it secret\n%s  public: give it to who verifies\n", keyFile, publicFile)
	return nil
}

// seal signs the statement of a ledger, or seals a project and signs its statement.
func (a *app) seal() *cobra.Command {
	var key, out, hashes string
	cmd := &cobra.Command{
		Use:   "seal DIR|STATEMENT",
		Short: "Seal a project, or sign the statement of a ledger",
		Long: `Seal commits to every result by one signed number, so that an auditor can check any one of them without seeing the rest.

Of a project folder DIR it calculates the inventory, seals every result and writes the signed statement (DIR/seal.signed)
and the hashes (DIR/seal.hashes). Of the statement that "ghg ledger --seal" wrote, it writes the signed one
(STATEMENT.signed). The key is that of "ghg keygen".

A statement says how many lines there are, their totals, and the root of the tree of all lines. It does not say that they are
complete or true: it says that they are those that were signed.`,
		Example: `  ghg seal acme --key example.com.key
  ghg seal purchases.statement --key example.com.key`,
		Args: oneArg("DIR or STATEMENT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if key == "" {
				return usage(errors.New("--key is not set: want the private key that \"ghg keygen\" wrote"))
			}
			return a.runSeal(cmd.Context(), args[0], key, out, hashes)
		},
	}
	cmd.Flags().StringVar(&key, "key", "", "file of the private key")
	cmd.Flags().StringVar(&out, "out", "", "file for the signed statement")
	cmd.Flags().StringVar(&hashes, "hashes", "", "file for the hashes of a project's seal (default: DIR/"+sealedHashes+")")
	return cmd
}

func (a *app) runSeal(ctx context.Context, of, key, out, hashes string) error {
	signer, err := readSigner(key)
	if err != nil {
		return err
	}
	var s seal.Statement
	if isFolder(of) {
		out, hashes = orName(out, of, sealedStatement), orName(hashes, of, sealedHashes)
		s, err = sealProject(ctx, of, hashes)
	} else {
		if hashes != "" {
			return usage(errors.New("--hashes: want it for a project only: \"ghg ledger --seal\" wrote those of a ledger"))
		}
		if out == "" {
			out = of + ".signed"
		}
		s, err = readStatement(of)
	}
	if err != nil {
		return err
	}
	signed, err := s.Sign(signer)
	if err != nil {
		return err
	}
	if err := writeText(out, signed); err != nil {
		return err
	}
	fmt.Fprintf(a.people(), "%s signed %s: %s\n", signer.Name(), stated(s), out)
	return nil
}

// stated says in words what a statement is of.
func stated(s seal.Statement) string {
	of := "lines"
	if s.Of == seal.InventoryResults {
		of = "results"
	}
	return fmt.Sprintf("%d %s of %s, root %s", s.Lines, of, input.Quote(s.Name), s.Root)
}

// sealProject calculates a project and writes the hashes of its seal.
func sealProject(ctx context.Context, dir, hashes string) (seal.Statement, error) {
	p, inv, err := runProject(ctx, dir)
	if err != nil {
		return seal.Statement{}, err
	}
	var stored bytes.Buffer
	s, err := seal.OfInventory(inv, &stored)
	if err != nil {
		return s, err
	}
	b, err := p.Basis()
	if err != nil {
		return s, err
	}
	if s.Basis, err = basisDigest(b); err != nil {
		return s, err
	}
	return s, writeText(hashes, stored.Bytes())
}

// runProject opens a project and calculates its inventory.
func runProject(ctx context.Context, dir string) (*project.Project, *inventory.Inventory, error) {
	p, err := project.Open(dir)
	if err != nil {
		return nil, nil, plain(err)
	}
	inv, err := p.Run(ctx, project.Options{})
	return p, inv, err
}

// orName returns a name, or if there is none that of a file in a folder.
func orName(name, dir, file string) string {
	if name != "" {
		return name
	}
	return filepath.Join(dir, file)
}

// readSigner reads a private key. No error shows what the file holds.
func readSigner(name string) (note.Signer, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, plain(err)
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("%s: not a private key: want the file NAME.key that \"ghg keygen\" wrote", name)
	}
	return signer, nil
}

// readVerifiers reads public keys.
func readVerifiers(names []string) ([]note.Verifier, error) {
	var keys []note.Verifier
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, plain(err)
		}
		key, err := note.NewVerifier(strings.TrimSpace(string(text)))
		if err != nil {
			return nil, fmt.Errorf("%s: not a public key: want the file NAME.pub that \"ghg keygen\" wrote", name)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// readStatement reads a statement, signed or not, and checks no signature.
func readStatement(name string) (seal.Statement, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return seal.Statement{}, plain(err)
	}
	s, err := seal.ParseStatement(unsigned(text))
	if err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// unsigned returns the text of a note without its signatures, or the text as it is if it is not signed.
func unsigned(text []byte) string {
	var not *note.UnverifiedNoteError
	if _, err := note.Open(text, note.VerifierList()); errors.As(err, &not) {
		return not.Note.Text
	}
	return string(text)
}
