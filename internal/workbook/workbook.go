package workbook

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"
)

// ContentType is what a workbook is called in an HTTP answer.
const ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// MaxRows is how many rows a sheet may have without its head; a spreadsheet ends soon after.
const MaxRows = 1_000_000

// ErrTooLong is returned for a sheet of more than MaxRows rows.
var ErrTooLong = errors.New("workbook: more rows than a sheet can hold")

// Column is one column of a sheet.
type Column struct {
	Head  string
	Width float64 // in characters; 0: enough for a name
	Sum   bool    // its sum stands in the last row; for whole numbers and amounts
}

// Sheet is one table. A row has at most as many values as there are columns: a string, an int or int64, a date.Date, an amount as text.Fen, or
// nil; other types are an error.
type Sheet struct {
	Name    string // of the tab; what a tab may not be called is made right
	Columns []Column
	Rows    iter.Seq2[[]any, error] // a row that comes with an error ends the writing; nil: no rows
	Total   string                  // what stands before the sums; empty: no row of sums
	Notes   []string                // lines below the table: what it holds, of when it is
}

// Rows makes rows of a slice.
func Rows[T any](all []T, row func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, x := range all {
			if !yield(row(x), nil) {
				return
			}
		}
	}
}

// creator is whom the file names as its author: the program, never a person.
const creator = "新生"

// Write writes a workbook of the sheets to w. Nothing is written before every row has been read, so an error of a row leaves w untouched.
func Write(w io.Writer, sheets ...Sheet) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: creator, LastModifiedBy: creator}); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	look, err := newLook(f)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i, s := range sheets {
		name := tabName(s.Name, i+1, taken)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return fmt.Errorf("workbook: sheet %d: %w", i+1, err)
		}
		if err := writeSheet(f, look, name, s); err != nil {
			return fmt.Errorf("workbook: sheet %d: %w", i+1, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}
