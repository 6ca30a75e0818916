package answer

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

const header = "id,period,fuel,region,amount"

var records = []string{"boiler-1,2024,natural-gas,GB,120 MWh(HHV)", "boiler-2,2024,natural-gas,GB,80 MWh(HHV)"}

// world is an inventory with two boilers and an office, and the receipts of its results in order.
type world struct {
	inv      *inventory.Inventory
	results  []ghg.Result
	receipts [][]byte
}

func newWorld(t *testing.T) world {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	basis := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}
	var lines []activity.Activity
	read := func(m ghg.Method, header, record string) {
		a, err := seal.Sheet(nil)(m, []byte(header), []byte(record))
		require.NoError(t, err)
		lines = append(lines, a)
	}
	for _, r := range records {
		read("scope1.stationary-combustion", header, r)
	}
	read("scope2.electricity", "id,period,amount,region", "office,2024,80 MWh,GB")
	period, err := ghg.ParsePeriod("2024")
	require.NoError(t, err)
	var w world
	w.inv, err = inventory.Run(basis, inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: period}, lines)
	require.NoError(t, err)
	for r := range w.inv.Results() {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		w.results, w.receipts = append(w.results, r), append(w.receipts, receipt)
	}
	require.Len(t, w.receipts, 4)
	return w
}

func (w world) total(t *testing.T, inv *inventory.Inventory, a ghg.Accounting) string {
	t.Helper()
	p, err := inv.Partial(a)
	require.NoError(t, err)
	return dec.Text(p.Total().Kg())
}

// place returns where an input of a kind is among those of a receipt.
func place(t *testing.T, receipt []byte, kind string) Input {
	t.Helper()
	a := InputsOf(receipt)
	require.True(t, a.OK, a.Error)
	for _, in := range a.Inputs {
		if in.Kind == kind {
			return in
		}
	}
	require.Fail(t, "no input", kind)
	return Input{}
}

func altered(receipt []byte) []byte {
	return bytes.Replace(receipt, []byte(`"120"`), []byte(`"121"`), 1)
}

func TestVerify(t *testing.T) {
	w := newWorld(t)
	for i, receipt := range w.receipts {
		a, r := Verify(receipt), w.results[i]
		require.True(t, a.OK, a.Error)
		require.Equal(t, r.ID, a.ID)
		require.Equal(t, dec.Text(r.CO2e.Kg()), a.Kg)
		require.Equal(t, r.ExplainSteps(), a.Explain+"\n"+strings.Join(a.Steps, "\n")+"\n")
		summary, err := r.Summary()
		require.NoError(t, err)
		require.Equal(t, summary.SHA256(), a.SHA256)
		require.Equal(t, r.Accounting != 0, a.Accounting != "")
	}
	_, err := ghg.Verify(altered(w.receipts[0]))
	require.Equal(t, Receipt{Error: err.Error()}, Verify(altered(w.receipts[0])))
	require.Equal(t, Inputs{Error: err.Error()}, InputsOf(altered(w.receipts[0])))
}

func TestInputs(t *testing.T) {
	w := newWorld(t)
	amount, factor := place(t, w.receipts[0], "amount"), place(t, w.receipts[0], "factor")
	require.Equal(t, "120", amount.Value)
	require.False(t, amount.Shared)
	require.True(t, factor.Shared)
	require.Equal(t, factor.Key, place(t, w.receipts[1], "factor").Key)
	for _, receipt := range w.receipts {
		keys, labels := map[string]bool{}, map[string]bool{}
		for _, in := range InputsOf(receipt).Inputs {
			keys[in.Key], labels[in.Text] = true, true
		}
		require.Len(t, keys, len(InputsOf(receipt).Inputs), "two gases of a factor in CO2e are two inputs")
		require.Len(t, labels, len(keys), "and are told apart by a reader")
	}
}

