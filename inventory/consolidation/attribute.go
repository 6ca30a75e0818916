package consolidation

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Attribution states how the inventory of another company counts in that of the reporting company: an investee's in category
// 15, a supplier's in category 1.
type Attribution struct {
	Company  string          // the other company
	Entity   string          // the entity of the group that the results are of; "" if there is only one
	Category ghg.Category    // in which they count
	Share    decimal.Decimal // of the other company's emissions, from 0 to 1: of equity, of output bought
	Basis    string          // what the share is and where it is from: "revenue with us 2 of 40 million EUR, annual report 2024"
	Scope2   ghg.Accounting  // the method by which its scope 2 counts
	// Upstream counts categories 1 to 8 of its scope 3 too: a purchase counts cradle to gate. Otherwise all of its scope 3 is
	// a memo item.
	Upstream bool
}

// Attribute returns the share of another company's results, with ids that begin with its name, to be gathered with the
// company's own by [inventory.Of]. Their receipts hold every step of the other company, and the share as a further one. Read
// its inventory by [inventory.Read], which recomputes every receipt.
//
// It fails for a share without a basis, and for an inventory that is not consolidated: a company's own.
//
// Source: Scope 3 Standard, table 5.4 (categories 1, 2 and 15); Technical Guidance, category 1, supplier-specific method.
func Attribute(inv *inventory.Inventory, a Attribution) ([]ghg.Result, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	org := inv.Organisation()
	if org.Approach == inventory.Unconsolidated {
		return nil, &ghg.FieldError{Field: "approach of the inventory of " + input.Shorten(a.Company), Value: org.Approach.String(), Want: "the consolidated inventory of the company", Err: ghg.ErrOutOfRange}
	}
	org.NotApplicable, org.Excluded = nil, nil
	share, err := inv.Portions(org, func(r ghg.Result) ([]inventory.Portion, error) { return a.portions(&r), nil })
	if err != nil {
		return nil, err
	}
	list := slices.Collect(share.Results())
	for i := range list {
		list[i].ID, list[i].Entity, list[i].Site = a.Company+"/"+list[i].ID, a.Entity, ""
		if err := list[i].CheckText(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (a *Attribution) check() error {
	switch {
	case a.Company == "":
		return &ghg.FieldError{Field: "company of the attribution", Want: "the name of the other company", Err: ghg.ErrMissing}
	case !a.Category.Valid():
		return &ghg.FieldError{Field: "category of the attribution", Value: a.Category.String(), Want: "1 to 15", Err: ghg.ErrOutOfRange}
	case a.Basis == "":
		return &ghg.FieldError{Field: "basis of the attribution", Want: "what the share is and where it is from", Err: ghg.ErrMissing}
	case a.Scope2 != ghg.LocationBased && a.Scope2 != ghg.MarketBased:
		return &ghg.FieldError{Field: "method of scope 2 of the attribution", Value: a.Scope2.String(), Want: "location-based or market-based", Err: ghg.ErrMissing}
	case dec.Check(a.Share) != nil || a.Share.Sign() < 0 || a.Share.GreaterThan(one):
		return &ghg.FieldError{Field: "share of the attribution", Value: dec.Brief(a.Share), Want: "from 0 to 1", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// portions returns what counts of a result of the other company.
func (a *Attribution) portions(r *ghg.Result) []inventory.Portion {
	if r.Scope == ghg.Scope2 && r.Accounting != 0 && r.Accounting != a.Scope2 {
		return nil
	}
	memo := scope3Memo(r)
	if a.Upstream && r.Counts() && r.Category <= ghg.UpstreamLeasedAssets {
		memo = ghg.Memo{}
	}
	subject := ghg.Subject{}
	if a.Category == ghg.Investments {
		subject = ghg.Subject{Kind: ghg.SubjectInvestee, Name: a.Company}
	}
	return []inventory.Portion{{
		Terms: []ghg.Term{{Label: "share of " + input.Shorten(a.Company), Kind: ghg.TermShare, Value: a.Share, Unit: "1", Source: a.Basis, Ref: a.Company}},
		To:    &inventory.Destination{Category: a.Category, Subject: subject, Part: ownPlace(r), Memo: memo, Source: "of the inventory of " + input.Shorten(a.Company)},
	}}
}

// ownPlace tells where a result counts in the inventory of its own company.
func ownPlace(r *ghg.Result) string {
	if r.Category != 0 {
		return partName(r.Category)
	}
	return r.Scope.String()
}
