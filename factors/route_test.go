package factors_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// heatingValue is an invented heating value of 45 GJ(HHV)/t.
func heatingValue() factors.Property {
	p := density()
	p.Name, p.Rate = "heating value", units.MustRate("45 GJ(HHV)/t")
	return p
}

// fuelBasis is a basis with the density and the heating value of oil, whose policy allows their use.
func fuelBasis(t *testing.T, list ...factors.Factor) factors.Basis {
	t.Helper()
	s, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "invented"}, list, []factors.Property{density(), heatingValue()})
	require.NoError(t, err)
	return factors.Basis{Factors: s, GWP: ghg.AR6(), Policy: factors.Policy{FuelProperties: true}}
}

func route(from, to string) factors.PropertyQuery {
	return factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit(from), To: units.MustUnit(to)}
}

// A route is the direct property if there is one, or else two properties by way of a mass, a volume or an energy.
func TestRoute(t *testing.T) {
	b := fuelBasis(t)
	for _, tt := range []struct {
		from, to string
		names    []string
	}{
		{"t", "lb", nil},
		{"L", "kg", []string{"density"}},
		{"kg", "m3", []string{"density"}},
		{"t", "kWh(HHV)", []string{"heating value"}},
		{"L", "MJ(HHV)", []string{"density", "heating value"}},
		{"MJ(HHV)", "gal(US)", []string{"heating value", "density"}},
	} {
		way, err := b.Route(route(tt.from, tt.to))
		require.NoError(t, err)
		var names []string
		for _, p := range way {
			names = append(names, p.Name)
		}
		assert.Equal(t, tt.names, names, "%s to %s", tt.from, tt.to)
	}
	way, err := b.Route(route("L", "kg"))
	require.NoError(t, err)
	assert.Equal(t, ghg.Caveat{Kind: ghg.PropertyConversion, Detail: "density of fuel/oil: 0.8 kg/L"}, way[0].Caveat())

	_, err = b.Route(route("L", "GJ(LHV)"))
	require.ErrorIs(t, err, factors.ErrNoProperty, "a heating value on the other basis leads nowhere")
	require.ErrorContains(t, err, "converts volume to energy(LHV) in p-1; it has density 0.8 kg/L (GB, 2024), heating value 45 GJ(HHV)/t (GB, 2024)")
	strict := b
	strict.Policy = factors.Policy{}
	_, err = strict.Route(route("L", "kg"))
	require.ErrorIs(t, err, units.ErrDimension, "a policy that allows no properties leaves the dimensions")
	way, err = strict.Route(route("t", "kg"))
	require.NoError(t, err)
	assert.Empty(t, way, "units of one dimension need no property")
	_, err = factors.Basis{GWP: ghg.AR6(), Policy: b.Policy}.Route(route("L", "kg"))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// A factor per unit of another dimension is found if properties lead to it and the query takes it. It comes after one of
// the query's own dimension for the same period, and before any of another year or region.
func TestFindByProperties(t *testing.T) {
	energy := func(f *factors.Factor) { f.Unit = units.MustUnit("GJ(HHV)") }
	volume := oil("L")
	volume.Convertible = true
	relaxed := func(b factors.Basis) factors.Basis {
		b.Policy.OlderYears, b.Policy.WiderRegion = 1, true
		return b
	}
	for _, tt := range []struct {
		name    string
		basis   factors.Basis
		id      string
		caveats []ghg.CaveatKind
	}{
		{"by density and heating value", fuelBasis(t, made(energy)), "p/fuel/oil/GB/2024/GJ(HHV)", []ghg.CaveatKind{ghg.PropertyConversion, ghg.PropertyConversion}},
		{"by density", fuelBasis(t, made(per("t"))), "p/fuel/oil/GB/2024/t", []ghg.CaveatKind{ghg.PropertyConversion}},
		{"its own dimension first", fuelBasis(t, made(energy), made(per("m3"))), "p/fuel/oil/GB/2024/m3", nil},
		{"the energy before the mass", fuelBasis(t, made(per("t")), made(energy)), "p/fuel/oil/GB/2024/GJ(HHV)", []ghg.CaveatKind{ghg.PropertyConversion, ghg.PropertyConversion}},
		{"the year before the unit", relaxed(fuelBasis(t, made(year(2023)), made(per("t")))), "p/fuel/oil/GB/2024/t", []ghg.CaveatKind{ghg.PropertyConversion}},
		{"the region before the unit", relaxed(fuelBasis(t, made(in("GLOBAL")), made(per("t"), year(2023)))), "p/fuel/oil/GB/2023/t", []ghg.CaveatKind{ghg.OlderFactor, ghg.PropertyConversion}},
		{"the unit within a wider region", relaxed(fuelBasis(t, made(in("GLOBAL"), per("t")))), "p/fuel/oil/GLOBAL/2024/t", []ghg.CaveatKind{ghg.RegionFallback, ghg.PropertyConversion}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, caveats, err := tt.basis.Find(volume)
			require.NoError(t, err)
			assert.Equal(t, tt.id, f.ID)
			assert.Equal(t, tt.caveats, kindsOf(caveats))
		})
	}
	b := fuelBasis(t, made(energy))
	_, _, err := b.Find(oil("L"))
	require.ErrorIs(t, err, factors.ErrNoFactor, "a query that does not say so takes no factor of another dimension")
	b.Policy.FuelProperties = false
	_, _, err = b.Find(volume)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	twice := fuelBasis(t, made(per("t")), made(per("lb")))
	_, _, err = twice.Find(volume)
	require.ErrorIs(t, err, factors.ErrAmbiguous, "a property does not choose between two factors")
}

