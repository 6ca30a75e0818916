package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/problem"
)

// service is a service under test.
type service struct {
	*httptest.Server
	store *store
	log   *bytes.Buffer // what it logs; to be read after Close
}

func start(t *testing.T, st *store) service {
	t.Helper()
	b, err := basis()
	require.NoError(t, err)
	log := &bytes.Buffer{}
	handler, err := newServer(st, b, slog.New(slog.NewJSONHandler(log, nil)))
	require.NoError(t, err)
	s := service{httptest.NewServer(handler), st, log}
	t.Cleanup(s.Close)
	return s
}

func sqlite(t *testing.T) *store {
	t.Helper()
	st, err := openSQLite(t.Context(), filepath.Join(t.TempDir(), "odd name?%.db"))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, st.close()) })
	return st
}

// ask sends a request and returns the status, the body and the header of the answer.
func (s service) ask(t *testing.T, method, path, media, body string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	if media != "" {
		r.Header.Set("Content-Type", media)
	}
	answer, err := s.Client().Do(r)
	require.NoError(t, err)
	defer answer.Body.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(text), answer.Header
}

// state states an organisation for 2024 and returns the address of its inventory.
func (s service) state(t *testing.T, name string) string {
	t.Helper()
	path := "/inventories/" + url.PathEscape(name) + "/2024"
	status, text, _ := s.ask(t, "PUT", path, typeJSON, `{"name": "Example Ltd", "approach": "operational control", "period": "2024"}`)
	require.Equal(t, 201, status, text)
	return path
}

func boiler(id, amount string) string {
	return fmt.Sprintf(`{"method": "scope1.stationary-combustion", "id": %q, "period": "2024", "fuel": "natural-gas", "region": "GB", "amount": %q}`, id, amount)
}

func office(id string) string {
	return fmt.Sprintf(`{"method": "scope2.electricity", "id": %q, "period": "2024", "region": "GB", "amount": "80 MWh", "supplier_rate": "0.15 kg CO2/kWh; on the bill"}`, id)
}

func waste(id string) string {
	return fmt.Sprintf(`{"method": "scope3.waste-type-specific", "id": %q, "period": "2024", "waste": "commercial-and-industrial", "treatment": "landfill", "region": "GB", "mass": "3.2 t"}`, id)
}

// decode reads an answer, of which every key must be known.
func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&v), text)
	return v
}

func problemIn(t *testing.T, text string) problem.Problem {
	t.Helper()
	var p problem.Problem
	require.NoError(t, json.Unmarshal([]byte(text), &p), text)
	return p
}

// behaviours are what the service does with either database.
var behaviours = []struct {
	name string
	test func(*testing.T, service)
}{
	{"one activity, an array and lines are read", testForms},
	{"totals are by both methods", testTotals},
	{"an id counts once", testOnce},
	{"all or none is kept", testAllOrNone},
	{"receipts are the canonical bytes", testReceipts},
	{"an activity can be removed", testRemove},
	{"a boundary can be replaced", testBoundary},
	{"what contradicts across requests is a conflict", testContradiction},
	{"names that a database cannot keep are refused", testNames},
	{"fifty clients at once", testClients},
}

func TestSQLite(t *testing.T) {
	for _, b := range behaviours {
		t.Run(b.name, func(t *testing.T) { b.test(t, start(t, sqlite(t))) })
	}
}

func testForms(t *testing.T, s service) {
	path := s.state(t, "forms") + "/activities"
	for _, c := range []struct {
		media, body string
		n           int
	}{
		{typeJSON, boiler("one", "1 MWh(HHV)"), 1},
		{typeJSON + "; charset=utf-8", "[" + boiler("two", "1 MWh(HHV)") + "," + office("three") + "]", 2},
		{typeLines, boiler("four", "1 MWh(HHV)") + "\n" + waste("five") + "\n", 2},
		{typeLinesX, boiler("six", "1 MWh(HHV)"), 1},
		{typeJSON, "[]", 0},
	} {
		status, text, _ := s.ask(t, "POST", path, c.media, c.body)
		if want := 201; c.n > 0 {
			assert.Equal(t, want, status, text)
		}
		assert.Len(t, decode[kept](t, text).Activities, c.n)
	}
}

