package ghg

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/words"
	"github.com/shopspring/decimal"
)

// Gas names a greenhouse gas, such as "CO2" or "HFC-134a".
//
// The names are those of the IPCC tables with a hyphen before the number. [ParseGas] reads the usual spellings. The
// zero Gas names no gas.
type Gas string

// Gases of the Kyoto basket that inventories meet most often. [Gases] lists every gas with a GWP.
const (
	CO2         Gas = "CO2"          // carbon dioxide of fossil or mineral origin
	CO2Biogenic Gas = "CO2-biogenic" // carbon dioxide from biomass: reported separately, in no scope (Corporate Standard ch. 4, 9)
	CH4         Gas = "CH4"          // methane whose origin the source does not state
	CH4Fossil   Gas = "CH4-fossil"   // fugitive and process methane of fossil origin (AR5 GWP 30, AR6 29.8)
	CH4Biogenic Gas = "CH4-biogenic" // methane of biogenic origin (AR5 GWP 28, AR6 27.0)

	// CH4Combustion is methane in the flue gas of a fuel. It has the potential of biogenic methane whatever the origin of
	// the fuel: the factor for CO2 counts all carbon of the fuel as CO2 already, and the higher potential of fossil methane
	// is that of the CO2 it becomes (AR6 WG I section 7.6.1.3; GHG Protocol, IPCC Global Warming Potential Values v2.0,
	// August 2024, cited here from second-hand texts).
	CH4Combustion Gas = "CH4-combustion"

	N2O      Gas = "N2O" // nitrous oxide
	SF6      Gas = "SF6" // sulphur hexafluoride
	NF3      Gas = "NF3" // nitrogen trifluoride
	HFC23    Gas = "HFC-23"
	HFC32    Gas = "HFC-32"
	HFC125   Gas = "HFC-125"
	HFC134a  Gas = "HFC-134a"
	HFC143a  Gas = "HFC-143a"
	HFC152a  Gas = "HFC-152a"
	HFC227ea Gas = "HFC-227ea"
	CF4      Gas = "CF4"   // PFC-14
	C2F6     Gas = "C2F6"  // PFC-116
	C3F8     Gas = "C3F8"  // PFC-218
	CC4F8    Gas = "cC4F8" // PFC-318
)

// Carbon is not a greenhouse gas: it is the carbon content of a fuel in a factor (kg C per unit), which a method
// converts to CO2 by 44/12. Emissions that still contain it cannot be expressed in CO2e.
const Carbon Gas = "C"

// UnknownGasError reports a name that is neither a known gas nor a known blend.
type UnknownGasError struct {
	Text  string
	Near  []string // the nearest known names, of gases and blends
	Field string   // the input of the activity that has the name; "" if no method asked
}

func (e *UnknownGasError) Error() string {
	msg := fmt.Sprintf("gas %s is unknown", input.Quote(e.Text))
	if len(e.Near) == 0 {
		return msg + ": want a gas such as HFC-134a, or a blend such as R-410A"
	}
	if _, whole := LookupBlend(e.Text); whole {
		return msg + "; near it: " + e.Near[0] + ", a blend and not a single gas (see ParseBlend)"
	}
	near := make([]string, len(e.Near))
	for i, name := range e.Near {
		if near[i] = name; strings.HasPrefix(name, "R-") {
			near[i] += " (a blend)"
		}
	}
	return msg + "; near it: " + strings.Join(near, ", ")
}

// ParseGas reads the name of a gas. Case and hyphens do not matter, "R-" stands for the family's prefix, and common
// names are accepted: "hfc134a", "R-134a", "PFC-14" and "methane". A blend is not a gas: see [ParseBlend].
func ParseGas(s string) (Gas, error) {
	t, err := gasTable()
	if err != nil {
		return "", err
	}
	if info, ok := t.info[Gas(s)]; ok && !info.retired {
		return Gas(s), nil
	}
	if g, ok := t.byKey[gasKey(s)]; ok {
		return g, nil
	}
	if b, ok := LookupBlend(s); ok {
		return "", &UnknownGasError{Text: s, Near: []string{b.Name()}}
	}
	if near := meantGases(s); len(near) > 0 {
		return "", &UnknownGasError{Text: s, Near: near}
	}
	return "", &UnknownGasError{Text: s, Near: nearest(s, slices.Values(t.names()))}
}

