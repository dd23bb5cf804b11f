package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/referral"
)

const (
	referralsPath = "/referrals"
	referralsPage = 50
)

// States of the list beyond those of a referral: not ended, and past the department's last day.
const (
	referralOpen = "open"
	referralLate = "late"
)

func referralPath(id uuid.UUID) string { return referralsPath + "/" + id.String() }

// referralList shows the referrals that the actor sees, as the address filters them.
func (s *Server) referralList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, in := r.Context(), actorOf(r), readQuery(r)
	f, q := referralFilter(in, actor)
	f.After, f.Limit = referralKey(in.Typed("after")), referralsPage+1
	list, err := s.Work.Referrals(ctx, actor, f, true)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	lines := list.Lines
	v := pages.ListView{Title: text.T(ctx, text.ReferralTitle), Note: text.T(ctx, referralNote(actor))}
	if len(lines) > referralsPage {
		lines = lines[:referralsPage]
		last := lines[len(lines)-1]
		v.Pages.Next = referralsPath + "?" + with(q, "after", last.Due.String()+"_"+last.ID.String())
	}
	v.Pages.From, v.Pages.To, v.Pages.Keys = min(1, len(lines)), len(lines), true
	v.Excel, v.Table = excelAddress(r, len(lines)), s.referralTable(r, g, lines)
	v.Filter = s.referralFilters(ctx, g, actor, list.Counts, q)
	if actor.Role == access.MunicipalOffice && len(list.Counts) > 0 {
		v.Counts = referralCounts(ctx, list.Counts, q)
	}
	return s.page(w, r, v.Title, pages.List(v))
}

func referralNote(actor access.Actor) text.Key {
	if actor.Role == access.Department {
		return text.ReferralNoteDepartment
	}
	return text.ReferralNote
}

// referralFilter reads the filters of the address; q holds them again, without the page.
func referralFilter(in *Form, actor access.Actor) (f store.ReferralFilter, q url.Values) {
	q = url.Values{}
	keep := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	switch state := in.Choice("state", referralStates()...); state {
	case referralOpen:
		f.Open = true
		keep("state", state)
	case referralLate:
		f.Late = true
		keep("state", state)
	default:
		f.State = state
		keep("state", state)
	}
	if actor.Role == access.Department {
		return f, q
	}
	f.Department, f.Look = in.Number("department"), in.Choice("look", store.ReferralLooks()...)
	keep("look", f.Look)
	if f.Department != 0 {
		keep("department", strconv.FormatInt(f.Department, 10))
	}
	if c, err := division.Parse(in.Typed("place")); err == nil {
		f.Within = c.Range()
		keep("place", c.String())
	}
	return f, q
}

func referralStates() []string {
	out := []string{referralOpen, referralLate}
	for _, state := range rehab.ReferralStates() {
		out = append(out, string(state))
	}
	return out
}

// referralKey reads where a page begins; anything else is the first page.
func referralKey(s string) (k store.ReferralKey) {
	due, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Due.UnmarshalText([]byte(due)) != nil {
		return store.ReferralKey{}
	}
	k.ID = key
	return k
}

func (s *Server) referralFilters(ctx context.Context, g *gazetteer, actor access.Actor, counts []store.ReferralCount, q url.Values) components.FilterBarView {
	v := components.FilterBarView{Action: referralsPath, Target: "main", Clear: referralsPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.ReferralState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyReferralState, referralStates()...)},
	}}
	if actor.Role == access.Department {
		return v
	}
	if actor.May(access.ReferralSend) {
		v.Filters = append(v.Filters, components.Filter{Name: "look", Label: text.T(ctx, text.ReferralLook), Value: q.Get("look"), Options: components.OptionsOf(ctx, text.FamilyReferralLook, store.ReferralLooks()...)})
	}
	v.Filters = append(v.Filters, components.Filter{Name: "department", Label: text.T(ctx, text.ReferralDepartment), Value: q.Get("department"), Options: departmentsOf(counts)})
	places := g.Townships(actor.Scope)
	if len(places) <= 1 {
		places = g.Villages(actor.Scope)
	}
	if len(places) > 1 {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(ctx, text.ReferralPlace), Value: q.Get("place"), Options: places})
	}
	return v
}

// departmentsOf are the departments that anything was sent to.
func departmentsOf(counts []store.ReferralCount) []components.Option {
	var out []components.Option
	for _, c := range counts {
		if n := len(out); n == 0 || out[n-1].Label != c.DepartmentName {
			out = append(out, components.Option{Value: strconv.FormatInt(c.Department, 10), Label: c.DepartmentName})
		}
	}
	return out
}

