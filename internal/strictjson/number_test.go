package strictjson_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/strictjson"
)

// A number is its digits as a text, and so is a sum of any length; what is no number is refused.
func TestNumbers(t *testing.T) {
	half := decimal.New(50, -2)
	text, err := json.Marshal(strictjson.Number{Value: half})
	require.NoError(t, err)
	assert.Equal(t, `"0.5"`, string(text))
	var read strictjson.Number
	require.NoError(t, read.UnmarshalText([]byte("0.5")))
	assert.True(t, read.Value.Equal(half))
	require.Error(t, read.UnmarshalText([]byte("1,5")))
	assert.True(t, read.Value.Equal(half), "an error changes nothing")

	assert.Nil(t, strictjson.NumberOf(nil))
	assert.Nil(t, (*strictjson.Number)(nil).Decimal())
	assert.True(t, strictjson.NumberOf(&half).Decimal().Equal(half))

	long := strings.Repeat("7", 150)
	require.Error(t, read.UnmarshalText([]byte(long)))
	var exact strictjson.Exact
	require.NoError(t, exact.UnmarshalText([]byte(long)))
	text, err = json.Marshal(exact)
	require.NoError(t, err)
	assert.Equal(t, `"`+long+`"`, string(text))
	require.Error(t, exact.UnmarshalText([]byte("seven")))
}
