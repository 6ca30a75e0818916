package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/problem"
)

// The limits of a request.
const (
	maxActivities  = 1 << 20 // bytes, some five thousand activities
	maxBoundary    = 64 << 10
	maxName        = 100 // bytes of an organisation or a year in the address
	requestTimeout = 45 * time.Second
)

// The media types of bodies.
const (
	typeJSON    = "application/json"
	typeLines   = "application/jsonl"
	typeLinesX  = "application/x-ndjson" // an older name of the same
	typeProblem = problem.ContentType
)

// server answers requests. Everything it knows is in its fields, which do not change.
type server struct {
	store     *store
	basis     factors.Basis
	basisJSON []byte
	openAPI   []byte
	turns     chan struct{} // holds one value per calculation under way, as many as there are processors
	log       *slog.Logger
}

// newServer returns the handler of the service.
func newServer(st *store, b factors.Basis, log *slog.Logger) (http.Handler, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("basis: %w", err)
	}
	s := &server{store: st, basis: b, basisJSON: text, turns: make(chan struct{}, runtime.GOMAXPROCS(0)), log: log}
	if s.openAPI, err = openAPI(s.operations(), activity.Methods()); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for _, o := range s.operations() {
		mux.Handle(o.method+" "+o.path, s.answer(o.handle))
	}
	return s.logged(problems(mux)), nil
}

// handle answers a request, or returns why not: a refusal, or an error that is the service's own.
type handle func(http.ResponseWriter, *http.Request) error

// putInventory keeps the boundary of an inventory.
func (s *server) putInventory(w http.ResponseWriter, r *http.Request) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	body, err := read(w, r, maxBoundary, typeJSON)
	if err != nil {
		return err
	}
	var org inventory.Organisation
	if err := org.UnmarshalJSON(body); err != nil {
		return refuse(err)
	}
	if org.Period.Label != k.year {
		return refuse(&ghg.FieldError{Field: "period", Value: org.Period.String(), Want: "a period that is labelled " + k.year + ", as in the address", Err: ghg.ErrMixed})
	}
	text, err := json.Marshal(org)
	if err != nil {
		return err
	}
	created, err := s.store.putInventory(r.Context(), k, text)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	return write(w, status, org)
}

// kept is the answer to activities that are posted.
type kept struct {
	Activities []keptActivity `json:"activities"`
}

// keptActivity is an activity with its results in short.
type keptActivity struct {
	ID      string       `json:"id"`
	Known   bool         `json:"known"` // posted before: it counts once
	Results []keptResult `json:"results"`
}

// keptResult is a result in short, with the address of its receipt, which holds the rest.
type keptResult struct {
	Scope      ghg.Scope      `json:"scope"`
	Category   ghg.Category   `json:"category,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitempty"`
	Part       string         `json:"part,omitempty"`
	CO2e       string         `json:"co2e_kg"`
	Caveats    []string       `json:"caveats,omitempty"`
	Receipt    string         `json:"receipt"`
}

// postActivities calculates activities and keeps their results, all or none.
func (s *server) postActivities(w http.ResponseWriter, r *http.Request) error {
	k, org, err := s.organisation(r)
	if err != nil {
		return err
	}
	body, err := read(w, r, maxActivities, typeJSON, typeLines, typeLinesX)
	if err != nil {
		return err
	}
	entries, err := s.calculate(r.Context(), org, body)
	if err != nil {
		return err
	}
	var conflict *conflictError
	if err := s.store.keep(r.Context(), k, entries); errors.As(err, &conflict) {
		return refuseAs(http.StatusConflict, conflicts(entries, conflict.entries))
	} else if err != nil {
		return err
	}
	status, answer := http.StatusOK, kept{Activities: make([]keptActivity, len(entries))}
	for i, e := range entries {
		if !e.known {
			status = http.StatusCreated
		}
		if answer.Activities[i], err = inShort(e); err != nil {
			return err
		}
	}
	return write(w, status, answer)
}

