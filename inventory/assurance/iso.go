package assurance

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// ISOCategory is a category of emissions of ISO 14064-1:2018. The zero ISOCategory is invalid.
//
// Source: ISO 14064-1:2018, clause 5.2.4 and annex B.
type ISOCategory uint8

// The six categories.
const (
	Direct         ISOCategory = iota + 1 // direct emissions and removals
	ImportedEnergy                        // indirect, from imported energy
	Transportation                        // indirect
	ProductsUsed                          // indirect, from products used by the organisation
	UseOfProducts                         // indirect, associated with the use of products from the organisation
	OtherSources                          // indirect, from other sources
)

var isoCategories = vocabulary.New[ISOCategory]("ISO 14064-1 category", "1 direct emissions", "2 imported energy", "3 transportation", "4 products used by the organisation", "5 use of products from the organisation", "6 other sources")

// String returns the number and name of the category.
func (c ISOCategory) String() string { return isoCategories.String(c) }

// MarshalText returns what String returns. The zero ISOCategory is an error.
func (c ISOCategory) MarshalText() ([]byte, error) { return isoCategories.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *ISOCategory) UnmarshalText(text []byte) error { return isoCategories.Unmarshal(c, text) }

// ISOCategoryOf returns the category of ISO 14064-1 for a scope or, in scope 3, a category of the GHG Protocol: 1 for scope 1,
// 2 for scope 2, 3 for categories 4, 6, 7 and 9, 4 for 1, 2, 3, 5 and 8, and 5 for 10 to 15 but transport. That the upstream of
// energy (category 3) is in "products used" is a convention. Nothing of the GHG Protocol is in category 6.
func ISOCategoryOf(s ghg.Scope, c ghg.Category) (ISOCategory, error) {
	switch {
	case s == ghg.Scope1 && c == 0:
		return Direct, nil
	case s == ghg.Scope2 && c == 0:
		return ImportedEnergy, nil
	case s != ghg.Scope3 || !c.Valid():
		return 0, &ghg.FieldError{Field: "scope and category", Value: s.String() + ", " + c.String(), Want: "scope 1, scope 2, or a category from 1 to 15 of scope 3", Err: ghg.ErrOutOfRange}
	}
	switch c {
	case ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.DownstreamTransportationAndDistribution:
		return Transportation, nil
	case ghg.PurchasedGoodsAndServices, ghg.CapitalGoods, ghg.FuelAndEnergyRelatedActivities, ghg.WasteGeneratedInOperations, ghg.UpstreamLeasedAssets:
		return ProductsUsed, nil
	}
	return UseOfProducts, nil
}
