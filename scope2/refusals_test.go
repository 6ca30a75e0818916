package scope2_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// refuses tests the whole text of an error: the field, the value that it has, and what is wanted.
func refuses(t *testing.T, want string, err error) {
	t.Helper()
	assert.EqualError(t, err, want)
	var field *ghg.FieldError
	assert.True(t, errors.As(err, &field) && field.Err != nil, "The error must have a field and a kind: %v.", err)
}

// TestRefusedSeries: a series that is not one value for every hour is refused with its numbers.
func TestRefusedSeries(t *testing.T) {
	day := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	ages := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(3661)}
	kWh, long := units.MustUnit("kWh"), make([]decimal.Decimal, 25)
	hours := func(at int, value string) []decimal.Decimal {
		list := make([]decimal.Decimal, 24)
		list[at] = number(value)
		return list
	}
	energy := func(p ghg.Period, unit units.Unit, v []decimal.Decimal) error {
		_, err := scope2.NewSeries(p, unit, v)
		return err
	}
	rates := func(p ghg.Period, unit units.Unit, gwp, source string, v []decimal.Decimal) error {
		_, err := scope2.NewFactorSeries(p, unit, gwp, source, v)
		return err
	}
	shares := func(p ghg.Period, source string, v []decimal.Decimal) error {
		_, err := scope2.NewCarbonFreeSeries(p, source, v)
		return err
	}
	for want, err := range map[string]error{
		`hours of the series is out of range ("25"): want 24, the hours of 2024-01-31/2024-02-01`:             energy(day, kWh, long),
		`unit of the series has the wrong dimension ("0 GJ"): want an amount in Wh, kWh, MWh, GWh, TWh`:       energy(day, units.MustUnit("GJ"), hours(0, "1")),
		`hour 2024-01-31T23:00 is negative ("-1"): want an amount of at least 0`:                              energy(day, kWh, hours(23, "-1")),
		`hours of the factors is out of range ("25"): want 24, the hours of 2024-01-31/2024-02-01`:            rates(day, kWh, "AR5", "x", long),
		`unit of the factors has the wrong dimension ("kg"): want a unit of energy, such as kWh`:              rates(day, units.MustUnit("kg"), "AR5", "x", hours(0, "1")),
		`GWP basis of the factors is unknown ("AR7"): want the publisher's, such as AR5, or unstated`:         rates(day, kWh, "AR7", "x", hours(0, "1")),
		"source of the factors is not set: want the document they come from":                                  rates(day, kWh, "AR5", "", hours(0, "1")),
		`hour 2024-01-31T07:00 is negative ("-0.1"): want a rate of at least 0`:                               rates(day, kWh, "AR5", "x", hours(7, "-0.1")),
		`hours of the carbon-free shares is out of range ("25"): want 24, the hours of 2024-01-31/2024-02-01`: shares(day, "x", long),
		"source of the carbon-free shares is not set: want the document they come from":                       shares(day, "", hours(0, "1")),
		`hour 2024-01-31T07:00 is out of range ("1.001"): want a share from 0 to 1`:                           shares(day, "x", hours(7, "1.001")),
		`hour 2024-01-31T07:00 is out of range ("-0.1"): want a share from 0 to 1`:                            shares(day, "x", hours(7, "-0.1")),
	} {
		refuses(t, want, err)
	}
	for _, err := range []error{energy(ages, kWh, nil), rates(ages, kWh, "AR5", "x", nil), shares(ages, "x", nil)} {
		refuses(t, `period of the series is out of range ("2024-01-31/2034-02-08"): want at most 3660 days`, err)
	}
	assert.NoError(t, shares(day, "x", hours(7, "1")), "all of an hour carbon-free")
}

