package scope2

import (
	"fmt"
	"io"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// instrumentRow is a row of a sheet of instruments.
type instrumentRow struct {
	ID           string             `csv:"id"`
	Purchase     string             `csv:"purchase,omitempty"`
	Kind         ghg.InstrumentKind `csv:"kind"`
	Volume       units.Quantity     `csv:"volume"`
	Rate         Rate               `csv:"rate"`
	Market       string             `csv:"market"`
	Technology   string             `csv:"technology,omitempty"`
	Renewable    bool               `csv:"renewable,omitempty"`
	Vintage      ghg.Period         `csv:"vintage"`
	Commissioned ghg.Date           `csv:"commissioned,omitempty"`
	Contracted   ghg.Date           `csv:"contracted,omitempty"`
	Offtaker     bool               `csv:"original_offtaker,omitempty"`
	Registry     string             `csv:"registry,omitempty"`
	Serials      Serials            `csv:"serials,omitempty"`
	Retirement   string             `csv:"retirement_evidence,omitempty"`
	SoleClaim    bool               `csv:"sole_claim,omitempty"`
	AllRights    bool               `csv:"all_rights_conveyed,omitempty"`
	Delivered    bool               `csv:"delivered_basis,omitempty"`
}

func (row *instrumentRow) instrument() Instrument {
	return Instrument{
		ID: row.ID, Purchase: row.Purchase, Kind: row.Kind, Volume: row.Volume, Rate: row.Rate, Market: row.Market,
		Technology: row.Technology, Renewable: row.Renewable, Vintage: row.Vintage, Commissioned: row.Commissioned,
		Contracted: row.Contracted, Offtaker: row.Offtaker, Registry: row.Registry, Serials: row.Serials,
		Retirement: row.Retirement, SoleClaim: row.SoleClaim, AllRights: row.AllRights, Delivered: row.Delivered,
	}
}

func readInstruments(r io.Reader, name string) ([]Instrument, error) {
	var list []Instrument
	err := table.Decode(r, table.Options{Name: name}, func(_ int, row instrumentRow) error {
		in := row.instrument()
		list = append(list, in)
		return in.check()
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// ReadInstruments reads a CSV sheet with one row per instrument and returns the instruments by the id of the purchase
// that they cover (column purchase), which every row must name. The sheet is read as strictly as a sheet of activities.
func ReadInstruments(r io.Reader, name string) (map[string][]Instrument, error) {
	list, err := readInstruments(r, name)
	if err != nil {
		return nil, err
	}
	byPurchase := map[string][]Instrument{}
	for _, in := range list {
		if in.Purchase == "" {
			return nil, fmt.Errorf("%s: %w", name, &ghg.FieldError{Field: "purchase of instrument " + input.Shorten(in.ID), Want: "the id of the purchase it covers", Err: ghg.ErrMissing})
		}
		byPurchase[in.Purchase] = append(byPurchase[in.Purchase], in)
	}
	return byPurchase, nil
}

// ReadLedger reads a CSV sheet with one row per instrument into a ledger. The columns are those of [ReadInstruments];
// purchase is empty or left out for an instrument that may cover any consumption in its market.
func ReadLedger(r io.Reader, name string, window Window) (Ledger, error) {
	list, err := readInstruments(r, name)
	if err != nil {
		return Ledger{}, err
	}
	l, err := NewLedger(window, list...)
	if err != nil {
		return Ledger{}, fmt.Errorf("%s: %w", name, err)
	}
	return l, nil
}
