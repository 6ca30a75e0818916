// Package problem gives errors about input as data: for a program that marks the field of a form, and for an HTTP service
// that returns them as they are (RFC 9457, application/problem+json).
//
// The mistake it prevents is reading the text of an error. [All] takes an error of any function of the module apart into
// one [Item] for everything that is wrong: where it is, the value, what was wanted, what is near it, and its kind as a word
// that does not change. [Of] makes of them the body of an HTTP response, with its status.
//
//	results, err := a.Calculate(basis)
//	if err != nil {
//		p := problem.Of(err)
//		w.Header().Set("Content-Type", problem.ContentType)
//		w.WriteHeader(p.Status)
//		_ = json.NewEncoder(w).Encode(p)
//	}
//
// Everything that is quoted of the input is shortened, and at most a hundred problems are listed, with a count of the rest.
package problem
