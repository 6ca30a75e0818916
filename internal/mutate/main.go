// Command mutate measures how much the tests would notice: it makes one small mistake at a time in a package, such as
// < for <= or a call left out, and runs the tests. A mistake that no test notices survives; it shows a number or a check
// that nothing proves.
//
//	go run ./internal/mutate                              every package of packages.txt, every mutant
//	go run ./internal/mutate -n 100 -seed 2 ./method      a sample of one package
//	go run ./internal/mutate -match 'Calc.Fail' ./method  the mutants of one function
//
// The source is never touched: a mutant is laid over it with "go test -overlay". Its own package is tested first, then
// the further packages that packages.txt names, until a test fails. A mutant that does not compile is not one. The
// score is the share of mutants that are killed, those that never end included. A mutant that cannot be told from the
// original is named in equivalent.txt with the reason; it is neither run nor counted.
//
// The exit status is 1 if the score of a package is below -min, and 2 if there is no score.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"

	"github.com/ghgkit/ghg/internal/module"
)

// options are the flags and what they stand on.
type options struct {
	root     string // the module's root
	lists    string // the folder of packages.txt and equivalent.txt
	packages []string
	sample   int
	seed     uint64
	least    float64
	match    *regexp.Regexp
	list     bool
	verbose  bool
	short    bool
	workers  int
	cache    string // a build cache of its own, or "" for that of the go command
}

// errScore is a score below the threshold.
var errScore = errors.New("the score is too low")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	o, err := parse(os.Args[1:])
	if err == nil {
		err = run(ctx, o, os.Stdout)
	}
	stop()
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errScore):
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

// parse reads the command line.
func parse(args []string) (options, error) {
	root, err := module.Root()
	if err != nil {
		return options{}, err
	}
	o := options{root: root, lists: filepath.Join(root, "internal", "mutate")}
	home, err := os.UserCacheDir()
	if err != nil {
		return options{}, err
	}
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	flags.IntVar(&o.sample, "n", 0, "mutants to run of each package, drawn at random; 0 runs them all")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the sample")
	flags.Float64Var(&o.least, "min", 90, "least score of a package, in percent")
	match := flags.String("match", "", "regular expression of the mutants to run, as they are printed")
	flags.BoolVar(&o.list, "list", false, "print the mutants and run none")
	flags.BoolVar(&o.verbose, "v", false, "print every mutant with what killed it")
	flags.BoolVar(&o.short, "short", false, "pass -short to the tests")
	flags.IntVar(&o.workers, "workers", 1, "mutants to run at a time")
	cache := filepath.Join(home, "ghg-mutate", fmt.Sprintf("%s-%08x", filepath.Base(root), crc32.ChecksumIEEE([]byte(root))))
	flags.StringVar(&o.cache, "cache", cache, `build cache for one run at a time, which is cleaned of mutants; "" is that of the go command, which is not`)
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	o.packages = flags.Args()
	o.match, err = regexp.Compile(*match)
	if err != nil {
		return options{}, err
	}
	if o.workers < 1 || o.sample < 0 {
		return options{}, fmt.Errorf("-workers %d -n %d: want at least 1 worker and 0 mutants", o.workers, o.sample)
	}
	return o, nil
}

// run mutates each package in turn and prints its score and survivors.
func run(ctx context.Context, o options, out io.Writer) error {
	plan, err := readPlan(filepath.Join(o.lists, "packages.txt"))
	if err != nil {
		return err
	}
	equivalents, err := readEquivalents(filepath.Join(o.lists, "equivalent.txt"))
	if err != nil {
		return err
	}
	if len(o.packages) == 0 {
		o.packages = plan.packages
	}
	g := &goCommand{options: o}
	sources, err := g.load(ctx, o.packages)
	if err != nil {
		return err
	}
	low := false
	for _, s := range sources {
		mutants, err := o.choose(s, equivalents)
		if err != nil {
			return err
		}
		if o.list {
			for _, m := range mutants {
				fmt.Fprintln(out, m)
			}
			continue
		}
		sc, err := g.judge(ctx, mutants, append([]string{s.path}, plan.further[s.rel]...))
		sc.print(out, s.rel)
		if err != nil {
			return err
		}
		low = low || sc.percent() < o.least
	}
	if low {
		return fmt.Errorf("%w: want %g %%", errScore, o.least)
	}
	return nil
}
