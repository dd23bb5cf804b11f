package server

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/visit"
)

// visitMonth is the field with the month whose tests and contacts the form enters late.
const visitMonth = "month"

// visitPath is the address of a person's visit form that returns to where one came from.
func visitPath(id uuid.UUID, back string) string {
	return casePath(id) + "/visit?" + url.Values{backField: {back}}.Encode()
}

// panel are the drugs of a strip, by the names of their readings.
var panel = []string{"mop", "met", "ket", "mdma", "thc", "coc"}

// visitForm shows the form, with what is due now above it.
func (s *Server) visitForm(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	v, err := s.visitView(r, id, readQuery(r))
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

// visitView is the page with what was typed; an address without a form gives an empty one.
func (s *Server) visitView(r *http.Request, id uuid.UUID, f *Form) (pages.PageView, error) {
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	v := pages.PageView{
		Title: text.T(ctx, text.VisitTitleOf, "Name", o.Person.Name), Name: o.Person.Name, Back: visitBack(f, id),
		Note: text.Join(ctx, []string{text.Of(ctx, text.FamilySex, o.Person.Sex), text.T(ctx, text.SheetTail, "Tail", tail(&o.Person.DocumentMask)), text.Of(ctx, text.FamilyStage, o.Track.Stage)}),
	}
	v.Crumb = backName(ctx, v.Back, o.Person.Name)
	v.Due, v.Why = visitDue(ctx, g, &o)
	switch {
	case !o.CanDo(actor, rehab.KindTest) && !actor.Sees(o.Track.Answerable) && !o.Track.Answerable.IsZero():
		v.Cannot = text.T(ctx, text.VisitNotYours, "Unit", g.Full(o.Track.Answerable))
	default:
		if b := o.BarTo(rehab.KindTest); b != nil && b.Past {
			v.Past = barWords(ctx, b)
		} else if b != nil {
			v.Cannot, v.First = text.T(ctx, text.VisitCannot, "Why", text.T(ctx, b.Words)), comesFirst(ctx, actor, &o, b)
		}
	}
	v.Form = s.visitFields(ctx, &o, f)
	v.Form.Back = v.Back
	v.Months = visitMonths(ctx, &o, visitMonthOf(f, o.Today), v.Back)
	return v, nil
}

// visitBack is where one came from, the case's page by default.
func visitBack(f *Form, id uuid.UUID) string {
	return backOr(f, casePath(id))
}

// visitMonthOf is the month that the form enters late, or the present one.
func visitMonthOf(f *Form, today date.Date) date.Month {
	if m, err := date.ParseMonth(f.Typed(visitMonth)); err == nil && m < today.Month() {
		return m
	}
	return today.Month()
}

// backName names where one came from.
func backName(ctx context.Context, back, name string) string {
	switch {
	case strings.HasPrefix(back, "/villages/"), strings.HasPrefix(back, sheetsPath):
		return text.T(ctx, text.SheetCrumb)
	case strings.HasPrefix(back, "/worklist"), back == "/":
		return text.Of(ctx, text.FamilyNav, "worklist")
	case strings.HasPrefix(back, "/cases/"):
		return name
	}
	return text.T(ctx, text.ButtonBack)
}

// visitDue are the test and contacts that are due now, as marks, each with its reason.
func visitDue(ctx context.Context, g *gazetteer, o *casework.Opened) (marks []components.MarkView, why []components.Reason) {
	order := []rehab.Duty{rehab.DutyTest, rehab.DutyContactReport, rehab.DutyContactTalk, rehab.DutyContactVisit}
	var duties []*rehab.Obligation
	for i := range o.Track.Obligations {
		if d := &o.Track.Obligations[i]; slices.Contains(order, d.Kind) {
			duties = append(duties, d)
		}
	}
	slices.SortStableFunc(duties, func(a, b *rehab.Obligation) int {
		return cmp.Or(cmp.Compare(a.Opens.Month(), b.Opens.Month()), cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)))
	})
	for _, d := range duties {
		known := trackedDuty(d)
		m := components.MarkView{Icon: components.DutyIcon(string(d.Kind)), Words: dutyName(ctx, &known, o.Today), Tone: components.Due}
		switch d.StateOn(o.Today) {
		case rehab.DutyOverdue:
			m.Tone = components.Late
		case rehab.DutyOpen:
		default:
			continue
		}
		marks = append(marks, m)
		why = append(why, whyIn(ctx, g, o, d))
	}
	return marks, why
}

