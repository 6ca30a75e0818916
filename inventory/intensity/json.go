package intensity

import (
	"encoding/json"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/inventory"
)

type gapForm struct {
	Scope      ghg.Scope      `json:"scope"`
	Category   ghg.Category   `json:"category,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitzero"`
	Results    []string       `json:"results,omitempty"`
}

type intensityForm struct {
	Scopes     inventory.ScopeGroup `json:"scopes"`
	Accounting ghg.Accounting       `json:"accounting"`
	CO2e       ghg.CO2e             `json:"co2e"`
	GWP        string               `json:"gwp"`
	Period     ghg.Period           `json:"period"`
	Approach   inventory.Approach   `json:"approach"`
	Missing    []gapForm            `json:"missing,omitempty"`

	Denominator denominatorForm `json:"denominator"`
}

type denominatorForm struct {
	Name     string             `json:"name"`
	Unit     string             `json:"unit"`
	Value    strictjson.Number  `json:"value"`
	Source   string             `json:"source"`
	Period   ghg.Period         `json:"period"`
	Approach inventory.Approach `json:"approach"`
}

// MarshalJSON returns the emissions and the denominator; the ratio follows from them. What [New] refuses is an error, and so
// is another ratio.
func (i Intensity) MarshalJSON() ([]byte, error) {
	if err := i.check(); err != nil {
		return nil, err
	}
	n, d := i.Numerator, i.Denominator
	form := intensityForm{Scopes: n.Scopes, Accounting: n.Accounting, CO2e: n.CO2e, GWP: n.GWP, Period: n.Period, Approach: n.Approach}
	for _, gap := range n.Missing {
		form.Missing = append(form.Missing, gapForm(gap))
	}
	form.Denominator = denominatorForm{d.Name, d.Unit, strictjson.Number{Value: d.Value}, d.Source, d.Period, d.Approach}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns and divides again. An unknown or repeated key is an error, and so is what [New]
// refuses. An error leaves i unchanged.
func (i *Intensity) UnmarshalJSON(text []byte) error {
	var form intensityForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	n := Numerator{Scopes: form.Scopes, Accounting: form.Accounting, CO2e: form.CO2e, GWP: form.GWP, Period: form.Period, Approach: form.Approach}
	for _, gap := range form.Missing {
		n.Missing = append(n.Missing, inventory.Gap(gap))
	}
	d := form.Denominator
	read, err := New(n, Denominator{d.Name, d.Unit, d.Value.Value, d.Source, d.Period, d.Approach})
	if err != nil {
		return err
	}
	*i = read
	return nil
}

type revenueForm struct {
	Used      strictjson.Number  `json:"used"`
	Other     strictjson.Number  `json:"other"`
	Statement strictjson.Number  `json:"statement"`
	Unit      string             `json:"unit"`
	Source    string             `json:"source"`
	Period    ghg.Period         `json:"period"`
	Approach  inventory.Approach `json:"approach"`
}

// MarshalJSON returns the revenue. One that Check refuses is an error.
func (r Revenue) MarshalJSON() ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	return json.Marshal(revenueForm{strictjson.Number{Value: r.Used}, strictjson.Number{Value: r.Other}, strictjson.Number{Value: r.Statement}, r.Unit, r.Source, r.Period, r.Approach})
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Intensity.UnmarshalJSON].
func (r *Revenue) UnmarshalJSON(text []byte) error {
	var form revenueForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Revenue{form.Used.Value, form.Other.Value, form.Statement.Value, form.Unit, form.Source, form.Period, form.Approach}
	if err := read.Check(); err != nil {
		return err
	}
	*r = read
	return nil
}
