package ledger

import (
	"context"
	"io"
)

// SetMostKinds sets the number of keys that are remembered, and returns what sets it back.
func SetMostKinds(n int) (back func()) {
	before := mostKinds
	mostKinds = n
	return func() { mostKinds = before }
}

// SetMostGroups sets the number of combinations of labels, and returns what sets it back.
func SetMostGroups(n int) (back func()) {
	before := mostGroups
	mostGroups = n
	return func() { mostGroups = before }
}

// SetUniqueBounds sets the memory of the search for lines that repeat others, and returns what sets it back.
func SetUniqueBounds(slots, texts int) (back func()) {
	beforeSlots, beforeTexts := mostSlots, mostTexts
	mostSlots, mostTexts = slots, texts
	return func() { mostSlots, mostTexts = beforeSlots, beforeTexts }
}

// SetSurveyChunk sets the bytes that a survey writes at once, and returns what sets them back.
func SetSurveyChunk(n int) (back func()) {
	before := chunkBytes
	chunkBytes = n
	return func() { chunkBytes = before }
}

// RunTwice is Run for an input that again returns once more.
func RunTwice(ctx context.Context, j Job, in io.Reader, again func() (io.ReadCloser, error), out Output) (Summary, error) {
	return j.run(ctx, in, again, out)
}

// NewDistinct returns a function that adds the text of a line, or returns the first line that has it. Of hashes only some bits
// are used.
func NewDistinct(scratch Scratch, bits uint64) func(text []byte, line int) (first int, err error) {
	d := newDistinct(scratch, false)
	d.hash = func(text []byte) uint64 { return hashOf(text) & bits }
	return func(text []byte, line int) (first int, err error) { return d.line(d.hash(text), text, line) }
}
