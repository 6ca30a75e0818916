package scope2

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Disclosure is what the Scope 2 Guidance requires companies to disclose about bought energy, over all purchases, with
// both totals side by side. Energies are in MWh.
//
// The energy of the rows adds up to Energy, and so does that of the carriers. Market is the emissions of the rows and of
// Unstated, Location and Market are those of the carriers and of Unstated. Shares are to 34 digits; those of the rows of
// a carrier add up to 1.
type Disclosure struct {
	Energy   units.Quantity
	Location ghg.CO2e
	Market   ghg.CO2e
	Rows     []DisclosureRow // by carrier, then by type of instrument in order of kind, then the other sources
	Carriers []CarrierTotal  // in order of carrier
	Unstated Unstated

	Renewable          decimal.Decimal // share of electricity from renewable instruments and renewable own generation (GRI 302-1, RE100)
	RE100              decimal.Decimal // share of electricity that RE100 counts of those; see [Instrument.RE100]
	RE100WithAllowance decimal.Decimal // the same, with older plants for up to 15 % of all electricity
	WithoutResidualMix decimal.Decimal // share of electricity whose rate should be a residual mix, but none is published
}

// DisclosureRow is the energy from one type of instrument or source.
type DisclosureRow struct {
	Carrier   ghg.Carrier
	Source    ghg.CoverSource
	Kind      ghg.InstrumentKind // for ghg.ByInstrument; else 0
	Energy    units.Quantity     // MWh
	Share     decimal.Decimal    // of the energy of the carrier
	Renewable units.Quantity     // MWh, of Energy
	CO2e      ghg.CO2e           // market-based
}

// Name returns the kind of instrument, or the source, after the carrier unless that is electricity.
func (r DisclosureRow) Name() string {
	name := r.Source.String()
	if r.Source == ghg.ByInstrument {
		name = r.Kind.String()
	}
	if r.Carrier != ghg.Electricity {
		name = r.Carrier.String() + ", " + name
	}
	return name
}

// CarrierTotal is the energy of one carrier and its emissions by both methods.
type CarrierTotal struct {
	Carrier  ghg.Carrier
	Energy   units.Quantity // MWh
	Location ghg.CO2e
	Market   ghg.CO2e
}

// Unstated is the part of the totals from results that do not state their energy, such as figures that another party
// calculated. It is in no row and no share.
type Unstated struct {
	Results  []string // ids
	Location ghg.CO2e
	Market   ghg.CO2e
}

// Disclose adds up the Scope 2 results of both methods and the covers of the market-based ones. It ignores results of
// other scopes and memo items. A location-based result has the carrier of the market-based one with its id. It is an
// error if there is no electricity, of which there would be no shares; if the covers of a result do not add up to its
// emissions; and if results have different GWP sets.
//
// Source: Scope 2 Guidance, chapter 8 (instrument features); GRI 302-1; RE100 Technical Criteria.
func Disclose(results []ghg.Result) (Disclosure, error) {
	sum := disclosing{rows: map[rowKey]*DisclosureRow{}, carriers: map[ghg.Carrier]*CarrierTotal{}, of: map[string]ghg.Carrier{}}
	for _, accounting := range []ghg.Accounting{ghg.MarketBased, ghg.LocationBased} {
		for i := range results {
			r := &results[i]
			if r.Scope != ghg.Scope2 || !r.Counts() || (r.Accounting == ghg.LocationBased) != (accounting == ghg.LocationBased) {
				continue
			}
			if err := sum.add(r); err != nil {
				return Disclosure{}, err
			}
		}
	}
	return sum.disclosure()
}

// disclosing is a disclosure being added up. Energies are in MWh.
type disclosing struct {
	first            *ghg.Result // whose set of potentials the others must have
	location, market ghg.CO2e
	rows             map[rowKey]*DisclosureRow
	carriers         map[ghg.Carrier]*CarrierTotal
	of               map[string]ghg.Carrier // by the id of the result
	unstated         Unstated
	electricity      struct{ renewable, re100, older, unmixed decimal.Decimal }
}

type rowKey struct {
	carrier ghg.Carrier
	source  ghg.CoverSource
	kind    ghg.InstrumentKind
}

func (s *disclosing) add(r *ghg.Result) error {
	s.first = cmp.Or(s.first, r)
	if err := r.SameGWP(*s.first); err != nil {
		return err
	}
	if r.Accounting == ghg.LocationBased {
		s.addLocation(r)
		return nil
	}
	s.market = s.market.Add(r.CO2e)
	if len(r.Covers) == 0 {
		s.unstate(r.ID)
		s.unstated.Market = s.unstated.Market.Add(r.CO2e)
		return nil
	}
	var sum ghg.CO2e
	for _, part := range r.Covers {
		co2e, err := r.CO2eOf(part)
		if err != nil {
			return err
		}
		if of, known := s.of[r.ID]; known && of != part.Carrier {
			return &ghg.FieldError{Field: "carrier of result " + input.Shorten(r.ID), Value: part.Carrier.String(), Want: "one carrier in all results of an id, " + of.String(), Err: ghg.ErrMixed}
		}
		s.of[r.ID] = part.Carrier
		if err := s.cover(part, claimOf(r, part), co2e); err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		sum = sum.Add(co2e)
	}
	if !sum.Equal(r.CO2e) {
		return &ghg.FieldError{Field: "covers of result " + input.Shorten(r.ID), Value: sum.String(), Want: "the emissions of the result, " + r.CO2e.String(), Err: ghg.ErrMixed}
	}
	return nil
}

