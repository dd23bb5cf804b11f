package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

type userAddCmd struct {
	place
	Login string `arg:"" help:"The name to sign in with."`
	Name  string `help:"The person's name." required:""`
	Role  string `help:"One of: police_officer, police_approver, village_worker, township_worker, township_lead, municipal_office, department, system_admin, security_admin, audit_admin." default:"system_admin"`
	Unit  string `help:"The unit: its name, or the division code of a place. Not needed where only one unit has the role."`
}

// Run makes the account and its posting; the first administrators are made so, everybody else by them on their pages.
func (c userAddCmd) Run(ctx context.Context, env Env) (err error) {
	role := access.Role(c.Role)
	if !role.Valid() {
		return inputf("no role %q", c.Role)
	}
	g, err := c.assemble(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	if _, err := g.registry.SetUp(ctx); err != nil {
		return err
	}
	if err := demo.RestoreDay(ctx, g.store, g.clock); err != nil { // the posting begins today, also where today has been moved
		return err
	}
	password, err := c.add(ctx, g, role)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "Account %s made. Temporary password, shown only now: %s\n", c.Login, password)
	return err
}

func (c userAddCmd) add(ctx context.Context, g *program, role access.Role) (string, error) {
	setup := access.SystemActor(access.AccountSetup)
	units, err := g.registry.Units(ctx, setup, role.UnitKinds()...)
	if err != nil {
		return "", err
	}
	unit, err := chooseUnit(units, c.Unit)
	if err != nil {
		return "", err
	}
	id, password, err := g.registry.AddAccount(ctx, setup, registry.NewAccount{Login: c.Login, Name: c.Name})
	if err != nil {
		return "", refusal(err)
	}
	_, err = g.registry.AddPosting(ctx, setup, registry.NewPosting{Account: id, Role: role, Unit: unit, From: g.clock.Today(), Until: date.Date(0)})
	return password, refusal(err)
}

// chooseUnit returns the unit with the name or division code, or the only one there is.
func chooseUnit(units []store.Unit, wanted string) (int64, error) {
	if wanted == "" && len(units) == 1 {
		return units[0].ID, nil
	}
	code, notCode := division.Parse(wanted)
	i := slices.IndexFunc(units, func(u store.Unit) bool { return u.Name == wanted || notCode == nil && u.Division == code })
	if i >= 0 {
		return units[i].ID, nil
	}
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return 0, inputf("--unit is not one in which the role sits; choose one of: %s", strings.Join(names, " "))
}

// refusal says a fault of the input in words.
func refusal(err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid && f.Kind != fault.Conflict {
		return err
	}
	var all []string
	en := text.For(text.En)
	if f.Key != "" {
		all = append(all, en.Fill(f.Key, f.Args))
	}
	for _, x := range f.Fields {
		all = append(all, x.Name+": "+en.Fill(x.Key, x.Args))
	}
	return inputf("%s", strings.Join(all, "; "))
}
