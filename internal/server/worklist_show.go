package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/worklist"
)

const (
	worklistPath = "/worklist"
	worklistPage = 50
)

// workSection is a part of the worklist: its number in the store, its name in the address, and how it looks.
type workSection struct {
	n     int
	name  string
	title text.Key
	icon  icon.Name
	tone  components.Tone
}

var workSections = []workSection{
	{store.WorkSign, "sign", text.WorklistSign, icon.Signature, components.Due},
	{store.WorkOverdue, "late", text.WorklistLate, icon.CircleAlert, components.Late},
	{store.WorkWeek, "week", text.WorklistWeek, icon.Clock, components.Due},
	{store.WorkMonth, "month", text.WorklistMonth, icon.CalendarDays, components.Plain},
	{store.WorkLater, "later", text.WorklistLater, icon.CalendarRange, components.Plain},
}

// titleFor is the section's title for a role: the police do not sign, they decide on what was reported to them.
func (s workSection) titleFor(ctx context.Context, r access.Role) string {
	if s.n == store.WorkSign && r.Police() {
		return text.T(ctx, text.WorklistSignPolice)
	}
	return text.T(ctx, s.title)
}

// desk is one request for the worklist.
type desk struct {
	*Server
	ctx   context.Context
	actor access.Actor
	asked casework.WorkAsked
	query url.Values // the filters of the address, without the page
	from  keyset
	foot  components.PaginationView
	casework.Desk
	places  *gazetteer
	own     ownCases
	office  officeDesk
	workers []components.Option
}

// worklistShow shows the actor's worklist, as the address narrows it.
func (s *Server) worklistShow(w http.ResponseWriter, r *http.Request) error {
	if actorOf(r).Role == access.Department {
		return s.referralDesk(w, r)
	}
	if actorOf(r).May(access.ReturnView) {
		if err := s.Oversee.OweReturns(r.Context()); err != nil {
			return err
		}
	}
	own, err := s.ownCases(r)
	if err != nil {
		return err
	}
	if own.first && len(r.URL.Query()) == 0 {
		return s.redirect(w, r, worklistPath+"?worker="+workerMine)
	}
	d, err := s.desk(r, worklistPage)
	if err != nil {
		return err
	}
	d.own = own
	v := d.view()
	return s.page(w, r, v.Title, pages.Page(v))
}

// desk reads the address and the worklist it asks for, limit persons of it.
func (s *Server) desk(r *http.Request, limit int) (*desk, error) {
	d := &desk{Server: s, ctx: r.Context(), actor: actorOf(r), query: url.Values{}}
	d.read(readQuery(r))
	var err error
	if d.Desk, err = s.Work.Desk(d.ctx, d.actor, d.asked, limit); err != nil {
		return nil, err
	}
	d.Lines, d.foot = cut(r, d.from, d.Lines, limit, func(l store.WorkLine) string {
		return strconv.Itoa(l.Section) + "_" + l.Due.String() + "_" + l.Person.String()
	})
	if d.places, err = s.gazetteer(d.ctx); err != nil {
		return nil, err
	}
	d.office = officeDesk{s, d.ctx, d.places, d.Office}
	d.workers, err = s.workerFilter(d.ctx, d.places, d.actor)
	return d, err
}

// read takes the filters out of the address; what makes no sense filters nothing.
func (d *desk) read(in *Form) {
	keep := func(name, value string) {
		if value != "" {
			d.query.Set(name, value)
		}
	}
	if c, err := division.Parse(in.Typed("place")); err == nil {
		d.asked.Within = c.Range()
		keep("place", c.String())
	}
	d.asked.Kind = rehab.Duty(in.Choice("kind", kindNames(d.actor.Role)...))
	keep("kind", string(d.asked.Kind))
	for _, s := range workSections {
		if in.Typed("section") == s.name {
			d.asked.Section = s.n
			keep("section", s.name)
		}
	}
	d.readWorker(in)
	if d.watches() && in.Typed("all") == "1" {
		d.asked.All = true
		keep("all", "1")
	}
	d.from = keysetOf(in)
	d.asked.Back = d.from.back()
	d.asked.At = workKey(d.from.After + d.from.Before)
}

// readWorker reads whose cases are asked for: the reader's own, nobody's, those of an account, or all.
func (d *desk) readWorker(in *Form) {
	who := in.Typed("worker")
	switch who {
	case workerMine:
		d.asked.Mine = true
	case workerNone:
		d.asked.Unassigned = true
	case workerAll:
	default:
		if d.asked.Worker = in.Number("worker"); d.asked.Worker == 0 {
			return
		}
	}
	d.query.Set("worker", who)
}

func kindNames(r access.Role) []string {
	var out []string
	for _, kind := range casework.DutiesSeen(r) {
		out = append(out, string(kind))
	}
	return out
}

// watches reports whether the role answers for the work of others.
func (d *desk) watches() bool {
	return d.actor.Role.PartIn(rehab.DutyTest, false) == access.Watch
}

