package registry

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
)

// ActorOf returns the actor that an account is under one posting.
func ActorOf(s store.Standing) access.Actor {
	return access.Actor{
		Account: s.Account, Posting: s.Posting, Role: access.Role(s.Role), Unit: s.Unit, Division: s.Division,
		Scope: division.ScopeOf(s.Places...), Name: s.Name, Units: s.Units, Codes: s.Codes,
	}
}

// Actor returns the actor that the account with the login is under its first posting today, for work that is done in the name of others:
// demonstrations and tests.
func (g *Registry) Actor(ctx context.Context, login string) (a access.Actor, err error) {
	err = g.store.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		account, err := tx.AccountByLogin(ctx, login)
		if err != nil {
			return err
		}
		all, err := tx.Standings(ctx, account.ID, g.clock.Today(), g.clock.Now())
		if err == nil {
			a = ActorOf(all[0])
		}
		return err
	})
	return a, err
}
