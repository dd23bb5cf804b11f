package server

import (
	"net/http"

	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// table is every row with what it needs and has, and the sums.
func (b *staffingBoard) table() components.TableView {
	num := func(key text.Key) components.Column { return components.Column{Label: b.say(key), Num: true} }
	first := text.StaffingUnit
	if b.wide() {
		first = text.StaffingTownship
	}
	t := components.TableView{
		Caption: b.say(text.StaffingTable), Empty: components.EmptyView{Title: b.say(text.StaffEmpty), Icon: icon.CircleCheck},
		Columns: []components.Column{{Label: b.say(first), Phone: components.PhoneTitle}, num(text.StaffingPersons)},
	}
	for _, post := range rehab.StaffPosts() {
		t.Columns = append(t.Columns, components.Column{Label: text.Of(b.ctx, text.FamilyStaffPost, post), Num: true})
	}
	t.Columns = append(t.Columns, num(text.StaffingGap), num(text.StaffingSpare), num(text.StaffingLacking), num(text.StaffingPay), num(text.StaffingGapMonth))
	t.Columns[len(t.Columns)-5].Phone = components.PhoneSide
	for i := range b.rows {
		row := &b.rows[i]
		first := components.Cell{Words: b.name(row)}
		if row.sum.Crosses > 0 {
			first.Sub, first.Tone = b.say(text.StaffingCrossed), components.Due
		}
		r := components.Row{Cells: append([]components.Cell{first}, b.cells(row, &row.sum)...), Late: row.sum.Gap.Total() > 0}
		if b.wide() {
			r.Href = b.self(row.place, b.s.Month.String())
		}
		t.Rows = append(t.Rows, r)
	}
	if len(t.Rows) > 1 {
		t.Totals = append([]components.Cell{{Words: b.say(text.StaffingTotal)}}, b.cells(nil, &b.total)...)
	}
	return t
}

// posts is what is needed, there, missing and spare by post, added up over the rows.
func (b *staffingBoard) posts() components.TableView {
	num := func(key text.Key) components.Column { return components.Column{Label: b.say(key), Num: true} }
	t := components.TableView{Caption: b.say(text.StaffingByPost), Stacked: true,
		Columns: []components.Column{{Label: b.say(text.StaffPost), Phone: components.PhoneTitle}, num(text.StaffingNeed), num(text.StaffingHave), num(text.StaffingGap), num(text.StaffingSpare)}}
	cells := func(name string, need, have, gap, spare int, href string) []components.Cell {
		n := func(n int) components.Cell { return components.Cell{Words: text.Number(b.ctx, n)} }
		row := []components.Cell{{Words: name}, n(need), n(have), n(gap), n(spare)}
		if have > 0 {
			row[2].Href = href
		}
		if gap > 0 {
			row[3].Tone = components.Late
		}
		return row
	}
	s := &b.total
	for _, post := range rehab.StaffPosts() {
		t.Rows = append(t.Rows, components.Row{Cells: cells(text.Of(b.ctx, text.FamilyStaffPost, post), staffOf(s.Need, post), staffOf(s.Have, post), staffOf(s.Gap, post), staffOf(s.Spare, post),
			b.people(nil, post, string(rehab.StaffCounts)))})
	}
	t.Totals = cells(b.say(text.StaffingTotal), s.Need.Total(), s.Have.Total(), s.Gap.Total(), s.Spare.Total(), b.people(nil, "", string(rehab.StaffCounts)))
	return t
}

// cells are what a row, nil for the sums, says after its name.
func (b *staffingBoard) cells(row *staffingRow, sum *oversight.StaffingSum) []components.Cell {
	linked := func(n int, words, href string) components.Cell {
		if n == 0 {
			href = ""
		}
		return components.Cell{Words: words, Href: href}
	}
	persons := components.Cell{Words: "—"}
	if row == nil || !row.own {
		place := b.s.Place
		if row != nil {
			place = row.place
		}
		persons = linked(sum.Persons, text.Number(b.ctx, sum.Persons), b.cases(place))
	}
	out := []components.Cell{persons}
	for _, post := range rehab.StaffPosts() {
		need, have, gap := staffOf(sum.Need, post), staffOf(sum.Have, post), staffOf(sum.Gap, post)
		c := components.Cell{Words: "—"}
		if need+have > 0 {
			c = linked(have, b.say(text.StaffingCountOf, "Have", have, "Need", need), b.people(row, post, string(rehab.StaffCounts)))
		}
		if gap > 0 {
			c.Tone = components.Late
		}
		out = append(out, c)
	}
	gap := components.Cell{Words: b.say(text.StaffingNotShort)}
	if sum.Gap.Total() > 0 {
		gap.Tone, gap.Words = components.Late, b.say(text.StaffingShortBy, "Count", sum.Gap.Total())
	}
	cost := components.Cell{Words: text.Money(b.ctx, sum.GapPay)}
	if sum.GapPay > 0 {
		cost.Sub = b.say(text.StaffingGapPayNote, "Year", text.Fen(sum.GapPay*monthsOfYear))
	}
	spare := components.Cell{Words: "—"}
	if n := sum.Spare.Total(); n > 0 {
		spare.Words = b.say(text.StaffingSpareBy, "Count", n)
	}
	return append(out, gap, spare, linked(sum.Lacking, text.Number(b.ctx, sum.Lacking), b.people(row, "", string(rehab.StaffLacking))),
		components.Cell{Words: text.Money(b.ctx, sum.Pay)}, cost)
}

// staffingExport answers with the norm against who is there as a workbook: the rows of the page, and all units one by one.
func (s *Server) staffingExport(w http.ResponseWriter, r *http.Request) error {
	b, err := s.openStaffing(r)
	if err != nil {
		return err
	}
	title := b.say(text.StaffingTitle, "Place", b.where(b.s.Place))
	when := b.say(text.StaffingNoteThen, "Month", b.s.Month)
	if b.present {
		when = b.say(text.StaffingNoteNow, "Day", b.s.On)
	}
	sheet := func(name, first string, rows []staffingRow) workbook.Sheet {
		return workbook.Sheet{Name: name, Columns: b.columns(first), Rows: workbook.Rows(rows, b.values), Total: b.say(text.StaffingTotal), Notes: []string{title, when}}
	}
	var units []staffingRow
	for _, u := range b.s.Units {
		row := staffingRow{place: u.Division, own: u.Division.IsTownship()}
		row.sum.Add(u)
		units = append(units, row)
	}
	sheets := []workbook.Sheet{sheet(b.say(text.StaffingTable), b.say(text.StaffingUnit), units)}
	if b.wide() {
		sheets = append([]workbook.Sheet{sheet(b.say(text.StaffingTownship), b.say(text.StaffingTownship), b.rows)}, sheets...)
	}
	return s.excel(w, title+" "+b.s.Month.String(), sheets...)
}

func (b *staffingBoard) columns(first string) []workbook.Column {
	sum := func(label string) workbook.Column { return workbook.Column{Head: label, Sum: true} }
	out := []workbook.Column{{Head: first, Width: widePlace}, sum(b.say(text.StaffingPersons)), sum(b.say(text.StaffingPersonsBefore))}
	for _, post := range rehab.StaffPosts() {
		for _, key := range []text.Key{text.StaffingNeedOf, text.StaffingHaveOf, text.StaffingGapOf, text.StaffingSpareOf} {
			out = append(out, sum(b.say(key, "Post", text.Of(b.ctx, text.FamilyStaffPost, post))))
		}
	}
	return append(out, sum(b.say(text.StaffingLacking)), sum(b.say(text.StaffingPayYuan)), sum(b.say(text.StaffingGapMonthYuan)), sum(b.say(text.StaffingGapYearYuan)))
}

func (b *staffingBoard) values(row staffingRow) []any {
	name := b.name(&row)
	if !row.own {
		name = b.places.Full(row.place)
	}
	out := []any{name, row.sum.Persons, row.sum.Before}
	for _, post := range rehab.StaffPosts() {
		out = append(out, staffOf(row.sum.Need, post), staffOf(row.sum.Have, post), staffOf(row.sum.Gap, post), staffOf(row.sum.Spare, post))
	}
	return append(out, row.sum.Lacking, text.Fen(row.sum.Pay), text.Fen(row.sum.GapPay), text.Fen(row.sum.GapPay*monthsOfYear))
}