// TestRefusedInstruments: an instrument that no calculation can use is refused with what it lacks.
func TestRefusedInstruments(t *testing.T) {
	for want, change := range map[string]func(*scope2.Instrument){
		"id of instrument is not set: want a unique name":                                                     func(i *scope2.Instrument) { i.ID = "" },
		"instrument rec: kind is not set: want a kind of instrument, such as certificate":                     func(i *scope2.Instrument) { i.Kind = 0 },
		`instrument rec: volume is not set: want an amount of energy, such as "600 MWh"`:                      func(i *scope2.Instrument) { i.Volume = units.Quantity{} },
		`instrument rec: volume has the wrong dimension ("1 t"): want an amount of energy, such as "600 MWh"`: func(i *scope2.Instrument) { i.Volume = energy("1 t") },
		`instrument rec: volume is negative ("-1 MWh"): want an amount of at least 0`:                         func(i *scope2.Instrument) { i.Volume = energy("-1 MWh") },
		"instrument rec: rate is not set: want the emission rate it conveys, such as zero-carbon":             func(i *scope2.Instrument) { i.Rate = scope2.Rate{} },
		`instrument rec: kind is out of range ("on-site"): want an instrument for purchased power; power generated and used on the site is OnSiteGeneration (scope2.on-site-generation) and no part of the amount`: func(i *scope2.Instrument) { i.Kind = ghg.OnSite },
		`instrument rec: rate is not set ("zero-carbon"): want for Biogas, the biogenic CO2, the CH4 and the N2O, such as "400 kg CO2-biogenic/MWh + 20 g CH4-biogenic/MWh + 5 g N2O/MWh; contract"`:               func(i *scope2.Instrument) { i.Technology = "Biogas" },
		`instrument rec: whole is out of range ("99 MWh"): want at least its part, 100 MWh`:                                                                                                                        func(i *scope2.Instrument) { i.Whole = energy("99 MWh") },
		`instrument rec: whole is out of range ("99 t"): want at least its part, 100 MWh`:                                                                                                                          func(i *scope2.Instrument) { i.Whole = energy("99 t") },
		`instrument rec: volume has the wrong dimension ("1 GJ"): want an amount in Wh, kWh, MWh, GWh, TWh`:                                                                                                        func(i *scope2.Instrument) { i.Volume = energy("1 GJ") },
	} {
		_, err := scope2.NewLedger(scope2.Window{}, changed(certificate("rec", "100 MWh"), change))
		refuses(t, want, err)
	}
	_, err := scope2.NewLedger(scope2.Window{Before: 25})
	refuses(t, `vintage window is out of range ("25 months before, 0 after"): want 0 to 24 months before and after`, err)
	_, err = scope2.NewLedger(scope2.Window{After: -1})
	refuses(t, `vintage window is out of range ("0 months before, -1 after"): want 0 to 24 months before and after`, err)
	for _, w := range []scope2.Window{{Before: 24}, {After: 24}} {
		_, err = scope2.NewLedger(w, changed(certificate("rec", "100 MWh"), func(i *scope2.Instrument) { i.Whole = energy("100 MWh") }))
		assert.NoError(t, err, "%s, and a part that is the whole", w)
	}
}

// TestRefusedPurchases: a purchase that cannot be allocated to is refused with its id.
func TestRefusedPurchases(t *testing.T) {
	hq := at("leeds", "hq", "GB", "10 MWh")
	allocate := func(purchases ...scope2.Electricity) error {
		_, err := ledger(t, certificate("rec", "1 MWh")).Allocate(purchases)
		return err
	}
	for want, change := range map[string]func(*scope2.Electricity){
		`scope 2 electricity "hq": amount is not set: want an amount with its unit, such as "125 MWh"`:                                             func(p *scope2.Electricity) { p.Amount = units.Quantity{} },
		`scope 2 electricity "hq": region is not set: want the grid the electricity is used on, such as JP or US-CAMX`:                             func(p *scope2.Electricity) { p.Region = "" },
		`scope 2 electricity "hq": amount is negative ("-1 MWh"): want an amount of at least 0`:                                                    func(p *scope2.Electricity) { p.Amount = energy("-1 MWh") },
		`scope 2 electricity "hq": sold_on is negative ("-1 MWh"): want an amount of at least 0`:                                                   func(p *scope2.Electricity) { p.SoldOn = energy("-1 MWh") },
		`scope 2 electricity "hq": sold_on is out of range ("11 MWh"): want at most the amount, 10 MWh`:                                            func(p *scope2.Electricity) { p.SoldOn = energy("11 MWh") },
		`scope 2 electricity "hq": sold_on has the wrong dimension ("1 GJ"): want an amount in Wh, kWh, MWh, GWh, TWh`:                             func(p *scope2.Electricity) { p.SoldOn = energy("1 GJ") },
		`scope 2 electricity "hq": instruments cannot be added ("own"): want none: add them to the ledger, bound to the purchase by its id`:        func(p *scope2.Electricity) { p.Instruments = []scope2.Instrument{certificate("own", "1 MWh")} },
		`scope 2 electricity "hq": vintage window cannot be added ("0 months before, 3 after"): want that of the ledger, 0 months before, 0 after`: func(p *scope2.Electricity) { p.Window.After = 3 },
	} {
		refuses(t, want, allocate(changed(hq, change)))
	}
	refuses(t, `scope 2 electricity "hq": id cannot be added ("hq"): want an id that no other purchase has`, allocate(hq, hq))
	bound := changed(certificate("rec", "1 MWh"), func(i *scope2.Instrument) { i.Purchase = "works" })
	_, err := ledger(t, bound).Allocate([]scope2.Electricity{hq})
	refuses(t, `purchase of instrument rec is unknown ("works"): want the id of one of the purchases`, err)
	assert.NoError(t, allocate(changed(hq, func(p *scope2.Electricity) { p.SoldOn = energy("10 MWh") })), "all of it is sold on")
}

