package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// ownPublisher is the publisher of factors that are read from a file.
const ownPublisher = "own"

// basisFlags are the flags that state a basis where there is no project. Nothing has a default.
type basisFlags struct {
	factors []string
	gwp     string
	policy  []string
	rates   string
	names   string
}

// add adds the flags to a command, without those of the calculation if it only looks for factors.
func (f *basisFlags) add(cmd *cobra.Command, calculates bool) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.factors, "factors", nil,
		"factor sets, the highest-ranked first: names as \"ghg factors list\" prints them, or files of your own (own.csv, factors.lock)")
	flags.StringSliceVar(&f.policy, "policy", nil,
		"what may be relaxed: most_of_period, older_years=N, newer_years=N, wider_region, fuel_properties, "+
			"grid_average_as_residual, life_cycle_as_grid_average")
	flags.StringVar(&f.names, "names", "", "\"common\" also takes common names of activities, such as petrol for fuel/gasoline")
	if calculates {
		flags.StringVar(&f.gwp, "gwp", "", "global warming potentials: SAR, TAR, AR4, AR5, AR5-UNFCCC or AR6")
		flags.StringVar(&f.rates, "rates", "", "exchange rates and price indices for spend: \"worldbank\"")
	}
}

// basis returns the basis that the flags state. What is missing or unknown is an error of the command line.
func (f *basisFlags) basis() (factors.Basis, error) {
	gwp, err := f.potentials()
	if err = ghg.Join(f.given(), err); err != nil {
		return factors.Basis{}, usage(err)
	}
	b, err := f.catalogue()
	if err != nil {
		return factors.Basis{}, err
	}
	b.GWP = gwp
	switch f.rates {
	case "":
	case "worldbank":
		if b.Rates, err = worldbank.Rates(); err != nil {
			return factors.Basis{}, err
		}
	default:
		return factors.Basis{}, usage(fmt.Errorf("--rates %s: want worldbank", input.Quote(f.rates)))
	}
	return b, nil
}

// given returns an error if there are no factors.
func (f *basisFlags) given() error {
	if len(f.factors) > 0 {
		return nil
	}
	return errors.New("--factors is not set: want one or more sets, the highest-ranked first, such as desnz-2024,japan-2026-06; " +
		"\"ghg factors list\" lists them")
}

// catalogue returns the basis without what only a calculation needs.
func (f *basisFlags) catalogue() (factors.Basis, error) {
	var b factors.Basis
	policy, err := readPolicy(f.policy)
	if err = ghg.Join(f.given(), err); err != nil {
		return b, usage(err)
	}
	b.Policy = policy
	switch f.names {
	case "":
	case "common":
		b.Names = factors.CommonNames()
	default:
		return b, usage(fmt.Errorf("--names %s: want common", input.Quote(f.names)))
	}
	b.Factors, err = openSources(f.factors)
	return b, err
}

func (f *basisFlags) potentials() (ghg.GWP, error) {
	if f.gwp == "" {
		return ghg.GWP{}, errors.New("--gwp is not set: want SAR, TAR, AR4, AR5, AR5-UNFCCC or AR6")
	}
	gwp, err := ghg.ParseGWP(f.gwp)
	if err != nil {
		return gwp, fmt.Errorf("--gwp: %w", err)
	}
	return gwp, nil
}

// readPolicy reads a policy: the keys of its JSON form, each alone or with its number.
func readPolicy(items []string) (factors.Policy, error) {
	var p factors.Policy
	var b bytes.Buffer
	for i, item := range items {
		key, value, given := strings.Cut(item, "=")
		if !given {
			value = "true"
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s:", quoted(strings.ReplaceAll(strings.TrimSpace(key), "-", "_")))
		if value == "true" || value == "false" || isDigits(value) {
			b.WriteString(value)
		} else {
			b.WriteString(quoted(value))
		}
	}
	if err := p.UnmarshalJSON(fmt.Appendf(nil, "{%s}", b.Bytes())); err != nil {
		return p, fmt.Errorf("--policy: %w", err)
	}
	return p, nil
}

// isDigits reports whether a text is a whole number as JSON has it.
func isDigits(s string) bool {
	return s == "0" || s != "" && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}

// openSources opens sets by name, and files, as one ranked source.
func openSources(names []string) (factors.Source, error) {
	sources := make([]factors.Source, 0, len(names))
	for _, name := range names {
		s, err := openSource(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	if len(sources) == 1 {
		return sources[0], nil
	}
	return factors.NewStack(sources...)
}

// openSource opens a set by its name, own factors (FILE.csv) or a lock (FILE.lock).
func openSource(name string) (factors.Source, error) {
	switch filepath.Ext(name) {
	case ".csv":
		return openOwn(name)
	case ".lock":
		file, err := os.Open(name)
		if err != nil {
			return nil, plain(err)
		}
		defer file.Close() //nolint:errcheck // it was only read
		return factors.ReadLock(file)
	}
	return openSet(name)
}

// openOwn reads a file of own factors.
func openOwn(name string) (*factors.Set, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	return factors.ReadCSV(file, ownMeta(name))
}

// ownMeta describes the factors of a file.
func ownMeta(name string) factors.Meta {
	edition := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	return factors.Meta{Publisher: ownPublisher, Edition: edition, Title: filepath.Base(name)}
}

// openSet loads an embedded set by its name. An unknown name is an error of the command line.
func openSet(name string) (*factors.Set, error) {
	var names, family []string
	publisher, _, _ := strings.Cut(name, "-")
	for _, e := range all.Editions() {
		if setName(e) == name {
			return e.Load()
		}
		names = append(names, setName(e))
		if e.Package == publisher {
			family = append(family, setName(e))
		}
	}
	if len(family) == 0 {
		family = spelling.Meant(name, names)
	}
	if len(family) == 0 {
		return nil, usage(fmt.Errorf("unknown factor set %s: \"ghg factors list\" lists all sets", input.Quote(name)))
	}
	return nil, usage(fmt.Errorf("unknown factor set %s: did you mean %s? \"ghg factors list\" lists all sets", input.Quote(name), orList(family)))
}

// setName returns the name of the set of an edition, which need not be loaded for it.
func setName(e all.Edition) string { return e.Package + "-" + e.Edition }

// plain returns an error of the file system without the name of the system call: "boilers.csv: no such file or directory".
func plain(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return fmt.Errorf("%s: %w", of.Path, of.Err)
	}
	return err
}
