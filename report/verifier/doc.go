// Package verifier holds what lets a reader of a report recompute it in a browser, with nothing installed: the library as a
// WebAssembly module, the script that runs it, and verify.html, a page with both.
//
// The mistake it prevents is a figure that is believed because a page shows it. A receipt that is dropped on the page is
// recomputed by the same code that made it, on the reader's machine, step by step, without a network.
//
// # Contents
//
//   - WritePage writes verify.html.
//   - Module, Script, Style and Markup are the parts of it that another page embeds.
//
// The module is made from this module's packages by go generate, and is the same, to the byte, whoever makes it with the same
// version of Go; module.txt beside it names that version and the digests of the sources and of the module. It is built
// without the methods (the tag ghg_verifier), which no receipt needs: so it reads no records of ledgers, and says so.
package verifier
