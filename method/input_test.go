package method_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// everything has an input of every kind.
type everything struct {
	ID       string       `json:"id" csv:"id"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Category ghg.Category `json:"category" csv:"category"`

	Fuel     string           `json:"fuel" csv:"fuel" doc:"the fuel burned: \"diesel\", \"coal\""`
	Way      string           `json:"way" csv:"way" input:"short|long" doc:"the way"`
	Burned   units.Quantity   `json:"burned" csv:"burned" input:"fuel" doc:"the fuel burned: \"3 t\""`
	Driven   units.Quantity   `json:"driven,omitzero" csv:"driven,omitempty" input:"length|count:trip"`
	Stock    units.Quantity   `json:"stock,omitzero" csv:"stock,omitempty" input:"±mass"`
	Paid     units.Quantity   `json:"paid,omitzero" csv:"paid,omitempty" input:"money"`
	Held     units.Quantity   `json:"held,omitzero" csv:"held,omitempty" input:"mass|any volume|any count"`
	Share    *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`
	Above    *decimal.Decimal `json:"above,omitempty" csv:"above,omitempty" input:"(0,1]"`
	Below    *decimal.Decimal `json:"below,omitempty" csv:"below,omitempty" input:"[0,1)"`
	Years    *decimal.Decimal `json:"years,omitempty" csv:"years,omitempty" input:"[0,)"`
	Score    int              `json:"score,omitempty" csv:"score,omitempty" input:"[1,5]"`
	COD      units.Rate       `json:"cod,omitzero" csv:"cod,omitempty" input:"mass/any volume"`
	Economy  units.Rate       `json:"economy,omitzero" csv:"economy,omitempty" input:"(0,)"`
	Boundary ghg.Boundary     `json:"boundary,omitzero" csv:"boundary,omitempty"`
	Parts    []part           `json:"parts" csv:"-"`
}

type part struct {
	Name string         `json:"name" doc:"what it is: \"steel\""`
	Mass units.Quantity `json:"mass" input:"mass"`
}

func (everything) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

var all = method.Declare[everything](method.Declaration{Scope: ghg.Scope3, Categories: []ghg.Category{ghg.BusinessTravel, ghg.EmployeeCommuting}})

func complete() everything {
	return everything{
		ID: "a", Period: ghg.CalendarYear(2024), Category: ghg.BusinessTravel, Fuel: "diesel", Way: "short", Burned: units.MustParse("3 t"),
		Share: share("0"), Parts: []part{{"steel", units.MustParse("1 kg")}},
	}
}

