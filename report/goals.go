package report

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// TargetStatement is what an organisation states of a target beside its figures. What is empty is not stated.
//
// Source: IFRS S2, paragraphs 33(b) and (h), 34(a) and (b), 36(c) and (d).
type TargetStatement struct {
	Objective  string    // such as mitigation, or conformance with science-based initiatives
	Agreement  string    // how the latest international agreement on climate change informed the target
	Validation string    // whether and by whom a third party validated the target
	Review     string    // how the target is reviewed
	Sectoral   string    // whether it was derived by a sectoral decarbonisation approach
	Net        *ghg.CO2e // emissions of the last milestone's year net of credits; at most the gross target; nil: no net target is stated
}

// IntensityTarget is a target for emissions per unit of output with the years that were reported.
type IntensityTarget struct {
	Target   targets.IntensityTarget
	Covered  targets.Covered
	Actuals  []targets.IntensityActual // at least one unless the year is withheld
	Withheld string                    // why this year has no figure; "" if it has one
}

// Latest returns the latest of the reported years, and false if there is none.
func (t IntensityTarget) Latest() (targets.IntensityActual, bool) {
	var latest targets.IntensityActual
	for i, a := range t.Actuals {
		if i == 0 || a.Year > latest.Year {
			latest = a
		}
	}
	return latest, len(t.Actuals) > 0
}

// FigureKind is what a [FigureTarget] is for. The zero FigureKind is invalid.
type FigureKind uint8

// The kinds of target for other figures, as CDP asks for them in questions of their own.
const (
	LowCarbonEnergy   FigureKind = iota + 1 // to increase or maintain low-carbon energy
	PortfolioCoverage                       // of the portfolio of a financial institution
	MethaneReduction                        // to emit less methane
	OtherFigure                             // any other figure of climate: waste, engagement, vehicles
)

var figureKinds = vocabulary.New[FigureKind]("kind of target", "low-carbon energy", "portfolio", "methane reduction", "other")

// String returns the name of the kind: "low-carbon energy".
func (k FigureKind) String() string { return figureKinds.String(k) }

// MarshalText returns what String returns. The zero FigureKind is an error.
func (k FigureKind) MarshalText() ([]byte, error) { return figureKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *FigureKind) UnmarshalText(text []byte) error { return figureKinds.Unmarshal(k, text) }

// FigureTarget is a target for any other figure than emissions of scopes: it rises or falls from a base year to a target.
//
// Source: CDP Corporate Questionnaire, module 7, questions 7.53.4, 7.54.1 and 7.54.2.
type FigureTarget struct {
	Kind     FigureKind
	Name     string
	Metric   string // "share of renewable electricity"
	Unit     string // of the three figures: "%", "MWh", "t CH4"
	Base     FigureYear
	Target   FigureYear  // of another value than the base, in a later year
	Reported *FigureYear // the latest reported year; nil if it is withheld
	Withheld string      // why there is no reported year; "" if there is one
	Source   string      // the document
}

// FigureYear is a figure in a year.
type FigureYear struct {
	Year  int
	Value decimal.Decimal
}

// Site is where a site of the inventory is, in degrees.
//
// Source: CDP Climate Change 2023, C7.3b; CDP Corporate Questionnaire, module 7, question 7.17.2.
type Site struct {
	Name      string          // as the lines name it
	Latitude  decimal.Decimal // −90 to 90, north above zero
	Longitude decimal.Decimal // −180 to 180, east above zero
	Source    string          // the document
}

// Submission is the targets that an organisation submits to the SBTi, with the criteria that they are checked by. What is nil
// is not submitted.
type Submission struct {
	NearTerm *NearTermSubmission
	FLAG     *FLAGSubmission
	NetZero2 *NetZero2Submission
}

// NearTermSubmission is near-term targets for a version of the criteria, such as [sbti.NearTerm5_2].
type NearTermSubmission struct {
	Rules    sbti.Rules
	Proposal sbti.Proposal
}

// FLAGSubmission is targets for emissions of forest, land and agriculture, for a version of the guidance.
type FLAGSubmission struct {
	Rules    sbti.FLAGRules
	Proposal sbti.FLAGProposal
}

// NetZero2Submission is targets for an edition of version 2 of the Corporate Net-Zero Standard.
type NetZero2Submission struct {
	Edition  netzero2.Edition
	Proposal netzero2.Submission
}
