package activity

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
)

// calendar divides the days into windows in which the same factors are valid. Lines of a kind but for their periods share a
// derivation if their periods lie in one window.
type calendar struct {
	basis  factors.Basis
	sought bool
	days   []int // of the year on which a window begins, as month × 100 + day
	known  bool
}

// window is what lies between two turning days that follow each other: the year and the index of the first.
type window struct{ year, first int }

// window returns the window of a period, and reports whether there is one.
func (c *calendar) window(p ghg.Period) (window, bool) {
	if !c.sought { // all factors are looked at, which a single line does not need
		c.days, c.known = c.basis.TurningDays()
		c.sought = true
	}
	if !c.known || !p.Start.Valid() || !p.End.Valid() || !p.Start.Before(p.End) {
		return window{}, false
	}
	w := window{p.Start.Year, c.last(p.Start)}
	return w, !w.end(c).Before(p.End)
}

// last returns the index of the last turning day that is not after a day.
func (c *calendar) last(d ghg.Date) int {
	i, found := slices.BinarySearch(c.days, int(d.Month)*100+d.Day)
	if !found {
		i--
	}
	return i
}

func (w window) start(c *calendar) ghg.Date {
	return ghg.Date{Year: w.year, Month: time.Month(c.days[w.first] / 100), Day: c.days[w.first] % 100}
}

// end returns the day after the last.
func (w window) end(c *calendar) ghg.Date {
	if w.first == len(c.days)-1 {
		return ghg.Date{Year: w.year + 1, Month: 1, Day: 1}
	}
	d := ghg.Date{Year: w.year, Month: time.Month(c.days[w.first+1] / 100), Day: c.days[w.first+1] % 100}
	if !d.Valid() { // 29 February of a common year
		return ghg.Date{Year: w.year, Month: 3, Day: 1}
	}
	return d
}

// others returns two other periods of the window to try: its first day and its last, or fewer if the period is one of them.
func (w window) others(c *calendar, p ghg.Period) []ghg.Period {
	var list []ghg.Period
	start, end := w.start(c), w.end(c)
	for _, days := range [...][2]ghg.Date{{start, start.AddDays(1)}, {end.AddDays(-1), end}, {start, end}} {
		other, err := ghg.NewPeriod(days[0], days[1])
		if err == nil && !other.Same(p) && len(list) < 2 {
			list = append(list, other)
		}
	}
	return list
}

func (w window) appendTo(b []byte) []byte {
	return binary.AppendVarint(binary.AppendVarint(b, int64(w.year)), int64(w.first))
}
