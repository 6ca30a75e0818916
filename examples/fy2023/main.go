// Command fy2023 recomputes NEC Group's greenhouse-gas inventory for fiscal year 2023 (April 2023 to March 2024) from
// published activity data and emission factors, compares it with the published figures, and tracks it against the targets
// for 2030 and 2040.
//
//	go run ./examples/fy2023                      the inventory, the totals, the progress
//	go run ./examples/fy2023 -explain electricity the steps of one line
//	go run ./examples/fy2023 -receipt DIR         one receipt per line, each verified
//	go run ./examples/fy2023 -data DIR            the same sheets from another folder
//
// Figures that cannot be recomputed from published data are not invented: they enter as reported and are marked so.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/ghgkit/ghg/examples/fy2023/nec"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fy2023:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("fy2023", flag.ContinueOnError)
	explain := flags.String("explain", "", "print the steps of one line, by its id")
	receipts := flags.String("receipt", "", "write the receipt of every line into this folder")
	data := flags.String("data", "", "read the sheets from this folder instead of the built-in one")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument %q: want flags only, see -help", flags.Arg(0))
	}
	files, err := nec.Files()
	if err != nil {
		return err
	}
	if *data != "" {
		files = os.DirFS(*data)
	}
	r, err := load(files)
	if err != nil && *data != "" {
		return fmt.Errorf("-data %s: %w", *data, err)
	}
	if err != nil {
		return err
	}
	switch {
	case *explain != "":
		return r.explain(out, *explain)
	case *receipts != "":
		return r.writeReceipts(out, *receipts)
	}
	for _, section := range []func(io.Writer) error{r.printInventory, r.printTotals, r.printScope1, r.printProgress, r.printActionPlan} {
		if err := section(out); err != nil {
			return err
		}
	}
	return nil
}

// recomputation is what the example prints.
type recomputation struct{ *nec.Recomputation }

func load(files fs.FS) (*recomputation, error) {
	r, err := nec.Load(files)
	return &recomputation{r}, err
}
