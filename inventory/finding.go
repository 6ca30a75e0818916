package inventory

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// FindingKind is what a [Finding] is about. The zero FindingKind is invalid.
type FindingKind uint8

// The kinds of finding. Those up to LineTwice keep [Run] from making an inventory.
const (
	ActivityFailed      FindingKind = iota + 1 // an activity that cannot be calculated
	NotRecomputable                            // a result that does not recompute ([ghg.Result.Check])
	OutsideOrganisation                        // a result outside the organisation's entities, or its entity's year, or in what is excluded
	DifferentGWP                               // a result converted with another set of potentials than the others
	CertificateTwice                           // a contractual instrument, or its serial numbers, used more than once
	CertificateUnclear                         // an instrument of which results state different volumes, or no registry
	EnergyUpstreamTwice                        // upstream emissions of energy, in a factor and in a line of their own
	PurchaseTwice                              // a purchase that two activities count
	LineTwice                                  // an id that two activities have
	LeasedAssetTwice                           // an asset of category 8 or 13 that is in scope 1 or 2 too
	ConsolidatedToo                            // a franchise, investee or project that is in scope 1 or 2 too
	TransportMisplaced                         // transport in category 4 or 9 that contradicts who pays for it
	TransportUndeclared                        // transport whose payer is not declared
	WasteTransportTwice                        // transport of waste outside category 5, or counted twice
	DeclaredNotThere                           // a declaration for an id without a result
	NamesAlike                                 // entities or sites whose names differ only in case or blanks
	SameBill                                   // two lines that differ in nothing but their id
	OverlappingPeriods                         // two periods of one meter with days in common
	GapInYear                                  // days of the year for which a meter has no line
	FarFromHistory                             // a period far from the others of its line
	YearEndsApart                              // an entity's year that ends more than three months from the organisation's
	UnstatedEntity                             // a line without an entity, where others have one
)

var findingKinds = vocabulary.New[FindingKind]("kind of finding",
	"activity-failed", "not-recomputable", "outside-organisation", "different-gwp", "certificate-twice", "certificate-unclear",
	"energy-upstream-twice", "purchase-twice", "line-twice", "leased-asset-twice", "consolidated-too", "transport-misplaced",
	"transport-undeclared", "waste-transport-twice", "declared-not-there", "names-alike", "same-bill", "overlapping-periods",
	"gap-in-year", "far-from-history", "year-ends-apart", "unstated-entity",
)

// String returns the kind's name.
func (k FindingKind) String() string { return findingKinds.String(k) }

// MarshalText returns the kind's name; the zero kind is an error.
func (k FindingKind) MarshalText() ([]byte, error) { return findingKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *FindingKind) UnmarshalText(text []byte) error { return findingKinds.Unmarshal(k, text) }

// Severity is what a finding means for the inventory. The zero Severity is invalid.
type Severity uint8

// The severities, the gravest first.
const (
	Refused Severity = iota + 1 // [Run], [FromLines] and [Of] make no inventory of it
	Suspect                     // a total is probably wrong
	Notable                     // it may be right, and a reader will ask
)

var severities = vocabulary.New[Severity]("severity", "refused", "suspect", "notable")

// String returns the severity's name.
func (s Severity) String() string { return severities.String(s) }

// MarshalText returns the severity's name; the zero severity is an error.
func (s Severity) MarshalText() ([]byte, error) { return severities.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Severity) UnmarshalText(text []byte) error { return severities.Unmarshal(s, text) }

// Severity returns the severity of the findings of a kind.
func (k FindingKind) Severity() Severity {
	switch k {
	case TransportUndeclared, DeclaredNotThere, NamesAlike, OverlappingPeriods, GapInYear, FarFromHistory, YearEndsApart, UnstatedEntity:
		return Notable
	case LeasedAssetTwice, ConsolidatedToo, TransportMisplaced, WasteTransportTwice, SameBill:
		return Suspect
	}
	if findingKinds.Check(k) != nil {
		return 0
	}
	return Refused
}

