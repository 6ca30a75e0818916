package consolidation

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Structure is a group of companies as its owner states it: plain data, to be stored with the inventory. [New] checks it.
//
// Every statement holds from the day From up to but without the day To. Without From it has always held, without To it
// still holds.
type Structure struct {
	Parent   string // the reporting company, one of the entities
	Entities []Entity
	Holdings []Holding
	Controls []Control
	Sites    []Site
	Leases   []Lease
	Accounts []Account
}

// Entity is a company or another unit that has emissions.
type Entity struct {
	ID      string   `json:"id" csv:"id"` // the entity of its lines: [ghg.Result].Entity
	Name    string   `json:"name,omitempty" csv:"name,omitempty"`
	Country string   `json:"country,omitempty" csv:"country,omitempty"`
	Sector  string   `json:"sector,omitempty" csv:"sector,omitempty"`
	From    ghg.Date `json:"from,omitzero" csv:"from,omitempty"`
	To      ghg.Date `json:"to,omitzero" csv:"to,omitempty"`
}

// Holding is the economic interest of one entity in another, not its votes.
type Holding struct {
	Owner    string          `csv:"owner"`
	Owned    string          `csv:"owned"`
	Equity   decimal.Decimal `csv:"equity"` // from 0 to 1
	Relation Relation        `csv:"relation"`
	From     ghg.Date        `csv:"from,omitempty"`
	To       ghg.Date        `csv:"to,omitempty"`
}

// Relation is what an entity is to its owner. The zero Relation is invalid.
type Relation uint8

// The relations of an entity to its owner (Corporate Standard, table 1).
const (
	Subsidiary           Relation = iota + 1
	JointOperation                // joint financial control
	JointVenture                  // joint financial control
	Associate                     // significant influence without control
	FixedAssetInvestment          // neither influence nor control
	Franchise                     // a franchisee
)

var relations = vocabulary.New[Relation]("relation", "subsidiary", "joint-operation", "joint-venture", "associate", "fixed-asset-investment", "franchise")

// String returns the name of the relation.
func (r Relation) String() string { return relations.String(r) }

// MarshalText returns what String returns. The zero Relation is an error.
func (r Relation) MarshalText() ([]byte, error) { return relations.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *Relation) UnmarshalText(text []byte) error { return relations.Unmarshal(r, text) }

// joint reports whether the relation is joint financial control.
func (r Relation) joint() bool { return r == JointOperation || r == JointVenture }

// Control states what the group as a whole controls of an entity. It is stated for every entity but the parent: a
// shareholding does not tell.
type Control struct {
	Entity      string   `json:"entity" csv:"entity"`
	Financial   bool     `json:"financial" csv:"financial"`     // it directs the financial and operating policies, alone
	Operational bool     `json:"operational" csv:"operational"` // it has the full authority to introduce operating policies
	From        ghg.Date `json:"from,omitzero" csv:"from,omitempty"`
	To          ghg.Date `json:"to,omitzero" csv:"to,omitempty"`
}

// Site is a place of an entity.
type Site struct {
	ID        string           `csv:"id"` // the site of its lines: [ghg.Result].Site
	Entity    string           `csv:"entity"`
	Country   string           `csv:"country,omitempty"`
	Region    string           `csv:"region,omitempty"` // the grid
	Latitude  *decimal.Decimal `csv:"latitude,omitempty"`
	Longitude *decimal.Decimal `csv:"longitude,omitempty"`
	From      ghg.Date         `csv:"from,omitempty"`
	To        ghg.Date         `csv:"to,omitempty"`
}

// Lease states that the lines of scopes 1 and 2 of a site are those of a leased asset. [Lease.place] has the table.
type Lease struct {
	Asset string    `json:"asset" csv:"asset"`
	Site  string    `json:"site" csv:"site"`
	Role  LeaseRole `json:"role" csv:"role"`
	Kind  LeaseKind `json:"kind" csv:"kind"`
	// Exception is why an operating lease is not where operational control puts it: a lessee shows that it lacks control, a
	// lessor that it has it (Scope 3 Standard, appendix A, notes 3 and 4). It is disclosed and justified.
	Exception string   `json:"exception,omitempty" csv:"exception,omitempty"`
	From      ghg.Date `json:"from,omitzero" csv:"from,omitempty"`
	To        ghg.Date `json:"to,omitzero" csv:"to,omitempty"`
}

// LeaseRole is the role of the group in a lease. The zero LeaseRole is invalid.
type LeaseRole uint8

// The roles in a lease.
const (
	Lessee LeaseRole = iota + 1 // the group uses the asset
	Lessor                      // the group owns it
)

var leaseRoles = vocabulary.New[LeaseRole]("role in a lease", "lessee", "lessor")

// String returns the name of the role.
func (r LeaseRole) String() string { return leaseRoles.String(r) }

// MarshalText returns what String returns. The zero LeaseRole is an error.
func (r LeaseRole) MarshalText() ([]byte, error) { return leaseRoles.Marshal(r) }

// UnmarshalText reads what String returns.
func (r *LeaseRole) UnmarshalText(text []byte) error { return leaseRoles.Unmarshal(r, text) }

// LeaseKind is the company's statement of what a lease is: IFRS 16 no longer tells lessees' leases apart. The zero LeaseKind
// is invalid.
type LeaseKind uint8

// The kinds of lease.
const (
	FinanceLease   LeaseKind = iota + 1 // a finance or capital lease: the lessee has the risks and rewards of ownership
	OperatingLease                      // any other
)

var leaseKinds = vocabulary.New[LeaseKind]("kind of lease", "finance", "operating")

// String returns the name of the kind.
func (k LeaseKind) String() string { return leaseKinds.String(k) }

// MarshalText returns what String returns. The zero LeaseKind is an error.
func (k LeaseKind) MarshalText() ([]byte, error) { return leaseKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *LeaseKind) UnmarshalText(text []byte) error { return leaseKinds.Unmarshal(k, text) }

// Account states whether an entity is in the consolidated accounts of the group. [Consolidation.Accounts] and
// [Group.Operated] need it.
type Account struct {
	Entity       string   `json:"entity" csv:"entity"`
	Consolidated bool     `json:"consolidated" csv:"consolidated"` // in the consolidated accounting group
	From         ghg.Date `json:"from,omitzero" csv:"from,omitempty"`
	To           ghg.Date `json:"to,omitzero" csv:"to,omitempty"`
}

// clone returns a copy that shares nothing with s.
func (s Structure) clone() Structure {
	s.Entities, s.Holdings, s.Controls = slices.Clone(s.Entities), slices.Clone(s.Holdings), slices.Clone(s.Controls)
	s.Sites, s.Leases, s.Accounts = slices.Clone(s.Sites), slices.Clone(s.Leases), slices.Clone(s.Accounts)
	for i := range s.Sites {
		s.Sites[i].Latitude, s.Sites[i].Longitude = cloned(s.Sites[i].Latitude), cloned(s.Sites[i].Longitude)
	}
	return s
}

func cloned(d *decimal.Decimal) *decimal.Decimal {
	if d == nil {
		return nil
	}
	own := *d
	return &own
}
