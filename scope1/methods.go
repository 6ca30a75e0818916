package scope1

import (
	_ "embed"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
)

//go:embed texts.json
var textFile string

var texts = method.ParseTexts(textFile)

// declare declares a method of Scope 1, whose activity data are the company's own measurements.
func declare[T method.Activity](factors string, examples ...string) method.Declared[T] {
	return declareAs[T](method.Declaration{Primary: method.AlwaysPrimary()}, factors, examples...)
}

// declareAs declares a method of Scope 1 with other results, whose facts the declaration has.
func declareAs[T method.Activity](d method.Declaration, factors string, examples ...string) method.Declared[T] {
	d.Scope, d.Factors, d.Examples, d.Texts = ghg.Scope1, factors, examples, texts
	return method.Declare[T](d)
}

// Methods returns the methods of Scope 1.
func Methods() []*method.Method {
	return []*method.Method{
		stationaryCombustion.Method, carbonContent.Method, wasteGas.Method, chpAllocation.Method, measured.Method,
		mobileFuel.Method, mobileFuelEconomy.Method, mobileDistance.Method,
		processProduction.Method, processCarbonate.Method, carbonBalance.Method, processElectronics.Method,
		fugitiveMaterialBalance.Method, fugitiveSimplifiedBalance.Method, fugitiveScreening.Method, directRelease.Method,
		wastewater.Method, directSource.Method, reported.Method,
	}
}
