package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// cast is who records invented lives: the demo accounts in their places, the set-up's own actor everywhere else.
type cast struct {
	setup       access.Actor
	office      access.Actor
	second      access.Actor // of the same office, for what two must do
	byRole      map[access.Role][]access.Actor
	departments map[string]access.Actor // by kind
	villages    []division.Code
	names       map[division.Code]string
}

func castOf(ctx context.Context, s *store.Store) (*cast, error) {
	c := &cast{setup: access.SystemActor(access.AccountSetup), byRole: map[access.Role][]access.Actor{}, departments: map[string]access.Actor{}, names: map[division.Code]string{}}
	err := s.Read(ctx, c.setup, func(tx *store.Tx) error {
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		for _, u := range units {
			switch u.Kind {
			case "village", "township", "county":
				c.names[u.Division] = u.Name
			}
			if u.Kind == "village" {
				c.villages = append(c.villages, u.Division)
			}
		}
		for _, a := range slices.Concat(Accounts(), townAccounts(units)) {
			if err := c.add(ctx, tx, units, a); err != nil && fault.KindOf(err) != fault.NotFound { // a small caseload has the demo accounts only
				return err
			}
		}
		return nil
	})
	return c, err
}

func (c *cast) add(ctx context.Context, tx *store.Tx, units []store.Unit, a Account) error {
	unit, err := unitOf(units, a)
	if err != nil {
		return err
	}
	actor, err := tx.ActorOf(ctx, a.Login, unit.ID)
	if err != nil {
		return err
	}
	actor.Role, actor.Division, actor.Scope = a.Role, unit.Division, division.ScopeOf(unit.Division)
	if unit.Department != nil {
		c.departments[*unit.Department] = actor
	}
	switch a.Login {
	case "office1":
		c.office = actor
	case "office2":
		c.second = actor
	}
	if a.Role.Police() {
		actor.Scope = division.ScopeOf(unit.Division.County())
	}
	c.byRole[a.Role] = append(c.byRole[a.Role], actor)
	return nil
}

var roleOf = map[side]access.Role{
	village: access.VillageWorker, township: access.TownshipWorker, lead: access.TownshipLead, officer: access.PoliceOfficer,
	approver: access.PoliceApprover, destination: access.TownshipLead,
}

// actor returns who records for a side at a place.
func (c *cast) actor(by side, place division.Code) access.Actor {
	for _, a := range c.byRole[roleOf[by]] {
		if a.Sees(place) {
			return a
		}
	}
	return c.setup
}

// address invents where somebody of a village lives.
func (c *cast) address(village division.Code, r *rand.Rand) string {
	return fmt.Sprintf("%s%s%s%d组", c.names[village.County()], c.names[village.Township()], c.names[village], 1+r.IntN(9))
}
