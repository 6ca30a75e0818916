package xbrl_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/xbrl"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

var update = flag.Bool("update", false, "write the golden files")

const example = "9999EXAMPLEGROUP00" // with its check digits: 98 − remainder by 97

func options() xbrl.Options {
	return xbrl.Options{Identifier: example + "59", Scheme: xbrl.LEI, Decimals: 3}
}

func edition(t testing.TB, id string) disclosure.Edition {
	t.Helper()
	e, err := disclosure.EditionOf(id)
	require.NoError(t, err)
	return e
}

func document(t testing.TB, r report.Report) xbrl.Document {
	t.Helper()
	d, err := xbrl.Of(r, edition(t, "esrs-e1-set-1"), options())
	require.NoError(t, err)
	return d
}

func written(t testing.TB, d xbrl.Document) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.Write(&b))
	return b.String()
}

// priced is the company in three countries with credits, a price and the ETS.
func priced(t *testing.T) report.Report {
	r := sample.ThreeCountries(t)
	tonnes := func(s string) ghg.CO2e {
		c, err := ghg.TonnesCO2e(decimal.RequireFromString(s))
		require.NoError(t, err)
		return c
	}
	covered := tonnes("1000")
	r.Ledgers.Credits = []report.Credit{{CO2e: tonnes("300"), Kind: report.ReductionCredit, Standard: "Gold Standard", Source: "registry"}}
	r.Ledgers.Prices = []report.CarbonPrice{{Scheme: "CapEx shadow price", Use: "investments", Price: decimal.RequireFromString("85.5"), Currency: "EUR", Scope1: &covered, Source: "policy"}}
	r.Ledgers.Trading = &report.Trading{Source: "permit"}
	return r
}

func TestGolden(t *testing.T) {
	for name, r := range map[string]report.Report{"nec": sample.NEC(t), "three": priced(t)} {
		got := written(t, document(t, r))
		assert.Equal(t, got, written(t, document(t, r)), "twice")
		path := filepath.Join("testdata", name+".xhtml")
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.True(t, string(want) == got, "%s: another text than the golden file; see it with -update and git diff", path)
		checkPage(t, got)
	}
}

// checkPage checks what the specification asks of a page, as far as the taxonomy is not needed: well-formed XML, every prefix
// declared, unique ids, and contexts and units that exist.
func checkPage(t *testing.T, text string) {
	t.Helper()
	ids, refs := map[string]string{}, map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(text))
	var inHeader, facts int
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		assert.Contains(t, []string{
			"http://www.w3.org/1999/xhtml", "http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2003/instance", "http://xbrl.org/2006/xbrldi", "http://www.xbrl.org/2003/linkbase",
		}, start.Name.Space, start.Name.Local)
		assert.NotEqual(t, "script", start.Name.Local)
		for _, a := range start.Attr {
			assert.False(t, strings.HasPrefix(a.Name.Local, "on"), a.Name.Local)
			switch a.Name.Local {
			case "id":
				assert.NotContains(t, ids, a.Value)
				ids[a.Value] = start.Name.Local
			case "contextRef", "unitRef":
				refs[a.Value] = true
			case "name", "dimension":
				assert.True(t, strings.HasPrefix(a.Value, "esrs:"), a.Value)
			}
		}
		switch start.Name.Local {
		case "header":
			inHeader++
		case "nonFraction":
			facts++
		}
	}
	for ref := range refs {
		assert.Contains(t, ids, ref)
	}
	assert.Equal(t, 1, inHeader)
	assert.Greater(t, facts, 20)
	assert.Contains(t, text, `xlink:href="https://xbrl.efrag.org/taxonomy/esrs/2023-12-22/esrs_all.xsd"`)
}

// value returns the fact of an element of the report's own year without a dimension.
func value(t *testing.T, d xbrl.Document, r report.Report, element string, members ...disclosure.Member) decimal.Decimal {
	t.Helper()
	i := slices.IndexFunc(d.Facts, func(f xbrl.Fact) bool {
		return f.Element == "esrs:"+element && f.Period.Same(r.Inventory.Period()) && slices.Equal(f.Members, members)
	})
	require.GreaterOrEqual(t, i, 0, element)
	return d.Facts[i].Value
}

