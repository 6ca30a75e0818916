// Command generate writes the files of the benchmark of package ledger.
//
//	go run ./bench/ledger/generate -rows 1000000 -out /tmp/ledger
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "lines of the activities")
	kinds := flag.String("kinds", "shared", "shared; own: every line has a date and a supplier of its own; unknown: every line has a product of its own that has no factor")
	out := flag.String("out", "", "the directory to write to")
	flag.Parse()
	if *out == "" || *rows < 0 || !slices.Contains([]string{"shared", "own", "unknown"}, *kinds) || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := workload.Write(*out, workload.Options{Rows: *rows, Own: *kinds == "own", Unknown: *kinds == "unknown"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
