package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/decision"
)

func decisionPath(id uuid.UUID) string { return casePath(id) + "/decision" }

// decisionShow shows the decision of a case: the form to whoever drafts, the approval to whoever approves, the paper to all who see the case.
func (s *Server) decisionShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	d, g, err := s.decisionOf(r, id)
	if err != nil {
		return err
	}
	v, err := s.decisionView(r.Context(), g, actorOf(r), &d, readQuery(r).Checked("edit"))
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

// decisionOf loads a case with its decision. Before a decision is issued it is the police's alone.
func (s *Server) decisionOf(r *http.Request, id uuid.UUID) (d casework.DecisionFile, g *gazetteer, err error) {
	if d, err = s.Work.Decision(r.Context(), actorOf(r), id); err != nil {
		return d, nil, err
	}
	if _, _, issued := d.Issued(); !issued && !actorOf(r).Role.Police() {
		return d, nil, fault.ErrNotFound()
	}
	g, err = s.gazetteer(r.Context())
	return d, g, err
}

// decisionView is the page of a decision as this actor sees it; edit asks for the form although the draft is submitted.
func (s *Server) decisionView(ctx context.Context, g *gazetteer, actor access.Actor, d *casework.DecisionFile, edit bool) (v pages.PageView, err error) {
	fact, issued, is := d.Issued()
	v = pages.PageView{Title: decisionTitle(ctx, d), Name: d.Person.Name, CaseHref: casePath(d.Case.ID), Steps: decisionSteps(ctx, d)}
	switch {
	case is:
		v.Sheet, err = s.sheetOf(ctx, g, d, decisionSheet{draft: issuedDraft(d, issued), day: fact.Date, number: issued.Number, drafted: issued.DraftedBy, approved: issued.ApprovedBy})
		if err != nil {
			return v, err
		}
		return v, s.decisionIssued(ctx, actor, d, issued, &v)
	case screenedUnfit(d):
		v.Notice, v.Tone, v.Steps = text.T(ctx, text.DecisionUnfit), components.Shut, nil
		v.Next = []string{text.T(ctx, text.DecisionUnfitNext1), text.T(ctx, text.DecisionUnfitNext2), text.T(ctx, text.DecisionUnfitNext3)}
		return v, nil
	}
	if v.Sheet, err = s.sheetOf(ctx, g, d, decisionSheet{draft: d.Draft, drafted: d.Row.Drafter}); err != nil {
		return v, err
	}
	decisionLacks(ctx, actor, d, &v)
	submitted := d.Row.SubmittedAt != nil
	if submitted {
		v.Notice, v.Tone = text.T(ctx, text.DecisionWaiting, "When", text.Moment(ctx, *d.Row.SubmittedAt)), components.Due
	} else if d.Row.ReturnedReason != nil {
		v.Notice, v.Tone = text.T(ctx, text.DecisionReturned, "Who", d.Row.Returner, "Reason", *d.Row.ReturnedReason), components.Late
	}
	switch {
	case actor.May(access.DecisionDraft) && (!submitted || edit):
		v.Form = s.decisionForm(ctx, g, actor, d)
	case actor.May(access.DecisionDraft):
		v.Edit = decisionPath(d.Case.ID) + "?edit=1"
	case !submitted:
		v.Notice, v.Tone, v.Sheet = text.T(ctx, text.DecisionNotDrafted), components.Plain, nil
	case slices.Contains(d.Row.Drafters, actor.Account):
		v.Notice = text.T(ctx, text.DecisionWaitingOwn)
	default:
		v.Approval = &pages.ApprovalView{Approve: decisionPath(d.Case.ID) + "/approve", Return: decisionPath(d.Case.ID) + "/return", Version: strconv.Itoa(d.Row.Version)}
	}
	return v, nil
}

// decisionLacks says what the person's record lacks for the paper, and leads to where it is added.
func decisionLacks(ctx context.Context, actor access.Actor, d *casework.DecisionFile, v *pages.PageView) {
	var labels []string
	for _, field := range casework.LackedByDecision(d.Person) {
		labels = append(labels, text.Of(ctx, text.FamilyField, field))
	}
	if len(labels) == 0 {
		return
	}
	v.Lacks = text.T(ctx, text.PersonLacks, "Fields", labels)
	if d.MayEditPerson(actor) {
		v.Complete = backTo(personPath(d.Case.ID), decisionPath(d.Case.ID)) + "#home"
	}
}

func decisionTitle(ctx context.Context, d *casework.DecisionFile) string {
	if d.Draft.Measure == rehab.Rehab {
		return text.T(ctx, text.DecisionOfRehab, "Name", d.Person.Name)
	}
	return text.T(ctx, text.DecisionOfDetox, "Name", d.Person.Name)
}

func screenedUnfit(d *casework.DecisionFile) bool {
	for _, a := range d.Track.Allowed {
		if a.Action == rehab.KindDecision {
			return a.WhyNot == rehab.ScreenedUnfit
		}
	}
	return false
}

