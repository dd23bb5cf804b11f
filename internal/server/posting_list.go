package server

import (
	"context"
	"net/http"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/posting"
)

const postingsPath = "/postings"

func (s *Server) postingList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	k := keysetOf(q)
	f := postingFilter(q)
	f.After, f.Before = q.Number("after"), q.Number("before")
	lines, total, err := s.Registry.Postings(ctx, actorOf(r), f, listLimit+1)
	if err != nil {
		return err
	}
	units, err := s.Registry.Units(ctx, actorOf(r))
	if err != nil {
		return err
	}
	lines, pages := cut(r, k, lines, listLimit, func(l store.PostingLine) string { return strconv.FormatInt(l.ID, 10) })
	v := posting.ListView{
		Note: text.T(ctx, text.PostingCount, "Count", total), Excel: excelAddress(r, len(lines)), New: postingsPath + "/new", Table: s.postingTable(r, lines, true), Pages: pages,
		Filters: components.FilterBarView{Action: postingsPath, Clear: postingsPath, Filters: []components.Filter{
			{Name: "state", Label: text.T(ctx, text.AccountState), Value: f.State, Options: components.OptionsOf(ctx, text.FamilyPostingStanding, "now", "future", "past")},
			{Name: "role", Label: text.Of(ctx, text.FamilyField, "role"), Value: f.Role, Options: components.OptionsOf(ctx, text.FamilyRole, access.Roles()...)},
			{Name: "unit", Label: text.Of(ctx, text.FamilyField, "unit"), Value: numberOrNone(f.Unit), Options: unitOptions(ctx, units)},
		}},
	}
	return s.page(w, r, text.T(ctx, text.PostingTitle), posting.List(v))
}

// postingFilter is how an address chooses postings, whatever page.
func postingFilter(q *Form) store.PostingFilter {
	return store.PostingFilter{State: q.Choice("state", "now", "future", "past"), Role: q.Choice("role", roleValues()...), Unit: q.Number("unit")}
}

// postingTable shows postings; own adds whose they are and leads to each.
func (s *Server) postingTable(r *http.Request, lines []store.PostingLine, own bool) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.PostingTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "role"), Phone: components.PhoneTitle}, {Label: text.Of(ctx, text.FamilyField, "unit"), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.PostingPeriod), Phone: components.PhoneWide}, {Label: text.T(ctx, text.AccountState), Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.PostingNoneOfAccount)},
	}
	if own {
		t.Columns = append([]components.Column{{Label: text.Of(ctx, text.FamilyField, "account"), Phone: components.PhoneTitle}}, t.Columns...)
		t.Columns[1].Phone = components.PhoneSub
		t.Empty = components.EmptyView{Title: text.T(ctx, text.PostingNone), Note: text.T(ctx, text.PostingNoneNote)}
	}
	for _, l := range lines {
		row := components.Row{Cells: []components.Cell{
			{Words: text.Of(ctx, text.FamilyRole, l.Role)}, {Words: l.UnitName}, {Words: period(ctx, l)}, {Body: components.Mark(postingMark(ctx, l))},
		}}
		if own {
			row.Href = postingPath(l.ID)
			row.Cells = append([]components.Cell{{Words: l.Login, Sub: l.Name}}, row.Cells...)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func postingPath(id int64) string { return postingsPath + "/" + strconv.FormatInt(id, 10) }

// period says from when to when in words, and whose deputy it is.
func period(ctx context.Context, l store.PostingLine) string {
	switch {
	case l.ValidUntil.IsZero():
		return text.T(ctx, text.PostingOpenEnd, "From", l.ValidFrom)
	case l.ValidUntil < l.ValidFrom:
		return text.T(ctx, text.PostingWithdrawn)
	}
	return text.T(ctx, text.PostingFromTo, "From", l.ValidFrom, "Until", l.ValidUntil)
}

func postingMark(ctx context.Context, l store.PostingLine) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyPostingStanding, l.Standing)}
	switch {
	case l.Standing == "now" && l.DeputyFor != nil:
		m.Tone, m.Icon, m.Words = components.Due, icon.Users, text.T(ctx, text.PostingDeputy)
	case l.Standing == "now":
		m.Tone = components.Done
	case l.Standing == "past":
		m.Tone = components.Shut
	}
	return m
}

func numberOrNone(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func roleValues() []string {
	var out []string
	for _, r := range access.Roles() {
		out = append(out, string(r))
	}
	return out
}

// unitOptions are units to choose from, villages under their township.
func unitOptions(ctx context.Context, units []store.Unit) []components.Option {
	names := townshipNames(units)
	var out []components.Option
	for _, u := range units {
		o := components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name, Group: text.Of(ctx, text.FamilyUnitKind, u.Kind)}
		if u.Kind == "village" || u.Kind == "township" {
			o.Group = names[u.Division.Township()]
		}
		out = append(out, o)
	}
	return out
}
