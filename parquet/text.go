package parquet

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go/format"

	"github.com/ghgkit/ghg/internal/table"
)

// meaning is what the values of a column mean.
type meaning uint8

const (
	unknown meaning = iota
	textual
	identifier // a UUID
	truth
	integer
	natural // without a sign
	decimals
	day
	moment
	floating
)

// column is a column of a file.
type column struct {
	name     string
	physical format.Type
	length   int // of values of a fixed length
	optional bool
	means    meaning
	scale    int   // of a decimal
	perSec   int64 // of a moment
	utc      bool
}

var (
	errNotFinite = errors.New("the number is not finite")
	errYear      = errors.New("the year is not from 1 to 9999")
)

// cell appends a value as a cell of CSV.
func (c *column) cell(b []byte, v value) ([]byte, error) {
	switch c.means {
	case textual:
		return table.AppendCell(b, v.b), nil
	case identifier:
		return appendUUID(b, v.b), nil
	case truth:
		return strconv.AppendBool(b, v.n != 0), nil
	case integer:
		return strconv.AppendInt(b, c.signed(v), 10), nil
	case natural:
		if c.physical == format.Int32 {
			v.n &= math.MaxUint32
		}
		return strconv.AppendUint(b, v.n, 10), nil
	case decimals:
		return c.decimal(b, v), nil
	case day:
		return c.time(b, c.signed(v)*secondsPerDay, 0)
	case moment:
		n := c.signed(v)
		seconds, part := n/c.perSec, n%c.perSec
		if part < 0 {
			seconds, part = seconds-1, part+c.perSec
		}
		return c.time(b, seconds, part*(int64(time.Second)/c.perSec))
	case floating:
		return c.float(b, v)
	}
	return b, errEncoding
}

const secondsPerDay = 86400

// signed returns an integer.
func (c *column) signed(v value) int64 {
	if c.physical == format.Int32 {
		return int64(int32(uint32(v.n))) //nolint:gosec // the bits of it
	}
	return int64(v.n) //nolint:gosec // the bits of it
}

// float appends the shortest decimal that reads back as the same number.
func (c *column) float(b []byte, v value) ([]byte, error) {
	f, width := math.Float64frombits(v.n), 64
	if c.physical == format.Float {
		f, width = float64(math.Float32frombits(uint32(v.n))), 32 //nolint:gosec // the bits of it
	}
	const largest, smallest = 1e21, 1e-21 // in plain notation
	switch size := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return b, errNotFinite
	case f == 0:
		return append(b, '0'), nil // also -0
	case size >= largest || size < smallest:
		return strconv.AppendFloat(b, f, 'e', -1, width), nil
	}
	return strconv.AppendFloat(b, f, 'f', -1, width), nil
}

// decimal appends a decimal without trailing zeros.
func (c *column) decimal(b []byte, v value) []byte {
	const room = 32
	var digits []byte
	switch c.physical {
	case format.Int32, format.Int64:
		digits = strconv.AppendInt(make([]byte, 0, room), c.signed(v), 10)
	default:
		digits = unscaled(v.b).Append(make([]byte, 0, 2*room), 10)
	}
	if digits[0] == '-' {
		b, digits = append(b, '-'), digits[1:]
	}
	if short := c.scale + 1 - len(digits); short > 0 {
		digits = append(bytes.Repeat([]byte{'0'}, short), digits...)
	}
	whole := digits[:len(digits)-c.scale]
	part := bytes.TrimRight(digits[len(whole):], "0")
	b = append(b, whole...)
	if len(part) > 0 {
		b = append(append(b, '.'), part...)
	}
	return b
}

// unscaled returns the number that bytes hold in two's complement, the highest first.
func unscaled(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(b)*byteBits))) //nolint:gosec // short
	}
	return n
}

// time appends a day, and the time if it is not midnight.
func (c *column) time(b []byte, seconds, nanos int64) ([]byte, error) {
	const first, end = -62135596800, 253402300800 // of the years 1 and 10000
	if seconds < first || seconds >= end {
		return b, errYear
	}
	t := time.Unix(seconds, nanos).UTC()
	if seconds%secondsPerDay == 0 && nanos == 0 {
		return t.AppendFormat(b, time.DateOnly), nil
	}
	b = t.AppendFormat(b, "2006-01-02T15:04:05.999999999")
	if c.utc {
		b = append(b, 'Z')
	}
	return b, nil
}

func appendUUID(b, id []byte) []byte {
	for i, end := range [...]int{4, 6, 8, 10, 16} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, id[[...]int{0, 4, 6, 8, 10}[i]:end])
	}
	return b
}

// refused is why a column cannot be read.
func refused(name, is string) error {
	return fmt.Errorf("column %s is %s: want texts, numbers, truth values, dates or timestamps, one in a cell", shown(name), is)
}
