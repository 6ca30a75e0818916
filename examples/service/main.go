// Command service is ghg behind HTTP. It calculates activities as they come, keeps their results with the receipts in a
// database, and adds them up to inventories by both methods of Scope 2. README.md shows it in use.
//
// It has no authentication: run it behind a proxy that has.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/epa"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	err := run(ctx, os.Args[1:], log)
	stop()
	if err != nil {
		log.Error("stopped", "error", err.Error())
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, log *slog.Logger) error {
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "address to listen on")
	file := flags.String("sqlite", "inventories.db", "file of the SQLite database")
	dsn := flags.String("postgres", "", "connection string of a PostgreSQL database, used instead of SQLite")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	st, err := open(ctx, *file, *dsn)
	if err != nil {
		return err
	}
	defer st.close() //nolint:errcheck // everything is committed
	b, err := basis()
	if err != nil {
		return err
	}
	handler, err := newServer(st, b, log)
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", *addr)
	if err != nil {
		return err
	}
	return serve(ctx, listener, handler, log)
}

// open opens the database that the flags name.
func open(ctx context.Context, file, dsn string) (*store, error) {
	if dsn != "" {
		return openPostgres(ctx, dsn)
	}
	return openSQLite(ctx, file)
}

// basis returns what every activity is calculated with. The sets are loaded here, once. Rank your own countries, years and
// factors.
func basis() (factors.Basis, error) {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		return factors.Basis{}, err
	}
	us, err := epa.Load(epa.Edition2024)
	if err != nil {
		return factors.Basis{}, err
	}
	stack, err := factors.NewStack(uk, us)
	if err != nil {
		return factors.Basis{}, err
	}
	return factors.Basis{Factors: stack, GWP: ghg.AR5()}, nil
}

// The limits of a connection. A request that takes longer is ended.
const (
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
	drainTimeout = 20 * time.Second // for requests under way when the service is told to stop
)

// serve answers requests until the context ends, then waits for those under way.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readTimeout / 6,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	log.Info("listening", "addr", listener.Addr().String())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("draining")
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return fmt.Errorf("requests were cut off: %w", err)
	}
	return nil
}
