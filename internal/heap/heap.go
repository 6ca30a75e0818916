// Package heap says when a program's garbage is collected, for programs whose memory lives until their end.
package heap

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// What a run of a ledger needs: most of its memory is that of the derivations it has found, which live until the end.
const (
	First  = 48 << 20 // bytes of memory before the first collection
	Growth = 35       // percentage by which the heap grows between collections
)

// Lean lets nothing be collected before the program has first bytes of memory, and from then on lets the heap grow by percent
// of what lives between collections. It returns what restores the settings it found. A lower limit of memory that is set
// already, as by GOMEMLIMIT, stays.
//
// A heap that grows to its size once and stays is otherwise collected at 4 MB, 6 MB, 9 MB and so on, to no avail: while it is
// smaller than what the program takes at its end, collections save nothing.
func Lean(first int64, percent int) (restore func()) {
	l := &lean{percent: percent}
	l.limitBefore = debug.SetMemoryLimit(-1)
	l.percentBefore = debug.SetGCPercent(-1)
	debug.SetMemoryLimit(min(first, l.limitBefore))
	l.await()
	return l.restore
}

// lean is what Lean has set and found.
type lean struct {
	percent       int
	percentBefore int
	limitBefore   int64

	mu   sync.Mutex
	over bool // the heap grows by percent, or the settings are restored
}

// sentinel is an object whose cleanup follows a collection. It has a pointer, since small ones without are allocated together.
type sentinel struct{ _ *lean }

// await has collected called after the next collection.
func (l *lean) await() {
	runtime.AddCleanup(new(sentinel), (*lean).collected, l)
}

// collected lets the heap grow by percent once this leaves it more room than the limit does.
func (l *lean) collected() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return
	}
	sizes := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/goal:bytes"}}
	metrics.Read(sizes)
	live, goal := sizes[0].Value.Uint64(), sizes[1].Value.Uint64()
	if live+live/100*uint64(l.percent) < goal {
		l.await()
		return
	}
	l.over = true
	debug.SetGCPercent(l.percent)
	debug.SetMemoryLimit(l.limitBefore)
}

// restore sets what Lean found.
func (l *lean) restore() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	debug.SetGCPercent(l.percentBefore)
	debug.SetMemoryLimit(l.limitBefore)
}
