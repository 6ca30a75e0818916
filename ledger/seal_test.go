package ledger_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/ledger/seal"
)

// sealed runs a sealed job and returns its statement and the hashes.
func sealed(t testing.TB, j ledger.Job, text string) (seal.Statement, []byte) {
	t.Helper()
	j.Seal = true
	var lines, rejects, hashes bytes.Buffer
	sum, err := ledger.Run(context.Background(), j, strings.NewReader(text), ledger.Output{Lines: &lines, Rejects: &rejects, Hashes: &hashes})
	require.NoError(t, err)
	return sum.Statement, hashes.Bytes()
}

// leafOf returns the leaf of a line.
func leafOf(t testing.TB, j ledger.Job, header, record string) seal.Leaf {
	t.Helper()
	results, err := j.Results([]byte(header), []byte(record))
	require.NoError(t, err)
	leaf := seal.Leaf{Record: []byte(record)}
	for i := range results {
		digest, err := seal.DerivationOf(results[i])
		require.NoError(t, err)
		leaf.Results = append(leaf.Results, seal.LeafResult{Derivation: digest, CO2eKg: dec.Text(results[i].CO2e.Kg())})
	}
	return leaf
}

// TestSealedRun goes the way of an auditor: from the signed statement of a run to one of its lines.
func TestSealedRun(t *testing.T) {
	j := fuelJob(t)
	head := strings.TrimSuffix(fuelHead, "\n")
	var records []string
	for i := range 500 {
		switch i % 5 {
		case 0:
			records = append(records, "r"+strconv.Itoa(i)+",Leeds,2024-0"+string(rune('1'+i%9))+",natural-gas,GB,"+strconv.Itoa(i+1)+" GJ(HHV)")
		case 4:
			records = append(records, "x"+strconv.Itoa(i)+",York,2024,natral-gas,GB,1 kWh(HHV)") // refused
		default:
			records = append(records, "r"+strconv.Itoa(i)+",York,2024,natural-gas,GB,"+strconv.Itoa(i+1)+" kWh(HHV)")
		}
	}
	text := fuelHead + strings.Join(records, "\n") + "\n"
	statement, hashes := sealed(t, j, text)
	assert.EqualValues(t, 400, statement.Lines)
	assert.EqualValues(t, 100, statement.Rejected)
	for _, workers := range []int{1, 3} {
		other := j
		other.Workers = workers
		again, _ := sealed(t, other, text)
		assert.Equal(t, statement, again, "%d workers", workers)
	}

	private, public, err := note.GenerateKey(rand.Reader, "example.org/ledger")
	require.NoError(t, err)
	signer, err := note.NewSigner(private)
	require.NoError(t, err)
	verifier, err := note.NewVerifier(public)
	require.NoError(t, err)
	signed, err := statement.Sign(signer)
	require.NoError(t, err)
	opened, err := seal.Open(signed, verifier)
	require.NoError(t, err)

	index := int64(0)
	for i, record := range records {
		if i%5 == 4 {
			continue
		}
		if i%50 != 0 && i%50 != 7 {
			index++
			continue
		}
		leaf := leafOf(t, j, head, record)
		proof, err := seal.Prove(bytes.NewReader(hashes), opened.Lines, index, leaf.AppendTo(nil))
		require.NoError(t, err, "the leaf of line %d is not the one that the run has sealed", i+2)
		receipts, err := j.Receipts([]byte(head), []byte(record))
		require.NoError(t, err)
		evidence := seal.Evidence{Header: []byte(head), Record: []byte(record), Basis: &j.Basis}
		_, err = seal.Verify(receipts, proof, opened, evidence)
		require.NoError(t, err)
		others, err := j.Receipts([]byte(head), []byte(strings.Replace(record, " ", "1 ", 1)))
		require.NoError(t, err)
		_, err = seal.Verify(others, proof, opened, evidence)
		require.ErrorIs(t, err, seal.ErrDiffers)
		index++
	}

	changed, _ := sealed(t, j, strings.Replace(text, "r1,York", "r1,Leeds", 1))
	assert.NotEqual(t, statement.Root, changed.Root, "a site was changed")
	moved, _ := sealed(t, j, fuelHead+records[1]+"\n"+records[0]+"\n"+strings.Join(records[2:], "\n")+"\n")
	assert.NotEqual(t, statement.Root, moved.Root, "two lines were swapped")

	longer, all := sealed(t, j, text+"late,York,2024,natural-gas,GB,-0.5 kWh(HHV)\ncorrection,York,2024,natural-gas,GB,3 kWh(HHV)\n")
	consistency, err := seal.ProveConsistency(bytes.NewReader(all), statement.Lines, longer.Lines)
	require.NoError(t, err)
	require.NoError(t, seal.CheckConsistency(consistency, statement, longer))
	require.ErrorIs(t, seal.CheckConsistency(consistency, changed, longer), seal.ErrDiffers)
}

// TestSealNeedsAJob refuses hashes of a run that is not sealed.
func TestSealNeedsAJob(t *testing.T) {
	var b bytes.Buffer
	_, err := ledger.Run(context.Background(), fuelJob(t), strings.NewReader(fuelHead), ledger.Output{Rejects: &b, Hashes: &b})
	require.ErrorIs(t, err, ghg.ErrMixed)
}
