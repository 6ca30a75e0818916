package method_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
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

// 5 kg + 3 kg in, 1 kg + 2 kg out: 5 kg remain. The steps of a transport are marked as such.
func TestBalanceAndMark(t *testing.T) {
	c := begin(t)
	kg := func(label, amount string) method.Flow { return method.Of(label, units.MustParse(amount)) }
	left := c.Balance("left", []method.Flow{kg("stock", "5 kg"), kg("bought", "3000 g")}, []method.Flow{kg("sold", "1 kg"), kg("recovered", "2 kg")})
	assert.Equal(t, "5", left.Value().String())
	c.Emit("released", left, ghg.CO2)
	c.Mark(2, ghg.StepTransport)
	r := checked(t, c)
	assert.Equal(t, "5", mass(t, r, ghg.CO2))
	assert.Zero(t, r.Steps[0].Kind)
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
	Cover    ghg.Date       `json:"cover"`
}

func (accepting) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

// Errors, schemas and pages describe what an input accepts in words.
func TestAccepts(t *testing.T) {
	want := map[string]string{
		"mass": "a mass", "co2e": "an amount of CO2e", "energy": "an amount of energy", "volume": "a volume", "distance": "a distance",
		"lasting": "a duration", "life": "a number of years", "floor": "an area", "people": "an amount counted in person", "traffic": "an amount of data",
		"fuel": "a mass, a volume, or energy with its heating value basis", "any": "an amount with its unit",
		"several": "a mass or a volume or a count of items or an amount of money", "rate": "a mass per unit of volume", "cover": "a day",
	}
	for _, in := range method.Declare[accepting](method.Declaration{Scope: ghg.Scope1}).Inputs() {
		if words, ok := want[in.Name]; ok {
			assert.Equal(t, words, in.Accepts, in.Name)
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
