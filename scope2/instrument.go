package scope2

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// InstrumentKind is the kind of a contractual instrument of the market-based method (Scope 2 Guidance table 6.3).
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

var instrumentKinds = []string{
	"certificate", "physical-ppa", "virtual-ppa", "bundled-contract", "green-tariff", "supplier-menu",
	"non-fossil-certificate", "j-credit-renewable", "self-wheeling", "on-site",
}

// String returns the kind's name, such as "virtual-ppa".
func (k InstrumentKind) String() string {
	if k == 0 || int(k) > len(instrumentKinds) {
		return "no kind"
	}
	return instrumentKinds[k-1]
}

// MarshalText returns the kind's name.
func (k InstrumentKind) MarshalText() ([]byte, error) {
	if k == 0 || int(k) > len(instrumentKinds) {
		return nil, &ghg.FieldError{Field: "kind of instrument", Want: "one of " + strings.Join(instrumentKinds, ", "), Err: ghg.ErrMissing}
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what String returns.
func (k *InstrumentKind) UnmarshalText(text []byte) error {
	i := slices.Index(instrumentKinds, string(text))
	if i < 0 {
		return &ghg.FieldError{Field: "kind of instrument", Value: string(text), Want: "one of " + strings.Join(instrumentKinds, ", "), Err: ghg.ErrUnknown}
	}
	*k = InstrumentKind(i + 1)
	return nil
}

// Instrument is a contractual instrument: an amount of energy and the rate it conveys, with what the quality criteria
// of the Scope 2 Guidance (table 7.1) ask of it; see [Instrument.Criteria]. What is left out counts as not stated, and
// a criterion that needs it is not met.
type Instrument struct {
	ID       string         `json:"id"`
	Purchase string         `json:"purchase,omitempty"` // the one purchase it covers, by id; empty: any of its market
	Kind     InstrumentKind `json:"kind"`
	Volume   units.Quantity `json:"volume"` // energy: "245448 MWh"
	Rate     Rate           `json:"rate"`

	Whole units.Quantity `json:"whole,omitzero"` // of a part: the volume of the instrument it was allocated from

	Market       string     `json:"market,omitempty"`              // where it may be claimed: "JP", "GB", "US", "AIB"
	Technology   string     `json:"technology,omitempty"`          // "wind", "solar", "hydro", "gas"
	Renewable    bool       `json:"renewable,omitempty"`           // counts towards the renewable share
	Vintage      ghg.Period `json:"vintage,omitzero"`              // when the energy was generated
	Commissioned ghg.Date   `json:"commissioned,omitzero"`         // when the plant began or was repowered; RE100 asks for it
	Contracted   ghg.Date   `json:"contracted,omitzero"`           // when supply under the contract began; RE100 asks for it
	Offtaker     bool       `json:"original_offtaker,omitempty"`   // the buyer is the plant's first long-term one; RE100 asks for it
	Registry     string     `json:"registry,omitempty"`            // that keeps the serial numbers
	Serials      Serials    `json:"serials,omitzero"`              // "GB0001..GB0600"
	Retirement   string     `json:"retirement_evidence,omitempty"` // the registry's statement, or the contract that says none is issued
	SoleClaim    bool       `json:"sole_claim,omitempty"`          // the only claim to the energy's emission rate
	AllRights    bool       `json:"all_rights_conveyed,omitempty"` // direct contract, own generation: all claims go to the user
	Delivered    bool       `json:"delivered_basis,omitempty"`     // supplier's rate: of delivered power, with only what is retired for customers
}

// check returns an error for what makes an instrument unusable in any calculation, as opposed to a criterion not met.
func (in *Instrument) check() error {
	name := "instrument " + in.ID
	switch {
	case in.ID == "":
		return &ghg.FieldError{Field: "id of instrument", Want: "a name that is unique", Err: ghg.ErrMissing}
	case in.Kind == 0 || int(in.Kind) > len(instrumentKinds):
		return &ghg.FieldError{Field: name + ": kind", Want: "one of " + strings.Join(instrumentKinds, ", "), Err: ghg.ErrMissing}
	case !in.Volume.Given():
		return &ghg.FieldError{Field: name + ": volume", Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrMissing}
	case in.Volume.Unit.Dimension() != units.Energy:
		return &ghg.FieldError{Field: name + ": volume", Value: in.Volume.String(), Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrDimension}
	case in.Volume.IsNegative():
		return &ghg.FieldError{Field: name + ": volume", Value: in.Volume.String(), Want: "an amount of at least 0", Err: ghg.ErrNegative}
	case !in.Rate.Stated():
		return &ghg.FieldError{Field: name + ": rate", Want: "the emission rate it conveys, such as zero-carbon", Err: ghg.ErrMissing}
	}
	if !in.Whole.Given() {
		return nil
	}
	if over, err := in.Volume.Cmp(in.Whole); err != nil || over > 0 {
		return &ghg.FieldError{Field: name + ": whole", Value: in.Whole.String(), Want: "at least its part, " + in.Volume.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}
