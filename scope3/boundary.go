package scope3

import "github.com/ghgkit/ghg"

// MinimumBoundary returns, in a few words, what a category must cover at least and what may be added. Both are empty for
// a number other than 1 to 15.
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

// UpstreamOfOwnUse reports whether a result of category 3 is the upstream of energy that the company uses itself, or its
// losses (activities A, B and C), and not energy that it sells on (D).
//
// Source: Scope 3 Standard, table 5.4, category 3; Technical Guidance, table 3.2.
func UpstreamOfOwnUse(r ghg.Result) bool {
	return r.Category == ghg.FuelAndEnergyRelatedActivities && r.Method != resoldEnergy.Name()
}

// BeyondMinimum returns why a result of Scope 3 lies outside the minimum boundary of its category, or "" if it lies within
// it. What lies outside may be counted or left out; a company that counts it discloses that. A result that holds both,
// such as waste with its transport or a factor that also covers the production of the fuel, counts as within.
//
// Source: Scope 3 Standard, table 5.4.
func BeyondMinimum(r ghg.Result) string {
	switch {
	case r.Scope != ghg.Scope3:
		return ""
	case !r.Counts():
		return r.Memo.String()
	case r.Method == travelHotel.Name():
		return "hotel nights of business travellers"
	case r.Method == homeworkingAverage.Name(), r.Method == homeworkingEnergy.Name():
		return "working at home"
	case r.Stage == ghg.StageWellToTank && r.Category != ghg.FuelAndEnergyRelatedActivities:
		return "production of the fuel and electricity that a carrier uses"
	}
	return ""
}
