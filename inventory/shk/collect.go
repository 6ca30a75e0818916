package shk

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope2"
)

const (
	shkElectricity ghg.Method = "scope2.shk-electricity"
	boughtHeat     ghg.Method = "scope2.heat"
	carbonContent  ghg.Method = "scope1.carbon-content"
)

// originOf is what the CO2 of a method is from, where the method tells.
var originOf = map[ghg.Method]CO2Origin{
	"scope1.stationary-combustion": OfEnergy, carbonContent: OfEnergy, "scope1.mobile-fuel": OfEnergy, "scope1.mobile-fuel-economy": OfEnergy,
	"scope1.process-production": NotOfEnergy, "scope1.process-carbonate": NotOfEnergy, "scope1.process-electronics": NotOfEnergy,
	"scope1.fugitive-material-balance": NotOfEnergy, "scope1.fugitive-simplified-balance": NotOfEnergy, "scope1.fugitive-screening": NotOfEnergy,
	"scope1.direct-release": NotOfEnergy, "scope1.wastewater": NotOfEnergy,
}

// wasteFuels are fuels from waste, whose CO2 the company classifies.
var wasteFuels = []string{"fuel/oil-from-waste-oil", "fuel/oil-from-waste-plastics", "fuel/plastics", "fuel/rdf", "fuel/rpf", "fuel/tires"}

// pair is the basic and the adjusted figure of a row.
type pair struct{ basic, adjusted Figure }

// statedFor is a part of the statement that is for a line.
type statedFor struct{ line, what string }

// The parts of a statement that are for a line.
const (
	statedEnergy = "stated energy"
	statedOrigin = "origin of CO2"
	statedHeat   = "basic heat"
)

// collector adds up the lines of an inventory.
type collector struct {
	edition      Edition
	statement    Statement
	year         ghg.Period
	figures      map[Item]*pair
	power        map[string]int // by id: market-based results of bought power less those of its basic emissions
	unused       map[statedFor]bool
	certificates []Certificates
	energy       *EnergyUse
}

func newCollector(e Edition, s Statement, year int) *collector {
	c := &collector{
		edition: e, statement: s, year: ghg.FiscalYear(year, time.April, ghg.LabelStartYear),
		figures: map[Item]*pair{}, power: map[string]int{}, unused: map[statedFor]bool{},
	}
	for item := DirectCO2; item <= NF3; item++ {
		c.figures[item] = &pair{}
	}
	if s.Energy != nil {
		c.energy = &EnergyUse{}
		for _, st := range s.Energy.Stated {
			c.unused[statedFor{st.Line, statedEnergy}] = true
		}
	}
	for id := range s.Origins {
		c.unused[statedFor{id, statedOrigin}] = true
	}
	for _, h := range s.Heat {
		c.unused[statedFor{h.Line, statedHeat}] = true
	}
	return c
}

// add adds a result to its rows. Results that are in no row are left out.
func (c *collector) add(r ghg.Result) error {
	basic := r.Method == shkElectricity && r.Memo.Kind == ghg.MemoSHKBasic
	switch {
	case r.Scope == ghg.Scope1 && r.Counts():
	case r.Scope == ghg.Scope2 && (basic || r.Counts() && r.Accounting == ghg.MarketBased):
	default:
		return nil
	}
	if err := c.belongs(r); err != nil {
		return err
	}
	if r.Scope == ghg.Scope1 {
		return c.addDirect(r)
	}
	if nothing(r) && r.Method != shkElectricity && r.Method != boughtHeat {
		return nil
	}
	for _, a := range amountsOf(r) {
		if a.Gas != ghg.CO2 || a.GWP != "" {
			return &ghg.FieldError{Field: "emissions of bought energy", Value: a.String(), Want: "CO2 alone, by a coefficient of the system", Err: ghg.ErrMixed}
		}
	}
	return c.addIndirect(r, basic)
}

