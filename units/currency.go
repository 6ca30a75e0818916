package units

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/input"
)

// currencies are the active codes of ISO 4217 (list one), without funds codes, metals and test codes.
const currencies = `
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`

// Currency returns the unit of money with an ISO 4217 code, such as "JPY". Its symbol is the code and its dimension
// "currency:JPY", so amounts of two currencies never add. A code that is not active is an error. There are no multiples
// such as "MUSD"; package money handles the prices of a given year.
func Currency(code string) (Unit, error) {
	if u, ok := index().find(code); ok && u.dim.IsCurrency() {
		return u, nil
	}
	if u, ok := index().find(strings.ToUpper(input.Shorten(code))); ok && u.dim.IsCurrency() {
		return Unit{}, fmt.Errorf("currency %s: want upper case, %s", input.Quote(code), input.Quote(u.symbol))
	}
	return Unit{}, fmt.Errorf("currency %s: want an active code of ISO 4217, such as \"USD\"", input.Quote(code))
}
