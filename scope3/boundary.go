package scope3

import (
	"strings"

	"github.com/ghgkit/ghg"
)

// MinimumBoundary returns what a category must cover at least, and what may be added, in few words. Another number than
// 1 to 15 has neither.
//
// Source: Scope 3 Standard, table 5.4.
func MinimumBoundary(c ghg.Category) (minimum, optional string) {
	if !c.Valid() {
		return "", ""
	}
	b := boundaries[c-1]
	return b.minimum, b.optional
}

const vehiclesOptional = "making the vehicles, facilities and infrastructure; producing the fuel that the carriers burn"

var boundaries = [...]struct{ minimum, optional string }{
	{"all upstream emissions of purchased goods and services, cradle to gate", ""},
	{"all upstream emissions of purchased capital goods, cradle to gate", ""},
	{"upstream emissions of purchased fuels and electricity, losses of transmission and distribution, generation of electricity that is sold on", ""},
	{"scopes 1 and 2 of those who transport and distribute, while they do", vehiclesOptional},
	{"scopes 1 and 2 of those who treat the waste", "transport of the waste"},
	{"scopes 1 and 2 of the carriers", vehiclesOptional + "; hotel nights"},
	{"scopes 1 and 2 of employees and carriers while employees travel to work", vehiclesOptional + "; working at home"},
	{"scopes 1 and 2 of lessors from the leased assets", "making or building the leased assets"},
	{"scopes 1 and 2 of those who transport, distribute and sell, while they do", vehiclesOptional},
	{"scopes 1 and 2 of those who process the products", ""},
	{"direct emissions of the use of sold products over their life: their energy, fuels and feedstocks, and gases they hold", "indirect emissions of their use; maintenance"},
	{"scopes 1 and 2 of those who treat the products as waste", ""},
	{"scopes 1 and 2 of lessees from the leased assets", "making or building the leased assets"},
	{"scopes 1 and 2 of franchisees from the franchises", "making or building the franchises"},
	{"the share of scopes 1 and 2 of equity investments, of debt whose use is known, and of financed projects", "scope 3 of the investees; debt whose use is not known; managed investments and other services"},
}

// BeyondMinimum returns why a result of scope 3 lies outside the minimum boundary of its category, or "" if it lies within
// it. What lies outside may be counted or not: that it is, is disclosed. A result that holds both, such as waste with its
// transport or a factor that covers the production of the fuel too, counts as within.
//
// Source: Scope 3 Standard, table 5.4.
func BeyondMinimum(r ghg.Result) string {
	switch {
	case r.Scope != ghg.Scope3:
		return ""
	case r.Apart != "":
		return r.Apart
	case r.Method == MethodHotelStay:
		return "hotel nights of business travellers"
	case strings.HasPrefix(string(r.Method), "scope3.commuting.homeworking"):
		return "working at home"
	case r.Part == wellToTank && r.Category != ghg.FuelAndEnergyRelatedActivities:
		return "production of the fuel and electricity that a carrier uses"
	}
	return ""
}

// wellToTank is the part of a transport that is not the carrier's own scopes 1 and 2.
const wellToTank = "well-to-tank"
