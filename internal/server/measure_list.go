package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/measure"
)

const (
	measuresPath = "/measures"
	measuresPage = 50
)

// States of the list beyond those of a measure: not ended, and past the owner's last day.
const (
	measureOpen = "open"
	measureLate = "late"
)

func measurePath(id uuid.UUID) string { return measuresPath + "/" + id.String() }

// measureList shows the measures that the actor sees, as the address filters them.
func (s *Server) measureList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f, q := measureFilter(r)
	f.After, f.Limit = measureKey(readQuery(r).Typed("after")), measuresPage+1
	list, err := s.Oversee.Measures(ctx, actor, f, true)
	if err != nil {
		return err
	}
	lines := list.Lines
	v := pages.ListView{Title: text.T(ctx, text.MeasureTitle), Note: text.T(ctx, text.MeasureNoteUnit)}
	if len(lines) > measuresPage {
		lines = lines[:measuresPage]
		v.Pages.Next = measuresPath + "?" + with(q, "after", measureKeyWords(&lines[len(lines)-1]))
	}
	v.Pages.From, v.Pages.To, v.Pages.Keys = min(1, len(lines)), len(lines), true
	v.Excel, v.Table = excelAddress(r, len(lines)), measureTable(ctx, actor, s.Clock.Today(), lines, r.URL.RequestURI())
	v.Filter = measureFilters(ctx, actor, list.Counts, q)
	if actor.May(access.MeasureDecide) {
		v.Note = text.T(ctx, text.MeasureNote)
		if len(list.Counts) > 0 {
			v.Counts = measureCounts(ctx, list.Counts, q)
		}
	}
	return s.page(w, r, v.Title, pages.List(v))
}

func measureStates() []string {
	out := []string{measureOpen, measureLate}
	for _, state := range rehab.MeasureStates() {
		out = append(out, string(state))
	}
	return out
}

// measureFilter reads the filters of the address; q holds them again, without the page.
func measureFilter(r *http.Request) (f store.MeasureFilter, q url.Values) {
	in := readQuery(r)
	q = url.Values{}
	keep := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	state := in.Choice("state", measureStates()...)
	switch state {
	case measureOpen:
		f.Open = true
	case measureLate:
		f.Late = true
	default:
		f.State = state
	}
	keep("state", state)
	if f.Owner = in.Number("owner"); f.Owner != 0 {
		keep("owner", strconv.FormatInt(f.Owner, 10))
	}
	var subjects []string
	for _, x := range rehab.MeetingSubjects() {
		subjects = append(subjects, string(x))
	}
	f.Subject = in.Choice("subject", subjects...)
	keep("subject", f.Subject)
	if f.Meeting = in.UUID("meeting"); f.Meeting != uuid.Nil {
		keep("meeting", f.Meeting.String())
	}
	return f, q
}

func measureKeyWords(l *store.MeasureLine) string {
	where := "open"
	if !l.EndedOn.IsZero() {
		where = "ended"
	}
	return where + "_" + l.Due.String() + "_" + l.ID.String()
}

// measureKey reads where a page begins; anything else is the first page.
func measureKey(s string) (k store.MeasureKey) {
	rest, id, _ := cutLast(s, '_')
	where, due, _ := cutLast(rest, '_')
	key, err := uuid.Parse(id)
	if err != nil || (where != "open" && where != "ended") || k.Due.UnmarshalText([]byte(due)) != nil {
		return store.MeasureKey{}
	}
	k.ID, k.Ended = key, where == "ended"
	return k
}

func measureFilters(ctx context.Context, actor access.Actor, counts []store.MeasureCount, q url.Values) components.FilterBarView {
	v := components.FilterBarView{Action: measuresPath, Target: "main", Clear: measuresPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.MeasureState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyMeasureState, measureStates()...)},
		{Name: "subject", Label: text.T(ctx, text.MeasureSubject), Value: q.Get("subject"), Options: components.OptionsOf(ctx, text.FamilyMeetingSubject, rehab.MeetingSubjects()...)},
	}}
	if actor.May(access.MeasureDecide) {
		v.Filters = append(v.Filters, components.Filter{Name: "owner", Label: text.Of(ctx, text.FamilyField, "measure_owner"), Value: q.Get("owner"), Options: ownersOf(counts)})
	}
	if m := q.Get("meeting"); m != "" {
		v.Hidden = []components.Option{{Label: "meeting", Value: m}}
	}
	return v
}

// ownersOf are the units that have any measure.
func ownersOf(counts []store.MeasureCount) []components.Option {
	var out []components.Option
	for _, c := range counts {
		if id := strconv.FormatInt(c.Owner, 10); len(out) == 0 || out[len(out)-1].Value != id {
			out = append(out, components.Option{Value: id, Label: c.OwnerName})
		}
	}
	return out
}

