// Package japan holds the coefficients of Japan's mandatory reporting system (SHK, 温対法) and a part of the Ministry of
// the Environment's database of emission units for supply chains.
//
// The mistake it prevents: the wrong year. Emissions of a fiscal year (April to March) are reported with coefficients
// that were published later and describe the year before; fuels changed their statutory values with FY2023. Every
// factor here is valid for the fiscal years whose emissions it is for, and a query for other years is a miss.
//
//	what                              activity                                    emissions of
//	fuels, carbon and unit heat       fuel/NAME per GJ(HHV), heating values       FY2010–2022, FY2023–2025
//	fuels, CO2 per t, kL, 1000 Nm3    fuel/NAME                                   FY2023–2025
//	electricity, by supplier          electricity/supplier/…, supplier-basic/…    FY2025, some of FY2014–2024
//	electricity, the country          electricity/grid, shk-average, substitute   see below
//	heat, by supplier and default     heat/supplier/…, heat/default               FY2025; FY2023–2025
//	city gas, by supplier             fuel/city-gas/supplier/…                    FY2025
//	waste, travel, commuting, t·km    waste/…, travel/…, commute/…, freight/…     FY2023–2025
//	capital goods by sector           capital-goods/io-jp/CODE                    FY2023–2025
//
// The one edition, [Edition], covers emissions up to FY2025 (March 2026): what is in force then ends with it. Sources: the
// ordinance 418M60001400003 (fuels), the ministries' yearly lists of coefficients by supplier, database Ver. 3.6 of
// April 2026. Licence: 公共データ利用規約 (第1.0版), compatible with CC BY 4.0; attribution: 環境省・経済産業省公表資料を加工して作成.
// Regions are all JP.
//
// # Fuels
//
// The statutory way is energy × carbon (tC/GJ) × 44/12, so a factor per GJ(HHV) holds carbon, and a property leads from
// t, kL or 1000 Nm3 to GJ. The set from FY2023 also prints t CO2 per unit, rounded: those are factors per t, kL or
// 1000Nm3, and the only ones of fuels from waste. The set up to FY2022 is the one confirmed from FY2010; its values for
// coke oven, blast furnace and converter gas are unit heats without carbon.
//
// # Electricity
//
// The coefficients of suppliers are of their FY2024 and for emissions of FY2025. The adjusted coefficient (調整後排出係数),
// which market-based figures use, is electricity/supplier/NUMBER, the basic one (基礎排出係数) electricity/supplier-basic/NUMBER,
// by registration number in lower case ("a0269"): with /menu-a, /menu-b … or /residual (残差) where the supplier has menus,
// and then /whole-company, which is for reference only. Operators of transmission and distribution are td-hokkaido …
// td-okinawa; the utilities of before the registration of 2016 have names ("kansai-electric-power"). The list was
// retyped by hand: each of these factors carries the caveat unchecked-transcript. [Supplier] composes the names.
//
// The national average of a year's generation is two factors. electricity/grid is valid in the year of the generation,
// which is what the location-based method asks for; electricity/shk-average is the same number, valid for the year whose
// emissions are reported with it, the next. There are grids of FY2023 and FY2024; the value of FY2023 is from one
// second-hand page and carries a caveat.
//
// electricity/substitute (代替値), for an unknown supplier, is here for emissions of FY2019, FY2023 and FY2025;
// electricity/default is the 0.555 kg/kWh of FY2006–2008.
//
// # Heat
//
// The default 0.0532 t CO2/GJ for heat, steam and cooling is confirmed for emissions of FY2025. It belongs to the set in
// force from FY2023, so there is a factor for FY2023–2024 too, with the caveat assumption. Suppliers have one coefficient
// whatever the carrier, as heat/supplier/NUMBER.
//
// # City gas by supplier
//
// The coefficients are printed per 1000 m3 without the state of the gas, and are per 1000m3 here: they do not convert to
// 1000Nm3. Sellers of gas and heat with several areas have them numbered in the order of the list, with the area's own
// words in the label: fuel/city-gas/supplier/d0008/area-2/menu-a.
//
// # Units of the MOE database
//
// The database states no validity. Its values are taken for FY2023 to FY2025: those of plastics and tyres burned are
// those of the statutory set of FY2023, and eighteen of travel and commuting agree with an older copy in full. They are
// printed in t-CO2 or kg-CO2, for landfill too, whose emission is methane: they are held as CO2e whose GWP basis is
// unstated, never as the gas CO2. Tables 8, 11 and 13 are estimates of the ministry's bureau that lean in part on
// another database (IDEA v2.3).
//
// Factors per yen (travel/expense/…, capital-goods/io-jp/…) are printed without the year of the prices: their price is
// [factors.UnstatedPrice], and each carries the caveat. The capital goods come from an unlabelled copy of table 6.
package japan

import (
	"embed"
	"io/fs"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/factors"
)

//go:generate go run ../../internal/gen/japan

// Edition is the edition that is embedded, named for the month of its latest list.
const Edition = "2026-06"

//go:embed data
var embedded embed.FS

var load = sync.OnceValues(func() (*factors.Set, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, err
	}
	return factors.Load(data, Edition)
})

// Load returns the set, read on first use and shared after that. It does not fail for what is embedded.
func Load() (*factors.Set, error) { return load() }

// Supplier returns the activity of the adjusted coefficient (調整後排出係数) of a supplier of electricity, from its
// registration number and its menu: Supplier("A0269", "L") is "electricity/supplier/a0269/menu-l". The menu is empty for a
// supplier without menus, and "residual" for 残差. It does not check that there is such a supplier.
func Supplier(number, menu string) string { return supplier("electricity/supplier/", number, menu) }

// SupplierBasic is like [Supplier] for the basic coefficient (基礎排出係数).
func SupplierBasic(number, menu string) string {
	return supplier("electricity/supplier-basic/", number, menu)
}

func supplier(prefix, number, menu string) string {
	activity := prefix + strings.ToLower(number)
	switch {
	case menu == "":
		return activity
	case len(menu) == 1:
		return activity + "/menu-" + strings.ToLower(menu)
	default:
		return activity + "/" + menu
	}
}
