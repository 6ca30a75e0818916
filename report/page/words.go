package page

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/targets"
)

// language is a language of the page.
type language uint8

const (
	english language = iota + 1
	japanese
)

var languages = []language{english, japanese}

func (l language) code() string {
	if l == japanese {
		return "ja"
	}
	return "en"
}

func (l language) name() string {
	if l == japanese {
		return "日本語"
	}
	return "EN"
}

// phrase is a text in both languages. {0} stands for its first argument.
type phrase struct{ en, ja string }

func (p phrase) in(l language) string {
	if l == japanese {
		return p.ja
	}
	return p.en
}

// capital begins the English text with a capital.
func (p phrase) capital() phrase {
	first, size := utf8.DecodeRuneInString(p.en)
	return phrase{string(unicode.ToUpper(first)) + p.en[size:], p.ja}
}

// inner is the phrase inside a sentence: its English first letter is small, but in "Scope".
func (p phrase) inner() phrase {
	first, size := utf8.DecodeRuneInString(p.en)
	if strings.HasPrefix(p.en, "Scope") || strings.HasPrefix(p.en, "GWP") || size == 0 {
		return p
	}
	return phrase{string(unicode.ToLower(first)) + p.en[size:], p.ja}
}

var contents = []struct {
	id   string
	name phrase
}{
	{"path", phrase{"Path", "経路"}},
	{"where", phrase{"Where", "内訳"}},
	{"change", phrase{"Change", "増減"}},
	{"scope2", phrase{"Scope 2", "スコープ2"}},
	{"scope3", phrase{"Scope 3", "スコープ3"}},
	{"certainty", phrase{"Certainty", "不確かさ"}},
	{"lines", phrase{"Lines", "明細"}},
	{"verify", phrase{"Verify", "検証"}},
}

// Names of scopes, methods and amounts.
var (
	sayScope1      = phrase{"Scope 1", "スコープ1"}
	sayScope2      = phrase{"Scope 2", "スコープ2"}
	sayScope3      = phrase{"Scope 3", "スコープ3"}
	sayScope12     = phrase{"Scope 1+2", "スコープ1+2"}
	sayScope123    = phrase{"Scope 1+2+3", "スコープ1+2+3"}
	sayAllMarket   = phrase{"Scope 1+2+3, market-based", "スコープ1+2+3、マーケット基準"}
	sayOwnMarket   = phrase{"Scope 1+2, market-based", "スコープ1+2、マーケット基準"}
	sayAllLocation = phrase{"Scope 1+2+3, location-based", "スコープ1+2+3、ロケーション基準"}
	sayOwnLocation = phrase{"Scope 1+2, location-based", "スコープ1+2、ロケーション基準"}
	sayLocation    = phrase{"Location-based", "ロケーション基準"}
	sayMarket      = phrase{"Market-based", "マーケット基準"}
	sayTotal       = phrase{"Total", "合計"}
	sayReason      = phrase{"{0}", "{0}"}
	sayLine        = phrase{"1 line", "1行"}
	sayLines       = phrase{"{0} lines", "{0}行"}
	sayReceipt     = phrase{"1 receipt", "算定証明書1通"}
	sayReceipts    = phrase{"{0} receipts", "算定証明書{0}通"}
	sayCaveat      = phrase{"1 caveat", "留意点1件"}
	sayCaveats     = phrase{"{0} caveats", "留意点{0}件"}
	sayTonne       = phrase{"tonne", "トン"}
	sayTonnes      = phrase{"tonnes", "トン"}
	sayAsTable     = phrase{"as a table", "表で見る"}
	sayAndMore     = phrase{"and {0} more", "ほか{0}件"}
	sayYear        = phrase{"year", "年"}
	sayAmount      = phrase{"amount", "排出量"}
	sayShare       = phrase{"share", "割合"}
	sayWhat        = phrase{"what", "区分"}
	sayHow         = phrase{"how obtained", "算定方法"}
	saySemicolon   = phrase{"; ", "、"}
	sayStop        = phrase{".", "。"}
)

