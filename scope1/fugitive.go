package scope1

import (
	"cmp"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// FugitiveMaterialBalance is emissions of a gas such as a refrigerant or SF6 in switchgear, calculated from a balance
// of the company's gas stock: gas that cannot be accounted for has escaped.
//
//	emissions = stock at start + bought − stock at end − sold or returned − increase of nameplate charge
//
// Stock is the gas in containers, not in equipment. The increase in the nameplate charge of all equipment is negative
// if the charge shrank. Give one row per site and gas or blend; a blend is split into its components by mass share. A
// negative balance is an error: the stocks, purchases and charges then cover different periods.
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.3 (material balance method).
type FugitiveMaterialBalance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas            string           `json:"gas" csv:"gas"`                                       // the gas or blend in stock: "HFC-134a", "R-410A", "SF6"
	StockStart     units.Quantity   `json:"stock_start" csv:"stock_start" input:"mass"`          // the gas in containers at the start of the period: "100 kg"
	StockEnd       units.Quantity   `json:"stock_end" csv:"stock_end" input:"mass"`              // the gas in containers at the end of the period: "80 kg"
	Bought         units.Quantity   `json:"bought" csv:"bought" input:"mass"`                    // the gas bought, in containers and in new equipment: "50 kg"
	Sold           units.Quantity   `json:"sold" csv:"sold" input:"mass"`                        // the gas sold, returned, or sent off for recycling or destruction: "10 kg"
	ChargeIncrease units.Quantity   `json:"charge_increase" csv:"charge_increase" input:"±mass"` // the increase in the nameplate charge of all equipment, negative for a decrease: "40 kg"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`              // the CO2e of the blend as its publisher rounds it, instead of the potentials of its components: "1774 kg CO2e/kg AR4; EPA hub 2023, table 12"
}

var fugitiveMaterialBalance = declare[FugitiveMaterialBalance](
	"none",
	`{"id": "switchgear", "period": "2024", "gas": "SF6", "stock_start": "100 kg", "stock_end": "80 kg", "bought": "50 kg",
	"sold": "10 kg", "charge_increase": "40 kg"}`,
	`{"id": "cooling", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "gas": "R-410A",
	"stock_start": "20 kg", "stock_end": "12 kg", "bought": "0 kg", "sold": "3 kg", "charge_increase": "-2 kg",
	"factor": "2088 kg CO2e/kg AR4; EPA hub 2023, table 12"}`,
)

// Calculate returns one result. It fails if an input is missing or not a mass, if an input other than the increase is
// negative, or if the balance is below zero.
func (a FugitiveMaterialBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := fugitiveMaterialBalance.Begin(b, &a)
	escaped := c.Balance(
		"escaped",
		[]method.Flow{method.Of("stock at start", a.StockStart), method.Of("bought", a.Bought)},
		[]method.Flow{method.Of("stock at end", a.StockEnd), method.Of("sold or returned", a.Sold), method.Of("increase of charge", a.ChargeIncrease)},
	)
	released{a.Gas, a.Factor}.balance(c, escaped)
	return c.Results()
}

