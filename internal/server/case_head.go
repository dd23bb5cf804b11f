package server

import (
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/casefile"
)

// fillHead says who this is and where the case stands.
func (c *caseView) fillHead(v *pages.PageView) {
	p := c.page.Person
	v.Sub = c.t(text.CasefileSexAge, "Sex", text.Of(c.ctx, text.FamilySex, p.Sex), "Count", age(p.Birth, c.today))
	v.ID, v.Portrait = components.MaskedIDView{Masked: p.DocumentMask}, c.portrait()
	if p.PhoneMask != nil {
		v.Phone = components.MaskedIDView{Masked: *p.PhoneMask}
	}
	if c.actor.May(access.Unmask) {
		v.ID.Href = "#unmask"
		v.Unmask = &pages.UnmaskView{Action: casePath(c.id()) + "/unmask", Reasons: strings.Split(c.t(text.CasefileUnmaskReasons), "|")}
	}
	v.Marks = c.marks()
	if c.page.CanDo(c.actor, rehab.KindTest) && mayDuty(c.actor, rehab.DutyTest) {
		v.Go = components.ButtonView{Label: c.t(text.ButtonRecord), Icon: icon.NotebookPen, Weight: components.Primary, Href: dutyPath(rehab.DutyTest, c.id())}
	}
	if c.past == nil {
		v.Papers = c.papersButton()
	}
	v.Band = []components.Pair{
		{Name: c.t(text.CasefilePhase), Value: c.phaseWords()}, {Name: c.t(text.WhyAnswerable), Value: c.g.Full(c.page.Answers())}, c.worker(),
		{Name: c.t(text.CasefileNextDue), Body: pages.WithWhy(c.nextDue())}, {Name: c.t(text.CasefileLastDay), Body: pages.WithWhy(c.lastDay(), c.termWhy())}, c.number(), c.dossierTally(),
	}
	v.Band = slices.DeleteFunc(v.Band, func(p components.Pair) bool { return p.Name == "" })
	v.Notices = c.notices()
}

// dossierTally says how the dossier stands, and leads to it.
func (c *caseView) dossierTally() components.Pair {
	d := c.page.Dossier
	if d == nil || c.past != nil {
		return components.Pair{}
	}
	return components.Pair{Name: c.t(text.DossierTitle), Href: dossierPath(c.id()), Value: c.t(text.DossierTally, "Missing", d.Missing, "Needed", d.Needed, "Filed", d.Filed)}
}

// worker is who answers for the open case by name; whoever can hand it over finds there how.
func (c *caseView) worker() components.Pair {
	w := c.page.Worker
	if w == nil {
		return components.Pair{}
	}
	p := components.Pair{Name: c.t(text.HandoverWorker), Value: c.t(text.HandoverNobody)}
	at := handoverPath
	if w.Account != nil {
		p.Value = *w.Name
		at += "?worker=" + workerValue(w.Account)
	}
	if c.s.mayHandOver(c.actor) && c.actor.Sees(w.Division) {
		p.Href = at
	}
	return p
}

func (c *caseView) marks() []components.MarkView {
	t := c.track()
	out := []components.MarkView{
		{Icon: icon.BookOpen, Words: text.Of(c.ctx, text.FamilyMeasure, c.page.Case.Measure)},
		components.StageTag(string(t.Stage), text.Of(c.ctx, text.FamilyStage, t.Stage)),
	}
	if n := len(c.owed(rehab.DutyOverdue)); n > 0 {
		out = append(out, components.MarkView{Tone: components.Late, Words: c.t(text.CasefileOverdue, "Count", n)})
	}
	if b := t.SeriousBreach; b != nil && b.Open {
		out = append(out, components.MarkView{Tone: components.Late, Icon: icon.TriangleAlert, Words: c.t(text.VoidBreach)})
	}
	if !t.LostSince.IsZero() {
		out = append(out, components.MarkView{Tone: components.Late, Icon: icon.EyeOff, Words: c.t(text.CasefileLost, "Day", t.LostSince)})
	}
	for _, d := range t.Departures {
		if d.Returned.IsZero() {
			out = append(out, components.MarkView{Tone: components.Late, Words: c.t(text.CasefileAwayNow, "Day", d.From)})
		}
	}
	if t.Change != nil {
		out = append(out, components.MarkView{Tone: components.Due, Icon: icon.ArrowLeftRight, Words: c.t(text.CasefileMoving)})
	}
	if t.Exempt {
		out = append(out, components.MarkView{Icon: icon.Shield, Words: text.Of(c.ctx, text.FamilyFact, rehab.KindExemption)})
	}
	return out
}

// phaseWords is the phase today with its month: 第二阶段 第 8 / 13 月.
func (c *caseView) phaseWords() string {
	t := c.track()
	if t.Phase == 0 {
		return text.Of(c.ctx, text.FamilyStage, t.Stage)
	}
	name := text.Of(c.ctx, text.FamilyPhaseName, string(rune('0'+int(t.Phase))))
	month, months := c.page.PhaseMonth()
	if month == 0 {
		return name
	}
	if t.Term == nil { // suspended: nobody knows how many months the phase will have
		return c.t(text.CasefilePhaseMonthOpen, "Phase", name, "Month", month)
	}
	return c.t(text.CasefilePhaseMonth, "Phase", name, "Month", month, "Months", months)
}

