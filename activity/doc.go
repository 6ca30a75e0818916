// Package activity names every calculation method once, for Go, JSON and CSV.
//
// The mistake it prevents is loose reading: a misspelt column read as zero, "1,234" read as 1, one method taken for
// another. An [Activity] is a method's struct in scope1, scope2 or scope3. Its three forms have the same fields with the
// same names:
//
//   - Go: the struct itself, with its Calculate method.
//   - CSV: one sheet per method, one column per field ([ReadSheet], [ReadSheetShiftJIS], [Method.ReadSheet]).
//   - JSON: {"method": "scope1.stationary-combustion", "id": …} ([Decode], [ReadJSON], [Stream], [Encode]), described by
//     [Method.Schema].
//
// Reading is strict. Anything unknown, missing, repeated, of the wrong kind or out of bounds is an error that gives the
// place, the value, what was wanted and the nearest name. Good rows beside a bad one are not calculated silently. An error
// quotes at most 80 characters of the input. A text has at most [ghg.MaxText] characters, and the label of a period at
// most [ghg.MaxLabel]. A reader that returns nothing again and again ends with [io.ErrNoProgress].
//
// [Methods] returns the method table: each method's name, category, formula, source and columns. [FuelAndEnergy] derives
// category 3 from the fuel burned and the energy bought. [Outcomes] calculates a stream of activities in little memory.
package activity
