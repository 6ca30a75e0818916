package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
)

// kept reads a sheet as people keep it and returns its rows, each as "line: id, amount, mass".
func kept(sheet string) ([]string, error) {
	var rows []string
	err := table.Read(strings.NewReader(sheet), table.Options{Name: "s.csv", Kept: true, Columns: []table.Column{
		{Name: "id", Required: true}, {Name: "amount", Required: true, Amount: true}, {Name: "mass", Amount: true},
	}}, func(r table.Row) error {
		var row [3]string
		for i, place := range r.Places() {
			if place >= 0 {
				row[i] = strings.TrimSpace(string(r.Bytes(place)))
				if got := r.Text([]string{"id", "amount", "mass"}[i]); got != row[i] {
					row[i] += " or " + got
				}
			}
		}
		rows = append(rows, strings.Join(row[:], ","))
		return nil
	})
	return rows, err
}

func TestKept(t *testing.T) {
	for sheet, want := range map[string][]string{
		"id,amount\na,1 kg\n,\n , \nb,2 kg\n,,,\n":                                          {"a,1 kg,", "b,2 kg,"},
		"# a sheet\n,,\nid,amount,,\na,1 kg,,\n\"b\",2 kg,\"\", \n":                         {"a,1 kg,", "b,2 kg,"},
		"id,amount,unit\na,1,kg\nb,,kg\nc,2 t,\n":                                           {"a,1 kg,", "b,,", "c,2 t,"},
		"amount_unit,id,amount\nkg,a,1\nt,\"b\",2\n":                                        {"a,1 kg,", "b,2 t,"},
		"id,amount,mass,mass_unit,unit\na,1,2,t,kg\n":                                       {"a,1 kg,2 t"},
		"id,Note: of whom,amount,comments\na,\"x, y\",1 kg,z\n# b,,2 kg,\n\"# c\",,3 kg,\n": {"a,1 kg,"},
		"id,amount\n#a,1 kg\n":                                                              {"#a,1 kg,"},
	} {
		got, err := kept(sheet)
		require.NoError(t, err, "%q", sheet)
		assert.Equal(t, want, got, "%q", sheet)
	}
	for sheet, want := range map[string]string{
		"id,amount\na,1 kg,x\n":           "the row has 3 cells: want 2",
		"id,amount,\na,1 kg,x\n":          "the row has 3 cells: want 2",
		"id,amount,mass_unit\na,1 kg,t\n": `unknown column "mass_unit"`,
		"id,amount,id_unit\na,1 kg,t\n":   `unknown column "id_unit"`,
		"id,amount,noted\na,1 kg,t\n":     `unknown column "noted"`,
		"# only\n":                        "the file has no header",
		"# only\n\"\n":                    "header",
		"PK\x03\x04":                      "a workbook (.xlsx) or another archive",
		"\xd0\xcf\x11\xe0 and more":       "a workbook of Excel 97 to 2003",
		"\xff\xfei\x00":                   "UTF-16",
	} {
		_, err := kept(sheet)
		require.ErrorContains(t, err, want, "%q", sheet)
	}
}

// Blanks that look like ordinary ones are named.
func TestNameBlank(t *testing.T) {
	for text, want := range map[string]string{
		"1 250": "", "": "", "1\u00a0250": "a no-break space (U+00A0)", "1\u2009250": "a thin space (U+2009)", "1\t2": "a tab", "\u30001": "an ideographic space (U+3000)",
	} {
		assert.Equal(t, want, table.NameBlank(text), "%q", text)
	}
	err := table.Read(strings.NewReader("n\n1\u00a0250\n"), table.Options{Columns: table.Columns("n")}, func(r table.Row) error {
		_, err := r.Number("n")
		return err
	})
	require.ErrorContains(t, err, "it holds a no-break space (U+00A0)")
	err = table.Read(strings.NewReader("n\n1\u00a0250\n"), table.Options{Columns: table.Columns("n")}, func(r table.Row) error {
		return r.Error("n", "a word", nil)
	})
	require.ErrorContains(t, err, "it holds a no-break space (U+00A0)")
}

// Every error of a file is found as one of package ghg: with its place, and with what was wanted.
func TestErrorsAreFound(t *testing.T) {
	for sheet, want := range map[string]struct {
		place ghg.Place
		kind  error
	}{
		"id,amount\na,1 kg,x\n":    {ghg.Place{File: "s.csv", Line: 2}, ghg.ErrKind},
		"id,amonut\na,1 kg\n":      {ghg.Place{File: "s.csv", Line: 1, Column: "amonut"}, ghg.ErrUnknown},
		"id,id,amount\na,b,1 kg\n": {ghg.Place{File: "s.csv", Line: 1, Column: "id"}, ghg.ErrRepeated},
		"id\na\n":                  {ghg.Place{File: "s.csv", Line: 1, Column: "amount"}, ghg.ErrMissing},
		"":                         {ghg.Place{File: "s.csv", Line: 1}, ghg.ErrKind},
		"id,amount\na,\"1\" kg\n":  {ghg.Place{File: "s.csv", Line: 2}, ghg.ErrKind},
		"PK\x03\x04":               {ghg.Place{File: "s.csv", Line: 1}, ghg.ErrKind},
	} {
		_, err := kept(sheet)
		var place *ghg.PlaceError
		var field *ghg.FieldError
		require.ErrorAs(t, err, &place, "%q", sheet)
		require.ErrorAs(t, err, &field, "%q", sheet)
		assert.Equal(t, want.place, place.Place, "%q", sheet)
		require.ErrorIs(t, field, want.kind, "%q", sheet)
	}
	_, err := kept("id,amount\n" + strings.Repeat("a\n", table.DefaultMaxBad+5))
	var stop *table.StopError
	require.ErrorAs(t, err, &stop)
	var field *ghg.FieldError
	require.ErrorAs(t, stop, &field)
	assert.Contains(t, field.Want, "1000 bad rows")
}
