package project_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/inventory"
)

// phases is a project to measure, such as one that bench/run writes.
var phases = flag.String("phases", "", "a project folder whose calculation BenchmarkPhases measures")

// BenchmarkPhases measures what a run of a project does, one after the other.
func BenchmarkPhases(b *testing.B) {
	if *phases == "" {
		b.Skip("no -phases")
	}
	p, err := project.Open(*phases)
	require.NoError(b, err)
	var inv *inventory.Inventory
	b.Run("Calculate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			inv, err = p.Run(b.Context(), project.Options{})
			require.NoError(b, err)
		}
	})
	for _, phase := range []struct {
		name string
		run  func() error
	}{
		{"Check", func() error { _, err := inv.Check(inventory.CheckOptions{}); return err }},
		{"Partial", func() error { _, err := inv.Partial(inventory.MarketBased); return err }},
		{"Total", func() error { _, err := inv.Total(inventory.MarketBased); return err }},
		{"Totals", func() error {
			figures, err := inv.Partial(inventory.MarketBased)
			if err != nil {
				return err
			}
			_, err = figures.Totals(inventory.BySite)
			return err
		}},
		{"Coverage", func() error { _ = inv.Coverage(); return nil }},
		{"Caveats", func() error { _ = inv.Caveats(); return nil }},
	} {
		b.Run(phase.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, phase.run())
			}
		})
	}
}
