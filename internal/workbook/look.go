package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// look is the styles of a workbook's cells, by their numbers in it.
type look struct{ head, text, number, money, share, day, total, totalMoney, note int }

const (
	formatText   = 49 // @
	formatNumber = 3  // #,##0
	formatMoney  = 4  // #,##0.00
	accent       = "DDF1EE"
	ink          = "0F4F4A"
	line         = "C9D2D3"
)

func newLook(f *excelize.File) (look, error) {
	edge := []excelize.Border{{Type: "bottom", Color: line, Style: 1}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	day, share := "yyyy-mm-dd", "0.0%"
	tint := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}
	bold := &excelize.Font{Bold: true}
	var l look
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&l.head, excelize.Style{Font: &excelize.Font{Bold: true, Color: ink}, Fill: tint, Border: edge, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, NumFmt: formatText}},
		{&l.text, excelize.Style{NumFmt: formatText, Alignment: top, Border: edge}},
		{&l.number, excelize.Style{NumFmt: formatNumber, Alignment: top, Border: edge}},
		{&l.money, excelize.Style{NumFmt: formatMoney, Alignment: top, Border: edge}},
		{&l.share, excelize.Style{CustomNumFmt: &share, Alignment: top, Border: edge}},
		{&l.day, excelize.Style{CustomNumFmt: &day, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, Border: edge}},
		{&l.total, excelize.Style{Font: bold, Fill: tint, NumFmt: formatNumber}},
		{&l.totalMoney, excelize.Style{Font: bold, Fill: tint, NumFmt: formatMoney}},
		{&l.note, excelize.Style{Font: &excelize.Font{Color: "5B6B6B"}, NumFmt: formatText}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return l, fmt.Errorf("workbook: style: %w", err)
		}
		*s.to = id
	}
	return l, nil
}

// setUpPage makes a sheet of so many columns and rows fit for A4: lying, as wide as the paper, its head on every page, its pages numbered.
func setUpPage(f *excelize.File, name string, columns, rows int) error {
	a4, lying, one, free := 9, "landscape", 1, 0
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &lying, FitToWidth: &one, FitToHeight: &free}); err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	if columns == 0 {
		return nil
	}
	end, err := excelize.CoordinatesToCellName(columns, max(rows, 1), true)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(name, "$A$1:"+end, nil); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name})
}
