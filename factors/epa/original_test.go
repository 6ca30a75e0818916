package epa_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// original reads the transcription of the workbooks that the sets are built from, with each record by column.
func original(t *testing.T) []map[string]string {
	t.Helper()
	return readCSV(t, "../../internal/gen/epa/original/factors.csv")
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var records []map[string]string
	for _, row := range rows[1:] {
		r := make(map[string]string, len(row))
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		records = append(records, r)
	}
	return records
}
