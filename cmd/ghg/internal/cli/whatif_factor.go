package cli

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/inventory"
)

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
		return ghg.Input{}, fmt.Errorf("the project does not use a factor %s: did you mean %s?", input.Quote(id), input.Quote(near))
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
