package cli

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
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
		return a.compare(cmd.Context(), args[0], s, f, lines)
	}
	return cmd
}

// compare prints what a project is before and after a change.
func (a *app) compare(ctx context.Context, dir string, s scenario, f *format, lines bool) error {
	shares, err := readShares(s.scales)
	if err != nil {
		return err
	}
	relaxed, err := editionPolicy(s.policy)
	if err != nil {
		return err
	}
	p, err := project.Open(dir)
	if err != nil {
		return plain(err)
	}
	before, err := a.calculateProject(ctx, p)
	if err != nil {
		return err
	}
	after, err := s.apply(p, before, relaxed, shares)
	if err != nil {
		a.blame(err, len(s.editions) > 0 && len(s.policy) == 0)
		return err
	}
	return a.printEffect(effect{before, after}, f, lines)
}

// blame says before the errors of a calculation that they are of the change, and what helps if an edition lacks factors
// because it is of another year.
func (a *app) blame(err error, strict bool) {
	var refused *ghg.ActivityError
	if !errors.As(err, &refused) {
		return
	}
	fmt.Fprintln(a.Err, "The project can be calculated as it is, and not with the change.")
	if strict && errors.Is(err, factors.ErrNoFactor) {
		fmt.Fprintln(a.Err, "If the new edition is of another year, --policy newer_years=1 or older_years=1 lets it stand in.")
	}
}

// apply returns the inventory as it would be.
func (s scenario) apply(p *project.Project, inv *inventory.Inventory, relaxed factors.Policy, shares []share) (*inventory.Inventory, error) {
	inv, err := s.recalculate(p, inv, relaxed)
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
func (s scenario) recalculate(p *project.Project, inv *inventory.Inventory, relaxed factors.Policy) (*inventory.Inventory, error) {
	if len(s.amounts)+len(s.editions) == 0 {
		return inv, nil
	}
	for _, pair := range s.editions {
		old, updated, err := cut("--edition", pair, "OLD=NEW")
		if err != nil {
			return nil, err
		}
		if p, err = p.WithEdition(old, updated, relaxed); err != nil {
			return nil, usage(err)
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
		return nil, &project.FolderError{Dir: p.Dir, Err: err}
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

// cut divides NAME=VALUE at its last sign of equality, since an id may have one.
func cut(flag, pair, want string) (name, value string, err error) {
	at := strings.LastIndexByte(pair, '=')
	if at < 1 || at == len(pair)-1 {
		return "", "", usage(fmt.Errorf("%s %s: want %s", flag, input.Quote(pair), want))
	}
	return pair[:at], pair[at+1:], nil
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
