package land

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
)

// RemovalClaims returns the removals of a period as claims for [sbti.FLAGRules.CheckRemovals], in the order of the entries'
// ids: removals on land towards a FLAG target, any other towards another target. Leave out what the company does not count.
//
// An amount is gross, less the part for which credits were issued or sold; an entry without the rest has no claim. Reversals
// are not subtracted: they are a ledger of [Totals]. Storage in products is no removal.
func (r *Register) RemovalClaims(p ghg.Period) ([]sbti.RemovalClaim, error) {
	list, err := r.within(p)
	if err != nil {
		return nil, err
	}
	claims := []sbti.RemovalClaim{}
	for _, e := range list {
		if !e.Ledger.Removal() {
			continue
		}
		co2, err := ghg.KgCO2e(e.co2())
		if err != nil {
			return nil, e.of(err)
		}
		c := sbti.RemovalClaim{Name: e.ID, Source: sbti.TechnologicalRemoval, Amount: co2.Sub(e.Credits)}
		if e.Ledger == LandRemovals {
			c.Source, c.FLAG = sbti.LandRemoval, true
		}
		if !c.Amount.IsZero() {
			claims = append(claims, c)
		}
	}
	return claims, nil
}
