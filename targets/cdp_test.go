package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/require"
)

func TestCDPAbsolute(t *testing.T) {
	for emissions, want := range map[string]string{
		"82":  "36", // 18 of 50
		"110": "-20",
		"40":  "120",
	} {
		got, err := targets.CDPAbsolute(tonnes("100"), tonnes(emissions), d("0.5"))
		require.NoError(t, err)
		equal(t, want, got, "The percentage achieved with "+emissions+" t")
	}
	require.ErrorIs(t, second(targets.CDPAbsolute(ghg.CO2e{}, tonnes("40"), d("0.5"))), ghg.ErrMissing)
	require.ErrorIs(t, second(targets.CDPAbsolute(tonnes("100"), tonnes("40"), d("0"))), ghg.ErrOutOfRange)
}

func TestCDPIntensity(t *testing.T) {
	in := func(t, output, per string) targets.Intensity {
		return targets.Intensity{Emissions: tonnes(t), Output: d(output), Per: per}
	}
	// 100 ÷ 3 = 33⅓ falls to 180 ÷ 6 = 30, by 10 % of the base. Of a 40 % target that is 25 %.
	got, err := targets.CDPIntensity(in("100", "3", "t"), in("180", "6", "t"), d("0.4"))
	require.NoError(t, err)
	equal(t, "25", got, "The percentage achieved")
	require.ErrorIs(t, second(targets.CDPIntensity(in("100", "3", "t"), in("180", "6", "kg"), d("0.4"))), ghg.ErrMixed)
	require.ErrorIs(t, second(targets.CDPIntensity(in("100", "0", "t"), in("180", "6", "t"), d("0.4"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(targets.CDPIntensity(in("100", "3", "t"), in("180", "0", "t"), d("0.4"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(in("1", "1", "").KgPer()), ghg.ErrMissing)
}

func TestCDPOther(t *testing.T) {
	got, err := targets.CDPOther(d("34"), d("37"), d("50"))
	require.NoError(t, err)
	equal(t, "18.75", got, "The percentage achieved") // 3 of 16 points
	require.ErrorIs(t, second(targets.CDPOther(d("50"), d("37"), d("50"))), ghg.ErrOutOfRange)
}
