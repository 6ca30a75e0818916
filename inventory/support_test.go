package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
)

// calculated returns the results of activities whose factors are supplied with them.
func calculated(t testing.TB, of ...activity.Activity) []ghg.Result {
	t.Helper()
	return calculatedWith(t, factors.Basis{GWP: ghg.AR5()}, of...)
}

// calculatedWith returns the results of activities.
func calculatedWith(t testing.TB, b factors.Basis, of ...activity.Activity) []ghg.Result {
	t.Helper()
	var all []ghg.Result
	for _, a := range of {
		rs, err := a.Calculate(b)
		require.NoError(t, err)
		all = append(all, rs...)
	}
	return all
}

// exampleResults returns the results of a method's declared examples.
func exampleResults(t testing.TB, m activity.Method) []ghg.Result {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	activities, err := m.Activities()
	require.NoError(t, err)
	var all []ghg.Result
	for _, a := range activities {
		rs, err := a.Calculate(basis)
		require.NoError(t, err)
		all = append(all, rs...)
	}
	return all
}
