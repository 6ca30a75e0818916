// Package activity names every calculation method once, for Go, JSON and CSV alike.
package activity
