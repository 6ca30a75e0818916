package method_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// What a method states about its results is on each of them.
func TestStatements(t *testing.T) {
	c := beginAs(t, method.Declaration{Scope: ghg.Scope3, Categories: []ghg.Category{ghg.Investments}, Origin: ghg.Reported, Primary: method.PrimaryByScore(2)})
	assert.Equal(t, "a", c.ID())
	assert.Equal(t, ghg.CalendarYear(2024), c.Period())
	assert.Equal(t, "AR6", c.Basis().GWP.Name())
	c.Subject(ghg.SubjectAsset, "hall B")
	c.Purchase("PO-1", "mill", units.MustParse("70 EUR"))
	c.Outstanding(units.MustParse("2000000 USD"))
	c.Score(3)
	c.Note("kind", "office")
	c.Note("empty", "")
	c.Caveats(ghg.Caveat{Kind: ghg.Estimated, Detail: "by area"}, ghg.Caveat{Kind: ghg.Estimated, Detail: "by area"})
	c.Emit("leak", method.Of("mass", units.MustParse("2 kg")), ghg.CO2)
	r := checked(t, c)
	assert.Equal(t, ghg.Subject{Kind: ghg.SubjectAsset, Name: "hall B"}, r.Subject)
	assert.Equal(t, "PO-1", r.Purchase.ID)
	assert.Equal(t, "mill", r.Purchase.Supplier)
	assert.Equal(t, "70 EUR", r.Purchase.Spend.String())
	assert.Equal(t, "2000000 USD", r.Outstanding.String())
	assert.Equal(t, 3, r.Quality.PCAF)
	assert.False(t, r.Primary)
	assert.Equal(t, ghg.Reported, r.Origin)
	assert.Equal(t, []ghg.Note{{Name: "kind", Value: "office"}}, r.Notes)
	assert.Len(t, r.Caveats, 1, "a caveat is recorded once")
}

