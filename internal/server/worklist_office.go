package server

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/worklist"
)

// officePage is where an office duty of a kind is done: the page of the thing with key, and the list of all of them.
type officePage struct {
	icon icon.Name
	at   string // address of the thing, with {key} in it
	list string // address of those that are overdue
}

var officePages = map[rehab.OfficeDuty]officePage{
	rehab.ReturnVillage:        {icon.FileText, "/returns/{key}", "/returns?state=late"},
	rehab.ReturnReviewVillage:  {icon.ClipboardCheck, "/returns/{key}", "/returns?state=late"},
	rehab.ReturnTownship:       {icon.FileText, "/returns/{key}", "/returns?level=township&state=late"},
	rehab.ReturnSign:           {icon.Signature, "/returns/{key}", "/returns?level=township&state=late"},
	rehab.ReturnReviewTownship: {icon.ClipboardCheck, "/returns/{key}", "/returns?level=township&state=late"},
	rehab.ReturnLock:           {icon.Lock, "/returns/{key}", "/returns?level=township&state=late"},
	rehab.ReturnCity:           {icon.Lock, "/returns/{key}", "/returns?level=city"},
	rehab.PaymentToRecord:      {icon.Coins, "/payments/{key}", "/payments?state=standing"},
	rehab.NoticeToReceive:      {icon.Gavel, noticeListPath + "/{key}", noticeListPath + "?state=" + noticeLate},
	rehab.NoticeToReply:        {icon.Gavel, noticeListPath + "/{key}", noticeListPath + "?state=" + noticeLate},
	rehab.NoticeToExtend:       {icon.Clock, noticeListPath + "/{key}", noticeListPath + "?state=" + string(rehab.NoticeAsked)},
	rehab.NoticeToDecide:       {icon.ClipboardCheck, noticeListPath + "/{key}", noticeListPath + "?state=" + string(rehab.NoticeReplied)},
	rehab.NoticeToReport:       {icon.Landmark, noticeListPath + "/{key}", noticeListPath + "?state=" + noticeOpen},
	rehab.MeasureDue:           {icon.ListChecks, measuresPath + "/{key}", measuresPath + "?state=" + measureLate},
	rehab.StaffDecide:          {icon.IdCard, staffPath + "/{key}", staffPath + "?state=" + oversight.StaffWaiting},
	rehab.StaffRenew:           {icon.IdCard, staffPath + "/{key}", staffPath + "?state=" + string(rehab.StaffLacking)},
	rehab.StaffCrossed:         {icon.Users, staffingPath + "?place={key}", staffingPath},
	rehab.SplitToChoose:        {icon.MapPin, splitsPath + "/{key}", splitsPath},
	rehab.AppealToDecide:       {icon.Scale, appealsPath + "/{key}", appealsPath + "?state=" + string(rehab.AppealOpen)},
	rehab.MeasureToConfirm:     {icon.ClipboardCheck, measuresPath + "/{key}", measuresPath + "?state=" + string(rehab.MeasureIsDone)},
}

// officeID is the id of the section in the page.
const officeID = "office"

// officeDesk puts the office duties of a worklist into words.
type officeDesk struct {
	*Server
	ctx    context.Context
	places *gazetteer
	lines  []store.OfficeLine
}

// section is the part of the worklist that is about no person; nil where there is nothing in it.
func (o *officeDesk) section() *pages.SectionView {
	if len(o.lines) == 0 {
		return nil
	}
	v := &pages.SectionView{Head: components.WorkSectionView{ID: officeID, Title: text.T(o.ctx, text.OfficedutyTitle), Icon: icon.Landmark, Note: text.T(o.ctx, text.OfficedutyCount, "Count", o.count())}}
	if late := o.late(); late > 0 {
		v.Head.Tone = components.Late
		v.Head.Note += text.T(o.ctx, text.OfficedutyLate, "Count", late)
	}
	shown := map[string]int{}
	for i := range o.lines {
		l := &o.lines[i]
		if l.Part == string(access.Watch) {
			continue
		}
		v.Items = append(v.Items, o.item(l))
		shown[l.Kind]++
		if shown[l.Kind] == o.namedOf(l.Kind) && l.OfKind > shown[l.Kind] {
			v.Items = append(v.Items, o.rest(l, l.OfKind-shown[l.Kind]))
		}
	}
	for i := range o.lines {
		if l := &o.lines[i]; l.Part == string(access.Watch) {
			v.Items = append(v.Items, o.watched(l))
		}
	}
	return v
}

