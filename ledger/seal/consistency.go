package seal

import (
	"encoding/json"
	"io"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// Consistency proves that a tree begins with all leaves of an earlier one.
type Consistency struct {
	Old    int64 // leaves of the earlier tree
	New    int64
	Hashes []Digest
}

// ProveConsistency returns the proof that the first newSize leaves whose hashes are stored begin with the first oldSize.
func ProveConsistency(stored io.ReaderAt, oldSize, newSize int64) (Consistency, error) {
	in, err := readerOf(stored, newSize)
	if err != nil {
		return Consistency{}, err
	}
	p := Consistency{Old: oldSize, New: newSize}
	if err := p.check(); err != nil || oldSize == 0 {
		return p, err
	}
	hashes, err := tlog.ProveTree(newSize, oldSize, in)
	if err != nil {
		return Consistency{}, err
	}
	p.Hashes = digests(hashes)
	return p, nil
}

func (p *Consistency) check() error {
	if err := checkSize(p.New); err != nil {
		return err
	}
	if p.Old < 0 || p.Old > p.New {
		return malformed("lines of the earlier ledger", strconv.FormatInt(p.Old, 10), "0 to "+strconv.FormatInt(p.New, 10))
	}
	if len(p.Hashes) > 2*levels {
		return malformed("hashes of the proof", strconv.Itoa(len(p.Hashes)), "at most "+strconv.Itoa(2*levels))
	}
	return nil
}

// CheckConsistency returns an error unless the proof shows that the lines of the new statement begin with those of the old one,
// and both are of one ledger: its name, columns and method are the same.
func CheckConsistency(p Consistency, older, newer Statement) error {
	if err := p.check(); err != nil {
		return err
	}
	for _, s := range []Statement{older, newer} {
		if err := s.Check(); err != nil {
			return err
		}
	}
	for _, of := range []struct{ field, value, want string }{
		{"content of the newer statement", newer.Of.String(), older.Of.String()},
		{"name of the newer statement", newer.Name, older.Name},
		{"method of the newer statement", string(newer.Method), string(older.Method)},
		{"header of the newer statement", newer.Header.String(), older.Header.String()},
		{"lines of the older tree of the proof", strconv.FormatInt(p.Old, 10), strconv.FormatInt(older.Lines, 10)},
		{"lines of the newer tree of the proof", strconv.FormatInt(p.New, 10), strconv.FormatInt(newer.Lines, 10)},
	} {
		if of.value != of.want {
			return differs(of.field, of.value, of.want)
		}
	}
	begins := "a tree that begins with the " + strconv.FormatInt(p.Old, 10) + " lines of " + older.Root.String() + ": one of them was altered, moved or removed, or the proof is of another ledger"
	if p.Old == 0 {
		if empty := (&Tree{}).Root(); older.Root != empty {
			return broken("root of the older statement", older.Root.String(), empty.String()+", that of no lines")
		}
		if len(p.Hashes) > 0 {
			return differs("hashes of the proof", strconv.Itoa(len(p.Hashes)), "none")
		}
		return nil
	}
	if tlog.CheckTree(hashesOf(p.Hashes), p.New, tlog.Hash(newer.Root), p.Old, tlog.Hash(older.Root)) != nil {
		return broken("root of the newer statement", newer.Root.String(), begins)
	}
	return nil
}

// consistencyForm is the JSON form of a proof of consistency.
type consistencyForm struct {
	Old    int64    `json:"old"`
	New    int64    `json:"new"`
	Hashes []Digest `json:"hashes"`
}

// MarshalJSON returns the proof as an object: both numbers of lines, and the hashes in hexadecimal.
func (p Consistency) MarshalJSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	form := consistencyForm(p)
	if form.Hashes == nil {
		form.Hashes = []Digest{}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, but for white space. An error leaves p unchanged.
func (p *Consistency) UnmarshalJSON(text []byte) error {
	var form consistencyForm
	if err := unmarshal("proof of consistency", text, &form); err != nil {
		return err
	}
	read := Consistency(form)
	again, err := read.MarshalJSON()
	if err != nil {
		return err
	}
	if err := same("proof of consistency", text, again); err != nil {
		return err
	}
	*p = read
	return nil
}