// A sketch is inventory.Scenario: line by line, by both methods of scope 2, and with a total of more lines than its receipts.
func TestWhatIfIsScenario(t *testing.T) {
	w := newWorld(t)
	d, err := w.results[0].Derivation()
	require.NoError(t, err)
	amount, factor := place(t, w.receipts[1], "amount"), place(t, w.receipts[0], "factor")
	inputs := d.Inputs()
	second, err := w.results[1].Derivation()
	require.NoError(t, err)
	scenario, err := w.inv.Scenario(
		inventory.Change{Line: "boiler-2", Change: ghg.Change{Input: second.Inputs()[amount.At], Value: dec.MustParse("71.25"), Source: "x"}},
		inventory.Change{Change: ghg.Change{Input: inputs[factor.At], Value: dec.MustParse("0.19"), Source: "x"}},
	)
	require.NoError(t, err)
	q := Question{Receipts: w.receipts, Changes: []Change{{1, amount.At, "71.25", "x"}, {0, factor.At, "0.19", "x"}}}
	a := WhatIf(q)
	require.True(t, a.OK, a)
	i := 0
	for r := range scenario.Results() {
		require.Equal(t, dec.Text(r.CO2e.Kg()), a.Lines[i].After)
		require.Equal(t, dec.Text(w.results[i].CO2e.Kg()), a.Lines[i].Before)
		i++
	}
	require.Equal(t, w.total(t, w.inv, ghg.LocationBased), a.Location.Before)
	require.Equal(t, w.total(t, scenario, ghg.LocationBased), a.Location.After)
	require.Equal(t, w.total(t, scenario, ghg.MarketBased), a.Market.After)

	q.Receipts, q.Totals = w.receipts[:2], [2]string{w.total(t, w.inv, ghg.LocationBased), w.total(t, w.inv, ghg.MarketBased)}
	few := WhatIf(q)
	require.Equal(t, a.Location, few.Location)
	require.Equal(t, a.Market, few.Market)

	none := WhatIf(Question{})
	require.Equal(t, &Total{"0", "0", "0"}, none.Market)
}

// Each method of scope 2 has its own lines, and a mark counts a line of category 3 by one of them.
func TestWhatIfByMethod(t *testing.T) {
	w := newWorld(t)
	for i, r := range w.results[2:] {
		in := place(t, w.receipts[2+i], "factor")
		a := WhatIf(Question{Receipts: w.receipts[2+i : 3+i], Changes: []Change{{0, in.At, "0.1", "x"}}})
		require.True(t, a.OK, a)
		require.Equal(t, r.Accounting == ghg.LocationBased, a.Location.After != "0")
		require.Equal(t, r.Accounting == ghg.MarketBased, a.Market.After != "0")
	}
	upstream := w.results[0].Clone()
	upstream.ID, upstream.Scope, upstream.Category, upstream.Method = "up", ghg.Scope3, ghg.FuelAndEnergyRelatedActivities, "example.own"
	receipt, err := upstream.Receipt()
	require.NoError(t, err)
	a := WhatIf(Question{Receipts: [][]byte{receipt}, Marks: map[string]string{"up": "market-based"}})
	require.True(t, a.OK, a)
	require.Equal(t, "0", a.Location.After)
	require.NotEqual(t, "0", a.Market.After)
}

// The amount of a purchase, the volume of an instrument and its rate move both results of the purchase as inventory.Scenario
// does; what the method would decide otherwise says so.
func TestWhatIfOfInstruments(t *testing.T) {
	w := instruments(t)
	for _, c := range []struct {
		receipt     int
		name, value string
	}{
		{0, "electricity", "1250"}, {1, "electricity", "1250"}, {1, "instrument rec-1", "333.3"}, {1, "instrument ppa-1", "100"}, {1, "instrument/ppa-1", "0.08"},
	} {
		d, err := w.results[c.receipt].Derivation()
		require.NoError(t, err)
		inputs := d.Inputs()
		at := slices.IndexFunc(inputs, func(in ghg.Input) bool {
			return in.Name == c.name || strings.Contains(c.name, "/") && strings.Contains(in.Name, c.name)
		})
		require.GreaterOrEqual(t, at, 0, c.name)
		change := inventory.Change{Change: ghg.Change{Input: inputs[at], Value: dec.MustParse(c.value), Source: "x"}}
		if inputs[at].Kind == ghg.InputAmount {
			change.Line = w.results[c.receipt].ID
		}
		scenario, err := w.inv.Scenario(change)
		require.NoError(t, err, c.name)
		a := WhatIf(Question{Receipts: w.receipts, Changes: []Change{{c.receipt, at, c.value, "x"}}})
		require.True(t, a.OK, a)
		require.Equal(t, w.total(t, scenario, ghg.LocationBased), a.Location.After, c.name)
		require.Equal(t, w.total(t, scenario, ghg.MarketBased), a.Market.After, c.name)
		require.NotEqual(t, a.Market.Before, a.Market.After, c.name)
		require.Equal(t, c.name == "electricity", a.Location.Before != a.Location.After, c.name)
	}
	amount := place(t, w.receipts[1], "amount")
	a := WhatIf(Question{Receipts: w.receipts, Changes: []Change{{1, amount.At, "400", "x"}}})
	require.False(t, a.OK)
	require.Contains(t, a.Lines[1].Error, ghg.ErrOtherDerivation.Error())
}

