package server

import (
	"context"
	"net/url"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/worklist"
)

// sections groups the lines of the page, which come in the order of the sections.
func (d *desk) sections() []pages.SectionView {
	var out []pages.SectionView
	for _, s := range workSections {
		v := pages.SectionView{Head: components.WorkSectionView{ID: s.name, Title: s.titleFor(d.ctx, d.actor.Role), Icon: s.icon, Tone: s.tone,
			Note: text.T(d.ctx, text.WorklistCount, "Count", d.Counts[s.n])}}
		for i := range d.Lines {
			if d.Lines[i].Section == s.n {
				v.Items = append(v.Items, d.item(&d.Lines[i]))
			}
		}
		if len(v.Items) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// item is one person with all duties as marks.
func (d *desk) item(l *store.WorkLine) components.WorkItemView {
	v := components.WorkItemView{Name: l.Name, Href: "/cases/" + l.CaseID.String(), Note: d.personNote(l), Place: d.placeOf(l), Tone: itemTone(l), Last: d.lastTest(l), Go: d.button(l)}
	if l.Strip != "" {
		v.Strip = tracker.Strip(l.Strip)
	}
	for i := range l.Duties {
		m := &l.Duties[i]
		if answeredByDecision(l, m) {
			continue
		}
		v.Marks = append(v.Marks, d.mark(m))
		v.Reasons = append(v.Reasons, d.why(l, m))
	}
	return v
}

func itemTone(l *store.WorkLine) components.Tone {
	for i := range l.Duties {
		if l.Duties[i].State == string(rehab.DutyOverdue) {
			return components.Late
		}
	}
	if l.Section <= store.WorkWeek {
		return components.Due
	}
	return components.Plain
}

// answeredByDecision reports whether the missed test m stands in the line already as the decision on it.
func answeredByDecision(l *store.WorkLine, m *store.WorkMark) bool {
	if m.Kind != string(rehab.DutyTest) || m.Part != string(access.Watch) {
		return false
	}
	for i := range l.Duties {
		if x := &l.Duties[i]; x.Kind == string(rehab.DutyResolveMissed) && x.Month == m.Month && x.CaseID == m.CaseID {
			return true
		}
	}
	return false
}

// personNote says where the person stands: phase and month, or stage.
func (d *desk) personNote(l *store.WorkLine) string {
	var parts []string
	switch {
	case l.Stage != string(rehab.StageInExecution) || l.Phase == nil:
		parts = append(parts, text.Of(d.ctx, text.FamilyStage, l.Stage))
	default:
		if l.Measure == string(rehab.Rehab) {
			parts = append(parts, text.Of(d.ctx, text.FamilyMeasure, l.Measure))
		}
		parts = append(parts, text.Of(d.ctx, text.FamilyPhaseName, strconv.Itoa(*l.Phase)))
		if l.PhaseMonth != nil && *l.PhaseMonth > 0 {
			parts = append(parts, text.T(d.ctx, text.WorklistMonthNo, "Count", *l.PhaseMonth))
		}
	}
	if l.Sex == "female" {
		parts = append(parts, text.Of(d.ctx, text.FamilySex, l.Sex))
	}
	return joinDots(parts)
}

// placeOf is the village answerable, for those who see several, and who answers by name, unless that is the reader.
func (d *desk) placeOf(l *store.WorkLine) string {
	where := d.places.Full(l.Answerable)
	switch {
	case d.actor.Role == access.VillageWorker:
		if d.asked.Mine || l.Worker == nil || *l.Worker == d.actor.Name {
			return ""
		}
		return *l.Worker
	case d.actor.Role.Township():
		where = d.places.Short(l.Answerable)
	}
	if l.Worker == nil || d.actor.Role.Police() {
		return where
	}
	return joinDots([]string{where, *l.Worker})
}

func joinDots(parts []string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += " · "
		}
		out += p
	}
	return out
}

func (d *desk) lastTest(l *store.WorkLine) string {
	if l.LastTest.IsZero() || l.LastTestResult == nil {
		if l.Strip == "" {
			return ""
		}
		return text.T(d.ctx, text.WorklistNoTest)
	}
	return text.T(d.ctx, text.WorklistLastTest, "Day", text.ShortDate(d.ctx, l.LastTest), "Result", text.Of(d.ctx, text.FamilyTestResult, *l.LastTestResult))
}

// mark is a duty in an icon and a few words: what it is, and how late, or until when.
func (d *desk) mark(m *store.WorkMark) components.MarkView {
	today, known := d.Clock.Today(), markedDuty(m)
	name := d.dutyName(m)
	v := components.MarkView{Icon: components.DutyIcon(m.Kind), Words: name}
	switch {
	case known.late(today) && known.Kind == rehab.DutyTest:
		v.Tone, v.Icon, v.Words = components.Late, "", text.T(d.ctx, text.WorklistMissed, "Duty", name, "Mark", missedWords(d.ctx, &known))
	case known.late(today) && known.looksAtDays():
		v.Tone, v.Words = components.Late, text.T(d.ctx, text.WorklistNotDone, "Duty", name)
	case known.late(today):
		v.Tone, v.Words = components.Late, text.T(d.ctx, text.WorklistPast, "Duty", name, "Count", int(today-known.Due))
	case known.Due == today:
		v.Tone, v.Words = components.Due, text.T(d.ctx, text.WorklistUntilToday, "Duty", name)
	case m.Section == store.WorkWeek || m.Section == store.WorkSign && !known.Due.IsZero():
		v.Tone, v.Words = components.Due, text.T(d.ctx, text.WorklistUntil, "Duty", name, "Day", text.ShortDate(d.ctx, known.Due))
	case m.Section == store.WorkSign:
		v.Tone = components.Due
	case m.Section == store.WorkLater && !known.Due.IsZero():
		v.Words = text.T(d.ctx, text.WorklistUntil, "Duty", name, "Day", text.ShortDate(d.ctx, known.Due))
	}
	return v
}

