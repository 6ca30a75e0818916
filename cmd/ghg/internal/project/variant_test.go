package project_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
)

// names returns the name of the factors that a project calculates with.
func names(t *testing.T, p *project.Project) string {
	t.Helper()
	b, err := p.Basis()
	require.NoError(t, err)
	return b.Factors.Name()
}

func TestWithEdition(t *testing.T) {
	p, err := project.Open(folder(t, tinyFiles()))
	require.NoError(t, err)
	other, err := p.WithEdition("desnz-2024", "desnz-2025", factors.Policy{NewerYears: 1})
	require.NoError(t, err)
	assert.Equal(t, "desnz-2025", names(t, other))
	assert.Equal(t, "desnz-2024", names(t, p), "the project itself is as it was")

	b, err := other.Basis()
	require.NoError(t, err)
	assert.Equal(t, 1, b.Policy.For("fuel/diesel", "GB", "desnz-2025").NewerYears)
	assert.Zero(t, b.Policy.For("fuel/diesel", "GB", "own-x").NewerYears, "no other set is relaxed")
	assert.Empty(t, p.Config().Policy.Exceptions)

	_, err = p.WithEdition("desnz-2022", "desnz-2025", factors.Policy{})
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.ErrorContains(t, err, "desnz-2024")
	_, err = p.WithEdition("desnz-2024", "desnz-2052", factors.Policy{})
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}

// The relaxation for the other set meets the project's own exceptions, for activities, regions and that set.
func TestWithEditionExceptions(t *testing.T) {
	files := tinyFiles()
	files["ghg.toml"] += `
[[policy.exceptions]]
activity = "electricity/grid"
region = "GB"
policy = { older_years = 2 }

[[policy.exceptions]]
activity = "electricity/grid"
region = "GB"
set = "desnz-2025"
policy = { most_of_period = true }

[[policy.exceptions]]
activity = "fuel/diesel"
policy = { wider_region = true }

[[policy.exceptions]]
set = "desnz-2025"
policy = { older_years = 3 }

[[policy.exceptions]]
activity = "fuel/diesel"
set = "desnz-2025"
policy = { fuel_properties = true }
`
	p, err := project.Open(folder(t, files))
	require.NoError(t, err)
	other, err := p.WithEdition("desnz-2024", "desnz-2025", factors.Policy{NewerYears: 1})
	require.NoError(t, err)
	b, err := other.Basis()
	require.NoError(t, err)
	plain := func(activity, region, set string) factors.Policy {
		q := b.Policy.For(activity, region, set)
		q.Exceptions = nil
		return q
	}
	assert.Equal(t, factors.Policy{NewerYears: 1, MostOfPeriod: true}, plain("electricity/grid", "GB", "desnz-2025"))
	assert.Equal(t, factors.Policy{NewerYears: 1, FuelProperties: true}, plain("fuel/diesel", "GB", "desnz-2025"))
	assert.Equal(t, factors.Policy{NewerYears: 1, OlderYears: 3}, plain("fuel/coal", "GB", "desnz-2025"))
	assert.Equal(t, factors.Policy{OlderYears: 2}, plain("electricity/grid", "GB", "own-x"))
}

func TestUnlocked(t *testing.T) {
	files := tinyFiles()
	files["factors.lock"] = "not a lock\n"
	p, err := project.Open(folder(t, files))
	require.NoError(t, err)
	_, err = p.Basis()
	require.ErrorContains(t, err, filepath.Base(project.LockFile))
	assert.True(t, p.Locked())
	assert.False(t, p.Unlocked().Locked())
	assert.Equal(t, "desnz-2024", names(t, p.Unlocked()))
}

// What is derived follows the change: without the boiler and the power, there is nothing upstream.
func TestAltered(t *testing.T) {
	p, err := project.Open(folder(t, tinyFiles()))
	require.NoError(t, err)
	same, err := p.Altered(func(list []activity.Activity) ([]activity.Activity, error) { return list, nil })
	require.NoError(t, err)
	all, err := p.Activities()
	require.NoError(t, err)
	assert.Equal(t, all, same)
	less, err := p.Altered(func(list []activity.Activity) ([]activity.Activity, error) {
		assert.Len(t, list, 2)
		return list[:0], nil
	})
	require.NoError(t, err)
	assert.Empty(t, less)
	_, err = p.Altered(func([]activity.Activity) ([]activity.Activity, error) { return nil, ghg.ErrMissing })
	assert.ErrorIs(t, err, ghg.ErrMissing)
}
