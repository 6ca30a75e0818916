// Package activity names every calculation method once, for Go, JSON and CSV alike.
//
// The mistake it prevents is the form that is read loosely: a misspelt column that becomes zero, "1,234" that becomes 1,
// a method that the importer took for another. An [Activity] is a method's struct of scope1, scope2 or scope3, and its
// three forms hold the same fields by the same names:
//
//   - Go: the struct itself, with its Calculate.
//   - CSV: a sheet a method, a column a field ([ReadSheet], [ReadSheetShiftJIS], [Method.ReadSheet]).
//   - JSON: {"method": "scope1.stationary-combustion", "id": …} ([Decode], [ReadJSON], [Encode]), described by
//     [Method.Schema].
//
// Reading is strict. What is unknown, missing, repeated, of another kind or out of bounds is an error that names the
// place, the value, what was wanted and the nearest name; the good rows beside a bad one are not calculated in silence.
//
// [Methods] is the method table: name, category, formula and source of each, the columns of its sheet. [FuelAndEnergy]
// derives category 3 from what was burned and bought, [Outcomes] calculates a stream of activities in little memory.
package activity
