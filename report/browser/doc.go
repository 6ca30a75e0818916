// Package browser makes PDF and PNG of reports and their charts by a headless Chromium, and holds the tests of the pages in
// one. It is a module of its own, so that a program without pictures links no browser's protocol.
//
// The mistake it prevents is a picture that is not the page: drawn again by another program, with other numbers. Chromium
// draws the bytes that the library made, without a network.
//
// It needs Chromium or Chrome, which it finds as chromedp does; Debian's package is "chromium". On a command line,
//
//	chromium --headless --no-pdf-header-footer --print-to-pdf=report.pdf report.html
//
// makes the same PDF.
package browser
