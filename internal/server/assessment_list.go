package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/assessment"
)

const (
	assessmentsPath = "/assessments"
	assessmentsPage = 50
)

// assessmentList shows the phase and final assessments owed, and what each waits for.
func (s *Server) assessmentList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, q := r.Context(), actorOf(r), readQuery(r)
	step := assessmentStep(q)
	a, err := s.Work.Assessments(ctx, actor, step, dutyKey(q.Typed("after")), assessmentsPage)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{
		Excel: excelAddress(r, len(a.Lines)), Figures: assessmentFigures(ctx, &a), Table: assessmentTable(r, g, a.Lines, s.Clock.Today()),
		Filter: components.FilterBarView{Action: assessmentsPath, Target: "main", Clear: assessmentsPath, Filters: []components.Filter{
			{Name: "step", Label: text.T(ctx, text.AssessmentStep), Value: string(step), Options: components.OptionsOf(ctx, text.FamilyAssessmentStep, casework.AssessmentSteps()...)},
		}},
		Pages: components.PaginationView{From: min(1, len(a.Lines)), To: len(a.Lines), Keys: true},
	}
	if step != "" {
		v.Table.Empty = components.EmptyView{Title: text.T(ctx, text.AssessmentEmptyFilter), Icon: icon.CircleCheck}
	}
	if a.More {
		last := a.Lines[len(a.Lines)-1]
		v.Pages.Next = assessmentsPath + "?" + url.Values{"step": {string(step)}, "after": {last.Due.String() + "_" + last.CaseID.String() + "_" + strconv.Itoa(last.Seq)}}.Encode()
	}
	return s.page(w, r, text.T(ctx, text.AssessmentTitle), pages.List(v))
}

func assessmentStep(q *Form) casework.AssessmentStep {
	var all []string
	for _, step := range casework.AssessmentSteps() {
		all = append(all, string(step))
	}
	return casework.AssessmentStep(q.Choice("step", all...))
}

// assessmentFigures say how many assessments wait for what; each opens the list of just those.
func assessmentFigures(ctx context.Context, a *casework.AssessmentList) []components.FigureView {
	icons := map[casework.AssessmentStep]icon.Name{casework.AwaitsDecision: icon.Signature, casework.AwaitsOpinion: icon.FilePen, casework.AwaitsFinal: icon.ClipboardCheck}
	var out []components.FigureView
	for _, step := range casework.AssessmentSteps() {
		f := components.FigureView{
			Label: text.Of(ctx, text.FamilyAssessmentStep, step), Icon: icons[step], N: text.Number(ctx, a.Waits[step]),
			Href: assessmentsPath + "?step=" + string(step), Note: text.T(ctx, text.AssessmentNoneLate),
		}
		if n := a.Late[step]; n > 0 {
			f.Note, f.Tone = text.T(ctx, text.AssessmentLateCount, "Count", n), components.Late
		} else if a.Waits[step] > 0 {
			f.Tone = components.Due
		}
		out = append(out, f)
	}
	return out
}

func assessmentTable(r *http.Request, g *gazetteer, lines []store.DutyLine, today date.Date) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.AssessmentCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.AssessmentPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.AssessmentKind)},
			{Label: text.T(ctx, text.AssessmentVillage)}, {Label: text.T(ctx, text.AssessmentStep), Phone: components.PhoneWide}, {Label: text.T(ctx, text.AssessmentDue)},
			{Label: text.T(ctx, text.AssessmentAct), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.AssessmentEmpty), Note: text.T(ctx, text.AssessmentEmptyNote)},
	}
	for i := range lines {
		t.Rows = append(t.Rows, assessmentRow(r, g, &lines[i], today))
	}
	return t
}

func assessmentRow(r *http.Request, g *gazetteer, l *store.DutyLine, today date.Date) components.Row {
	ctx, to := r.Context(), assessmentAt(r, l)
	step := casework.AssessmentStepOf(l.Kind, l.Prepared)
	late := !l.Due.IsZero() && l.Due < today
	due := components.Cell{Words: dueWords(ctx, l.Due, today)}
	mark := components.MarkView{Words: text.Of(ctx, text.FamilyAssessmentStep, step), Icon: icon.Clock}
	if step == casework.AwaitsDecision {
		mark.Icon, mark.Tone = icon.Signature, components.Due
	}
	if late {
		due.Tone = components.Late
	}
	return components.Row{ID: l.CaseID.String(), Late: late, Href: to, Cells: []components.Cell{
		{Words: l.Name, Sub: tail(&l.DocMask)}, {Words: assessmentWords(ctx, l)}, {Words: g.Full(l.Division)}, {Body: components.Mark(mark)}, due,
		{Body: components.Button(assessmentButton(ctx, actorOf(r), to, step))},
	}}
}

// assessmentWords name an assessment: 第一阶段评估.
func assessmentWords(ctx context.Context, l *store.DutyLine) string {
	if l.Phase == nil || l.Kind == string(rehab.DutyFinalAssessment) {
		return text.Of(ctx, text.FamilyObligation, l.Kind)
	}
	return text.T(ctx, text.FactAssessmentOf, "Phase", text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(*l.Phase)))
}

// assessmentAt is the address of an assessment's forms, from which one comes back to the list.
func assessmentAt(r *http.Request, l *store.DutyLine) string {
	path := backTo(assessmentPath(l.CaseID), r.URL.RequestURI())
	if l.Phase == nil || l.Kind == string(rehab.DutyFinalAssessment) {
		return path
	}
	return atPhase(path, *l.Phase)
}

// atPhase is the place of a phase's forms on the page of a case's assessments.
func atPhase(path string, phase int) string { return path + "#phase-" + strconv.Itoa(phase) }

// assessmentButton is the one thing this actor does about an assessment.
func assessmentButton(ctx context.Context, actor access.Actor, to string, step casework.AssessmentStep) components.ButtonView {
	b := components.ButtonView{Small: true, Href: to, Label: text.T(ctx, text.AssessmentLook), Icon: icon.Eye}
	decides := actor.May(access.AssessmentDecide)
	switch {
	case step == casework.AwaitsOpinion && !decides:
		b.Label, b.Icon, b.Weight = text.T(ctx, text.AssessmentGiveOpinion), icon.FilePen, components.Outline
	case step == casework.AwaitsDecision && decides:
		b.Label, b.Icon, b.Weight = text.T(ctx, text.AssessmentDecide), icon.Signature, components.Outline
	case step == casework.AwaitsFinal && decides:
		b.Label, b.Icon, b.Weight = text.T(ctx, text.AssessmentFinalDo), icon.ClipboardCheck, components.Outline
	}
	return b
}

// dutyKey reads where a page of duties begins; anything else is the first page.
func dutyKey(s string) store.DutyKey {
	part := strings.Split(s, "_")
	var k store.DutyKey
	if len(part) != 3 || k.Due.UnmarshalText([]byte(part[0])) != nil {
		return store.DutyKey{}
	}
	var err1, err2 error
	k.Case, err1 = uuid.Parse(part[1])
	k.Seq, err2 = strconv.Atoi(part[2])
	if err1 != nil || err2 != nil {
		return store.DutyKey{}
	}
	return k
}
