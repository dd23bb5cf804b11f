// Package press prints papers: one HTML document in, one PDF out, by a headless Chromium that can do nothing else.
//
// What it is given is the original as it was frozen; the PDF is a rendition of it. Chromium runs as another user when this program is root, in a
// network of its own without any connection, with a profile that is removed afterwards, without JavaScript; every request of a document is answered from
// the program's own assets or refused. Time and memory of a print are bounded. A Chromium that dies is replaced and the print done once more; no part of a
// PDF is ever returned (docs/adr/2001).
package press
