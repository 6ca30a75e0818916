package disclosure

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

// goalOrSiteInput returns a value of a target that is not of absolute emissions, or of a site.
func goalOrSiteInput(r report.Report, parts []string, path string) (decimal.Decimal, error) {
	switch parts[0] {
	case "per-output":
		if t, ok := at(r.PerOutput, parts[1]); ok {
			return perOutputInput(t, parts[2], path)
		}
	case "figures":
		if t, ok := at(r.Figures, parts[1]); ok {
			return figureInput(t, parts[2], path)
		}
	case "sites":
		s, ok := at(r.Sites, parts[1])
		switch {
		case ok && parts[2] == "latitude":
			return s.Latitude, nil
		case ok && parts[2] == "longitude":
			return s.Longitude, nil
		}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// perOutputInput returns a value of a target per unit of output.
func perOutputInput(t report.IntensityTarget, name, path string) (decimal.Decimal, error) {
	base := targets.Intensity{Emissions: t.Target.Base.Emissions, Output: t.Target.Output, Per: t.Target.Per}
	reduction, err := t.Target.Reduction()
	if err != nil {
		return decimal.Decimal{}, err
	}
	switch name {
	case "base":
		return tonnesPer(base)
	case "reduction":
		return reduction.Shift(2), nil
	case "target":
		return dec.Quo(base.Emissions.Tonnes().Mul(decimal.NewFromInt(1).Sub(reduction)), base.Output)
	}
	latest, ok := t.Latest()
	switch {
	case t.Withheld != "":
		return decimal.Decimal{}, &noFigureError{"this year is withheld: " + t.Withheld}
	case !ok:
		return decimal.Decimal{}, &noFigureError{"no year was reported"}
	}
	reported := targets.Intensity{Emissions: latest.Emissions, Output: latest.Output, Per: t.Target.Per}
	switch name {
	case "reported":
		return tonnesPer(reported)
	case "achieved":
		return targets.CDPIntensity(base, reported, reduction)
	}
	return decimal.Decimal{}, errNoInput(path)
}

func tonnesPer(i targets.Intensity) (decimal.Decimal, error) {
	kg, err := i.KgPer()
	return kg.Shift(-3), err
}

// figureInput returns a value of a target for another figure than emissions.
func figureInput(t report.FigureTarget, name, path string) (decimal.Decimal, error) {
	switch name {
	case "base":
		return t.Base.Value, nil
	case "target":
		return t.Target.Value, nil
	}
	if t.Withheld != "" || t.Reported == nil {
		return decimal.Decimal{}, &noFigureError{"this year is withheld: " + t.Withheld}
	}
	switch name {
	case "reported":
		return t.Reported.Value, nil
	case "achieved":
		return targets.CDPOther(t.Base.Value, t.Reported.Value, t.Target.Value)
	}
	return decimal.Decimal{}, errNoInput(path)
}
