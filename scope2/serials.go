package scope2

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Serials is [ghg.Serials], as an instrument states it.
type Serials = ghg.Serials

// ParseSerials reads a range of serial numbers; see [ghg.ParseSerials].
func ParseSerials(s string) (Serials, error) { return ghg.ParseSerials(s) }

// MostEnergy returns the most energy that a range of serial numbers can stand for, and whether there is a limit: 1 MWh for
// each number of a certificate (a GO, REGO, REC or I-REC). It is of less energy in registries that divide certificates,
// so a smaller amount is not refused. Numbers of other kinds of instrument have no limit: a J-Credit is a tonne of CO2,
// and what a contract or a supplier numbers is its own.
//
// Source: Directive (EU) 2018/2001, article 19(2) and Directive 2012/27/EU, annex X: "the guarantee of origin shall be of
// the standard size of 1 MWh"; Ofgem issues one REGO per MWh (one per kWh until December 2010).
func MostEnergy(kind ghg.InstrumentKind, numbers Serials) (units.Quantity, bool) {
	if kind != ghg.Certificate || numbers.IsZero() {
		return units.Quantity{}, false
	}
	return units.New(decimal.NewFromUint64(numbers.Count()), megawattHour()), true
}
