package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// Each approach and each status of coverage has a text that is read back; the zero value has none.
func TestVocabularies(t *testing.T) {
	for a := inventory.EquityShare; a <= inventory.OperationalControl; a++ {
		text, err := a.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, a.String(), string(text))
		var back inventory.Approach
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, a, back)
	}
	for s := inventory.Missing; s <= inventory.Excluded; s++ {
		text, err := s.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, s.String(), string(text))
		var back inventory.CoverageStatus
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, s, back)
	}
	words(t, inventory.ByScope, inventory.ByFactorSet)
	words(t, inventory.FossilMethane, inventory.UnstatedMethane)
	words(t, inventory.OnlyScope1, inventory.AllScopes)
	words(t, inventory.Met, inventory.NoLimit)
	words(t, inventory.Adds, inventory.AddsNot)
	_, err := inventory.Approach(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
	var s inventory.CoverageStatus
	require.ErrorIs(t, s.UnmarshalText([]byte("complete")), ghg.ErrUnknown)
}

// Every total is refused without an accounting method, since Scope 2 has two that are never added.
func TestTotalsNameTheirMethod(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	none := ghg.Accounting(0)
	for name, total := range map[string]func() error{
		"Total":       func() error { _, err := inv.Total(none); return err },
		"Scope":       func() error { _, err := inv.Scope(ghg.Scope2, none); return err },
		"By":          func() error { _, err := inv.By(none, func(r ghg.Result) string { return r.Site }); return err },
		"ByGas":       func() error { _, err := inv.ByGas(none); return err },
		"BiogenicCO2": func() error { _, err := inv.BiogenicCO2(none); return err },
		"NonKyoto":    func() error { _, err := inv.NonKyoto(none); return err },
		"Share":       func() error { _, err := inv.Share(none, inventory.Recomputed); return err },
		"Missing":     func() error { _, err := inv.Missing(none); return err },
		"Partial":     func() error { _, err := inv.Partial(none); return err },
	} {
		require.ErrorIs(t, total(), ghg.ErrMissing, name)
		require.ErrorContains(t, total(), "method of scope 2", name)
	}
	assert.Equal(t, "Example plc", inv.Organisation().Name)
}

// 2 kg of HCFC-22 (1,760 by AR5) are 3,520 kg CO2e outside the Kyoto basket, and in no total.
func TestGasesOutsideTheBasket(t *testing.T) {
	factor := factors.MustSupplied("2 kg HCFC-22/unit; laboratory")
	inv, err := inventory.Of(org(), calculated(t, scope3.PurchasedSupplierSpecific{
		ID: "foam", Period: year, Category: 1, Item: "foam", Supplier: "maker", Amount: units.MustParse("1 unit"), Factor: factor,
	}))
	require.NoError(t, err)
	foam, err := inv.Partial(inventory.MarketBased)
	kg(t, "3520", foam.NonKyoto(), err)
	kg(t, "0", foam.Total(), err)
	gases, err := foam.ByGas()
	require.NoError(t, err)
	require.Len(t, gases, 1)
	assert.True(t, gases[0].Memo)
	assert.Equal(t, "2", gases[0].Kg.String())
}

// A category with a supplier's own report and a calculated line is partly reported.
func TestPartlyReported(t *testing.T) {
	inv, err := inventory.Of(org(), calculated(t, estimated("e", ""), scope3.Reported{
		ID: "letter", Period: year, Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR5", Reporter: "mill", Source: "letter", Assurance: "none",
	}))
	require.NoError(t, err)
	for _, c := range inv.Coverage() {
		if c.Category == ghg.PurchasedGoodsAndServices {
			assert.Equal(t, inventory.Partly, c.Status)
			assert.Equal(t, 2, c.Results)
		}
	}
}

// Updates that a comparison cannot compare are refused: a failing basis, and one under which an activity has other parts.
func TestCompareRefuses(t *testing.T) {
	good := basis(t)
	broken := good
	broken.Factors = nil
	_, err := inventory.Compare(broken, good, org(), lines())
	require.ErrorContains(t, err, "before")
	_, err = inventory.Compare(good, good, org(), []activity.Activity{parts{basis: good}})
	require.NoError(t, err)
	other := good
	other.GWP = ghg.AR6()
	_, err = inventory.Compare(good, other, org(), []activity.Activity{parts{basis: good}})
	require.ErrorContains(t, err, "want the same parts")
}

// A result with the same CO2e by another number of factors differs.
func TestCompareFactors(t *testing.T) {
	before, after := basis(t), basis(t)
	after.GWP = ghg.AR6()
	e, err := inventory.Compare(before, after, org(), []activity.Activity{factorOfEach{}})
	require.NoError(t, err)
	assert.Equal(t, []inventory.EffectLine{{ID: "x", Part: "p", Was: []string{"one"}, Is: []string{"one", "two"}}}, e.Lines)
	e, err = inventory.Compare(after, before, org(), []activity.Activity{factorOfEach{}})
	require.NoError(t, err)
	assert.Len(t, e.Lines, 1)
}

// factorOfEach is an activity with one factor by AR5 and two by any other set.
type factorOfEach struct{}

func (factorOfEach) Calculate(b factors.Basis) (ghg.Results, error) {
	r := ghg.Result{ID: "x", Part: "p", Scope: ghg.Scope1, Period: year, Factors: []ghg.FactorRecord{{ID: "one", Digest: "1"}}}
	if b.GWP.Name() != "AR5" {
		r.Factors = append(r.Factors, ghg.FactorRecord{ID: "two", Digest: "2"})
	}
	return ghg.Results{r}, nil
}

// parts is an activity with one result by AR5 and two by any other set.
type parts struct{ basis factors.Basis }

func (p parts) Calculate(b factors.Basis) (ghg.Results, error) {
	line := lines()[0]
	results, err := line.Calculate(b)
	if b.GWP.Name() != "AR5" {
		second := results[0]
		second.Part = "second"
		results = append(results, second)
	}
	return results, err
}

// words checks that every word of a vocabulary is read back as it is written, and no other.
func words[T word, P interface {
	*T
	UnmarshalText(text []byte) error
}](t *testing.T, first, last T) {
	t.Helper()
	for w := first; w <= last; w++ {
		text, err := w.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, w.String(), string(text))
		var read T
		require.NoError(t, P(&read).UnmarshalText(text))
		assert.Equal(t, w, read)
	}
	_, err := T(0).MarshalText()
	require.Error(t, err)
	require.Error(t, P(&first).UnmarshalText([]byte("no such word")))
}

type word interface {
	~uint8
	String() string
	MarshalText() ([]byte, error)
}