// Title and proof.
var (
	sayKicker         = phrase{"Greenhouse-gas inventory · {0} · GWP {1}", "温室効果ガスインベントリ · {0} · GWP {1}"}
	sayTitleChain     = phrase{"{0}, {1} of them in the value chain.", "{0}、その{1}はバリューチェーンから。"}
	sayTitleOwn       = phrase{"{0}, {1} of them the organisation’s own.", "{0}、その{1}は自社の活動と購入エネルギーから。"}
	sayTitleNeutral   = phrase{"Greenhouse-gas inventory of {0}, {1}", "{0}の温室効果ガスインベントリ、{1}"}
	sayNothingEmitted = phrase{"no emissions in the total", "合計に排出量がありません"}
	sayProofSolid     = phrase{"{0} recomputed here from activity and factor", "{0}は活動量と係数から再計算"}
	sayProofWord      = phrase{"{0} as another party reports it, not recomputed", "{0}は報告値であり、再計算していない"}
	sayLede           = phrase{
		"Solid ink is arithmetic you can redo from this page; hatching is a figure taken on the publisher’s word. {0}, {1}; every underlined number opens the lines it is made of.",
		"塗りつぶしは、このページから計算をやり直せる数値です。斜線は、公表者の値をそのまま用いた数値です。{0}、{1}。下線のある数値から、その明細を開けます。",
	}
)

// Headline.
var (
	sayScopeMissing      = phrase{"no figure for {0}", "{0}の数値がありません"}
	sayCategoriesCounted = phrase{"{0} of 15 categories", "15カテゴリのうち{0}"}
	sayPublished         = phrase{"published {0}", "公表値 {0}"}
	sayNoOther           = phrase{"no result by this method", "この方法による結果がありません"}
	sayOnLastYear        = phrase{"on last year", "前年比"}
	sayOn                = phrase{"on {0}", "{0}比"}
	sayOnBase            = phrase{"on base {0}", "基準年{0}比"}
	sayNoYear            = phrase{"no {0}", "{0}の数値なし"}
	sayNoBase            = phrase{"no base year is stated", "基準年が示されていません"}
	sayZeroBase          = phrase{"{0} is not above zero", "{0}が正の値ではありません"}
	sayAgainstPath       = phrase{"against path", "経路比"}
	sayNoTarget          = phrase{"no target covers this", "対象とする目標がありません"}
	sayBehind            = phrase{"behind", "超過"}
	sayAtRisk            = phrase{"at risk", "注意"}
	sayOnTrack           = phrase{"on track", "順調"}
	sayAhead             = phrase{"ahead", "前倒し"}
	sayNoActual          = phrase{"not reported", "報告なし"}
	sayNoteOneYear       = phrase{"Figures of this inventory. No earlier year is at hand.", "このインベントリの数値です。過年度の数値はありません。"}
	sayNoteOwn           = phrase{"Figures, bars and changes: the inventories of these years. Target status: the tracked series of the target.", "数値、棒、増減は各年のインベントリによります。目標の状況は目標の実績系列によります。"}
	sayNotePublished     = phrase{
		"Large figures: this inventory. Bars and changes: the published series, as rounded by the publisher, so that like is compared with like. Target status: the tracked series of the target.",
		"大きな数値はこのインベントリによります。棒と増減は、同じ基準で比べるため、公表者が丸めた公表値の系列によります。目標の状況は目標の実績系列によります。",
	}
)

// Path.
var (
	sayPathBelow    = phrase{"{0}, against the targets; straight line between milestones, from zero", "{0}、目標との比較。マイルストーン間は直線、縦軸は0から"}
	sayPathNeutral  = phrase{"Path and actual", "経路と実績"}
	sayNoTargets    = phrase{"no target is tracked", "追跡する目標がありません"}
	sayYearsAhead   = phrase{"{0} is {1} years ahead of its path", "{0}は経路より{1}年早い"}
	sayYearsBehind  = phrase{"{0} is {1} years behind its path", "{0}は経路より{1}年遅い"}
	sayYearsExact   = phrase{"{0} is on its path", "{0}は経路どおり"}
	sayWithheld     = phrase{"{0} is withheld: {1}", "{0}は示しません: {1}"}
	sayActual       = phrase{"actual", "実績"}
	sayPath         = phrase{"path", "経路"}
	sayOver         = phrase{"over the path", "経路を超過"}
	sayUnder        = phrase{"under the path", "経路を下回る"}
	sayStraight     = phrase{"straight to the next milestone", "次のマイルストーンへの直線"}
	sayCut          = phrase{"cut {0} a year", "年{0}の削減"}
	sayRise         = phrase{"room for {0} a year", "年{0}の余地"}
	sayBudget       = phrase{"Budget {0}–{1}", "バジェット {0}–{1}"}
	saySpent        = phrase{"{0} of {1} {4} spent ({2}); the path would have spent {3}", "{1} {4}のうち{0}を消費({2})。経路どおりなら{3}"}
	sayAllowed      = phrase{"allowed", "許容"}
	sayRestated     = phrase{"{0} is restated: {1} from {2} to {3} {5} ({4}): {6}", "{0}は修正再表示: {1}、{2}から{3} {5}({4})。理由: {6}"}
	sayRestatedBase = phrase{"The base year {0} is restated: {1} from {2} to {3} {5} ({4}): {6}", "基準年{0}は修正再表示: {1}、{2}から{3} {5}({4})。理由: {6}"}
	sayAdded        = phrase{"{0} is restated: {1} added, {3} {5}: {6}", "{0}は修正再表示: {1}を追加、{3} {5}。理由: {6}"}
	sayAddedBase    = phrase{"The base year {0} is restated: {1} added, {3} {5}: {6}", "基準年{0}は修正再表示: {1}を追加、{3} {5}。理由: {6}"}
	sayOfPath       = phrase{"of path", "経路比"}
	sayStatus       = phrase{"status", "状況"}
)