// namedOf is how many duties of a kind are named, not only counted.
func (o *officeDesk) namedOf(kind string) (n int) {
	for i := range o.lines {
		if o.lines[i].Kind == kind && o.lines[i].Part != string(access.Watch) {
			n++
		}
	}
	return n
}

// sums adds up a number of the kinds that the role does or signs; what it watches is others'.
func (o *officeDesk) sums(of func(*store.OfficeLine) int) (n int) {
	seen := map[string]bool{}
	for i := range o.lines {
		l := &o.lines[i]
		if at := l.Kind + " " + l.Part; !seen[at] {
			seen[at] = true
			n += of(l)
		}
	}
	return n
}

func (o *officeDesk) count() int { return o.sums(func(l *store.OfficeLine) int { return l.OfKind }) }
func (o *officeDesk) late() int {
	return o.sums(func(l *store.OfficeLine) int { return l.LateOfKind })
}

// item is one duty with its last day and why.
func (o *officeDesk) item(l *store.OfficeLine) components.WorkItemView {
	today, page := o.Clock.Today(), officePages[rehab.OfficeDuty(l.Kind)]
	href := backTo(strings.ReplaceAll(page.at, "{key}", l.Key), worklistPath)
	name := text.Of(o.ctx, text.FamilyOfficeDuty, l.Kind)
	v := components.WorkItemView{Name: o.about(l), Href: href, Note: o.debtor(l), Reasons: []components.Reason{o.why(l)},
		Go: components.ButtonView{Label: text.T(o.ctx, text.WorklistHandle), Icon: icon.NotebookPen, Small: true, Weight: components.Outline, Href: href}}
	if l.Part == string(access.Signs) {
		v.Go.Label, v.Go.Icon = text.T(o.ctx, text.WorklistDecide), icon.Signature
	}
	mark := components.MarkView{Icon: page.icon, Words: name}
	switch {
	case l.State == string(rehab.DutyOverdue):
		mark.Tone, mark.Icon, mark.Words = components.Late, icon.CircleAlert, text.T(o.ctx, text.WorklistPast, "Duty", name, "Count", int(today-l.Due))
		v.Go.Weight = components.Primary
	case l.Due == today:
		mark.Tone, mark.Words = components.Due, text.T(o.ctx, text.WorklistUntilToday, "Duty", name)
	case !l.Due.IsZero():
		mark.Words = text.T(o.ctx, text.WorklistUntil, "Duty", name, "Day", text.ShortDate(o.ctx, l.Due))
		if l.Section <= store.WorkWeek {
			mark.Tone = components.Due
		}
	}
	v.Tone, v.Marks = mark.Tone, []components.MarkView{mark}
	return v
}

// rest leads to the list of a kind that is too long to be named here.
func (o *officeDesk) rest(l *store.OfficeLine, n int) components.WorkItemView {
	href := officePages[rehab.OfficeDuty(l.Kind)].list
	return components.WorkItemView{Name: text.T(o.ctx, text.OfficedutyRest, "Count", n, "Duty", text.Of(o.ctx, text.FamilyOfficeDuty, l.Kind)), Href: href,
		Go: components.ButtonView{Label: text.T(o.ctx, text.WorklistLook), Icon: icon.Eye, Small: true, Href: href}}
}

// watched is how many duties of a kind others have not done, with the oldest.
func (o *officeDesk) watched(l *store.OfficeLine) components.WorkItemView {
	href := officePages[rehab.OfficeDuty(l.Kind)].list
	v := components.WorkItemView{Name: text.T(o.ctx, text.OfficedutyWatched, "Count", l.OfKind, "Duty", text.Of(o.ctx, text.FamilyOfficeDuty, l.Kind)), Href: href,
		Note: text.T(o.ctx, text.OfficedutyOldest, "About", o.about(l), "Unit", o.debtor(l)), Reasons: []components.Reason{o.why(l)},
		Go: components.ButtonView{Label: text.T(o.ctx, text.WorklistLook), Icon: icon.Eye, Small: true, Href: href}}
	if l.LateOfKind > 0 {
		v.Tone = components.Late
		v.Marks = []components.MarkView{{Tone: components.Late, Icon: icon.CircleAlert, Words: text.T(o.ctx, text.OfficedutyLateMark, "Count", l.LateOfKind, "Days", int(o.Clock.Today()-l.Due))}}
	}
	return v
}

