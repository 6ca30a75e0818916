package scope3

import "github.com/ghgkit/ghg/internal/vocabulary"

// DataType is the type of the activity data of a method that cannot tell it from its other inputs: a distance may be
// that of the journeys themselves, or an estimate. The zero DataType is "not stated" and counts as secondary.
//
// One rule decides for every method whether a result is from primary data ([ghg.Result.Primary]): all the data that
// determine how much was emitted are of the specific activity that emits, from the company or the partner who carries it
// out. The activity data decide, and the emission factor may be a published one:
//
//   - Primary: energy and refrigerants that were metered, invoiced or recorded; distances and modes that were recorded or
//     surveyed; waste that was weighed; emissions and footprints that the partner states of its own activity.
//   - Secondary: industry averages, statistics, money and other proxies; an amount of a product with a published
//     footprint, which tells nothing of how its maker works; a sample that stands for others; a distance or energy that
//     was estimated or modelled; national averages of the upstream of energy.
//
// Financed emissions follow from PCAF's data quality score: primary are the scores that PCAF gives to reported emissions
// and to energy, fuel or distances as measured.
//
// Source: Scope 3 Standard, tables 7.3 and 7.4 (pp. 70–73) and section 7.4 (p. 78); glossary, primary data.
type DataType uint8

// The types of data of the Scope 3 Standard, table 7.3.
const (
	PrimaryData   DataType = iota + 1 // from the specific activity
	SecondaryData                     // from averages, estimates or other activities
)

var dataTypes = vocabulary.New[DataType]("type of data", "primary", "secondary").WithWant("primary or secondary")

// String returns "primary" or "secondary".
func (d DataType) String() string { return dataTypes.String(d) }

// MarshalText returns what String returns. The zero DataType is an error.
func (d DataType) MarshalText() ([]byte, error) { return dataTypes.Marshal(d) }

// UnmarshalText reads what String returns.
func (d *DataType) UnmarshalText(text []byte) error { return dataTypes.Unmarshal(d, text) }
