package workbook_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

func open(t *testing.T, sheets ...workbook.Sheet) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := workbook.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func people() workbook.Sheet {
	type person struct {
		name, id string
		tests    int
		day      date.Date
		fen      text.Fen
	}
	all := []person{
		{"=HYPERLINK(1)", "520381198503070011", 3, date.New(2026, 11, 23), 5000}, {"+86", "5203**********2417", 4, 0, 10050}, {"-1", "", 0, 0, 0}, {"@sum", "", 0, 0, 0}, {" =1", "", 0, 0, 0},
	}
	return workbook.Sheet{
		Name:    "人员：2026/11 [全部]",
		Columns: []workbook.Column{{Head: "姓名"}, {Head: "证号", Width: 22}, {Head: "尿检", Sum: true}, {Head: "到期"}, {Head: "奖励", Sum: true}},
		Rows:    workbook.Rows(all, func(p person) []any { return []any{p.name, p.id, p.tests, p.day, p.fen} }),
		Total:   "合计", Notes: []string{"截至2026年11月23日", "=危险"},
	}
}

func TestASheetHoldsWhatItWasGiven(t *testing.T) {
	f := open(t, people())
	names := f.GetSheetList()
	if !slices.Equal(names, []string{"人员：2026 11  全部"}) {
		t.Fatalf("tabs %q", names)
	}
	got, err := f.GetRows(names[0])
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"姓名", "证号", "尿检", "到期", "奖励"},
		{"'=HYPERLINK(1)", "520381198503070011", "3", "2026-11-23", "50.00"},
		{"'+86", "5203**********2417", "4", "", "100.50"},
		{"'-1", "", "0", "", "0.00"}, {"'@sum", "", "0", "", "0.00"}, {"' =1", "", "0", "", "0.00"},
		{"合计", "", "7", "", "150.50"}, nil, {"截至2026年11月23日"}, {"'=危险"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows: %q", len(got), got)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("row %d is %q, want %q", i+1, got[i], want[i])
		}
	}
}

func TestNumbersOfPersonsAreTextAndTheHeadStays(t *testing.T) {
	f := open(t, people())
	name := f.GetSheetList()[0]
	if kind, err := f.GetCellType(name, "B2"); err != nil || (kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString) {
		t.Errorf("an ID number is of kind %v, %v", kind, err)
	}
	if formula, err := f.GetCellFormula(name, "A2"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head is not frozen: %+v, %v", panes, err)
	}
	if width, err := f.GetColWidth(name, "B"); err != nil || width != 22 {
		t.Errorf("the second column is %v wide, %v", width, err)
	}
	titles := false
	for _, d := range f.GetDefinedName() {
		titles = titles || (d.Name == "_xlnm.Print_Titles" && strings.HasSuffix(d.RefersTo, "!$1:$1"))
	}
	if !titles {
		t.Error("the head is not repeated on paper")
	}
}

func TestTabsHaveNamesTheyMayHave(t *testing.T) {
	long := strings.Repeat("长", 40)
	names := open(t, workbook.Sheet{Name: long}, workbook.Sheet{Name: long}, workbook.Sheet{Name: "'甲'"}, workbook.Sheet{Name: "?*"}).GetSheetList()
	want := []string{strings.Repeat("长", 31), strings.Repeat("长", 29) + " 2", "甲", "4"}
	if !slices.Equal(names, want) {
		t.Errorf("tabs %q, want %q", names, want)
	}
}

func TestWhatCannotBeWrittenIsAnErrorAndWritesNothing(t *testing.T) {
	broken := errors.New("broken")
	head := []workbook.Column{{Head: "a"}}
	for name, s := range map[string]workbook.Sheet{
		"a row that fails":     {Columns: head, Rows: func(yield func([]any, error) bool) { _ = yield([]any{"x"}, nil) && yield(nil, broken) }},
		"a type without cells": {Columns: head, Rows: workbook.Rows([]int{1}, func(int) []any { return []any{struct{}{}} })},
		"too many values":      {Columns: head, Rows: workbook.Rows([]int{1}, func(int) []any { return []any{1, 2} })},
	} {
		var b bytes.Buffer
		if err := workbook.Write(&b, s); err == nil || b.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, b.Len())
		}
	}
}

func BenchmarkWrite5000(b *testing.B) {
	rows := make([]int, 5000)
	for b.Loop() {
		s := workbook.Sheet{Name: "人员", Columns: make([]workbook.Column, 14), Rows: workbook.Rows(rows, func(int) []any {
			return []any{"甄编一", "5203**********2417", 1, date.New(2026, 11, 23), "天台镇凤凰村", "执行中", "阶段一", "", "", "", 1, 2, 3, 4}
		})}
		if err := workbook.Write(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}
