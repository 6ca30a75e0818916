package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of gases that escape.
const (
	MethodFugitiveMaterialBalance   ghg.Method = "scope1.fugitive-material-balance"
	MethodFugitiveSimplifiedBalance ghg.Method = "scope1.fugitive-simplified-balance"
	MethodFugitiveScreening         ghg.Method = "scope1.fugitive-screening"
	MethodDirectRelease             ghg.Method = "scope1.direct-release"
)

// FugitiveMaterialBalance is a refrigerant, SF6 of switchgear or another gas of which the company keeps a stock: what
// cannot be accounted for has escaped.
//
//	emissions = stock at start − stock at end + bought − sold or returned − increase of nameplate charge
//
// Stock is the gas in containers, not in equipment. The increase of the nameplate charge of all equipment is negative
// where the charge shrank. A row is one gas or blend of one site; a blend is split into its components by mass share.
// A balance below zero is an error: stocks, purchases and charges are then not of one period.
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.3 (material balance method).
type FugitiveMaterialBalance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas            string         `json:"gas" csv:"gas"` // a gas or a blend: "HFC-134a", "R-410A", "SF6"
	StockStart     units.Quantity `json:"stock_start" csv:"stock_start"`
	StockEnd       units.Quantity `json:"stock_end" csv:"stock_end"`
	Bought         units.Quantity `json:"bought" csv:"bought"`                   // in containers and in new equipment
	Sold           units.Quantity `json:"sold" csv:"sold"`                       // sold, returned, sent off for recycling or destruction
	ChargeIncrease units.Quantity `json:"charge_increase" csv:"charge_increase"` // of all equipment's nameplate charge; may be negative
}

// Calculate returns one result. It fails if an input is missing, not a mass or (but for the increase) negative, or if
// more left than was there.
func (a FugitiveMaterialBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFugitiveMaterialBalance, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("gas", a.Gas, "a gas or a blend, such as R-410A")
	c.Amount("stock_start", a.StockStart, units.Mass)
	c.Amount("stock_end", a.StockEnd, units.Mass)
	c.Amount("bought", a.Bought, units.Mass)
	c.Amount("sold", a.Sold, units.Mass)
	c.Change("charge_increase", a.ChargeIncrease, units.Mass)
	if c.Failed() {
		return nil, c.Err()
	}

	escaped := c.Combine("escaped", ghg.Total, []calc.Flow{
		calc.Of("stock at start", a.StockStart), calc.Of("stock at end", a.StockEnd), calc.Of("bought", a.Bought),
		calc.Of("sold or returned", a.Sold), calc.Of("increase of charge", a.ChargeIncrease),
	}, false, true, false, true, true)
	release(c, escaped, a.Gas)
	return c.Results()
}

// FugitiveSimplifiedBalance is refrigerant by the records of those who service the equipment, where no stock is kept.
//
//	emissions = (charged into new equipment − its nameplate charge) + added in service + (nameplate charge retired − recovered)
//
// A row is one gas or blend of one site; a blend is split into its components by mass share. More recovered than was
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

	Gas           string         `json:"gas" csv:"gas"`
	NewCharge     units.Quantity `json:"new_charge" csv:"new_charge"`         // used to fill new equipment; 0 if it came filled
	NewNameplate  units.Quantity `json:"new_nameplate" csv:"new_nameplate"`   // charge of that equipment
	Serviced      units.Quantity `json:"serviced" csv:"serviced"`             // added to equipment in use
	RetiredCharge units.Quantity `json:"retired_charge" csv:"retired_charge"` // nameplate charge of equipment disposed of
	Recovered     units.Quantity `json:"recovered" csv:"recovered"`           // from that equipment
}

// Calculate returns one result. It fails if an input is missing, not a mass or negative, or if the balance is below zero.
func (a FugitiveSimplifiedBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFugitiveSimplifiedBalance, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("gas", a.Gas, "a gas or a blend, such as R-410A")
	c.Amount("new_charge", a.NewCharge, units.Mass)
	c.Amount("new_nameplate", a.NewNameplate, units.Mass)
	c.Amount("serviced", a.Serviced, units.Mass)
	c.Amount("retired_charge", a.RetiredCharge, units.Mass)
	c.Amount("recovered", a.Recovered, units.Mass)
	if c.Failed() {
		return nil, c.Err()
	}

	escaped := c.Combine("escaped", ghg.Total, []calc.Flow{
		calc.Of("charged into new equipment", a.NewCharge), calc.Of("charge of new equipment", a.NewNameplate),
		calc.Of("added in service", a.Serviced), calc.Of("charge of retired equipment", a.RetiredCharge),
		calc.Of("recovered", a.Recovered),
	}, false, true, false, false, true)
	release(c, escaped, a.Gas)
	return c.Results()
}

