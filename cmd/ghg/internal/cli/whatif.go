package cli

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/method"
)

// scenario is what is to be different, as the flags state it: NAME=VALUE.
type scenario struct {
	factors, amounts, scales, editions, policy []string
}

// whatIfText is the help of ghg what-if.
const whatIfText = `Calculate the project in DIR as it is and as it would be, and print the totals before and after and their difference.
Nothing is written. Each flag can be given several times; the changes apply together.

  --factor ID=VALUE          another value of a factor, in its unit; ID,GAS=VALUE if it has values for several gases
  --amount ID=AMOUNT         another amount of a line; ID,COLUMN=AMOUNT if it has several. Derived lines of category 3 follow
  --scale PATTERN=SHARE      a share of the emissions of all lines whose id fits a pattern: --scale 'flight-*=0.5'
  --edition OLD=NEW          another factor set in the place of one that ghg.toml names; if NEW is of another year,
                             --policy newer_years=1 or older_years=1 lets it stand in, and no other set

--lines prints every line that differs, the greatest difference first.

Exit status: 1 if the project cannot be calculated, before or after; 2 if a change names nothing of the project.`

// whatIf compares a project with what it would be.
func (a *app) whatIf() *cobra.Command {
	var s scenario
	var lines bool
	cmd := &cobra.Command{
		Use:   "what-if DIR [--factor ID=VALUE] [--amount ID=AMOUNT] [--scale PATTERN=SHARE] [--edition OLD=NEW]",
		Short: "Compare a project with what it would be: other factors, amounts or editions",
		Long:  whatIfText,
		Example: `  ghg what-if acme --scale 'flight-*=0.5'
  ghg what-if acme --amount "boiler-1=80 MWh(HHV)" --lines
  ghg what-if acme --factor desnz/electricity/grid/GB/2024/kWh,CO2=0.15
  ghg what-if acme --edition desnz-2024=desnz-2025 --policy newer_years=1 -o csv`,
		Args: exactArgs(1, "the folder of a project"),
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&s.factors, "factor", nil, "another value of a factor: ID=VALUE or ID,GAS=VALUE")
	flags.StringArrayVar(&s.amounts, "amount", nil, "another amount of a line: ID=AMOUNT or ID,COLUMN=AMOUNT")
	flags.StringArrayVar(&s.scales, "scale", nil, "a share of the emissions of lines: PATTERN=SHARE")
	flags.StringArrayVar(&s.editions, "edition", nil, "another factor set: OLD=NEW")
	flags.StringSliceVar(&s.policy, "policy", nil, editionPolicyText)
	flags.BoolVar(&lines, "lines", false, "print the lines that differ")
	f := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(s.factors)+len(s.amounts)+len(s.scales)+len(s.editions) == 0 {
			return usage(errors.New("nothing to change: want --factor, --amount, --scale or --edition"))
		}
		shares, err := readShares(s.scales)
		if err != nil {
			return err
		}
		p, err := project.Open(args[0])
		if err != nil {
			return plain(err)
		}
		before, err := a.calculateProject(cmd.Context(), p)
		if err != nil {
			return err
		}
		after, err := s.apply(p, before, shares)
		if err != nil {
			return err
		}
		return a.printEffect(effect{before, after}, f, lines)
	}
	return cmd
}

// apply returns the inventory as it would be.
func (s scenario) apply(p *project.Project, inv *inventory.Inventory, shares []share) (*inventory.Inventory, error) {
	inv, err := s.recalculate(p, inv)
	if err != nil {
		return nil, err
	}
	if len(s.factors) > 0 {
		changes, err := factorChanges(inv, s.factors)
		if err != nil {
			return nil, err
		}
		if inv, err = inv.Scenario(changes...); err != nil {
			return nil, err
		}
	}
	return scaled(inv, shares)
}

