// Package money keeps an amount of money together with its currency, and states a price's year and kind.
//
// The mistake it prevents: a spend-based factor is "per 2022 US dollar at purchaser's price"; a ledger holds yen of
// this year, with consumption tax. Multiplying the two gives a number that is wrong by the exchange rate, by inflation,
// by the tax and perhaps by the trade margin, and nothing shows it. Here each of these is a [Step] with two published
// numbers and a source: [FX], [Index], [VAT], [Margin]. [Rebase] converts an amount from one [PriceBasis] to another
// and fails if the given steps do not lead there.
//
// Nothing is converted without a step. The package has no table of rates and no rate of "today". A step gives its exact
// factor as a numerator and a denominator, so that a caller can record it; a chain of steps is multiplied out and
// divided once, last, to 34 significant digits.
package money
