// Package method is the toolkit for declaring and writing calculation methods.
//
// A method consists of a struct with its inputs, a declaration beside it, and a Calculate that reads like its formula:
//
//	// EntericFermentation is methane from the digestion of livestock.
//	//
//	//	emissions = animals × factor
//	//
//	// Source: IPCC 2006 Guidelines vol. 4 ch. 10, equation 10.19.
//	type EntericFermentation struct {
//		ID     string         `json:"id" csv:"id"`
//		Period ghg.Period     `json:"period" csv:"period"`
//		Animal string         `json:"animal" csv:"animal"`                      // the kind of livestock: "dairy-cattle"
//		Region string         `json:"region" csv:"region"`                      // the country where the animals are kept: "GB"
//		Number units.Quantity `json:"number" csv:"number" input:"count:animal"` // the number of animals kept: "120 animal"
//	}
//
//	var entericFermentation = method.Declare[EntericFermentation](method.Declaration{
//		Scope:    ghg.Scope1,
//		Factors:  "livestock/ANIMAL, direct",
//		Examples: []string{`{"id": "herd", "period": "2024", "animal": "dairy-cattle", "region": "GB", "number": "120 animal"}`},
//	})
//
//	func (a EntericFermentation) Calculate(b factors.Basis) (ghg.Results, error) {
//		c := entericFermentation.Begin(b, &a)
//		factor := c.Factor(factors.Supplied{}, factors.Query{Activity: "livestock/" + a.Animal, Region: a.Region, Unit: a.Number.Unit, Boundary: ghg.DirectEmission})
//		c.Apply("", method.Of("animals", a.Number), factor)
//		return c.Results()
//	}
//
// Every fact is stated once. The name comes from the type; the summary, formula and source from its comment; the
// meaning of an input from the comment on its field; and the values it accepts from its tags (see [Declare]). The
// checks of [Declared.Begin], the JSON Schema, sheets, templates and pages of documentation are all derived from these.
//
// A [Calc] keeps the first error and does nothing after it, so Calculate needs no checks between its steps. Every
// number becomes a [ghg.Term] of a [ghg.Step], so the result can recompute itself. Amounts meet factors only in
// [Calc.Apply], and in [Calc.Weighted] for an intermediate amount.
package method