// TestRefusedMatches: loads and supplies that cannot be matched are refused with the load or instrument.
func TestRefusedMatches(t *testing.T) {
	one := series(t, "kWh", []string{"1"}, []string{"1"})
	oneDay := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	short, err := scope2.NewSeries(oneDay, units.MustUnit("kWh"), make([]decimal.Decimal, 24))
	assert.NoError(t, err)
	hq := scope2.Consumption{Purchase: "hq", Region: "GB", Series: one}
	works := changed(hq, func(l *scope2.Consumption) { l.Purchase = "works" })
	loads := func(change func(*scope2.Consumption)) error {
		_, err := scope2.MatchSupply(scope2.Annual, []scope2.Consumption{hq, changed(works, change)}, nil)
		return err
	}
	for want, change := range map[string]func(*scope2.Consumption){
		"purchase of the load is not set: want its id":                                                                                 func(l *scope2.Consumption) { l.Purchase = "" },
		`purchase of the load cannot be added ("hq"): want an id that no other load has`:                                               func(l *scope2.Consumption) { l.Purchase = "hq" },
		"region of load works is not set: want the grid the electricity is used on, such as JP or US-CAMX":                             func(l *scope2.Consumption) { l.Region = "" },
		`vintage window of load works cannot be added ("0 months before, 3 after"): want that of the others, 0 months before, 0 after`: func(l *scope2.Consumption) { l.Window.After = 3 },
		"series of load works is not set: want one value per hour":                                                                     func(l *scope2.Consumption) { l.Series = scope2.Series{} },
		`period of the series of load works cannot be added ("2024-01-31/2024-02-01"): want that of the others, 2024-01-31/2024-02-02`: func(l *scope2.Consumption) { l.Series = short },
	} {
		refuses(t, want, loads(change))
	}
	for want, change := range map[string]func(*scope2.Supply){
		`purchase of instrument sun is unknown ("plant"): want the id of one of the loads' purchases`:                                      func(s *scope2.Supply) { s.Instrument.Purchase = "plant" },
		"series of instrument sun is not set: want one value per hour":                                                                     func(s *scope2.Supply) { s.Series = scope2.Series{} },
		`period of the series of instrument sun cannot be added ("2024-01-31/2024-02-01"): want that of the others, 2024-01-31/2024-02-02`: func(s *scope2.Supply) { s.Series = short },
		`series of instrument sun is out of range ("48 kWh"): want at most its volume, 47.9 kWh`:                                           func(s *scope2.Supply) { s.Instrument.Volume = energy("47.9 kWh") },
	} {
		_, err := scope2.MatchSupply(scope2.Annual, []scope2.Consumption{hq}, []scope2.Supply{changed(supply("sun", one), change)})
		refuses(t, want, err)
	}
	_, err = scope2.MatchSupply(scope2.Annual, nil, nil)
	refuses(t, "loads is not set: want at least one", err)
	_, err = scope2.MatchSupply(scope2.Annual, []scope2.Consumption{changed(hq, func(l *scope2.Consumption) {
		l.Series = series(t, "kWh", []string{"0"}, []string{"0"})
	})}, nil)
	refuses(t, `sum of the loads is out of range ("0 MWh"): want more than 0 MWh`, err)
	sun := supply("sun", one)
	m, err := scope2.MatchSupply(scope2.Annual, []scope2.Consumption{hq}, []scope2.Supply{sun})
	assert.NoError(t, err)
	bought := scope2.Electricity{ID: "hq", Period: twoDays, Amount: energy("48 kWh"), Region: "GB"}
	for want, change := range map[string]func(*scope2.Electricity){
		`purchase is unknown ("works"): want one whose load was matched`:                                                              func(p *scope2.Electricity) { p.ID = "works" },
		`own use of purchase hq is out of range ("0.049 MWh"): want its load, 0.048 MWh`:                                              func(p *scope2.Electricity) { p.Amount = energy("49 kWh") },
		`vintage window of purchase hq cannot be added ("0 months before, 3 after"): want that of its load, 0 months before, 0 after`: func(p *scope2.Electricity) { p.Window.After = 3 },
	} {
		_, err := m.Purchases([]scope2.Electricity{changed(bought, change)}, []scope2.Supply{sun})
		refuses(t, want, err)
	}
	_, err = m.Purchases([]scope2.Electricity{bought}, nil)
	refuses(t, `use of instrument sun is unknown ("hq"): want one of the given instruments and purchases`, err)
}
