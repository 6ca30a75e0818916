package revision

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// site is a site, checked, with its load.
type site struct {
	*Site
	own    int64   // milliwatt-hours
	load   []int64 // by hour
	kind   LoadKind
	exempt bool // by the choices, wherever the edition has the clause
}

func (s *site) id() string { return s.Purchase.ID }

// contract is a contract, checked, with its generation.
type contract struct {
	*Contract
	volume int64
	hours  []int64 // nil if the vintage is not within the period
	legacy bool    // by the choices, wherever the edition has the clause
}

// job is a portfolio, checked and in order.
type job struct {
	period    ghg.Period
	window    scope2.Window
	sites     []*site
	contracts []*contract
	zones     *zoneTable
}

// newJob checks a portfolio. Sites are in order of site and id, contracts in the order of use.
func newJob(p Portfolio, choices Choices) (*job, error) {
	if len(p.Sites) == 0 {
		return nil, &ghg.FieldError{Field: "sites", Want: "at least one", Err: ghg.ErrMissing}
	}
	j := &job{period: p.Sites[0].Purchase.Period, window: p.Window}
	if err := j.period.Check(); err != nil {
		return nil, err
	}
	if j.period.Days() > mostDays {
		return nil, &ghg.FieldError{Field: "period", Value: j.period.String(), Want: fmt.Sprintf("at most %d days", mostDays), Err: ghg.ErrOutOfRange}
	}
	var err error
	if j.zones, err = newZoneTable(p.Zones, j.period); err != nil {
		return nil, err
	}
	for i := range p.Sites {
		if err := j.addSite(&p.Sites[i]); err != nil {
			return nil, fmt.Errorf("site %s: %w", input.Quote(p.Sites[i].Purchase.ID), err)
		}
	}
	slices.SortStableFunc(j.sites, func(a, b *site) int {
		return cmp.Or(cmp.Compare(a.Purchase.Site, b.Purchase.Site), cmp.Compare(a.id(), b.id()))
	})
	if err := j.addContracts(p.Contracts, choices.Legacy); err != nil {
		return nil, err
	}
	return j, j.exempt(choices.Exemption)
}

func (j *job) addSite(s *Site) error {
	p := &s.Purchase
	refuse := func(field, value, want string, err error) error {
		return &ghg.FieldError{Field: field, Value: value, Want: want, Err: err}
	}
	switch {
	case !p.Period.Same(j.period):
		return refuse("period", p.Period.String(), "that of the other sites, "+j.period.String(), ghg.ErrMixed)
	case len(p.Instruments) > 0:
		return refuse("instruments", p.Instruments[0].ID, "none: they are contracts of the portfolio, bound to the purchase by its id", ghg.ErrMixed)
	case p.SoldOn.Given():
		return refuse("sold_on", p.SoldOn.String(), "none: subtract it from the amount", ghg.ErrMixed)
	case p.Supplier != "" || p.SupplierRate.Given():
		return refuse("supplier_rate", cmp.Or(p.Supplier, "a rate"), "none: a supplier's product is a contract of kind supplier-menu", ghg.ErrMixed)
	}
	if err := j.zones.knows("zone", s.Zone); err != nil {
		return err
	}
	if err := checkShare("share of the standard supply service", s.StandardSupplyShare); err != nil {
		return err
	}
	if err := checkLocation(s.Location); err != nil {
		return err
	}
	own, err := milli("amount", p.Amount)
	if err != nil {
		return err
	}
	load, kind, err := s.Load.hours("load", own, j.period)
	if err != nil {
		return err
	}
	j.sites = append(j.sites, &site{Site: s, own: own, load: load, kind: kind})
	return nil
}

func (j *job) addContracts(list []Contract, legacy Legacy) error {
	instruments := make([]scope2.Instrument, len(list))
	byID := map[string]*Contract{}
	for i := range list {
		instruments[i] = list[i].Instrument
		byID[list[i].Instrument.ID] = &list[i]
	}
	ledger, err := scope2.NewLedger(j.window, instruments...) // checks each, and that none is claimed twice
	if err != nil {
		return err
	}
	for _, in := range ledger.Instruments() { // in the order of use
		c, err := j.contract(byID[in.ID], legacy)
		if err != nil {
			return fmt.Errorf("contract %s: %w", input.Quote(in.ID), err)
		}
		j.contracts = append(j.contracts, c)
	}
	return nil
}

