package disclosure

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// portion is energy of a market-based result at one rate.
type portion struct {
	is  []string // what [Energy] can select
	mwh decimal.Decimal
}

// portionsOf returns the energy of a market-based result by the source of its rate, at the shares that the inventory takes of the
// line. Other results have none.
func portionsOf(r *ghg.Result) ([]portion, error) {
	if len(r.Covers) == 0 {
		return nil, nil
	}
	list := make([]portion, 0, len(r.Covers))
	for _, c := range r.Covers {
		mwh, err := covered(*r, c)
		if err != nil {
			return nil, err
		}
		carrier := c.Carrier
		if carrier == 0 {
			carrier = ghg.Electricity
		}
		p := portion{is: []string{"carrier:" + carrier.String(), "source:" + c.Source.String()}, mwh: mwh}
		if c.Source != ghg.ByOwnGeneration {
			p.is = append(p.is, "bought")
		}
		if c.Renewable {
			p.is = append(p.is, "renewable")
		} else {
			p.is = append(p.is, "not-renewable")
		}
		for _, claim := range r.Claims {
			if c.Source == ghg.ByInstrument && claim.Instrument == c.Instrument && claim.Refused == "" {
				if p.is = append(p.is, "kind:"+claim.Kind.String()); claim.RE100 {
					p.is = append(p.is, "re100")
				}
				break
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// selects reports whether a portion is all that a part names, such as "carrier:electricity renewable". An empty part is all.
func (p portion) selects(part string) bool {
	for want := range strings.FieldsSeq(part) {
		found := false
		for _, is := range p.is {
			found = found || is == want
		}
		if !found {
			return false
		}
	}
	return true
}

// energyOf returns the MWh of a result that a part selects, and whether there are any portions of it.
func energyOf(portions []portion, part string) (mwh decimal.Decimal, found bool) {
	for _, p := range portions {
		if p.selects(part) {
			mwh, found = mwh.Add(p.mwh), true
		}
	}
	return mwh, found
}

// energy returns a cell with energy in MWh of the market-based results that count. The part selects it by words that
// all hold: "carrier:electricity", "bought" if it is not the organisation's own generation, "renewable", "not-renewable", "source:" with the name of a [ghg.CoverSource], "kind:" with
// that of a [ghg.InstrumentKind], and "re100" if RE100 counts the claim.
func (s *source) energy(part string, k keep) Cell {
	var sum decimal.Decimal
	of := s.ordinals(ghg.MarketBased, k, func(l line) bool {
		mwh, found := energyOf(l.energy, part)
		if found {
			sum = sum.Add(mwh)
		}
		return found
	})
	if of.Len() == 0 {
		return missing("none: no market-based result has such energy")
	}
	return Cell{Value: &sum, Unit: "MWh", Measure: Energy, Part: part, Of: of}
}
