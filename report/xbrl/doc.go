// Package xbrl writes the tables of ESRS E1 as inline XBRL: an XHTML page that people read and whose figures are facts of EFRAG's
// taxonomy of ESRS set 1.
//
// The mistakes it prevents are a fact with a name that somebody guessed, and facts that contradict the report. Only the elements
// of [disclosure.Elements], whose names are certain, become facts; every other figure is text of the page, and [Document.Left]
// lists why. A total that is not the sum of its scopes is refused.
//
// Of gathers the facts of a report; Document.Write writes the page. The IFRS standards have a taxonomy too (ifrs-sds), but its
// names are in no text that was read: [ErrNoElements].
//
// Sources: Inline XBRL 1.1; EFRAG, ESRS Set 1 XBRL taxonomy, as its Annex 1 and its sample report of ESRS E1 show it. The page was
// not validated against the taxonomy, which is not at hand.
package xbrl
