package sbti_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func company() sbti.SDA {
	return sbti.SDA{
		Year: 2020, Intensity: d("1"), Output: d("100"),
		Sector:       targets.Pathway{{Year: 2020, Value: d("0.8")}, {Year: 2030, Value: d("0.5")}, {Year: 2050, Value: d("0.2")}},
		SectorOutput: targets.Pathway{{Year: 2020, Value: d("1000")}, {Year: 2030, Value: d("1200")}, {Year: 2050, Value: d("1200")}},
	}
}

func TestSDA(t *testing.T) {
	for _, c := range []struct {
		year               int
		output, kg, amount string
	}{
		{2020, "100", "1", "100"},
		{2030, "150", "0.52", "78"}, // d 0.8, p 0.3/0.6, m (100/1000)/(150/1200) = 0.8: 0.32 + 0.2
		{2030, "50", "0.6", "30"},   // m = 2.4 is limited to 1: 0.4 + 0.2
		{2050, "500", "0.2", "100"}, // converged
		{2040, "150", "0.36", "54"}, // p (0.35 − 0.2)/0.6 = 0.25: 0.8 × 0.25 × 0.8 + 0.2
	} {
		got, err := company().At(c.year, d(c.output))
		require.NoError(t, err)
		equal(t, c.kg, got.KgPer, fmt.Sprintf("The intensity of %d with an output of %s", c.year, c.output))
		equal(t, c.amount, got.Emissions.Kg(), fmt.Sprintf("The emissions of %d with an output of %s", c.year, c.output))
	}
}

func TestSDAWithAFlatSector(t *testing.T) {
	flat := company()
	flat.Sector = targets.Pathway{{Year: 2020, Value: d("0.3")}, {Year: 2050, Value: d("0.3")}}
	got, err := flat.At(2030, d("100"))
	require.NoError(t, err)
	equal(t, "0.3", got.KgPer, "The intensity in a flat sector") // p is undefined and taken as 0
}

func TestInvalidSDAIsRefused(t *testing.T) {
	sector := func(points ...targets.PathwayPoint) targets.Pathway { return points }
	for name, change := range map[string]func(*sbti.SDA){
		"output of zero":               func(s *sbti.SDA) { s.Output = d("0") },
		"negative intensity":           func(s *sbti.SDA) { s.Intensity = d("-1") },
		"no sector":                    func(s *sbti.SDA) { s.Sector = nil },
		"base year before the pathway": func(s *sbti.SDA) { s.Year = 2019 },
		"negative sector": func(s *sbti.SDA) {
			s.Sector = targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2030, Value: d("-1")}}
		},
		"year twice": func(s *sbti.SDA) {
			s.Sector = targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2020, Value: d("1")}}
		},
		"no year": func(s *sbti.SDA) { s.Sector = sector(targets.PathwayPoint{Value: d("1")}) },
		"sector output of zero": func(s *sbti.SDA) {
			s.SectorOutput = sector(targets.PathwayPoint{Year: 2020, Value: d("1")}, targets.PathwayPoint{Year: 2050, Value: d("0")})
		},
		"sector output starts late": func(s *sbti.SDA) { s.SectorOutput = sector(targets.PathwayPoint{Year: 2021, Value: d("1")}) },
		"sector output ends early":  func(s *sbti.SDA) { s.SectorOutput = sector(targets.PathwayPoint{Year: 2020, Value: d("1")}) },
	} {
		bad := company()
		change(&bad)
		assert.Error(t, second(bad.At(2030, d("100"))), "A target was accepted: %s.", name)
	}
	for year, output := range map[int]string{2019: "1", 2051: "1", 2030: "0"} {
		assert.Error(t, second(company().At(year, d(output))), "An output of %s in %d was accepted.", output, year)
	}
}

func TestOracleSDA(t *testing.T) {
	o := oracle.Find(t, "targets", "sda-target-b2ds")
	scenario := targets.Pathway{{Year: 2020, Value: o.Number(t, "scenario 2020")}, {Year: 2025, Value: o.Number(t, "scenario 2025")}}
	sector, err := scenario.Rebase(2020, o.Number(t, "adjusted sector intensity 2020"))
	require.NoError(t, err)
	s := sbti.SDA{Year: 2020, Intensity: o.Number(t, "company intensity 2020"), Output: d("1"), Sector: sector, Unclamped: true}
	for year := 2020; year <= 2025; year++ {
		got, err := s.At(year, d("1"))
		require.NoError(t, err)
		o.Part(t, strconv.Itoa(year)).Is(t, got.KgPer)
	}
	// A company's own target does not rise: it stays at 0.9.
	s.Unclamped = false
	got, err := s.At(2025, d("1"))
	require.NoError(t, err)
	equal(t, "0.9", got.KgPer, "The clamped intensity")
}
