package demo

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// shared is the village whose people two workers have divided among themselves; near, the township whose last village has just lost its worker.
const (
	shared = division.Code(520381101201)
	near   = division.Code(520381001000)
)

// townAccounts are the worker and the lead of each township that has none among the demo accounts. They can sign in with the demo password too.
func townAccounts(units []store.Unit) []Account {
	var out []Account
	for n, u := range units {
		if u.Kind != "township" {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(n), 2019)) //nolint:gosec // the same people every time, on purpose
		for first, role := range map[string]access.Role{"t": access.TownshipWorker, "l": access.TownshipLead} {
			if !slices.ContainsFunc(Accounts(), func(a Account) bool { return a.Role == role && a.At == u.Division.String() }) {
				out = append(out, Account{Login: first + u.Division.String()[6:], Role: role, At: u.Division.String()})
			}
		}
		slices.SortFunc(out, func(a, b Account) int { return cmp.Compare(a.At+a.Login, b.At+b.Login) })
		for i := range out {
			if out[i].Name == "" {
				out[i].Name = string(pick(r, surnames)) + pick(r, slices.Concat(maleGive, femGive))
			}
		}
	}
	return out
}

// postTowns gives each township its worker and its lead, so that what townships do has a name everywhere.
func postTowns(ctx context.Context, s *store.Store) error {
	hash, err := registry.HashPassword(Password)
	if err != nil {
		return err
	}
	return s.WithTx(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		for _, a := range townAccounts(units) {
			if _, err := tx.AccountByLogin(ctx, a.Login); err == nil {
				continue // from a load that was broken off
			}
			unit, err := unitOf(units, a)
			if err != nil {
				return err
			}
			id, err := tx.AddAccount(ctx, store.NewAccount{Login: a.Login, Name: a.Name, PasswordHash: hash})
			if err != nil {
				return err
			}
			if _, err := tx.AddPosting(ctx, store.Posting{Account: id, Role: string(a.Role), Unit: unit.ID, ValidFrom: since}); err != nil {
				return err
			}
		}
		return nil
	})
}

// employ gives every village that has no demo account a worker, who can sign in with the demo password too. One has left, so that there is something to
// hand over, and one has a colleague.
func employ(ctx context.Context, s *store.Store, c *cast, today date.Date) error {
	hash, err := registry.HashPassword(Password)
	if err != nil {
		return err
	}
	return s.WithTx(ctx, c.setup, func(tx *store.Tx) error {
		units, err := tx.Units(ctx, "village")
		if err != nil {
			return err
		}
		left := lastOf(units, near)
		for n, u := range units {
			r := rand.New(rand.NewPCG(uint64(n), 2020)) //nolint:gosec // the same people every time, on purpose
			p := store.Posting{Role: string(access.VillageWorker), Unit: u.ID, ValidFrom: since}
			switch {
			case u.Division == shared:
				p.ValidFrom = today.AddDays(-200)
			case slices.ContainsFunc(Accounts(), func(a Account) bool { return a.At == u.Division.String() }):
				continue
			case u.Division == left:
				p.ValidUntil = today.Month().First() - 1
			}
			login := fmt.Sprintf("v%s", u.Division.String()[6:])
			if _, err := tx.AccountByLogin(ctx, login); err == nil {
				continue // from a load that was broken off
			}
			name := string(pick(r, surnames)) + pick(r, slices.Concat(maleGive, femGive))
			if p.Account, err = tx.AddAccount(ctx, store.NewAccount{Login: login, Name: name, PasswordHash: hash}); err != nil {
				return err
			}
			if _, err := tx.AddPosting(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// lastOf is the last village of a township.
func lastOf(units []store.Unit, township division.Code) (last division.Code) {
	for _, u := range units {
		if u.Division.Township() == township {
			last = max(last, u.Division)
		}
	}
	return last
}

// share hands some of the shared village's people to the second worker there.
func share(ctx context.Context, w *casework.Work, c *cast) error {
	by := c.actor(lead, shared)
	own := c.actor(village, shared)
	all, err := w.Workers(ctx, by, store.CaseFilter{Stage: store.StageOpen, Within: shared.Range(), Worker: own.Account, Sort: "place"})
	if err != nil {
		return err
	}
	f := casework.HandoverForm{Key: uuid.NewSHA1(space, []byte("share")), Reason: "两人分片负责"}
	for i, l := range all.Lines {
		if i%3 == 1 {
			f.Cases = append(f.Cases, l.CaseID)
		}
	}
	for _, p := range all.Posts {
		if p.Division == shared && p.Account != own.Account {
			f.Worker = p.Account
		}
	}
	_, err = w.HandOver(ctx, by, f)
	return err
}