// calculate returns what is to be kept of activities: their inputs, and the receipts of their results.
func (s *server) calculate(ctx context.Context, org inventory.Organisation, body []byte) ([]entry, error) {
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	activities, err := activity.ReadJSON(bytes.NewReader(body))
	if err != nil {
		return nil, refuse(err)
	}
	var lines []activity.Line
	_, err = inventory.FromLines(org, func(yield func(activity.Line, error) bool) {
		for line, err := range activity.NewDeriver(s.basis).LinesOf(slices.Values(activities)) {
			lines = append(lines, line)
			if !yield(line, err) {
				return
			}
		}
	})
	if err != nil {
		return nil, refuse(err)
	}
	entries := make([]entry, len(lines))
	for i, line := range lines {
		if err := plain("id", line.ID(), ghg.MaxText); err != nil {
			return nil, refuse(place(i).At(err))
		}
		if entries[i], err = entryOf(activities[i], line); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// entryOf returns what is to be kept of an activity.
func entryOf(a activity.Activity, line activity.Line) (entry, error) {
	inputs, err := activity.Encode(a)
	if err != nil {
		return entry{}, err
	}
	results, err := line.Results()
	if err != nil {
		return entry{}, err
	}
	e := entry{id: line.ID(), inputs: string(inputs)}
	for _, r := range results {
		text, err := r.Receipt()
		if err != nil {
			return entry{}, err
		}
		summary, err := r.Summary()
		if err != nil {
			return entry{}, err
		}
		e.receipts = append(e.receipts, sealed{summary.SHA256(), string(text)})
	}
	return e, nil
}

// place is where an activity stands in a body.
func place(i int) ghg.Place { return ghg.Place{Path: "activities[" + strconv.Itoa(i) + "]"} }

// conflicts returns the error of entries whose ids are kept with other inputs.
func conflicts(entries []entry, which []int) error {
	errs := make([]error, len(which))
	for n, i := range which {
		errs[n] = place(i).At(&ghg.FieldError{Field: "id", Value: entries[i].id, Want: "an id that is not kept with other inputs", Err: ghg.ErrRepeated})
	}
	return ghg.Join(errs...)
}

// inShort returns an entry as it is answered. It verifies the receipts, since some may have come from the database.
func inShort(e entry) (keptActivity, error) {
	a := keptActivity{ID: e.id, Known: e.known}
	for _, receipt := range e.receipts {
		r, err := ghg.Verify([]byte(receipt.text))
		if err != nil {
			return keptActivity{}, err
		}
		short := keptResult{
			Scope: r.Scope, Category: r.Category, Accounting: r.Accounting, Part: r.Part, CO2e: r.CO2e.Kg().String(),
			Receipt: "/receipts/" + receipt.sha256,
		}
		for _, c := range r.Caveats {
			short.Caveats = append(short.Caveats, c.Kind.String())
		}
		a.Results = append(a.Results, short)
	}
	return a, nil
}

// deleteActivity removes an activity with its results, to post it anew.
func (s *server) deleteActivity(w http.ResponseWriter, r *http.Request) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	if err := plain("id", r.PathValue("id"), ghg.MaxText); err != nil {
		return refuse(err)
	}
	if err := s.store.remove(r.Context(), k, r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// totals are the figures of an inventory by both methods of Scope 2, which are never added.
type totals struct {
	Organisation inventory.Organisation `json:"organisation"`
	GWP          string                 `json:"gwp,omitempty"`
	Results      int                    `json:"results"`
	Totals       []total                `json:"totals"`
}

// total are the figures by one method. What is missing is unknown, not zero: with a scope missing, there is no total.
type total struct {
	Accounting ghg.Accounting `json:"accounting"`
	Total      string         `json:"total_co2e_kg,omitempty"`
	Partial    string         `json:"partial_co2e_kg"` // the sum of what there is
	Scopes     []group        `json:"scopes"`
	Missing    []string       `json:"missing"`
}

type group struct {
	Name string `json:"name"`
	CO2e string `json:"co2e_kg"`
}

// getInventory adds up an inventory. It recomputes every result from its receipt.
func (s *server) getInventory(w http.ResponseWriter, r *http.Request) error {
	k, org, err := s.organisation(r)
	if err != nil {
		return err
	}
	var results []ghg.Result
	for receipt, err := range s.store.receipts(r.Context(), k) {
		if err != nil {
			return err
		}
		result, err := ghg.Verify(receipt)
		if err != nil {
			return err // the database was altered
		}
		results = append(results, result)
	}
	inv, err := inventory.OfChecked(org, results)
	if err != nil {
		return refuseAs(http.StatusConflict, err) // what was posted in several requests contradicts itself
	}
	answer := totals{Organisation: org, GWP: inv.GWP(), Results: len(results)}
	for _, method := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		t, err := totalOf(inv, method)
		if err != nil {
			return err
		}
		answer.Totals = append(answer.Totals, t)
	}
	return write(w, http.StatusOK, answer)
}

func totalOf(inv *inventory.Inventory, method ghg.Accounting) (total, error) {
	p, err := inv.Partial(method)
	if err != nil {
		return total{}, err
	}
	t := total{Accounting: method, Partial: p.Total().Kg().String(), Scopes: []group{}, Missing: []string{}}
	for _, g := range p.By(func(r ghg.Result) string { return r.Scope.String() }) {
		t.Scopes = append(t.Scopes, group{g.Name, g.CO2e.Kg().String()})
	}
	for _, gap := range p.Missing {
		t.Missing = append(t.Missing, gap.String())
	}
	var incomplete *inventory.IncompleteError
	switch whole, err := inv.Total(method); {
	case err == nil:
		t.Total = whole.Kg().String()
	case !errors.As(err, &incomplete):
		return total{}, err
	}
	return t, nil
}

// getResults writes every result of an inventory as a JSON line, which is its receipt.
func (s *server) getResults(w http.ResponseWriter, r *http.Request) error {
	k, _, err := s.organisation(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeLines)
	for receipt, err := range s.store.receipts(r.Context(), k) {
		if err != nil {
			return err
		}
		if _, err := w.Write(append(receipt, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// getReceipt writes the canonical bytes of a receipt.
func (s *server) getReceipt(w http.ResponseWriter, r *http.Request) error {
	sum := r.PathValue("sha256")
	if err := plain("sha256", sum, maxName); err != nil {
		return refuse(err)
	}
	text, err := s.store.receipt(r.Context(), sum)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", `"`+sum+`"`)
	w.Header().Set("Cache-Control", "private, immutable, max-age=31536000")
	return writeText(w, text)
}

// verify recomputes a receipt, anybody's, from its content alone.
func (s *server) verify(w http.ResponseWriter, r *http.Request) error {
	body, err := read(w, r, ghg.MaxReceipt, typeJSON)
	if err != nil {
		return err
	}
	result, err := ghg.Verify(body)
	if err != nil {
		return refuse(err)
	}
	summary, err := result.Summary()
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, summary)
}

func (s *server) getBasis(w http.ResponseWriter, _ *http.Request) error {
	return writeText(w, s.basisJSON)
}

func (s *server) getOpenAPI(w http.ResponseWriter, _ *http.Request) error {
	return writeText(w, s.openAPI)
}

// getHealth answers once the database does.
func (s *server) getHealth(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.ping(r.Context()); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// organisation returns the inventory that a request is about.
func (s *server) organisation(r *http.Request) (inventoryKey, inventory.Organisation, error) {
	k, err := keyOf(r)
	if err != nil {
		return inventoryKey{}, inventory.Organisation{}, err
	}
	text, err := s.store.boundary(r.Context(), k)
	if err != nil {
		return inventoryKey{}, inventory.Organisation{}, err
	}
	var org inventory.Organisation
	err = org.UnmarshalJSON(text)
	return k, org, err
}

// keyOf returns the inventory that the address of a request names.
func keyOf(r *http.Request) (inventoryKey, error) {
	k := inventoryKey{r.PathValue("organisation"), r.PathValue("year")}
	err := errors.Join(plain("organisation", k.organisation, maxName), plain("year", k.year, maxName))
	return k, refuse(err)
}

// plain returns an error unless a database can keep a name, and a log show it.
func plain(field, name string, most int) error {
	if strings.ContainsFunc(name, unicode.IsControl) || strings.ToValidUTF8(name, "") != name || len(name) > 4*most {
		return &ghg.FieldError{Field: field, Value: strconv.Quote(name), Want: "at most " + strconv.Itoa(most) + " characters, none of them a control character", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// refusal is an error of the request, not of the service.
type refusal struct {
	status int // 0: as problem.Of has it
	err    error
}

func (e *refusal) Error() string { return e.err.Error() }

func (e *refusal) Unwrap() error { return e.err }

// refuse returns the refusal of an error about input, refuseAs that with another status than the error's own. No error is
// no refusal.
func refuse(err error) error { return refuseAs(0, err) }

func refuseAs(status int, err error) error {
	if err == nil {
		return nil
	}
	return &refusal{status, err}
}

// read returns the body of a request, of a given size at most.
func read(w http.ResponseWriter, r *http.Request, most int64, types ...string) ([]byte, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || !slices.Contains(types, media) {
		return nil, refuseAs(http.StatusUnsupportedMediaType, &ghg.FieldError{Field: "Content-Type", Value: r.Header.Get("Content-Type"), Want: strings.Join(types, " or "), Err: ghg.ErrUnknown})
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return nil, refuseAs(http.StatusRequestEntityTooLarge, &ghg.FieldError{Field: "body", Value: "more", Want: "at most " + strconv.FormatInt(most, 10) + " bytes", Err: ghg.ErrOutOfRange})
	case err != nil:
		return nil, refuseAs(http.StatusBadRequest, fmt.Errorf("the body cannot be read: %w", err))
	}
	return body, nil
}

// write writes a value as JSON.
func write(w http.ResponseWriter, status int, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeJSON)
	w.WriteHeader(status)
	_, err = w.Write(append(text, '\n'))
	return err
}

// writeText writes JSON as it is, byte for byte.
func writeText(w http.ResponseWriter, text []byte) error {
	w.Header().Set("Content-Type", typeJSON)
	_, err := w.Write(text)
	return err
}