// By hand, with the UK's factors of 2024 (kg CO2e): 125 MWh(HHV) of natural gas × 0.1829 = 22862.5; 80 MWh × 0.20705 = 16564 by
// the grid and × 0.15 = 12000 by the supplier; 3.2 t of waste in landfill × 520.3342 = 1665.06944.
func testTotals(t *testing.T, s service) {
	path := s.state(t, "totals")
	get := func() totals {
		status, text, _ := s.ask(t, "GET", path, "", "")
		require.Equal(t, 200, status, text)
		return decode[totals](t, text)
	}
	empty := get()
	assert.Equal(t, []string{"scope 1", "scope 2, location-based", "scope 3"}, empty.Totals[0].Missing)
	assert.Equal(t, "0", empty.Totals[0].Partial)

	status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, "["+boiler("boiler", "125 MWh(HHV)")+","+office("office")+"]")
	require.Equal(t, 201, status, text)
	partly := get()
	assert.Empty(t, partly.Totals[0].Total, "a scope is missing")
	assert.Equal(t, "39426.5", partly.Totals[0].Partial)
	assert.Contains(t, partly.Totals[0].Missing, "scope 3")

	status, text, _ = s.ask(t, "POST", path+"/activities", typeJSON, waste("skip"))
	require.Equal(t, 201, status, text)
	whole := get()
	assert.Equal(t, "AR5", whole.GWP)
	assert.Equal(t, 4, whole.Results)
	assert.Equal(t, []ghg.Accounting{ghg.LocationBased, ghg.MarketBased}, []ghg.Accounting{whole.Totals[0].Accounting, whole.Totals[1].Accounting})
	assert.Equal(t, "41091.56944", whole.Totals[0].Total)
	assert.Equal(t, "36527.56944", whole.Totals[1].Total)
	assert.Equal(t, []group{{"scope 1", "22862.5"}, {"scope 2", "12000"}, {"scope 3", "1665.06944"}}, whole.Totals[1].Scopes)
}

func testOnce(t *testing.T, s service) {
	path := s.state(t, "once")
	status, first, _ := s.ask(t, "POST", path+"/activities", typeJSON, office("hq"))
	require.Equal(t, 201, status, first)
	status, again, _ := s.ask(t, "POST", path+"/activities", typeJSON, office("hq"))
	require.Equal(t, 200, status, again)
	assert.False(t, decode[kept](t, first).Activities[0].Known)
	assert.True(t, decode[kept](t, again).Activities[0].Known)
	assert.Equal(t, decode[kept](t, first).Activities[0].Results, decode[kept](t, again).Activities[0].Results)

	status, text, header := s.ask(t, "POST", path+"/activities", typeJSON, "["+office("annexe")+","+boiler("hq", "1 MWh(HHV)")+"]")
	assert.Equal(t, 409, status)
	assert.Equal(t, typeProblem, header.Get("Content-Type"))
	p := problemIn(t, text)
	assert.Equal(t, 409, p.Status)
	require.Len(t, p.Errors, 1)
	assert.Equal(t, "activities[1].id", p.Errors[0].Path)
	assert.Equal(t, "repeated", p.Errors[0].Kind)

	status, text, _ = s.ask(t, "POST", path+"/activities", typeJSON, "["+waste("twice")+","+waste("twice")+"]")
	assert.Equal(t, 422, status, text)
	_, text, _ = s.ask(t, "GET", path, "", "")
	assert.Equal(t, 2, decode[totals](t, text).Results, "neither the annexe nor the waste is kept")
}

func testAllOrNone(t *testing.T, s service) {
	path := s.state(t, "all")
	status, text, header := s.ask(t, "POST", path+"/activities", typeJSON, "["+office("a")+","+boiler("b", "1 MWhh")+"]")
	assert.Equal(t, 422, status)
	assert.Equal(t, typeProblem, header.Get("Content-Type"))
	p := problemIn(t, text)
	require.Len(t, p.Errors, 1)
	assert.Equal(t, "activities[1].amount", p.Errors[0].Path)
	assert.Equal(t, []string{"MWh"}, p.Errors[0].Near)

	outside := strings.Replace(office("c"), `"period": "2024"`, `"period": "2025"`, 1)
	status, text, _ = s.ask(t, "POST", path+"/activities", typeJSON, outside)
	assert.Equal(t, 422, status, text)
	_, text, _ = s.ask(t, "GET", path, "", "")
	assert.Equal(t, 0, decode[totals](t, text).Results)
}

