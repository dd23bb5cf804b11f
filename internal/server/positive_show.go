package server

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/positive"
)

// positiveShow shows the track of one positive as a clock (DOMAIN §5).
func (s *Server) positiveShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	test, err := pathUUID(r, "positive")
	if err != nil {
		return err
	}
	o, err := s.Work.Open(r.Context(), actorOf(r), id)
	if err != nil {
		return err
	}
	p, ok := o.Positive(test.String())
	if !ok {
		return fault.ErrNotFound()
	}
	g, err := s.gazetteer(r.Context())
	if err != nil {
		return err
	}
	v := positiveView{caseView: s.viewOf(r.Context(), actorOf(r), g, &o), p: &p, back: r.URL.RequestURI()}
	v.words.href = v.factHref
	view := v.page()
	return s.page(w, r, view.Title, pages.Page(view))
}

// positivePath is the address of a positive's track.
func positivePath(id uuid.UUID, test string) string { return casePath(id) + "/positives/" + test }

// positiveView makes the page of one positive.
type positiveView struct {
	*caseView
	p    *rehab.PositiveTrack
	back string
}

func (v *positiveView) page() pages.PageView {
	name := v.caseView.page.Person.Name
	out := pages.PageView{
		Title: v.t(text.PositiveTitle, "Name", name, "Day", v.p.Taken), Name: name, CaseHref: casePath(v.id()), Note: v.line(),
		Mark: v.positiveMark(&v.p.Confirmation), Results: v.results(), Sample: v.sample(), Facts: v.about(),
		Final: v.t(text.PositiveFinalIs, "Result", text.Of(v.ctx, text.FamilyTestResult, v.p.Final), "From", text.Of(v.ctx, text.FamilyPositiveFrom, v.p.From)),
	}
	v.fillSteps(&out)
	out.Notices = v.notices()
	if f, ok := v.caseView.page.Fact(v.p.Details); ok {
		out.Supplied = v.words.recorded(f)
	}
	return out
}

// fillSteps offers each form once, and the first of them at the head of the page.
func (v *positiveView) fillSteps(out *pages.PageView) {
	offered := map[rehab.Kind]bool{}
	for i := range v.p.Steps {
		s := &v.p.Steps[i]
		step, kind := v.step(s), stepForms[s.Step]
		step.Number = i + 1
		switch {
		case step.Button.Label == "":
		case offered[kind]:
			step.Button = components.ButtonView{}
		case out.Go.Label == "":
			out.Go = components.ButtonView{Label: text.Of(v.ctx, text.FamilyRecordTitle, kind), Icon: factIcons[kind], Weight: components.Primary, Href: step.Button.Href}
		}
		offered[kind] = offered[kind] || step.Button.Label != ""
		out.Steps = append(out.Steps, step)
	}
}

// results are the three results there can be, in the order in which one prevails over the other (ruling 52).
func (v *positiveView) results() []components.Pair {
	var out []components.Pair
	for _, x := range []struct {
		name rehab.PositiveStep
		fact string
	}{{rehab.PositiveRecheck, v.p.Recheck}, {rehab.PositiveLaboratory, v.p.Lab}, {rehab.PositiveTaken, v.p.Test}} {
		pair := components.Pair{Name: text.Of(v.ctx, text.FamilyPositiveFrom, x.name), Value: v.t(text.PositiveNone)}
		if f, ok := v.caseView.page.Fact(x.fact); ok {
			pair.Value, pair.Href = text.Date(v.ctx, f.Date)+" "+v.words.say(f).strong, v.factHref(f)
		}
		out = append(out, pair)
	}
	return out
}

// notices say what the law adds: 禁毒法 39 bars isolation, an ordinary continuing needs a reason, a laboratory overturned the result.
func (v *positiveView) notices() []components.Link {
	var out []components.Link
	switch {
	case v.p.Final != rehab.Positive:
		out = append(out, components.Link{Words: v.t(text.PositiveOverturnedNote)})
	case v.p.Outcome != "":
	case v.track().Exempt:
		out = append(out, components.Link{Words: v.t(text.PositiveBarred, "Article", text.Citation(v.ctx, "禁毒法 39"))})
	}
	return out
}

