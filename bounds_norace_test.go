//go:build !race

package ghg_test

import "time"

const (
	raceDetector = false
	timeAllowed  = 2 * time.Second
)
