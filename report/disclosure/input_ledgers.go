package disclosure

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/report"
)

// ledgerInput returns a value of [report.Ledgers] by the path after "ledgers".
func ledgerInput(r report.Report, parts []string, path string) (decimal.Decimal, error) {
	parts = append(slices.Clone(parts), "", "", "")
	switch l := r.Ledgers; {
	case parts[0] == "credits" && l.Credits != nil:
		return creditInput(l.Credits, parts[1], parts[2], parts[3], path)
	case parts[0] == "production" && l.Production != nil:
		return productionInput(l.Production, parts[1], path)
	case parts[0] == "removals" && l.Removals != nil:
		return removalInput(r, parts[1], parts[2], path)
	case parts[0] == "group" && l.Group != nil:
		return groupInput(r, parts[1:], path)
	case parts[0] == "high-impact" && l.HighImpact != nil && parts[1] == "revenue":
		return l.HighImpact.Revenue.Used, nil
	case parts[0] == "prices":
		if p, ok := at(l.Prices, parts[1]); ok {
			return priceInput(p, parts[2], path)
		}
	case parts[0] == "shk" && l.SHK != nil:
		return statutoryInput(l.SHK, parts[1:], path)
	}
	return decimal.Decimal{}, errNoInput(path)
}

// creditInput adds up the credits that were cancelled, or are planned to be: all, or those with an attribute.
func creditInput(credits []report.Credit, when, what, value, path string) (decimal.Decimal, error) {
	var sum ghg.CO2e
	for i, c := range credits {
		if c.Planned != (when == "planned") {
			continue
		}
		switch {
		case what == "",
			what == "kind" && c.Kind.String() == value,
			what == "removals" && c.Kind != report.ReductionCredit,
			what == "standard" && sameStandard(credits, value, c),
			what == "entry" && strconv.Itoa(i) == value,
			what == "eu" && c.EU,
			what == "adjusted" && c.Adjusted:
			sum = sum.Add(c.CO2e)
		}
	}
	if (when != "cancelled" && when != "planned") || !slices.Contains([]string{"", "kind", "removals", "standard", "entry", "eu", "adjusted"}, what) {
		return decimal.Decimal{}, errNoInput(path)
	}
	return sum.Tonnes(), nil
}

// productionInput adds up the energy produced, renewable or not.
func productionInput(list []report.Production, what, path string) (decimal.Decimal, error) {
	var sum decimal.Decimal
	if what != renewableProduction && what != otherProduction {
		return sum, errNoInput(path)
	}
	for _, p := range list {
		if p.Renewable == (what == renewableProduction) {
			sum = sum.Add(p.MWh)
		}
	}
	return sum, nil
}

const (
	renewableProduction = "renewable"
	otherProduction     = "non-renewable"
)

// sameStandard reports whether a credit has the standard of the credit with an index: the name may have a slash.
func sameStandard(credits []report.Credit, index string, c report.Credit) bool {
	of, ok := at(credits, index)
	return ok && of.Standard == c.Standard
}

// removalInput adds up a ledger of removals or reversals, of own operations or of the value chain.
func removalInput(r report.Report, name, where, path string) (decimal.Decimal, error) {
	var ledger land.Ledger
	if err := ledger.UnmarshalText([]byte(name)); err != nil || where != "own" && where != "value chain" {
		return decimal.Decimal{}, errNoInput(path)
	}
	set, err := ghg.ParseGWP(r.Inventory.GWP())
	if err != nil {
		return decimal.Decimal{}, err
	}
	totals, err := r.Ledgers.Removals.Totals(r.Inventory.Period(), set)
	if err != nil {
		return decimal.Decimal{}, err
	}
	var sum ghg.CO2e
	for _, row := range totals.Rows {
		if row.Ledger == ledger && (row.Scope == ghg.Scope3) == (where == "value chain") && row.Accounting != ghg.LocationBased {
			sum = sum.Add(row.CO2e)
		}
	}
	return sum.Tonnes(), nil
}

// groupInput returns scope 1 or 2 of the consolidated accounting group, or of other investees.
func groupInput(r report.Report, parts []string, path string) (decimal.Decimal, error) {
	method := ghg.LocationBased
	if parts[2] != "" && method.UnmarshalText([]byte(parts[2])) != nil {
		return decimal.Decimal{}, errNoInput(path)
	}
	split, err := r.Ledgers.Group.Accounts(method)
	if err != nil {
		return decimal.Decimal{}, err
	}
	of := split.Group
	if parts[0] == "others" {
		of = split.Others
	}
	switch {
	case parts[0] != "accounts" && parts[0] != "others":
	case parts[1] == "scope 1":
		return of.Scope1.Tonnes(), nil
	case parts[1] == "scope 2":
		return of.Scope2.Tonnes(), nil
	}
	return decimal.Decimal{}, errNoInput(path)
}

func priceInput(p report.CarbonPrice, what, path string) (decimal.Decimal, error) {
	covered := map[string]*ghg.CO2e{"scope 1": p.Scope1, "scope 2": p.Scope2, "scope 3": p.Scope3}[what]
	switch {
	case what == "price":
		return p.Price, nil
	case covered != nil:
		return covered.Tonnes(), nil
	}
	return decimal.Decimal{}, errNoInput(path)
}

// statutoryInput returns a value of the statutory report of Japan.
func statutoryInput(rep *shk.Report, parts []string, path string) (decimal.Decimal, error) {
	switch what := strings.Join(parts[:2], "/"); {
	case what == "basic/" && rep.Basic != nil:
		return rep.Basic.Tonnes(), nil
	case what == "adjusted/" && rep.Adjusted != nil:
		return rep.Adjusted.Tonnes(), nil
	case what == "energy/kL" && rep.Energy != nil:
		return rep.Energy.KL, nil
	case what == "energy/GJ" && rep.Energy != nil:
		return rep.Energy.GJ, nil
	case parts[0] == "adjustments":
		if a, ok := at(rep.Adjustments, parts[1]); ok {
			return a.CO2e.Tonnes(), nil
		}
	case parts[0] == "certificates":
		if c, ok := at(rep.Certificates, parts[1]); ok {
			return c.Used.Value, nil
		}
	case parts[0] == "ccu":
		if f, ok := at(rep.CCUFuels, parts[1]); ok {
			return f.Amount.Value, nil
		}
	case parts[0] == "rows":
		if row, ok := at(rep.Rows, parts[1]); ok && parts[2] == "basic" {
			return row.Basic.CO2e.Tonnes(), nil
		} else if ok && parts[2] == "adjusted" {
			return row.Adjusted.CO2e.Tonnes(), nil
		}
	}
	return decimal.Decimal{}, errNoInput(path)
}