// recalculate calculates the project again if an amount or an edition is another.
func (s scenario) recalculate(p *project.Project, inv *inventory.Inventory) (*inventory.Inventory, error) {
	if len(s.amounts)+len(s.editions) == 0 {
		return inv, nil
	}
	relaxed, err := editionPolicy(s.policy)
	if err != nil {
		return nil, err
	}
	for _, pair := range s.editions {
		old, updated, err := cut("--edition", pair, "OLD=NEW")
		if err != nil {
			return nil, err
		}
		if p, err = p.WithEdition(old, updated, relaxed); err != nil {
			return nil, usage(fmt.Errorf("--edition: %w", err))
		}
	}
	activities, err := p.Altered(func(list []activity.Activity) ([]activity.Activity, error) {
		for _, pair := range s.amounts {
			if err := changeAmount(list, pair); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
	if err != nil {
		return nil, err
	}
	b, err := p.Basis()
	if err != nil {
		return nil, err
	}
	after, err := inventory.Run(b, p.Organisation, activities)
	if err != nil {
		return nil, fmt.Errorf("after the change: %w%s", err, editionHint(err, len(s.editions) > 0 && len(s.policy) == 0))
	}
	return after, nil
}

// editionPolicyText is the help of the flag --policy where one edition stands in for another.
const editionPolicyText = "what may be relaxed for the NEW set alone: newer_years=N, older_years=N, most_of_period, wider_region, fuel_properties"

// editionPolicy reads what may be relaxed for another edition.
func editionPolicy(items []string) (factors.Policy, error) {
	p, err := readPolicy(items)
	if err == nil && (p.GridAverageAsResidual || p.LifeCycleAsGridAverage || p.Exceptions != nil) {
		err = errors.New("--policy: want newer_years, older_years, most_of_period, wider_region or fuel_properties; ghg.toml states the rest")
	}
	if err != nil {
		return p, usage(err)
	}
	return p, nil
}

// editionHint returns what helps if an edition lacks a factor because it is of another year, and nothing was relaxed.
func editionHint(err error, strict bool) string {
	if strict && errors.Is(err, factors.ErrNoFactor) {
		return "\nif the edition is of another year, --policy newer_years=1 or older_years=1 lets it stand in"
	}
	return ""
}

// cut divides NAME=VALUE at its last sign of equality, since an id may have one.
func cut(flag, pair, want string) (name, value string, err error) {
	at := strings.LastIndexByte(pair, '=')
	if at < 1 || at == len(pair)-1 {
		return "", "", usage(fmt.Errorf("%s %s: want %s", flag, input.Quote(pair), want))
	}
	return pair[:at], pair[at+1:], nil
}

// changeAmount gives a line another amount.
func changeAmount(list []activity.Activity, pair string) error {
	name, value, err := cut("--amount", pair, "ID=AMOUNT or ID,COLUMN=AMOUNT")
	if err != nil {
		return err
	}
	ids := make([]string, len(list))
	for i, a := range list {
		ids[i] = idOf(a)
	}
	id, column := name, ""
	at := slices.Index(ids, name)
	if comma := strings.LastIndexByte(name, ','); at < 0 && comma > 0 {
		id, column = name[:comma], name[comma+1:]
		at = slices.Index(ids, id)
	}
	if at < 0 {
		return usage(fmt.Errorf("--amount: %w", unknownLine(id, ids)))
	}
	of, place := list[at], ghg.Place{}
	located, isLocated := of.(activity.Located)
	if isLocated {
		of, place = located.Activity, located.Place
	}
	if of, err = withAmount(of, column, value); err != nil {
		return usage(fmt.Errorf("--amount %s: %w", input.Quote(pair), err))
	}
	if isLocated {
		of = activity.Located{Activity: of, Place: place}
	}
	list[at] = of
	return nil
}

// idOf returns the id of an activity.
func idOf(a activity.Activity) string {
	if l, ok := a.(activity.Located); ok {
		a = l.Activity
	}
	if id := reflect.ValueOf(a).FieldByName("ID"); id.Kind() == reflect.String {
		return id.String()
	}
	return ""
}

// withAmount returns an activity with another amount in one of its columns, or in the only one that has an amount.
func withAmount(a activity.Activity, column, value string) (activity.Activity, error) {
	name, err := activity.NameOf(a)
	if err != nil {
		return nil, err
	}
	m, err := activity.Lookup(string(name))
	if err != nil {
		return nil, err
	}
	changed := reflect.New(reflect.TypeOf(a)).Elem()
	changed.Set(reflect.ValueOf(a))
	in, err := amountOf(m, changed, column)
	if err != nil {
		return nil, err
	}
	amount := reflect.New(in.Type)
	switch into := amount.Interface().(type) {
	case *decimal.Decimal:
		*into, err = dec.Parse(value)
	case encoding.TextUnmarshaler:
		err = into.UnmarshalText([]byte(value))
	default:
		err = fmt.Errorf("column %s is not an amount", in.Name)
	}
	if err != nil {
		return nil, err
	}
	field := changed.FieldByName(in.Field)
	if field.Kind() == reflect.Pointer {
		field.Set(amount)
	} else {
		field.Set(amount.Elem())
	}
	of, ok := changed.Interface().(activity.Activity)
	if !ok {
		return nil, fmt.Errorf("%s: not an activity", name)
	}
	return of, nil
}

// amountOf returns the input in a column or, if none is named, the only amount that an activity has.
func amountOf(m activity.Method, of reflect.Value, column string) (method.Input, error) {
	var stated, columns []string
	var found method.Input
	for _, in := range m.Inputs() {
		if in.Kind != method.AmountInput && in.Kind != method.NumberInput {
			continue
		}
		columns = append(columns, in.Name)
		if column == in.Name {
			return in, nil
		}
		if in.Kind == method.AmountInput && !of.FieldByName(in.Field).IsZero() {
			stated, found = append(stated, in.Name), in
		}
	}
	switch {
	case column == "" && len(stated) == 1:
		return found, nil
	case column == "" && len(stated) > 1:
		return found, fmt.Errorf("%s has several amounts: want ID,COLUMN=AMOUNT with %s", m.Name(), orList(stated))
	case len(columns) == 0:
		return found, fmt.Errorf("%s has no amount of its own: its amounts are in a list; use --scale", m.Name())
	case column == "":
		return found, fmt.Errorf("%s has no amount here: want ID,COLUMN=AMOUNT with %s", m.Name(), orList(columns))
	}
	if near := spelling.Nearest(column, columns); near != "" {
		return found, fmt.Errorf("unknown column %s of %s: did you mean %s?", input.Quote(column), m.Name(), near)
	}
	return found, fmt.Errorf("unknown column %s of %s: want %s", input.Quote(column), m.Name(), orList(columns))
}

// factorChanges returns the changes of factors of an inventory.
func factorChanges(inv *inventory.Inventory, pairs []string) ([]inventory.Change, error) {
	used, err := factorInputs(inv)
	if err != nil {
		return nil, err
	}
	var changes []inventory.Change
	for _, pair := range pairs {
		name, text, err := cut("--factor", pair, "ID=VALUE or ID,GAS=VALUE")
		if err != nil {
			return nil, err
		}
		in, err := factorInput(used, name)
		if err != nil {
			return nil, usage(fmt.Errorf("--factor: %w", err))
		}
		value, err := dec.Parse(strings.TrimSpace(strings.TrimSuffix(text, in.Unit)))
		if err != nil {
			return nil, usage(fmt.Errorf("--factor %s: want a number in %s", input.Quote(pair), in.Unit))
		}
		changes = append(changes, inventory.Change{Change: ghg.Change{Input: in, Value: value, Source: "what if " + pair}})
	}
	return changes, nil
}

// factorInputs returns the values of factors that results use, each once.
func factorInputs(inv *inventory.Inventory) ([]ghg.Input, error) {
	var list []ghg.Input
	seen := map[ghg.Input]bool{}
	for r := range inv.Results() {
		if len(r.Factors) == 0 {
			continue
		}
		d, err := r.Derivation()
		if err != nil {
			return nil, err
		}
		for _, in := range d.Inputs() {
			if in.Kind == ghg.InputFactor && !seen[in] {
				seen[in] = true
				list = append(list, in)
			}
		}
	}
	return list, nil
}

// factorInput returns the value of a factor that ID or ID,GAS names.
func factorInput(used []ghg.Input, name string) (ghg.Input, error) {
	var ids, gases []string
	var found []ghg.Input
	id, gas := name, ""
	if comma := strings.LastIndexByte(name, ','); comma > 0 {
		id, gas = name[:comma], name[comma+1:]
	}
	for _, in := range used {
		ids = append(ids, in.Name)
		if in.Name != id {
			continue
		}
		gases = append(gases, gasOf(in))
		if gas == "" || gas == gasOf(in) {
			found = append(found, in)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return ghg.Input{}, fmt.Errorf("%s has several values: want ID,GAS=VALUE with %s", id, orList(gases))
	case len(gases) > 0:
		return ghg.Input{}, fmt.Errorf("%s has no value of %s: want %s", id, input.Quote(gas), orList(gases))
	}
	if near := spelling.Nearest(id, ids); near != "" {
		return ghg.Input{}, fmt.Errorf("the project does not use a factor %s: did you mean %q?", input.Quote(id), near)
	}
	return ghg.Input{}, fmt.Errorf("the project does not use a factor %s: \"ghg explain\" names the factors of a line", input.Quote(id))
}

// gasOf returns the gas of a factor's value, or CO2e if it is that of gases that are not told apart.
func gasOf(in ghg.Input) string {
	if in.Gas == "" {
		return "CO2e"
	}
	return string(in.Gas)
}

// share is a share of the emissions of the lines whose ids fit a pattern.
type share struct {
	flag string // as it was given: "flight-*=0.5"
	ids  *regexp.Regexp
	term ghg.Term
}

// readShares reads the flags --scale.
func readShares(pairs []string) ([]share, error) {
	shares := make([]share, len(pairs))
	for i, pair := range pairs {
		pattern, text, err := cut("--scale", pair, "PATTERN=SHARE")
		if err != nil {
			return nil, err
		}
		value, err := dec.Parse(text)
		if err != nil || value.IsNegative() {
			return nil, usage(fmt.Errorf("--scale %s: want a share of 0 or more, such as 0.5", input.Quote(pair)))
		}
		term := ghg.Term{Label: "share", Kind: ghg.TermShare, Value: value, Unit: "1", Source: "what if " + pair, Ref: "what-if"}
		shares[i] = share{pair, glob(pattern), term}
	}
	return shares, nil
}

// scaled returns an inventory with shares of the emissions of some lines.
func scaled(inv *inventory.Inventory, shares []share) (*inventory.Inventory, error) {
	if len(shares) == 0 {
		return inv, nil
	}
	results := slices.Collect(inv.Results())
	for _, s := range shares {
		fitted := false
		for i, r := range results {
			if !s.ids.MatchString(r.ID) {
				continue
			}
			fitted = true
			var err error
			if results[i], err = r.Portion(s.term); err != nil {
				return nil, fmt.Errorf("--scale %s: %s: %w", input.Quote(s.flag), input.Quote(r.ID), err)
			}
		}
		if !fitted {
			return nil, usage(fmt.Errorf("--scale %s: no line of the project has an id that fits", input.Quote(s.flag)))
		}
	}
	return inventory.Of(inv.Organisation(), results)
}

// glob returns what recognises the ids that fit a pattern: "*" stands for any characters and "?" for one.
func glob(pattern string) *regexp.Regexp {
	text := regexp.QuoteMeta(pattern)
	text = strings.ReplaceAll(strings.ReplaceAll(text, `\*`, `.*`), `\?`, `.`)
	return regexp.MustCompile(`(?s)^` + text + `$`)
}