// Lens.
var (
	sayLensBelow      = phrase{"{0}, {1}. Width is proportional within a strip; each strip magnifies the end of the one above and says by how much.", "{0}、{1}。帯の中の幅は比例します。下の帯は上の帯の端を、示した倍率で拡大したものです。"}
	sayLensNeutral    = phrase{"Where the emissions are", "排出の内訳"}
	sayLensOne        = phrase{"{0} is {1} of it.", "{0}が全体の{1}を占める。"}
	sayLensCategories = phrase{"{0} categories are {1} of it.", "{0}カテゴリで全体の{1}を占める。"}
	sayLensItems      = phrase{"{0} of the items are {1} of it.", "{0}項目で全体の{1}を占める。"}
	sayMore           = phrase{"{0} more", "ほか{0}件"}
	sayMagnified      = phrase{"the other {0}, magnified {1}", "残り{0}、{1}に拡大"}
	sayMagnifiedAgain = phrase{"the last {0}, magnified {1}", "最後の{0}、{1}に拡大"}
	sayTooNarrow      = phrase{"Too narrow to label, {0}: ", "幅が狭く名を記せないもの({0}): "}
	sayHatched        = phrase{"hatched: reported, not recomputed", "斜線: 報告値、再計算なし"}
	sayBySite         = phrase{"By site", "事業所別"}
	sayByLine         = phrase{"By line", "明細別"}
	sayNoSite         = phrase{"no line names a site", "事業所を示す明細がありません"}
	sayEntityOnly     = phrase{"{0}, no site", "{0}、事業所なし"}
	sayNowhere        = phrase{"no entity or site", "会社・事業所なし"}
	sayInLines        = phrase{"{0} more lines are in the table of lines below.", "ほか{0}行は下の明細の表にあります。"}
	saySites          = phrase{"by entity and site", "会社・事業所別"}
	sayEntity         = phrase{"entity", "会社"}
	saySite           = phrase{"site", "事業所"}
	sayApart          = phrase{"Outside the strips, never netted", "帯に含めないもの(相殺しない)"}
	sayBiogenic       = phrase{"CO2 from biomass, outside the scopes: {0} {1}", "バイオマス由来CO2(スコープ外): {0} {1}"}
	sayNonKyoto       = phrase{"gases outside the Kyoto basket: {0} {1} CO2e", "京都議定書対象外のガス: {0} {1} CO2e"}
	sayMemo           = phrase{"memo items, in no total: {0} lines, {1} {2} CO2e", "参考項目(合計外): {0}行、{1} {2} CO2e"}
)

