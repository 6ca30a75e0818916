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
	var findings []BoundaryFinding
	ids := map[string]bool{}
	for _, r := range results {
		first := !ids[r.ID]
		ids[r.ID] = true
		if r.Scope != ghg.Scope3 || !first {
			continue
		}
		findings = append(findings, consolidated(r, results, d)...)
		findings = append(findings, transport(r, d)...)
		findings = append(findings, waste(r, results, d)...)
	}
	declared := append(slices.Sorted(maps.Keys(d.Transport)), d.WasteTransport...)
	for i, id := range declared {
		if !ids[id] && !slices.Contains(declared[:i], id) {
			findings = append(findings, BoundaryFinding{UnknownID, []string{id}, "no result has this id"})
		}
	}
	findings = append(findings, similar("entity", results, func(r ghg.Result) string { return r.Entity })...)
	return append(findings, similar("site", results, func(r ghg.Result) string { return r.Site })...)
}

// similar finds names of one kind that differ only in case or blanks, each with the first result that has it.
func similar(kind string, results []ghg.Result, name func(ghg.Result) string) []BoundaryFinding {
	type spelled struct{ text, id string }
	spellings := map[string][]spelled{}
	var order []string
	for _, r := range results {
		key := spelling.Key(name(r))
		if slices.ContainsFunc(spellings[key], func(s spelled) bool { return s.text == name(r) }) {
			continue
		}
		if len(spellings[key]) == 1 {
			order = append(order, key)
		}
		spellings[key] = append(spellings[key], spelled{name(r), r.ID})
	}
	findings := make([]BoundaryFinding, 0, len(order))
	for _, key := range order {
		var ids, texts []string
		for _, s := range spellings[key] {
			ids, texts = append(ids, s.id), append(texts, s.text)
		}
		findings = append(findings, BoundaryFinding{SimilarNames, ids, fmt.Sprintf("the %s is spelled %s: want one spelling", kind, quoted(texts, " and "))})
	}
	return findings
}

// consolidated finds Scope 1 and 2 emissions of a result's subject.
func consolidated(r ghg.Result, results []ghg.Result, d Declarations) []BoundaryFinding {
	rule, name := ConsolidatedTwice, func(own ghg.Result) string { return own.Entity }
	switch r.Subject.Kind {
	case ghg.SubjectAsset:
		rule, name = LeasedTwice, func(own ghg.Result) string { return own.Site }
	case ghg.SubjectFranchise, ghg.SubjectInvestee, ghg.SubjectProject:
	default:
		return nil
	}
	subject := r.Subject.Name
	if slices.Contains(d.Consolidated, subject) {
		return []BoundaryFinding{{rule, []string{r.ID}, subject + " is declared to be in scopes 1 and 2"}}
	}
	twice := []string{r.ID}
	for _, own := range results {
		if own.Scope != ghg.Scope3 && name(own) == subject && own.Period.Overlap(r.Period) > 0 && !slices.Contains(twice, own.ID) {
			twice = append(twice, own.ID)
		}
	}
	if len(twice) == 1 {
		return nil
	}
	return []BoundaryFinding{{rule, twice, subject + " is in " + r.Category.String() + " and in scope 1 or 2"}}
}

// transport compares the category of a line of transport with who pays for it.
func transport(r ghg.Result, d Declarations) []BoundaryFinding {
	upstream := r.Category == ghg.UpstreamTransportationAndDistribution
	moves := upstream || r.Category == ghg.DownstreamTransportationAndDistribution
	if d.Transport == nil || !moves || slices.Contains(d.WasteTransport, r.ID) {
		return nil
	}
	terms, declared := d.Transport[r.ID]
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

// waste finds transport of waste outside category 5, and beside lines of waste that include their transport.
func waste(r ghg.Result, results []ghg.Result, d Declarations) []BoundaryFinding {
	if !slices.Contains(d.WasteTransport, r.ID) {
		return nil
	}
	var findings []BoundaryFinding
	if r.Category != ghg.WasteGeneratedInOperations {
		findings = append(findings, BoundaryFinding{WasteTransport, []string{r.ID}, "transport of waste: category 5, not " + r.Category.String()})
	}
	twice := []string{r.ID}
	for _, w := range results {
		if w.Category == ghg.WasteGeneratedInOperations && w.ID != r.ID && !slices.Contains(twice, w.ID) && slices.ContainsFunc(w.Steps, isTransport) {
			twice = append(twice, w.ID)
		}
	}
	if len(twice) > 1 {
		findings = append(findings, BoundaryFinding{WasteTransport, twice, "these lines of waste include their transport, which may be counted twice"})
	}
	return findings
}

func isTransport(s ghg.Step) bool { return s.Kind == ghg.StepTransport }
