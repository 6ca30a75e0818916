// Package user has nothing to mutate.
package user
