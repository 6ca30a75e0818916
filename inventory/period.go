package inventory

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Period returns the organisation's period. With it, an inventory is a year of targets.Base.Actuals.
func (inv *Inventory) Period() ghg.Period { return absent.Or(inv).org.Period }