// Change.
var (
	sayChangeNone      = phrase{"Change on the year before", "前年からの増減"}
	sayChangeNeutral   = phrase{"Change, {0} to {1}", "{0}から{1}への増減"}
	sayChangeFall      = phrase{"The fall is {0}: {1} of {2} {3}.", "減少の主因は{0}: {2} {3}のうち{1}。"}
	sayChangeRise      = phrase{"The rise is {0}: {1} of {2} {3}.", "増加の主因は{0}: {2} {3}のうち{1}。"}
	sayChangeBelow     = phrase{"{0} → {1}, {2}, {3}, by the inventories of both years", "{0} → {1}、{2}、{3}、両年のインベントリによる"}
	sayChangePublished = phrase{"{0} → {1}, published {2}, {3}", "{0} → {1}、公表値 {2}、{3}"}
	sayChangeTerms     = phrase{"{0} → {1}, {2}, {3}, by cause, in the order of the bridge", "{0} → {1}、{2}、{3}、要因別(ブリッジの順)"}
	sayAxisZero        = phrase{"The axis begins at zero. Totals are lines; only the changes have length.", "軸は0から始まります。合計は線、増減だけが長さを持ちます。"}
	sayAxisFrom        = phrase{"The axis begins at {0}, so totals are lines, not bars; only the changes have length.", "軸は{0}から始まるため、合計は棒でなく線で示します。増減だけが長さを持ちます。"}
	sayNoParts         = phrase{"the total of both years is not at hand", "両年の合計がそろっていません"}
	sayRounding        = phrase{"Publisher’s rounding", "公表者の端数処理"}
	sayNotDivided      = phrase{"Not divided by category", "カテゴリに分かれないもの"}
)

// Scope 2.
var (
	sayScope2Below      = phrase{"Scope 2, {0}, {1}. Two methods, two answers; never added, never netted.", "スコープ2、{0}、{1}。二つの方法、二つの答え。合算も相殺もしません。"}
	sayScope2Heading    = phrase{"Instruments take {0} off the market figure, and nothing off the grid.", "証書などはマーケット基準を{0}下げ、系統の排出は減らさない。"}
	sayScope2Neutral    = phrase{"Scope 2 by both methods", "二つの方法によるスコープ2"}
	sayNoScope2         = phrase{"no result of Scope 2", "スコープ2の結果がありません"}
	sayRates            = phrase{"rates in place of the grid’s: {0}", "系統係数に代わる係数: {0}"}
	sayInstrument       = phrase{"{0}, {1} MWh", "{0}、{1} MWh"}
	sayOtherInstruments = phrase{"other instruments, {0} MWh", "その他の証書など、{0} MWh"}
	sayElectricity      = phrase{"{0} MWh of electricity", "電力 {0} MWh"}
	sayNoElectricity    = phrase{"no electricity with an amount of energy", "電力量のある購入がありません"}
	sayCovered          = phrase{"{0} covered by instruments; the rest: {1}", "証書などの対象 {0}、残りは{1}"}
	sayRenewable        = phrase{"renewable, of the electricity", "電力に占める再生可能電力"}
	sayRE100            = phrase{"Renewable electricity and RE100’s minimum", "再生可能電力とRE100の最低水準"}
	sayRE100Counts      = phrase{"of it, RE100 counts", "うちRE100の対象"}
	sayRE100Undated     = phrase{"the commissioning of the plants is not stated for {0} of the electricity", "電力の{0}について発電所の運転開始日が示されていません"}
	sayRE100Allowance   = phrase{"{0}, or {1} with its allowance for older plants", "{0}、古い発電所の許容分を含めると{1}"}
	sayRE100Minimum     = phrase{"RE100’s minimum by {0}: {1}", "RE100の最低水準、{0}年まで: {1}"}
	sayReached          = phrase{"reached", "到達"}
	sayPoints           = phrase{"{0} points to go", "あと{0}ポイント"}
	sayUnstatedOne      = phrase{"1 purchase without an amount of energy is in no share.", "電力量のない購入1件は割合に含みません。"}
	sayUnstated         = phrase{"{0} purchases without an amount of energy are in no share.", "電力量のない購入{0}件は割合に含みません。"}
	sayResidualMix      = phrase{"residual mix", "残余ミックス"}
	sayMixUsed          = phrase{"{0} MWh at {1} kg CO2e/MWh, line {2}", "{0} MWh、{1} kg CO2e/MWh、明細{2}"}
	sayNoMix            = phrase{"the factors have none for {0} of the electricity", "電力の{0}について係数がありません"}
	sayMixNotNeeded     = phrase{"instruments cover all electricity", "証書などが電力のすべてを対象としています"}
	sayMixAfter         = phrase{"{0} comes before it", "{0}が優先されます"}
	sayNoInstrument     = phrase{"no contractual instrument is claimed", "契約証書の主張はありません"}
	sayKind             = phrase{"instrument", "種類"}
	sayVolume           = phrase{"volume", "量"}
	sayUsed             = phrase{"used", "使用量"}
	sayRate             = phrase{"rate", "排出係数"}
	sayMarketOf         = phrase{"market", "市場"}
	sayVintage          = phrase{"vintage", "発電期間"}
	sayRetirement       = phrase{"evidence", "無効化の証拠"}
	sayNotStated        = phrase{"not stated", "記載なし"}
	sayRefused          = phrase{"refused", "不採用の理由"}
	sayCriteria         = phrase{"quality criteria 1–8, in the notes of line", "品質基準1–8(明細の注記)"}
)

