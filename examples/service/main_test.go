package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

// program is the program, running.
type program struct {
	addr string
	stop context.CancelFunc
	done chan error
}

// launch runs the program on a free port.
func launch(t *testing.T, args ...string) program {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	read, write := io.Pipe()
	p := program{stop: stop, done: make(chan error, 1)}
	go func() {
		p.done <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), slog.New(slog.NewJSONHandler(write, nil)))
		_ = write.Close() // never fails
	}()
	lines := json.NewDecoder(read)
	var line struct{ Msg, Addr string }
	require.NoError(t, lines.Decode(&line))
	require.Equal(t, "listening", line.Msg)
	go func() { _, _ = io.Copy(io.Discard, read) }() // it must not wait for its log
	p.addr = line.Addr
	return p
}

// TestReadme sends every request in the README to the program and compares the answers.
func TestReadme(t *testing.T) {
	p := launch(t, "-sqlite", filepath.Join(t.TempDir(), "inventories.db"))
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(text), "```\n$ ")
	require.True(t, found)
	block, after, found := strings.Cut(rest, "```\n")
	require.True(t, found)
	var b strings.Builder
	b.WriteString(before + "```\n")
	for command := range strings.SplitSeq(block, "\n$ ") {
		command = commandOf(command)
		b.WriteString("$ " + command + "\n" + curl(t, p.addr, command))
	}
	b.WriteString("```\n" + after)
	golden.AssertFile(t, "README.md", []byte(b.String()))
	p.stop()
	require.NoError(t, <-p.done)
}

// commandOf returns the command at the start of a text: up to the end of the line on which the last quote is closed.
func commandOf(text string) string {
	var command []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		command = append(command, line)
		if strings.Count(strings.Join(command, "\n"), "'")%2 == 0 {
			break
		}
	}
	return strings.Join(command, "\n")
}

// curl sends what the command curl would and returns the body of the answer.
func curl(t *testing.T, addr, command string) string {
	t.Helper()
	method, body := http.MethodGet, ""
	if head, rest, found := strings.Cut(command, " --json '"); found {
		method, command, body = http.MethodPost, head, strings.TrimSuffix(rest, "'")
	}
	words := strings.Fields(command)
	require.Equal(t, "curl", words[0], command)
	if words[1] == "-X" {
		method, words = words[2], words[2:]
	}
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+strings.Replace(words[1], "localhost:8080", addr, 1), strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", typeJSON)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(text)
}

// TestShutdown checks that a request under way is answered when the service is told to stop, and that the service then ends.
func TestShutdown(t *testing.T) {
	p := launch(t, "-sqlite", filepath.Join(t.TempDir(), "inventories.db"))
	read, write := io.Pipe()
	answered := make(chan int, 1)
	go func() {
		answer, err := http.Post("http://"+p.addr+"/verify", typeJSON, read)
		if assert.NoError(t, err) {
			assert.NoError(t, answer.Body.Close())
			answered <- answer.StatusCode
		}
	}()
	_, err := write.Write([]byte("{")) // the request is under way once this is sent
	require.NoError(t, err)
	require.Eventually(t, func() bool { return ok(p.addr) }, 5*time.Second, time.Millisecond)
	p.stop()
	require.Eventually(t, func() bool { return !ok(p.addr) }, 5*time.Second, time.Millisecond, "no new connection")
	_, err = write.Write([]byte("}"))
	require.NoError(t, err)
	require.NoError(t, write.Close())
	assert.Equal(t, http.StatusUnprocessableEntity, <-answered)
	require.NoError(t, <-p.done)
}

// ok reports whether the service answers on a new connection.
func ok(addr string) bool {
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + addr + "/healthz")
	return err == nil && answer.Body.Close() == nil
}

func TestRunRefuses(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	require.Error(t, run(t.Context(), []string{"-surplus"}, log))
	require.NoError(t, run(t.Context(), []string{"-help"}, log))
	require.ErrorContains(t, run(t.Context(), []string{"-sqlite", "/nowhere/at/all.db"}, log), "database")
	require.ErrorContains(t, run(t.Context(), []string{"-postgres", "postgres://127.0.0.1:1/none?sslmode=disable"}, log), "database")
	require.Error(t, run(t.Context(), []string{"-sqlite", filepath.Join(t.TempDir(), "a.db"), "-addr", "nowhere:x"}, log))
}
