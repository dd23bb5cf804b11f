// Package workbook writes lists as Excel workbooks (.xlsx), row by row, so that a long list is never held twice.
//
// A Sheet is finished values: heads and names in the reader's language are the caller's. The room sees to what every export needs: a head that
// stays in sight and is repeated on every printed page, widths, sums under the columns that have one, days and money as values that can be
// sorted and added, numbers of persons as text, and text that a spreadsheet would take for a formula disarmed.
package workbook