// visitMonths are the other months of which something is late, each a link to the form that enters it; from a late month also the present one.
func visitMonths(ctx context.Context, o *casework.Opened, shown date.Month, back string) []components.Link {
	var out []components.Link
	link := func(m date.Month, words string, q url.Values) {
		if m != shown && !slices.ContainsFunc(out, func(l components.Link) bool { return l.Words == words }) {
			q.Set(backField, back)
			out = append(out, components.Link{Words: words, Href: dutyPath(rehab.DutyTest, o.Case.ID) + "?" + q.Encode()})
		}
	}
	for i := range o.Track.Obligations {
		if d := &o.Track.Obligations[i]; dutyForms[d.Kind] == visitForm && d.StateOn(o.Today) == rehab.DutyOverdue {
			m := d.Due.Month()
			link(m, text.T(ctx, text.VisitEnterLate, "Month", m), url.Values{visitMonth: {m.String()}})
		}
	}
	link(o.Today.Month(), text.T(ctx, text.VisitEnterNow), url.Values{})
	return out
}

// visitFields is the form as it was filled in, or with what is usual.
func (s *Server) visitFields(ctx context.Context, o *casework.Opened, f *Form) pages.FormView {
	today := s.Clock.Today()
	month := visitMonthOf(f, today)
	value := func(name, usual string) string {
		if f.Has(name) {
			return f.Typed(name)
		}
		return usual
	}
	field := func(name string, label text.Key, limit int) components.FieldView {
		return components.FieldView{Name: name, Label: text.T(ctx, label), Value: f.Typed(name), MaxLength: limit}
	}
	me := session.From(ctx).Actor.Name
	v := pages.FormView{
		Action: casePath(o.Case.ID) + "/visit", Key: value(FormKey, NewFormKey()), Version: value("version", strconv.Itoa(o.Case.Version)),
		Date: components.FieldView{Name: "date", Label: text.T(ctx, text.VisitDay), Required: true, Value: value("date", today.String()), Max: today.String(), Hint: text.T(ctx, text.VisitDayHint),
			Quick: []components.QuickValue{{Words: text.T(ctx, text.ButtonToday), Value: today.String()}, {Words: text.T(ctx, text.ButtonYesterday), Value: (today - 1).String()}}},
		Staff:  components.FieldView{Name: "staff", Label: text.T(ctx, text.VisitStaff), Value: value("staff", me), MaxLength: staffLimit},
		Choice: components.ChoiceView{Name: "result", Label: text.T(ctx, text.VisitResult), Value: f.Typed("result")},
		Reason: field("reason", text.VisitReason, noteLimit),
		Method: components.FieldView{Name: "method", Label: text.T(ctx, text.VisitMethod), Value: value("method", string(rehab.Strip)), NoBlank: true,
			Options: components.OptionsOf(ctx, text.FamilyTestMethod, rehab.Strip, rehab.Laboratory, rehab.Saliva, rehab.Hair)},
		Collectors: []components.FieldView{field("collector_a", text.VisitCollectorA, staffLimit), field("collector_b", text.VisitCollectorB, staffLimit)},
		Place:      field("place", text.VisitPlace, 60),
		TestOpen:   f.Typed("place") != "",
		Panel:      components.FieldView{Name: "panel", Label: text.T(ctx, text.VisitPanel), Values: f.TypedAll("panel"), Options: components.OptionsOf(ctx, text.FamilyPanel, panel...)},
		Bottles:    []components.FieldView{field("specimen", text.VisitSpecimen, 40), field("seal_a", text.VisitSealA, 40), field("seal_b", text.VisitSealB, 40)},
		Situation: []components.FieldView{field("mood", text.VisitMood, noteLimit), field("work", text.VisitWork, noteLimit),
			field("next_step", text.VisitNextStep, noteLimit)},
		Aid: field("aid", text.VisitAid, noteLimit),
		AidHead: components.FieldView{Name: "aid_head", Label: text.T(ctx, text.VisitAidHead), Value: f.Typed("aid_head"),
			Options: components.OptionsOf(ctx, text.FamilyHelpHead, rehab.HelpHeads()...)},
	}
	v.Aid.Hint = text.T(ctx, text.VisitAidHint)
	if month != today.Month() {
		v.Month = month.String()
		v.Date.Value, v.Date.Quick = value("date", ""), nil
		v.Date.Hint = text.T(ctx, text.VisitLateDayHint, "Month", month)
	}
	v.Reason.Hint = text.T(ctx, text.VisitReasonHint)
	if ofWoman(o) {
		v.Woman = &components.FieldView{Name: "woman_collected", Label: text.Of(ctx, text.FamilyRecordField, "woman_collected"), Value: f.Typed("woman_collected"),
			Hint: text.T(ctx, text.RecordWomanCollector)}
	}
	v.Collectors[0].Value, v.Collectors[1].Value = value("collector_a", me), value("collector_b", o.Helper(me))
	v.Collectors[1].Hint = text.T(ctx, text.VisitCollectorHint)
	for _, t := range []rehab.ContactType{rehab.Report, rehab.Talk, rehab.Visit} {
		v.Contacts = append(v.Contacts, visitContact(ctx, o, f, t, month))
	}
	return v
}

