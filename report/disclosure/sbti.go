package disclosure

import (
	"fmt"

	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// criteriaTable has the criteria of the SBTi that apply to what is submitted, with the verdicts of packages sbti and netzero2, or
// why a criterion is not assessed. A version without a submission is one row.
func criteriaTable(s *source) (*Table, error) {
	t := newTable("criteria", "Criteria for the targets that are submitted", "SBTi: the versions of the criteria that the rows name",
		"target", "Target", "found", "Found", "wanted", "Wanted", "verdict", "Verdict")
	const near, flag, second = "Near-term criteria", "FLAG guidance", "Corporate Net-Zero Standard, version 2"
	if s.Submitted == nil {
		for i, name := range []string{near, flag, second} {
			t.unassessed(fmt.Sprintf("criteria %d", i+1), name, "the report does not state what is submitted (Report.Submitted)")
		}
		return t, nil
	}
	if n := s.Submitted.NearTerm; n == nil {
		t.unassessed("near", near, "no near-term targets are submitted")
	} else if err := t.assessments("near", n.Rules.Name)(n.Rules.Assess(n.Proposal)); err != nil {
		return nil, err
	}
	if f := s.Submitted.FLAG; f == nil {
		t.unassessed("flag", flag, "no targets for forest, land and agriculture are submitted")
	} else if err := t.assessments("flag", f.Rules.Name)(f.Rules.Assess(f.Proposal)); err != nil {
		return nil, err
	}
	if n := s.Submitted.NetZero2; n == nil {
		t.unassessed("net zero 2", second, "no targets are submitted for it")
	} else if err := t.findings(n.Edition.Check(n.Proposal)); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Table) unassessed(id, label, why string) {
	t.add(id, label, nothing(), nothing(), nothing(), missing("not assessed: "+why))
}

// assessments returns a function that adds the criteria of a version.
func (t *Table) assessments(id, rules string) func([]sbti.Assessment, error) error {
	return func(list []sbti.Assessment, err error) error {
		for i, a := range list {
			row, label := fmt.Sprintf("%s %d", id, i+1), rules+": "+string(a.Criterion)
			if of := orMissing(a.Target, nothingHere); a.Err != nil {
				t.add(row, label, of, nothing(), nothing(), missing("not assessed: "+a.Err.Error()))
			} else {
				t.add(row, label, of, text(a.Verdict.Found), orMissing(a.Verdict.Wanted, nothingHere), verdict(a.Verdict.Met))
			}
		}
		return err
	}
}

// findings adds the findings of version 2, whose reason has what is found and what is wanted together.
func (t *Table) findings(list []netzero2.Finding, err error) error {
	for i, f := range list {
		row, label := fmt.Sprintf("net zero 2, %d", i+1), f.Edition+": "+string(f.Criterion)
		switch f.Outcome {
		case netzero2.Met, netzero2.NotMet, netzero2.NotRequired:
			t.add(row, label, nothing(), text(f.Reason), missing("n/a: it is told with what is found"), text(f.Outcome.String()))
		default:
			t.unassessed(row, label, f.Outcome.String()+": "+f.Reason)
		}
	}
	return err
}

func verdict(met bool) Cell {
	if met {
		return text("met")
	}
	return text("not met")
}
