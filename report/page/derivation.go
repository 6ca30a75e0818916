package page

import (
	"strings"

	"github.com/ghgkit/ghg"
)

// derivation writes how a line follows from its inputs: the equation, and opened the steps, the factors with their sources,
// what the method recorded, the caveats and the receipt's hash.
func (p *page) derivation(r *row, full ghg.Result) {
	p.open("details", class("why"))
	p.element("summary", equation(full))
	p.list("ol", saySteps, len(full.Steps), func(i int) { p.stepItem(full.Steps[i]) })
	p.weights(full)
	p.list("ul", sayFactors, len(full.Factors), func(i int) { p.factorItem(full.Factors[i]) })
	p.list("ul", sayProperties, len(full.Properties), func(i int) {
		f := full.Properties[i]
		p.data(f.ID + " = " + exact(f.Value) + " " + f.Unit + " · " + f.Source())
	})
	p.list("ul", sayNotes, len(full.Notes), func(i int) { p.data(full.Notes[i].Name + ": " + full.Notes[i].Value) })
	p.list("ul", sayCaveatList, len(full.Caveats), func(i int) { p.data(full.Caveats[i].String()) })
	p.open("p")
	p.say(sayReceiptHash)
	p.text(" ")
	p.element("code", r.hash)
	p.text(" ")
	if p.o.Verifier != nil {
		p.open("button", class("recompute"), at("type", "button"), atInt("data-n", r.ordinal))
		p.say(sayRecompute)
		p.close()
	}
	p.close()
	p.close()
}

// list writes a list with its heading, or nothing if it is empty.
func (p *page) list(kind tag, heading phrase, n int, item func(i int)) {
	if n == 0 {
		return
	}
	p.open("h3")
	p.say(heading)
	p.close()
	p.open(kind)
	for i := range n {
		p.open("li")
		item(i)
		p.close()
	}
	p.close()
}

func (p *page) stepItem(s ghg.Step) {
	p.open("bdi")
	p.text(s.Label + ": " + terms(s, true) + " = " + brief(s.Value) + " " + s.Unit)
	p.close()
	for _, t := range s.Terms {
		if t.Source != "" && t.Kind != ghg.TermFactor {
			p.void("br")
			p.data(t.Label + ": " + t.Source)
		}
	}
}

// weights writes how the amounts became CO2e.
func (p *page) weights(full ghg.Result) {
	var parts []string
	for a := range full.Emissions.All() {
		for _, w := range full.Weights {
			if w.Gas != a.Gas || w.Basis != a.GWP || w.Outside {
				continue
			}
			text := brief(a.Kg) + " " + a.Unit() + " × " + exact(w.GWP)
			if !w.Published.Equal(one) {
				text += " ÷ " + exact(w.Published)
			}
			parts = append(parts, text)
		}
	}
	p.open("p")
	p.text(strings.Join(parts, " + ") + " = " + brief(full.CO2e.Kg()) + " kg CO2e (" + full.GWP + ")")
	p.close()
}

func (p *page) factorItem(f ghg.FactorRecord) {
	p.data(f.ID + " = " + f.PerUnit.String() + " / " + f.Unit)
	p.text(" · ")
	p.data(f.Source())
	p.text(" · ")
	if f.Licence == "" {
		p.say(sayNoLicence)
	} else {
		p.data(f.Licence)
	}
	p.void("br")
	p.element("code", f.Digest)
}

// equation is the steps that emit, with their numbers, on one line.
func equation(r ghg.Result) string {
	const most = 3
	var emits []string
	n := 0
	for _, s := range r.Steps {
		if !s.Emits() || s.Value.IsZero() {
			continue
		}
		n++
		if n <= most {
			emits = append(emits, terms(s, false))
		}
	}
	if n > most {
		emits = append(emits, "…")
	}
	if len(emits) == 0 {
		emits = append(emits, "0")
	}
	return strings.Join(emits, " + ") + " = " + brief(r.CO2e.Kg().Shift(-3)) + " t CO2e"
}

// terms writes the right side of a step: its numbers with their units, and with their names if they are wanted.
func terms(s ghg.Step, named bool) string {
	var b strings.Builder
	for i, t := range s.Terms {
		switch {
		case s.Op == ghg.Min || s.Op == ghg.Max:
			if i > 0 {
				b.WriteString(", ")
			}
		case t.Divides:
			if i == 0 {
				b.WriteString("1")
			}
			b.WriteString(" ÷ ")
		case t.Subtracts:
			b.WriteString(" " + minus + " ")
		case i > 0 && s.Op == ghg.Product:
			b.WriteString(" × ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(brief(t.Value))
		if t.Unit != "1" && t.Unit != "" {
			b.WriteString(" " + t.Unit)
		}
		if named && t.Label != "" {
			b.WriteString(" (" + t.Label + ")")
		}
	}
	if s.Op == ghg.Min || s.Op == ghg.Max {
		return s.Op.String() + "(" + b.String() + ")"
	}
	return strings.TrimSpace(b.String())
}
