package inventory

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
)

// BoundaryRule is what a [Finding] is about.
type BoundaryRule string

// The rules by which one emission belongs to one category.
const (
	LeasedTwice       BoundaryRule = "leased-asset-in-scopes-1-and-2" // category 8 or 13, and scopes 1 and 2
	ConsolidatedTwice BoundaryRule = "consolidated-and-in-category"   // franchise or investee, and scopes 1 and 2
	WrongTransport    BoundaryRule = "transport-category"             // category 4 or 9, by who pays
	UnknownPayer      BoundaryRule = "transport-not-declared"         // it is not declared who pays
	WasteTransport    BoundaryRule = "transport-of-waste"             // category 5, or counted twice
	UnknownID         BoundaryRule = "declared-but-not-there"         // a declaration of no result
)

// Finding is something about the boundaries of categories that must be looked at.
type Finding struct {
	Rule   BoundaryRule
	IDs    []string // of the results
	Detail string
}

// String returns the rule, the ids and the detail.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule, strings.Join(f.IDs, ", "), f.Detail)
}

// TransportTerms are what decides the category of a transport.
type TransportTerms struct {
	Paid    bool // the company buys the transport itself
	Inbound bool // of goods bought, from a supplier of the first tier to the company
}

// Declarations are inputs to the boundary checks that results do not carry.
type Declarations struct {
	Consolidated   []string                  // assets, franchises, investees and projects whose emissions are in scopes 1 and 2
	Transport      map[string]TransportTerms // by the id of a result of category 4 or 9; nil: not checked
	WasteTransport []string                  // ids of lines that transport the company's waste
}

// CheckBoundaries returns what is counted in two categories, or in the wrong one:
//
//   - a leased asset (8, 13), franchise (14), investee or project (15) that is consolidated: named in the declarations, or
//     named as the site (an asset) or entity (the others) of a result of Scope 1 or 2 on the same days;
//   - transport in category 9 that the company pays for, or in category 4 that it neither pays for nor receives from a
//     supplier;
//   - transport of waste outside category 5, or beside a line of waste that includes its transport.
//
// Findings come in the order of the results. No finding does not prove that the boundaries are right.
//
// Source: Scope 3 Standard, sections 5.4 and 5.5, table 5.4.
func CheckBoundaries(results []ghg.Result, d Declarations) []Finding {
	var findings []Finding
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
			findings = append(findings, Finding{UnknownID, []string{id}, "there is no result of this id"})
		}
	}
	return findings
}

// consolidated finds Scope 1 and 2 emissions of the subject of a result.
func consolidated(r ghg.Result, results []ghg.Result, d Declarations) []Finding {
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
		return []Finding{{rule, []string{r.ID}, subject + " is declared to be in scopes 1 and 2"}}
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
	return []Finding{{rule, twice, subject + " is in " + r.Category.String() + " and in scope 1 or 2"}}
}

// transport compares the category of a line of transport with who pays.
func transport(r ghg.Result, d Declarations) []Finding {
	upstream := r.Category == ghg.UpstreamTransportationAndDistribution
	moves := upstream || r.Category == ghg.DownstreamTransportationAndDistribution
	if d.Transport == nil || !moves || slices.Contains(d.WasteTransport, r.ID) {
		return nil
	}
	terms, declared := d.Transport[r.ID]
	own := terms.Paid || terms.Inbound
	switch {
	case !declared:
		return []Finding{{UnknownPayer, []string{r.ID}, "it is not declared who pays for the transport"}}
	case own && !upstream:
		return []Finding{{WrongTransport, []string{r.ID}, "paid by the company or inbound from a supplier: category 4, not 9"}}
	case !own && upstream:
		return []Finding{{WrongTransport, []string{r.ID}, "of goods sold, and not paid by the company: category 9, not 4"}}
	}
	return nil
}

// waste finds transport of waste in another category, and beside waste that has its transport with it.
func waste(r ghg.Result, results []ghg.Result, d Declarations) []Finding {
	if !slices.Contains(d.WasteTransport, r.ID) {
		return nil
	}
	var findings []Finding
	if r.Category != ghg.WasteGeneratedInOperations {
		findings = append(findings, Finding{WasteTransport, []string{r.ID}, "transport of waste: category 5, not " + r.Category.String()})
	}
	twice := []string{r.ID}
	for _, w := range results {
		if w.Category == ghg.WasteGeneratedInOperations && w.ID != r.ID && !slices.Contains(twice, w.ID) && slices.ContainsFunc(w.Steps, isTransport) {
			twice = append(twice, w.ID)
		}
	}
	if len(twice) > 1 {
		findings = append(findings, Finding{WasteTransport, twice, "lines of waste include their transport: it may be counted twice"})
	}
	return findings
}

func isTransport(s ghg.Step) bool { return s.Kind == ghg.StepTransport }
