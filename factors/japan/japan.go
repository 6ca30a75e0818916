// Package japan holds the coefficients of Japan's mandatory reporting system (SHK, 温対法) and a part of the Ministry of
// the Environment's database of emission units for supply chains.
//
// The mistake it prevents is using the coefficient of the wrong year. Emissions of a fiscal year (April to March) are
// reported with coefficients that were published later and describe the year before, and the statutory values of fuels
// changed with FY2023. Every factor here is valid for the fiscal years whose emissions it is for; a query for any other
// year is a miss.
//
//	subject                           activity                                    for emissions of
//	fuels, carbon and unit heat       fuel/NAME per GJ(HHV), heating values       FY2010–2022, FY2023–2025
//	fuels, CO2 per t, kL, 1000 Nm3    fuel/NAME                                   FY2023–2025
//	electricity, by supplier          electricity/supplier/…, supplier-basic/…    FY2025, some of FY2014–2024
//	electricity, national             electricity/grid, shk-average, substitute   see below
//	heat, by supplier and default     heat/supplier/…, heat/default               FY2025; FY2023–2025
//	city gas, by supplier             fuel/city-gas/supplier/…                    FY2025
//	waste, travel, commuting, t·km    waste/…, travel/…, commute/…, freight/…     FY2023–2025
//	capital goods by sector           capital-goods/io-jp/CODE                    FY2023–2025
//
// The one edition, [Edition2026_06], covers emissions up to FY2025 (March 2026): the values still in force end there. Sources:
// the ordinance 418M60001400003 (fuels), the ministries' yearly lists of coefficients by supplier, and database Ver.
// 3.6 of April 2026. Licence: 公共データ利用規約 (第1.0版), compatible with CC BY 4.0; attribution: 環境省・経済産業省公表資料を加工して作成. All
// regions are JP.
//
// # Fuels
//
// The statutory formula is energy × carbon (tC/GJ) × 44/12. A factor per GJ(HHV) therefore holds carbon, and a property
// converts t, kL or 1000 Nm3 to GJ. The set from FY2023 also prints t CO2 per unit, rounded. Those are the factors per
// t, kL or 1000Nm3, and the only ones for fuels from waste. The set up to FY2022 is confirmed from FY2010; its values
// for coke oven, blast furnace and converter gas are unit heats without carbon.
//
// # Electricity
//
// The suppliers' coefficients describe their FY2024 and are for emissions of FY2025. The adjusted coefficient
// (調整後排出係数), which market-based figures use, is electricity/supplier/NUMBER; the basic one (基礎排出係数) is
// electricity/supplier-basic/NUMBER. NUMBER is the registration number in lower case ("a0269"). A supplier with menus
// has /menu-a, /menu-b … or /residual (残差) after it, and also /whole-company, which is for reference only. Operators of
// transmission and distribution are td-hokkaido … td-okinawa; utilities from before the registration of 2016 have names
// ("kansai-electric-power"). The list was retyped by hand, so each of these factors carries the caveat
// unchecked-transcript. [Supplier] composes the names. The letter of a menu is that of one year's list, so no policy
// takes a menu for another year.
//
// The national average of a year's generation is two factors. electricity/grid is valid in the year of generation,
// which is what the location-based method asks for. electricity/shk-average is the same number, valid for the year
// whose emissions are reported with it: the next. There are grid averages for FY2023 and FY2024; the value for FY2023
// comes from a single second-hand page and carries a caveat.
//
// electricity/substitute (代替値), for an unknown supplier, is available for emissions of FY2019, FY2023 and FY2025.
// electricity/default is the 0.555 kg/kWh of FY2006–2008.
//
// # Heat
//
// The default of 0.0532 t CO2/GJ for heat, steam and cooling is confirmed for emissions of FY2025. It belongs to the
// set in force from FY2023, so there is also a factor for FY2023–2024, with the caveat assumption. A supplier has one
// coefficient for every carrier, as heat/supplier/NUMBER.
//
// # City gas by supplier
//
// The coefficients are printed per 1000 m3 without the state of the gas. They are per 1000m3 here and do not convert to
// 1000Nm3. Where a seller of gas or heat has several areas, these are numbered in the order of the list, with the
// area's own words in the label: fuel/city-gas/supplier/d0008/area-2/menu-a.
//
// # The Ministry of the Environment's database
//
// The database states no validity. Its values are taken for FY2023 to FY2025: those for burned plastics and tyres are
// those of the statutory set of FY2023, and eighteen for travel and commuting agree with an older copy that gives them
// in full. They are printed in t-CO2 or kg-CO2, even for landfill, whose emission is methane; they are therefore held
// as CO2e with an unstated GWP basis, never as the gas CO2. Tables 8, 11 and 13 are estimates of the ministry's bureau
// that rely in part on another database (IDEA v2.3).
//
// Factors per yen (travel/expense/…, capital-goods/io-jp/…) are printed without the year of the prices: their price is
// [factors.UnstatedPrice], and each carries a caveat. The capital goods come from an unlabelled copy of table 6.
package japan

import (
	"embed"
	"strings"

	"github.com/ghgkit/ghg/factors"
)

// Edition2026_06 is the embedded edition, named for the month of its latest list.
const Edition2026_06 = "2026-06"

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("Japan's coefficients", embedded, Edition2026_06)

// Load returns the set, parsed on first use and shared from then on. An unknown edition is a *ghg.FieldError
// that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

// Supplier returns the activity for the adjusted coefficient (調整後排出係数) of an electricity supplier, from its
// registration number and menu: Supplier("A0269", "L") is "electricity/supplier/a0269/menu-l". The menu is empty for a
// supplier without menus, and "residual" for 残差. Supplier does not check that the supplier exists.
func Supplier(number, menu string) string { return supplier("electricity/supplier/", number, menu) }

// SupplierBasic is like [Supplier], for the basic coefficient (基礎排出係数).
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