// instruments returns an inventory of one purchase with a certificate and a contract.
func instruments(t *testing.T) world {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	year := ghg.CalendarYear(2024)
	bought := scope2.Electricity{
		ID: "works", Period: year, Amount: units.MustParse("1000 MWh"), Region: "GB", ResidualMix: factors.MustSupplied("0.45 kg CO2e/kWh AR5; issuing body 2024"),
		Instruments: []scope2.Instrument{
			{
				ID: "rec-1", Kind: ghg.Certificate, Volume: units.MustParse("300 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: year, Renewable: true,
				Retirement: "statement", SoleClaim: true,
			},
			{
				ID: "ppa-1", Kind: ghg.PhysicalPPA, Volume: units.MustParse("200 MWh"), Rate: scope2.StatedRate(factors.MustSupplied("0.1 kg CO2/kWh; contract 12")),
				Market: "GB", Vintage: year, AllRights: true, Retirement: "statement", SoleClaim: true,
			},
		},
	}
	var w world
	w.inv, err = inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: year}, []activity.Activity{bought})
	require.NoError(t, err)
	for r := range w.inv.Results() {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		w.results, w.receipts = append(w.results, r), append(w.receipts, receipt)
	}
	require.Len(t, w.receipts, 2)
	return w
}

func TestWhatIfIsRefused(t *testing.T) {
	w := newWorld(t)
	amount, factor := place(t, w.receipts[0], "amount").At, place(t, w.receipts[0], "factor").At
	for _, test := range []struct {
		name, want string
		q          Question
	}{
		{"altered", "receipt 1: ", Question{Receipts: [][]byte{altered(w.receipts[0])}}},
		{"twice", "receipt 2 is receipt 1", Question{Receipts: [][]byte{w.receipts[0], w.receipts[0]}}},
		{"no such receipt", "receipt 3: there are 1", Question{Receipts: w.receipts[:1], Changes: []Change{{2, 0, "1", "x"}}}},
		{"no such input", "input 99: receipt 1 has", Question{Receipts: w.receipts[:1], Changes: []Change{{0, 99, "1", "x"}}}},
		{"no number", "change 1: ", Question{Receipts: w.receipts[:1], Changes: []Change{{0, amount, "1,5", "x"}}}},
		{"two numbers", "it has two numbers", Question{Receipts: w.receipts[:1], Changes: []Change{{0, amount, "1", "x"}, {0, amount, "2", "x"}}}},
		{"two factors", "it has the numbers 0.1 and 0.2", Question{Receipts: w.receipts[:2], Changes: []Change{{0, factor, "0.1", "x"}, {1, factor, "0.2", "x"}}}},
		{"mark", "accounting", Question{Marks: map[string]string{"a": "both"}}},
		{"total", "total location-based", Question{Totals: [2]string{"much", ""}}},
	} {
		a := WhatIf(test.q)
		require.False(t, a.OK, test.name)
		require.Contains(t, a.Error, test.want, test.name)
		require.Nil(t, a.Market, test.name)
	}
	a := WhatIf(Question{Receipts: w.receipts[:2], Changes: []Change{{0, amount, "-1", "x"}}})
	require.False(t, a.OK)
	require.Nil(t, a.Location)
	require.Contains(t, a.Lines[0].Error, ghg.ErrOtherDerivation.Error())
	require.Empty(t, a.Lines[1].Error)
}

