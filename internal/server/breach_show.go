package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/breach"
	"xinsheng/web/pages/casefile"
)

// breachShow shows the breaches of one case: the three counters, how absences were counted, what may be reported, what was answered and decided,
// what the law says and what is proposed (DOMAIN §6). The product proposes; people decide.
func (s *Server) breachShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openBreach(r)
	if err != nil {
		return err
	}
	page := v.pageView()
	return s.page(w, r, page.Title, pages.Page(page))
}

// breachPath is the address of a case's breaches.
func breachPath(id uuid.UUID) string { return casePath(id) + "/breach" }

// breachView makes the page and the pack of one case.
type breachView struct {
	*caseView
	b    rehab.BreachFile
	here string // address of the page, to come back to
}

func (s *Server) openBreach(r *http.Request) (*breachView, error) {
	id, err := pathUUID(r, "case")
	if err != nil {
		return nil, err
	}
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	v := &breachView{caseView: s.viewOf(ctx, actor, g, &o), b: o.Breaches(), here: breachPath(id)}
	v.words.href = v.factHref
	return v, nil
}

func (v *breachView) opened() *casework.Opened { return &v.page.Opened }

func (v *breachView) pageView() pages.PageView {
	name := v.page.Person.Name
	out := pages.PageView{Title: v.t(text.BreachTitle, "Name", name), Name: name, CaseHref: casePath(v.id()), Note: v.line(), Mark: v.breach(), Pack: v.here + "/pack",
		Away: v.absences(), Grounds: v.grounds(), Proposals: v.proposals(), Law: v.law(), Papers: v.papers()}
	var side casefile.PageView
	v.fillCounters(&side)
	out.Counters = side.Counters
	if b := v.track().SeriousBreach; b != nil {
		out.Since = v.t(text.BreachSince, "Day", b.Since, "By", text.Of(v.ctx, text.FamilyThreshold, b.By))
	}
	if len(out.Away) > 0 {
		out.AwaySum = v.t(text.BreachAwaySum, "Count", v.track().Counters.Departures, "Days", v.track().Counters.UnauthorisedDays)
	}
	for _, l := range slices.Backward(v.b.Letters) {
		if f, ok := v.page.Fact(l.Fact); ok {
			out.Letters = append(out.Letters, v.fact(f))
		}
	}
	for _, id := range slices.Backward(v.b.Found) {
		if f, ok := v.page.Fact(id); ok {
			out.Found = append(out.Found, v.fact(f))
		}
	}
	return out
}

// absences say of each departure and overdue leave how its days were counted (rulings 36, 37).
func (v *breachView) absences() []pages.AwayView {
	var out []pages.AwayView
	for _, d := range slices.Backward(v.track().Departures) {
		what := v.t(text.CasefileWithoutLeave)
		if d.Overdue {
			what = v.t(text.BreachOverdueLeave)
		}
		a := pages.AwayView{What: components.Link{Words: what, Href: v.hrefOf(d.Fact)}, Left: text.Date(v.ctx, d.From), Back: v.t(text.BreachStillAway),
			Gross: text.Number(v.ctx, d.Gross), Leave: less(v.ctx, d.Leave), Custody: less(v.ctx, d.Custody), Counts: text.Number(v.ctx, d.Days),
			Mark: components.MarkView{Tone: components.Shut, Words: v.t(text.BreachTooShort, "Count", v.page.Rules.On(d.From).DepartureCountsFrom)}}
		if !d.Returned.IsZero() {
			a.Back = text.Date(v.ctx, d.Returned)
		}
		if d.Counts {
			a.Mark = components.MarkView{Tone: components.Late, Words: v.t(text.BreachCounted)}
		}
		out = append(out, a)
	}
	return out
}

func less(ctx context.Context, n int) string {
	if n == 0 {
		return "0"
	}
	return "−" + text.Number(ctx, n)
}

func (v *breachView) grounds() []pages.GroundView {
	var out []pages.GroundView
	for i := range v.b.Grounds {
		g := &v.b.Grounds[i]
		view := pages.GroundView{What: text.Of(v.ctx, text.FamilyBreachGround, g.Kind), Since: v.t(text.FactSince, "Day", g.Since), Facts: v.words.links(g.Facts...),
			Article: text.Citation(v.ctx, g.Article), Isolation: components.MarkView{Tone: components.Shut, Words: v.t(text.BreachNoIsolation)},
			Reported: components.Link{Words: v.t(text.BreachNotReported)}, Outcome: components.Link{Words: v.t(text.BreachNoOutcome)}}
		if g.Isolation {
			view.Isolation = components.MarkView{Tone: components.Late, Words: v.t(text.BreachIsolation)}
		}
		if l := v.words.link(g.Report); l.Words != "" {
			view.Reported = l
		}
		if l := v.words.link(g.Outcome); l.Words != "" {
			view.Outcome = l
		}
		out = append(out, view)
	}
	return out
}