func testReceipts(t *testing.T, s service) {
	path := s.state(t, "receipts")
	status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, "["+office("hq")+","+waste("skip")+"]")
	require.Equal(t, 201, status, text)
	var all strings.Builder
	for _, a := range decode[kept](t, text).Activities {
		for _, r := range a.Results {
			status, receipt, header := s.ask(t, "GET", r.Receipt, "", "")
			require.Equal(t, 200, status)
			assert.Equal(t, `"`+strings.TrimPrefix(r.Receipt, "/receipts/")+`"`, header.Get("ETag"))
			result, err := ghg.Verify([]byte(receipt))
			require.NoError(t, err)
			assert.Equal(t, r.CO2e, result.CO2e.Kg().String())
			all.WriteString(receipt + "\n")

			status, summary, _ := s.ask(t, "POST", "/verify", typeJSON, receipt)
			require.Equal(t, 200, status, summary)
			var proved ghg.Summary
			require.NoError(t, json.Unmarshal([]byte(summary), &proved))
			assert.Equal(t, "/receipts/"+proved.SHA256(), r.Receipt)

			status, text, _ := s.ask(t, "POST", "/verify", typeJSON, strings.Replace(receipt, `"co2e_kg":"1`, `"co2e_kg":"2`, 1))
			assert.Equal(t, 422, status, text)
			assert.Equal(t, "tampered", problemIn(t, text).Errors[0].Kind)
		}
	}
	status, lines, header := s.ask(t, "GET", path+"/results", "", "")
	assert.Equal(t, 200, status)
	assert.Equal(t, typeLines, header.Get("Content-Type"))
	assert.Equal(t, all.String(), lines)
}

func testRemove(t *testing.T, s service) {
	path := s.state(t, "remove")
	const id = "Werk 1/Kessel" // in an address, "%2F" is not a separator
	status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, boiler(id, "1 MWh(HHV)"))
	require.Equal(t, 201, status, text)
	receipt := decode[kept](t, text).Activities[0].Results[0].Receipt
	for _, want := range []int{204, 404} {
		status, _, _ = s.ask(t, "DELETE", path+"/activities/"+url.PathEscape(id), "", "")
		assert.Equal(t, want, status)
	}
	status, _, _ = s.ask(t, "GET", receipt, "", "")
	assert.Equal(t, 404, status)
	status, text, _ = s.ask(t, "POST", path+"/activities", typeJSON, boiler(id, "2 MWh(HHV)"))
	assert.Equal(t, 201, status, text)
}

func testBoundary(t *testing.T, s service) {
	path := s.state(t, "boundary")
	status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, "["+boiler("b", "125 MWh(HHV)")+","+office("hq")+"]")
	require.Equal(t, 201, status, text)
	status, text, _ = s.ask(t, "PUT", path, typeJSON,
		`{"name": "Example Ltd", "approach": "operational control", "period": "2024", "excluded": [{"scope": "scope 3", "reason": "not yet measured"}]}`)
	require.Equal(t, 200, status, text)
	_, text, _ = s.ask(t, "GET", path, "", "")
	assert.Equal(t, "39426.5", decode[totals](t, text).Totals[0].Total, "what is excluded is not missing")

	for body, want := range map[string]string{
		`{"name": "Example Ltd", "approach": "operational control", "period": "2023"}`: "mixed",
		`{"name": "Example Ltd", "approach": "by feel", "period": "2024"}`:             "unknown",
		`{"name": "Example Ltd"`: "syntax",
	} {
		_, text, _ = s.ask(t, "PUT", path, typeJSON, body)
		assert.Equal(t, want, problemIn(t, text).Errors[0].Kind, text)
	}
}

func testContradiction(t *testing.T, s service) {
	path := s.state(t, "contradiction")
	for _, id := range []string{"hq", "annexe"} {
		body := fmt.Sprintf(`{"method": "scope2.electricity", "id": %q, "period": "2024", "region": "GB", "amount": "80 MWh", "instruments": [
			{"id": "rego-1", "kind": "certificate", "volume": "80 MWh", "rate": "zero-carbon", "retirement_evidence": "statement 1", "sole_claim": true,
			"vintage": "2024", "market": "GB", "registry": "REGO"}]}`, id)
		status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, body)
		require.Equal(t, 201, status, text)
	}
	status, text, _ := s.ask(t, "GET", path, "", "")
	assert.Equal(t, 409, status)
	assert.Equal(t, "counted-twice", problemIn(t, text).Errors[0].Kind)
	assert.Contains(t, text, "rego-1")
	status, _, _ = s.ask(t, "DELETE", path+"/activities/annexe", "", "")
	assert.Equal(t, 204, status)
	status, _, _ = s.ask(t, "GET", path, "", "")
	assert.Equal(t, 200, status)
}

