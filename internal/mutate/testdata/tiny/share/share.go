// Package share is mutated by the tests of the command.
package share

// Parts is the number of parts of a whole; the test does not compile with another.
const Parts = 100

// Of returns n parts of a whole. The tests of the package prove it.
func Of(n, whole int) int {
	return n * whole / Parts
}

// AtMost returns n or the limit. Only the tests of package user prove it.
func AtMost(n, limit int) int {
	if n > limit {
		return limit
	}
	return n
}

// Even reports whether n is even. The tests do not try enough.
func Even(n int) bool { return n%2 == 0 }