// Scope 3.
var (
	sayScope3Heading    = phrase{"{0} categories counted, {1} recomputed, {2} missing.", "{0}カテゴリを計上、うち再計算{1}、数値なし{2}。"}
	sayScope3HeadingOut = phrase{"{0} categories counted, {1} recomputed, {2} missing, {3} left out with a reason.", "{0}カテゴリを計上、うち再計算{1}、数値なし{2}、理由を付して除外{3}。"}
	sayScope3Neutral    = phrase{"Scope 3 by category", "カテゴリ別スコープ3"}
	sayScope3Below      = phrase{"Scope 3 by category, {0}. A bar too short to see is drawn as a hairline.", "カテゴリ別スコープ3、{0}。短すぎて見えない棒は細線で示します。"}
	sayScope3Year       = phrase{"Scope 3 by category, {0}. A tick marks {1}; a bar too short to see is drawn as a hairline.", "カテゴリ別スコープ3、{0}。縦線は{1}。短すぎて見えない棒は細線で示します。"}
	sayScope3Published  = phrase{"Scope 3 by category, {0}. A tick marks {1} as published; a bar too short to see is drawn as a hairline.", "カテゴリ別スコープ3、{0}。縦線は{1}の公表値。短すぎて見えない棒は細線で示します。"}
	sayCategory         = phrase{"category", "カテゴリ"}
	sayQuality          = phrase{"data quality", "データ品質"}
	sayNotPublished     = phrase{"not published", "公表値なし"}
	sayNoFigure         = phrase{"no figure", "数値なし"}
	sayNotByCategory    = phrase{"depends on the method of Scope 2", "スコープ2の方法によります"}
	sayNotAssessed      = phrase{"not assessed", "未評価"}
)

// Certainty.
var (
	sayCertaintyNone      = phrase{"No uncertainty was assessed.", "不確かさは評価されていない。"}
	sayCertaintyNoneBelow = phrase{"An interval needs a basis for every input; none is assumed here.", "区間には全入力の根拠が必要です。ここでは何も仮定しません。"}
	sayNoAnalysis         = phrase{"the report has no uncertainty analysis", "不確かさの分析がありません"}
	sayCertaintyPart      = phrase{"No interval is printed for the total: {0} of it has no basis for one.", "合計の区間は示さない。{0}には根拠がない。"}
	sayCertaintyTotal     = phrase{"The total lies between {0} and {1} {2}.", "合計は{0}から{1} {2}の間にある。"}
	sayCertaintyNeutral   = phrase{"Certainty", "不確かさ"}
	sayCertaintyBelow     = phrase{"Intervals of ± 2σ (95.45 % of a log-normal distribution) around the reported value, by first order with shared inputs", "報告値を中心とする±2σの区間(対数正規分布の95.45 %)。共有入力を含む一次近似"}
	sayCertaintyScale     = phrase{"Ratio scale: the lines mark ÷2, the value and ×2; its ends are ÷4 and ×4. An interval with a share is of that part of the value only.", "比の目盛り: 縦線は÷2、値、×2。両端は÷4と×4。割合を付した区間は、値のうちその部分のものです。"}
	sayByGroup            = phrase{"By scope and category", "スコープ・カテゴリ別"}
	sayLargestLine        = phrase{"The line", "明細"}
	sayLargestLines       = phrase{"The {0} largest lines", "上位{0}行"}
	sayUnknownInputs      = phrase{"not known: {0}", "不明: {0}"}
	sayTooUncertain       = phrase{"too uncertain for an interval", "不確かさが大きすぎて区間を示せません"}
	sayCoveredPart        = phrase{"({0} of it)", "(うち{0})"}
)