// sealed is a sealed inventory or ledger with the file that proves a line.
type sealed struct {
	file lineProof
	key  string
}

func (s sealed) bytes(t *testing.T) []byte {
	t.Helper()
	b, err := json.Marshal(s.file)
	require.NoError(t, err)
	return b
}

func sealOf(t *testing.T, statement seal.Statement, hashes []byte, n int64, leaf []byte, receipts ...[]byte) sealed {
	t.Helper()
	private, public, err := note.GenerateKey(nil, "example.com")
	require.NoError(t, err)
	signer, err := note.NewSigner(private)
	require.NoError(t, err)
	signed, err := statement.Sign(signer)
	require.NoError(t, err)
	p, err := seal.Prove(bytes.NewReader(hashes), statement.Lines, n, leaf)
	require.NoError(t, err)
	text, err := p.MarshalText()
	require.NoError(t, err)
	s := sealed{file: lineProof{Version: "1", Line: "2", Header: header, Proof: longText(text), Statement: longText(signed)}, key: public + "\n"}
	for _, r := range receipts {
		s.file.Receipts = append(s.file.Receipts, longText(r))
	}
	return s
}

func (w world) inventoryProof(t *testing.T, n int) sealed {
	t.Helper()
	var hashes bytes.Buffer
	s, err := seal.OfInventory(w.inv, &hashes)
	require.NoError(t, err)
	var leaves [][]byte
	for leaf, err := range seal.InventoryLeaves(w.inv) {
		require.NoError(t, err)
		leaves = append(leaves, leaf.AppendTo(nil))
	}
	return sealOf(t, s, hashes.Bytes(), int64(n), leaves[n], w.receipts[n])
}

func (w world) ledgerProof(t *testing.T, n int, change func(*seal.Statement, []seal.Leaf)) sealed {
	t.Helper()
	var hashes bytes.Buffer
	tree := seal.NewTree(&hashes)
	var leaves []seal.Leaf
	for i, record := range records {
		derivation, err := seal.DerivationOf(w.results[i])
		require.NoError(t, err)
		leaves = append(leaves, seal.Leaf{Record: []byte(record), Results: []seal.LeafResult{{Derivation: derivation, CO2eKg: dec.Text(w.results[i].CO2e.Kg())}}})
	}
	s := seal.Statement{
		Of: seal.LedgerLines, Name: "boilers.csv", Method: "scope1.stationary-combustion", Lines: 2, Header: sha256.Sum256([]byte(header)),
		Totals: []seal.Total{{Scope: ghg.Scope1, CO2e: w.results[0].CO2e.Add(w.results[1].CO2e)}},
	}
	change(&s, leaves)
	for _, l := range leaves {
		require.NoError(t, tree.Add(l.Hash()))
	}
	require.NoError(t, tree.Flush())
	s.Root = tree.Root()
	return sealOf(t, s, hashes.Bytes(), int64(n), leaves[n].AppendTo(nil), w.receipts[n])
}

func holds(p Proof) []Holds {
	var list []Holds
	for _, c := range p.Checks {
		list = append(list, c.Holds)
	}
	return list
}

func TestProveInventory(t *testing.T) {
	w := newWorld(t)
	s := w.inventoryProof(t, 1)
	a := Prove(s.bytes(t), nil, s.key)
	require.True(t, a.OK, a)
	require.Equal(t, []Holds{Yes, Yes, Yes}, holds(a))
	require.Equal(t, "boiler-2", a.Receipts[0].ID)
	other := w.inventoryProof(t, 1)
	require.True(t, Prove(s.bytes(t), []byte(s.file.Statement), s.key).OK)
	a = Prove(s.bytes(t), []byte(other.file.Statement), s.key) // signed by another key
	require.Equal(t, []Holds{No, Yes, NotChecked}, holds(a))
	require.False(t, a.OK)

	s.file.Receipts = []longText{longText(w.receipts[0])}
	require.Equal(t, []Holds{Yes, Yes, No}, holds(Prove(s.bytes(t), nil, s.key)))
	s.file.Receipts = []longText{longText(altered(w.receipts[0]))}
	require.Equal(t, []Holds{Yes, No, NotChecked}, holds(Prove(s.bytes(t), nil, s.key)))
	s.file.Proof = "ghg-proof-1:"
	s.file.Receipts = []longText{longText(w.receipts[1])}
	require.Equal(t, []Holds{Yes, Yes, No}, holds(Prove(s.bytes(t), nil, s.key)))
}

