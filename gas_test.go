package ghg_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/oracle"
)

// d parses a number of a test.
func d(s string) decimal.Decimal { return dec.MustParse(s) }

func equal(t *testing.T, want string, got decimal.Decimal, about ...any) {
	t.Helper()
	assert.True(t, d(want).Equal(got), "want %s, got %s %v", want, got, about)
}

// Every row of the table of potentials is read as written.
func TestGasTable(t *testing.T) {
	file, err := os.Open("data/gwp100.csv")
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 109)
	sets := []ghg.GWP{ghg.SAR(), ghg.TAR(), ghg.AR4(), ghg.AR5(), ghg.AR6()}
	var order []string
	for _, row := range rows[1:] {
		name := row[0]
		order = append(order, name)
		gas, err := ghg.ParseGas(name)
		require.NoError(t, err)
		assert.Equal(t, ghg.Gas(name), gas)
		assert.Equal(t, row[1], gas.Class(), name)
		assert.Equal(t, row[2], map[bool]string{true: "true", false: "false"}[gas.Kyoto()], name)
		for i, set := range sets {
			methane := gas == ghg.CH4Fossil || gas == ghg.CH4Biogenic // SAR to AR5 have one value for all methane
			v, err := set.Of(gas)
			switch {
			case row[3+i] != "":
				require.NoError(t, err, name)
				equal(t, row[3+i], v, name, set.Name())
			case gas == ghg.CH4Fossil && set.Name() == "AR5":
				equal(t, "30", v, "AR5 table 8.A.1")
			case methane:
				require.NoError(t, err, name)
				one, err := set.Of(ghg.CH4)
				require.NoError(t, err)
				assert.True(t, v.Equal(one))
			default:
				require.ErrorIs(t, err, ghg.ErrNoGWP, "%s %s", name, set.Name())
				assert.Contains(t, err.Error(), `"`+name+`"`)
			}
		}
	}
	order = append(order, string(ghg.CH4Combustion))
	for _, row := range readAdded(t) {
		gas, err := ghg.ParseGas(row[0])
		require.NoError(t, err)
		assert.Equal(t, row[1], gas.Class(), row[0])
		set, err := ghg.ParseGWP(row[2])
		require.NoError(t, err)
		v, err := set.Of(gas)
		require.NoError(t, err)
		equal(t, row[3], v, row[0], row[2])
		if gas != ghg.CH4Fossil {
			order = append(order, row[0])
		}
	}
	var got []string
	for g := range ghg.Gases() {
		got = append(got, string(g))
	}
	assert.Equal(t, order, got)
	for range ghg.Gases() {
		break // a range may end early
	}
}

// readAdded returns the rows of the values that version 1 of the receipt did not know.
func readAdded(t *testing.T) [][]string {
	t.Helper()
	file, err := os.Open("data/gwp100_added.csv")
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 18)
	return rows[1:]
}

// Methane has the potential of its role: the higher one only where its carbon becomes CO2 that nobody counts.
func TestMethaneByRole(t *testing.T) {
	for _, tt := range []struct {
		set                                    ghg.GWP
		unstated, fossil, biogenic, combustion string
	}{
		{ghg.AR4(), "25", "25", "25", "25"},         // AR4 WG I, table 2.14: one value
		{ghg.AR5(), "28", "30", "28", "28"},         // AR5 WG I, table 8.A.1
		{ghg.AR5UNFCCC(), "28", "28", "28", "28"},   // UNFCCC decision 18/CMA.1, annex, paragraph 37; EPA hub, table 11
		{ghg.AR6(), "27.9", "29.8", "27.0", "27.0"}, // AR6 WG I, tables 7.15 and 7.SM.7
	} {
		for gas, want := range map[ghg.Gas]string{ghg.CH4: tt.unstated, ghg.CH4Fossil: tt.fossil, ghg.CH4Biogenic: tt.biogenic, ghg.CH4Combustion: tt.combustion} {
			v, err := tt.set.Of(gas)
			require.NoError(t, err)
			equal(t, want, v, tt.set.Name(), gas)
			assert.True(t, gas.Kyoto())
			assert.Equal(t, "CH4", gas.Class())
		}
	}
	own, err := ghg.NewGWP("house", "report", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d("25")})
	require.NoError(t, err)
	v, err := own.Of(ghg.CH4Combustion)
	require.NoError(t, err)
	equal(t, "25", v, "a set with one value for methane")

	read, err := ghg.ParseGWP("AR5-UNFCCC")
	require.NoError(t, err)
	assert.Equal(t, ghg.AR5UNFCCC(), read)
	assert.True(t, ghg.KnownBasis("AR5-UNFCCC"))
	assert.Contains(t, read.Source(), "18/CMA.1")

	e := emissions(t, kg(ghg.CH4, "1"), kg(ghg.CH4Fossil, "2"), kg(ghg.CH4Biogenic, "4"), kg(ghg.CH4Combustion, "8"), kg(ghg.N2O, "16"))
	methane, known := e.Methane()
	assert.True(t, known)
	equal(t, "15", methane, "all methane, whatever its role")
	_, known = emissions(t, kg(ghg.N2O, "1")).Methane()
	assert.False(t, known, "methane that no amount states is unknown, not 0")
}