// A name is translated once, even if its translation is a name of the mapping too: for the factor, the properties and
// the explanation alike.
func TestNamesOnce(t *testing.T) {
	b := fuelBasis(t, made(per("t")), made(of("fuel/tar"), per("t")))
	names, err := factors.NewMapping(map[string]string{"heating oil": "fuel/oil", "fuel/oil": "fuel/tar"})
	require.NoError(t, err)
	b.Names = names
	q := oil("L")
	q.Activity, q.Convertible = "heating oil", true
	f, caveats, err := b.Find(q)
	require.NoError(t, err)
	assert.Equal(t, "p/fuel/oil/GB/2024/t", f.ID)
	assert.Equal(t, []ghg.Caveat{{Kind: ghg.PropertyConversion, Detail: "density of fuel/oil: 0.8 kg/L"}}, caveats)
	e, err := b.Explain(q)
	require.NoError(t, err)
	assert.Equal(t, f.ID, e.Taken)
	way := route("L", "kg")
	way.Activity = "heating oil"
	found, err := b.Route(way)
	require.NoError(t, err)
	assert.Equal(t, "fuel/oil", found[0].Activity)
}

// Neither an older nor a newer menu of a supplier stands in for another: they are lettered anew each year.
func TestPerennialNames(t *testing.T) {
	for name, want := range map[string]bool{
		"fuel/oil": true, "electricity/grid": true, "electricity/supplier/a0009": true, "electricity/supplier/a0009/residual": true,
		"electricity/supplier/a0009/menu-a": false, "electricity/supplier-basic/a0009/menu-b": false,
		"fuel/city-gas/supplier/d0008/area-2": false, "fuel/city-gas/supplier/d0008/area-2/menu-a": false,
		"food/menu-a": true, "electricity/supplier": true,
	} {
		assert.Equal(t, want, factors.Perennial(name), name)
	}
	const menu = "electricity/supplier/a0009/menu-a"
	b := factors.Basis{
		Factors: setOf(t, "p", made(of(menu), year(2023)), made(of("electricity/supplier/a0009"), year(2023))), GWP: ghg.AR6(),
		Policy: factors.Policy{OlderYears: 2, NewerYears: 2, MostOfPeriod: true},
	}
	q := oil("L")
	q.Activity = menu
	_, _, err := b.Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	e, err := b.Explain(q)
	require.NoError(t, err)
	require.Len(t, e.Candidates, 1)
	assert.Equal(t, "it is valid for 2023, not for all of 2024; its name holds for its own year only, so no policy takes it for another", e.Candidates[0].Reason)
	q.Activity = "electricity/supplier/a0009"
	_, caveats, err := b.Find(q)
	require.NoError(t, err)
	assert.Equal(t, []ghg.CaveatKind{ghg.OlderFactor}, kindsOf(caveats))
}

// The record of a property names everything that its number depends on.
func TestPropertyRecord(t *testing.T) {
	p, err := fuelBasis(t).Property(route("t", "GJ(HHV)"))
	require.NoError(t, err)
	r := p.Record()
	assert.Equal(t, "p-1/fuel/oil@heating-value/GB/2024/GJ(HHV)/t", r.ID)
	assert.Equal(t, []any{"p-1", "45", "GJ(HHV)/t", "d", "1"}, []any{r.Set, r.Value.String(), r.Unit, r.Document, r.Table})
	other := p
	other.Rate.Value = dec.MustParse("45.1")
	assert.NotEqual(t, r.Digest, other.Record().Digest)

	blank := density()
	blank.Note = "dry "
	_, err = factors.NewSet(sheetMeta, nil, []factors.Property{blank})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	require.ErrorContains(t, err, `note is out of range ("dry "): want a text without blanks at its ends`)
}