// The calculation linkbase adds scope 1, the scope 2 of the total's method and scope 3, each of weight 1.
func TestTotalsAdd(t *testing.T) {
	for _, r := range []report.Report{sample.NEC(t), priced(t)} {
		d := document(t, r)
		for total, scope2 := range map[string]string{
			"LocationBasedGreenhouseGasEmissions": "GrossLocationBasedScope2GreenhouseGasEmissions",
			"MarketBasedGreenhouseGasEmissions":   "GrossMarketBasedScope2GreenhouseGasEmissions",
		} {
			parts := []decimal.Decimal{value(t, d, r, "GrossScope1GreenhouseGasEmissions"), value(t, d, r, scope2), value(t, d, r, "GrossScope3GreenhouseGasEmissions")}
			adds, err := inventory.AddsUp(3, value(t, d, r, total), parts...)
			require.NoError(t, err)
			assert.NotEqual(t, inventory.AddsNot, adds, total)
		}
		sum := decimal.Decimal{}
		parts := 0
		for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
			member, ok := disclosure.CategoryMember(c)
			require.True(t, ok)
			if i := slices.IndexFunc(d.Facts, func(f xbrl.Fact) bool {
				return f.Period.Same(r.Inventory.Period()) && slices.Equal(f.Members, []disclosure.Member{member})
			}); i >= 0 {
				assert.Equal(t, "esrs:GrossScope3GreenhouseGasEmissions", d.Facts[i].Element)
				sum, parts = sum.Add(d.Facts[i].Value), parts+1
			}
		}
		assert.Greater(t, parts, 3)
		assert.True(t, sum.Sub(value(t, d, r, "GrossScope3GreenhouseGasEmissions")).Abs().LessThan(decimal.New(1, -2)))
	}
}

// 13,262.88 t ÷ 180 million EUR = 73.68 t per million EUR = 0.00007368 t/EUR; 85.5 EUR/t; 180 million EUR.
func TestUnitsAndScales(t *testing.T) {
	r := priced(t)
	d := document(t, r)
	per := value(t, d, r, "GHGEmissionsIntensityMarketbasedTotalGHGEmissionsPerNetRevenue")
	want := value(t, d, r, "MarketBasedGreenhouseGasEmissions").Div(decimal.NewFromInt(180_000_000))
	assert.True(t, per.Sub(want).Abs().LessThan(decimal.New(1, -9)), per)
	assert.Equal(t, "85.5", value(t, d, r, "CarbonPriceAppliedForEachMetricTonneOfGreenhouseGasEmission").String())
	assert.Equal(t, "180000000", value(t, d, r, "Revenue").String())
	assert.Equal(t, "300", value(t, d, r, "AmountOfCarbonCreditsOutsideValueChainThatAreVerifiedAgainstRecognisedQualityStandardsAndCancelled").String())
	share := value(t, d, r, "PercentageOfGrossScope3GreenhouseGasEmissionsCalculatedUsingPrimaryDataObtainedFromSuppliersOrOtherValueChainPartners")
	assert.True(t, share.LessThanOrEqual(decimal.NewFromInt(1)), share)
	page := written(t, d)
	assert.Contains(t, page, "<xbrli:unitNumerator><xbrli:measure>utr:tCO2e</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>iso4217:EUR</xbrli:measure>")
	assert.Contains(t, page, "<xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate>")
	assert.Contains(t, page, `<xbrldi:explicitMember dimension="esrs:CurrentlyStatedBaselineMilestonesOrTargetYearsAxis">esrs:BaselineYearMember</xbrldi:explicitMember>`)

	r.Ledgers.Prices = append(r.Ledgers.Prices, r.Ledgers.Prices[0])
	r.Revenue.Unit = "10 million €"
	d = document(t, r)
	for _, f := range d.Facts {
		assert.NotContains(t, f.Element, "CarbonPrice")
		assert.NotContains(t, f.Element, "Revenue")
	}
	assert.True(t, slices.ContainsFunc(d.Left, func(l xbrl.Left) bool { return strings.Contains(l.Reason, "several schemes") }))
	assert.True(t, slices.ContainsFunc(d.Left, func(l xbrl.Left) bool { return strings.Contains(l.Reason, "ISO 4217") }))
}

