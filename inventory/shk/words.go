package shk

import "github.com/ghgkit/ghg/internal/vocabulary"

// Item is a row of the report. The zero Item is invalid.
type Item uint8

// The rows, in the order of the report.
const (
	DirectCO2    Item = iota + 1 // CO2 of energy, from fuel used
	IndirectCO2                  // CO2 of energy, from power and heat supplied by others
	EnergyCO2                    // CO2 of energy, where an edition does not split it
	NonEnergyCO2                 // other CO2
	CH4                          //
	N2O                          //
	HFCs                         //
	PFCs                         //
	SF6                          //
	NF3                          //
)

var items = vocabulary.New[Item](
	"row of the report",
	"energy CO2, direct", "energy CO2, indirect", "energy CO2", "non-energy CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3",
)

// String returns the name of the row: "energy CO2, direct".
func (i Item) String() string { return items.String(i) }

// MarshalText returns what String returns. The zero Item is an error.
func (i Item) MarshalText() ([]byte, error) { return items.Marshal(i) }

// UnmarshalText reads what String returns.
func (i *Item) UnmarshalText(text []byte) error { return items.Unmarshal(i, text) }

// ofEnergy reports whether the row is CO2 of energy.
func (i Item) ofEnergy() bool { return i == DirectCO2 || i == IndirectCO2 || i == EnergyCO2 }

// Status is whether a row is reported. The zero Status is invalid.
type Status uint8

// The statuses of a row.
const (
	Reported    Status = iota + 1 // it reaches the threshold
	NotReported                   // it is below the threshold
	Undecided                     // what decides it is not stated
)

var statuses = vocabulary.New[Status]("status of a row", "reported", "not reported", "undecided")

// String returns the status in words.
func (s Status) String() string { return statuses.String(s) }

// MarshalText returns what String returns. The zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return statuses.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(s, text) }

// CO2Origin is what CO2 of a line of scope 1 is from. The zero CO2Origin is invalid.
type CO2Origin uint8

// The origins of CO2 that the system tells apart.
const (
	OfEnergy    CO2Origin = iota + 1 // fuel used (エネルギー起源)
	NotOfEnergy                      // processes, releases, waste (非エネルギー起源)
)

var origins = vocabulary.New[CO2Origin]("origin of CO2", "energy", "not energy")

// String returns "energy" or "not energy".
func (o CO2Origin) String() string { return origins.String(o) }

// MarshalText returns what String returns. The zero CO2Origin is an error.
func (o CO2Origin) MarshalText() ([]byte, error) { return origins.Marshal(o) }

// UnmarshalText reads what String returns.
func (o *CO2Origin) UnmarshalText(text []byte) error { return origins.Unmarshal(o, text) }

// AdjustmentKind is why adjusted emissions differ from those of the rows. The zero AdjustmentKind is invalid.
//
// Own non-fossil certificates are none: scope2.SHKElectricity deducts them from the emissions of the power.
type AdjustmentKind uint8

// The kinds of adjustment. None changes basic emissions.
const (
	// DomesticCredits are cancelled J-credits and other certified domestic reductions (国内認証排出削減量): deducted.
	DomesticCredits AdjustmentKind = iota + 1
	// OverseasCredits are cancelled certified reductions abroad (海外認証排出削減量), such as of the JCM: deducted.
	OverseasCredits
	// GreenEnergy is certified green energy (グリーンエネルギーCO2削減相当量): deducted, at most the CO2 of bought power and heat.
	GreenEnergy
	// WasteUse is emissions of waste used as fuel or raw material (廃棄物の原燃料使用): deducted.
	WasteUse
	// TransferredCredits are certified domestic reductions of the company's own that others have: added. This kind is as
	// known, not read.
	TransferredCredits
)

var adjustmentKinds = vocabulary.New[AdjustmentKind](
	"kind of adjustment",
	"domestic credits", "overseas credits", "green energy", "waste use", "transferred credits",
)

// String returns the name of the kind: "domestic credits".
func (k AdjustmentKind) String() string { return adjustmentKinds.String(k) }

// MarshalText returns what String returns. The zero AdjustmentKind is an error.
func (k AdjustmentKind) MarshalText() ([]byte, error) { return adjustmentKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *AdjustmentKind) UnmarshalText(text []byte) error { return adjustmentKinds.Unmarshal(k, text) }
