package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Granularity is the length of the intervals in which supply is matched with load.
type Granularity uint8

// The three granularities.
const (
	Annual  Granularity = iota + 1 // the whole period is one interval
	Monthly                        // calendar months
	Hourly                         // hours; see ScoreCFE for the 24/7 carbon-free energy score
)

var granularities = vocabulary.New[Granularity]("granularity", "annual", "monthly", "hourly")

// String returns "annual", "monthly" or "hourly".
func (g Granularity) String() string { return granularities.String(g) }

// MarshalText returns what String returns. The zero Granularity is an error.
func (g Granularity) MarshalText() ([]byte, error) { return granularities.Marshal(g) }

// UnmarshalText reads what String returns.
func (g *Granularity) UnmarshalText(text []byte) error { return granularities.Unmarshal(g, text) }

// bounds returns the index of the first hour of every interval of a period, followed by the number of its hours.
func (g Granularity) bounds(p ghg.Period) []int {
	hours := hoursOf(p)
	var out []int
	switch g {
	case Hourly:
		out = make([]int, 0, hours+1)
		for i := range hours {
			out = append(out, i)
		}
	case Monthly:
		month := p.Start.Month - 1
		for day := range p.Days() {
			if d := p.Start.AddDays(day); d.Month != month {
				out, month = append(out, day*hoursOfDay), d.Month
			}
		}
	default:
		out = []int{0}
	}
	return append(out, hours)
}
