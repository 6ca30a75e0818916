// Package intensity divides the emissions of an inventory by something that the organisation sells, makes or has: t CO2e per
// million of revenue, per tonne of product, per square metre.
//
// The mistake it prevents is a ratio of two things that do not belong together: emissions of one year over the revenue of
// another, a market-based total compared with a location-based one, or revenue that is not that of the financial statements.
// A ratio names the scopes, the method of scope 2 and where its denominator is from. Other periods are refused; another
// boundary is a caveat of the ratio.
//
// [PerActivity] has values per activity of several years and their mean change over five, as reports in Japan have it.
package intensity
