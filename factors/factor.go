package factors

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Factor is an emission factor: the kilograms of each gas that one unit of an activity emits.
//
// It is plain data: changing a copy does not change the set that it came from. A factor published as CO2e alone holds
// one amount without a gas, on its publisher's GWP basis. A factor for a fuel may hold the carbon content
// ([ghg.Carbon], kg C per unit) instead of CO2, as Japan's statutory ones do.
type Factor struct {
	ID       string // publisher/activity/region/year/unit; permanent
	Set      string // the set it belongs to: publisher-edition
	Activity string // what is done, in the shared vocabulary: "fuel/natural-gas", "electricity/grid"
	Label    string // the publisher's own name for it
	Region   string // ISO 3166-1 alpha-2 ("GB"), a subdivision or grid ("US-CAMX"), or [Global]; see [CheckRegion]
	Valid    ghg.Period
	Unit     units.Unit
	Boundary ghg.Boundary
	PerUnit  ghg.Emissions // kilograms per Unit

	Published   ghg.GasAmount // the publisher's own CO2e sum per Unit, where it gives gases too; GWP "" if not published
	Price       Price         // of the money that a spend factor is per
	Uncertainty Uncertainty   // unknown if not published
	Reference   Reference
	Licence     string
	Caveat      ghg.Caveat // what every user of the factor must know; zero Kind if nothing
	Note        string

	seal      *seal    // of a set's factor, shared by all its copies
	termUnits []string // unit of each amount of PerUnit per Unit, in order
	outside   *Factor  // the set's factor for the CO2 from biomass in the same fuel, if any
}

// BiogenicPart returns the factor for the CO2 from biomass in the same fuel, and whether there is one: some publishers
// print it separately, with the boundary [ghg.OutsideScopes].
func (f *Factor) BiogenicPart() (part Factor, found bool) {
	if f.outside == nil {
		return part, false
	}
	return *f.outside, true
}

// Complement reports whether the factor holds only what complements the CO2 of a fuel: CH4 and N2O of combustion, such as
// those per mile in tables 3 to 5 of the EPA hub. A factor of combustion that states neither CO2, nor carbon, nor CO2e is
// one; a fuel without carbon, such as hydrogen, states CO2 as 0.
func (f *Factor) Complement() bool {
	return f.Boundary == ghg.Combustion && !f.holdsCarbon()
}

// Reference is where in a document a value is printed.
type Reference struct {
	Document string
	Table    string
	Row      string
}

// Price describes the money that a spend factor is per: the year of its prices and the kind of price.
type Price struct {
	Year int    // 0 if the factor is not per spend, or if its publisher does not state the year
	Type string // "purchaser", "basic", "producer", or [UnstatedPrice] with the year 0
}

// String returns the price in words: "purchaser price of 2022".
func (p Price) String() string {
	if p.Year == 0 {
		return cmp.Or(p.Type, UnstatedPrice) + " price"
	}
	return fmt.Sprintf("%s price of %d", p.Type, p.Year)
}

// UnstatedPrice is the price type of a spend factor whose publisher states neither the year nor the kind of its prices.
// Such a factor must carry a caveat to that effect, and a query that names a year does not find it.
const UnstatedPrice = "unstated"

// id composes the permanent id. It includes the boundary unless that is the usual one for the activity.
func (f *Factor) id(publisher string) string {
	var room [usualID]byte
	b := append(append(append(room[:0], publisher...), '/'), f.Activity...)
	switch f.Boundary {
	case ghg.WellToTank:
		b = append(b, "@wtt"...)
	case ghg.GridLosses:
		b = append(b, "@losses"...)
	case ghg.GridLossesWTT:
		b = append(b, "@losses-wtt"...)
	case ghg.WellToTankAndLosses:
		b = append(b, "@wtt-losses"...)
	case ghg.LifeCycle:
		b = append(b, "@life-cycle"...)
	case ghg.OutsideScopes:
		b = append(b, "@outside"...)
	}
	if f.Price.Year != 0 {
		b = append(append(append(append(b, '@'), f.Price.Type...), '-'), strconv.Itoa(f.Price.Year)...)
	}
	b = append(append(append(b, '/'), f.Region...), '/')
	b = append(strconv.AppendInt(b, int64(f.Valid.Start.Year), 10), '/')
	return string(append(b, f.Unit.Symbol()...))
}

