package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

func TestGoalsRefused(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	huge := decimal.New(1, 1_000_000_000)
	for _, c := range []struct {
		name   string
		change func(r *report.Report)
		want   string
		kind   error
	}{
		{"a target per output twice", func(r *report.Report) { r.PerOutput = append(r.PerOutput, r.PerOutput[0]) }, "per_output[1].target.name", ghg.ErrRepeated},
		{"a rate of 200 %", func(r *report.Report) { r.PerOutput[0].Target.Rate = decimal.NewFromInt(2) }, "per_output[0].target: rate", ghg.ErrOutOfRange},
		{"a target that covers nothing", func(r *report.Report) { r.PerOutput[0].Covered = targets.Covered{} }, "per_output[0].covered", nil},
		{"no year and no reason", func(r *report.Report) { r.PerOutput[0].Actuals = nil }, "per_output[0].actuals", ghg.ErrMissing},
		{"a long reason", func(r *report.Report) { r.PerOutput[0].Withheld = long }, "per_output[0].withheld", ghg.ErrOutOfRange},
		{"an output of zero", func(r *report.Report) { r.PerOutput[0].Actuals[0].Output = decimal.Zero }, "per_output[0].actuals: output", ghg.ErrOutOfRange},
		{"a figure twice", func(r *report.Report) { r.Figures[1].Name = r.Figures[0].Name }, "figures[1].name", ghg.ErrRepeated},
		{"no kind", func(r *report.Report) { r.Figures[0].Kind = 0 }, "figures[0].kind", nil},
		{"no metric", func(r *report.Report) { r.Figures[0].Metric = " " }, "figures[0].metric", ghg.ErrMissing},
		{"no unit", func(r *report.Report) { r.Figures[0].Unit = "" }, "figures[0].unit", ghg.ErrMissing},
		{"a long source", func(r *report.Report) { r.Figures[0].Source = long }, "figures[0].source", ghg.ErrOutOfRange},
		{"no report and no reason", func(r *report.Report) { r.Figures[0].Reported = nil }, "figures[0].reported", ghg.ErrMissing},
		{"a target of the past", func(r *report.Report) { r.Figures[0].Target.Year = 2022 }, `figures[0].target.year is out of range ("2022"): want a year after the base year 2022`, ghg.ErrOutOfRange},
		{"a report before the base year", func(r *report.Report) { r.Figures[0].Reported.Year = 2020 }, "figures[0].reported.year", ghg.ErrOutOfRange},
		{"a year that is none", func(r *report.Report) { r.Figures[0].Reported.Year = 20240 }, "figures[0].reported: year", nil},
		{"the figure of the base year", func(r *report.Report) { r.Figures[0].Target.Value = r.Figures[0].Base.Value }, "figures[0].target.value", ghg.ErrOutOfRange},
		{"a figure of a billion digits", func(r *report.Report) { r.Figures[0].Base.Value = huge }, "figures[0].base.value", nil},
		{"a share above 100 %", func(r *report.Report) { r.Figures[0].Unit = "%" }, `figures[0].base.value is out of range ("3000"): want a share from 0 to 100 %`, ghg.ErrOutOfRange},
		{"a net target above the gross one", func(r *report.Report) { r.Targets[0].Stated.Net = &r.Targets[0].Absolute.Base.Emissions }, "targets[0].stated.net", ghg.ErrOutOfRange},
		{"a long objective", func(r *report.Report) { r.Targets[0].Stated.Objective = long }, "targets[0].stated.objective", ghg.ErrOutOfRange},
		{"a submission without rules", func(r *report.Report) { r.Submitted.NearTerm.Rules = sbti.Rules{} }, "submitted.near_term.rules.name", ghg.ErrMissing},
		{"a submission on no day", func(r *report.Report) { r.Submitted.NearTerm.Proposal.Submitted = ghg.Date{} }, "submitted.near_term.proposal.submitted", ghg.ErrOutOfRange},
		{"a version of another time", func(r *report.Report) { r.Submitted.NearTerm.Rules = sbti.NearTerm5_3_1() }, "submitted.near_term", sbti.ErrNotInForce},
		{"another base year", func(r *report.Report) { r.Submitted.NearTerm.Proposal.Targets[0].Base.Year = 2020 }, "submitted.near_term.targets[0].base", ghg.ErrMixed},
		{"land without rules", func(r *report.Report) { r.Submitted.FLAG = &report.FLAGSubmission{} }, "submitted.flag.rules.name", ghg.ErrMissing},
		{"land at another time", func(r *report.Report) {
			r.Submitted.FLAG = &report.FLAGSubmission{Rules: sbti.FLAGGuidance1_1(), Proposal: sbti.FLAGProposal{Submitted: ghg.Date{Year: 2020, Month: time.May, Day: 1}}}
		}, "submitted.flag", sbti.ErrNotInForce},
		{"net zero without targets", func(r *report.Report) { r.Submitted.NetZero2 = &report.NetZero2Submission{Edition: netzero2.V2_0()} }, "submitted.net_zero_2", nil},
		{"a site that no line names", func(r *report.Report) { r.Sites[0].Name = "Lima" }, `sites[0].name is unknown ("Lima")`, ghg.ErrUnknown},
		{"a site twice", func(r *report.Report) { r.Sites[1].Name = r.Sites[0].Name }, "sites[1].name", ghg.ErrRepeated},
		{"a site without a source", func(r *report.Report) { r.Sites[0].Source = "" }, "sites[0]", ghg.ErrMissing},
		{"a latitude of 91°", func(r *report.Report) { r.Sites[0].Latitude = decimal.NewFromInt(91) }, `sites[0].latitude is out of range ("91"): want degrees from -90 to 90`, ghg.ErrOutOfRange},
		{"a longitude of -181°", func(r *report.Report) { r.Sites[0].Longitude = decimal.NewFromInt(-181) }, "sites[0].longitude", ghg.ErrOutOfRange},
		{"a latitude of a billion digits", func(r *report.Report) { r.Sites[0].Latitude = huge }, "sites[0].latitude", nil},
		{"negative production", func(r *report.Report) { r.Ledgers.Production[0].MWh = decimal.NewFromInt(-1) }, "ledgers: production[0].mwh", ghg.ErrOutOfRange},
		{"production of no document", func(r *report.Report) { r.Ledgers.Production[0].Document = "" }, "ledgers: production[0]", ghg.ErrMissing},
		{"verified by nobody", func(r *report.Report) { r.Ledgers.Verified.Source = "" }, "ledgers: verified", ghg.ErrMissing},
		{"a verified line of scope 1", func(r *report.Report) { r.Ledgers.Verified.IDs = []string{"boilers-leeds"} }, "ledgers: verified.ids", ghg.ErrUnknown},
		{"cloud services of a flight", func(r *report.Report) { r.Ledgers.Cloud.IDs = []string{"flights-new-york"} }, "ledgers: cloud.ids", ghg.ErrUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sample.ThreeCountries(t)
			require.NoError(t, r.Check())
			c.change(&r)
			err := r.Check()
			require.ErrorContains(t, err, c.want)
			if c.kind != nil {
				require.ErrorIs(t, err, c.kind)
			}
			assert.Less(t, len(err.Error()), 3000)
		})
	}
}

