package project

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// LockFile is the name of the file with the factors of an earlier run.
const LockFile = "factors.lock"

// Own is the rank of the files of the folder factors.
const Own SetName = "own"

// SetName is the name of a factor set: "desnz-2024", or [Own].
type SetName string

// check returns an error unless there is such a set.
func (n SetName) check() error {
	if n == Own {
		return nil
	}
	_, err := editionOf(string(n))
	return err
}

// SetNames returns the names of the embedded sets.
func SetNames() []string {
	editions := all.Editions()
	names := make([]string, 0, len(editions))
	for _, e := range editions {
		names = append(names, e.Package+"-"+e.Edition)
	}
	return names
}

// editionOf returns an embedded set by its name.
func editionOf(name string) (all.Edition, error) {
	for _, e := range all.Editions() {
		if e.Package+"-"+e.Edition == name {
			return e, nil
		}
	}
	want := append([]string{string(Own)}, SetNames()...)
	if of := family(name, want); len(of) > 0 {
		want = of
	}
	return all.Edition{}, &ghg.FieldError{Field: "factors", Value: name, Want: "one of " + strings.Join(want, ", "), Err: ghg.ErrUnknown}
}

// family returns the names that begin with the publisher of another name.
func family(name string, names []string) []string {
	publisher, _, _ := strings.Cut(name, "-")
	var list []string
	for _, n := range names {
		if p, _, _ := strings.Cut(n, "-"); p == publisher {
			list = append(list, n)
		}
	}
	return list
}

// Basis returns the basis of the project's calculations: the lock, if there is one, or its ranked factors.
func (p *Project) Basis() (factors.Basis, error) {
	b, err := p.readBasis()
	return b, p.within(err)
}

func (p *Project) readBasis() (factors.Basis, error) {
	policy, err := p.config.Policy.policy()
	if err != nil {
		return factors.Basis{}, &ConfigError{File: ConfigFile, Key: "policy", Err: err}
	}
	b := factors.Basis{GWP: p.config.GWP, Policy: policy}
	if p.config.Rates != "" {
		if b.Rates, err = worldbankRates(); err != nil {
			return factors.Basis{}, err
		}
	}
	if p.config.Names != "" {
		b.Names = factors.CommonNames()
	}
	if p.locked {
		b.Factors, err = p.Lock()
	} else {
		b.Factors, err = p.Catalogue()
	}
	if err != nil {
		return factors.Basis{}, err
	}
	return b, b.Check()
}

func worldbankRates() (rates.Rates, error) { return worldbank.Rates() }

// Lock reads factors.lock.
func (p *Project) Lock() (*factors.Lock, error) {
	f, err := p.files.Open(LockFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	l, err := factors.ReadLock(f)
	if err != nil {
		return nil, p.within(fmt.Errorf("%s: %w", LockFile, err))
	}
	return l, nil
}

// Catalogue returns the ranked factors of the project, whether or not it has a lock.
func (p *Project) Catalogue() (factors.Source, error) {
	s, err := p.readCatalogue()
	return s, p.within(err)
}

func (p *Project) readCatalogue() (factors.Source, error) {
	var sources []factors.Source
	for _, name := range p.config.Factors {
		if name == Own {
			own, err := p.own()
			if err != nil {
				return nil, err
			}
			sources = append(sources, own...)
			continue
		}
		e, err := editionOf(string(name))
		if err != nil {
			return nil, err
		}
		s, err := e.Load()
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

// own reads the files of the folder factors, in the order of their names.
func (p *Project) own() ([]factors.Source, error) {
	names, err := fs.Glob(p.files, "factors/*.csv")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &ConfigError{File: ConfigFile, Err: &ghg.FieldError{
			Field: "factors", Value: string(Own), Want: "a file in the folder factors: there is none", Err: ghg.ErrMissing,
		}}
	}
	var sources []factors.Source
	for _, name := range names {
		s, err := p.ownSet(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return sources, nil
}

func (p *Project) ownSet(name string) (*factors.Set, error) {
	f, err := p.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	return factors.ReadCSV(named{f, name}, factors.Meta{Publisher: string(Own), Edition: stem, Title: name})
}

// named is a file under the name that errors shall call it by.
type named struct {
	fs.File
	name string
}

func (n named) Name() string { return n.name }