// workKey reads where a page begins; anything else is the first page.
func workKey(s string) store.WorkKey {
	part := strings.Split(s, "_")
	var k store.WorkKey
	if len(part) != 3 || (part[1] != "" && k.Due.UnmarshalText([]byte(part[1])) != nil) {
		return store.WorkKey{}
	}
	var err1, err2 error
	k.Section, err1 = strconv.Atoi(part[0])
	k.Person, err2 = uuid.Parse(part[2])
	if err1 != nil || err2 != nil {
		return store.WorkKey{}
	}
	return k
}

// address is the worklist with the present filters, one of them replaced; an empty value takes it out.
func (d *desk) address(name, value string) string {
	q := url.Values{}
	for k, v := range d.query {
		q[k] = v
	}
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return worklistPath
	}
	return worklistPath + "?" + q.Encode()
}

func (d *desk) view() pages.PageView {
	ctx := d.ctx
	v := pages.PageView{Title: text.T(ctx, text.WorklistTitle), Note: d.note(), Beside: d.beside(), Whose: d.own.choice(ctx, worklistPath, d.query), Townships: d.townships()}
	if d.Behind.Cases > 0 {
		v.Behind = text.T(ctx, text.WorklistBehind, "Count", d.Behind.Cases, "Day", d.Behind.Since)
	}
	v.Figures, v.Filter, v.Sections = d.figures(), d.filter(), d.sections()
	if d.asked.Kind == "" && d.asked.Section == 0 && d.asked.Within.Low.IsZero() {
		v.Office, v.OfficeFirst = d.office.section(), d.actor.Role != access.VillageWorker
	}
	if len(v.Sections) == 0 && v.Office == nil {
		v.Empty = d.empty()
	}
	if len(v.Sections) > 0 || v.Office != nil {
		v.Print = true
		if d.actor.May(access.CaseExport) {
			v.Excel = worklistExportPath + strings.TrimPrefix(d.address("section", d.query.Get("section")), worklistPath)
		}
		if d.foot.Next != "" || d.foot.Previous != "" {
			v.Pages = &d.foot
		}
	}
	if s := d.section(); s != nil {
		v.Only, v.Everyone = text.T(ctx, text.WorklistOnly, "Section", s.titleFor(ctx, d.actor.Role)), d.address("section", "")
	}
	if d.watches() {
		v.All = d.allButton()
	}
	if d.actor.Role == access.VillageWorker && d.known["GET /month-sheet"] {
		v.Sheet = "/month-sheet"
	}
	return v
}

// note is the day and how many persons there are to see to.
func (d *desk) note() string {
	day, n := d.Clock.Today(), 0
	for _, c := range d.Counts {
		n += c
	}
	if matters := d.office.count(); n == 0 && matters > 0 {
		return text.T(d.ctx, text.OfficedutyDayNote, "Day", day, "Weekday", text.Weekday(d.ctx, day), "Count", matters)
	}
	if n == 0 {
		return text.T(d.ctx, text.WorklistNoteNone, "Day", day, "Weekday", text.Weekday(d.ctx, day))
	}
	return text.T(d.ctx, text.WorklistNote, "Day", day, "Weekday", text.Weekday(d.ctx, day), "Count", n)
}

// section is the one that is asked for; nil for all.
func (d *desk) section() *workSection {
	i := slices.IndexFunc(workSections, func(s workSection) bool { return s.n == d.asked.Section })
	if i < 0 {
		return nil
	}
	return &workSections[i]
}

// allButton leads to what others have not done yet, and back.
func (d *desk) allButton() components.ButtonView {
	more, less := text.WorklistAll, text.WorklistNotAll
	if d.actor.Role == access.MunicipalOffice {
		more, less = text.WorklistAllOffice, text.WorklistNotAllOffice
	}
	if d.asked.All {
		return components.ButtonView{Label: text.T(d.ctx, less), Icon: icon.EyeOff, Small: true, Weight: components.Quiet, Href: d.address("all", "")}
	}
	return components.ButtonView{Label: text.T(d.ctx, more), Icon: icon.Eye, Small: true, Weight: components.Quiet, Href: d.address("all", "1")}
}

func (d *desk) empty() *components.EmptyView {
	if len(d.query) > 0 {
		return &components.EmptyView{Title: text.T(d.ctx, text.WorklistEmptyFilter), Note: text.T(d.ctx, text.WorklistEmptyFilterNote)}
	}
	note := text.WorklistEmptyVillage
	switch r := d.actor.Role; {
	case r.Township():
		note = text.WorklistEmptyTownship
	case r.Police():
		note = text.WorklistEmptyPolice
	case r == access.MunicipalOffice:
		note = text.WorklistEmptyOffice
	}
	return &components.EmptyView{Title: text.T(d.ctx, text.WorklistEmpty), Note: text.T(d.ctx, note), Icon: icon.CircleCheck}
}
