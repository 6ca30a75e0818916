package scope2

import (
	"io"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// instrumentRow is a row of a sheet of instruments.
type instrumentRow struct {
	ID           string         `csv:"id"`
	Purchase     string         `csv:"purchase"`
	Kind         InstrumentKind `csv:"kind"`
	Volume       units.Quantity `csv:"volume"`
	Rate         Rate           `csv:"rate"`
	Market       string         `csv:"market"`
	Technology   string         `csv:"technology,omitempty"`
	Renewable    bool           `csv:"renewable,omitempty"`
	Vintage      ghg.Period     `csv:"vintage"`
	Commissioned ghg.Date       `csv:"commissioned,omitempty"`
	Retirement   string         `csv:"retirement_evidence,omitempty"`
	SoleClaim    bool           `csv:"sole_claim,omitempty"`
	AllRights    bool           `csv:"all_rights_conveyed,omitempty"`
	UtilityKeeps bool           `csv:"utility_keeps_rate,omitempty"`
	ResidualMix  bool           `csv:"residual_mix_adjusted,omitempty"`
}

// ReadInstruments reads a CSV sheet of instruments, a row each, and returns them by the id of the purchase that they
// cover (column purchase). The sheet is read as strictly as those of activities.
func ReadInstruments(r io.Reader, name string) (map[string][]Instrument, error) {
	byPurchase := map[string][]Instrument{}
	err := table.Decode(r, table.Options{Name: name}, func(_ int, row instrumentRow) error {
		byPurchase[row.Purchase] = append(byPurchase[row.Purchase], Instrument{
			ID: row.ID, Kind: row.Kind, Volume: row.Volume, Rate: row.Rate, Market: row.Market, Technology: row.Technology,
			Renewable: row.Renewable, Vintage: row.Vintage, Commissioned: row.Commissioned, Retirement: row.Retirement,
			SoleClaim: row.SoleClaim, AllRights: row.AllRights, UtilityKeeps: row.UtilityKeeps, ResidualMix: row.ResidualMix,
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return byPurchase, nil
}
