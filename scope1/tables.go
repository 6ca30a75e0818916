package scope1

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
)

//go:embed data/*.csv data/*.json
var embedded embed.FS

var carbonates = sync.OnceValues(func() (*factors.Set, error) {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, err
	}
	return factors.Load(files, "carbonates-2006")
})

// CarbonateFactors returns the factors of the CO2 that carbonates release: limestone 0.43971, dolomite 0.47732 and
// magnesite 0.52197 tonnes per tonne of the pure carbonate. They are stoichiometric: valid in every region and in every
// year from 1990 to 2099.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 2, table 2.1.
func CarbonateFactors() (*factors.Set, error) { return carbonates() }

// EquipmentRates holds the loss rates of a kind of equipment for [FugitiveScreening], each a fraction of the charge. A rate
// that the EPA does not have is nil.
type EquipmentRates struct {
	Equipment        string           // "chiller"
	InstallationLoss *decimal.Decimal // k, the share of the charge lost in installation
	AnnualLoss       *decimal.Decimal // x, the share of the charge lost per year of operation
	Remaining        *decimal.Decimal // y, the share of the charge left at disposal
	Recovered        *decimal.Decimal // z, the share of that recovered
	Source           string
	Checked          bool // whether a second text confirms the rates
}

const equipmentSource = "US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning, Fire Suppression, and Industrial Gases, "

// Equipment returns the EPA's default rates by kind of equipment: those of refrigeration and air conditioning, in the order
// of its table, then those of fire suppression, which are of operation only: fixed systems lose 3.5 % of their capacity a
// year, portable ones 2.5 %. A second text confirms the rates of mobile air conditioning; the others come from a single
// transcription, and a result that uses them carries the caveat [ghg.UncheckedTranscript].
//
// Source: US EPA Climate Leadership guidance, Direct Fugitive Emissions from Refrigeration, Air Conditioning,
// Fire Suppression, and Industrial Gases, table 2 (from the IPCC 2006 Guidelines vol. 3 ch. 7, table 7.9) and section 2.1.2
// (fire suppression equipment; its two rates are not checked against the text).
func Equipment() ([]EquipmentRates, error) {
	text, err := embedded.ReadFile("data/equipment.csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("embedded equipment rates: %w", err)
	}
	var list []EquipmentRates
	for _, row := range rows[1:] {
		// equipment,installation_percent,annual_percent,remaining_percent,recovered_percent,checked,place
		r := EquipmentRates{Equipment: row[0], Checked: row[5] == "yes", Source: equipmentSource + row[6]}
		for i, into := range []**decimal.Decimal{&r.InstallationLoss, &r.AnnualLoss, &r.Remaining, &r.Recovered} {
			if row[i+1] == "" {
				continue
			}
			percent, err := dec.Parse(row[i+1])
			if err != nil {
				return nil, fmt.Errorf("embedded equipment rates: %s: %w", row[0], err)
			}
			share := percent.Shift(-2)
			*into = &share
		}
		list = append(list, r)
	}
	return list, nil
}

// RatesOf returns the EPA's default rates for a kind of equipment; see [Equipment]. An unknown kind is an error that
// lists the known ones.
func RatesOf(kind string) (EquipmentRates, error) {
	list, err := Equipment()
	if err != nil {
		return EquipmentRates{}, err
	}
	var known []string
	for _, r := range list {
		if r.Equipment == kind {
			return r, nil
		}
		known = append(known, r.Equipment)
	}
	return EquipmentRates{}, &ghg.FieldError{Field: "equipment", Value: kind, Want: "one of " + strings.Join(known, ", "), Err: ghg.ErrUnknown}
}
