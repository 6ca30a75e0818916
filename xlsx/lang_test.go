package xlsx_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/xlsx"
)

// Every column of every sheet has its meaning in Japanese, and there is no other in the table.
func TestJapaneseIsComplete(t *testing.T) {
	names := xlsx.JapaneseNames()
	used := map[string]bool{}
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		for _, in := range m.Columns() {
			used[in.Name] = true
			assert.NotEmpty(t, names[in.Name], "columns_ja.csv has no row %q", in.Name)
		}
	}
	for name, text := range names {
		assert.True(t, used[name], "columns_ja.csv: no method has the column %q", name)
		assert.Equal(t, strings.TrimSpace(text), text, name)
		assert.False(t, isASCII(text), "columns_ja.csv: %q is not in Japanese", text)
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 })
}

// A template in Japanese says what each column is, and is read as the one in English is: with no rows until it is filled in.
func TestJapaneseTemplates(t *testing.T) {
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		var b bytes.Buffer
		require.NoError(t, xlsx.WriteTemplateWith(&b, xlsx.Options{Lang: "ja"}, m))
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		name := xlsx.SheetName(m.Name())
		comments, err := f.GetComments(name)
		require.NoError(t, err)
		require.Len(t, comments, len(m.Columns()))
		for i, in := range m.Columns() {
			ja := xlsx.JapaneseNames()[in.Name]
			at, err := excelize.CoordinatesToCellName(i+1, 2)
			require.NoError(t, err)
			cell, err := f.GetCellValue(name, at)
			require.NoError(t, err)
			assert.Equal(t, ja, strings.TrimPrefix(cell, "# "), "%s, column %s", m.Name(), in.Name)
		}
		for _, c := range comments {
			assert.Regexp(t, `（(必須|任意)）`, c.Text)
		}
		require.NoError(t, f.Close())

		w, err := xlsx.Open(&b)
		require.NoError(t, err)
		sheet, err := w.Sheet(name)
		require.NoError(t, err)
		rows, err := m.ReadSheet(sheet, "template")
		require.NoError(t, err, m.Name())
		assert.Empty(t, rows, m.Name())
		require.NoError(t, w.Close())
	}
}

func TestUnknownLanguage(t *testing.T) {
	err := xlsx.WriteTemplateWith(io.Discard, xlsx.Options{Lang: "fr"}, activity.Methods()...)
	require.ErrorContains(t, err, `"fr"`)
	require.ErrorContains(t, err, "want en or ja")
	require.ErrorContains(t, xlsx.WriteInventory(io.Discard, nil, xlsx.Options{Lang: "fr"}), "want en or ja")
}
