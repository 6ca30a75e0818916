package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/ghgkit/ghg/problem"
)

// answer returns the handler of an operation: its time is limited, and its error is answered as a problem (RFC 9457).
func (s *server) answer(h handle) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
		defer cancel()
		err := h(w, r.WithContext(ctx))
		if err == nil {
			return
		}
		if started(w) { // too late for a status: the client must not take what it has for the whole
			s.log.Error("answer cut off", "path", r.URL.Path, "error", err.Error())
			panic(http.ErrAbortHandler)
		}
		p := problemOf(err)
		if p.Status >= http.StatusInternalServerError {
			s.log.Error("request failed", "path", r.URL.Path, "error", err.Error())
		}
		writeProblem(w, p)
	})
}

// problemOf returns the problem of an error. Of an error of the service itself, nothing but the status is told.
func problemOf(err error) problem.Problem {
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		p := problem.Of(refused.err)
		if refused.status != 0 {
			p.Status = refused.status
		}
		return p
	case errors.Is(err, errUnknown):
		return plainProblem(http.StatusNotFound)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return plainProblem(http.StatusServiceUnavailable)
	}
	return plainProblem(http.StatusInternalServerError)
}

// plainProblem is a problem that its HTTP status describes (RFC 9457, section 4.2.1).
func plainProblem(status int) problem.Problem {
	return problem.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status}
}

func writeProblem(w http.ResponseWriter, p problem.Problem) {
	text, err := json.Marshal(p)
	if err != nil {
		text = []byte(`{"type":"about:blank"}`)
	}
	w.Header().Set("Content-Type", typeProblem)
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(text, '\n')) // the client may be gone
}

// problems answers an address or a method that no operation has as a problem, where ServeMux answers with plain text.
func problems(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		refused := &head{header: w.Header()} // with Allow, for a method
		h.ServeHTTP(refused, r)
		w.Header().Del("X-Content-Type-Options")
		writeProblem(w, plainProblem(refused.status))
	})
}

// head keeps the head of an answer and drops its body.
type head struct {
	header http.Header
	status int
}

func (h *head) Header() http.Header         { return h.header }
func (h *head) WriteHeader(status int)      { h.status = status }
func (h *head) Write(p []byte) (int, error) { return len(p), nil }

// counted is a ResponseWriter that knows what it wrote.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// started reports whether an answer has begun.
func started(w http.ResponseWriter) bool {
	c, ok := w.(*counted)
	return ok && c.status != 0
}

// logged writes one line per request to the log.
func (s *server) logged(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin, c := time.Now(), &counted{ResponseWriter: w}
		defer func() { // also when the handler panics
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", c.status), slog.Int("bytes", c.bytes), slog.Duration("took", time.Since(begin)))
		}()
		h.ServeHTTP(c, r)
	})
}
