// Package parquet reads tables from Parquet files and writes them. It is a module of its own, so that the library does not
// depend on the format.
//
// A [Reader] is an [io.Reader] of CSV text, which every reader of sheets in the library takes; a [Writer] takes CSV text. There
// is no second schema: the columns of the file are those of the sheet. [Format] gives both to package ledger:
//
//	files := ledger.Files{Input: "year.parquet", Lines: "lines.parquet", Rejects: "rejects.csv"}
//	files.Formats = []ledger.Format{parquet.Format(parquet.Options{})}
//	sum, err := ledger.RunFiles(ctx, job, files)
//
// The first line of the text is the header and record n is line n+1, unless a cell holds a line break, which counts as in a CSV
// file.
//
// # What is read
//
// Nothing is guessed. A null is an empty cell. Columns may be:
//
//   - Texts (STRING, ENUM, JSON), as they are; UUIDs; truth values, "true" and "false".
//   - Integers of any width, and decimals of any physical type, exactly. A decimal has no trailing zeros: 1.50 is "1.5".
//   - Dates, "2024-03-31". A timestamp at midnight is a date, any other one has its time, "2024-03-31T12:00:00", and a Z if it
//     is in UTC.
//   - FLOAT and DOUBLE, as the shortest decimal that reads back as the same number of the same width: 0.1 for the double that
//     is nearest to 0.1. It is what the program that wrote it was given, if that had at most 15 digits (6 of a FLOAT). A sum or
//     a product computed in floating point has its error written out: 0.30000000000000004. NaN and infinities are errors.
//
// Columns that are nested or repeated, times of day, intervals, INT96, FLOAT16, bytes that are not said to be text, and types
// that are not known are errors that name the column, and so are encrypted files.
//
// # What is written
//
// Every column is an optional STRING; an empty cell is null. An amount of the ledger has up to 77 digits and no type of Parquet
// holds it: DECIMAL ends at 38 in the programs that read it, and DOUBLE rounds. A text is exact, and a reader casts it as it
// needs. [Options.Decimals] names columns to be DECIMAL(38, s): a value that does not fit is an error, never rounded.
//
// The same text gives the same bytes with the same version of this module.
//
// # Files from elsewhere
//
// The file's metadata is decoded by github.com/parquet-go/parquet-go, which also writes. That library believes the sizes and
// counts that a file states, and allocates by them; so the structure of the metadata is checked before, and pages are read
// here, value by value, from one buffer per column. A file that is damaged, or made to mislead, is an error. What a row group
// holds in memory at a time is at most [MaxMemory].
package parquet
