package main

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/internal/input"
)

// totals are what a contender wrote: the lines and kilograms of CO2e by label.
type totals struct {
	lines  int
	groups map[string]group
}

type group struct {
	lines int
	kg    *big.Rat
}

// readTotals reads totals, in any order of the columns and of the lines.
func readTotals(path string) (totals, error) {
	t := totals{groups: map[string]group{}}
	f, err := os.Open(path)
	if err != nil {
		return t, err
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return t, fmt.Errorf("totals: %w", err)
	}
	if len(rows) == 0 {
		return t, fmt.Errorf("%s is empty", path)
	}
	label, kg, lines := slices.Index(rows[0], workload.Label), slices.Index(rows[0], "co2e_kg"), slices.Index(rows[0], "lines")
	if min(label, kg, lines) < 0 {
		return t, fmt.Errorf("totals: columns %s", input.Quote(strings.Join(rows[0], ",")))
	}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[lines])
		if err != nil {
			return t, fmt.Errorf("totals: %w", err)
		}
		v, is := new(big.Rat).SetString(row[kg])
		if _, twice := t.groups[row[label]]; !is || twice {
			return t, fmt.Errorf("totals: %s", input.Quote(strings.Join(row, ",")))
		}
		t.groups[row[label]] = group{n, v}
		t.lines += n
	}
	return t, nil
}

// compare returns an error if totals differ by more than 1e-9, or at all.
func (t totals) compare(got totals, exact bool) error {
	if len(t.groups) == 0 || len(got.groups) != len(t.groups) {
		return fmt.Errorf("totals: %d labels, want %d", len(got.groups), len(t.groups))
	}
	for label, want := range t.groups {
		g, has := got.groups[label]
		if !has || g.lines != want.lines {
			return fmt.Errorf("totals of %s: %d lines, want %d", label, g.lines, want.lines)
		}
		difference := new(big.Rat).Sub(g.kg, want.kg)
		allowed := new(big.Rat)
		if !exact {
			allowed.Mul(allowed.Abs(want.kg), big.NewRat(1, 1_000_000_000))
		}
		if difference.Abs(difference).Cmp(allowed) > 0 {
			return fmt.Errorf("totals of %s: %s kg CO2e, want %s", label, g.kg.FloatString(precision), want.kg.FloatString(precision))
		}
	}
	return nil
}

// precision is the number of decimal places in a message.
const precision = 12
