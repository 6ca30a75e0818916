package ghg_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/scope1"
)

const (
	leakHeader = "id,site,period,gas,mass,event,invoice\r\n"
	leakRecord = "a,Leeds,2024,CH4,2 kg,leak,17\r\n"
)

// ledgerCalls are the calls of package ledger.
func ledgerCalls(t testing.TB) map[string]func() trial {
	t.Helper()
	job := func() ledger.Job {
		return ledger.Job{
			Basis: ownBasis(), Method: "scope1.direct-release", Columns: ledger.Columns(), Pass: append(make([]string, 0, 2), "invoice"),
			Totals: append(make([]string, 0, 2), "site"), Unique: append(make([]string, 0, 2), "id"), Seal: true, Workers: 1,
		}
	}
	folder := t.TempDir()
	files := ledger.Files{Input: filepath.Join(folder, "in.csv"), Lines: filepath.Join(folder, "lines.csv"), Rejects: filepath.Join(folder, "rejects.csv")}
	const readable = 0o600
	require.NoError(t, os.WriteFile(files.Input, []byte(leakHeader+leakRecord), readable))
	meter := func() *ledger.Meter { return must(ledger.NewMeter(io.Discard, 100, time.Second, noTime)) }
	header, record := func() []byte { return []byte(leakHeader) }, func() []byte { return append(make([]byte, 0, 100), leakRecord...) }
	return map[string]func() trial{
		"ledger.Columns":        func() trial { return call(ledger.Columns) },
		"ledger.DefaultColumns": func() trial { return call(ledger.DefaultColumns) },
		"ledger.NewMeter":       func() trial { return call(ledger.NewMeter, io.Discard, int64(100), time.Second, noTime) },
		"ledger.Meter.Show": func() trial {
			m := meter()
			return call(m.Show, ledger.Progress{Bytes: 7, Lines: 1}).on(m)
		},
		"ledger.Meter.End": func() trial {
			m := meter()
			return call(m.End).on(m)
		},
		"ledger.Run": func() trial {
			return call(ledger.Run, context.Background(), job(), strings.NewReader(leakHeader+leakRecord), ledger.Output{Lines: io.Discard, Rejects: io.Discard})
		},
		"ledger.RunFiles": func() trial { return call(ledger.RunFiles, context.Background(), job(), files) },
		"ledger.Job.Results": func() trial {
			j := job()
			return call(j.Results, header(), record()).on(&j)
		},
		"ledger.Job.Receipts": func() trial {
			j := job()
			return call(j.Receipts, header(), record()).on(&j)
		},
	}
}

// noTime is a clock that stands still.
func noTime() time.Time { return time.Time{} }

// rowsCalls are the calls of the rows of a sheet. Each row has been read before, so that what it keeps is there.
func rowsCalls() map[string]func() trial {
	leaks := func() *activity.Rows { return must(deriver().Rows(reflect.TypeFor[scope1.DirectRelease]())) }
	read := func(r *activity.Rows) table.Row {
		options := table.Options{Columns: append(r.Columns(), table.Column{Name: "invoice"}), Kept: true}
		r.In(options.Columns)
		rows, _, err := table.NewRows([]byte(leakHeader), 1, options)
		mustDo(err)
		row, _, err := rows.Row([]byte(leakRecord), 2, table.Any)
		mustDo(err)
		must(r.Record(row, false))
		return row
	}
	return map[string]func() trial{
		"activity.Deriver.Rows": func() trial {
			d := deriver()
			return call(d.Rows, reflect.TypeFor[scope1.DirectRelease]()).on(d)
		},
		"activity.Rows.Activity": func() trial {
			r := leaks()
			return call(r.Activity, read(r)).on(r)
		},
		"activity.Rows.Columns": func() trial {
			r := leaks()
			return call(r.Columns).on(r)
		},
		"activity.Rows.Direct": func() trial {
			r := leaks()
			return call(r.Direct, read(r)).on(r)
		},
		"activity.Rows.In": func() trial {
			r := leaks()
			return call(r.In, r.Columns()).on(r)
		},
		"activity.Rows.Record": func() trial {
			r := leaks()
			return call(r.Record, read(r), true).on(r)
		},
	}
}