// meantGases returns the gases and blends that an unknown name stands for: it has no letter at its end ("R410"), no prefix
// ("134a", "410A"), or that of another family ("HFC-410A").
func meantGases(s string) []string {
	const most, longest = 4, 40
	if len(s) > longest {
		return nil
	}
	key := gasKey(words.Fold(s))
	number := key[max(0, strings.IndexAny(key, "0123456789")):]
	t, err := gasTable()
	if err != nil || number == "" || number[0] < '0' || number[0] > '9' || len(number) < len("22") {
		return nil
	}
	var near []string
	add := func(name string) {
		if len(near) < most && !slices.Contains(near, name) {
			near = append(near, name)
		}
	}
	if g, ok := t.byKey[key]; ok { // but for width
		add(string(g))
	}
	for _, family := range []string{"hfc", "hcfc", "cfc"} {
		if g, ok := t.byKey[family+number]; ok {
			add(string(g))
		}
	}
	for b := range Blends() {
		if rest, ok := strings.CutPrefix(gasKey(b.name), "r"+number); ok && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz") == "" {
			add(b.name)
		}
	}
	return near
}

// UnmarshalText reads a name as [ParseGas] does.
func (g *Gas) UnmarshalText(text []byte) error {
	parsed, err := ParseGas(string(text))
	if err != nil {
		return err
	}
	*g = parsed
	return nil
}

// MarshalText returns the gas's name.
func (g Gas) MarshalText() ([]byte, error) { return []byte(g), nil }

// Kyoto reports whether the gas is one of the seven gases (and families) of the Kyoto Protocol that make up a scope
// total: CO2, CH4, N2O, HFCs, PFCs, SF6 and NF3 (GHG Protocol, Required Greenhouse Gases in Inventories, 2013).
// Biogenic CO2 is not: it is reported separately.
func (g Gas) Kyoto() bool {
	t, err := gasTable()
	if err != nil {
		return false
	}
	info := t.of(g)
	return info != nil && info.kyoto
}

// Class returns the family of the gas: CO2, CH4, N2O, HFC, PFC, SF6, NF3, CFC, HCFC, HFE, HFO, HCFO,
// Halon or other.
func (g Gas) Class() string {
	t, err := gasTable()
	if err != nil {
		return ""
	}
	if info, ok := t.info[g]; ok {
		return info.class
	}
	return ""
}

// Gases yields every gas of the IPCC tables, in table order.
func Gases() iter.Seq[Gas] {
	return func(yield func(Gas) bool) {
		t, err := gasTable()
		if err != nil {
			return
		}
		for _, g := range t.order {
			if !yield(g) {
				return
			}
		}
	}
}

//go:embed data/gwp100.csv
var gwpCSV string

// gwpAddedCSV holds the values that version 1 of the receipt did not know.
//
//go:embed data/gwp100_added.csv
var gwpAddedCSV string

// gasInfo is a row of the IPCC table: the gas's class and its GWP in each assessment report that gives one.
type gasInfo struct {
	class   string
	kyoto   bool
	gwp     [ipccSets]decimal.Decimal
	has     [ipccSets]bool
	added   [ipccSets]bool // the value was unknown to version 1 of the receipt
	retired bool           // a name that only old receipts have; the table has a more precise one
}

// ipccSets is the number of sets in the table: SAR, TAR, AR4, AR5 and AR6, in this order.
const ipccSets = 5

type gasIndex struct {
	order []Gas
	info  map[Gas]*gasInfo
	byKey map[string]Gas

	co2, ch4, fossil, n2o *gasInfo // of info, for the gases of most amounts
}

// of returns what is known of a gas by its own name, or nil.
func (t *gasIndex) of(g Gas) *gasInfo {
	switch g {
	case CO2:
		return t.co2
	case CH4:
		return t.ch4
	case CH4Fossil:
		return t.fossil
	case N2O:
		return t.n2o
	}
	return t.info[g]
}

func (t *gasIndex) names() []string {
	names := make([]string, len(t.order))
	for i, g := range t.order {
		names[i] = string(g)
	}
	return names
}

var gasTable = sync.OnceValues(loadGases)

