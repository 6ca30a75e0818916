package consolidation

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// place returns the category in which the lines of scopes 1 and 2 of a leased asset count by an approach; zero if they stay.
//
//	role, lease         equity share or financial control   operational control
//	lessee, finance     scopes 1 and 2                      scopes 1 and 2
//	lessee, operating   category 8                          scopes 1 and 2
//	lessor, finance     category 13                         category 13
//	lessor, operating   scopes 1 and 2                      category 13
//
// By operational control, an exception turns an operating lease round.
//
// Source: Corporate Standard, appendix F (2006); Scope 3 Standard, tables A.1 and A.2 and notes 3 and 4.
func (l *Lease) place(a inventory.Approach) ghg.Category {
	operational := a == inventory.OperationalControl
	switch {
	case l.Role == Lessee && (l.Kind == FinanceLease || operational && l.Exception == ""):
		return 0
	case l.Role == Lessee:
		return ghg.UpstreamLeasedAssets
	case l.Kind == FinanceLease || operational && l.Exception == "":
		return ghg.DownstreamLeasedAssets
	}
	return 0
}
