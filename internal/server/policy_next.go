package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

const policyNextPath = policyPath + "/next"

// policyNextForm offers the newest version to be changed into the next one.
func (s *Server) policyNextForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.policyDesk(r)
	if err != nil {
		return err
	}
	base := p.book.Newest()
	effective := (max(s.Clock.Today(), base.Effective).Month() + 1).First()
	v := s.policyNextView(r.Context(), p, effective, policyValues(&base.Policy))
	v.Key, v.Effective, v.Schedule = NewFormKey(), effective.String(), string(rehab.ScheduleOwn)
	return s.page(w, r, v.Title, pages.Next(v))
}

// policyPlanEdit offers a saved draft to be changed further.
func (s *Server) policyPlanEdit(w http.ResponseWriter, r *http.Request) error {
	p, err := s.policyDesk(r)
	if err != nil {
		return err
	}
	plan, err := s.policyPlanOf(r)
	switch {
	case err != nil:
		return err
	case !plan.Open():
		return fault.New(fault.Conflict, text.PolicyPlanOver)
	}
	v := s.policyNextView(r.Context(), p, plan.Effective, policyValues(&plan.Draft.Policy))
	ofPlan(&v, &plan)
	v.Effective, v.Name, v.Schedule, v.Edition = plan.Effective.String(), plan.Name, string(plan.Draft.Policy.Schedule()), plan.Edition
	return s.page(w, r, v.Title, pages.Next(v))
}

// policyPlanBegin keeps a new draft.
func (s *Server) policyPlanBegin(w http.ResponseWriter, r *http.Request) error {
	return s.policyPlanSave(w, r, nil)
}

// policyPlanKeep saves a draft over the edition that was seen.
func (s *Server) policyPlanKeep(w http.ResponseWriter, r *http.Request) error {
	plan, err := s.policyPlanOf(r)
	if err != nil {
		return err
	}
	return s.policyPlanSave(w, r, &plan)
}

// policyPlanSave keeps what was typed as a draft, a new one without plan; what is wrong with it is said on its fields, and nothing is kept.
func (s *Server) policyPlanSave(w http.ResponseWriter, r *http.Request, plan *registry.PolicyPlan) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p, err := s.policyDesk(r)
	if err != nil {
		return err
	}
	base, edition := p.book.Newest().Policy, 0
	var id uuid.UUID
	if plan != nil {
		base, id, edition = plan.Draft.Policy, plan.ID, f.RequiredInt("edition", 1, 1_000_000)
	} else {
		id = f.Key()
	}
	d := readPolicy(f, base)
	if err = f.Err(); err == nil {
		err = s.Registry.SavePolicyPlan(ctx, actorOf(r), id, edition, d)
	}
	if err == nil {
		return s.done(w, r, policyPlanPath(id), text.PolicyPlanSaved)
	}
	v := s.policyNextView(ctx, p, d.Effective, func(name string) string { return strings.Join(f.TypedAll(name), valueSep) })
	v.Key, v.Edition = f.Typed(FormKey), edition
	v.Effective, v.Name, v.Schedule = f.Typed("policy_from"), f.Typed("policy_name"), f.Typed("schedule")
	if plan != nil {
		ofPlan(&v, plan)
		v.Edition = plan.Edition // who saves once more saves over what the message has named
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		return pages.Next(withPolicyErrors(v, es))
	})
}

// policyWithdraw takes back a version before it comes into force.
func (s *Server) policyWithdraw(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "policy")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", registry.MaxPolicyReason)
	if err = f.Err(); err == nil {
		err = s.Registry.WithdrawPolicy(r.Context(), actorOf(r), id, reason)
	}
	if err != nil {
		v, verr := s.policyView(r, strconv.FormatInt(id, 10))
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors, v.Reason = es, f.Typed("reason")
			return pages.Page(v)
		})
	}
	return s.done(w, r, policyPath, text.PolicyWithdrawn)
}

// policyChanges are the settings that differ between a version and the one before it.
func policyChanges(ctx context.Context, g *gazetteer, before, after *rehab.Policy) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.PolicyChanges),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PolicyRule), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PolicyBefore)}, {Label: text.T(ctx, text.PolicyThen)}, {Label: text.T(ctx, text.PolicyArticle)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.PolicyNoChange), Note: text.T(ctx, text.PolicyNoChangeNote)},
	}
	for _, c := range settingChanges(ctx, g, before, after) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: c.name}, {Words: c.was}, {Words: c.now, Tone: components.Due}, {Words: c.article}}})
	}
	return t
}

// settingChange is a setting that differs, in words.
type settingChange struct{ name, was, now, article string }

func settingChanges(ctx context.Context, g *gazetteer, before, after *rehab.Policy) []settingChange {
	var out []settingChange
	old := before.Settings()
	for i, set := range after.Settings() {
		was, now := settingWords(ctx, g, &old[i]), settingWords(ctx, g, &set)
		if was != now {
			out = append(out, settingChange{text.Of(ctx, text.FamilySetting, set.Name), was, now, text.Citation(ctx, set.Article)})
		}
	}
	return out
}

// policyDesk is what the forms of the policy are made of.
type policyDesk struct {
	book  registry.PolicyBook
	names *gazetteer
}

func (s *Server) policyDesk(r *http.Request) (p policyDesk, err error) {
	if p.book, err = s.Registry.PolicyBook(r.Context(), actorOf(r)); err == nil {
		p.names, err = s.gazetteer(r.Context())
	}
	return p, err
}

// before is the version in force before the day, the newest where there is no day.
func (p *policyDesk) before(day date.Date) *registry.PolicyEntry {
	if day.IsZero() {
		return &p.book.Versions[len(p.book.Versions)-1]
	}
	return &p.book.Versions[p.book.InForce(day-1)]
}

// ofPlan makes it the form of a draft that is there.
func ofPlan(v *pages.NextView, p *registry.PolicyPlan) {
	v.Title, v.Send, v.Back, v.Key = p.Name, policyPlanPath(p.ID), policyPlanPath(p.ID), ""
}

// policyNextView is the form with what the version before the day says beside each field.
func (s *Server) policyNextView(ctx context.Context, p policyDesk, day date.Date, value func(string) string) pages.NextView {
	before := p.before(day)
	v := pages.NextView{
		Title: text.T(ctx, text.PolicyNext), Back: policyPath, Send: policyPlansPath, Before: versionWords(ctx, before),
		Earliest: (s.Clock.Today() + 1).String(), NameMax: registry.MaxPolicyName,
	}
	for _, sch := range rehab.TestSchedules() {
		v.Schedules = append(v.Schedules, components.Option{Value: string(sch), Label: text.Of(ctx, text.FamilySchedule, sch), Note: text.Of(ctx, text.FamilyScheduleNote, sch)})
	}
	settings, was := before.Policy, policyValues(&before.Policy)
	for _, g := range rehab.SettingGroups() {
		group := pages.GroupFormView{Title: text.Of(ctx, text.FamilySettingGroup, g), Tests: g == rehab.SettingTests}
		for _, set := range settings.Settings() {
			if set.Group == g {
				group.Rows = append(group.Rows, settingForm(ctx, p.names, &set, value, was))
			}
		}
		v.Groups = append(v.Groups, group)
	}
	return v
}

// withdrawable reports whether the actor may take back the version shown.
func (s *Server) withdrawable(actor access.Actor, v *registry.PolicyEntry) bool {
	return v.ID != 0 && v.Effective > s.Clock.Today() && actor.May(access.PolicyPublish)
}
