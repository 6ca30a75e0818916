package cli

import (
	"io"

	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/xlsx"
)

// writeWorkbook writes an inventory as a workbook.
func writeWorkbook(w io.Writer, inv *inventory.Inventory) error {
	return xlsx.WriteInventory(w, inv, xlsx.Options{})
}
