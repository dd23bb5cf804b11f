package server

import (
	"context"
	"net/http"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/account"
)

// lockList shows the accounts with wrong passwords, or on demand all, to be unlocked or signed out.
func (s *Server) lockList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	k := keysetOf(q)
	f := store.AccountFilter{State: "locked", After: k.After, Before: k.Before}
	if q.Has("state") {
		f.State = q.Choice("state", "locked")
	}
	lines, total, err := s.Registry.Accounts(ctx, actorOf(r), f, listLimit+1)
	if err != nil {
		return err
	}
	lines, pages := cut(r, k, lines, listLimit, func(l store.AccountLine) string { return l.Login })
	pages.Keys = false // its rows open nothing
	v := account.LocksView{
		Note: text.T(ctx, text.AccountCount, "Count", total), Table: s.lockTable(r, lines), Pages: pages,
		Filters: components.FilterBarView{Action: locksPath, Filters: []components.Filter{{
			Name: "state", Label: text.T(ctx, text.AccountState), Value: f.State, Options: components.OptionsOf(ctx, text.FamilyAccountState, "locked"),
		}}},
	}
	return s.page(w, r, text.T(ctx, text.AccountLocksTitle), account.Locks(v))
}

const locksPath = "/locks"

func (s *Server) lockTable(r *http.Request, lines []store.AccountLine) components.TableView {
	t := s.accountTable(r, lines)
	ctx := r.Context()
	t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.AccountActions), Phone: components.PhoneWide})
	t.Empty = components.EmptyView{Title: text.T(ctx, text.AccountLocksNone), Note: text.T(ctx, text.AccountLocksNoneNote), Icon: icon.CircleCheck}
	for i, l := range lines {
		path := locksPath + strings.TrimPrefix(accountPath(l.ID), accountsPath)
		a := account.LockActionsView{End: path + "/end-sessions"}
		if l.FailedCount > 0 {
			a.Unlock = path + "/unlock"
		}
		t.Rows[i].Href = ""
		t.Rows[i].Cells = append(t.Rows[i].Cells, components.Cell{Body: account.LockActions(a)})
	}
	return t
}

func (s *Server) lockLift(w http.ResponseWriter, r *http.Request) error {
	return s.changeLock(w, r, s.Registry.UnlockAccount, text.AccountUnlocked)
}

func (s *Server) sessionsEnd(w http.ResponseWriter, r *http.Request) error {
	return s.changeLock(w, r, s.Registry.EndSessions, text.AccountSessionsEnded)
}

func (s *Server) changeLock(w http.ResponseWriter, r *http.Request, change func(context.Context, access.Actor, int64) error, key text.Key) error {
	id, err := pathNumber(r, "account")
	if err != nil {
		return err
	}
	a, err := s.Registry.Account(r.Context(), actorOf(r), id)
	if err != nil {
		return err
	}
	if err := change(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, locksPath, key, "Login", a.Login)
}
