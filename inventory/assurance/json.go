package assurance

import (
	"encoding/json"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/inventory"
)

type significanceForm struct {
	Criteria    []criterionForm   `json:"criteria"`
	Lowest      strictjson.Number `json:"lowest"`
	Highest     strictjson.Number `json:"highest"`
	Threshold   strictjson.Number `json:"threshold"`
	Assessments []assessmentForm  `json:"assessments"`
}

type criterionForm struct {
	Name   string            `json:"name"`
	Weight strictjson.Number `json:"weight"`
}

type assessmentForm struct {
	Category ISOCategory `json:"category"`
	What     string      `json:"what,omitempty"`
	Scores   []scoreForm `json:"scores"`
	Reason   string      `json:"reason"`
}

type scoreForm struct {
	Criterion string            `json:"criterion"`
	Value     strictjson.Number `json:"value"`
}

// MarshalJSON returns the register. One that Evaluate refuses is an error.
func (s Significance) MarshalJSON() ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	form := significanceForm{Criteria: []criterionForm{}, Lowest: strictjson.Number{Value: s.Lowest}, Highest: strictjson.Number{Value: s.Highest}, Threshold: strictjson.Number{Value: s.Threshold}, Assessments: []assessmentForm{}}
	for _, c := range s.Criteria {
		form.Criteria = append(form.Criteria, criterionForm{c.Name, strictjson.Number{Value: c.Weight}})
	}
	for _, a := range s.Assessments {
		f := assessmentForm{Category: a.Category, What: a.What, Scores: []scoreForm{}, Reason: a.Reason}
		for _, v := range a.Scores {
			f.Scores = append(f.Scores, scoreForm{v.Criterion, strictjson.Number{Value: v.Value}})
		}
		form.Assessments = append(form.Assessments, f)
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns. An unknown or repeated key is an error, and so is what Evaluate refuses. An
// error leaves s unchanged.
func (s *Significance) UnmarshalJSON(text []byte) error {
	var form significanceForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Significance{Lowest: form.Lowest.Value, Highest: form.Highest.Value, Threshold: form.Threshold.Value}
	for _, c := range form.Criteria {
		read.Criteria = append(read.Criteria, Criterion{c.Name, c.Weight.Value})
	}
	for _, f := range form.Assessments {
		a := Assessment{Category: f.Category, What: f.What, Reason: f.Reason}
		for _, v := range f.Scores {
			a.Scores = append(a.Scores, Score{v.Criterion, v.Value.Value})
		}
		read.Assessments = append(read.Assessments, a)
	}
	if err := read.check(); err != nil {
		return err
	}
	*s = read
	return nil
}

type materialityForm struct {
	Group       inventory.ScopeGroup `json:"group"`
	Threshold   strictjson.Number    `json:"threshold"`
	Performance strictjson.Number    `json:"performance"`
}

// MarshalJSON returns the materiality. One that Evaluate refuses is an error.
func (m Materiality) MarshalJSON() ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	return json.Marshal(materialityForm{m.Group, strictjson.Number{Value: m.Threshold}, strictjson.Number{Value: m.Performance}})
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Significance.UnmarshalJSON].
func (m *Materiality) UnmarshalJSON(text []byte) error {
	var form materialityForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Materiality{form.Group, form.Threshold.Value, form.Performance.Value}
	if err := read.check(); err != nil {
		return err
	}
	*m = read
	return nil
}

type misstatementForm struct {
	Line      string           `json:"line"`
	Kind      MisstatementKind `json:"kind"`
	Delta     ghg.CO2e         `json:"delta"`
	Corrected bool             `json:"corrected,omitempty"`
	Detail    string           `json:"detail,omitempty"`
}

// MarshalJSON returns the misstatement. One that Evaluate refuses is an error.
func (s Misstatement) MarshalJSON() ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	return json.Marshal(misstatementForm(s))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Significance.UnmarshalJSON].
func (s *Misstatement) UnmarshalJSON(text []byte) error {
	var form misstatementForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	if err := Misstatement(form).check(); err != nil {
		return err
	}
	*s = Misstatement(form)
	return nil
}

type engagementForm struct {
	Level    Level                  `json:"level"`
	Standard Standard               `json:"standard,omitzero"`
	Assurer  string                 `json:"assurer,omitempty"`
	Groups   []inventory.ScopeGroup `json:"groups"`
	Period   ghg.Period             `json:"period"`
	Signed   ghg.Date               `json:"signed,omitzero"`
}

// MarshalJSON returns the engagement. One that Check refuses is an error.
func (e Engagement) MarshalJSON() ([]byte, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	return json.Marshal(engagementForm(e))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Significance.UnmarshalJSON].
func (e *Engagement) UnmarshalJSON(text []byte) error {
	var form engagementForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	if err := Engagement(form).Check(); err != nil {
		return err
	}
	*e = Engagement(form)
	return nil
}
