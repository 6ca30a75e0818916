package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// ErrDiffers is the kind of error of what differs from what was sealed. The error that wraps it names what, and both values.
var ErrDiffers = errors.New("not what was sealed")

// differs returns the error of what differs from what was sealed.
func differs(field, value, want string) error {
	return &ghg.FieldError{Field: field, Value: value, Want: input.Shorten(want), Err: ErrDiffers}
}

// broken is like differs with a reason instead of what was sealed.
func broken(field, value, reason string) error {
	return &ghg.FieldError{Field: field, Value: value, Want: reason, Err: ErrDiffers}
}

// malformed returns the error of something that is not in the form of this package.
func malformed(field, value, want string) error {
	return &ghg.FieldError{Field: field, Value: input.Shorten(value), Want: want, Err: ghg.ErrOutOfRange}
}

func missing(field, want string) error {
	return &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
}

// Digest is a SHA-256. The zero Digest is none.
type Digest [sha256.Size]byte

// IsZero reports whether there is no digest.
func (d Digest) IsZero() bool { return d == Digest{} }

// String returns the digest in lower-case hexadecimal, or "" if there is none.
func (d Digest) String() string {
	if d.IsZero() {
		return ""
	}
	return hex.EncodeToString(d[:])
}

// MarshalText returns what String returns.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what String returns.
func (d *Digest) UnmarshalText(text []byte) error {
	read, err := ParseDigest(string(text))
	if err == nil {
		*d = read
	}
	return err
}

// ParseDigest reads what [Digest.String] returns, "" included.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	if s == "" {
		return d, nil
	}
	sum, err := hex.DecodeString(s)
	if err != nil || len(sum) != len(d) || hex.EncodeToString(sum) != s || Digest(sum).IsZero() {
		return Digest{}, malformed("digest", s, "a SHA-256 in "+strconv.Itoa(2*len(d))+" lower-case hexadecimal digits")
	}
	return Digest(sum), nil
}