// proposalForms are the forms that follow a proposal.
var proposalForms = map[rehab.Proposal]string{
	rehab.ProposeDecideAbsence: "absence", rehab.ProposeReport: "police-report", rehab.ProposeAwaitOutcome: "police-outcome",
	rehab.ProposeWarning: "warning", rehab.ProposeAdmonition: "admonition",
}

var proposalIcons = map[rehab.Proposal]icon.Name{
	rehab.ProposeDecideAbsence: icon.Scale, rehab.ProposeReport: icon.ShieldAlert, rehab.ProposeAwaitOutcome: icon.Clock,
	rehab.ProposeWarning: icon.TriangleAlert, rehab.ProposeAdmonition: icon.FileText, rehab.ProposeNothing: icon.CircleCheck,
}

func (v *breachView) proposals() []components.ActionView {
	var out []components.ActionView
	primary := true
	for _, p := range v.b.Proposals {
		a := components.ActionView{Icon: proposalIcons[p], Title: text.Of(v.ctx, text.FamilyProposal, p), Note: text.Of(v.ctx, text.FamilyProposalWhy, p)}
		if path := v.formFor(proposalForms[p]); path != "" {
			a.Button = components.ButtonView{Label: v.t(text.CasefileGo), Small: true, Weight: components.Outline, Href: path}
			if primary {
				a.Button.Weight, primary = components.Primary, false
			}
		}
		out = append(out, a)
	}
	return out
}

// formFor is the address of a form of the case that comes back to this page, "" where it is not for this actor.
func (v *breachView) formFor(form string) string {
	action, ok := formAction(form)
	if !ok || !v.actor.May(action) || !v.actor.Role.Police() && !v.actor.Sees(v.page.Answers()) {
		return ""
	}
	return formPath(form, v.id()) + "?" + url.Values{backField: {v.here}}.Encode()
}

// law says what the law says for the measure (rulings 49 to 51).
func (v *breachView) law() []components.Pair {
	detox, rehabilitation := []string{"detox_grounds", "detox_warning", "report"}, []string{"rehab_grounds", "rehab_breach", "report"}
	articles := map[string]string{"detox_grounds": "禁毒法 38；戒毒条例 20", "detox_warning": "禁毒法 35、38", "report": rehab.CiteOf(rehab.DutyReportToPolice, v.page.Case.Measure).Article,
		"rehab_grounds": "禁毒法 48；戒毒条例 38", "rehab_breach": "戒毒条例 38", "barred": "禁毒法 39", "not_barred": "禁毒法 39"}
	lines := detox
	if v.page.Case.Measure == rehab.Rehab {
		lines = rehabilitation
	}
	bar := "not_barred"
	if v.track().Exempt {
		bar = "barred"
	}
	var out []components.Pair
	for _, l := range append(lines, bar) {
		out = append(out, components.Pair{Value: text.Of(v.ctx, text.FamilyBreachLaw, l), Name: text.Citation(v.ctx, articles[l])})
	}
	return out
}

// packForms are the forms that supply what the pack lacks.
var packForms = map[rehab.PackPart]string{rehab.PackWarning: "warning", rehab.PackTestNotice: "test", rehab.PackReceipt: "police-report"}

// papers are the parts of the pack, each on file, filled in by the page, or lacking.
func (v *breachView) papers() []pages.PaperLine {
	var out []pages.PaperLine
	for _, p := range v.b.Pack {
		l := pages.PaperLine{What: text.Of(v.ctx, text.FamilyPackPart, p.Part), Mark: components.MarkView{Tone: components.Done, Words: v.t(text.BreachFilled)}}
		if f, ok := v.page.Fact(p.Fact); ok {
			l.Note = v.words.short(f)
		}
		if p.Lack {
			l.Mark, l.Note = components.MarkView{Tone: components.Due, Words: v.t(text.BreachLacks)}, text.Of(v.ctx, text.FamilyPackLack, p.Part)
			if path := v.formFor(packForms[p.Part]); path != "" {
				l.Go = components.Link{Words: v.t(text.CasefileGo), Href: path}
			}
		}
		out = append(out, l)
	}
	return out
}
