package inventory

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/spelling"
)

// BoundaryRule is the rule behind a [BoundaryFinding].
type BoundaryRule string

// The rules that place every emission in exactly one category.
const (
	LeasedTwice       BoundaryRule = "leased-asset-in-scopes-1-and-2" // in category 8 or 13, and in scope 1 or 2
	ConsolidatedTwice BoundaryRule = "consolidated-and-in-category"   // a franchise, investee or project, and in scope 1 or 2
	WrongTransport    BoundaryRule = "transport-category"             // category 4 or 9 contradicts who pays
	UnknownPayer      BoundaryRule = "transport-not-declared"         // the payer is not declared
	WasteTransport    BoundaryRule = "transport-of-waste"             // outside category 5, or counted twice
	UnknownID         BoundaryRule = "declared-but-not-there"         // a declaration for an id without a result
	SimilarNames      BoundaryRule = "names-alike"                    // entities or sites that differ only in case or blanks
)

// BoundaryFinding is a possible error in the boundaries of categories, to be reviewed.
type BoundaryFinding struct {
	Rule   BoundaryRule
	IDs    []string // the results' ids
	Detail string
}

// String returns the rule, the ids and the detail.
func (f BoundaryFinding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule, strings.Join(f.IDs, ", "), f.Detail)
}

// TransportTerms decide whether a transport belongs to category 4 or 9.
type TransportTerms struct {
	Paid    bool // the company itself buys the transport
	Inbound bool // of purchased goods, from a tier 1 supplier to the company
}

// Declarations are inputs to the boundary checks that results do not carry.
type Declarations struct {
	Consolidated   []string                  // assets, franchises, investees and projects whose emissions are in scopes 1 and 2
	Transport      map[string]TransportTerms // by the id of a result of category 4 or 9; nil: not checked
	WasteTransport []string                  // ids of lines that transport the company's waste
}

// CheckBoundaries finds emissions that are counted in two categories, or in the wrong one:
//
//   - a leased asset (8, 13), franchise (14), investee or project (15) that is consolidated: it is named in the
//     declarations, or as the site (an asset) or entity (the others) of a Scope 1 or 2 result on the same days;
//   - transport in category 9 that the company pays for, or in category 4 that it neither pays for nor receives from a
//     supplier;
//   - transport of waste outside category 5, or beside a line of waste that includes its transport;
//   - entities, or sites, whose names differ only in case or blanks: one that is spelled in two ways is in two groups.
//
// Findings are in the order of the results; those of names are the last. The absence of findings does not prove that the boundaries are right.
//
// Source: Scope 3 Standard, sections 5.4 and 5.5, table 5.4.
func CheckBoundaries(results []ghg.Result, d Declarations) []BoundaryFinding {
	x := newBoundaries(d)
	for i := range results {
		x.see(&results[i], results[i].ID)
	}
	var findings []BoundaryFinding
	ids := map[string]bool{}
	for i := range results {
		r := &results[i]
		if first := !ids[r.ID]; first && r.Scope == ghg.Scope3 {
			findings = append(findings, x.check(r)...)
		}
		ids[r.ID] = true
	}
	for _, id := range x.declared() {
		if !ids[id] {
			findings = append(findings, notThere(id))
		}
	}
	return append(findings, x.names()...)
}

func notThere(id string) BoundaryFinding {
	return BoundaryFinding{UnknownID, []string{id}, "no result has this id"}
}

// boundaries are what results are checked against: the declarations, and what other results say.
type boundaries struct {
	Declarations
	consolidated, carted map[string]bool     // Consolidated and WasteTransport
	own                  [2]map[string][]own // results of scopes 1 and 2 by site and by entity
	waste                []string            // ids of lines of waste that include its transport
	listed               map[string]bool     // those in waste
	entities, sites      spellings
}

// own is where a result of scope 1 or 2 is.
type own struct {
	id     string
	period ghg.Period
}

const bySite, byEntity = 0, 1

func newBoundaries(d Declarations) *boundaries {
	set := func(names []string) map[string]bool {
		m := make(map[string]bool, len(names))
		for _, n := range names {
			m[n] = true
		}
		return m
	}
	return &boundaries{
		Declarations: d, consolidated: set(d.Consolidated), carted: set(d.WasteTransport), own: [2]map[string][]own{{}, {}}, listed: map[string]bool{},
		entities: spellings{of: map[string][]spelled{}}, sites: spellings{of: map[string][]spelled{}},
	}
}

// see takes notice of a result, or of the first of many that are in one place.
func (x *boundaries) see(r *ghg.Result, id string) {
	if r.Scope != ghg.Scope3 {
		at := own{id, r.Period}
		x.own[bySite][r.Site], x.own[byEntity][r.Entity] = append(x.own[bySite][r.Site], at), append(x.own[byEntity][r.Entity], at)
	}
	if r.Category == ghg.WasteGeneratedInOperations && !x.listed[id] && slices.ContainsFunc(r.Steps, isTransport) {
		x.waste, x.listed[id] = append(x.waste, id), true
	}
	x.entities.see(r.Entity, id)
	x.sites.see(r.Site, id)
}