func loadGases() (*gasIndex, error) {
	rows, err := csv.NewReader(strings.NewReader(gwpCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("embedded GWP table: %w", err)
	}
	t := &gasIndex{info: map[Gas]*gasInfo{}, byKey: map[string]Gas{}}
	const firstSet = 3 // column
	for _, row := range rows[1:] {
		g := Gas(row[0])
		info := &gasInfo{class: row[1], kyoto: row[2] == "true"}
		for i := range ipccSets {
			text := row[firstSet+i]
			if text == "" {
				continue
			}
			if info.gwp[i], err = dec.Parse(text); err != nil {
				return nil, fmt.Errorf("embedded GWP table: %s %s: %w", g, rows[0][firstSet+i], err)
			}
			info.has[i] = true
		}
		t.order = append(t.order, g)
		t.info[g] = info
		t.byKey[gasKey(row[0])] = g
	}
	if err := t.add(); err != nil {
		return nil, err
	}
	t.name()
	t.co2, t.ch4, t.fossil, t.n2o = t.info[CO2], t.info[CH4], t.info[CH4Fossil], t.info[N2O]
	return t, nil
}

// name adds the gases without a row in the tables, and the names that gases have besides their own.
func (t *gasIndex) name() {
	// Components of blends that are not in the IPCC tables, and biogenic CO2, which has no GWP here.
	for _, name := range []string{"C2H6", "C3H8", "HC-600", "HC-600a", "HC-601", "HC-601a", "HC-1270", "HCE-170", "HCO-1130", "HO-1270", "HCFC-31", string(CO2Biogenic), string(Carbon)} {
		g := Gas(name)
		if _, ok := t.info[g]; !ok {
			t.info[g] = &gasInfo{class: "other"}
			t.byKey[gasKey(name)] = g
		}
	}
	for _, name := range []Gas{"HFO-1234ze", "HFC-1336mzz"} { // names without the isomer
		t.info[name] = &gasInfo{class: "other", retired: true}
	}
	for alias, g := range gasAliases {
		t.byKey[gasKey(alias)] = g
	}
	for _, g := range t.order { // refrigerant numbers of single gases: R-134a, R-22
		for _, family := range []string{"HFC-", "CFC-", "HCFC-"} {
			if number, ok := strings.CutPrefix(string(g), family); ok {
				t.byKey[gasKey("R-"+number)] = g
			}
		}
	}
}

// add adds methane of combustion, to which [GWP.Of] gives the value of biogenic methane, and the values of gwpAddedCSV.
func (t *gasIndex) add() error {
	t.info[CH4Combustion] = &gasInfo{class: "CH4", kyoto: true}
	t.byKey[gasKey(string(CH4Combustion))] = CH4Combustion
	t.order = append(t.order, CH4Combustion)
	rows, err := csv.NewReader(strings.NewReader(gwpAddedCSV)).ReadAll()
	if err != nil {
		return fmt.Errorf("embedded GWP table: %w", err)
	}
	for _, row := range rows[1:] {
		g := Gas(row[0])
		info, ok := t.info[g]
		if !ok {
			info = &gasInfo{class: row[1]}
			t.info[g] = info
			t.order = append(t.order, g)
			t.byKey[gasKey(row[0])] = g
		}
		set, err := ParseGWP(row[2])
		if err != nil {
			return fmt.Errorf("embedded GWP table: %s: %w", g, err)
		}
		i := set.t.column
		if info.gwp[i], err = dec.Parse(row[3]); err != nil {
			return fmt.Errorf("embedded GWP table: %s %s: %w", g, row[2], err)
		}
		info.has[i], info.added[i] = true, true
	}
	return nil
}

var gasAliases = map[string]Gas{
	"carbon dioxide": CO2, "biogenic CO2": CO2Biogenic, "methane": CH4, "fossil methane": CH4Fossil,
	"biogenic methane": CH4Biogenic, "CH4-nonfossil": CH4Biogenic, "nitrous oxide": N2O, "sulphur hexafluoride": SF6,
	"sulfur hexafluoride": SF6, "nitrogen trifluoride": NF3, "PFC-14": CF4, "PFC-116": C2F6, "PFC-218": C3F8,
	"PFC-318": CC4F8, "c-C4F8": CC4F8, "PFC-31-10": "C4F10", "PFC-41-12": "C5F12", "PFC-51-14": "C6F14",
	"PFC-9-1-18": "C10F18", "carbon tetrafluoride": CF4, "R-744": CO2, "R-290": "C3H8", "R-600a": "HC-600a",
	"R-1234yf": "HFO-1234yf", "R-1234ze": "HFO-1234ze(E)", "R-1234ze(E)": "HFO-1234ze(E)", "HFO-1234ze": "HFO-1234ze(E)",
	"R-1233zd(E)": "HCFO-1233zd(E)", "R-1336mzz(Z)": "HFO-1336mzz(Z)", "HFC-1336mzz": "HFO-1336mzz(Z)", "R-1336mzz(E)": "HFO-1336mzz(E)", "R-1270": "HO-1270",
	"combustion methane": CH4Combustion,
}

// gasKey returns a name without the differences that do not distinguish gases.
func gasKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', ' ', '_':
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
