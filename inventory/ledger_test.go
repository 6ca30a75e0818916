package inventory

import (
	"fmt"
	"hash/maphash"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// ledgerOf returns the ledger of activities, and what keeps them from being counted.
func ledgerOf(t *testing.T, list ...activity.Activity) (*ledger, []error) {
	t.Helper()
	l, errs := &ledger{}, []error(nil)
	d := activity.NewDeriver(factors.Basis{GWP: ghg.AR6(), Factors: factors.Stack{}})
	for line, err := range d.LinesOf(slices.Values(list)) {
		require.NoError(t, err)
		if err := l.addLine(line, func(*ghg.Result) error { return nil }); err != nil {
			errs = append(errs, err)
		}
	}
	return l, errs
}

func leak(id, event, mass string) activity.Activity {
	return scope1.DirectRelease{ID: id, Period: ghg.CalendarYear(2024), Gas: "CH4", Mass: units.New(dec.MustParse(mass), units.MustUnit("kg")), Event: event}
}

// Numbers and texts of any length are read as they were written.
func TestLedgerReadsWhatItWrites(t *testing.T) {
	long := strings.Repeat("x", ghg.MaxText-8)
	masses := []string{"0.5", "1.50", "9007199254740993", "12345678901234567890.12345678901234567890", "1e30", "1e-30", "123456789012345678901234567890", "1234567890123456789012345678901234567890123456789012345678901.25"}
	var list []activity.Activity
	for i := range 5000 {
		id := strconv.Itoa(i)
		if i%2 == 0 {
			id += long
		}
		list = append(list, leak(id, []string{"burst", "a", "ü", long}[i%4], masses[i%len(masses)]))
	}
	l, errs := ledgerOf(t, list...)
	require.Empty(t, errs)
	require.Greater(t, len(l.texts), 1, "more than a chunk")
	assert.Len(t, l.groups, 1)
	n := 0
	for r := range l.results() {
		want, err := list[n].Calculate(factors.Basis{GWP: ghg.AR6(), Factors: factors.Stack{}})
		require.NoError(t, err)
		got, err := r.Receipt()
		require.NoError(t, err)
		receipt, err := want[0].Receipt()
		require.NoError(t, err)
		require.Equal(t, string(receipt), string(got))
		require.Equal(t, r.ID, l.id(n))
		n++
	}
	assert.Len(t, list, n)
}

// A number is read with its coefficient and exponent, whatever its size.
func TestNumbersOfALedger(t *testing.T) {
	var list []decimal.Decimal
	for _, s := range []string{"0", "-0.0", "1.50", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-115792089237316195423570985008687907853"} {
		list = append(list, dec.MustParse(s), dec.MustParse(s).Shift(90), dec.MustParse(s).Shift(-90))
	}
	greatest := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1)) // 78 digits, more than are parsed
	list = append(list, decimal.NewFromBigInt(greatest, -100), decimal.NewFromBigInt(greatest.Neg(greatest), 100), decimal.New(100, 50).Mul(decimal.New(1, -50)))
	for _, s := range list {
		n, ok := num.Of(s)
		require.True(t, ok)
		r := reader(append(appendNum(appendText(nil, "before"), &n), "after"...))
		r.skip()
		got := r.num()
		assert.Equal(t, n, got, s)
		assert.Equal(t, "after", string(r), s)
	}
	r := reader(appendText(appendText(nil, ""), "text"))
	assert.Empty(t, r.text())
	assert.Equal(t, "text", r.text())
}

// A list of many chunks is read in its order.
func TestChunks(t *testing.T) {
	var c chunks[int]
	for i := range 3*chunkSize + 7 {
		c.add(i)
	}
	for _, i := range []int{0, chunkSize - 1, chunkSize, 2*chunkSize + 1, 3*chunkSize + 6} {
		assert.Equal(t, i, c.at(i))
	}
	assert.Equal(t, 3*chunkSize+7, c.n)
}

// The table of ids grows, and finds every id once more, whatever it was filled with.
func TestIDsAreFound(t *testing.T) {
	l := &ledger{}
	add := func(id string) error {
		return l.addResults([]ghg.Result{{ID: id}}, func(*ghg.Result) error { return nil })
	}
	const many = 20 * firstSlots
	for i := range many {
		require.NoError(t, add(fmt.Sprint("line ", i)))
	}
	assert.GreaterOrEqual(t, len(l.ids.slots), 2*many)
	for i := 0; i < many; i += 101 {
		require.ErrorContains(t, add(fmt.Sprint("line ", i)), "id is repeated")
	}
	require.NoError(t, l.addResults(nil, nil), "a line without results adds none")
	other := ghg.Result{ID: "line 1", Part: "heat"}
	require.NoError(t, l.addResults([]ghg.Result{other}, func(*ghg.Result) error { return nil }), "another part")
	require.Error(t, l.addResults([]ghg.Result{other}, func(*ghg.Result) error { return nil }))
}

// Two ids with one hash are two ids.
func TestIDsWithOneHash(t *testing.T) {
	seen := map[uint64]string{}
	for i := range 1_000_000 {
		id := strconv.Itoa(i)
		hash := maphash.String(idSeed, id) >> 32
		if seen[hash] == "" {
			seen[hash] = id
			continue
		}
		_, errs := ledgerOf(t, leak(seen[hash], "", "1"), leak(id, "", "1"), leak("other", "", "1"))
		assert.Empty(t, errs)
		_, errs = ledgerOf(t, leak(seen[hash], "", "1"), leak(id, "", "1"), leak(id, "", "1"))
		assert.Len(t, errs, 1)
		return
	}
	t.Fatal("a million ids have a million hashes of 32 bits")
}

// A sheet whose lines all have one id is refused in linear time.
func TestOneIDForAll(t *testing.T) {
	list := make([]activity.Activity, 60_000)
	for i := range list {
		list[i] = leak("x", "", "1")
	}
	start := time.Now()
	_, errs := ledgerOf(t, list...)
	assert.Len(t, errs, len(list)-1)
	assert.Less(t, time.Since(start), 30*time.Second)
}

// A line that is not of the derivation it names, and one beyond the number that a ledger holds, are refused.
func TestLinesThatAreRefused(t *testing.T) {
	l, errs := ledgerOf(t, leak("a", "", "1"), leak("b", "", "2"), leak("c", "", "3"))
	require.Empty(t, errs)
	l.lines.n = most
	require.ErrorIs(t, l.addLine(activity.Line{}, nil), ghg.ErrOutOfRange)
	assert.Nil(t, (&ledger{}).any())
	assert.True(t, decimal.New(3, 0).Equal(l.groups[0].kind.Emissions(0, &l.groups[0].sums[0])[0].Kg), "c is of the kind that b makes")
}