// Lines.
var (
	sayLinesHeading = phrase{"{0}, each with its equation.", "{0}、それぞれの計算式とともに。"}
	sayLinesBelow   = phrase{"{0}. Open a line for its steps, factors, sources and receipt. * in no total.", "{0}。行を開くと、手順、係数、出典、算定証明書が見えます。* は合計外。"}
	sayLinesBlock   = phrase{"The equations of the {0} largest lines are in the text of this page; those of the others need scripts.", "上位{0}行の計算式はこのページの本文にあります。他の行の表示にはスクリプトが必要です。"}
	sayLinesBeside  = phrase{"The {0} largest lines are in the text of this page. The others are listed by script; their receipts are in the file {1} beside it.", "上位{0}行はこのページの本文にあります。他の行はスクリプトで表示し、算定証明書は別ファイル{1}にあります。"}
	sayLinesAway    = phrase{"The {0} largest lines are in the text of this page. The others are listed by script; no file of their receipts was written with it.", "上位{0}行はこのページの本文にあります。他の行はスクリプトで表示します。算定証明書のファイルは作成されていません。"}
	sayNoLines      = phrase{"the inventory has no result", "インベントリに結果がありません"}
	sayName         = phrase{"name", "名称"}
	sayMethod       = phrase{"scope and method", "スコープと方法"}
	sayFactor       = phrase{"factor", "係数"}
	sayReceiptHash  = phrase{"receipt", "算定証明書"}
	saySteps        = phrase{"Steps", "手順"}
	sayFactors      = phrase{"Factors", "係数"}
	sayProperties   = phrase{"Properties", "性状"}
	sayNotes        = phrase{"Notes", "注記"}
	sayCaveatList   = phrase{"Caveats", "留意点"}
	sayRecompute    = phrase{"recompute now", "今すぐ再計算"}
	sayNoLicence    = phrase{"licence not stated", "利用条件の記載なし"}
)

// What-if, verification and the ends.
var (
	sayWhatIf           = phrase{"What if a number were different", "もし数値が違ったら"}
	sayWhatIfBelow      = phrase{"A sketch without a receipt; nothing above moves.", "算定証明書のない試算です。上の数値は変わりません。"}
	sayWhatIfCommand    = phrase{"This file has no calculator. The command calculates the project with another amount, factor or edition:", "このファイルに計算機能はありません。次のコマンドで、別の量、係数、版によりプロジェクトを計算できます:"}
	sayVerify           = phrase{"Verify", "検証"}
	sayVerifyBelow      = phrase{"A receipt proves its arithmetic. That it is the one of this report needs its hash from elsewhere; that the inputs are true, it does not prove.", "算定証明書は計算を証明します。この報告のものであることの確認には、別経路で得たハッシュが必要です。入力が正しいことは証明しません。"}
	sayVerifyCommand    = phrase{"This file has no verifier. The command recomputes the receipts that ghg run --out writes:", "このファイルに検証機能はありません。次のコマンドで、ghg run --out が書き出す算定証明書を再計算できます:"}
	sayGaps             = phrase{"Gaps and caveats", "欠けているものと留意点"}
	sayNoGaps           = phrase{"Every scope and category has a figure.", "すべてのスコープとカテゴリに数値があります。"}
	sayEstimate         = phrase{"(estimate {0} {1} CO2e, in no total)", "(推計 {0} {1} CO2e、合計外)"}
	saySources          = phrase{"Sources and licences", "出典と利用条件"}
	saySourcesBelow     = phrase{"Every factor and document that a line uses, with its digest", "明細が用いた係数と資料、そのダイジェスト"}
	sayNoSources        = phrase{"no line names a source", "出典を示す明細がありません"}
	saySource           = phrase{"source", "出典"}
	sayLicence          = phrase{"licence", "利用条件"}
	sayUsedBy           = phrase{"lines", "明細"}
	sayPublishedSources = phrase{"Published figures", "公表値"}
	sayDigests          = phrase{"Digest", "ダイジェスト"}
	sayDigestsBelow     = phrase{"SHA-256 of the receipts of all lines, one per line, in order", "全明細の算定証明書(1行に1通、順序どおり)のSHA-256"}
	sayFooter           = phrase{"Written by github.com/ghgkit/ghg. The same inventory gives the same bytes.", "github.com/ghgkit/ghg が作成。同じインベントリからは同じバイト列が得られます。"}
)

