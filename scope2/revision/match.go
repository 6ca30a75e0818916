package revision

import (
	"cmp"
	"slices"

	"github.com/ghgkit/ghg/scope2"
)

// match is the use of contracts by sites under one edition. All amounts are in milliwatt-hours.
//
// Load that is matched by the hour comes first, then load that is matched by the year, which takes what is left of both. In
// each pass the contracts come in the order of use, and each covers the sites in order of site and id.
type match struct {
	*job
	edition *Edition

	open    [][]int64 // by site: the load of each hour that nothing covers yet
	left    []int64   // by site: the load that nothing covers yet
	supply  [][]int64 // by contract: the generation of each hour that is left; nil if its hours are not known
	rest    []int64   // by contract: the volume that is left
	quota   [][]int64 // by site: the standard supply of each hour that may still be claimed; nil if there is no limit
	allowed []int64   // by site: the standard supply that may still be claimed
	used    [][]int64 // by contract and site
}

// pair is what an edition says of a contract and a site.
type pair struct {
	usable bool
	by     scope2.Granularity
	from   delivery
}

func (j *job) match(e *Edition) (*match, error) {
	m := &match{job: j, edition: e}
	for _, s := range j.sites {
		m.open, m.left = append(m.open, slices.Clone(s.load)), append(m.left, s.own)
		m.addQuota(s)
	}
	for _, c := range j.contracts {
		m.supply, m.rest = append(m.supply, slices.Clone(c.hours)), append(m.rest, c.volume)
		m.used = append(m.used, make([]int64, len(j.sites)))
	}
	pairs, err := m.pairs()
	if err != nil {
		return nil, err
	}
	for _, by := range []scope2.Granularity{scope2.Hourly, scope2.Annual} {
		for i := range j.contracts {
			for k := range j.sites {
				switch p := pairs[i][k]; {
				case !p.usable || p.by != by:
				case by == scope2.Hourly:
					m.coverHours(i, k, p.from)
				default:
					m.coverYear(i, k, p.from)
				}
			}
		}
	}
	return m, nil
}

// addQuota limits the standard supply that a site may claim to its pro-rata share of each hour.
func (m *match) addQuota(s *site) {
	if m.edition.StandardSupply != ProRata || s.StandardSupplyShare == nil {
		m.quota, m.allowed = append(m.quota, nil), append(m.allowed, 0)
		return
	}
	hours := make([]int64, len(s.load))
	for h, n := range s.load {
		hours[h] = share(n, *s.StandardSupplyShare)
	}
	m.quota, m.allowed = append(m.quota, hours), append(m.allowed, share(s.own, *s.StandardSupplyShare))
}

func (m *match) pairs() ([][]pair, error) {
	list := make([][]pair, len(m.contracts))
	for i, c := range m.contracts {
		for _, s := range m.sites {
			p, err := m.pair(c, s)
			if err != nil {
				return nil, err
			}
			list[i] = append(list[i], p)
		}
	}
	return list, nil
}

// pair applies the rules to a contract and a site.
func (m *match) pair(c *contract, s *site) (pair, error) {
	e, p := m.edition, pair{by: m.edition.Matching}
	if c.Instrument.Purchase != "" && c.Instrument.Purchase != s.id() {
		return p, nil
	}
	if e.StandardSupply == ProRata && c.StandardSupply != "" && c.StandardSupply != s.id() {
		return p, nil // it is not transferable
	}
	legacy := e.Legacy == OpenClause && c.legacy
	if legacy || e.Exemption == OpenClause && s.exempt {
		p.by = scope2.Annual
	}
	if e.Boundary == Deliverable && !legacy {
		var err error
		if p.from, err = m.zones.deliver(e, c.Contract, s.Zone); err != nil || p.from.never {
			return p, err
		}
	}
	p.usable = m.meets(m.instrument(c, s), s)
	return p, nil
}

// instrument returns the instrument of a contract as a site may use it: where deliverability is the market boundary, it stands
// in for the market of criterion 5.
func (m *match) instrument(c *contract, s *site) scope2.Instrument {
	in := c.Instrument
	legacy := m.edition.Legacy == OpenClause && c.legacy
	if m.edition.Boundary == Deliverable && !legacy {
		in.Market = cmp.Or(s.Purchase.Market, s.Purchase.Region)
	}
	return in
}

// meets reports whether an instrument meets the quality criteria for a site.
func (m *match) meets(in scope2.Instrument, s *site) bool {
	p := &s.Purchase
	claim := scope2.Claim{Region: p.Region, Market: p.Market, Period: p.Period, Window: m.window, ResidualMix: scope2.ResidualMixDisclosed}
	return !slices.ContainsFunc(in.Criteria(claim), func(a scope2.CriterionAnswer) bool { return a.Met == scope2.NotMet })
}

// limited reports whether the use of a contract by a site is limited to its pro-rata share.
func (m *match) limited(i, k int) bool {
	return m.contracts[i].StandardSupply != "" && m.quota[k] != nil
}

// coverHours covers the load of every hour with the generation of that hour.
func (m *match) coverHours(i, k int, from delivery) {
	load, supply := m.open[k], m.supply[i]
	sum, limited := int64(0), m.limited(i, k)
	for h := range supply {
		n := min(load[h], supply[h])
		if limited {
			n = min(n, m.quota[k][h])
		}
		if n == 0 || !from.in(h) {
			continue
		}
		load[h], supply[h], sum = load[h]-n, supply[h]-n, sum+n
		if limited {
			m.quota[k][h] -= n
		}
	}
	m.use(i, k, sum)
}

// coverYear covers the load of the period with what is left of a contract, of the hours in which it can be delivered. Its
// earliest hours are used first.
func (m *match) coverYear(i, k int, from delivery) {
	n := min(m.left[k], m.rest[i])
	if m.limited(i, k) {
		n = min(n, m.allowed[k])
	}
	if from.hours != nil {
		deliverable := int64(0)
		for h, left := range m.supply[i] {
			if from.in(h) {
				deliverable += left
			}
		}
		n = min(n, deliverable)
	}
	take := n
	for h, left := range m.supply[i] {
		if from.in(h) {
			used := min(left, take)
			m.supply[i][h], take = left-used, take-used
		}
	}
	m.use(i, k, n)
}

func (m *match) use(i, k int, n int64) {
	m.used[i][k] += n
	m.left[k], m.rest[i] = m.left[k]-n, m.rest[i]-n
	if m.limited(i, k) {
		m.allowed[k] -= n
	}
}
