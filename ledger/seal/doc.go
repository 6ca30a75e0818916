// Package seal commits to every line of a ledger, or every result of an inventory, by one signed number, so that an auditor
// can check any one of them without seeing the rest.
//
// The mistake that it prevents is a figure that changes after it was reported: a line edited, added, moved or taken out, or
// another receipt shown for it. A sum does not show that, and a checksum of the whole file shows only that something
// changed, to who has the whole file.
//
// Each line becomes a [Leaf]: its record as it is in the file, and for each result the digest of the derivation
// ([DerivationOf]) and the CO2e. The leaves are the entries of a Merkle tree as RFC 6962 defines it ([Tree], by
// golang.org/x/mod/sumdb/tlog). Its root, with the number of lines, the totals and what else identifies the ledger, is a
// [Statement], which its owner signs with an Ed25519 key of their own ([Statement.Sign]); note.GenerateKey of
// golang.org/x/mod/sumdb/note makes a pair of keys. Then
//
//   - [Open] returns the statement to who has the public key, and refuses a text that was altered or signed by another key;
//   - [Prove] makes the proof that a line is in the ledger: its leaf and 32 bytes for each doubling of the number of lines;
//   - [Verify] takes the receipts of a line ([ghg.Result.Receipt]), the proof and the statement, and nothing else of the
//     ledger, and says what differs;
//   - [ProveConsistency] and [CheckConsistency] prove that a later ledger begins with all lines of an earlier one: reversals
//     and corrections are lines, nothing is deleted, and the state as of a date is a prefix;
//   - [Compare] finds the first line that differs, for who has the whole ledger.
//
// What a seal does not prove: that the ledger is complete or its amounts are true. It says that they are those that were
// signed. The order of the lines is sealed. Who holds the signing key can sign another ledger; two statements under one name
// without a proof of consistency between them show it.
package seal