// cures are what to do about each kind of finding, in the order of the kinds.
var cures = [...]string{
	ActivityFailed:      "Correct the activity, or add the factor it needs.",
	NotRecomputable:     "Calculate the result again; a figure of another party is a Reported activity.",
	OutsideOrganisation: "Correct the entity or the period, state the entity's own year in Organisation.Years, or withdraw the exclusion.",
	DifferentGWP:        "Calculate every result with one set of potentials.",
	CertificateTwice:    "Give each certificate to one purchase, up to its volume.",
	CertificateUnclear:  "State the registry and the whole volume of the instrument in every result that uses it.",
	EnergyUpstreamTwice: "Use a factor without upstream emissions, or leave out the upstream line; name the sites if the energy is different.",
	PurchaseTwice:       "Keep one of the lines; ReplaceEstimates keeps a supplier's figure and not the estimate.",
	LineTwice:           "Delete the repeated line, or give it an id of its own.",
	LeasedAssetTwice:    "Keep the asset in scopes 1 and 2, or in its category of scope 3, as the consolidation approach says.",
	ConsolidatedToo:     "Keep it in scopes 1 and 2, or in its category of scope 3, as the consolidation approach says.",
	TransportMisplaced:  "Move the line to the category that the payer decides: 4 if the company pays or receives from a supplier, else 9.",
	TransportUndeclared: "Declare who pays for the transport.",
	WasteTransportTwice: "Move the transport to category 5, or leave it out where the lines of waste include it.",
	DeclaredNotThere:    "Correct the id in the declarations.",
	NamesAlike:          "Spell the name in one way.",
	SameBill:            "Delete the line that repeats a bill, or note why two are alike.",
	OverlappingPeriods:  "Correct the periods, or name a site for each meter.",
	GapInYear:           "Add the lines of the missing days, an estimate if need be, or note why nothing was used.",
	FarFromHistory:      "Compare the amount and its unit with the bill.",
	YearEndsApart:       "Use the entity's year that ends nearest to the organisation's, or adjust for what happened between.",
	UnstatedEntity:      "Name the entity of the line.",
}

// Do returns what to do about a finding of the kind.
func (k FindingKind) Do() string {
	if findingKinds.Check(k) != nil {
		return ""
	}
	return cures[k]
}

// Finding is something about an inventory that a person should look at.
type Finding struct {
	Kind     FindingKind
	Severity Severity
	Results  []string // ids, the first ten
	More     int      // results beyond those
	Entity   string   // of the results, if they have one in common
	Site     string
	Detail   string // the case at hand, in words
	Do       string // what to do about it
}

// mostIDs is the number of ids that a finding lists.
const mostIDs = 10

// String returns the finding on one line.
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.Severity.String() + ": " + f.Kind.String())
	if len(f.Results) > 0 {
		b.WriteString(": " + quoted(f.Results, ", "))
	}
	if f.More > 0 {
		fmt.Fprintf(&b, " and %d more", f.More)
	}
	b.WriteString(": " + f.Detail)
	if f.Do != "" {
		b.WriteString(" " + f.Do)
	}
	return b.String()
}

// Findings are what [Check] finds, the gravest first.
type Findings struct {
	List []Finding
	More map[FindingKind]int // findings beyond those listed; nil if there are none
}

// Count returns the number of findings of a kind, listed or not.
func (f Findings) Count(k FindingKind) int {
	n := f.More[k]
	for i := range f.List {
		if f.List[i].Kind == k {
			n++
		}
	}
	return n
}

// String returns one line for each finding, and one for each kind of which more were found than are listed.
func (f Findings) String() string {
	var b strings.Builder
	for _, one := range f.List {
		b.WriteString(one.String() + "\n")
	}
	for k := ActivityFailed; findingKinds.Check(k) == nil; k++ {
		if n := f.More[k]; n > 0 {
			fmt.Fprintf(&b, "%s: %s: %d more\n", k.Severity(), k, n)
		}
	}
	return b.String()
}

// collector keeps the first findings of every kind and counts the others.
type collector struct {
	most  int
	found Findings
	kept  map[FindingKind]int
}

// add enters a finding with what follows from its kind. Its detail may be an error's text: it is closed as a sentence.
func (c *collector) add(k FindingKind, entity, site, detail string, ids ...string) {
	if c.kept == nil {
		c.kept = map[FindingKind]int{}
	}
	if c.kept[k]++; c.kept[k] > c.most {
		if c.found.More == nil {
			c.found.More = map[FindingKind]int{}
		}
		c.found.More[k]++
		return
	}
	listed := ids[:min(len(ids), mostIDs)]
	c.found.List = append(c.found.List, Finding{
		Kind: k, Severity: k.Severity(), Results: slices.Clone(listed), More: len(ids) - len(listed), Entity: entity, Site: site,
		Detail: sentence(detail), Do: k.Do(),
	})
}

// sentence returns the beginning of a text with a full stop.
func sentence(text string) string {
	n := 0
	for i := range text {
		if n++; n > ghg.MaxText {
			return text[:i] + "…"
		}
	}
	return strings.TrimSuffix(text, ".") + "."
}

// sorted returns the findings in their order.
func (c *collector) sorted() Findings {
	slices.SortStableFunc(c.found.List, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Site, b.Site),
			slices.Compare(a.Results, b.Results), cmp.Compare(a.Detail, b.Detail))
	})
	return c.found
}