// FugitiveSimplifiedBalance is emissions of refrigerant, calculated from the service records of equipment where the
// company keeps no stock.
//
//	emissions = (charged into new equipment − its nameplate charge) + added in service + (nameplate charge retired − recovered)
//
// Give one row per site and gas or blend; a blend is split into its components by mass share. Recovering more than was
// charged is an error.
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.4 (simplified material balance method).
type FugitiveSimplifiedBalance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas           string           `json:"gas" csv:"gas"`                                    // the gas or blend in the equipment: "HFC-134a"
	NewCharge     units.Quantity   `json:"new_charge" csv:"new_charge" input:"mass"`         // the gas charged into new equipment, 0 if it was delivered filled: "105 kg"
	NewNameplate  units.Quantity   `json:"new_nameplate" csv:"new_nameplate" input:"mass"`   // the nameplate charge of the new equipment that was charged: "100 kg"
	Serviced      units.Quantity   `json:"serviced" csv:"serviced" input:"mass"`             // the gas added to equipment in use: "12 kg"
	RetiredCharge units.Quantity   `json:"retired_charge" csv:"retired_charge" input:"mass"` // the nameplate charge of equipment disposed of: "60 kg"
	Recovered     units.Quantity   `json:"recovered" csv:"recovered" input:"mass"`           // the gas recovered from equipment disposed of: "50 kg"
	Factor        factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`           // the CO2e of the blend as its publisher rounds it, instead of the potentials of its components: "1774 kg CO2e/kg AR4; EPA hub 2023, table 12"
}

var fugitiveSimplifiedBalance = declare[FugitiveSimplifiedBalance](
	"none",
	`{"id": "chillers", "period": "2024", "gas": "HFC-134a", "new_charge": "105 kg", "new_nameplate": "100 kg",
	"serviced": "12 kg", "retired_charge": "60 kg", "recovered": "50 kg"}`,
	`{"id": "shops", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "gas": "R-404A",
	"new_charge": "0 kg", "new_nameplate": "0 kg", "serviced": "7 kg", "retired_charge": "0 kg", "recovered": "0 kg",
	"factor": "3922 kg CO2e/kg AR4; EPA hub 2023, table 12"}`,
)

// Calculate returns one result. It fails if an input is missing, not a mass or negative, or if the balance is below zero.
func (a FugitiveSimplifiedBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := fugitiveSimplifiedBalance.Begin(b, &a)
	escaped := c.Balance(
		"escaped",
		[]method.Flow{method.Of("charged into new equipment", a.NewCharge), method.Of("added in service", a.Serviced), method.Of("charge of retired equipment", a.RetiredCharge)},
		[]method.Flow{method.Of("charge of new equipment", a.NewNameplate), method.Of("recovered", a.Recovered)},
	)
	released{a.Gas, a.Factor}.balance(c, escaped)
	return c.Results()
}

// FugitiveScreening is emissions of refrigerant or fire suppressant, estimated from the charge of the equipment and the
// rates at which it is lost. Use it to find out whether these gases matter; a balance is better.
//
//	emissions = C_new × k + C × x × T + C_disposed × y × (1 − z)
//
// C_new is the charge of equipment installed, C that of equipment in use, and C_disposed that of equipment disposed of
// in the period. At least one of them is required, and each needs its rates: k is the share lost in installation, x the
// share lost in a year, T the years in use, y the share of the charge left at disposal, and z the share of that
// recovered. Give the company's own rates with their Source, or set the EPA's with [FugitiveScreening.WithEPARates].
//
// For fire suppression, the EPA has a rate of operation only: 3.5 % a year of the capacity of fixed systems
// ("fixed-fire-suppression") and 2.5 % of portable ones ("portable-fire-suppression"). What an extinguisher or a system
// discharges on a fire is a [DirectRelease].
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.1.1 (screening method), equation 1 and table 2; section 2.1.2 (fire
// suppression equipment; its two rates are not checked against the text).
type FugitiveScreening struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas       string         `json:"gas" csv:"gas"`                                             // the gas or blend in the equipment: "R-404A"
	Equipment string         `json:"equipment" csv:"equipment"`                                 // the kind of equipment: "chiller", "portable-fire-suppression"
	Installed units.Quantity `json:"installed,omitzero" csv:"installed,omitempty" input:"mass"` // the charge of equipment filled on site: "10 kg"
	Operating units.Quantity `json:"operating,omitzero" csv:"operating,omitempty" input:"mass"` // the charge of equipment in use: "200 kg"
	Disposed  units.Quantity `json:"disposed,omitzero" csv:"disposed,omitempty" input:"mass"`   // the charge of equipment disposed of: "20 kg"
	Source    string         `json:"source" csv:"source"`                                       // the source of the loss rates: "own records"
	Unchecked bool           `json:"unchecked,omitempty" csv:"unchecked,omitempty"`             // whether the loss rates come from a single transcription

	InstallationLoss *decimal.Decimal `json:"installation_loss,omitempty" csv:"installation_loss,omitempty" input:"[0,1]"` // the share of the charge lost in installation (k): "0.03"
	AnnualLoss       *decimal.Decimal `json:"annual_loss,omitempty" csv:"annual_loss,omitempty" input:"[0,1]"`             // the share of the charge lost in a year (x): "0.15"
	Years            *decimal.Decimal `json:"years,omitempty" csv:"years,omitempty" input:"[0,)"`                          // the years that the equipment was in use during the period (T): "1"
	Remaining        *decimal.Decimal `json:"remaining,omitempty" csv:"remaining,omitempty" input:"[0,1]"`                 // the share of the charge left at disposal (y): "0.8"
	Recovered        *decimal.Decimal `json:"recovered,omitempty" csv:"recovered,omitempty" input:"[0,1]"`                 // the share recovered of the charge left at disposal (z): "0.7"
	Factor           factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                      // the CO2e of the blend as its publisher rounds it, instead of the potentials of its components: "1774 kg CO2e/kg AR4; EPA hub 2023, table 12"
}

var fugitiveScreening = declare[FugitiveScreening](
	"none; rates of equipment",
	`{"id": "shops", "period": "2024", "gas": "R-404A", "equipment": "stand-alone-commercial", "operating": "200 kg",
	"source": "own records", "annual_loss": "0.15", "years": "1"}`,
	`{"id": "chillers", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 4", "gas": "HFC-134a",
	"equipment": "chiller", "installed": "10 kg", "operating": "200 kg", "disposed": "20 kg", "source": "one text", "unchecked": true,
	"installation_loss": "0.03", "annual_loss": "0.15", "years": "1", "remaining": "0.8", "recovered": "0.7",
	"factor": "1430 kg CO2e/kg AR4; EPA hub 2023, table 11"}`,
)

// WithEPARates returns the activity with the EPA's default rates for its kind of equipment, and their source. A rate that the
// EPA does not have, such as that of disposing of an extinguisher, is left as it is. An unknown kind is an error that lists
// the known ones; see [Equipment].
func (a FugitiveScreening) WithEPARates() (FugitiveScreening, error) {
	r, err := RatesOf(a.Equipment)
	if err != nil {
		return FugitiveScreening{}, err
	}
	a.InstallationLoss, a.AnnualLoss = cmp.Or(r.InstallationLoss, a.InstallationLoss), cmp.Or(r.AnnualLoss, a.AnnualLoss)
	a.Remaining, a.Recovered = cmp.Or(r.Remaining, a.Remaining), cmp.Or(r.Recovered, a.Recovered)
	a.Source, a.Unchecked = r.Source, !r.Checked
	return a, nil
}

// Calculate returns one result. It fails if no charge is given, if a rate for a given charge is missing or out of
// range, or if a charge is negative.
func (a FugitiveScreening) Calculate(b factors.Basis) (ghg.Results, error) {
	c := fugitiveScreening.Begin(b, &a)
	if !a.Installed.Given() && !a.Operating.Given() && !a.Disposed.Given() {
		c.Refuse("installed, operating and disposed", "", "at least one of the three charges", ghg.ErrMissing)
	}
	a.installation(c)
	a.operation(c)
	a.disposal(c)
	c.Note("equipment", a.Equipment)
	if a.Unchecked {
		c.Caveat(ghg.UncheckedTranscript, "rates of loss of "+a.Equipment+": "+a.Source)
	}
	return c.Results()
}

func (a FugitiveScreening) installation(c *method.Calc) {
	if !a.Installed.Given() {
		return
	}
	c.Require("installation_loss")
	lost := method.Of("charge installed", a.Installed).Times("lost in installation", method.Number(a.InstallationLoss), a.Source)
	released{a.Gas, a.Factor}.emit(c, "installation", lost)
}

func (a FugitiveScreening) operation(c *method.Calc) {
	if !a.Operating.Given() {
		return
	}
	c.Require("annual_loss", "years")
	lost := method.Of("charge in use", a.Operating).Times("lost a year", method.Number(a.AnnualLoss), a.Source)
	released{a.Gas, a.Factor}.emit(c, "operation", lost.Times("years", method.Number(a.Years), ""))
}

func (a FugitiveScreening) disposal(c *method.Calc) {
	if !a.Disposed.Given() {
		return
	}
	c.Require("remaining", "recovered")
	lost := c.Remainder("share not recovered", method.Ratio("recovered", method.Number(a.Recovered), a.Source))
	left := method.Of("charge disposed of", a.Disposed).Times("left at disposal", method.Number(a.Remaining), a.Source)
	released{a.Gas, a.Factor}.emit(c, "disposal", c.TimesFlow(left, lost))
}

// DirectRelease is emissions of a known mass of gas that escaped or was released: a leak, an extinguisher, a purge,
// medical gas, or the refill stated in a service report.
//
//	emissions of each gas = mass [× mass share in the blend]
//
// With Factor, the release is the publisher's own CO2e of the gas or blend, such as the integers of table 12 of the EPA
// hub; package epa has them as refrigerant/BLEND.
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.2; composition of blends: ASHRAE Standard 34.
type DirectRelease struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas    string           `json:"gas" csv:"gas"`                          // the gas or blend released: "CO2", "R-404A"
	Mass   units.Quantity   `json:"mass" csv:"mass" input:"mass"`           // the mass of gas released: "4 kg"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // the CO2e of the blend as its publisher rounds it, instead of the potentials of its components: "1774 kg CO2e/kg AR4; EPA hub 2023, table 12"
	Event  string           `json:"event,omitempty" csv:"event,omitempty"`  // a description of the event: "leak of the roof unit"
}

var directRelease = declare[DirectRelease](
	"none",
	`{"id": "leak", "period": "2024", "gas": "R-410A", "mass": "4 kg"}`,
	`{"id": "extinguisher", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "gas": "CO2",
	"mass": "5 kg", "event": "fire of 3 May", "factor": "1 kg CO2e/kg AR4; EPA hub 2023, table 11"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or not a mass, or if the gas is unknown.
func (a DirectRelease) Calculate(b factors.Basis) (ghg.Results, error) {
	c := directRelease.Begin(b, &a)
	released{a.Gas, a.Factor}.emit(c, "released", method.Of("mass", a.Mass))
	c.Note("gas", a.Gas)
	c.Note("event", a.Event)
	return c.Results()
}

// released is a gas or blend that escapes, and the publisher's own factor of it, if it is to be used.
type released struct {
	gas    string
	factor factors.Supplied
}

// emit adds the steps for a mass of the gas: one for each component or, with a factor, one of CO2e.
func (r released) emit(c *method.Calc, label string, mass method.Flow) {
	if !r.factor.Given() {
		c.Release(label, mass, r.gas)
		return
	}
	query := factors.Query{Activity: "refrigerant/" + r.gas, Region: "GLOBAL", Unit: mass.Unit(), Boundary: ghg.DirectEmission}
	c.Apply(label, mass, c.Factor(r.factor, query))
}

// balance adds the steps for the gas that a balance shows to have escaped. A balance below zero is an error.
func (r released) balance(c *method.Calc, escaped method.Flow) {
	if escaped.Value().IsNegative() {
		c.Refuse("balance of "+r.gas, dec.Text(escaped.Value())+" "+escaped.Unit().Symbol(), "at least 0, with stocks, purchases and charges of one period", ghg.ErrNegative)
	}
	r.emit(c, "escaped", escaped)
	c.Note("gas", r.gas)
}
