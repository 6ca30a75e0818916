package units

// The documents that define the built-in units.
const (
	srcSI      = "SI Brochure, 9th edition (BIPM, 2019), sections 2.3 and 3"
	srcSI8     = "SI Brochure, 9th edition (BIPM, 2019), table 8"
	srcSP811   = "NIST SP 811 (2008), appendix B.8"
	src1959    = "International yard and pound agreement of 1959 (24 FR 5348): 1 yd = 0.9144 m, 1 lb = 0.45359237 kg"
	srcHB44    = "NIST Handbook 44, appendix C; 1 US gallon = 231 in3, 1 barrel of petroleum = 42 US gallons"
	srcUK      = "UK Weights and Measures Act 1985, schedule 1: 1 gallon = 4.54609 L, 1 ton = 2240 lb"
	srcBtu     = "ISO 80000-5 and NIST SP 811 (2008), appendix B.8: 1 Btu(IT) = 1055.05585262 J"
	srcTherm   = "NIST SP 811 (2008), appendix B.8, therm (EC): 100 000 Btu(IT)"
	srcCal     = "NIST SP 811 (2008), appendix B.8: 1 cal(IT) = 4.1868 J"
	srcIEA     = "IEA Energy Statistics Manual (2004), annex 3: 1 toe = 10 Gcal(IT) = 41.868 GJ"
	srcIRES    = "UN International Recommendations for Energy Statistics (2018): 1 tce = 7 Gcal(IT) = 29.3076 GJ"
	srcNormal  = "DIN 1343: gas at 0 °C and 101.325 kPa"
	srcISO     = "ISO 13443: gas at 15 °C and 101.325 kPa"
	srcSCF     = "40 CFR 98.6, standard conditions of 60 °F and 14.7 psia; 1 ft3 = 0.028316846592 m3"
	srcNoun    = "counted noun, a dimension of its own"
	srcYear    = "calendar period, not an exact number of days"
	srcISO4217 = "ISO 4217, active codes"
	srcByte    = "IEC 80000-13: 1 B = 8 bit, with decimal SI prefixes"
	srcShare   = "SI Brochure, 9th edition (BIPM, 2019), section 5.4.7"
	srcProduct = "product of the units named"
)

// entry defines one unit as num ÷ den base units of its dimension.
type entry struct {
	symbol   string
	num, den uint64
	aliases  []string
	source   string
}

func also(names ...string) []string { return names }

