package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/assessment"
)

func assessmentPath(id uuid.UUID) string { return "/cases/" + id.String() + "/assessment" }

// assessmentShow shows what each phase of a case is judged on, and the forms this actor may fill.
func (s *Server) assessmentShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	v, err := s.assessmentView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) assessmentView(r *http.Request, id uuid.UUID) (pages.PageView, error) {
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	v := pages.PageView{Title: text.T(ctx, text.AssessmentOf, "Name", o.Person.Name), Name: o.Person.Name, CaseHref: casePath(id), Note: s.viewOf(ctx, actor, g, &o).line()}
	for _, p := range o.Assessable() {
		if view := s.phaseView(ctx, actor, &o, p); p.State == rehab.PhasePassed {
			v.Passed = append([]pages.PhaseView{view}, v.Passed...)
		} else {
			v.Phases = append(v.Phases, view)
		}
	}
	if actor.May(access.AssessmentDecide) && o.CanDo(actor, rehab.KindFinalAssessment) {
		f := s.assessmentForm(ctx, id, "final", text.AssessmentFinal, "1")
		f.Parts = decisionParts
		v.Final = &f
	}
	if len(v.Phases) == 0 && len(v.Passed) == 0 && v.Final == nil {
		v.Notice = text.T(ctx, text.AssessmentNone)
		if b := o.BarTo(rehab.KindAssessment); b != nil {
			v.Notice, v.First = barWords(ctx, b), comesFirst(ctx, actor, &o, b)
		}
	}
	comeBack(r, &v)
	return v, nil
}

// comeBack makes every form of the page return to where the request came from.
func comeBack(r *http.Request, v *pages.PageView) {
	if v.Final != nil {
		v.Final.Action = withBack(r, v.Final.Action)
	}
	for _, list := range [][]pages.PhaseView{v.Phases, v.Passed} {
		for i := range list {
			for j := range list[i].Forms {
				f := &list[i].Forms[j]
				f.Action = withBack(r, f.Action)
			}
		}
	}
}

var decisionParts = []pages.Part{{Name: "health"}, {Name: "work"}, {Name: "family"}, {Name: "help"}}

func (s *Server) phaseView(ctx context.Context, actor access.Actor, o *casework.Opened, p rehab.Phase) pages.PhaseView {
	n := strconv.Itoa(int(p.N))
	v := pages.PhaseView{
		ID: "phase-" + n, Title: text.T(ctx, text.AssessmentPhaseHead, "Phase", text.Of(ctx, text.FamilyPhaseName, n), "Dates", text.DateRange(ctx, p.Start, p.End)),
		Mark: phaseMark(ctx, p.State), Figures: phaseFigures(ctx, o.Figures(p.N)),
		Opinion: factOn(ctx, o, p.Opinion), Decision: factOn(ctx, o, p.Decision),
	}
	for _, b := range p.Blockers {
		v.Blockers = append(v.Blockers, text.Of(ctx, text.FamilyBlocker, b.Kind, "Month", b.Month))
	}
	if p.Decision == "" && actor.May(access.AssessmentOpinion) && o.CanDo(actor, rehab.KindPhaseOpinion) {
		f := s.assessmentForm(ctx, o.Case.ID, "opinion", text.AssessmentGiveOpinion, n)
		f.Folded = p.Opinion != "" || actor.May(access.AssessmentDecide)
		v.Forms = append(v.Forms, f)
	}
	if actor.May(access.AssessmentDecide) && o.CanDo(actor, rehab.KindAssessment) {
		f := s.assessmentForm(ctx, o.Case.ID, "decision", text.AssessmentDecide, n)
		f.Parts = decisionParts
		if p.Decision != "" {
			f.Title, f.Hint, f.Folded = text.T(ctx, text.AssessmentDecideAgain), text.T(ctx, text.AssessmentDecideAgainHint), true
		}
		v.Forms = append(v.Forms, f)
	}
	return v
}

