package units

import (
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg/internal/input"
)

// noun is a counted noun: a dimension of its own with ratio 1.
type noun struct {
	symbol  string
	aliases []string
}

// nouns are the counted nouns that have a short symbol. Any other is written "count:t-shirt".
var nouns = [...]noun{
	{"unit", also("units")},
	{"piece", also("pieces", "pcs", "pc")},
	{"item", also("items")},
	{"person", also("persons", "people", "employee", "employees", "人")},
	{"passenger", also("passengers", "pax")},
	{"guest", also("guests")},
	{"household", also("households")},
	{"FTE", also("FTEs")},
	{"night", also("nights", "泊")},
	{"room", also("rooms")},
	{"desk", also("desks")},
	{"building", also("buildings")},
	{"outlet", also("outlets")},
	{"franchise", also("franchises")},
	{"store", also("stores")},
	{"vehicle", also("vehicles")},
	{"aircraft", nil},
	{"vessel", also("vessels")},
	{"flight", also("flights")},
	{"trip", also("trips")},
	{"pallet", also("pallets")},
	{"parcel", also("parcels")},
	{"package", also("packages")},
	{"container", also("containers")},
	{"TEU", also("TEUs")},
	{"shipment", also("shipments")},
	{"order", also("orders")},
	{"use", also("uses")},
	{"cycle", also("cycles")},
	{"wash", also("washes")},
	{"meal", also("meals")},
	{"animal", also("animals", "head")},
	{"tree", also("trees")},
	{"asset", also("assets")},
	{"device", also("devices")},
	{"server", also("servers")},
	{"transaction", also("transactions")},
	{"bottle", also("bottles")},
	{"sheet", also("sheets")},
	{"document", also("documents")},
}

// maxNoun is the longest counted noun, in bytes.
const maxNoun = 40

// Count returns the unit that counts a caller-defined noun, such as "t-shirt". Its symbol and its dimension are
// "count:t-shirt", and it never adds to another noun. For a noun that is already a unit ("person") it returns that
// unit.
//
// A noun is 1 to 40 ASCII letters, digits, "-" or "_", starting with a letter. Anything else is an error, as is the
// name of a unit that is not a count ("kg").
func Count(s string) (Unit, error) {
	if err := checkNoun(s); err != nil {
		return Unit{}, err
	}
	ix := index()
	if _, vague := ambiguous[s]; vague {
		return Unit{}, &AmbiguousUnitError{Text: s, Want: append([]string(nil), ambiguous[s]...)}
	}
	if u, ok := ix.find(s); ok {
		if u.dim.IsCount() {
			return u, nil
		}
		return Unit{}, fmt.Errorf("counted noun %s: it is a unit of %s", input.Quote(s), u.dim)
	}
	symbol := countPrefix + s
	return Unit{symbol, Dimension(symbol), 1, 1}, nil
}

func checkNoun(s string) error {
	if s == "" || len(s) > maxNoun || !isLetter(s[0]) {
		return fmt.Errorf("counted noun %s: want 1 to %d letters, digits, \"-\" or \"_\", starting with a letter", input.Quote(s), maxNoun)
	}
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '_' {
			return fmt.Errorf("counted noun %s: want letters, digits, \"-\" or \"_\", not %s", input.Quote(s), strconv.QuoteRune(rune(c)))
		}
	}
	return nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
