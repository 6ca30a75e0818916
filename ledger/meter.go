package ledger

import (
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Meter writes the progress of a run as people read it, on one line that it replaces:
//
//	1,234,000 lines, 12 rejected, 85 MB/s, 40 s left
//
// Give its [Meter.Show] to [Job.Progress], and end it after the run. Whether the writer is a terminal is for the caller to find
// out. A Meter is for one goroutine.
type Meter struct {
	w     io.Writer
	size  int64
	every time.Duration
	now   func() time.Time

	begin, last time.Time
	shown       bool // a line has been written since begin
	width       int  // characters of the line that stands there
	err         error
}

// NewMeter returns a meter of an input of the given size in bytes, or 0 if that is unknown, as it is of a compressed file: then
// no time left is shown. It writes at most once in each interval. The clock is that of the caller, [time.Now] for most.
func NewMeter(w io.Writer, size int64, every time.Duration, now func() time.Time) (*Meter, error) {
	refuse := func(field, value, want string, kind error) (*Meter, error) {
		return nil, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind}
	}
	switch {
	case absent.Is(w):
		return refuse("writer", "", "a writer for the progress", ghg.ErrMissing)
	case now == nil:
		return refuse("now", "", "a clock, such as time.Now", ghg.ErrMissing)
	case size < 0:
		return refuse("size", strconv.FormatInt(size, 10), "a number of bytes, or 0 if it is unknown", ghg.ErrNegative)
	case every < 0:
		return refuse("every", every.String(), "the least time between two lines", ghg.ErrNegative)
	}
	return &Meter{w: w, size: size, every: every, now: now, begin: now()}, nil
}

// Show writes the progress, unless it has done so within the interval. After an error of the writer it does nothing.
func (m *Meter) Show(p Progress) {
	if m == nil || m.now == nil || m.err != nil {
		return
	}
	now := m.now()
	if m.shown && now.Sub(m.last) < m.every {
		return
	}
	m.last, m.shown = now, true
	m.replace(progressText(p, m.size, now.Sub(m.begin)))
}

// End erases the line, so that what is written next begins where it began, and returns the first error of the writer.
func (m *Meter) End() error {
	if m == nil || m.now == nil {
		return nil
	}
	if m.width > 0 && m.err == nil {
		m.replace("")
		if m.err == nil {
			_, m.err = io.WriteString(m.w, "\r")
		}
	}
	return m.err
}

// replace writes a line over the last one, of which blanks erase what is longer.
func (m *Meter) replace(text string) {
	erased := max(m.width-len(text), 0)
	m.width = len(text)
	_, m.err = io.WriteString(m.w, "\r"+text+strings.Repeat(" ", erased))
}

// progressText returns a line about the progress after some time.
func progressText(p Progress, size int64, took time.Duration) string {
	text := grouped(p.Lines) + " lines"
	if p.Lines == 1 {
		text = "1 line"
	}
	if p.Rejected > 0 {
		text += ", " + grouped(p.Rejected) + " rejected"
	}
	if took <= 0 || p.Bytes <= 0 {
		return text
	}
	rate := float64(p.Bytes) / took.Seconds() // bytes a second, for display only
	text += ", " + rateText(rate)
	if left := size - p.Bytes; left > 0 {
		text += ", " + leftText(float64(left)/rate)
	}
	return text
}

// grouped writes a count with a comma between thousands.
func grouped(n int64) string {
	const group = 3
	text := strconv.FormatInt(n, 10)
	for at := len(text) - group; at > 0; at -= group {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// rateText writes bytes a second in MB (10^6 bytes), with a decimal if they are few.
func rateText(rate float64) string {
	const mega, few = 1e6, 10
	if rate < few*mega {
		return strconv.FormatFloat(rate/mega, 'f', 1, 64) + " MB/s"
	}
	return strconv.FormatFloat(rate/mega, 'f', 0, 64) + " MB/s"
}

// leftText writes a time in seconds, minutes or hours, rounded up.
func leftText(seconds float64) string {
	const minute, hour, most, century = 60, 3600, 100, 100 * 366 * 24
	switch {
	case seconds <= most:
		return strconv.FormatFloat(math.Ceil(seconds), 'f', 0, 64) + " s left"
	case seconds <= most*minute:
		return strconv.FormatFloat(math.Ceil(seconds/minute), 'f', 0, 64) + " min left"
	case seconds > century*hour:
		return "more than a century left"
	}
	return strconv.FormatFloat(math.Ceil(seconds/hour), 'f', 0, 64) + " h left"
}