// usualID is more than the usual length of an id.
const usualID = 128

// check returns an error for the first field that a set would reject.
func (f *Factor) check() error {
	missing := func(field, want string) error {
		return &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
	}
	switch {
	case f.Activity == "":
		return missing("activity", "a name of the vocabulary, such as fuel/natural-gas")
	case f.Unit.IsZero():
		return missing("unit", "the unit the factor is per, such as kWh")
	case f.Boundary == 0:
		return missing("boundary", "what the factor covers, such as combustion")
	case f.PerUnit.Len() == 0:
		return missing("gases", "at least one gas, or CO2e with its GWP basis")
	case f.Reference.Document == "":
		return missing("document", "the document the factor comes from")
	case f.Price.Type == UnstatedPrice && (f.Price.Year != 0 || f.Caveat.Kind == 0):
		return missing("caveat", "no price year, and a caveat that the publisher does not state one")
	case f.Unit.Dimension().IsCurrency() && f.Price.Year == 0 && f.Price.Type != UnstatedPrice:
		return missing("price year", "the year of the prices that the factor uses")
	}
	if err := f.checkTexts(); err != nil {
		return err
	}
	if err := f.Valid.Check(); err != nil {
		return err
	}
	return f.checkNumbers()
}

// checkNumbers returns an error for a number that is negative or too long to compute with, and for CO2e beside gases.
func (f *Factor) checkNumbers() error {
	if err := dec.CheckAll(f.Uncertainty.share, f.Published.Kg); err != nil {
		return fmt.Errorf("uncertainty or published CO2e: %w", err)
	}
	if f.Uncertainty.share.IsNegative() || f.Published.Kg.IsNegative() {
		return &ghg.FieldError{Field: "uncertainty or published CO2e", Value: f.Uncertainty.String() + ", " + dec.Text(f.Published.Kg), Want: "values of at least 0", Err: ghg.ErrNegative}
	}
	for a := range f.PerUnit.All() {
		if a.Kg.IsNegative() {
			return &ghg.FieldError{Field: a.Unit() + "/" + f.Unit.Symbol(), Value: dec.Text(a.Kg), Want: "a value of at least 0", Err: ghg.ErrNegative}
		}
		if a.Gas == "" && f.PerUnit.Len() > 1 {
			return &ghg.FieldError{Field: "gases", Want: "either the gases or CO2e alone: both would count twice", Err: ghg.ErrMixed}
		}
	}
	return nil
}

// checkTexts returns an error for an unknown region, or for a text that is not UTF-8, has blanks at its ends or too many
// characters.
func (f *Factor) checkTexts() error {
	if err := CheckRegion(f.Region); err != nil {
		return err
	}
	return checkTexts(
		text{"id", f.ID}, text{"activity", f.Activity}, text{"label", f.Label}, text{"document", f.Reference.Document},
		text{"table", f.Reference.Table}, text{"row", f.Reference.Row}, text{"licence", f.Licence}, text{"caveat", f.Caveat.Detail},
		text{"price type", f.Price.Type}, text{"note", f.Note},
	)
}

// text is the value of a field.
type text struct{ field, value string }

// checkTexts returns an error for the first text that is not UTF-8, is too long, or has blanks at its ends, which make two
// names of one.
func checkTexts(texts ...text) error {
	for _, t := range texts {
		if t.value == "" || input.Plain(t.value) {
			continue
		}
		if !utf8.ValidString(t.value) {
			return &ghg.FieldError{Field: t.field, Value: t.value, Want: "a text in UTF-8", Err: ghg.ErrOutOfRange}
		}
		if input.TooLong(t.value) {
			return &ghg.FieldError{Field: t.field, Value: t.value, Want: input.WantText, Err: ghg.ErrOutOfRange}
		}
		if t.value != strings.TrimSpace(t.value) {
			return &ghg.FieldError{Field: t.field, Value: t.value, Want: "a text without blanks at its ends", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}