// FugitiveScreening is refrigerant by rates of loss, to see whether it matters; a balance is better.
//
//	emissions = C_new × k + C × x × T + C_disposed × y × (1 − z)
//
// C_new is the charge of equipment installed, C that of equipment in use, C_disposed that of equipment disposed of in
// the period; each is optional, at least one is given, and each needs its rates: k lost in installation, x lost a year,
// T years in use, y of the charge left at disposal, z of that recovered. The rates are the company's own, with their
// Source, or those that [FugitiveScreening.WithEPARates] sets.
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.1.1 (screening method), equation 1 and table 2.
type FugitiveScreening struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas       string         `json:"gas" csv:"gas"`
	Equipment string         `json:"equipment" csv:"equipment"`                     // "chiller"
	Installed units.Quantity `json:"installed,omitzero" csv:"installed,omitempty"`  // charge of equipment filled on site
	Operating units.Quantity `json:"operating,omitzero" csv:"operating,omitempty"`  // charge of equipment in use
	Disposed  units.Quantity `json:"disposed,omitzero" csv:"disposed,omitempty"`    // charge of equipment disposed of
	Source    string         `json:"source" csv:"source"`                           // of the rates
	Unchecked bool           `json:"unchecked,omitempty" csv:"unchecked,omitempty"` // the rates come from one transcription

	InstallationLoss *decimal.Decimal `json:"installation_loss,omitempty" csv:"installation_loss,omitempty"` // k
	AnnualLoss       *decimal.Decimal `json:"annual_loss,omitempty" csv:"annual_loss,omitempty"`             // x
	Years            *decimal.Decimal `json:"years,omitempty" csv:"years,omitempty"`                         // T, in use during the period
	Remaining        *decimal.Decimal `json:"remaining,omitempty" csv:"remaining,omitempty"`                 // y
	Recovered        *decimal.Decimal `json:"recovered,omitempty" csv:"recovered,omitempty"`                 // z
}

// WithEPARates returns the activity with the EPA's default rates for its kind of equipment and their source. An unknown
// kind is an error that lists the known ones; see [Equipment].
func (a FugitiveScreening) WithEPARates() (FugitiveScreening, error) {
	r, err := RatesOf(a.Equipment)
	if err != nil {
		return FugitiveScreening{}, err
	}
	a.InstallationLoss, a.AnnualLoss, a.Remaining, a.Recovered = &r.InstallationLoss, &r.AnnualLoss, &r.Remaining, &r.Recovered
	a.Source, a.Unchecked = r.Source, !r.Checked
	return a, nil
}

// Calculate returns one result. It fails if no charge is given, if a rate of one that is given is missing or out of its
// range, or if a charge is negative.
func (a FugitiveScreening) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFugitiveScreening, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("gas", a.Gas, "a gas or a blend, such as R-410A")
	c.Text("equipment", a.Equipment, "a kind of equipment, such as chiller")
	c.Text("source", a.Source, "where the rates come from")
	if !a.Installed.Given() && !a.Operating.Given() && !a.Disposed.Given() {
		c.Refuse("installed, operating and disposed", "", "at least one of the three charges", ghg.ErrMissing)
	}

	a.installation(c)
	a.operation(c)
	a.disposal(c)
	c.Fact("equipment", a.Equipment)
	if a.Unchecked {
		c.Caveat(ghg.UncheckedTranscript, "rates of loss of "+a.Equipment+": "+a.Source)
	}
	return c.Results()
}

func (a FugitiveScreening) installation(c *calc.Calc) {
	if !a.Installed.Given() {
		return
	}
	c.Amount("installed", a.Installed, units.Mass)
	loss := c.GivenShare("installation_loss", a.InstallationLoss)
	c.Release("installation", calc.Of("charge installed", a.Installed).Times("lost in installation", loss, a.Source), a.Gas)
}

func (a FugitiveScreening) operation(c *calc.Calc) {
	if !a.Operating.Given() {
		return
	}
	c.Amount("operating", a.Operating, units.Mass)
	loss := c.GivenShare("annual_loss", a.AnnualLoss)
	years := decimal.Decimal{}
	switch {
	case a.Years == nil:
		c.Refuse("years", "", "the years in use during the period, such as 1", ghg.ErrMissing)
	case a.Years.IsNegative():
		c.Refuse("years", a.Years.String(), "at least 0", ghg.ErrNegative)
	default:
		years = *a.Years
	}
	c.Release("operation", calc.Of("charge in use", a.Operating).Times("lost a year", loss, a.Source).Times("years", years, ""), a.Gas)
}

func (a FugitiveScreening) disposal(c *calc.Calc) {
	if !a.Disposed.Given() {
		return
	}
	c.Amount("disposed", a.Disposed, units.Mass)
	remaining := c.GivenShare("remaining", a.Remaining)
	recovered := c.GivenShare("recovered", a.Recovered)
	if c.Failed() {
		return
	}
	lost := c.Remainder("share not recovered", calc.Share("recovered", recovered, a.Source))
	c.Release("disposal", c.TimesFlow(calc.Of("charge disposed of", a.Disposed).Times("left at disposal", remaining, a.Source), lost), a.Gas)
}

// DirectRelease is a known mass of gas that was let go or escaped: a leak, an extinguisher, a purge, medical gas, the
// refill that a service report states.
//
//	emissions of each gas = mass [× mass share in the blend]
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, section 2.2; composition of blends: ASHRAE Standard 34.
type DirectRelease struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas   string         `json:"gas" csv:"gas"` // a gas or a blend: "CO2", "R-404A"
	Mass  units.Quantity `json:"mass" csv:"mass"`
	Event string         `json:"event,omitempty" csv:"event,omitempty"` // what happened, in words
}

// Calculate returns one result. It fails if an input is missing, negative or not a mass, or if the gas is unknown.
func (a DirectRelease) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodDirectRelease, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("gas", a.Gas, "a gas or a blend, such as R-404A")
	c.Amount("mass", a.Mass, units.Mass)

	c.Release("released", calc.Of("mass", a.Mass), a.Gas)
	c.Fact("gas", a.Gas)
	c.Fact("event", a.Event)
	return c.Results()
}

// release makes the steps of what a balance shows to have escaped, which must not be below zero.
func release(c *calc.Calc, escaped calc.Flow, gas string) {
	if !c.Failed() && escaped.Value().IsNegative() {
		c.Refuse("balance of "+gas, escaped.Value().String()+" "+escaped.Unit().Symbol(), "at least 0: stocks, purchases and charges of one period", ghg.ErrNegative)
	}
	c.Release("escaped", escaped, gas)
	c.Fact("gas", gas)
}
