// Package xlsx reads activity data from Excel workbooks, writes workbooks to fill in ([WriteTemplate]) and writes an inventory
// as a workbook of live formulas ([WriteInventory]). It is a module of its own, so that the library does not depend on the
// format.
//
// A [Sheet] of a workbook is an [io.Reader] of CSV text, which every reader of sheets in the library takes:
//
//	book, err := xlsx.Open(file)
//	…
//	sheet, err := book.Sheet("boilers")
//	…
//	boilers, err := activity.ReadSheet[scope1.StationaryCombustion](sheet, "year.xlsx, boilers")
//
// A line of the text is a row of the sheet, so an error that names a line names the row. Nothing is guessed:
//
//   - A number is what the cell holds, not what it shows: 0.07 for a cell that shows 7 %. It has the 15 significant digits
//     with which Excel computes.
//   - A number in a date format is a date, "2024-03-31", with the time if it has one.
//   - A formula is its stored value. One without a value, and one whose value is an error such as #N/A, are errors.
//   - Cells at the end of a row that are blank, and rows that are blank, hold nothing. Hidden rows and columns are read.
package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
)

// Limits of a workbook.
const (
	MaxFile     = 256 << 20 // bytes of the file
	MaxUnpacked = 1 << 30   // bytes of what it holds, without compression
)

// Workbook is an open workbook. Close it after use. It is not for concurrent use.
type Workbook struct {
	file    *excelize.File
	dates   map[int]bool // whether a style shows a number as a date
	from04  bool         // days are counted from 1904
	cleanup func() error
}

// Open reads a workbook in the format of Excel 2007 and later (.xlsx, .xlsm). A file of more than [MaxFile] bytes, one that
// unpacks to more than [MaxUnpacked], one with a password and one in another format are errors.
func Open(r io.Reader) (*Workbook, error) {
	if r == nil {
		return nil, &ghg.FieldError{Field: "workbook", Want: "a reader", Err: ghg.ErrMissing}
	}
	limited := &io.LimitedReader{R: r, N: MaxFile + 1}
	f, err := excelize.OpenReader(limited, excelize.Options{RawCellValue: true, UnzipSizeLimit: MaxUnpacked})
	switch {
	case limited.N == 0:
		err = fmt.Errorf("the file has more than %d bytes", MaxFile)
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, zip.ErrFormat):
		err = errors.New("it is not a workbook in the format of Excel 2007 and later (.xlsx): save it as one, or as CSV UTF-8")
	}
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("workbook: %w", err), f.Close())
	}
	return &Workbook{file: f, dates: map[int]bool{}, from04: props.Date1904 != nil && *props.Date1904, cleanup: f.Close}, nil
}

// Close releases what the workbook holds.
func (b *Workbook) Close() error {
	if b == nil || b.cleanup == nil {
		return nil
	}
	return b.cleanup()
}

// Sheets returns the names of the sheets in the order of the workbook, charts left out.
func (b *Workbook) Sheets() []string {
	if b == nil || b.file == nil {
		return nil
	}
	return b.file.GetSheetList()
}

// Sheet returns a sheet by its name, in upper or lower case. An unknown name is an error that lists the sheets.
func (b *Workbook) Sheet(name string) (*Sheet, error) {
	sheets := b.Sheets()
	i := slices.IndexFunc(sheets, func(s string) bool { return strings.EqualFold(s, name) })
	if i < 0 {
		return nil, &ghg.FieldError{Field: "sheet", Value: name, Want: "one of " + strings.Join(sheets, ", "), Err: ghg.ErrUnknown}
	}
	rows, err := b.file.Rows(sheets[i])
	if err != nil {
		return nil, fmt.Errorf("sheet %s: %w", sheets[i], err)
	}
	return &Sheet{book: b, name: sheets[i], rows: rows}, nil
}
