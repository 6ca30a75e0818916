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
// of the Scope 2 Guidance (table 7.1) ask of it.
type Instrument struct {
	ID     string         `json:"id"`
	Kind   InstrumentKind `json:"kind"`
	Volume units.Quantity `json:"volume"`
	Rate   Rate           `json:"rate"`

	Market       string     `json:"market,omitempty"`                // where it may be claimed: "JP", "GB", "US"
	Technology   string     `json:"technology,omitempty"`            // "wind", "solar", "hydro", "gas"
	Renewable    bool       `json:"renewable,omitempty"`             // counts towards the renewable share
	Vintage      ghg.Period `json:"vintage,omitzero"`                // when the energy was generated
	Commissioned ghg.Date   `json:"commissioned,omitzero"`           // when the plant began; RE100 asks for it
	Retirement   string     `json:"retirement_evidence,omitempty"`   // serial numbers or registry's statement
	SoleClaim    bool       `json:"sole_claim,omitempty"`            // the only claim to the energy's emission rate
	AllRights    bool       `json:"all_rights_conveyed,omitempty"`   // direct contract: all certificates go to the buyer
	UtilityKeeps bool       `json:"utility_keeps_rate,omitempty"`    // supplier rate: it counts only what it retires for its customers
	ResidualMix  bool       `json:"residual_mix_adjusted,omitempty"` // the market has a residual mix, or its absence is disclosed
}
