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
	UnknownPayer      BoundaryRule = "transport-not-declared"         // nobody said who pays
	WasteTransport    BoundaryRule = "transport-of-waste"             // category 5, or counted twice
	UnknownID         BoundaryRule = "declared-but-not-there"         // a declaration of no result
)

// Finding is something about the boundaries of categories that somebody must look at.
type Finding struct {
	Rule   BoundaryRule
	IDs    []string // of the results
	Detail string
}

// String returns the rule, the ids and the detail.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Rule, strings.Join(f.IDs, ", "), f.Detail)
}

// TransportTerms says of a transport what decides its category.
type TransportTerms struct {
	Paid    bool // the company buys the transport itself
	Inbound bool // of goods bought, from a supplier of the first tier to the company
}

// Declarations are what the results cannot say of themselves.
type Declarations struct {
	Consolidated   []string                  // assets, franchises, investees and projects whose emissions are in scopes 1 and 2
	Transport      map[string]TransportTerms // by the id of a line of transport or distribution; nil: not checked
	WasteTransport []string                  // ids of lines that transport the company's waste
}

// CheckBoundaries returns what is counted in two categories, or in the wrong one:
//
//   - a leased asset (8, 13), franchise (14), investee or project (15) that is consolidated: named in the declarations, or
//     as the site (an asset) or entity (the others) of a result of scope 1 or 2 in the same days;
//   - transport in category 9 that the company pays for, or in category 4 that it neither pays for nor receives from a
//     supplier;
//   - transport of waste outside category 5, or beside a line of waste that includes its transport.
//
// Findings come in the order of the results. None is no proof that the boundaries are right.
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

// subjects are the facts that name what a result of a category is about.
var subjects = map[ghg.Category][]string{
	ghg.UpstreamLeasedAssets: {"asset"}, ghg.DownstreamLeasedAssets: {"asset"}, ghg.Franchises: {"franchise"},
	ghg.Investments: {"investee", "project"},
}

// consolidated finds scopes 1 and 2 of what the result is about.
func consolidated(r ghg.Result, results []ghg.Result, d Declarations) []Finding {
	var findings []Finding
	for _, f := range r.Notes {
		if !slices.Contains(subjects[r.Category], f.Name) {
			continue
		}
		rule := ConsolidatedTwice
		if f.Name == "asset" {
			rule = LeasedTwice
		}
		if slices.Contains(d.Consolidated, f.Value) {
			findings = append(findings, Finding{rule, []string{r.ID}, f.Value + " is declared to be in scopes 1 and 2"})
			continue
		}
		twice := []string{r.ID}
		for _, own := range results {
			name := own.Entity
			if f.Name == "asset" {
				name = own.Site
			}
			if own.Scope != ghg.Scope3 && name == f.Value && own.Period.Overlap(r.Period) > 0 && !slices.Contains(twice, own.ID) {
				twice = append(twice, own.ID)
			}
		}
		if len(twice) > 1 {
			findings = append(findings, Finding{rule, twice, f.Value + " is in " + r.Category.String() + " and in scope 1 or 2"})
		}
	}
	return findings
}

// transport compares the category of a line of transport with who pays.
func transport(r ghg.Result, d Declarations) []Finding {
	moves := strings.HasPrefix(string(r.Method), "scope3.transport.") || strings.HasPrefix(string(r.Method), "scope3.distribution.")
	if d.Transport == nil || !moves || slices.Contains(d.WasteTransport, r.ID) {
		return nil
	}
	terms, declared := d.Transport[r.ID]
	upstream := terms.Paid || terms.Inbound
	switch {
	case !declared:
		return []Finding{{UnknownPayer, []string{r.ID}, "it is not declared who pays for the transport"}}
	case upstream && r.Category == ghg.DownstreamTransportationAndDistribution:
		return []Finding{{WrongTransport, []string{r.ID}, "paid by the company or inbound from a supplier: category 4, not 9"}}
	case !upstream && r.Category == ghg.UpstreamTransportationAndDistribution:
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
		if w.Category == ghg.WasteGeneratedInOperations && w.ID != r.ID && !slices.Contains(twice, w.ID) && slices.ContainsFunc(w.Steps, carriesWaste) {
			twice = append(twice, w.ID)
		}
	}
	if len(twice) > 1 {
		findings = append(findings, Finding{WasteTransport, twice, "lines of waste include their transport: it may be counted twice"})
	}
	return findings
}

// carriesWaste reports whether a step of a line of waste is its transport.
func carriesWaste(s ghg.Step) bool { return strings.HasPrefix(s.Label, "transport") }