func (j *job) contract(c *Contract, legacy Legacy) (*contract, error) {
	volume, err := milli("volume", c.Instrument.Volume)
	if err != nil {
		return nil, err
	}
	if err := j.zones.knows("zone", c.Zone); err != nil {
		return nil, err
	}
	for _, z := range c.FirmRights {
		if err := j.zones.knows("zone of firm transmission rights", z); err != nil {
			return nil, err
		}
	}
	if err := j.checkStandardSupply(c); err != nil {
		return nil, err
	}
	if !legacy.Before.IsZero() && !c.ContractDate.Valid() {
		return nil, &ghg.FieldError{Field: "contract date", Value: dateText(c.ContractDate), Want: "a date: contracts before " + legacy.Before.String() + " are legacy contracts", Err: ghg.ErrMissing}
	}
	hours, err := c.hours(volume, j.period)
	if err != nil {
		return nil, err
	}
	return &contract{Contract: c, volume: volume, hours: hours, legacy: c.ContractDate.Before(legacy.Before)}, nil
}

func dateText(d ghg.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// checkStandardSupply checks where a standard supply service is delivered.
func (j *job) checkStandardSupply(c *Contract) error {
	if c.StandardSupply == "" {
		return nil
	}
	for _, s := range j.sites {
		if s.id() != c.StandardSupply {
			continue
		}
		if s.StandardSupplyShare == nil {
			return &ghg.FieldError{Field: "share of the standard supply service of site " + input.Shorten(s.id()), Want: "the share of the service in the consumption of all whom it serves", Err: ghg.ErrMissing}
		}
		return nil
	}
	return &ghg.FieldError{Field: "purchase of the standard supply service", Value: c.StandardSupply, Want: "the id of one of the purchases", Err: ghg.ErrUnknown}
}

// check returns an error unless the choices state what the draft leaves open, and nothing else.
func (c Choices) check(draft *Edition) error {
	x, l := c.Exemption, c.Legacy
	if err := dec.CheckAll(x.SiteBelow.Value, x.OrganisationBelow.Value); err != nil {
		return fmt.Errorf("threshold of the exemption: %w", err)
	}
	threshold, stated := x.SiteBelow.Given() || x.OrganisationBelow.Given(), !l.Before.IsZero()
	const undecided = "a choice: the draft has not decided it; state none or "
	switch {
	case draft.Exemption == OpenClause && x.None == threshold:
		return &ghg.FieldError{Field: "threshold of the exemption from hourly matching", Want: undecided + "a consumption", Err: missingOr(threshold)}
	case draft.Exemption == NoClause && (x.None || threshold):
		return &ghg.FieldError{Field: "threshold of the exemption from hourly matching", Want: "no choice: the edition has no exemption", Err: ghg.ErrMixed}
	case draft.Legacy == OpenClause && l.None == stated:
		return &ghg.FieldError{Field: "date of the legacy clause", Want: undecided + "a date", Err: missingOr(stated)}
	case draft.Legacy == NoClause && (l.None || stated):
		return &ghg.FieldError{Field: "date of the legacy clause", Want: "no choice: the edition has no legacy clause", Err: ghg.ErrMixed}
	case stated && !l.Before.Valid():
		return &ghg.FieldError{Field: "date of the legacy clause", Value: l.Before.String(), Want: "a date", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// missingOr returns the error of a choice that is not stated, or stated in two ways.
func missingOr(twice bool) error {
	if twice {
		return ghg.ErrMixed
	}
	return ghg.ErrMissing
}

// exempt finds the sites that the choices exempt from hourly matching.
func (j *job) exempt(x Exemption) error {
	all := int64(0)
	for _, s := range j.sites {
		if all += s.own; all < 0 {
			return &ghg.FieldError{Field: "consumption of all sites", Want: "at most 9,223 TWh", Err: ghg.ErrOutOfRange}
		}
	}
	below := func(field string, limit units.Quantity, own func(*site) int64) error {
		if !limit.Given() {
			return nil
		}
		n, err := milli(field, limit)
		for _, s := range j.sites {
			s.exempt = s.exempt || own(s) < n
		}
		return err
	}
	err := below("exemption of a site", x.SiteBelow, func(s *site) int64 { return s.own })
	if err != nil {
		return err
	}
	return below("exemption of the organisation", x.OrganisationBelow, func(*site) int64 { return all })
}
