package ghg

import (
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/enum"
	"github.com/shopspring/decimal"
)

// Everything that other code must know about a result is a typed field, declared here. Notes and labels are for people:
// their wording may change, and no code reads them back.

// Amount is a number with the symbol of its unit, as package units writes it: "120000 JPY", "500 MWh". The zero Amount
// is "not given".
type Amount struct {
	Value decimal.Decimal
	Unit  string
}

// Given reports whether there is an amount. A given amount may be zero.
func (a Amount) Given() bool { return a.Unit != "" }

// String returns the number, a space and the unit, or "" if the amount is not given.
func (a Amount) String() string {
	if !a.Given() {
		return ""
	}
	return dec.Text(a.Value) + " " + a.Unit
}

// MarshalText returns what String returns. A number too long to compute with is an error.
func (a Amount) MarshalText() ([]byte, error) {
	if err := checkNumber("amount of "+a.Unit, a.Value); err != nil {
		return nil, err
	}
	return []byte(a.String()), nil
}

// UnmarshalText reads what String returns.
func (a *Amount) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Amount{}
		return nil
	}
	number, unit, _ := strings.Cut(string(text), " ")
	value, err := dec.ParseLong(number)
	if err != nil || unit == "" {
		return &FieldError{Field: "amount", Value: string(text), Want: `a number, a space and a unit, such as "120000 JPY"`, Err: ErrOutOfRange}
	}
	*a = Amount{value, unit}
	return nil
}

// Subject identifies what a result is about where an inventory must recognise it: an asset, franchise or investee that
// may be consolidated elsewhere. The zero Subject is none.
type Subject struct {
	Kind SubjectKind
	Name string
}

// SubjectKind is the kind of a [Subject].
type SubjectKind uint8

// The kinds of subject.
const (
	SubjectAsset     SubjectKind = iota + 1 // a leased asset (categories 8 and 13)
	SubjectFranchise                        // a franchise (category 14)
	SubjectInvestee                         // a company, property, vehicle or country (category 15)
	SubjectProject                          // a project (category 15)
	SubjectProduct                          // a product sold (categories 10 to 12)
)

var subjectKinds = enum.New[SubjectKind](refuseEnum, "kind of subject", "asset", "franchise", "investee", "project", "product")

// String returns the name of the kind, such as "asset".
func (k SubjectKind) String() string { return subjectKinds.String(k) }

// MarshalText returns what String returns. The zero SubjectKind is an error.
func (k SubjectKind) MarshalText() ([]byte, error) { return subjectKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *SubjectKind) UnmarshalText(text []byte) error { return subjectKinds.Unmarshal(k, text) }

// Purchase identifies the purchase that a result of Scope 3 covers, so that an estimate and the supplier's own figure
// for it are not both counted. The zero Purchase is none.
type Purchase struct {
	ID       string
	Supplier string
	Spend    Amount // what was paid
}

// Memo marks a result as a memo item: reported beside the totals and included in none of them. The zero Memo means that
// the result counts.
type Memo struct {
	Kind   MemoKind
	Detail string // the case at hand, in words
}

// String returns the kind and the detail, or "" if the result counts.
func (m Memo) String() string {
	switch {
	case m.Kind == 0:
		return ""
	case m.Detail == "":
		return m.Kind.String()
	}
	return m.Kind.String() + ": " + m.Detail
}

// MemoKind is the reason why a result is a memo item.
type MemoKind uint8

// The kinds of memo item.
const (
	MemoOptional         MemoKind = iota + 1 // outside the minimum boundary of its category (Scope 3 Standard, table 5.4)
	MemoInvesteeScope3                       // Scope 3 of an investee, shown beside its Scopes 1 and 2
	MemoLifetime                             // emissions over the life of a project, shown beside those of the period
	MemoRemovals                             // removals of an investee, never netted
	MemoCreditsRetired                       // carbon credits that an investee retired, never netted
	MemoCreditsGenerated                     // carbon credits that an investee generated, never netted
	MemoWithLULUCF                           // a country's emissions including land use, land-use change and forestry
	MemoSHKBasic                             // basic emissions (基礎排出量) of the SHK system, shown beside the adjusted ones
	MemoReplaced                             // an estimate that a supplier's own figure replaced
	MemoOther                                // another reason, given in the detail: of methods of your own, and in receipts of version 1
)

var memoKinds = enum.New[MemoKind](
	refuseEnum, "kind of memo item",
	"optional", "investee-scope-3", "lifetime", "removals", "credits-retired", "credits-generated", "with-lulucf", "shk-basic", "replaced",
	"other",
)

// String returns the name of the kind, such as "removals".
func (k MemoKind) String() string { return memoKinds.String(k) }

// MarshalText returns what String returns. The zero MemoKind is an error.
func (k MemoKind) MarshalText() ([]byte, error) { return memoKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *MemoKind) UnmarshalText(text []byte) error { return memoKinds.Unmarshal(k, text) }

