package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

const batchPath = "/papers/batch"

// monthsAhead is for how many months after this one people are called to tests: as far as their duties are known.
const monthsAhead = 1

// batchDays are the choices of how old the facts of a list of letters may be, in days; the first stands at first.
var batchDays = []int{30, 7, 90, 365}

// batch is a list of papers to be issued together: the test notices of a village's month, or the letters of a kind.
type batch struct {
	paper.Batch
	spec    document.Spec
	village division.Code // of test notices; none: letters
	month   date.Month
	days    int
	actor   access.Actor
	places  *gazetteer
}

// noticesPath is the address of the test notices of a village's month.
func noticesPath(village division.Code, month date.Month) string {
	return "/villages/" + village.String() + "/test-notices?" + url.Values{"month": {month.String()}}.Encode()
}

// noticeBatch reads the test notices of the village and month that the address names.
func (s *Server) noticeBatch(r *http.Request) (*batch, error) {
	village, err := pathDivision(r, "village")
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(r.Context())
	if err != nil {
		return nil, err
	}
	spec, ok := document.SpecOf(paper.Notice)
	if !ok || !slices.Contains(g.codes, village) {
		return nil, fault.ErrNotFound()
	}
	b := &batch{spec: spec, village: village, month: s.noticeMonth(r), actor: actorOf(r), places: g}
	b.Batch, err = s.Papers.Notices(r.Context(), b.actor, village, b.month)
	return b, err
}

// noticeMonth is the month of the address, if people can be called for it; else this one.
func (s *Server) noticeMonth(r *http.Request) date.Month {
	now := s.Clock.Today().Month()
	if m := readQuery(r).Month("month"); m >= now && m <= now+monthsAhead {
		return m
	}
	return now
}

// letterBatch reads the letters of the kind and days that the address names; without a kind the first that the actor issues.
func (s *Server) letterBatch(r *http.Request) (*batch, error) {
	q, actor := readQuery(r), actorOf(r)
	kinds := paper.BatchKinds(actor)
	if len(kinds) == 0 {
		return nil, fault.ErrNotFound()
	}
	b := &batch{spec: kinds[0], actor: actor, days: batchDays[0]}
	for _, k := range kinds {
		if q.Typed("kind") == string(k.Kind) {
			b.spec = k
		}
	}
	if n, err := strconv.Atoi(q.Typed("days")); err == nil && slices.Contains(batchDays, n) {
		b.days = n
	}
	var err error
	if b.places, err = s.gazetteer(r.Context()); err != nil {
		return nil, err
	}
	b.Batch, err = s.Papers.Letters(r.Context(), actor, b.spec.Kind, s.Clock.Today().AddDays(-b.days))
	return b, err
}

// address is where the list stands.
func (b *batch) address() string {
	if !b.village.IsZero() {
		return noticesPath(b.village, b.month)
	}
	return batchPath + "?" + url.Values{"kind": {string(b.spec.Kind)}, "days": {strconv.Itoa(b.days)}}.Encode()
}

// itemOf is a line as its checkbox names it.
func itemOf(l *store.BatchLine) string {
	if l.FactID == nil {
		return l.CaseID.String()
	}
	return l.CaseID.String() + "/" + l.FactID.String()
}

// batchView is the page of a list; f is what was sent, nil when the page is opened.
func (s *Server) batchView(ctx context.Context, b *batch, f *Form, why map[string]paper.Outcome) pages.BatchView {
	kind := text.Of(ctx, text.FamilyPaperKind, b.spec.Kind)
	v := pages.BatchView{Title: text.T(ctx, text.PaperbatchTitle, "Kind", kind), Note: text.T(ctx, text.PaperbatchNote), Action: b.address(), Key: NewFormKey()}
	if f != nil {
		v.Key, v.Print.Reason = f.Typed(FormKey), f.Typed("reason")
	}
	if b.village.IsZero() {
		v.Filter = b.filters(ctx)
		v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.RegisterTitle), Href: registerPath}, {Label: v.Title}}
	} else {
		v.Title = text.T(ctx, text.PaperbatchNotices, "Month", b.month)
		v.Note = text.T(ctx, text.PaperbatchNoticesNote, "Village", b.places.Full(b.village))
		v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.SheetTitle), Href: sheetPath(b.village, min(b.month, s.Clock.Today().Month()))}, {Label: v.Title}}
		v.Picker = s.noticePicker(ctx, b)
	}
	for _, field := range b.spec.Asks {
		v.Asks = append(v.Asks, s.batchAsk(ctx, b, field, f))
	}
	if b.More {
		v.More = text.T(ctx, text.PaperbatchMore, "Max", paper.BatchLimit)
	}
	v.Todo, v.Done = b.todo(ctx, f, why), b.done(ctx, s.Clock.Today(), f)
	v.May, v.MayPrint = len(b.Todo) > 0, len(b.Done) > 0 && b.actor.May(access.Unmask)
	return v
}

// batchAsk is a field that is asked once for all papers; the day of a notice lies in the month and is still to come.
func (s *Server) batchAsk(ctx context.Context, b *batch, field string, f *Form) components.FieldView {
	value := ""
	if f != nil {
		value = f.Typed(field)
	}
	v := s.paperAsk(ctx, field, value)
	v.Small = true
	if field == "on" {
		v.Min, v.Max = max(b.month.First(), s.Clock.Today()).String(), b.month.Last().String()
		v.Value = value
	}
	return v
}

func (s *Server) noticePicker(ctx context.Context, b *batch) *components.MonthPickerView {
	now, action := s.Clock.Today().Month(), "/villages/"+b.village.String()+"/test-notices"
	v := &components.MonthPickerView{Action: action, Name: "month", Value: b.month.String()}
	if b.month > now {
		v.Previous = action + "?month=" + (b.month - 1).String()
	}
	if b.month < now+monthsAhead {
		v.Next = action + "?month=" + (b.month + 1).String()
	}
	for m := now; m <= now+monthsAhead; m++ {
		v.Options = append(v.Options, components.Option{Value: m.String(), Label: text.Month(ctx, m)})
	}
	return v
}

// filters choose the kind of letter and how old the facts may be; the first of each stands where nothing is chosen.
func (b *batch) filters(ctx context.Context) *components.FilterBarView {
	kind := components.Filter{Name: "kind", Label: text.T(ctx, text.PaperKindLabel)}
	for i, k := range paper.BatchKinds(b.actor) {
		addChoice(&kind, i == 0, string(k.Kind), string(b.spec.Kind), text.Of(ctx, text.FamilyPaperKind, k.Kind))
	}
	days := components.Filter{Name: "days", Label: text.T(ctx, text.PaperbatchSince)}
	for i, n := range batchDays {
		addChoice(&days, i == 0, strconv.Itoa(n), strconv.Itoa(b.days), text.T(ctx, text.PaperbatchDays, "Count", n))
	}
	return &components.FilterBarView{Action: batchPath, Filters: []components.Filter{kind, days}}
}

// addChoice adds a choice to a filter; the first is what it shows while nothing is chosen.
func addChoice(f *components.Filter, first bool, value, chosen, words string) {
	if first {
		f.Blank = words
		return
	}
	f.Options = append(f.Options, components.Option{Value: value, Label: words})
	if value == chosen {
		f.Value = value
	}
}
