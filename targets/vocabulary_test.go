package targets_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
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
		{targets.AtRisk, new(targets.Status), "at risk", targets.Status(0), "no status", targets.Status(9)},
		{targets.Economic, new(targets.IntensityKind), "economic", targets.IntensityKind(0), "no kind of intensity", targets.IntensityKind(9)},
		{targets.AtMost, new(targets.Direction), "at most", targets.Direction(0), "no direction", targets.Direction(9)},
		{targets.ErrorFound, new(targets.Trigger), "error found", targets.Trigger(0), "no trigger", targets.Trigger(9)},
		{targets.NetOrAnySingle, new(targets.SignificanceTest), "net-or-any-single", targets.SignificanceTest(0), "no test of significance", targets.SignificanceTest(9)},
		{targets.ScopeLevel, new(targets.Level), "scope", targets.Level(0), "no level of the targets", targets.Level(9)},
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

func TestOptional(t *testing.T) {
	none := targets.Optional[int]{}
	assert.Equal(t, "undefined", none.String())
	assert.Equal(t, "undefined: no", targets.Undefined[int]("no").String())
	assert.Equal(t, "0", targets.Defined(0).String())
	out, err := json.Marshal([]targets.Optional[int]{none, targets.Defined(0)})
	require.NoError(t, err)
	assert.Equal(t, "[null,0]", string(out))
}