// issuedDraft is an issued decision in the shape of the draft it was.
func issuedDraft(d *casework.DecisionFile, b *rehab.Decision) casework.DecisionDraft {
	place := b.Place
	if place.IsZero() {
		place = d.Case.Place
	}
	out := casework.DecisionDraft{Measure: d.Case.Measure, Term: d.Case.TermMonths, CreditDays: b.CreditDays, Place: place, FactsFound: b.FactsFound, Evidence: b.Evidence, LegalBasis: b.LegalBasis}
	out.Suit()
	return out
}

// decisionIssued fills what is shown of an issued decision.
func (s *Server) decisionIssued(ctx context.Context, actor access.Actor, d *casework.DecisionFile, b *rehab.Decision, v *pages.PageView) error {
	fact, _, _ := d.Issued()
	path := decisionPath(d.Case.ID)
	v.Issued = []components.Pair{
		{Name: text.T(ctx, text.DecisionNumber), Value: b.Number}, {Name: text.T(ctx, text.DecisionIssuedOn), Value: text.Date(ctx, fact.Date)},
		{Name: text.T(ctx, text.DecisionDraftedBy), Value: b.DraftedBy}, {Name: text.T(ctx, text.DecisionApprovedBy), Value: b.ApprovedBy},
	}
	kept, err := s.Papers.About(ctx, actor, d.Case.ID, fact.ID)
	if err != nil {
		return err
	}
	if kept != nil {
		v.Kept = &components.Link{Words: text.T(ctx, text.PaperSee, "Number", kept.Number), Href: paperPath(kept)}
	} else {
		v.Print = &pages.PrintView{Masked: path + "/paper", Full: path + "/paper", Reason: text.T(ctx, text.DecisionPrintReasonSaid)}
	}
	if actor.May(access.ServiceRecord) && len(openBlocks(&d.Opened)) > 0 && !d.Track.Stage.Ended() {
		v.Service = servicePath(d.Case.ID)
	}
	return nil
}

// decisionForm is the form of the draft, filled as it was saved.
func (s *Server) decisionForm(ctx context.Context, g *gazetteer, actor access.Actor, d *casework.DecisionFile) *pages.FormView {
	path := decisionPath(d.Case.ID)
	v := &pages.FormView{
		ID: "decision-form", Action: path, Preview: path + "/preview", Version: strconv.Itoa(d.Row.Version), Cancel: decisionsPath,
		Measures: components.OptionsOf(ctx, text.FamilyIntakeMeasure, intakeMeasures...), Places: g.Villages(actor.Scope),
		Measure: string(d.Draft.Measure) + "-" + strconv.Itoa(d.Draft.Term), Place: d.Draft.Place.String(),
		FactsFound: d.Draft.FactsFound, Evidence: d.Draft.Evidence, LegalBasis: d.Draft.LegalBasis,
	}
	if d.Draft.CreditDays > 0 {
		v.CreditDays = strconv.Itoa(d.Draft.CreditDays)
	}
	return v
}

// decisionSteps is the way of a decision from the screening to the township's knowing.
func decisionSteps(ctx context.Context, d *casework.DecisionFile) []components.Step {
	screening := components.Step{Label: text.T(ctx, text.DecisionStepScreening), State: components.StepDone}
	for _, x := range d.Facts {
		if _, is := x.Body.(*rehab.Screening); is {
			screening.Note = text.ShortDate(ctx, x.Date)
		}
	}
	draft := components.Step{Label: text.T(ctx, text.DecisionStepDraft), State: components.StepNow, Note: d.Row.Drafter}
	approve := components.Step{Label: text.T(ctx, text.DecisionStepApprove), Note: text.T(ctx, text.DecisionStepOther)}
	if d.Row.SubmittedAt != nil {
		draft.State, approve.State = components.StepDone, components.StepNow
	}
	if fact, b, issued := d.Issued(); issued {
		draft.State, draft.Note = components.StepDone, b.DraftedBy
		approve.State, approve.Note = components.StepDone, text.ShortDate(ctx, fact.Date)
	}
	return append([]components.Step{screening, draft, approve}, serviceSteps(ctx, &d.Opened)...)
}

// serviceSteps are the three services with their days, or their deadlines.
func serviceSteps(ctx context.Context, o *casework.Opened) []components.Step {
	var out []components.Step
	for _, b := range serviceBlocks {
		st := components.Step{Label: text.T(ctx, b.step)}
		if x, _, done := o.ServedOn(b.to); done {
			st.State, st.Note = components.StepDone, text.ShortDate(ctx, x.Date)
		} else if duty := dutyOf(o, b.duty); duty != nil {
			st.State, st.Note = components.StepNow, text.T(ctx, text.DecisionStepBy, "Due", text.ShortDate(ctx, duty.Due))
			if duty.State == rehab.DutyOverdue {
				st.State = components.StepLate
			}
		} else if b.to == rehab.ToTownship {
			st.Note = text.T(ctx, text.DecisionStepWaitsForService)
		}
		out = append(out, st)
	}
	return out
}

// dutyOf returns the duty of a kind that is not met; nil when there is none.
func dutyOf(o *casework.Opened, kind rehab.Duty) *rehab.Obligation {
	for i := range o.Track.Obligations {
		if d := &o.Track.Obligations[i]; d.Kind == kind && d.State != rehab.DutyMet {
			return d
		}
	}
	return nil
}
