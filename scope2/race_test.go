//go:build race

package scope2_test

const raceDetector = true
