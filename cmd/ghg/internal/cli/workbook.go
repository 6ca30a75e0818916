package cli

import (
	"errors"
	"io"

	"github.com/ghgkit/ghg/inventory"
)

// formXLSX is the form of a workbook.
const formXLSX = "xlsx"

// writeWorkbook writes an inventory as a workbook.
func writeWorkbook(io.Writer, *inventory.Inventory) error {
	return errors.New("-o xlsx is not supported by this build")
}