// belongs returns an error unless a result is of the fiscal year, the edition's potentials and Japan.
func (c *collector) belongs(r ghg.Result) error {
	if !c.year.Contains(r.Period) {
		return &ghg.FieldError{Field: "period", Value: r.Period.String(), Want: "days of " + c.year.String() + ", April to March", Err: ghg.ErrOutOfRange}
	}
	if r.GWP != c.edition.GWP {
		return &ghg.FieldError{Field: "GWP", Value: r.GWP, Want: c.edition.GWP + ", the potentials of the system", Err: ghg.ErrMixed}
	}
	known := r.Method == shkElectricity
	for _, f := range r.Factors {
		country, _, _ := strings.Cut(f.Region, "-")
		switch country {
		case "JP":
			known = true
		case factors.Global:
		default:
			return &ghg.FieldError{Field: "region of factor " + input.Shorten(f.ID), Value: f.Region, Want: "JP: the system is for Japan, by its own coefficients", Err: ghg.ErrOutOfRange}
		}
	}
	if !known && !slices.Contains(c.statement.Sites, r.Site) {
		return &ghg.FieldError{Field: "site", Value: r.Site, Want: "a site in Japan that the statement names: no factor of the line tells where it is", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// addDirect adds a line of scope 1 to the rows of its gases, and the energy of its fuel.
func (c *collector) addDirect(r ghg.Result) error {
	origin, stated := c.statement.Origins[r.ID]
	if stated {
		delete(c.unused, statedFor{r.ID, statedOrigin})
	} else {
		origin = originBy(r)
	}
	touched := map[Item]bool{}
	for _, a := range amountsOf(r) {
		item, err := itemOf(a, origin)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(r.Weights, func(w ghg.Weight) bool { return w.Gas == a.Gas && w.Basis == a.GWP })
		if i < 0 || item == 0 {
			continue // CO2 from biomass, or a gas outside the system
		}
		co2e, err := r.Weights[i].Apply(a.Kg)
		if err != nil {
			return err
		}
		row := c.figures[item]
		row.basic.CO2e = row.basic.CO2e.Add(co2e)
		if !touched[item] {
			touched[item] = true
			row.basic.Results = append(row.basic.Results, reference(r))
		}
	}
	if origin == OfEnergy {
		return c.burn(r)
	}
	c.stated(r)
	return nil
}

// originBy returns what the CO2 of a line is from by its method and fuel, or 0 if they do not tell.
func originBy(r ghg.Result) CO2Origin {
	for _, f := range r.Factors {
		for _, waste := range wasteFuels {
			if f.Activity == waste || strings.HasPrefix(f.Activity, waste+"/") {
				return 0
			}
		}
	}
	return originOf[r.Method]
}

// itemOf returns the row of an amount, or 0 for CO2 from biomass and gases outside the system.
func itemOf(a ghg.GasAmount, origin CO2Origin) (Item, error) {
	switch {
	case a.Gas == "":
		return 0, &ghg.FieldError{Field: "emissions", Value: a.String(), Want: "amounts of gases: the rows are gases", Err: ghg.ErrMixed}
	case a.Gas == ghg.CO2 && origin == 0:
		return 0, &ghg.FieldError{Field: "origin of CO2", Want: "energy or not energy, in the statement: the method and the fuel do not tell", Err: ghg.ErrMissing}
	case a.Gas == ghg.CO2 && origin == OfEnergy:
		return DirectCO2, nil
	case a.Gas == ghg.CO2:
		return NonEnergyCO2, nil
	}
	if !a.Gas.Kyoto() {
		return 0, nil
	}
	return map[string]Item{"CH4": CH4, "N2O": N2O, "HFC": HFCs, "PFC": PFCs, "SF6": SF6, "NF3": NF3}[a.Gas.Class()], nil
}

// addIndirect adds a line of bought energy.
func (c *collector) addIndirect(r ghg.Result, basic bool) error {
	row := c.figures[IndirectCO2]
	switch {
	case basic:
		c.power[r.ID]--
		row.basic.add(r, r.CO2e)
		return nil
	case r.Method == shkElectricity:
		c.power[r.ID]++
		c.certify(r)
	case r.Method == boughtHeat:
		co2e, err := c.basicHeat(r)
		if err != nil {
			return err
		}
		row.basic.add(r, co2e)
	default:
		return &ghg.FieldError{Field: "method", Value: string(r.Method), Want: "scope2.shk-electricity or scope2.heat, which have basic and adjusted coefficients", Err: ghg.ErrMixed}
	}
	row.adjusted.add(r, r.CO2e)
	return c.buy(r)
}

// basicHeat returns the basic emissions of a line of heat: those by the default coefficient, which is both, or those that the
// company states.
func (c *collector) basicHeat(r ghg.Result) (ghg.CO2e, error) {
	if i := slices.IndexFunc(c.statement.Heat, func(h BasicHeat) bool { return h.Line == r.ID }); i >= 0 {
		delete(c.unused, statedFor{r.ID, statedHeat})
		return c.statement.Heat[i].CO2, nil
	}
	for _, f := range r.Factors {
		if !strings.HasSuffix(f.Activity, "/default") {
			return ghg.CO2e{}, &ghg.FieldError{Field: "basic emissions of heat", Want: "those by the supplier's basic coefficient, in the statement", Err: ghg.ErrMissing}
		}
	}
	return r.CO2e, nil
}

// certify adds the instruments that a result uses.
func (c *collector) certify(r ghg.Result) {
	for _, claim := range r.Claims {
		if claim.Refused != "" || !claim.Used.Given() {
			continue
		}
		i := slices.IndexFunc(c.certificates, func(o Certificates) bool { return o.Kind == claim.Kind && o.Used.Unit == claim.Used.Unit })
		if i < 0 {
			i = len(c.certificates)
			c.certificates = append(c.certificates, Certificates{Kind: claim.Kind, Used: ghg.Amount{Unit: claim.Used.Unit}})
		}
		of := &c.certificates[i]
		of.Used.Value = of.Used.Value.Add(claim.Used.Value)
		if ref, n := reference(r), len(of.Results); n == 0 || of.Results[n-1] != ref {
			of.Results = append(of.Results, ref)
		}
	}
}

// finish returns an error unless every line of power has both figures and every statement about a line was used.
func (c *collector) finish() error {
	for _, id := range slices.Sorted(maps.Keys(c.power)) {
		if c.power[id] != 0 {
			return &ghg.FieldError{Field: "results of line " + input.Shorten(id), Want: "the adjusted emissions and the part " + scope2.BasicPart, Err: ghg.ErrMissing}
		}
	}
	if unused := slices.SortedFunc(maps.Keys(c.unused), func(a, b statedFor) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.line, b.line))
	}); len(unused) > 0 {
		return &ghg.FieldError{Field: unused[0].what + ": line", Value: unused[0].line, Want: "the id of a line of the inventory that it is for", Err: ghg.ErrUnknown}
	}
	for item, f := range c.figures {
		if item != IndirectCO2 {
			f.adjusted = f.basic.clone()
		}
	}
	slices.SortStableFunc(c.certificates, func(a, b Certificates) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Used.Unit, b.Used.Unit))
	})
	if c.energy != nil {
		return c.energy.convert(c.edition.KLPerGJ)
	}
	return nil
}

