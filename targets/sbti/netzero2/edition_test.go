package netzero2_test

import (
	"encoding"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// The edition applies from 1 February 2027: a submission before is refused.
func TestInForce(t *testing.T) {
	e := netzero2.V2_0()
	require.ErrorIs(t, e.CheckInForce(day(2027, time.January, 31)), sbti.ErrNotInForce)
	require.NoError(t, e.CheckInForce(day(2027, time.February, 1)))
	require.NoError(t, e.CheckInForce(day(2028, time.February, 1)))
	require.ErrorIs(t, e.CheckInForce(ghg.Date{}), ghg.ErrOutOfRange)
	require.ErrorIs(t, netzero2.Edition{}.CheckInForce(day(2028, time.February, 1)), ghg.ErrMissing)
	assert.Equal(t, sbti.NetZero2_0().Name, e.Name())
	assert.Equal(t, day(2026, time.June, 11), e.Published)
}

// An edition of a program's own with numbers that cannot be computed with is refused.
func TestEditionsRefused(t *testing.T) {
	e := netzero2.V2_0()
	e.PoolMWh = decimal.New(1, math.MaxInt32)
	require.ErrorIs(t, e.CheckInForce(day(2027, time.February, 1)), ghg.ErrOutOfRange)
	e = netzero2.V2_0()
	e.Responsibilities[0].Share = d("-1")
	require.ErrorIs(t, e.CheckInForce(day(2027, time.February, 1)), ghg.ErrNegative)
	e = netzero2.V2_0()
	e.Criteria.Coverage12 = sbti.NetZero1_3_1().IntensityRate
	require.ErrorIs(t, e.CheckInForce(day(2027, time.February, 1)), ghg.ErrMissing)
	require.NoError(t, netzero2.V2_0().CheckInForce(day(2027, time.February, 1)), "An edition shares its figures with another.")
}

func TestNotPublic(t *testing.T) {
	for u, name := range map[netzero2.Unpublished]string{
		netzero2.TargetMethods: "target-setting method", netzero2.SectorPathways: "sector pathway", netzero2.ResidualLevels: "residual level by sector",
		netzero2.PowerPathways: "regional power pathway", netzero2.MinimumProgress: "minimum progress",
	} {
		err := u.Err()
		require.ErrorIs(t, err, sbti.ErrNotPublic)
		assert.EqualError(t, err, "SBTi Corporate Net-Zero Standard 2.0: "+name+": rule is not public in full")
	}
	require.ErrorIs(t, netzero2.Unpublished(0).Err(), ghg.ErrMissing)
	require.ErrorIs(t, netzero2.Unpublished(99).Err(), ghg.ErrUnknown)
}

func TestVocabularies(t *testing.T) {
	type value interface {
		encoding.TextMarshaler
		fmt.Stringer
	}
	for _, c := range []struct {
		value, zero, unknown value
		into                 encoding.TextUnmarshaler
		want                 string
	}{
		{netzero2.CategoryB, netzero2.Category(0), netzero2.Category(99), new(netzero2.Category), "B"},
		{netzero2.HighIncome, netzero2.IncomeGroup(0), netzero2.IncomeGroup(99), new(netzero2.IncomeGroup), "high"},
		{netzero2.UpperMiddleIncome, netzero2.IncomeGroup(0), netzero2.IncomeGroup(99), new(netzero2.IncomeGroup), "upper-middle"},
		{netzero2.Leadership, netzero2.Level(0), netzero2.Level(99), new(netzero2.Level), "leadership"},
		{netzero2.DefaultDelivered, netzero2.Delivery(0), netzero2.Delivery(99), new(netzero2.Delivery), "default-delivered"},
		{netzero2.NoActual, netzero2.Status(0), netzero2.Status(99), new(netzero2.Status), "no actual"},
		{netzero2.LongTerm, netzero2.Term(0), netzero2.Term(99), new(netzero2.Term), "long-term"},
		{netzero2.AssetTransition, netzero2.Method(0), netzero2.Method(99), new(netzero2.Method), "asset transition"},
		{netzero2.ByCategory, netzero2.Route(0), netzero2.Route(99), new(netzero2.Route), "by category"},
		{netzero2.ReasonableAssurance, netzero2.Assurance(0), netzero2.Assurance(99), new(netzero2.Assurance), "reasonable"},
		{netzero2.NoTransport, netzero2.FuelBoundary(0), netzero2.FuelBoundary(99), new(netzero2.FuelBoundary), "no transport"},
		{netzero2.PermittedPart, netzero2.Ground(0), netzero2.Ground(99), new(netzero2.Ground), "permitted part"},
		{netzero2.MinimumProgress, netzero2.Unpublished(0), netzero2.Unpublished(99), new(netzero2.Unpublished), "minimum progress"},
		{netzero2.ThirdPartyAssurance, netzero2.Subject(0), netzero2.Subject(99), new(netzero2.Subject), "assurance"},
		{netzero2.NotKnown, netzero2.Outcome(0), netzero2.Outcome(99), new(netzero2.Outcome), "not known"},
	} {
		t.Run(c.want, func(t *testing.T) {
			assert.Equal(t, c.want, c.value.String())
			text, err := c.value.MarshalText()
			require.NoError(t, err)
			require.NoError(t, c.into.UnmarshalText(text))
			assert.Equal(t, c.want, c.into.(fmt.Stringer).String(), "The text does not read back.")
			require.ErrorIs(t, c.into.UnmarshalText([]byte("nothing")), ghg.ErrUnknown)
			require.ErrorIs(t, second(c.zero.MarshalText()), ghg.ErrMissing)
			require.ErrorIs(t, second(c.unknown.MarshalText()), ghg.ErrUnknown)
		})
	}
}
