package project

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
)

// ConfigFile is the name of the file that makes a folder a project.
const ConfigFile = "ghg.toml"

// Config is ghg.toml.
type Config struct {
	Name          string                    `toml:"name"`
	Approach      inventory.Approach        `toml:"approach"`
	Period        ghg.Period                `toml:"period"`
	GWP           ghg.GWP                   `toml:"gwp"`
	Factors       []SetName                 `toml:"factors"` // ranked: the first that has a factor is used
	Rates         string                    `toml:"rates"`   // "worldbank" or nothing
	Names         string                    `toml:"names"`   // "common" or nothing
	Entities      []string                  `toml:"entities"`
	Years         map[string]ghg.Period     `toml:"years"`
	Category3By   map[string]ghg.Accounting `toml:"category3_by"`
	Policy        Policy                    `toml:"policy"`
	Sheets        []SheetRule               `toml:"sheets"`
	Exclusions    []Exclusion               `toml:"exclusions"`
	NotApplicable []NotApplicable           `toml:"not_applicable"`
	Upstream      *Upstream                 `toml:"upstream"`
	Targets       *TargetsConfig            `toml:"targets"`
	Report        *ReportConfig             `toml:"report"`
}

// SheetRule names the method of files whose names do not, or leaves a file or a sheet of a workbook out.
type SheetRule struct {
	File     string     `toml:"file"` // a pattern for the name below activities: "boilers-*.csv", "year.xlsx!Notes"
	Method   ghg.Method `toml:"method"`
	Encoding string     `toml:"encoding"` // "utf-8", the default, or "shift_jis"
	Skip     string     `toml:"skip"`     // the reason for leaving it out, in place of a method
}

// Policy is what may be relaxed where there is no exact factor; see [factors.Policy].
type Policy struct {
	MostOfPeriod           bool        `toml:"most_of_period"`
	OlderYears             int         `toml:"older_years"`
	NewerYears             int         `toml:"newer_years"`
	WiderRegion            bool        `toml:"wider_region"`
	FuelProperties         bool        `toml:"fuel_properties"`
	GridAverageAsResidual  bool        `toml:"grid_average_as_residual"`
	LifeCycleAsGridAverage bool        `toml:"life_cycle_as_grid_average"`
	Exceptions             []Exception `toml:"exceptions"`
}

// Exception is a policy for some activities, regions or sets.
type Exception struct {
	Activity string `toml:"activity"`
	Region   string `toml:"region"`
	Set      string `toml:"set"`
	Policy   Policy `toml:"policy"`
}

// Exclusion is what the organisation leaves out; see [inventory.Exclusion].
type Exclusion struct {
	ID         string    `toml:"id"`
	Scope      ghg.Scope `toml:"scope"`
	Category   int       `toml:"category"`
	Entity     string    `toml:"entity"`
	What       string    `toml:"what"`
	Reason     string    `toml:"reason"`
	Estimate   *ghg.CO2e `toml:"estimate"`
	Method     string    `toml:"method"`
	Likelihood string    `toml:"likelihood"`
	Approved   ghg.Date  `toml:"approved"`
}

// NotApplicable is a category of scope 3 that the organisation does not have.
type NotApplicable struct {
	Category int    `toml:"category"`
	Reason   string `toml:"reason"`
}

// Upstream derives category 3 from scopes 1 and 2.
type Upstream struct {
	Rules string `toml:"rules"` // "desnz"
}

// TargetsConfig says which year of the targets the project's period is.
type TargetsConfig struct {
	Year int `toml:"year"`
}

// ConfigError is a mistake in ghg.toml, with its place.
type ConfigError struct {
	File         string
	Line, Column int    // counted from 1; 0 if the place is not known
	Key          string // "policy.older_years"; "" if it is not known
	Err          error
}

func (e *ConfigError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": ")
	if e.Key != "" {
		b.WriteString(e.Key + ": ")
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

func (e *ConfigError) Unwrap() error { return e.Err }

// readConfig reads ghg.toml strictly: a key that it does not know is an error.
func readConfig(files fs.FS, name string) (Config, error) {
	var c Config
	text, err := fs.ReadFile(files, ConfigFile)
	if err != nil {
		return c, err
	}
	err = toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&c)
	if err != nil {
		return c, configErrors(name, err)
	}
	return c, c.check(name, string(text))
}

// configErrors gives every mistake its place.
func configErrors(name string, err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		all := make([]error, 0, len(unknown.Errors))
		for i := range unknown.Errors {
			all = append(all, placed(name, &unknown.Errors[i], fmt.Errorf("unknown key%s", nearKey(unknown.Errors[i].Key()))))
		}
		return ghg.Join(all...)
	}
	var one *toml.DecodeError
	if errors.As(err, &one) {
		return placed(name, one, cause(one))
	}
	return &ConfigError{File: name, Err: err}
}