// rows returns the rows of the edition.
func (c *collector) rows() []Row {
	direct, indirect := c.figures[DirectCO2], c.figures[IndirectCO2]
	rows := []Row{{Item: DirectCO2, Basic: direct.basic, Adjusted: direct.adjusted}, {Item: IndirectCO2, Basic: indirect.basic, Adjusted: indirect.adjusted}}
	if !c.edition.Split {
		rows = []Row{{Item: EnergyCO2, Basic: direct.basic.plus(indirect.basic), Adjusted: direct.adjusted.plus(indirect.adjusted)}}
	}
	for item := NonEnergyCO2; item <= NF3; item++ {
		rows = append(rows, Row{Item: item, Basic: c.figures[item].basic, Adjusted: c.figures[item].adjusted})
	}
	return rows
}

// add adds an amount of a result.
func (f *Figure) add(r ghg.Result, co2e ghg.CO2e) {
	f.CO2e = f.CO2e.Add(co2e)
	f.Results = append(f.Results, reference(r))
}

func (f Figure) plus(g Figure) Figure {
	return Figure{f.CO2e.Add(g.CO2e), slices.Concat(f.Results, g.Results)}
}

func (f Figure) clone() Figure { return Figure{f.CO2e, slices.Clone(f.Results)} }

func reference(r ghg.Result) inventory.Reference {
	return inventory.Reference{ID: r.ID, Part: r.Part, Accounting: r.Accounting}
}

// amountsOf returns the amounts of a result that are not zero.
func amountsOf(r ghg.Result) []ghg.GasAmount {
	return slices.DeleteFunc(slices.Collect(r.Emissions.All()), func(a ghg.GasAmount) bool { return a.Kg.IsZero() })
}

// nothing reports whether a result emits nothing.
func nothing(r ghg.Result) bool { return len(amountsOf(r)) == 0 }
