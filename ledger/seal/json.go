package seal

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// unmarshal reads a JSON form of this package. What package json takes too freely shows when the form is written again.
func unmarshal(what string, text []byte, into any) error {
	if len(text) > maxText {
		return malformed(what, strconv.Itoa(len(text))+" bytes", "at most "+strconv.Itoa(maxText))
	}
	if err := json.Unmarshal(text, into); err != nil { //nolint:forbidigo // a leaf is longer than the texts of strictjson; see same
		return malformed(what, string(text), "its JSON form: "+err.Error())
	}
	return nil
}

// same returns an error unless a text is the form that was written again, but for white space.
func same(what string, text, again []byte) error {
	var compact bytes.Buffer
	if json.Compact(&compact, text) != nil || !bytes.Equal(compact.Bytes(), again) {
		return malformed(what, string(text), "its JSON form, with each key once and in order")
	}
	return nil
}