// markedDuty is the duty of a mark; a test's with the mark of its window.
func markedDuty(m *store.WorkMark) duty {
	d := storedDuty(&m.Obligation)
	if d.Kind == rehab.DutyTest || d.Kind == rehab.DutyResolveMissed {
		d.Window = rehab.TestMark(m.Mark)
	}
	return d
}

// missedWords says why a window has no valid test: the person refused or stayed away, or the office missed it.
func missedWords(ctx context.Context, d *duty) string {
	if d.evaded() {
		return text.Of(ctx, text.FamilyMark, d.Window)
	}
	return text.Of(ctx, text.FamilyWindowState, rehab.WindowMissed)
}

// dutyName is the duty's name; a phase that the village has not yet given its opinion on is named for that.
func (d *desk) dutyName(m *store.WorkMark) string {
	if m.Kind == string(rehab.DutyPhaseAssessment) && !m.Prepared {
		phase := 0
		if m.Phase != nil {
			phase = *m.Phase
		}
		return text.T(d.ctx, text.WorklistOpinion, "Phase", text.Of(d.ctx, text.FamilyPhaseName, strconv.Itoa(phase)))
	}
	known := storedDuty(&m.Obligation)
	return dutyName(d.ctx, &known, d.Clock.Today())
}

// why explains a mark; of tests the last one is known here and says what the window has seen so far.
func (d *desk) why(l *store.WorkLine, m *store.WorkMark) components.Reason {
	known := markedDuty(m)
	known.Now = l.Answerable
	r := whyOf(d.ctx, d.places, &known, d.Clock.Today())
	r.What = d.dutyName(m)
	if known.Kind != rehab.DutyTest && known.Kind != rehab.DutyResolveMissed {
		return r
	}
	from, to := known.Opens, known.Due
	if known.Kind == rehab.DutyResolveMissed {
		from, to = known.Month.First(), known.Opens-1
	}
	switch {
	case l.LastTest >= from && l.LastTest <= to:
		r.Facts = []components.Link{{Words: d.lastTest(l), Href: "/cases/" + l.CaseID.String()}}
	case known.evaded():
		r.Facts = []components.Link{{Words: missedWords(d.ctx, &known), Href: "/cases/" + l.CaseID.String() + "?month=" + known.Month.String() + "#facts"}}
	case l.LastTest < from:
		r.Facts = []components.Link{{Words: text.T(d.ctx, text.WorklistNoTestInWindow)}}
	}
	return r
}

// button is the one thing to press: the form that meets what the actor is to do first, and the case where there is only to look.
func (d *desk) button(l *store.WorkLine) components.ButtonView {
	b := components.ButtonView{Label: text.T(d.ctx, text.WorklistLook), Icon: icon.Eye, Small: true, Href: "/cases/" + l.CaseID.String()}
	m := d.first(l)
	if m == nil {
		return b
	}
	b.Href, b.Weight = d.formOf(m), components.Outline
	if itemTone(l) == components.Late {
		b.Weight = components.Primary
	}
	switch {
	case m.Part == string(access.Signs) && !d.actor.Role.Police():
		b.Label, b.Icon = text.T(d.ctx, text.WorklistDecide), icon.Signature
	case dutyForms[rehab.Duty(m.Kind)] == visitForm:
		b.Label, b.Icon = text.T(d.ctx, text.WorklistRecord), icon.NotebookPen
	default:
		b.Label, b.Icon = text.T(d.ctx, text.WorklistHandle), icon.NotebookPen
	}
	return b
}

const visitForm = "visit"

// first is the duty that the button is for: a decision before all else, then what one visit to the person does and can still be done in time,
// then the most urgent; nil where the actor only watches.
func (d *desk) first(l *store.WorkLine) *store.WorkMark {
	var visit, other *store.WorkMark
	for i := range l.Duties {
		m := &l.Duties[i]
		switch {
		case m.Part == string(access.Watch) || d.formOf(m) == "":
		case m.Part == string(access.Signs):
			return m
		case visit == nil && dutyForms[rehab.Duty(m.Kind)] == visitForm && m.State == string(rehab.DutyOpen):
			visit = m
		case other == nil:
			other = m
		}
	}
	if visit != nil {
		return visit
	}
	return other
}

// formOf is the address of the form that meets a duty and comes back to this list, "" where there is none for the actor.
func (d *desk) formOf(m *store.WorkMark) string {
	kind := rehab.Duty(m.Kind)
	path := dutyPath(kind, m.CaseID)
	if path == "" || !mayDuty(d.actor, kind) {
		return ""
	}
	q := aboutQuery(m)
	q.Set(backField, d.address("section", d.query.Get("section")))
	path += "?" + q.Encode()
	if kind == rehab.DutyPhaseAssessment && m.Phase != nil {
		path = atPhase(path, *m.Phase)
	}
	return path
}

// aboutQuery says to the form what the duty is about: the fact, the window's month, or the month that is entered late.
func aboutQuery(m *store.WorkMark) url.Values {
	q := url.Values{}
	switch {
	case m.OfFact != nil:
		q.Set("of", m.OfFact.String())
	case m.Kind == string(rehab.DutyResolveMissed) && !m.Month.IsZero():
		q.Set("of", m.Month.Month().String())
	case dutyForms[rehab.Duty(m.Kind)] == visitForm && m.State == string(rehab.DutyOverdue):
		q.Set(visitMonth, storedDuty(&m.Obligation).Due.Month().String())
	}
	return q
}