func testNames(t *testing.T, s service) {
	path := s.state(t, "名前 '; DROP TABLE results; --")
	status, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, boiler("bell", "1 MWh(HHV)"))
	require.Equal(t, 201, status, text)
	status, text, _ = s.ask(t, "POST", path+"/activities", typeJSON, strings.Replace(boiler("b", "1 MWh(HHV)"), `"b"`, `"b\u0000"`, 1))
	assert.Equal(t, 422, status, text)
	assert.Equal(t, "activities[0].id", problemIn(t, text).Errors[0].Path)
	for _, path := range []string{"/inventories/a%00b/2024", "/inventories/a%FFb/2024", "/inventories/" + strings.Repeat("a", 500) + "/2024", "/receipts/%00", path + "/activities/%00"} {
		method := "GET"
		if strings.Contains(path, "activities") {
			method = "DELETE"
		}
		status, text, _ := s.ask(t, method, path, "", "")
		assert.Equal(t, 422, status, "%s: %s", path, text)
	}
}

// testClients lets fifty clients post at once: lines of their own, two lines that all of them post alike, and one that each
// of them posts with another amount, of which one is kept.
func testClients(t *testing.T, s service) {
	const clients, each = 50, 4
	path := s.state(t, "clients")
	client := func(n int) error {
		var wrong error
		post := func(want func(int) bool, bodies ...string) {
			answer, err := s.Client().Post(s.URL+path+"/activities", typeLines, strings.NewReader(strings.Join(bodies, "\n")))
			if err != nil {
				wrong = err
				return
			}
			defer answer.Body.Close() //nolint:errcheck // it was only read
			text, _ := io.ReadAll(answer.Body)
			if !want(answer.StatusCode) {
				wrong = fmt.Errorf("client %d: status %d: %s", n, answer.StatusCode, text)
			}
		}
		for i := range each {
			lines := []string{office("hq"), boiler(fmt.Sprintf("boiler-%d-%d", n, i), "1 MWh(HHV)"), office("annexe")}
			if n%2 == 0 { // in whatever order, two requests must not wait for each other
				slices.Reverse(lines)
			}
			post(func(status int) bool { return status == 201 }, lines...)
		}
		post(func(status int) bool { return status == 201 || status == 409 }, boiler("disputed", fmt.Sprintf("%d MWh(HHV)", n+1)))
		return wrong
	}
	errs := make([]error, clients)
	var done sync.WaitGroup
	for n := range clients {
		done.Go(func() { errs[n] = client(n) })
		done.Go(func() { // one reads meanwhile
			answer, err := s.Client().Get(s.URL + path)
			if assert.NoError(t, err) {
				assert.Equal(t, 200, answer.StatusCode)
				assert.NoError(t, answer.Body.Close())
			}
		})
	}
	done.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	_, text, _ := s.ask(t, "GET", path, "", "")
	got := decode[totals](t, text)
	assert.Equal(t, clients*each+4+1, got.Results, "the boilers, two offices by two methods, and the disputed boiler")
	perMWh := decimal.RequireFromString("182.9")
	rest := decimal.RequireFromString(got.Totals[1].Partial).Sub(decimal.NewFromInt(2 * 12000)).Sub(perMWh.Mul(decimal.NewFromInt(clients * each)))
	winner := rest.Div(perMWh)
	assert.True(t, winner.IsInteger() && winner.IsPositive() && winner.LessThanOrEqual(decimal.NewFromInt(clients)), "disputed: %s MWh", winner)
}

