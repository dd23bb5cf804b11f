package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/staffing"
)

const (
	staffingPath = "/staffing"
	staffPath    = staffingPath + "/workers"

	staffingExportPath = staffingPath + "/export"
	staffingSeenPath   = staffingPath + "/seen"
	monthsOfYear       = 12
)

// staffingShow shows the norm against who is there.
func (s *Server) staffingShow(w http.ResponseWriter, r *http.Request) error {
	b, err := s.openStaffing(r)
	if err != nil {
		return err
	}
	v := b.view()
	return s.page(w, r, v.Title, pages.Norm(v))
}

// staffingBoard is the norm against who is there being put into words and links.
type staffingBoard struct {
	ctx     context.Context
	actor   access.Actor
	places  *gazetteer
	s       oversight.Staffing
	today   date.Date
	present bool
	rows    []staffingRow
	total   oversight.StaffingSum
}

// staffingRow is a line of the table: a township with its villages, a township itself, or a village.
type staffingRow struct {
	place division.Code
	own   bool // the township itself, without its villages
	sum   oversight.StaffingSum
}

// openStaffing reads which month and place the address asks for; what it does not understand is the present month, and the whole.
func (s *Server) openStaffing(r *http.Request) (*staffingBoard, error) {
	ctx, actor, q := r.Context(), actorOf(r), readQuery(r)
	month := pastMonth(q.Month("month"), s.Clock.Today())
	if month.IsZero() {
		month = s.Clock.Today().Month()
	}
	place, err := division.Parse(q.Typed("place"))
	if place = place.Township(); err != nil || !actor.Sees(place) || place.IsCounty() {
		place = 0
	}
	st, err := s.Oversee.Staffing(ctx, actor, month, place)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteerOn(ctx, month.Last())
	b := &staffingBoard{ctx: ctx, actor: actor, places: g, s: st, today: s.Clock.Today(), present: month == s.Clock.Today().Month()}
	b.gather()
	return b, err
}

// wide reports whether the rows are townships with their villages.
func (b *staffingBoard) wide() bool {
	return b.s.Place.IsZero() && b.actor.Township().IsZero()
}

// gather adds the units up to rows.
func (b *staffingBoard) gather() {
	for _, u := range b.s.Units {
		b.total.Add(u)
		row := staffingRow{place: u.Division, own: u.Division.IsTownship()}
		if b.wide() {
			row = staffingRow{place: u.Division.Township()}
		}
		if n := len(b.rows); n == 0 || b.rows[n-1].place != row.place {
			b.rows = append(b.rows, row)
		}
		b.rows[len(b.rows)-1].sum.Add(u)
	}
}

func (b *staffingBoard) say(key text.Key, args ...any) string { return text.T(b.ctx, key, args...) }

// name is the name of a row.
func (b *staffingBoard) name(row *staffingRow) string {
	if row.own {
		return b.say(text.StaffingItself, "Place", b.places.Short(row.place))
	}
	return b.places.Short(row.place)
}

// where is the name of what the page is of.
func (b *staffingBoard) where(place division.Code) string {
	switch {
	case !place.IsZero():
		return b.places.Full(place)
	case b.actor.Division.IsVillage():
		return b.places.Full(b.actor.Division)
	case !b.actor.Township().IsZero():
		return b.places.Short(b.actor.Township())
	}
	return b.places.Short(b.actor.Division.County())
}

// self is the address of the page of a place and month.
func (b *staffingBoard) self(place division.Code, month string) string {
	return b.selfAt(staffingPath, place, month)
}

func (b *staffingBoard) selfAt(path string, place division.Code, month string) string {
	q := url.Values{"month": {month}}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	return path + "?" + q.Encode()
}

// people is the address of the part of the register that a figure counts.
func (b *staffingBoard) people(row *staffingRow, post rehab.StaffPost, state string) string {
	q := url.Values{"state": {state}}
	if !b.present {
		q.Set("on", b.s.On.String())
	}
	place := b.s.Place
	if row != nil {
		place = row.place
	}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	if row != nil && row.own {
		q.Set("own", "1")
	}
	if post != "" {
		q.Set("post", string(post))
	}
	return staffPath + "?" + q.Encode()
}

