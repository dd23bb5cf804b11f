package server

import (
	"net/http"
	"strconv"
	"time"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/account"
)

const accountsPath = "/accounts"

func (s *Server) accountList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	k, f := keysetOf(q), s.accountFilter(r, q)
	f.After, f.Before = k.After, k.Before
	lines, total, err := s.Registry.Accounts(ctx, actorOf(r), f, listLimit+1)
	if err != nil {
		return err
	}
	lines, pages := cut(r, k, lines, listLimit, func(l store.AccountLine) string { return l.Login })
	v := account.ListView{
		Note: text.T(ctx, text.AccountCount, "Count", total), Excel: excelAddress(r, len(lines)), Find: f.Find, FindTo: accountsPath + "/find", New: accountsPath + "/new", Pages: pages,
		Filters: components.FilterBarView{Action: accountsPath, Clear: accountsPath, Filters: []components.Filter{{
			Name: "state", Label: text.T(ctx, text.AccountState), Value: f.State, Options: components.OptionsOf(ctx, text.FamilyAccountState, "active", "disabled", "locked"),
		}}},
		Table: s.accountTable(r, lines),
	}
	if f.Find != "" {
		v.Filters.Hidden = []components.Option{{Label: "find", Value: q.Typed("find")}}
	}
	return s.page(w, r, text.T(ctx, text.AccountTitle), account.List(v))
}

// accountFilter is how an address chooses accounts, whatever page.
func (s *Server) accountFilter(r *http.Request, q *Form) store.AccountFilter {
	find, _ := s.Sessions.Recall(r.Context(), q.Typed("find"))
	return store.AccountFilter{Find: find, State: q.Choice("state", "active", "disabled", "locked")}
}

func (s *Server) accountTable(r *http.Request, lines []store.AccountLine) components.TableView {
	ctx := r.Context()
	t := components.TableView{
		Caption: text.T(ctx, text.AccountTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "account"), Phone: components.PhoneTitle}, {Label: text.Of(ctx, text.FamilyField, "name"), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.AccountPostings), Phone: components.PhoneWide}, {Label: text.T(ctx, text.AccountState), Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.AccountNone), Note: text.T(ctx, text.AccountNoneNote)},
	}
	for _, l := range lines {
		t.Rows = append(t.Rows, components.Row{Href: accountPath(l.ID), Cells: []components.Cell{
			{Words: l.Login}, {Words: l.Name}, {Words: postingWords(r, l.Postings)}, {Body: components.Mark(s.accountMark(r, l.Account))},
		}})
	}
	return t
}

func accountPath(id int64) string { return accountsPath + "/" + strconv.FormatInt(id, 10) }

// accountMark says whether the account can sign in.
func (s *Server) accountMark(r *http.Request, a store.Account) components.MarkView {
	ctx := r.Context()
	switch {
	case a.DisabledAt != nil:
		return components.MarkView{Tone: components.Shut, Icon: icon.Ban, Words: text.Of(ctx, text.FamilyAccountState, "disabled")}
	case locked(a, s.Clock.Now()):
		return components.MarkView{Tone: components.Late, Icon: icon.Lock, Words: text.T(ctx, text.AccountLockedUntil, "When", text.Moment(ctx, *a.LockedUntil))}
	case a.FailedCount > 0:
		return components.MarkView{Tone: components.Due, Words: text.T(ctx, text.AccountFailed, "Count", a.FailedCount)}
	}
	return components.MarkView{Tone: components.Done, Words: text.Of(ctx, text.FamilyAccountState, "active")}
}

func locked(a store.Account, now time.Time) bool {
	return a.LockedUntil != nil && a.LockedUntil.After(now)
}

// postingWords lists postings in words: 民警（市中派出所）、公安审批（赤水市公安局）.
func postingWords(r *http.Request, ps []store.PostingLine) string {
	ctx := r.Context()
	if len(ps) == 0 {
		return text.T(ctx, text.AccountNoPosting)
	}
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = text.T(ctx, text.PostingWords, "Role", text.Of(ctx, text.FamilyRole, p.Role), "Unit", p.UnitName)
	}
	return text.Join(ctx, words)
}

// accountFind keeps what is searched for in the session, so that no name stands in an address.
func (s *Server) accountFind(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	find := f.Text("find", 40)
	if err := f.Err(); err != nil {
		return err
	}
	if find == "" {
		return s.redirect(w, r, accountsPath)
	}
	return s.redirect(w, r, accountsPath+"?find="+s.Sessions.Remember(r.Context(), find))
}
