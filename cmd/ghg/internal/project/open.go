package project

import (
	"errors"
	"io"
	"io/fs"

	"github.com/ghgkit/ghg/xlsx"
)

// open opens a sheet as CSV or JSON text.
func (p *Project) open(s Sheet) (io.ReadCloser, error) {
	if s.Sheet == "" {
		return p.files.Open(s.File)
	}
	book, err := p.book(s.File)
	if err != nil {
		return nil, err
	}
	sheet, err := book.Sheet(s.Sheet)
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	return bookSheet{sheet, book}, nil
}

// bookSheet is a sheet that closes its workbook.
type bookSheet struct {
	*xlsx.Sheet
	book *xlsx.Workbook
}

func (b bookSheet) Close() error { return b.book.Close() }

func errIsNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
