package scope2

import "github.com/ghgkit/ghg"

// Serials is [ghg.Serials], as an instrument states it.
type Serials = ghg.Serials

// ParseSerials reads a range of serial numbers; see [ghg.ParseSerials].
func ParseSerials(s string) (Serials, error) { return ghg.ParseSerials(s) }