// The values that the documents print for the gases in most inventories.
func TestPrintedPotentials(t *testing.T) {
	for _, tt := range []struct {
		set   ghg.GWP
		gas   ghg.Gas
		want  string
		where string
	}{
		{ghg.SAR(), ghg.CH4, "21", "SAR WG I (1995), table 2.9"},
		{ghg.SAR(), ghg.N2O, "310", "SAR WG I (1995), table 2.9"},
		{ghg.SAR(), ghg.SF6, "23900", "SAR WG I (1995), table 2.9"},
		{ghg.TAR(), ghg.CH4, "23", "TAR WG I (2001), table 6.7"},
		{ghg.TAR(), ghg.N2O, "296", "TAR WG I (2001), table 6.7"},
		{ghg.AR4(), ghg.CH4, "25", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.CH4Fossil, "25", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.CH4Biogenic, "25", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.N2O, "298", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.HFC134a, "1430", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.SF6, "22800", "AR4 WG I (2007), table 2.14"},
		{ghg.AR4(), ghg.NF3, "17200", "AR4 WG I (2007), table 2.14"},
		{ghg.AR5(), ghg.CH4, "28", "AR5 WG I (2013), table 8.A.1"},
		{ghg.AR5(), ghg.N2O, "265", "AR5 WG I (2013), table 8.A.1"},
		{ghg.AR5(), ghg.HFC134a, "1300", "AR5 WG I (2013), table 8.A.1"},
		{ghg.AR5(), ghg.SF6, "23500", "AR5 WG I (2013), table 8.A.1"},
		{ghg.AR6(), ghg.CH4Fossil, "29.8", "AR6 WG I (2021), table 7.15"},
		{ghg.AR6(), ghg.CH4Biogenic, "27.0", "AR6 WG I (2021), table 7.15"},
		{ghg.AR6(), ghg.CH4, "27.9", "AR6 WG I (2021), table 7.SM.7"},
		{ghg.AR6(), ghg.N2O, "273", "AR6 WG I (2021), table 7.15"},
		{ghg.AR6(), ghg.HFC32, "771", "AR6 WG I (2021), table 7.15"},
		{ghg.AR6(), ghg.CF4, "7380", "AR6 WG I (2021), table 7.15"},
		{ghg.AR6(), "HFO-1234yf", "0.501", "AR6 WG I (2021), table 7.SM.7"},
		{ghg.AR6(), "HFO-1234ze(E)", "1.37", "AR6 WG I (2021), table 7.SM.7"},
		{ghg.AR6(), "HCFO-1233zd(E)", "3.88", "AR6 WG I (2021), table 7.SM.7"},
		{ghg.AR6(), ghg.CO2, "1", "AR6 WG I (2021), table 7.15"},
	} {
		v, err := tt.set.Of(tt.gas)
		require.NoError(t, err)
		equal(t, tt.want, v, tt.gas, tt.where)
	}
}

func TestGasNames(t *testing.T) {
	for text, want := range map[string]ghg.Gas{
		"hfc134a": ghg.HFC134a, "R-134a": ghg.HFC134a, "r134A": ghg.HFC134a, "HFC 134a": ghg.HFC134a, "HFC_134a": ghg.HFC134a,
		"methane": ghg.CH4, "fossil methane": ghg.CH4Fossil, "CH4-nonfossil": ghg.CH4Biogenic, "biogenic methane": ghg.CH4Biogenic,
		"carbon dioxide": ghg.CO2, "biogenic CO2": ghg.CO2Biogenic, "co2-biogenic": ghg.CO2Biogenic, "R-744": ghg.CO2,
		"nitrous oxide": ghg.N2O, "sulphur hexafluoride": ghg.SF6, "sulfur hexafluoride": ghg.SF6, "nf3": ghg.NF3,
		"PFC-14": ghg.CF4, "PFC-116": ghg.C2F6, "PFC-218": ghg.C3F8, "c-C4F8": ghg.CC4F8, "R-22": "HCFC-22", "R-11": "CFC-11",
		"R-290": "C3H8", "R-1234yf": "HFO-1234yf", "C": ghg.Carbon,
		"HFO-1234ze": "HFO-1234ze(E)", "R-1234ze(E)": "HFO-1234ze(E)", "R-1233zd(E)": "HCFO-1233zd(E)", "CH4 combustion": ghg.CH4Combustion,
	} {
		gas, err := ghg.ParseGas(text)
		require.NoError(t, err)
		assert.Equal(t, want, gas, text)
		var read ghg.Gas
		require.NoError(t, read.UnmarshalText([]byte(text)))
		back, err := read.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, string(want), string(back))
	}
	for _, gas := range []ghg.Gas{ghg.CO2Biogenic, ghg.Carbon, "HFO-1234yf", "C3H8", "no gas"} {
		assert.False(t, gas.Kyoto(), gas)
	}
	assert.Empty(t, ghg.Gas("no gas").Class())
}