// cases is the address of the open cases of a place at the month's end.
func (b *staffingBoard) cases(place division.Code) string {
	q := url.Values{"month": {b.s.Month.String()}}
	if place.IsZero() {
		place = b.s.Place
	}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	return casesPath + "?" + q.Encode()
}

func (b *staffingBoard) view() pages.NormView {
	v := pages.NormView{
		Title: b.say(text.StaffingTitle, "Place", b.where(b.s.Place)), Note: b.say(text.StaffingNoteThen, "Month", b.s.Month), Month: b.months(),
		Register: staffPath, Excel: b.selfAt(staffingExportPath, b.s.Place, b.s.Month.String()),
		Seen: staffingSeenPath, Figures: b.figures(), Crossed: b.crossed(), Bars: b.bars(), Posts: b.posts(), Table: b.table(), Means: b.means(),
		None:  b.say(text.StaffingCrossedNone, "Cadre", b.s.Norm.CadreFrom, "Full", b.s.Norm.FullTimeFrom),
		About: b.say(text.StaffingCrossedNote, "Cadre", b.s.Norm.CadreFrom, "Full", b.s.Norm.FullTimeFrom),
	}
	if b.present {
		v.Note = b.say(text.StaffingNoteNow, "Day", b.s.On)
	}
	if !b.s.Place.IsZero() {
		v.Whole, v.Back = b.self(0, b.s.Month.String()), b.say(text.StaffingWhole, "Place", b.where(0))
		v.Register += "?place=" + b.s.Place.String()
	}
	return v
}

func (b *staffingBoard) months() components.MonthPickerView {
	month, present := b.s.Month, b.today.Month()
	v := components.MonthPickerView{Action: staffingPath, Name: "month", Value: month.String(), Options: monthOptions(b.ctx, b.today, present-monthsBack)}
	v.Options[0].Label = b.say(text.DashboardMonthNow, "Month", present)
	if month > present-monthsBack {
		v.Previous = b.self(b.s.Place, (month - 1).String())
	}
	if !b.present {
		v.Next = b.self(b.s.Place, (month + 1).String())
	}
	if !b.s.Place.IsZero() {
		v.Hidden = []components.Option{{Label: "place", Value: b.s.Place.String()}}
	}
	return v
}

func (b *staffingBoard) figures() []components.FigureView {
	t, n := b.total, func(n int) string { return text.Number(b.ctx, n) }
	states := map[string]int{}
	for i := range b.s.People {
		for _, st := range b.s.People[i].States(b.s.On, b.s.Norm) {
			states[st]++
		}
	}
	people := b.say(text.StaffingPeople)
	list := func(label, note text.Key, i icon.Name, state string, tone components.Tone, args ...any) components.FigureView {
		return toned(components.FigureView{Label: b.say(label), Icon: i, N: n(states[state]), Unit: people, Note: b.say(note, args...), Href: b.people(nil, "", state)}, tone, states[state])
	}
	return []components.FigureView{
		{Label: b.say(text.StaffingPersons), Icon: icon.Users, N: n(t.Persons), Unit: people, Note: b.say(text.StaffingPersonsNote), Href: b.cases(0)},
		{Label: b.say(text.StaffingFullTime), Icon: icon.User, N: n(t.Have.FullTime), Unit: people, Note: b.say(text.StaffingFullTimeNote, "Count", t.Need.FullTime),
			Href: b.people(nil, rehab.PostFullTime, string(rehab.StaffCounts))},
		toned(components.FigureView{Label: b.say(text.StaffingGap), Icon: icon.CircleAlert, N: n(t.Gap.Total()), Unit: people, Note: b.say(text.StaffingGapNote, "Count", t.Short), Href: "#units"}, components.Late, t.Gap.Total()),
		{Label: b.say(text.StaffingGapPay), Icon: icon.Coins, N: text.Money(b.ctx, t.GapPay), Note: b.say(text.StaffingGapPayNote, "Year", text.Fen(t.GapPay*monthsOfYear)), Href: "#units"},
		list(text.StaffingLacking, text.StaffingLackingNote, icon.CircleX, string(rehab.StaffLacking), components.Due),
		list(text.StaffingWaiting, text.StaffingWaitingNote, icon.Signature, oversight.StaffWaiting, components.Due),
		list(text.StaffingExpiring, text.StaffingExpiringNote, icon.Clock, oversight.StaffExpiring, components.Due, "Count", b.s.Norm.WarnDays),
	}
}

