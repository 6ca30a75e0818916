package ghg_test

import (
	"io"

	"github.com/ghgkit/ghg/report/verifier"
)

// verifierCalls are the calls of package verifier.
func verifierCalls() map[string]func() trial {
	part := verifier.Verify
	return map[string]func() trial{
		"verifier.Module":           func() trial { return call(verifier.Module) },
		"verifier.Script":           func() trial { return call(verifier.Script) },
		"verifier.Style":            func() trial { return call(verifier.Style) },
		"verifier.Markup":           func() trial { return call(verifier.Markup, part) },
		"verifier.WritePage":        func() trial { return call(verifier.WritePage, io.Discard) },
		"verifier.Part.MarshalText": func() trial { return call(part.MarshalText) },
		"verifier.Part.UnmarshalText": func() trial {
			var p verifier.Part
			return call(p.UnmarshalText, []byte("verify")).on(&p)
		},
	}
}