// The first result of a calculation is in the room that was lent, and no other one is.
func TestRoomIsLentOnce(t *testing.T) {
	var room record.Room
	c := begin(t, func(b *factors.Basis) { *b = b.Recording(&record.Recorder{Room: &room}) })
	gas := units.MustParse("10 kWh(HHV)")
	c.Apply("", method.Of("gas", gas), c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/gas", Region: "GB", Unit: gas.Unit, Boundary: ghg.Combustion}))
	first, err := c.Results()
	require.NoError(t, err)
	require.Same(t, &room.Results[0], &first[0])
	want, err := first[0].Receipt()
	require.NoError(t, err)
	c.Note("kind", "office")
	second, err := c.Results()
	require.NoError(t, err)
	require.Empty(t, first[0].Notes)
	require.Len(t, second[0].Notes, 1)
	again, err := first[0].Receipt()
	require.NoError(t, err)
	assert.Equal(t, string(want), string(again))
}

// 5 kg + 3 kg in, 1 kg + 2 kg out: 5 kg remain. The steps of a transport are marked as such.
func TestBalanceAndMark(t *testing.T) {
	c := begin(t)
	kg := func(label, amount string) method.Flow { return method.Of(label, units.MustParse(amount)) }
	left := c.Balance("left", []method.Flow{kg("stock", "5 kg"), kg("bought", "3000 g")}, []method.Flow{kg("sold", "1 kg"), kg("recovered", "2 kg")})
	assert.Equal(t, "5", left.Amount().Value.String())
	c.Emit("released", left, ghg.CO2)
	c.Mark(2, ghg.StepTransport)
	r := checked(t, c)
	assert.Equal(t, "5", mass(t, r, ghg.CO2))
	assert.Zero(t, r.Steps[0].Kind)
	assert.Equal(t, ghg.StepTransport, r.Steps[1].Kind)
	assert.Equal(t, ghg.StepTransport, r.Steps[len(r.Steps)-1].Kind)
	assert.Empty(t, c.Sum("nothing"), "the sum of no flows is no step")
}

// A property is found whatever the policy allows; using it in a conversion is for the caller.
func TestProperty(t *testing.T) {
	c := begin(t)
	p := c.Property("fuel/oil", "GB", units.MustUnit("L"), units.MustUnit("kg"))
	assert.Equal(t, "density", p.Name)
	c.Emit("oil", c.ByProperty(method.Of("amount", units.MustParse("10 L")), p), ghg.CO2)
	assert.Equal(t, "8", mass(t, checked(t, c), ghg.CO2))
	assert.Zero(t, begin(t).Property("fuel/oil", "FR", units.MustUnit("L"), units.MustUnit("kg")))
	c = begin(t)
	c.Property("fuel/oil", "FR", units.MustUnit("L"), units.MustUnit("kg"))
	require.ErrorIs(t, c.Err(), factors.ErrNoProperty)
	assert.Zero(t, c.Property("fuel/oil", "GB", units.MustUnit("L"), units.MustUnit("kg")), "nothing is done after an error")
}

const documented = `{"everything": {"summary": "emissions from everything", "formula": ["a = b", "c = d"], "paragraphs": ["More."], "source": "a book",
	"fields": {"Share": "the share: \"0.5\""}}}`

// A declaration's texts come from the file that methoddoc writes.
func TestDeclaredTexts(t *testing.T) {
	m := method.Declare[everything](method.Declaration{
		Scope: ghg.Scope3, Categories: []ghg.Category{ghg.BusinessTravel}, Examples: []string{`{"id": "a"}`}, Texts: method.ParseTexts(documented),
	})
	assert.Equal(t, ghg.Method("method_test.everything"), m.Name())
	assert.Equal(t, "everything", m.Type().Name())
	assert.Equal(t, ghg.Scope3, m.Scope())
	assert.Equal(t, []ghg.Category{ghg.BusinessTravel}, m.Categories())
	assert.Equal(t, "none", m.Factors())
	assert.Equal(t, []string{`{"id": "a"}`}, m.Examples())
	assert.Equal(t, "emissions from everything", m.Summary())
	assert.Equal(t, "a = b\nc = d", m.Formula())
	assert.Equal(t, []string{"More."}, m.Text())
	assert.Equal(t, "a book", m.Source())
	for _, in := range m.Inputs() {
		if in.Name == "share" {
			assert.Equal(t, "the share", in.Text)
			assert.Equal(t, []string{"0.5"}, in.Examples)
		}
	}
	broken := method.Declare[everything](method.Declaration{Scope: ghg.Scope1, Texts: method.ParseTexts("{")})
	assert.Contains(t, broken.Summary(), "cannot be read")
	assert.Empty(t, all.Summary(), "a declaration without texts has none")
}

// accepting has an input of each kind of amount.
type accepting struct {
	ID       string         `json:"id" csv:"id"`
	Period   ghg.Period     `json:"period" csv:"period"`
	Mass     units.Quantity `json:"mass" input:"mass"`
	CO2e     units.Quantity `json:"co2e" input:"mass(CO2e)"`
	Energy   units.Quantity `json:"energy" input:"energy"`
	Volume   units.Quantity `json:"volume" input:"volume"`
	Distance units.Quantity `json:"distance" input:"length"`
	Lasting  units.Quantity `json:"lasting" input:"time"`
	Life     units.Quantity `json:"life" input:"time(year)"`
	Floor    units.Quantity `json:"floor" input:"area"`
	People   units.Quantity `json:"people" input:"count:person"`
	Traffic  units.Quantity `json:"traffic" input:"data"`
	Fuel     units.Quantity `json:"fuel" input:"fuel"`
	Any      units.Quantity `json:"any"`
	Several  units.Quantity `json:"several" input:"mass|any volume|any count|money"`
	Rate     units.Rate     `json:"rate" input:"mass/any volume"`
	PerSpend units.Rate     `json:"per_spend" input:"mass(CO2e)/money"`
	PerMass  units.Rate     `json:"per_mass" input:"energy/mass|any volume"`
	Cover    ghg.Date       `json:"cover"`
}

func (accepting) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

// Errors, schemas and pages describe what an input accepts in words.
func TestAccepts(t *testing.T) {
	want := map[string]string{
		"mass": "a mass", "co2e": "an amount of CO2e", "energy": "an amount of energy", "volume": "a volume", "distance": "a distance",
		"lasting": "a duration", "life": "a number of years", "floor": "an area", "people": "an amount counted in person", "traffic": "an amount of data",
		"fuel": "a mass, a volume, or energy with its heating value basis", "any": "an amount with its unit",
		"several": "a mass or a volume or a count of items or an amount of money", "rate": "a mass per unit of volume", "per_spend": "an amount of CO2e per unit of money",
		"per_mass": "an amount of energy per unit of mass or a volume", "cover": "a day",
	}
	for _, in := range method.Declare[accepting](method.Declaration{Scope: ghg.Scope1}).Inputs() {
		if words, ok := want[in.Name]; ok {
			assert.Equal(t, words, in.Accepts, in.Name)
		}
	}
}

// The inputs of the head may be any fields of the struct, and only the id and the period must be there.
type (
	PlanB struct {
		Period  ghg.Period  `json:"period" csv:"period"`
		Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`
		ID      string      `json:"id" csv:"id"`
	}
	CHPAt struct {
		Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
		Category ghg.Category `json:"category" csv:"category"`
		Site     string       `json:"site,omitempty" csv:"site,omitempty"`
		ID       string       `json:"id" csv:"id"`
		Period   ghg.Period   `json:"period" csv:"period"`
	}
	N2OProcess struct {
		Category ghg.Category `json:"category" csv:"category"`
		Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
		ID       string       `json:"id" csv:"id"`
		Period   ghg.Period   `json:"period" csv:"period"`
	}
	HFC23 struct {
		Entity string     `json:"entity,omitempty" csv:"entity,omitempty"`
		Site   int        `json:"site,omitempty" csv:"site,omitempty" input:"[1,)"`
		ID     string     `json:"id" csv:"id"`
		Period ghg.Period `json:"period" csv:"period"`
	}
)

func (PlanB) Calculate(factors.Basis) (ghg.Results, error)      { return nil, nil }
func (CHPAt) Calculate(factors.Basis) (ghg.Results, error)      { return nil, nil }
func (N2OProcess) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }
func (HFC23) Calculate(factors.Basis) (ghg.Results, error)      { return nil, nil }

func TestHeads(t *testing.T) {
	good := ghg.Quality{Scheme: ghg.Scope3StandardGrades, Technology: 2}
	basis, none := factors.Basis{GWP: ghg.AR6()}, ghg.Quality{}
	one := []ghg.Category{ghg.Franchises}
	b := method.Declare[PlanB](method.Declaration{Scope: ghg.Scope3, Categories: one})
	at := method.Declare[CHPAt](method.Declaration{Scope: ghg.Scope3, Categories: []ghg.Category{ghg.BusinessTravel, ghg.EmployeeCommuting}, Primary: method.AlwaysPrimary()})
	n2o := method.Declare[N2OProcess](method.Declaration{Scope: ghg.Scope3, Categories: []ghg.Category{ghg.BusinessTravel, ghg.EmployeeCommuting}})
	hfc := method.Declare[HFC23](method.Declaration{Scope: ghg.Scope1})
	for _, c := range []struct {
		calc    *method.Calc
		name    ghg.Method
		scope   ghg.Scope
		of      ghg.Category
		entity  string
		site    string
		quality ghg.Quality
		primary bool
	}{
		{b.Begin(basis, &PlanB{year2024, good, "a"}), "method_test.plan-b", ghg.Scope3, ghg.Franchises, "", "", good, false},
		{at.Begin(basis, &CHPAt{good, ghg.EmployeeCommuting, "hall", "a", year2024}), "method_test.chp-at", ghg.Scope3, ghg.EmployeeCommuting, "", "hall", good, true},
		{n2o.Begin(basis, &N2OProcess{ghg.BusinessTravel, "unit", "a", year2024}), "method_test.n2-o-process", ghg.Scope3, ghg.BusinessTravel, "unit", "", none, false},
		{hfc.Begin(basis, &HFC23{"unit", 3, "a", year2024}), "method_test.hfc23", ghg.Scope1, 0, "unit", "", none, false},
	} {
		for _, calc := range []*method.Calc{c.calc, c.calc.Next()} {
			r := checked(t, calc)
			assert.Equal(t, []any{"a", year2024, c.name, c.scope, c.of, c.entity, c.site, c.primary}, []any{r.ID, r.Period, r.Method, r.Scope, r.Category, r.Entity, r.Site, r.Primary})
			assert.Equal(t, c.quality.Technology, r.Quality.Technology)
		}
	}
	next := b.Begin(basis, &PlanB{year2024, none, "a"}).Next()
	next.Require("quality")
	require.ErrorContains(t, next.Err(), "quality is not set", "the next result has the same inputs")
	next = b.Begin(basis, &PlanB{year2024, good, "a"}).Next()
	next.Require("period", "quality", "id")
	require.NoError(t, next.Err())
}

var year2024 = ghg.CalendarYear(2024)

// What a method returns about itself is a copy.
func TestDeclarationsAreCopies(t *testing.T) {
	m := method.Declare[everything](method.Declaration{
		Scope: ghg.Scope3, Categories: []ghg.Category{ghg.BusinessTravel}, Examples: []string{"{}"}, Texts: method.ParseTexts(documented),
	})
	m.Categories()[0], m.Examples()[0], m.Text()[0] = 0, "", ""
	assert.Equal(t, []ghg.Category{ghg.BusinessTravel}, m.Categories())
	assert.Equal(t, []string{"{}"}, m.Examples())
	assert.Equal(t, []string{"More."}, m.Text())
	for i, in := range m.Inputs() {
		for _, list := range [][]string{in.Examples, in.Values} {
			if len(list) > 0 {
				list[0] = "changed"
			}
		}
		if len(in.Dimensions) > 0 {
			in.Dimensions[0] = "changed"
		}
		again := m.Inputs()[i]
		assert.NotContains(t, again.Examples, "changed")
		assert.NotContains(t, again.Values, "changed")
		assert.NotContains(t, again.Dimensions, units.Dimension("changed"))
	}
}

// ranges has numbers with every form of interval.
type ranges struct {
	ID       string          `json:"id" csv:"id"`
	Period   ghg.Period      `json:"period" csv:"period"`
	Fraction decimal.Decimal `json:"fraction,omitzero" input:"[0,1]"`
	Part     decimal.Decimal `json:"part,omitzero" input:"(0,1]"`
	Loss     decimal.Decimal `json:"loss,omitzero" input:"[0,1)"`
	Number   decimal.Decimal `json:"number,omitzero" input:"[0,)"`
	Positive decimal.Decimal `json:"positive,omitzero" input:"(0,)"`
	Score    int             `json:"score,omitempty" input:"[2,5]"`
	From     decimal.Decimal `json:"from,omitzero" input:"[1,)"`
	Double   decimal.Decimal `json:"double,omitzero" input:"[0,2]"`
	Upper    decimal.Decimal `json:"upper,omitzero" input:"[0.5,1]"`
	Rate     units.Rate      `json:"rate,omitzero" input:"[1,2)"`
	Free     units.Rate      `json:"free,omitzero"`
}

func (ranges) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

func TestIntervals(t *testing.T) {
	m := method.Declare[ranges](method.Declaration{Scope: ghg.Scope1})
	accepts := map[string]string{}
	for _, in := range m.Inputs() {
		accepts[in.Name] = in.Accepts
		assert.False(t, in.Sheet && in.Name == "from", "an input without a column is only in JSON")
		assert.Equal(t, in.Name == "id" || in.Name == "period", in.Required)
	}
	for name, want := range map[string]string{
		"fraction": "a fraction from 0 to 1", "part": "a fraction above 0, at most 1", "loss": "a fraction of at least 0, below 1", "number": "a number of at least 0",
		"positive": "a number above 0", "score": "a whole number from 2 to 5", "from": "a number of at least 1", "double": "a number from 0 to 2",
		"upper": "a number from 0.5 to 1", "rate": "a value per unit", "free": "a value per unit",
	} {
		assert.Equal(t, want, accepts[name], name)
	}
	per := func(value string) units.Rate { return units.MustRate(value + " kg/L") }
	for _, c := range []struct {
		value ranges
		err   error
		want  string
	}{
		{ranges{Fraction: d("1"), Part: d("1"), Loss: d("0.999"), Number: d("9e9"), Positive: d("0.001"), Score: 5, From: d("1"), Double: d("2"), Upper: d("0.5")}, nil, ""},
		{ranges{Score: 2, Rate: per("1"), Upper: d("1")}, nil, ""},
		{ranges{Rate: per("1.999"), Free: per("0")}, nil, ""},
		{ranges{Fraction: d("1.001")}, ghg.ErrOutOfRange, `fraction is out of range ("1.001")`},
		{ranges{Fraction: d("-0.001")}, ghg.ErrOutOfRange, "want a fraction from 0 to 1"},
		{ranges{Part: d("1.1")}, ghg.ErrOutOfRange, "part"},
		{ranges{Part: d("-1")}, ghg.ErrOutOfRange, "part"},
		{ranges{Loss: d("1")}, ghg.ErrOutOfRange, "loss"},
		{ranges{Number: d("-1")}, ghg.ErrNegative, "number"},
		{ranges{Positive: d("-1")}, ghg.ErrOutOfRange, "positive"},
		{ranges{Score: 1}, ghg.ErrOutOfRange, `score is out of range ("1")`},
		{ranges{Score: 6}, ghg.ErrOutOfRange, "score"},
		{ranges{From: d("0.5")}, ghg.ErrOutOfRange, "from"},
		{ranges{From: d("-0.5")}, ghg.ErrNegative, "from"},
		{ranges{Double: d("2.1")}, ghg.ErrOutOfRange, "double"},
		{ranges{Upper: d("0.4")}, ghg.ErrOutOfRange, "upper"},
		{ranges{Rate: per("2")}, ghg.ErrOutOfRange, `rate is out of range ("2 kg/L"): want a rate of at least 1, below 2`},
		{ranges{Rate: per("0.5")}, ghg.ErrOutOfRange, "rate"},
		{ranges{Free: per("-1")}, ghg.ErrNegative, "want a rate of at least 0"},
	} {
		c.value.ID, c.value.Period = "a", year2024
		err := m.Begin(factors.Basis{GWP: ghg.AR6()}, &c.value).Err()
		require.ErrorIs(t, err, c.err)
		if c.err != nil {
			require.ErrorContains(t, err, c.want)
		}
	}
}

// A calculation that returns a result its method does not declare fails: receipts are checked against the declarations.
func TestUndeclaredResults(t *testing.T) {
	heat := method.Part{Name: "heat", Stage: ghg.StageTankToWheel, Memo: ghg.Memo{Kind: ghg.MemoOptional}}
	ours := method.Part{Name: "*, own", Accounting: ghg.MarketBased}
	some := method.Declaration{Scope: ghg.Scope2, Primary: method.AlwaysPrimary(), Results: []method.Part{heat, ours}}
	declared := method.Declare[line](some)
	assert.Equal(t, []method.Part{heat, ours}, declared.Results())
	assert.Equal(t, []method.Part{{}}, method.Declare[line](method.Declaration{}).Results())
	assert.Equal(t, ghg.Calculated, declared.Origin())
	for _, p := range []method.Part{heat, {Name: "x, own", Accounting: ghg.MarketBased}} {
		_, err := beginAs(t, some).Result(p)
		require.NoError(t, err)
	}
	other := func(change func(p *method.Part)) method.Part {
		p := heat
		change(&p)
		return p
	}
	for _, p := range []method.Part{
		{},
		{Name: ", own", Accounting: ghg.MarketBased},
		{Name: "x, own"},
		other(func(p *method.Part) { p.Name = "power" }), other(func(p *method.Part) { p.Accounting = ghg.MarketBased }),
		other(func(p *method.Part) { p.Stage = 0 }), other(func(p *method.Part) { p.Memo.Kind = ghg.MemoRemovals }), other(func(p *method.Part) { p.Memo = ghg.Memo{} }),
	} {
		_, err := beginAs(t, some).Result(p)
		require.ErrorIs(t, err, ghg.ErrUnknown, "%v", p)
	}
	for rule, tt := range map[method.Primary]struct {
		set  func(c *method.Calc)
		ok   bool
		want string
	}{
		{}:                       {func(c *method.Calc) { c.Primary(true) }, false, "never"},
		method.AlwaysPrimary():   {func(c *method.Calc) { c.Primary(false) }, false, "always"},
		method.PrimaryByInputs(): {func(c *method.Calc) { c.Primary(true) }, true, "by inputs"},
		method.PrimaryByScore(2): {func(*method.Calc) {}, false, "PCAF 2"},
		method.PrimaryByScore(1): {func(c *method.Calc) { c.Score(1) }, true, "PCAF 1"},
	} {
		c := beginAs(t, method.Declaration{Scope: ghg.Scope1, Primary: rule})
		tt.set(c)
		_, err := c.Results()
		assert.Equal(t, tt.ok, err == nil, rule)
		assert.Equal(t, tt.want, rule.String())
		assert.Equal(t, rule, method.Declare[line](method.Declaration{Primary: rule}).Primary())
	}
	c := beginAs(t, method.Declaration{Scope: ghg.Scope1, Primary: method.PrimaryByInputs()})
	c.Reported(method.Statement{Amount: units.MustParse("1 kg CO2e"), GWP: "AR5", Reporter: "x", Source: "y"})
	require.ErrorContains(t, c.Err(), "want reported, in the declaration of the method")
}
