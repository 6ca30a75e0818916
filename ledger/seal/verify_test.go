package seal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/ledger/seal"
)

func (s *sealed) verify(index int, p seal.Proof) error {
	_, err := seal.Verify(s.receipts[index], p, s.statement, seal.Evidence{Header: s.header})
	return err
}

func TestVerifyEveryLine(t *testing.T) {
	s := ledgerOf(t, 21)
	basis := basisOf(t)
	for i := range s.records {
		results, err := seal.Verify(s.receipts[i], s.prove(t, i), s.statement, seal.Evidence{Header: s.header, Record: s.records[i], Basis: &basis})
		require.NoError(t, err)
		require.Len(t, results, 1)
		assert.Equal(t, fmt.Sprintf("boiler-%d", i), results[0].ID)
	}
}

// Every method that has a sheet can be verified by its record.
func TestVerifyEveryMethod(t *testing.T) {
	basis := basisOf(t)
	methods := 0
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		header, first := rowOf(t, m, "first")
		_, second := rowOf(t, m, "second")
		a, err := seal.Sheet(nil)(m.Name(), []byte(header), []byte(first))
		require.NoError(t, err)
		if _, err := a.Calculate(basis); err != nil {
			continue // the example has nested inputs, which no sheet has
		}
		methods++
		s := sealOf(t, string(m.Name()), header, []string{first, second})
		for i := range 2 {
			require.NoError(t, s.verify(i, s.prove(t, i)), m.Name())
			_, err := seal.Verify(s.receipts[i], s.prove(t, i), s.statement, seal.Evidence{Header: s.header, Basis: &basis})
			require.NoError(t, err, m.Name())
			_, err = seal.Verify(s.receipts[1-i], s.prove(t, i), s.statement, seal.Evidence{Header: s.header})
			require.ErrorIs(t, err, seal.ErrDiffers, m.Name())
		}
	}
	assert.Greater(t, methods, 50)
}

// Each attack is refused, with what differs: here a line is altered or moved.
func TestAttacksOnALine(t *testing.T) {
	s := ledgerOf(t, 12)
	// An altered line: by who makes the proof, in the proof, and in the file of who checks.
	altered := s.leaves[4]
	altered.Record = bytes.Replace(altered.Record, []byte("104.5"), []byte("105.5"), 1)
	_, err := seal.Prove(bytes.NewReader(s.hashes), 12, 4, altered.AppendTo(nil))
	refused(t, "hash of leaf 4 is not what was sealed", err)
	p := s.prove(t, 4)
	p.Leaf = altered.AppendTo(nil)
	refused(t, `line 5 of "boilers.csv": leaf `, s.verify(4, p))
	refused(t, "the line was altered or moved", s.verify(4, p))
	_, err = seal.Verify(s.receipts[4], s.prove(t, 4), s.statement, seal.Evidence{Header: s.header, Record: append(altered.Record, "\r\n"...)})
	refused(t, `column "amount" is not what was sealed ("105.5 MWh(HHV)"): want 104.5 MWh(HHV)`, err)
	_, err = seal.Verify(s.receipts[4], s.prove(t, 4), s.statement, seal.Evidence{Header: s.header, Record: []byte("x")})
	refused(t, `record is not what was sealed ("x")`, err)

	// Swapped lines.
	p = s.prove(t, 4)
	p.Index = 5
	refused(t, "the line was altered or moved", s.verify(4, p))
	_, err = seal.Prove(bytes.NewReader(s.hashes), 12, 4, s.leaves[5].AppendTo(nil))
	refused(t, "hash of leaf 4", err)
	require.NoError(t, s.verify(4, s.prove(t, 4)))
}

func refused(t *testing.T, want string, err error) {
	t.Helper()
	require.ErrorIs(t, err, seal.ErrDiffers)
	require.ErrorContains(t, err, want)
}