// Claim is a contractual instrument that a market-based Scope 2 result uses, or that was offered for it and refused.
type Claim struct {
	Instrument   string // its id
	Kind         InstrumentKind
	Technology   string // "wind"
	Renewable    bool
	Market       string // where it may be claimed
	Vintage      Period // when the energy was generated
	Commissioned Date   // when the plant began or was repowered
	Registry     string
	Serials      Serials
	Retirement   string // the evidence of retirement
	Volume       Amount // what was offered for this result
	Whole        Amount // of a part allocated by a ledger: the volume of the instrument; not given otherwise
	Used         Amount // what this result uses of the volume; zero if it was refused
	RE100        bool   // RE100 counts it
	Refused      string // the quality criteria it fails, or "" if it is used
}

// Available returns the volume of the whole instrument, which the results that use it must not exceed together.
func (c Claim) Available() Amount {
	if c.Whole.Given() {
		return c.Whole
	}
	return c.Volume
}

// Carrier is a form of bought energy.
type Carrier uint8

// The carriers of Scope 2.
const (
	Electricity Carrier = iota + 1
	Heat
	Steam
	Cooling
)

var carriers = enum.New[Carrier](refuseEnum, "carrier", "electricity", "heat", "steam", "cooling")

// String returns the name of the carrier, such as "steam".
func (c Carrier) String() string { return carriers.String(c) }

// MarshalText returns what String returns. The zero Carrier is an error.
func (c Carrier) MarshalText() ([]byte, error) { return carriers.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *Carrier) UnmarshalText(text []byte) error { return carriers.Unmarshal(c, text) }

// Cover is the part of a market-based Scope 2 result at one rate.
type Cover struct {
	Source     CoverSource
	Carrier    Carrier // a receipt that names none is of electricity
	Instrument string  // the id of the claim, for an instrument
	Energy     Amount
	Renewable  bool
	First      int // number of its first step in the result, from 1
	Last       int // number of its last step
}

// CoverSource is where the rate of a [Cover] comes from.
type CoverSource uint8

// The sources of a rate, in the order of the Scope 2 Guidance, table 6.3.
const (
	ByInstrument    CoverSource = iota + 1 // a contractual instrument
	BySupplierRate                         // the supplier's rate
	ByResidualMix                          // the residual mix of the market
	BySubstitute                           // a regulator's substitute value, where no residual mix is published
	ByGridAverage                          // the grid average, where no residual mix is published
	ByOwnGeneration                        // the company's own generation, used where it is generated
	ByDefaultFactor                        // a default factor of heat, steam or cooling
	BySellersPlant                         // the fuel and efficiency of the plant that sells the energy
)

var coverSources = enum.New[CoverSource](
	refuseEnum, "source of a rate",
	"instrument", "supplier-rate", "residual-mix", "substitute", "grid-average", "own-generation",
	"default", "sellers-plant",
)

// String returns the name of the source, such as "residual-mix".
func (s CoverSource) String() string { return coverSources.String(s) }

// MarshalText returns what String returns. The zero CoverSource is an error.
func (s CoverSource) MarshalText() ([]byte, error) { return coverSources.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *CoverSource) UnmarshalText(text []byte) error { return coverSources.Unmarshal(s, text) }

// InstrumentKind is the kind of a contractual instrument of the market-based method (Scope 2 Guidance, table 6.3).
type InstrumentKind uint8

// The kinds of instrument.
const (
	Certificate          InstrumentKind = iota + 1 // energy attribute certificate: REC, GO, I-REC
	PhysicalPPA                                    // power purchase agreement with delivery
	VirtualPPA                                     // power purchase agreement without delivery: its certificates
	BundledContract                                // power and attributes from the same contract
	GreenTariff                                    // a utility's green product
	SupplierMenu                                   // a supplier's menu with its own coefficient (メニュー別排出係数)
	NonFossilCertificate                           // 非化石証書
	JCreditRenewable                               // J-クレジット from renewable electricity
	SelfWheeling                                   // 自己託送: own generation carried over the grid
	OnSite                                         // own generation at the site, attributes kept
)

var instrumentKinds = enum.New[InstrumentKind](
	refuseEnum, "kind of instrument",
	"certificate", "physical-ppa", "virtual-ppa", "bundled-contract", "green-tariff", "supplier-menu", "non-fossil-certificate",
	"j-credit-renewable", "self-wheeling", "on-site",
)

// Valid reports whether k is one of the kinds.
func (k InstrumentKind) Valid() bool { return instrumentKinds.Valid(k) }

// String returns the name of the kind, such as "virtual-ppa".
func (k InstrumentKind) String() string { return instrumentKinds.String(k) }

// MarshalText returns what String returns. The zero InstrumentKind is an error.
func (k InstrumentKind) MarshalText() ([]byte, error) { return instrumentKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *InstrumentKind) UnmarshalText(text []byte) error { return instrumentKinds.Unmarshal(k, text) }