// measureCounts is, for each owner, how many measures are in each state; each number leads to the list of so many.
func measureCounts(ctx context.Context, counts []store.MeasureCount, q url.Values) *components.CountTableView {
	t := &components.CountTableView{Caption: text.T(ctx, text.MeasureByOwner), First: text.Of(ctx, text.FamilyField, "measure_owner")}
	columns := measureStates()[1:] // late, then the states
	for _, state := range columns {
		t.Heads = append(t.Heads, text.Of(ctx, text.FamilyMeasureState, state))
	}
	owners := ownersOf(counts)
	if len(owners) > 1 && q.Get("owner") == "" {
		owners = append(owners, components.Option{Label: text.T(ctx, text.MeasureTotal)})
	}
	for _, o := range owners {
		base := url.Values{}
		for name, v := range map[string]string{"owner": o.Value, "subject": q.Get("subject"), "meeting": q.Get("meeting")} {
			if v != "" {
				base.Set(name, v)
			}
		}
		row := components.CountRow{Label: o.Label, Total: o.Value == "", Href: measuresPath + "?" + base.Encode()}
		for _, state := range columns {
			n := 0
			for _, c := range counts {
				switch {
				case o.Value != "" && strconv.FormatInt(c.Owner, 10) != o.Value:
				case state == measureLate:
					n += c.Late
				case string(c.State) == state:
					n += c.Count
				}
			}
			cell := components.Count{N: text.Number(ctx, n), Late: state == measureLate && n > 0}
			if n > 0 {
				cell.Href = measuresPath + "?" + with(base, "state", state)
			}
			row.Counts = append(row.Counts, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// measureTable is measures as a table; from is where one comes back to.
func measureTable(ctx context.Context, actor access.Actor, today date.Date, lines []store.MeasureLine, from string) components.TableView {
	office := actor.May(access.MeasureDecide)
	t := components.TableView{Caption: text.T(ctx, text.MeasureTitle), Columns: []components.Column{
		{Label: text.Of(ctx, text.FamilyField, "measure_words"), Phone: components.PhoneTitle}, {Label: text.Of(ctx, text.FamilyField, "measure_owner")},
		{Label: text.T(ctx, text.MeasureFrom)}, {Label: text.T(ctx, text.MeasureState), Phone: components.PhoneWide}, {Label: text.Of(ctx, text.FamilyField, "measure_due")},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.MeasureEmpty), Note: text.T(ctx, text.MeasureEmptyUnit)}}
	if office {
		t.Empty.Note = text.T(ctx, text.MeasureEmptyNote)
	}
	for i := range lines {
		l := &lines[i]
		due := components.Cell{Words: text.CompactDate(ctx, l.Due)}
		if l.State.Owing() {
			due.Words = dueWords(ctx, l.Due, today)
		}
		if l.Late {
			due.Tone = components.Late
		}
		t.Rows = append(t.Rows, components.Row{ID: l.ID.String(), Href: backTo(measurePath(l.ID), from), Late: l.Late, Cells: []components.Cell{
			{Words: l.Words, Sub: text.Of(ctx, text.FamilyMeetingSubject, l.Subject)}, {Words: l.OwnerName}, {Words: text.CompactDate(ctx, l.Day)},
			{Body: components.Mark(measureMark(ctx, l, today))}, due,
		}})
	}
	return t
}

// measureMark is the state of a measure, late where the owner's last day has passed.
func measureMark(ctx context.Context, l *store.MeasureLine, today date.Date) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyMeasureState, l.State)}
	switch {
	case l.Late:
		m.Tone, m.Words = components.Late, text.T(ctx, text.MeasureLateBy, "State", m.Words, "Count", int(today-l.Due))
	case l.State == rehab.MeasureConfirmed:
		m.Tone = components.Done
	case l.State == rehab.MeasureDropped:
		m.Tone = components.Shut
	case l.State != rehab.MeasureStarted:
		m.Tone = components.Due
	}
	return m
}

// measureExport answers with the measures of the same address as a workbook.
func (s *Server) measureExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := measureFilter(r)
	f.Limit = wholeList
	list, err := s.Oversee.Measures(ctx, actorOf(r), f, false)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.MeasureLine]{
		title: text.T(ctx, text.MeasureTitle), note: text.MeetingSheetNote, list: "measures", action: access.MeasureView, filters: filtersOf(q), rows: list.Lines,
		columns: []workbook.Column{
			fieldHead(ctx, "measure_words", wideText), head(ctx, text.MeasureSubject, 0), fieldHead(ctx, "measure_owner", wideNumber), head(ctx, text.MeasureFrom, 0),
			head(ctx, text.MeasureState, 0), head(ctx, text.MeasureSince, 0), fieldHead(ctx, "measure_due", 0), head(ctx, text.MeasureFirstDue, 0),
		},
		row: func(l store.MeasureLine) []any {
			return []any{l.Words, text.Of(ctx, text.FamilyMeetingSubject, l.Subject), l.OwnerName, l.Day, measureMark(ctx, &l, s.Clock.Today()).Words, l.Since, l.Due, l.FirstDue}
		},
	})
}
