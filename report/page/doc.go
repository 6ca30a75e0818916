// Package page writes the report of an inventory as one HTML file: readable without a network, without scripts and on paper.
//
// The mistake it prevents is a picture that looks like proof. Ink is proof: what is recomputed is solid, what is somebody's
// word is hatched, and what is missing is empty and says why. Every number is a link to the lines it is made of, and every
// line shows the equation, the factors with their sources, and the hash of its receipt. Headings are sentences computed from
// the data, each from a closed list with its condition, and neutral where no condition holds.
//
// # Contents
//
//   - [Write] writes the page. It has English and Japanese, light and dark colours, and a layout for phones and paper.
//   - [Charts] returns the same charts as SVG files.
//   - [Options] and [Verifier]: the language that the page opens in, whether it can recompute receipts by itself, and where the
//     receipts of a long report are written.
//
// # Safety
//
// The page's Content-Security-Policy, its first element, refuses everything but its own style and script, by their hashes.
// Texts of a report are escaped by construction: nothing but constants of this package can become markup. Controls of the
// direction of text become U+FFFD. Scripts write texts only as texts.
//
// The same report gives the same bytes, on every machine and in every run; for more than forty lines, with the same version
// of Go, whose compression is part of the page.
package page
