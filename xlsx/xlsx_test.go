package xlsx_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/xlsx"
)

// book returns a workbook with one sheet that fill has filled.
func book(t *testing.T, fill func(f *excelize.File, sheet string)) *xlsx.Workbook {
	t.Helper()
	f := excelize.NewFile()
	fill(f, "Sheet1")
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	w, err := xlsx.Open(&b)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	return w
}

func text(t *testing.T, w *xlsx.Workbook) (string, error) {
	t.Helper()
	s, err := w.Sheet("sheet1")
	require.NoError(t, err)
	b, err := io.ReadAll(s)
	return string(b), err
}

func TestCells(t *testing.T) {
	w := book(t, func(f *excelize.File, sheet string) {
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		require.NoError(t, err)
		own := `[$-411]ge"年"m"月"d"日"`
		japanese, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
		require.NoError(t, err)
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		require.NoError(t, err)
		money := `[Red]#,##0.00 "days"`
		notDate, err := f.NewStyle(&excelize.Style{CustomNumFmt: &money})
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow(sheet, "A1", &[]any{"id", "amount", "share", "day", "note"}))
		require.NoError(t, f.SetSheetRow(sheet, "A2", &[]any{"a, b", 0.1 + 0.2, 0.07, 45292, "x"}))
		require.NoError(t, f.SetCellStyle(sheet, "C2", "C2", percent))
		require.NoError(t, f.SetCellStyle(sheet, "D2", "D2", day))
		// Row 3 is blank. Row 4 has a truth value, a long number, a date in a format of its own, and a blank end.
		require.NoError(t, f.SetSheetRow(sheet, "A4", &[]any{true, 123456789012345678, 12.5, 45292.5}))
		require.NoError(t, f.SetCellStyle(sheet, "C4", "C4", notDate))
		require.NoError(t, f.SetCellStyle(sheet, "D4", "D4", japanese))
		require.NoError(t, f.SetCellStr(sheet, "A5", "007"))
	})
	got, err := text(t, w)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"id,amount,share,day,note",
		`"a, b",0.3,0.07,2024-01-01,x`,
		"",
		"true,123456789012346000,12.5,2024-01-01T12:00:00,",
		"007,,,,",
		"",
	}, strings.Split(got, "\n"))
}

// Days are counted from 1904 in workbooks of older Macs.
func TestDatesFrom1904(t *testing.T) {
	w := book(t, func(f *excelize.File, sheet string) {
		yes := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		require.NoError(t, f.SetCellValue(sheet, "A1", time.Date(2024, time.March, 31, 0, 0, 0, 0, time.UTC)))
	})
	got, err := text(t, w)
	require.NoError(t, err)
	assert.Equal(t, "2024-03-31\n", got)
}

func TestFormulas(t *testing.T) {
	w := book(t, func(f *excelize.File, sheet string) {
		require.NoError(t, f.SetSheetRow(sheet, "A1", &[]any{"id", "amount"}))
		require.NoError(t, f.SetCellFormula(sheet, "B2", "1+1"))
	})
	_, err := text(t, w)
	require.ErrorContains(t, err, "cell B2")
	require.ErrorContains(t, err, "no stored value")

	w = book(t, func(f *excelize.File, sheet string) {
		require.NoError(t, f.SetCellStr(sheet, "A1", "#N/A"))
	})
	_, err = text(t, w)
	require.ErrorContains(t, err, `cell A1 ("#N/A")`)
}

func TestRefused(t *testing.T) {
	_, err := xlsx.Open(strings.NewReader("id,amount\n"))
	require.ErrorContains(t, err, "it is not a workbook")
	_, err = xlsx.Open(nil)
	require.ErrorContains(t, err, "want a reader")
	_, err = xlsx.Open(io.LimitReader(zeros{}, xlsx.MaxFile+10))
	require.ErrorContains(t, err, "the file has more than")
	_, err = (*xlsx.Workbook)(nil).Sheet("a")
	require.Error(t, err)
	_, err = (*xlsx.Sheet)(nil).Read(make([]byte, 1))
	require.Error(t, err)
	require.Error(t, xlsx.WriteTemplate(nil))
	require.Error(t, xlsx.WriteTemplate(io.Discard))
	require.Error(t, xlsx.WriteTemplate(io.Discard, activity.Method{}))

	w := book(t, func(*excelize.File, string) {})
	_, err = w.Sheet("boilers")
	require.ErrorContains(t, err, "one of Sheet1")
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// A workbook gives the same activities as the CSV file with the same rows, and an error names the row.
func TestActivities(t *testing.T) {
	fill := func(amount any) func(f *excelize.File, sheet string) {
		return func(f *excelize.File, sheet string) {
			require.NoError(t, f.SetSheetRow(sheet, "A1", &[]any{"id", "period", "fuel", "region", "amount"}))
			require.NoError(t, f.SetSheetRow(sheet, "A2", &[]any{"b1", 2024, "natural-gas", "GB", "125 MWh(HHV)"}))
			require.NoError(t, f.SetSheetRow(sheet, "A5", &[]any{"b2", "2024", "diesel", "GB", amount}))
		}
	}
	sheet, err := book(t, fill("1000 L")).Sheet("Sheet1")
	require.NoError(t, err)
	got, err := activity.ReadSheet[scope1.StationaryCombustion](sheet, "year.xlsx, Sheet1")
	require.NoError(t, err)
	want, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(
		"id,period,fuel,region,amount\nb1,2024,natural-gas,GB,125 MWh(HHV)\nb2,2024,diesel,GB,1000 L\n"), "year.csv")
	require.NoError(t, err)
	assert.Equal(t, want, got)

	sheet, err = book(t, fill("1000 lt")).Sheet("Sheet1")
	require.NoError(t, err)
	_, err = activity.ReadSheet[scope1.StationaryCombustion](sheet, "year.xlsx, Sheet1")
	require.ErrorContains(t, err, "year.xlsx, Sheet1:5")
}

// Every method that has a sheet has a template, and the sheet of the template is one that can be filled in.
func TestTemplates(t *testing.T) {
	for _, scope := range []string{"scope1.", "scope2.", "scope3."} {
		var methods []activity.Method
		for _, m := range activity.Methods() {
			if m.HasSheet() && strings.HasPrefix(string(m.Name()), scope) {
				methods = append(methods, m)
			}
		}
		var b bytes.Buffer
		require.NoError(t, xlsx.WriteTemplate(&b, methods...))
		w, err := xlsx.Open(&b)
		require.NoError(t, err)
		require.Len(t, w.Sheets(), len(methods))
		for _, m := range methods {
			sheet, err := w.Sheet(xlsx.SheetName(m.Name()))
			require.NoError(t, err)
			rows, err := m.ReadSheet(sheet, "template")
			require.NoError(t, err, m.Name())
			assert.Empty(t, rows, m.Name())
		}
		require.NoError(t, w.Close())
	}
}
