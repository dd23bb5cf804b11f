package session

import (
	"context"
	"strings"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// errRefused is the one answer to every sign-in that fails. It does not say whether the account exists, is disabled or is locked.
func errRefused() error {
	return fault.New(fault.Invalid, text.SessionRefused)
}

// SignIn makes the request's session one of the account with the login, under the first posting it has today, if the password is
// right; otherwise it is fault.Invalid. Wrong passwords lock the account for a growing time.
func (k *Keeper) SignIn(ctx context.Context, login, password string) error {
	began := time.Now()
	login = strings.ToLower(strings.TrimSpace(login))
	try, err := k.attempt(ctx, login)
	if err != nil {
		return err
	}
	ok, err := registry.PasswordMatches(ctx, password, try.PasswordHash)
	if err != nil {
		return err
	}
	if !ok || try.ID == 0 {
		err := k.refuse(ctx, try.ID)
		wait(ctx, refusedAfter-time.Since(began))
		return err
	}
	return k.admit(ctx, try.ID)
}

// refusedAfter is how long a refusal takes at least, so that its time does not tell an account that exists, whose try is written down, from none.
const refusedAfter = 300 * time.Millisecond

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// attempt counts the try; an account that cannot be tried gives the zero Attempt.
func (k *Keeper) attempt(ctx context.Context, login string) (try store.Attempt, err error) {
	err = k.store.WithTx(ctx, access.SystemActor(access.AccountSignIn), func(tx *store.Tx) error {
		try, err = tx.BeginSignIn(ctx, login, k.clock.Now(), lock)
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		return store.Attempt{}, nil
	}
	return try, err
}

func (k *Keeper) refuse(ctx context.Context, account int64) error {
	if account == 0 {
		return errRefused()
	}
	err := k.store.WithTx(ctx, access.SystemActor(access.AccountSignIn), func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Audited{Action: access.SessionOwn, Subject: store.Subject("account", account), Detail: map[string]any{"change": "sign_in_refused"}})
	})
	if err != nil {
		return err
	}
	return errRefused()
}

func (k *Keeper) admit(ctx context.Context, account int64) error {
	var epoch int
	all, err := k.standings(ctx, account)
	if err != nil {
		return err
	}
	posting := k.resumed(ctx, account, all)
	err = k.store.WithTx(ctx, access.Actor{Account: account, Posting: posting, Role: roleOf(all, posting)}, func(tx *store.Tx) error {
		if epoch, err = tx.CompleteSignIn(ctx, account); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.SessionOwn, Detail: map[string]any{"change": "sign_in"}})
	})
	if fault.KindOf(err) == fault.NotFound { // disabled in this very moment
		return errRefused()
	}
	if err != nil {
		return err
	}
	return k.begin(ctx, account, posting, epoch)
}

func roleOf(all []store.Standing, posting int64) access.Role {
	for _, s := range all {
		if s.Posting == posting {
			return access.Role(s.Role)
		}
	}
	return ""
}

// SignOut ends the request's session.
func (k *Keeper) SignOut(ctx context.Context, s *Signed) error {
	err := k.store.WithTx(ctx, s.Actor, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Audited{Action: access.SessionOwn, Detail: map[string]any{"change": "sign_out"}})
	})
	if err != nil {
		return err
	}
	return k.scs.Destroy(ctx)
}

// Switch makes the session act under another posting of the account, with a new token, and returns the posting's unit; a posting
// that the account does not have today is fault.NotFound.
func (k *Keeper) Switch(ctx context.Context, s *Signed, posting int64) (unit string, err error) {
	all, err := k.standings(ctx, s.Actor.Account)
	if err != nil {
		return "", err
	}
	next, ok := signed(all, posting)
	if !ok || posting == 0 {
		return "", fault.ErrNotFound()
	}
	err = k.store.WithTx(ctx, next.Actor, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Audited{Action: access.SessionOwn, Detail: map[string]any{"change": "switch_posting"}})
	})
	if err != nil {
		return "", err
	}
	if err := k.scs.RenewToken(ctx); err != nil {
		return "", err
	}
	k.scs.Put(ctx, keyPosting, posting)
	return next.UnitName, nil
}

// ChangePassword replaces the account's own password after checking the old one; every other session of the account ends.
func (k *Keeper) ChangePassword(ctx context.Context, s *Signed, old, fresh string) error {
	var hash string
	err := k.store.Read(ctx, s.Actor, func(tx *store.Tx) (err error) {
		hash, err = tx.PasswordHash(ctx, s.Actor.Account)
		return err
	})
	if err != nil {
		return err
	}
	switch ok, err := registry.PasswordMatches(ctx, old, hash); {
	case err != nil:
		return err
	case !ok:
		return fault.OnField("old", text.SessionPasswordWrong)
	case old == fresh:
		return fault.OnField("new", text.SessionPasswordSame)
	}
	if err := registry.CheckPassword("new", fresh, s.Login); err != nil {
		return err
	}
	return k.replacePassword(ctx, s, fresh)
}

func (k *Keeper) replacePassword(ctx context.Context, s *Signed, fresh string) error {
	hash, err := registry.HashPassword(fresh)
	if err != nil {
		return err
	}
	var epoch int
	err = k.store.WithTx(ctx, s.Actor, func(tx *store.Tx) error {
		if epoch, err = tx.SetPassword(ctx, s.Actor.Account, hash, false); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.SessionOwn, Detail: map[string]any{"change": "password_changed"}})
	})
	if err != nil {
		return err
	}
	if err := k.scs.RenewToken(ctx); err != nil {
		return err
	}
	k.scs.Put(ctx, keyEpoch, epoch)
	return nil
}