func TestRefusals(t *testing.T) {
	s := start(t, sqlite(t))
	path := s.state(t, "refusals")
	for _, c := range []struct {
		method, path, media, body string
		want                      int
		says                      string
	}{
		{"GET", "/", "", "", 404, "Not Found"},
		{"GET", "/inventories/none/2024", "", "", 404, "Not Found"},
		{"POST", "/inventories/none/2024/activities", typeJSON, office("a"), 404, "Not Found"},
		{"GET", "/receipts/" + strings.Repeat("0", 64), "", "", 404, "Not Found"},
		{"PATCH", path, "", "", 405, "Method Not Allowed"},
		{"POST", path + "/activities", "", office("a"), 415, "application/json or application/jsonl"},
		{"POST", path + "/activities", "text/csv", "id", 415, "text/csv"},
		{"POST", path + "/activities", typeJSON, strings.Repeat(" ", maxActivities+1), 413, "1048576 bytes"},
		{"PUT", path, typeJSON, strings.Repeat(" ", maxBoundary+1), 413, "65536 bytes"},
		{"POST", path + "/activities", typeJSON, "", 422, "activities"},
		{"POST", path + "/activities", typeJSON, `{"method": `, 400, "syntax"},
		{"POST", path + "/activities", typeJSON, `{"method": "scope1.stationery-combustion"}`, 422, "scope1.stationary-combustion"},
		{"POST", path + "/activities", typeJSON, strings.Replace(office("a"), "GB", "FR", 1), 422, "no-factor"},
		{"POST", "/verify", typeJSON, "{}", 422, "does not recompute"},
	} {
		status, text, header := s.ask(t, c.method, c.path, c.media, c.body)
		assert.Equal(t, c.want, status, "%s %s: %s", c.method, c.path, text)
		assert.Equal(t, typeProblem, header.Get("Content-Type"))
		assert.Equal(t, c.want, problemIn(t, text).Status)
		assert.Contains(t, text, c.says)
		if c.want == 405 {
			assert.Equal(t, "GET, HEAD, PUT", header.Get("Allow"))
		}
	}
}

// TestOwnFaults checks that a fault of the service is logged and not told.
func TestOwnFaults(t *testing.T) {
	s := start(t, sqlite(t))
	path := s.state(t, "faults")
	_, text, _ := s.ask(t, "POST", path+"/activities", typeJSON, boiler("b", "1 MWh(HHV)"))
	require.Contains(t, text, "182.9")
	_, err := s.store.db.ExecContext(t.Context(), "UPDATE results SET receipt = replace(receipt, '182.9', '18.29')")
	require.NoError(t, err)
	status, text, _ := s.ask(t, "GET", path, "", "")
	assert.Equal(t, 500, status, "a total of altered receipts")
	assert.NotContains(t, text, "recompute")

	_, err = s.store.db.ExecContext(t.Context(), "DROP TABLE results")
	require.NoError(t, err)
	status, text, _ = s.ask(t, "GET", path, "", "")
	assert.Equal(t, 500, status)
	assert.NotContains(t, text, "table")
	status, _, _ = s.ask(t, "GET", "/healthz", "", "")
	assert.Equal(t, 204, status)
	s.Close()
	assert.Contains(t, s.log.String(), "no such table")
	assert.Contains(t, s.log.String(), "does not recompute")
	assert.Contains(t, s.log.String(), `"method":"GET","path":"/inventories/faults/2024","status":500`)
}

// TestReopened checks that a database is migrated once and keeps what it has.
func TestReopened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept.db")
	for _, want := range []int{201, 200} {
		st, err := openSQLite(t.Context(), file)
		require.NoError(t, err)
		s := start(t, st)
		status, text, _ := s.ask(t, "PUT", "/inventories/a/2024", typeJSON, `{"name": "A", "approach": "equity share", "period": "2024"}`)
		assert.Equal(t, want, status, text)
		s.Close()
		require.NoError(t, st.close())
	}
}

// A transaction of SQLite that reads and then writes waits for the one before it: it does not fail because that one wrote
// meanwhile.
func TestTransactionsWaitForEachOther(t *testing.T) {
	st, err := openSQLite(t.Context(), filepath.Join(t.TempDir(), "service.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, st.close()) }()
	count := func(tx *sql.Tx) (n int, err error) {
		return n, tx.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM inventories").Scan(&n)
	}
	add := func(tx *sql.Tx, year int) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO inventories VALUES ('a', $1, '{}', 1)", strconv.Itoa(year))
		return err
	}
	read, second := make(chan struct{}), make(chan error, 1)
	require.NoError(t, st.transaction(t.Context(), func(tx *sql.Tx) error {
		if _, err := count(tx); err != nil {
			return err
		}
		go func() {
			second <- st.transaction(t.Context(), func(tx *sql.Tx) error {
				n, err := count(tx)
				close(read)
				return errors.Join(err, add(tx, n))
			})
		}()
		select {
		case <-read:
		case <-time.After(time.Second / 2):
		}
		return add(tx, 0)
	}))
	require.NoError(t, <-second)
}