// why puts the rule behind a duty into words.
func (o *officeDesk) why(l *store.OfficeLine) components.Reason {
	kind := rehab.OfficeDuty(l.Kind)
	return components.Reason{Rule: text.Of(o.ctx, text.FamilyOfficeDutyRule, kind), Article: text.Citation(o.ctx, kind.Article()), Due: dueWords(o.ctx, l.Due, o.Clock.Today()),
		MetBy: text.Of(o.ctx, text.FamilyOfficeDutyMetBy, kind), OwedBy: o.debtor(l)}
}

// debtor names the office that owes the duty.
func (o *officeDesk) debtor(l *store.OfficeLine) string {
	if l.UnitName != "" {
		return l.UnitName
	}
	if l.Division.IsCounty() {
		return text.T(o.ctx, text.OfficedutyMunicipal)
	}
	return o.places.Full(l.Division)
}

// about is what tells a duty apart from others of its kind: the return's month, the notice's number.
func (o *officeDesk) about(l *store.OfficeLine) string {
	var args map[string]any
	if err := json.Unmarshal(l.About, &args); err != nil {
		return text.Of(o.ctx, text.FamilyOfficeDuty, l.Kind)
	}
	var pairs []any
	for _, name := range slices.Sorted(maps.Keys(args)) {
		pairs = append(pairs, name, o.word(args[name]))
	}
	return text.Of(o.ctx, text.FamilyOfficeDutyAbout, l.Kind, pairs...)
}

var (
	isQuarter = regexp.MustCompile(`^\d{4}-Q[1-4]$`)
	isPlace   = regexp.MustCompile(`^\d{12}$`)
)

// word puts a value that a SELECT gave as text into words: a day, a month, a quarter (2026-Q3), the code of a place; anything else stays as it is.
func (o *officeDesk) word(v any) any {
	s, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	if day, err := date.Parse(s); err == nil {
		return day
	}
	if m, err := date.ParseMonth(s); err == nil {
		return m
	}
	if isQuarter.MatchString(s) {
		return text.T(o.ctx, text.OfficedutyQuarter, "Year", s[:4], "Quarter", text.Of(o.ctx, text.FamilyQuarter, s[6:]))
	}
	if isPlace.MatchString(s) {
		if c, err := division.Parse(s); err == nil {
			return o.places.Full(c)
		}
	}
	return s
}

// figure is the number of office duties, to be linked to their section; false when there are none.
func (o *officeDesk) figure() (components.FigureView, bool) {
	n, late := o.count(), o.late()
	if n == 0 {
		return components.FigureView{}, false
	}
	f := components.FigureView{Label: text.T(o.ctx, text.OfficedutyTitle), Icon: icon.Landmark, N: text.Number(o.ctx, n), Unit: text.T(o.ctx, text.OfficedutyUnit), Note: text.T(o.ctx, text.OfficedutyNote)}
	if late > 0 {
		f.Tone, f.Note = components.Late, text.T(o.ctx, text.OfficedutyLateNote, "Count", late)
	}
	return f, true
}

// sheet is the workbook's sheet of the office duties.
func (o *officeDesk) sheet() workbook.Sheet {
	const wide, widest = 24, 40
	return workbook.Sheet{Name: text.T(o.ctx, text.OfficedutyTitle), Columns: []workbook.Column{
		{Head: text.T(o.ctx, text.WorklistExcelSection)}, {Head: text.T(o.ctx, text.WorklistExcelDuty), Width: wide}, {Head: text.T(o.ctx, text.OfficedutyAbout), Width: widest},
		{Head: text.T(o.ctx, text.WorklistExcelOwed), Width: wide}, {Head: text.T(o.ctx, text.WorklistExcelDue)}, {Head: text.T(o.ctx, text.WorklistExcelArticle), Width: widest},
	}, Rows: workbook.Rows(o.lines, func(l store.OfficeLine) []any {
		section := ""
		for _, s := range workSections {
			if s.n == l.Section {
				section = text.T(o.ctx, s.title)
			}
		}
		return []any{section, text.Of(o.ctx, text.FamilyOfficeDuty, l.Kind), o.about(&l), o.debtor(&l), orEmpty(l.Due), text.Citation(o.ctx, rehab.OfficeDuty(l.Kind).Article())}
	})}
}
