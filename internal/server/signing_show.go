package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/signing"
)

const signingPath = "/signing"

// signingDesk makes the page on which several decisions are made at once.
type signingDesk struct {
	casework.SigningDesk
	ctx    context.Context
	kind   casework.Signing
	places *gazetteer
	today  date.Date
	facts  map[string]store.RecordedFact
	ticked map[string]bool
}

// signingShow shows the decisions of one kind that wait.
func (s *Server) signingShow(w http.ResponseWriter, r *http.Request) error {
	d, err := s.signingDesk(r, casework.Signing(readQuery(r).Typed("kind")))
	if err != nil {
		return err
	}
	v := d.view()
	v.Key, v.Date.Value = NewFormKey(), d.today.String()
	return s.page(w, r, text.T(d.ctx, text.SigningTitle), pages.Page(v))
}

// signingDesk reads what waits; for no kind, the first of which anything does.
func (s *Server) signingDesk(r *http.Request, kind casework.Signing) (*signingDesk, error) {
	d := &signingDesk{ctx: r.Context(), kind: kind, today: s.Clock.Today(), facts: map[string]store.RecordedFact{}, ticked: map[string]bool{}}
	asked := slices.Contains(casework.Signings(), kind)
	if !asked {
		d.kind = casework.Signings()[0]
	}
	var err error
	if d.SigningDesk, err = s.Work.SigningDesk(d.ctx, actorOf(r), d.kind, division.Range{}); err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(casework.Signings(), func(k casework.Signing) bool { return d.Counts[k] > 0 }); !asked && i > 0 {
		return s.signingDesk(r, casework.Signings()[i])
	}
	for _, f := range d.Facts {
		d.facts[f.ID] = f
	}
	d.places, err = s.gazetteer(d.ctx)
	return d, err
}

func (d *signingDesk) say(key text.Key, args ...any) string { return text.T(d.ctx, key, args...) }

func (d *signingDesk) view() pages.PageView {
	v := pages.PageView{Action: signingPath, Kind: string(d.kind), Table: d.table(), Question: text.Of(d.ctx, text.FamilySigningQuestion, d.kind)}
	for _, k := range casework.Signings() {
		v.Kinds = append(v.Kinds, components.ChoiceLink{Label: d.say(text.SigningKindCount, "Kind", text.Of(d.ctx, text.FamilySigningKind, k), "Count", d.Counts[k]),
			Href: signingPath + "?" + url.Values{"kind": {string(k)}}.Encode(), On: k == d.kind})
	}
	if d.Counts[d.kind] > len(d.Lines) {
		v.First = d.say(text.SigningFirst, "Count", len(d.Lines))
	}
	for _, a := range d.kind.SigningAnswers() {
		v.Answers = append(v.Answers, components.Option{Value: a, Label: text.Of(d.ctx, text.FamilySigningAnswer, string(d.kind)+"."+a)})
	}
	v.Reason = components.FieldView{Name: "reason", Label: text.Of(d.ctx, text.FamilySigningReason, d.kind), MaxLength: 500, Required: d.kind != casework.SignLeaves}
	v.Date = components.FieldView{Name: "date", Required: true, Max: d.today.String()}
	return v
}

func (d *signingDesk) table() components.TableView {
	t := components.TableView{
		Caption: d.say(text.SigningCaption), Pick: "row", Empty: components.EmptyView{Title: d.say(text.SigningEmpty), Note: d.say(text.SigningEmptyNote)},
		Columns: []components.Column{
			{Label: d.say(text.SigningPerson), Phone: components.PhoneTitle}, {Label: d.say(text.SigningVillage), Phone: components.PhoneSub},
			{Label: d.say(text.SigningMatter), Phone: components.PhoneWide}, {Label: d.say(text.SigningBasis), Phone: components.PhoneWide}, {Label: d.say(text.SigningDue)},
		},
	}
	for i := range d.Lines {
		t.Rows = append(t.Rows, d.row(&d.Lines[i]))
	}
	return t
}

func (d *signingDesk) row(l *store.SigningLine) components.Row {
	matter, basis := d.matter(l)
	due := components.Cell{Words: dueWords(d.ctx, l.Due, d.today)}
	late := !l.Due.IsZero() && l.Due < d.today
	if late {
		due.Tone = components.Late
	}
	id := l.CaseID.String() + " " + d.of(l)
	return components.Row{ID: id, Name: l.Name, Late: late, Picked: d.ticked[id], Href: casePath(l.CaseID), Cells: []components.Cell{
		{Words: l.Name, Sub: l.DocMask}, {Words: d.places.Short(l.Division), Sub: deref(l.Worker)}, {Words: matter}, {Words: basis}, due,
	}}
}

// of is what a line's decision is about, as casework.SigningRow says it.
func (d *signingDesk) of(l *store.SigningLine) string {
	switch {
	case d.kind == casework.SignWindows:
		return l.Month.Month().String()
	case d.kind == casework.SignAssessments && l.Phase != nil:
		return strconv.Itoa(*l.Phase)
	case l.OfFact != nil:
		return l.OfFact.String()
	}
	return ""
}

// matter says what is to be decided, and on what.
func (d *signingDesk) matter(l *store.SigningLine) (what, basis string) {
	switch d.kind {
	case casework.SignWindows:
		return d.say(text.SigningWindowOf, "Month", l.Month.Month()), d.say(text.SigningWindowOffice)
	case casework.SignAssessments:
		figures := d.say(text.SigningPhaseFigures, "Done", l.TestsDone, "Due", l.TestsDue, "Missed", l.TestsMissed, "Positives", l.Positives, "ContactsDone", l.ContactsDone, "ContactsOwed", l.ContactsOwed)
		return text.T(d.ctx, text.FactAssessmentOf, "Phase", text.Of(d.ctx, text.FamilyPhaseName, d.of(l))), joinDots([]string{figures, d.opinion(l)})
	}
	f, there := d.facts[d.of(l)]
	if !there {
		return text.Of(d.ctx, text.FamilySigningKind, d.kind), ""
	}
	switch b := f.Body.(type) {
	case *rehab.Leave:
		what = d.say(text.SigningLeaveDaysOnly, "Days", text.DateRange(d.ctx, b.From, b.Until))
		if b.To != "" {
			what = d.say(text.SigningLeaveDays, "Days", text.DateRange(d.ctx, b.From, b.Until), "To", b.To)
		}
		if b.Reason != "" {
			basis = d.say(text.SigningLeaveWhy, "Reason", b.Reason)
		}
	case *rehab.DrugTest:
		what, basis = d.say(text.SigningAbsenceOn, "Day", f.Date), d.say(text.SigningAbsenceNoWhy)
		if b.Reason != "" {
			basis = d.say(text.SigningAbsenceWhy, "Reason", b.Reason)
		}
	}
	return what, basis
}

// opinion is what the village has said of the phase, the newest.
func (d *signingDesk) opinion(l *store.SigningLine) string {
	for _, f := range slices.Backward(d.Facts) {
		if b, ok := f.Body.(*rehab.PhaseOpinion); ok && f.CaseID == l.CaseID && strconv.Itoa(b.Phase) == d.of(l) && b.Suggestion != "" {
			return d.say(text.SigningOpinion, "Result", text.Of(d.ctx, text.FamilySigningAnswer, "assessment."+string(b.Suggestion)), "Text", b.Text)
		}
	}
	return d.say(text.SigningOpinionNone)
}