func TestProveLedger(t *testing.T) {
	w := newWorld(t)
	as := func(*seal.Statement, []seal.Leaf) {}
	s := w.ledgerProof(t, 1, as)
	a := Prove(s.bytes(t), nil, s.key)
	require.True(t, a.OK, a)
	require.Equal(t, []Holds{Yes, Yes, Yes, NotChecked}, holds(a), "what is not checked here is said")
	for name, test := range map[string]struct {
		change func(*seal.Statement, []seal.Leaf)
		edit   func(*sealed)
		want   string
	}{
		"another result": {as, func(s *sealed) { s.file.Receipts[0] = longText(w.receipts[0]) }, "kg CO2e of receipt 1"},
		"another method": {func(s *seal.Statement, _ []seal.Leaf) { s.Method = "scope1.mobile-combustion" }, nil, "method of receipt 1"},
		"another factor": {func(_ *seal.Statement, l []seal.Leaf) { l[1].Results[0].Derivation[0] ^= 1 }, nil, "derivation of receipt 1"},
		"no receipt":     {as, func(s *sealed) { s.file.Receipts = []longText{} }, "number of receipts is 0"},
		"of another tree": {as, func(s *sealed) {
			s.file.Proof = w.ledgerProof(t, 1, func(_ *seal.Statement, l []seal.Leaf) { l[0].Record[0] = 'x' }).file.Proof
		}, "leaf is "},
		"of another ledger": {as, func(s *sealed) { s.file.Proof = w.inventoryProof(t, 1).file.Proof }, "number of lines is 4"},
		"no proof":          {as, func(s *sealed) { s.file.Proof = "x" }, "proof"},
	} {
		s := w.ledgerProof(t, 1, test.change)
		if test.edit != nil {
			test.edit(&s)
		}
		a := Prove(s.bytes(t), nil, s.key)
		require.False(t, a.OK, name)
		require.Equal(t, No, a.Checks[len(a.Checks)-1].Holds, name)
		require.Contains(t, a.Checks[len(a.Checks)-1].Error, test.want, name)
	}
}

func TestProveIsRefused(t *testing.T) {
	s := newWorld(t).inventoryProof(t, 0)
	require.Contains(t, Prove(s.bytes(t), nil, " ").Error, "without the public key")
	require.Contains(t, Prove(s.bytes(t), nil, "x").Error, "not a public key")
	require.Contains(t, Prove([]byte("{"), nil, s.key).Error, "proof: ")
	require.Contains(t, Prove([]byte(`{"ghg_proof":"1","line":"1","receipts":[1],"proof":"","statement":""}`), nil, s.key).Error, "want a string")
	require.Contains(t, Prove(make([]byte, maxProof+1), nil, s.key).Error, "want at most")
	s.file.Version = "2"
	require.Contains(t, Prove(s.bytes(t), nil, s.key).Error, "version \"2\"")
}

// Whatever is asked, there is an answer, and one that is not OK says why.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte(`{"ghg_proof":"1"}`), "0.5", 0)
	f.Add([]byte(`{}`), "-1", 7)
	f.Fuzz(func(t *testing.T, b []byte, value string, at int) {
		if a := Verify(b); !a.OK {
			require.NotEmpty(t, a.Error)
		}
		if a := InputsOf(b); !a.OK {
			require.NotEmpty(t, a.Error)
		}
		require.NotEmpty(t, Prove(b, b, value).Error)
		if a := WhatIf(Question{Receipts: [][]byte{b}, Changes: []Change{{at, at, value, value}}, Totals: [2]string{value}}); !a.OK {
			require.NotEmpty(t, a.Error)
		}
	})
}
