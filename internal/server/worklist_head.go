package server

import (
	"net/url"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// shortList is how many persons one sees at a glance and need not filter.
const shortList = 12

// figures are the sections as numbers, each a link to exactly so many persons.
func (d *desk) figures() []components.FigureView {
	var out []components.FigureView
	for _, s := range workSections {
		n := d.Counts[s.n]
		if n == 0 && (s.n == store.WorkLater || s.n == store.WorkSign && !d.signs() || s.n > store.WorkOverdue && d.actor.Role == access.MunicipalOffice && !d.asked.All) {
			continue
		}
		f := components.FigureView{Label: s.titleFor(d.ctx, d.actor.Role), Icon: s.icon, N: text.Number(d.ctx, n), Unit: text.T(d.ctx, text.WorklistPeople),
			Note: d.sectionNote(s.n), Href: d.address("section", s.name)}
		if n > 0 {
			f.Tone = s.tone
		}
		out = append(out, f)
	}
	if f, ok := d.office.figure(); ok {
		f.Href = d.address("section", "")
		if d.asked.Kind != "" || !d.asked.Within.Low.IsZero() {
			f.Href = worklistPath
		}
		f.Href += "#" + officeID
		out = append(out, f)
	}
	return out
}

// signs reports whether anything ever waits for the role's decision.
func (d *desk) signs() bool { return d.actor.Role == access.TownshipLead || d.actor.Role.Police() }

// sectionNote defines a section.
func (d *desk) sectionNote(n int) string {
	switch n {
	case store.WorkSign:
		if d.actor.Role.Police() {
			return text.T(d.ctx, text.WorklistSignPoliceNote)
		}
		return text.T(d.ctx, text.WorklistSignNote)
	case store.WorkOverdue:
		return text.T(d.ctx, text.WorklistLateNote)
	case store.WorkWeek:
		return text.T(d.ctx, text.WorklistByDay, "Day", text.ShortDate(d.ctx, d.WeekEnd), "Weekday", text.Weekday(d.ctx, d.WeekEnd))
	case store.WorkMonth:
		return text.T(d.ctx, text.WorklistMonthNote, "Day", text.ShortDate(d.ctx, d.MonthEnd))
	}
	return text.T(d.ctx, text.WorklistLaterNote, "Day", text.ShortDate(d.ctx, max(d.WeekEnd, d.MonthEnd)))
}

// filter chooses places, where there are several, and kinds of duty; nil where the list is too short to be narrowed.
func (d *desk) filter() *components.FilterBarView {
	n := 0
	for _, c := range d.Counts {
		n += c
	}
	places := d.places.Villages(d.actor.Scope)
	if len(d.query) == 0 && (n == 0 || n <= shortList && len(places) <= 1) {
		return nil
	}
	if d.actor.Role == access.MunicipalOffice {
		places = d.places.Townships(d.actor.Scope)
	}
	v := &components.FilterBarView{Action: worklistPath, Target: "main", Clear: worklistPath, Filters: []components.Filter{
		{Name: "kind", Label: text.T(d.ctx, text.WorklistKind), Value: d.query.Get("kind"), Options: components.OptionsOf(d.ctx, text.FamilyObligation, kindNames(d.actor.Role)...)},
	}}
	if len(places) > 1 {
		v.Filters = append([]components.Filter{{Name: "place", Label: text.T(d.ctx, text.WorklistPlace), Value: d.query.Get("place"), Options: places}}, v.Filters...)
	}
	if len(d.workers) > 0 {
		v.Filters = append(v.Filters, components.Filter{Name: "worker", Label: text.T(d.ctx, text.HandoverWorker), Value: strings.TrimSuffix(d.query.Get("worker"), workerAll), Options: workerChoices(d.ctx, d.query.Get("worker"), d.workers)})
	}
	for _, name := range []string{"section", "all"} {
		if d.query.Has(name) {
			v.Hidden = append(v.Hidden, components.Option{Label: name, Value: d.query.Get(name)})
		}
	}
	return v
}

// beside is what waits for the role on other pages.
func (d *desk) beside() []components.ActionView {
	var out []components.ActionView
	open := func(href string) components.ButtonView {
		return components.ButtonView{Label: text.T(d.ctx, text.ButtonOpen), Small: true, Weight: components.Outline, Href: href}
	}
	if d.Drafts > 0 && d.known["GET /decisions"] {
		out = append(out, components.ActionView{Icon: icon.Signature, Title: text.T(d.ctx, text.WorklistDrafts, "Count", d.Drafts),
			Note: text.T(d.ctx, text.WorklistDraftsNote), Button: open("/decisions")})
	}
	for _, x := range []struct {
		step string
		key  text.Key
	}{{"returned", text.WorklistReturned}, {"draft", text.WorklistToDraft}, {"continue", text.WorklistToContinue}} {
		if n := d.ToDraft[x.step]; n > 0 {
			out = append(out, components.ActionView{Icon: icon.FilePen, Title: text.T(d.ctx, x.key, "Count", n), Button: open(decisionsPath + "?step=" + x.step)})
		}
	}
	if d.Together > 1 && d.known["GET "+signingPath] {
		out = append(out, components.ActionView{Icon: icon.ListChecks, Title: text.T(d.ctx, text.SigningDesk, "Count", d.Together), Note: text.T(d.ctx, text.SigningDeskNote), Button: open(signingPath)})
	}
	if d.Nobody > 0 && d.mayHandOver(d.actor) {
		out = append(out, components.ActionView{Icon: icon.User, Tone: components.Late, Title: text.T(d.ctx, text.HandoverDesk, "Count", d.Nobody), Note: text.T(d.ctx, text.HandoverDeskNote), Button: open(handoverPath)})
	}
	if d.Moves > 0 {
		out = append(out, components.ActionView{Icon: icon.ArrowLeftRight, Title: text.T(d.ctx, text.WorklistMoves, "Count", d.Moves),
			Note: text.T(d.ctx, text.WorklistMovesNote), Button: open(transfersPath + "?step=" + string(rehab.StepEffective))})
	}
	for _, why := range store.ReferralLooks() {
		if n := d.Look[why]; n > 0 {
			out = append(out, components.ActionView{Icon: icon.HandHelping, Tone: lookTones[why], Title: text.T(d.ctx, text.ReferralLookAt, "Count", n, "Why", text.Of(d.ctx, text.FamilyReferralLook, why)),
				Note: text.Of(d.ctx, text.FamilyReferralLookNote, why), Button: open(referralsPath + "?look=" + why)})
		}
	}
	if n := d.Rewards.Count; n > 0 {
		title := text.WorklistRewardsVerify
		if d.actor.May(access.RewardApprove) {
			title = text.WorklistRewardsApprove
		}
		out = append(out, components.ActionView{Icon: icon.Coins, Title: text.T(d.ctx, title, "Count", n),
			Note: text.T(d.ctx, text.WorklistAmount, "Amount", text.Fen(d.Rewards.Fen)), Button: open(rewardsPath + "?state=" + d.Rewards.State)})
	}
	return out
}

// lookTones colour what a department has not done in time, and what it refused.
var lookTones = map[string]components.Tone{"refused": components.Late, "unanswered": components.Late, "idle": components.Late}

// townships is how late each township is, for the municipal office; nil for everybody else and where there is nothing to compare.
func (d *desk) townships() *components.CountTableView {
	if d.actor.Role != access.MunicipalOffice || len(d.Late) < 2 {
		return nil
	}
	t := &components.CountTableView{Caption: text.T(d.ctx, text.WorklistTownships), First: text.T(d.ctx, text.WorklistTownship),
		Heads: []string{text.T(d.ctx, text.WorklistPersons), text.T(d.ctx, text.WorklistDays), text.T(d.ctx, text.NoticeTitle)}}
	for _, c := range d.Late {
		q := url.Values{"place": {c.Township.String()}, "section": {"late"}}
		if d.asked.Kind != "" {
			q.Set("kind", string(d.asked.Kind))
		}
		href := worklistPath + "?" + q.Encode()
		t.Rows = append(t.Rows, components.CountRow{Label: d.places.Short(c.Township), Href: href, Counts: []components.Count{
			{N: text.Number(d.ctx, c.Persons), Href: href, Late: true}, {N: strconv.Itoa(int(d.Clock.Today() - c.Oldest))},
			{N: text.T(d.ctx, text.NoticeWriteShort), Href: noticeWritePath(c.Township)},
		}})
	}
	return t
}