func visitContact(ctx context.Context, o *casework.Opened, f *Form, t rehab.ContactType, month date.Month) pages.ContactView {
	kind := string(t)
	field := func(name string, label text.Key) components.FieldView {
		return components.FieldView{Name: kind + "_" + name, Label: text.T(ctx, label), Value: f.Typed(kind + "_" + name), MaxLength: 60}
	}
	notOwed, doneOn, owed := text.VisitNotOwed, text.VisitDoneOn, text.VisitOwed
	if month != o.Today.Month() {
		notOwed, doneOn, owed = text.VisitNotOwedThen, text.VisitDoneThen, text.VisitOwedThen
	}
	contents := map[rehab.ContactType]text.Key{rehab.Report: text.VisitContentReport, rehab.Talk: text.VisitContentTalk, rehab.Visit: text.VisitContentVisit}
	v := pages.ContactView{Kind: kind, Label: text.Of(ctx, text.FamilyContact, t), Checked: slices.Contains(f.TypedAll("contact"), kind), Note: text.T(ctx, notOwed, "Month", month),
		Fields: []components.FieldView{field("place", text.VisitPlace), field("with", text.VisitWithWhom)}, Content: field("content", contents[t])}
	v.Content.MaxLength, v.Content.Rows = contentLimit, 3
	for i := range o.Track.Months {
		m := &o.Track.Months[i]
		if m.Month != month {
			continue
		}
		for _, c := range m.Contacts {
			if c.Type != t {
				continue
			}
			switch {
			case c.Done > 0:
				v.Note = text.T(ctx, doneOn, "Month", month, "Days", contactDays(ctx, o, c.Facts))
			case c.Owed > 0:
				v.Note, v.Owed = text.T(ctx, owed, "Month", month), true
			}
		}
	}
	return v
}

func contactDays(ctx context.Context, o *casework.Opened, ids []string) []string {
	var out []string
	for _, id := range ids {
		if x, ok := o.Fact(id); ok {
			out = append(out, text.ShortDate(ctx, x.Date))
		}
	}
	return out
}
