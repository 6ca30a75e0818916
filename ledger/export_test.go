package ledger

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
