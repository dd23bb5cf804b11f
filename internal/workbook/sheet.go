package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/text"
)

const (
	widthOfName = 12
	widest      = 80
	headHeight  = 24
)

// writer puts the rows of one sheet one under the other.
type writer struct {
	stream *excelize.StreamWriter
	look   look
	sheet  Sheet
	row    int // last row written, from 1
	sums   []int64
	money  []bool // whether the column's sum is one of amounts
}

func writeSheet(f *excelize.File, l look, name string, s Sheet) error {
	stream, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	w := &writer{stream: stream, look: l, sheet: s, sums: make([]int64, len(s.Columns)), money: make([]bool, len(s.Columns))}
	if err := w.head(); err != nil {
		return err
	}
	if err := w.rows(); err != nil {
		return err
	}
	last := w.row
	if err := w.foot(); err != nil {
		return err
	}
	if err := setUpPage(f, name, len(s.Columns), last); err != nil {
		return err
	}
	return stream.Flush()
}

// head sets the widths, which must come first, and writes the frozen first row.
func (w *writer) head() error {
	for i, c := range w.sheet.Columns {
		width := min(c.Width, widest)
		if width <= 0 {
			width = widthOfName
		}
		if err := w.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	heads := make([]any, len(w.sheet.Columns))
	for i, c := range w.sheet.Columns {
		heads[i] = excelize.Cell{StyleID: w.look.head, Value: Disarmed(c.Head)}
	}
	return w.line(heads, excelize.RowOpts{Height: headHeight})
}

func (w *writer) rows() error {
	if w.sheet.Rows == nil {
		return nil
	}
	for row, err := range w.sheet.Rows {
		if err != nil {
			return err
		}
		if w.row > MaxRows {
			return ErrTooLong
		}
		if err := w.values(row); err != nil {
			return err
		}
	}
	return nil
}

// values writes one row and adds it to the sums.
func (w *writer) values(row []any) error {
	if len(row) > len(w.sheet.Columns) {
		return fmt.Errorf("row %d has %d values for %d columns", w.row, len(row), len(w.sheet.Columns))
	}
	cells := make([]any, len(row))
	for i, v := range row {
		cell, err := w.look.cell(v)
		if err != nil {
			return fmt.Errorf("row %d, %q: %w", w.row, w.sheet.Columns[i].Head, err)
		}
		cells[i] = cell
		switch n := v.(type) {
		case int:
			w.sums[i] += int64(n)
		case int64:
			w.sums[i] += n
		case text.Fen:
			w.sums[i], w.money[i] = w.sums[i]+int64(n), true
		}
	}
	return w.line(cells)
}

// foot writes the sums and, below an empty row, the notes.
func (w *writer) foot() error {
	if w.sheet.Total != "" && len(w.sheet.Columns) > 0 {
		cells := make([]any, len(w.sheet.Columns))
		for i, c := range w.sheet.Columns {
			cell := excelize.Cell{StyleID: w.look.total}
			switch {
			case i == 0:
				cell.Value = Disarmed(w.sheet.Total)
			case c.Sum && w.money[i]:
				cell = excelize.Cell{StyleID: w.look.totalMoney, Value: yuan(w.sums[i])}
			case c.Sum:
				cell.Value = w.sums[i]
			}
			cells[i] = cell
		}
		if err := w.line(cells); err != nil {
			return err
		}
	}
	for i, note := range w.sheet.Notes {
		if i == 0 {
			w.row++
		}
		if err := w.line([]any{excelize.Cell{StyleID: w.look.note, Value: Disarmed(note)}}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) line(cells []any, o ...excelize.RowOpts) error {
	w.row++
	at, err := excelize.CoordinatesToCellName(1, w.row)
	if err != nil {
		return err
	}
	return w.stream.SetRow(at, cells, o...)
}
