package main

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPostgreSQL runs everything with a PostgreSQL of its own, of the newest version that Debian's packages installed. Where
// there is none, it leaves that out and says so; with GHG_WANT_POSTGRES=1 it fails.
func TestPostgreSQL(t *testing.T) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	require.NoError(t, err)
	if len(found) == 0 {
		if os.Getenv("GHG_WANT_POSTGRES") == "1" {
			t.Fatal("GHG_WANT_POSTGRES=1, but PostgreSQL is not installed: apt-get install postgresql")
		}
		t.Log("LEFT OUT: PostgreSQL is not installed, so the service was not tested with it: apt-get install postgresql")
		return
	}
	dsn := startPostgres(t, filepath.Dir(slices.Max(found)))
	stores := make([]*store, 2) // two services that start at once share a database
	var opened sync.WaitGroup
	for i := range stores {
		opened.Go(func() {
			var err error
			stores[i], err = openPostgres(t.Context(), dsn)
			assert.NoError(t, err)
		})
	}
	opened.Wait()
	require.False(t, t.Failed())
	for i, b := range behaviours {
		t.Run(b.name, func(t *testing.T) { b.test(t, start(t, stores[i%2])) })
	}
	for _, st := range stores {
		require.NoError(t, st.close())
	}
}

// startPostgres starts a server for the time of the test, which is reached by a socket in a folder of its own, and returns
// its connection string. PostgreSQL does not run as root, so root starts it as the package's user.
func startPostgres(t *testing.T, bin string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ghg-pg") // short: the path of a socket has at most 107 bytes
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(dir)) })
	var as []string
	if os.Geteuid() == 0 {
		as = []string{"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"}
		owner, err := user.Lookup("postgres")
		require.NoError(t, err)
		uid, err := strconv.Atoi(owner.Uid)
		require.NoError(t, err)
		require.NoError(t, os.Chown(dir, uid, -1))
	}
	run := func(name string, args ...string) {
		command := append(slices.Clone(as), append([]string{filepath.Join(bin, name)}, args...)...)
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Fatalf("%v: %v\n%s%s", command, err, out, log)
		}
	}
	data := filepath.Join(dir, "data")
	run("initdb", "--pgdata", data, "--username=ghg", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
	run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", filepath.Join(dir, "log"), "--options", "-c listen_addresses='' -k "+dir)
	t.Cleanup(func() { run("pg_ctl", "stop", "--wait", "--pgdata", data, "--mode=fast") })
	return "host=" + dir + " user=ghg dbname=postgres"
}