func TestInputs(t *testing.T) {
	basis := factors.Basis{GWP: ghg.AR6()}
	q, r := units.MustParse, units.MustRate
	for name, c := range map[string]struct {
		change func(a *everything)
		want   error  // nil: accepted
		text   string // in the error
	}{
		"complete":               {func(*everything) {}, nil, ""},
		"no text":                {func(a *everything) { a.Fuel = "" }, ghg.ErrMissing, `fuel is not set: want the fuel burned, such as "diesel"`},
		"no choice":              {func(a *everything) { a.Way = "" }, ghg.ErrMissing, "way is not set: want the way: one of short, long"},
		"another choice":         {func(a *everything) { a.Way = "round" }, ghg.ErrUnknown, `way is unknown ("round"): want one of short, long`},
		"no amount":              {func(a *everything) { a.Burned = units.Quantity{} }, ghg.ErrMissing, `burned is not set: want the fuel burned, such as "3 t"`},
		"an amount of zero":      {func(a *everything) { a.Burned = q("0 t") }, nil, ""},
		"an amount below zero":   {func(a *everything) { a.Burned = q("-1 t") }, ghg.ErrNegative, `burned is negative ("-1 t"): want an amount of at least 0`},
		"energy without basis":   {func(a *everything) { a.Burned = q("1 kWh") }, ghg.ErrDimension, "want the heating value basis of a fuel's energy: kWh(HHV) or kWh(LHV)"},
		"energy with its basis":  {func(a *everything) { a.Burned = q("1 kWh(LHV)") }, nil, ""},
		"one dimension":          {func(a *everything) { a.Driven = q("1 km") }, nil, ""},
		"the other dimension":    {func(a *everything) { a.Driven = q("1 trip") }, nil, ""},
		"another dimension":      {func(a *everything) { a.Driven = q("1 kg") }, ghg.ErrDimension, `driven has the wrong dimension ("1 kg"): want a distance or an amount counted in trip`},
		"a decrease":             {func(a *everything) { a.Stock = q("-1 kg") }, nil, ""},
		"a decrease of length":   {func(a *everything) { a.Stock = q("-1 km") }, ghg.ErrDimension, "want a mass"},
		"money":                  {func(a *everything) { a.Paid = q("5 JPY") }, nil, ""},
		"not money":              {func(a *everything) { a.Paid = q("5 kg") }, ghg.ErrDimension, "want an amount of money"},
		"gas at 0 °C":            {func(a *everything) { a.Held = q("5 Nm3") }, nil, ""},
		"a count":                {func(a *everything) { a.Held = q("5 TEU") }, nil, ""},
		"not a load":             {func(a *everything) { a.Held = q("5 km") }, ghg.ErrDimension, "want a mass or a volume or a count of items"},
		"no share":               {func(a *everything) { a.Share = nil }, ghg.ErrMissing, "share is not set"},
		"a share of 1":           {func(a *everything) { a.Share = share("1") }, nil, ""},
		"a share above 1":        {func(a *everything) { a.Share = share("1.01") }, ghg.ErrOutOfRange, `share is out of range ("1.01"): want a fraction from 0 to 1`},
		"a share below 0":        {func(a *everything) { a.Share = share("-0.01") }, ghg.ErrOutOfRange, "share"},
		"an efficiency of 0":     {func(a *everything) { a.Above = share("0") }, ghg.ErrOutOfRange, "want a fraction above 0, at most 1"},
		"a loss of 1":            {func(a *everything) { a.Below = share("1") }, ghg.ErrOutOfRange, "want a fraction of at least 0, below 1"},
		"years below 0":          {func(a *everything) { a.Years = share("-1") }, ghg.ErrNegative, "want a number of at least 0"},
		"a score of 6":           {func(a *everything) { a.Score = 6 }, ghg.ErrOutOfRange, "want a number from 1 to 5"},
		"a concentration":        {func(a *everything) { a.COD = r("3 mg/L") }, nil, ""},
		"not a concentration":    {func(a *everything) { a.COD = r("3 km/L") }, ghg.ErrDimension, "cod"},
		"a rate below 0":         {func(a *everything) { a.COD = r("-3 mg/L") }, ghg.ErrNegative, "want a rate of at least 0"},
		"a rate of 0":            {func(a *everything) { a.Economy = r("0 km/L") }, ghg.ErrOutOfRange, "want a rate above 0"},
		"beyond a vocabulary":    {func(a *everything) { a.Boundary = 99 }, ghg.ErrUnknown, `boundary is unknown ("99"): want one of combustion`},
		"another category":       {func(a *everything) { a.Category = ghg.Investments }, ghg.ErrOutOfRange, `category is out of range ("15"): want one of 6, 7`},
		"no category":            {func(a *everything) { a.Category = 0 }, ghg.ErrMissing, "category"},
		"no item":                {func(a *everything) { a.Parts = nil }, ghg.ErrMissing, "parts"},
		"an item without a name": {func(a *everything) { a.Parts = []part{{"a", q("1 kg")}, {"", q("1 kg")}} }, ghg.ErrMissing, `parts[1].name is not set: want what it is, such as "steel"`},
		"an item of a length":    {func(a *everything) { a.Parts = []part{{"a", q("1 km")}} }, ghg.ErrDimension, "parts[0].mass"},
	} {
		t.Run(name, func(t *testing.T) {
			a := complete()
			c.change(&a)
			err := all.Begin(basis, &a).Err()
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.want)
			var of *ghg.ActivityError
			require.ErrorAs(t, err, &of)
			assert.Equal(t, "a", of.ID)
			var field *ghg.FieldError
			require.ErrorAs(t, err, &field)
			assert.ErrorContains(t, err, c.text)
		})
	}
}

// TestAllInputsAtOnce reports every invalid input, not only the first.
func TestAllInputsAtOnce(t *testing.T) {
	err := all.Begin(factors.Basis{GWP: ghg.AR6()}, &everything{ID: "a", Period: ghg.CalendarYear(2024)}).Err()
	var several *ghg.JoinedError
	require.ErrorAs(t, err, &several)
	assert.Len(t, several.First, 6, "category, fuel, way, burned, share and parts: %v", err)
	for text := range strings.SplitSeq(err.Error(), "\n") {
		assert.True(t, strings.HasPrefix(text, `method_test everything "a": `), text)
	}
}

func TestRequire(t *testing.T) {
	a := complete()
	c := all.Begin(factors.Basis{GWP: ghg.AR6()}, &a)
	c.Require("fuel", "share")
	require.NoError(t, c.Err())
	c.Require("driven", "years")
	require.ErrorIs(t, c.Err(), ghg.ErrMissing)
	assert.ErrorContains(t, c.Err(), "driven is not set")
	assert.ErrorContains(t, c.Err(), "years is not set")
	c = all.Begin(factors.Basis{GWP: ghg.AR6()}, &a)
	c.Require("no such input")
	require.ErrorIs(t, c.Err(), ghg.ErrUnknown)
}

// TestAfterAnError starts with an invalid activity: nothing panics, and the first error stays.
func TestAfterAnError(t *testing.T) {
	a := everything{}
	c := all.Begin(factors.Basis{}, &a)
	first := c.Err()
	require.Error(t, first)
	c.Apply("", method.Of("x", a.Burned).Times("share", method.Number(a.Share), ""), factors.Factor{})
	c.Require("driven")
	c.Fail(errors.New("another"))
	assert.Equal(t, first, c.Err())
	assert.Equal(t, first, c.Next().Err())
}

