package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/leave"
)

const (
	leavesPath = "/leaves"
	leavesPage = 50
)

// leaveList shows the leaves that wait for an answer, run, or are past their day of return.
func (s *Server) leaveList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	in := readQuery(r)
	f, q := leaveFilter(in)
	l, err := s.Work.Leaves(ctx, actor, f, dutyKey(in.Typed("after")), leavesPage)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{
		Excel: excelAddress(r, len(l.Lines)), Figures: leaveFigures(ctx, l.Counts, q), Filter: leaveFilters(ctx, g, actor, q),
		Table: leaveTable(r, g, l.Lines, s.Clock.Today()), Pages: components.PaginationView{From: min(1, len(l.Lines)), To: len(l.Lines), Keys: true},
	}
	if len(q) > 0 {
		v.Table.Empty = components.EmptyView{Title: text.T(ctx, text.LeaveEmptyFilter), Icon: icon.CircleCheck}
	}
	if l.More {
		last := l.Lines[len(l.Lines)-1]
		v.Pages.Next = leavesPath + "?" + with(q, "after", last.Due.String()+"_"+last.CaseID.String()+"_"+strconv.Itoa(last.Seq))
	}
	return s.page(w, r, text.T(ctx, text.LeaveTitle), pages.List(v))
}

// leaveFilter reads the filters of the address; q holds them again, without the page.
func leaveFilter(in *Form) (f store.LeaveFilter, q url.Values) {
	q = url.Values{}
	if f.State = in.Choice("state", store.LeaveStates()...); f.State != "" {
		q.Set("state", f.State)
	}
	if c, err := division.Parse(in.Typed("place")); err == nil {
		f.Within = c.Range()
		q.Set("place", c.String())
	}
	return f, q
}

func leaveFigures(ctx context.Context, counts map[string]int, q url.Values) []components.FigureView {
	icons := map[string]icon.Name{"overdue": icon.CircleAlert, "away": icon.Plane, "asked": icon.Signature, "coming": icon.CalendarDays, "extend": icon.Clock}
	tones := map[string]components.Tone{"overdue": components.Late, "asked": components.Due, "extend": components.Due}
	var out []components.FigureView
	for _, state := range store.LeaveStates() {
		f := components.FigureView{Label: text.Of(ctx, text.FamilyLeaveListState, state), Icon: icons[state], N: text.Number(ctx, counts[state]),
			Note: text.Of(ctx, text.FamilyLeaveListNote, state), Href: leavesPath + "?" + with(q, "state", state)}
		if counts[state] > 0 {
			f.Tone = tones[state]
		}
		out = append(out, f)
	}
	return out
}

func leaveFilters(ctx context.Context, g *gazetteer, actor access.Actor, q url.Values) components.FilterBarView {
	v := components.FilterBarView{Action: leavesPath, Target: "main", Clear: leavesPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.LeaveState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyLeaveListState, store.LeaveStates()...)},
	}}
	places := g.Townships(actor.Scope)
	if len(places) <= 1 {
		places = g.Villages(actor.Scope)
	}
	if len(places) > 1 {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(ctx, text.LeaveVillage), Value: q.Get("place"), Options: places})
	}
	return v
}

func leaveTable(r *http.Request, g *gazetteer, lines []store.LeaveLine, today date.Date) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.LeaveTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.LeavePerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.LeaveState), Phone: components.PhoneSide},
			{Label: text.T(ctx, text.LeaveVillage)}, {Label: text.T(ctx, text.LeaveTo)}, {Label: text.T(ctx, text.LeaveDays)}, {Label: text.T(ctx, text.LeaveDue)},
			{Label: text.T(ctx, text.LeaveAct), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.LeaveEmpty), Note: text.T(ctx, text.LeaveEmptyNote), Icon: icon.CircleCheck},
	}
	for i := range lines {
		t.Rows = append(t.Rows, leaveRow(r, g, &lines[i], today))
	}
	return t
}

func leaveRow(r *http.Request, g *gazetteer, l *store.LeaveLine, today date.Date) components.Row {
	ctx := r.Context()
	late := l.Due < today
	due := components.Cell{Words: dueWords(ctx, l.Due, today)}
	if late {
		due.Tone = components.Late
	}
	mark := leaveListMark(ctx, l.State)
	until := components.Cell{Words: text.DateRange(ctx, l.From, l.Until)}
	if state, asked := l.Extension(); asked {
		until.Sub = extensionWords(ctx, state, l.MoreUntil)
		if state == rehab.ExtensionRefused && givenText(l.MoreRefused) != "" {
			until.Sub = text.T(ctx, text.LeaveExtensionRefused, "What", until.Sub, "Reason", *l.MoreRefused)
		}
	}
	return components.Row{ID: l.CaseID.String(), Late: late, Href: casePath(l.CaseID), Cells: []components.Cell{
		{Words: l.Name, Sub: tail(&l.DocMask)}, {Body: components.Mark(mark)}, {Words: g.Full(l.Division)}, {Words: givenText(l.Place), Sub: givenText(l.Reason)},
		until, due, {Body: pages.Buttons(leaveButtons(r, l))},
	}}
}

func leaveListMark(ctx context.Context, state string) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyLeaveListState, state)}
	switch state {
	case "overdue":
		m.Tone = components.Late
	case "asked":
		m.Tone, m.Icon = components.Due, icon.Signature
	case "away":
		m.Icon = icon.Plane
	default:
		m.Icon = icon.CalendarDays
	}
	return m
}

// leaveButtons are what the actor does next about a leave, and the slip.
func leaveButtons(r *http.Request, l *store.LeaveLine) []components.ButtonView {
	ctx, actor := r.Context(), actorOf(r)
	var out []components.ButtonView
	add := func(kind rehab.Kind, label text.Key, of string) {
		if action, ok := formAction(recordForms[kind]); ok && actor.May(action) {
			q := url.Values{"of": {of}, backField: {r.URL.RequestURI()}}
			out = append(out, components.ButtonView{Label: text.T(ctx, label), Small: true, Weight: components.Outline, Href: recordPath(kind, l.CaseID) + "?" + q.Encode()})
		}
	}
	leave, outside := l.Leave.String(), l.State == "away" || l.State == "overdue"
	state, _ := l.Extension()
	switch {
	case l.State == "asked":
		add(rehab.KindLeaveDecision, text.LeaveDecide, leave)
	case state == rehab.ExtensionOpen:
		add(rehab.KindLeaveExtension, text.LeaveExtend, leave)
		add(rehab.KindLeaveExtensionRefusal, text.LeaveExtendNot, l.More.String())
	case outside && actor.May(access.LeaveDecide):
		add(rehab.KindLeaveExtension, text.LeaveExtend, leave)
	case outside:
		add(rehab.KindLeaveExtensionRequest, text.LeaveExtensionAsk, leave)
	}
	if outside {
		add(rehab.KindLeaveReturn, text.LeaveReturn, leave)
	}
	return append(out, components.ButtonView{Label: text.T(ctx, text.LeaveSlip), Icon: icon.Printer, Small: true, Weight: components.Quiet, Href: backTo(slipPath(l.CaseID, l.Leave.String()), r.URL.RequestURI())})
}

// givenText is a text that may not be given.
func givenText(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
