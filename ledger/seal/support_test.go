package seal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger/seal"
)

// sealed is a ledger with its seal.
type sealed struct {
	header    []byte
	records   [][]byte
	receipts  [][][]byte // of each line
	leaves    []seal.Leaf
	hashes    []byte
	statement seal.Statement
}

func basisOf(t testing.TB) factors.Basis {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	return basis
}

const header = "id,entity,site,period,fuel,region,amount,cost centre"

// ledgerOf returns a ledger of boilers.
func ledgerOf(t testing.TB, lines int) *sealed {
	t.Helper()
	var records []string
	for i := range lines {
		records = append(records, fmt.Sprintf(`boiler-%d,Example Ltd,"Leeds, site %d",2024-%02d,natural-gas,GB,%d.5 MWh(HHV),%d`, i, i%3, i%12+1, 100+i, i%7))
	}
	return sealOf(t, "scope1.stationary-combustion", header, records)
}

// sealOf calculates and seals records of a method.
func sealOf(t testing.TB, method, header string, records []string) *sealed {
	t.Helper()
	m, err := activity.Lookup(method)
	require.NoError(t, err)
	basis := basisOf(t)
	s := &sealed{header: []byte(header)}
	var hashes bytes.Buffer
	tree, sum := seal.NewTree(&hashes), ghg.CO2e{}
	for _, record := range records {
		a, err := seal.Sheet(nil)(m.Name(), s.header, []byte(record))
		require.NoError(t, err)
		results, err := a.Calculate(basis)
		require.NoError(t, err)
		var receipts [][]byte
		leaf := seal.Leaf{Record: []byte(record)}
		for _, r := range results {
			receipt, err := r.Receipt()
			require.NoError(t, err)
			receipts = append(receipts, receipt)
			derivation, err := seal.DerivationOf(r)
			require.NoError(t, err)
			leaf.Results = append(leaf.Results, seal.LeafResult{Derivation: derivation, CO2eKg: dec.Text(r.CO2e.Kg())})
			sum = sum.Add(r.CO2e)
		}
		require.NoError(t, tree.Add(leaf.Hash()))
		s.records, s.receipts, s.leaves = append(s.records, []byte(record)), append(s.receipts, receipts), append(s.leaves, leaf)
	}
	require.NoError(t, tree.Flush())
	s.hashes = hashes.Bytes()
	s.statement = seal.Statement{
		Of: seal.LedgerLines, Name: "boilers.csv", Method: m.Name(), Lines: tree.Size(), Root: tree.Root(), Header: sha256.Sum256(s.header),
	}
	if m.Scope() != ghg.Scope2 {
		s.statement.Totals = []seal.Total{{Scope: m.Scope(), CO2e: sum}}
	}
	require.NoError(t, s.statement.Check())
	return s
}

func (s *sealed) prove(t testing.TB, index int) seal.Proof {
	t.Helper()
	p, err := seal.Prove(bytes.NewReader(s.hashes), s.statement.Lines, int64(index), s.leaves[index].AppendTo(nil))
	require.NoError(t, err)
	return p
}

// keys returns a signer and its verifier that are always the same for a name.
func keys(t testing.TB, name string) (note.Signer, note.Verifier) {
	t.Helper()
	private, public, err := note.GenerateKey(strings.NewReader(strings.Repeat(name, 32)), name)
	require.NoError(t, err)
	signer, err := note.NewSigner(private)
	require.NoError(t, err)
	verifier, err := note.NewVerifier(public)
	require.NoError(t, err)
	return signer, verifier
}

// rowOf returns the header and the first example of a method, with another id.
func rowOf(t testing.TB, m activity.Method, id string) (header, record string) {
	t.Helper()
	cells, err := m.ExampleRow()
	require.NoError(t, err)
	var names []string
	for i, c := range m.Columns() {
		names = append(names, c.Name)
		if c.Name == "id" {
			cells[i] = id
		}
	}
	line := func(cells []string) string {
		var b strings.Builder
		w := csv.NewWriter(&b)
		require.NoError(t, w.Write(cells))
		w.Flush()
		return strings.TrimSuffix(b.String(), "\n")
	}
	return line(names), line(cells)
}

// setText sets a field of an activity, if it has it.
func setText(v reflect.Value, field, text string) {
	if f := v.FieldByName(field); f.IsValid() && f.Kind() == reflect.String {
		f.SetString(text)
	}
}

func leafHash(i int) seal.Digest { return seal.LeafHash([]byte(strconv.Itoa(i))) }