// addLocation adds a location-based result to the carrier of its energy.
func (s *disclosing) addLocation(r *ghg.Result) {
	s.location = s.location.Add(r.CO2e)
	of, known := s.of[r.ID]
	if !known {
		s.unstate(r.ID)
		s.unstated.Location = s.unstated.Location.Add(r.CO2e)
		return
	}
	s.carriers[of].Location = s.carriers[of].Location.Add(r.CO2e)
}

func (s *disclosing) unstate(id string) {
	if !slices.Contains(s.unstated.Results, id) {
		s.unstated.Results = append(s.unstated.Results, id)
	}
}

// claimOf returns the claim that a cover uses, or the zero Claim.
func claimOf(r *ghg.Result, part ghg.Cover) ghg.Claim {
	for _, c := range r.Claims {
		if part.Source == ghg.ByInstrument && c.Instrument == part.Instrument {
			return c
		}
	}
	return ghg.Claim{}
}

func (s *disclosing) cover(part ghg.Cover, claim ghg.Claim, co2e ghg.CO2e) error {
	unit, err := units.ParseUnit(part.Energy.Unit)
	if err != nil {
		return err
	}
	energy, err := units.New(part.Energy.Value, unit).In(megawattHour())
	if err != nil {
		return err
	}
	zero := units.New(decimal.Decimal{}, megawattHour())
	k := rowKey{part.Carrier, part.Source, claim.Kind}
	row, total := s.rows[k], s.carriers[k.carrier]
	if row == nil {
		row = &DisclosureRow{Carrier: k.carrier, Source: k.source, Kind: k.kind, Energy: zero, Renewable: zero}
		s.rows[k] = row
	}
	if total == nil {
		total = &CarrierTotal{Carrier: k.carrier, Energy: zero}
		s.carriers[k.carrier] = total
	}
	mwh := energy.Value
	row.Energy.Value, total.Energy.Value = row.Energy.Value.Add(mwh), total.Energy.Value.Add(mwh)
	row.CO2e, total.Market = row.CO2e.Add(co2e), total.Market.Add(co2e)
	if part.Renewable {
		row.Renewable.Value = row.Renewable.Value.Add(mwh)
	}
	if k.carrier == ghg.Electricity {
		s.power(part, claim, mwh)
	}
	return nil
}

// power adds electricity to what its shares count.
func (s *disclosing) power(part ghg.Cover, claim ghg.Claim, mwh decimal.Decimal) {
	e := &s.electricity
	if part.Source == ghg.BySubstitute || part.Source == ghg.ByGridAverage {
		e.unmixed = e.unmixed.Add(mwh)
	}
	if !part.Renewable {
		return
	}
	e.renewable = e.renewable.Add(mwh)
	if part.Source == ghg.ByOwnGeneration || claim.RE100 {
		e.re100 = e.re100.Add(mwh)
	} else {
		e.older = e.older.Add(mwh)
	}
}

func (s *disclosing) disclosure() (Disclosure, error) {
	power := s.carriers[ghg.Electricity]
	if power == nil || !power.Energy.Value.IsPositive() {
		return Disclosure{}, &ghg.FieldError{Field: "electricity", Want: "purchases of more than 0 MWh", Err: ghg.ErrOutOfRange}
	}
	d := Disclosure{Energy: units.New(decimal.Decimal{}, megawattHour()), Location: s.location, Market: s.market, Unstated: s.unstated}
	for _, carrier := range slices.Sorted(maps.Keys(s.carriers)) {
		d.Carriers = append(d.Carriers, *s.carriers[carrier])
		d.Energy.Value = d.Energy.Value.Add(s.carriers[carrier].Energy.Value)
	}
	for _, row := range s.rows {
		d.Rows = append(d.Rows, *row)
	}
	slices.SortFunc(d.Rows, func(a, b DisclosureRow) int {
		return cmp.Or(cmp.Compare(a.Carrier, b.Carrier), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind))
	})
	return d, s.shares(&d, power.Energy)
}

// shares sets the shares of electricity and those of the rows.
func (s *disclosing) shares(d *Disclosure, power units.Quantity) error {
	e := s.electricity
	allowed := e.re100.Add(decimal.Min(e.older, power.Value.Mul(re100Allowance())))
	for _, of := range []struct {
		to   *decimal.Decimal
		part decimal.Decimal
	}{{&d.Renewable, e.renewable}, {&d.RE100, e.re100}, {&d.RE100WithAllowance, allowed}, {&d.WithoutResidualMix, e.unmixed}} {
		share, err := dec.Quo(of.part, power.Value)
		if err != nil {
			return err
		}
		*of.to = share
	}
	for i := range d.Rows {
		var err error
		if d.Rows[i].Share, err = share(d.Rows[i].Energy, s.carriers[d.Rows[i].Carrier].Energy); err != nil {
			return err
		}
	}
	return nil
}
