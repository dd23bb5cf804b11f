package registry

import (
	"context"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const maxAccountName = 40 // characters

// NewAccount is the form of a new account.
type NewAccount struct {
	Login string // small letters, digits, dots, dashes, underscores; 2 to 40
	Name  string // of the person, 1 to 40 characters
}

// AddAccount makes an account and returns its id and the temporary password, which is kept nowhere and has to be changed at the first
// sign-in. A login in use is fault.Conflict.
func (g *Registry) AddAccount(ctx context.Context, actor access.Actor, n NewAccount) (id int64, password string, err error) {
	if err := may(actor, access.AccountAdmin); err != nil {
		return 0, "", err
	}
	n.Login, n.Name = strings.ToLower(strings.TrimSpace(n.Login)), strings.TrimSpace(n.Name)
	if err := checkName(n.Name); err != nil {
		return 0, "", err
	}
	password = TemporaryPassword()
	hash, err := HashPassword(password)
	if err != nil {
		return 0, "", err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		id, err = tx.AddAccount(ctx, store.NewAccount{Login: n.Login, Name: n.Name, PasswordHash: hash, MustChange: true})
		if err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.AccountAdmin, store.Subject("account", id), "account_added", "login", n.Login))
	})
	if err != nil {
		return 0, "", err
	}
	return id, password, nil
}

func checkName(name string) error {
	var wrong fault.Fields
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		wrong.Add("name", text.ValidRequired)
	case n > maxAccountName:
		wrong.Add("name", text.ValidTooLong, "Max", maxAccountName)
	}
	return wrong.Err()
}

// RenameAccount changes the name shown for an account.
func (g *Registry) RenameAccount(ctx context.Context, actor access.Actor, id int64, name string) error {
	name = strings.TrimSpace(name)
	if err := checkName(name); err != nil {
		return err
	}
	return g.changeAccount(ctx, actor, access.AccountAdmin, id, "account_renamed", func(tx *store.Tx, _ store.Account) error {
		return tx.SetAccountName(ctx, id, name)
	})
}

// DisableAccount bars an account from signing in and ends its sessions; nobody can disable their own.
func (g *Registry) DisableAccount(ctx context.Context, actor access.Actor, id int64) error {
	return g.changeAccount(ctx, actor, access.AccountAdmin, id, "account_disabled", func(tx *store.Tx, _ store.Account) error {
		return tx.DisableAccount(ctx, id, g.clock.Now())
	})
}

// EnableAccount lets a disabled account sign in again.
func (g *Registry) EnableAccount(ctx context.Context, actor access.Actor, id int64) error {
	return g.changeAccount(ctx, actor, access.AccountAdmin, id, "account_enabled", func(tx *store.Tx, _ store.Account) error {
		return tx.EnableAccount(ctx, id)
	})
}

// ResetPassword gives an account a temporary password, which is returned once and kept nowhere, and ends its sessions.
func (g *Registry) ResetPassword(ctx context.Context, actor access.Actor, id int64) (string, error) {
	password := TemporaryPassword()
	hash, err := HashPassword(password)
	if err != nil {
		return "", err
	}
	err = g.changeAccount(ctx, actor, access.AccountAdmin, id, "password_reset", func(tx *store.Tx, _ store.Account) error {
		_, err := tx.SetPassword(ctx, id, hash, true)
		return err
	})
	if err != nil {
		return "", err
	}
	return password, nil
}

// UnlockAccount lifts the lock that wrong passwords put on an account.
func (g *Registry) UnlockAccount(ctx context.Context, actor access.Actor, id int64) error {
	return g.changeAccount(ctx, actor, access.PostingAdmin, id, "account_unlocked", func(tx *store.Tx, _ store.Account) error {
		return tx.UnlockAccount(ctx, id)
	})
}

// EndSessions signs an account out everywhere.
func (g *Registry) EndSessions(ctx context.Context, actor access.Actor, id int64) error {
	return g.changeAccount(ctx, actor, access.PostingAdmin, id, "sessions_ended", func(tx *store.Tx, _ store.Account) error {
		return tx.EndSessions(ctx, id)
	})
}

// changeAccount locks the account, makes the change and notes it. Administrators change others only: their own password and lock are
// not theirs to lift.
func (g *Registry) changeAccount(ctx context.Context, actor access.Actor, action access.Action, id int64, change string, fn func(*store.Tx, store.Account) error) error {
	if err := may(actor, action); err != nil {
		return err
	}
	if actor.Account == id {
		return fault.New(fault.Conflict, text.AccountNotOwn)
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		a, err := tx.LockAccount(ctx, id)
		if err != nil {
			return err
		}
		if err := fn(tx, a); err != nil {
			return err
		}
		return tx.Audit(ctx, note(action, store.Subject("account", id), change))
	})
}

// Accounts returns one page of the accounts that the filter chooses, each with today's postings, and how many there are in all.
func (g *Registry) Accounts(ctx context.Context, actor access.Actor, f store.AccountFilter, limit int) (lines []store.AccountLine, total int, err error) {
	if !actor.May(access.AccountAdmin) && !actor.May(access.SecurityView) {
		return nil, 0, fault.ErrNotFound()
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if lines, err = tx.Accounts(ctx, f, g.clock.Today(), limit); err != nil {
			return err
		}
		total, err = tx.CountAccounts(ctx, f)
		return err
	})
	return lines, total, err
}

// AccountFile is an account with all its postings, the newest first.
type AccountFile struct {
	store.Account
	Postings []store.PostingLine
}

// maxPostings bounds how many postings of one account a page shows.
const maxPostings = 200

// Account returns an account with its postings.
func (g *Registry) Account(ctx context.Context, actor access.Actor, id int64) (a AccountFile, err error) {
	if !actor.May(access.AccountAdmin) && !actor.May(access.SecurityView) {
		return a, fault.ErrNotFound()
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if a.Account, err = tx.Account(ctx, id); err != nil {
			return err
		}
		a.Postings, err = tx.Postings(ctx, store.PostingFilter{Account: id}, g.clock.Today(), maxPostings)
		return err
	})
	return a, err
}
