//go:build race

package ghg_test

import "time"

// The race detector makes everything some ten times slower.
const (
	raceDetector = true
	timeAllowed  = 20 * time.Second
)