// Credits are in no total, whatever their amount.
func TestNothingIsNetted(t *testing.T) {
	r := priced(t)
	before := document(t, r)
	r.Ledgers.Credits[0].CO2e = r.Ledgers.Credits[0].CO2e.Add(r.Ledgers.Credits[0].CO2e)
	after := document(t, r)
	for _, element := range []string{"GrossScope1GreenhouseGasEmissions", "LocationBasedGreenhouseGasEmissions", "MarketBasedGreenhouseGasEmissions"} {
		assert.True(t, value(t, before, r, element).Equal(value(t, after, r, element)))
	}
}

func TestHostileTextIsText(t *testing.T) {
	r := priced(t)
	hostile := "<script>alert(1)</script>\" ' & ]]> \u202eevil\u2066 \x00 =1+1"
	r.Ledgers.Credits[0].Standard = hostile
	r.Ledgers.Prices[0].Use = hostile + strings.Repeat("long ", 20)
	r.Label = "\u202e2024<b>"
	r.Stated[report.Methodologies] = hostile
	page := written(t, document(t, r))
	checkPage(t, page)
	assert.NotContains(t, page, "<script")
	assert.NotContains(t, page, "<b>")
	for _, c := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00" {
		assert.NotContains(t, page, string(c))
	}
	assert.Contains(t, page, "&lt;script&gt;")
	assert.Contains(t, page, "\ufffd")
}

