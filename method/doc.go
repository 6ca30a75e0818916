// Package method is what a calculation method is declared and written with.
//
// A method is a struct with its inputs, a declaration beside it, and a Calculate that reads as its formula:
//
//	// EntericFermentation is methane from the digestion of livestock.
//	//
//	//	emissions = animals × factor
//	//
//	// Source: IPCC 2006 Guidelines vol. 4 ch. 10, equation 10.19.
//	type EntericFermentation struct {
//		ID     string         `json:"id" csv:"id"`
//		Period ghg.Period     `json:"period" csv:"period"`
//		Animal string         `json:"animal" csv:"animal"`                      // kind of livestock: "dairy-cattle"
//		Region string         `json:"region" csv:"region"`                      // where they are kept: "GB"
//		Number units.Quantity `json:"number" csv:"number" input:"count:animal"` // animals kept: "120 animal"
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
// One fact stands in one place. The name follows from the type, the summary, formula and source from its comment, the
// meaning of an input from the comment on its field, and what an input may be from its tags (see [Declare]). The checks
// of [Declared.Begin], JSON Schema, sheets, templates and the pages of documentation are all made from these.
//
// A [Calc] keeps the first error and does nothing after it, so Calculate needs no checks between its steps. Every number
// becomes a [ghg.Term] of a [ghg.Step], so that the result can recompute itself; amounts meet factors in [Calc.Apply]
// only.
package method
