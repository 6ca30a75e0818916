package main

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite", in pure Go
)

// migrations are the steps of the schema, in the SQL that SQLite and PostgreSQL share.
//
//go:embed migrations/*.sql
var migrations embed.FS

// store keeps inventories in a database.
type store struct {
	db   *sql.DB
	lock string // a statement by which one process at a time migrates; "" where a transaction does that
}

// openSQLite opens a database in a file and creates it if there is none.
func openSQLite(ctx context.Context, file string) (*store, error) {
	options := url.Values{
		"_pragma": {"journal_mode(WAL)", "busy_timeout(10000)", "foreign_keys(1)"},
		"_txlock": {"immediate"}, // a transaction that reads and then writes must not find that another one wrote meanwhile
	}
	return openStore(ctx, "sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+"?"+options.Encode(), "")
}

// openPostgres opens a database by its connection string: postgres://USER@HOST/DATABASE.
func openPostgres(ctx context.Context, dsn string) (*store, error) {
	return openStore(ctx, "pgx", dsn, "SELECT pg_advisory_xact_lock(20240131)")
}

func openStore(ctx context.Context, driver, dsn, lock string) (*store, error) {
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	db.SetMaxOpenConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	s := &store{db, lock}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("database: %w", err), db.Close())
	}
	return s, nil
}

func (s *store) close() error { return s.db.Close() }

func (s *store) ping(ctx context.Context) error { return s.db.PingContext(ctx) }

// migrate runs the migrations that the database has not had.
func (s *store) migrate(ctx context.Context) error {
	return s.transaction(ctx, func(tx *sql.Tx) error {
		if s.lock != "" {
			if _, err := tx.ExecContext(ctx, s.lock); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY)"); err != nil {
			return err
		}
		var done int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM migrations").Scan(&done); err != nil {
			return err
		}
		files, err := migrations.ReadDir("migrations")
		if err != nil {
			return err
		}
		for version := done + 1; version <= len(files); version++ {
			text, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.sql", version))
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(text)); err != nil {
				return fmt.Errorf("migration %d: %w", version, err)
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO migrations (version) VALUES ($1)", version); err != nil {
				return err
			}
		}
		return nil
	})
}

// transaction runs do in a transaction, which is committed if do returns nil.
func (s *store) transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// inventoryKey names an inventory: an organisation and the label of a year.
type inventoryKey struct{ organisation, year string }

// putInventory keeps the boundary of an inventory and reports whether it is the first.
func (s *store) putInventory(ctx context.Context, k inventoryKey, boundary []byte) (created bool, err error) {
	var puts int
	err = s.db.QueryRowContext(ctx, `INSERT INTO inventories (organisation, year, boundary, puts) VALUES ($1, $2, $3, 1)
		ON CONFLICT (organisation, year) DO UPDATE SET boundary = excluded.boundary, puts = inventories.puts + 1 RETURNING puts`,
		k.organisation, k.year, string(boundary)).Scan(&puts)
	return puts == 1, err
}

// errUnknown reports that what was asked for is not kept.
var errUnknown = errors.New("not kept")

// boundary returns the boundary of an inventory, or errUnknown.
func (s *store) boundary(ctx context.Context, k inventoryKey) ([]byte, error) {
	return s.text(ctx, "SELECT boundary FROM inventories WHERE organisation = $1 AND year = $2", k.organisation, k.year)
}

// receipt returns a receipt by its SHA-256, or errUnknown.
func (s *store) receipt(ctx context.Context, sha256 string) ([]byte, error) {
	return s.text(ctx, "SELECT receipt FROM results WHERE sha256 = $1 LIMIT 1", sha256)
}

func (s *store) text(ctx context.Context, query string, args ...any) (text []byte, err error) {
	if err := s.db.QueryRowContext(ctx, query, args...).Scan(&text); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil, errUnknown
		}
		return nil, err
	}
	return text, nil
}

// receipts yields every receipt of an inventory, by the ids of the activities.
func (s *store) receipts(ctx context.Context, k inventoryKey) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		rows, err := s.db.QueryContext(ctx, "SELECT receipt FROM results WHERE organisation = $1 AND year = $2 ORDER BY id, number",
			k.organisation, k.year)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close() //nolint:errcheck // rows.Err has the error
		for rows.Next() {
			var text []byte
			if err := rows.Scan(&text); !yield(text, err) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// entry is what is kept of one activity.
type entry struct {
	id       string
	inputs   string // the activity in its JSON form
	receipts []sealed
	known    bool // kept before, with these inputs
}

// sealed is a receipt with its SHA-256.
type sealed struct{ sha256, text string }

// conflictError reports activities whose ids are kept with other inputs.
type conflictError struct{ entries []int }

func (e *conflictError) Error() string {
	return fmt.Sprintf("%d ids are kept with other inputs", len(e.entries))
}

// keep keeps entries, all or none. It marks those that are known and gives them the receipts that are kept, so that an
// activity that is posted again has the results of the first time. An id that is kept with other inputs is a conflictError.
func (s *store) keep(ctx context.Context, k inventoryKey, entries []entry) error {
	// Two transactions take their rows in the same order, so that one of them waits and neither fails.
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(entries[i].id, entries[j].id) })
	return s.transaction(ctx, func(tx *sql.Tx) error {
		var conflict conflictError
		for _, i := range order {
			same, err := keepOne(ctx, tx, k, &entries[i])
			if err != nil {
				return err
			}
			if !same {
				conflict.entries = append(conflict.entries, i)
			}
		}
		if len(conflict.entries) > 0 {
			slices.Sort(conflict.entries)
			return &conflict
		}
		return nil
	})
}

// keepOne keeps an entry and reports whether its inputs are those that are kept.
func keepOne(ctx context.Context, tx *sql.Tx, k inventoryKey, e *entry) (same bool, err error) {
	var inputs string
	var posts int
	err = tx.QueryRowContext(ctx, `INSERT INTO activities (organisation, year, id, inputs, posts) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (organisation, year, id) DO UPDATE SET posts = activities.posts + 1 RETURNING inputs, posts`,
		k.organisation, k.year, e.id, e.inputs).Scan(&inputs, &posts)
	if err != nil || inputs != e.inputs {
		return false, err
	}
	if e.known = posts > 1; e.known {
		e.receipts, err = keptReceipts(ctx, tx, k, e.id)
		return true, err
	}
	for number, r := range e.receipts {
		_, err := tx.ExecContext(ctx, `INSERT INTO results (organisation, year, id, number, sha256, receipt) VALUES ($1, $2, $3, $4, $5, $6)`,
			k.organisation, k.year, e.id, number, r.sha256, r.text)
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// keptReceipts returns the receipts of an activity.
func keptReceipts(ctx context.Context, tx *sql.Tx, k inventoryKey, id string) ([]sealed, error) {
	rows, err := tx.QueryContext(ctx, `SELECT sha256, receipt FROM results
		WHERE organisation = $1 AND year = $2 AND id = $3 ORDER BY number`, k.organisation, k.year, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err has the error
	var list []sealed
	for rows.Next() {
		var r sealed
		if err := rows.Scan(&r.sha256, &r.text); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// remove removes an activity with its results, or returns errUnknown.
func (s *store) remove(ctx context.Context, k inventoryKey, id string) error {
	done, err := s.db.ExecContext(ctx, "DELETE FROM activities WHERE organisation = $1 AND year = $2 AND id = $3", k.organisation, k.year, id)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); n == 0 {
		return cmp.Or(err, errUnknown)
	}
	return nil
}