func TestUnknownGases(t *testing.T) {
	for text, near := range map[string]string{
		"HFC-134b": "HFC-134a", "CH5": "CH4", "SF7": "SF6", "CO": "CO2", "N20": "N2O",
	} {
		_, err := ghg.ParseGas(text)
		var unknown *ghg.UnknownGasError
		require.ErrorAs(t, err, &unknown)
		assert.Equal(t, text, unknown.Text)
		assert.Contains(t, unknown.Near, near)
		assert.LessOrEqual(t, len(unknown.Near), 3)
		assert.Contains(t, err.Error(), `gas "`+text+`" is unknown; near it: `)
	}
	for _, text := range []string{"", strings.Repeat("x", 1_000_000), "R-410A", "unobtainium"} {
		gas := ghg.CO2
		err := gas.UnmarshalText([]byte(text))
		require.Error(t, err)
		assert.Equal(t, ghg.CO2, gas, "refused text must not change the gas")
	}
}

func TestGWPSets(t *testing.T) {
	var unset ghg.GWP
	_, err := unset.Of(ghg.CO2)
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.EqualError(t, err, "GWP is not set: want a set, such as ghg.AR6()")
	assert.True(t, unset.IsZero())
	assert.Empty(t, unset.Name())
	assert.Empty(t, unset.Source())
	assert.Nil(t, unset.Values())

	for _, name := range []string{"SAR", "TAR", "AR4", "AR5", "AR6"} {
		set, err := ghg.ParseGWP(name)
		require.NoError(t, err)
		assert.Equal(t, name, set.Name())
		assert.Contains(t, set.Source(), "IPCC")
		assert.False(t, set.IsZero())
		text, err := set.MarshalText()
		require.NoError(t, err)
		var back ghg.GWP
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, set, back)
		values := set.Values()
		one := values[ghg.CO2]
		equal(t, "1", one)
		values[ghg.CO2] = d("2")
		v, err := set.Of(ghg.CO2)
		require.NoError(t, err)
		equal(t, "1", v, "Values must return a copy")
	}
	for _, name := range []string{"", "ar6", "AR7", "AR6 "} {
		var set ghg.GWP
		require.ErrorIs(t, set.UnmarshalText([]byte(name)), ghg.ErrUnknown)
	}
}

func TestNewGWP(t *testing.T) {
	values := map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d("84"), ghg.N2O: d("0")}
	own, err := ghg.NewGWP("AR5 GWP20", "IPCC AR5 WG I, table 8.A.1", values)
	require.NoError(t, err)
	values[ghg.CH4] = d("1000")
	own.Values()[ghg.CH4] = d("1000")
	for _, gas := range []ghg.Gas{ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic} {
		v, err := own.Of(gas)
		require.NoError(t, err)
		equal(t, "84", v, gas)
	}
	v, err := own.Of(ghg.N2O)
	require.NoError(t, err)
	assert.True(t, v.IsZero(), "a potential of zero must be kept")
	_, err = own.Of(ghg.SF6)
	require.ErrorIs(t, err, ghg.ErrNoGWP)

	one := map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1")}
	for _, tt := range []struct {
		name, source string
		values       map[ghg.Gas]decimal.Decimal
		want         error
	}{
		{"", "s", one, ghg.ErrOutOfRange},
		{"AR6", "s", one, ghg.ErrOutOfRange},
		{ghg.UnstatedGWP, "s", one, ghg.ErrOutOfRange},
		{"mine", "", one, ghg.ErrMissing},
		{"mine", "s", nil, ghg.ErrOutOfRange},
		{"mine", "s", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("2")}, ghg.ErrOutOfRange},
		{"mine", "s", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d("-1")}, ghg.ErrNegative},
	} {
		_, err := ghg.NewGWP(tt.name, tt.source, tt.values)
		require.ErrorIs(t, err, tt.want, "%q %q", tt.name, tt.source)
	}
	var unknown *ghg.UnknownGasError
	_, err = ghg.NewGWP("mine", "s", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), "methane": d("84")})
	require.ErrorAs(t, err, &unknown, "a gas under another name must be refused, since it would never be found")
	assert.Equal(t, []string{"CH4"}, unknown.Near)
}

