package server

import (
	"context"
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// noticeMark is the state of a notice, late where the last day of whoever's turn it is has passed.
func noticeMark(ctx context.Context, n *store.Notice, today date.Date) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyNoticeState, n.State)}
	switch {
	case !n.Due.IsZero() && n.Due < today:
		m.Tone, m.Words = components.Late, text.T(ctx, text.NoticeLateBy, "State", m.Words, "Count", int(today-n.Due))
	case n.State == rehab.NoticeRefused, n.State == rehab.NoticeReported:
		m.Tone = components.Late
	case n.State == rehab.NoticeAccepted:
		m.Tone = components.Done
	case n.State == rehab.NoticeConcluded, n.State == rehab.NoticeWithdrawn:
		m.Tone = components.Shut
	default:
		m.Tone = components.Due
	}
	return m
}

// noticeWhy explains the last day of whoever's turn it is.
func noticeWhy(ctx context.Context, n *oversight.OpenedNotice, owner string, today date.Date) components.Reason {
	why := components.Reason{Article: text.Citation(ctx, "赤水市实施方案；本市设定"), Due: dueWords(ctx, n.Due, today), OwedBy: owner, MetBy: noticeMetBy(ctx, n.State)}
	switch {
	case n.State == rehab.NoticeIssued:
		why.Rule = text.T(ctx, text.NoticeWhyIssued, "Count", n.Days.NoticeReceiveWorkdays)
	case n.State.Turn() == rehab.TurnUnit:
		why.Rule = text.T(ctx, text.NoticeWhyReply)
	default:
		why.Rule = text.T(ctx, text.NoticeWhyOffice, "Since", n.Since, "Count", n.Days.NoticeDecideWorkdays)
	}
	return why
}

// noticeMetBy says by what whoever's turn it is does their part.
func noticeMetBy(ctx context.Context, s rehab.NoticeState) string {
	switch s {
	case rehab.NoticeIssued:
		return text.T(ctx, text.NoticeMetIssued)
	case rehab.NoticeAsked:
		return text.T(ctx, text.NoticeMetAsked)
	case rehab.NoticeReplied:
		return text.T(ctx, text.NoticeMetReplied)
	case rehab.NoticeRefused:
		return text.T(ctx, text.NoticeMetRefused)
	case rehab.NoticeReported:
		return text.T(ctx, text.NoticeMetReported)
	}
	return text.T(ctx, text.NoticeMetReply)
}

// noticeTurn says what whoever's turn it is is to do, in a few words.
func noticeTurn(ctx context.Context, s rehab.NoticeState) string {
	switch s {
	case rehab.NoticeIssued:
		return text.T(ctx, text.NoticeTurnNoteIssued)
	case rehab.NoticeAsked:
		return text.T(ctx, text.NoticeTurnNoteAsked)
	case rehab.NoticeReplied:
		return text.T(ctx, text.NoticeTurnNoteReplied)
	case rehab.NoticeRefused:
		return text.T(ctx, text.NoticeTurnNoteRefused)
	case rehab.NoticeReported:
		return text.T(ctx, text.NoticeTurnNoteReported)
	}
	return text.T(ctx, text.NoticeTurnNoteReply)
}

// noticeItems is what was overdue when a notice was issued.
func noticeItems(ctx context.Context, g *gazetteer, items []store.NoticeItem) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.NoticeItemsTitle, "Count", len(items)), Columns: overdueColumns(ctx)}
	for i := range items {
		x := &items[i]
		t.Rows = append(t.Rows, components.Row{ID: strconv.Itoa(x.Seq), Cells: overdueCells(ctx, g, oversight.NoticeItemWords(text.From(ctx), x), x.Person, x.Division, x.Due, x.Days)})
	}
	return t
}

func overdueColumns(ctx context.Context) []components.Column {
	return []components.Column{
		{Label: text.T(ctx, text.NoticeWhat), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.NoticePerson)}, {Label: text.T(ctx, text.NoticePlace)},
		{Label: text.T(ctx, text.NoticeDue)}, {Label: text.T(ctx, text.NoticeDays), Num: true, Phone: components.PhoneSide},
	}
}

func overdueCells(ctx context.Context, g *gazetteer, what, person string, at division.Code, due date.Date, days int) []components.Cell {
	return []components.Cell{{Words: what}, {Words: person}, {Words: g.Full(at)}, {Words: text.CompactDate(ctx, due)}, {Words: text.T(ctx, text.NoticeDaysLate, "Count", days), Tone: components.Late}}
}