func placed(name string, at *toml.DecodeError, err error) error {
	line, column := at.Position()
	return &ConfigError{File: name, Line: line, Column: column, Key: strings.Join(at.Key(), "."), Err: err}
}

// cause returns the library's error within a decoder's, or the decoder's without its name.
func cause(err *toml.DecodeError) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return errors.New(strings.TrimPrefix(err.Error(), "toml: "))
}

// check returns what is missing, or not one of what it may be.
func (c *Config) check(name, text string) error {
	var all []error
	refuse := func(key string, value, want string, err error) {
		all = append(all, &ConfigError{File: name, Err: &ghg.FieldError{Field: key, Value: value, Want: want, Err: err}})
	}
	if c.Name == "" {
		refuse("name", "", "the organisation's name", ghg.ErrMissing)
	}
	if c.Approach == 0 {
		refuse("approach", "", "equity share, financial control or operational control", ghg.ErrMissing)
	}
	if c.Period.IsZero() {
		refuse("period", "", `a period, such as "2024" or "2023-04-01/2024-04-01 FY2023"`, ghg.ErrMissing)
	}
	if c.GWP.IsZero() {
		refuse("gwp", "", `a set of global warming potentials, such as "AR6"`, ghg.ErrMissing)
	}
	if len(c.Factors) == 0 {
		refuse("factors", "", `a ranked list of factor sets, such as ["own", "desnz-2024"]`, ghg.ErrMissing)
	}
	for _, set := range c.Factors {
		if err := set.check(); err != nil {
			at := &ConfigError{File: name, Err: err}
			at.Line, at.Column = find(text, `"`+string(set)+`"`)
			all = append(all, at)
		}
	}
	if c.Rates != "" && c.Rates != "worldbank" {
		refuse("rates", c.Rates, "worldbank, or no such key", ghg.ErrUnknown)
	}
	if c.Names != "" && c.Names != "common" {
		refuse("names", c.Names, "common, or no such key", ghg.ErrUnknown)
	}
	if c.Upstream != nil && c.Upstream.Rules != "desnz" {
		refuse("upstream.rules", c.Upstream.Rules, "desnz", ghg.ErrUnknown)
	}
	for i, s := range c.Sheets {
		if err := s.check(); err != nil {
			all = append(all, &ConfigError{File: name, Key: fmt.Sprintf("sheets[%d]", i), Err: err})
		}
	}
	return ghg.Join(all...)
}

// find returns the line and the column of a text, zero if it is not there.
func find(text, what string) (line, column int) {
	before, _, found := strings.Cut(text, what)
	if !found {
		return 0, 0
	}
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndexByte(before, '\n')
}

// organisation returns the organisation that the configuration describes.
func (c *Config) organisation() inventory.Organisation {
	o := inventory.Organisation{
		Name: c.Name, Approach: c.Approach, Period: c.Period, Entities: c.Entities, Years: c.Years, Category3By: c.Category3By,
	}
	for _, n := range c.NotApplicable {
		if o.NotApplicable == nil {
			o.NotApplicable = map[ghg.Category]string{}
		}
		o.NotApplicable[ghg.Category(n.Category)] = n.Reason //nolint:gosec // the library checks it
	}
	for _, e := range c.Exclusions {
		o.Excluded = append(o.Excluded, inventory.Exclusion{
			ID: e.ID, Scope: e.Scope, Category: ghg.Category(e.Category), Entity: e.Entity, What: e.What, Reason: e.Reason, //nolint:gosec // as above
			Estimate: e.Estimate, Method: e.Method, Likelihood: e.Likelihood, Approved: e.Approved,
		})
	}
	return o
}

// policy returns the policy of the library.
func (p Policy) policy() (factors.Policy, error) {
	q := factors.Policy{
		MostOfPeriod: p.MostOfPeriod, OlderYears: p.OlderYears, NewerYears: p.NewerYears, WiderRegion: p.WiderRegion,
		FuelProperties: p.FuelProperties, GridAverageAsResidual: p.GridAverageAsResidual, LifeCycleAsGridAverage: p.LifeCycleAsGridAverage,
	}
	var list []factors.Exception
	for _, e := range p.Exceptions {
		of, err := e.Policy.policy()
		if err != nil {
			return q, err
		}
		list = append(list, factors.Exception{Activity: e.Activity, Region: e.Region, Set: e.Set, Policy: of})
	}
	if len(list) == 0 {
		return q, nil
	}
	var err error
	q.Exceptions, err = factors.NewExceptions(list...)
	return q, err
}
