// Package assurance keeps the registers that a verifier of an inventory asks for: which indirect emissions are significant
// (ISO 14064-1), whether misstatements are material, and what was assured, to which level and by which standard.
//
// The mistake it prevents is a verdict without its grounds: a category that is left out with no score, a weight that nobody
// stated, misstatements that offset one another until nothing is left. Scores, weights, the threshold and the reason are held
// together; an omission never offsets anything; and misstatements that are material only before they are netted are "to
// assess", which is not "below".
package assurance
