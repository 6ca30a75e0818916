package ledger

import (
	"encoding/binary"
	"hash/maphash"
	"sync/atomic"

	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/ledger/seal"
)

// quick is what lines of nearly all keys need: a key, and the only way of its lines. It fills two lines of a processor's cache
// and has no pointers, so that there can be many.
type quick struct {
	derive.Single
	rounded uint32 // in place of the Single, counted from 1
	cell    uint32 // of the factors: where it begins
	face    uint16
	sheet   uint16
	size    uint8
	key     [keySize]byte
}

const (
	keySize    = 59
	chunkSize  = 1 << 10 // quick forms
	textSize   = 1 << 16 // bytes
	mostFaces  = 1 << 12
	mostPieces = 1 << 8
)

// quicks holds quick forms and finds them by their keys. One goroutine at a time adds; others may read meanwhile, since what a
// slot refers to is there before the slot is.
type quicks struct {
	slots atomic.Pointer[[]atomic.Uint64] // their number is a power of two: the upper half of a hash, and the number of a form
	count uint32                          // the numbers of the forms count from 1

	chunks  [roomOfKeys / chunkSize]*[chunkSize]quick
	digests [roomOfKeys / chunkSize]*[chunkSize]seal.Digest // of the forms with the same numbers, if the run is sealed
	rounded [roomOfKeys / chunkSize]*[chunkSize]derive.Rounded
	rounds  uint32
	faces   [mostFaces]*face
	texts   [mostPieces]*[textSize]byte
	end     uint32            // of the texts
	known   map[string]uint32 // where texts begin
}

var seed = maphash.MakeSeed()

// hashOfKey returns the hash of a key of a sheet.
func hashOfKey(sheet uint16, key []byte) uint64 {
	const odd = 0x9e3779b97f4a7c15
	return maphash.Bytes(seed, key) ^ uint64(sheet)*odd
}

// at returns a form by its number.
func (s *quicks) at(n uint32) *quick { return &s.chunks[(n-1)/chunkSize][(n-1)%chunkSize] }

