package derive

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/units"
)

// amountPlace is an amount of a result that is no term: an amount of the activity, or the value of a step.
type amountPlace struct {
	of     func(*ghg.Result) *ghg.Amount
	amount int // −1 for a step
	step   int
}

func (at amountPlace) value(r *ghg.Result, amounts []decimal.Decimal) decimal.Decimal {
	if at.amount >= 0 {
		return amounts[at.amount]
	}
	return r.Steps[at.step].Value
}

func (at amountPlace) set(r *ghg.Result, value decimal.Decimal) { at.of(r).Value = value }

// amountPlaces returns the amounts of a result that are no terms. Those of its covers and claims are nil in a result without.
func amountPlaces(r *ghg.Result) []func(*ghg.Result) *ghg.Amount {
	places := []func(*ghg.Result) *ghg.Amount{
		func(r *ghg.Result) *ghg.Amount { return &r.Outstanding },
		func(r *ghg.Result) *ghg.Amount { return &r.Purchase.Spend },
	}
	for i := range r.Covers {
		places = append(places, func(r *ghg.Result) *ghg.Amount {
			if i >= len(r.Covers) {
				return nil
			}
			return &r.Covers[i].Energy
		})
	}
	for i := range r.Claims {
		for _, amount := range []func(*ghg.Claim) *ghg.Amount{
			func(c *ghg.Claim) *ghg.Amount { return &c.Volume },
			func(c *ghg.Claim) *ghg.Amount { return &c.Whole },
			func(c *ghg.Claim) *ghg.Amount { return &c.Used },
		} {
			places = append(places, func(r *ghg.Result) *ghg.Amount {
				if i >= len(r.Claims) {
					return nil
				}
				return amount(&r.Claims[i])
			})
		}
	}
	return places
}

// textPlace is a text of a result that is a text of the activity, or holds it.
type textPlace struct {
	of            func(*ghg.Result) *string
	before, after string
	text          int
	caveat        int // the caveat whose detail it is, −1 if none
}

func (at textPlace) set(r *ghg.Result, texts []string) {
	*at.of(r) = at.before + texts[at.text] + at.after
}

// textPlaces calls each with every text of a result that may hold one of the activity.
func textPlaces(r *ghg.Result, each func(of func(*ghg.Result) *string, caveat int)) {
	text := func(of func(*ghg.Result) *string) { each(of, -1) }
	text(func(r *ghg.Result) *string { return &r.Purchase.ID })
	text(func(r *ghg.Result) *string { return &r.Purchase.Supplier })
	text(func(r *ghg.Result) *string { return &r.Subject.Name })
	for i := range r.Notes { //nolint:forbidigo // texts are moved, none decides a number
		text(func(r *ghg.Result) *string { return &r.Notes[i].Value }) //nolint:forbidigo // as above
	}
	for i := range r.Caveats {
		each(func(r *ghg.Result) *string { return &r.Caveats[i].Detail }, i) //nolint:forbidigo // as above
	}
	for i := range r.Steps {
		text(func(r *ghg.Result) *string { return &r.Steps[i].Label }) //nolint:forbidigo // as above
		for j := range r.Steps[i].Terms {
			text(func(r *ghg.Result) *string { return &r.Steps[i].Terms[j].Label }) //nolint:forbidigo // as above
			text(func(r *ghg.Result) *string { return &r.Steps[i].Terms[j].Source })
		}
	}
}

// fixedTexts returns the texts of a result in which a text of the activity must not be.
func fixedTexts(r *ghg.Result) []string {
	texts := []string{r.Part, r.Memo.Detail} //nolint:forbidigo // texts are searched, none decides a number
	for i := range r.Notes {                 //nolint:forbidigo // as above
		texts = append(texts, r.Notes[i].Name) //nolint:forbidigo // as above
	}
	for i := range r.Steps {
		for j := range r.Steps[i].Terms {
			texts = append(texts, r.Steps[i].Terms[j].Ref)
		}
	}
	for i := range r.Factors {
		f := &r.Factors[i]
		texts = append(texts, f.ID, f.Activity, f.Document)
	}
	for i := range r.Claims {
		k := &r.Claims[i]
		texts = append(texts, k.Instrument, k.Technology, k.Market, k.Registry, k.Retirement, k.Refused)
	}
	for i := range r.Covers {
		texts = append(texts, r.Covers[i].Instrument)
	}
	return texts
}

// wordPlace is a note or a caveat that amounts are written into.
type wordPlace struct {
	note  bool
	index int
	parts []wordPart
}

// wordPart is an amount with its unit, or words.
type wordPart struct {
	words  string
	amount int // −1 for words
	unit   units.Unit
}

func (at wordPlace) text(amounts []decimal.Decimal) string {
	var b strings.Builder
	for _, p := range at.parts {
		if p.amount < 0 {
			b.WriteString(p.words)
		} else {
			b.WriteString(units.New(amounts[p.amount], p.unit).String())
		}
	}
	return b.String()
}

// wordParts returns the parts of a recorded text, and whether any is an amount.
func wordParts(w *record.Words, known map[identity]int) (parts []wordPart, filled bool) {
	for i := range w.Parts {
		part := &w.Parts[i]
		if amount, ok := known[identityOf(&part.Amount.Value)]; ok && part.Amount.Given() {
			parts, filled = append(parts, wordPart{amount: amount, unit: part.Amount.Unit}), true
			continue
		}
		parts = append(parts, wordPart{words: record.Text([]record.Part{*part}), amount: -1})
	}
	return parts, filled
}