// scriptWords are the texts that the script writes; of a long report, those of its window and of the file beside it, too.
func scriptWords(long bool) map[string][2]string {
	words := map[string][2]string{}
	all := map[string]phrase{
		"search": {"Search lines", "明細を検索"},
		"sort":   {"Sort", "並べ替え"},
		"order":  {"as calculated", "計算順"},
		"amount": {"largest first", "大きい順"},
		"name":   {"by name", "名称順"},
		"shown":  {"lines shown", "行を表示"},
		"made":   {"Lines of this number", "この数値の明細"},
		"more":   {"more", "件"},
		"all":    {"show in the table", "表で見る"},
		"close":  {"close", "閉じる"},
		"steps":  saySteps, "factors": sayFactors, "properties": sayProperties, "notes": sayNotes, "caveats": sayCaveatList, "receipt": sayReceiptHash,
		"recompute": sayRecompute, "licence": sayNoLicence,
	}
	if long {
		maps.Copy(all, map[string]phrase{
			"away":   {"No file of receipts was written with this page.", "このページの算定証明書のファイルは作成されていません。"},
			"beside": {"The receipts are in a file beside this page. Choose or drop it here; it does not leave this page:", "算定証明書はこのページの隣のファイルにあります。ここで選択またはドロップしてください。データはこのページの外に送信されません。ファイル名:"},
			"other":  {"This is not the file of this page: want one of as many bytes as", "このページのファイルではありません。次のファイルと同じバイト数が必要です:"},
			"bytes":  {"bytes", "バイト"},
			"differ": {"This is not the receipt of the line: its SHA-256 differs from the one in this page.", "この行の算定証明書ではありません。SHA-256 がこのページの値と異なります。"},
			"sums":   {"This browser computes no SHA-256 here, so the receipt cannot be compared with the page.", "このブラウザでは SHA-256 を計算できないため、算定証明書をこのページの値と照合できません。"},
			"opened": {"Line", "行"},
		})
	}
	for name, p := range all {
		words[name] = [2]string{p.en, p.ja}
	}
	return words
}

var categoryNames = [...]phrase{
	{"Purchased goods and services", "購入した製品・サービス"},
	{"Capital goods", "資本財"},
	{"Fuel- and energy-related", "燃料・エネルギー関連"},
	{"Upstream transport", "輸送・配送(上流)"},
	{"Waste in operations", "事業から出る廃棄物"},
	{"Business travel", "出張"},
	{"Employee commuting", "雇用者の通勤"},
	{"Upstream leased assets", "リース資産(上流)"},
	{"Downstream transport", "輸送・配送(下流)"},
	{"Processing of sold products", "販売した製品の加工"},
	{"Use of sold products", "販売した製品の使用"},
	{"End-of-life treatment", "販売した製品の廃棄"},
	{"Downstream leased assets", "リース資産(下流)"},
	{"Franchises", "フランチャイズ"},
	{"Investments", "投資"},
}

func categoryName(c ghg.Category) phrase {
	if !c.Valid() {
		return phrase{"no category", "カテゴリなし"}
	}
	return categoryNames[c-1]
}

func scopeName(s ghg.Scope) phrase {
	switch s {
	case ghg.Scope1:
		return sayScope1
	case ghg.Scope2:
		return sayScope2
	default:
		return sayScope3
	}
}

func scopeNames(scopes []ghg.Scope) phrase {
	var all phrase
	for i, s := range scopes {
		if i > 0 {
			all.en += ", "
			all.ja += "、"
		}
		all.en += scopeName(s).en
		all.ja += scopeName(s).ja
	}
	return all
}

func scope2Name(by ghg.Accounting) phrase {
	if by == ghg.LocationBased {
		return phrase{"Scope 2, location", "スコープ2(ロケーション)"}
	}
	return phrase{"Scope 2, market", "スコープ2(マーケット)"}
}

func methodName(by ghg.Accounting) phrase {
	if by == ghg.LocationBased {
		return phrase{"location-based", "ロケーション基準"}
	}
	return phrase{"market-based", "マーケット基準"}
}

// coveredName names what a target covers, if it is one of the usual sets of whole scopes.
func coveredName(c targets.Covered) phrase {
	if len(c.Categories) > 0 {
		return phrase{}
	}
	set := 0
	for _, s := range c.Scopes {
		set |= 1 << s
	}
	return map[int]phrase{
		1 << ghg.Scope1: sayScope1, 1 << ghg.Scope2: sayScope2, 1 << ghg.Scope3: sayScope3,
		1<<ghg.Scope1 | 1<<ghg.Scope2: sayScope12, 1<<ghg.Scope1 | 1<<ghg.Scope2 | 1<<ghg.Scope3: sayScope123,
	}[set]
}