func (s *Server) assessmentForm(ctx context.Context, id uuid.UUID, path string, title text.Key, phase string) pages.FormView {
	today := s.Clock.Today().String()
	return pages.FormView{ID: path + "-" + phase, Title: text.T(ctx, title), Action: assessmentPath(id) + "/" + path, Key: NewFormKey(), Phase: phase, Date: today, Today: today}
}

func phaseMark(ctx context.Context, state rehab.PhaseState) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyPhaseState, state)}
	switch state {
	case rehab.PhasePassed:
		m.Tone = components.Done
	case rehab.PhaseFailed, rehab.PhaseBlocked:
		m.Tone = components.Late
	case rehab.PhaseOver:
		m.Tone = components.Due
	case rehab.PhaseCut, rehab.PhaseElsewhere:
		m.Tone = components.Shut
	}
	return m
}

func phaseFigures(ctx context.Context, p casework.PhaseFigures) []components.Pair {
	return []components.Pair{
		{Name: text.T(ctx, text.AssessmentTests), Value: text.T(ctx, text.AssessmentTestsValue, "Due", p.TestsDue, "Done", p.TestsDone, "Missed", p.TestsMissed, "Excused", p.TestsExcused, "Positive", p.Positives)},
		{Name: text.T(ctx, text.AssessmentContacts), Value: text.T(ctx, text.AssessmentContactsValue, "Owed", p.ContactsOwed, "Done", p.ContactsDone)},
		{Name: text.T(ctx, text.AssessmentBreaches), Value: text.T(ctx, text.AssessmentBreachesValue, "Count", p.Breaches)},
		{Name: text.T(ctx, text.AssessmentSuspended), Value: text.T(ctx, text.AssessmentSuspendedValue, "Count", p.SuspendedDays)},
	}
}

// factOn shows an opinion or a decision; nil without one.
func factOn(ctx context.Context, o *casework.Opened, id string) *components.FactView {
	f, ok := o.Fact(id)
	if !ok {
		return nil
	}
	v := components.FactView{Date: text.Date(ctx, f.Date), ISO: f.Date.String(), Icon: icon.ClipboardCheck, Title: text.Of(ctx, text.FamilyFact, f.Body.Kind()), By: f.Recorder}
	switch b := f.Body.(type) {
	case *rehab.PhaseOpinion:
		v.Note = b.Text
		if b.Suggestion != "" {
			v.Strong = text.Of(ctx, text.FamilyAssessmentResult, b.Suggestion)
		}
	case *rehab.Assessment:
		v.Strong, v.Note = text.Of(ctx, text.FamilyAssessmentResult, b.Result), b.Text
	}
	return &v
}

// assessmentAgain shows the page again with the form that was refused, filled as it was.
func (s *Server) assessmentAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, path string, f *Form, err error) error {
	v, verr := s.assessmentView(r, id)
	if verr != nil {
		return verr
	}
	form := findAssessmentForm(&v, path+"-"+f.Typed("phase"))
	if form == nil {
		added := s.assessmentForm(r.Context(), id, path, text.AssessmentTitle, f.Typed("phase"))
		v.Final, form = &added, &added
	}
	form.Key, form.Date, form.Result, form.Text = f.Typed(FormKey), f.Typed("date"), f.Typed("result"), f.Typed("text")
	var parts []pages.Part
	for _, p := range form.Parts {
		parts = append(parts, pages.Part{Name: p.Name, Value: f.Typed(p.Name)})
	}
	form.Parts = parts
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name != "" {
				es[i].ID = form.ID + "-" + es[i].Name
			}
		}
		form.Errors = es
		return pages.Page(v)
	})
}

func findAssessmentForm(v *pages.PageView, id string) *pages.FormView {
	if v.Final != nil && v.Final.ID == id {
		return v.Final
	}
	for _, list := range [][]pages.PhaseView{v.Phases, v.Passed} {
		for i := range list {
			for j := range list[i].Forms {
				if list[i].Forms[j].ID == id {
					return &list[i].Forms[j]
				}
			}
		}
	}
	return nil
}