func TestAttacksOnTheLedger(t *testing.T) {
	s, other := ledgerOf(t, 12), ledgerOf(t, 13)

	// A line removed, or added.
	refused(t, `number of lines of the proof is not what was sealed ("13"): want 12`, s.verify(4, other.prove(t, 4)))
	short := s.statement
	short.Lines--
	_, err := seal.Verify(s.receipts[4], s.prove(t, 4), short, seal.Evidence{Header: s.header})
	refused(t, "number of lines", err)

	// Another root, another hash, too few and too many.
	root := s.statement
	root.Root = other.statement.Root
	_, err = seal.Verify(s.receipts[4], s.prove(t, 4), root, seal.Evidence{Header: s.header})
	refused(t, "the proof is of another ledger", err)
	p := s.prove(t, 4)
	p.Hashes[1][0]++
	refused(t, "the proof is of another ledger", s.verify(4, p))
	p.Hashes = p.Hashes[:1]
	refused(t, "the proof is of another ledger", s.verify(4, p))
}

func TestAttacksOnReceipts(t *testing.T) {
	s := ledgerOf(t, 12)

	// Another receipt, none, one more, an altered one.
	proof := s.prove(t, 4)
	_, err := seal.Verify(s.receipts[5], proof, s.statement, seal.Evidence{Header: s.header})
	refused(t, `CO2e of result 1 is not what was sealed ("`, err)
	_, err = seal.Verify(nil, proof, s.statement, seal.Evidence{Header: s.header})
	refused(t, `number of receipts is not what was sealed ("0"): want 1`, err)
	_, err = seal.Verify(slices.Concat(s.receipts[4], s.receipts[4]), proof, s.statement, seal.Evidence{Header: s.header})
	refused(t, "number of receipts", err)
	_, err = seal.Verify([][]byte{bytes.Replace(s.receipts[4][0], []byte("104.5"), []byte("104.6"), 1)}, proof, s.statement, seal.Evidence{Header: s.header})
	require.ErrorIs(t, err, ghg.ErrTampered)

	// Other columns, and another method.
	_, err = seal.Verify(s.receipts[4], proof, s.statement, seal.Evidence{Header: []byte("id,site,entity,period,fuel,region,amount,cost centre")})
	refused(t, "SHA-256 of the header is not what was sealed", err)
	method := s.statement
	method.Method = "scope1.measured"
	_, err = seal.Verify(s.receipts[4], proof, method, seal.Evidence{Header: s.header})
	refused(t, `method of result 1 is not what was sealed ("scope1.stationary-combustion")`, err)
	_, err = seal.Verify(s.receipts[4], proof, seal.Statement{}, seal.Evidence{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// receiptOf returns the receipt of a result that was changed.
func receiptOf(t *testing.T, receipt []byte, change func(r *ghg.Result)) [][]byte {
	t.Helper()
	r, err := ghg.Verify(receipt)
	require.NoError(t, err)
	change(&r)
	again, err := r.Receipt()
	require.NoError(t, err)
	return [][]byte{again}
}

// Receipts that are valid, of the same derivation and CO2e, but not of the line.
func TestReceiptsOfOtherLines(t *testing.T) {
	s := ledgerOf(t, 12)
	basis := basisOf(t)
	for name, change := range map[string]func(r *ghg.Result){
		`id of result 1 is not what was sealed ("x"): want boiler-4`:                 func(r *ghg.Result) { r.ID = "x" },
		`entity of result 1 is not what was sealed ("x"): want Example Ltd`:          func(r *ghg.Result) { r.Entity = "x" },
		`site of result 1 is not what was sealed ("x"): want Leeds, site 1`:          func(r *ghg.Result) { r.Site = "x" },
		`period of result 1 is not what was sealed ("2023-01-01/2024-01-01 2023"): `: func(r *ghg.Result) { r.Period = ghg.CalendarYear(2023) },
		`CO2e of result 1 is not what was sealed ("9556.525 kg")`:                    func(r *ghg.Result) { halved(t, r) },
	} {
		_, err := seal.Verify(receiptOf(t, s.receipts[4][0], change), s.prove(t, 4), s.statement, seal.Evidence{Header: s.header})
		require.ErrorContains(t, err, name)
	}
	noted := receiptOf(t, s.receipts[4][0], func(r *ghg.Result) { r.Notes = append(r.Notes, ghg.Note{Name: "x", Value: "y"}) })
	_, err := seal.Verify(noted, s.prove(t, 4), s.statement, seal.Evidence{Header: s.header})
	require.NoError(t, err, "words are not sealed")
	_, err = seal.Verify(noted, s.prove(t, 4), s.statement, seal.Evidence{Header: s.header, Basis: &basis})
	require.ErrorContains(t, err, "receipt 1 is not what was sealed: want the one that the record gives with the basis")
}

// halved halves the inputs and what follows from them.
func halved(t *testing.T, r *ghg.Result) {
	t.Helper()
	half := decimal.New(5, -1)
	for i := range r.Steps {
		s := &r.Steps[i]
		for j := range s.Terms {
			switch tm := &s.Terms[j]; tm.Kind {
			case ghg.TermInput:
				tm.Value = tm.Value.Mul(half)
			case ghg.TermStep:
				tm.Value = r.Steps[tm.Step-1].Value
			}
		}
		value, err := s.Evaluate()
		require.NoError(t, err)
		s.Value = value
	}
	var err error
	r.Emissions, err = ghg.EmissionsOf(r.Steps)
	require.NoError(t, err)
	converted, err := r.Emissions.ToCO2e(ghg.AR5())
	require.NoError(t, err)
	r.CO2e = converted.CO2e
}

// An input that the record does not have is refused although derivation and CO2e are those of the leaf.
func TestInputIsOfTheRecord(t *testing.T) {
	s := ledgerOf(t, 3)
	read := func(of ghg.Method, header, record []byte) (activity.Activity, error) {
		return seal.Sheet(nil)(of, header, bytes.Replace(record, []byte("101.5"), []byte("102.5"), 1))
	}
	_, err := seal.Verify(s.receipts[1], s.prove(t, 1), s.statement, seal.Evidence{Header: s.header, Read: read})
	require.ErrorIs(t, err, seal.ErrDiffers)
	require.ErrorContains(t, err, `input of result 1 is not what was sealed ("101.5 MWh(HHV)"): want an amount of the record: 102.5`)
	for _, wrong := range []seal.Reader{
		func(ghg.Method, []byte, []byte) (activity.Activity, error) { return nil, nil },
		func(ghg.Method, []byte, []byte) (activity.Activity, error) { return activity.Located{}, nil },
		func(ghg.Method, []byte, []byte) (activity.Activity, error) { return nil, ghg.ErrUnknown },
	} {
		_, err = seal.Verify(s.receipts[1], s.prove(t, 1), s.statement, seal.Evidence{Header: s.header, Read: wrong})
		require.Error(t, err)
	}
}

// A ledger of several methods names that of each line.
func TestSheetOfSeveralMethods(t *testing.T) {
	const header = "method,id,period,fuel,region,amount,amount_unit,item"
	read := seal.Sheet(activity.Standard())
	a, err := read("scope1.stationary-combustion", []byte(header), []byte("scope1.stationary-combustion,b,2024,natural-gas,GB,12,kWh(HHV),"))
	if err == nil {
		text, err := activity.Encode(a)
		require.NoError(t, err)
		assert.True(t, json.Valid(text))
	}
	_, err = read("scope1.stationary-combustion", []byte(header), []byte("scope1.measured,b,2024,natural-gas,GB,12,kWh(HHV),"))
	require.ErrorContains(t, err, `method of the results is not what was sealed ("scope1.stationary-combustion"): want scope1.measured`)
	_, err = read("scope1.stationary-combustion", []byte("id,period,fuel,region,amount,unit"), []byte("b,2024,natural-gas,GB,12,kWh(HHV)"))
	require.NoError(t, err)
	for _, record := range []string{"", "a", "# b,2024,natural-gas,GB,12,kWh(HHV)", "b,2024,natural-gas,GB,twelve,kWh(HHV)", `"`} {
		_, err = read("scope1.stationary-combustion", []byte("id,period,fuel,region,amount,unit"), []byte(record))
		require.Error(t, err, record)
	}
	_, err = read("nothing", []byte(header), nil)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}
