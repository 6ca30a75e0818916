package shk

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// ErrNotInForce is wrapped by errors about a fiscal year for which an edition has no rules.
var ErrNotInForce = errors.New("not in force")

// Edition is the rules of the system for the emissions of some fiscal years. The zero Edition is refused.
type Edition struct {
	Name  string
	First int    // the first fiscal year of emissions, by the year in which it begins
	Last  int    // the last fiscal year of emissions for which the rules are known
	GWP   string // the set of potentials

	EnergyKL  decimal.Decimal // CO2 of energy is reported from this energy use on, in kL of crude oil
	GasTonnes decimal.Decimal // every other kind of gas is reported from these t CO2e on,
	Employees int             // by a company of at least so many regular employees
	KLPerGJ   decimal.Decimal // crude oil of the same energy

	Split          bool // CO2 of fuel and of bought power and heat are two rows
	BasicDeduction bool // own certificates reduce basic emissions too
	CCUFuels       bool // fuels made of captured CO2 are stated

	Source string
}

// FY2023 returns the rules for the emissions of FY2023 (April 2023 to March 2024), reported in FY2024: potentials of the
// Fifth Assessment Report with 28 for methane of every origin, one row for CO2 of energy, and certificates that reduce
// adjusted emissions alone.
//
// Source: 環境省, 令和6年度報告からの温室効果ガス排出量算定・報告・公表制度の変更点について, as reported by carbonix (sustech-inc.co.jp); who reports: 環境省,
// press release 10967 (amendment of the order, in force since April 2009), and 環境省・経済産業省, results of FY2023, as reported by
// technofer-enews.jp, 20 November 2025; 0.0258 kL/GJ: 資源エネルギー庁, エネルギー使用量の原油換算方法. That the set of potentials is that of the
// Fifth Assessment Report without climate-carbon feedback is as known, not read.
func FY2023() Edition {
	return Edition{
		Name: "FY2023", First: 2023, Last: 2023, GWP: ghg.AR5UNFCCC().Name(),
		EnergyKL: decimal.New(1500, 0), GasTonnes: decimal.New(3000, 0), Employees: 21, KLPerGJ: decimal.New(258, -4),
		Source: "温室効果ガス排出量算定・報告制度, 令和6年度報告",
	}
}

// FY2024 returns the rules for the emissions of FY2024 and FY2025, reported in the year after. Beside those of [FY2023], CO2
// of fuel (direct) and of bought power and heat (indirect) are two rows, own certificates reduce basic emissions too, and
// fuels made of captured CO2 (カーボンリサイクル燃料) are stated. Later years are refused until their rules are known.
//
// Source: 環境省, 令和7年度報告に向けた報告項目の変更点と留意事項について, 22 July 2025; 温室効果ガス排出量算定・報告マニュアル ver 6.0 of March 2025, as reported by
// newton-consulting.co.jp; for the deduction, the sources of scope2.SHKElectricity. That the rules are the same for the
// emissions of FY2025 is unconfirmed.
func FY2024() Edition {
	e := FY2023()
	e.Name, e.First, e.Last = "FY2024", 2024, 2025
	e.Split, e.BasicDeduction, e.CCUFuels = true, true, true
	e.Source = "温室効果ガス排出量算定・報告マニュアル ver 6.0"
	return e
}

// Editions returns the editions, the earliest first.
func Editions() []Edition { return []Edition{FY2023(), FY2024()} }

// EditionOf returns the edition for the emissions of a fiscal year, named by the year in which it begins. A year without one
// is an error that wraps [ErrNotInForce].
func EditionOf(year int) (Edition, error) {
	all := Editions()
	for _, e := range all {
		if e.InForce(year) {
			return e, nil
		}
	}
	return Edition{}, &ghg.FieldError{
		Field: "fiscal year of the emissions", Value: strconv.Itoa(year),
		Want: fmt.Sprintf("%d to %d, the years of the editions", all[0].First, all[len(all)-1].Last), Err: ErrNotInForce,
	}
}

// InForce reports whether the rules are for the emissions of a fiscal year.
func (e Edition) InForce(year int) bool { return e.First <= year && year <= e.Last }

// Check returns an error unless the edition has a name, a source, years, a set of potentials and numbers above zero.
func (e Edition) Check() error {
	for _, text := range []struct{ field, value, want string }{
		{"name of the edition", e.Name, "a name, such as that of shk.FY2024()"},
		{"source of edition " + input.Shorten(e.Name), e.Source, "the document that has its rules"},
	} {
		if text.value == "" {
			return &ghg.FieldError{Field: text.field, Want: text.want, Err: ghg.ErrMissing}
		}
	}
	if _, err := ghg.ParseGWP(e.GWP); err != nil {
		return fmt.Errorf("edition %s: %w", input.Shorten(e.Name), err)
	}
	if e.First < 1 || e.Last < e.First {
		return &ghg.FieldError{Field: "years of edition " + input.Shorten(e.Name), Value: fmt.Sprintf("%d to %d", e.First, e.Last), Want: "the first and the last fiscal year", Err: ghg.ErrOutOfRange}
	}
	for _, number := range []struct {
		field string
		value decimal.Decimal
	}{{"energy threshold", e.EnergyKL}, {"threshold of a gas", e.GasTonnes}, {"crude oil per GJ", e.KLPerGJ}, {"employees", decimal.New(int64(e.Employees), 0)}} {
		if dec.Check(number.value) != nil || !number.value.IsPositive() {
			return &ghg.FieldError{Field: number.field + " of edition " + input.Shorten(e.Name), Value: dec.Brief(number.value), Want: "a number above 0", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}