// about are the facts of this positive, newest first.
func (v *positiveView) about() []components.FactView {
	var out []components.FactView
	for _, f := range slices.Backward(v.caseView.page.Facts) {
		if f.ID == v.p.Test || v.concerns(f) {
			out = append(out, v.fact(f))
		}
	}
	return out
}

// concerns reports whether a fact is about the positive, or about a fact that is.
func (v *positiveView) concerns(f store.RecordedFact) bool {
	if f.Body.Kind() == rehab.KindVoid {
		return false
	}
	of := rehab.Reference(f.Body)
	if of == v.p.Test {
		return true
	}
	x, ok := v.caseView.page.Fact(of)
	return ok && rehab.Reference(x.Body) == v.p.Test
}

// stepForms are the forms that take the steps.
var stepForms = map[rehab.PositiveStep]rehab.Kind{
	rehab.PositiveSealed: rehab.KindTestDetails, rehab.PositiveRead: rehab.KindTestDetails, rehab.PositiveTold: rehab.KindPoliceReport,
	rehab.PositiveObjection: rehab.KindObjection, rehab.PositiveLaboratory: rehab.KindLabResult, rehab.PositiveLabObjection: rehab.KindObjection,
	rehab.PositiveRecheck: rehab.KindRecheckResult, rehab.PositiveOutcome: rehab.KindPoliceOutcome,
}

func (v *positiveView) step(s *rehab.PositiveStatus) pages.StepView {
	d := duty{OwedBy: s.OwedBy, Division: v.caseView.page.Answers()}
	out := pages.StepView{Label: text.Of(v.ctx, text.FamilyPositiveStep, s.Step), Mark: v.stepMark(s), Button: v.stepButton(s)}
	if s.State == rehab.PositiveOpen || s.State == rehab.PositiveOverdue {
		out.Who = v.t(text.CasefileOwedBy, "Who", debtorWords(v.ctx, v.g, &d))
	}
	why := components.Reason{Rule: text.Of(v.ctx, text.FamilyPositiveRule, s.Step), Article: text.Citation(v.ctx, s.Article), OwedBy: debtorWords(v.ctx, v.g, &d)}
	if !s.Due.IsZero() {
		why.Due = text.Date(v.ctx, s.Due)
		if s.State == rehab.PositiveOpen || s.State == rehab.PositiveOverdue {
			why.Due = dueWords(v.ctx, s.Due, v.today)
		}
		out.Due, out.DueBad = v.t(text.PositiveDue, "Day", s.Due), s.State == rehab.PositiveOverdue
	}
	out.Why = []components.Reason{why}
	if f, ok := v.caseView.page.Fact(s.By); ok {
		out.On = components.Link{Words: text.Date(v.ctx, s.On), Href: v.factHref(f)}
		if said := v.words.say(f).strong; said != "" && f.ID != v.p.Test {
			out.On.Words += " " + said
		}
	} else if !s.On.IsZero() {
		out.On.Words = text.Date(v.ctx, s.On)
	}
	return out
}

func (v *positiveView) stepMark(s *rehab.PositiveStatus) components.MarkView {
	m := components.MarkView{Words: text.Of(v.ctx, text.FamilyPositiveState, s.State)}
	switch s.State {
	case rehab.PositiveDone:
		m.Tone = components.Done
		if !s.Due.IsZero() && s.On > s.Due && s.Step != rehab.PositiveKept {
			m = components.MarkView{Tone: components.Due, Words: v.t(text.PositiveDoneLate, "Count", int(s.On-s.Due))}
		}
	case rehab.PositiveOverdue:
		m.Tone, m.Words = components.Late, v.t(text.CasefileDaysLate, "Count", int(v.today-s.Due))
	case rehab.PositiveOpen:
		m.Tone = components.Due
		if s.OwedBy == rehab.OwedByPerson || s.Step == rehab.PositiveKept {
			m.Tone = components.Plain
		}
	case rehab.PositiveNotNeeded:
		m.Tone = components.Shut
		if (s.Step == rehab.PositiveObjection || s.Step == rehab.PositiveLabObjection) && !s.Due.IsZero() && s.Due < v.today {
			m.Words = v.t(text.PositiveNoObjection)
		}
	case rehab.PositiveUnrecorded:
		m.Tone = components.Shut
	case rehab.PositiveLater:
		m.Icon = icon.Clock
	}
	if s.Step == rehab.PositiveKept && s.State == rehab.PositiveOpen {
		m.Words = v.t(text.PositiveKeptDays, "Count", int(s.Due-v.today))
	}
	return m
}

