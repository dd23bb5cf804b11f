package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

const (
	meetingsPath = "/meetings"
	meetingsPage = 30
)

func meetingPath(id uuid.UUID) string { return meetingsPath + "/" + id.String() }

// meetingList shows the analysis meetings that the actor sees, the newest first.
func (s *Server) meetingList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f, q := meetingFilter(r)
	f.After, f.Limit = meetingKey(readQuery(r).Typed("after")), meetingsPage+1
	lines, err := s.Oversee.Meetings(ctx, actor, f)
	if err != nil {
		return err
	}
	v := pages.ListView{Title: text.T(ctx, text.MeetingTitle), Note: text.T(ctx, text.MeetingNote)}
	if len(lines) > meetingsPage {
		lines = lines[:meetingsPage]
		last := lines[len(lines)-1]
		v.Pages.Next = meetingsPath + "?" + with(q, "after", last.Day.String()+"_"+last.ID.String())
	}
	v.Pages.From, v.Pages.To, v.Pages.Keys = min(1, len(lines)), len(lines), true
	v.Excel = excelAddress(r, len(lines))
	if actor.May(access.MeetingRecord) {
		v.New = meetingsPath + "/new"
	}
	v.Filter = components.FilterBarView{Action: meetingsPath, Target: "main", Clear: meetingsPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.MeetingState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyMeetingState, store.MeetingStates()...)},
		{Name: "year", Label: text.T(ctx, text.MeetingYear), Value: q.Get("year"), Options: yearOptions(s.Clock.Today().Year()+1, f.Year)},
	}}
	v.Table = meetingTable(ctx, actor, lines)
	return s.page(w, r, v.Title, pages.List(v))
}

// yearOptions are the years of which there can be meetings, and the one asked for.
func yearOptions(last, asked int) []components.Option {
	const back = 6
	var out []components.Option
	for y := last; y > last-back; y-- {
		out = append(out, components.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	if asked != 0 && (asked > last || asked <= last-back) {
		out = append(out, components.Option{Value: strconv.Itoa(asked), Label: strconv.Itoa(asked)})
	}
	return out
}

// meetingFilter reads the filters of the address; q holds them again, without the page.
func meetingFilter(r *http.Request) (f store.MeetingFilter, q url.Values) {
	in := readQuery(r)
	q = url.Values{}
	const first, last = 2000, 2199
	f.State, f.Year = in.Choice("state", store.MeetingStates()...), in.Int("year", first, last)
	if f.State != "" {
		q.Set("state", f.State)
	}
	if f.Year != 0 {
		q.Set("year", strconv.Itoa(f.Year))
	}
	return f, q
}

// meetingKey reads where a page begins; anything else is the first page.
func meetingKey(s string) (k store.MeetingKey) {
	day, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Day.UnmarshalText([]byte(day)) != nil {
		return store.MeetingKey{}
	}
	k.ID = key
	return k
}

func meetingTable(ctx context.Context, actor access.Actor, lines []store.MeetingLine) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.MeetingTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "meeting_day"), Phone: components.PhoneTitle}, {Label: text.Of(ctx, text.FamilyField, "agenda"), Phone: components.PhoneSub},
			{Label: text.Of(ctx, text.FamilyField, "chair")}, {Label: text.T(ctx, text.MeetingState), Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.MeetingEmpty), Note: text.T(ctx, text.MeetingEmptyUnit)},
	}
	office := actor.May(access.MeetingRecord)
	if office {
		t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.MeetingCame), Num: true})
		t.Empty.Note = text.T(ctx, text.MeetingEmptyNote)
	}
	t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.MeasureTitle), Num: true}, components.Column{Label: text.T(ctx, text.MeetingOpenMeasures), Num: true})
	for i := range lines {
		l := &lines[i]
		row := components.Row{ID: l.ID.String(), Href: meetingPath(l.ID), Cells: []components.Cell{
			{Words: text.CompactDate(ctx, l.Day), Sub: l.Place}, {Words: cutShort(l.Agenda)}, {Words: l.Chair}, {Body: components.Mark(meetingMark(ctx, l.State))},
		}}
		if office {
			row.Cells = append(row.Cells, components.Cell{Words: cameWords(ctx, l)})
		}
		all, open := measuresPath+"?meeting="+l.ID.String(), measuresPath+"?state="+measureOpen+"&meeting="+l.ID.String()
		row.Cells = append(row.Cells, numberLink(ctx, l.Measures, all), numberLink(ctx, l.Open, open))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// numberLink is a number that opens the list of so many; none opens nothing.
func numberLink(ctx context.Context, n int, href string) components.Cell {
	c := components.Cell{Words: text.Number(ctx, n)}
	if n > 0 {
		c.Href = href
	}
	return c
}

func cameWords(ctx context.Context, l *store.MeetingLine) string {
	if l.FiguresMonth.IsZero() {
		return text.T(ctx, text.MeetingCalledUnits, "Count", l.Called)
	}
	return text.T(ctx, text.MeetingCameOf, "Count", l.Attended, "All", l.Called)
}

// meetingMark is how far a meeting is.
func meetingMark(ctx context.Context, state string) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyMeetingState, state)}
	switch state {
	case store.MeetingCalled, store.MeetingHeld:
		m.Tone = components.Due
	case store.MeetingClosed:
		m.Tone = components.Done
	default:
		m.Tone = components.Shut
	}
	return m
}

// meetingExport answers with the meetings of the same address as a workbook.
func (s *Server) meetingExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := meetingFilter(r)
	f.Limit = wholeList
	lines, err := s.Oversee.Meetings(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.MeetingLine]{
		title: text.T(ctx, text.MeetingTitle), note: text.MeetingSheetNote, list: "meetings", action: access.MeetingView, filters: filtersOf(q), rows: lines,
		columns: []workbook.Column{
			fieldHead(ctx, "meeting_day", 0), fieldHead(ctx, "meeting_place", widePlace), fieldHead(ctx, "chair", 0), fieldHead(ctx, "agenda", wideText), head(ctx, text.MeetingState, 0),
			head(ctx, text.MeasureTitle, 0), head(ctx, text.MeetingOpenMeasures, 0),
		},
		row: func(l store.MeetingLine) []any {
			return []any{l.Day, l.Place, l.Chair, l.Agenda, text.Of(ctx, text.FamilyMeetingState, l.State), l.Measures, l.Open}
		},
	})
}
