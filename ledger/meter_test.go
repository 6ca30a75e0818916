package ledger_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger"
)

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time            { return c.at }
func (c *clock) pass(d time.Duration)      { c.at = c.at.Add(d) }
func newClock() *clock                     { return &clock{time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)} }
func visible(written string) (last string) { return written[strings.LastIndex(written, "\r")+1:] }

// TestMeter shows progress by a clock of its own.
func TestMeter(t *testing.T) {
	var out bytes.Buffer
	c := newClock()
	m, err := ledger.NewMeter(&out, 4_250_000_000, time.Second/4, c.now)
	require.NoError(t, err)
	m.Show(ledger.Progress{Bytes: 262_144, Lines: 3_000})
	assert.Equal(t, "\r3,000 lines", out.String(), "no time has passed, so there is no rate")
	out.Reset()
	c.pass(time.Second/4 - 1)
	m.Show(ledger.Progress{Bytes: 500_000, Lines: 6_000})
	assert.Empty(t, out.String(), "it is too early")
	c.pass(10*time.Second - time.Second/4 + 1)
	m.Show(ledger.Progress{Bytes: 850_000_000, Lines: 1_234_000, Rejected: 12})
	assert.Equal(t, "\r1,234,000 lines, 12 rejected, 85 MB/s, 40 s left", out.String())
	out.Reset()
	c.pass(30 * time.Second)
	m.Show(ledger.Progress{Bytes: 4_250_000_000, Lines: 9})
	const last = "9 lines, 106 MB/s"
	assert.Equal(t, "\r"+last+strings.Repeat(" ", len("1,234,000 lines, 12 rejected, 85 MB/s, 40 s left")-len(last)), out.String(), "what was longer is erased")
	out.Reset()
	require.NoError(t, m.End())
	assert.Equal(t, "\r"+strings.Repeat(" ", len(last))+"\r", out.String())
	require.NoError(t, m.End())
}

// TestMeterOfRates shows rates and times of all sizes.
func TestMeterOfRates(t *testing.T) {
	for _, c := range []struct {
		bytes, size int64
		after       time.Duration
		want        string
	}{
		{1, 0, time.Second, "1 line, 0.0 MB/s"},
		{9_940_000, 0, time.Second, "1 line, 9.9 MB/s"},
		{10_000_000, 0, time.Second, "1 line, 10 MB/s"},
		{1_000_000, 2_000_000, 99500 * time.Millisecond, "1 line, 0.0 MB/s, 100 s left"},
		{1_000_000, 2_000_000, 101 * time.Second, "1 line, 0.0 MB/s, 2 min left"},
		{1_000_000, 2_000_000, 100*time.Minute + 1, "1 line, 0.0 MB/s, 2 h left"},
		{1, 1 << 62, time.Hour, "1 line, 0.0 MB/s, more than a century left"},
		{3_000_000, 2_000_000, time.Second, "1 line, 3.0 MB/s"},
	} {
		var out bytes.Buffer
		clock := newClock()
		m, err := ledger.NewMeter(&out, c.size, 0, clock.now)
		require.NoError(t, err)
		clock.pass(c.after)
		m.Show(ledger.Progress{Bytes: c.bytes, Lines: 1})
		assert.Equal(t, c.want, visible(out.String()))
	}
}

// TestMeterOfARun measures a run whose clock moves by a second with each look at it, once a block of 128 KiB.
func TestMeterOfARun(t *testing.T) {
	text := fuelHead + strings.Repeat(fuelLine, 50_000)
	var out bytes.Buffer
	c := newClock()
	m, err := ledger.NewMeter(&out, int64(len(text)), 0, func() time.Time {
		c.pass(time.Second)
		return c.now()
	})
	require.NoError(t, err)
	j := fuelJob(t)
	j.Progress = m.Show
	_, err = ledger.Run(context.Background(), j, strings.NewReader(text), ledger.Output{Rejects: io.Discard})
	require.NoError(t, err)
	assert.Equal(t, "50,000 lines, 0.1 MB/s", strings.TrimRight(visible(out.String()), " "), "nothing is left")
	assert.Contains(t, out.String(), "s left")
	require.NoError(t, m.End())
}

// TestMeterRefuses requires an error for what cannot be a meter, and of a writer that fails.
func TestMeterRefuses(t *testing.T) {
	now := newClock().now
	_, err := ledger.NewMeter(nil, 0, 0, now)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = ledger.NewMeter((*bytes.Buffer)(nil), 0, 0, now)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = ledger.NewMeter(io.Discard, 0, 0, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = ledger.NewMeter(io.Discard, -1, 0, now)
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = ledger.NewMeter(io.Discard, 0, -1, now)
	require.ErrorIs(t, err, ghg.ErrNegative)
	var none *ledger.Meter
	none.Show(ledger.Progress{})
	require.NoError(t, none.End())
	new(ledger.Meter).Show(ledger.Progress{})
	require.NoError(t, new(ledger.Meter).End())
	full := &failing{20}
	m, err := ledger.NewMeter(full, 0, 0, now)
	require.NoError(t, err)
	m.Show(ledger.Progress{Lines: 1})
	m.Show(ledger.Progress{Lines: 1})
	m.Show(ledger.Progress{Lines: 1})
	assert.Equal(t, 20-len("\r1 line")*3, full.left, "the third line fails")
	m.Show(ledger.Progress{Lines: 1})
	assert.Equal(t, 20-len("\r1 line")*3, full.left, "and there is no fourth")
	require.EqualError(t, m.End(), "no space left on device")
	short, err := ledger.NewMeter(&failing{14}, 0, 0, now)
	require.NoError(t, err)
	short.Show(ledger.Progress{Lines: 1})
	require.EqualError(t, short.End(), "no space left on device")
}
