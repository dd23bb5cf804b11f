package server

import (
	"context"
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/referral"
)

// referralDesk is the worklist of a department: the referrals that wait for it, overdue first.
func (s *Server) referralDesk(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	list, err := s.Work.Referrals(ctx, actor, store.ReferralFilter{Open: true, Limit: referralsPage + 1}, true)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.DeskView{Title: text.T(ctx, text.WorklistTitle), Note: text.T(ctx, text.ReferralDeskNote, "Day", today, "Weekday", text.Weekday(ctx, today))}
	if len(list.Lines) > referralsPage {
		list.Lines = list.Lines[:referralsPage]
		v.More = &components.Link{Words: text.T(ctx, text.ReferralDeskMore), Href: referralsPath + "?state=" + referralOpen}
	}
	duties, err := s.Work.OfficeDuties(ctx, actor)
	if err != nil {
		return err
	}
	office := officeDesk{s, ctx, g, duties}
	if part := office.section(); part != nil {
		v.Office = (*pages.SectionView)(part)
	} else if len(list.Lines) == 0 {
		v.Empty = &components.EmptyView{Title: text.T(ctx, text.WorklistDepartment), Note: text.T(ctx, text.WorklistDepartmentNote), Icon: icon.Handshake}
	}
	v.Figures, v.Sections = deskFigures(ctx, list.Counts), s.deskSections(r, g, &list)
	if f, ok := office.figure(); ok {
		f.Href = "#" + officeID
		v.Figures = append(v.Figures, f)
	}
	return s.page(w, r, v.Title, pages.Desk(v))
}

// deskFigures are the numbers above the list, each a link to exactly so many referrals.
func deskFigures(ctx context.Context, counts []store.ReferralCount) (out []components.FigureView) {
	sums := map[string]int{}
	for _, c := range counts {
		sums[string(c.State)] += c.Count
		sums[referralLate] += c.Late
	}
	for _, sec := range deskSections {
		if sec.state == "" {
			continue
		}
		f := components.FigureView{Label: text.T(ctx, sec.title), Icon: sec.icon, N: text.Number(ctx, sums[sec.state]), Unit: text.T(ctx, text.ReferralUnit), Note: text.T(ctx, sec.note), Href: referralsPath + "?state=" + sec.state}
		if sums[sec.state] > 0 {
			f.Tone = sec.tone
		}
		out = append(out, f)
	}
	return out
}

// deskSections groups the referrals, which come in the order of their last days.
func (s *Server) deskSections(r *http.Request, g *gazetteer, list *casework.Referrals) (out []pages.SectionView) {
	ctx, today := r.Context(), s.Clock.Today()
	for _, sec := range deskSections {
		if sec.holds == nil {
			continue
		}
		part := pages.SectionView{Head: components.WorkSectionView{ID: sec.id, Title: text.T(ctx, sec.title), Icon: sec.icon, Tone: sec.tone}}
		for i := range list.Lines {
			if l := &list.Lines[i]; sec.holds(l, l.Due < today) {
				part.Items = append(part.Items, s.deskItem(r, g, list.Rules, l))
			}
		}
		if n := len(part.Items); n > 0 {
			part.Head.Note = text.T(ctx, text.ReferralCount, "Count", n)
			out = append(out, part)
		}
	}
	return out
}

// deskSection is a part of a department's worklist, a figure above it, or both.
type deskSection struct {
	id, state   string // state: of the list that the figure leads to; empty: no figure
	title, note text.Key
	icon        icon.Name
	tone        components.Tone
	holds       func(l *store.ReferralLine, late bool) bool // nil: a figure only
}

var deskSections = []deskSection{
	{id: "late", state: referralLate, title: text.WorklistLate, note: text.WorklistLateNote, icon: icon.CircleAlert, tone: components.Late,
		holds: func(_ *store.ReferralLine, late bool) bool { return late }},
	{id: "answer", state: string(rehab.ReferralSent), title: text.ReferralToAnswer, note: text.ReferralToAnswerNote, icon: icon.Clock, tone: components.Due,
		holds: func(l *store.ReferralLine, late bool) bool { return !late && l.State == rehab.ReferralSent }},
	{id: "hand", title: text.ReferralInHand, icon: icon.HandHelping,
		holds: func(l *store.ReferralLine, late bool) bool { return !late && l.State != rehab.ReferralSent }},
	{state: string(rehab.ReferralAccepted), title: text.ReferralToAct, note: text.ReferralToActNote, icon: icon.HandHelping},
	{state: string(rehab.ReferralActed), title: text.ReferralToClose, note: text.ReferralToCloseNote, icon: icon.ClipboardCheck},
}

// deskItem is one referral with what is due.
func (s *Server) deskItem(r *http.Request, g *gazetteer, rules rehab.Rules, l *store.ReferralLine) components.WorkItemView {
	ctx, today := r.Context(), s.Clock.Today()
	href := backTo(referralPath(l.ID), worklistPath)
	v := components.WorkItemView{Name: personTold(l, access.Actor{Role: access.Department}), Href: href, Note: cutShort(l.Need),
		Place: joinDots(append([]string{g.Full(l.Answerable.Township())}, nonEmpty(sexAndAge(ctx, &l.Referral))...)), Marks: []components.MarkView{referralMark(ctx, &l.Referral, today)},
		Go: components.ButtonView{Label: text.T(ctx, text.ReferralGoAct), Icon: icon.NotebookPen, Small: true, Weight: components.Outline, Href: href}}
	due := components.MarkView{Icon: icon.CalendarDays, Words: text.T(ctx, text.CasefileUntil, "Day", text.ShortDate(ctx, l.Due))}
	switch {
	case l.Due < today:
		v.Tone, due.Tone, v.Go.Weight = components.Late, components.Late, components.Primary
	case l.Due-today <= soon:
		v.Tone, due.Tone = components.Due, components.Due
	}
	if l.State == rehab.ReferralSent {
		v.Go.Label = text.T(ctx, text.ReferralGoAnswer)
	}
	v.Marks = append(v.Marks, due)
	v.Reasons = []components.Reason{referralWhy(ctx, &l.Referral, l.DepartmentName, rules.ReferralDays(l.State, l.Since), today)}
	return v
}

// cutShort is the beginning of a need that is too long for a line of a list.
func cutShort(need string) string {
	const most = 60
	runes := []rune(need)
	if len(runes) <= most {
		return need
	}
	return string(runes[:most]) + "…"
}
