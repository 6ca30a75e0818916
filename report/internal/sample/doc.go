// Package sample holds the reports that the tests of all report packages are made with: NEC Group's fiscal year 2023 from its
// published data, and an invented company in three countries.
//
// The mistake it prevents is tests that agree with each other only because each has a report of its own.
package sample