func TestRefused(t *testing.T) {
	r := sample.ThreeCountries(t)
	for _, id := range []string{"ifrs-s2-2023", "ssbj-2025", "esrs-e1-2026", "shk"} {
		_, err := xbrl.Of(r, edition(t, id), options())
		require.ErrorIs(t, err, xbrl.ErrNoElements, id)
	}
	for name, change := range map[string]func(*xbrl.Options){
		"no identifier": func(o *xbrl.Options) { o.Identifier = " " },
		"check digits":  func(o *xbrl.Options) { o.Identifier = example + "00" },
		"short":         func(o *xbrl.Options) { o.Identifier = "A" },
		"small letters": func(o *xbrl.Options) { o.Identifier = strings.ToLower(o.Identifier) },
		"no scheme":     func(o *xbrl.Options) { o.Scheme = "" },
		"relative":      func(o *xbrl.Options) { o.Scheme = "iso/17442" },
		"not a URI":     func(o *xbrl.Options) { o.Scheme = "http://{" },
		"places":        func(o *xbrl.Options) { o.Decimals = -1 },
		"many places":   func(o *xbrl.Options) { o.Decimals = 10 },
		"language":      func(o *xbrl.Options) { o.Language = `en"><b` },
	} {
		o := options()
		change(&o)
		_, err := xbrl.Of(r, edition(t, "esrs-e1-set-1"), o)
		require.Error(t, err, name)
	}
	_, err := xbrl.Of(report.Report{}, edition(t, "esrs-e1-set-1"), options())
	require.Error(t, err)
	require.Error(t, xbrl.Document{}.Write(io.Discard))
	require.Error(t, document(t, r).Write(nil))
	require.Error(t, document(t, r).Write(failing{}))
	d := document(t, r)
	d.Facts[0].Decimals = 99
	require.ErrorIs(t, d.Write(io.Discard), ghg.ErrOutOfRange)
	d.Facts[0].Shown = decimal.New(1, 1<<30)
	require.ErrorIs(t, d.Write(io.Discard), ghg.ErrOutOfRange)

	// A revenue of two values in one context: the intensity's is not that of the sectors, which no element has twice.
	r.Revenue = &intensity.Revenue{}
	_, err = xbrl.Of(r, edition(t, "esrs-e1-set-1"), options())
	require.Error(t, err)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestElements(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range disclosure.Elements() {
		assert.False(t, seen[e.Name], e.Name)
		seen[e.Name] = true
		assert.True(t, strings.HasPrefix(e.Name, "esrs:"))
		assert.NotZero(t, e.Kind)
		assert.NotEmpty(t, e.Reference)
	}
	one, _ := disclosure.CategoryMember(ghg.PurchasedGoodsAndServices)
	eleven, _ := disclosure.CategoryMember(ghg.UseOfSoldProducts)
	assert.Equal(t, "esrs:Category1PurchasedGoodsAndServicesMember", one.Name)
	assert.Equal(t, "esrs:Category11UseOfSoldProductsMember", eleven.Name)
	_, ok := disclosure.CategoryMember(16)
	assert.False(t, ok)
	_, ok = disclosure.ElementOf("esrs:TotalGHGEmissions")
	assert.False(t, ok)
}

// Where lines of category 3 count by one method of scope 2 only, the taxonomy's one figure of scope 3 does not add up to both
// totals: 20 + 30 + 7 is not the location-based total of 55 t.
func TestInconsistent(t *testing.T) {
	year := ghg.CalendarYear(2024)
	upstream := func(id, amount string) activity.Activity {
		return scope3.Reported{ID: id, Period: year, Category: 3, Amount: units.MustParse(amount), GWP: "AR6", Reporter: "supplier", Source: "letter", Assurance: "none"}
	}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR6()}, inventory.Organisation{
		Name: "Example plc", Approach: inventory.FinancialControl, Period: year, Category3By: map[string]ghg.Accounting{"lb": ghg.LocationBased, "mb": ghg.MarketBased},
	}, []activity.Activity{
		scope1.DirectRelease{ID: "kiln", Period: year, Gas: "CO2", Mass: units.MustParse("20 t"), Event: "vented"},
		scope2.Electricity{
			ID: "office", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"),
			GridFactor: factors.MustSupplied("0.3 kg CO2/kWh; a table"), ResidualMix: factors.MustSupplied("0.5 kg CO2/kWh; a table"),
		},
		upstream("lb", "5 t CO2e"), upstream("mb", "7 t CO2e"),
	})
	require.NoError(t, err)
	_, err = xbrl.Of(report.Report{Inventory: inv}, edition(t, "esrs-e1-set-1"), options())
	require.ErrorIs(t, err, xbrl.ErrInconsistent)
}

func TestSchemesAreAbsolute(t *testing.T) {
	for scheme, ok := range map[string]bool{
		xbrl.LEI: true, "urn:example:companies": true, "a+b-c.d:x": true, "": false, ":x": false, "http:": false, "/iso/17442": false, "1a:b": false,
		"a_b:c": false, "http://a b": false, "http://a\u202eb": false, `http://a"b`: false, "http://a\nb": false,
	} {
		err := xbrl.Options{Identifier: "0001", Scheme: scheme}.Check()
		if ok && scheme != xbrl.LEI {
			assert.NoError(t, err, scheme)
		} else if !ok {
			assert.ErrorIs(t, err, ghg.ErrOutOfRange, scheme)
		}
	}
}

// Cloud services are a part of category 1 with a member of their own: 1.1, which is not category 11.
func TestCloudIsAPartOfCategory1(t *testing.T) {
	e, err := disclosure.EditionOf("esrs-e1-set-1")
	require.NoError(t, err)
	d, err := xbrl.Of(sample.Group(t), e, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI})
	require.NoError(t, err)
	values := map[string]string{}
	for _, f := range d.Facts {
		if f.Element == "esrs:GrossScope3GreenhouseGasEmissions" && len(f.Members) == 1 {
			values[f.Members[0].Name] = f.Value.String()
		}
	}
	assert.Equal(t, "75", values["esrs:Category11CloudComputingAndDataCentreServicesMember"])
	assert.Equal(t, "100", values["esrs:Category1PurchasedGoodsAndServicesMember"])
}