// crossed are the villages whose caseload has crossed a bound.
func (b *staffingBoard) crossed() []pages.CrossedView {
	var out []pages.CrossedView
	for _, u := range b.s.Units {
		if u.Crossed == 0 {
			continue
		}
		key := text.StaffingCrossedUp
		if u.Persons < u.Before {
			key = text.StaffingCrossedDown
		}
		v := pages.CrossedView{Place: b.places.Full(u.Division), Href: b.cases(u.Division),
			Words: b.say(key, "Before", u.Before, "Now", u.Persons, "Bound", u.Crossed, "Need", staffWords(b.ctx, u.Need))}
		if b.actor.May(access.StaffPropose) && slices.Contains(b.s.Unseen, u.Division) {
			v.Village = u.Division.String()
		}
		out = append(out, v)
	}
	return out
}

// staffWords says staff by post: 治保主任 1 人、干部 1 人.
func staffWords(ctx context.Context, st rehab.Staff) []string {
	var out []string
	for _, post := range rehab.StaffPosts() {
		if n := staffOf(st, post); n > 0 {
			out = append(out, text.T(ctx, text.StaffingNeedJoin, "Post", text.Of(ctx, text.FamilyStaffPost, post), "Count", n))
		}
	}
	return out
}

// staffOf is how many of a post.
func staffOf(st rehab.Staff, post rehab.StaffPost) int {
	switch post {
	case rehab.PostDirector:
		return st.Director
	case rehab.PostCadre:
		return st.Cadre
	}
	return st.FullTime
}

func (b *staffingBoard) bars() []pages.BarView {
	var out []pages.BarView
	most := 0
	for i := range b.rows {
		most = max(most, b.rows[i].sum.Need.Total()+b.rows[i].sum.Spare.Total())
	}
	for i := range b.rows {
		row := &b.rows[i]
		need, gap, spare := row.sum.Need.Total(), row.sum.Gap.Total(), row.sum.Spare.Total()
		v := pages.BarView{Place: b.name(row), Have: need - gap, Gap: gap, Spare: spare, Whole: most,
			Label: b.say(text.StaffingPictureRow, "Place", b.name(row), "Need", need, "Have", need-gap, "Gap", gap, "Spare", spare), Count: b.say(text.StaffingCountOf, "Have", need-gap, "Need", need)}
		if b.wide() {
			v.Href = b.self(row.place, b.s.Month.String())
		}
		out = append(out, v)
	}
	return out
}

func (b *staffingBoard) means() []components.Pair {
	norm := b.s.Norm
	names := func(codes []division.Code) []string {
		var out []string
		for _, c := range codes {
			out = append(out, b.places.Short(c))
		}
		return out
	}
	return []components.Pair{
		{Name: b.say(text.StaffingMeansBand), Value: b.say(text.StaffingMeansBandText, "Cadre", norm.CadreFrom, "Full", norm.FullTimeFrom, "Towns", names(norm.FullTimeTowns))},
		{Name: b.say(text.StaffingMeansTown), Value: b.say(text.StaffingMeansTownText, "Towns", names(norm.TwoTowns))},
		{Name: b.say(text.StaffingMeansHave), Value: b.say(text.StaffingMeansHaveText)},
		{Name: b.say(text.StaffingMeansGap), Value: b.say(text.StaffingMeansGapText)},
		{Name: b.say(text.StaffingMeansPersons), Value: b.say(text.StaffingMeansPersonsText)},
		{Name: b.say(text.StaffingMeansPay), Value: b.say(text.StaffingMeansPayText, "Pay", text.Fen(norm.Pay))},
		{Name: b.say(text.StaffingMeansLaw), Value: b.say(text.StaffingMeansLawText)},
	}
}

// staffingSeen marks that somebody has looked at a village whose caseload has crossed a bound.
func (s *Server) staffingSeen(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	village := f.RequiredDivision("village")
	if err = f.Err(); err == nil {
		err = s.Oversee.SeeCrossing(r.Context(), actorOf(r), village)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, s.cameFrom(r, staffingPath), text.StaffingSeen)
}
