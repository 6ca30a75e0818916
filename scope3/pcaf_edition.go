package scope3

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// The refusals of PCAF's editions.
var (
	ErrNotPublic    = errors.New("not public")         // an asset class whose formula is not public
	ErrNotInEdition = errors.New("not in the edition") // an asset class or a method that an edition does not have
	ErrNotPublished = errors.New("not published yet")  // an edition asked for a day before its publication
)

// AssetClass is an asset class of PCAF's standard of financed emissions. The zero AssetClass is invalid.
type AssetClass uint8

// The asset classes. Those from UseOfProceeds on are new in the third edition.
const (
	ListedEquityAndBonds AssetClass = iota + 1
	BusinessLoansAndUnlistedEquity
	ProjectFinance
	CommercialRealEstate
	Mortgages
	MotorVehicleLoans
	SovereignDebt
	UseOfProceeds
	SecuritisedAndStructured
	SubSovereignDebt
	UndrawnCommitments
)

var assetClasses = vocabulary.New[AssetClass](
	"asset class",
	"listed equity and corporate bonds", "business loans and unlisted equity", "project finance", "commercial real estate", "mortgages",
	"motor vehicle loans", "sovereign debt", "use of proceeds", "securitised and structured products", "sub-sovereign debt",
	"undrawn commitments",
)

// String returns the name of the asset class.
func (c AssetClass) String() string { return assetClasses.String(c) }

// MarshalText returns what String returns. The zero AssetClass is an error.
func (c AssetClass) MarshalText() ([]byte, error) { return assetClasses.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *AssetClass) UnmarshalText(text []byte) error { return assetClasses.Unmarshal(c, text) }

// Standing is how well the attribution of an asset class is known. The zero Standing is invalid.
type Standing uint8

// The standings.
const (
	ReadInStandard Standing = iota + 1 // the method cites the standard's section
	SecondHand                         // as others report it
	Unconfirmed                        // taken from the edition before; no report of the edition states it
	NotPublic                          // no formula is public: the class is refused
)

var standings = vocabulary.New[Standing]("standing", "read", "second-hand", "unconfirmed", "not public")

// String returns the standing in words.
func (s Standing) String() string { return standings.String(s) }

// MarshalText returns what String returns. The zero Standing is an error.
func (s Standing) MarshalText() ([]byte, error) { return standings.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Standing) UnmarshalText(text []byte) error { return standings.Unmarshal(s, text) }

// PCAFClass is an asset class as an edition has it.
type PCAFClass struct {
	Class       AssetClass
	Standing    Standing
	Denominator string     // what the outstanding amount is divided by, in words; "" if it is not public
	Method      ghg.Method // the method of this package; "" if it has none
}

// PCAFEdition is an edition of PCAF's Global GHG Accounting and Reporting Standard, Part A: Financed Emissions.
type PCAFEdition struct {
	Name      string
	Published ghg.Date
	Classes   []PCAFClass // in the order of the asset classes
	Source    string
}

// PCAF2022 returns the second edition, of 19 December 2022, which the methods of this package follow.
//
// Source: PCAF (2022), The Global GHG Accounting and Reporting Standard Part A: Financed Emissions, 2nd ed., chapter 5.
func PCAF2022() PCAFEdition {
	return PCAFEdition{
		Name: "Part A, 2nd ed. (2022)", Published: ghg.Date{Year: 2022, Month: 12, Day: 19}, Source: "PCAF (2022), chapter 5",
		Classes: []PCAFClass{
			{ListedEquityAndBonds, ReadInStandard, "EVIC", "scope3.pcaf-listed"},
			{BusinessLoansAndUnlistedEquity, ReadInStandard, "total equity + total debt", "scope3.pcaf-business-loans"},
			{ProjectFinance, ReadInStandard, "total equity + total debt of the project", "scope3.pcaf-project-finance"},
			{CommercialRealEstate, ReadInStandard, "property value at origination", "scope3.pcaf-commercial-real-estate"},
			{Mortgages, ReadInStandard, "property value at origination", "scope3.pcaf-mortgages"},
			{MotorVehicleLoans, ReadInStandard, "vehicle value at origination", "scope3.pcaf-motor-vehicle-loans"},
			{SovereignDebt, ReadInStandard, "GDP adjusted for purchasing power", "scope3.pcaf-sovereign-debt"},
		},
	}
}