func TestBlends(t *testing.T) {
	count := 0
	var names []string
	for b := range ghg.Blends() {
		count++
		names = append(names, b.Name())
		sum := decimal.Decimal{}
		for c := range b.Components() {
			gas, err := ghg.ParseGas(string(c.Gas))
			require.NoError(t, err, b.Name())
			assert.Equal(t, gas, c.Gas, "%s must list its components under their own names", b.Name())
			assert.Positive(t, c.Share.Sign())
			sum = sum.Add(c.Share)
		}
		equal(t, "1", sum, b.Name())
		again, err := ghg.ParseBlend(strings.ToLower(strings.ReplaceAll(b.Name(), "-", "")))
		require.NoError(t, err)
		assert.Equal(t, b.Name(), again.Name())
	}
	assert.Equal(t, 126, count)
	assert.True(t, slices.IsSorted(names))
	for range ghg.Blends() {
		break
	}
	_, err := ghg.ParseBlend("R-410C")
	var unknown *ghg.UnknownGasError
	require.ErrorAs(t, err, &unknown)
	assert.Contains(t, unknown.Near, "R-410A")
	_, ok := ghg.LookupBlend("HFC-134a")
	assert.False(t, ok)
}

func TestPublishedBlends(t *testing.T) {
	examples := oracle.Read(t, "core")
	require.Len(t, examples, 12)
	for _, o := range examples {
		t.Run(o.ID, func(t *testing.T) {
			blend, err := ghg.ParseBlend(o.In(t, "blend"))
			require.NoError(t, err)
			set, err := ghg.ParseGWP(o.In(t, "GWP"))
			require.NoError(t, err)
			got, err := blend.GWP(set)
			require.NoError(t, err)
			o.Answer().Is(t, got)
		})
	}
}

func TestNewBlend(t *testing.T) {
	own, err := ghg.NewBlend("house mix", ghg.Component{Gas: "R-134a", Share: d("0.9")}, ghg.Component{Gas: "C3H8", Share: d("0.1")})
	require.NoError(t, err)
	got, err := own.GWP(ghg.AR5())
	require.NoError(t, err)
	equal(t, "1170", got, "0.9 × 1300; propane is outside the basket")
	components := slices.Collect(own.Components())
	components[0].Share = d("1")
	again, err := own.GWP(ghg.AR5())
	require.NoError(t, err)
	equal(t, "1170", again)

	_, err = own.GWP(ghg.GWP{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	for _, tt := range []struct {
		components []ghg.Component
		want       error
	}{
		{nil, ghg.ErrOutOfRange},
		{[]ghg.Component{{Gas: ghg.HFC32, Share: d("0.5")}}, ghg.ErrOutOfRange},
		{[]ghg.Component{{Gas: ghg.HFC32, Share: d("0.5")}, {Gas: ghg.HFC125, Share: d("0.5000000001")}}, ghg.ErrOutOfRange},
		{[]ghg.Component{{Gas: ghg.HFC32, Share: d("1")}, {Gas: ghg.HFC125, Share: d("0")}}, ghg.ErrOutOfRange},
		{[]ghg.Component{{Gas: ghg.HFC32, Share: d("2")}, {Gas: ghg.HFC125, Share: d("-1")}}, ghg.ErrOutOfRange},
	} {
		_, err := ghg.NewBlend("x", tt.components...)
		require.ErrorIs(t, err, tt.want)
	}
	_, err = ghg.NewBlend("x", ghg.Component{Gas: "HFC-32x", Share: d("1")})
	var unknown *ghg.UnknownGasError
	require.ErrorAs(t, err, &unknown)
}

func TestBlendIsNotAGas(t *testing.T) {
	_, err := ghg.ParseGas("R410A")
	require.EqualError(t, err, `gas "R410A" is unknown; near it: R-410A, a blend and not a single gas (see ParseBlend)`)
}

// A number without its letter, or with the prefix of another family, is not read as any gas; the error names those meant.
func TestGasesMeant(t *testing.T) {
	for text, near := range map[string]string{
		"R410": "R-410A (a blend), R-410B (a blend)", "r 404": "R-404A (a blend)", "134a": "HFC-134a", "HFC-410A": "R-410A (a blend)", "Ｒ３２": "HFC-32",
	} {
		_, err := ghg.ParseGas(text)
		require.ErrorContains(t, err, "near it: "+near, text)
		_, err = ghg.ParseBlend(text)
		require.ErrorContains(t, err, "near it: "+near, text)
	}
}
