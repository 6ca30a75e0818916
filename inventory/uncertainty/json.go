package uncertainty

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// uncertaintyForm has σ as text, with the digits that make the same float64.
type uncertaintyForm struct {
	Sigma string `json:"sigma"`
	Rule  string `json:"rule"`
}

// MarshalJSON returns an object with the keys sigma, σ with all its digits as a text, and rule. An unknown uncertainty is an
// error: leave it out.
func (u Uncertainty) MarshalJSON() ([]byte, error) {
	if !u.known {
		return nil, &ghg.FieldError{Field: "uncertainty", Value: u.String(), Want: "a known one", Err: ghg.ErrMissing}
	}
	return json.Marshal(uncertaintyForm{number(u.sigma), u.rule})
}

// UnmarshalJSON reads what MarshalJSON returns. An unknown or repeated key is an error, and so are a σ below 0 or not finite
// and an empty rule. An error leaves u unchanged.
func (u *Uncertainty) UnmarshalJSON(text []byte) error {
	if u == nil {
		return nowhere("uncertainty")
	}
	var form uncertaintyForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	sigma, err := strconv.ParseFloat(form.Sigma, 64)
	if err != nil || number(sigma) != form.Sigma || !(sigma >= 0) || math.IsInf(sigma, 0) {
		return &ghg.FieldError{Field: "sigma", Value: input.Shorten(form.Sigma), Want: "a number of at least 0 in its shortest form, such as 0.1", Err: ghg.ErrOutOfRange}
	}
	if form.Rule == "" {
		return &ghg.FieldError{Field: "rule", Want: "what the uncertainty is by, such as ± 10 %", Err: ghg.ErrMissing}
	}
	*u = Uncertainty{sigma, true, form.Rule}
	return nil
}

func nowhere(what string) error {
	return &ghg.FieldError{Field: what, Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
}

type factorQualityForm struct {
	ID          string       `json:"id"`
	Digest      string       `json:"digest,omitempty"`
	Quality     *ghg.Quality `json:"quality,omitempty"`
	Basic       Basic        `json:"basic,omitzero"`
	Uncertainty *Uncertainty `json:"uncertainty,omitempty"`
	Source      string       `json:"source"`
}

// MarshalJSON returns the entry as an object with the keys id, digest, quality, basic, uncertainty and source. What [Assessed]
// refuses of an entry, whatever the pedigree table, is an error.
func (f FactorQuality) MarshalJSON() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	form := factorQualityForm{ID: f.ID, Digest: f.Digest, Basic: f.Basic, Source: f.Source}
	if f.Uncertainty.Known() {
		form.Uncertainty = &f.Uncertainty
	} else {
		form.Quality = &f.Quality
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Uncertainty.UnmarshalJSON].
func (f *FactorQuality) UnmarshalJSON(text []byte) error {
	if f == nil {
		return nowhere("quality of a factor")
	}
	var form factorQualityForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := FactorQuality{ID: form.ID, Digest: form.Digest, Basic: form.Basic, Source: form.Source}
	if form.Quality != nil {
		read.Quality = *form.Quality
	}
	if form.Uncertainty != nil {
		read.Uncertainty = *form.Uncertainty
	}
	if err := read.check(); err != nil {
		return err
	}
	*f = read
	return nil
}

// check returns an error unless an entry is whole.
func (f FactorQuality) check() error {
	switch given := f.Uncertainty.Known(); {
	case f.ID == "":
		return &ghg.FieldError{Field: "id of a factor", Want: "an id", Err: ghg.ErrMissing}
	case f.Source == "":
		return &ghg.FieldError{Field: "source of the quality of factor " + input.Shorten(f.ID), Want: "who assessed the factor, and where", Err: ghg.ErrMissing}
	case given && (f.Quality != ghg.Quality{} || f.Basic != 0):
		return &ghg.FieldError{Field: "quality of factor " + input.Shorten(f.ID), Value: f.Quality.String(), Want: "either it or an uncertainty", Err: ghg.ErrMixed}
	case !given && f.Quality == ghg.Quality{}:
		return &ghg.FieldError{Field: "quality of factor " + input.Shorten(f.ID), Want: "grades, or an uncertainty", Err: ghg.ErrMissing}
	}
	if f.Basic != 0 {
		if err := basics.Check(f.Basic); err != nil {
			return err
		}
	}
	return f.Quality.Check()
}

type assumptionForm struct {
	Kind     AssumptionKind `json:"kind"`
	Name     string         `json:"name"`
	Text     string         `json:"text"`
	Source   string         `json:"source"`
	Scope    ghg.Scope      `json:"scope"`
	Category ghg.Category   `json:"category,omitempty"`
	Figures  *figuresForm   `json:"figures,omitempty"`
}

type figuresForm struct {
	Low  ghg.CO2e `json:"low"`
	Base ghg.CO2e `json:"base"`
	High ghg.CO2e `json:"high"`
}

// MarshalJSON returns the assumption as an object with the keys kind, name, text, source, scope, category and, if it is
// quantified, figures with low, base and high. One that [NewRegister] refuses is an error.
func (a Assumption) MarshalJSON() ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	form := assumptionForm{Kind: a.Kind, Name: a.Name, Text: a.Text, Source: a.Source, Scope: a.Scope, Category: a.Category}
	if a.Quantified {
		form.Figures = &figuresForm{a.Low, a.Base, a.High}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Uncertainty.UnmarshalJSON]. What [NewRegister] refuses is an
// error.
func (a *Assumption) UnmarshalJSON(text []byte) error {
	if a == nil {
		return nowhere("assumption")
	}
	var form assumptionForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Assumption{Kind: form.Kind, Name: form.Name, Text: form.Text, Source: form.Source, Scope: form.Scope, Category: form.Category}
	if f := form.Figures; f != nil {
		read.Quantified, read.Low, read.Base, read.High = true, f.Low, f.Base, f.High
	}
	if err := read.check(); err != nil {
		return err
	}
	*a = read
	return nil
}

// MarshalJSON returns the assumptions as an array, in order.
func (r Register) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]Assumption{}, r.list...))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Uncertainty.UnmarshalJSON]. What [NewRegister] refuses, such
// as a name given twice, is an error.
func (r *Register) UnmarshalJSON(text []byte) error {
	if r == nil {
		return nowhere("register")
	}
	var list []Assumption
	if err := strictjson.Unmarshal(text, &list); err != nil {
		return err
	}
	read, err := NewRegister(list...)
	if err != nil {
		return err
	}
	*r = read
	return nil
}
