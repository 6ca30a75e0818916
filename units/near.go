package units

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/internal/words"
)

// meant holds what people write for a unit, in lower case, and the units that they mean, the likeliest first. None of these
// texts is read as a unit: a slip would count a thousandfold, and mt is a metric ton here and a megatonne there.
var meant = map[string][]string{
	"mt": also("t", "Mt"), "mton": also("t"), "mtons": also("t"), "tn": also("t", "short-ton"), "mts": also("t"), "kgs": also("kg"), "トン": also("t"), "キロ": also("kg"),
	"lit": also("L"), "lits": also("L"), "ltr": also("L"), "ltrs": also("L"), "lts": also("L"), "lt": also("L"), "リットル": also("L"), "キロリットル": also("kL"),
	"cbm": also("m3"), "cum": also("m3"), "cu m": also("m3"), "立方メートル": also("m3"), "立米": also("m3"), "㎥n": also("Nm3"), "m3n": also("Nm3"), "m3(n)": also("Nm3"), "ncm": also("Nm3"),
	"sm^3": also("Sm3"), "nm^3": also("Nm3"), "m^3": also("m3"), "m^2": also("m2"), "sqm": also("m2"), "sq m": also("m2"), "sq. m": also("m2"), "sf": also("ft2"), "sft": also("ft2"), "cuft": also("ft3", "scf"),
	"gals": also("gal(US)", "gal(UK)"), "usg": also("gal(US)"), "dth": also("mmBtu"), "dekatherm": also("mmBtu"), "decatherm": also("mmBtu"), "unit(kwh)": also("kWh"),
	"hrs": also("hour"), "nos": also("unit", "piece"), "ea": also("unit", "piece"), "each": also("unit", "piece"), "kms": also("km"), "キロメートル": also("km"), "台": also("unit"), "個": also("piece"), "円": also("JPY"),
}

// ambiguousAs returns the units that an ambiguous name in other letters stands for: "Gal".
func ambiguousAs(s string) []string {
	for name, want := range ambiguous {
		if len(name) > 1 && strings.EqualFold(name, s) {
			return slices.Clone(want)
		}
	}
	return nil
}

// near returns the canonical symbols of up to three built-in units that a text stands for: what people mean by it, or else the
// units with a name nearest to it.
func near(s string) []string {
	const longest = 40
	if len(s) > longest {
		return nil
	}
	folded := words.Fold(s)
	if list, ok := meant[folded]; ok {
		return slices.Clone(list)
	}
	var same []string // but for case and width
	for name, u := range index().names() {
		if words.Fold(name) == folded && !slices.Contains(same, u.symbol) {
			same = append(same, u.symbol)
		}
	}
	if len(same) > 0 {
		slices.Sort(same)
		return same[:min(mostNear, len(same))]
	}
	return misspelt(s)
}

// mostNear is the number of units that an error names.
const mostNear = 3

// misspelt returns the canonical symbols of up to three built-in units with a name nearest to s.
func misspelt(s string) []string {
	type candidate struct {
		distance int
		symbol   string
	}
	limit := max(1, len(s)/3)
	best := make(map[string]int)
	folded := strings.ToLower(s)
	for name, u := range index().names() {
		if n := len(name) - len(s); n > limit || n < -limit {
			continue
		}
		// The distance ignoring case counts first, then the exact distance, then a symbol before an alias.
		d := spelling.Distance(folded, strings.ToLower(name))
		if d > limit {
			continue
		}
		d = 100*d + 2*spelling.Distance(s, name)
		if name != u.symbol {
			d++
		}
		if old, seen := best[u.symbol]; !seen || d < old {
			best[u.symbol] = d
		}
	}
	candidates := make([]candidate, 0, len(best))
	for symbol, d := range best {
		candidates = append(candidates, candidate{d, symbol})
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		return strings.Compare(a.symbol, b.symbol)
	})
	symbols := make([]string, 0, mostNear)
	for _, c := range candidates[:min(mostNear, len(candidates))] {
		symbols = append(symbols, c.symbol)
	}
	return symbols
}
