package ghg

// Names of the facts by which an inventory knows a purchase again, so that a supplier's figure and an estimate of it are
// not both counted.
const (
	FactPurchase = "purchase" // its id
	FactSpend    = "spend"    // what was paid, such as "120000 JPY"
	FactSupplier = "supplier"
)

// Fact returns what the result recorded under a name, the first if there are several, and "" if there is nothing.
func (r Result) Fact(name string) string {
	for _, f := range r.Facts {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}
