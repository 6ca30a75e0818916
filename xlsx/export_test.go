package xlsx

import (
	"io"

	"github.com/ghgkit/ghg/inventory"
)

// WriteShort is WriteInventory with fewer rows a sheet.
func WriteShort(w io.Writer, inv *inventory.Inventory, rows int) error {
	return writeInventory(w, inv, rows)
}
