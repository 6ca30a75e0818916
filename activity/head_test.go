package activity_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
)

// TestResultsKeepTheHead checks that every result has its activity's id, entity, site, period and quality.
func TestResultsKeepTheHead(t *testing.T) {
	all, basis := examples(t)
	for _, a := range all {
		changed := reflect.New(reflect.TypeOf(a)).Elem()
		changed.Set(reflect.ValueOf(a))
		head := changed.FieldByName
		head("Entity").SetString("e")
		head("Site").SetString("s")
		quality, _ := head("Quality").Interface().(ghg.Quality)
		quality.Time = 1
		head("Quality").Set(reflect.ValueOf(quality))
		results, err := changed.Interface().(activity.Activity).Calculate(basis)
		require.NoError(t, err, "%T must calculate with an entity, a site and a quality", a)
		for _, r := range results {
			got := []any{r.ID, r.Entity, r.Site, r.Period, r.Quality.Time}
			assert.Equal(t, []any{head("ID").String(), "e", "s", head("Period").Interface(), 1}, got, "a result of %T must keep the head of its activity", a)
		}
	}
}