func approachName(a inventory.Approach) phrase {
	switch a {
	case inventory.EquityShare:
		return phrase{"equity share", "出資比率基準"}
	case inventory.FinancialControl:
		return phrase{"financial control", "財務支配力基準"}
	case inventory.OperationalControl:
		return phrase{"operational control", "経営支配力基準"}
	case inventory.Unconsolidated:
		return phrase{"unconsolidated", "連結前"}
	}
	return phrase{"no approach stated", "連結基準の記載なし"}
}

func statusOf(s inventory.CoverageStatus) phrase {
	switch s {
	case inventory.Calculated:
		return phrase{"recomputed", "再計算"}
	case inventory.Reported:
		return phrase{"reported", "報告値"}
	case inventory.Partly:
		return phrase{"partly recomputed", "一部再計算"}
	case inventory.NotApplicable:
		return phrase{"does not apply", "該当なし"}
	case inventory.Excluded:
		return phrase{"excluded", "除外"}
	}
	return phrase{"missing: no figure", "数値なし"}
}

func howName(g group) phrase {
	switch g.words {
	case 0:
		return statusOf(inventory.Calculated)
	case g.rows:
		return statusOf(inventory.Reported)
	}
	return statusOf(inventory.Partly)
}

func statusName(s targets.Status) phrase {
	switch s {
	case targets.Ahead:
		return sayAhead
	case targets.OnTrack:
		return sayOnTrack
	case targets.AtRisk:
		return sayAtRisk
	case targets.Behind:
		return sayBehind
	}
	return sayNoActual
}

// sourcesName names where the rates of what no instrument covers come from.
func sourcesName(sources []ghg.CoverSource) phrase {
	names := map[ghg.CoverSource]phrase{
		ghg.BySupplierRate:  {"supplier’s rate", "供給者の係数"},
		ghg.ByResidualMix:   {"residual mix", "残余ミックス"},
		ghg.BySubstitute:    {"regulator’s substitute value", "代替値"},
		ghg.ByGridAverage:   {"grid average", "系統平均"},
		ghg.ByOwnGeneration: {"own generation", "自家発電"},
		ghg.ByDefaultFactor: {"default factor", "デフォルト値"},
		ghg.BySellersPlant:  {"seller’s plant", "供給者の設備"},
	}
	var all phrase
	for _, s := range sources {
		name, ok := names[s]
		if !ok {
			continue
		}
		if all.en != "" {
			all.en += ", "
			all.ja += "、"
		}
		all.en += name.en
		all.ja += name.ja
	}
	if all.en == "" {
		return phrase{"none", "なし"}
	}
	return all
}

func termName(t bridge.Term) phrase {
	switch t {
	case bridge.Boundary:
		return phrase{"Boundary", "組織境界"}
	case bridge.Restatement:
		return phrase{"Restatement", "再計算・修正"}
	case bridge.Method:
		return phrase{"Method", "算定方法"}
	case bridge.Reclassification:
		return phrase{"Reclassification", "区分変更"}
	case bridge.GWP:
		return phrase{"GWP", "GWP"}
	case bridge.Factor:
		return phrase{"Factors", "排出係数"}
	case bridge.Property:
		return phrase{"Fuel properties", "燃料の性状"}
	case bridge.Price:
		return phrase{"Prices", "物価"}
	case bridge.ExchangeRate:
		return phrase{"Exchange rates", "為替"}
	case bridge.Tax:
		return phrase{"Taxes", "税"}
	case bridge.Margin:
		return phrase{"Margins", "マージン"}
	case bridge.Activity:
		return phrase{"Activity", "活動量"}
	case bridge.New:
		return phrase{"New activities", "新規の活動"}
	case bridge.Ended:
		return phrase{"Ended activities", "終了した活動"}
	}
	return phrase{t.String(), t.String()}
}

// plural returns the form for a number of things; the number is the first argument of both.
func plural(n int, single, several phrase) phrase {
	form := several
	if n == 1 {
		form = single
	}
	text := grouped(coord(number(n)))
	return phrase{strings.ReplaceAll(form.en, "{0}", text), strings.ReplaceAll(form.ja, "{0}", text)}
}

var numberWords = [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"}

// count writes a small number as a word.
func count(n int) phrase {
	digits := coord(number(n))
	if n < 0 || n >= len(numberWords) {
		return phrase{digits, digits}
	}
	return phrase{numberWords[n], digits}
}
