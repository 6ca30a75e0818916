package sample

import (
	"embed"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/report"
)

//go:embed three
var files embed.FS

// T is what a fixture needs of a test.
type T interface {
	Helper()
	Fatal(args ...any)
}

// must returns a value, or ends the test.
func must[V any](v V, err error) func(t T) V {
	return func(t T) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// sheet reads a sheet of the embedded data.
func sheet[V any](t T, name string) []V {
	t.Helper()
	f := must(files.Open(name))(t)
	defer f.Close()
	return must(activity.ReadSheet[V](f, name))(t)
}

func all[V activity.Activity](t T, name string) []activity.Activity {
	t.Helper()
	return activity.All(sheet[V](t, name))
}

// NEC returns the report of NEC Group's fiscal year 2023 (April 2023 to March 2024), as examples/report renders it.
func NEC(t T) report.Report {
	t.Helper()
	data := must(nec.Files())(t)
	return must(must(nec.Load(data))(t).Report())(t)
}
