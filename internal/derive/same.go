package derive

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// Same reports whether two results say the same, so that their receipts are the same.
func Same(a, b *ghg.Result) bool {
	return heads(a) == heads(b) && sameAmount(a.Purchase.Spend, b.Purchase.Spend) && sameAmount(a.Outstanding, b.Outstanding) &&
		a.CO2e.Equal(b.CO2e) && a.NonKyoto.Equal(b.NonKyoto) && a.Emissions.Equal(b.Emissions) &&
		slices.Equal(a.Caveats, b.Caveats) && slices.Equal(a.Notes, b.Notes) && //nolint:forbidigo // compared, not read
		slices.EqualFunc(a.Steps, b.Steps, sameStep) && slices.EqualFunc(a.Weights, b.Weights, sameWeight) &&
		slices.EqualFunc(a.Factors, b.Factors, func(x, y ghg.FactorRecord) bool { return x.ID == y.ID && x.Digest == y.Digest }) &&
		slices.EqualFunc(a.Properties, b.Properties, func(x, y ghg.PropertyRecord) bool { return x.ID == y.ID && x.Digest == y.Digest }) &&
		slices.EqualFunc(a.Covers, b.Covers, sameCover) && slices.EqualFunc(a.Claims, b.Claims, sameClaim)
}

func heads(r *ghg.Result) [19]any {
	return [...]any{
		r.ID, r.Scope, r.Category, r.Method, r.Accounting, r.Part, r.Stage, r.Memo, r.Period, r.Entity, r.Site, r.Origin, r.Primary,
		r.Subject, r.Purchase.ID, r.Purchase.Supplier, r.GWP, r.GWPDigest, r.Quality,
	}
}

func sameAmount(x, y ghg.Amount) bool { return x.Unit == y.Unit && x.Value.Equal(y.Value) }

func sameStep(x, y ghg.Step) bool {
	same := x.Value.Equal(y.Value) && slices.EqualFunc(x.Terms, y.Terms, func(s, t ghg.Term) bool {
		same := s.Value.Equal(t.Value)
		s.Value, t.Value = decimal.Decimal{}, decimal.Decimal{}
		return same && s == t
	})
	return same && x.Label == y.Label && x.Op == y.Op && x.Unit == y.Unit && x.Gas == y.Gas && x.GWP == y.GWP && x.Kind == y.Kind //nolint:forbidigo // compared, not read
}

func sameWeight(x, y ghg.Weight) bool {
	return x.Gas == y.Gas && x.Basis == y.Basis && x.Outside == y.Outside && x.GWP.Equal(y.GWP) && x.Published.Equal(y.Published)
}

func sameCover(x, y ghg.Cover) bool {
	same := sameAmount(x.Energy, y.Energy)
	x.Energy, y.Energy = ghg.Amount{}, ghg.Amount{}
	return same && x == y
}

func sameClaim(x, y ghg.Claim) bool {
	same := sameAmount(x.Volume, y.Volume) && sameAmount(x.Whole, y.Whole) && sameAmount(x.Used, y.Used)
	for _, k := range []*ghg.Claim{&x, &y} {
		k.Volume, k.Whole, k.Used = ghg.Amount{}, ghg.Amount{}, ghg.Amount{}
	}
	return same && x == y
}