// PCAF2025 returns the third edition, of 2 December 2025. Its new asset classes are named and refused ([ErrNotPublic]): their
// formulas are not public. The second edition stays usable.
//
// Source: public code that cites PCAF Part A, 3rd ed. (December 2025), sections 4.2 and 5.1 to 5.6, for the attribution of the
// classes from the second edition; sovereign debt is not among them. The project cost is taken as the equity and debt of
// [PCAFProjectFinance]. The standard itself was not read.
func PCAF2025() PCAFEdition {
	e := PCAF2022()
	e.Name, e.Published = "Part A, 3rd ed. (2025)", ghg.Date{Year: 2025, Month: 12, Day: 2}
	e.Source = "PCAF (2025), as public code cites it"
	for i := range e.Classes {
		e.Classes[i].Standing = SecondHand
		switch e.Classes[i].Class {
		case ProjectFinance:
			e.Classes[i].Denominator = "project cost"
		case SovereignDebt:
			e.Classes[i].Standing = Unconfirmed
		}
	}
	for c := UseOfProceeds; c <= UndrawnCommitments; c++ {
		e.Classes = append(e.Classes, PCAFClass{Class: c, Standing: NotPublic})
	}
	return e
}

// PCAFEditions returns the editions, the earliest first.
func PCAFEditions() []PCAFEdition { return []PCAFEdition{PCAF2022(), PCAF2025()} }

// Class returns an asset class as the edition has it. A class that it does not have is an error that wraps
// [ErrNotInEdition], and one whose formula is not public an error that wraps [ErrNotPublic].
func (e PCAFEdition) Class(c AssetClass) (PCAFClass, error) {
	if _, err := c.MarshalText(); err != nil {
		return PCAFClass{}, err
	}
	i := slices.IndexFunc(e.Classes, func(of PCAFClass) bool { return of.Class == c })
	if i < 0 {
		return PCAFClass{}, &ghg.FieldError{Field: "asset class of " + input.Shorten(e.Name), Value: c.String(), Want: e.has(), Err: ErrNotInEdition}
	}
	return e.public(e.Classes[i])
}

// OfMethod returns the asset class of a PCAF method, such as that of a result. Another method is an error that wraps
// [ErrNotInEdition].
func (e PCAFEdition) OfMethod(m ghg.Method) (PCAFClass, error) {
	i := slices.IndexFunc(e.Classes, func(of PCAFClass) bool { return of.Method != "" && of.Method == m })
	if i < 0 {
		return PCAFClass{}, &ghg.FieldError{Field: "method", Value: string(m), Want: "a method of an asset class of " + input.Shorten(e.Name), Err: ErrNotInEdition}
	}
	return e.public(e.Classes[i])
}

// Check returns an error unless the edition was published on or before a day.
func (e PCAFEdition) Check(on ghg.Date) error {
	if e.Published.IsZero() || e.Name == "" {
		return &ghg.FieldError{Field: "edition of PCAF's standard", Want: "an edition, such as scope3.PCAF2022()", Err: ghg.ErrMissing}
	}
	if on.Before(e.Published) {
		return &ghg.FieldError{Field: "edition " + input.Shorten(e.Name), Value: on.String(), Want: "a day from " + e.Published.String() + " on", Err: ErrNotPublished}
	}
	return nil
}

// public returns a class unless its formula is not public.
func (e PCAFEdition) public(c PCAFClass) (PCAFClass, error) {
	if c.Standing == NotPublic {
		return PCAFClass{}, &ghg.FieldError{Field: "asset class of " + input.Shorten(e.Name), Value: c.Class.String(), Want: "a class whose formula is public", Err: ErrNotPublic}
	}
	return c, nil
}

// has lists the classes of the edition.
func (e PCAFEdition) has() string {
	names := make([]string, 0, len(e.Classes))
	for _, c := range e.Classes {
		names = append(names, c.Class.String())
	}
	return fmt.Sprintf("one of %s", strings.Join(names, ", "))
}