func TestDeclaration(t *testing.T) {
	assert.Equal(t, ghg.Method("method_test.everything"), all.Name())
	assert.Equal(t, ghg.Scope3, all.Scope())
	assert.Equal(t, "none", all.Factors())
	inputs := map[string]method.Input{}
	for _, in := range all.Inputs() {
		inputs[in.Name] = in
	}
	assert.Len(t, inputs, 19)
	assert.Equal(t, []string{"diesel", "coal"}, inputs["fuel"].Examples)
	assert.Equal(t, "the fuel burned", inputs["fuel"].Text)
	assert.Equal(t, []string{"6", "7"}, inputs["category"].Values)
	assert.Contains(t, inputs["boundary"].Values, "life-cycle")
	assert.Equal(t, []units.Dimension{units.Length, "count:trip"}, inputs["driven"].Dimensions)
	assert.False(t, inputs["parts"].Sheet)
	assert.Equal(t, "mass", inputs["parts"].Inputs[1].Name)
	assert.Equal(t, "a mass", inputs["parts"].Inputs[1].Accepts)
	inputs["fuel"].Examples[0] = "changed"
	assert.Equal(t, "diesel", all.Inputs()[3].Examples[0], "Inputs must return a copy")
}

// place has inputs of the kinds that everything has not: a region, a flag, a number that is always given, an interval
// that cannot be read, and fields that are no inputs.
type place struct {
	ID     string          `json:"id" csv:"id"`
	Period ghg.Period      `json:"period" csv:"period"`
	Region string          `json:"region" csv:"region"`
	Mass   units.Quantity  `json:"mass" csv:"mass" input:"mass" doc:"the mass sent"`
	Goods  units.Quantity  `json:"goods,omitzero" csv:"goods,omitempty" input:"mass" doc:"the goods: \"3 t\""`
	Own    bool            `json:"own,omitempty" csv:"own,omitempty" doc:"whether it is owned"`
	Share  decimal.Decimal `json:"share,omitzero" csv:"share,omitempty" input:"[0,1]"`
	Any    decimal.Decimal `json:"any,omitzero" csv:"any,omitempty" input:"(,)"`
	Slip   decimal.Decimal `json:"slip,omitzero" csv:"slip,omitempty" input:"at least 0"`
	Typo   decimal.Decimal `json:"typo,omitzero" csv:"typo,omitempty" input:"[O,1]"`

	Hidden string `json:"-"`
	hidden string
}

func (place) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

var placed = method.Declare[place](method.Declaration{Scope: ghg.Scope1})

func TestPlaceInputs(t *testing.T) {
	number := decimal.RequireFromString
	for name, c := range map[string]struct {
		change func(p *place)
		want   error
		text   string
	}{
		"complete":            {func(p *place) { p.Own, p.hidden = true, "x" }, nil, ""},
		"a grid of one's own": {func(p *place) { p.Region = "JP-TEPCO" }, nil, ""},
		"no region":           {func(p *place) { p.Region = "" }, ghg.ErrMissing, "region"},
		"not a country":       {func(p *place) { p.Region = "UK" }, ghg.ErrUnknown, `region is unknown ("UK"): want GB`},
		"a blank":             {func(p *place) { p.Region = "GB " }, ghg.ErrOutOfRange, `region is out of range ("GB "): want a text without blanks at its ends`},
		"a blank in an id":    {func(p *place) { p.ID = "\u3000a" }, ghg.ErrOutOfRange, "want a text without blanks at its ends"},
		"no amount":           {func(p *place) { p.Mass = units.Quantity{} }, ghg.ErrMissing, "mass is not set: want the mass sent"},
		"not a mass":          {func(p *place) { p.Goods = units.MustParse("3 km") }, ghg.ErrDimension, `goods has the wrong dimension ("3 km"): want a mass, such as "3 t"`},
		"a share above 1":     {func(p *place) { p.Share = number("1.5") }, ghg.ErrOutOfRange, `share is out of range ("1.5"): want a fraction from 0 to 1`},
		"any number":          {func(p *place) { p.Any = number("-1.5") }, nil, ""},
		"no interval":         {func(p *place) { p.Slip = number("1") }, ghg.ErrOutOfRange, "slip"},
		"a misspelt interval": {func(p *place) { p.Typo = number("0.5") }, ghg.ErrOutOfRange, "typo"},
	} {
		t.Run(name, func(t *testing.T) {
			p := place{ID: "a", Period: ghg.CalendarYear(2024), Region: "GB", Mass: units.MustParse("1 kg")}
			c.change(&p)
			err := placed.Begin(factors.Basis{GWP: ghg.AR6()}, &p).Err()
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.text)
		})
	}
	accepts := map[string]string{}
	for _, in := range placed.Inputs() {
		accepts[in.Name] = in.Accepts
	}
	assert.Equal(t, "true or false", accepts["own"])
	assert.Equal(t, "a number", accepts["any"])
	assert.Len(t, accepts, 10, "hidden fields are no inputs")
}