// find returns the number of the form of a key, or 0.
func (s *quicks) find(hash uint64, sheet uint16, key []byte) uint32 {
	slots := *s.slots.Load()
	mask := uint64(len(slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		slot := slots[i].Load()
		if slot == 0 {
			return 0
		}
		if uint32(slot>>32) == uint32(hash>>32) && s.at(uint32(slot)).is(sheet, key) {
			return uint32(slot)
		}
	}
}

// likely returns the number of the first form whose key has the hash, as far as a slot tells, or 0. It reads no form.
func (s *quicks) likely(hash uint64) uint32 {
	slots := *s.slots.Load()
	mask := uint64(len(slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if slot := slots[i].Load(); slot == 0 || uint32(slot>>32) == uint32(hash>>32) {
			return uint32(slot)
		}
	}
}

// is reports whether the form is that of a key.
func (q *quick) is(sheet uint16, key []byte) bool {
	return int(q.size) == len(key) && q.sheet == sheet && string(q.key[:q.size]) == string(key)
}

// add makes the quick form of a way, for a key that has none, and reports whether there is one.
func (s *quicks) add(hash uint64, sheet uint16, key []byte, w *way) bool {
	if len(key) == 0 || len(key) > keySize || len(w.parts) != 1 || int(s.count) >= min(mostKinds, roomOfKeys) {
		return false
	}
	p := &w.parts[0]
	q := quick{face: p.index, sheet: sheet, size: uint8(len(key))}
	copy(q.key[:], key)
	rounded := w.rounded
	var fits bool
	switch {
	case w.short != nil:
		q.Single, rounded = w.short.Single, w.short.Rounded
	case w.fast != nil:
		if q.Single, fits = w.fast.Single(); !fits {
			return false
		}
	case rounded == nil:
		return false
	}
	if q.cell, fits = s.text(p.factors); !fits || s.faces[q.face] != p.face {
		return false
	}
	n, chunk := s.count, s.count/chunkSize
	if s.chunks[chunk] == nil {
		s.chunks[chunk] = new([chunkSize]quick)
	}
	if rounded != nil {
		if s.rounded[s.rounds/chunkSize] == nil {
			s.rounded[s.rounds/chunkSize] = new([chunkSize]derive.Rounded)
		}
		s.rounded[s.rounds/chunkSize][s.rounds%chunkSize] = *rounded
		s.rounds++
		q.rounded = s.rounds
	}
	if p.digest != nil {
		if s.digests[chunk] == nil {
			s.digests[chunk] = new([chunkSize]seal.Digest)
		}
		s.digests[chunk][n%chunkSize] = *p.digest
	}
	s.chunks[chunk][n%chunkSize] = q
	s.count++
	s.put(hash, s.count)
	return true
}

// put adds a slot, after all that it refers to.
func (s *quicks) put(hash uint64, n uint32) {
	slots := *s.slots.Load()
	if 2*int(n) > len(slots) {
		more := make([]atomic.Uint64, 2*len(slots))
		for i := uint32(1); i < n; i++ {
			q := s.at(i)
			occupy(more, hashOfKey(q.sheet, q.key[:q.size]), i)
		}
		occupy(more, hash, n)
		s.slots.Store(&more)
		return
	}
	occupy(slots, hash, n)
}

func occupy(slots []atomic.Uint64, hash uint64, n uint32) {
	mask := uint64(len(slots) - 1)
	i := hash & mask
	for slots[i].Load() != 0 {
		i = (i + 1) & mask
	}
	slots[i].Store(hash>>32<<32 | uint64(n))
}

// text returns where a cell is among the texts, and adds it if it is not. A cell begins with its length.
func (s *quicks) text(cell []byte) (at uint32, fits bool) {
	if at, known := s.known[string(cell)]; known {
		return at, true
	}
	const size = 2
	if len(cell)+size > textSize {
		return 0, false
	}
	if s.end%textSize+uint32(len(cell)+size) > textSize {
		s.end += textSize - s.end%textSize
	}
	if s.end/textSize == mostPieces {
		return 0, false
	}
	if s.texts[s.end/textSize] == nil {
		s.texts[s.end/textSize] = new([textSize]byte)
	}
	at = s.end
	to := s.texts[at/textSize][at%textSize:]
	binary.LittleEndian.PutUint16(to, uint16(len(cell)))
	copy(to[size:], cell)
	s.end += uint32(len(cell) + size)
	s.known[string(cell)] = at
	return at, true
}

// cellAt returns the cell that begins at an index of the texts.
func (s *quicks) cellAt(at uint32) []byte {
	text := s.texts[at/textSize][at%textSize:]
	return text[2:][:binary.LittleEndian.Uint16(text)]
}

// touch reads something of each piece of memory that a form refers to.
func (s *quicks) touch(q *quick) uint32 {
	n := uint32(s.texts[q.cell/textSize][q.cell%textSize])
	if r := s.roundedOf(q); r != nil {
		n += r.Touch()
	}
	return n
}

// setPart sets a part to what lines of a form have in common.
func (s *quicks) setPart(p *part, n uint32, q *quick) {
	p.face, p.factors, p.digest = s.faces[q.face], s.cellAt(q.cell), nil
	if digests := s.digests[(n-1)/chunkSize]; digests != nil {
		p.digest = &digests[(n-1)%chunkSize]
	}
}

// roundedOf returns the rounded form that takes the place of the Single, or nil.
func (s *quicks) roundedOf(q *quick) *derive.Rounded {
	if q.rounded == 0 {
		return nil
	}
	return &s.rounded[(q.rounded-1)/chunkSize][(q.rounded-1)%chunkSize]
}

// same reports whether a derivation is that of a form.
func (s *quicks) same(q *quick, as *way) bool {
	rounded := s.roundedOf(q)
	switch {
	case as.short != nil && rounded == nil:
		return as.short.Rounded == nil && as.short.Single == q.Single
	case as.short != nil:
		return as.short.Rounded != nil && *as.short.Rounded == *rounded
	case rounded != nil:
		return as.rounded != nil && *as.rounded == *rounded
	case as.fast == nil:
		return false
	}
	single, ok := as.fast.Single()
	return ok && single == q.Single
}
