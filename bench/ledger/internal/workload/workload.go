// Package workload makes the files of the benchmark of package ledger: purchases, the factors of an organisation of its own,
// and the same data as tools without methods want it. The same options give the same bytes.
package workload

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
)

// The names of the files.
const (
	Activities   = "activities.csv"   // a sheet of Method
	Factors      = "factors.csv"      // as factors.ReadCSV reads them
	Plain        = "plain.csv"        // the activities, with amount and unit in columns of their own
	Coefficients = "coefficients.csv" // the factors, with their ids: kilograms of CO2, CH4 and N2O per unit
	Conversions  = "conversions.csv"  // how many of the factor's unit a unit is, to 8 places
)

// The names of what each contender writes: a line for each activity, with the kilograms of each gas and of CO2e, and the totals
// of CO2e by Label, in any order of the columns and, of the totals, of the lines.
const (
	Lines  = "lines.csv"
	Totals = "totals.csv"
)

// Method is the method of the activities.
const Method = "scope3.purchased-average-data"

// Label is the column of the activities by which they are totalled.
const Label = "site"

const (
	products = 400
	sites    = 20
	year     = "2024"

	// Of 100 products and countries, this many have a factor of their own. The others fall back to GLOBAL.
	regional = 40
)

// regions are 60 countries.
var regions = []string{
	"AE", "AR", "AT", "AU", "BD", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CZ", "DE", "DK", "EE", "EG", "ES", "FI",
	"FR", "GB", "GR", "HK", "HR", "HU", "ID", "IE", "IL", "IN", "IT", "JP", "KE", "KR", "LT", "LU", "LV", "MA", "MX", "MY",
	"NG", "NL", "NO", "NZ", "PE", "PH", "PK", "PL", "PT", "RO", "RS", "SA", "SE", "SG", "SK", "TH", "TR", "UA", "US", "ZA",
}

// Unit is a unit of amounts.
type Unit struct {
	Name     string
	Num, Den int64  // Num/Den × 10^-Places of the factor's unit
	Places   int    // decimal places of Num
	Decimal  string // the same to 8 places
}

// Units are the units of a product's amounts, and the first is that of its factors: of one product in four energy, of the
// others mass.
func Units(product int) []Unit {
	if product%4 == 3 {
		return []Unit{{"kWh", 1, 1, 0, "1"}, {"MWh", 1000, 1, 0, "1000"}, {"GJ", 2500, 9, 0, "277.77777778"}}
	}
	return []Unit{{"kg", 1, 1, 0, "1"}, {"t", 1000, 1, 0, "1000"}, {"lb", 45359237, 1, 8, "0.45359237"}}
}

// Options are the size and the kind of the activities.
type Options struct {
	Rows int
	Own  bool // every line has a date and a supplier of its own

	Unknown bool // every line has a product of its own, without a factor
}

// Write writes the files to a directory.
func Write(dir string, o Options) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeFile(dir, Factors, writeFactors); err != nil {
		return err
	}
	set, err := ReadFactors(dir)
	if err != nil {
		return err
	}
	return errors.Join(
		writeFile(dir, Coefficients, func(w *bufio.Writer) { writeCoefficients(w, set) }),
		writeFile(dir, Conversions, writeConversions),
		writeFile(dir, Activities, func(w *bufio.Writer) { writeActivities(w, o, false) }),
		writeFile(dir, Plain, func(w *bufio.Writer) { writeActivities(w, o, true) }))
}

// WriteActivities writes the activities as a sheet.
func WriteActivities(w io.Writer, o Options) error {
	b := bufio.NewWriter(w)
	writeActivities(b, o, false)
	return b.Flush()
}

// WriteFactors writes the factors as [factors.ReadCSV] reads them.
func WriteFactors(w io.Writer) error {
	b := bufio.NewWriter(w)
	writeFactors(b)
	return b.Flush()
}

// ReadFactors reads the factors in a directory.
func ReadFactors(dir string) (*factors.Set, error) {
	f, err := os.Open(filepath.Join(dir, Factors))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return factors.ReadCSV(f, Meta())
}

// Meta describes the factors.
func Meta() factors.Meta {
	return factors.Meta{Publisher: "example", Edition: year, Title: "Factors of the benchmark", Published: "2024-01-01", Valid: year, Licence: "none", Attribution: "made for a benchmark"}
}