// tables holds the units defined by a ratio, one table per dimension. The base unit has ratio 1.
var tables = [...]struct {
	dim     Dimension
	entries []entry
}{
	{Dimensionless, []entry{
		{"1", 1, 1, nil, srcShare},
		{"%", 1, 100, also("percent"), srcShare},
	}},
	{Mass, massEntries},
	{Energy, energyEntries},
	{Power, []entry{
		{"W", 1, 1, also("watt", "watts"), srcSI},
		{"kW", 1e3, 1, nil, srcSI},
		{"MW", 1e6, 1, nil, srcSI},
		{"GW", 1e9, 1, nil, srcSI},
	}},
	{Volume, []entry{
		{"m3", 1, 1, also("㎥", "cubic metre", "cubic metres", "cubic meter", "cubic meters"), srcSI},
		{"1000m3", 1e3, 1, also("1000 m3", "thousand m3", "千m3"), srcSI},
		{"mL", 1, 1e6, also("ml", "cm3", "millilitre", "millilitres", "milliliter", "milliliters"), srcSI8},
		{"L", 1, 1e3, also("l", "litre", "litres", "liter", "liters", "dm3"), srcSI8},
		{"hL", 1, 10, also("hl", "hectolitre", "hectolitres"), srcSI8},
		{"kL", 1, 1, also("kl", "kilolitre", "kilolitres", "kiloliter", "kiloliters"), srcSI8},
		{"ML", 1e3, 1, also("megalitre", "megalitres", "million litres", "million liters"), srcSI8},
		{"gal(US)", 3785411784, 1e12, also("gal (US)", "gallon(US)", "gallon (US)", "US gal", "US gallon", "US gallons"), srcHB44},
		{"gal(UK)", 454609, 1e8, also("gal (UK)", "gallon(UK)", "gallon (UK)", "UK gal", "UK gallon", "UK gallons",
			"imperial gallon", "imperial gallons"), srcUK},
		{"bbl", 158987294928, 1e12, also("bbl(US)", "barrel", "barrels"), srcHB44},
		{"in3", 16387064, 1e12, also("cubic inch", "cubic inches"), src1959},
		{"ft3", 28316846592, 1e12, also("cu ft", "cubic foot", "cubic feet"), src1959},
		{"yd3", 764554857984, 1e12, also("cu yd", "cubic yard", "cubic yards"), src1959},
	}},
	{Volume0C, []entry{
		{"Nm3", 1, 1, also("m3(0C)", "normal m3"), srcNormal},
		{"1000Nm3", 1e3, 1, also("1000 Nm3", "kNm3", "thousand Nm3", "千Nm3"), srcNormal},
	}},
	{Volume15C, []entry{
		{"Sm3", 1, 1, also("m3(15C)", "standard m3"), srcISO},
		{"1000Sm3", 1e3, 1, also("1000 Sm3", "kSm3", "thousand Sm3"), srcISO},
	}},
	{Volume60F, []entry{
		{"scf", 28316846592, 1e12, also("ft3(60F)", "standard cubic foot", "standard cubic feet"), srcSCF},
		{"Mscf", 28316846592, 1e9, also("thousand scf", "1000scf", "1000 scf"), srcSCF},
		{"MMscf", 28316846592, 1e6, also("million scf"), srcSCF},
	}},
	{Area, []entry{
		{"m2", 1, 1, also("㎡", "square metre", "square metres", "square meter", "square meters"), srcSI},
		{"ha", 1e4, 1, also("hectare", "hectares"), srcSI8},
		{"km2", 1e6, 1, also("square kilometre", "square kilometres"), srcSI},
		{"ft2", 9290304, 1e8, also("sq ft", "sqft", "square foot", "square feet"), src1959},
		{"acre", 40468564224, 1e7, also("acres"), src1959},
	}},
	{Length, []entry{
		{"m", 1, 1, also("metre", "metres", "meter", "meters"), srcSI},
		{"mm", 1, 1e3, nil, srcSI},
		{"cm", 1, 100, nil, srcSI},
		{"km", 1e3, 1, also("kilometre", "kilometres", "kilometer", "kilometers", "vehicle-km", "vkm"), srcSI},
		{"ft", 3048, 1e4, also("foot", "feet"), src1959},
		{"yd", 9144, 1e4, also("yard", "yards"), src1959},
		{"mile", 1609344, 1e3, also("mi", "miles", "vehicle-mile", "vehicle-miles"), src1959},
		{"nmi", 1852, 1, also("nautical mile", "nautical miles"), srcSP811},
	}},
	{Time, []entry{
		{"s", 1, 1, also("second", "seconds"), srcSI},
		{"min", 60, 1, also("minute", "minutes"), srcSI8},
		{"hour", 3600, 1, also("h", "hr", "hours"), srcSI8},
		{"day", 86400, 1, also("d", "days"), srcSI8},
		{"week", 604800, 1, also("weeks"), srcSI8},
	}},
	{TimeMonth, []entry{{"month", 1, 1, also("months"), srcYear}}},
	{TimeYear, []entry{{"year", 1, 1, also("yr", "years"), srcYear}}},
	{Substance, []entry{
		{"mol", 1, 1, also("mole", "moles", "g-mol"), srcSI},
		{"kmol", 1e3, 1, also("kg-mol", "kg-mole", "kilomole", "kilomoles"), srcSI},
		{"lb-mol", 45359237, 1e5, also("lb-mole", "lbmol", "pound-mole", "pound-moles"), src1959},
	}},
	{Data, []entry{
		{"B", 1, 1, also("byte", "bytes"), srcByte},
		{"kB", 1e3, 1, nil, srcByte},
		{"MB", 1e6, 1, nil, srcByte},
		{"GB", 1e9, 1, nil, srcByte},
		{"TB", 1e12, 1, nil, srcByte},
		{"PB", 1e15, 1, nil, srcByte},
	}},
}