// nextDue is what is due next, begun or not, with its why.
func (c *caseView) nextDue() (string, []components.Reason) {
	for _, o := range append(c.owed(rehab.DutyOpen), c.owed(rehab.DutyUpcoming)...) {
		if !o.Due.IsZero() {
			d := trackedDuty(o)
			return dutyName(c.ctx, &d, c.today) + " " + c.dueWords(o.Due), []components.Reason{c.why(o)}
		}
	}
	return c.t(text.VoidNone), nil
}

func (c *caseView) lastDay() string {
	switch t := c.track(); {
	case t.Term != nil:
		return text.Date(c.ctx, t.Term.LastDay)
	case t.NotBefore != nil:
		return c.t(text.CasefileNotBefore, "Day", t.NotBefore.LastDay)
	}
	return c.t(text.CasefileNotReported)
}

// termWhy explains the last day of the term (rulings 1, 3, 10 to 12).
func (c *caseView) termWhy() []components.Reason {
	t := c.track()
	term := t.Term
	if term == nil {
		term = t.NotBefore
	}
	if term == nil {
		return nil
	}
	r := components.Reason{Rule: c.t(text.CasefileTermRule, "Count", c.page.Case.TermMonths), Article: text.Citation(c.ctx, "戒毒条例 14、24")}
	if c.page.Case.Measure == rehab.Rehab {
		r.Article = text.Citation(c.ctx, "戒毒条例 37、24")
	}
	if t.ReportIn != nil {
		r.Facts = append(r.Facts, c.words.links(t.ReportIn.Fact)...)
	}
	for _, f := range c.page.Facts {
		if k := f.Body.Kind(); (k == rehab.KindSuspension || k == rehab.KindResumption) && !c.isVoid(f.ID) {
			r.Facts = append(r.Facts, c.words.link(f.ID))
		}
	}
	if n := c.suspendedDays(); n > 0 {
		r.Note = c.t(text.CasefileTermMoved, "Count", n)
	}
	if t.Term == nil {
		r.Note += c.t(text.CasefileTermOpen)
	}
	return []components.Reason{r}
}

func (c *caseView) suspendedDays() int {
	n := 0
	for _, d := range c.track().Suspensions {
		to := d.To
		if to.IsZero() {
			to = c.today
		}
		n += max(0, int(to-d.From)+1)
	}
	return n
}

// number is the decision's number; of a case without one, how far its draft has come, for the police.
func (c *caseView) number() components.Pair {
	p := components.Pair{Name: c.t(text.CasefileNumber), Value: c.t(text.CasefileNoNumber)}
	switch d := c.page.Draft; {
	case c.page.Case.Number != nil:
		p.Value = *c.page.Case.Number
	case d == nil:
	case d.SubmittedAt != nil:
		p.Value = c.t(text.CasefileDraftWaiting)
	case d.ReturnedReason != nil:
		p.Value = c.t(text.CasefileDraftReturned, "Reason", *d.ReturnedReason)
	default:
		p.Value = c.t(text.CasefileDraftOpen)
	}
	if action, ok := formAction("decision"); ok && c.past == nil && c.actor.May(action) {
		p.Href = formPath("decision", c.id())
	}
	return p
}

func (c *caseView) notices() []pages.NoticeView {
	var out []pages.NoticeView
	t := c.track()
	if c.past == nil && !c.actor.Role.Police() && c.actor.Role != access.MunicipalOffice && !c.actor.Sees(c.page.Answers()) {
		out = append(out, pages.NoticeView{Tone: components.Plain, Words: c.t(text.CasefileNotYours, "Unit", c.g.Full(c.page.Answers()))})
	}
	if f, due := c.page.IsolationDue(); due {
		out = append(out, pages.NoticeView{Tone: components.Due, Words: c.t(text.CasefileIsolationDue, "Day", f.Date)}) // the form stands with what is due
	}
	for _, p := range t.Problems {
		out = append(out, pages.NoticeView{Tone: components.Late, Words: c.t(text.CasefileProblem, "What", text.Of(c.ctx, text.FamilyProblem, p.Rule)), Link: c.words.link(p.ID)})
	}
	return out
}

// calendar warns of years whose official holidays nobody has entered (ruling 25), beside the deadlines that were counted without them.
func (c *caseView) calendar() string {
	var years []string
	for _, y := range c.track().UnknownYears {
		years = append(years, strconv.Itoa(y))
	}
	if len(years) == 0 {
		return ""
	}
	return c.t(text.CasefileUnknownYears, "Years", years)
}

// age is whole years from birth to day.
func age(birth, day date.Date) int {
	by, bm, bd := birth.YMD()
	y, m, d := day.YMD()
	if m < bm || m == bm && d < bd {
		return y - by - 1
	}
	return y - by
}
