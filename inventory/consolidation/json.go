package consolidation

import (
	"encoding/json"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
)

type structureForm struct {
	Parent   string        `json:"parent"`
	Entities []Entity      `json:"entities"`
	Holdings []holdingForm `json:"holdings,omitempty"`
	Controls []Control     `json:"controls,omitempty"`
	Sites    []siteForm    `json:"sites,omitempty"`
	Leases   []Lease       `json:"leases,omitempty"`
	Accounts []Account     `json:"accounts,omitempty"`
}

type holdingForm struct {
	Owner    string            `json:"owner"`
	Owned    string            `json:"owned"`
	Equity   strictjson.Number `json:"equity"`
	Relation Relation          `json:"relation"`
	From     ghg.Date          `json:"from,omitzero"`
	To       ghg.Date          `json:"to,omitzero"`
}

type siteForm struct {
	ID        string             `json:"id"`
	Entity    string             `json:"entity"`
	Country   string             `json:"country,omitempty"`
	Region    string             `json:"region,omitempty"`
	Latitude  *strictjson.Number `json:"latitude,omitempty"`
	Longitude *strictjson.Number `json:"longitude,omitempty"`
	From      ghg.Date           `json:"from,omitzero"`
	To        ghg.Date           `json:"to,omitzero"`
}

// MarshalJSON returns the structure as an object: its lists of statements, each with the names of the columns of its sheet.
// A structure that [New] refuses is an error.
func (s Structure) MarshalJSON() ([]byte, error) {
	if _, err := New(s); err != nil {
		return nil, err
	}
	form := structureForm{Parent: s.Parent, Entities: s.Entities, Controls: s.Controls, Leases: s.Leases, Accounts: s.Accounts}
	for _, h := range s.Holdings {
		form.Holdings = append(form.Holdings, holdingForm{h.Owner, h.Owned, strictjson.Number{Value: h.Equity}, h.Relation, h.From, h.To})
	}
	for _, p := range s.Sites {
		form.Sites = append(form.Sites, siteForm{p.ID, p.Entity, p.Country, p.Region, strictjson.NumberOf(p.Latitude), strictjson.NumberOf(p.Longitude), p.From, p.To})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, in any order of its keys. An unknown or repeated key is an error, and so is
// what [New] refuses. An error leaves s unchanged.
func (s *Structure) UnmarshalJSON(text []byte) error {
	if s == nil {
		return &ghg.FieldError{Field: "structure", Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
	}
	var form structureForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Structure{Parent: form.Parent, Entities: form.Entities, Controls: form.Controls, Leases: form.Leases, Accounts: form.Accounts}
	for _, h := range form.Holdings {
		read.Holdings = append(read.Holdings, Holding{h.Owner, h.Owned, h.Equity.Value, h.Relation, h.From, h.To})
	}
	for _, p := range form.Sites {
		read.Sites = append(read.Sites, Site{p.ID, p.Entity, p.Country, p.Region, p.Latitude.Decimal(), p.Longitude.Decimal(), p.From, p.To})
	}
	if _, err := New(read); err != nil {
		return err
	}
	*s = read
	return nil
}