// massEntries are masses of anything, in kg. Those that prefix a substance are in substanceMasses.
var massEntries = []entry{
	{"kg", 1, 1, also("kgs", "kilogram", "kilograms", "kilogramme", "kilogrammes"), srcSI},
	{"mg", 1, 1e6, also("milligram", "milligrams"), srcSI},
	{"g", 1, 1e3, also("gram", "grams", "gramme", "grammes"), srcSI},
	{"t", 1e3, 1, also("tonne", "tonnes", "metric ton", "metric tons", "metric-ton"), srcSI8},
	{"kt", 1e6, 1, also("Gg", "kilotonne", "kilotonnes"), srcSI8},
	{"Mt", 1e9, 1, also("Tg", "megatonne", "megatonnes", "million tonnes"), srcSI8},
	{"Gt", 1e12, 1, also("Pg", "gigatonne", "gigatonnes"), srcSI8},
	{"lb", 45359237, 1e8, also("lbs", "pound", "pounds"), src1959},
	{"oz", 45359237, 16e8, also("ounce", "ounces"), src1959},
	{"short-ton", 90718474, 1e5, also("short ton", "short tons", "ton(US)", "US ton", "US tons"), srcHB44},
	{"long-ton", 10160469088, 1e7, also("long ton", "long tons", "ton(UK)", "UK ton", "UK tons"), srcUK},
}

// substances are masses of one substance, as opposed to a mass of fuel or of goods.
var substances = [...]struct {
	dim     Dimension
	formula string
	aliases []string
}{
	{MassC, "C", nil},
	{MassCO2, "CO2", nil},
	{MassCH4, "CH4", nil},
	{MassN2O, "N2O", nil},
	{MassCO2e, "CO2e", also("CO2eq", "CO2-e", "CO2-eq")},
}

var substanceMasses = [...]string{"g", "kg", "t", "kt", "Mt", "Gt", "lb", "short-ton"}

// energyEntries are in J. Each also exists with (HHV) and (LHV), as energy of fuel. The Btu and the calorie are those
// of the International Table.
var energyEntries = []entry{
	{"J", 1, 1, also("joule", "joules"), srcSI},
	{"kJ", 1e3, 1, nil, srcSI},
	{"MJ", 1e6, 1, nil, srcSI},
	{"GJ", 1e9, 1, also("gigajoule", "gigajoules"), srcSI},
	{"TJ", 1e12, 1, nil, srcSI},
	{"PJ", 1e15, 1, nil, srcSI},
	{"EJ", 1e18, 1, nil, srcSI},
	{"Wh", 3600, 1, nil, srcSP811},
	{"kWh", 36e5, 1, nil, srcSP811},
	{"MWh", 36e8, 1, also("1000kWh", "千kWh"), srcSP811},
	{"GWh", 36e11, 1, nil, srcSP811},
	{"TWh", 36e14, 1, nil, srcSP811},
	{"Btu", 105505585262, 1e8, also("Btu(IT)", "BTU"), srcBtu},
	{"kBtu", 105505585262, 1e5, also("kBTU"), srcBtu},
	{"mmBtu", 105505585262, 1e2, also("MMBtu", "MMBTU", "million Btu"), srcBtu},
	{"therm", 105505585262, 1e3, also("therms", "therm(EC)"), srcTherm},
	{"cal", 41868, 1e4, also("cal(IT)"), srcCal},
	{"kcal", 41868, 10, also("kcal(IT)"), srcCal},
	{"Mcal", 4186800, 1, also("Mcal(IT)"), srcCal},
	{"Gcal", 4186800000, 1, also("Gcal(IT)"), srcCal},
	{"toe", 41868e6, 1, nil, srcIEA},
	{"ktoe", 41868e9, 1, nil, srcIEA},
	{"Mtoe", 41868e12, 1, nil, srcIEA},
	{"tce", 293076e5, 1, nil, srcIRES},
}

