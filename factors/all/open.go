package all

import (
	"slices"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// Open returns the basis that a spec names, from the given parts and from everything that is embedded: the factor sets of all
// publishers, the rates of package worldbank and [factors.CommonNames]. It loads only the sets that the spec names and that are
// not given. A part with another digest is an error that names it, as of [factors.BasisSpec.Open].
//
//	var spec factors.BasisSpec
//	err := json.Unmarshal(text, &spec)
//	basis, err := all.Open(spec, factors.Parts{Sources: []factors.Source{own}})
func Open(spec factors.BasisSpec, own factors.Parts) (factors.Basis, error) {
	from := own
	from.Sources, from.Rates, from.Names = slices.Clone(own.Sources), slices.Clone(own.Rates), slices.Clone(own.Names)
	given := map[string]bool{}
	for _, s := range own.Sources {
		if set, ok := s.(*factors.Set); ok && set != nil {
			given[set.Name()] = true
		}
	}
	wanted := spec.Sets()
	for _, e := range Editions() {
		name := e.Package + "-" + e.Edition
		if given[name] || !slices.Contains(wanted, name) {
			continue
		}
		set, err := e.Load()
		if err != nil {
			return factors.Basis{}, err
		}
		from.Sources = append(from.Sources, set)
	}
	embedded, err := worldbank.Rates()
	if err != nil {
		return factors.Basis{}, err
	}
	if !slices.ContainsFunc(own.Rates, func(r rates.Rates) bool { return r.Name() == embedded.Name() }) {
		from.Rates = append(from.Rates, embedded)
	}
	from.Names = append(from.Names, factors.CommonNames())
	return spec.Open(from)
}
