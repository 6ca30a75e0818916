package factors

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/units"
)

// factorForm is the JSON form of a factor: the keys of its record in a result, with the price as text, and those of what a result
// does not record.
type factorForm struct {
	Activity    string         `json:"activity"`
	Boundary    ghg.Boundary   `json:"boundary,omitzero"`
	Caveat      *ghg.Caveat    `json:"caveat,omitempty"`
	Digest      string         `json:"digest"`
	Document    string         `json:"document"`
	ID          string         `json:"id"`
	Label       string         `json:"label,omitempty"`
	Licence     string         `json:"licence,omitempty"`
	Note        string         `json:"note,omitempty"`
	PerUnit     ghg.Emissions  `json:"per_unit"`
	Price       string         `json:"price,omitempty"`
	PriceType   string         `json:"price_type,omitempty"`
	PriceYear   int            `json:"price_year,omitempty"`
	Published   *ghg.GasAmount `json:"published,omitempty"`
	Region      string         `json:"region,omitempty"`
	Row         string         `json:"row,omitempty"`
	Set         string         `json:"set"`
	Table       string         `json:"table,omitempty"`
	Uncertainty string         `json:"uncertainty,omitempty"`
	Unit        units.Unit     `json:"unit"`
	Valid       ghg.Period     `json:"valid"`
}

// MarshalJSON returns the factor with its digest, as a result records it, and with the keys label, published, uncertainty,
// caveat, note, price_year and price_type where they say something. A factor that no set accepts is an error.
func (f Factor) MarshalJSON() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	r := f.sealed()
	form := factorForm{
		Activity: r.Activity, Boundary: r.Boundary, Digest: r.Digest, Document: r.Document, ID: r.ID, Label: f.Label, Licence: r.Licence, Note: f.Note,
		PerUnit: r.PerUnit, Price: r.Price, PriceType: f.Price.Type, PriceYear: f.Price.Year, Region: r.Region, Row: r.Row, Set: r.Set, Table: r.Table,
		Unit: f.Unit, Valid: r.Valid,
	}
	if f.Caveat.Kind != 0 {
		form.Caveat = &f.Caveat
	}
	if f.Published.GWP != "" {
		form.Published = &f.Published
	}
	if share, published := f.Uncertainty.Share(); published {
		form.Uncertainty = dec.Text(share)
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns. An unknown, repeated or missing key is an error, and so is a factor that no set
// accepts; other values than the digest was computed of are an error that wraps [ErrChanged]. The label, published CO2e,
// uncertainty, caveat and note are not part of the digest. An error leaves f unchanged.
func (f *Factor) UnmarshalJSON(text []byte) error {
	var form factorForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return fmt.Errorf("factor: %w", err)
	}
	read := Factor{
		ID: form.ID, Set: form.Set, Activity: form.Activity, Label: form.Label, Region: form.Region, Valid: form.Valid, Unit: form.Unit,
		Boundary: form.Boundary, PerUnit: form.PerUnit, Price: Price{form.PriceYear, form.PriceType},
		Reference: Reference{form.Document, form.Table, form.Row}, Licence: form.Licence, Note: form.Note,
	}
	if form.Caveat != nil {
		read.Caveat = *form.Caveat
	}
	if form.Published != nil {
		read.Published = *form.Published
	}
	if form.Uncertainty != "" {
		share, err := dec.ParseLong(form.Uncertainty)
		if err != nil {
			return fmt.Errorf("uncertainty of factor %s: %w", input.Shorten(form.ID), err)
		}
		read.Uncertainty = PublishedUncertainty(share)
	}
	if err := read.check(); err != nil {
		return fmt.Errorf("factor %s: %w", form.ID, err)
	}
	if r := read.sealed(); r.Digest != form.Digest || r.Price != form.Price {
		return fmt.Errorf("factor %s: %w: its digest is %s, it states %s", form.ID, ErrChanged, r.Digest, cmp.Or(form.Digest, "none"))
	}
	*f = read
	return nil
}
