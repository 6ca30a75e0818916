package revision

import (
	"encoding/json"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/scope2"
)

type editionForm struct {
	Name           string             `json:"name"`
	Document       string             `json:"document"`
	Published      ghg.Date           `json:"published"`
	InForce        ghg.Date           `json:"in_force,omitzero"`
	Matching       scope2.Granularity `json:"matching"`
	Exemption      Clause             `json:"exemption"`
	Legacy         Clause             `json:"legacy"`
	Boundary       Boundary           `json:"boundary"`
	PriceRatio     strictjson.Number  `json:"price_ratio"`
	FirmRights     bool               `json:"firm_rights,omitempty"`
	StandardSupply StandardSupply     `json:"standard_supply"`
	ResidualMix    ResidualRule       `json:"residual_mix"`
	Unmatched      []Fallback         `json:"unmatched"`
	Location       []Precision        `json:"location,omitempty"`
}

// MarshalJSON returns the edition. One that Check refuses is an error.
func (e Edition) MarshalJSON() ([]byte, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	return json.Marshal(editionForm{
		e.Name, e.Document, e.Published, e.InForce, e.Matching, e.Exemption, e.Legacy, e.Boundary,
		strictjson.Number{Value: e.PriceRatio},
		e.FirmRights, e.StandardSupply, e.ResidualMix, e.Unmatched, e.Location,
	})
}

// UnmarshalJSON reads what MarshalJSON returns. An unknown or repeated key is an error, and so is what Check refuses. An error
// leaves e unchanged.
func (e *Edition) UnmarshalJSON(text []byte) error {
	var f editionForm
	if err := strictjson.Unmarshal(text, &f); err != nil {
		return err
	}
	read := Edition{
		f.Name, f.Document, f.Published, f.InForce, f.Matching, f.Exemption, f.Legacy, f.Boundary, f.PriceRatio.Value,
		f.FirmRights, f.StandardSupply, f.ResidualMix, f.Unmatched, f.Location,
	}
	if err := read.Check(); err != nil {
		return err
	}
	*e = read
	return nil
}
