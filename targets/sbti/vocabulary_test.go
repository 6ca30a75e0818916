package sbti_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVocabularies(t *testing.T) {
	type value interface {
		encoding.TextMarshaler
		fmt.Stringer
	}
	for _, c := range []struct {
		value    value
		into     encoding.TextUnmarshaler
		want     string
		zero     value
		zeroText string
		unknown  value
	}{
		{sbti.WellBelowTwo, new(sbti.Ambition), "well-below 2 °C", sbti.Ambition(0), "no ambition", sbti.Ambition(9)},
		{sbti.FoodAndBeverageProcessing, new(sbti.FLAGSector), "food and beverage processing", sbti.FLAGSector(0), "no FLAG sector", sbti.FLAGSector(9)},
		{sbti.TechnologicalRemoval, new(sbti.RemovalSource), "technology", sbti.RemovalSource(0), "no source of removals", sbti.RemovalSource(9)},
		{sbti.Maritime, new(sbti.Sector), "maritime transport", sbti.Sector(0), "no sector", sbti.Sector(9)},
		{sbti.MidTerm, new(sbti.TimeFrame), "mid", sbti.TimeFrame(0), "no time frame", sbti.TimeFrame(9)},
	} {
		t.Run(c.want, func(t *testing.T) {
			assert.Equal(t, c.want, c.value.String())
			text, err := c.value.MarshalText()
			require.NoError(t, err)
			require.NoError(t, c.into.UnmarshalText(text))
			assert.Equal(t, c.want, c.into.(fmt.Stringer).String(), "The text does not read back.")
			require.ErrorIs(t, c.into.UnmarshalText([]byte("nothing")), ghg.ErrUnknown)
			assert.Equal(t, c.zeroText, c.zero.String())
			require.ErrorIs(t, second(c.zero.MarshalText()), ghg.ErrMissing)
			require.ErrorIs(t, second(c.unknown.MarshalText()), ghg.ErrUnknown)
		})
	}
}