// bases are the suffixes of a fuel's energy; the first of each is canonical.
var bases = [...]struct {
	dim   Dimension
	names []string
}{
	{EnergyHHV, also("HHV", "Gross CV", "gross CV", "GCV", "gross")},
	{EnergyLHV, also("LHV", "Net CV", "net CV", "NCV", "net")},
}

// compounds are the everyday products, tabulated so that they parse as fast as any other unit.
var compounds = [...]struct {
	parts   []string
	aliases []string
}{
	{also("t", "km"), also("tkm", "t-km", "tonne-km", "tonne-kilometre", "tonne-kilometres")},
	{also("t", "mile"), also("t-mile", "tonne-mile", "tonne-miles")},
	{also("t", "nmi"), also("t-nmi", "tonne-nmi")},
	{also("kg", "km"), also("kg-km")},
	{also("short-ton", "mile"), also("short ton-mile", "short ton-miles", "short-ton-mile")},
	{also("passenger", "km"), also("pkm", "passenger-km", "passenger-kilometre", "passenger-kilometres")},
	{also("passenger", "mile"), also("passenger-mile", "passenger-miles")},
	{also("person", "km"), also("person-km")},
	{also("TEU", "km"), also("TEU-km")},
	{also("m3", "km"), also("m3-km")},
	{also("m3", "day"), also("m3-day", "m3-days")},
	{also("m2", "year"), also("m2-year")},
	{also("m2", "day"), also("m2-day")},
	{also("pallet", "km"), also("pallet-km")},
	{also("pallet", "day"), also("pallet-day", "pallet-days")},
	{also("FTE", "hour"), also("FTE-hour", "FTE-hours", "FTE Working Hour", "per FTE Working Hour")},
	{also("FTE", "day"), also("FTE-day")},
	{also("FTE", "year"), also("FTE-year")},
	{also("person", "hour"), also("person-hour", "person-hours")},
	{also("person", "day"), also("person-day", "person-days", "employee-day", "employee-days", "人・日", "人日")},
	{also("person", "year"), also("person-year", "person-years", "employee-year", "employee-years", "人・年")},
	{also("person", "night"), also("person-night", "person-nights")},
	{also("room", "night"), also("room-night", "room-nights", "Room per night")},
	{also("vehicle", "day"), also("vehicle-day")},
	{also("vehicle", "year"), also("vehicle-year")},
}

// ambiguous maps the ambiguous names to the unambiguous ones.
var ambiguous = map[string][]string{
	"ton":       also("t", "short-ton", "long-ton"),
	"tons":      also("t", "short-ton", "long-ton"),
	"T":         also("t", "short-ton", "long-ton"),
	"gal":       also("gal(US)", "gal(UK)"),
	"gallon":    also("gal(US)", "gal(UK)"),
	"gallons":   also("gal(US)", "gal(UK)"),
	"cf":        also("ft3", "scf"),
	"ccf":       also("ft3", "scf"),
	"Ccf":       also("ft3", "scf"),
	"CCF":       also("ft3", "scf"),
	"mcf":       also("ft3", "Mscf", "MMscf"),
	"Mcf":       also("ft3", "Mscf"),
	"MCF":       also("ft3", "Mscf"),
	"MMcf":      also("ft3", "MMscf"),
	"MBtu":      also("kBtu", "mmBtu"),
	"MBTU":      also("kBtu", "mmBtu"),
	"Cal":       also("cal", "kcal"),
	"NM":        also("nmi", "Nm3"),
	"ton-mile":  also("t·mile", "short-ton·mile", "long-ton·mile"),
	"ton-miles": also("t·mile", "short-ton·mile", "long-ton·mile"),
	"ton-km":    also("t·km", "short-ton·km", "long-ton·km"),
	"$":         also("USD", "CAD", "AUD"),
	"¥":         also("JPY", "CNY"),
}
