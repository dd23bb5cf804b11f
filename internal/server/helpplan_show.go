package server

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/helpplan"
)

func helpPlanPath(id uuid.UUID) string { return casePath(id) + "/help-plan" }

// helpPlanShow shows the plan in force with what was done under it, and the earlier ones.
func (s *Server) helpPlanShow(w http.ResponseWriter, r *http.Request) error {
	c, err := s.openCase(r)
	if err != nil {
		return err
	}
	if c.page.Stub != nil {
		return fault.ErrNotFound()
	}
	v := c.helpPlan()
	return s.page(w, r, v.Title, pages.Page(v))
}

func (c *caseView) helpPlan() pages.PageView {
	v := pages.PageView{Title: c.t(text.HelpplanOf, "Name", c.page.Person.Name), Note: c.line(), Name: c.page.Person.Name, CaseHref: casePath(c.id()),
		Empty: components.EmptyView{Title: c.t(text.HelpplanNone), Note: c.t(text.HelpplanNoneNote), Icon: icon.HandHelping}}
	plans := c.page.HelpPlans()
	if path := recordPath(rehab.KindHelpPlan, c.id()); path != "" && mayRecord(c.actor, &c.page.Opened, rehab.KindHelpPlan) {
		v.New = components.ButtonView{Label: c.t(text.HelpplanRenew), Icon: icon.FilePen, Small: true, Weight: components.Primary, Href: backTo(path, helpPlanPath(c.id()))}
		if len(plans) == 0 {
			v.New.Label = c.t(text.HelpplanWrite)
		}
	}
	refer := c.mayRefer()
	for i, p := range plans {
		view := c.planVersion(p, i == 0 && refer)
		if i == 0 {
			v.Now = &view
		} else {
			v.Earlier = append(v.Earlier, view)
		}
	}
	return v
}

// mayRefer reports whether the actor may send a help need of the case to a department now.
func (c *caseView) mayRefer() bool {
	return c.past == nil && c.actor.May(access.ReferralSend) && c.actor.Sees(c.page.Answers()) && c.page.BarToReferral() == ""
}

// planVersion is one plan: what was to be done under each head, and what was while it held.
func (c *caseView) planVersion(p casework.HeldPlan, refer bool) pages.VersionView {
	v := pages.VersionView{ID: factAnchor(p.Fact.ID), Title: c.t(text.HelpplanSince, "Day", p.Fact.Date), By: c.words.recorded(p.Fact)}
	if !p.Until.IsZero() {
		v.Title = text.DateRange(c.ctx, p.Fact.Date, p.Until-1)
	}
	done := c.planDone(p.Fact.Date, p.Until)
	plan := p.Fact.Body.(*rehab.HelpPlan)
	for _, h := range rehab.HelpHeads() {
		measures := plan.Measures(h)
		if len(measures) == 0 {
			v.Other = append(v.Other, done[h]...)
			continue
		}
		head := pages.HeadView{Title: text.Of(c.ctx, text.FamilyHelpHead, h), Done: done[h]}
		for _, m := range measures {
			view := pages.MeasureView{Words: m}
			if refer {
				view.Refer = referralSendPath(c.id()) + "?" + url.Values{"head": {string(h)}, "need": {m}}.Encode()
			}
			head.Measures = append(head.Measures, view)
		}
		if len(head.Done) == 0 {
			head.None = c.t(text.HelpplanNothingDone)
		}
		v.Heads = append(v.Heads, head)
	}
	v.Other = append(v.Other, done[""]...)
	return v
}

// planDone is the help given from a day until another (exclusive; none: still), by head, the newest first: on contacts, and by departments. Referrals
// stand there from the day they were sent.
func (c *caseView) planDone(from, until date.Date) map[rehab.HelpHead][]components.Link {
	type deed struct {
		on   date.Date
		head rehab.HelpHead
		link components.Link
	}
	var all []deed
	for _, f := range c.page.Facts {
		if b, ok := f.Body.(*rehab.Contact); ok && b.Aid != "" && !c.isVoid(f.ID) {
			all = append(all, deed{f.Date, b.AidHead, components.Link{Words: c.t(text.HelpplanAid, "Day", f.Date, "What", b.Aid, "Who", c.aidBy(&f, b)), Href: c.hrefOf(f.ID)}})
		}
	}
	for _, r := range c.page.Referrals {
		all = append(all, deed{r.SentOn, r.Head, components.Link{Words: c.t(text.HelpplanReferred, "Day", r.SentOn, "Unit", r.DepartmentName, "State", referralMark(c.ctx, &r.Referral, c.today).Words), Href: referralPath(r.ID)}})
		for _, a := range r.Acts {
			all = append(all, deed{a.Date, r.Head, components.Link{Words: c.t(text.HelpplanActed, "Day", a.Date, "Unit", r.DepartmentName, "What", a.Words), Href: referralPath(r.ID)}})
		}
	}
	slices.SortStableFunc(all, func(a, b deed) int { return int(b.on - a.on) })
	by := map[rehab.HelpHead][]components.Link{}
	for _, d := range all {
		if d.on >= from && (until.IsZero() || d.on < until) {
			by[d.head] = append(by[d.head], d.link)
		}
	}
	return by
}

// aidBy is who gave help on a contact.
func (c *caseView) aidBy(f *store.RecordedFact, b *rehab.Contact) string {
	if b.Staff != "" {
		return b.Staff
	}
	return f.Recorder
}