// Basis is the basis of the calculation by a set of factors.
func Basis(set *factors.Set) factors.Basis {
	return factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{WiderRegion: true}}
}

func writeFile(dir, name string, write func(*bufio.Writer)) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	return errors.Join(w.Flush(), f.Close())
}

func product(i int) string { return fmt.Sprintf("material/p%03d", i) }

// writeFactors writes a factor for every product for GLOBAL, and for some of its countries.
func writeFactors(w *bufio.Writer) {
	rng := rand.New(rand.NewPCG(1, 1))
	fmt.Fprint(w, "activity,region,valid,unit,boundary,CO2,CH4,N2O\n")
	for i := range products {
		for _, region := range append([]string{factors.Global}, regions...) {
			has := region == factors.Global || rng.IntN(100) < regional
			co2, ch4, n2o := 1+rng.IntN(1_999_999), 1+rng.IntN(9_999), 1+rng.IntN(9_999)
			if has {
				fmt.Fprintf(w, "%s,%s,%s,%s,cradle-to-gate,%d.%05d,0.%06d,0.%07d\n", product(i), region, year, Units(i)[0].Name, co2/100_000, co2%100_000, ch4, n2o)
			}
		}
	}
}

// writeCoefficients writes the factors for tools that know no units.
func writeCoefficients(w *bufio.Writer, set *factors.Set) {
	fmt.Fprint(w, "product,region,factor_unit,co2,ch4,n2o,factor\n")
	for f := range set.All() {
		fmt.Fprintf(w, "%s,%s,%s", f.Activity, f.Region, f.Unit)
		for _, gas := range []ghg.Gas{ghg.CO2, ghg.CH4, ghg.N2O} {
			for a := range f.PerUnit.All() {
				if a.Gas == gas {
					fmt.Fprintf(w, ",%s", a.Kg)
				}
			}
		}
		fmt.Fprintf(w, ",%s\n", f.ID)
	}
}

func writeConversions(w *bufio.Writer) {
	fmt.Fprint(w, "unit,factor_unit,multiplier\n")
	for _, units := range [][]Unit{Units(0), Units(3)} {
		for _, u := range units {
			fmt.Fprintf(w, "%s,%s,%s\n", u.Name, units[0].Name, u.Decimal)
		}
	}
}

// writeActivities writes the activities, plainly or as a sheet.
func writeActivities(w *bufio.Writer, o Options, plain bool) {
	rng := rand.New(rand.NewPCG(2, 2))
	columns := "id,site,period,category,item,product,region,amount,boundary"
	if plain {
		columns = "id,site,period,category,item,product,region,amount,unit,boundary"
	}
	if o.Own {
		columns += ",supplier"
	}
	fmt.Fprintln(w, columns)
	names := make([]string, products)
	for i := range names {
		names[i] = product(i)
	}
	var b []byte
	for i := range o.Rows {
		p := rng.IntN(products)
		site, month, day := 1+rng.IntN(sites), 1+rng.IntN(12), 1+rng.IntN(28)
		region, amount, unit := regions[rng.IntN(len(regions))], 1+rng.IntN(9_999_999), Units(p)[rng.IntN(3)].Name
		b = append(slices.Grow(b[:0], 128), 'P')
		b = padded(b, i+1, 8)
		b = padded(append(b, ",site "...), site, 2)
		b = padded(append(b, ","+year+"-"...), month, 2)
		if o.Own {
			b = padded(append(b, '-'), day, 2)
			b = padded(append(padded(append(b, "/"+year+"-"...), month, 2), '-'), day+1, 2)
		}
		b = append(append(b, ",1,item,"...), names[p]...)
		if o.Unknown {
			b = padded(append(b, '-'), i+1, 8)
		}
		b = append(append(append(b, ','), region...), ',')
		b = padded(append(strconv.AppendInt(b, int64(amount/1000), 10), '.'), amount%1000, 3)
		if plain {
			b = append(b, ',')
		} else {
			b = append(b, ' ')
		}
		b = append(append(b, unit...), ",cradle-to-gate"...)
		if o.Own {
			b = padded(append(b, ",supplier "...), i+1, 8)
		}
		_, _ = w.Write(append(b, '\n')) // Flush returns the error
	}
}

// padded appends a number of at least some digits.
func padded(b []byte, n, digits int) []byte {
	for limit, d := 10, 1; d < digits; limit, d = limit*10, d+1 {
		if n < limit {
			b = append(b, '0')
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}
