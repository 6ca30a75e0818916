package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	sheets "github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/units"
)

// inJapanese returns the Japanese text of the commonest errors, by their types. There is none for others.
func inJapanese(item *problem.Item) (string, bool) {
	err := item.Err()
	if err == nil {
		return "", false
	}
	for _, of := range []func(*problem.Item, error) string{japaneseTable, japaneseNumber, japaneseFactor, japaneseField} {
		if text := of(item, err); text != "" {
			return text, true
		}
	}
	return "", false
}

// japaneseTable is for errors of the form of a sheet.
func japaneseTable(_ *problem.Item, err error) string {
	var header *sheets.HeaderError
	var ragged *sheets.RaggedError
	var quote *sheets.QuoteError
	var encoding *sheets.EncodingError
	var stop *sheets.StopError
	switch {
	case errors.As(err, &header):
		return japaneseHeader(header)
	case errors.As(err, &ragged):
		return fmt.Sprintf("この行のセルは %d 個です。見出しと同じ %d 個にしてください。カンマを含むセルは引用符 \" で囲みます。", ragged.Got, ragged.Want)
	case errors.As(err, &quote):
		return "引用符の位置が正しくありません。引用符を含むセルは全体を \" で囲み、中の引用符は \"\" と書いてください。"
	case errors.As(err, &encoding):
		return "文字コードが正しくありません。UTF-8 で保存するか、ghg.toml の [[sheets]] で encoding = \"shift_jis\" を指定してください。"
	case errors.As(err, &stop):
		return fmt.Sprintf("誤りのある行が %d 行に達したため、読み込みを中止しました。", stop.Bad)
	}
	return ""
}

func japaneseHeader(e *sheets.HeaderError) string {
	var parts []string
	for _, name := range e.Unknown {
		parts = append(parts, fmt.Sprintf("列「%s」は使えません。", name))
	}
	for _, name := range e.Repeated {
		parts = append(parts, fmt.Sprintf("列「%s」が重複しています。", name))
	}
	for _, name := range e.Missing {
		parts = append(parts, fmt.Sprintf("必須の列「%s」がありません。", name))
	}
	if len(parts) == 0 {
		return ""
	}
	if len(e.Want) > 0 {
		parts = append(parts, "使える列: "+strings.Join(e.Want, ", "))
	}
	return strings.Join(parts, "")
}

// japaneseNumber is for numbers and units.
func japaneseNumber(_ *problem.Item, err error) string {
	var number *dec.SyntaxError
	var unit *units.UnknownUnitError
	var ambiguous *units.AmbiguousUnitError
	var dimension *units.DimensionError
	switch {
	case errors.As(err, &number) && strings.ContainsAny(number.Text, ",，'"):
		return fmt.Sprintf("「%s」は数値ではありません。桁区切りを付けず、小数点は . で書いてください（例: 1234.5）。", number.Text)
	case errors.As(err, &number):
		return fmt.Sprintf("「%s」は数値ではありません。半角の数字で書いてください（例: 1234.5）。", number.Text)
	case errors.As(err, &unit):
		return fmt.Sprintf("単位「%s」は不明です。", unit.Text) + nearJapanese(unit.Near)
	case errors.As(err, &ambiguous):
		return fmt.Sprintf("単位「%s」は一つに決まりません。次のいずれかを書いてください: %s", ambiguous.Text, strings.Join(ambiguous.Want, ", "))
	case errors.As(err, &dimension):
		return fmt.Sprintf("単位「%s」は「%s」に換算できません。", dimension.From.Symbol(), dimension.To.Symbol())
	case errors.Is(err, units.ErrNotGiven):
		return "数量が空です。数値と単位を書いてください（例: 125 MWh）。"
	}
	return ""
}

func nearJapanese(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return "近いもの: " + strings.Join(near, ", ")
}

// japaneseFactor is for factors, rates, gases and potentials.
func japaneseFactor(item *problem.Item, err error) string {
	var factor *factors.NoFactorError
	var several *factors.AmbiguousError
	var rate *rates.NoRateError
	var gas *ghg.UnknownGasError
	switch {
	case errors.As(err, &factor) && factor.Region == nil:
		q := factor.Query
		return fmt.Sprintf("「%s」の排出係数がありません（地域 %s、期間 %s）。", q.Activity, q.Region, q.Period) + nearJapanese(item.Near)
	case errors.As(err, &several):
		return fmt.Sprintf("「%s」に当てはまる排出係数が複数あります: %s", several.Query.Activity, strings.Join(several.IDs, ", "))
	case errors.As(err, &rate):
		return fmt.Sprintf("為替レートまたは物価指数がありません: %s", rate.Want)
	case errors.As(err, &gas):
		return fmt.Sprintf("ガス「%s」は不明です。", gas.Text) + nearJapanese(gas.Near)
	case errors.Is(err, ghg.ErrNoGWP):
		return "地球温暖化係数（GWP）がありません。このガスの値を持つ GWP を ghg.toml の gwp に指定してください。"
	}
	return ""
}

// japaneseField is for inputs that are missing, repeated, unknown, negative or out of range.
func japaneseField(item *problem.Item, err error) string {
	var field *ghg.FieldError
	if !errors.As(err, &field) {
		return ""
	}
	switch {
	case field.Field == "gwp" && errors.Is(field.Err, ghg.ErrMissing):
		return "地球温暖化係数 gwp がありません。ghg.toml に gwp = \"AR5\" のように書いてください。"
	case errors.Is(field.Err, ghg.ErrMissing):
		return fmt.Sprintf("「%s」が入力されていません。", field.Field)
	case field.Field == "id" && errors.Is(field.Err, ghg.ErrRepeated):
		return fmt.Sprintf("id「%s」が重複しています。行ごとに別の id を付けてください。", field.Value)
	case errors.Is(field.Err, ghg.ErrRepeated):
		return fmt.Sprintf("「%s」が重複しています（%s）。", field.Field, field.Value)
	case field.Field == "period" && errors.Is(field.Err, ghg.ErrOutOfRange) && item.Column == "":
		return fmt.Sprintf("期間 %s は報告期間に含まれません。", field.Value)
	case field.Field == "period":
		return fmt.Sprintf("期間「%s」を読み取れません。2024、2024-04、2023-04-01..2024-03-31 のように書いてください。", field.Value)
	case errors.Is(field.Err, ghg.ErrNegative):
		return fmt.Sprintf("「%s」が負の値です（%s）。0 以上にしてください。", field.Field, field.Value)
	case errors.Is(field.Err, ghg.ErrUnknown):
		return fmt.Sprintf("「%s」の値「%s」は不明です。", field.Field, field.Value) + nearJapanese(field.Near)
	}
	return ""
}
