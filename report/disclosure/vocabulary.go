package disclosure

import "github.com/ghgkit/ghg/internal/vocabulary"

var (
	measures = vocabulary.New[Measure]("measure", "CO2e", "biogenic CO2", "gases outside the basket", "CO2e of gas", "mass of gas", "energy", "energy used")
	formulas = vocabulary.New[Formula]("formula", "quotient", "percentage", "change in percent", "difference", "sum", "negative")
)

// String returns the measure in words.
func (m Measure) String() string { return measures.String(m) }

// MarshalText returns what String returns. The zero Measure is an error.
func (m Measure) MarshalText() ([]byte, error) { return measures.Marshal(m) }

// UnmarshalText reads what String returns.
func (m *Measure) UnmarshalText(text []byte) error { return measures.Unmarshal(m, text) }

// String returns the formula in words.
func (f Formula) String() string { return formulas.String(f) }

// MarshalText returns what String returns. The zero Formula is an error.
func (f Formula) MarshalText() ([]byte, error) { return formulas.Marshal(f) }

// UnmarshalText reads what String returns.
func (f *Formula) UnmarshalText(text []byte) error { return formulas.Unmarshal(f, text) }
