// Package money keeps an amount of money together with its currency, and states a price's year and kind.
//
// The mistake it prevents: a spend-based factor is "per 2022 US dollar at purchaser's price"; a ledger holds yen of
// this year, with consumption tax. Multiplying the two gives a number, and it is wrong by the exchange rate, by
// inflation, by the tax and perhaps by the trade margin, with nothing to show for it. Here every one of these is a
// [Step] with two published numbers and a source: [FX], [Index], [VAT], [Margin]. [Rebase] takes an amount from one
// [PriceBasis] to another and refuses when the steps given do not lead there.
//
// Nothing is converted without a step, there is no table of rates in this package, and no rate of "today". A step
// gives its exact factor as a numerator and a denominator, so that a caller can record it; a chain of steps is
// multiplied out and divided once, last, to 34 significant digits.
package money