// stepButton leads to the form of a step that is to be taken, for those whose step it is.
func (v *positiveView) stepButton(s *rehab.PositiveStatus) components.ButtonView {
	kind, ok := stepForms[s.Step]
	switch s.State {
	case rehab.PositiveOpen, rehab.PositiveOverdue:
	case rehab.PositiveUnrecorded:
	default:
		return components.ButtonView{}
	}
	if !ok || !mayRecord(v.actor, &v.caseView.page.Opened, kind) || v.done(kind) {
		return components.ButtonView{}
	}
	q := url.Values{"of": {v.p.Test}, backField: {v.back}}
	switch s.Step {
	case rehab.PositiveLabObjection:
		q.Set("against", string(rehab.AgainstLaboratory))
	case rehab.PositiveObjection:
		q.Set("against", string(rehab.AgainstStrip))
	}
	return components.ButtonView{Label: v.t(text.CasefileGo), Small: true, Weight: components.Outline, Href: recordPath(kind, v.id()) + "?" + q.Encode()}
}

// done reports whether no fact of the kind can be about this positive any more.
func (v *positiveView) done(kind rehab.Kind) bool {
	for _, r := range v.caseView.page.Referable(kind) {
		if r.Of == v.p.Test {
			return false
		}
	}
	return true
}

// sample is the record of the sample, as first entered and as it stands now.
func (v *positiveView) sample() []pages.SampleView {
	first := rehab.DrugTest{}
	if f, ok := v.caseView.page.Fact(v.p.Test); ok {
		first = *f.Body.(*rehab.DrugTest)
	}
	before, after := v.sampleWords(&first), v.sampleWords(&v.p.Sample)
	out := make([]pages.SampleView, len(after))
	for i := range after {
		out[i] = pages.SampleView{What: after[i].Name, Before: before[i].Value, After: after[i].Value}
	}
	return out
}

func (v *positiveView) sampleWords(b *rehab.DrugTest) []components.Pair {
	collectors := slices.DeleteFunc([]string{b.CollectorA, b.CollectorB}, func(s string) bool { return s == "" })
	day := func(d date.Date) string {
		if d.IsZero() {
			return ""
		}
		return text.Date(v.ctx, d)
	}
	signed, method, woman := "", "", ""
	if b.Signed != "" {
		signed = text.Of(v.ctx, text.FamilySignature, b.Signed)
	}
	if b.Method != "" {
		method = text.Of(v.ctx, text.FamilyTestMethod, b.Method)
	}
	if b.WomanCollected != nil && *b.WomanCollected {
		woman = v.t(text.FactByWoman)
	}
	pairs := []components.Pair{
		v.pair("test.date", day(v.p.Taken)), v.pair("result", text.Of(v.ctx, text.FamilyTestResult, rehab.Positive)), v.pair("method", method),
		v.pair("panel", v.words.found(b)), v.pair("test.place", b.Place), {Name: text.Of(v.ctx, text.FamilyFactPart, "collectors"), Value: text.Join(v.ctx, collectors)},
		v.pair("specimen", b.Specimen), v.pair("seal_a", b.SealA), v.pair("seal_b", b.SealB), v.pair("read_on", day(b.ReadOn)), v.pair("signed", signed),
	}
	if ofWoman(&v.caseView.page.Opened) {
		pairs = slices.Insert(pairs, 6, v.pair("woman_collected", woman))
	}
	return pairs
}

func (v *positiveView) pair(field, value string) components.Pair {
	return components.Pair{Name: text.Of(v.ctx, text.FamilyRecordField, field), Value: value}
}