// TestProgressOfAnother names the target, the year or milestone, the field and both figures of the first difference.
func TestProgressOfAnother(t *testing.T) {
	other, err := ghg.TonnesCO2e(decimal.NewFromInt(7000))
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		change func(p *targets.Progress)
		want   []string
	}{
		{"an allowance", func(p *targets.Progress) { p.Rows[1].Allowance = other }, []string{`targets[0].progress: target "Scope 1+2", year 2024, allowance`, "7000000 kg CO2e", "which the target gives for its reported years"}},
		{"a status", func(p *targets.Progress) { p.Rows[0].Status = targets.NoActual }, []string{`target "Scope 1+2", year 2023, status`}},
		{"the latest year", func(p *targets.Progress) { p.Latest.Reduction = targets.Defined(decimal.New(5, -1)) }, []string{"latest year 2024, reduction", `("0.5"): want 0.0`}},
		{"a milestone", func(p *targets.Progress) { p.Goals[0].Elapsed = decimal.New(1, 1_000_000_000) }, []string{"milestone 1 in 2030, elapsed", "about 1e1000000000"}},
		{"a budget", func(p *targets.Progress) { p.Goals[0].Budget.Total = other }, []string{"milestone 1 in 2030, budget, total"}},
		{"a row left out", func(p *targets.Progress) { p.Rows = p.Rows[:2] }, []string{"number of years", `("2"): want 8`}},
		{"a milestone left out", func(p *targets.Progress) { p.Goals = nil }, []string{"number of milestones"}},
		{"another reduction", func(p *targets.Progress) { p.Target.Milestones[0].Reduction = decimal.New(5, -1) }, []string{"definition, milestones 1, reduction", `("0.5"): want 0.42`}},
		{"a missing year", func(p *targets.Progress) { p.Goals[0].Budget.Missing = []int{1} }, []string{"budget, missing", `("1 of them"): want 0 of them`}},
		{"a rate", func(p *targets.Progress) { p.AchievedRate = targets.Undefined[decimal.Decimal]("no reason") }, []string{"achieved rate", "undefined: no reason"}},
		{"a trend", func(p *targets.Progress) { p.Trend.CAGR = targets.Defined(decimal.New(5, -1)) }, []string{"rate of the trend"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := sample.ThreeCountries(t)
			milestones := append([]targets.Milestone(nil), r.Targets[0].Progress.Target.Milestones...)
			r.Targets[0].Progress.Target.Milestones = milestones
			c.change(&r.Targets[0].Progress)
			err := r.Check()
			require.ErrorIs(t, err, ghg.ErrMixed)
			for _, want := range c.want {
				require.ErrorContains(t, err, want)
			}
			assert.Less(t, len(err.Error()), 3000)
		})
	}
	labelled := sample.ThreeCountries(t)
	labelled.Targets[0].Progress.Rows[0].Label, labelled.Targets[0].Progress.Latest.Label = "one", "two"
	require.NoError(t, labelled.Check(), "the names of years may differ")
	assert.Equal(t, "one", labelled.Targets[0].Progress.Rows[0].Label, "the argument is not changed")
}

func TestKindsOfFigure(t *testing.T) {
	for kind := report.LowCarbonEnergy; kind <= report.OtherFigure; kind++ {
		text, err := kind.MarshalText()
		require.NoError(t, err)
		var again report.FigureKind
		require.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, kind, again)
	}
	_, ok := report.IntensityTarget{}.Latest()
	assert.False(t, ok)
}