// check returns the findings of a result of scope 3.
func (x *boundaries) check(r *ghg.Result) []BoundaryFinding {
	return append(append(x.checkSubject(r), x.checkTransport(r)...), x.checkWaste(r)...)
}

// declared returns the ids that the declarations name, each once.
func (x *boundaries) declared() []string {
	ids := slices.Sorted(maps.Keys(x.Transport))
	seen := map[string]bool{}
	for _, id := range x.WasteTransport {
		if _, both := x.Transport[id]; !both && !seen[id] {
			ids, seen[id] = append(ids, id), true
		}
	}
	return ids
}

// names returns the findings of entities and sites that are spelled in several ways.
func (x *boundaries) names() []BoundaryFinding {
	return append(x.entities.findings("entity"), x.sites.findings("site")...)
}

// spellings are names that differ only in case or blanks, each with the first result that has it.
type spellings struct {
	of    map[string][]spelled
	order []string
}

type spelled struct{ text, id string }

func (s *spellings) see(name, id string) {
	key := spelling.Key(name)
	if slices.ContainsFunc(s.of[key], func(s spelled) bool { return s.text == name }) {
		return
	}
	if len(s.of[key]) == 1 {
		s.order = append(s.order, key)
	}
	s.of[key] = append(s.of[key], spelled{name, id})
}

func (s *spellings) findings(kind string) []BoundaryFinding {
	findings := make([]BoundaryFinding, 0, len(s.order))
	for _, key := range s.order {
		ids, texts := make([]string, len(s.of[key])), make([]string, len(s.of[key]))
		for i, one := range s.of[key] {
			ids[i], texts[i] = one.id, one.text
		}
		findings = append(findings, BoundaryFinding{SimilarNames, ids, fmt.Sprintf("the %s is spelled %s: want one spelling", kind, quoted(texts, " and "))})
	}
	return findings
}

// checkSubject finds Scope 1 and 2 emissions of a result's subject.
func (x *boundaries) checkSubject(r *ghg.Result) []BoundaryFinding {
	rule, by := ConsolidatedTwice, byEntity
	switch r.Subject.Kind {
	case ghg.SubjectAsset:
		rule, by = LeasedTwice, bySite
	case ghg.SubjectFranchise, ghg.SubjectInvestee, ghg.SubjectProject:
	default:
		return nil
	}
	subject := r.Subject.Name
	if x.consolidated[subject] {
		return []BoundaryFinding{{rule, []string{r.ID}, subject + " is declared to be in scopes 1 and 2"}}
	}
	twice, listed := []string{r.ID}, map[string]bool{r.ID: true}
	for _, o := range x.own[by][subject] {
		if !listed[o.id] && o.period.Overlap(r.Period) > 0 {
			twice, listed[o.id] = append(twice, o.id), true
		}
	}
	if len(twice) == 1 {
		return nil
	}
	return []BoundaryFinding{{rule, twice, subject + " is in " + r.Category.String() + " and in scope 1 or 2"}}
}

// checkTransport compares the category of a line of transport with who pays for it.
func (x *boundaries) checkTransport(r *ghg.Result) []BoundaryFinding {
	upstream := r.Category == ghg.UpstreamTransportationAndDistribution
	moves := upstream || r.Category == ghg.DownstreamTransportationAndDistribution
	if x.Transport == nil || !moves || x.carted[r.ID] {
		return nil
	}
	terms, declared := x.Transport[r.ID]
	own := terms.Paid || terms.Inbound
	switch {
	case !declared:
		return []BoundaryFinding{{UnknownPayer, []string{r.ID}, "the declarations do not state who pays for the transport"}}
	case own && !upstream:
		return []BoundaryFinding{{WrongTransport, []string{r.ID}, "paid by the company or inbound from a supplier: category 4, not 9"}}
	case !own && upstream:
		return []BoundaryFinding{{WrongTransport, []string{r.ID}, "neither paid by the company nor inbound from a supplier: category 9, not 4"}}
	}
	return nil
}

// checkWaste finds transport of waste outside category 5, and beside lines of waste that include their transport.
func (x *boundaries) checkWaste(r *ghg.Result) []BoundaryFinding {
	if !x.carted[r.ID] {
		return nil
	}
	var findings []BoundaryFinding
	if r.Category != ghg.WasteGeneratedInOperations {
		findings = append(findings, BoundaryFinding{WasteTransport, []string{r.ID}, "transport of waste: category 5, not " + r.Category.String()})
	}
	twice := []string{r.ID}
	for _, id := range x.waste {
		if id != r.ID {
			twice = append(twice, id)
		}
	}
	if len(twice) > 1 {
		findings = append(findings, BoundaryFinding{WasteTransport, twice, "these lines of waste include their transport, which may be counted twice"})
	}
	return findings
}

func isTransport(s ghg.Step) bool { return s.Kind == ghg.StepTransport }
