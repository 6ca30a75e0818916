package example

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
)

// Trace calculates every example of the methods and writes all that their results state: the steps, and the facts that
// decide where a result is counted and disclosed.
func Trace(b factors.Basis, methods []*method.Method) ([]byte, error) {
	var out strings.Builder
	for _, m := range methods {
		for i, text := range m.Examples() {
			a, err := activity.Decode([]byte(`{"method": "` + string(m.Name()) + `",` + strings.TrimPrefix(strings.TrimSpace(text), "{")))
			if err != nil {
				return nil, fmt.Errorf("example %d of %s: %w", i+1, m.Name(), err)
			}
			results, err := a.Calculate(b)
			if err != nil {
				return nil, fmt.Errorf("example %d of %s: %w", i+1, m.Name(), err)
			}
			for _, r := range results {
				out.WriteString(r.ExplainSteps() + facts(r) + "\n")
			}
		}
	}
	return []byte(out.String()), nil
}

// facts writes the facts of a result that its explanation leaves out, a line for each that it has.
func facts(r ghg.Result) string {
	var out strings.Builder
	line := func(name string, value any) {
		if text := strings.TrimSpace(fmt.Sprint(value)); text != "" {
			fmt.Fprintf(&out, "  %s: %s\n", name, text)
		}
	}
	data := "secondary"
	if r.Primary {
		data = "primary"
	}
	line("data", data)
	if r.Category != 0 {
		line("category", r.Category)
	}
	if r.Stage != 0 {
		line("stage", r.Stage)
	}
	if !r.Counts() {
		line("memo item", r.Memo)
	}
	if r.Subject.Kind != 0 {
		line("subject", r.Subject.Kind.String()+" "+r.Subject.Name)
	}
	line("purchase", r.Purchase.ID)
	line("supplier", r.Purchase.Supplier)
	line("spend", r.Purchase.Spend)
	line("outstanding", r.Outstanding)
	for _, c := range r.Covers {
		line("covers", fmt.Sprintf("%s of %s by %s %s, renewable %t, steps %d to %d", c.Energy, c.Carrier, c.Source, c.Instrument, c.Renewable, c.First, c.Last))
	}
	for _, c := range r.Claims {
		line("claim", fmt.Sprintf("%s: used %s of %s, whole %s, RE100 %t, refused %q", c.Instrument, c.Used, c.Volume, c.Whole, c.RE100, c.Refused))
	}
	return out.String()
}
