//go:build !race

package ghg_test

const raceDetector = false
