//go:build !race

package activity_test

const raceDetector = false
