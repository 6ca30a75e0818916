package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
)

// inventoryFile is beside the results that "ghg run --out" writes, and says whose they are.
const inventoryFile = "inventory.json"

// bridge explains the difference between two inventories.
func (a *app) bridge() *cobra.Command {
	var accounting string
	var lines, partial bool
	var as *format
	cmd := &cobra.Command{
		Use:   "bridge A B",
		Short: "Explain the difference between two inventories, by causes that add up exactly",
		Long: `Bridge compares the inventories A and B of one organisation, such as those of two years. It says what the boundary, methods,
potentials, factors, prices and activities each changed. The causes add up to the difference to the last digit; what cannot be
separated is named, with the reason. It writes no files.

A and B are project folders, which are calculated, or the files results.jsonl that "ghg run --out" wrote, with inventory.json beside
them.`,
		Example: `  ghg bridge acme-2023 acme-2024 --accounting market-based
  ghg bridge results-2023/results.jsonl acme-2024 --accounting location-based --lines -o csv`,
		Args: wantArgs("A", "B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o := bridge.Options{Partial: partial}
			if err := o.Accounting.UnmarshalText([]byte(accounting)); err != nil || accounting == "" {
				return usage(fmt.Errorf("--accounting %s: want market-based or location-based", input.Quote(accounting)))
			}
			b, err := bridgeOf(cmd.Context(), args[0], args[1], o)
			if err != nil {
				return err
			}
			return a.showBridge(b, lines, as)
		},
	}
	cmd.Flags().StringVar(&accounting, "accounting", "", "method of scope 2: market-based or location-based")
	cmd.Flags().BoolVar(&lines, "lines", false, "show the causes line by line")
	cmd.Flags().BoolVar(&partial, "partial", false, "compare inventories of which one lacks a scope")
	as = formats(cmd, formatTable, formatCSV, formatJSON)
	return cmd
}

func bridgeOf(ctx context.Context, from, to string, o bridge.Options) (bridge.Bridge, error) {
	a, err := inventoryAt(ctx, from)
	if err != nil {
		return bridge.Bridge{}, err
	}
	b, err := inventoryAt(ctx, to)
	if err != nil {
		return bridge.Bridge{}, err
	}
	return bridge.Between(a, b, o)
}

// inventoryAt calculates the inventory of a project, or reads that of a file of results.
func inventoryAt(ctx context.Context, name string) (*inventory.Inventory, error) {
	if isFolder(name) {
		_, inv, err := runProject(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return inv, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	org, err := organisationBeside(name)
	if err != nil {
		return nil, err
	}
	return inventory.Read(org, file, name)
}

// organisationBeside reads whose results are in a file.
func organisationBeside(name string) (org inventory.Organisation, err error) {
	of := filepath.Join(filepath.Dir(name), inventoryFile)
	text, err := os.ReadFile(of)
	if errors.Is(err, fs.ErrNotExist) {
		return org, fmt.Errorf("%s: no %s beside it: results do not say whose they are, nor of which period", name, inventoryFile)
	}
	if err != nil {
		return org, plain(err)
	}
	whole, err := strictjson.Parse(text)
	if err != nil {
		return org, fmt.Errorf("%s: %w", of, err)
	}
	part, ok := whole.Value("organisation")
	if !ok {
		return org, fmt.Errorf("%s: no organisation: want the file that \"ghg run --out\" wrote", of)
	}
	if err := part.Decode(&org, strictjson.Form{}); err != nil {
		return org, fmt.Errorf("%s: organisation: %w", of, err)
	}
	return org, nil
}

func (a *app) showBridge(b bridge.Bridge, lines bool, as *format) error {
	switch {
	case lines:
		return a.print(bridgeLines(b), as.name)
	case as.name == formatTable:
		_, err := fmt.Fprintln(a.people(), b)
		return err
	}
	t := table{columns: []string{"term", "t_co2e", "lines"}}
	t.add("from", dec.Text(b.From.Tonnes()), "")
	for _, of := range b.Terms {
		t.add(of.Term.String(), dec.Text(of.CO2e.Tonnes()), strconv.Itoa(of.Lines))
	}
	t.add("to", dec.Text(b.To.Tonnes()), "")
	return a.print(&t, as.name)
}

// bridgeLines returns the causes of each line, with exact figures.
func bridgeLines(b bridge.Bridge) *table {
	t := &table{columns: []string{"id", "part", "scope", "category", "entity", "site", "term", "input", "t_co2e", "from", "to", "unit", "reason"}}
	for _, l := range b.Lines {
		category := ""
		if l.Scope == ghg.Scope3 {
			category = strconv.Itoa(int(l.Category))
		}
		for _, p := range l.Parts {
			name, from, to := "", "", ""
			if p.Input != (ghg.Input{}) {
				name, from, to = strings.TrimSpace(p.Input.Name+" "+string(p.Input.Gas)), dec.Text(p.From), dec.Text(p.To)
			}
			t.add(l.ID, l.Part, l.Scope.String(), category, l.Entity, l.Site, p.Term.String(), name, dec.Text(p.CO2e.Tonnes()), from, to, p.Input.Unit, p.Reason)
		}
	}
	return t
}
