package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

const policyPlansPath = policyPath + "/plans"

func policyPlanPath(id uuid.UUID) string { return policyPlansPath + "/" + id.String() }

// policyPlanOf returns the draft of the path.
func (s *Server) policyPlanOf(r *http.Request) (registry.PolicyPlan, error) {
	id, err := pathUUID(r, "plan")
	if err != nil {
		return registry.PolicyPlan{}, err
	}
	return s.Registry.PolicyPlan(r.Context(), actorOf(r), id)
}

// policyPlanShow shows a draft: what it changes, what it would mean for the cases, and how it comes into force.
func (s *Server) policyPlanShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.policyPlanView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Plan(v))
}

func (s *Server) policyPlanView(r *http.Request) (v pages.PlanView, err error) {
	ctx := r.Context()
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return v, err
	}
	p, err := s.policyDesk(r)
	if err != nil {
		return v, err
	}
	here := policyPlanPath(plan.ID)
	before := p.before(plan.Effective)
	v = pages.PlanView{
		Title: plan.Name, Back: policyPath, State: planMark(ctx, &plan), Edition: strconv.Itoa(plan.Edition),
		Note:   text.T(ctx, text.PolicyPlanNote, "Author", plan.Author, "Saver", plan.SavedBy, "When", plan.SavedAt),
		From:   text.Date(ctx, plan.Effective),
		Before: versionWords(ctx, before), Change: policyChanges(ctx, p.names, &before.Policy, &plan.Draft.Policy),
	}
	if plan.Open() {
		v.Edit, v.Drop, v.Publish = here+"/edit", here+"/drop", here+"/publish"
		switch {
		case plan.Effective <= s.Clock.Today():
			v.Past, v.Publish = text.T(ctx, text.PolicyPlanPast), ""
		case p.book.Unchanged(plan.Draft):
			v.Past, v.Publish = text.T(ctx, text.PolicyPlanSame), ""
		}
	}
	if plan.Version != nil {
		v.Version = policyPath + "?version=" + strconv.FormatInt(*plan.Version, 10)
	}
	v.WhatIf, err = s.whatIfView(r, p.names, &plan)
	return v, err
}

// planMark says whether a draft is one, or what became of it.
func planMark(ctx context.Context, p *registry.PolicyPlan) components.MarkView {
	switch {
	case p.Version != nil:
		return components.MarkView{Tone: components.Done, Words: text.T(ctx, text.PolicyPlanPublished)}
	case p.DroppedAt != nil:
		return components.MarkView{Tone: components.Shut, Words: text.T(ctx, text.PolicyPlanDropped)}
	}
	return components.MarkView{Tone: components.Due, Words: text.T(ctx, text.PolicyPlanOpen)}
}

// policyPlanDrop throws a draft away.
func (s *Server) policyPlanDrop(w http.ResponseWriter, r *http.Request) error {
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	if err := s.Registry.DropPolicyPlan(r.Context(), actorOf(r), plan.ID); err != nil {
		return err
	}
	return s.done(w, r, policyPath, text.PolicyPlanDroppedNow)
}

// policyPlanPublish publishes a draft in the edition that was seen.
func (s *Server) policyPlanPublish(w http.ResponseWriter, r *http.Request) error {
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	edition := f.Int("edition", 1, 1_000_000) // no field that anybody sees: without it nobody has seen what would be published
	if edition == 0 {
		err = fault.New(fault.Invalid, text.PolicyPlanUnseen)
	} else {
		plan, err = s.Registry.PublishPolicyPlan(r.Context(), actorOf(r), plan.ID, edition)
	}
	if err != nil {
		v, verr := s.policyPlanView(r)
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Plan(v)
		})
	}
	return s.done(w, r, policyPath, text.PolicyPublished, "Day", plan.Effective)
}

// policyPlans lists the office's drafts for the policy page; none for those who write none.
func (s *Server) policyPlans(r *http.Request) ([]pages.PlanLineView, error) {
	ctx, actor := r.Context(), actorOf(r)
	if !actor.May(access.PolicyPublish) {
		return nil, nil
	}
	all, err := s.Registry.PolicyPlans(ctx, actor)
	var out []pages.PlanLineView
	for _, p := range all {
		out = append(out, pages.PlanLineView{
			Name: p.Name, Href: policyPlanPath(p.ID),
			Note: text.T(ctx, text.PolicyPlanLine, "Day", p.Effective, "Author", p.Author, "Saver", p.SavedBy, "When", p.SavedAt),
		})
	}
	return out, err
}

// recomputing says how far the cases are that are computed again after a change of the rules; nil when none is.
func (s *Server) recomputing(r *http.Request) (*pages.RunView, error) {
	ctx := r.Context()
	run, err := s.Registry.Recomputing(ctx, actorOf(r))
	if err != nil || run == nil {
		return nil, err
	}
	v := &pages.RunView{Words: text.Of(ctx, text.FamilyRecomputeCause, run.Cause, "When", run.AskedAt), Live: policyPath}
	if run.MarkedAt != nil {
		v.Total, v.Done = run.Total, max(0, run.Total-run.Left)
	}
	if !actorOf(r).May(access.PolicyPublish) { // who sees a part of the cases cannot be told how many of all are done
		v.Total, v.Left = 0, text.T(ctx, text.PolicyRunLeft, "Count", run.Left)
	}
	return v, nil
}
