package baseyear

import (
	"encoding/json"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/targets"
)

// The forms are the types without their methods.
type (
	versionForm Version
	seriesForm  Series
	eventForm   Event
)

// read reads a JSON form, and keeps what it stands for if check accepts it.
func read[Form, T any](text []byte, into *T, what string, from func(Form) T, check func(T) error) error {
	if into == nil {
		return &ghg.FieldError{Field: what, Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
	}
	var form Form
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	value := from(form)
	if err := check(value); err != nil {
		return err
	}
	*into = value
	return nil
}

// MarshalJSON returns the version as an object with the keys id, year, period, inventory, reason, created, factors_lock,
// gwp, approach and scope_2. One that [Series.Check] refuses is an error.
func (v Version) MarshalJSON() ([]byte, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	return json.Marshal(versionForm(v))
}

// UnmarshalJSON reads what MarshalJSON returns, in any order of its keys. An unknown or repeated key is an error, and so is
// what [Series.Check] refuses of a version. An error leaves v unchanged.
func (v *Version) UnmarshalJSON(text []byte) error {
	return read(text, v, "base-year version", func(f versionForm) Version { return Version(f) }, Version.check)
}

// MarshalJSON returns the version and the years, with every amount exact: an object with the keys version and years. What
// [Series.Check] refuses is an error.
func (s Series) MarshalJSON() ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	return json.Marshal(seriesForm(s))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Version.UnmarshalJSON]. What [Series.Check] refuses is an
// error.
func (s *Series) UnmarshalJSON(text []byte) error {
	return read(text, s, "series", func(f seriesForm) Series { return Series(f) }, Series.Check)
}

// MarshalJSON returns the series of all versions, the oldest first. What [History.Check] refuses is an error.
func (h History) MarshalJSON() ([]byte, error) {
	if err := h.Check(); err != nil {
		return nil, err
	}
	return json.Marshal([]Series(h))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Version.UnmarshalJSON]. What [History.Check] refuses is an
// error.
func (h *History) UnmarshalJSON(text []byte) error {
	return read(text, h, "history", func(list []Series) History { return list }, History.Check)
}

// MarshalJSON returns the event as an object with the keys id, kind, what, entity, effective, deltas, not_possible,
// existed_from, already_reported and in_figures. What [Policy.Assess] refuses of an event, whatever the base year, is an error:
// so are deltas by two methods of scope 2.
func (e Event) MarshalJSON() ([]byte, error) {
	if err := e.checkAlone(); err != nil {
		return nil, err
	}
	return json.Marshal(eventForm(e))
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Version.UnmarshalJSON]. Whether the event states a delta of
// the base year is checked with its series.
func (e *Event) UnmarshalJSON(text []byte) error {
	return read(text, e, "event", func(f eventForm) Event { return Event(f) }, Event.checkAlone)
}

// checkAlone returns an error unless the event is whole for some base year.
func (e Event) checkAlone() error {
	method := ghg.MarketBased
	if i := slices.IndexFunc(e.Deltas, func(d Delta) bool { return d.Scope == ghg.Scope2 }); i >= 0 && e.Deltas[i].Accounting == ghg.LocationBased {
		method = ghg.LocationBased
	}
	return e.whole(method)
}

type policyForm struct {
	Name          string                   `json:"name"`
	Threshold     strictjson.Number        `json:"threshold"`
	Per           Per                      `json:"per"`
	Boundaries    []boundaryForm           `json:"boundaries,omitempty"`
	Trigger       targets.SignificanceTest `json:"trigger"`
	Timing        Timing                   `json:"timing"`
	Review        []int                    `json:"review,omitempty"`
	CategoryShare *strictjson.Number       `json:"category_share,omitempty"`
}

type boundaryForm struct {
	Name       string      `json:"name"`
	Scopes     []ghg.Scope `json:"scopes,omitempty"`
	Categories []number    `json:"categories,omitempty"`
}

// number is a category of scope 3 in a list: encoding/json writes a []ghg.Category, whose items are bytes, as base64.
type number struct{ category ghg.Category }

// MarshalJSON returns the number of the category.
func (n number) MarshalJSON() ([]byte, error) { return json.Marshal(n.category) }

// UnmarshalJSON reads what MarshalJSON returns.
func (n *number) UnmarshalJSON(text []byte) error {
	var c struct {
		Category ghg.Category `json:"category"`
	}
	if err := strictjson.Unmarshal(slices.Concat([]byte(`{"category":`), text, []byte("}")), &c); err != nil {
		return err
	}
	n.category = c.Category
	return nil
}

// MarshalJSON returns the policy as an object with the keys name, threshold, per, boundaries, trigger, timing, review and
// category_share. One that [Policy.Assess] refuses is an error.
func (p Policy) MarshalJSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	form := policyForm{Name: p.Name, Threshold: strictjson.Number{Value: p.Threshold}, Per: p.Per, Trigger: p.Trigger, Timing: p.Timing, Review: p.Review}
	for _, b := range p.Boundaries {
		f := boundaryForm{Name: b.Name, Scopes: b.Scopes}
		for _, c := range b.Categories {
			f.Categories = append(f.Categories, number{c})
		}
		form.Boundaries = append(form.Boundaries, f)
	}
	if !p.CategoryShare.IsZero() {
		form.CategoryShare = &strictjson.Number{Value: p.CategoryShare}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON returns, as strictly as [Version.UnmarshalJSON]. What [Policy.Assess] refuses of a
// policy is an error.
func (p *Policy) UnmarshalJSON(text []byte) error {
	return read(text, p, "policy", policyForm.policy, Policy.check)
}

func (f policyForm) policy() Policy {
	p := Policy{Name: f.Name, Threshold: f.Threshold.Value, Per: f.Per, Trigger: f.Trigger, Timing: f.Timing, Review: f.Review}
	for _, b := range f.Boundaries {
		covered := targets.Covered{Scopes: b.Scopes}
		for _, c := range b.Categories {
			covered.Categories = append(covered.Categories, c.category)
		}
		p.Boundaries = append(p.Boundaries, Boundary{b.Name, covered})
	}
	if f.CategoryShare != nil {
		p.CategoryShare = f.CategoryShare.Value
	}
	return p
}
