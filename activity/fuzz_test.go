package activity_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
)

// FuzzReadSheet reads any bytes as the sheet of any method: they are read or refused, and what is read has a JSON form that
// reads back as the same.
func FuzzReadSheet(f *testing.F) {
	methods := activity.Methods()
	for i, m := range methods {
		var sheet bytes.Buffer
		if m.HasSheet() {
			require.NoError(f, m.WriteTemplate(&sheet))
		}
		f.Add(uint8(i), sheet.Bytes())
	}
	f.Fuzz(func(t *testing.T, i uint8, text []byte) {
		read, err := methods[int(i)%len(methods)].ReadSheet(bytes.NewReader(text), "sheet.csv")
		if err != nil {
			return
		}
		for _, a := range read {
			survives(t, a)
		}
	})
}

// FuzzReadJSON reads any bytes as an array of activities.
func FuzzReadJSON(f *testing.F) {
	f.Add([]byte("[" + boiler + "]"))
	f.Add([]byte("[]"))
	f.Add([]byte("[[[["))
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(f, err)
		for _, a := range examples {
			text, err := activity.Encode(a)
			require.NoError(f, err)
			f.Add([]byte("[" + string(text) + "]"))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		read, err := activity.ReadJSON(bytes.NewReader(text))
		if err != nil {
			return
		}
		for _, a := range read {
			survives(t, a)
		}
	})
}

// survives checks that an activity that was read has a JSON form that reads back as the same activity.
func survives(t *testing.T, a activity.Activity) {
	t.Helper()
	text, err := activity.Encode(a)
	if errors.Is(err, ghg.ErrMissing) {
		return // an empty cell of a required number: its method says so too
	}
	require.NoError(t, err)
	again, err := activity.Decode(text)
	require.NoError(t, err, "%s", text)
	same, err := activity.Encode(again)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(same))
}
