package scope2

import (
	_ "embed"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
)

//go:embed texts.json
var textFile string

var texts = method.ParseTexts(textFile)

// declare declares a method of Scope 2, whose activity data come from meters and bills.
func declare[T method.Activity](factors string, examples ...string) method.Declared[T] {
	return declareAs[T](method.Declaration{Primary: method.AlwaysPrimary()}, factors, examples...)
}

// declareAs declares a method of Scope 2 with the facts that the declaration has. Every purchase has a result by each
// method of the Scope 2 Guidance.
func declareAs[T method.Activity](d method.Declaration, factors string, examples ...string) method.Declared[T] {
	d.Scope, d.Factors, d.Examples, d.Texts = ghg.Scope2, factors, examples, texts
	d.Results = append([]method.Part{{Accounting: ghg.LocationBased}, {Accounting: ghg.MarketBased}}, d.Results...)
	return method.Declare[T](d)
}

// Methods returns the methods of Scope 2.
func Methods() []*method.Method {
	return []*method.Method{
		electricity.Method, hourlyElectricity.Method, onSiteGeneration.Method, shkElectricity.Method,
		heat.Method, heatByFuel.Method, chpPurchase.Method, reported.Method,
	}
}

// byBoth calculates both results of a purchase by the same steps, or by steps that differ only in a factor. The cover is
// that of the market-based result, without its steps, which are all; a zero Cover is none.
func byBoth(c *method.Calc, calculate func(*method.Calc, ghg.Accounting) ghg.Cover) (Dual, error) {
	var results [2]ghg.Result
	for i, accounting := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		c := c.Next()
		cover := calculate(c, accounting)
		r, err := c.Result(method.Part{Accounting: accounting})
		if err != nil {
			return Dual{}, err
		}
		if accounting == ghg.MarketBased {
			r.Covers = wholly(r, cover)
		}
		results[i] = r
	}
	return Dual{Location: results[0], Market: results[1]}, nil
}

// wholly returns the cover of a result whose steps all have one rate, or none if the cover is zero.
func wholly(r ghg.Result, cover ghg.Cover) []ghg.Cover {
	if cover.Source == 0 {
		return nil
	}
	cover.First, cover.Last = 1, len(r.Steps)
	return []ghg.Cover{cover}
}

// carrierOf returns the carrier that an input names; power is electricity.
func carrierOf(c *method.Calc, name string) ghg.Carrier {
	var carrier ghg.Carrier
	if name == "power" {
		return ghg.Electricity
	}
	if !c.Failed() {
		c.Fail(carrier.UnmarshalText([]byte(name)))
	}
	return carrier
}

// resultsOf returns the results of a purchase by both methods.
func resultsOf(d Dual, err error) (ghg.Results, error) {
	if err != nil {
		return nil, err
	}
	return d.Results(), nil
}
