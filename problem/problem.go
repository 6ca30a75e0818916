package problem

import (
	"encoding/json"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// ContentType is the media type of a [Problem] (RFC 9457, section 3).
const ContentType = "application/problem+json"

// Problem is the body of an HTTP response (RFC 9457): the standard's members and, as an extension, what is wrong, one by one.
type Problem struct {
	Type     string // a URI of the kind of problem: TypeBase and the kind
	Title    string // the same for every problem of the type
	Status   int    // of HTTP
	Detail   string // the first problem, and how many there are
	Instance string // URI of this occurrence; the service sets it
	Errors   []Item // at most a hundred
	More     int    // how many there are beside those in Errors
}

// TypeBase begins the type of every problem. What follows is the kind of its errors, or "several".
const TypeBase = "urn:ghgkit:problem:"

// several is the type of a problem with errors of different kinds.
const several = "several"

// Of returns the problem that an error reports. The status is 400 for text that is not JSON or not a sheet, 422 for values
// that are refused or cannot be calculated, and 500 for what is no fault of the input. The problem of no error is the zero
// Problem.
func Of(err error) Problem {
	items, more := All(err)
	if len(items) == 0 {
		return Problem{}
	}
	kind, status := items[0].Kind, 0
	for i := range items {
		if items[i].Kind != kind {
			kind = several
		}
		status = worse(status, statusOf(items[i].Kind))
	}
	p := Problem{Type: TypeBase + kind, Title: titleOf(kind), Status: status, Detail: items[0].Text, Errors: items, More: more}
	if n := len(items) + more; n > 1 {
		p.Detail += " (the first of " + strconv.Itoa(n) + " problems)"
	}
	return p
}

// statusOf returns the HTTP status of a kind.
func statusOf(kind string) int {
	for _, k := range kinds {
		if k.word == kind {
			return k.status
		}
	}
	return 422
}

// worse returns the status of two problems in one response: 500 before 400 before 422.
func worse(a, b int) int {
	for _, status := range []int{500, 400, 422} {
		if a == status || b == status {
			return status
		}
	}
	return max(a, b)
}

// titleOf returns what a kind means, the same for every occurrence.
func titleOf(kind string) string {
	switch kind {
	case syntax:
		return "The text cannot be read."
	case internal:
		return "The request cannot be answered."
	case "no-factor", "ambiguous-factor", "no-property", "no-rate":
		return "There is no unique factor, property or rate for the activity."
	case "claimed-twice", "counted-twice", "changed", "tampered":
		return "The figures contradict each other."
	case several:
		return "Several inputs are refused."
	}
	return "An input is refused."
}

// wire is the JSON form of a problem.
type wire struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail,omitempty"`
	Instance string `json:"instance,omitempty"`
	Errors   []Item `json:"errors"`
	More     int    `json:"more,omitempty"`
}

// MarshalJSON returns the problem as RFC 9457 has it, with the extensions errors and more.
func (p Problem) MarshalJSON() ([]byte, error) {
	w := wire(p)
	if w.Errors == nil {
		w.Errors = []Item{}
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes. As the standard demands of a reader, it ignores members that it does not
// know. A text of more than [MaxJSON] bytes is an error.
func (p *Problem) UnmarshalJSON(text []byte) error {
	if len(text) > MaxJSON {
		return &ghg.FieldError{Field: "problem", Value: strconv.Itoa(len(text)) + " bytes", Want: "at most " + strconv.Itoa(MaxJSON) + " bytes", Err: ghg.ErrOutOfRange}
	}
	if p == nil {
		return &ghg.FieldError{Field: "problem", Want: "a Problem to read into", Err: ghg.ErrMissing}
	}
	var w wire
	if err := json.Unmarshal(text, &w); err != nil { //nolint:forbidigo // members that are unknown are ignored
		return &ghg.FieldError{Field: "problem", Value: input.Shorten(text), Want: "a problem of RFC 9457: " + err.Error(), Err: ghg.ErrKind}
	}
	*p = Problem(w)
	return nil
}

// MaxJSON is the maximum size in bytes of a problem that is read.
const MaxJSON = 1 << 20