// referralCounts is, for each department, how many referrals are in each state; each number leads to the list of so many.
func referralCounts(ctx context.Context, counts []store.ReferralCount, q url.Values) *components.CountTableView {
	t := &components.CountTableView{Caption: text.T(ctx, text.ReferralByDepartment), First: text.T(ctx, text.ReferralDepartment)}
	columns := referralStates()[1:] // late, then the states
	for _, state := range columns {
		t.Heads = append(t.Heads, text.Of(ctx, text.FamilyReferralState, state))
	}
	departments := departmentsOf(counts)
	if len(departments) > 1 {
		departments = append(departments, components.Option{Label: text.T(ctx, text.RewardTotal)}) // of all
	}
	for _, d := range departments {
		base := url.Values{}
		if d.Value != "" {
			base.Set("department", d.Value)
		}
		if place := q.Get("place"); place != "" {
			base.Set("place", place)
		}
		row := components.CountRow{Label: d.Label, Total: d.Value == ""}
		if !row.Total {
			row.Href = referralsPath + "?" + base.Encode()
		}
		for _, state := range columns {
			n := 0
			for _, c := range counts {
				switch {
				case d.Value != "" && strconv.FormatInt(c.Department, 10) != d.Value:
				case state == referralLate:
					n += c.Late
				case string(c.State) == state:
					n += c.Count
				}
			}
			row.Counts = append(row.Counts, components.Count{N: text.Number(ctx, n), Href: referralsPath + "?" + with(base, "state", state), Late: state == referralLate && n > 0})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *Server) referralTable(r *http.Request, g *gazetteer, lines []store.ReferralLine) components.TableView {
	ctx, actor := r.Context(), actorOf(r)
	t := components.TableView{
		Caption: text.T(ctx, text.ReferralTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.ReferralPerson), Phone: components.PhoneTitle}, {Label: text.Of(ctx, text.FamilyField, "need"), Phone: components.PhoneSub},
			{Label: text.T(ctx, referralPlaceHead(actor))}, {Label: text.T(ctx, text.ReferralSentOn)}, {Label: text.T(ctx, text.ReferralState), Phone: components.PhoneWide}, {Label: text.T(ctx, text.WhyDue)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.ReferralEmpty), Note: text.T(ctx, referralEmptyNote(actor))},
	}
	if actor.Role != access.Department {
		t.Columns = append(t.Columns[:2], append([]components.Column{{Label: text.T(ctx, text.ReferralDepartment)}}, t.Columns[2:]...)...)
	}
	for i := range lines {
		t.Rows = append(t.Rows, s.referralRow(r, g, &lines[i]))
	}
	return t
}

// referralPlaceHead heads the place of a person: a department is told the township alone.
func referralPlaceHead(actor access.Actor) text.Key {
	if actor.Role == access.Department {
		return text.CaselistTownship
	}
	return text.ReferralPlace
}

func referralEmptyNote(actor access.Actor) text.Key {
	switch {
	case actor.Role == access.Department:
		return text.WorklistDepartmentNote
	case actor.May(access.ReferralSend):
		return text.ReferralEmptyNote
	}
	return text.ReferralEmptyOffice
}

func (s *Server) referralRow(r *http.Request, g *gazetteer, l *store.ReferralLine) components.Row {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	late := !l.Due.IsZero() && l.Due < today
	name := components.Cell{Words: personTold(l, actor), Sub: tail(l.DocMask)}
	place := g.Full(l.Answerable)
	if actor.Role == access.Department {
		name.Sub, place = sexAndAge(ctx, &l.Referral), g.Full(l.Answerable.Township())
	}
	due := components.Cell{Words: text.Date(ctx, l.Due)}
	if !l.Due.IsZero() {
		due.Words = dueWords(ctx, l.Due, today)
	}
	if late {
		due.Tone = components.Late
	}
	state := components.Cell{Body: components.Mark(referralMark(ctx, &l.Referral, today))}
	row := components.Row{ID: l.ID.String(), Href: backTo(referralPath(l.ID), r.URL.RequestURI()), Late: late}
	row.Cells = []components.Cell{name, {Words: l.Need, Sub: text.Of(ctx, text.FamilyHelpName, l.Head)}}
	if actor.Role != access.Department {
		row.Cells = append(row.Cells, components.Cell{Words: l.DepartmentName})
	}
	row.Cells = append(row.Cells, components.Cell{Words: place}, components.Cell{Words: text.CompactDate(ctx, l.SentOn)}, state, due)
	return row
}

// referralsSought are the referrals of an address, whole, to be taken along.
func (s *Server) referralsSought(r *http.Request) (casework.Referrals, url.Values, error) {
	actor := actorOf(r)
	f, q := referralFilter(readQuery(r), actor)
	f.Limit = wholeList
	list, err := s.Work.Referrals(r.Context(), actor, f, false)
	return list, q, err
}
